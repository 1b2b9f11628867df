"""Words of a page in a message."""

from brochure.opened.marks import GlyphRun

_LONGEST = 40


def quote(run: GlyphRun) -> str:
    """The beginning of what a run shows, in quotation marks."""
    text = " ".join("".join(each if each.isprintable() else " " for each in run.text).split())
    return f"'{text[:_LONGEST]}'" if text else "a text"
