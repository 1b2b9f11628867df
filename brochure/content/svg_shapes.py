"""The basic shapes, lengths and transforms of SVG, in the terms of paths.

Source: SVG 1.1 (Second Edition), chapters 7 and 9.
"""

import math
import re
from collections.abc import Mapping

from brochure.base.art import Segment
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.content.svg_path import (
    BLANK,
    NUMBER,
    ForeignUnitError,
    PathPen,
    PathPoint,
    UnreadableError,
    in_bounds,
    read_numbers,
)

_TRANSFORM = re.compile(rf"[ \t\r\n\f,]*+([A-Za-z]++){BLANK}\(([^()]*+)\)")
_LENGTH = re.compile(rf"\s*+({NUMBER.pattern})(px|in|cm|mm|q|pt|pc|%)?+\s*+", re.IGNORECASE)
# CSS pixels. Source: CSS Values and Units Level 4, 6.2.
_UNITS = {"": 1.0, "px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 4 / 3, "pc": 16.0}
_ACROSS = frozenset({"x", "x1", "x2", "cx", "fx", "rx", "width"})
_DOWN = frozenset({"y", "y1", "y2", "cy", "fy", "ry", "height"})


class Viewport(NamedTuple):
    """The window of which lengths in per cent are shares, in its own units."""

    width: float
    height: float

    @property
    def mean(self) -> float:
        """What lengths without a direction are shares of. Source: SVG 2, 8.9."""
        return math.hypot(self.width, self.height) / math.sqrt(2)

    def along(self, name: str) -> float:
        """What an attribute of this name is a share of."""
        return self.width if name in _ACROSS else self.height if name in _DOWN else self.mean


def read_length(text: str, whole: float | None = None) -> float:
    """A length in the units of the drawing; one in per cent is a share of `whole`, where that is known.

    Raises:
        ForeignUnitError: another unit, or no number.
    """
    found = _LENGTH.fullmatch(text)
    unit = (found[2] or "").lower() if found else ""
    if found is None or (unit == "%" and whole is None):
        raise ForeignUnitError(f"'{text[:40]}' is not a plain number")
    number = in_bounds([found[1]])[0]
    return number * (whole or 0.0) / 100 if unit == "%" else number * _UNITS[unit]


def read_transform(text: str) -> Matrix:
    """One matrix for a list of transforms.

    Raises:
        UnreadableError: an unknown transform, a wrong count of numbers, or one that leaves nothing to see.
    """
    if text.strip().lower() == "none":
        return Matrix()
    matrix, at = Matrix(), 0
    while at < len(text.rstrip()):
        found = _TRANSFORM.match(text, at)
        if found is None:
            raise UnreadableError(f"transform cannot be read from character {at + 1}")
        matrix, at = _one_transform(found[1], read_numbers(found[2])).then(matrix), found.end()
    if matrix.mean_scale == 0:
        raise UnreadableError("transform leaves a shape without width or height")
    return matrix


def _one_transform(kind: str, numbers: list[float]) -> Matrix:  # noqa: PLR0911  (one row for each kind)
    match kind, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x, *rest] if len(rest) <= 1:
            return Matrix(e=x, f=rest[0] if rest else 0.0)
        case "scale", [x, *rest] if len(rest) <= 1:
            return Matrix(a=x, d=rest[0] if rest else x)
        case "rotate", [degrees]:
            return Matrix.turned(degrees)
        case "rotate", [degrees, x, y]:
            return Matrix(e=-x, f=-y).then(Matrix.turned(degrees)).then(Matrix(e=x, f=y))
        case "skewX", [degrees]:
            return Matrix(c=math.tan(math.radians(degrees)))
        case "skewY", [degrees]:
            return Matrix(b=math.tan(math.radians(degrees)))
        case _:
            raise UnreadableError(f"transform '{kind[:40]}' with {len(numbers)} numbers is not known")


def shape_segments(kind: str, attributes: Mapping[str, str], viewport: Viewport) -> tuple[Segment, ...]:
    """The steps of a basic shape: rect, circle, ellipse, line, polyline or polygon; none where it has no size.

    Raises:
        UnreadableError: a length that is not a plain number, a size below zero, an odd list of points.
    """

    def length(name: str, default: float = 0.0) -> float:
        return read_length(attributes[name], viewport.along(name)) if attributes.get(name, "").strip() else default

    def radii() -> tuple[float, float]:
        """One radius stands for both, where the other is left to it. Source: SVG 2, 10.3 and 10.4."""
        given = [name for name in ("rx", "ry") if attributes.get(name, "auto").strip() not in {"", "auto"}]
        first = given[0] if given else ""
        rx, ry = (length(name if name in given else first) if first else 0.0 for name in ("rx", "ry"))
        return _size(rx), _size(ry)

    match kind:
        case "rect":
            corner = PathPoint(length("x"), length("y"))
            return _rectangle(corner, _size(length("width")), _size(length("height")), radii())
        case "circle":
            return _ellipse(length("cx"), length("cy"), _size(length("r")), _size(length("r")))
        case "ellipse":
            return _ellipse(length("cx"), length("cy"), *radii())
        case "line":
            start = Segment("m", (length("x1"), length("y1")))
            return (start, Segment("l", (length("x2"), length("y2"))))
        case "polyline" | "polygon":
            return _poly(read_numbers(attributes.get("points", "")), closed=kind == "polygon")
        case _:
            raise AssertionError(kind)


def _size(length: float) -> float:
    if length < 0:
        raise UnreadableError(f"size {length:g} is below zero")
    return length


def _rectangle(corner: PathPoint, width: float, height: float, radii: tuple[float, float]) -> tuple[Segment, ...]:
    if not width or not height:
        return ()
    left, top, right, bottom = *corner, corner.x + width, corner.y + height
    rx, ry = min(radii[0], width / 2), min(radii[1], height / 2)
    if not rx or not ry:
        return _poly([left, top, right, top, right, bottom, left, bottom], closed=True)
    pen = PathPen()
    pen.draw("M", [left + rx, top])
    for line_to, arc_to in (
        ((right - rx, top), (right, top + ry)),
        ((right, bottom - ry), (right - rx, bottom)),
        ((left + rx, bottom), (left, bottom - ry)),
        ((left, top + ry), (left + rx, top)),
    ):
        pen.draw("L", [*line_to])
        pen.draw("A", [rx, ry, 0, 0, 1, *arc_to])
    pen.draw("Z", [])
    return tuple(pen.segments)


def _ellipse(x: float, y: float, rx: float, ry: float) -> tuple[Segment, ...]:
    if not rx or not ry:
        return ()
    pen = PathPen()
    pen.draw("M", [x + rx, y])
    pen.draw("A", [rx, ry, 0, 0, 1, x - rx, y])
    pen.draw("A", [rx, ry, 0, 0, 1, x + rx, y])
    pen.draw("Z", [])
    return tuple(pen.segments)


def _poly(numbers: list[float], *, closed: bool) -> tuple[Segment, ...]:
    if len(numbers) % 2:
        raise UnreadableError("points are not in pairs")
    corners = list(zip(numbers[::2], numbers[1::2], strict=True))
    start = [Segment("m", corner) for corner in corners[:1]]
    sides = [Segment("l", corner) for corner in corners[1:]]
    return (*start, *sides, Segment("h")) if closed and sides else (*start, *sides)
