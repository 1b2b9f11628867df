"""The shipped leaflets, reflowed: the drawings are made as the pipeline makes them."""

from functools import cache
from typing import NamedTuple

from brochure.base.art import Drawing, PathPiece
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.reading import ordered_stories
from brochure.base.story import Figure, Leaf, Story, leaves
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.glyphs import outline
from brochure.layout.calm import calming_line
from brochure.layout.place import disc
from brochure.layout.qr import qr_drawing
from brochure.reflow import Drawings

LEAFLETS = ("acupuncture-pain", "after-treatment")


class Sample(NamedTuple):
    """One leaflet, ready to be reflowed."""

    manuscript: Manuscript
    stories: tuple[Story, ...]
    drawings: Drawings


@cache
def sample(leaflet: str) -> Sample:
    """A shipped leaflet with its drawings."""
    shelf = open_shelf()
    manuscript = read(Order(leaflet), shelf).manuscript
    stories = write(manuscript)
    return Sample(manuscript, stories, drawings_of(manuscript, stories, shelf))


def drawings_of(manuscript: Manuscript, stories: tuple[Story, ...], shelf: Shelf) -> Drawings:
    """The line in two widths, and each code."""
    codes = {
        leaf.source: qr_drawing(leaf.source, manuscript.brand.colour("text")).drawing
        for story in stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Figure) and leaf.kind == "qr"
    }
    return Drawings(_line(manuscript, shelf, 1280, 200, 17), _line(manuscript, shelf, 360, 130, 12), codes)


def ordered_leaves(stories: tuple[Story, ...], manuscript: Manuscript) -> list[Leaf]:
    """Every leaf as a reader meets it."""
    return [leaf for _, story in ordered_stories(stories, manuscript.layout) for leaf in leaves(story.blocks)]


def _line(manuscript: Manuscript, shelf: Shelf, width: float, height: float, radius: float) -> Drawing:
    brand = manuscript.brand
    box = Box(0, 0, width, height)
    colour, weight = brand.colour("line"), radius / 6
    mirrored = manuscript.language.direction == "rtl"
    count = len(manuscript.leaflet.points)
    line = calming_line(box, count, margin=weight, radius=radius, mirrored=mirrored)
    pieces = [PathPiece(line.path, stroke=colour, stroke_width=weight, cap="round", join="round")]
    face = shelf.faces.family(brand.faces.display.text, "semibold")
    for x, y, number in line.points:
        ring = disc(x, y, radius)
        pieces.append(PathPiece(ring, fill=brand.colour("paper"), stroke=colour, stroke_width=weight * 0.75))
        figure = outline(face, str(number))
        high = radius * 0.92
        wide = figure.width * high / figure.height
        inside = Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        pieces += [PathPiece(piece.path, fill=colour) for piece in figure.placed_in(inside)]
    return Drawing(width, height, tuple(pieces))
