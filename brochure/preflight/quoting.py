"""Words of a page in a message."""

from brochure.opened.marks import GlyphRun

_LONGEST = 40


def printable(text: str) -> str:
    """A text of the file on one line, with a space for each character that a terminal would obey."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def quote(run: GlyphRun) -> str:
    """The beginning of what a run shows, in quotation marks."""
    text = printable(run.text)
    return f"'{text[:_LONGEST]}'" if text else "a text"
