"""The safety note in its order: what it says, then its two lists, each after the beginning of their sentence."""

from collections.abc import Iterator

from brochure.base.leaflet import SafetyNote
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Said
from brochure.base.records import NamedTuple


class NoteList(NamedTuple):
    """Ends of a sentence, and the program's own words that begin it."""

    lead: str
    entries: tuple[Said, ...]


def note_paragraphs(safety: SafetyNote) -> tuple[Said, ...]:
    """What the note says in sentences of its own, the plan first."""
    return (*(said for said in (safety.plan, safety.keep) if said is not None), *safety.text)


def note_leads(manuscript: Manuscript) -> tuple[str, str]:
    """The words before what is to be told first, and before what is urgent; strong, as `**` makes them."""
    words, number = manuscript.language.note, manuscript.brand.number_to_call
    if words is None:
        return "", ""
    urgent = words.urgent.format(number) if number else words.urgent_help
    return f"**{words.tell_us}**", f"**{urgent}**"


def note_lists(safety: SafetyNote, manuscript: Manuscript) -> Iterator[NoteList]:
    """The lists that the note has; help comes last, where it is found."""
    for lead, entries in zip(note_leads(manuscript), (safety.tell_us, safety.urgent), strict=True):
        if entries:
            yield NoteList(lead, entries)
