"""Texts that go into a header: one line each, or whoever typed them could write headers of their own."""

import unicodedata

from brochure.base.findings import Finding
from brochure.base.origin import Said
from brochure.base.seen import BLANK


def head_fault(said: Said | None, where: str) -> Finding | None:
    """The fault of a text that would end its header line, reorder what is read or hold what nobody sees, if it has one.

    `where` is how people call the text. Refused are controls (CR, LF, VT, FF, U+0085 and the like), line and paragraph
    separators, direction marks, signs without a shape and halves of characters. Source: RFC 5322, 2.2; CWE-93.
    """
    bad = (
        next((each for each in said.text if unicodedata.category(each) in _REFUSED or each in BLANK), "")
        if said
        else ""
    )
    if said is None or not bad:
        return None
    name = unicodedata.name(bad, "")
    message = f"the {where} holds U+{ord(bad):04X}{name and ' '}{name}, and no header can"
    return Finding("mail-header", message, said.origin, "delete it, and write the text in one line of plain text")


_REFUSED = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
