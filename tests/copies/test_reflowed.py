"""A body that is filled is the body that would be made for one person alone, and is proved as that is."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.findings import BadInput, BadValues
from brochure.base.order import Order
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies.reflowed import ReflowCopier
from brochure.pipeline import make
from brochure.send.bodies import refuse_fetching
from tests.conftest import ROOT

ROW = {"day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo Example", "site": "12 Mill Lane", "first": "yes"}
NAMES = (
    "Anna Nowak", "Nguyễn Thị Ngọc", "李雷", "محمد علي", "Siân O'Brien", "**Bold** {name} <b>&amp;", "- Jo", "[Jo]",
    "1. Jo", "9:30", "hello@riverside.example", "</p><p>", "&", "\"x\" 'y'", "<!--", "&#65", "12",
    "a\u00a0b", "Jo\u200bAnn", "<style>",
)  # fmt: skip
VALUES = st.text(
    st.sampled_from("aZ9 <>&;\"'[]-.:#/!\u00ad\u05d0\u0627针β") | st.characters(exclude_categories=("C", "Z")),
    max_size=12,
).filter(str.strip)


def nobody(text: str) -> None:
    """Refuses nothing."""


def filled(copier: ReflowCopier, row: dict[str, str]) -> str:
    text = copier.copy(copier.judge.sound(row))
    assert text is not None
    return text


@pytest.fixture(scope="module", params=["text", "html"])
def copier(request: pytest.FixtureRequest, shelf: Shelf) -> ReflowCopier:
    """An edition that is filled again and again."""
    return ReflowCopier(Order("your-visit", edition=request.param), shelf, nobody)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("first", ["yes", "no"])
def test_filled_is_what_one_person_would_get(copier: ReflowCopier, shelf: Shelf, name: str, first: str) -> None:
    """Names of five scripts, marks of HTML and of the text edition, links and times: byte for byte."""
    row = {**ROW, "name": name, "site": name, "first": first}

    assert (
        filled(copier, row).encode()
        == make(Order("your-visit", edition=copier.order.edition, values=row, for_mail=True), shelf).data
    )


@settings(max_examples=40)
@given(VALUES, VALUES)
def test_whatever_is_filled_in_is_what_one_person_would_get(
    copier: ReflowCopier, shelf: Shelf, name: str, site: str
) -> None:
    """What no list of names would think of; both ways refuse the same."""
    row = {**ROW, "name": name, "site": site}
    order = Order("your-visit", edition=copier.order.edition, values=row, for_mail=True)
    try:
        alone = make(order, shelf).data.decode()
    except BadValues:
        with pytest.raises(BadValues):
            filled(copier, row)
        return

    assert filled(copier, row) == alone


def test_a_place_that_loses_a_word_is_told(copier: ReflowCopier, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each letter is held against its own words, not the template alone."""
    filled(copier, {**ROW, "name": "Jo"})
    monkeypatch.setattr("brochure.reflow.inline_html", lambda runs, *_: runs[0].text.replace("Nowak", ""))
    monkeypatch.setattr("brochure.reflow.filled_line", lambda text, *, after: text.replace("Nowak", ""))

    with pytest.raises(BadInput) as caught:
        filled(copier, {**ROW, "name": "Anna Nowak"})

    assert [finding.code for finding in caught.value.findings] == ["lost-words"]


def visit(folder: Path, *changes: tuple[str, str]) -> Shelf:
    """The shelf with a leaflet that differs."""
    for name in ("content", "layouts"):
        shutil.copytree(ROOT / name, folder / name)
    path = folder / "content/your-visit/en.yaml"
    text = path.read_text(encoding="utf-8")
    for said, other in changes:
        assert said in text
        text = text.replace(said, other)
    path.write_text(text, encoding="utf-8")
    return open_shelf(folder)


def test_words_in_the_head_are_filled_in_and_looked_at(tmp_path: Path) -> None:
    """Without a strapline a page is described by its lead; an attribute escapes what a paragraph need not."""
    shelf = visit(tmp_path, ("\nstrapline: When to come, and what to bring\n", "\n"))
    copier = ReflowCopier(Order("your-visit", edition="html", for_mail=True), shelf, refuse_fetching)
    row = {**ROW, "name": 'O\u2033Brien & "Jo" <x>'}
    html = filled(copier, row)

    assert html.encode() == make(Order("your-visit", edition="html", values=row, for_mail=True), shelf).data
    assert '<meta name="description" content="Dear O' in html
    with pytest.raises(BadInput) as caught:
        filled(copier, {**ROW, "name": "x src=y"})
    assert caught.value.findings[0].code == "mail-fetches"


def test_what_is_filled_in_is_looked_at(shelf: Shelf) -> None:
    """The template once, and each place in its tag: what would fetch something is refused as in a whole message."""
    copier = ReflowCopier(Order("your-visit", edition="html", for_mail=True), shelf, refuse_fetching)
    filled(copier, {**ROW, "name": "Jo"})
    for name in ("url(x", "a @import b"):
        with pytest.raises(BadInput) as caught:
            filled(copier, {**ROW, "name": name})

        assert caught.value.findings[0].code == "mail-fetches"


def test_a_code_of_their_own_makes_the_edition_by_itself(tmp_path: Path) -> None:
    """There is no template where more than words differ."""
    field = "  page: {type: link, label: page, example: https://riverside.example/v/1}"
    link = ("\nbooking:\n", '\nbooking:\n  link: "{page}"\n')
    shelf = visit(tmp_path, ("\npersonal:\n", f"\npersonal:\n{field}\n"), link)
    copier = ReflowCopier(Order("your-visit", edition="html", for_mail=True), shelf, nobody)

    assert copier.copy(copier.judge.sound({**ROW, "name": "Jo", "page": "https://riverside.example/v/2"})) is None
