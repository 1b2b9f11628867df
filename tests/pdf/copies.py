"""The same leaflet open and locked."""

import importlib
from typing import NamedTuple
from unittest import mock

from brochure.base.edition import EDITIONS
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.pdf.lock import Lock
from brochure.pdf.writer import SerialDocument, write_document
from brochure.pipeline import make


class Copies(NamedTuple):
    """One document, written open and written locked."""

    document: SerialDocument
    plain: bytes
    locked: bytes


def copies_of(leaflet: str, shelf: Shelf, lock: Lock) -> Copies:
    """A leaflet for the mail, as it is laid out for copies with a password."""
    finish = importlib.import_module("brochure.pdf.finish")  # the room exports a function of this name
    locked = EDITIONS["email"].locked()
    with (
        mock.patch.object(finish, "write_document", wraps=write_document) as written,
        mock.patch.dict(EDITIONS, email=locked),
    ):
        plain = make(Order(leaflet, edition="email"), shelf).data
    document = written.call_args.args[0]
    return Copies(document, plain, write_document(document, lock=lock))
