"""How a sheet is folded by hand: which fold comes first, which way it bends, and where each panel then lies.

Pure geometry of `folds`. The sheet lies with its second side up, the inside of the closed piece. A valley bends up,
towards the eye, a mountain down. Panels and folds are counted from the left as from 0 and 1; a piece that is read from
right to left is the same, mirrored.
"""

from typing import Final, Literal

from brochure.base.folds import Fold, Folding
from brochure.base.records import NamedTuple
from brochure.base.units import Pt

Bend = Literal["valley", "mountain"]


class Crease(NamedTuple):
    """A fold between two panels: `at` counts those at its left."""

    at: int
    bend: Bend


class Lying(NamedTuple):
    """A panel on the table: from where to where, and whether its first side is up."""

    panel: int
    left: Pt
    right: Pt
    turned: bool = False


# In the order in which a hand folds them; opening goes back the same way.
_CREASES: Final[dict[Fold, tuple[Crease, ...]]] = {
    "none": (),
    "half": (Crease(1, "valley"),),
    "letter": (Crease(2, "valley"), Crease(1, "valley")),
    "z": (Crease(2, "mountain"), Crease(1, "valley")),
    "gate": (Crease(1, "valley"), Crease(2, "valley")),
    "roll": (Crease(3, "valley"), Crease(2, "valley"), Crease(1, "valley")),
}
_STAYS: Final = 1  # the panel that a hand holds down; all others come to lie on it or under it


def creases_of(fold: Fold) -> tuple[Crease, ...]:
    """The folds in the order in which they are made."""
    return _CREASES[fold]


def lie(folding: Folding, made: int) -> tuple[Lying, ...]:
    """The panels after so many folds, the undermost first.

    Each fold takes all that lies beyond it, seen from the panel that stays, and lays it over the rest, or under it.
    """
    edges = (0.0, *folding.folds_inside, folding.width)
    stack = [Lying(at, edges[at], edges[at + 1]) for at in range(len(folding.columns))]
    for crease in _CREASES[folding.fold][:made]:
        line = edges[crease.at]
        beyond = [each for each in stack if (each.panel < crease.at) == (crease.at <= _STAYS)]
        still = [each for each in stack if each not in beyond]
        over = [
            Lying(each.panel, 2 * line - each.right, 2 * line - each.left, not each.turned) for each in beyond[::-1]
        ]
        stack = [*still, *over] if crease.bend == "valley" else [*over, *still]
    return tuple(stack)


def name_of(lying: Lying, folding: Folding) -> str:
    """The panel of the fold that looks up at the eye."""
    return folding.outside[::-1][lying.panel] if lying.turned else folding.inside[lying.panel]


def visible(stack: tuple[Lying, ...]) -> tuple[Lying, ...]:
    """Those of a stack that are not wholly under others, from left to right; a sliver beside a flap counts as none."""
    seen = []
    for at, each in enumerate(stack):
        free = each.right - each.left
        free -= sum(max(0.0, min(each.right, top.right) - max(each.left, top.left)) for top in stack[at + 1 :])
        if free > (each.right - each.left) / 2:
            seen.append(each)
    return tuple(sorted(seen, key=lambda each: each.left))
