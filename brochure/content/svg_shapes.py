"""The basic shapes, lengths and transforms of SVG, in the terms of paths.

Source: SVG 1.1 (Second Edition), chapters 7 and 9.
"""

import math
import re
from collections.abc import Mapping

from brochure.base.art import Segment
from brochure.base.matrix import Matrix
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
_PLAIN_LENGTH = re.compile(rf"\s*+({NUMBER.pattern})(?:px)?\s*+")


def read_length(text: str) -> float:
    """A number without a unit, or in px.

    Raises:
        ForeignUnitError: another unit, a percentage, or no number.
    """
    found = _PLAIN_LENGTH.fullmatch(text)
    if found is None:
        raise ForeignUnitError(f"'{text[:40]}' is not a plain number")
    return in_bounds([found[1]])[0]


def read_transform(text: str) -> Matrix:
    """One matrix for a list of transforms.

    Raises:
        UnreadableError: an unknown transform, a wrong count of numbers, or one that leaves nothing to see.
    """
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


def shape_segments(kind: str, attributes: Mapping[str, str]) -> tuple[Segment, ...]:
    """The steps of a basic shape: rect, circle, ellipse, line, polyline or polygon; none where it has no size.

    Raises:
        UnreadableError: a length that is not a plain number, a size below zero, an odd list of points.
    """

    def length(name: str, default: float = 0.0) -> float:
        return read_length(attributes[name]) if name in attributes else default

    match kind:
        case "rect":
            rx = _size(length("rx", length("ry")))
            ry = _size(length("ry", rx))
            corner = PathPoint(length("x"), length("y"))
            return _rectangle(corner, _size(length("width")), _size(length("height")), (rx, ry))
        case "circle":
            return _ellipse(length("cx"), length("cy"), _size(length("r")), _size(length("r")))
        case "ellipse":
            return _ellipse(length("cx"), length("cy"), _size(length("rx")), _size(length("ry")))
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
