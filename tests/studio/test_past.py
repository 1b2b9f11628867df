"""What was written: every kept state, when and what it changed, and the way back to it."""

import os
import re
from pathlib import Path

import pytest

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.studio.book import Book, TypedText
from brochure.studio.history import version_of
from brochure.studio.past import PastState, ago, history_words
from tests.studio.asking import Visitor

LEAFLET = "l/acupuncture-pain/en"


@pytest.fixture
def book(clinic: Path) -> Book:
    return Book(Order("acupuncture-pain"), open_shelf(clinic))


def typed(book: Book, field: str, text: str) -> None:
    path = tuple(int(step) if step.isdigit() else step for step in field.split("."))
    book.save(version_of(book.read()), [TypedText(path, text)])


def states(book: Book, now: float = 0) -> tuple[PastState, ...]:
    return tuple(history_words(book, now)["states"])


def test_the_newest_is_first_and_says_what_it_changed(book: Book) -> None:
    """In words of the form, with what went and what came."""
    typed(book, "title", "Needles")
    typed(book, "points.1.text", "Short.")
    found = states(book)

    assert [change.label for state in found for change in state.changes] == ["Point 2: Text", "On the cover: Title"]
    assert [(piece.kind, piece.text) for piece in found[1].changes[0].pieces] == [
        ("out", "Pain Management"), ("in", "Needles"),
    ]  # fmt: skip
    assert [(state.is_now, state.is_first) for state in found] == [(True, False), (False, False), (False, True)]


def test_each_state_says_when_it_was_last_written(book: Book) -> None:
    """One that came back stands once, where it came last."""
    typed(book, "title", "Needles")
    first, second = book.history.states
    for name, when in ((first, 1_000), (second, 5_000)):
        os.utime(book.history.folder / f"{name}.yaml", (when, when))
    assert [state.ago for state in states(book, 9_000)] == ["1 hour ago", "2 hours ago"]

    book.back(second, first)
    assert [state.version for state in states(book)] == [first, second]
    assert book.history.when(first) > 5_000


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(-5, "Just now"), (59, "59 seconds ago"), (60, "1 minute ago"), (7_199, "1 hour ago"), (200_000, "2 days ago")],
)
def test_time_is_told_in_its_largest_unit(seconds: float, told: str) -> None:
    """Also where the clock was set back."""
    assert ago(seconds) == told


def test_a_state_is_taken_back_as_a_step_that_can_be_undone(clinic: Path) -> None:
    """Byte for byte; not over what somebody wrote meanwhile, and not one that is not kept."""
    visitor, file = Visitor(open_shelf(clinic)), clinic / "content/acupuncture-pain/en.yaml"
    before = file.read_bytes()
    old = version_of(before)
    texts = [{"field": "title", "text": "Needles"}]
    visitor.get(f"/{LEAFLET}")
    new = visitor.post(f"/api/{LEAFLET}/save", {"version": old, "texts": texts}).said["version"]

    page = visitor.get(f"/{LEAFLET}/history").body.decode()
    assert re.findall('data-state="(.*?)"', page) == [old]
    assert "<del>Pain Management</del><ins>Needles</ins>" in page
    assert visitor.post(f"/api/{LEAFLET}/back", {"version": old, "state": old}).said["joined"]
    assert visitor.post(f"/api/{LEAFLET}/back", {"version": new, "state": "0" * 64}).status == 400
    assert version_of(file.read_bytes()) == new
    assert visitor.post(f"/api/{LEAFLET}/back", {"version": new, "state": old}).said["steps"]["undo"]
    assert file.read_bytes() == before
    visitor.post(f"/api/{LEAFLET}/step", {"by": "undo"})
    assert version_of(file.read_bytes()) == new


def test_a_file_that_was_broken_by_hand_can_be_what_it_was(book: Book, clinic: Path) -> None:
    """The page opens, and the damaged state is not offered later."""
    sound = book.read()
    book.file.write_text("title: [never closed", encoding="utf-8")
    page = Visitor(open_shelf(clinic)).get(f"/{LEAFLET}/history").body.decode()

    assert re.findall('data-state="(.*?)"', page) == [version_of(sound)]
    assert "This one cannot be read" in page
    book.back(version_of(book.read()), version_of(sound))
    assert book.file.read_bytes() == sound
    assert [state.is_whole for state in states(book)] == [True, False]
