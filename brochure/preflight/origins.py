"""From a spot on a page back to the line of YAML that put it there."""

from collections.abc import Sequence

from brochure.base.geometry import Box
from brochure.base.origin import Origin
from brochure.base.page import Page, Placed, PlacedLine
from brochure.base.story import Story, leaves

_NEAR = 3.0  # points: glyphs of a line may reach a little out of the box that the layout gave it


class Origins:
    """Placed items by page; each knows its element, and each element its line."""

    def __init__(self, pages: Sequence[Page], stories: Sequence[Story]) -> None:
        self.pages = pages
        self.lines = {leaf.number: leaf.origin for story in stories for leaf in leaves(story.blocks)}

    def of(self, page: int, box: Box) -> Origin | None:
        """The origin of what fills most of a box; None for decoration, and where the pages are not known.

        `page` counts from 1; the box is measured from the lower left corner of the trim.
        """
        if not 1 <= page <= len(self.pages):
            return None
        near = box.shrink(-_NEAR, -_NEAR, -_NEAR, -_NEAR)
        found = [item for item in self.pages[page - 1].placed if item.element is not None and _box(item).meets(near)]
        if not found:
            return None
        # Words are nearer to a fault than the ground behind them; among alike, the one that covers more of the spot.
        best = max(
            found, key=lambda item: (isinstance(item, PlacedLine), _area(_box(item).common(near)), -_area(_box(item)))
        )
        return self.lines.get(best.element) if best.element is not None else None


def _box(item: Placed) -> Box:
    return item.ink if isinstance(item, PlacedLine) else item.box


def _area(box: Box) -> float:
    return box.width * box.height
