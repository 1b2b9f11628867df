"""The page in a real Chromium: filled in without a network, and back by each way that a browser has."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from brochure.base.order import Order
from brochure.content.editing import text_at, tree_of
from brochure.content.shelf import open_shelf
from brochure.review.page import review_page
from brochure.review.read_back import read_corrections
from brochure.review.rows import review_of
from brochure.review.taking import take_back

pytestmark = pytest.mark.judge
ARABIC = Order("acupuncture-pain", "ar")
TITLE, POINT, REMARK = '[data-now="title"]', '[data-now="points.0.text"]', '[data-remark="points.0.text"]'
WORDS = 'كلمات <b>&amp; "more" {name}'


@pytest.fixture
def file(clinic: Path) -> Path:
    """The page as it is sent out, in a folder with nothing else."""
    path = clinic / "sent" / "page.html"
    path.parent.mkdir()
    path.write_text(review_page(review_of(ARABIC, open_shelf(clinic))), encoding="utf-8")
    return path


def opened(chromium: Any, file: Path, **how: Any) -> Iterator[Any]:
    context = chromium.new_context(**how)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("console", lambda said: faults.append(said.text))
    page.on("request", lambda asked: faults.extend([] if asked.url.startswith(("file:", "blob:")) else [asked.url]))
    page.goto(file.as_uri())
    yield page
    context.close()
    assert faults == []


@pytest.fixture
def page(chromium: Any, file: Path) -> Iterator[Any]:
    yield from opened(chromium, file)


@pytest.fixture
def plain(chromium: Any, file: Path) -> Iterator[Any]:
    """Where no script runs, as in many mail programs."""
    yield from opened(chromium, file, java_script_enabled=False)


def fill_in(page: Any) -> None:
    """By hand: what stood there is taken out, lines are ended with Enter."""
    page.click('[data-who=""]')
    page.keyboard.type("Ana Nowak")
    page.click(TITLE)
    page.keyboard.press("Control+A")
    page.keyboard.type(WORDS)
    page.click(POINT)
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    page.keyboard.type("Last.")
    page.click(REMARK)
    page.keyboard.type("One")
    page.keyboard.press("Enter")
    page.keyboard.type("two")


def judged(data: bytes, clinic: Path) -> None:
    """What was typed is what comes back, and what is written."""
    back = read_corrections(data, "back")
    changed = {row.field: row for row in back.rows if row.now.strip() != row.was.strip()}
    point = changed["points.0.text"]

    assert back.who.strip() == "Ana Nowak"
    assert changed.keys() == {"title", "points.0.text"}
    assert changed["title"].now.strip() == WORDS
    assert point.now.rstrip() == f"{point.was}\n\nLast."
    assert {row.field: row.remark.strip() for row in back.rows if row.remark.strip()} == {"points.0.text": "One\ntwo"}
    done = take_back(ARABIC, back, open_shelf(clinic))
    tree = tree_of((clinic / "content/acupuncture-pain/ar.yaml").read_bytes(), "x")
    assert text_at(tree, ("points", 0, "text")).endswith("\n\nLast.")
    assert text_at(tree, ("title",)) == WORDS
    assert [each.code for each in done.findings] == ["review-remark"]


def test_the_small_file_comes_back(page: Any, clinic: Path, tmp_path: Path) -> None:
    """By the button, which counts what was changed."""
    fill_in(page)
    assert page.inner_text("#count") == "2 texts changed, 1 remark"
    assert page.locator(".changed").count() == 2
    with page.expect_download() as download:
        page.click("#make")

    assert download.value.suggested_filename == "acupuncture-pain.ar.corrections.json"
    judged(Path(download.value.path()).read_bytes(), clinic)


def test_the_saved_page_comes_back(page: Any, clinic: Path) -> None:
    """As “complete” writes it: the document as it is now."""
    fill_in(page)

    judged(page.content().encode(), clinic)


def test_the_archive_that_a_browser_writes_comes_back(page: Any, clinic: Path) -> None:
    """As “single file” and telephones do: MHTML, of Chromium's own making."""
    fill_in(page)
    made = page.context.new_cdp_session(page).send("Page.captureSnapshot", {"format": "mhtml"})

    # Its lines end with CR and LF where it is written to a disk.
    judged(made["data"].replace("\r\n", "\n").replace("\n", "\r\n").encode(), clinic)


def test_without_a_script_it_is_filled_in_all_the_same(plain: Any, clinic: Path) -> None:
    """Lines are `<div>` and `<br>` there; there is no button, and the page says what to do."""
    fill_in(plain)
    assert plain.locator("#make").is_hidden()
    assert "Save page as" in plain.inner_text("main")

    judged(plain.content().encode(), clinic)


def test_a_page_that_was_saved_is_filled_in_further(page: Any, chromium: Any, file: Path, clinic: Path) -> None:
    """Nobody does it in one go."""
    page.click(TITLE)
    page.keyboard.press("Control+A")
    page.keyboard.type(WORDS)
    file.write_text(page.content(), encoding="utf-8")
    for again in opened(chromium, file):
        assert again.inner_text("#count") == "1 text changed, 0 remarks"
        again.click(REMARK)
        again.keyboard.type("One")
        back = read_corrections(again.content().encode(), "back")
    assert [row.field for row in back.rows if row.remark.strip() or row.now != row.was] == ["title", "points.0.text"]


def test_what_is_pasted_is_words_alone(page: Any) -> None:
    """No picture, no link, no style of another page."""
    page.click(TITLE)
    page.keyboard.press("Control+A")
    page.evaluate("""() => {
        const data = new DataTransfer();
        data.setData("text/html", "<b>Bold</b> <img src='https://x.example/y.png'>");
        data.setData("text/plain", "Bold ");
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", {clipboardData: data, bubbles: true}));
        document.execCommand("insertHTML", false, "<b>Bold</b>");
    }""")

    assert page.evaluate(f"document.querySelector('{TITLE}').children.length") == 0


@pytest.mark.parametrize("width", [1280, 768, 320])
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(page: Any, chromium: Any, file: Path, width: int, colours: str) -> None:
    """And nothing is wider than its window."""
    from axe_playwright_python.base import AXE_SCRIPT

    page.emulate_media(color_scheme=colours)
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate(AXE_SCRIPT)
    found = json.loads(page.evaluate("axe.run(document).then(found => JSON.stringify(found.violations))"))

    assert [(each["id"], [node["html"][:120] for node in each["nodes"]][:3]) for each in found] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
