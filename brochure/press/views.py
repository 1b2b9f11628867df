"""What a reader of the folded piece sees, moment by moment, as parts of the flat sides."""

from collections.abc import Iterator, Sequence

from brochure.base.design import Layout
from brochure.base.folds import Folding
from brochure.base.geometry import Box
from brochure.base.page import Page
from brochure.base.reading import rank_of
from brochure.base.records import NamedTuple


class SeenPanel(NamedTuple):
    """A panel before the reader's eyes: on which side of the sheet (0 or 1), where, and its place in reading."""

    panel: str
    side: int
    box: Box  # on the flat side
    safe: Box
    number: int  # from 1, in the layout's order of reading


class View(NamedTuple):
    """One moment: panels from left to right."""

    about: str
    seen: tuple[SeenPanel, ...]


def views_of(layout: Layout, folding: Folding, *, mirrored: bool, margin: float) -> tuple[View, ...]:
    """The moments of unfolding, from the closed piece to its back.

    A layout names its panels as it likes; they are known by their places. `mirrored` is for scripts from right to left.
    """
    return tuple(_views(layout, folding, mirrored=mirrored, margin=margin))


def booklet_views(pages: Sequence[Page], layout: Layout, *, mirrored: bool) -> tuple[View, ...]:
    """What a reader of a stitched booklet sees: the cover, each two pages that face each other, the back."""
    seen = sorted(
        (rank_of(panel.name, layout), panel, side) for side, page in enumerate(pages) for panel in page.panels
    )
    each = [SeenPanel(panel.name, side, panel.box, panel.safe, at) for at, (_, panel, side) in enumerate(seen, 1)]
    pairs = [tuple(each[at : at + 2]) for at in range(1, len(each) - 1, 2)]
    views = [View("closed: the front", (each[0],))]
    views += [View("opened", pair[::-1] if mirrored else pair) for pair in pairs]
    return (*views, View("turned over: the back", (each[-1],)))


def as_laid(layout: Layout, folding: Folding, *, mirrored: bool) -> Folding:
    """The fold with the widths that the layout's panels have, should somebody have typed them."""
    widths = tuple(panel.width.points for panel in layout.sides[0].panels if panel.width)
    return folding._replace(columns=widths[::-1] if mirrored else widths)


def places_of(layout: Layout, folding: Folding, *, mirrored: bool, margin: float) -> dict[str, SeenPanel]:
    """Where the panels of a fold lie on the layout's sides, by the names that the fold gives them."""
    panels = layout.panels(margin=margin)
    reading = [said.text for said in layout.reading]
    places: dict[str, SeenPanel] = {}
    for side, (own, made) in enumerate(zip((folding.outside, folding.inside), _sides(layout), strict=False)):
        for panel, name in zip(own, made[::-1] if mirrored else made, strict=True):
            placed = panels[name][1]
            places[panel] = SeenPanel(name, side, placed.box, placed.safe, reading.index(name) + 1)
    return places


def _views(layout: Layout, folding: Folding, *, mirrored: bool, margin: float) -> Iterator[View]:
    places = places_of(layout, folding, mirrored=mirrored, margin=margin)
    for step in folding.steps:
        names = step.panels[::-1] if mirrored else step.panels
        seen = tuple(places[name] for name in names if name in places)
        if seen:
            yield View(step.about, seen)


def _sides(layout: Layout) -> list[list[str]]:
    return [[panel.name.text for panel in side.panels] for side in layout.sides]
