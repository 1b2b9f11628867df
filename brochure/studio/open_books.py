"""What lives as long as the program: the open books, what each page has been sent, and the sheet of a book."""

from collections.abc import Callable, Mapping

from brochure.base.order import Order
from brochure.content.form import steps_of
from brochure.content.shelf import Shelf, shown
from brochure.studio.answers import Json, SentPieces, finding_rows, places_of, sheet_answer
from brochure.studio.book import Book, FieldPlaces, Tried, TypedText
from brochure.studio.desk_pages import order_for_brand
from brochure.studio.folded import fold_words
from brochure.studio.guard import SHOWN
from brochure.studio.history import version_of


class OpenBooks:
    """Every book that somebody has opened; one thread asks them, one thing after the other."""

    def __init__(self, shelf: Shelf, today: Callable[[], str]) -> None:
        self.shelf, self.today = shelf, today
        self.sent = SentPieces()
        self.html: dict[Order, bytes] = {}
        self._books: dict[Order, Book] = {}

    def book(self, named: Mapping[str, str]) -> Book:
        """That of a leaflet in a language, or of a brand.

        Raises:
            BadInput: there is none.
        """
        if "brand" in named:
            order = order_for_brand(named["brand"], self.shelf)
        else:
            order = Order(named["leaflet"], named["language"])
        if order not in self._books:
            self._books[order] = Book(order, self.shelf)
        return self._books[order]

    def sheet(self, book: Book, tried: Tried, asked: Json) -> Json:
        """The sheet and the findings of a state of a book."""
        places = places_of(tried.data, book.name)
        told = self._drawn(book, tried, asked, places)
        if not told and (before := book.sound_before()):  # better an old sheet than none
            told = self._drawn(book, before, asked, places_of(before.data, book.name)) | {"is_old": True}
        return told | {"findings": finding_rows(tried.findings, places)}

    def _drawn(self, book: Book, tried: Tried, asked: Json, places: FieldPlaces | None, kind: str = "") -> Json:
        if places and places.also is None and (brand := book.brand_file()):
            places.also = places_of(brand.read_bytes(), shown(brand))
        name, fresh = str(asked.get("page", ""))[:40] + kind, bool(asked.get("fresh"))
        told = sheet_answer(tried, places, self.shelf.faces, self.sent, page=name, fresh=fresh)
        if told and tried.laid and not kind:
            told["fold"] = fold_words(tried.laid)
        return told

    def patients(self, book: Book, asked: Json) -> Json:
        """What patients get of a state of a book: pages for a telephone, and where the web page is."""
        data = typed_bytes(book, asked, texts_of(asked))
        tried, html = book.for_patients(data)
        told = self._drawn(book, tried, asked, places_of(data, book.name), " for patients")
        self.html[book.order] = html
        order = book.order
        home = f"/b/{order.brand}" if order.brand else f"/l/{order.leaflet}/{order.language}"
        return told | {"html": f"{home}{SHOWN}?{version_of(html)[:16]}" if html else ""}


def typed_bytes(book: Book, asked: Json, texts: list[TypedText]) -> bytes:
    """The file with what a page says that was typed; as it is where that is nothing."""
    return book.typed(str(asked["version"]), texts) if texts else book.read()


def texts_of(asked: Json) -> list[TypedText]:
    """What a page says that was typed."""
    return [TypedText(steps_of(str(each["field"])), str(each["text"])) for each in asked["texts"]]
