"""The duties of a safety note, by the kind of the leaflet."""

import pytest

from brochure.base.leaflet import Kind, SafetyNote
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.record.duties import DUTIES, duty_findings, missing_duties
from tests.samples import said

NOTE = SafetyNote(
    heading=said("Care"), plan=said("It is one part of a plan."), keep=said("Keep taking them."),
    tell_us=(said("you faint"),), urgent=(said("it hurts"),),
)  # fmt: skip


@pytest.mark.parametrize("kind", DUTIES)
@pytest.mark.parametrize("duty", ["plan", "keep", "tell_us", "urgent"])
def test_a_kind_has_its_duties_and_no_others(kind: Kind, duty: str, shelf: Shelf) -> None:
    """A price list has none."""
    leaflet = read(Order("acupuncture-pain"), shelf).manuscript.leaflet.but(kind=kind)
    empty: object = () if duty in ("tell_us", "urgent") else None

    assert missing_duties(leaflet.but(safety=NOTE)) == ()
    assert missing_duties(leaflet.but(safety=NOTE.but(**{duty: empty}))) == tuple({duty} & {*DUTIES[kind]})
    assert missing_duties(leaflet.but(safety=None)) == ()


@pytest.mark.parametrize("text", ["Ok.", "Stop your tablets. You need no doctor."])
def test_words_that_are_no_duty_open_no_door(text: str, shelf: Shelf) -> None:
    """Neither an empty note nor a dangerous one says what it has to."""
    leaflet = read(Order("acupuncture-pain"), shelf).manuscript.leaflet
    note = SafetyNote(heading=said("Note"), text=(said(text),))

    found = list(duty_findings(leaflet.but(safety=note), "999"))

    assert [finding.code for finding in found] == ["duty-missing"] * 4
    assert all(finding.blocks and finding.origin == note.heading.origin for finding in found)


def test_an_urgent_list_has_a_number(shelf: Shelf) -> None:
    """Nobody looks for one while they cannot breathe."""
    leaflet = read(Order("acupuncture-pain"), shelf).manuscript.leaflet.but(safety=NOTE)

    assert [finding.hint for finding in duty_findings(leaflet, "")] == ["write `region:` or `emergency:` in the brand"]
    assert not list(duty_findings(leaflet, "112"))


@pytest.mark.parametrize("written", [".", "Ok.", "-", "999"])
def test_a_sign_is_no_duty(written: str, shelf: Shelf) -> None:
    """Whoever fills a field to get through says nothing; Chinese says enough with few signs."""
    leaflet = read(Order("acupuncture-pain"), shelf).manuscript.leaflet

    assert missing_duties(leaflet.but(safety=NOTE.but(plan=said(written)))) == ("plan",)
    assert missing_duties(leaflet.but(safety=NOTE.but(urgent=(said("it hurts"), said(written))))) == ("urgent",)
    assert missing_duties(leaflet.but(safety=NOTE.but(urgent=(said("胸痛"),)))) == ()
