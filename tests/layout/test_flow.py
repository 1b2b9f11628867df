"""Slugs into frames."""

from itertools import combinations_with_replacement, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.geometry import Box
from brochure.layout.flow import FramesFilled, Grid, _FrameFilling, fits, flow, frames_filled
from brochure.layout.slugs import BELONGING, INSIDE_POINT, NEVER, Slug

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


def demerits(slugs: tuple[Slug, ...], ends: tuple[int, ...], room: int, under: float) -> float:
    """What columns of so many rows cost that end there; NEVER where a column is too high or ends where it must not."""
    aim, count = min(1.0, len(slugs) / (room * len(ends))), len(slugs)
    total = 0.0
    for start, end in pairwise((0, *ends)):
        if end - start > room or (start == end < count):
            return NEVER
        if end < count and not slugs[end - 1].penalty < under:
            return NEVER
        total += (slugs[end - 1].penalty if end < count else 0.0) + ((end - start) / room - aim) ** 2 * 4
    return total


@given(
    st.lists(st.sampled_from([0.0, 0.5, BELONGING, INSIDE_POINT, 60.0, NEVER]), min_size=1, max_size=9),
    st.integers(min_value=1, max_value=4),
    st.integers(min_value=1, max_value=6),
)
def test_no_other_parting_costs_less(penalties: list[float], count: int, room: int) -> None:
    """Against all partings that there are; a point is parted only where no parting of the text leaves all whole."""
    slugs = rows(*penalties)

    done = flow(slugs, frames(count, room * 10.0), HEIGHT, None)

    partings = [(*ends, len(slugs)) for ends in combinations_with_replacement(range(len(slugs) + 1), count - 1)]
    costs = {under: [demerits(slugs, ends, room, under) for ends in partings] for under in (INSIDE_POINT, NEVER)}
    least = next((min(some) for some in costs.values() if min(some) < NEVER), NEVER)
    filled = [len(column.rows) for column in done.columns]
    own = demerits(slugs, tuple(sum(filled[: at + 1]) for at in range(count)), room, NEVER)
    assert (done.overset is None) == (least < NEVER)
    assert done.overset is not None or own == pytest.approx(least)


def test_frames_are_counted_in_one_walk_and_what_is_stuck_is_said() -> None:
    """Three rows to a frame, and a stretch of five that nothing may part."""
    frame = frames(1, 30)[0]

    assert frames_filled(rows(*[0.0] * 7), frame, HEIGHT, None, under=NEVER) == FramesFilled(3, ends=True)
    assert frames_filled((), frame, HEIGHT, None, under=NEVER) == FramesFilled(1, ends=True)
    stuck = rows(*[0.0] * 4, *[NEVER] * 4, 0.0, 0.0)
    assert frames_filled(stuck, frame, HEIGHT, None, under=NEVER) == FramesFilled(3, ends=False)


@given(st.lists(st.sampled_from([0.0, BELONGING, INSIDE_POINT, NEVER]), min_size=1, max_size=40), st.booleans())
def test_the_walk_counts_as_many_frames_as_fit(penalties: list[float], on_grid: bool) -> None:
    """One fewer does not do."""
    slugs, frame, grid = rows(*penalties), frames(1, 52)[0], Grid(6.0, 508.0) if on_grid else None
    for under in (INSIDE_POINT, NEVER):
        filled = frames_filled(slugs, frame, HEIGHT, grid, under=under)

        assert fits(slugs, (frame,) * filled.frames, HEIGHT, grid, under=under) == filled.ends
        assert (
            not filled.ends
            or filled.frames == 1
            or not fits(slugs, (frame,) * (filled.frames - 1), HEIGHT, grid, under=under)
        )


def test_a_page_of_a_long_text_costs_no_more_than_one_of_a_short_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Columns that were measured, a page: text of 20 pages and of 400."""
    measured = 0
    places = _FrameFilling._places

    def counted(self: _FrameFilling, at: int, start: int, end: int) -> list[tuple[int, float, float]]:
        nonlocal measured
        measured += 1
        return places(self, at, start, end)

    monkeypatch.setattr(_FrameFilling, "_places", counted)
    a_page = {}
    for count in (20, 400):
        slugs = rows(*[INSIDE_POINT, INSIDE_POINT, NEVER, 0.5] * (count * 9 // 4))
        pages = frames_filled(slugs, frames(1, 100)[0], HEIGHT, None, under=INSIDE_POINT).frames
        measured = 0
        assert flow(slugs, frames(1, 100) * pages, HEIGHT, None).overset is None
        a_page[count] = measured / pages

    assert a_page[400] < a_page[20] * 1.1
