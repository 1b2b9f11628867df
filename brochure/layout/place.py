"""Columns to placed items: every line, ground, bullet and rule at its place on the side."""

from collections.abc import Iterator
from typing import assert_never

from brochure.base.art import Drawing, PathPiece, disc
from brochure.base.brand import Brand
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.language import Direction
from brochure.base.page import Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.layout.flow import Cast, Column
from brochure.layout.slugs import BULLET, BUTTON_PADDING, NOTE_BAR, RULE, ArtPiece, LinePiece, MarkPiece, Slug


def place_column(column: Column, panel: str, brand: Brand, sheet_height: Pt, direction: Direction) -> Iterator[Placed]:
    """The items of one frame, grounds before what stands on them."""
    edge = _Edge(column.frame, direction)
    yield from _note_grounds(column, panel, brand, sheet_height, edge)
    yield from _button_grounds(column, panel, brand, sheet_height, edge)
    for row in column.rows:
        top = sheet_height - row.top
        for piece in row.slug.pieces:
            match piece:
                case LinePiece():
                    yield _place_line(piece, edge, row.slug.indent, top - row.slug.baseline, panel)
                case ArtPiece():
                    yield _place_art(piece, edge, row.slug.indent, top, panel)
                case MarkPiece():
                    yield _place_mark(piece, row.slug, edge, top, panel)
                case _:
                    assert_never(piece)


class _Edge(NamedTuple):
    """The side of a frame at which lines begin."""

    frame: Box
    direction: Direction

    def left_of(self, inset: Pt, width: Pt) -> Pt:
        """The left end of something so wide that begins so far from the edge."""
        return self.frame.left + inset if self.direction == "ltr" else self.frame.right - inset - width


def _place_line(piece: LinePiece, edge: _Edge, indent: Pt, baseline: Pt, panel: str) -> PlacedLine:
    style, line = piece.style, piece.line
    x = edge.left_of(indent + piece.dx, line.width * style.size)
    ink = Box(x, baseline - style.descent, x + line.width * style.size, baseline + style.ascent)
    return PlacedLine(line, x, baseline, style.size, piece.colour, ink, piece.element, panel)


def _place_art(piece: ArtPiece, edge: _Edge, indent: Pt, top: Pt, panel: str) -> PlacedPath | PlacedPicture:
    left = edge.left_of(indent, piece.width)
    box = Box(left, top - piece.height, left + piece.width, top)
    if isinstance(piece.art, Drawing):
        clip = box if piece.art.reaches_out else None
        return PlacedPath(box, piece.art.placed_in(box), panel, clip=clip, element=piece.element)
    return PlacedPicture(box, piece.art, panel, piece.element)


def _place_mark(piece: MarkPiece, slug: Slug, edge: _Edge, top: Pt, panel: str) -> PlacedPath | PlacedRectangle:
    frame = edge.frame
    if piece.kind == "rule":
        foot = top - slug.height - slug.pad_bottom
        return PlacedRectangle(Box(frame.left, foot - RULE, frame.right, foot), piece.colour, panel)
    line = next(piece for piece in slug.pieces if isinstance(piece, LinePiece))
    # On the middle of the small letters: about half of an x-height, which is near 0.7 of the capitals'.
    y = top - slug.baseline + line.style.cap_height * 0.36
    left = edge.left_of(0.0, BULLET)
    path = PathPiece(disc(left + BULLET / 2, y, BULLET / 2), fill=piece.colour)
    return PlacedPath(Box(left, y - BULLET / 2, left + BULLET, y + BULLET / 2), (path,), panel)


def _note_grounds(column: Column, panel: str, brand: Brand, sheet_height: Pt, edge: _Edge) -> Iterator[Placed]:
    by_note: dict[int, list[Cast]] = {}
    for row in column.rows:
        if row.slug.note:
            by_note.setdefault(row.slug.note, []).append(row)
    for number, rows in by_note.items():
        top, foot = _ends(rows, sheet_height)
        box = Box(column.frame.left, foot, column.frame.right, top)
        ground: Colour = brand.colour("note")
        yield PlacedRectangle(box, ground, panel, number)
        left = edge.left_of(0.0, NOTE_BAR)
        bar = Box(left, foot, left + NOTE_BAR, top)
        yield PlacedRectangle(bar, brand.colour("note_bar"), panel, number)


def _button_grounds(column: Column, panel: str, brand: Brand, sheet_height: Pt, edge: _Edge) -> Iterator[Placed]:
    """A band as wide as the longest row of each button."""
    by_button: dict[int, list[Cast]] = {}
    for row in column.rows:
        if row.slug.is_button:
            by_button.setdefault(row.slug.element, []).append(row)
    for number, rows in by_button.items():
        lines = [piece for row in rows for piece in row.slug.pieces if isinstance(piece, LinePiece)]
        width = max(line.cut.width * line.style.size for line in lines) + 2 * BUTTON_PADDING
        top, foot = _ends(rows, sheet_height)
        left = edge.left_of(0.0, width)
        yield PlacedRectangle(Box(left, foot, left + width, top), brand.colour("cover"), panel, number)


def _ends(rows: list[Cast], sheet_height: Pt) -> tuple[Pt, Pt]:
    """Top and foot of a ground behind some rows."""
    last = rows[-1]
    return (
        sheet_height - rows[0].top + rows[0].slug.pad_top,
        sheet_height - last.top - last.slug.height - last.slug.pad_bottom,
    )
