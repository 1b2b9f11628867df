"""Columns beside each other end on one line where their gaps allow it."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath
from brochure.base.units import mm
from brochure.content.shelf import Shelf
from brochure.layout import copyfit
from brochure.layout.feet import on_one_foot
from brochure.layout.flow import Column, Flow, Grid, flow
from brochure.layout.slugs import AFTER_PARAGRAPH, BELONGING, LONE, NEVER, Slug
from brochure.pipeline import lay
from tests.body.page import leaflet_of

HEIGHT, STEP, LINE = 1000.0, 5.0, 10.0


def flowed(penalties: list[float], count: int, height: float, *, behind: bool = False) -> tuple[Column, ...]:
    """Rows of ten points in frames beside each other, or behind."""
    slugs = tuple(Slug(LINE, 8.0, penalty=each, element=at) for at, each in enumerate(penalties))
    frames = tuple(
        Box(at * 100.0 * (not behind), 500 - height, at * 100.0 * (not behind) + 80, 500) for at in range(count)
    )
    return flow(slugs, frames, HEIGHT, Grid(STEP, 508.0)).columns


@given(
    st.lists(st.sampled_from([0.0, AFTER_PARAGRAPH, 30.0, NEVER]), min_size=1, max_size=30),
    st.integers(min_value=1, max_value=4),
    st.floats(min_value=100, max_value=400),
)
def test_what_belongs_together_keeps_its_distance(penalties: list[float], count: int, height: float) -> None:
    """No row rises, none leaves its frame or the grid, and a gap that is none does not grow."""
    before = flowed(penalties, count, height)
    after = on_one_foot(before, STEP)

    for one, other in zip(before, after, strict=True):
        assert [row.slug for row in one.rows] == [row.slug for row in other.rows]
        assert other.used <= height + 0.02
        moves = [now.top - then.top for then, now in zip(one.rows, other.rows, strict=True)]
        assert all(move >= 0 and move % STEP == 0 for move in moves)
        assert moves[:1] in ([], [0.0]), "columns begin on one line"
        for above, (was, now) in zip(other.rows, pairwise(moves), strict=False):
            assert 0 <= now - was <= 2 * STEP
            assert now == was or above.slug.penalty <= AFTER_PARAGRAPH


def test_the_shorter_column_grows_between_its_parts() -> None:
    """Four rows beside three: half a line into each gap of the shorter, until they end together."""
    tall, short = flowed([NEVER] * 3 + [0.0] + [0.0] * 3, 2, 60)
    assert (len(tall.rows), len(short.rows)) == (4, 3)

    after = on_one_foot((tall, short), STEP)

    assert after[0] == tall
    assert after[1].used == tall.used
    assert [now.top - then.top for then, now in zip(short.rows, after[1].rows, strict=True)] == [0, STEP, 2 * STEP]


def test_columns_behind_each_other_owe_each_other_nothing() -> None:
    """Nobody sees both sides of a sheet at once."""
    columns = flowed([0.0] * 7, 2, 55, behind=True)
    assert len({column.used for column in columns}) == 2

    assert on_one_foot(columns, STEP) == columns


@pytest.mark.parametrize("language", ["en", "es", "pl", "ar"])
def test_the_inside_of_the_leaflet_ends_on_one_line(language: str, shelf: Shelf) -> None:
    """Its panels ended 21 to 28 mm apart; a gap grows by a line at most."""
    (_, inside) = lay(Order("acupuncture-pain", language), shelf).pages
    feet: dict[str, float] = {}
    for item in inside.placed:
        if isinstance(item, PlacedLine):
            feet[item.panel] = min(feet.get(item.panel, HEIGHT), item.baseline)

    assert max(feet.values()) - min(feet.values()) < 40


def test_a_line_or_two_do_not_stand_alone_on_a_panel() -> None:
    """Nine rows would be more even in two frames; the last two belong to the seven."""
    slugs = tuple(Slug(LINE, 8.0, penalty=0.5 if at == 6 else NEVER if at < 6 else 0.5, element=at) for at in range(9))
    frames = (Box(0, 350, 80, 500), Box(100, 350, 180, 500))

    assert [len(column.rows) for column in flow(slugs, frames, HEIGHT, None).columns] == [9, 0]


@pytest.mark.parametrize(("leaflet", "stands"), [("acupuncture-pain", False), ("after-treatment", True)])
def test_what_words_leave_free_of_the_flap_is_given_to_art(leaflet: str, stands: bool, shelf: Shelf) -> None:
    """A line in the colours of the flap where its text is short; nothing where words reach into its room."""
    (outside, _) = lay(Order(leaflet), shelf).pages
    paths = [item for item in outside.placed if isinstance(item, PlacedPath) and item.panel == "flap"]
    drawn = [item for item in paths if item.box.height > mm(20)]  # bullets are paths too
    words = [item.ink for item in outside.placed if isinstance(item, PlacedLine) and item.panel == "flap"]

    assert bool(drawn) is stands
    assert not any(item.box.meets(ink, slack=-mm(7.9)) for item in drawn for ink in words)


def test_the_front_holds_what_it_can_before_anybody_turns_over() -> None:
    """What little is left for the back is no reason to turn over earlier."""
    slugs = tuple(Slug(LINE, 8.0, element=at) for at in range(12))
    front = Box(0, 400, 80, 500)

    assert [len(column.rows) for column in flow(slugs, (front, front._replace(right=81.0)), HEIGHT, None).columns] == [
        10,
        2,
    ]


def test_a_list_is_parted_in_its_middle_if_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An entry by itself at the head of a panel, or a list without the sentence that leads to it, says nothing."""
    cast: list[tuple[Slug, ...]] = []

    def noting(slugs: tuple[Slug, ...], frames: tuple[Box, ...], height: float, grid: Grid | None) -> Flow:
        cast.append(slugs)
        return flow(slugs, frames, height, grid)

    monkeypatch.setattr(copyfit, "flow", noting)
    shelf = leaflet_of(tmp_path, "- text: Do this.\n- list: [Sit, Rest, Walk, Sleep]\n- text: That is all.")
    lay(Order("blocks", layout="trifold-a4"), shelf)
    prices = next(found for slugs in cast if len(found := [slug.penalty for slug in slugs]) == 6)

    assert prices == [LONE, LONE, BELONGING, LONE, AFTER_PARAGRAPH, AFTER_PARAGRAPH]
