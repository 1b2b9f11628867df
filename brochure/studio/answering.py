"""What the scripts of the pages ask about one book: tried, saved, shaped, stepped back, proved, signed."""

from collections.abc import Callable

from brochure.base.findings import BadInput, Finding
from brochure.content.beginnings import Wanted, edits_for
from brochure.content.editing import tree_of
from brochure.content.form import steps_of
from brochure.studio.answers import Json, field_name, finding_rows, places_of
from brochure.studio.book import Book, Saved
from brochure.studio.desk_pages import sign_now
from brochure.studio.history import version_of
from brochure.studio.open_books import OpenBooks, texts_of, typed_bytes

Handler = Callable[[OpenBooks, Book, Json], tuple[int, Json]]


def _try(books: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """How it would be printed; nothing is written."""
    book.keys += 1
    texts = texts_of(asked)
    data = typed_bytes(book, asked, texts)
    told = books.sheet(book, book.tried(data), asked)
    return 200, told | {"version": version_of(data) if not texts else "", "steps": _steps(book)}


def _save(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """Write what is typed."""
    return saved_answer(book, book.save(str(asked["version"]), texts_of(asked), knows=str(asked.get("knows"))))


def saved_answer(book: Book, saved: Saved) -> tuple[int, Json]:
    """What became of something that was to be written."""
    clashes = [{"field": field_name(each.path), "mine": each.mine, "theirs": each.theirs} for each in saved.clashes]
    told = {"version": saved.version, "clashes": clashes, "joined": saved.joined, "steps": _steps(book)}
    return (409 if clashes else 200), told


def _shape(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """An entry more, fewer, or elsewhere; a field more."""
    wanted = Wanted(
        str(asked["act"]), steps_of(str(asked["field"])), int(asked.get("to") or 0), str(asked.get("kind") or "")
    )
    data = book.read()
    edits = edits_for(wanted, tree_of(data, book.name), data, book.model)
    return saved_answer(book, book.shape(str(asked["version"]), *edits))


def _mend(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """The whole file, as somebody mended it."""
    return saved_answer(book, book.mend(str(asked["version"]), str(asked["text"])))


def _back(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """A state that is kept, written again."""
    return saved_answer(book, book.back(str(asked["version"]), str(asked["state"])))


def _stamp(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """The translation says what its source says."""
    return saved_answer(book, book.stamp(str(asked["version"])))


def _step(_: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """Undo or redo."""
    version = book.step(1 if asked["by"] == "redo" else -1)
    return 200, {"version": version, "steps": _steps(book)}


def _prove(books: OpenBooks, book: Book, __: Json) -> tuple[int, Json]:
    """Make the edition of the file as it is, and look for every word of it."""
    data = book.read()
    places = places_of(data, book.name)
    try:
        made = book.proved(books.today())
    except BadInput as fault:
        return 200, {"version": version_of(data), "words": 0, "findings": finding_rows(fault.findings, places)}
    return 200, {"version": version_of(data), "words": made.words, "findings": finding_rows(made.findings, places)}


def _sign(books: OpenBooks, book: Book, asked: Json) -> tuple[int, Json]:
    """Write into the record that somebody stands for the text."""
    if str(asked["version"]) != version_of(book.read()):
        message = "the text changed while this page was open"
        raise BadInput(Finding("signed-other-text", message, None, "load the page again, and read what is new"))
    seen = tuple(map(str, asked["seen"]))
    return 200, {"says": sign_now(book, str(asked["who"]), str(asked["role"]), seen, books.today())}


def _steps(book: Book) -> Json:
    return {"undo": book.history.can_undo, "redo": book.history.can_redo}


ASKED: dict[str, Handler] = {
    "try": _try, "save": _save, "shape": _shape, "mend": _mend, "stamp": _stamp, "step": _step, "prove": _prove,
    "sign": _sign, "back": _back, "patients": lambda books, book, asked: (200, books.patients(book, asked)),
}  # fmt: skip
OF_BRANDS = ("patients", "try", "save", "shape", "step", "prove", "mend")
