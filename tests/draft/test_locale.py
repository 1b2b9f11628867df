"""Months and hours of opening, as each language says them."""

import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.brand import WEEK, Hours
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.base.story import Words, leaves
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.locale import hours_line, month_and_year
from brochure.draft.typography import tidy
from brochure.draft.write import write
from tests.samples import said

NOVEMBER = date(2026, 11, 1)


def hours(days: str, opens: str = "9:00", closes: str = "18:00") -> Hours:
    return Hours(days=said(days), opens=said(opens), closes=said(closes))


@pytest.mark.parametrize(
    ("tag", "month"),
    [
        ("en", "November 2026"),
        ("en-GB", "November 2026"),
        ("es", "noviembre de 2026"),
        ("pl", "listopad 2026"),
        ("zh-Hans", "2026年11月"),
        ("ar", "نوفمبر 2026"),
    ],
)
def test_a_month_is_said_as_the_reader_says_it(tag: str, month: str) -> None:
    """It stays on one line, and its digits are Western."""
    assert month_and_year(NOVEMBER, tag) == month.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("tag", "line"),
    [
        ("en", "Monday to Friday 9:00 to 18:00"),
        ("es", "Lunes a viernes de 9:00 a 18:00"),
        ("pl", "Od poniedziałku do piątku od 9:00 do 18:00"),
        ("zh-Hans", "周一至周五 9:00至18:00"),
        ("ar", "الاثنين إلى الجمعة من 9:00 إلى 18:00"),
    ],
)
def test_days_and_hours_are_said_as_the_reader_says_them(tag: str, line: str) -> None:
    """A patient who comes to a closed door cannot read the brand's English."""
    assert hours_line(hours("Mon-Fri"), tag) == line


@pytest.mark.parametrize(
    ("days", "tag", "line"),
    [
        ("Sat", "en", "Saturday 9:00 to 18:00"),
        ("Sat", "es", "Sábado de 9:00 a 18:00"),
        ("Mon, Wed", "en", "Monday, Wednesday 9:00 to 18:00"),
        ("Mon, Wed", "zh-Hans", "周一、周三 9:00至18:00"),
        ("Mon-Wed, Fri", "es", "Lunes a miércoles, viernes de 9:00 a 18:00"),
        ("Mon, Wed", "ar", "الاثنين، الأربعاء من 9:00 إلى 18:00"),
    ],
)
def test_single_days_and_lists_of_days_are_said(days: str, tag: str, line: str) -> None:
    """The comma is the language's own."""
    assert hours_line(hours(days), tag) == line


@pytest.mark.parametrize("tag", LANGUAGES)
@given(at=st.integers(0, 6), day=st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_language_of_the_table_has_months_and_days(tag: str, at: int, day: date) -> None:
    """A language is set up by rows, not by work here."""
    line, month = hours_line(hours(WEEK[at]), tag), month_and_year(day, tag)

    assert "9" in line
    assert line != hours_line(hours(WEEK[at - 1]), tag)
    assert str(day.year) in month or str(day.year + 543) in month  # Thailand counts from another year
    assert " " not in month
    assert all(figure.isascii() for figure in month if figure.isdigit())


def test_english_never_meets_babel() -> None:
    """Its import costs more than a page of English; most runs are English."""
    script = (
        "import sys; from datetime import date; from brochure.base.brand import Hours;"
        "from brochure.base.origin import Origin, Said; from brochure.draft.locale import hours_line, month_and_year;"
        "at = Origin('a', 1, 1); h = Hours(days=Said('Mon', at), opens=Said('9:00', at), closes=Said('18:00', at));"
        "hours_line(h, 'en-GB'); month_and_year(date(2026, 1, 1), 'en'); print('babel' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "False\n"


@pytest.mark.parametrize("tag", WRITTEN)
def test_labels_are_words_in_every_language(tag: str) -> None:
    """An empty label would leave a bare number on the back panel."""
    assert all(word.strip() == word and word for word in LANGUAGES[tag].labels or [""])


@pytest.mark.parametrize("language", ["es", "pl", "zh-Hans", "ar"])
def test_the_hours_of_a_translation_are_in_its_language_and_know_their_line(shelf: Shelf, language: str) -> None:
    """A finding about them leads to the entry of the brand."""
    manuscript = read(Order("acupuncture-pain", language), shelf).manuscript
    entries = manuscript.brand.contact.hours

    words = [leaf for story in write(manuscript) for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    lines = [(leaf.text, leaf.origin) for leaf in words if "13:00" in leaf.text or "18:00" in leaf.text]
    assert lines == [(tidy(hours_line(each, language), manuscript.language), each.origin) for each in entries]
    assert all(isinstance(each.origin, Origin) for each in entries)
