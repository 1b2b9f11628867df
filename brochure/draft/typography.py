"""Small typography: the marks that a typist's keyboard lacks.

It never adds or drops a word, and doing it twice changes nothing.
"""

import re
from functools import lru_cache

from brochure.base import marks
from brochure.base.language import Language
from brochure.base.links import ADDRESS, has_address

NBSP = "\u00a0"
LRI, PDI = "\u2066", "\u2069"  # UAX #9: left-to-right isolate, and its end

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# An apostrophe inside a word, or one that stands for left-out letters at its end.
# Or one that stands for those at its beginning, in the words that are written so, or for the hundreds of a year.
_APOSTROPHE = re.compile(
    r"(?<=\w)'(?=\w)|(?<=[sS])'(?=\s|$)|(?<!\w)'(?=(?:twas|tis|twere|til|em|\d\ds)\b)|(?<=\s)'(?=[nN]'(?:\s|$))"
    r"|(?<=\s'[nN])'(?=\s|$)",
    re.IGNORECASE,
)
_DOUBLE = re.compile(r'(?<![^\s(\[])"(?=\S)([^"<>=]*?)(?<=\S)"(?![\w=<>\u2066])')
# After a figure it is a prime, of feet or minutes, and closes nothing.
_SINGLE = re.compile(r"(?<![^\s(\[])'(?=\S)([^'<>=]*?)(?<=[^\s\d])'(?![\w=<>\u2066])")
_DIGIT = re.compile(r"\d")
_RANGE = re.compile(r"(?<![\w-])(\d{1,2}:\d{2})-(?=\d{1,2}:\d{2}(?![\w-]))")
_DAY = "(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?"
_DAYS = re.compile(rf"(?<![\w-])({_DAY})-(?={_DAY}(?![\w-]))")
_UNIT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) (?=%|(?:mm|cm|m|kg|g|mg|ml|l|pt|°C|am|pm)\b)")
_SPAN = re.compile(r"(?<![\w.,-])(\d{1,4})-(?=\d{1,4} ?(?:%|(?:mm|cm|m|kg|g|mg|ml|l|pt|°C)\b))")
_PAGES = re.compile(r"\b(pp?\.) ?(\d+)(?:-(\d+))?(?![\w-])")
_SHORT_WORD = re.compile(r"(?<!\w)(\w) (?=\w)")
_PERSON = re.compile(r"(?<!\w)(Dr|Mr|Mrs|Ms|Prof|St)\.? (?=[A-Z])")
# Addresses and accounts stay as they are typed: noncharacters, which no text may hold (content.characters), stand in
# for their marks while the others are set (and base.marks).
_KEPT = str.maketrans("'\"-", "\ufdd3\ufdd4\ufdd5")
_GIVEN_BACK = str.maketrans("\ufdd3\ufdd4\ufdd5", "'\"-")
# Telephone numbers, times, names and addresses in Latin letters: read from left to right in every language.
_LATIN = "A-Za-z\u00c0-\u024f0-9"
_MONEY = "$£€¥₹₺₽₪"  # a sign goes with its figure. Source: UAX #9, W5
_OWN_DIRECTION = re.compile(
    r"\u2066[^\u2069]*\u2069|\{[a-z][a-z0-9_]*\}|"
    rf"(?:[{_MONEY}]|[+(])?[{_LATIN}@](?:[{_LATIN}@.+/:?=&%#~^_,'’()\u00a0 –·{_MONEY}-]*[{_LATIN})](?:[+-]?[~^])?)?"
    rf"(?:(?<=\d)[%{_MONEY}])?"
)


@lru_cache(maxsize=4096)
def tidy(text: str, language: Language) -> str:
    """The text with one space between words, and with the quotes, ranges and bound spaces of its language."""
    text = _SPACES.sub(" ", text).strip(" ")
    if has_address(text):
        text = ADDRESS.sub(lambda found: found[0].translate(_KEPT), text)
    if "'" in text or '"' in text:
        text = _APOSTROPHE.sub("’", text)
        text = _DOUBLE.sub(lambda found: language.quotes[0] + found[1] + language.quotes[1], text)
        text = _SINGLE.sub(lambda found: language.single_quotes[0] + found[1] + language.single_quotes[1], text)
    if _DIGIT.search(text):
        text = _SPAN.sub("\\1–", _RANGE.sub("\\1–", text))
        text = _PAGES.sub(_bound_pages, text)
        text = _UNIT.sub(rf"\1{NBSP}", text)
    if "-" in text:
        text = _DAYS.sub("\\1–", text)
    text = _PERSON.sub(lambda found: found[0][:-1] + NBSP, text)
    if language.binds_short_words:
        text = _SHORT_WORD.sub(rf"\1{NBSP}", text)
    text = text.translate(_GIVEN_BACK)
    if language.direction == "rtl":
        text = _OWN_DIRECTION.sub(_isolated, text)
    return text


def _bound_pages(found: "re.Match[str]") -> str:
    return f"{found[1]}{NBSP}{found[2]}" + (f"–{found[3]}" if found[3] else "")


def as_typed(text: str) -> str:
    """The text with stand-ins for the marks that `tidy` would set, which gives them back, and for those of runs."""
    return marks.as_typed(text.translate(_KEPT))


def given_back(text: str) -> str:
    """The marks that `as_typed` hid."""
    return marks.given_back(text.translate(_GIVEN_BACK))


def _isolated(found: "re.Match[str]") -> str:
    """A stretch that keeps its order among words from right to left; a place, or what is isolated already, stays."""
    return found[0] if found[0].startswith((LRI, "{")) else f"{LRI}{found[0]}{PDI}"
