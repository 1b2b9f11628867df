"""Columns to placed items: every line, ground, bullet and rule at its place on the side."""

from collections.abc import Iterator
from typing import Final, assert_never

from brochure.base.art import Drawing, PathPiece, disc
from brochure.base.geometry import Box
from brochure.base.language import Direction
from brochure.base.page import Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.layout.flow import Cast, Column
from brochure.layout.ornaments import frame_rules
from brochure.layout.signs import sign_drawing
from brochure.layout.slugs import (
    BULLET,
    NOTE_BAR,
    NOTE_FRAME,
    NOTE_PADDING,
    NOTE_RULE,
    RULE,
    ArtPiece,
    LinePiece,
    MarkPiece,
    Slug,
    Tint,
)

DOT: Pt = 0.5  # radius of a dot that leads the eye
DOT_STEP: Pt = 3.2


def place_column(column: Column, panel: str, sheet_height: Pt, direction: Direction) -> Iterator[Placed]:
    """The items of one frame, grounds before what stands on them."""
    edge = _Edge(column.frame, direction)
    yield from _tints(column, panel, sheet_height, edge)
    for row in (*column.heads, *column.rows):
        top = sheet_height - row.top
        for piece in row.slug.pieces:
            match piece:
                case LinePiece():
                    yield _place_line(piece, edge, row.slug.indent, top - row.slug.baseline - piece.dy, panel)
                case ArtPiece():
                    yield _place_art(piece, edge, row.slug.indent, top - piece.dy, panel)
                case MarkPiece():
                    yield _place_mark(piece, row.slug, edge, top, panel)
                case _:
                    assert_never(piece)


_FIGURE: Final = 1.1  # heights of a capital that a figure may take


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
    # A numeral is large beside small rows and has no head or tail: room for one would reach into what lies above.
    above = style.cap_height * _FIGURE if style.name == "numeral" else style.ascent
    ink = Box(x, baseline - style.descent, x + line.width * style.size, baseline + above)
    return PlacedLine(line, x, baseline, style.size, piece.colour, ink, piece.element, panel)


def _place_art(piece: ArtPiece, edge: _Edge, indent: Pt, top: Pt, panel: str) -> PlacedPath | PlacedPicture:
    left = edge.left_of(indent + piece.dx, piece.width)
    box = Box(left, top - piece.height, left + piece.width, top)
    if isinstance(piece.art, Drawing):
        clip = box if piece.art.reaches_out else None
        return PlacedPath(box, piece.art.placed_in(box), panel, clip=clip, element=piece.element)
    return PlacedPicture(box, piece.art, panel, piece.element)


def _place_mark(piece: MarkPiece, slug: Slug, edge: _Edge, top: Pt, panel: str) -> PlacedPath | PlacedRectangle:
    frame = edge.frame
    if piece.kind == "rule":
        foot = top - (piece.dy or slug.height + slug.pad_bottom)
        width = piece.width or frame.width
        left = edge.left_of(piece.dx, width)
        return PlacedRectangle(Box(left, foot - RULE, left + width, foot), piece.colour, panel)
    baseline = top - slug.baseline - piece.dy
    if piece.kind == "dots":
        return _place_dots(piece, edge, baseline, panel)
    line = next(piece for piece in slug.pieces if isinstance(piece, LinePiece))
    if piece.kind in ("tick", "cross"):
        side = line.style.cap_height
        left = edge.left_of(piece.dx, side)
        box = Box(left, baseline, left + side, baseline + side)
        return PlacedPath(box, sign_drawing(piece.kind, piece.colour).placed_in(box), panel)
    # On the middle of the small letters: about half of an x-height, which is near 0.7 of the capitals'.
    y = baseline + line.style.cap_height * 0.36
    left = edge.left_of(piece.dx, BULLET)
    path = PathPiece(disc(left + BULLET / 2, y, BULLET / 2), fill=piece.colour)
    return PlacedPath(Box(left, y - BULLET / 2, left + BULLET, y + BULLET / 2), (path,), panel)


def _place_dots(piece: MarkPiece, edge: _Edge, baseline: Pt, panel: str) -> PlacedPath:
    """Dots that lead the eye along a line; those of all lines stand under each other."""
    left = edge.left_of(piece.dx, piece.width)
    right, y = left + piece.width, baseline + DOT
    first = int(-(-left // DOT_STEP))
    dots = [disc(at * DOT_STEP, y, DOT) for at in range(first, int(right // DOT_STEP) + 1)]
    path = PathPiece(tuple(segment for dot in dots for segment in dot), fill=piece.colour)
    return PlacedPath(Box(left, y - DOT, right, y + DOT), (path,), panel)


def _tints(column: Column, panel: str, sheet_height: Pt, edge: _Edge) -> Iterator[Placed]:
    by_tint: dict[Tint, list[Cast]] = {}
    for row in column.rows:
        if row.slug.ground is not None:
            by_tint.setdefault(row.slug.ground, []).append(row)
    for tint, rows in by_tint.items():
        parted = NOTE_PADDING / 2 if tint.width else 0.0  # a ground that goes on elsewhere still holds its letters
        top = sheet_height - rows[0].top + (rows[0].slug.pad_top or parted)
        foot = sheet_height - rows[-1].top - rows[-1].slug.height - (rows[-1].slug.pad_bottom or parted)
        left, right = column.frame.left + tint.inset, column.frame.right - tint.inset
        if tint.width:
            left = edge.left_of(tint.inset, tint.width)
            right = left + tint.width
        box = Box(left, foot, right, top)
        if tint.colour is not None:
            yield PlacedRectangle(box, tint.colour, panel, tint.element)
        if tint.bar is not None:
            for strip in _strips(tint, box, edge):
                yield PlacedRectangle(strip, tint.bar, panel, tint.element)


def _strips(tint: Tint, box: Box, edge: _Edge) -> tuple[Box, ...]:
    """What is drawn at the edges of a tint."""
    match tint.form:
        case "bar":
            left = edge.left_of(tint.inset, NOTE_BAR)
            return (Box(left, box.bottom, left + NOTE_BAR, box.top),)
        case "frame":
            return frame_rules(box, NOTE_FRAME)
        case "rules":
            return (box._replace(bottom=box.top - NOTE_RULE), box._replace(top=box.bottom + NOTE_RULE))
        case _:
            assert_never(tint.form)
