"""What a template may see: plain data with the place of each text, and a shape that says so beforehand."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from brochure.base.brand import Hours
from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.model import Day
from brochure.draft.values import TEXT, MarkedText, data_shape, template_data
from tests.samples import HERE, note_of, said


def texts_in(value: Any) -> list[MarkedText]:
    """Every marked text, in order."""
    if isinstance(value, MarkedText):
        return [value]
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for each in inside for text in texts_in(each)]


def test_every_text_knows_its_place(manuscript: Manuscript) -> None:
    """Its number is that of its origin, and no number is used twice."""
    data = template_data(manuscript)
    texts = texts_in(data.values)

    assert sorted(text.at for text in texts) == list(range(len(data.origins)))
    by_place = {data.origins[text.at]: str(text) for text in texts}
    leaflet, brand = manuscript.leaflet, manuscript.brand
    for each in (
        leaflet.title,
        leaflet.points[3].text[0],
        note_of(manuscript).heading,
        brand.name,
        brand.contact.email,
    ):
        assert by_place[each.origin] == each.text
    assert by_place[leaflet.issued.origin] == "November\u00a02026"
    assert data.values["clinic"]["name"] == brand.name.text
    assert data.values["clinic"]["logo_alt"] == brand.logo.alt.text
    labels = manuscript.language.labels
    assert labels and str(data.values["draft_line"]) == labels.draft


def test_the_data_has_the_shape_that_templates_are_judged_by(manuscript: Manuscript) -> None:
    """A name that is judged sound must be there, and one that is there must be known."""

    def hold(value: Any, shape: Any, path: str) -> None:
        if isinstance(value, dict):
            assert value.keys() == shape.keys(), path
            for name, each in value.items():
                hold(each, shape[name], f"{path}.{name}")
        elif isinstance(value, list):
            assert isinstance(shape, list), path
            for each in value:
                hold(each, shape[0], f"{path}[]")
        elif isinstance(value, str):
            assert shape == TEXT, path
        else:
            assert value is None, path

    hold(template_data(manuscript).values, data_shape(), "")


def test_what_is_no_business_of_a_template_is_not_there() -> None:
    """Fingerprints, short texts, fields and conditions are for the program."""
    shape = data_shape()

    assert not {"made_from", "short", "personal", "file_title"} & shape.keys()
    assert not {"when", "short"} & shape["sections"][0].keys()
    assert shape["sections"][0]["heading"] == shape["draft_line"] == shape["issued"] == TEXT
    assert shape["labels"] == dict.fromkeys(
        ("leaflet", "version", "issued", "review", "book", "contact", "telephone", "tell_us", "urgent"), TEXT
    )
    assert shape["clinic"]["hours"] == [TEXT] or shape["clinic"]["hours"] == TEXT


@pytest.mark.parametrize("at_all", [True, False])
def test_hours_keep_a_place_even_where_they_have_none_of_their_own(manuscript: Manuscript, at_all: bool) -> None:
    """That of their days."""
    hours = Hours(days=said("Mon-Fri"), opens=said("9:00"), closes=said("18:00"))
    assert hours.days.origin == HERE
    contact = manuscript.brand.contact.but(hours=(hours,))

    data = template_data(replace(manuscript, brand=manuscript.brand.but(contact=contact)))

    (text,) = data.values["clinic"]["hours"]
    assert str(text) == "Monday to Friday 9:00 to 18:00"
    assert data.origins[text.at] == (hours.origin or HERE)


LEADS = ("tell_us", "urgent")  # of the safety note: tests/draft/test_note.py


def test_labels_and_draft_line_are_those_of_the_language(manuscript: Manuscript) -> None:
    """A text that nobody signed says so; the place is that of its language."""
    leaflet = manuscript.leaflet.but(source=said("en"), issued=Day(date(2026, 5, 1), HERE))
    polish = replace(manuscript, language=LANGUAGES["pl"], leaflet=leaflet)
    labels = LANGUAGES["pl"].labels
    assert labels

    data = template_data(polish)

    assert labels.book and {name: text for name, text in data.values["labels"].items() if name not in LEADS} == {
        "leaflet": labels.leaflet,
        "version": labels.version,
        "issued": labels.issued,
        "review": labels.review,
        "book": labels.book,
        "contact": labels.contact,
        "telephone": labels.telephone,
    }
    assert data.values["draft_line"] == labels.draft
    assert data.origins[data.values["draft_line"].at] == leaflet.language.origin
    assert data.values["issued"] == "maj\u00a02026"
    declared = replace(polish, leaflet=leaflet.but(status="final", reviewer=said("A")))
    assert template_data(declared).values["draft_line"] == labels.draft
    assert template_data(replace(polish, signed=True)).values["draft_line"] is None


def test_the_words_of_a_network_stay_beside_each_other(manuscript: Manuscript) -> None:
    """A line ends before the account, and not inside the name of the network."""
    brand = manuscript.brand
    account = brand.contact.social[0].but(network=said("X (Twitter)"))
    contact = brand.contact.but(social=(account,))
    (found,) = template_data(replace(manuscript, brand=brand.but(contact=contact))).values["clinic"]["social"]
    assert found["network"] == "X\u00a0(Twitter)"
