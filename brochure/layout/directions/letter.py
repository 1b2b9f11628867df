"""The first letter of the title as a building: it leaves the ground at the foot and a side; a point stands in it."""

import itertools
import math
from collections.abc import Iterator
from typing import Final

from brochure.base.art import Drawing, PathPiece, Segment, disc
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.units import Pt, mm
from brochure.layout.directions.area import WINGS_CLEAR, Area, Dice, Drawn, is_off_folds

MARGIN: Final = mm(11)  # of the stem from the side that it stands on
POINT: Final = mm(3.5)  # radius
CLEAR: Final = mm(8)  # of the point from every edge
BAND_MARGIN: Final = mm(9)
EDGE: Final = mm(4)  # from the knife that no side ends in
SLICE: Final = 2.4  # of a strip or band: the height of its letters
LOW: Final = 0.5  # of what a band does not show: how much of it is under its foot
WIDE: Final = 2.2  # widths to the height from which a cover is a strip
_STEPS: Final = 8  # straight pieces of a curve, when room is looked for
_CELLS: Final = 24  # of the box, across and up
_STANDS: Final = ("start", "end", "both")  # the side that the letter stands on; the other it leaves

Place = tuple[Pt, Pt]


def cover(area: Area) -> Drawn:
    """One letter under the words; the point stands in the roomiest place that it encloses."""
    box, dice = area.box, Dice("letter", area.seed)
    if box.width > WIDE * box.height:
        return _strip(area)
    glyph = _ink(area.letter)
    stand = _STANDS[area.seed % 3]
    grown = dice.between(1.08, 1.26)
    scale = min(box.height * grown / glyph.height, 2.2 * box.width / glyph.width)
    if stand != "both":  # it reaches past the other side
        scale = max(scale, (box.width - MARGIN + mm(14)) / glyph.width)
    left = _off_edges(_left(box, glyph.width * scale, stand, mirrored=area.mirrored), glyph.width * scale, area)
    top = box.top - mm(2)
    path = _placed(area.letter, Matrix(scale, 0, 0, scale, left - glyph.left * scale, top - glyph.top * scale))
    pieces = [PathPiece(path, fill=area.inks.line)]
    if (room := _room(path, area)) is not None:
        pieces.append(PathPiece(disc(*room, POINT), fill=area.inks.spark))
    return Drawn(area.inks.ground, tuple(pieces), stays=True)


def band(area: Area) -> Drawn:
    """A slice through the title in letters much higher than the band, as many of its words as reach across it."""
    box = area.trimmed
    scale = SLICE * box.height / area.title[0].height
    title = next((each for each in area.title if _ink(each).width * scale >= box.width), area.title[-1])
    foot = box.bottom - LOW * (SLICE - 1) * box.height
    return _words(area, title, scale, foot)


def _strip(area: Area) -> Drawn:
    """A slice of the letter at its end, cut out of the letter's tone; on bare paper the other way round."""
    box, ink = area.trimmed, _ink(area.letter)
    scale = SLICE * box.height / ink.height
    width = ink.width * scale
    left = box.left + BAND_MARGIN if area.mirrored else box.right - BAND_MARGIN - width
    foot = box.bottom - (SLICE - 1) / 2 * box.height
    path = _placed(area.letter, Matrix(scale, 0, 0, scale, left - ink.left * scale, foot - ink.bottom * scale))
    ground, colour = area.inks.line, area.inks.ground
    if area.inks.ground == area.paper:
        ground, colour = colour, ground
    return Drawn(ground, (PathPiece(path, fill=colour),), stays=True)


def _words(area: Area, title: Drawing, scale: float, foot: Pt) -> Drawn:
    box, ink = area.box, _ink(title)
    left = box.right - BAND_MARGIN - ink.width * scale if area.mirrored else box.left + BAND_MARGIN
    path = _placed(title, Matrix(scale, 0, 0, scale, left - ink.left * scale, foot))
    return Drawn(area.inks.ground, (PathPiece(path, fill=area.inks.line),), stays=True)


def _left(box: Box, width: Pt, stand: str, *, mirrored: bool) -> Pt:
    if stand == "both":
        return (box.left + box.right - width) / 2
    if (stand == "start") != mirrored:
        return box.left + MARGIN
    return box.right - MARGIN - width


def _off_edges(left: Pt, width: Pt, area: Area) -> Pt:
    """Moved a little where a side would end at the knife: it stands inside, or goes on past the bleed."""
    for edge, side, out in ((area.trimmed.left, left, -1), (area.trimmed.right, left + width, 1)):
        past = (side - edge) * out
        if abs(past) < EDGE:
            return left + out * (EDGE - past)
    return left


def _ink(drawing: Drawing) -> Box:
    """The ink of a drawing in its own units."""
    places = [place for piece in drawing.paths for segment in piece.path for place in _pairs(segment)]
    across, up = [x for x, _ in places], [y for _, y in places]
    return Box(min(across), min(up), max(across), max(up))


def _placed(drawing: Drawing, matrix: Matrix) -> tuple[Segment, ...]:
    return tuple(segment.through(matrix) for piece in drawing.paths for segment in piece.path)


def _pairs(segment: Segment) -> list[Place]:
    return list(zip(segment.numbers[::2], segment.numbers[1::2], strict=True))


def _room(path: tuple[Segment, ...], area: Area) -> Place | None:
    """The middle of the roomiest place with ink on both sides of it and above or below; none without one."""
    box, edges = area.trimmed, list(_edges(path))
    corners = [start for start, _ in edges]
    best, place = CLEAR, None
    for column, row in itertools.product(range(1, _CELLS), repeat=2):
        x, y = box.left + box.width * column / _CELLS, box.bottom + box.height * row / _CELLS
        inside = box.shrink(*(CLEAR,) * 4).holds(Box(x, y, x, y)) and is_off_folds(x, area, WINGS_CLEAR)
        if not inside or not _is_enclosed(edges, x, y, box):
            continue
        free = min(math.hypot(x - a, y - b) for a, b in corners)
        if free > best:
            best, place = free, (round(x, 2), round(y, 2))
    return place


def _edges(path: tuple[Segment, ...]) -> Iterator[tuple[Place, Place]]:
    here = start = (0.0, 0.0)
    for segment in path:
        places = _pairs(segment)
        if segment.kind == "m":
            here = start = places[0]
            continue
        ends = [start] if segment.kind == "h" else places[-1:]
        if segment.kind == "c":
            ends = [_on_curve(here, places, step / _STEPS) for step in range(1, _STEPS + 1)]
        for end in ends:
            yield here, end
            here = end


def _on_curve(start: Place, handles: list[Place], share: float) -> Place:
    rest = 1 - share
    weights = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
    first, second = (sum(w * p[axis] for w, p in zip(weights, (start, *handles), strict=True)) for axis in (0, 1))
    return first, second


def _is_enclosed(edges: list[tuple[Place, Place]], x: Pt, y: Pt, box: Box) -> bool:
    """Not in the ink, with ink to the left and to the right, and above or below, before the box ends."""
    across = _crossings(edges, y, axis=1)
    up = _crossings(edges, x, axis=0)
    if sum(turn for at, turn in across if at > x):
        return False
    left = any(box.left < at < x for at, _ in across)
    right = any(x < at < box.right for at, _ in across)
    return left and right and any(box.bottom < at < box.top for at, _ in up)


def _crossings(edges: list[tuple[Place, Place]], level: Pt, *, axis: int) -> list[tuple[Pt, int]]:
    """Where a level or an upright line meets the outline, and in which sense."""
    met = []
    for start, end in edges:
        if (start[axis] <= level) != (end[axis] <= level):
            share = (level - start[axis]) / (end[axis] - start[axis])
            other = 1 - axis
            met.append((start[other] + share * (end[other] - start[other]), 1 if end[axis] > start[axis] else -1))
    return met
