"""What the layout hands on: plain data at fixed places. Paint, tags, proofs and tests read the same list."""

from brochure.base.art import PathPiece, Picture, Piece, paths_of
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt


class GlyphAt(NamedTuple):
    """One glyph of a cluster; offsets from the cluster's pen position, in font units."""

    glyph: int
    dx: int
    dy: int


class Cluster(NamedTuple):
    """The smallest piece of shaped text: some glyphs that stand for some characters."""

    glyphs: tuple[GlyphAt, ...]
    text: str
    advance: int  # font units
    start: int  # index of its first character in the paragraph


class Strip(NamedTuple):
    """Clusters of one face and one direction, in logical order, each with its pen position."""

    face: str  # name in the fonts manifest
    units_per_em: int
    level: int  # bidi level; odd runs from right to left
    clusters: tuple[Cluster, ...]
    pens: tuple[float, ...]  # pen position of each cluster from the left end of the line, in ems
    language: str = ""  # tag where it differs from the paragraph's


class SetLine(NamedTuple):
    """One line of text, ready to place: strips in visual order, widths in ems."""

    strips: tuple[Strip, ...]
    width: float  # ems, without the spaces at its end
    text: str  # characters of the paragraph that stand on this line, spaces at its end included
    before: str = ""  # what is said on the line that it was cut from, if it was
    after: str = ""
    siblings: tuple[Strip, ...] = ()  # the strips of all pieces of that line, as they are said


class PlacedLine(NamedTuple):
    """A line of text at its place."""

    line: SetLine
    x: Pt
    baseline: Pt
    size: Pt
    colour: Colour
    ink: Box  # from the highest ascender to the lowest descender
    element: int  # number of the element in the stories
    panel: str


class PlacedRectangle(NamedTuple):
    """A tinted ground, a rule or a bar: decoration, or the ground of a protected block."""

    box: Box
    colour: Colour
    panel: str
    element: int | None = None  # the element that it belongs to, if any


class PlacedPath(NamedTuple):
    """Vector art in the page's own coordinates: a figure of the story, or decoration."""

    box: Box
    pieces: tuple[Piece, ...]
    panel: str
    clip: Box | None = None
    element: int | None = None  # the figure that it draws; None for decoration

    @property
    def paths(self) -> tuple[PathPiece, ...]:
        """The pieces that are paths by themselves."""
        return paths_of(self.pieces)


class PlacedPicture(NamedTuple):
    """A picture of pixels, filling its box."""

    box: Box
    picture: Picture
    panel: str
    element: int


Placed = PlacedLine | PlacedRectangle | PlacedPath | PlacedPicture


class Panel(NamedTuple):
    """One face of the folded piece at its place on a side of the sheet."""

    name: str
    box: Box
    safe: Box  # words stay inside


class Page(NamedTuple):
    """One side of the sheet, items in the order of painting. Width, height and places are those of the trim."""

    name: str
    width: Pt
    height: Pt
    panels: tuple[Panel, ...]
    placed: tuple[Placed, ...]
    bleed: Pt = 0.0
    slug_area: Pt = 0.0  # beyond the bleed
    marks: tuple[PlacedPath, ...] = ()  # outside the trim, for the printer

    @property
    def folds(self) -> tuple[Pt, ...]:
        """Upright folds, from the left edge of the trim."""
        return tuple(panel.box.left for panel in self.panels if panel.box.left > 0)
