"""The pages in five languages from one table: nothing is said beside it, and nothing in it is said nowhere."""

import ast
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from brochure.base.language import LANGUAGES
from brochure.content import labels
from brochure.content.shelf import open_shelf
from brochure.record.redline_page import HEADINGS
from brochure.studio import counter, desk_pages, letter_job, outbox_page, past
from brochure.studio.spoken import NAMES, table, words_of_script
from tests.conftest import ROOT
from tests.studio.asking import HOST, Visitor, ask

ROOM = ROOT / "brochure" / "studio"
TEMPLATES = sorted((ROOM / "pages").glob("*.html"))
SCRIPTS = sorted((ROOM / "static").glob("*.js"))
OTHERS = [tag for tag in NAMES if tag != "en"]
SAID = re.compile(r"""\b_\(\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')""")
FILLED = re.compile(r"\{\w+\}")
MARKS = re.compile(r"\{% (block kind|set marks) %\}.*?\{% end\w+ %\}|\{\{.*?\}\}|\{%.*?%\}", re.S)
HEARD = ("aria-label", "title", "placeholder", "alt", "label")


def in_python(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    return {
        call.args[0].value for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "_" and call.args
        and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str)
    }  # fmt: skip


def in_templates() -> set[str]:
    return {found[1] or found[2] for path in TEMPLATES for found in SAID.finditer(path.read_text(encoding="utf-8"))}


def in_data() -> set[str]:
    """Words of the form, of states and uses, which tables of data hold."""
    said = [
        *labels.GROUPS, *labels.BRAND_GROUPS, labels.ABOUT, *labels.ENTRIES.values(), *labels.LABELS.values(),
        *labels.PANELS.values(), *labels.STATES.values(), *labels.ADDS.values(), *labels.ART.values(),
        *labels.BRAND_ADDS.values(), *labels.LIST_LABELS.values(), *labels.BLOCK_LABELS.values(),
        *labels.ADD_WORDS.values(), *labels.WORDS.values(), *HEADINGS.values(), *counter.STATES.values(),
        *counter.PROFILES.values(), *desk_pages.ROLES.values(), *outbox_page.STATES.values(), *letter_job.WHAT.values(),
    ]  # fmt: skip
    said += [each for pair in labels.EDITION_USES.values() for each in pair]
    said += [each for one, many, _ in past.UNITS for each in (one, many)]
    return {*filter(None, said), *(LANGUAGES[tag].name for tag in NAMES)}


def everything() -> set[str]:
    scripts = frozenset().union(*(words_of_script(path.read_text(encoding="utf-8")) for path in SCRIPTS))
    python = set[str]().union(*map(in_python, ROOM.glob("*.py")))
    return {*in_templates(), *scripts, *python, *in_data()}


def test_every_words_are_there_in_every_language_with_what_is_filled_in() -> None:
    """A gap would be a page that does not open."""
    assert everything() - {*table()} == set()
    for words, said in table().items():
        assert [*said] == OTHERS, words
        for tag, other in said.items():
            assert other.strip(), (words, tag)
            assert sorted(FILLED.findall(other)) == sorted(FILLED.findall(words)), (words, tag)
            assert re.findall(r"</?b>", other) == re.findall(r"</?b>", words), (words, tag)


def test_the_table_holds_nothing_that_no_page_says() -> None:
    """Words that are said by a name, such as the steps of the letters, stand somewhere in the room as they are."""
    source = "".join(path.read_text(encoding="utf-8") for path in (*ROOM.glob("*.py"), *TEMPLATES))
    source += (ROOT / "brochure/copies/listing.py").read_text(encoding="utf-8")

    assert [words for words in {*table()} - everything() if f'"{words}"' not in source] == []


class Shown(HTMLParser):
    """What a reader would see or hear of a template, beside what it fills in."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said += [value for name, value in attrs if name in HEARD and value]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.stem)
def test_no_template_says_words_beside_the_table(path: Path) -> None:
    """Names of kinds of files are the same everywhere."""
    shown = Shown()
    shown.feed(MARKS.sub(" ", path.read_text(encoding="utf-8")))
    words = re.findall(r"[A-Za-z]{2,}", " ".join(shown.said))

    assert [word for word in words if word not in ("mail", "clinic", "example")] == []  # a sample of a server's name


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_says_words_beside_the_table(path: Path) -> None:
    """A text with a capital and a blank is one for people."""
    text = re.sub(r"//.*", "", path.read_text(encoding="utf-8"))
    bare = re.sub(r'\b_\("[^"]+"', "", text)

    typed = [*re.findall(r'"[^"\n]*"', bare), *re.findall(r"`[^`\n]*`", bare)]
    assert [each for each in typed if re.search(r"\b[A-Z][a-z]+ [a-z]+", each)] == []


@pytest.fixture
def visitor(clinic: Path) -> Visitor:
    return Visitor(open_shelf(clinic))


def test_a_language_is_chosen_by_a_plain_form_and_kept(visitor: Visitor) -> None:
    """No other language than one of the table; Arabic pages are read from right to left."""
    chosen = visitor.form("/speak", {"language": "ar"})
    cookie = f"{visitor.cookie}; {chosen.headers['set-cookie'].partition(';')[0]}"
    page = visitor.get("/", cookie=cookie).body.decode()

    assert (chosen.status, chosen.headers["location"]) == (303, "/")
    assert '<html lang="ar" dir="rtl"' in page and "النشرات" in page
    assert 'lang="ar" dir="rtl"' in visitor.get("/l/acupuncture-pain/es", cookie=cookie).body.decode()
    assert visitor.form("/speak", {"language": "tlh"}).status == 400
    assert "httponly" in chosen.headers["set-cookie"].lower()


@pytest.mark.parametrize(
    ("accepted", "tag"),
    [
        ("es-MX,es;q=0.9,en;q=0.8", "es"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW,pl", "pl"),
        ("nl", "en"),
        ("", "en"),
        ("AR-eg", "ar"),
    ],
)
def test_else_the_browser_says_which(visitor: Visitor, accepted: str, tag: str) -> None:
    """As somebody set it up once."""
    assert f'<html lang="{tag}"' in visitor.get("/", accept_language=accepted).body.decode()


@pytest.mark.parametrize("tag", OTHERS)
def test_every_page_opens_in_every_language(visitor: Visitor, tag: str) -> None:
    """And what the program says of a leaflet in English is marked as English."""
    places = ("/", "/new", "/help", "/check", "/copy", "/outbox", "/l/acupuncture-pain/en", "/l/acupuncture-pain/es",
              "/l/acupuncture-pain/en/print", "/l/acupuncture-pain/en/sign", "/l/acupuncture-pain/en/history",
              "/b/riverside", "/letters/your-visit/en", "/l/nobody/en")  # fmt: skip
    for place in places:
        answer = visitor.get(place, accept_language=tag)
        assert answer.status == (404 if "nobody" in place else 200), place
        assert f'<html lang="{tag}"'.encode() in answer.body, place
    assert b'lang="en" dir="ltr"' in visitor.get("/l/nobody/en", accept_language=tag).body
    said: Any = visitor.post("/api/l/acupuncture-pain/en/try", {"version": "", "texts": [], "page": "a"},
                             accept_language=tag).said  # fmt: skip
    assert said["sides"][0]["label"] == table()["outside"][tag]


def test_a_page_of_another_site_chooses_no_language(visitor: Visitor) -> None:
    """It cannot send the form."""
    headers = {"host": HOST, "cookie": visitor.cookie, "origin": "http://evil.example",
               "content-type": "application/x-www-form-urlencoded"}  # fmt: skip
    assert ask(visitor.guard, "POST", "/speak", headers, b"language=ar").status == 403
