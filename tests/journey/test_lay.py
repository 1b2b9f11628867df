"""Pages without a file: what `make` would print, or, where it would refuse, what has room and what has none."""

from dataclasses import replace

import pytest

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.story import leaves
from brochure.content import read as reading
from brochure.content.shelf import Shelf
from brochure.pipeline import lay, make
from tests.samples import with_lead

WORDS = "Slow breathing helps the needles do their quiet work. "


@pytest.mark.parametrize("edition", ["office", "email", "press", "html"])
def test_pages_are_those_of_the_finished_edition(edition: str, shelf: Shelf) -> None:
    """An editor's screen shows what the printer gets."""
    order = Order("acupuncture-pain", edition=edition)
    laid, made = lay(order, shelf), make(order, shelf)

    assert laid.pages == made.pages
    assert laid.stories == made.stories
    assert laid.fit == made.fit
    assert laid.over == ()


def test_what_has_no_room_stands_under_its_frame(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word is on a page or over, none on both, and the boxes of what is over lie below the panel's words."""
    order = Order("after-treatment", layout="flyer-a5")
    read = reading.read

    def longer(order: Order, shelf: Shelf) -> reading.Read:
        done = read(order, shelf)
        return done._replace(manuscript=with_lead(done.manuscript, WORDS * 60))

    monkeypatch.setattr("brochure.pipeline.read", longer)
    with pytest.raises(BadInput) as refused:
        make(order, shelf)
    laid = lay(order, shelf)

    told = [each.code for each in laid.findings if each.code != "text-omitted"]
    assert told == [each.code for each in refused.value.findings] == ["overset-text"]
    assert laid.over
    on_pages = [item for page in laid.pages for item in page.placed if isinstance(item, PlacedLine)]
    said = "".join(item.line.text for item in (*on_pages, *laid.over))
    assert said.count("needles") == sum(
        leaf.text.count("needles") for story in laid.stories for leaf in story.blocks if hasattr(leaf, "text")
    )
    story_of = {leaf.number: story.name for story in laid.stories for leaf in leaves(story.blocks)}
    for line in laid.over:
        beside = [item for item in on_pages if item.panel == line.panel]
        own = [item for item in beside if story_of[item.element] == story_of[line.element]]
        assert all(line.baseline < item.baseline for item in own)


def test_a_word_that_is_too_wide_is_over_and_what_follows_is_not(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """One word must not blank the preview of a leaflet."""
    read, word = reading.read, "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichen"

    def with_word(order: Order, shelf: Shelf) -> reading.Read:
        done = read(order, shelf)
        manuscript = with_lead(done.manuscript, word)
        return done._replace(manuscript=replace(manuscript, leaflet=manuscript.leaflet.but(short=None)))

    monkeypatch.setattr("brochure.pipeline.read", with_word)
    laid = lay(Order("acupuncture-pain"), shelf)

    assert [finding.code for finding in laid.findings] == ["word-too-wide"]
    assert laid.shortened
    assert {line.line.text.strip() for line in laid.over} == {word}


def test_a_fault_that_nothing_can_be_set_of_is_still_one(shelf: Shelf) -> None:
    """There are no pages of a leaflet that is not there."""
    with pytest.raises(BadInput):
        lay(replace(Order("acupuncture-pain"), leaflet="nowhere"), shelf)
