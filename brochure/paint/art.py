"""Vector art as operators: each path on the grid of its own shape, moved to its place."""

from collections.abc import Iterator
from itertools import groupby

from brochure.base.art import PathPiece
from brochure.base.geometry import Box
from brochure.base.page import PlacedPath
from brochure.base.records import replace
from brochure.base.units import Pt
from brochure.paint.operators import Shape, number, rectangle, shape_of
from brochure.paint.pen import Pen

_SCALE_DECIMALS = 5  # a code of 177 modules is true to a hundredth of a point


def is_plain(item: PlacedPath) -> bool:
    """Whether paths on a grid say all of a drawing."""
    return all(isinstance(piece, PathPiece) and piece.is_plain for piece in item.pieces)


def paint_art(item: PlacedPath, pen: Pen) -> str:
    """The operators of a drawing that is plain; the pen is afterwards as it was."""
    shapes = [(piece, shape_of(piece.path)) for piece in item.paths]
    framed = (
        "\n".join(_on_grid(list(run), step, item.clip, replace(pen)))
        for step, run in groupby(shapes, lambda each: each[1].step)
    )
    return "\n".join(framed)


def _on_grid(shapes: list[tuple[PathPiece, Shape]], step: Pt, clip: Box | None, pen: Pen) -> Iterator[str]:
    first = shapes[0][1]
    x, y = round(first.x, 2), round(first.y, 2)
    scale = number(step, _SCALE_DECIMALS)
    yield "q"
    if clip is not None:
        yield f"{rectangle(clip)} W n"
    yield f"{scale} 0 0 {scale} {number(x)} {number(y)} cm"
    for piece, shape in shapes:
        # Each piece is counted from where the one before it began.
        across, up = round((shape.x - x) / step), round((shape.y - y) / step)
        if across or up:
            yield f"1 0 0 1 {across} {up} cm"
            x, y = x + across * step, y + up * step
        yield from pen.take(piece, step)
        yield f"{shape.operators} {_finish(piece)}"
    yield "Q"


def _finish(piece: PathPiece) -> str:
    """The operator that paints the path. Source: ISO 32000-1, table 60."""
    star = "*" if piece.even_odd else ""
    if piece.fill is None:
        return "S" if piece.stroke is not None else "n"
    return f"B{star}" if piece.stroke is not None else f"f{star}"
