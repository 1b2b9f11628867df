"""What looks like a mark and is none is told with its line; what plainly is something else is not."""

from pathlib import Path

import pytest

from brochure.base.findings import Severity
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from tests.conftest import Told
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


LEAFLET = "content/acupuncture-pain/en.yaml"


def told_of(clinic: Path, typed: str) -> list[str]:
    """What is told of a text in the place of the intro, with the line on which it stands."""
    path = clinic / LEAFLET
    text = path.read_text(encoding="utf-8")
    spoilt = text.replace("intro: >-\n  It is widely used and may ease many types of pain.", f"intro: |\n  {typed}", 1)
    assert spoilt != text
    path.write_text(spoilt, encoding="utf-8")
    findings = read(Order("acupuncture-pain"), open_shelf(clinic)).findings
    path.write_text(text, encoding="utf-8")
    own = [each for each in findings if each.code == "looks-like-markup"]
    assert all(each.severity is Severity.WARNING and each.origin and each.origin.line == 15 for each in own)
    return [each.message.split("'")[1] for each in own]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("a <b>bold</b> word", "<b>"),
        ("one<br/>two", "<br/>"),
        ("a __strong__ word", "__strong__"),
        ("**Never ends", "**"),
        ("never begins**", "**"),
        ("# A heading", "#"),
        ("First:\n  - an entry", "-"),
        ("Bring: • your list • your coat", "•"),
        ("[ ] I agree", "[ ]"),
        ("☐ I agree", "☐"),
        ("*em **with strong** inside*", "*"),
        ("[**dzień** [a](https://clinic.example/pl)]{lang=pl}", "]{lang="),
    ],
)
def test_what_looks_like_a_mark_is_told(clinic: Path, typed: str, shown: str) -> None:
    """It would be printed as it was typed, and nobody would know why."""
    assert told_of(clinic, typed) == [shown]


@pytest.mark.parametrize("typed", ["2*3 and 2**3", "a < b > c", "front_desk__main@clinic.example", "<5 mg", "h**l",
                                   "a_b__c_d", "room #4", "- 5 °C", "Mon • Tue", r"\<b>, \__x__, \[ ]",
                                   "**all** *well*", "[x](https://clinic.example)", "____",
                                   "**[x](https://clinic.example/a)** and [**y**](https://clinic.example/b).",
                                   "[dzień dobry]{lang=pl}", "2 * 3 * 4", "4* rooms*"])  # fmt: skip
def test_what_is_something_else_is_not(clinic: Path, typed: str) -> None:
    """Sums, sizes, addresses and lines to fill in are no marks; nor is what a backslash stands before."""
    assert told_of(clinic, typed) == []


def test_it_is_told_in_words(clinic: Path, told: Told) -> None:
    """With the way out."""
    path = clinic / LEAFLET
    path.write_text(path.read_text(encoding="utf-8").replace("It is widely", "It is <b>widely</b>"), encoding="utf-8")

    told(read(Order("acupuncture-pain"), open_shelf(clinic)).findings)


def test_no_shipped_leaflet_holds_any(shelf: Shelf) -> None:
    """Or somebody would copy it."""
    for leaflet in shelf.leaflets:
        assert "looks-like-markup" not in [each.code for each in read(Order(leaflet), shelf).findings]
