"""The sheet of PEMAT-P for a leaflet: what a program can see is filled in, the rest is asked of whoever signs.

Source: PEMAT for printable materials, AHRQ 2013; items 13 and 14 are of sound and moving pictures. Its items are said
here in words of our own. Seventy of a hundred are the usual bar; the bar is no part of the tool.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final, Literal

from brochure.base.records import NamedTuple
from brochure.record.literacy import MOST_SMOG, hard_words, readings, sentences_of

Answer = Literal["yes", "no", "none", "person"]  # `none`: the leaflet has nothing of the kind

_ITEMS: Final = {
    1: "says what it is for", 2: "nothing leads away from that", 3: "uses everyday words", 4: "explains its terms",
    5: "speaks in the active voice", 6: "figures are clear and easy", 7: "asks for no sums", 8: "comes in short pieces",
    9: "its headings say what follows", 10: "comes in a sensible order", 11: "sums up the main points",
    12: "boxes, bullets or strong words guide the eye", 15: "shows what is said better in a picture",
    16: "its pictures bear out the words", 17: "its pictures have captions", 18: "its pictures are clean and clear",
    19: "its tables are simple, with headings", 20: "names at least one thing to do", 21: "speaks to the reader",
    22: "breaks what to do into steps", 23: "has a tool, such as a list to tick or to fill in",
    24: "shows how to do the sums", 25: "says how its charts are read", 26: "pictures show what to do",
}  # fmt: skip
_OF_WORDS: Final = frozenset({3, 4, 5, 6, 7, 21})  # seen in English only
_PASSIVE: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?(?:\w{2,}ed|given|taken|seen|made|done|put|known|told|found)\b",
    re.I,
)
_SUMS: Final = re.compile(r"\b(?:multiply|divide|add up|subtract|per (?:kilo|kg)|times your)\b", re.I)
_FREQUENCY: Final = re.compile(r"\b\d[\d,.]* (?:in|of|out of) (\d[\d,]*)\b")
_ACTIONS: Final = frozenset({"steps", "numbered", "do", "do_not", "ticks", "tell_us", "urgent", "booking", "keep"})
_MOST_PASSIVE = 0.1
_LONGEST_PIECE = 60  # words of a paragraph
_MOST_ENTRIES = 7


class PematRow(NamedTuple):
    """One item of the sheet."""

    item: int
    asks: str
    answer: Answer
    why: str = ""


def pemat_rows(words: Mapping[str, str], *, is_english: bool) -> tuple[PematRow, ...]:
    """Every item for a text, by its blocks and their paths; what a person must say is left to one.

    Of a text that is not English, what its words tell is left to a person too.
    """
    seen = {item: told for item, told in _seen(words) if is_english or item not in _OF_WORDS}
    return tuple(PematRow(item, asks, *seen.get(item, ("person", ""))) for item, asks in _ITEMS.items())


def score(rows: tuple[PematRow, ...], first: int, last: int) -> tuple[int, int]:
    """How many items between two numbers are met, and how many were answered."""
    answers = [row.answer for row in rows if first <= row.item <= last]
    return answers.count("yes"), answers.count("yes") + answers.count("no")


def _seen(words: Mapping[str, str]) -> Iterator[tuple[int, tuple[Answer, str]]]:
    """What the words tell by themselves."""
    parts = [set(path.split()) for path in words]
    roles = set().union(*parts) if parts else set()
    said = [sentence for path, text in words.items() if "alt" not in path.split() for sentence in sentences_of(text)]
    text = " ".join(said)
    found = [*hard_words(words)]
    hard, bare_terms = [e.word for e in found if not e.is_term], [e.word for e in found if e.is_term]
    smog = readings(words)[0].smog
    yield 3, _told(not hard and smog <= MOST_SMOG, ", ".join(hard) or f"SMOG {smog:.1f}")
    yield 4, _told(not bare_terms, ", ".join(bare_terms))
    passive = sum(bool(_PASSIVE.search(each)) for each in said)
    yield 5, _told(passive <= _MOST_PASSIVE * len(said), f"{passive} of {len(said)} sentences are passive")
    of = sorted(set(_FREQUENCY.findall(text)))
    yield (
        6,
        _told(len(of) < 2 and "%" not in text, "one base for all figures: " + ", ".join(of) if of else "no per cent"),
    )
    yield 7, _told(not _SUMS.search(text), "sums")
    long = [path for path, each in words.items() if len(each.split()) > _LONGEST_PIECE]
    entries = max((int(p.split()[-1]) for p in words if "items" in p.split() and p.split()[-1].isdigit()), default=0)
    yield 8, _told(not long and entries <= _MOST_ENTRIES, ", ".join(long) or f"a list of {entries}")
    guides = {"items", "list", "box", "tick", "steps", "risk"} & roles or "**" in " ".join(words.values())
    yield 12, _told(bool(guides), "none")
    pictures = [path for path in words if path.split()[-2:] == ["picture", "alt"] or path == "photo alt"]
    captions = [path for path in words if "picture" in path.split() and path.endswith("caption")]
    yield 17, _told(len(captions) >= len(pictures), f"{len(captions)} of {len(pictures)}") if pictures else ("none", "")
    columns = [int(each[1]) for path in words if (each := re.search(r"table columns (\d+)", path))]
    yield 19, _told(max(columns) <= 4, f"{max(columns)} columns") if columns else ("none", "")
    yield 20, _told(bool(_ACTIONS & roles), "no block of what to do")
    yield 21, _told(bool(re.search(r"\byour?\b", text, re.I)), "no `you`")
    yield 22, _told(bool({"steps", "numbered"} & roles), "no numbered steps")
    yield 23, _told(bool({"tick", "fill", "tell_us"} & roles), "nothing to tick or fill in")
    yield 24, ("none", "")
    yield 25, ("none", "") if "risk" not in roles else ("person", "")


def _told(is_met: bool, why: str) -> tuple[Answer, str]:
    return ("yes", "") if is_met else ("no", why)
