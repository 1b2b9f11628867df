"""Texts that go into a header: one line each, or whoever typed them could write headers of their own."""

import unicodedata

from brochure.base.findings import Finding
from brochure.base.origin import Said


def head_fault(said: Said | None) -> Finding | None:
    """The fault of a text that would end its header line or could reorder what is read, if it has one.

    Refused are controls (CR, LF, VT, FF, U+0085 and the like), line and paragraph separators, direction marks and
    halves of characters. Source: RFC 5322, 2.2; CWE-93.
    """
    bad = next((each for each in said.text if unicodedata.category(each) in _REFUSED), "") if said else ""
    if said is None or not bad:
        return None
    message = f"a header cannot hold the character U+{ord(bad):04X}"
    return Finding("mail-header", message, said.origin, "write it in one line of plain text")


_REFUSED = {"Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn"}
