"""Fold geometry against the tables of the trade, and against the paper itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.folds import FOLDS, Fold, allowance_for, flip_edge, fold_sheet
from brochure.base.units import INCH, in_mm, mm

A4 = (mm(297), mm(210))
LETTER = (11 * INCH, 8.5 * INCH)

# Widths in mm, or in inches for Letter, from the widest panel to the one that is tucked in first.
TABLE = [
    ("letter", A4, mm(1), (98.333, 99.333, 99.333)),
    ("letter", A4, mm(1.5), (98.0, 99.5, 99.5)),
    ("letter", A4, mm(2), (97.667, 99.667, 99.667)),
    ("letter", A4, mm(3), (97.0, 100.0, 100.0)),
    ("letter", LETTER, INCH / 32, (92.60, 93.40, 93.40)),
    ("letter", LETTER, INCH / 16, (92.075, 93.66, 93.66)),
    ("letter", LETTER, INCH / 8, (91.02, 94.19, 94.19)),
    ("z", A4, 0.0, (99.0, 99.0, 99.0)),
    ("z", LETTER, 0.0, (93.13, 93.13, 93.13)),
    ("half", A4, 0.0, (148.5, 148.5)),
    ("gate", A4, mm(1), (73.75, 149.5, 73.75)),
    ("gate", A4, mm(1.5), (73.5, 150.0, 73.5)),
    ("gate", LETTER, INCH / 32, (69.45, 140.49, 69.45)),
    ("roll", A4, mm(2), (71.75, 73.75, 75.75, 75.75)),
    ("roll", A4, mm(1.5), (72.375, 73.875, 75.375, 75.375)),
    ("roll", LETTER, INCH / 16, (67.87, 69.45, 71.04, 71.04)),
]


@pytest.mark.parametrize(("fold", "sheet", "allowance", "widths"), TABLE)
def test_widths_are_those_of_the_trade(
    fold: Fold, sheet: tuple[float, float], allowance: float, widths: tuple[float, ...]
) -> None:
    """The panels of the first side from left to right."""
    folding = fold_sheet(fold, *sheet, allowance)

    assert [in_mm(width) for width in folding.columns] == pytest.approx(widths, abs=0.005)


@given(
    st.sampled_from(FOLDS),
    st.floats(100, 1000),
    st.floats(100, 1000),
    st.floats(0, 4),
)
def test_panels_fill_the_sheet_and_folds_lie_on_each_other(
    fold: Fold, width: float, height: float, allowance: float
) -> None:
    """Within 0.01 mm and 0.05 mm, on any sheet."""
    folding = fold_sheet(fold, mm(width), mm(height), mm(allowance))

    assert in_mm(abs(sum(folding.columns) - folding.width)) < 0.01
    mirrored = [folding.width - place for place in reversed(folding.folds_inside)]
    assert [in_mm(place) for place in folding.folds_outside] == pytest.approx([in_mm(m) for m in mirrored], abs=0.05)
    assert len(folding.outside) == len(folding.inside) == len(folding.columns)


@pytest.mark.parametrize("fold", FOLDS)
def test_every_panel_is_seen_at_some_moment(fold: Fold) -> None:
    """A panel that no step shows would be proved by nobody."""
    folding = fold_sheet(fold, *A4, mm(2))
    panels = {*folding.outside, *folding.inside}

    assert len(panels) == len(folding.outside) + len(folding.inside)
    assert set(folding.reading) == panels
    assert folding.reading[0] in ("cover", "front-left")


@pytest.mark.parametrize("fold", ["letter", "roll"])
def test_what_is_tucked_in_is_narrower_than_what_covers_it(fold: Fold) -> None:
    """Or the flap buckles."""
    folding = fold_sheet(fold, *A4, mm(2))

    assert list(folding.columns) == sorted(folding.columns)
    assert folding.columns[0] < folding.columns[-1]


def test_wings_of_a_gate_do_not_overlap() -> None:
    """Twice a wing is less than the centre, by the gap."""
    wing, centre, _ = fold_sheet("gate", *A4, mm(1)).columns

    assert in_mm(centre - 2 * wing) == pytest.approx(2)


def test_the_order_of_a_letter_fold_is_that_of_unfolding() -> None:
    """The flap is seen before what lies under it."""
    assert fold_sheet("letter", *A4, mm(3)).reading == ("cover", "inside-1", "flap", "inside-2", "inside-3", "back")


@pytest.mark.parametrize(("grammage", "allowance"), [(80, 1.5), (100, 1.5), (115, 2), (130, 2), (150, 3), (170, 3)])
def test_heavier_paper_asks_for_a_narrower_flap(grammage: float, allowance: float) -> None:
    """From the office printer to the shop."""
    assert in_mm(allowance_for("letter", grammage)) == pytest.approx(allowance)
    assert allowance_for("z", grammage) == 0


@pytest.mark.parametrize("grammage", [0, 20, 1000])
def test_paper_that_does_not_fold_is_refused(grammage: float) -> None:
    """Tissue and board."""
    with pytest.raises(ValueError, match="g/m2"):
        allowance_for("letter", grammage)


def test_a_panel_without_width_is_refused() -> None:
    """An allowance may be mistyped."""
    with pytest.raises(ValueError, match="roll"):
        fold_sheet("roll", mm(100), mm(100), mm(80))
    with pytest.raises(ValueError, match="half"):
        fold_sheet("half", 0, 100)


def test_a_sheet_is_turned_so_that_both_sides_stand_upright() -> None:
    """Landscape over the short edge, portrait over the long one."""
    assert flip_edge(*A4) == "short"
    assert flip_edge(A4[1], A4[0]) == "long"
