"""What the gauge tells is what typing comes to: that many letters change nothing, a good deal more do."""

from pathlib import Path

import pytest

from brochure.base.order import Order
from brochure.content.editing import text_at
from brochure.content.shelf import open_shelf
from brochure.studio.book import Book, FieldPath, TypedText
from brochure.studio.gauge import MOST_LETTERS, Gauge, SetState, TextRoom, longer, room_words, set_state, trials
from tests.studio.asking import Visitor

PLAIN = "We look at how you sleep and eat, and we ask what you did before it began to hurt. "


@pytest.fixture
def book(clinic: Path) -> Book:
    return Book(Order("acupuncture-pain"), open_shelf(clinic))


def room_of(gauge: Gauge) -> TextRoom:
    asking = trials(gauge.limit)
    letters = next(asking)
    while True:
        try:
            letters = asking.send(gauge.state(letters))
        except StopIteration as found:
            assert isinstance(found.value, TextRoom)
            return found.value


def typed(book: Book, path: FieldPath, letters: int) -> SetState:
    """How it comes out when a person writes so many letters more, in words of their own."""
    text = text_at(book.tree(), path)
    more = (" " + PLAIN * (letters // len(PLAIN) + 1))[:letters].rstrip()
    return set_state(book.tried(book.changed(book.read(), [TypedText(path, text + more)])))


@pytest.mark.parametrize(
    "path",
    [("points", 3, "text"), ("points", 0, "text"), ("lead",), ("safety", "plan"), ("aside", "items", 0), ("intro", 0)],
    ids=lambda path: ".".join(map(str, path)),
)
def test_typing_that_many_keeps_the_size_and_a_good_deal_more_does_not(book: Book, path: FieldPath) -> None:
    """Held against a layout of the words that somebody else would type."""
    room = room_of(Gauge(book, book.read(), path))
    before = typed(book, path, 0)

    assert room.same is not None and room.same > 0
    assert typed(book, path, round(room.same * 0.9)) == before
    assert typed(book, path, round(room.same * 1.3) + 45) != before
    if room.fits is not None:
        assert not typed(book, path, round(room.fits * 0.9)).is_over
        assert typed(book, path, round(room.fits * 1.3) + 45).is_over


def test_a_language_without_spaces_has_a_gauge_too(clinic: Path) -> None:
    """Its letters are as wide as its own words."""
    book = Book(Order("acupuncture-pain", "zh-Hans"), open_shelf(clinic))
    path: FieldPath = ("points", 3, "text")
    room = room_of(gauge := Gauge(book, book.read(), path))

    assert room.same is not None
    assert gauge.state(room.same) == gauge.state(0)
    assert gauge.state(round(room.same * 1.3) + 45) != gauge.state(0)


def test_few_layouts_are_asked_for() -> None:
    """Each takes a twelfth of a second, and a key waits for one of them at most."""
    for edge in (0, 3, 85, 240, 700, 1_500, MOST_LETTERS + 1):
        asked, asking = 0, trials()
        letters = next(asking)
        try:
            while True:
                asked += 1
                size = 12.0 if letters <= edge else 11.5
                letters = asking.send(SetState(size, 30, 0, letters > 2 * edge + 100))
        except StopIteration as found:
            room = found.value
        assert asked <= 22
        if edge > MOST_LETTERS:
            assert room.same is None
        else:
            assert edge - max(5, 0.04 * edge) - 5 <= room.same <= edge


def test_the_words_that_are_tried_are_as_many_as_they_say() -> None:
    """And a text never ends with a blank, which would be no letter."""
    for letters in (0, 1, 5, 6, 11, 100):
        tried = longer("four words in all", letters)
        assert len(tried) == letters and tried == tried.rstrip()


def test_what_is_told_is_in_plain_words() -> None:
    """About, and what happens then."""
    assert room_words(TextRoom(85, 300)) == (
        "Room for about 85 more letters before the type gets smaller. It no longer fits after about 300."
    )
    assert room_words(TextRoom(85, 85)) == "Room for about 85 more letters; then it no longer fits."
    assert "short form" in room_words(TextRoom(85, None, True))
    assert room_words(TextRoom(0, 0)) == "No room is left."
    assert room_words(TextRoom(0, None)) == "A few letters more, and the type gets smaller."


def test_the_page_is_told_of_the_text_as_it_is_typed(clinic: Path) -> None:
    """What is not saved counts; and a field that is none is refused."""
    visitor = Visitor(open_shelf(clinic))
    base = "/api/l/acupuncture-pain/en"
    version = visitor.post(f"{base}/try", {"version": "", "texts": [], "page": "a"}).said["version"]
    asked = {"version": version, "texts": [], "field": "points.3.text"}
    now = visitor.post(f"{base}/room", asked).said["says"]
    texts = [{"field": "points.3.text", "text": PLAIN * 3}]
    later = visitor.post(f"{base}/room", {**asked, "texts": texts}).said["says"]

    assert now.startswith("Room for about ") and later.startswith(("Room for about ", "A few"))
    assert now != later
    assert visitor.post(f"{base}/room", {**asked, "field": "tilte"}).status == 400


def test_what_patients_get_is_made_of_the_same_words(clinic: Path) -> None:
    """What is not saved too: pages for a telephone, and the web page in a frame that runs nothing."""
    visitor = Visitor(open_shelf(clinic))
    base = "/api/l/acupuncture-pain/en"
    version = visitor.post(f"{base}/try", {"version": "", "texts": [], "page": "a"}).said["version"]
    texts = [{"field": "title", "text": "Needles and pain"}]
    told = visitor.post(f"{base}/patients", {"version": version, "texts": texts, "page": "a"}).said
    shown = visitor.get(told["html"])

    assert len(told["sides"]) > 4 and "Needles and pain" in told["sides"][0]["words"]
    assert "Needles and pain" in shown.body.decode()
    assert "sandbox" in shown.headers["content-security-policy"] and shown.headers["x-frame-options"] == "SAMEORIGIN"
    assert "script" not in shown.headers["content-security-policy"]
    assert "Needles and pain" not in (clinic / "content/acupuncture-pain/en.yaml").read_text(encoding="utf-8")
    assert visitor.get("/l/after-treatment/en/as-html").status == 404


def test_an_error_keeps_the_last_sheet(clinic: Path) -> None:
    """A page that is opened while a text is at fault shows the sheet as it was, and says that it is old."""
    visitor = Visitor(open_shelf(clinic))
    base = "/api/l/acupuncture-pain/en"
    version = visitor.post(f"{base}/try", {"version": "", "texts": [], "page": "a"}).said["version"]
    file = clinic / "content/acupuncture-pain/en.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("issued: 2026-11-01", "issued: soon"), encoding="utf-8")
    told = visitor.post(f"{base}/try", {"version": version, "texts": [], "page": "b"}).said

    assert told["is_old"] and told["sides"] and told["findings"]
