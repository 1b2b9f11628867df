"""Words to look for and a text in, what was found out. Every language alike: the lists say how a word may end.

`*` is any letters, `#` a number, ` .. ` up to four words between. Chinese words stand in a text without gaps; before
an Arabic word its article and the letters that are written onto it do not count. Most entries are plain words and are
found as such: to compile the patterns of a whole list would cost more than all the rest of a build.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from brochure.base.marks import LINE_BREAK, bare
from brochure.base.origin import Said
from brochure.base.records import NamedTuple

_SENTENCE_END: Final = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？；])")
_ARABIC_MARKS: Final = re.compile("[\u064b-\u065f\u0670\u0640]")  # vowels and lengthening, which a writer may leave out
_HIDDEN: Final = dict.fromkeys((0x00AD, 0x200B, 0x2060))  # nobody sees them, and a word is one with or without
_ONTO: Final = frozenset({"", "و", "ف", "ب", "ل", "ك", "ال", "وال", "بال", "فال", "كال", "لل", "ولل"})
_PART_END: Final = re.compile("[,;:،؛，、；：]")
_GAP: Final = r"[^\w.!?؟。！？]+"  # between words of one sentence


class WordEntry(NamedTuple):
    """A word of a list as it is looked for."""

    core: str  # its longest piece without signs
    word: str  # folded
    is_plain: bool  # the core, with any letters behind it where a `*` says so


@lru_cache(maxsize=4096)
def folded(text: str) -> str:
    """A text as it is searched: without marks, vowels of Arabic, capitals and line ends."""
    return _plain(bare(text).replace(LINE_BREAK, " "))


def sentences(text: str) -> list[str]:
    """The sentences of a text, folded."""
    return [each for each in _SENTENCE_END.split(folded(text)) if each.strip()]


def found_in(text: str, words: Iterable[Said]) -> list[str]:
    """What of a list stands in a folded text, in the order of the text; of overlapping words the first and longest."""
    return [text[start:end] for start, end in _spans(text, words)]


def said_in(text: str, words: Iterable[Said], denied_by: tuple[Said, ...]) -> bool:
    """Whether a text says one of these without a denial before it, in the same part of a sentence."""
    parts = [part for each in sentences(text) for part in _PART_END.split(each)]
    found = [(part, start) for part in parts for start, _ in _spans(part, words)]
    return any(not found_in(part[:start], denied_by) for part, start in found)


def without(text: str, words: Iterable[Said]) -> str:
    """A folded text without these phrases."""
    kept, after = [], 0
    for start, end in _spans(text, words):
        kept.append(text[after:start])
        after = end
    return " ".join((*kept, text[after:]))


def _spans(text: str, words: Iterable[Said]) -> Iterator[tuple[int, int]]:
    entries = _entries(tuple(each.text for each in words))
    found = sorted((start, -end) for entry in entries if entry.core in text for start, end in _places(text, entry))
    after = 0
    for start, before in found:
        if start >= after:
            after = -before
            yield start, after


def _places(text: str, entry: WordEntry) -> Iterator[tuple[int, int]]:
    """Where an entry stands in a text that holds its core."""
    if not entry.is_plain:
        yield from (each.span() for each in _pattern(entry.word).finditer(text))
        return
    core, start = entry.core, text.find(entry.core)
    while start >= 0:
        end = start + len(core)
        if entry.word.endswith("*"):
            while end < len(text) and _is_letter(text[end]):
                end += 1
        if _begins(text, start) and (_has_no_gaps(core[-1]) or end == len(text) or not _is_letter(text[end])):
            yield start, end
        start = text.find(core, start + 1)


def _begins(text: str, start: int) -> bool:
    """Whether a word begins here: after no letter, or after what Arabic writes onto it."""
    if _has_no_gaps(text[start]) or start == 0 or not _is_letter(text[start - 1]):
        return True
    first = start
    while first and _is_letter(text[first - 1]):
        first -= 1
    return _is_arabic(text[start]) and text[first:start] in _ONTO


@lru_cache(maxsize=512)
def _entries(words: tuple[str, ...]) -> tuple[WordEntry, ...]:
    return tuple(_entry(_plain(each)) for each in words)


def _entry(word: str) -> WordEntry:
    bare_word = word.removesuffix("*")
    is_plain = not re.search(r"[*#]| \.\. ", bare_word) and bare_word[:1].isalnum() and bare_word[-1:].isalnum()
    core = bare_word if is_plain else max(re.split(r"[*#]| \.\. | ", word), key=len)
    return WordEntry(core, word, is_plain)


@lru_cache(maxsize=512)
def _pattern(word: str) -> re.Pattern[str]:
    """The pattern of an entry with signs inside."""
    parts = {"*": r"\w*", "#": r"\d[\d.,]*", " .. ": rf"{_GAP}(?:\w+{_GAP}){{0,4}}?", " ": r"\s+"}
    inner = "".join(parts.get(piece) or re.escape(piece) for piece in re.split(r"(\*|#| \.\. | )", word))
    first, last = word[0], word[-1]
    onto = f"(?:{'|'.join(sorted(_ONTO))})" if _is_arabic(first) else ""
    before = r"(?<!\w)" if (first.isalnum() or first in "*#") and not _has_no_gaps(first) else ""
    after = r"(?!\w)" if (last.isalnum() or last == "#") and not _has_no_gaps(last) else ""
    return re.compile(before + onto + inner + after)


def _plain(text: str) -> str:
    seen = unicodedata.normalize("NFKC", text).translate(_HIDDEN)
    return " ".join(_ARABIC_MARKS.sub("", seen.casefold()).split())


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def _is_arabic(sign: str) -> bool:
    return "\u0620" <= sign <= "\u064a"


def _has_no_gaps(sign: str) -> bool:
    """Whether words of this script stand in a text without gaps."""
    return "\u3040" <= sign <= "\u9fff"
