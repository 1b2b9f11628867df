"""What a direction draws on, and what it hands back: plain paths and the places of the numbered points.

A direction draws from left to right; what is read from right to left is mirrored afterwards, unless it says that its
picture stays as it is. Places are points of the page. What lies outside the box is cut off.
"""

import hashlib
import itertools
from collections.abc import Iterator, Sequence

from brochure.base.art import Drawing, PathPiece, Segment
from brochure.base.colour import Colour
from brochure.base.directions import ArtInks
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm

FOLD_CLEAR: Pt = mm(5)  # what has a meaning keeps this distance from a fold
WINGS_CLEAR: Pt = mm(12)  # and this from where two wings meet, with the white strip of an office printer beside it
INSIDE: Pt = mm(1)  # the knife may pass so far inside: what ends before that is not drawn


class Area(NamedTuple):
    """One place for a picture."""

    box: Box  # up to the bleed
    trimmed: Box  # what of it the knife leaves
    inks: ArtInks
    paper: Colour
    seed: int  # 0 to 23
    letter: Drawing  # the first one of the title, in units of its face
    title: tuple[Drawing, ...]  # its first word, its first two words, and so on: as many as one face has
    folds: tuple[Pt, ...] = ()  # inside the box, from left to right as it is drawn
    points: int = 0  # numbered ones
    radius: Pt = 0.0  # of their discs
    mirrored: bool = False  # read from right to left


class NumberAt(NamedTuple):
    """The middle of a numbered disc."""

    x: Pt
    y: Pt
    number: int


class Drawn(NamedTuple):
    """A picture: a ground that fills its box, and what is drawn on it."""

    ground: Colour
    pieces: tuple[PathPiece, ...]
    numbers: tuple[NumberAt, ...] = ()
    stays: bool = False  # it reads from right to left by itself


class Dice:
    """Numbers that a name gives, always the same."""

    def __init__(self, *name: object) -> None:
        self._name = "/".join(map(str, name))
        self._thrown = 0

    def between(self, low: float, high: float) -> float:
        """The next one in a range."""
        self._thrown += 1
        digest = hashlib.sha256(f"{self._name}/{self._thrown}".encode()).digest()
        return low + (high - low) * int.from_bytes(digest[:6], "big") / 2**48


def smooth(points: Sequence[tuple[Pt, Pt]]) -> Iterator[Segment]:
    """Curves through points that meet again at their beginning. Source: Catmull and Rom, 1974, as cubics."""
    count = len(points)
    yield Segment("m", _rounded(points[0]))
    for at in range(count):
        yield curve(*(points[(at + step) % count] for step in (-1, 0, 1, 2)))


def curve(before: tuple[Pt, Pt], start: tuple[Pt, Pt], end: tuple[Pt, Pt], after: tuple[Pt, Pt]) -> Segment:
    """From start to end, in the directions that the neighbours give."""
    leaving = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    reaching = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return Segment("c", (*_rounded(leaving), *_rounded(reaching), *_rounded(end)))


def spread(area: Area) -> tuple[Pt, ...]:
    """Places across for the numbered points: even in each panel, each disc clear of the folds and the sides."""
    edges = [area.box.left, *area.folds, area.box.right]
    panels = [(left, right) for left, right in itertools.pairwise(edges) if right - left > 4 * area.radius]
    whole = sum(right - left for left, right in panels)
    ends = [
        round(area.points * sum(right - left for left, right in panels[: at + 1]) / whole) for at in range(len(panels))
    ]
    places: list[Pt] = []
    for (left, right), first, last in zip(panels, [0, *ends], ends, strict=False):
        count, clear = last - first, area.radius + FOLD_CLEAR
        room = right - left - 2 * clear
        places += [left + clear + room * (number + 0.5) / count for number in range(count)]
    return tuple(places)


def off_folds(x: Pt, area: Area, clear: Pt) -> Pt:
    """A place across, moved away from the fold that it would lie on."""
    for fold in area.folds:
        if abs(x - fold) < clear:
            return round(fold + (clear if x >= fold else -clear), 2)
    return x


def is_off_folds(x: Pt, area: Area, clear: Pt) -> bool:
    """Whether a place keeps so far from every fold."""
    return all(abs(x - fold) >= clear for fold in area.folds)


def _rounded(point: tuple[Pt, Pt]) -> tuple[Pt, Pt]:
    return round(point[0], 2), round(point[1], 2)
