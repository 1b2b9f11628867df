"""A safety note in, findings out: the duties that a leaflet of its kind has and that nobody has written."""

from collections.abc import Iterator
from typing import Final

from brochure.base.findings import Finding
from brochure.base.leaflet import Kind, Leaflet

# What each duty says, and how it is written.
_DUTIES: Final = {
    "plan": ("that it is one part of a plan", "write `plan:` in it, a sentence"),
    "keep": ("that nobody stops medicines or other care for it", "write `keep:` in it, a sentence"),
    "tell_us": ("what is to be said before it starts", "write `tell_us:` in it, a list of ends of 'Tell us if'"),
    "urgent": ("when to get help at once", "write `urgent:` in it, a list of ends of 'Call at once if'"),
}
DUTIES: Final[dict[Kind, tuple[str, ...]]] = {
    "treatment": ("plan", "keep", "tell_us", "urgent"),
    "consent": ("plan", "keep", "tell_us", "urgent"),
    "aftercare": ("keep", "urgent"),
    "practical": (),
}


def missing_duties(leaflet: Leaflet) -> tuple[str, ...]:
    """The duties that the note of this leaflet lacks; none where it has no note."""
    note = leaflet.safety
    return tuple(name for name in DUTIES[leaflet.kind] if note is not None and not getattr(note, name))


def duty_findings(leaflet: Leaflet, number: str) -> Iterator[Finding]:
    """Why a note may not go to patients yet; `number` is what to call in an emergency, empty where nobody has said."""
    note = leaflet.safety
    if note is None:
        return  # told where it is missing
    for name in missing_duties(leaflet):
        what, hint = _DUTIES[name]
        yield Finding("duty-missing", f"the safety note does not say {what}", note.heading.origin, hint)
    if note.urgent and not number:
        message = "the safety note does not say which number to call"
        hint = "write `region:` or `emergency:` in the brand"
        yield Finding("duty-missing", message, note.urgent[0].origin, hint)
