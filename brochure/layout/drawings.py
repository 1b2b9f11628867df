"""What a page without fixed width shows: the line for a window and for a telephone, the codes, the faces."""

from brochure.base.art import Drawing, Drawings
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.story import Figure, Story, leaves
from brochure.glyphs import Faces
from brochure.layout.art import LineLook, calm_pieces
from brochure.layout.qr import qr_drawing
from brochure.layout.signs import sign_drawing, told_drawing
from brochure.layout.web_faces import web_faces

_WIDE, _NARROW = Box(0, 0, 1280, 200), Box(0, 0, 360, 130)  # CSS pixels


def reflow_drawings(
    stories: tuple[Story, ...], manuscript: Manuscript, faces: Faces, *, with_faces: bool = True
) -> Drawings:
    """The line in two widths, each code that the stories show, and the brand's faces if they are asked for."""
    ink = manuscript.brand.colour("text")
    codes = {
        leaf.source: qr_drawing(leaf.source, ink).drawing
        for story in stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Figure) and leaf.kind == "qr"
    }
    brand, from_right = manuscript.brand, manuscript.language.direction == "rtl"
    signs = {kind: sign_drawing(kind, ink) for kind in ("box", "tick", "cross")}
    signs |= {
        leaf.source: told_drawing(leaf.kind, leaf.source, brand, from_right=from_right)
        for story in stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Figure) and (leaf.kind == "risk" or leaf.kind == "outline")  # noqa: PLR1714 - mypy sees two kinds
    }
    wide, narrow = (_line(box, radius, manuscript, faces) for box, radius in ((_WIDE, 17.0), (_NARROW, 12.0)))
    return Drawings(wide, narrow, codes, signs, web_faces(stories, manuscript, faces) if with_faces else ())


def _line(box: Box, radius: float, manuscript: Manuscript, faces: Faces) -> Drawing:
    look = LineLook("line", weight=radius / 6, radius=radius)
    return Drawing(box.width, box.height, calm_pieces(look, box, manuscript, faces))
