"""Values that look like none are told and held back; what looks like them and is a name goes through."""

from datetime import date

import pytest

from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.people.oddities import Oddities, odd_id, odd_text


@pytest.fixture
def visit(shelf: Shelf) -> Manuscript:
    """The sample with personal fields."""
    return read(Order("your-visit", "en"), shelf).manuscript


ODD = [
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#NV", "#BEZUG!", "#########",
    "NULL",
    "null", "(null)", "undefined", "NaN", "None", "n/a", "«FirstName»", "<<FirstName>>", "{{ first_name }}", "{{name}}",
    "{first}", "${name}", "%FNAME%", "*|FNAME|*", "<% name %>", "[object Object]", "O&#39;Brien", "Fish &amp; Sons",
    "?ukasz Wi?niewski", "Wi?niewski", "-", "--", "?", "…", ".", "0", "0.00", "00", "=1+1", "=A2&B2", "4.47912E+11",
    "1E+11", "4,47912E+11", "Anna #N/A", "Dear «Title» Lee", "ul. D?uga 5/7", "J.Wi?niewski", "Pozna? 2, Wi?lana",
    "see clinic.example/map?site=2 or ask Wi?niewski",
]  # fmt: skip
SOUND = [
    "Anna Nowak", "O'Brien", "O’Brien", "Null", "Nan", "Anna Null", "Jean-Luc", "J", "王小明", "محمد", "Łukasz Wiś",
    "12 Mill Lane", "Suite #4", "Ward 0", "100 %", "50% off, 20% later", "Fish & Sons", "AT&T; Leeds",
    "Are you well? Yes",
    "Who?", "+44 1632 960123", "(Annie) Lee", "[Annie] Lee", "< 5 minutes", "a < b > c", "X Æ A-12", "E+11", "1e5",
    "+0",
    "No. 0 Platform", "Dr Jo, M.A.", "A. #1", "-5 °C", "see clinic.example/map?site=2", "clinic.example?site=2",
    "https://clinic.example/?q", "Mail desk@clinic.example?subject=Visit", "www.clinic.example:80/a?b", "Room #REF!a",
    "Room #12 - NHS #ABC!", "Ward #NV",
]  # fmt: skip


@pytest.mark.parametrize("value", ODD)
def test_a_value_that_is_none_is_odd_and_never_repeated(value: str) -> None:
    assert odd_text(value)
    assert len(value) < 3 or value not in odd_text(value)


@pytest.mark.parametrize("value", [value for value in SOUND if value not in ("+0",)])
def test_a_value_that_people_have_is_not_odd(value: str) -> None:
    """Null, Nan and a street number are what people write."""
    assert odd_text(value) == ""


@pytest.mark.parametrize(("value", "odd"), [("4.47912E+11", True), ("1E+11", True), ("#N/A", True), ("NULL", True),
                                             ("{{id}}", True), ("1041", False), ("0", False), ("A-7", False),
                                             ("1E5", False), ("00123", False), ("-", False)])  # fmt: skip
def test_an_id_that_a_program_damaged_is_odd(value: str, odd: bool) -> None:
    assert bool(odd_id(value)) is odd


@pytest.mark.parametrize(
    ("day", "today", "told"),
    [("2026-12-01", "2026-11-28", ""), ("2026-11-28", "2026-11-28", ""), ("2026-11-27", "2026-11-28", "in the past"),
     ("2026-10-31", "", "in the past"), ("2026-11-27", "", ""), ("1926-12-01", "2026-11-28", "10 years away"),
     ("2126-12-01", "2026-11-28", "10 years away"), ("0001-01-01", "", "10 years away"),
     ("2028-11-01", "2026-11-28", ""), ("2028-11-02", "2026-11-28", "read again")],
)  # fmt: skip
def test_a_day_is_held_against_the_leaflet_and_the_calendar(day: str, today: str, told: str, visit: Manuscript) -> None:
    """Issued on 1 November 2026, to be read again by 1 November 2028."""
    leaflet = visit.leaflet
    assert (leaflet.issued.value, leaflet.review_by.value) == (date(2026, 11, 1), date(2028, 11, 1))

    found = list(Oddities(leaflet, today)({"day": day, "hour": "9:30", **TEXTS}))

    assert [told in each.message for each in found] == [True] * bool(told)
    assert [each.holds for each in found] == ["years" in told] * bool(told)


@pytest.mark.parametrize(
    ("hour", "odd"), [("0:00", True), ("03:15", True), ("4:59", True), ("5:00", False), ("15:00", False)]
)
def test_an_hour_of_the_night_is_told(hour: str, odd: bool, visit: Manuscript) -> None:
    """And does not hold the row: some work at night."""
    found = list(Oddities(visit.leaflet)({"day": "2026-12-01", "hour": hour, **TEXTS}))

    assert [(each.code, each.holds) for each in found] == [("value-hour", False)] * odd


TEXTS = {"name": "Anna Nowak", "clinician": "Dr Jo", "site": "12 Mill Lane"}


def test_an_address_in_the_place_of_a_name_is_told(visit: Manuscript) -> None:
    """Columns were mixed up, or somebody did not know the name; the copy is made all the same."""
    told = [
        each
        for each in Oddities(visit.leaflet)({"day": "2026-12-01", "hour": "9:30", **TEXTS, "name": "anna@x.test"})
        if each.field == "name"
    ]

    assert [(each.message, each.holds) for each in told] == [("holds a mail address", False)]
