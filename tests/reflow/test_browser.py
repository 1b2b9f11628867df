"""The page in a real browser: on a telephone, enlarged, listened to, printed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from brochure.base.language import LANGUAGES
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.base.story import Run, Story, Words
from brochure.content.shelf import Shelf
from brochure.glyphs import shape
from brochure.pipeline import make
from brochure.reflow import html_edition, leaves_of_html
from tests.conftest import Judge
from tests.reflow.browser import Browser
from tests.reflow.samples import LEAFLETS, sample

pytestmark = pytest.mark.judge
PROGRAM = "chromium"
WIDTH = "document.documentElement.scrollWidth"
WORDS_WIDE = """(() => { const h1 = document.querySelector('h1'), range = document.createRange();
    range.selectNodeContents(h1);
    return range.getBoundingClientRect().width / parseFloat(getComputedStyle(h1).fontSize); })()"""
AFTER = "getComputedStyle(document.querySelector('.action .button'), '::after').content"


@pytest.fixture
def browser(judge: Judge, tmp_path: Path) -> Iterator[Browser]:
    judge(PROGRAM, "--version")
    with Browser(PROGRAM, tmp_path / "profile") as opened:
        yield opened


@pytest.fixture(params=LEAFLETS)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    manuscript, stories, drawings = sample(request.param)
    path = tmp_path / "page.html"
    path.write_text(html_edition(stories, manuscript, drawings=drawings), encoding="utf-8")
    return path


def test_the_narrowest_telephone_needs_no_sideways_scroll(browser: Browser, page: Path) -> None:
    """320 CSS pixels (WCAG 2.2, 1.4.10), and a desk on which the type is doubled (1.4.4)."""
    widths = {}
    for width, zoom in ((320, 1.0), (640, 2.0), (1280, 2.0)):
        browser.show(page, width, zoom=zoom)
        widths[width] = browser.value(WIDTH)

    assert all(found <= width for width, found in widths.items()), widths


def test_a_word_without_end_does_not_widen_the_page(browser: Browser, tmp_path: Path) -> None:
    """Chemistry and web addresses know no spaces."""
    manuscript, _, drawings = sample(LEAFLETS[0])
    endless = (Run("pneumonoultramicroscopicsilicovolcanoconiosis" * 2),)
    blocks = (
        Words(1, "P", "name", endless, None),
        Words(2, "H1", "title", endless, None),
        Words(3, "H2", "heading", endless, None),
        Words(4, "P", "contact", endless, None),
    )
    path = tmp_path / "endless.html"
    path.write_text(html_edition((Story("inside", blocks),), manuscript, drawings=drawings), encoding="utf-8")
    browser.show(path, 320)

    assert browser.value(WIDTH) <= 320


def test_type_is_generous_and_targets_can_be_hit(browser: Browser, page: Path) -> None:
    """18 CSS pixels or more, and 24 for a finger (WCAG 2.2, 2.5.8)."""
    browser.show(page, 320)
    sizes = browser.value(
        "[...document.querySelectorAll('h1, h2, h3, p, a')].map(e => parseFloat(getComputedStyle(e).fontSize))"
    )
    targets = browser.value("[...document.querySelectorAll('a')].map(e => e.getBoundingClientRect().height)")

    assert min(sizes) >= 18
    assert len(targets) == 7
    assert min(targets) >= 24


def test_the_page_asks_for_nothing(browser: Browser, page: Path) -> None:
    """And its own policy lets every part of its style through."""
    browser.show(page, 1000)

    assert browser.value("performance.getEntriesByType('resource').length") == 0
    assert browser.value("getComputedStyle(document.querySelector('.safety')).borderInlineStartWidth") != "0px"


def test_the_browser_tells_a_screen_reader_every_heading_and_figure(browser: Browser, page: Path) -> None:
    """What the markup says is worth what the browser makes of it."""
    browser.show(page, 1000)
    nodes = [node for node in browser.ask("Accessibility.getFullAXTree")["nodes"] if not node["ignored"]]
    names = {
        role: [words_of(node["name"]["value"]) for node in nodes if node["role"]["value"] == role]
        for role in ("heading", "image", "link", "note")
    }
    leaves = leaves_of_html(page.read_text(encoding="utf-8"))
    figures = [words_of(leaf.alt) for leaf in leaves if leaf.tag == "Figure"]
    headings = [words_of(leaf.text) for leaf in leaves if leaf.tag in ("H1", "H2", "H3")]

    assert sorted(names["heading"]) == sorted(headings)  # the browser tells them level by level of its tree
    assert [name for name in figures if name not in names["image"] + names["link"]] == []
    assert len(names["note"]) == 1


def test_the_printed_page_shows_the_address_and_wastes_no_ink(browser: Browser, page: Path) -> None:
    """White words on a ground that is not printed would be lost."""
    browser.ask("Emulation.setEmulatedMedia", media="print")
    browser.show(page, 700)

    assert "attr(href)" not in (shown := browser.value(AFTER)) and "https://" in shown
    assert browser.value("getComputedStyle(document.querySelector('.cover')).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert browser.value("getComputedStyle(document.querySelector('h1')).color") != "rgb(255, 255, 255)"


@pytest.mark.parametrize("language", ["en", "es", "pl", "zh-Hans", "ar"])
def test_a_printed_leaflet_fills_its_pages_and_leaves_no_line_on_another(
    browser: Browser, shelf: Shelf, tmp_path: Path, language: str
) -> None:
    """A sheet with two lines on it is a sheet wasted, or lost with what it says."""
    path = tmp_path / "page.html"
    path.write_bytes(make(Order("acupuncture-pain", language, edition="html"), shelf).data)
    browser.show(path, 800)
    browser.value("document.documentElement.removeAttribute('style')")

    pages = PdfReader(BytesIO(browser.printed())).pages
    assert 2 <= len(pages) <= 3
    assert len("".join(pages[-1].extract_text().split())) > 150


@pytest.mark.parametrize("language", ["en", "zh-Hans", "ar"])
def test_the_page_is_set_in_the_faces_of_the_brand(
    browser: Browser, shelf: Shelf, tmp_path: Path, language: str
) -> None:
    """Each is loaded, its own policy lets it through, and words have the width that they have on paper."""
    path = tmp_path / "page.html"
    path.write_bytes(make(Order("acupuncture-pain", language, edition="html"), shelf).data)
    browser.show(path, 800)
    title = browser.value("document.querySelector('h1').textContent")
    family = {"en": "Source Serif 4", "zh-Hans": "Noto Sans SC", "ar": "Noto Sans Arabic"}[language]
    weight = "semibold" if language == "en" else "bold"
    wide = shape(title, family=family, weight=weight, language=LANGUAGES[language], faces=shelf.faces).width(
        0, len(title)
    )
    shown = browser.value(WORDS_WIDE)
    statuses = browser.value("[...document.fonts].map(face => face.status)")

    assert set(statuses) == {"loaded"}
    assert len(statuses) >= 3
    assert shown == pytest.approx(wide, rel=0.005)


def test_a_dark_screen_gets_a_dark_page(browser: Browser, page: Path) -> None:
    """Whoever asks for it is blinded by a white one."""
    browser.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])
    browser.show(page, 400)
    lights = "getComputedStyle(document.querySelector('%s')).%s.match(/\\d+/g).slice(0, 3).map(Number)"

    assert max(browser.value(lights % ("body", "backgroundColor"))) < 60
    assert max(browser.value(lights % (".safety", "backgroundColor"))) < 60
    assert min(browser.value(lights % ("main p", "color"))) > 120
