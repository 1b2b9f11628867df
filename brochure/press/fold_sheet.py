"""A sheet that shows whether a printer and a hand fold where the layout thinks: scales in mm at every fold."""

from collections.abc import Iterator
from typing import Final

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import Cmyk, Colour, Rgb
from brochure.base.folds import flip_edge
from brochure.base.geometry import Box
from brochure.base.made import Laid
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, PlacedPath
from brochure.base.records import replace
from brochure.base.units import Pt, in_mm, mm
from brochure.compose import compose
from brochure.glyphs import Face, Faces
from brochure.layout.marks import words_as_art
from brochure.pdf import book_of

_BLACK: Final = Colour("black", Rgb(0.0, 0.0, 0.0), Cmyk(0.0, 0.0, 0.0, 1.0))
_REACH: Final = 10  # mm to each side of a fold
_CAPITALS: Final[Pt] = 7.0
_SMALL: Final[Pt] = 4.5
_RULER: Final = 100  # mm


def make_fold_test(manuscript: Manuscript, faces: Faces) -> bytes:
    """A PDF that shows whether a printer and a hand fold where a layout thinks; no words, so no tags."""
    bare = replace(manuscript, edition=manuscript.edition._replace(standards=frozenset()))
    pages = fold_test_pages(bare, faces)
    return compose(Laid(bare, (), pages), book_of(pages, faces)).written()


def fold_test_pages(manuscript: Manuscript, faces: Faces) -> tuple[Page, ...]:
    """One page for each side of the sheet: fold lines, scales, a ruler, an arrow, and what to look for."""
    layout = manuscript.layout
    face = faces.family(manuscript.brand.faces.text.text, "regular")
    panels = layout.panels(margin=0.0)
    width, height = layout.sheet.width.points, layout.sheet.height.points
    pages = []
    for side in layout.sides:
        own = tuple(panels[panel.name.text][1] for panel in side.panels)
        folds = [panel.box.left for panel in own if panel.box.left > 0]
        pieces = [*_ruler(width), *_arrow(width, height)]
        placed = [PlacedPath(Box(0, 0, width, height), tuple(_stroked(pieces)), "")]
        for fold in folds:
            placed += _scale(fold, height, face)
        for panel in own:
            placed += _name(panel.name, in_mm(panel.box.width), panel.box, face)
        placed += _advice(side.name.text, manuscript, own[0].box, face)
        pages.append(Page(side.name.text, width, height, own, tuple(placed)))
    return tuple(pages)


def _scale(fold: Pt, height: Pt, face: Face) -> Iterator[PlacedPath]:
    """The fold as a dashed line, with a scale across it at three heights."""
    strokes = [_line(fold, y, fold, y + mm(4)) for y in _steps(mm(12), height - mm(12), mm(6))]
    for y in (height * 0.2, height * 0.5, height * 0.8):
        for at in range(-_REACH, _REACH + 1):
            length = mm(4.5 if at % 5 == 0 else 2.5)
            strokes.append(_line(fold + mm(at), y, fold + mm(at), y + length))
        for at in (-_REACH, _REACH):
            left = fold + mm(at) - mm(2)
            yield words_as_art(str(abs(at)), Box(left, y + mm(5.5), left + mm(8), y + mm(5.5) + _SMALL), face)
    box = Box(fold - mm(_REACH), mm(12), fold + mm(_REACH), height - mm(12))
    yield PlacedPath(box, tuple(_stroked(strokes)), "")


def _name(name: str, width_mm: float, box: Box, face: Face) -> Iterator[PlacedPath]:
    left, top = box.left + mm(14), box.bottom + mm(26)
    yield words_as_art(name, Box(left, top, box.right - mm(12), top + _CAPITALS), face)
    yield words_as_art(f"{width_mm:.2f} mm", Box(left, top - mm(6), box.right - mm(12), top - mm(6) + _SMALL), face)


def _advice(side: str, manuscript: Manuscript, box: Box, face: Face) -> Iterator[PlacedPath]:
    sheet = manuscript.layout.sheet
    edge = flip_edge(sheet.width.points, sheet.height.points)
    lines = (
        f"Fold test, side: {side}",
        manuscript.layout.title.text,
        "Print both sides at actual size,",
        f"turned over the {edge} edge.",
        f"The ruler is {_RULER} mm long, or the page was scaled.",
        "Hold the sheet to the light:",
        "each dashed line lies on its counterpart.",
        "Fold on the lines: no panel buckles,",
        "and none shows past the cover.",
    )
    for at, text in enumerate(lines):
        y = box.top - mm(20) - at * mm(5)
        yield words_as_art(text, Box(box.left + mm(14), y, box.right - mm(13), y + (_SMALL if at else _CAPITALS)), face)


def _ruler(width: Pt) -> Iterator[tuple[Segment, ...]]:
    left, y = (width - mm(_RULER)) / 2, mm(9)
    yield _line(left, y, left + mm(_RULER), y)
    for at in range(_RULER + 1):
        length = mm(4 if at % 10 == 0 else 3 if at % 5 == 0 else 1.8)
        yield _line(left + mm(at), y, left + mm(at), y + length)


def _arrow(width: Pt, height: Pt) -> Iterator[tuple[Segment, ...]]:
    """This way up, on both sides."""
    x, top = width - mm(16), height - mm(22)
    yield _line(x, top - mm(14), x, top)
    yield _line(x - mm(2.5), top - mm(4), x, top)
    yield _line(x + mm(2.5), top - mm(4), x, top)


def _stroked(strokes: list[tuple[Segment, ...]]) -> Iterator[PathPiece]:
    for path in strokes:
        yield PathPiece(path, stroke=_BLACK, stroke_width=0.5)


def _line(x0: Pt, y0: Pt, x1: Pt, y1: Pt) -> tuple[Segment, ...]:
    return Segment("m", (x0, y0)), Segment("l", (x1, y1))


def _steps(start: Pt, stop: Pt, step: Pt) -> Iterator[Pt]:
    while start < stop:
        yield start
        start += step
