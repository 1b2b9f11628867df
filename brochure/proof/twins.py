"""Twins: every edition of a leaflet says the same words, in the same order, under the same tags."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from brochure.base.findings import Finding
from brochure.base.made import Made
from brochure.base.reading import ordered_stories
from brochure.base.records import NamedTuple
from brochure.base.spoken import Spoken, words_of
from brochure.base.story import Words, leaves


class Telling(NamedTuple):
    """What one edition says, read back from its own bytes."""

    edition: str
    leaves: tuple[Spoken, ...]  # without the labels of tables
    labels: tuple[str, ...] = ()  # each once: where rows stand as cards, they come again and again

    @property
    def words(self) -> int:
        return sum(len(words_of(leaf.text)) for leaf in self.leaves)


def twins(made: Sequence[Made]) -> tuple[Finding, ...]:
    """Whether all editions of one leaflet in one language say the same.

    Those with short texts, of another template, of a layout that leaves out something else, or in easy words, have
    twins among themselves only.
    """
    groups: dict[tuple[int, str, frozenset[str], bool], list[Made]] = {}
    for each in made:
        left_out = frozenset(said.text for said in each.manuscript.layout.omits)
        kind = (each.shortened, each.manuscript.template.name, left_out, each.manuscript.edition.is_easy)
        groups.setdefault(kind, []).append(each)
    return tuple(finding for group in groups.values() for finding in _of_twins(group))


def _of_twins(group: list[Made]) -> Iterator[Finding]:
    """Paper and screens each among themselves in every word; one of each but for the words of the invitation."""
    paper, screens = ([each for each in group if each.edition.is_on_screen is medium] for medium in (False, True))
    for same in filter(None, (paper, screens)):
        yield from twin_findings([_telling(each, each.spoken) for each in same])
    if paper and screens:
        yield from twin_findings([_led(paper[0]), _led(screens[0])])


def _led(made: Made) -> Telling:
    """What an edition says, with where its invitation leads in place of the code or button and their words.

    The proof has held what is `spoken` against the leaves of the stories, one for one.
    """
    manuscript = made.manuscript
    booking = manuscript.leaflet.booking
    said = {booking.label.origin, booking.screen and booking.screen.origin} if booking else set()
    said |= {block.code.label.origin for block in manuscript.leaflet.body if block.code}
    every = (
        leaf for _, story in ordered_stories(made.laid.stories, manuscript.layout) for leaf in leaves(story.blocks)
    )
    told: list[Spoken] = []
    for spoken, leaf in zip_longest(made.spoken, every):
        if spoken is None:
            break
        if leaf and leaf.link and (leaf.is_button if isinstance(leaf, Words) else leaf.kind == "qr"):
            told.append(Spoken("Link", leaf.link))
        elif not (leaf and said.intersection(leaf.texts)):
            told.append(spoken)
    return _telling(made, told)


def _telling(made: Made, said: Sequence[Spoken]) -> Telling:
    labels = dict.fromkeys(" ".join(words_of(leaf.text)) for leaf in said if leaf.tag == "TH")
    told = tuple(leaf for leaf in said if leaf.tag != "TH")
    return Telling(made.edition.name, told, tuple(sorted(labels)))


def twin_findings(tellings: Sequence[Telling]) -> tuple[Finding, ...]:
    """The first difference of each edition from the first one."""
    first, *others = tellings
    return tuple(finding for other in others if (finding := _difference(first, other)))


def _difference(one: Telling, other: Telling) -> Finding | None:
    for at, (mine, theirs) in enumerate(zip_longest(one.leaves, other.leaves), 1):
        if mine is None or theirs is None or not mine.same_as(theirs):
            said = f"'{_short(theirs)}', where '{one.edition}' says '{_short(mine)}'"
            message = f"edition '{other.edition}' says {said} (place {at})"
            return Finding("editions-differ", message, None, "report this: it is a fault of the program or a template")
    if one.labels != other.labels:
        lost = next(iter({*one.labels} ^ {*other.labels}))
        message = f"edition '{other.edition}' and '{one.edition}' differ in the label '{lost[:40]}' of a table"
        return Finding("editions-differ", message, None, "report this: it is a fault of the program or a template")
    return None


def _short(leaf: Spoken | None) -> str:
    if leaf is None:
        return "nothing"
    return (leaf.text or leaf.alt).strip()[:40]
