"""Every shipped language in every edition: the same words, read back three ways."""

import re
from pathlib import Path

import pypdfium2
import pytest

from brochure.base.edition import EDITIONS
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from brochure.proof import twins
from tests.conftest import Judge

# Direction marks that poppler writes, and the mark that pdfium writes for a hyphen.
MARKS = re.compile("[\u202a-\u202e\ufffe]")
LINEAR = ("email", "large-print")


def cases() -> list[tuple[str, str]]:
    from brochure.content.shelf import open_shelf

    shelf = open_shelf()
    return [(leaflet, language) for leaflet in shelf.leaflets for language in languages_of(leaflet, shelf)]


@pytest.fixture(scope="module", params=cases(), ids="-".join)
def made(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[str, dict[str, Made]]:
    """All editions of a leaflet in a language."""
    leaflet, language = request.param
    return language, {name: make(Order(leaflet, language, edition=name), shelf) for name in EDITIONS}


def told(made: Made) -> list[str]:
    return [word for leaf in made.spoken for word in words_of(leaf.text)]


def test_all_editions_are_twins(made: tuple[str, dict[str, Made]]) -> None:
    """One story in every language."""
    _, editions = made

    assert twins(list(editions.values())) == ()


def test_poppler_hears_every_word_in_its_order(
    made: tuple[str, dict[str, Made]], judge: Judge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The tags by an independent program, in every PDF edition."""
    language, editions = made
    counts = []
    for name in ("office", *LINEAR):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(editions[name].data)
        said = judge("pdfinfo", "-struct-text", path).stdout.decode()
        heard = "".join(word for text in re.findall(r'^\s+"(.*)"$', said, re.M) for word in words_of(text))

        assert heard == "".join(told(editions[name]))
        counts.append(f"{name} {len(told(editions[name]))}")
    with capsys.disabled():
        print(f"\nstruct-text equals the story: {language}: {', '.join(counts)} words")


def test_pages_and_tags_agree_in_the_linear_editions(
    made: tuple[str, dict[str, Made]], judge: Judge, tmp_path: Path
) -> None:
    """The order on the pages is the order in the tags: whoever copies or reflows gets the story too."""
    language, editions = made
    # Plain extractors reorder lines from right to left, each in its own way: there they are compared letter for letter.
    as_told = sorted if language == "ar" else str
    for name in LINEAR:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(editions[name].data)
        poppler = judge("pdftotext", "-raw", path, "-").stdout.decode()
        pdfium = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path.read_bytes()))

        wanted = "".join(told(editions[name]))
        for found in (poppler, pdfium):
            assert as_told("".join(words_of(MARKS.sub("", found)))) == as_told(wanted)
