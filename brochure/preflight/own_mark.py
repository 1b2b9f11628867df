"""A finished file in, the mark of the text that it says it holds out."""

from brochure.base.findings import BadInput, Finding
from brochure.opened.document import read_document
from brochure.opened.objects import Locked, Unreadable


def mark_in(data: bytes, name: str) -> str:
    """The mark of the text in a file of ours; `name` is for messages.

    Raises:
        BadInput: the file cannot be read, or holds no mark.
    """
    try:
        document = read_document(data)
    except Unreadable as fault:
        message = f"'{name}' is no PDF that can be read: {fault}"
        raise BadInput(Finding("pdf-unreadable", message, None, "type the mark from its imprint")) from None
    except Locked:
        message = f"'{name}' needs a password"
        raise BadInput(Finding("pdf-locked", message, None, "type the mark from its imprint")) from None
    if not document.is_ours or not document.mark:
        message = f"'{name}' holds no mark: another program made it, or an older version of this one"
        raise BadInput(Finding("unknown-mark", message, None, "type the mark from its imprint"))
    return document.mark
