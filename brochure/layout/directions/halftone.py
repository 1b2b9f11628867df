"""A grid of dots whose size follows a wave that dies away: noise becomes an even rest. The grid itself never moves."""

import math
from collections.abc import Iterator
from typing import Final

from brochure.base.art import PathPiece, disc
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, in_mm, mm
from brochure.layout.directions.area import (
    WINGS_CLEAR,
    Area,
    Dice,
    Drawn,
    NumberAt,
    is_off_folds,
    spread,
)

REST: Final = 0.46  # of the pitch: the diameter of a dot at rest
SWING: Final = 0.66  # of the pitch, up and down
LEAST, MOST = 0.12, 0.98  # of the pitch
SIZES: Final = 24  # of dots between none and the pitch; fewer show steps
PITCHES: Final = (3.6, 4.2, 5.0)  # mm
WAYS: Final = (-58, -30, 0, 30, 58)  # degrees: where the rest lies, from straight down
BAND_PITCH: Final = 5.2  # mm
WIDE: Final = 2.2
# Of six hundred, those of which the two that are most alike differ most.
_ROOTS: Final = (
    9, 65, 75, 100, 103, 125, 164, 215, 220, 245, 307, 312,
    335, 415, 422, 456, 465, 475, 480, 484, 546, 570, 571, 581,
)  # fmt: skip


class _BentWave(NamedTuple):
    """Bent crests, millimetres: how strong the noise is at a place, from -1 to 1."""

    length: float
    bow: float
    bow_length: float
    tilt: float
    phases: tuple[float, ...]

    def at(self, down: float, across: float, gone: float) -> float:
        """Down the way of the wave and across it, with what part of the way is gone."""
        first, second, third, fourth = self.phases
        along = down + self.tilt * across
        length = self.length * (0.75 + 0.8 * gone)
        one = (along + self.bow * math.sin(math.tau * across / self.bow_length + second)) / length
        bent = 0.6 * self.bow * math.sin(math.tau * across / (self.bow_length * 0.6) + fourth)
        other = 2.1 * (along - bent) / length
        return (math.sin(math.tau * one + first) + 0.32 * math.sin(math.tau * other + third)) / 1.2


class _Dot(NamedTuple):
    x: Pt
    y: Pt
    share: float  # of the pitch


def cover(area: Area) -> Drawn:
    """The wave breaks under the words and comes to rest at the foot; one dot is lit."""
    box, dice = area.box, Dice("halftone", _ROOTS[area.seed])
    wave = _wave(dice)
    across = box.width > WIDE * box.height
    pitch = mm(PITCHES[int(dice.between(0, 3))]) if not across else _fitted(box.height, mm(3.4))
    way = math.radians(WAYS[int(dice.between(0, 5))])
    dots = list(_dots(area, wave, pitch, None if across else way))
    goal = (box.left + box.width * dice.between(0.3, 0.7), box.bottom + box.height * dice.between(0.3, 0.6))
    free = [each for each in dots if is_off_folds(each.x, area, WINGS_CLEAR)]
    lit = min(free, key=lambda each: math.hypot(each.x - goal[0], each.y - goal[1]))
    pieces = _painted([each for each in dots if each is not lit], pitch, area)
    spark = PathPiece(disc(lit.x, lit.y, pitch * 0.59), fill=area.inks.spark)
    return Drawn(area.inks.ground, (*pieces, spark))


def band(area: Area) -> Drawn:
    """The same from side to side, with room round each numbered point."""
    box, dice = area.box, Dice("halftone", _ROOTS[area.seed])
    wave = _wave(dice)
    pitch = _fitted(box.height, mm(BAND_PITCH))
    numbers = tuple(_numbers(area, pitch))
    clear = area.radius + pitch * 0.62
    dots = [
        each
        for each in _dots(area, wave, pitch, None)
        if all(math.hypot(each.x - at.x, each.y - at.y) > clear for at in numbers)
    ]
    return Drawn(area.inks.ground, tuple(_painted(dots, pitch, area)), numbers)


def _wave(dice: Dice) -> _BentWave:
    length, bow, bow_length = dice.between(26, 52), dice.between(6, 15), dice.between(55, 120)
    return _BentWave(
        length, bow, bow_length, dice.between(-0.9, 0.9), tuple(dice.between(0, math.tau) for _ in range(4))
    )


def _fitted(height: Pt, pitch: Pt) -> Pt:
    """A pitch near the wanted one of which whole rows fill the height."""
    return height / max(3, round(height / pitch))


def _dots(area: Area, wave: _BentWave, pitch: Pt, way: float | None) -> Iterator[_Dot]:
    """Every dot of the grid, whole rows from the head; `way` is that of the rest, or none for left to right."""
    box = area.box
    columns, rows = int(box.width / pitch) + 2, int(box.height / pitch) + 1
    left, top = box.left + (box.width - (columns - 1) * pitch) / 2, box.top - pitch / 2
    for row in range(rows):
        for column in range(columns):
            x, y = left + column * pitch, top - row * pitch
            share_across, share_down = (x - box.left) / box.width, (box.top - y) / box.height
            if way is None:
                gone = share_across
                down, across = in_mm(x - box.left), in_mm(box.top - y)
            else:
                aside = (share_across - 0.5) * box.width / box.height
                gone = 0.5 + (share_down - 0.5) * math.cos(way) + aside * math.sin(way)
                down, across = in_mm(box.top - y), in_mm(x - box.left)
            gone = min(1.0, max(0.0, gone))
            strength = math.pow(max(0.0, 1 - gone / 0.92), 0.8)
            share = REST + SWING * strength * wave.at(down, across, gone)
            yield _Dot(round(x, 1), round(y, 1), min(MOST, max(LEAST, share)))


def _painted(dots: list[_Dot], pitch: Pt, area: Area) -> Iterator[PathPiece]:
    """Dots of a size are equal shapes one after another, of which a file holds little more than the places."""
    for each in sorted(dots, key=lambda dot: (round(dot.share * SIZES), -dot.y, dot.x)):
        radius = round(each.share * SIZES) / SIZES * pitch / 2
        yield PathPiece(disc(each.x, each.y, radius), fill=area.inks.line)


def _numbers(area: Area, pitch: Pt) -> Iterator[NumberAt]:
    """On the grid's own rows, now higher, now lower."""
    box = area.box
    for number, x in enumerate(spread(area), 1):
        share = 0.36 if number % 2 else 0.64
        row = round((1 - share) * box.height / pitch - 0.5)
        yield NumberAt(round(x, 1), round(box.top - (row + 0.5) * pitch, 1), number)
