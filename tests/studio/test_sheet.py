"""The sheet as pieces of SVG: the same picture as the printed page, each piece under a digest of what it shows."""

import random
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageFilter

from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.content.shelf import Shelf, open_shelf
from brochure.content.spans import spans_of, texts_of
from brochure.pipeline import lay, make
from brochure.studio.answers import SentPieces, field_name, places_of, sheet_answer
from brochure.studio.book import Book, Tried, TypedText
from brochure.studio.history import version_of
from brochure.studio.sheet import changed_pieces, sides_of

ORDER = Order("acupuncture-pain")


def test_a_letter_more_sends_the_lines_that_it_moved_and_no_other(shelf: Shelf) -> None:
    """One word of one line: one piece of a hundred and thirty, and not a byte of the others."""
    text = shelf.read("content", "acupuncture-pain", "en.yaml")
    longer = shelf.with_unsaved({"content/acupuncture-pain/en.yaml": text.replace("Scan to book a", "Scan to see a")})
    before, after = (sides_of(lay(ORDER, each), each.faces) for each in (shelf, longer))
    new = [changed_pieces(side, {piece.key for piece in old.pieces}) for old, side in zip(before, after, strict=True)]

    assert sum(len(side.pieces) for side in after) > 100
    assert [len(each) for each in new] == [2, 0]  # the line, and the mark of the text in the imprint
    assert any("Scan to see a visit" in svg for svg in new[0].values())


def test_a_key_stands_for_one_picture(shelf: Shelf) -> None:
    """Two pieces under one key would be one on the screen."""
    for leaflet, language in (("acupuncture-pain", "en"), ("acupuncture-pain", "ar"), ("after-treatment", "en")):
        for side in sides_of(lay(Order(leaflet, language), shelf), shelf.faces):
            keys = [piece.key for piece in side.pieces]
            assert len({*keys}) == len(keys)


def test_a_page_gets_what_it_has_not_and_all_when_it_asks(shelf: Shelf) -> None:
    """Each open page knows its own."""
    side = sides_of(lay(ORDER, shelf), shelf.faces)[0]
    sent = SentPieces()

    assert len(sent.new("a", side, fresh=False)) == len(side.pieces)
    assert sent.new("a", side, fresh=False) == {}
    assert len(sent.new("b", side, fresh=False)) == len(side.pieces)
    assert len(sent.new("a", side, fresh=True)) == len(side.pieces)


def test_a_page_that_patched_a_hundred_answers_shows_what_a_fresh_one_shows(clinic: Path) -> None:
    """Random words in random fields: no piece is missing, none is left over, and none shows another picture."""
    book, sent, draw = Book(ORDER, open_shelf(clinic)), SentPieces(), random.Random(5)
    version = version_of(book.read())
    fields = [path for path, node in texts_of(spans_of(book.file.read_text(encoding="utf-8"))) if len(node.value) > 30]
    shown: dict[str, dict[str, str]] = {}
    for _ in range(100):
        words = " ".join(
            draw.choices(["pain", "**needle**", "we", "ask", "you", "about", "60 %"], k=draw.randint(2, 24))
        )
        tried = book.tried(book.typed(version, [TypedText(draw.choice(fields), words)]))
        told = sheet_answer(tried, None, book.shelf.faces, sent, page="a", fresh=False)
        for side in told.get("sides", ()):
            known = {**shown.get(side["name"], {}), **side["new"]}
            shown[side["name"]] = {key: known[key] for key in side["order"]}
    fresh = sides_of(tried.laid, book.shelf.faces) if tried.laid else ()

    assert len(fresh) == 2
    assert {side.name: {piece.key: piece.svg for piece in side.pieces} for side in fresh} == shown


def bare(text: str) -> str:
    """Letters and figures alone: marks, spaces and hyphens that a line adds do not count."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@pytest.mark.parametrize("leaflet", ["acupuncture-pain", "after-treatment", "your-visit"])
@pytest.mark.parametrize("layout", ["", "zfold-a4", "page-a4", "booklet-a5", "poster-a3", "card-dl"])
def test_every_line_that_somebody_wrote_leads_to_a_field_that_holds_its_words(
    clinic: Path, leaflet: str, layout: str
) -> None:
    """The click map: each word of a line stands in the text of its field."""
    book = Book(Order(leaflet, layout=layout), open_shelf(clinic))
    tried = book.tried(book.read())
    if tried.laid is None:
        pytest.skip("this leaflet has no such shape")
    places = places_of(tried.data, book.name)
    told = sheet_answer(tried, places, book.shelf.faces, SentPieces(), page="a", fresh=True)
    typed = {field_name(path): bare(node.value) for path, node in texts_of(spans_of(tried.data.decode()))}
    right = 0
    for page, side in zip(tried.laid.pages, told["sides"], strict=True):
        for item, name in zip(page.placed, side["fields"], strict=False):
            if not (isinstance(item, PlacedLine) and name and (line := bare(item.line.text))):
                continue
            if line in typed[name]:
                right += 1
            else:  # words of the program beside those of the field, such as `Tell us if`
                assert [
                    other for other, text in typed.items() if line in text and len(line) > 3 and other[:8] != "personal"
                ] == [], (name, line)

    assert right > 10


@pytest.mark.parametrize(
    ("leaflet", "language", "layout"),
    [
        ("acupuncture-pain", "en", ""), ("acupuncture-pain", "ar", ""), ("acupuncture-pain", "zh-Hans", "zfold-a4"),
        ("after-treatment", "en", "page-a4"), ("acupuncture-pain", "pl", ""),
    ],
)  # fmt: skip
@pytest.mark.judge
def test_the_sheet_looks_like_the_file(chromium: Any, shelf: Shelf, leaflet: str, language: str, layout: str) -> None:
    """Painted by Chromium from the pieces and by pdfium from the file: hardly a pixel differs after a small blur."""
    order = Order(leaflet, language, layout)
    made = make(order, shelf)
    sides = sides_of(made.laid, shelf.faces)
    document = pypdfium2.PdfDocument(made.data)
    page = chromium.new_page(viewport={"width": 1000, "height": 1500})
    try:
        for number, side in enumerate(sides):
            width = 900
            height = round(width * side.height / side.width)
            inside = "".join(piece.svg for piece in side.pieces)
            box = f'viewBox="0 0 {side.width} {side.height}" width="{width}" height="{height}"'
            page.set_content(
                "<style>body{margin:0}.hit{fill:none}</style>"
                f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{inside}</svg>'
            )
            shot = page.locator("svg").first.screenshot()
            seen = Image.open(BytesIO(shot)).convert("L").resize((width, height))
            sheet = document[number]
            printed = sheet.render(scale=width / sheet.get_width()).to_pil().convert("L").resize((width, height))
            one, other = (np.asarray(each.filter(ImageFilter.GaussianBlur(2)), dtype=int) for each in (seen, printed))

            assert (abs(one - other) > 40).mean() < 0.002
    finally:
        page.close()


def test_what_cannot_be_set_has_no_sides() -> None:
    """The page keeps the sheet that it has."""
    assert sheet_answer(Tried(b"", None, ()), None, open_shelf().faces, SentPieces(), page="a", fresh=True) == {}


def test_a_field_has_one_name() -> None:
    """Steps with a dot between."""
    assert field_name(("points", 0, "text")) == "points.0.text"
    assert field_name(None) == ""
