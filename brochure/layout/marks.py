"""What stands outside the trim for the printer: crop marks, fold marks, the slug line, a colour bar.

Crop marks are 6 mm long and begin where the bleed ends. Source: the recommendation of the Ghent Workgroup.
"""

from collections.abc import Iterator
from typing import Final

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import Cmyk, Colour, Rgb, Spot
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, PlacedPath
from brochure.base.units import Pt, mm
from brochure.glyphs import Face, Faces, outline

REGISTRATION: Final = Colour("registration", Rgb(0.0, 0.0, 0.0), Spot("All", Cmyk(1.0, 1.0, 1.0, 1.0)))
_LENGTH: Final = mm(6)
_WEIGHT: Final = 0.25
_DASH: Final = mm(1.2)
_PATCH: Final = mm(5)
_CAPITALS: Final[Pt] = 5.0  # height of capitals in the slug line, about 7.5 pt type
_SMALL: Final[Pt] = 3.2
_BLACK: Final = Colour("slug", Rgb(0.0, 0.0, 0.0), Cmyk(0.0, 0.0, 0.0, 1.0))
_PROCESS: Final = (
    Colour("cyan", Rgb(0.0, 0.68, 0.94), Cmyk(1.0, 0.0, 0.0, 0.0)),
    Colour("magenta", Rgb(0.93, 0.0, 0.55), Cmyk(0.0, 1.0, 0.0, 0.0)),
    Colour("yellow", Rgb(1.0, 0.95, 0.0), Cmyk(0.0, 0.0, 1.0, 0.0)),
    _BLACK,
    Colour("half black", Rgb(0.58, 0.58, 0.58), Cmyk(0.0, 0.0, 0.0, 0.5)),
    Colour("grey balance", Rgb(0.6, 0.6, 0.6), Cmyk(0.5, 0.4, 0.4, 0.0)),
)


def with_marks(page: Page, manuscript: Manuscript, faces: Faces) -> Page:
    """The page with its bleed, its slug area and all marks."""
    bleed, slug_area = manuscript.bleed, manuscript.edition.slug_area
    folds = page.folds
    face = faces.family(manuscript.brand.faces.text.text, "regular")
    strokes = [*_crop_marks(page, bleed), *_fold_marks(page, bleed, folds)]
    pieces = [PathPiece(path, stroke=REGISTRATION, stroke_width=_WEIGHT) for path in strokes]
    whole = Box(0, 0, page.width, page.height).shrink(*(-(bleed + slug_area),) * 4)
    marks = [PlacedPath(whole, tuple(pieces), "")]
    for fold in folds:
        box = Box(fold + mm(1), page.height + bleed + mm(3), fold + mm(9), page.height + bleed + mm(3) + _SMALL)
        marks.append(words_as_art("fold", box, face))
    line = Box(mm(12), -bleed - mm(9), page.width - mm(12), -bleed - mm(9) + _CAPITALS)
    marks.append(words_as_art(_slug_line(page, manuscript), line, face))
    marks += _colour_bar(page, manuscript, bleed)
    return page._replace(bleed=bleed, slug_area=slug_area, marks=tuple(marks))


def _crop_marks(page: Page, bleed: Pt) -> Iterator[tuple[Segment, ...]]:
    near, far = bleed, bleed + _LENGTH
    for x in (0.0, page.width):
        outwards = -1 if x == 0 else 1
        for y in (0.0, page.height):
            up = -1 if y == 0 else 1
            yield _line(x + outwards * near, y, x + outwards * far, y)
            yield _line(x, y + up * near, x, y + up * far)


def _fold_marks(page: Page, bleed: Pt, folds: tuple[Pt, ...]) -> Iterator[tuple[Segment, ...]]:
    """Dashes beyond the bleed, so that none is left on the finished piece."""
    for fold in folds:
        for at in range(3):
            start = bleed + at * _DASH * 5 / 3
            yield _line(fold, page.height + start, fold, page.height + start + _DASH)
            yield _line(fold, -start, fold, -start - _DASH)


def _line(x0: Pt, y0: Pt, x1: Pt, y1: Pt) -> tuple[Segment, ...]:
    return Segment("m", (x0, y0)), Segment("l", (x1, y1))


def words_as_art(text: str, box: Box, face: Face) -> PlacedPath:
    """Words as outlines: nobody is to hear or copy them; smaller where they would be longer than their box."""
    drawing = outline(face, text, _BLACK)
    height = min(box.height, box.width * drawing.height / drawing.width)
    place = Box(box.left, box.bottom, box.left + drawing.width * height / drawing.height, box.bottom + height)
    return PlacedPath(place, drawing.placed_in(place), "")


def _slug_line(page: Page, manuscript: Manuscript) -> str:
    leaflet = manuscript.leaflet
    panels = ", ".join(panel.name for panel in page.panels)
    said = (
        f"{leaflet.code} {leaflet.version}",
        f"{leaflet.issued.value:%Y-%m-%d}",
        manuscript.language.tag,
        manuscript.layout_name,
        f"side: {page.name}",
        f"panels: {panels}",
        f"fold: {manuscript.layout.fold}",
    )
    return "   ".join(said)


def _colour_bar(page: Page, manuscript: Manuscript, bleed: Pt) -> Iterator[PlacedPath]:
    """A patch of each ink that the press may use."""
    spots = {
        swatch.press.colour.name: Colour(name, swatch.screen.colour, swatch.press.colour)
        for name, swatch in manuscript.brand.palette.items()
        if swatch.press and isinstance(swatch.press.colour, Spot)
    }
    bottom = page.height + bleed + mm(4)
    for at, colour in enumerate((*_PROCESS, *spots.values())):
        left = mm(14) + at * _PATCH
        box = Box(left, bottom, left + _PATCH, bottom + _PATCH)
        path = (Segment("re", (box.left, box.bottom, box.width, box.height)),)
        yield PlacedPath(box, (PathPiece(path, fill=colour),), "")
