"""The same leaflet open and locked."""

from typing import NamedTuple
from unittest import mock

from brochure.base.edition import NAMED_EDITIONS
from brochure.base.order import Order
from brochure.compose import compose
from brochure.content.shelf import Shelf
from brochure.pdf import book_of
from brochure.pdf.lock import Lock
from brochure.pdf.writer import SerialDocument, write_document
from brochure.pipeline import lay


class Copies(NamedTuple):
    """One document, written open and written locked."""

    document: SerialDocument
    plain: bytes
    locked: bytes


def copies_of(leaflet: str, shelf: Shelf, lock: Lock) -> Copies:
    """A leaflet for the mail, as it is laid out for copies with a password."""
    with mock.patch.dict(NAMED_EDITIONS, email=NAMED_EDITIONS["email"].locked()):
        laid = lay(Order(leaflet, edition="email"), shelf)
    document = compose(laid, book_of(laid.pages, shelf.faces)).document
    return Copies(document, write_document(document), write_document(document, lock=lock))
