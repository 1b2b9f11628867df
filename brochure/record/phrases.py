"""Words to look for and a text in, what was found out. Every language alike: the lists say how a word may end.

`*` is any letters, `#` a number, ` .. ` up to four words between. Chinese words stand in a text without gaps; before
an Arabic word its article and the letters that are written onto it do not count.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from brochure.base.marks import LINE_BREAK, bare
from brochure.base.origin import Said

_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？；])")
_ARABIC_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")  # vowels and lengthening, which a writer may leave out
_GAP = r"[^\w.!?؟。！？]+"  # between words of one sentence
_ONTO = r"(?:[وفبلك]|ال|وال|بال|فال|كال|لل|ولل)?"


def folded(text: str) -> str:
    """A text as it is searched: without marks, vowels of Arabic, capitals and line ends."""
    plain = unicodedata.normalize("NFKC", bare(text).replace(LINE_BREAK, " ")).casefold()
    return " ".join(_ARABIC_MARKS.sub("", plain).split())


def sentences(text: str) -> list[str]:
    """The sentences of a text, folded."""
    return [each for each in _SENTENCE_END.split(folded(text)) if each.strip()]


def found_in(text: str, words: Iterable[Said]) -> list[str]:
    """What of a list stands in a folded text, in the order of the text; overlapping words count once."""
    pattern = _pattern(tuple(each.text for each in words))
    return [each[0].strip() for each in pattern.finditer(text)] if pattern else []


def without(text: str, words: Iterable[Said]) -> str:
    """A folded text without these phrases."""
    pattern = _pattern(tuple(each.text for each in words))
    return pattern.sub(" ", text) if pattern else text


@lru_cache(maxsize=512)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(_expression(folded(each)) for each in longest_first)) if words else None


def _expression(word: str) -> str:
    """The pattern of one entry."""
    parts = {"*": r"\w*", "#": r"\d[\d.,]*", " .. ": rf"{_GAP}(?:\w+{_GAP}){{0,4}}?", " ": r"\s+"}
    pieces = re.split(r"(\*|#| \.\. | )", word)
    inner = "".join(parts.get(piece) or re.escape(piece) for piece in pieces)
    first, last = word[0], word[-1]
    before = "" if _has_no_gaps(first) or not (first.isalnum() or first in "*#") else r"(?<!\w)"
    after = "" if _has_no_gaps(last) or not (last.isalnum() or last == "#") else r"(?!\w)"
    return before + (_ONTO if "\u0620" <= first <= "\u064a" else "") + inner + after


def _has_no_gaps(sign: str) -> bool:
    """Whether words of this script stand in a text without gaps."""
    return "\u3040" <= sign <= "\u9fff"
