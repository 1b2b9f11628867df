"""Stories cut into the parts of one page: nothing moved, nothing left out."""

from brochure.base.story import Block, Figure, Item, ItemList, Note, Run, Story, TextTag, Words
from brochure.reflow.parts import PageParts, TextPart, page_parts


def words(number: int, tag: TextTag = "P", style: str = "body") -> Words:
    return Words(number, tag, style, (Run(f"words {number}"),), None)


def parts_of(*stories: tuple[Block, ...]) -> PageParts:
    return page_parts(tuple(Story(f"story-{at}", blocks) for at, blocks in enumerate(stories)))


LOGO, CODE, ART = Figure(90, "logo", "Mark", None), Figure(91, "qr", "Code", None), Figure(92, "art", "Line", None)
POINTS = ItemList(93, True, False, (Item(words(94, "Lbl", "numeral"), (words(95),)),))
ENTRIES = ItemList(96, False, True, (Item(None, (words(97, style="item"),)),))
NOTE = Note(98, (words(99, "H2", "note_heading"),))
TITLE, LEAD, TEXT = words(1, "H1", "title"), words(3, style="lead"), words(4)


def test_the_head_ends_with_what_belongs_to_a_cover() -> None:
    """Mark, name, title and the sentence below it; the code of the booking is for the foot."""
    name, strapline = words(5, style="name"), words(6, style="strapline")

    assert parts_of((LOGO, name, TITLE, strapline, LOGO, LEAD)) == PageParts(
        (LOGO, name, TITLE, strapline, LOGO), (TextPart("opening", (LEAD,)),), ()
    )
    assert parts_of((TITLE, CODE, TEXT)).head == (TITLE,)
    assert parts_of((TITLE, NOTE)).head == (TITLE,)
    assert parts_of((TITLE,)) == PageParts((TITLE,), (), ())


def test_a_page_without_a_title_begins_with_its_name() -> None:
    """A preview of a part has none."""
    name = words(5, style="name")

    assert parts_of((name, TEXT)) == PageParts((name,), (TextPart("opening", (TEXT,)),), ())
    assert parts_of((TEXT,)) == PageParts((), (TextPart("opening", (TEXT,)),), ())


def test_the_foot_begins_where_only_address_booking_and_imprint_follow() -> None:
    """The same style in the middle of a page is no foot."""
    contact, caption, imprint = words(5, style="contact"), words(6, style="caption"), words(7, style="imprint")
    formats, name = words(8, style="formats"), words(9, style="contact_name")

    found = parts_of((TITLE, contact, TEXT), (LOGO, name, contact, CODE, caption), (formats, imprint))

    assert found.head == (TITLE,)
    assert found.body == (TextPart("opening", (contact, TEXT)),)
    assert found.foot == (LOGO, name, contact, CODE, caption, formats, imprint)
    assert parts_of((TITLE, imprint)) == PageParts((TITLE,), (), (imprint,))
    assert parts_of((LOGO, TITLE, LOGO, imprint)) == PageParts((LOGO, TITLE, LOGO), (), (imprint,))
    assert parts_of((TITLE, TEXT, ART)).foot == ()
    assert parts_of((TITLE, TEXT, ENTRIES)).foot == ()


def test_a_part_begins_at_each_heading_points_drawing_note_and_story() -> None:
    """And what follows a drawing or a note belongs to neither."""
    section, aside, level = words(5, "H2", "heading"), words(6, "H2", "aside_heading"), words(7, "H3", "heading")

    found = parts_of(
        (TITLE, LEAD, ART, TEXT, POINTS, TEXT, section, TEXT, level, ENTRIES, NOTE, TEXT, aside, TEXT), (TEXT, LEAD)
    )

    assert found.body == (
        TextPart("opening", (LEAD,)),
        TextPart("band", (ART,)),
        TextPart("opening", (TEXT,)),
        TextPart("opening", (POINTS, TEXT)),
        TextPart("section", (section, TEXT, level, ENTRIES)),
        TextPart("note", (NOTE,)),
        TextPart("opening", (TEXT,)),
        TextPart("aside", (aside, TEXT)),
        TextPart("opening", (TEXT, LEAD)),
    )
    assert found.foot == ()
    two = parts_of((TITLE, TEXT), (TEXT, TEXT), (TEXT,))
    assert [len(part.blocks) for part in two.body] == [1, 2, 1]
    photo = Figure(80, "photo", "Room", None)
    assert parts_of((TITLE, TEXT, photo, TEXT)).body == (TextPart("opening", (TEXT, photo, TEXT)),)
