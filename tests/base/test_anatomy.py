"""The body: what is marked on it lies on it."""

from typing import get_args

import pytest

from brochure.base.anatomy import BODIES, PLACES, POINTS, View, names_of, path_of_body, spots_of
from brochure.base.matrix import Matrix

VIEWS: tuple[View, ...] = get_args(View)
STEPS = 12


def edges_of(drawn: str) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    """An outline as short straight pieces."""
    corners: list[tuple[float, float]] = []
    for segment in path_of_body(drawn, Matrix(1, 0, 0, 1, 0, 0)):
        places = list(zip(segment.numbers[::2], segment.numbers[1::2], strict=True))
        if segment.kind != "c":
            corners += places
            continue
        four = (corners[-1], *places)
        for step in range(1, STEPS + 1):
            t = step / STEPS
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            corners.append(tuple(sum(w * p[axis] for w, p in zip(weights, four, strict=True)) for axis in (0, 1)))  # type: ignore[arg-type]
    return list(zip(corners, [*corners[1:], corners[0]], strict=True))


def is_inside(x: float, y: float, view: View) -> bool:
    """Whether a ray to the right leaves the outline once more than it enters it."""
    met = [
        start[0] + (y - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
        for start, end in edges_of(BODIES[view].outline)
        if (start[1] <= y) != (end[1] <= y)
    ]
    return sum(at > x for at in met) % 2 == 1


@pytest.mark.parametrize("view", VIEWS)
def test_each_place_and_point_lies_on_the_body(view: View) -> None:
    """A mark beside the body would mark nothing."""
    names = names_of(view)
    assert len(names) == len(set(names)) > 20

    for name in names:
        assert spots_of(view, name), name
        for x, y in spots_of(view, name):
            assert is_inside(x, y, view), (name, x, y)


def test_sides_are_those_of_the_body() -> None:
    """Who looks at a front has its left on the right hand; who looks at a back, on the left."""
    ((front, _),), ((back, _),) = spots_of("front", "left-knee"), spots_of("back", "left-knee")

    assert front > 0 > back
    assert {x for x, _ in spots_of("front", "knee")} == {front, -front}
    assert len(spots_of("back", "lower-back")) == 1


NOWHERE: list[tuple[View, str]] = [
    ("front", "lower-back"), ("back", "left-lower-back"), ("seated", "left-knee"), ("front", "ZZ1"), ("front", ""),
]  # fmt: skip


@pytest.mark.parametrize(("view", "name"), NOWHERE)
def test_what_a_view_does_not_have_is_nowhere(view: View, name: str) -> None:
    """It is told at its line, not drawn somewhere."""
    assert spots_of(view, name) == ()


def test_points_of_one_name_are_as_many_as_the_table_says() -> None:
    """A code names one point of a view."""
    assert len({(point.view, point.code) for point in POINTS}) == len(POINTS)
    assert not {point.code for point in POINTS} & {name for places in PLACES.values() for name in places}
