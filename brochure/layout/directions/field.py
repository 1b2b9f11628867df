"""Rings round the point of a needle: near it they are circles, far from it they are disturbed. Calm spreads there."""

import math
from collections.abc import Iterator
from typing import Final

from brochure.base.art import PathPiece, Segment, disc
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm
from brochure.layout.directions.area import (
    FOLD_CLEAR,
    INSIDE,
    WINGS_CLEAR,
    Area,
    Dice,
    Drawn,
    NumberAt,
    curve,
    is_off_folds,
    off_folds,
    smooth,
    spread,
)

FEWEST, MOST = 15, 24  # rings of a cover
CALM: Final = 6  # of them stand out
WAVES: Final = (2, 3, 4, 5, 7)  # to the round, of what disturbs
SMOOTHEST, ROUGHEST = 0.22, 0.46  # of a radius: how far the outermost ring leaves its circle
LINE: Final[Pt] = 0.7  # on a dark ground, left out of it
BAND_LINE: Final[Pt] = 1.0  # in several inks, which never fall on each other exactly
LOWEST: Final = 0.2  # of a cover: how far the point stands above its foot at least
GROWTH: Final = 0.012  # of a step, from ring to ring
FEWEST_KNOTS, MOST_KNOTS = 10, 26  # of a ring, the inner ones being nearly round
BAND_STEP: Final = mm(4.2)
BAND_GROWTH: Final = 1.028
WIDE: Final = 2.2  # widths to the height from which a cover is a strip
# Of four hundred, those of which the two that are most alike differ most.
_ROOTS: Final = (
    32, 51, 56, 63, 73, 92, 118, 125, 166, 167, 186, 206,
    209, 234, 237, 239, 252, 273, 297, 309, 311, 321, 333, 335,
)  # fmt: skip


class _RingBody(NamedTuple):
    """Rings round a middle."""

    x: Pt
    y: Pt
    radii: tuple[Pt, ...]
    waves: tuple[tuple[int, float, float, float], ...]  # to the round, share, phase, and how the phase turns outwards
    rough: float

    def radius(self, ring: int, angle: float) -> Pt:
        """How far a ring lies from the middle in a direction."""
        out = ring / (len(self.radii) - 1)
        noise = sum(share * math.cos(count * angle + phase + turn * out) for count, share, phase, turn in self.waves)
        return self.radii[ring] * (1 + self.rough * math.pow(out, 1.35) * noise)

    def at(self, ring: int, angle: float) -> tuple[Pt, Pt]:
        """A place on a ring."""
        radius = self.radius(ring, angle)
        return self.x + radius * math.cos(angle), self.y + radius * math.sin(angle)


def cover(area: Area) -> Drawn:
    """One body of rings below the words, a needle in its middle; it leaves the ground at the foot and the sides."""
    box, dice = area.box, Dice("field", _ROOTS[area.seed])
    waves = _waves(dice)
    rough, count = dice.between(SMOOTHEST, ROUGHEST), round(dice.between(FEWEST, MOST))
    x = off_folds(box.left + box.width * dice.between(0.18, 0.82), area, WINGS_CLEAR)
    if box.width > WIDE * box.height:
        return _strip(area, waves, x, LINE)
    steps = tuple(1.1 + at * (1 + GROWTH * at) for at in range(count))
    one = _RingBody(0.0, 0.0, steps, waves, rough)
    top = max(one.at(ring, math.pi * part / 90)[1] for ring in range(count - 6, count) for part in range(91))
    wanted = max(box.width, box.height) * dice.between(0.38, 0.62) / steps[-1]
    scale = min(wanted, (box.height * (1 - LOWEST) - mm(1)) / top)
    y = box.top - mm(1) - top * scale
    field = _RingBody(x, y, tuple(step * scale for step in steps), waves, rough)
    needle = _needle(x, y, (box.top - y) * 0.8, area)
    return Drawn(area.inks.ground, (*_rings(field, area, LINE), *needle))


def band(area: Area) -> Drawn:
    """The same rings from far away on one side to the needle on the other, the points on them."""
    box, dice = area.box, Dice("field", _ROOTS[area.seed])
    waves = _waves(dice)
    places = spread(area)
    x = places[-1] if places else box.right - box.height * 0.45
    return _strip(area, waves, x, BAND_LINE)


def _strip(area: Area, waves: tuple[tuple[int, float, float, float], ...], x: Pt, weight: Pt) -> Drawn:
    box = area.box
    y = box.bottom + box.height * (0.36 if area.points else 0.42)
    radii: list[Pt] = []
    radius, step = mm(2.4), BAND_STEP * min(1.0, box.height / mm(40))
    furthest = max(x - box.left, box.right - x) * 1.25
    while radius < furthest and len(radii) < 60:
        radii.append(radius)
        radius, step = radius + step, step * BAND_GROWTH
    field = _RingBody(x, y, tuple(radii), waves, SMOOTHEST)
    rings = tuple(_rings(field, area, weight))
    if not area.points:
        return Drawn(area.inks.ground, (*rings, *_needle(x, y, (box.top - y) * 0.86, area)))
    numbers = tuple(_numbers(field, area))
    fall = PathPiece(
        (Segment("m", (x, box.top)), Segment("l", (x, y))), stroke=area.inks.spark, stroke_width=1.3, cap="butt"
    )
    return Drawn(area.inks.ground, (*rings, fall), numbers)


def _waves(dice: Dice) -> tuple[tuple[int, float, float, float], ...]:
    made = [
        (count, dice.between(0.5, 1.0) / math.pow(count, 0.75), dice.between(0, 2 * math.pi), dice.between(-1.5, 1.5))
        for count in WAVES
    ]
    whole = sum(share for _, share, _, _ in made)
    return tuple((count, share / whole, phase, turn) for count, share, phase, turn in made)


def _rings(field: _RingBody, area: Area, weight: Pt) -> Iterator[PathPiece]:
    """From the outermost inwards; of a ring only what can be seen."""
    for ring in reversed(range(len(field.radii))):
        calm = ring < CALM
        path = tuple(_ring(field, ring, area))
        if path:
            colour = area.inks.light if calm else area.inks.line
            yield PathPiece(path, stroke=colour, stroke_width=weight * (1.7 if calm else 1), cap="round", join="round")


def _ring(field: _RingBody, ring: int, area: Area) -> Iterator[Segment]:
    count = min(MOST_KNOTS, FEWEST_KNOTS + ring) * (1 if field.radii[ring] < area.box.height * 2 else 3)
    places = [field.at(ring, 2 * math.pi * at / count) for at in range(count)]
    seen = area.box.shrink(*(-1.0,) * 4)
    shown = [_meets(places[at], places[(at + 1) % count], seen) for at in range(count)]
    if all(shown):
        yield from smooth(places)
        yield Segment("h")
        return
    well_inside = area.trimmed.shrink(*(INSIDE,) * 4)
    for start, end in _runs(shown):
        if any(_meets(places[at % count], places[(at + 1) % count], well_inside) for at in range(start, end)):
            x, y = places[start % count]
            yield Segment("m", (round(x, 2), round(y, 2)))
            for at in range(start, end):
                yield curve(*(places[(at + step) % count] for step in (-1, 0, 1, 2)))


def _runs(shown: list[bool]) -> Iterator[tuple[int, int]]:
    """From where to where a ring is shown, past its end and on from its beginning."""
    count, first = len(shown), shown.index(False)
    start = None
    for at in range(first, first + count + 1):
        if shown[at % count] and start is None:
            start = at
        elif not shown[at % count] and start is not None:
            yield start, at
            start = None


def _meets(start: tuple[Pt, Pt], end: tuple[Pt, Pt], box: Box) -> bool:
    (x0, y0), (x1, y1) = start, end
    return max(x0, x1) > box.left and min(x0, x1) < box.right and max(y0, y1) > box.bottom and min(y0, y1) < box.top


def _needle(x: Pt, y: Pt, long: Pt, area: Area) -> Iterator[PathPiece]:
    """A fine needle on its point: shaft, wound handle, and the point itself."""
    thick = min(1.0, long / mm(30))
    spark = area.inks.spark
    for start, weight in ((0.0, 1.3), (0.66, 3.4)):
        path = (Segment("m", (x, y + long * start)), Segment("l", (x, y + long)))
        yield PathPiece(path, stroke=spark, stroke_width=weight * thick, cap="round")
    yield PathPiece(disc(x, y, mm(2.2) * thick), fill=spark)


def _numbers(field: _RingBody, area: Area) -> Iterator[NumberAt]:
    """Each number on the ring that passes nearest to its place; the last is the point of the needle."""
    box, radius = area.box, area.radius
    rows = (0.36, 0.68, 0.30, 0.62, 0.36, 0.70)
    places = spread(area)
    for at, place in enumerate(places[:-1]):
        y = box.bottom + max(radius + 3, min(box.height - radius - 3, box.height * rows[at % len(rows)]))
        yield NumberAt(_on_ring(field, place, y, area), round(y, 2), at + 1)
    yield NumberAt(field.x, field.y, len(places))


def _on_ring(field: _RingBody, place: Pt, y: Pt, area: Area) -> Pt:
    """Of the places within a few points of one, clear of the folds, that which lies nearest to a ring."""

    def away(x: Pt) -> Pt:
        angle, far = math.atan2(y - field.y, x - field.x), math.hypot(x - field.x, y - field.y)
        return min(abs(field.radius(ring, angle) - far) for ring in range(len(field.radii)))

    near = (place + step / 2 for step in range(-14, 15))
    clear = [x for x in near if is_off_folds(x, area, area.radius + FOLD_CLEAR)]
    return min(clear, key=lambda x: (round(away(x), 1), abs(x - place)), default=place)
