"""What stands around the leaflet in a letter, and what is left of it after a mail program has cleaned it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.base.language import LANGUAGES, WRITTEN, language_at
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.people.addresses import Mailbox
from brochure.reflow import leaves_of_html
from brochure.send.bodies import Bodies, LeafletBodies, refuse_fetching
from brochure.send.campaign import Campaign
from brochure.send.framing import framed
from tests.conftest import Judge
from tests.reflow.browser import Browser
from tests.send.sanitiser import sanitised

STOP = "https://clinic.test/stop/"
CAMPAIGN = Campaign(
    "spring", Mailbox("info", "clinic.test"), "Riverside & Co", {"": "Information"}, None, STOP + "{token}"
)
MARK = "0a1b"


@pytest.fixture(scope="module", params=["en", "es", "pl", "zh-Hans", "ar"])
def letter(request: pytest.FixtureRequest, shelf: Shelf) -> tuple[str, Bodies]:
    bodies = LeafletBodies(Order("acupuncture-pain"), shelf).of_language(request.param)
    return request.param, framed(bodies, CAMPAIGN, MARK, request.param)


def test_the_first_words_are_the_message(letter: tuple[str, Bodies]) -> None:
    """A locked telephone shows them; the mark of the clinic says nothing there."""
    _, bodies = letter
    first = leaves_of_html(bodies.html)[0]

    assert bodies.text.strip("\u2066").startswith("Riverside Acupuncture")
    assert (first.tag, first.text.strip("\u2066\u2069")) == ("P", "Riverside Acupuncture")


def test_a_letter_carries_no_faces(letter: tuple[str, Bodies]) -> None:
    """Mail programs drop them, and each would weigh what the whole letter does."""
    _, bodies = letter

    assert "@font-face" not in bodies.html and "Brochure Text" not in bodies.html


def test_the_last_words_say_why_and_how_to_stop(letter: tuple[str, Bodies]) -> None:
    """In the language of the letter, with the address of this letter alone."""
    language, bodies = letter
    words = LANGUAGES[language].mail
    assert words
    why = words.why.format("Riverside & Co")

    assert bodies.text.endswith(f"\n\n{why} {words.stop}: {STOP}{MARK}\n")
    assert f'{why.replace("&", "&amp;")} <a href="{STOP}{MARK}">{words.stop}</a></p>\n</footer>' in bodies.html
    refuse_fetching(bodies.html)


def test_nothing_of_the_leaflet_is_lost(shelf: Shelf) -> None:
    """Its figures stand elsewhere, and one line is more."""
    plain = LeafletBodies(Order("acupuncture-pain"), shelf).of_language("en")
    letter = framed(plain, CAMPAIGN, MARK, "en")

    lines = [line for line in letter.text.split("\n") if line]
    leaves = leaves_of_html(letter.html)

    assert sorted(lines[:-1]) == sorted(line for line in plain.text.split("\n") if line)
    assert sorted(leaves[:-1]) == sorted(leaves_of_html(plain.html))


def test_without_an_address_to_stop_an_answer_does() -> None:
    """The sender is named by the address where it has no name; a text without a page has the line all the same."""
    bodies = framed(
        Bodies("Words.\n", "<p>Words.</p>\n"), CAMPAIGN._replace(unsubscribe="", sender_name=""), MARK, "en"
    )

    assert bodies.text.startswith("Words.\n\nYou get this message because info@clinic.test has")
    assert bodies.text.endswith("answer this one and say so.\n")
    assert bodies.html.startswith('<p>Words.</p>\n<p class="why"')
    assert "href" not in bodies.html


@pytest.mark.parametrize("language", WRITTEN)
def test_every_language_of_leaflets_has_words_for_letters(language: str) -> None:
    """A row that is added brings them along."""
    words = LANGUAGES[language].mail

    assert words and all(words) and words.why.count("{}") == 1


PROGRAM = "chromium"
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def browser(judge: Judge, tmp_path: Path) -> Iterator[Browser]:
    judge(PROGRAM, "--version")
    with Browser(PROGRAM, tmp_path / "profile") as opened:
        yield opened


@pytest.mark.judge
@pytest.mark.parametrize("width", [320, 600])
def test_a_cleaned_letter_is_sound(browser: Browser, letter: tuple[str, Bodies], tmp_path: Path, width: int) -> None:
    """Mail programs drop style sheets, drawings, `data:` and what stands on <html> and <body>."""
    language, bodies = letter
    page = tmp_path / "cleaned.html"
    page.write_text(sanitised(bodies.html), encoding="utf-8")
    browser.show(page, width)
    of_all = "[...document.querySelectorAll('p, li, h1, h2')].map(e => getComputedStyle(e).direction)"
    note = "[...document.querySelectorAll('section')].map(e => getComputedStyle(e)).filter(e => "
    boxed = note + "e.backgroundColor != 'rgba(0, 0, 0, 0)' && parseFloat(e.paddingTop) >= 16 && "
    boxed += "(parseFloat(e.borderLeftWidth) || parseFloat(e.borderRightWidth)) == 8).length"

    assert set(browser.value(of_all)) == {LANGUAGES[language].direction}
    assert browser.value("document.querySelector('h1').closest('[lang]').lang") == language_at(language, "uk").tag
    assert browser.value(boxed) == 1
    assert browser.value("getComputedStyle(document.querySelector('header')).backgroundColor") == "rgb(18, 52, 59)"
    assert browser.value("getComputedStyle(document.querySelector('ol')).listStyleType") == "decimal"
    button = "document.querySelector('a[href=\"https://riverside.example/book\"]')"
    assert browser.value(f"getComputedStyle({button}).backgroundColor") == "rgb(18, 52, 59)"
    assert browser.value(f"{button}.getBoundingClientRect().height") >= 44
    assert browser.value(WIDTH) <= width


@pytest.mark.judge
def test_the_title_of_a_letter_is_parted_inside_no_word(
    browser: Browser, letter: tuple[str, Bodies], tmp_path: Path
) -> None:
    """A letter carries no faces, and those of the reader may be wider than the house's."""
    language, bodies = letter
    page = tmp_path / "letter.html"
    page.write_text(bodies.html, encoding="utf-8")
    browser.show(page, 320)
    of_words = """(() => {
      const text = document.createTreeWalker(document.querySelector('h1'), NodeFilter.SHOW_TEXT), lines = [];
      while (text.nextNode()) for (const word of text.currentNode.data.matchAll(/\\S+/g)) {
        const range = document.createRange();
        range.setStart(text.currentNode, word.index);
        range.setEnd(text.currentNode, word.index + word[0].length);
        lines.push(new Set([...range.getClientRects()].map(box => Math.round(box.top))).size);
      }
      return lines;
    })()"""

    lines = browser.value(of_words)
    assert lines and (language == "zh-Hans" or set(lines) == {1})
