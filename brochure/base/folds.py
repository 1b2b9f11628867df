"""How paper folds: widths of the panels, places of the folds on both sides, and what a reader sees when.

Pure geometry. The first side is the one with the cover, seen from in front; the second is seen after turning the sheet
over like the page of a book, so its panels are those of the first mirrored. A panel that lies inside others when the
piece is closed is narrower by the allowance, so that it does not buckle.
Sources: what print shops publish; docs/press.md, "Where a sheet folds".
"""

from typing import Final, Literal, get_args

from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm

Fold = Literal["none", "half", "letter", "z", "gate", "roll"]
FOLDS: Final[tuple[Fold, ...]] = get_args(Fold)
Edge = Literal["short", "long", "none"]

_THIN: Final = 100  # g/m2: paper of the office printer
_SHOP: Final = 130
LIGHTEST, HEAVIEST = 60, 350  # g/m2 that a folding machine or a hand can fold
SCORED_FROM: Final = 150  # g/m2: heavier paper cracks along a fold that was not scored


class Step(NamedTuple):
    """What a reader sees at one moment: panels from left to right, as they lie before the eyes."""

    about: str
    panels: tuple[str, ...]


class Folding(NamedTuple):
    """A sheet with its folds, which are all upright. Lengths in points; names of panels from left to right."""

    fold: Fold
    width: Pt
    height: Pt
    columns: tuple[Pt, ...]  # widths on the first side; the second has them mirrored
    outside: tuple[str, ...]
    inside: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def folds_outside(self) -> tuple[Pt, ...]:
        """Folds on the first side, from its left edge."""
        return _sums(self.columns)

    @property
    def folds_inside(self) -> tuple[Pt, ...]:
        """The same folds on the second side: each lies on its counterpart when the sheet is held to the light."""
        return _sums(self.columns[::-1])

    @property
    def reading(self) -> tuple[str, ...]:
        """Every panel once, in the order in which it is first seen."""
        return tuple(dict.fromkeys(name for step in self.steps for name in step.panels))

    @property
    def flip(self) -> Edge:
        """The edge over which a printer turns the sheet, so that both sides stand upright."""
        return flip_edge(self.width, self.height)


class _Shape(NamedTuple):
    """A fold by its panels: names from left to right, and which of them are tucked in how many times."""

    outside: tuple[str, ...]
    inside: tuple[str, ...]
    tucked: tuple[int, ...]  # of each panel of the first side
    steps: tuple[Step, ...]


_COVER: Final = Step("closed: the front", ("cover",))
_BACK: Final = Step("turned over: the back", ("back",))

_SHAPES: Final[dict[Fold, _Shape]] = {
    "none": _Shape(("cover",), ("back",), (0,), (Step("the front", ("cover",)), Step("the back", ("back",)))),
    "half": _Shape(
        ("back", "cover"),
        ("inside-1", "inside-2"),
        (0, 0),
        (_COVER, Step("opened", ("inside-1", "inside-2")), _BACK),
    ),
    "letter": _Shape(
        ("flap", "back", "cover"),
        ("inside-1", "inside-2", "inside-3"),
        (1, 0, 0),
        (
            _COVER,
            Step("cover opened", ("inside-1", "flap")),
            Step("flap opened", ("inside-1", "inside-2", "inside-3")),
            _BACK,
        ),
    ),
    "z": _Shape(
        ("reverse-1", "reverse-2", "cover"),
        ("inside-1", "inside-2", "back"),
        (0, 0, 0),
        (
            _COVER,
            Step("cover opened", ("inside-1", "inside-2")),
            Step("pulled apart", ("inside-1", "inside-2", "back")),
            Step("pulled apart, turned over", ("reverse-1", "reverse-2", "cover")),
            _BACK,
        ),
    ),
    "gate": _Shape(
        ("front-right", "back", "front-left"),
        ("inside-1", "inside-2", "inside-3"),
        (0, 0, 0),
        (
            Step("closed: the two wings", ("front-left", "front-right")),
            Step("wings opened", ("inside-1", "inside-2", "inside-3")),
            _BACK,
        ),
    ),
    "roll": _Shape(
        ("flap-2", "flap-1", "back", "cover"),
        ("inside-1", "inside-2", "inside-3", "inside-4"),
        (2, 1, 0, 0),
        (
            _COVER,
            Step("cover opened", ("inside-1", "flap-1")),
            Step("first turn unrolled", ("inside-1", "inside-2", "flap-2")),
            Step("second turn unrolled", ("inside-1", "inside-2", "inside-3", "inside-4")),
            _BACK,
        ),
    ),
}


def fold_sheet(fold: Fold, width: Pt, height: Pt, allowance: Pt = 0.0) -> Folding:
    """The geometry of a fold.

    `allowance` is by how much a tucked panel is narrower than the one that covers it; for a gate, half the gap between
    its wings. A Z fold, a half fold and no fold need none.

    Raises:
        ValueError: a sheet or an allowance with which a panel would have no width.
    """
    shape = _SHAPES[fold]
    if fold == "gate":
        centre = (width + 2 * allowance) / 2
        wing = (width - centre) / 2
        columns: tuple[Pt, ...] = (wing, centre, wing)
    else:
        panel = (width + sum(shape.tucked) * allowance) / len(shape.outside)
        columns = tuple(panel - tucks * allowance for tucks in shape.tucked)
    if allowance < 0 or min(columns) <= 0 or height <= 0:
        raise ValueError(f"a {fold} fold of {width} by {height} points with {allowance} points of allowance")
    return Folding(fold, width, height, columns, shape.outside, shape.inside, shape.steps)


def allowance_for(fold: Fold, grammage: float) -> Pt:
    """By how much a tucked panel is narrower on paper of so many g/m2; half the gap of a gate.

    Raises:
        ValueError: paper that does not fold.
    """
    if not LIGHTEST <= grammage <= HEAVIEST:
        raise ValueError(f"paper of {grammage:g} g/m2")
    if fold == "gate":
        return mm(1.0 if grammage <= _SHOP else 1.5)
    if fold not in ("letter", "roll"):
        return 0.0
    return mm(1.5 if grammage <= _THIN else 2.0 if grammage <= _SHOP else 3.0)


def flip_edge(width: Pt, height: Pt) -> Edge:
    """A sheet that lies across is turned over its short edge, one that stands over its long one."""
    return "short" if width > height else "long"


def _sums(lengths: tuple[Pt, ...]) -> tuple[Pt, ...]:
    """The places between the parts."""
    return tuple(sum(lengths[:at]) for at in range(1, len(lengths)))
