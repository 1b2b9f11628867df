"""A sentence in each language, set through every room, and read back exactly through the tags."""

import io
import re
import unicodedata
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.language_words import LABELS
from brochure.base.leaflet import SafetyNote
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
    for tag in LANGUAGES.keys() - {*WRITTEN}:
        monkeypatch.setitem(LABELS, tag, LABELS["en"])


def speaking(manuscript: Manuscript, tag: str, sentence: str) -> Manuscript:
    """The manuscript in another language, with the sentence as its lead."""
    language = LANGUAGES[LANGUAGE_OF.get(tag, tag)]
    layout = manuscript.layout.mirrored() if language.direction == "rtl" else manuscript.layout
    note = SafetyNote(heading=said("Care"), text=(said("Keep on."),))
    leaflet = manuscript.leaflet.but(lead=said(sentence), safety=note)
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


FROM_THE_RIGHT = ("ar", "he", "ur")
ISOLATES = dict.fromkeys([0x00AD, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 2, 0xFFFE])

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
def test_an_independent_reader_hears_the_same_sentence_in_the_tags(
    tag: str, phone: Manuscript, shelf: Shelf, judge: Judge, tmp_path: Path
) -> None:
    """For what a screen reader would be given: poppler, and pikepdf for the /ActualText that poppler does not heed."""
    path = written(tag, phone, shelf, tmp_path)
    if tag in FROM_THE_RIGHT:
        heard = " ".join(actual_texts(path))
    else:
        found = judge("pdfinfo", "-struct-text", path).stdout.decode()
        heard = "".join(re.findall(r'^\s+"(.*)"$', found, re.M))

    assert "".join(words_of(TEXTS[tag])) in "".join(words_of(heard))


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_who_searches_or_copies_finds_each_word_and_pair(
    tag: str, phone: Manuscript, shelf: Shelf, judge: Judge, tmp_path: Path
) -> None:
    """In pdfium, which is Chrome, Edge and Android, and in poppler: as typed, vowel marks and joiners included."""
    path = written(tag, phone, shelf, tmp_path)
    words = [
        part
        for word in words_of(TEXTS[tag].replace("/", " "))
        if (part := word.strip(".,:;!?\u060c\u061b\u061f\u06d4()\u2013"))
    ]
    document = pypdfium2.PdfDocument(path.read_bytes())
    poppler = "".join(words_of(judge("pdftotext", "-raw", path, "-").stdout.decode().translate(ISOLATES)))
    pdfium = "".join(words_of("".join(page.get_textpage().get_text_range() for page in document).translate(ISOLATES)))

    # A browser guesses at names and figures among letters from the right.
    plain = [word for word in words if not (tag in FROM_THE_RIGHT and word < "\u0250")]
    assert [word for word in plain if word not in pdfium] == []
    # poppler puts a mark at the end of a word before it, turns several marks on one letter, and tears Nastaliq apart.
    marked = [word for word in plain if tag in FROM_THE_RIGHT and any(map(unicodedata.combining, word))]
    assert tag == "ur" or [word for word in plain if word not in poppler and word not in marked] == []
    if tag in FROM_THE_RIGHT:
        assert [
            word for word in plain if not any(page.get_textpage().search(word).get_next() for page in document)
        ] == []


def written(tag: str, phone: Manuscript, shelf: Shelf, folder: Path) -> Path:
    """A leaflet with the sentence of a language, as pages for a phone."""
    manuscript = speaking(phone, tag, TEXTS[tag])
    stories = write(manuscript)
    done = set_pages(stories, manuscript, shelf.faces)
    path = folder / "leaflet.pdf"
    path.write_bytes(print_pages(manuscript, shelf, done.pages, stories))
    return path


def actual_texts(path: Path) -> list[str]:
    """What the structure tree says in place of what is painted, in its order."""
    texts: list[str] = []
    with pikepdf.open(path) as file:
        waiting = [file.Root.StructTreeRoot]
        while waiting:
            node = waiting.pop(0)
            if isinstance(node, pikepdf.Dictionary):
                if "/ActualText" in node:
                    texts.append(str(node.ActualText))
                kids = node.get("/K", [])
                waiting[:0] = list(kids) if isinstance(kids, pikepdf.Array) else [kids]
    return texts


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
