"""The moments of unfolding, as parts of the flat sides."""

import pytest

from brochure.base.order import Order
from brochure.base.units import in_mm
from brochure.content.folding import folding_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.press.views import View, views_of
from tests.samples import SHEETS


def views(layout: str, shelf: Shelf, language: str = "en") -> tuple[View, ...]:
    manuscript = read(Order("acupuncture-pain", language, layout), shelf).manuscript
    mirrored = manuscript.language.direction == "rtl"
    return views_of(manuscript.layout, folding_of(manuscript.layout), mirrored=mirrored, margin=0.0)


@pytest.mark.parametrize("layout", [name for name in SHEETS if name != "booklet-a5"])  # tests/journey/test_booklet.py
def test_every_panel_of_a_layout_is_seen(layout: str, shelf: Shelf) -> None:
    """And numbered by its place in reading."""
    said = [name.text for name in read(Order("acupuncture-pain", layout=layout), shelf).manuscript.layout.reading]
    seen = {each.panel: each.number for view in views(layout, shelf) for each in view.seen}

    assert seen == {name: at for at, name in enumerate(said, 1)}


def test_a_letter_fold_opens_over_its_flap(shelf: Shelf) -> None:
    """Front, first spread with the flap, whole inside, back."""
    named = [[each.panel for each in view.seen] for view in views("trifold-a4", shelf)]

    assert named == [["cover"], ["inside-1", "flap"], ["inside-1", "inside-2", "inside-3"], ["back"]]


def test_an_arabic_piece_opens_to_the_right(shelf: Shelf) -> None:
    """The cover lies at the left of the outside; the first panel of a spread at its right."""
    spreads = views("trifold-a4", shelf, "ar")

    assert [each.panel for each in spreads[2].seen] == ["inside-3", "inside-2", "inside-1"]
    assert spreads[0].seen[0].box.left == 0
    assert spreads[1].seen[0].panel == "flap"


def test_the_wings_of_a_gate_meet_in_front(shelf: Shelf) -> None:
    """They lie at the two ends of the sheet."""
    left, right = views("gatefold-a4", shelf)[0].seen

    assert (left.panel, right.panel) == ("front-left", "front-right")
    assert left.box.left > right.box.right
    assert in_mm(left.box.width) == pytest.approx(in_mm(right.box.width)) == pytest.approx(73.75)
