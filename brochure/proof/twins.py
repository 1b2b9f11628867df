"""Twins: every edition of a leaflet says the same words, in the same order, under the same tags."""

from collections.abc import Sequence
from itertools import zip_longest

from brochure.base.findings import Finding
from brochure.base.made import Made
from brochure.base.records import NamedTuple
from brochure.base.spoken import Spoken, words_of


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

    Those with short texts, of another template, or of a layout that leaves out something else, have twins among
    themselves only.
    """
    groups: dict[tuple[int, str, frozenset[str]], list[Telling]] = {}
    for each in made:
        labels = dict.fromkeys(" ".join(words_of(leaf.text)) for leaf in each.spoken if leaf.tag == "TH")
        told = tuple(leaf for leaf in each.spoken if leaf.tag != "TH")
        telling = Telling(each.edition.name, told, tuple(sorted(labels)))
        left_out = frozenset(said.text for said in each.manuscript.layout.omits)
        groups.setdefault((each.shortened, each.manuscript.template.name, left_out), []).append(telling)
    return tuple(finding for group in groups.values() for finding in twin_findings(group))


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
