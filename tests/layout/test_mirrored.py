"""Right to left: the whole shape changes sides, and only the shape."""

from dataclasses import replace

import pytest

from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.page import PlacedLine, PlacedRectangle
from brochure.base.story import Words, leaves
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.layout import SetPages, set_pages
from brochure.proof.placed import placed_findings
from tests.samples import said


@pytest.fixture
def arabic(manuscript: Manuscript) -> Manuscript:
    """The sample as it would lie for an Arabic reader, its lead in Arabic."""
    leaflet = manuscript.leaflet.shortened().but(
        lead=said("قد يخفف الوخز بالإبر الألم. اتصل بالرقم 01632 960 123 اليوم أو غدًا.")
    )
    return replace(manuscript, leaflet=leaflet, language=LANGUAGES["ar"], layout=manuscript.layout.mirrored())


@pytest.fixture
def done(arabic: Manuscript, shelf: Shelf) -> SetPages:
    return set_pages(write(arabic), arabic, shelf.faces)


def test_the_cover_lies_at_the_left_of_the_outside(arabic: Manuscript) -> None:
    """An Arabic reader opens the other way."""
    outside, inside = arabic.layout.sides

    assert [panel.name.text for panel in outside.panels] == ["cover", "back", "flap"]
    assert [panel.name.text for panel in inside.panels] == ["inside-3", "inside-2", "inside-1"]


def test_mirroring_twice_changes_nothing(manuscript: Manuscript) -> None:
    """It is a mirror."""
    assert repr(manuscript.layout.mirrored().mirrored()) == repr(manuscript.layout)


def test_lines_begin_at_the_right_edge_of_their_frames(arabic: Manuscript, done: SetPages, shelf: Shelf) -> None:
    """Numerals hang at the right, texts share the edge beside them."""
    stories = write(arabic)
    inside = next(story for story in stories if story.name == "inside")
    bodies = {leaf.number for leaf in leaves(inside.blocks) if isinstance(leaf, Words) and leaf.style == "lead"}
    edges = {
        round(item.ink.right, 1)
        for page in done.pages
        for item in page.placed
        if isinstance(item, PlacedLine) and item.element in bodies
    }

    assert len(edges) == 1


def test_the_bar_of_the_note_stands_at_its_right(arabic: Manuscript, done: SetPages) -> None:
    """Where the eye begins."""
    inside = done.pages[1]
    rectangles = [item for item in inside.placed if isinstance(item, PlacedRectangle) and item.element]
    ground, bar = rectangles

    assert bar.box.width < 10
    assert bar.box.right == pytest.approx(ground.box.right)


def test_the_proof_holds_for_a_mirrored_sheet(arabic: Manuscript, done: SetPages) -> None:
    """The same proof, not a milder one."""
    assert placed_findings(done.pages, write(arabic), arabic) == ()


def test_a_telephone_number_keeps_its_order(arabic: Manuscript, done: SetPages) -> None:
    """From left to right on paper: 01632, then 960, then 123."""
    number = "01632 960 123"
    for page in done.pages:
        for item in page.placed:
            if isinstance(item, PlacedLine) and number in item.line.text.replace("\u00a0", " "):
                strips = [strip for strip in item.line.strips if "1632" in "".join(c.text for c in strip.clusters)]
                (strip,) = strips
                digits = [(pen, cluster.text) for pen, cluster in zip(strip.pens, strip.clusters, strict=True)]
                assert number in "".join(text for _, text in sorted(digits))
                return
    pytest.fail("the number stands on no line")
