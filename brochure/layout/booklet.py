"""Pages of a booklet: facing margins, pages for notes at the end, two pages beside each other on the office's sheet.

What must hold, and why:
- The first page is the cover and lies by itself, so inner pages begin at the left; every second one is a mirror of the
  frame that the layout declares, with the wider margin at the fold.
- A page without words is ruled for notes, and that is told: nobody takes it for a misprint.
- The sheets of the office printer are put together here, of placed items, so that tags, links and proofs are those of
  any other sheet.
"""

from collections.abc import Iterator
from typing import assert_never

from brochure.base.art import moved_piece
from brochure.base.booklets import COVERS, MOST, saddle_sides, whole_booklet
from brochure.base.design import Sheet
from brochure.base.findings import Finding, Severity
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, Panel, Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.units import Pt, mm
from brochure.layout.flow import Column

_RULED = mm(9)  # from line to line, for a pen
_RULE: Pt = 0.5


def faced(column: Column, inner: int, width: Pt) -> Column:
    """The column on the inner page of this number, counted from 1; pages at the left mirror the frame."""
    if inner % 2 == 0:
        return column
    frame = column.frame
    return column._replace(frame=frame.moved(width - frame.right - frame.left, 0.0))


def spare_pages(filled: int) -> range:
    """The numbers of the inner pages that are for notes, where so many are filled."""
    return range(filled + 1, whole_booklet(filled) - COVERS + 1)


def ruled(manuscript: Manuscript, frame: Box, panel: Panel) -> Iterator[Placed]:
    """Lines for notes, all over a frame."""
    colour = manuscript.brand.colour("rule")
    foot = frame.top - _RULED
    while foot > frame.bottom:
        yield PlacedRectangle(Box(frame.left, foot, frame.right, foot + _RULE), colour, panel.name)
        foot -= _RULED


def filled_findings(manuscript: Manuscript, filled: int) -> Iterator[Finding]:
    """How many pages are for notes."""
    spare = spare_pages(filled)
    if not spare:
        return
    origin = manuscript.leaflet.title.origin
    pages = "1 page at the end is" if len(spare) == 1 else f"{len(spare)} pages at the end are"
    message = f"{pages} ruled for notes, so that the booklet has {whole_booklet(filled)} pages"
    hint = "write more, or leave the room to those who read it"
    yield Finding("booklet-notes", message, origin, hint, Severity.NOTE)


def booklet_finding(manuscript: Manuscript, pages: int, letters: int) -> Finding:
    """That so many letters are too many for any booklet."""
    message = f"the words take {pages} pages, and a stitched booklet has at most {MOST}"
    hint = f"cut about {letters} letters, or make two leaflets of it"
    return Finding("booklet-long", message, manuscript.leaflet.title.origin, hint)


def on_sheets(pages: list[Page], sheet: Sheet, *, mirrored: bool) -> list[Page]:
    """Two pages beside each other on each side of the sheet, meeting at its middle."""
    width, height = sheet.width.points, sheet.height.points
    sides = []
    for side in saddle_sides(len(pages), mirrored=mirrored):
        name = f"sheet-{side.sheet}-{'back' if side.is_back else 'front'}"
        left, right = pages[side.left - 1], pages[side.right - 1]
        parts = [(left, width / 2 - left.width), (right, width / 2)]
        up = (height - left.height) / 2
        panels = tuple(_panel(panel, across, up, width) for page, across in parts for panel in page.panels)
        if side.left > side.right:  # what is read first is painted first: a paragraph may run over both pages
            parts.reverse()
        placed = tuple(_moved(item, across, up) for page, across in parts for item in page.placed)
        sides.append(Page(name, width, height, panels, placed))
    return sides


def _panel(panel: Panel, across: Pt, up: Pt, width: Pt) -> Panel:
    """Half of the sheet, whatever is left of it beside the page."""
    box = panel.box.moved(across, up)
    half = (
        Box(0.0, box.bottom, width / 2, box.top) if across < width / 2 else Box(width / 2, box.bottom, width, box.top)
    )
    return Panel(panel.name, half, panel.safe.moved(across, up))


def _moved(item: Placed, across: Pt, up: Pt) -> Placed:
    match item:
        case PlacedLine():
            return item._replace(x=item.x + across, baseline=item.baseline + up, ink=item.ink.moved(across, up))
        case PlacedRectangle() | PlacedPicture():
            return item._replace(box=item.box.moved(across, up))
        case PlacedPath():
            pieces = tuple(moved_piece(piece, across, up) for piece in item.pieces)
            clip = item.clip and item.clip.moved(across, up)
            return item._replace(box=item.box.moved(across, up), pieces=pieces, clip=clip)
        case _:
            assert_never(item)
