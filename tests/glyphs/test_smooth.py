"""Pieces of a curve become the curve again, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.art import Segment
from brochure.glyphs.smooth import joined

WHOLE = ((0.0, 0.0), (10.0, 90.0), (120.0, 100.0), (200.0, 0.0))
Corners = tuple[tuple[float, float], ...]


def cut(corners: Corners, share: float) -> tuple[Corners, Corners]:
    """Two pieces of a curve, by de Casteljau."""
    rows = [list(corners)]
    while len(rows[-1]) > 1:
        rows.append(
            [
                (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)
                for a, b in zip(rows[-1], rows[-1][1:], strict=False)
            ]
        )
    return tuple(row[0] for row in rows), tuple(row[-1] for row in reversed(rows))


def curve(corners: Corners) -> Segment:
    return Segment("c", tuple(number for corner in corners[1:] for number in corner))


@given(st.floats(0.1, 0.9))
def test_a_curve_that_was_cut_is_whole_again(share: float) -> None:
    """Whatever the place of the cut."""
    one, two = cut(WHOLE, share)

    start, found = joined((Segment("m", WHOLE[0]), curve(one), curve(two)), 0.01)

    assert start.kind == "m"
    assert found.numbers == pytest.approx(curve(WHOLE).numbers, abs=1e-6)


def test_many_pieces_become_one() -> None:
    """A font cuts a round form into three or four."""
    one, rest = cut(WHOLE, 0.25)
    two, three = cut(rest, 0.4)

    assert len(joined((Segment("m", WHOLE[0]), curve(one), curve(two), curve(three)), 0.01)) == 2


def test_a_corner_stays() -> None:
    """Two curves that meet in a point are two."""
    path = (Segment("m", (0, 0)), Segment("c", (0, 50, 50, 100, 100, 100)), Segment("c", (100, 50, 50, 0, 10, 0)))

    assert joined(path, 0.5) == path


def test_a_line_between_two_curves_keeps_them_apart() -> None:
    """Only neighbours are joined."""
    one, two = cut(WHOLE, 0.5)
    path = (Segment("m", WHOLE[0]), curve(one), Segment("l", one[-1]), curve(two), Segment("h"))

    assert joined(path, 0.01) == path
