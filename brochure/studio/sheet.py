"""Laid-out pages as pieces of SVG for a screen, each under a key that is a digest of what it shows.

Whoever has a piece need not get it again, and what is not the same piece has another key. Which text a line stands for
is told beside the pieces: a text may move to another place of the file while its picture stays.
"""

from collections.abc import Collection
from functools import lru_cache
from hashlib import blake2b
from html import escape
from typing import assert_never

from brochure.base.art import ClipPath, Drawing, Layer, Piece, PixelPiece, Segment
from brochure.base.colour import hex_name
from brochure.base.geometry import Box
from brochure.base.keep import ById
from brochure.base.made import Laid
from brochure.base.matrix import Matrix
from brochure.base.page import Page, Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle, Strip
from brochure.base.records import NamedTuple
from brochure.glyphs import Faces
from brochure.glyphs.harfbuzz import OpenFont, Point
from brochure.reflow.svg import svg_of


class SheetPiece(NamedTuple):
    """One line of text or one drawing."""

    key: str
    svg: str
    element: int | None  # of the stories; none for decoration
    words: str
    is_over: bool  # it has no room: it stands where it would stand


class ShownPanel(NamedTuple):
    """A panel of a side, as shares of the side's width."""

    name: str
    left: float
    width: float


class ShownSide(NamedTuple):
    """A side of the sheet; the pieces in the order of painting."""

    name: str
    width: float
    height: float
    panels: tuple[ShownPanel, ...]
    pieces: tuple[SheetPiece, ...]


def sides_of(laid: Laid, faces: Faces) -> tuple[ShownSide, ...]:
    """The sides of what was laid out; what has no room hangs out of its panel."""
    return tuple(_side(page, laid, faces) for page in laid.pages)


def _side(page: Page, laid: Laid, faces: Faces) -> ShownSide:
    own = {panel.name for panel in page.panels}
    over = tuple(line for line in laid.over if line.panel in own)
    pieces: list[SheetPiece] = []
    seen: dict[str, int] = {}
    for item in (*page.placed, *over):
        svg, key = _svg(item, page, faces)
        seen[key] = count = seen.get(key, 0) + 1
        words = item.line.text if isinstance(item, PlacedLine) else ""
        named = key if count == 1 else f"{key}-{count}"  # the same twice in one place is two pieces still
        pieces.append(SheetPiece(named, svg, item.element, words, item in over))
    panels = tuple(
        ShownPanel(each.name, each.box.left / page.width, each.box.width / page.width) for each in page.panels
    )
    return ShownSide(page.name, page.width, page.height, panels, tuple(pieces))


def changed_pieces(side: ShownSide, known: Collection[str]) -> dict[str, str]:
    """The pieces that somebody who has those in `known` has not."""
    return {piece.key: piece.svg for piece in side.pieces if piece.key not in known}


def _svg(item: Placed, page: Page, faces: Faces) -> tuple[str, str]:
    """A piece, and the digest that is its key."""
    match item:
        case PlacedLine(line=line):
            strips = tuple(map(ById, line.strips))
            place = _LinePlace(item.x, item.baseline, item.size, item.ink.top, item.ink.height, line.width, page.height)
            return _line(strips, line.text.strip(), place, hex_name(item.colour.screen), ById(faces))
        case PlacedRectangle():
            box = item.box
            at = f'x="{box.left:.2f}" y="{page.height - box.top:.2f}"'
            size = f'width="{box.width:.2f}" height="{box.height:.2f}"'
            return _keyed(f'<rect {at} {size} fill="{hex_name(item.colour.screen)}"/>')
        case PlacedPath():
            return _keyed(_drawn(item.pieces, item.clip, page.width, page.height))
        case PlacedPicture():
            box = item.box
            piece = PixelPiece(item.picture, Matrix(box.width, 0, 0, box.height, box.left, box.bottom))
            return _keyed(_drawn((piece,), None, page.width, page.height))
        case _:
            assert_never(item)


@lru_cache(maxsize=256)
def _keyed(svg: str) -> tuple[str, str]:
    return svg, blake2b(svg.encode(), digest_size=9).hexdigest()


@lru_cache(maxsize=256)
def _drawn(pieces: tuple[Piece, ...], clip: Box | None, width: float, height: float) -> str:
    if clip is not None:
        path = (Segment("re", (clip.left, clip.bottom, clip.width, clip.height)),)
        pieces = (Layer(pieces, (ClipPath(path),)),)
    return svg_of(Drawing(width, height, pieces))


class _LinePlace(NamedTuple):
    """Where a line of text stands, and how large; all that its picture depends on beside its strips and its colour."""

    x: float
    baseline: float
    size: float
    ink_top: float
    ink_height: float
    width: float  # ems
    page_height: float


# A line that did not change is made of the same strips; those of a leaflet in five languages are about a thousand.
@lru_cache(maxsize=2048)
def _line(
    strips: tuple[ById[Strip], ...], text: str, place: _LinePlace, colour: str, faces: ById[Faces]
) -> tuple[str, str]:
    paths = "".join(_strip(strip, place, faces) for strip in strips)
    left, top = f"{place.x:.2f}", f"{place.page_height - place.ink_top:.2f}"
    size = f'width="{place.width * place.size:.2f}" height="{place.ink_height:.2f}"'
    head = f'<g fill="{colour}" data-t="{escape(text)}">'
    svg = f'{head}{paths}<rect class="hit" x="{left}" y="{top}" {size}/></g>'
    return svg, blake2b(svg.encode(), digest_size=9).hexdigest()


def _strip(strip: ById[Strip], place: _LinePlace, faces: ById[Faces]) -> str:
    scale = place.size / strip.thing.units_per_em
    at = f"matrix({scale:.6g} 0 0 {-scale:.6g} {place.x:.2f} {place.page_height - place.baseline:.2f})"
    return f'<path transform="{at}" d="{_outlines(strip, faces)}"/>'


# A line that did not change is made of the same strips; those of a leaflet in five languages are about a thousand.
@lru_cache(maxsize=4096)
def _outlines(strip: ById[Strip], faces: ById[Faces]) -> str:
    """The letters of a strip as one path, in font units from the left end of its line."""
    font = faces.thing.named(strip.thing.face).font
    steps: list[str] = []
    for cluster, at in zip(strip.thing.clusters, strip.thing.pens, strict=True):
        for glyph in cluster.glyphs:
            if outline := _glyph(ById(font), glyph.glyph):
                steps.append(f"M{at * strip.thing.units_per_em + glyph.dx:.0f} {glyph.dy}{outline}")
    return "".join(steps)


@lru_cache(maxsize=4096)
def _glyph(font: ById[OpenFont], glyph: int) -> str:
    """The outline of a glyph in steps from its own place."""
    pen = _PathPen()
    font.thing.draw(glyph, pen)
    return "".join(pen.steps)


class _PathPen:
    """Writes what HarfBuzz draws as the steps of an SVG path, each from where the last one ended."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self._at = self._begin = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802 - names of fontTools pens
        self._step("m", point)
        self._begin = point

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._step("l", point)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        self._step("q", *points)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self._step("c", *points)

    def closePath(self) -> None:  # noqa: N802
        self.steps.append("z")
        self._at = self._begin

    def _step(self, kind: str, *points: Point) -> None:
        across, up = self._at
        self.steps.append(kind + " ".join(f"{x - across:.0f} {y - up:.0f}" for x, y in points))
        self._at = points[-1]
