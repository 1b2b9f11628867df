"""Clusters of a line at their places, in words as they are said; and how letters run.

In come strips in visual order, out go words, their texts, and the kinds that pdfium knows.
"""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Final

from brochure.base.page import Cluster, SetLine, Strip
from brochure.base.records import NamedTuple

# Pairs of brackets in the scripts of the house. Source: Unicode, BidiMirroring.txt.
MIRRORED: Final = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a", ")(][}{><\u00bb\u00ab\u203a\u2039")
RIGHT: Final = "\u200f"  # a mark without ink; who searches is not held up by it
LEFT: Final = "\u200e"
_UNPAINTED: Final = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0x2060, 0xFEFF]
)
_STRONG: Final = {"L": "L", "R": "R", "AL": "R", **dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak")}


class ClusterAt(NamedTuple):
    """A cluster at its place, in a strip of the line."""

    strip: Strip
    cluster: Cluster
    pen: float

    @property
    def is_from_right(self) -> bool:
        return self.strip.level % 2 == 1

    @property
    def painted(self) -> str:
        """What its code says."""
        return self.cluster.text[::-1] if self.is_from_right else self.cluster.text


Unit = list[ClusterAt]


def said_strips(line: SetLine) -> list[Strip]:
    """The strips of a line, which lie in visual order, as they are said."""
    return sorted((strip for strip in line.strips if strip.clusters), key=lambda strip: strip.clusters[0].start)


def text_of(unit: Iterable[ClusterAt]) -> str:
    return "".join(each.cluster.text for each in unit)


def seen_of(unit: Sequence[ClusterAt]) -> str:
    """What the codes say, from the left."""
    return "".join(each.painted for each in from_left(unit))


def from_left(unit: Sequence[ClusterAt]) -> list[ClusterAt]:
    """The clusters of a unit from the left, strip by strip.

    They are not sorted by their pens: a letter of Nastaliq may step back behind the one that it follows.
    """
    runs = [list(run) for _, run in groupby(unit, lambda each: id(each.strip))]
    runs = [run[::-1] if run[0].is_from_right else run for run in runs]
    return [each for run in sorted(runs, key=lambda run: min(each.pen for each in run)) for each in run]


def end_of_letters(word: Sequence[ClusterAt]) -> int:
    """How many clusters there are up to the last letter from the right; all of them where there is none."""
    ends = [at for at, each in enumerate(word, 1) if each.is_from_right and has_letters(each.cluster.text)]
    return ends[-1] if ends else len(word)


def words_of_strips(strips: Sequence[Strip]) -> Iterator[list[ClusterAt]]:
    places = [
        ClusterAt(strip, cluster, pen)
        for strip in strips
        for cluster, pen in zip(strip.clusters, strip.pens, strict=True)
    ]
    word: list[ClusterAt] = []
    for at, each in enumerate(places):
        is_space = each.cluster.text.isspace()
        is_inside = 0 < at < len(places) - 1 and places[at - 1].strip is each.strip is places[at + 1].strip
        if is_space and (each.is_from_right or not is_inside):
            if word:
                yield word
            yield [each]
            word = []
        else:
            word.append(each)
    if word:
        yield word


def kind_of(letter: str) -> str:
    """The four kinds of pdfium."""
    return _STRONG.get(unicodedata.bidirectional(letter), "")


def has_letters(text: str) -> bool:
    """Whether any letter runs from the right."""
    return "R" in map(kind_of, text)


def runs_of(text: str, kind: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(name, "".join(run)) for name, run in groupby(text, kind)]


def painted_text(text: str) -> str:
    """What of a text is painted: no mark of direction is, and no end of a line."""
    return text.translate(_UNPAINTED)
