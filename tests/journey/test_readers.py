"""The table of what readers find: each written language has its row, and a reason for each word that is not found."""

import re
from functools import cache
from pathlib import Path

import pytest

from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from tests.conftest import ROOT, Judge
from tests.journey.mixed import MIXED, OF_PEOPLE, write_mixed
from tests.journey.written import UNSEEN, found, pdfium_text, wanted_words, write_leaflet


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


@pytest.mark.parametrize("tag", MIXED)
def test_names_from_the_left_are_found_among_words_from_the_right(tag: str, clinic: Path) -> None:
    """In pdfium, each as often as it is written."""
    made = make(Order(write_mixed(tag, clinic, MIXED[tag]), tag, edition="email"), open_shelf(clinic))
    words = wanted_words(made)
    text = pdfium_text(made.data)

    assert [word for word in words if not often(word, words, text)] == []


@pytest.mark.parametrize("tag", MIXED)
def test_they_are_found_on_a_line_of_their_own_page(tag: str, clinic: Path, judge: Judge) -> None:
    """Where most letters of the page run from the left, as those of an address do; in poppler too."""
    lost = []
    for line in MIXED[tag][:2]:
        made = make(Order(write_mixed(tag, clinic, [line]), tag, edition="email"), open_shelf(clinic))
        path = clinic / "made.pdf"
        path.write_bytes(made.data)
        for text in (pdfium_text(made.data), judge("pdftotext", path, "-").stdout.decode()):
            lost += [word for word in wanted_words(made) if word not in found([word], text)]

    assert lost == []


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_the_name_of_a_person_may_run_in_both_directions(name: str, clinic: Path) -> None:
    leaflet = write_mixed("he", clinic, ["שלום {name},"], example=name)
    made = make(Order(leaflet, "he", edition="email"), open_shelf(clinic))
    words = wanted_words(made)

    assert [word for word in words if word not in found([word], pdfium_text(made.data))] == []


def often(word: str, words: list[str], text: str) -> bool:
    """Whether a word stands in a text as often as in all words."""
    joined = "".join(words_of(text.translate(UNSEEN)))
    return joined.count(word) >= sum(each.count(word) for each in words)


@pytest.mark.parametrize("tag", WRITTEN)
def test_a_reader_that_loses_words_has_its_reason(tag: str) -> None:
    """Below the tables, by its language; nobody finds more than was written."""
    reasons = re.findall(r"^- .+?:", section(), re.M)
    cells = rows(tag)

    assert all(count <= row[0] for row in cells for count in row[1:])
    assert any(f"`{tag}`" in reason for reason in reasons) == any(min(row) < row[0] for row in cells)
