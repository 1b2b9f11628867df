"""The HTML edition: one file, whole, and built as a screen reader expects."""

import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from brochure.base.art import Drawing, Picture
from brochure.base.language import LANGUAGES
from brochure.base.story import Block, Figure, Item, ItemList, Run, Story, Words
from brochure.reflow import html_edition, leaves_of_html
from tests.reflow.samples import LEAFLETS, sample

VOID = {"meta", "img", "path", "br", "wbr"}


class Elements(HTMLParser):
    """Each element with its attributes; pairs of tags are checked on the way."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> names an attribute twice"
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def page_of(leaflet: str) -> str:
    manuscript, stories, drawings = sample(leaflet)
    return html_edition(stories, manuscript, drawings=drawings)


def page_with(*blocks: Block, language: str = "en") -> str:
    manuscript, _, drawings = sample(LEAFLETS[0])
    spoken = replace(manuscript, language=LANGUAGES[language])
    return html_edition((Story("inside", blocks),), spoken, drawings=drawings)


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_the_page_needs_no_other_file(leaflet: str) -> None:
    """One file that can be mailed, kept and read without a network."""
    elements = Elements(page_of(leaflet)).found

    assert not {"script", "link", "iframe", "object", "embed", "form", "base"} & {tag for tag, _ in elements}
    for tag, attributes in elements:
        assert "url(" not in attributes.get("style", "")
        assert "var(" not in attributes.get("style", "")  # mail programs know none
        assert not any(name.startswith("on") or name in ("srcset", "background") for name in attributes)
        assert attributes.get("src", "data:image/").startswith("data:image/")
        assert re.match("https://|mailto:|tel:", attributes.get("href", "tel:"))
        assert tag == "a" or "href" not in attributes


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_landmarks_come_in_reading_order(leaflet: str) -> None:
    """A reader who listens jumps from one to the next."""
    tags = [tag for tag, _ in Elements(page_of(leaflet)).found if tag in ("header", "main", "footer")]

    assert tags == ["header", "main", "footer"]


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_no_level_of_heading_is_skipped(leaflet: str) -> None:
    """A list of headings is how many readers skim a page."""
    levels = [int(leaf.tag[1]) for leaf in leaves_of_html(page_of(leaflet)) if leaf.tag in ("H1", "H2", "H3")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_sections_are_named_by_their_headings(leaflet: str) -> None:
    """A name that points nowhere is no name."""
    elements = Elements(page_of(leaflet)).found
    headings = [attributes["id"] for tag, attributes in elements if tag == "h2" and "id" in attributes]
    sections = [attributes for tag, attributes in elements if tag == "section"]

    assert len(set(headings)) == len(headings)
    assert {section["aria-labelledby"] for section in sections} <= set(headings)
    assert [section.get("role") for section in sections].count("note") == 1


def test_points_carry_real_numbers() -> None:
    """The numbers belong to the list, so that they are spoken and copied with it."""
    elements = Elements(page_of("acupuncture-pain")).found

    assert [attributes["value"] for tag, attributes in elements if tag == "li" and "value" in attributes] == [
        str(number) for number in range(1, 8)
    ]


def test_text_cannot_become_markup() -> None:
    """Not even on purpose."""
    text = "<script>alert('1')</script> \"quoted\" & <img src=x onerror=y>"
    page = page_with(Words(1, "P", "body", (Run(text),), None), Figure(2, "art", text + '" onload="x', None))
    elements = Elements(page).found

    assert "<script" not in page
    assert not any(tag == "script" or {"onerror", "onload"} & attributes.keys() for tag, attributes in elements)
    assert [leaf.text or leaf.alt for leaf in leaves_of_html(page)] == [text, text + '" onload="x']


def test_the_invitation_is_a_button_with_words() -> None:
    """Nobody scans the telephone in their own hand; mail programs keep the styles of an element alone."""
    page = page_of("acupuncture-pain")

    assert (
        '<p class="action"><a class="button" href="https://riverside.example/book" style="display:inline-block;'
        'padding:.6em 1.1em;background:#12343b;color:#ffffff;font-weight:bold;text-decoration:none">'
        "Book a visit online</a></p>\n" in page
    )
    assert "QR code" not in page and 'class="qr"' not in page
    assert page.index("</address>") < page.index('class="action"')


def test_a_code_of_a_template_is_a_link_on_the_screen_and_a_code_on_paper() -> None:
    """A clinic's own template may show a code everywhere."""
    manuscript, _, drawings = sample(LEAFLETS[0])
    source = "https://riverside.example/book"
    story = Story("inside", (Figure(1, "qr", "QR code: books", None, source=source),))
    page = html_edition((story,), manuscript, drawings=replace(drawings, codes={source: Drawing(1, 1, ())}))

    assert f'<figure class="qr"><a class="button" href="{source}">QR code: books</a><svg class="printed"' in page


def test_a_code_that_leads_elsewhere_is_only_a_picture() -> None:
    """A template writes the source of a figure; a page follows three schemes."""
    manuscript, _, drawings = sample(LEAFLETS[0])
    source = "javascript:alert(1)"
    story = Story("inside", (Figure(1, "qr", "QR code", None, source=source),))
    page = html_edition((story,), manuscript, drawings=replace(drawings, codes={source: Drawing(1, 1, ())}))

    assert "javascript" not in page
    assert '<svg viewBox="0 0 1 1" role="img" aria-label="QR code">' in page


def test_the_contact_can_be_tapped() -> None:
    """Telephone and mail are one tap away."""
    page = page_of("acupuncture-pain")

    assert 'href="tel:01632960123"' in page
    assert 'href="mailto:hello@riverside.example"' in page


def test_a_mark_of_pixels_stands_in_the_page() -> None:
    """A clinic without an SVG has a mark as well."""
    manuscript, stories, drawings = sample(LEAFLETS[0])
    mark = Picture(1, 1, 1, b"\x80", is_jpeg=False)
    artwork = manuscript.artwork._replace(logo=mark, logo_reversed=mark)
    page = html_edition(stories, replace(manuscript, artwork=artwork), drawings=drawings)

    assert page.count('src="data:image/png;base64,') == 3
    assert leaves_of_html(page) == leaves_of_html(page_of(LEAFLETS[0]))


def test_the_page_says_its_language_and_direction() -> None:
    """The voice, the fonts and the side on which lines begin follow from it."""
    page = page_with(Words(1, "P", "body", (Run("مرحبا"),), None), language="ar")

    assert '<html lang="ar" dir="rtl">' in page


def test_the_same_words_give_the_same_page() -> None:
    """Two builds can be compared."""
    assert page_of(LEAFLETS[0]) == page_of(LEAFLETS[0])


def test_points_are_an_ordered_list_and_entries_are_not() -> None:
    """`list of seven, one` is what a screen reader says; in a `ul` it says `bullet` and the number is lost."""
    lists = [
        (tag, attributes) for tag, attributes in Elements(page_of("acupuncture-pain")).found if tag in ("ol", "ul")
    ]

    numbered = {"class": "points", "role": "list", "style": "list-style-type:decimal"}
    plain = ("ul", {"class": "plain", "role": "list"})  # of the safety note
    assert lists == [("ol", numbered), plain, plain, ("ul", {"class": "ruled", "role": "list"})]


def test_a_list_without_rules_is_plain() -> None:
    """Its looks hang on the class."""
    entry = Item(None, (Words(2, "P", "item", (Run("Rest"),), None),))
    page = page_with(ItemList(1, numbered=False, ruled=False, items=(entry,)))

    assert '<ul class="plain" role="list">\n<li>\n<p class="item">Rest</p>\n</li>\n</ul>\n' in page
