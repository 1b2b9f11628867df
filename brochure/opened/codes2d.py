"""QR codes in the pixels of a page: where they stand, how large their modules are, how much white is around them.

The three corner marks are found by their run of 1:1:3:1:1 dark and light. Source: ISO/IEC 18004, 5.3.3 and annex B.
"""

import math
import re

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.opened.pixels import Pixels, dark_and_light

_DARK = re.compile(rb"\x00+")
_LEAST_RUN = 7  # pixels of a corner mark
_MOST_MARKS = 600  # two hundred codes: a sheet of labels
_SLACK = 0.55  # of a module, for each of the five stretches; so the heart has 3 - 0.55 of 7, or 7 of 20
_FINE = 12  # pixels of a mark up to which the slack is a whole pixel
QUIET_MODULES = 4


class Code(NamedTuple):
    """One QR code."""

    box: Box
    module: Pt
    quiet: float  # modules of white around it, on its narrowest side; at most 4.5


class _Corner(NamedTuple):
    x: float
    y: float
    module: float


def find_codes(page: Pixels, media: Box) -> tuple[Code, ...]:
    """The upright QR codes of a rendered page."""
    width, height, cells = dark_and_light(page)
    corners = _corners(width, height, cells)
    scale = media.width / width
    found = []
    for left, top, right, bottom, module in _squares(corners):
        quiet = _quiet(width, height, cells, (left, top, right, bottom), module)
        box = Box(
            media.left + left * scale, media.top - bottom * scale, media.left + right * scale, media.top - top * scale
        )
        found.append(Code(box, module * scale, quiet))
    return tuple(found)


def _squares(corners: list[_Corner]) -> list[tuple[float, float, float, float, float]]:
    """The squares of three corner marks, the smallest first; no mark belongs to two codes."""
    squares: list[tuple[float, tuple[_Corner, ...], tuple[float, float, float, float, float]]] = []
    for pivot in corners:
        beside = [each for each in corners if abs(each.y - pivot.y) < pivot.module and each is not pivot]
        below = [each for each in corners if abs(each.x - pivot.x) < pivot.module and each is not pivot]
        for three in ((pivot, level, upright) for level in beside for upright in below):
            square = _square(three)
            if square is not None:
                squares.append((square[2] - square[0], three, square))
    squares.sort(key=lambda each: each[0])
    used: set[_Corner] = set()
    kept = []
    for _, marks, found in squares:
        if used.isdisjoint(marks):
            used.update(marks)
            kept.append(found)
    return kept


def _corners(width: int, height: int, cells: bytes) -> list[_Corner]:
    """Corner marks, each seen by several rows and confirmed by its column."""
    columns: dict[int, bytes] = {}
    found: list[list[_Corner]] = []
    for y in range(0, height, 2):
        row = cells[y * width : (y + 1) * width]
        if b"\x00" not in row:
            continue
        for x, module in _marks_in(row):
            column = columns.setdefault(round(x), cells[round(x) :: width])
            for middle, upright in _marks_in(column):
                if abs(middle - y) < 2 * module and abs(upright - module) < module / 3:
                    _gather(found, _Corner(x, middle, (module + upright) / 2))
    kept = [group for group in found if len(group) >= 2][:_MOST_MARKS]
    return [_Corner(*(sum(part) / len(group) for part in zip(*group, strict=True))) for group in kept]


def _marks_in(row: bytes) -> list[tuple[float, float]]:
    """Middle and module of each stretch that looks like a corner mark."""
    dark = [found.span() for found in _DARK.finditer(row)]
    marks = []
    for (left, one), (two, three), (four, right) in zip(dark, dark[1:], dark[2:], strict=False):
        # The heart first, in whole numbers: of a page of words it refuses nearly every stretch.
        if 20 * (three - two) < 7 * (right - left) > 7 * _FINE:
            continue
        module = (right - left) / 7
        slack = max(_SLACK * module, 1.01)
        if not -slack <= three - two - 3 * module <= slack or right - left < _LEAST_RUN:
            continue
        if all(abs(narrow - module) <= slack for narrow in (one - left, two - one, four - three, right - four)):
            marks.append(((left + right) / 2, module))
    return marks


def _gather(groups: list[list[_Corner]], corner: _Corner) -> None:
    for group in groups:
        if abs(group[0].x - corner.x) < 2 * corner.module and abs(group[0].y - corner.y) < 2 * corner.module:
            group.append(corner)
            return
    groups.append([corner])


def _square(three: tuple[_Corner, ...]) -> tuple[float, float, float, float, float] | None:
    """Left, top, right, bottom and module of the upright code with these three corners."""
    module = sum(corner.module for corner in three) / 3
    if any(abs(corner.module - module) > module / 4 for corner in three):
        return None
    for pivot in three:
        one, other = (corner for corner in three if corner is not pivot)
        for level, upright in ((one, other), (other, one)):
            across, down = level.x - pivot.x, upright.y - pivot.y
            straight = abs(level.y - pivot.y) < module and abs(upright.x - pivot.x) < module
            side = abs(across)
            if not straight or abs(side - abs(down)) > 1.5 * module or side < 10 * module:
                continue
            count = round((side / module + 7 - 17) / 4) * 4 + 17
            if not 21 <= count <= 177 or abs(side / module + 7 - count) > 2:
                continue
            module = side / (count - 7)
            xs, ys = sorted((pivot.x, level.x)), sorted((pivot.y, upright.y))
            edge = 3.5 * module
            return xs[0] - edge, ys[0] - edge, xs[1] + edge, ys[1] + edge, module
    return None


def _quiet(width: int, height: int, cells: bytes, square: tuple[float, float, float, float], module: float) -> float:
    """Modules of white on the narrowest side; the edge of the page ends the white."""
    left, top, right, bottom = square
    for ring in range(1, 2 * QUIET_MODULES + 2):
        reach = module * ring / 2 - 0.5
        x0, x1 = math.floor(left - reach), math.ceil(right + reach)
        y0, y1 = math.floor(top - reach), math.ceil(bottom + reach)
        if x0 < 0 or y0 < 0 or x1 >= width or y1 >= height:
            return (ring - 1) / 2
        rows = (cells[y * width + x0 : y * width + x1 + 1] for y in (y0, y1))
        columns = (cells[y0 * width + x : y1 * width + x + 1 : width] for x in (x0, x1))
        if any(line.count(0) for line in (*rows, *columns)):
            return (ring - 1) / 2
    return QUIET_MODULES + 0.5
