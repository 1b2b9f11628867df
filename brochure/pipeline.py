"""The journey on one page: an order and a shelf in, a finished edition out."""

from datetime import UTC, datetime, time
from typing import NamedTuple

from brochure.base.findings import BadInput
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order, Printed
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.paint import ink
from brochure.pdf import book_of, finish
from brochure.preflight import prove


class Made(NamedTuple):
    """A finished edition with the figures of its proof."""

    printed: Printed
    words: int  # that were placed and read back


def make(order: Order, shelf: Shelf | None = None) -> Printed:
    """Make one edition in memory.

    `shelf` defaults to what ships with the program; `open_shelf(folder)` adds a clinic's own folder.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    return make_proved(order, shelf or open_shelf()).printed


def make_proved(order: Order, shelf: Shelf) -> Made:
    """As `make`, with the figures of the proof.

    Raises:
        BadInput: with every finding; nothing is made.
    """
    manuscript, said = (done := read(order, shelf)).manuscript, done.findings
    stories = write(manuscript)
    set_up = set_pages(stories, manuscript, shelf.faces)
    book = book_of(set_up.pages, shelf.faces)
    inked = ink(set_up.pages, stories, book)
    data = finish(inked, set_up.pages, stories, manuscript, book=book, made_at=_made_at(order, manuscript))
    proof = prove(data, set_up.pages, stories, manuscript)
    if not proof.holds:
        raise BadInput(*said, *proof.findings)
    name = f"{order.leaflet}.{order.language}.{manuscript.layout_name}.{order.edition}.pdf"
    return Made(Printed(name, data, manuscript.edition, set_up.fit, (*said, *proof.findings)), proof.words)


def _made_at(order: Order, manuscript: Manuscript) -> datetime:
    return order.made_at or datetime.combine(manuscript.leaflet.issued.value, time(), UTC)
