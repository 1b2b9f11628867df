"""What a page is made of: one list of marks, in the order of painting, which every check asks."""

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.opened.spaces import BLACK, Space, SpaceColour


class MarkLook(NamedTuple):
    """How a mark is painted, and what the file says it is."""

    fill: SpaceColour = BLACK
    stroke: SpaceColour = BLACK
    fills: bool = True
    strokes: bool = False
    overprints_fill: bool = False
    overprints_stroke: bool = False
    overprint_mode: int = 0
    alpha: float = 1.0  # the lesser of fill and stroke
    blend: str = "Normal"
    soft_mask: bool = False
    artifact: bool = False
    mcid: int | None = None
    owner: int = 0  # the form whose MCID it is; 0 for the page
    layer: str = ""  # optional content that it belongs to
    language: str = ""  # as its marked content says; empty where only the tags may know

    @property
    def colours(self) -> tuple[tuple[SpaceColour, bool], ...]:
        """The colours that paint, each with whether it overprints."""
        return (
            *(((self.fill, self.overprints_fill),) if self.fills else ()),
            *(((self.stroke, self.overprints_stroke),) if self.strokes else ()),
        )


class Glyph(NamedTuple):
    """A character with ink, at its place on the page."""

    text: str
    box: Box


class GlyphRun(NamedTuple):
    """What one text operator shows."""

    box: Box  # of the glyphs with ink
    look: MarkLook
    glyphs: tuple[Glyph, ...]
    text: str  # with its spaces
    font: str
    font_identity: int
    bold: bool
    size: Pt  # in effect on the page, across the line
    mode: int  # rendering mode; 3 and 7 paint nothing
    missing: int  # codes for which the font draws its box for missing characters
    lost: int  # glyphs with ink that lie wholly outside the page or the clip

    @property
    def visible(self) -> bool:
        return self.mode not in (3, 7) and bool(self.glyphs)


class Path(NamedTuple):
    """A path that is filled, stroked or both."""

    box: Box  # with half the line width around it where it is stroked, cut by the clip
    look: MarkLook
    parts: tuple[Box, ...]  # of its subpaths, without line width, cut by the clip
    width: Pt  # of the stroke, in effect at its thinnest
    dashed: bool
    straight: bool  # made of lines only


class PictureMark(NamedTuple):
    """An image at its place."""

    box: Box  # cut by the clip
    look: MarkLook
    width_px: int
    height_px: int
    width: Pt  # placed, along its own axes
    height: Pt
    space: Space
    bits: int
    is_mask: bool
    identity: int
    has_soft_mask: bool
    has_alternates: bool

    @property
    def ppi(self) -> float:
        """Pixels an inch, along the axis that has fewer of them."""
        return 72 * min(self.width_px / max(self.width, 0.01), self.height_px / max(self.height, 0.01))


class Shading(NamedTuple):
    """A gradient painted over the clip."""

    box: Box
    look: MarkLook
    space: Space


Mark = GlyphRun | Path | PictureMark | Shading


class Seen(NamedTuple):
    """All that the interpreter learned from the content of a page."""

    marks: tuple[Mark, ...]
    groups: tuple[str, ...]  # blend spaces of transparency groups in its forms; empty text for an inherited one
    transfers: bool  # a transfer function or halftone is set
    postscript: bool  # a PostScript form or an OPI picture
    damage: str  # why reading stopped early; empty if it did not
    inner: tuple[
        Mark, ...
    ] = ()  # in patterns, letters that are drawn, and soft masks; each once, in the box of what shows it
    is_cut: bool = False  # it would cost more than is spent: nobody paints it
    work: float = 0.0  # units that it cost; see `work`

    @property
    def all_marks(self) -> tuple[Mark, ...]:
        """The marks of the page, and those that they are painted with."""
        return self.marks + self.inner
