"""One file, two hands: what is typed here, what changes there, and no word lost between them."""

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.content.edit import AddItem
from brochure.content.editing import text_at, tidy
from brochure.content.shelf import open_shelf
from brochure.studio.book import Book, TypedText
from brochure.studio.history import version_of

TITLE, TEXT = ("title",), ("points", 0, "text")


@pytest.fixture
def book(clinic: Path) -> Book:
    return Book(Order("acupuncture-pain"), open_shelf(clinic))


def now(book: Book, path: tuple[str | int, ...]) -> str:
    return text_at(book.tree(), path)


def elsewhere(book: Book, old: str, new: str) -> None:
    text = book.file.read_text(encoding="utf-8")
    assert old in text
    book.file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_typed_stands_in_the_file(book: Book) -> None:
    """And the rest of it is as it was."""
    before = book.read()
    saved = book.save(version_of(before), [TypedText(TITLE, "Needles")])

    assert book.file.read_bytes() == before.replace(b"title: Pain Management", b"title: Needles")
    assert saved.version == version_of(book.file.read_bytes())
    assert not saved.clashes and not saved.joined


def test_a_try_writes_nothing(book: Book) -> None:
    """The sheet shows what is not in the file yet."""
    before = book.read()
    tried = book.tried(book.typed(version_of(before), [TypedText(TITLE, "Needles")]))

    assert tried.laid is not None
    lines = [item.line.text for page in tried.laid.pages for item in page.placed if isinstance(item, PlacedLine)]
    assert "Needles" in lines
    assert book.file.read_bytes() == before


def test_a_text_that_grows_by_rests_is_broken_as_if_it_was_typed_at_once(book: Book) -> None:
    """Each rest of the hand is saved; the lines of the file must not show where it rested."""
    version = version_of(book.read())
    said = now(book, TEXT)
    for word in ("It", "may", "bring", "calm", "to", "you", "and", "to", "others", "who", "wait"):
        said = f"{said} {word}"
        version = book.save(version, [TypedText(TEXT, said)]).version
    grown = book.file.read_text(encoding="utf-8")
    begin = grown.index("      Needles are thought")
    lines = grown[begin : grown.index("    short: Most of this")].splitlines()

    assert now(book, TEXT) == said
    assert len(lines) == 3


def test_another_field_that_changed_meanwhile_is_kept_too(book: Book) -> None:
    """Two hands at two texts are no quarrel; it is told."""
    version = version_of(book.read())
    elsewhere(book, "How acupuncture may help, and what to know first", "What to know first")

    saved = book.save(version, [TypedText(TITLE, "Needles")])

    assert saved.joined and not saved.clashes
    assert (now(book, TITLE), now(book, ("strapline",))) == ("Needles", "What to know first")


def test_the_same_field_changed_twice_is_for_a_person_to_choose(book: Book) -> None:
    """Nothing is written; both texts are told, and whoever chose saves over the new state."""
    version = version_of(book.read())
    elsewhere(book, "title: Pain Management", "title: Theirs")

    saved = book.save(version, [TypedText(TITLE, "Mine")])

    assert [(each.path, each.mine, each.theirs) for each in saved.clashes] == [(TITLE, "Mine", "Theirs")]
    assert now(book, TITLE) == "Theirs"
    assert not book.save(saved.version, [TypedText(TITLE, "Mine")]).clashes
    assert now(book, TITLE) == "Mine"


def test_the_same_words_typed_twice_are_no_quarrel(book: Book) -> None:
    """Whoever typed them."""
    version = version_of(book.read())
    elsewhere(book, "title: Pain Management", "title: Needles")

    assert not book.save(version, [TypedText(TITLE, "Needles")]).clashes


def test_a_state_that_nobody_knows_any_more_asks_too(book: Book) -> None:
    """A page that was open for a year cannot say what it was typed over."""
    book.read()

    assert book.save("0" * 64, [TypedText(TITLE, "Mine")]).clashes


def test_undo_goes_back_over_what_others_wrote_too(clinic: Path, book: Book) -> None:
    """And forward again, after a restart."""
    first = book.read()
    book.save(version_of(first), [TypedText(TITLE, "Needles")])
    elsewhere(book, "title: Needles", "title: Theirs")
    other = Book(Order("acupuncture-pain"), open_shelf(clinic))

    other.step(-1)
    assert now(other, TITLE) == "Needles"
    other.step(-1)
    assert other.file.read_bytes() == first
    other.step(1)
    other.step(1)
    assert now(other, TITLE) == "Theirs"
    assert other.step(1) == version_of(other.file.read_bytes())


def test_an_entry_is_added_only_to_what_the_page_has_seen(book: Book) -> None:
    """Its number would be that of another one."""
    version = version_of(book.read())
    elsewhere(book, "title: Pain Management", "title: Theirs")
    before = book.file.read_bytes()

    assert book.shape(version, AddItem(("points",), 1, {"heading": "a", "text": "b"})).joined
    assert book.file.read_bytes() == before
    book.shape(version_of(before), AddItem(("points",), 1, {"heading": "a", "text": "b"}))
    assert now(book, ("points", 1, "heading")) == "a"


def test_a_file_that_somebody_broke_is_told_with_its_line(book: Book) -> None:
    """And nothing is typed into it."""
    version = version_of(book.read())
    elsewhere(book, "title: Pain Management", "title: [Pain")

    with pytest.raises(BadInput) as caught:
        book.save(version, [TypedText(TITLE, "Mine")])

    assert caught.value.findings[0].code == "yaml-damaged"
    assert "title: [Pain" in book.file.read_text(encoding="utf-8")


def test_too_many_words_are_shown_where_they_would_stand(book: Book) -> None:
    """The sheet does not stop; what has no room is told."""
    version = version_of(book.read())
    tried = book.tried(book.typed(version, [TypedText(("safety", "plan"), "word " * 300)]))

    assert tried.laid is not None and tried.laid.over
    assert "overset-text" in {finding.code for finding in tried.findings}


@pytest.mark.parametrize(
    ("path", "typed", "kept"),
    [
        (TITLE, "  two \n words ", "two words"),
        (TEXT, "one\r\ntwo  three \n\n\n\nfour\n", "one\ntwo three\n\nfour"),
        (TITLE, "5\u00a0mg \t of\u2009it", "5\u00a0mg of\u2009it"),  # these keep words together
    ],
)
def test_blanks_that_nobody_means_are_not_kept(path: tuple[str | int, ...], typed: str, kept: str) -> None:
    """A line ends where the field has lines."""
    assert tidy(path, typed) == kept


def test_a_program_that_is_killed_leaves_the_old_file_or_the_new(clinic: Path) -> None:
    """In the middle of two hundred saves."""
    lines = len((clinic / "content/acupuncture-pain/en.yaml").read_bytes().splitlines())
    texts = {f"Title {number}" for number in range(200)} | {"Pain Management"}
    for pause in (0.4, 0.9, 1.3):
        process = multiprocessing.get_context("fork").Process(target=_save_often, args=(clinic,))
        process.start()
        time.sleep(pause)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()

        book = Book(Order("acupuncture-pain"), open_shelf(clinic))
        assert now(book, TITLE) in texts
        assert len(book.file.read_bytes().splitlines()) == lines


def _save_often(clinic: Path) -> None:
    book = Book(Order("acupuncture-pain"), open_shelf(clinic))
    for number in range(200):
        book.save(version_of(book.read()), [TypedText(TITLE, f"Title {number}")])


def test_what_the_page_saved_itself_meanwhile_is_nobody_elses(book: Book) -> None:
    """A second field is typed while the first one is on its way: both are there, and nobody is told of a stranger."""
    start = version_of(book.read())
    first = book.save(start, [TypedText(TITLE, "Needles")])
    second = book.save(start, [TypedText(TEXT, "Short.")], knows=first.version)
    stranger = book.save(start, [TypedText(("lead",), "Other.")], knows=first.version)

    assert (second.joined, stranger.joined) == (False, True)
    assert (now(book, TITLE), now(book, TEXT), now(book, ("lead",))) == ("Needles", "Short.", "Other.")
