"""A line with words from the right as viewers want it: what is painted, in which order, and what it says besides.

What runs from the right is painted as it is seen, from the left: viewers take it so, and turn it round. They do not
turn it alike. So three ways lead to three of them, and each takes what the others leave:

- pdf.js (Firefox) takes the texts of the codes, and turns what is painted without a step back and between two marks. So
  pieces are painted as they are said, and brackets say what is written.
- poppler (Evince, Okular) takes `/ActualText` of a marked content that is called Span.
- pdfium (Chrome, Edge, Android) takes `/ActualText` of any, the innermost, and the codes where that is empty. It turns
  brackets round. Its versions differ in longer texts, so that parts of a word are told one by one.

Only words that a viewer would else tear or turn wrongly get one. Who listens gets the words from the tags, which say
them in their order. Source: `getTextContent` and `bidi` of pdf.js, `reorderText` of poppler, `CPDF_TextPage` of pdfium;
the tests ask all of them.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from typing import Final

from brochure.base.page import SetLine, Strip
from brochure.paint.clusters import (
    LEFT,
    RIGHT,
    ClusterAt,
    end_of_letters,
    from_left,
    has_letters,
    kind_of,
    runs_of,
    said_strips,
    seen_of,
    text_of,
    words_of_strips,
)
from brochure.paint.pdfium import NOTHING, Retold, told_to_pdfium

_OVERLAP: Final = 0.08  # ems that a letter may step back before poppler begins another word; it allows 0.1


PaintedPart = Strip | str  # clusters and pens from the left; or operators


_Part = list[ClusterAt]


def runs_from_right(strips: Iterable[Strip]) -> bool:
    """Whether any of these runs from right to left."""
    return any(strip.level % 2 for strip in strips)


def shown_of(line: SetLine, *, among_left: bool = False) -> tuple[PaintedPart, ...]:
    """What is painted of a line, in its order: pieces as they are said, each from the left.

    `among_left`: most letters of its page run from the left.
    """
    strips = said_strips(line)
    whole = f"{line.before}{line.text}{line.after}"
    if not runs_from_right(strips) and not has_letters(whole):
        return tuple(strips)
    words = [*words_of_strips(strips)]
    told = told_to_pdfium(words, line)
    texts = [*map(text_of, words)]
    shown: list[PaintedPart] = []
    plain: list[ClusterAt] = []
    for at, word in enumerate(words):
        before, after = line.before + "".join(texts[:at]), "".join((*texts[at + 1 :], line.after))
        poppler = _for_poppler_left(texts[at], after) if among_left else _for_poppler(texts[at], before)
        if poppler != seen_of(word) or _is_torn(word):
            shown += [*_plain(plain), *_within("Span", poppler, _marked(told[at], poppler))]
            plain = []
            continue
        for each in told[at]:
            if each.said is None:
                plain += each.unit
            else:
                shown += [*_plain(plain), *_marked([each], "")]
                plain = []
    return (*shown, *_plain(plain))


def _marked(told: Sequence[Retold], poppler: str) -> Iterator[PaintedPart]:
    """Parts of a word, each in its mark; inside of what poppler is told, if that is."""
    if len(told) == 1 and _is_one_stretch(told[0], poppler):
        yield from map(_strip, _parts(told[0].unit))
        return
    for unit, said in told:
        chunks = _chunks(unit) if said else [[part] for part in _parts(unit)]
        for at, chunk in enumerate(chunks):
            yield from _within("W", NOTHING if at and said else said or "", map(_strip, chunk))


def _is_one_stretch(told: Retold, poppler: str) -> bool:
    """Whether what poppler is told does for pdfium too."""
    text = text_of(told.unit)
    is_same = told.said == poppler if told.said is not None else len(runs_of(text, kind_of)) == 1 and has_letters(text)
    return bool(poppler) and is_same and not _chunks(told.unit)[1:]


def _chunks(unit: Sequence[ClusterAt]) -> list[list[_Part]]:
    """Parts of a unit in their marks. pdfium is told the first of them, and asks its leftmost strip how to turn it."""
    end = end_of_letters(unit)
    parts, hanging = [*_parts(unit[:end])], [*_parts(unit[end:])]
    chunks = [parts[:-1], parts[-1:]] if parts[1:] and _is_late(parts[-1]) else [parts]
    return [*chunks, hanging] if hanging else chunks


def _within(name: str, said: str | None, shown: Iterable[PaintedPart]) -> tuple[PaintedPart, ...]:
    """Marked content; text of no letters leads pdfium to the codes."""
    text = "" if said is None else f"/ActualText<FEFF{said.encode('utf-16-be').hex().upper()}>"
    return (f"/{name}<<{text}>>BDC", *shown, "EMC")


def _plain(unit: Sequence[ClusterAt]) -> Iterator[PaintedPart]:
    """Strips whose codes say what they should, as they are said."""
    for part in _parts(unit):
        yield from _within("W", None, [_strip(part)]) if _is_late(part) else (_strip(part),)


def _parts(unit: Sequence[ClusterAt]) -> Iterator[_Part]:
    """Parts of strips that are painted in one go, as they are said.

    pdf.js turns nothing round in which no letter runs from the right; and it looks for the place of a letter with marks
    when the next one is painted, so that none is painted first.
    """
    for _, run in groupby(unit, lambda each: id(each.strip)):
        part = [*run]
        if part[0].is_from_right and not has_letters(text_of(part)):
            yield from ([each] for each in part)
        else:
            end = max((at for at, each in enumerate(part, 1) if not _waits(each)), default=0)
            yield from filter(None, (part[:end], part[end:]) if _is_late(part[end:]) else (part,))


def _is_late(part: _Part) -> bool:
    """Whether it is letters from the right with marks, and no other."""
    return all(map(_waits, part)) and any(each.is_from_right and not each.cluster.text.isspace() for each in part)


def _waits(each: ClusterAt) -> bool:
    text = each.cluster.text
    return text.isspace() or any(unicodedata.category(letter) == "Mn" for letter in text)


def _strip(run: list[ClusterAt]) -> Strip:
    """A part of one strip, from the left."""
    if run[0].is_from_right:
        run = run[::-1]
    clusters = tuple(each.cluster._replace(text=each.painted) for each in run)
    return run[0].strip._replace(clusters=clusters, pens=tuple(each.pen for each in run))


def _is_torn(unit: Sequence[ClusterAt]) -> bool:
    """Whether poppler begins another word inside, because letters step back or stand above each other."""
    places = from_left(unit)
    widths = [max(0, each.cluster.advance) / each.strip.units_per_em for each in places]
    return any(
        after.pen - each.pen - width < -_OVERLAP or after.pen - each.pen < _OVERLAP
        for (each, after), width in zip(pairwise(places), widths, strict=False)
    )


def _for_poppler(text: str, before: str) -> str:
    """What poppler turns into this text, on a page with more letters from the right than from the left.

    From a letter or figure that runs from the left it turns nothing, until a letter from the right: brackets go along.
    """
    last = next((letter for letter in reversed(before) if has_letters(letter) or _stops(letter)), "")
    is_open = bool(last) and _stops(last)
    hangs = is_open and has_letters(text) and not kind_of(text[0])
    out, at = [], 0
    while at < len(text):
        start = at
        while at < len(text) and not _stops(text[at]):
            at += 1
        out.append(text[start:at][::-1])
        start = at
        while at < len(text) and not has_letters(text[at]):
            at += 1
        is_late = start < at and not _stops(text[at - 1]) and not (is_open and not start)
        out.append(text[start:at] + LEFT * is_late)
    return "".join(reversed(out)) + RIGHT * hangs


def _for_poppler_left(text: str, after: str) -> str:
    """The same on a page with more letters from the left: there a stretch from the right begins with such a letter."""
    out, at = "", 0
    ends = next((letter for letter in after if has_letters(letter) or _stops(letter)), "")
    while at < len(text):
        start = at
        while at < len(text) and not has_letters(text[at]):
            at += 1
        out += text[start:at]
        start = at
        while at < len(text) and not _stops(text[at]):
            at += 1
        run = text[start:at][::-1]
        is_open = bool(run) and not has_letters(run[0]) and (at < len(text) or not has_letters(ends))
        out += RIGHT * is_open + run
    return out


def _stops(letter: str) -> bool:
    """Whether poppler takes it for a letter from the left, or for a part of a number."""
    return unicodedata.bidirectional(letter) in ("L", "EN", "AN", "ES", "ET", "CS")


def mostly_from_left(texts: Iterable[str]) -> bool:
    """Whether poppler takes a page for one from the left."""
    kinds = Counter(kind_of(letter) for text in texts for letter in text)
    return kinds["L"] >= kinds["R"]
