"""Which pages lie beside each other on the sheets of a stitched booklet, held against paper folded in thought."""

import pytest

from brochure.base.booklets import FEWEST, MOST, SheetSide, saddle_sides, whole_booklet


def leafed_through(sides: tuple[SheetSide, ...], *, mirrored: bool) -> list[int]:
    """The pages in the order in which a reader meets them, once the sheets are laid into each other and folded.

    Nothing is known of numbers here: a sheet is folded upwards from its front, so that its front is outside; behind the
    right half of a front lies the left half of its back, as the sheet is turned over its short edge.
    """
    fronts = [side for side in sides if not side.is_back]
    backs = [side for side in sides if side.is_back]
    first_half: list[int] = []
    second_half: list[int] = []
    for front, back in zip(fronts, backs, strict=True):  # from the outermost sheet inwards
        assert front.sheet == back.sheet
        if mirrored:  # bound at the right: who opens it turns the left half
            first_half += [front.left, back.right]
            second_half = [back.left, front.right, *second_half]
        else:
            first_half += [front.right, back.left]
            second_half = [back.right, front.left, *second_half]
    return first_half + second_half


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("pages", range(4, 65, 4))
def test_a_folded_stack_reads_from_the_first_page_to_the_last(pages: int, mirrored: bool) -> None:
    """The order of stitchers, which nobody wants to find out at the copier."""
    sides = saddle_sides(pages, mirrored=mirrored)

    assert leafed_through(sides, mirrored=mirrored) == list(range(1, pages + 1))
    assert len(sides) == pages // 2
    assert [side.is_back for side in sides[:2]] == [False, True]  # as a printer of both sides takes them


def test_eight_and_twelve_pages_are_those_of_every_handbook() -> None:
    """Written out, so that no arithmetic hides a fault of both."""
    eight = [(side.left, side.right) for side in saddle_sides(8)]
    twelve = [(side.left, side.right) for side in saddle_sides(12)]

    assert eight == [(8, 1), (2, 7), (6, 3), (4, 5)]
    assert twelve == [(12, 1), (2, 11), (10, 3), (4, 9), (8, 5), (6, 7)]
    assert [(side.left, side.right) for side in saddle_sides(8, mirrored=True)] == [(1, 8), (7, 2), (3, 6), (5, 4)]


@pytest.mark.parametrize(("inner", "whole"), [(0, 4), (2, 4), (3, 8), (6, 8), (7, 12), (10, 12), (11, 16), (22, 24)])
def test_pages_come_in_fours(inner: int, whole: int) -> None:
    """The smallest is one sheet."""
    assert whole_booklet(inner) == whole
    assert FEWEST <= whole <= MOST


@pytest.mark.parametrize("pages", [0, 2, 9, -4])
def test_half_a_sheet_is_none(pages: int) -> None:
    """Who asks for it made a mistake."""
    with pytest.raises(ValueError, match="no whole sheets"):
        saddle_sides(pages)
