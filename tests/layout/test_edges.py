"""Edges at which lines begin are equal or plainly apart: what nearly agrees looks like an accident."""

from itertools import pairwise

import pytest

from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.units import mm
from brochure.content.shelf import Shelf
from brochure.layout.slugs import BULLET_COLUMN, NOTE_BAR, NOTE_PADDING
from brochure.pipeline import make

LEAST, MOST = mm(0.25), mm(2.2)
SHEETS = (
    ("acupuncture-pain", "en", "trifold-a4"), ("acupuncture-pain", "ar", "zfold-a4"),
    ("acupuncture-pain", "en", "halffold-a4"), ("acupuncture-pain", "zh-Hans", "sheet-a4"),
    ("your-visit", "en", "card-dl"), ("your-visit", "en", "page-a4"), ("your-visit", "en", "gatefold-a4"),
    ("after-treatment", "en", "poster-a3"), ("after-treatment", "en", "booklet-a5"),
    ("after-treatment", "en", "letter-a4"),
)  # fmt: skip


@pytest.mark.parametrize(("leaflet", "language", "layout"), SHEETS)
def test_no_two_edges_nearly_agree(leaflet: str, language: str, layout: str, shelf: Shelf) -> None:
    """On one panel, at the side where its script begins."""
    made = make(Order(leaflet, language, layout=layout), shelf)
    rtl = made.manuscript.language.direction == "rtl"
    edges: dict[str, set[float]] = {}
    for page in made.pages:
        for line in (item for item in page.placed if isinstance(item, PlacedLine)):
            begins = line.x + line.line.width * line.size if rtl else line.x
            edges.setdefault(line.panel, set()).add(round(begins, 1))
    near = [
        (panel, before, after)
        for panel, found in edges.items()
        for before, after in pairwise(sorted(found))
        if LEAST < after - before < MOST
    ]

    assert near == []


def test_what_is_set_in_stands_on_one_module() -> None:
    """The words of a note are set in as far as those of a list; a list in it as far as words beside numerals."""
    assert pytest.approx(BULLET_COLUMN) == NOTE_BAR + NOTE_PADDING
