"""Slugs into frames."""

from hypothesis import given
from hypothesis import strategies as st

from brochure.base.geometry import Box
from brochure.layout.flow import Grid, fits, flow
from brochure.layout.slugs import NEVER, Slug

HEIGHT = 1000.0


def frames(count: int, height: float) -> tuple[Box, ...]:
    return tuple(Box(at * 100.0, 500 - height, at * 100.0 + 80, 500) for at in range(count))


def rows(*penalties: float, height: float = 10.0) -> tuple[Slug, ...]:
    return tuple(Slug(height, 8.0, penalty=penalty, element=at + 1) for at, penalty in enumerate(penalties))


@given(
    st.lists(st.sampled_from([0.0, 0.05, 30.0, 60.0, NEVER]), min_size=1, max_size=40),
    st.integers(min_value=1, max_value=4),
    st.floats(min_value=30, max_value=300),
    st.booleans(),
)
def test_flow_places_every_row_once_in_order_or_tells_what_is_over(
    penalties: list[float], count: int, height: float, on_grid: bool
) -> None:
    """No row is lost, doubled or moved; none leaves its frame."""
    slugs = rows(*penalties)

    grid = Grid(5.0, 508.0) if on_grid else None

    done = flow(slugs, frames(count, height), HEIGHT, grid)

    placed = [row.slug.element for column in done.columns for row in column.rows]
    assert fits(slugs, frames(count, height), HEIGHT, grid, under=NEVER) == (done.overset is None)
    if done.overset is None:
        assert placed == [slug.element for slug in slugs]
        assert all(column.used <= height + 0.011 for column in done.columns)
    else:
        assert placed == [slug.element for slug in slugs[: len(placed)]]
        assert done.overset.lines >= 1


def test_columns_come_out_even() -> None:
    """Six rows in two tall columns stand three and three, not six and none."""
    done = flow(rows(*[0.0] * 6), frames(2, 100), HEIGHT, None)

    assert [len(column.rows) for column in done.columns] == [3, 3]


def test_rows_that_belong_together_stay_together() -> None:
    """A heading goes with what it heads, though the columns come out uneven."""
    done = flow(rows(0.0, 0.0, NEVER, 0.0, 0.0), frames(2, 30), HEIGHT, None)

    assert [len(column.rows) for column in done.columns] == [2, 3]


def test_space_before_falls_away_at_the_top_of_a_column() -> None:
    """First lines of columns align."""
    first, second = rows(0.0, 0.0)
    slugs = (first, second._replace(before=7.0))

    done = flow(slugs, frames(2, 12), HEIGHT, None)

    assert [column.rows[0].top for column in done.columns] == [500.0, 500.0]


def test_first_lines_share_a_baseline_of_the_grid() -> None:
    """Also when the first lines are of different sizes."""
    slugs = (Slug(20.0, 15.0, element=1), Slug(10.0, 8.0, element=2))

    done = flow(slugs, frames(2, 25), HEIGHT, Grid(6.0, 518.0))

    baselines = [column.rows[0].top + column.rows[0].slug.baseline for column in done.columns]
    assert baselines == [518.0, 518.0]


def test_a_word_that_is_too_wide_is_never_placed() -> None:
    """It would stick out of its panel."""
    first, second = rows(0.0, 0.0)
    slugs = (first, second._replace(too_wide=3.0))

    done = flow(slugs, frames(1, 100), HEIGHT, None)

    assert done.overset is not None
    assert done.overset.slug.element == 2
