"""Every shipped language in every edition: the same words, read back three ways."""

import re
import unicodedata
from itertools import pairwise
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
from tests.journey.test_scripts import actual_texts

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


def test_the_tags_say_every_word_in_its_order(
    made: tuple[str, dict[str, Made]], judge: Judge, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """By an independent program, in every PDF edition. poppler does not heed what a turned text says in its tags."""
    language, editions = made
    counts = []
    for name in ("office", *LINEAR):
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(editions[name].data)
        wanted = "".join(told(editions[name]))
        if language == "ar":
            heard = "".join(word for text in actual_texts(path) for word in words_of(text))
            assert [each for each in editions[name].spoken if turned(each.text) not in heard] == []
        else:
            said = judge("pdfinfo", "-struct-text", path).stdout.decode()
            heard = "".join(word for text in re.findall(r'^\s+"(.*)"$', said, re.M) for word in words_of(text))
            assert heard == wanted
        counts.append(f"{name} {len(told(editions[name]))}")
    with capsys.disabled():
        print(f"\ntags equal the story: {language}: {', '.join(counts)} words")


def turned(text: str) -> str:
    """The words of a text that holds letters from the right; nothing of another, which needs no word beside it."""
    return "".join(words_of(text)) if any(unicodedata.bidirectional(each) in ("R", "AL") for each in text) else ""


def test_pages_and_tags_agree_in_the_linear_editions(
    made: tuple[str, dict[str, Made]], judge: Judge, tmp_path: Path
) -> None:
    """The order on the pages is the order in the tags: whoever copies or reflows gets the story too."""
    language, editions = made
    for name in LINEAR:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(editions[name].data)
        poppler = judge("pdftotext", "-raw", path, "-").stdout.decode()
        pdfium = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path.read_bytes()))

        for found in (poppler, pdfium):
            heard = "".join(words_of(MARKS.sub("", found)))
            if language != "ar":
                assert heard == "".join(told(editions[name]))
                continue
            # Each reader guesses where figures and names of the other direction go; the words themselves are whole.
            words = [part for word in told(editions[name]) for part in re.split(r"[^\w\u064b-\u0652]+", word) if part]
            assert [word for word in words if turned(word) not in heard] == []


def test_who_searches_in_a_browser_finds_words_and_pairs_from_the_right(shelf: Shelf) -> None:
    """Chrome, Edge and Android have pdfium; nearly all pairs are found too, but for those with a name or a figure, and
    those of the imprint, whose lines hold more figures than words. Their search ignores what nobody sees, such as the
    mark before a bracket.
    """
    for edition in ("office", *LINEAR):
        made = make(Order("acupuncture-pain", "ar", edition=edition), shelf)
        found = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.data))
        seen = re.sub(r"\s+", " ", found.replace("\u200f", ""))
        pairs = [pair for leaf in made.spoken[:-1] for pair in pairwise(words_of(leaf.text)) if all(map(turned, pair))]

        lost = [pair for pair in pairs if " ".join(pair) not in seen]
        assert len(pairs) > 200
        assert lost == []
