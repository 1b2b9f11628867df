"""The text edition as braille software and a screen reader take it."""

import re

import pytest

from brochure.base.story import Block, Figure, Item, ItemList, Note, Run, Story, Words, leaves
from brochure.reflow import leaves_of_text, text_edition
from brochure.reflow.text import plain
from tests.reflow.samples import LEAFLETS, sample


def text_of(*blocks: Block) -> str:
    return text_edition((Story("inside", blocks),), sample(LEAFLETS[0]).manuscript)


def paragraph(text: str, style: str = "body") -> Words:
    return Words(1, "P", style, (Run(text),), None)


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_nothing_is_drawn_with_characters(leaflet: str) -> None:
    """A row of equals signs is spoken sign by sign and fills a row of braille."""
    manuscript, stories, _ = sample(leaflet)
    text = text_edition(stories, manuscript)

    assert re.search(r"([^\w\s.])\1{2}", text) is None
    assert not {"\u00a0", "\u00ad", "\u200b", "\t", "\r", "*"} & set(text)


def test_a_heading_is_set_off_by_blank_lines_that_tell_its_level() -> None:
    """Blank lines are felt and heard, and cost no sign."""
    text = text_edition(sample(LEAFLETS[0]).stories, sample(LEAFLETS[0]).manuscript)

    assert "Acupuncture\n\n\n\nPain Management\n\nDraft, not approved\n\nHow" in text
    assert "dull ache.\n\n\n1. It may act on your nerves\n\nNeedles" in text
    assert "what cost?\n\n\nSafety and your other care\n\nAcupuncture" in text


def test_a_paragraph_is_one_line() -> None:
    """Braille has its own width; a line that was broken by hand breaks twice there."""
    text = text_of(paragraph("word " * 200))

    assert text == ("word " * 200).strip() + "\n"


def test_a_code_is_followed_by_its_link() -> None:
    """A reader who listens cannot scan."""
    text = text_of(Figure(1, "qr", "QR code: books", None, source="https://riverside.example/book"), paragraph("Scan"))

    assert text == "[QR code: books]\nhttps://riverside.example/book\n\nScan\n"


def test_a_button_is_followed_by_its_address() -> None:
    """Both are read back as the words alone; words that look like such an address are set in, and stay words."""
    link = "https://riverside.example/book"
    button = Words(1, "P", "contact_name", (Run("Book online"),), None, link=link, is_button=True)
    text = text_of(paragraph("9:00", "contact"), button, paragraph(f"<{link}>", "contact"))

    assert text == f"9:00\n\nBook online\n<{link}>\n\n <{link}>\n"
    assert [leaf.text for leaf in leaves_of_text(text)] == ["9:00", "Book online", f"<{link}>"]


def test_lines_of_an_address_stand_together() -> None:
    """An address with a blank line after each line is hard to copy."""
    text = text_of(
        paragraph("12 Mill Lane", "contact"), paragraph("Exampleton", "contact"), paragraph("Formats", "formats")
    )

    assert text == "12 Mill Lane\nExampleton\n\nFormats\n"


def test_a_paragraph_that_begins_like_a_point_is_set_in() -> None:
    """One space tells it from a point; nobody hears it."""
    text = text_of(paragraph("1. April is a holiday."))

    assert text == " 1. April is a holiday.\n"
    assert [leaf.tag for leaf in leaves_of_text(text)] == ["P"]


def test_spaces_and_hyphens_that_only_steer_line_breaks_are_plain() -> None:
    """Braille tables know neither no-break spaces nor soft hyphens."""
    assert text_of(paragraph("Dr\u00a0Li, acu\u00adpunc\u00adture\u200b, 9\u202fam")) == "Dr Li, acupuncture, 9 am\n"


def test_entries_of_a_list_begin_with_a_hyphen_and_points_with_their_number() -> None:
    """Without it nobody who reads by touch or ear knows where one thing to do ends and the next begins."""
    entries = tuple(Item(None, (paragraph(text, "item"),)) for text in ("Rest", "Drink"))
    label = Words(2, "Lbl", "numeral", (Run("1"),), None)
    point = Item(label, (paragraph("Heat", "heading"), paragraph("It helps.")))

    assert text_of(ItemList(3, numbered=False, ruled=False, items=entries)) == "- Rest\n- Drink\n"
    assert (
        text_of(paragraph("Do:"), ItemList(3, numbered=False, ruled=True, items=entries)) == "Do:\n\n- Rest\n- Drink\n"
    )
    assert text_of(ItemList(3, numbered=True, ruled=False, items=(point,))) == "1. Heat\n\nIt helps.\n"


def test_the_shipped_lists_keep_their_hyphens() -> None:
    """As a reader of the leaflet gets them."""
    manuscript, stories, _ = sample(LEAFLETS[1])
    held = [
        block
        for story in stories
        for each in story.blocks
        for block in (each.blocks if isinstance(each, Note) else [each])
    ]
    blocks = [block for block in held if isinstance(block, ItemList) and not block.numbered]
    entries = [plain(leaf.text) for block in blocks for leaf in leaves((block,)) if isinstance(leaf, Words)]
    lines = text_edition(stories, manuscript).split("\n")

    assert len(entries) > 3
    assert [line.removeprefix("- ") for line in lines if line.startswith("- ")] == entries
