"""Every language that a leaflet may be written in, by sentences of its own: on paper, on a phone and in a browser."""

from datetime import date
from pathlib import Path

import pytest

from brochure.base.brand import Hours
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.language_words import LABELS, MAIL
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.content.shelf import open_shelf
from brochure.draft.locale import day_in_words, hours_line
from brochure.pipeline import make_all
from tests.conftest import ROOT
from tests.journey.written import SENTENCES, own, write_leaflet
from tests.samples import said


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_leaflet_of_real_sentences_is_set_and_read_back(tag: str, clinic: Path) -> None:
    """On paper, on a phone and in a browser; each word is seen, and all say the same."""
    leaflet = write_leaflet(tag, clinic)
    shelf = open_shelf(clinic)
    orders = [Order(leaflet, tag, edition=edition) for edition in ("office", "email", "html")]
    (together,) = make_all(orders, shelf, seen=True)

    assert [finding.code for finding in together.findings if finding.blocks] == []
    labels = LANGUAGES[tag].labels
    assert labels is not None
    for made in together.made:
        heard = [words_of(leaf.text) + words_of(leaf.alt) for leaf in made.spoken]
        for words in (SENTENCES[own(tag)][1], labels.do, labels.do_not, labels.box, labels.write):
            assert words_of(words) in heard, words


def test_every_language_has_all_its_words_and_no_two_are_the_same() -> None:
    """A word that was left in another language would be printed."""
    assert LABELS.keys() == MAIL.keys() == {own(tag) for tag in WRITTEN}
    for tag, labels in LABELS.items():
        assert all(labels), tag
        assert len({labels.do, labels.do_not, labels.write, labels.box, labels.yes, labels.no}) == 6, tag
        assert "{}" in MAIL[tag].why
    assert len({labels.do for labels in LABELS.values()}) == len(LABELS)
    assert len({mail.why for mail in MAIL.values()}) == len(MAIL)


def test_american_clocks_and_dates_are_their_own() -> None:
    """Twelve hours, and the month before the day."""
    hours = Hours(days=said("Mon-Fri"), opens=said("9:00"), closes=said("17:30"))
    night = Hours(days=said("Sat"), opens=said("0:15"), closes=said("12:00"))

    assert hours_line(hours, "en-US") == "Monday to Friday 9\u00a0am to 5:30\u00a0pm"
    assert hours_line(night, "en-US") == "Saturday 12:15\u00a0am to 12\u00a0pm"
    assert hours_line(hours, "en-GB") == "Monday to Friday 9:00 to 17:30"
    assert day_in_words(date(2026, 12, 1), "en-US") == "Tuesday, December\u00a01, 2026"


def test_the_table_of_languages_is_that_of_the_program() -> None:
    """docs/languages.md lists each row with its script, and says that no native reader has read the words yet."""
    page = (ROOT / "docs/languages.md").read_text(encoding="utf-8")
    for tag, row in LANGUAGES.items():
        written = "yes" if tag in WRITTEN else "no: no words of the program's own"
        assert f"| `{tag}` | {row.name} | {row.script} | {written} |" in page
