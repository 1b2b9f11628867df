"""The path data of SVG becomes moves, lines, curves and closes.

Coordinates stay as SVG has them, y downwards. Source: SVG 1.1 (Second Edition), chapter 8 and appendix F.6.
"""

import itertools
import math
import re
from collections.abc import Iterator
from typing import Literal

from brochure.base.art import Segment
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple

LARGEST_NUMBER = 1e6
MOST_NUMBERS = 200_000  # in the paths of one drawing, as drawn
BLANK = r"[ \t\r\n\f]*+"
_SEPARATOR = rf"{BLANK},?+{BLANK}"
NUMBER = re.compile(r"[-+]?(?:[0-9]++\.?[0-9]*+|\.[0-9]++)(?:[eE][-+]?[0-9]++)?")
# What matched is never tried again in another way (`++`), so that no text, however long, takes long.
_LIST = re.compile(rf"{BLANK}(?:{NUMBER.pattern}{_SEPARATOR})*+")
_ARC_PARTS = tuple(
    re.compile(rf"({part}){_SEPARATOR}") for part in (*[NUMBER.pattern] * 3, "[01]", "[01]", *[NUMBER.pattern] * 2)
)
_COMMAND = re.compile(r"[MmZzLlHhVvCcSsQqTtAa]")
_NUMBERS_OF = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0}
_SMALLEST_RADIUS = 1e-9


class UnreadableError(ValueError):
    """A text that SVG does not allow here; the message says what is wrong with it."""


class ForeignUnitError(UnreadableError):
    """A length in another unit than the drawing's own."""


class TooLongError(UnreadableError):
    """More path than a drawing may hold."""


class PathPoint(NamedTuple):
    """A point of the drawing."""

    x: float
    y: float


def read_numbers(text: str) -> list[float]:
    """All numbers of a list that is separated by spaces or commas.

    Raises:
        UnreadableError: anything else stands in it, or a number is out of bounds.
    """
    return _numbers(text, 0, len(text))


def path_segments(text: str) -> tuple[Segment, ...]:
    """The steps of path data.

    Raises:
        UnreadableError: path data that breaks off or makes no sense; the message gives the character.
        TooLongError: more than a whole drawing may hold.
    """
    pen = PathPen()
    for command, numbers in _commands(text):
        pen.draw(command, numbers)
        if pen.spent > MOST_NUMBERS:
            raise TooLongError(f"path has over {MOST_NUMBERS} numbers")
    return tuple(pen.segments)


def _commands(text: str) -> Iterator[tuple[str, list[float]]]:
    """Each command with its numbers, once for each set of them."""
    starts = [found.start() for found in _COMMAND.finditer(text)]
    lead = text[: starts[0]] if starts else text
    if lead.strip() or (starts and text[starts[0]] not in "Mm"):
        raise UnreadableError("path data does not begin with a move")
    for start, end in itertools.pairwise([*starts, len(text)]):
        command = text[start]
        count = _NUMBERS_OF[command.upper()]
        numbers = _arc_numbers(text, start + 1, end) if command in "Aa" else _numbers(text, start + 1, end)
        if (count == 0 and numbers) or (count and (not numbers or len(numbers) % count)):
            raise UnreadableError(f"path data has {len(numbers)} numbers after '{command}' at character {start + 1}")
        yield command, numbers[:count]
        # A move with more than one place goes on with lines.
        command = {"M": "L", "m": "l"}.get(command, command)
        for at in range(count, len(numbers), count or 1):
            yield command, numbers[at : at + count]


def _numbers(text: str, start: int, end: int) -> list[float]:
    """The numbers between two characters."""
    found = _LIST.match(text, start, end)
    at = found.end() if found else start
    if at < end:
        raise UnreadableError(f"no number at character {at + 1}")
    _refuse_last_comma(text, start, end)
    return in_bounds(NUMBER.findall(text, start, end))


def _arc_numbers(text: str, start: int, end: int) -> list[float]:
    """The numbers of arcs; their flags are one figure each and may be glued to what follows."""
    parts: list[str] = []
    at = end - len(text[start:end].lstrip())
    while at < end:
        found = _ARC_PARTS[len(parts) % len(_ARC_PARTS)].match(text, at, end)
        if found is None:
            raise UnreadableError(f"no number or flag at character {at + 1}")
        parts.append(found[1])
        at = found.end()
    _refuse_last_comma(text, start, end)
    return in_bounds(parts)


def _refuse_last_comma(text: str, start: int, end: int) -> None:
    if text[start:end].rstrip().endswith(","):
        raise UnreadableError(f"a number is missing at character {end + 1}")


def in_bounds(parts: list[str]) -> list[float]:
    numbers = [float(part) for part in parts]
    for number in numbers:
        if abs(number) > LARGEST_NUMBER:
            raise UnreadableError(f"number {number:g} is too large")
    return numbers


class PathPen:
    """Draws one path; remembers where it is and which control point it used last."""

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.spent = 0  # numbers drawn, and steps without any
        self._at = self._start = PathPoint(0.0, 0.0)
        self._closed = False
        self._cubic: PathPoint | None = None
        self._quadratic: PathPoint | None = None

    def draw(self, command: str, numbers: list[float]) -> None:
        """Add one command of path data with its numbers; small letters count from where the pen is."""
        at, cubic, quadratic = self._at, self._cubic, self._quadratic
        from_x, from_y = at if command.islower() else (0.0, 0.0)
        self._cubic = self._quadratic = None
        if self._closed and command not in "MmZz":
            self._add("m", self._start)
        self._closed = False
        match command.upper(), numbers:
            case "M", [x, y]:
                self._start = PathPoint(from_x + x, from_y + y)
                self._add("m", self._start)
            case "L", [x, y]:
                self._add("l", PathPoint(from_x + x, from_y + y))
            case "H", [x]:
                self._add("l", PathPoint(from_x + x, at.y))
            case "V", [y]:
                self._add("l", PathPoint(at.x, from_y + y))
            case "C" | "S", [*first, x2, y2, x, y]:
                control = PathPoint(from_x + first[0], from_y + first[1]) if first else _reflected(cubic, at)
                self._cubic = PathPoint(from_x + x2, from_y + y2)
                self._add("c", control, self._cubic, PathPoint(from_x + x, from_y + y))
            case "Q" | "T", [*first, x, y]:
                control = PathPoint(from_x + first[0], from_y + first[1]) if first else _reflected(quadratic, at)
                self._quadratic = control
                end = PathPoint(from_x + x, from_y + y)
                self._add("c", _between(at, control), _between(end, control), end)
            case "A", [rx, ry, degrees, large, sweep, x, y]:
                self._arc(abs(rx), abs(ry), degrees, PathPoint(from_x + x, from_y + y), (bool(large), bool(sweep)))
            case _:
                self._add("h")
                self._at, self._closed = self._start, True

    def _add(self, kind: Literal["m", "l", "c", "h"], *places: PathPoint) -> None:
        self.segments.append(Segment(kind, tuple(itertools.chain.from_iterable(places))))
        self.spent += max(1, 2 * len(places))
        if places:
            self._at = places[-1]

    def _arc(self, rx: float, ry: float, degrees: float, end: PathPoint, flags: tuple[bool, bool]) -> None:
        """Curves of a quarter turn at most. Source: SVG 1.1, F.6, worked in the space where the ellipse is a circle."""
        if end == self._at:
            return
        if min(rx, ry) < _SMALLEST_RADIUS:
            self._add("l", end)
            return
        large, sweep = flags
        start, end_1 = (_on_circle(place, rx, ry, degrees) for place in (self._at, end))
        half_x, half_y = (end_1.x - start.x) / 2, (end_1.y - start.y) / 2
        half = math.hypot(half_x, half_y)
        grown = max(half, 1.0)  # radii that do not reach grow until they do
        aside = math.sqrt(max(0.0, (grown / half) ** 2 - 1)) * (1 if large != sweep else -1)
        centre = PathPoint(start.x + half_x - aside * half_y, start.y + half_y + aside * half_x)
        first = math.atan2(start.y - centre.y, start.x - centre.x)
        last = math.atan2(end_1.y - centre.y, end_1.x - centre.x)
        turn = (last - first) % math.tau if sweep else -((first - last) % math.tau)
        to_page = Matrix(grown, 0, 0, grown, *centre).then(Matrix(a=rx, d=ry)).then(Matrix.turned(degrees))
        pieces = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
        for piece in range(pieces):
            curve = _circle_curve(first + turn * piece / pieces, turn / pieces)
            to = [PathPoint(*to_page.at(*place)) for place in curve]
            self._add("c", *to[:2], end if piece == pieces - 1 else to[2])


def _reflected(control: PathPoint | None, at: PathPoint) -> PathPoint:
    return PathPoint(2 * at.x - control.x, 2 * at.y - control.y) if control else at


def _between(end: PathPoint, control: PathPoint) -> PathPoint:
    """The control point of the cubic that draws the same curve as a quadratic."""
    return PathPoint(end.x + (control.x - end.x) * 2 / 3, end.y + (control.y - end.y) * 2 / 3)


def _on_circle(place: PathPoint, rx: float, ry: float, degrees: float) -> PathPoint:
    turned = PathPoint(*Matrix.turned(-degrees).at(*place))
    return PathPoint(turned.x / rx, turned.y / ry)


def _circle_curve(start: float, turn: float) -> tuple[PathPoint, PathPoint, PathPoint]:
    """Control points and end of an arc on the unit circle."""
    reach = 4 / 3 * math.tan(turn / 4)
    (x0, y0), (x1, y1) = ((math.cos(angle), math.sin(angle)) for angle in (start, start + turn))
    return PathPoint(x0 - reach * y0, y0 + reach * x0), PathPoint(x1 + reach * y1, y1 - reach * x1), PathPoint(x1, y1)
