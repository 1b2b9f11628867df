"""Numbers and shapes in few bytes, and no further from what was meant than the eye can see."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.art import Segment, disc
from brochure.paint.operators import STEP, number, shape_of

lengths = st.floats(-2000, 2000)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.001, "0"), (0.5, ".5"), (-0.25, "-.25"), (10, "10"), (100.0, "100"), (10.05, "10.05"), (0.999, "1")],
)
def test_a_number_is_as_short_as_pdf_allows(value: float, text: str) -> None:
    """A page holds thousands of them."""
    assert number(value) == text


@given(lengths, st.integers(0, 5))
def test_a_number_is_true_to_its_decimals(value: float, decimals: int) -> None:
    """No exponent either: PDF knows none."""
    text = number(value, decimals)

    assert re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", text)
    assert float(text) == pytest.approx(value, abs=0.501 * 10**-decimals)


@given(lengths, lengths, lengths, lengths)
def test_a_shape_does_not_depend_on_its_place(x: float, y: float, across: float, up: float) -> None:
    """Seven discs on a line are one disc seven times."""
    one, other = shape_of(disc(round(x), round(y), 8)), shape_of(disc(round(across), round(up), 8))

    assert one.operators == other.operators


@given(st.lists(st.tuples(lengths, lengths), min_size=2, max_size=12))
def test_points_lie_within_half_a_step(points: list[tuple[float, float]]) -> None:
    """The grid is finer than what a printer or a telephone shows."""
    first, *others = points
    shape = shape_of((Segment("m", first), *(Segment("l", point) for point in others)))

    for (x, y), found in zip(points, re.findall(r"(-?\d+) (-?\d+) [ml]", shape.operators), strict=True):
        assert math.dist((x, y), (shape.x + int(found[0]) * STEP, shape.y + int(found[1]) * STEP)) <= 0.71 * STEP + 1e-9


def test_squares_in_rank_and_file_are_counted_in_squares() -> None:
    """A QR code: its numbers have two digits instead of five."""
    side = 2.6048
    rows = [(3, 9, 7, 1), (12, 9, 2, 1), (3, 8, 1, 1)]
    path = tuple(Segment("re", (a * side + 20, b * side + 31, c * side, d * side)) for a, b, c, d in rows)

    shape = shape_of(path)

    assert shape.step == pytest.approx(side)
    assert shape.operators == "0 0 7 1 re 9 0 2 1 re 0 -1 1 1 re"


def test_rectangles_out_of_file_are_counted_in_steps() -> None:
    """A bar of its own width is no module."""
    path = (Segment("re", (0, 0, 10, 2)), Segment("re", (1, 3, 10, 2)))

    assert shape_of(path).step == STEP
