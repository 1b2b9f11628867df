"""The piece in the hand: which panel lies where, moment by moment."""

from itertools import pairwise

import pytest

from brochure.base.model import Measure
from brochure.base.order import Order
from brochure.base.units import in_mm, mm
from brochure.content.folding import folding_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.press.mock_up import ROOM, hang, uncovered
from brochure.press.poses import Pose, poses_of
from tests.samples import HERE

FOLDED = ["trifold-a4", "trifold-letter", "halffold-a4", "zfold-a4", "gatefold-a4", "rollfold-a4"]


def poses(layout: str, shelf: Shelf, language: str = "en") -> tuple[Pose, ...]:
    manuscript = read(Order("acupuncture-pain", language, layout, paper=170), shelf).manuscript
    mirrored = manuscript.language.direction == "rtl"
    return poses_of(manuscript.layout, folding_of(manuscript.layout, 170), (), mirrored=mirrored)


def shown(pose: Pose) -> list[tuple[str, int, int]]:
    """What is seen of each panel, from left to right: from where to where in tenths of a millimetre."""
    parts = [
        (panel.seen.panel, panel.left + start, panel.left + end)
        for at, panel in enumerate(pose.panels)
        for start, end in uncovered(panel, pose.panels[at + 1 :])
    ]
    return [
        (name, round(in_mm(start) * 10), round(in_mm(end) * 10))
        for name, start, end in sorted(parts, key=lambda p: p[1])
    ]


def test_a_letter_fold_is_closed_then_shows_its_flap_then_its_inside(shelf: Shelf) -> None:
    """3 mm of the panel beneath look out beside the flap, as they do on paper."""
    assert [(pose.name, shown(pose)) for pose in poses("trifold-a4", shelf)] == [
        ("Closed", [("cover", 0, 1000)]),
        ("First opening", [("inside-1", 0, 1000), ("inside-2", 1000, 1030), ("flap", 1030, 2000)]),
        ("Open, inside", [("inside-1", 0, 1000), ("inside-2", 1000, 2000), ("inside-3", 2000, 2970)]),
        ("Back", [("back", 0, 1000)]),
    ]


def test_a_gate_shows_its_inside_between_the_wings(shelf: Shelf) -> None:
    """The gap is twice the allowance."""
    closed, inside, back = poses("gatefold-a4", shelf)

    assert shown(closed) == [("front-left", 0, 735), ("inside-2", 735, 765), ("front-right", 765, 1500)]
    assert [name for name, _, _ in shown(inside)] == ["inside-1", "inside-2", "inside-3"]
    assert shown(back) == [("back", 0, 1500)]


def test_a_roll_is_unrolled_turn_by_turn(shelf: Shelf) -> None:
    """Each turn shows the flap that lay on top."""
    names = {
        pose.name: [name for name, start, end in shown(pose) if end - start > 100]
        for pose in poses("rollfold-a4", shelf)
    }

    assert names == {
        "Closed": ["cover"],
        "First opening": ["inside-1", "flap-1"],
        "Second opening": ["inside-1", "inside-2", "flap-2"],
        "Open, inside": ["inside-1", "inside-2", "inside-3", "inside-4"],
        "Back": ["back"],
    }


@pytest.mark.parametrize("layout", FOLDED)
def test_what_is_seen_of_an_open_sheet_is_as_wide_as_its_trim(layout: str, shelf: Shelf) -> None:
    """In every pose the parts that are seen cover the whole of it, without gap and without overlap."""
    made = poses(layout, shelf)
    width = read(Order("acupuncture-pain", layout=layout), shelf).manuscript.layout.sheet.width.points

    assert next(pose for pose in made if pose.name == "Open, inside").width == pytest.approx(width)
    for pose in made:
        ends = shown(pose)
        assert ends[0][1] == 0 and ends[-1][2] == round(in_mm(pose.width) * 10)
        assert all(abs(one[2] - other[1]) <= 1 for one, other in pairwise(ends)), pose.name


@pytest.mark.parametrize("layout", [name for name in FOLDED if name != "gatefold-a4"])
def test_an_arabic_piece_lies_as_the_mirror_image(layout: str, shelf: Shelf) -> None:
    """It opens to the right, and its panels keep their names."""
    for one, other in zip(poses(layout, shelf), poses(layout, shelf, "ar"), strict=True):
        wide = round(in_mm(one.width) * 10)
        turned = [(name, wide - end, wide - start) for name, start, end in shown(one)[::-1]]

        assert [name for name, _, _ in shown(other)] == [name for name, _, _ in turned]
        assert all(
            abs(a - b) <= 1
            for x, y in zip(shown(other), turned, strict=True)
            for a, b in zip(x[1:], y[1:], strict=True)
        )
        assert [round(fold) for fold in other.folds] == [round(one.width - fold) for fold in one.folds[::-1]]


def test_widths_that_somebody_typed_are_those_that_fold(shelf: Shelf) -> None:
    """A layout may say them for a machine of its own; picture and ticket follow the layout, not the table."""
    layout = read(Order("acupuncture-pain", layout="trifold-a4"), shelf).manuscript.layout
    typed = [(95, 101, 101), (101, 101, 95)]
    sides = tuple(
        side.but(panels=tuple(p.but(width=Measure(mm(w), HERE)) for p, w in zip(side.panels, widths, strict=True)))
        for side, widths in zip(layout.sides, typed, strict=True)
    )
    _, opening, _, _ = poses_of(layout.but(sides=sides), folding_of(layout), (), mirrored=False)

    assert shown(opening) == [("inside-1", 0, 1010), ("inside-2", 1010, 1070), ("flap", 1070, 2020)]


@pytest.mark.parametrize("layout", [*FOLDED, "flyer-a5", "page-a4", "poster-a3", "card-dl"])
def test_pictures_lie_in_their_room_and_apart_from_each_other(layout: str, shelf: Shelf) -> None:
    """All at one scale, none larger than the piece."""
    hung = hang(poses(layout, shelf))

    assert len({each.scale for each in hung}) == 1 and 0.2 < hung[0].scale <= 1
    assert all(ROOM.holds(each.place) for each in hung)
    assert not any(one.place.meets(other.place) for at, one in enumerate(hung) for other in hung[:at])
