"""The table of what readers find: each written language has its row, and a reason for each word that is not found."""

import re
from functools import cache
from pathlib import Path

import pytest

from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from tests.conftest import ROOT
from tests.journey.written import found, pdfium_text, wanted_words, write_leaflet


@cache
def section() -> str:
    text = (ROOT / "docs/editions.md").read_text(encoding="utf-8")
    return text.partition("## What readers find\n")[2].partition("\n## ")[0]


def rows(tag: str) -> list[list[int]]:
    """Words written and words found by each reader: of the sample, where it ships, and of the real sentences."""
    found = re.findall(rf"^\| `{tag}` \|(.+)\|$", section(), re.M)
    return [[int(cell) for cell in row.split("|")] for row in found]


@pytest.mark.parametrize("tag", WRITTEN)
def test_chrome_finds_as_many_words_as_the_table_says(tag: str, clinic: Path) -> None:
    """`python benchmarks/readers.py` prints the table anew. A bracket among numbers hangs on where the line ends."""
    leaflet = write_leaflet(tag, clinic)
    made = make(Order(leaflet, tag, edition="email"), open_shelf(clinic))
    words = wanted_words(made)

    written, seen = rows(tag)[-1][:2]
    assert written == len(words)
    assert abs(len(found(words, pdfium_text(made.data))) - seen) <= (2 if LANGUAGES[tag].direction == "rtl" else 0)


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_reader_that_loses_words_has_its_reason(tag: str) -> None:
    """Below the tables, by its language; nobody finds more than was written."""
    reasons = re.findall(r"^- .+?:", section(), re.M)
    cells = rows(tag)

    assert all(count <= row[0] for row in cells for count in row[1:])
    assert any(f"`{tag}`" in reason for reason in reasons) == any(min(row) < row[0] for row in cells)
