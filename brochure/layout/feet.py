"""Columns that share a foot: free height goes between the blocks of the shorter ones, a line each at most."""

from collections.abc import Iterator

from brochure.base.units import Pt
from brochure.layout.flow import Column, is_behind
from brochure.layout.slugs import AFTER_PARAGRAPH, LinePiece, Slug

_MOST_STEPS = 2  # half lines that a gap may grow by
_SLACK: Pt = 0.01


def on_one_foot(columns: tuple[Column, ...], step: Pt) -> tuple[Column, ...]:
    """The columns of a story, those that lie beside each other on one foot where their gaps allow it.

    `step` is what a gap grows by, half a line: baselines stay on the grid. Nothing moves upwards, no row leaves its
    column, and rows that belong together stay as they are.
    """
    return tuple(
        _lowered(column, foot - _foot(column), step)
        for side in _sides(columns)
        for foot in [max(_foot(column) for column in side)]
        for column in side
    )


def _sides(columns: tuple[Column, ...]) -> Iterator[list[Column]]:
    """Columns beside each other; one that lies behind another is on the next side."""
    side: list[Column] = []
    for column in columns:
        if any(is_behind(column.frame, other.frame) for other in side):
            yield side
            side = []
        side.append(column)
    yield side


def _foot(column: Column) -> Pt:
    """How far down the sheet its last row reaches; the lower, the more."""
    return column.used - column.frame.top


def _lowered(column: Column, by: Pt, step: Pt) -> Column:
    """The column with its last row so much lower, as near as its gaps and its frame allow."""
    room = min(by, column.frame.height - column.used)
    gaps = _gaps(column)
    steps = min(int((room + _SLACK) / step), _MOST_STEPS * len(gaps))
    if steps <= 0:
        return column
    each, more = divmod(steps, len(gaps))
    grown = {at: each + (place < more) for place, at in enumerate(gaps)}
    rows, down = [], 0
    for at, row in enumerate(column.rows):
        down += grown.get(at, 0)
        rows.append(row._replace(top=row.top + down * step))
    return column._replace(rows=tuple(rows), used=column.used + down * step)


def _gaps(column: Column) -> list[int]:
    """The rows before which a gap may grow: where a part of the text begins, or else a paragraph."""
    for most in (0.0, AFTER_PARAGRAPH):
        found = [
            at
            for at, (above, row) in enumerate(zip(column.rows, column.rows[1:], strict=False), 1)
            if (above.slug.penalty <= most or _begins_point(row.slug)) and not _on_one_ground(above.slug, row.slug)
        ]
        if found:
            return found
    return []


def _begins_point(slug: Slug) -> bool:
    return any(isinstance(piece, LinePiece) and piece.style.name == "numeral" for piece in slug.pieces)


def _on_one_ground(above: Slug, below: Slug) -> bool:
    return above.ground is not None and above.ground == below.ground
