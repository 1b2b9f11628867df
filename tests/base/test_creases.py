"""Folding by hand: order, direction, and where the panels lie."""

import pytest

from brochure.base.creases import creases_of, lie, name_of, visible
from brochure.base.folds import FOLDS, Fold, Folding, allowance_for, fold_sheet
from brochure.base.units import in_mm, mm


def folding(fold: Fold) -> Folding:
    return fold_sheet(fold, mm(297), mm(210), allowance_for(fold, 170))


@pytest.mark.parametrize("fold", FOLDS)
def test_unfolding_shows_the_panels_that_a_reader_sees(fold: Fold) -> None:
    """Folded and opened fold by fold, the paper shows the steps that are written down for readers, in their order."""
    sheet = folding(fold)
    shown = [
        tuple(name_of(each, sheet) for each in visible(lie(sheet, made)))
        for made in range(len(creases_of(fold)), -1, -1)
    ]

    said = [step.panels for step in sheet.steps if set(step.panels) not in ({"back"}, set(sheet.outside))]
    if fold == "none":
        assert shown == [("back",)]
    elif fold == "gate":  # both wings are opened at once
        assert [shown[0], shown[2]] == [said[0], said[1]]
        assert set(shown[1]) == {"front-left", "inside-2", "inside-3"}
    else:
        assert shown == said


@pytest.mark.parametrize("fold", FOLDS)
def test_no_panel_that_is_folded_in_reaches_over_what_it_lies_on(fold: Fold) -> None:
    """Or it would buckle against the fold, and show past the cover."""
    sheet = folding(fold)
    stack = lie(sheet, len(creases_of(fold)))

    (base,) = (each for each in stack if each.panel == min(1, len(stack) - 1))
    assert len(stack) == len(sheet.columns)
    assert sum(each.right - each.left for each in stack) == pytest.approx(sheet.width)
    assert all(each.left >= base.left - 0.01 and each.right <= base.right + 0.01 for each in stack)


def test_a_roll_is_rolled_from_its_last_panel() -> None:
    """The innermost panel lies in the turn of the one before it, and the cover over all."""
    stack = lie(folding("roll"), 3)

    assert [each.panel for each in stack] == [1, 3, 2, 0]
    assert [each.turned for each in stack] == [False, False, True, True]


def test_the_last_panel_of_a_z_lies_underneath() -> None:
    """A mountain bends away from the eye."""
    assert [each.panel for each in lie(folding("z"), 2)] == [2, 1, 0]


def test_a_flap_ends_before_the_fold_of_the_cover() -> None:
    """3 mm on paper of 170 g/m2."""
    sheet = folding("letter")
    flap = lie(sheet, 1)[-1]

    assert in_mm(flap.left - sheet.folds_inside[0]) == pytest.approx(3)
    assert flap.right == pytest.approx(sheet.folds_inside[1])
