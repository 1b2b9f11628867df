"""The line grows calm, stays in its box, and carries its points."""

import itertools
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.art import Segment
from brochure.base.geometry import Box
from brochure.base.units import mm
from brochure.layout.calm import CalmingLine, calming_line

BAND = Box(0, 0, mm(297), mm(56))
COVER = Box(mm(200), mm(60), mm(290), mm(135))

boxes = st.builds(
    lambda left, bottom, width, height: Box(left, bottom, left + width, bottom + height),
    st.floats(-50, 900),
    st.floats(-50, 900),
    st.floats(60, 1800),
    st.floats(30, 900),
)
counts = st.integers(0, 12)


def places(line: CalmingLine) -> list[tuple[float, float]]:
    """Places along the path, 40 for each curve."""
    found = [(line.path[0].numbers[0], line.path[0].numbers[1])]
    for kind, numbers in line.path[1:]:
        if kind == "l":
            found.append((numbers[0], numbers[1]))
            continue
        ends = (found[-1], numbers[:2], numbers[2:4], numbers[4:])
        found += [bezier(ends, step / 40) for step in range(1, 41)]
    return found


def bezier(ends: tuple[tuple[float, ...], ...], share: float) -> tuple[float, float]:
    weights = ((1 - share) ** 3, 3 * (1 - share) ** 2 * share, 3 * (1 - share) * share**2, share**3)
    x, y = (sum(weight * end[axis] for weight, end in zip(weights, ends, strict=True)) for axis in (0, 1))
    return x, y


def operators(line: CalmingLine) -> str:
    return "\n".join(" ".join(f"{number:g}" for number in numbers) + f" {kind}" for kind, numbers in line.path)


@given(boxes, counts, st.booleans(), st.booleans())
def test_the_line_stays_inside_its_box_with_its_margin(box: Box, points: int, mirrored: bool, companion: bool) -> None:
    """A line that leaves its panel runs over the fold into the next."""
    line = calming_line(box, points, margin=2, mirrored=mirrored, companion=companion)

    inner = box.shrink(2, 2, 2, 2)
    assert all(inner.holds(Box(x, y, x, y), slack=0.02) for x, y in places(line))


@given(boxes, counts, st.booleans())
def test_every_point_lies_on_the_line(box: Box, points: int, mirrored: bool) -> None:
    """A disc beside the line belongs to nothing."""
    line = calming_line(box, points, mirrored=mirrored)
    path = places(line)

    assert [point.number for point in line.points] == list(range(1, points + 1))
    for point in line.points:
        assert off_line(point.x, point.y, path) < 0.02


def off_line(x: float, y: float, path: list[tuple[float, float]]) -> float:
    """From a point to the nearest of the short straight pieces around it."""
    near = [ends for ends in itertools.pairwise(path) if min(ends)[0] - 1 <= x <= max(ends)[0] + 1]
    return min(distance(x, y, *ends) for ends in near)


def distance(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """From a point to a short straight piece."""
    along = (end[0] - start[0], end[1] - start[1])
    length = math.hypot(*along) or 1e-9
    share = min(max(((x - start[0]) * along[0] + (y - start[1]) * along[1]) / length**2, 0), 1)
    return math.hypot(x - start[0] - share * along[0], y - start[1] - share * along[1])


@given(boxes)
def test_no_stretch_is_more_agitated_than_the_one_before(box: Box) -> None:
    """The whole idea: it calms. Peaks are uneven, but the reach of each quarter is under that of the one before."""
    line = calming_line(box, 0)
    reaches = [0.0] * 4
    for x, y in places(line):
        quarter = min(int(4 * (x - box.left) / box.width), 3)
        reaches[quarter] = max(reaches[quarter], abs(y - line.rest))

    assert all(before > after for before, after in itertools.pairwise(reaches))


@given(boxes)
def test_waves_grow_longer(box: Box) -> None:
    """Calm is slower as well as lower."""
    line = calming_line(box, 0)
    rises = [(after[1] - before[1], after[0]) for before, after in itertools.pairwise(places(line)[::5])]
    crests = [at for (rise, at), (fall, _) in itertools.pairwise(rises) if rise > 0.03 and fall < -0.03]
    lengths = [after - before for before, after in itertools.pairwise(crests)]

    assert len(crests) >= 3
    assert lengths[-1] > lengths[0]


@given(boxes)
def test_the_last_fifth_is_still_and_ends_level(box: Box) -> None:
    """The eye has to arrive."""
    line = calming_line(box, 0)
    last = [y for x, y in places(line) if x > box.left + 0.8 * box.width]

    assert max(abs(y - line.rest) for y in last) <= max(0.02 * box.height, 0.02)
    assert line.path[-1].kind == "l"
    assert line.path[-1].numbers[1] == line.path[-2].numbers[-1] == line.rest


def test_the_first_waves_fill_most_of_the_height() -> None:
    """A timid line says nothing about pain."""
    heights = [y for _, y in places(calming_line(BAND, 7))]

    assert 0.7 * BAND.height <= max(heights) - min(heights) <= 0.81 * BAND.height


def test_curves_meet_without_a_corner() -> None:
    """A kink reads as noise."""
    path = calming_line(BAND, 7).path

    for before, after in itertools.pairwise(segment for segment in path if segment.kind == "c"):
        x, y = before.numbers[4:]
        arriving = math.atan2(y - before.numbers[3], x - before.numbers[2])
        leaving = math.atan2(after.numbers[1] - y, after.numbers[0] - x)
        assert abs(arriving - leaving) < 0.03


@given(boxes, counts, st.booleans())
def test_mirrored_is_the_mirror_image(box: Box, points: int, companion: bool) -> None:
    """A leaflet that reads from right to left calms in that direction; point 1 lies at the right."""
    line = calming_line(box, points, radius=5, companion=companion)
    other = calming_line(box, points, radius=5, companion=companion, mirrored=True)
    axis = box.left + box.right

    assert [segment.kind for segment in line.path] == [segment.kind for segment in other.path]
    for here, there in zip(line.path, other.path, strict=True):
        assert there.numbers[::2] == pytest.approx([axis - x for x in here.numbers[::2]], abs=0.011)
        assert there.numbers[1::2] == here.numbers[1::2]
    for point, image in zip(line.points, other.points, strict=True):
        assert (image.y, image.number) == (point.y, point.number)
        assert image.x == pytest.approx(axis - point.x, abs=0.011)


@given(boxes, st.integers(2, 12), st.floats(1, 20))
def test_neighbouring_discs_touch_only_where_even_places_would(box: Box, points: int, radius: float) -> None:
    """Where they do not fit, `spacing` says so."""
    line = calming_line(box, points, radius=radius)
    across = [point.x for point in line.points]

    assert line.spacing == min(after - before for before, after in itertools.pairwise(across))
    if box.width / points >= 2 * radius and box.width / points >= 4:
        assert line.spacing >= 2 * radius - 0.02


@given(boxes, st.integers(1, 12))
def test_points_keep_near_their_even_places(box: Box, points: int) -> None:
    """They move to a crest or trough by a fifth of the spacing at most, with half a spacing free at the ends."""
    spacing = box.width / points

    for point in calming_line(box, points).points:
        assert abs(point.x - box.left - spacing * (point.number - 0.5)) <= 0.2 * spacing + 0.02


def test_points_sit_on_crests_and_troughs_in_turn_where_the_line_moves() -> None:
    """Discs halfway up a flank look dropped; above and below in turn they look placed."""
    line = calming_line(BAND, 7, radius=11)
    path = places(line)
    sides = [point.y - line.rest for point in line.points]

    assert all(before * after < 0 for before, after in itertools.pairwise(sides[:5]))
    for point in line.points[:5]:
        near = [y for x, y in path if abs(x - point.x) < 3]
        assert point.y in (pytest.approx(max(near), abs=0.02), pytest.approx(min(near), abs=0.02))
    assert sides[6] == 0


def test_the_number_of_points_does_not_change_the_form() -> None:
    """Cover and inside show one line; only knots are added, and each curve may leave it by 0.1 pt."""
    bare, dotted = places(calming_line(BAND, 0)), places(calming_line(BAND, 7))

    for x, y in dotted[::20]:
        assert off_line(x, y, bare) < 0.25


def test_the_line_is_drawn_with_few_curves() -> None:
    """It is most of the bytes of a cover; fewer than three from turn to turn."""
    line = calming_line(BAND, 0)
    turns = sum(
        (here[1] - before[1]) * (after[1] - here[1]) < 0
        for before, here, after in zip(places(line), places(line)[1:], places(line)[2:], strict=False)
    )

    assert len(line.path) < 3 * turns


def test_the_companion_is_lower_follows_behind_and_comes_to_the_same_rest() -> None:
    """The echo of the line on the cover."""
    line, companion = calming_line(COVER, 0), calming_line(COVER, 0, companion=True)
    reach, lower = (max(abs(y - line.rest) for _, y in places(one)) for one in (line, companion))
    first, later = (max(places(one), key=lambda place: place[1])[0] for one in (line, companion))

    assert 0.5 * reach < lower < 0.75 * reach
    assert line.path[-1] == companion.path[-1]
    assert later > first


@pytest.mark.parametrize("box", [BAND, COVER, Box(0, 0, mm(210), mm(30)), Box(0, 0, mm(90), mm(30))])
def test_the_line_costs_few_bytes(box: Box) -> None:
    """It stands on every leaflet of a run."""
    assert len(operators(calming_line(box, 7))) < 6000


def test_the_same_box_gives_the_same_line() -> None:
    """Two runs make the same bytes."""
    assert calming_line(BAND, 7) == calming_line(BAND, 7)
    assert calming_line(BAND, 7).path[0] == Segment("m", (1.5, calming_line(BAND, 7).path[0].numbers[1]))


@pytest.mark.parametrize(("box", "points"), [(Box(0, 0, 2, 50), 1), (Box(0, 0, 50, 3), 1), (BAND, -1)])
def test_a_box_without_room_is_our_own_fault(box: Box, points: int) -> None:
    """Layouts are checked before; this is for the bug that slips through."""
    with pytest.raises(ValueError, match="points in"):
        calming_line(box, points)


@pytest.mark.parametrize("mirrored", [False, True])
@pytest.mark.parametrize("points", [1, 2, 7, 9])
@pytest.mark.parametrize("folds", [(mm(97), mm(197)), (mm(148.5),), (mm(73), mm(146), mm(221))])
def test_points_keep_clear_of_folds(folds: tuple[float, ...], points: int, mirrored: bool) -> None:
    """A crease through a figure cannot be read; 5 mm from the edge of a disc, as words keep."""
    radius = mm(4)
    line = calming_line(BAND, points, radius=radius, folds=folds, mirrored=mirrored)

    assert all(abs(point.x - fold) >= radius + mm(5) - 0.02 for point in line.points for fold in folds)
    assert line.spacing >= 2 * radius
