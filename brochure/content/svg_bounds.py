"""How far shapes and their ink reach."""

import math
from collections.abc import Iterable

from brochure.base.art import ClipPath, Layer, PathPiece, Piece, Segment
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix

_ONE_SIDE = 2  # steps of a path without a corner: move, line
_CORNERS = 4  # of a rectangle
_SLACK = 0.0005  # of a side: what rounding may add


def path_box(path: Iterable[Segment]) -> Box | None:
    """The box around a path, its curves where they truly run; none for no path."""
    xs: list[float] = []
    ys: list[float] = []
    at = (0.0, 0.0)
    for kind, numbers in path:
        if kind == "c":
            xs += _reach(at[0], *numbers[::2])
            ys += _reach(at[1], *numbers[1::2])
        else:
            xs += numbers[::2]
            ys += numbers[1::2]
        at = (numbers[-2], numbers[-1]) if numbers else at
    return Box(min(xs), min(ys), max(xs), max(ys)) if xs else None


def _reach(start: float, one: float, two: float, end: float) -> list[float]:
    """The end of a curve in one direction, and where it turns back."""
    a, b, c = end - 3 * two + 3 * one - start, 2 * (two - 2 * one + start), one - start
    turns: list[float] = []
    if abs(a) > 1e-12:
        root = b * b - 4 * a * c
        turns = [(-b + sign * math.sqrt(root)) / (2 * a) for sign in (-1, 1)] if root >= 0 else []
    elif b:
        turns = [-c / b]
    inside = [t for t in turns if 0 < t < 1]
    return [
        end,
        *((1 - t) ** 3 * start + 3 * (1 - t) ** 2 * t * one + 3 * (1 - t) * t * t * two + t**3 * end for t in inside),
    ]


def ink_box(piece: Piece) -> Box | None:
    """The box in which all ink of a piece lies; the longest miter counts, so that it is rather too large."""
    if isinstance(piece, PathPiece):
        return _path_ink(piece)
    if not isinstance(piece, Layer):
        return piece.matrix.box(0, 0, 1, 1)
    box = around(ink_box(each) for each in piece.pieces)
    for clip in piece.clips:
        inside = path_box(clip.path)
        box = box.common(inside) if box and inside and box.meets(inside) else None
    return box


def _path_ink(piece: PathPiece) -> Box | None:
    box = path_box(piece.path)
    if box is None or piece.stroke is None:
        return box
    corner = piece.miter_limit if piece.join == "miter" and len(piece.path) > _ONE_SIDE else 1.0
    end = math.sqrt(2) if piece.cap == "square" else 1.0
    pen = piece.pen or Matrix()
    spread = piece.stroke_width / 2 * max(corner, end) * max(1.0, math.hypot(pen.a, pen.b, pen.c, pen.d))
    return Box(box.left - spread, box.bottom - spread, box.right + spread, box.top + spread)


def layers_deep(pieces: Iterable[Piece]) -> int:
    """How many layers lie in each other."""
    return max((1 + layers_deep(piece.pieces) for piece in pieces if isinstance(piece, Layer)), default=0)


def around(boxes: Iterable[Box | None]) -> Box | None:
    """One box around all; none around none."""
    found = [box for box in boxes if box is not None]
    if not found:
        return None
    return Box(
        min(box.left for box in found),
        min(box.bottom for box in found),
        max(box.right for box in found),
        max(box.top for box in found),
    )


def reaches_out(box: Box, width: float, height: float) -> bool:
    """Whether ink may lie outside a drawing of this size."""
    across, up = _SLACK * width, _SLACK * height
    return box.left < -across or box.bottom < -up or box.right > width + across or box.top > height + up


def cuts_nothing(clip: ClipPath, box: Box | None) -> bool:
    """Whether a clip is an upright rectangle around all that lies in the box."""
    steps = [step for step in clip.path if step.kind != "h"]
    corners = [step.numbers for step in steps]
    if len(corners) == _CORNERS + 1 and corners[0] == corners[-1]:
        corners.pop()
    outside = path_box(clip.path)
    if box is None or outside is None or len(corners) != _CORNERS or any(step.kind == "c" for step in steps):
        return False
    # Each side of an upright rectangle moves one way only, and four sides lead to four places.
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    upright = all((one[0] == other[0]) != (one[1] == other[1]) for one, other in sides)
    slack = _SLACK * max(outside.width, outside.height)
    return upright and len(set(corners)) == _CORNERS and outside.holds(box, slack=slack)
