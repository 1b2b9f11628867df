"""Words inside a paragraph as HTML: strong ones, links, small figures, line ends, and words of another language."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from itertools import groupby, pairwise

from brochure.base.brand import Contact
from brochure.base.language import LANGUAGES, Direction, Language
from brochure.base.leads import Stretch, stretches
from brochure.base.links import address_places
from brochure.base.marks import LINE_BREAK
from brochure.base.patterns import CODE
from brochure.base.records import NamedTuple
from brochure.base.story import Run

# The first word of a letter's Unicode name tells its script (ISO 15924).
_SCRIPTS = {
    "LATIN": "Latn",
    "GREEK": "Grek",
    "CYRILLIC": "Cyrl",
    "CJK": "Hani",
    "ARABIC": "Arab",
    "HEBREW": "Hebr",
    "DEVANAGARI": "Deva",
    "BENGALI": "Beng",
    "GURMUKHI": "Guru",
    "GUJARATI": "Gujr",
    "TAMIL": "Taml",
    "THAI": "Thai",
}
_DIRECTIONS: dict[str, Direction] = {"L": "ltr", "R": "rtl", "AL": "rtl"}  # strong types of UAX #9
_COMMON = ""  # spaces, digits, marks: they go with the letters around them
_LANGUAGE_OF_SCRIPT = {row.script: row.tag for row in reversed(LANGUAGES.values())}


_MOST_HELD = 24  # letters; more might be wider than the narrowest telephone


class Worded(NamedTuple):
    """A stretch of text; `tag` is its language where it is not the paragraph's."""

    text: str
    tag: str = ""


def inline_html(runs: tuple[Run, ...], contact: Contact, language: Language) -> str:
    """The runs with their marks; every other character is escaped.

    A text without a letter of the page's own direction, such as an English address in an Arabic leaflet, keeps the
    order of its own: `12 Mill Lane` must not become `Mill Lane 12`.
    """
    linked = groupby(runs, lambda run: run.link)
    inside = "".join(_linked_html(link, tuple(group), contact, language) for link, group in linked)
    inside = inside.replace(LINE_BREAK, "<br>\n")
    strong = {_DIRECTIONS.get(unicodedata.bidirectional(character)) for run in runs for character in run.text} - {None}
    if strong and language.direction not in strong:
        return f'<bdi dir="{strong.pop()}">{inside}</bdi>'
    return inside


def worded(text: str, language: Language) -> Iterator[Worded]:
    """The text in its order, words of another script apart.

    The tag is that of the first language which the house sets in that script: a voice that can read the script is
    wanted, and no table tells which language it is. A single letter, as in `β-blocker`, stays in the sentence; a
    single Han character is a word.
    """
    if text.isascii() and language.script == "Latn":
        yield Worded(text)
        return
    at = 0
    for start, end, script in _foreign(text, language.script):
        if start > at:
            yield Worded(text[at:start])
        yield Worded(text[start:end], _LANGUAGE_OF_SCRIPT[script])
        at = end
    if at < len(text):
        yield Worded(text[at:])


def _linked_html(link: str, runs: tuple[Run, ...], contact: Contact, language: Language) -> str:
    inside = "".join(_run_html(run, contact, language) for run in runs)
    return f'<a href="{escape(link)}">{inside}</a>' if link else inside


def _run_html(run: Run, contact: Contact, language: Language) -> str:
    own = LANGUAGES.get(run.language, language)
    found = (each._replace(link="") if run.link else each for each in stretches(run.text, contact))
    inside = "".join(_stretch_html(stretch, own) for stretch in found)
    for element in filter(None, (run.level, "strong" if run.strong else "em" if run.emphasis else "")):
        inside = f"<{element}>{inside}</{element}>"
    if not run.language:
        return inside
    turned = f' dir="{own.direction}"' if own.direction != language.direction else ""
    return f'<span lang="{escape(run.language)}"{turned}>{inside}</span>'


def _stretch_html(stretch: Stretch, language: Language) -> str:
    if not stretch.isolated:
        return "".join(_worded_html(each) for each in worded(stretch.text, language))
    inside = f'<bdi dir="ltr">{_parting(stretch.text)}</bdi>'
    return f'<a href="{escape(stretch.link)}">{inside}</a>' if stretch.link else inside


def _parting(text: str) -> str:
    """An address that may part before `@` or `.` and after `/`, at none of its own hyphens; a number at no space."""
    places = [0, *address_places(text), len(text)]
    return "<wbr>".join(_held(text[start:end]) for start, end in pairwise(places))


def _held(part: str) -> str:
    if not {"-", " ", "\u00a0"} & {*part} or len(part) > _MOST_HELD:
        return escape(part)
    return f'<span style="white-space:nowrap">{escape(part)}</span>'


def _worded_html(each: Worded) -> str:
    return f'<span lang="{each.tag}">{escape(each.text)}</span>' if each.tag else escape(each.text)


def _foreign(text: str, own: str) -> Iterator[tuple[int, int, str]]:
    """Start, end and script of each stretch of another script, without the common characters at its ends."""
    start, end, script, letters = 0, 0, own, 0
    coded = {at for found in CODE.finditer(text) for at in range(*found.span())} if own != "Latn" else set()
    for at, character in enumerate(text):
        met = "Latn" if at in coded else _script_of(character)
        if met == _COMMON:
            continue
        if met != script:
            if _counts(script, own, letters):
                yield start, end, script
            start, script, letters = at, met, 0
        end = at + 1
        letters += unicodedata.category(character)[0] == "L"
    if _counts(script, own, letters):
        yield start, end, script


def _counts(script: str, own: str, letters: int) -> bool:
    return script != own and (letters > 1 or script == "Hani")


@lru_cache(maxsize=4096)
def _script_of(character: str) -> str:
    if unicodedata.category(character)[0] not in "LM":
        return _COMMON
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ")[0], _COMMON)
