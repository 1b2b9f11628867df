"""A sentence in each language, set through every room, and read back exactly through the tags."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.opened.own_files import PdfFile
from brochure.proof.placed import placed_findings
from tests.conftest import Judge
from tests.glyphs.points import CHARACTERS
from tests.glyphs.sentences import SENTENCES
from tests.samples import print_pages, said

LANGUAGE_OF = {"zh": "zh-Hans"}
# Thai has no spaces between words: writers mark with U+200B where a line may end.
THAI = (
    "โปรดแจ้ง\u200bแพทย์\u200bฝังเข็ม\u200bหากคุณ\u200bตั้งครรภ์ รับประทาน\u200bยา\u200bละลาย\u200bลิ่มเลือด "
    "หรือ\u200bใส่\u200bเครื่อง\u200bกระตุ้น\u200bหัวใจ น้ำมัน\u200bที่นี่ โทร 020 7946 0123 "
    "(จันทร์–ศุกร์ 9:00–17:30 น.)"
)
TEXTS = {**SENTENCES, "th": THAI}


@pytest.fixture(scope="module")
def phone(shelf: Shelf) -> Manuscript:
    return read(Order("after-treatment", edition="email"), shelf).manuscript


@pytest.fixture(autouse=True)
def labels(monkeypatch: pytest.MonkeyPatch) -> None:
    """Languages without labels of their own borrow the English ones here: the sentence is what counts."""
    english = LANGUAGES["en"].labels
    for tag, row in LANGUAGES.items():
        monkeypatch.setitem(LANGUAGES, tag, row._replace(labels=row.labels or english))


def speaking(manuscript: Manuscript, tag: str, sentence: str) -> Manuscript:
    """The manuscript in another language, with the sentence as its lead."""
    language = LANGUAGES[LANGUAGE_OF.get(tag, tag)]
    layout = manuscript.layout.mirrored() if language.direction == "rtl" else manuscript.layout
    leaflet = manuscript.leaflet.but(lead=said(sentence))
    return replace(manuscript, leaflet=leaflet, language=language, layout=layout)


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_a_sentence_is_read_back_as_it_was_written(tag: str, phone: Manuscript, shelf: Shelf) -> None:
    """By our own reader, from the bytes alone; and every line stands visible where it should."""
    manuscript = speaking(phone, tag, TEXTS[tag])
    stories = write(manuscript)
    done = set_pages(stories, manuscript, shelf.faces)
    data = print_pages(manuscript, shelf, done.pages, stories)

    heard = [words_of(leaf.text) for leaf in PdfFile(data).tagged_texts()]

    assert placed_findings(done.pages, stories, manuscript) == ()
    assert words_of(TEXTS[tag]) in heard


JOINERS = [
    ("ar", "علی\u200cرضا می\u200cخواهم"), ("ur", "علی\u200cرضا"), ("hi", "हिन्\u200cदी क्\u200dष"), ("bn", "উদ্\u200cঘাটন"),
    ("en", "shelf\u200cful of \u200cneedles\u200c"), ("en", "work\ufeffing re\u2060lax"),
    ("en", "a\u034fb ✓\ufe0e\u200d"),
]  # fmt: skip


@pytest.mark.parametrize(("tag", "sentence"), JOINERS)
def test_a_joiner_is_read_back_with_its_letter(tag: str, sentence: str, phone: Manuscript, shelf: Shelf) -> None:
    """It is spelling in Persian and Hindi, and comes along when words are pasted; it has no glyph that could say it."""
    manuscript = speaking(phone, tag, sentence)
    stories = write(manuscript)
    done = set_pages(stories, manuscript, shelf.faces)

    heard = [leaf.text for leaf in PdfFile(print_pages(manuscript, shelf, done.pages, stories)).tagged_texts()]

    assert placed_findings(done.pages, stories, manuscript) == ()
    assert words_of(sentence) in [words_of(text) for text in heard]
    assert ("\u200c" in sentence) == any("\u200c" in text for text in heard)


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_poppler_reads_the_same_sentence_in_the_tags(
    tag: str, phone: Manuscript, shelf: Shelf, judge: Judge, tmp_path: Path
) -> None:
    """An independent program, for what a screen reader would be given."""
    manuscript = speaking(phone, tag, TEXTS[tag])
    stories = write(manuscript)
    done = set_pages(stories, manuscript, shelf.faces)
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(print_pages(manuscript, shelf, done.pages, stories))

    found = judge("pdfinfo", "-struct-text", path).stdout.decode()

    heard = "".join(re.findall(r'^\s+"(.*)"$', found, re.M))
    assert "".join(words_of(TEXTS[tag])) in "".join(words_of(heard))


def test_every_character_of_the_point_names_has_a_glyph_in_the_chinese_face(shelf: Shelf) -> None:
    """A practitioner's own vocabulary: 499 characters, some of them rare."""
    for name in ("NotoSansSC-Regular", "NotoSansSC-Bold"):
        face = shelf.faces.named(name)
        assert [character for character in CHARACTERS if not face.has(character)] == []
    assert len(set(CHARACTERS)) == 499


def test_a_chinese_point_name_in_an_english_sentence_is_marked_as_chinese(phone: Manuscript, shelf: Shelf) -> None:
    """A screen reader changes its voice for it."""
    manuscript = speaking(phone, "en", "The point is called 足三里 in Chinese, and people use it often.")
    stories = write(manuscript)
    done = set_pages(stories, manuscript, shelf.faces)
    data = print_pages(manuscript, shelf, done.pages, stories)

    with pikepdf.open(io.BytesIO(data)) as pdf:
        dictionaries = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        spans = [thing for thing in dictionaries if thing.get("/S") == "/Span"]

    assert 1 <= len(spans) <= 2  # a line may end inside the name
    assert all(str(span.Lang) == "zh-Hans" for span in spans)
