"""The folded piece as it lies on a table, moment by moment: which panel where, and what lies over what."""

from collections.abc import Iterator, Sequence
from typing import Final

from brochure.base.creases import creases_of, lie, name_of
from brochure.base.design import Layout
from brochure.base.folds import Fold, Folding, Step
from brochure.base.page import Page
from brochure.base.records import NamedTuple
from brochure.base.units import Pt
from brochure.press.views import SeenPanel, View, as_laid, booklet_views, places_of

# Each step of `folds` in plain words, and how many folds are still closed in it; None: seen from the other side.
_NAMED: Final[dict[Fold, tuple[tuple[str, int | None], ...]]] = {
    "none": (("Front", None), ("Back", None)),
    "half": (("Closed", 1), ("Open, inside", 0), ("Back", None)),
    "letter": (("Closed", 2), ("First opening", 1), ("Open, inside", 0), ("Back", None)),
    "z": (("Closed", 2), ("First opening", 1), ("Open, inside", 0), ("Open, outside", None), ("Back", None)),
    "gate": (("Closed", 2), ("Open, inside", 0), ("Back", None)),
    "roll": (
        ("Closed", 3), ("First opening", 2), ("Second opening", 1), ("Open, inside", 0), ("Back", None),
    ),
}  # fmt: skip


class LaidPanel(NamedTuple):
    """A panel in a picture: its artwork, where its left edge lies, and whether it was folded over."""

    seen: SeenPanel
    left: Pt
    turned: bool = False

    @property
    def right(self) -> Pt:
        return self.left + self.seen.box.width


class Pose(NamedTuple):
    """One moment: panels from the undermost on, and the folds that lie open, from the left edge of the whole."""

    name: str
    panels: tuple[LaidPanel, ...]
    folds: tuple[Pt, ...]

    @property
    def width(self) -> Pt:
        return max(each.right for each in self.panels)

    @property
    def height(self) -> Pt:
        return self.panels[0].seen.box.height


def poses_of(layout: Layout, folding: Folding, pages: Sequence[Page], *, mirrored: bool) -> tuple[Pose, ...]:
    """The moments of a piece in the hand, from the closed front to the back. `mirrored` is read from right to left."""
    if layout.shape == "booklet":
        return tuple(_of_booklet(booklet_views(pages, layout, mirrored=mirrored)))
    folding = as_laid(layout, folding, mirrored=mirrored)
    return tuple(_of_folds(folding, places_of(layout, folding, mirrored=mirrored, margin=0.0), mirrored=mirrored))


def _of_booklet(views: Sequence[View]) -> Iterator[Pose]:
    for at, view in enumerate(views):
        pages = " and ".join(str(number) for number in sorted(each.number for each in view.seen))
        name = "Closed" if not at else "Back" if at == len(views) - 1 else f"Pages {pages}"
        yield _beside_each_other(name, view.seen)


def _of_folds(folding: Folding, places: dict[str, SeenPanel], *, mirrored: bool) -> Iterator[Pose]:
    for step, (name, closed) in zip(folding.steps, _NAMED[folding.fold], strict=True):
        if closed is not None:
            yield _lying(name, folding, closed, places, mirrored=mirrored)
        elif seen := _seen(step, places, mirrored=mirrored):
            yield _beside_each_other(name, seen)


def _seen(step: Step, places: dict[str, SeenPanel], *, mirrored: bool) -> tuple[SeenPanel, ...]:
    """A sheet that is printed on one side has no back to show."""
    names = step.panels[::-1] if mirrored else step.panels
    return tuple(places[name] for name in names if name in places)


def _beside_each_other(name: str, seen: Sequence[SeenPanel]) -> Pose:
    lefts = [sum(each.box.width for each in seen[:at]) for at in range(len(seen))]
    return Pose(name, tuple(map(LaidPanel, seen, lefts)), tuple(lefts[1:]))


def _lying(name: str, folding: Folding, closed: int, places: dict[str, SeenPanel], *, mirrored: bool) -> Pose:
    stack = lie(folding, closed)
    start, end = min(each.left for each in stack), max(each.right for each in stack)
    made = {crease.at for crease in creases_of(folding.fold)[:closed]}
    edges = (0.0, *folding.folds_inside)
    folds = [edges[crease.at] for crease in creases_of(folding.fold) if crease.at not in made]
    panels = []
    for each in stack:
        left = end - each.right if mirrored else each.left - start
        panels.append(LaidPanel(places[name_of(each, folding)], left, each.turned))
    open_ = sorted(end - fold if mirrored else fold - start for fold in folds)
    return Pose(name, tuple(panels), tuple(open_))
