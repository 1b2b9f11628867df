"""The table of what readers find: each written language has its row, and a reason for each word that is not found."""

import re
from functools import cache
from pathlib import Path

import pytest

from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from tests.conftest import ROOT, Judge
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
def test_chrome_and_evince_find_as_many_words_as_the_table_says(tag: str, clinic: Path, judge: Judge) -> None:
    """All of them. `python benchmarks/readers.py` prints the table anew."""
    leaflet = write_leaflet(tag, clinic)
    made = make(Order(leaflet, tag, edition="email"), open_shelf(clinic))
    words, path = wanted_words(made), clinic / "made.pdf"
    path.write_bytes(made.data)
    poppler = judge("pdftotext", path, "-").stdout.decode()

    written, in_pdfium, in_pdfjs, in_poppler = rows(tag)[-1][:4]
    assert written == in_pdfium == in_pdfjs == in_poppler == len(words)
    assert [word for word in words if word not in found(words, pdfium_text(made.data))] == []
    assert [word for word in words if word not in found(words, poppler)] == []


@pytest.mark.parametrize("edition", ["office", "large-print"])
@pytest.mark.parametrize("tag", [tag for tag in WRITTEN if LANGUAGES[tag].direction == "rtl"])
def test_words_from_the_right_are_found_in_every_edition(tag: str, edition: str, clinic: Path, judge: Judge) -> None:
    """Where lines end elsewhere."""
    leaflet = write_leaflet(tag, clinic)
    made = make(Order(leaflet, tag, edition=edition), open_shelf(clinic))
    words, path = wanted_words(made), clinic / "made.pdf"
    path.write_bytes(made.data)

    for text in (pdfium_text(made.data), judge("pdftotext", path, "-").stdout.decode()):
        assert [word for word in words if word not in found(words, text)] == []


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_reader_that_loses_words_has_its_reason(tag: str) -> None:
    """Below the tables, by its language; nobody finds more than was written."""
    reasons = re.findall(r"^- .+?:", section(), re.M)
    cells = rows(tag)

    assert all(count <= row[0] for row in cells for count in row[1:])
    assert any(f"`{tag}`" in reason for reason in reasons) == any(min(row) < row[0] for row in cells)
