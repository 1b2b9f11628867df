"""The words of an English leaflet in, how hard they are to read out: figures for each part, hard words, bare terms.

Figures are a screen and no proof: formulas count letters and syllables, and people understand or do not. Sources:
McLaughlin 1969 (SMOG), Kincaid 1975 (FKGL).
"""

import math
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from brochure.base.marks import LINE_BREAK, bare
from brochure.base.records import NamedTuple
from brochure.record.caveats import NOT_READ
from brochure.record.plain_words import HARD, TERMS
from brochure.record.syllables import syllables

MOST_SMOG: Final = 8.0
WHOLE: Final = "whole"  # parts that are no part of the file
HEADINGS: Final = "headings"
_FEW: Final = 30  # sentences that SMOG was made for
_JUDGED: Final = 3  # sentences from which a part is warned of
HEADING_WORDS: Final = frozenset({"title", "heading", "subheading"})  # of a path
_UNSEEN: Final = frozenset({"alt", "file_title", "short", "screen"})  # read by some, counted for nobody twice
_HEAD: Final = frozenset({"lead", "intro"})
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d[\d.,:/]*")
_END: Final = re.compile(r"(?<=[.!?:])\s+")
_DEFINED: Final = re.compile(
    r"\b(?:called|means?|meaning|that is|known as|kinds? of|a word for|in other words)\b|\(|, (?:a|an|the|your) |: "
)


class Reading(NamedTuple):
    """How hard one part is to read."""

    part: str
    words: int
    sentences: int
    long_words: int  # of three syllables or more
    smog: float
    fkgl: float

    @property
    def is_estimate(self) -> bool:
        """Whether it has fewer sentences than SMOG was made for."""
        return self.sentences < _FEW

    @property
    def is_hard(self) -> bool:
        """Whether a warning is due: over the limit, and long enough to say so of it."""
        return self.smog > MOST_SMOG and self.sentences >= _JUDGED and self.part != HEADINGS


class HardWord(NamedTuple):
    """A word with a plainer one, or a term that nobody explains where it first stands."""

    path: str
    word: str
    plain: str
    is_term: bool


def is_english(tag: str) -> bool:
    """Whether a language is one whose syllables and words are known here."""
    return tag.partition("-")[0] == "en"


def is_easy(path: str) -> bool:
    """Whether a block stands in the easy read edition alone, and so makes no other text easier."""
    return path.split(maxsplit=1)[0] == "easy"


def readings(words: Mapping[str, str]) -> tuple[Reading, ...]:
    """The whole text first, then its parts in order, and the headings last; `words` are blocks by their paths."""
    parts: dict[str, list[str]] = {}
    headings: list[str] = []
    for path, text in _read(words):
        said = sentences_of(text)
        if HEADING_WORDS & set(path.split()):
            headings += said
        else:
            parts.setdefault(_part(path), []).extend(said)
    rows = [_reading(part, said) for part, said in parts.items()]
    whole = _reading(WHOLE, [each for part, said in parts.items() if not is_easy(part) for each in said])
    return (whole, *rows, *([_reading(HEADINGS, headings)] if headings else []))


def hard_words(words: Mapping[str, str]) -> Iterator[HardWord]:
    """Each hard word where it first stands, and each term whose first sentence does not say what it means."""
    met: set[str] = set()
    for path, text in _read(words):
        for sentence in sentences_of(text):
            for word in _listed(sentence):
                if word not in met:
                    met.add(word)
                    if word in HARD:
                        yield HardWord(path, word, HARD[word], False)
                    elif not _DEFINED.search(sentence):
                        yield HardWord(path, word, TERMS[word], True)


def sentences_of(text: str) -> list[str]:
    """The sentences of a block; a heading or an entry of a list is one."""
    return [each for each in _END.split(bare(text).replace(LINE_BREAK, " ")) if _WORD.search(each)]


def _read(words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What somebody reads, once."""
    for path, text in words.items():
        if not (NOT_READ | _UNSEEN) & set(path.split()):
            yield path, text


def _part(path: str) -> str:
    """A point, a section or a block of the body; lead and introduction together."""
    parts = path.split()
    if parts[0] in _HEAD:
        return "lead"
    return " ".join(parts[:2] if len(parts) > 1 and parts[1].isdigit() else parts[:1])


def _reading(part: str, said: list[str]) -> Reading:
    counts = [syllables(word) for sentence in said for word in _WORD.findall(sentence)]
    words, sentences, long_words = len(counts), len(said), sum(count > 2 for count in counts)
    smog = 1.0430 * math.sqrt(long_words * 30 / max(1, sentences)) + 3.1291
    fkgl = 0.39 * words / max(1, sentences) + 11.8 * sum(counts) / max(1, words) - 15.59
    return Reading(part, words, sentences, long_words, smog, fkgl)


def _listed(sentence: str) -> list[str]:
    """Words of both lists in a sentence, in its order."""
    return [
        _PLURAL.sub("", found) if found not in _KNOWN else found for found in _pattern().findall(sentence.casefold())
    ]


_KNOWN: Final = frozenset((*HARD, *TERMS))
_PLURAL: Final = re.compile(r"(?:s|d)$")


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    each = sorted((re.escape(word) for word in _KNOWN), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(each)})(?:s|d)?\b")
