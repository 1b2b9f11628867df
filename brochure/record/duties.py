"""A safety note in, findings out: the duties that a leaflet of its kind has and that nobody has written."""

from collections.abc import Iterator
from typing import Final

from brochure.base.findings import Finding
from brochure.base.leaflet import Kind, Leaflet
from brochure.base.origin import Said

_LEAST: Final = 6  # letters of an alphabet
_IDEOGRAPHS: Final = "\u2e80"

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
    """The duties that the note of this leaflet lacks, or has in name only; none where it has no note."""
    note = leaflet.safety
    return tuple(name for name in DUTIES[leaflet.kind] if note is not None and not _says(getattr(note, name)))


def _says(written: Said | tuple[Said, ...] | None) -> bool:
    """Whether each text holds letters enough to say something."""
    texts = (written,) if isinstance(written, Said) else written or ()
    return bool(texts) and all(sum(map(_weight, said.text)) >= _LEAST for said in texts)


def _weight(letter: str) -> int:
    return 0 if not letter.isalpha() else 1 if letter < _IDEOGRAPHS else 3


def duty_findings(leaflet: Leaflet, number: str) -> Iterator[Finding]:
    """Why a note may not go to patients yet; `number` is what to call in an emergency, empty where nobody has said."""
    yield from note_findings(leaflet)
    note = leaflet.safety
    if note is not None and note.urgent and not number:
        message = "the safety note does not say which number to call"
        hint = "write `region:` or `emergency:` in the brand"
        yield Finding("duty-missing", message, note.urgent[0].origin, hint)


def note_findings(leaflet: Leaflet) -> Iterator[Finding]:
    """The duties that its note does not have; a note that is missing is told elsewhere."""
    for name in missing_duties(leaflet):
        what, hint = _DUTIES[name]
        at = leaflet.safety.heading.origin if leaflet.safety else None
        yield Finding("duty-missing", f"the safety note does not say {what}", at, hint)
