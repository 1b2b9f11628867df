"""The shipped leaflets, reflowed: the drawings are made as the pipeline makes them."""

from functools import cache
from typing import NamedTuple

from brochure.base.art import Drawings
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.reading import ordered_stories
from brochure.base.spoken import Spoken, words_of
from brochure.base.story import Figure, Leaf, Story, leaves
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from brochure.draft.write import write
from brochure.layout import reflow_drawings

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
    manuscript = read(Order(leaflet, edition="html"), shelf).manuscript
    stories = write(manuscript)
    return Sample(manuscript, stories, reflow_drawings(stories, manuscript, shelf.faces))


def ordered_leaves(stories: tuple[Story, ...], manuscript: Manuscript) -> list[Leaf]:
    """Every leaf as a reader meets it."""
    return [leaf for _, story in ordered_stories(stories, manuscript.layout) for leaf in leaves(story.blocks)]


def shown(leaf: Leaf | Spoken) -> tuple[str, list[str], list[str]]:
    """A leaf as the proof compares it: tag, words, words of its alternative."""
    if isinstance(leaf, Spoken):
        return leaf.tag, words_of(leaf.text), words_of(leaf.alt)
    if isinstance(leaf, Figure):
        return "Figure", [], words_of(leaf.alt)
    return leaf.tag, words_of(leaf.text), []
