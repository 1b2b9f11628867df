"""Columns to placed items: every line, ground, bullet and rule at its place on the side."""

from collections.abc import Iterator

from brochure.base.art import Drawing, PathPiece, disc
from brochure.base.brand import Brand
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.page import Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.units import Pt
from brochure.layout.flow import Cast, Column
from brochure.layout.slugs import BULLET, NOTE_BAR, RULE, ArtPiece, LinePiece, MarkPiece, Slug


def place_column(column: Column, panel: str, brand: Brand, sheet_height: Pt) -> Iterator[Placed]:
    """The items of one frame, grounds before what stands on them."""
    yield from _note_grounds(column, panel, brand, sheet_height)
    for row in column.rows:
        top = sheet_height - row.top
        left = column.frame.left + row.slug.indent
        for piece in row.slug.pieces:
            match piece:
                case LinePiece():
                    yield _place_line(piece, left, top - row.slug.baseline, panel)
                case ArtPiece():
                    yield _place_art(piece, left, top, panel)
                case MarkPiece():
                    yield _place_mark(
                        piece, row.slug, Box(column.frame.left, top - row.slug.height, column.frame.right, top), panel
                    )


def _place_line(piece: LinePiece, left: Pt, baseline: Pt, panel: str) -> PlacedLine:
    style = piece.style
    x = left + piece.dx
    line = piece.line
    ink = Box(x, baseline - style.descent, x + line.width * style.size, baseline + style.ascent)
    return PlacedLine(line, x, baseline, style.size, piece.colour, ink, piece.element, panel)


def _place_art(piece: ArtPiece, left: Pt, top: Pt, panel: str) -> PlacedPath | PlacedPicture:
    box = Box(left, top - piece.height, left + piece.width, top)
    if isinstance(piece.art, Drawing):
        clip = box if piece.art.reaches_out else None
        return PlacedPath(box, piece.art.placed_in(box), panel, clip=clip, element=piece.element)
    return PlacedPicture(box, piece.art, panel, piece.element)


def _place_mark(piece: MarkPiece, slug: Slug, box: Box, panel: str) -> PlacedPath | PlacedRectangle:
    if piece.kind == "rule":
        foot = box.bottom - slug.pad_bottom
        return PlacedRectangle(Box(box.left, foot - RULE, box.right, foot), piece.colour, panel)
    line = next(piece for piece in slug.pieces if isinstance(piece, LinePiece))
    # On the middle of the small letters: about half of an x-height, which is near 0.7 of the capitals'.
    y = box.top - slug.baseline + line.style.cap_height * 0.36
    radius = BULLET / 2
    x = box.left + radius
    path = PathPiece(disc(x, y, radius), fill=piece.colour)
    return PlacedPath(Box(x - radius, y - radius, x + radius, y + radius), (path,), panel)


def _note_grounds(column: Column, panel: str, brand: Brand, sheet_height: Pt) -> Iterator[Placed]:
    by_note: dict[int, list[Cast]] = {}
    for row in column.rows:
        if row.slug.note:
            by_note.setdefault(row.slug.note, []).append(row)
    for number, rows in by_note.items():
        top = sheet_height - rows[0].top + rows[0].slug.pad_top
        foot = sheet_height - rows[-1].top - rows[-1].slug.height - rows[-1].slug.pad_bottom
        box = Box(column.frame.left, foot, column.frame.right, top)
        ground: Colour = brand.colour("note")
        yield PlacedRectangle(box, ground, panel, number)
        bar = Box(box.left, foot, box.left + NOTE_BAR, top)
        yield PlacedRectangle(bar, brand.colour("note_bar"), panel, number)
