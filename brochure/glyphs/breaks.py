"""Where a line may end: UAX #14, quickly for plain words and by uniseg for the rest.

In: the text of a paragraph. Out: its opportunities in order; the end of the text is not among them.
Chinese follows the same annex, which keeps closing marks from the start of a line and opening ones from its end.
Thai is written without spaces and nothing here knows its words: a Thai line ends at a space, at a zero-width space or
beside punctuation. Writers mark other places with U+200B.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, Literal

from brochure.base.language import Language
from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple
from brochure.glyphs.characters import LINE_ENDS, SOFT_HYPHEN, is_space, joins_previous
from brochure.glyphs.kinsoku import chinese_positions

BreakKind = Literal["space", "between", "hyphen", "must"]

# Characters of UAX #14 classes AL, HL, CM, NU and SA, between which no line ends, in the scripts we set.
_LETTERS: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff\u0386\u0388-\u03ce\u1f00-\u1f15\u0400-\u0481"
    "\u048a-\u052f\u05d0-\u05ea\u05f3\u05f4\u0620-\u064a\u0671-\u06d3\u06d5\u0904-\u0939\u0958-\u0961\u0985-\u09b9"
    "\u09dc-\u09df\u0a05-\u0a39\u0a59-\u0a5e\u0a85-\u0ab9\u0b83-\u0bb9\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46"
)
_DIGITS: Final = "0-9\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0be6-\u0bef\u0e50-\u0e59"
_MARKS: Final = (
    "\u0300-\u034e\u05b0-\u05bd\u064b-\u065f\u0670\u0900-\u0903\u093a-\u093c\u093e-\u094d\u0981-\u0983\u09bc\u09be-\u09cd"
    "\u0a01-\u0a03\u0a3c\u0a3e-\u0a4d\u0a70\u0a71\u0a81-\u0a83\u0abc\u0abe-\u0acd\u0b82\u0bbe-\u0bcd\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u200c"
)
_OPENING: Final = "@(\u00ab\u201c\u2018\u201e\"'\u00bf\u00a1"
_INSIDE: Final = ".,:@&'\u2019\u2011\u2060"
_CLOSING: Final = ").,:;!?\"'\u2019\u201d\u00bb\u2026\u060c\u061b\u061f\u06d4"
_BINDING: Final = "\u00a0\u202f"
_PARTING: Final = "\\-/\u2013\u2014\u00ad"


class _Patterns:
    """What is known of words of some letters, figures and marks."""

    def __init__(self, letters: str, digits: str, marks: str) -> None:
        solid = f"[{letters}{digits}][{letters}{digits}{marks}]*"
        spelt = f"{solid}(?:[{_INSIDE}{_PARTING}]{solid})*"
        amount = f"(?:https?://(?=[{letters}])|[+\u00a3\u20ac$])?{spelt}%?"
        dressed = f"[{_OPENING}]?{amount}[{_CLOSING}]*"
        self.plain_word = late_pattern(
            f"{dressed}(?:[{_BINDING}](?:{dressed}|[\u00b7\u2022&]))*[\u0964\u0965]?|[-\u2013\u2014&\u2022\u00b7]"
        )
        # Inside such a word a line ends after a hyphen before a letter, after a stroke but not in a fraction, after a
        # dash, and on both sides of a long one.
        self.part = late_pattern(
            f"(?<=[-/])(?=[{letters}])|(?<=[{letters}]/)(?=[{digits}])"
            f"|(?<=[\u2013\u2014\u00ad])(?=[{letters}{digits}])|(?<=[^ ])(?=\u2014)"
        )
        self.spelt = late_pattern(f"{solid}(?:[.,:@&']{solid})*%?")


# The same for most words of most leaflets, at a fifth of the cost of compiling it.
_LATIN: Final = _Patterns("A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff", "0-9", "")
_ANY: Final = _Patterns(_LETTERS, _DIGITS, _MARKS)
_BEYOND_LATIN = late_pattern("[^\0-\u00ff\u2010-\u2060\u20ac]")
_PARTED = late_pattern(f"[{_PARTING}]")
# LB21a, LB21b and LB25 look further back than the parts do.
_UNSURE = late_pattern(f"[\u05b0-\u05f4].*[{_PARTING}]|[{_PARTING}].*[\u05b0-\u05f4]|[{_MARKS}]/[{_DIGITS}]")
_WORD = re.compile("([^ ]*)( *)")
_SIMPLE = re.compile("[A-Za-z0-9 ]*")  # which breaks after its spaces, and nowhere else
_GAP = re.compile(" +(?=[^ ])")
_SEPARATOR: Final = "\u2028"
_LONE_LETTER = re.compile(r"(?:^|[^\w])[^\W\d_]-$")
_SHORT_WORD = re.compile(r"(?:^|[\s(\u00ab\u201e\u201c])[^\W\d_] *$")


class Break(NamedTuple):
    """A place where a line may end, or must: before the character at `position`."""

    position: int
    kind: BreakKind


class _Word(NamedTuple):
    start: int
    end: int  # with the spaces after it
    parts: tuple[int, ...] | None  # places inside it where a line may end; None where the annex has to judge

    @property
    def is_plain(self) -> bool:
        return self.parts is not None


def opportunities(text: str, language: Language) -> tuple[Break, ...]:
    """The places inside a text, in order.

    A language that binds short words has no opportunity after a word of one letter; none has one after the hyphen of
    a letter by itself, as in `e-mail`.
    """
    if _SIMPLE.fullmatch(text) and not language.binds_short_words:
        return tuple(Break(found.end(), "space") for found in _GAP.finditer(text))
    breaks = []
    for position in _positions(text):
        kind = _kind(text, position)
        if kind == "between" and _LONE_LETTER.search(text, max(0, position - 3), position):
            continue
        if kind == "space" and language.binds_short_words and _SHORT_WORD.search(text, max(0, position - 8), position):
            continue
        breaks.append(Break(position, kind))
    return tuple(breaks)


def _kind(text: str, position: int) -> BreakKind:
    last = text[position - 1]
    if last in LINE_ENDS:
        return "must"
    if last == SOFT_HYPHEN:
        return "hyphen"
    return "space" if is_space(last) and last != "\u200b" else "between"


def _positions(text: str) -> Iterator[int]:
    """A line separator ends its line, whatever stands on either side: each line is judged by itself."""
    start = 0
    while (end := text.find(_SEPARATOR, start)) >= 0:
        yield from (start + position for position in _line_positions(text[start:end]))
        start = end + 1
        if start == len(text):
            return
        yield start
    yield from (start + position for position in _line_positions(text[start:]))


def _line_positions(text: str) -> Iterator[int]:
    """Plain words break after their spaces; any other is judged together with its neighbours."""
    words = list(_words(text))
    at = 0
    while at < len(words):
        if words[at].is_plain and (at + 1 == len(words) or words[at + 1].is_plain):
            yield from _plain_positions(text, words[at])
            at += 1
            continue
        first = at
        while at < len(words) and not (words[at].is_plain and (at + 1 == len(words) or words[at + 1].is_plain)):
            at += 1
        # The window ends with a plain word, behind which a break is certain, or with the text.
        start, end = words[first].start, words[min(at, len(words) - 1)].end
        yield from (start + offset for offset in _annex_positions(text[start:end]))
        if end < len(text):
            yield end
        at += 1


def _plain_positions(text: str, word: _Word) -> Iterator[int]:
    yield from word.parts or ()
    if word.end < len(text):
        yield word.end


def _words(text: str) -> Iterator[_Word]:
    previous = ""
    for found in _WORD.finditer(text):
        if found.end() == found.start():
            continue
        word = found[1]
        # LB17: two long dashes hold together across a space.
        parts = None if word == previous == "\u2014" else _parts(word)
        placed = None if parts is None else tuple(found.start() + part for part in parts)
        yield _Word(found.start(), found.end(), placed)
        previous = word


def inner_breaks(word: str) -> tuple[int, ...] | None:
    """The places inside a word without spaces where a line may end; None where its neighbours have a say in it."""
    return _parts(word)


@lru_cache(maxsize=8192)
def _parts(word: str) -> tuple[int, ...] | None:
    is_latin = word.isascii() or not _BEYOND_LATIN.search(word)
    if not is_latin and _UNSURE.search(word):
        return None
    patterns = _LATIN if is_latin else _ANY
    if not patterns.plain_word.fullmatch(word):
        return None if word.isascii() else chinese_positions(word, patterns.spelt)
    if not _PARTED.search(word):
        return ()
    return tuple(part.start() for part in patterns.part.finditer(word) if 0 < part.start() < len(word))


@lru_cache(maxsize=2048)
def _annex_positions(text: str) -> tuple[int, ...]:
    """What uniseg finds strictly inside a text, but for breaks that would part a letter from its marks."""
    # Loading the tables takes 100 ms, and most leaflets in alphabets have few words that need them.
    from uniseg.linebreak import line_break_boundaries  # noqa: PLC0415

    found = [int(position) for position in line_break_boundaries(text)]
    found = found[: bisect_left(found, len(text))]
    return tuple(position for position in found if position and not joins_previous(text[position]))
