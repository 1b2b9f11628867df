"""What each page of the studio says, as words for its template."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, cast, get_args

from brochure.base.edition import EASY_READ
from brochure.base.findings import BadInput, Finding
from brochure.base.language import LANGUAGES
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.base.signing import SignerRole
from brochure.content.editing import own_brand, own_file, tree_of
from brochure.content.form import Given, adds_of, brand_adds_of, brand_form_of, form_of
from brochure.content.labels import ADD_WORDS, BLOCK_LABELS, EDITION_USES, STATES
from brochure.content.nodes import read_nodes
from brochure.content.read import find_leaflet
from brochure.content.record_file import read_record
from brochure.content.recording import SignWish, beside_since, changes_since, open_boxes, sign, standing_of
from brochure.content.shelf import Shelf
from brochure.record.redline_page import HEADINGS
from brochure.studio.answers import Json, finding_rows, places_of
from brochure.studio.book import Book
from brochure.studio.history import version_of
from brochure.studio.spoken import _

ROLES: Final = {"clinician": "As a clinician", "translator": "As a translator", "editor": "As an editor"}


class LeafletCard(NamedTuple):
    """One leaflet of the shelf."""

    name: str
    title: str
    code: str
    texts: tuple["TextRow", ...]


class SourceText(NamedTuple):
    """The text that a translation was made from."""

    language: str
    tag: str
    direction: str
    texts: Mapping[str, str]  # by the names of their fields


class TextRow(NamedTuple):
    """It in one language."""

    tag: str
    language: str
    state: str
    kind: str  # of the state, for its colour: good, open, bad
    until: str
    fault: str


def shelf_words(shelf: Shelf, today: str) -> Json:
    """Every leaflet of the clinic's own, with where it stands."""
    own = shelf.folders[0] / "content"
    names = [name for name in shelf.leaflets if (own / name).is_dir() and shelf.stems(own / name)]
    cards = tuple(_card(name, shelf, today) for name in names)
    brands = [(name, _title(own_brand(name, shelf), "name", name)) for name in _own_brands(shelf)]
    return {"cards": cards, "brands": brands, "clinic": _clinic(shelf, names, dict(brands)), "home": ""}


def order_for_brand(name: str, shelf: Shelf) -> Order:
    """A leaflet that shows a brand: one of the clinic's own, or of the program's."""
    own = shelf.folders[0] / "content"
    mine = [each for each in shelf.leaflets if (own / each).is_dir() and shelf.stems(own / each)]
    leaflet = next(iter(mine), shelf.leaflets[0])
    tags = shelf.languages(leaflet)
    return Order(leaflet, "en" if "en" in tags else tags[0], brand=name)


def write_words(book: Book, today: str) -> Json:
    """The form of a leaflet, and where it stands."""
    data = book.read()
    read_nodes(data, file=book.name)  # a form of what no leaflet can be made of would give no reason
    tree = cast(Any, tree_of(data, book.name))
    steps = {"undo": book.history.can_undo, "redo": book.history.can_redo}
    told = {"version": version_of(data), "steps": steps, "add_words": ADD_WORDS}
    if book.order.brand:
        state = TextRow("", "", "In every leaflet", "open", "", "")
        return told | {
            "groups": brand_form_of(tree), "adds": brand_adds_of(tree), "blocks": {}, "titles": {},
            "direction": "auto", "state": state, "languages": [], "home": "Leaflets",
            "title": tree.get("name") or book.order.brand, "language": "The clinic", "brand": "",
            "base": f"/api/b/{book.order.brand}", "source": None,
        }  # fmt: skip
    titles = _layout_titles(book.shelf)
    return told | named_words(book, tree) | {
        "groups": form_of(tree, Given(tuple(titles), _drawings(book.shelf))), "adds": adds_of(tree),
        "blocks": BLOCK_LABELS, "titles": titles, "direction": LANGUAGES[book.order.language].direction,
        "state": _row(book.order, book.shelf, today), "base": f"/api/l/{book.order.leaflet}/{book.order.language}",
        "source": _source(book, tree), "brand": file.parent.name if (file := book.brand_file()) else "",
    }  # fmt: skip


def _layout_titles(shelf: Shelf) -> dict[str, str]:
    """What each shape of paper is called, by its name."""
    return dict(sorted(_titles_of(shelf), key=lambda each: each[1].casefold()))


def _titles_of(shelf: Shelf) -> Iterator[tuple[str, str]]:
    for name in shelf.names("layouts"):
        if file := shelf.find("layouts", name, "layout.yaml"):
            yield name, _title_of(file, file.stat().st_mtime_ns)


@lru_cache(maxsize=256)
def _title_of(file: Path, _: int) -> str:
    return _title(file, "title", file.parent.name)


def _drawings(shelf: Shelf) -> tuple[str, ...]:
    """The program's own pictures for easy read."""
    file = shelf.find("layouts", "easy-a4", "layout.yaml")
    return tuple(sorted(each.stem for each in file.parent.glob("*.svg"))) if file else ()


def mend_words(book: Book) -> Json:
    """A damaged file as the text that it is.

    Raises:
        BadInput: it cannot be read at all.
    """
    data, order = book.read(), book.order
    base = f"/api/b/{order.brand}" if order.brand else f"/api/l/{order.leaflet}/{order.language}"
    return {"text": data.decode("utf-8-sig", "replace"), "version": version_of(data), "base": base, "file": book.name}


def _source(book: Book, tree: Any) -> SourceText | None:
    """What a translation was made from; nothing for an original, or where that cannot be read."""
    tag = tree.get("source") if isinstance(tree, dict) else None
    try:
        file = find_leaflet(Order(book.order.leaflet, str(tag)), book.shelf) if tag else None
        source = cast(Any, tree_of(file.read_bytes(), str(file))) if file else None
    except (BadInput, OSError):
        return None
    if source is None or tag not in LANGUAGES:
        return None
    texts = {field.name: field.value for group in form_of(source) for field in group.fields if field.value}
    return SourceText(LANGUAGES[str(tag)].name, str(tag), LANGUAGES[str(tag)].direction, texts)


def print_words(book: Book, today: str) -> Json:
    """What is to be printed, and what stands against it."""
    data = book.read()
    tree = cast(Any, tree_of(data, book.name))
    others = {name: says for name, says in EDITION_USES.items() if name != EASY_READ.name or tree.get("easy")}
    words = named_words(book, tree) | {"state": _row(book.order, book.shelf, today), "others": others}
    try:
        made = book.proved(today)
    except BadInput as fault:
        return words | {"file": "", "findings": finding_rows(fault.findings, places_of(data, book.name)), "words": 0}
    return words | {
        "file": made.name, "words": made.words, "findings": finding_rows(made.findings, places_of(data, book.name)),
    }  # fmt: skip


def sign_words(book: Book, today: str) -> Json:
    """What changed since the last signature, and what no program sees."""
    data, order = book.read(), book.order
    changes, before = changes_since(order, book.shelf), read_record(book.file).signatures(order.language)
    parts = [(HEADINGS[weight], [each for each in changes if each.weight == weight]) for weight in HEADINGS]
    unfit: list[Json] = []
    try:
        book.proved(today)
    except BadInput as fault:
        unfit = finding_rows(fault.findings, places_of(data, book.name))
    return named_words(book, cast(Any, tree_of(data, book.name))) | {
        "unfit": unfit, "parts": [part for part in parts if part[1]], "signed_before": bool(before),
        "boxes": open_boxes(order, book.shelf), "roles": ROLES,
        "findings": finding_rows(beside_since(order, book.shelf), None),
        "version": version_of(data), "state": _row(order, book.shelf, today),
        "direction": LANGUAGES[order.language].direction,
    }  # fmt: skip


def sign_now(book: Book, who: str, role: str, seen: tuple[str, ...], today: str) -> str:
    """Sign as `brochure sign` does; what is told.

    Raises:
        BadInput: the text may not be signed, cannot be printed as it is, or no name is given.
    """
    assert role in get_args(SignerRole), "the page offers no other"
    if not who.strip():
        raise BadInput(Finding("missing-field", "a signature has a name", None, "write your name"))
    book.proved(today)  # what cannot be printed is not what anybody stands for
    done = sign(SignWish(book.order, who, cast(SignerRole, role), today, seen), book.shelf)
    count = len(done.still_open)
    said = [_("{who} signed this text.", who=who)]
    if count:
        said.append(_("Points that are not ticked: {n}. Somebody looks at what no program can see.", n=count))
    return " ".join([*said, _("It counts until {day}; its mark is {mark}.", day=done.until, mark=done.mark)])


def _own_brands(shelf: Shelf) -> list[str]:
    own = shelf.folders[0] / "content" / "brands"
    return [name for name in shelf.names("content", "brands") if (own / name / "brand.yaml").is_file()]


def _title(file: Path, field: str, name: str) -> str:
    """What a file calls itself; the name of its folder where it cannot be read."""
    try:
        tree = cast(Any, tree_of(file.read_bytes(), name))
        return str(tree.get(field) or name)
    except (BadInput, AttributeError, OSError):
        return name


def _clinic(shelf: Shelf, leaflets: Sequence[str], brands: Mapping[str, str]) -> str:
    """Whose leaflets they are: the name in most of them; that of the folder where none says one."""
    said = Counter(_title(own_file(Order(name, shelf.languages(name)[0]), shelf), "brand", "") for name in leaflets)
    return next((brands[brand] for brand, _ in said.most_common() if brand in brands), shelf.folders[0].resolve().name)


def named_words(book: Book, tree: Any) -> Json:
    """What the head of every page of a leaflet says."""
    order = book.order
    tags = book.shelf.languages(order.leaflet)
    title = tree.get("title") if isinstance(tree, dict) else ""
    return {
        "leaflet": order.leaflet, "tag": order.language, "title": title or order.leaflet, "home": "Leaflets",
        "language": LANGUAGES[order.language].name, "languages": [(tag, LANGUAGES[tag].name) for tag in tags],
    }  # fmt: skip


def _card(name: str, shelf: Shelf, today: str) -> LeafletCard:
    rows = tuple(_row(Order(name, tag), shelf, today) for tag in shelf.languages(name))
    tags = shelf.languages(name)
    file = own_file(Order(name, "en" if "en" in tags else tags[0]), shelf)
    return LeafletCard(name, _title(file, "title", name), _title(file, "code", ""), rows)


def _row(order: Order, shelf: Shelf, today: str) -> TextRow:
    language = LANGUAGES[order.language].name if order.language in LANGUAGES else order.language
    row = TextRow(order.language, language, "Cannot be read", "bad", "", "")
    try:
        standing = standing_of(order, shelf, today)
    except BadInput as fault:
        (first, *_) = finding_rows(fault.findings, None)
        return row._replace(fault=f"{first['says']}. {first['where']}")
    kind = {"signed": "good", "withdrawn": "bad", "expired": "bad"}.get(standing.state, "open")
    who = f" by {standing.who}" if standing.state == "signed" else ""
    return row._replace(state=STATES[standing.state] + who, kind=kind, until=standing.until)
