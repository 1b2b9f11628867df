"""Pages in, a canvas full of operators out, and which marked content belongs to which element."""

from collections.abc import Iterator
from io import BytesIO
from itertools import groupby
from typing import NamedTuple

from reportlab.lib.utils import ImageReader

from brochure.base.art import Cap, Join, PathPiece, Picture
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.page import Page, Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.story import Figure, Leaf, Story, leaves
from brochure.paint.canvas import TaggedCanvas
from brochure.paint.operators import path_operators
from brochure.paint.text import Codes, said_strips, text_operators

_CAPS: dict[Cap, int] = {"butt": 0, "round": 1, "square": 2}
_JOINS: dict[Join, int] = {"miter": 0, "round": 1, "bevel": 2}


class _Pen(NamedTuple):
    """How lines are drawn; as it stands at the top of a page. Source: ISO 32000-1, table 52."""

    width: float = 1.0
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 10.0


class Mark(NamedTuple):
    """A stretch of marked content: on which page (from 0), under which MCID, for which element, in which language."""

    page: int
    mcid: int
    element: int
    language: str = ""  # where it is not the document's


class Inked(NamedTuple):
    """A canvas with all its pages drawn, not yet written."""

    canvas: TaggedCanvas
    marks: tuple[Mark, ...]


def ink(pages: tuple[Page, ...], stories: tuple[Story, ...], codes: Codes) -> Inked:
    """Draw all pages."""
    canvas = TaggedCanvas(pages[0].width, pages[0].height)
    tags = {leaf.number: _tag(leaf) for story in stories for leaf in leaves(story.blocks)}
    marks: list[Mark] = []
    for at, page in enumerate(pages):
        marks += _Painter(canvas, codes, tags, at).paint(page)
        canvas.finish_page(page.width, page.height)
    return Inked(canvas, tuple(marks))


def _tag(leaf: Leaf) -> str:
    return "Figure" if isinstance(leaf, Figure) else leaf.tag


def _owner(item: Placed) -> tuple[str, int]:
    """What a run of items is marked as: an element of the story, or decoration (element 0)."""
    match item:
        case PlacedLine() | PlacedPicture():
            return type(item).__name__, item.element
        case PlacedPath():
            return "PlacedPath", item.element or 0
        case PlacedRectangle():
            return "artifact", 0


class _Painter:
    """Paints one page."""

    def __init__(self, canvas: TaggedCanvas, codes: Codes, tags: dict[int, str], number: int) -> None:
        self.canvas = canvas
        self.number = number  # of the page, from 0
        self.codes = codes
        self.tags = tags
        self.pen = _Pen()

    def paint(self, page: Page) -> Iterator[Mark]:
        """Paint a page; gives each stretch of marked content."""
        for (_, element), run in groupby(page.placed, _owner):
            items = list(run)
            lines = [item for item in items if isinstance(item, PlacedLine)]
            if lines:
                yield from self._paint_lines(lines, element)
            elif element:
                with self.canvas.element(self.tags[element]) as mcid:
                    self._paint_art_run(items)
                yield Mark(self.number, mcid, element)
            else:
                with self.canvas.artifact():
                    self._paint_art_run(items)

    def _paint_lines(self, lines: list[PlacedLine], element: int) -> Iterator[Mark]:
        """Words of another language get marked content of their own: readers lose what follows a nested one."""
        pieces = [piece for line in lines for piece in _by_language(line)]
        for language, run in groupby(pieces, lambda piece: piece.line.strips[0].language):
            with self.canvas.element("Span" if language else self.tags[element]) as mcid:
                self._fill(lines[0].colour)
                self.canvas.write("BT")
                for piece in run:
                    self.canvas.write(text_operators(piece, self.codes))
                self.canvas.write("ET")
            yield Mark(self.number, mcid, element, language)

    def _paint_art_run(self, items: list[Placed]) -> None:
        for item in items:
            match item:
                case PlacedRectangle():
                    self._fill(item.colour)
                    box = item.box
                    self.canvas.rect(_short(box.left), _short(box.bottom), _short(box.width), _short(box.height), 0, 1)
                case PlacedPath():
                    self._paint_art(item)
                case PlacedPicture():
                    box = item.box
                    self.canvas.drawImage(_image(item.picture), box.left, box.bottom, box.width, box.height)

    def _fill(self, colour: Colour) -> None:
        screen = colour.screen
        self.canvas.setFillColorRGB(_short(screen.red), _short(screen.green), _short(screen.blue))

    def _paint_art(self, item: PlacedPath) -> None:
        if item.clip is None:
            for piece in item.pieces:
                self._paint_path(piece)
            return
        before = self.pen
        self.canvas.saveState()
        self._clip(item.clip)
        for piece in item.pieces:
            self._paint_path(piece)
        self.canvas.restoreState()
        self.pen = before

    def _clip(self, box: Box) -> None:
        path = self.canvas.beginPath()
        path.rect(_short(box.left), _short(box.bottom), _short(box.width), _short(box.height))
        self.canvas.clipPath(path, stroke=0, fill=0, fillMode=1)

    def _paint_path(self, piece: PathPiece) -> None:
        if piece.fill is not None:
            self._fill(piece.fill)
        if piece.stroke is not None:
            screen = piece.stroke.screen
            self.canvas.setStrokeColorRGB(_short(screen.red), _short(screen.green), _short(screen.blue))
            self._take_pen(piece)
        self.canvas.write(f"{path_operators(piece.path)} {_finish(piece)}")

    def _take_pen(self, piece: PathPiece) -> None:
        """Say how the line is drawn, where that differs from the line before."""
        limit = piece.miter_limit if piece.join == "miter" else self.pen.miter_limit
        pen = _Pen(_short(piece.stroke_width), piece.cap, piece.join, _short(limit))
        if pen.width != self.pen.width:
            self.canvas.setLineWidth(pen.width)
        if pen.cap != self.pen.cap:
            self.canvas.setLineCap(_CAPS[pen.cap])
        if pen.join != self.pen.join:
            self.canvas.setLineJoin(_JOINS[pen.join])
        if pen.miter_limit != self.pen.miter_limit:
            self.canvas.setMiterLimit(pen.miter_limit)
        self.pen = pen


def _by_language(placed: PlacedLine) -> Iterator[PlacedLine]:
    """A line in stretches of one language each, as they are said."""
    for _, strips in groupby(said_strips(placed.line), lambda strip: strip.language):
        yield placed._replace(line=placed.line._replace(strips=tuple(strips)))


def _finish(piece: PathPiece) -> str:
    """The operator that paints the path. Source: ISO 32000-1, table 60."""
    star = "*" if piece.even_odd else ""
    if piece.fill is None:
        return "S" if piece.stroke is not None else "n"
    return f"B{star}" if piece.stroke is not None else f"f{star}"


def _short(value: float) -> float:
    return round(value, 3)


def _image(picture: Picture) -> ImageReader:
    if picture.is_jpeg:
        return ImageReader(BytesIO(picture.data))
    from PIL import Image  # noqa: PLC0415 - most leaflets hold no pixels

    mode = "L" if picture.channels == 1 else "RGB"
    return ImageReader(Image.frombytes(mode, (picture.width, picture.height), picture.data))
