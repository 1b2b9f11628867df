"""Small typography: the marks that a typist's keyboard lacks.

It never adds or drops a word, and doing it twice changes nothing.
"""

import re
from functools import lru_cache

from brochure.base.language import Language

NBSP = "\u00a0"

_SPACES = re.compile(r"[ \t\n\r\f\v]+")
# An apostrophe inside a word, or one that stands for left-out letters at its end.
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)|(?<=[sS])'(?=\s|$)")
_DOUBLE = re.compile(r'(?<![^\s(\[])"(?=\S)([^"<>=]*?)(?<=\S)"(?![\w=<>])')
_SINGLE = re.compile(r"(?<![^\s(\[])'(?=\S)([^'<>=]*?)(?<=\S)'(?![\w=<>])")
_RANGE = re.compile(r"(?<![\w-])(\d{1,2}:\d{2})-(?=\d{1,2}:\d{2}(?![\w-]))")
_UNIT = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) (?=(?:mm|cm|m|kg|g|mg|ml|l|pt|%|°C|am|pm)\b)")
_SHORT_WORD = re.compile(r"(?<!\w)(\w) (?=\w)")
_PERSON = re.compile(r"(?<!\w)(Dr|Mr|Mrs|Ms|Prof|St)\.? (?=[A-Z])")


@lru_cache(maxsize=4096)
def tidy(text: str, language: Language) -> str:
    """The text with one space between words, and with the quotes, ranges and bound spaces of its language."""
    text = _SPACES.sub(" ", text).strip(" ")
    text = _APOSTROPHE.sub("’", text)
    text = _DOUBLE.sub(lambda found: language.quotes[0] + found[1] + language.quotes[1], text)
    text = _SINGLE.sub(lambda found: language.single_quotes[0] + found[1] + language.single_quotes[1], text)
    text = _RANGE.sub("\\1–", text)
    text = _UNIT.sub(rf"\1{NBSP}", text)
    text = _PERSON.sub(lambda found: found[0][:-1] + NBSP, text)
    if language.binds_short_words:
        text = _SHORT_WORD.sub(rf"\1{NBSP}", text)
    return text
