"""Drawings against a browser: both painters show what it shows, or the drawing is refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.base.art import Drawing
from brochure.content.svg import read_svg
from tests.conftest import Judge
from tests.drawings import as_given, as_html, difference, in_browser, on_pages
from tests.reflow.browser import Browser
from tests.svg_features import DRAWN, HEADS

pytestmark = pytest.mark.judge
PROGRAM = "chromium"
TOLERANCE = 0.003  # of all pixels
ON_PAGES = 0.012  # pdfium draws dashes a little shorter, and a gradient in 256 steps
NAMES = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
SHAPES = '<circle cx="50" cy="30" r="45" fill="#07a"/><path d="M0 0L99 99" stroke="#a00" stroke-width="9"/>'


@pytest.fixture
def browser(judge: Judge, tmp_path: Path) -> Iterator[Browser]:
    judge(PROGRAM, "--version")
    with Browser(PROGRAM, tmp_path / "profile") as opened:
        yield opened


def test_each_feature_looks_as_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    """A logo that is taken is a logo that is right, on the page and without pages."""
    written = {name: f'<svg {NAMES} viewBox="0 0 100 100">{body}</svg>' for name, body in DRAWN.items()}
    written |= {f"head {name}": f"<svg {NAMES} {head}>{SHAPES}</svg>" for name, head in HEADS.items()}

    drawings = {name: read(text) for name, text in written.items()}
    given = in_browser(browser, [as_given(text.encode(), drawings[name]) for name, text in written.items()], tmp_path)
    html = in_browser(browser, [as_html(each, name=f"d{at}") for at, each in enumerate(drawings.values())], tmp_path)
    pages = on_pages(list(drawings.values()))

    gaps = {
        name: (difference(truth, one), difference(truth, other))
        for name, truth, one, other in zip(written, given, html, pages, strict=True)
    }
    assert {name: gap for name, gap in gaps.items() if gap[0] > TOLERANCE or gap[1] > ON_PAGES} == {}


def test_the_judge_sees_a_stroke_of_another_width(browser: Browser, tmp_path: Path) -> None:
    """A comparison that finds everything alike would prove nothing."""
    text = f'<svg {NAMES} viewBox="0 0 100 100"><path d="M45 20V90" stroke="red" stroke-width="{{}}"/></svg>'
    wide = read(text.format(17))

    (truth,) = in_browser(browser, [as_given(text.format(30).encode(), wide)], tmp_path)

    assert difference(truth, on_pages([wide])[0]) > 2 * ON_PAGES


def read(text: str) -> Drawing:
    return read_svg(text.encode(), file="logo.svg", palette={})
