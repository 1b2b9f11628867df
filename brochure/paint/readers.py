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

import re
import unicodedata
from bisect import bisect, bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from brochure.base.page import Cluster, SetLine, Strip
from brochure.base.records import NamedTuple

# Pairs of brackets in the scripts of the house. Source: Unicode, BidiMirroring.txt.
_MIRRORED: Final = str.maketrans("()[]{}<>\u00ab\u00bb\u2039\u203a", ")(][}{><\u00bb\u00ab\u203a\u2039")
_RIGHT: Final = "\u200f"  # a mark without ink; who searches is not held up by it
_LEFT: Final = "\u200e"
_NOTHING: Final = "\n"  # what pdfium takes for no text at all
_STOPS: Final = ".,:;!?\u060c\u061b\u061f\u2026"  # what nobody looks for
_OPENING: Final = "([{\u00ab\u2039"  # not turned together with the space before it, if a mark stands between
_UNPAINTED: Final = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x2028, 0x202F), *range(0x2066, 0x206A), 0x2060, 0xFEFF]
)
_FROM_LEFT: Final = re.compile(
    r"[^\W\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc](?:[^\s()\[\]{}<>\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]*[^\s()\[\]{}<>.,:;!?\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u2026])?"
)
_OVERLAP: Final = 0.08  # ems that a letter may step back before poppler begins another word; it allows 0.1


PaintedPart = Strip | str  # clusters and pens from the left; or operators


class _ClusterAt(NamedTuple):
    """A cluster at its place, in a strip of the line."""

    strip: Strip
    cluster: Cluster
    pen: float

    @property
    def is_from_right(self) -> bool:
        return self.strip.level % 2 == 1

    @property
    def painted(self) -> str:
        """What its code says."""
        return self.cluster.text[::-1] if self.is_from_right else self.cluster.text


_Part = list[_ClusterAt]
_Unit = list[_ClusterAt]


def said_strips(line: SetLine) -> list[Strip]:
    """The strips of a line, which lie in visual order, as they are said."""
    return sorted((strip for strip in line.strips if strip.clusters), key=lambda strip: strip.clusters[0].start)


def runs_from_right(strips: Iterable[Strip]) -> bool:
    """Whether any of these runs from right to left."""
    return any(strip.level % 2 for strip in strips)


def shown_of(line: SetLine, *, among_left: bool = False) -> tuple[PaintedPart, ...]:
    """What is painted of a line, in its order: pieces as they are said, each from the left.

    `among_left`: most letters of its page run from the left.
    """
    strips = said_strips(line)
    whole = f"{line.before}{line.text}{line.after}"
    if not runs_from_right(strips) and not _has_letters(whole):
        return tuple(strips)
    words = [*_words(strips)]
    told = _told_to_pdfium(words, line)
    texts = [*map(_text, words)]
    shown: list[PaintedPart] = []
    plain: list[_ClusterAt] = []
    for at, word in enumerate(words):
        before, after = line.before + "".join(texts[:at]), "".join((*texts[at + 1 :], line.after))
        poppler = _for_poppler_left(texts[at], after) if among_left else _for_poppler(texts[at], before)
        if poppler != _seen(word) or _is_torn(word):
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


class _Told(NamedTuple):
    """What pdfium is told in place of a part of a word; None where it finds that by the codes."""

    unit: Sequence[_ClusterAt]
    said: str | None


def _told_to_pdfium(words: Sequence[list[_ClusterAt]], line: SetLine) -> list[list[_Told]]:
    """What pdfium is told of each word."""
    whole = painted_text(f"{line.before}{line.text}{line.after}")
    kinds = [kind for kind, _ in _runs(whole, _kind)]
    is_base_right = min(strip.level for strip in line.strips) > 0
    lacking = kinds.count("L") - kinds.count("R") + 1 if "R" in kinds else 0
    marks = _marks(whole, lacking) if is_base_right else {}
    is_right = "R" in kinds and lacking <= sum(map(len, marks.values()))
    if is_right and line.siblings:
        flat = [part for word in _words(line.siblings) for part in _cut_units(word)]
        said = dict(zip(map(_place, flat), _told_on_right(flat, marks, ""), strict=True))
        return [[_Told(unit, said[_place(unit)]) for unit in _cut_units(word)] for word in words]
    units = [[*_units(word, is_right=is_right)] for word in words]
    if is_right:
        pens = sorted(place.pen for word in words for place in word)
        units = [[part for unit in each for part in _parted(unit, pens)] for each in units]
    flat = [unit for each in units for unit in each]
    if is_right:
        told = _told_on_right(flat, marks, painted_text(line.before))
    else:
        told = _told_on_left(flat, line, is_base_right=is_base_right, is_tied=lacking == 1)
    numbers = iter(told)
    return [[_Told(unit, next(numbers)) for unit in each] for each in units]


def _cut_units(word: list[_ClusterAt]) -> Iterator[_Unit]:
    """Units on a line from the right that was cut: none in two strips, as one piece may have the one, one the other."""
    for unit in _units(word, is_right=True):
        for _, run in groupby(unit, lambda each: id(each.strip)):
            yield [*run]


def _parted(unit: _Unit, pens: Sequence[float]) -> Iterator[_Unit]:
    """A unit; or its parts of one direction each, where others stand between them."""
    if bisect(pens, max(each.pen for each in unit)) - bisect_left(pens, _left(unit)) <= len(unit):
        yield unit
        return
    for _, run in groupby(unit, lambda each: each.strip.level):
        yield [*run]


def _place(unit: _Unit) -> int:
    return unit[0].cluster.start


def _told_on_right(units: Sequence[_Unit], marks: Mapping[int, str], before: str) -> list[str | None]:
    """What pdfium is told on a line that it takes for one from the right."""
    texts = []
    start = len(before)
    _, is_turned = _for_pdfium(_marked_text(before, marks), from_right=True)
    for unit in units:
        end = start + len(_text(unit))
        texts.append(_marked_text(_text(unit), {at - start: kind for at, kind in marks.items() if start <= at <= end}))
        start = end
    told: list[str | None] = [None] * len(units)
    for block in _blocks(units):
        if dealt := _dealt([units[at] for at in block], [texts[at] for at in block], from_right=is_turned):
            said, is_turned = dealt
            for at, each in zip(sorted(block, key=lambda at: _left(units[at])), said, strict=True):
                told[at] = each
            continue
        for at in sorted(block, key=lambda at: -_left(units[at])):
            if texts[at] in _OPENING and not is_turned:
                told[at], is_turned = f"{_RIGHT}{texts[at].translate(_MIRRORED)}{_RIGHT}", True
                continue
            stretches, is_turned = _for_pdfium(texts[at], from_right=is_turned)
            told[at] = _said(units[at], stretches, is_right=True)
    return told


def _dealt(units: Sequence[_Unit], texts: Sequence[str], *, from_right: bool) -> tuple[list[str | None], bool] | None:
    """What is told in place of units that do not lie from the right as they are said, and what is turned.

    From the left. What has letters from the right is told in place of such, all else in place of all else: pdfium asks
    what it stands for how to turn it. None where there is only one, or no room.
    """
    if not units[1:]:
        return None
    wanted: list[tuple[bool, str]] = []
    for is_of_right, run in groupby(texts, lambda text: _has_letters(painted_text(text))):
        stretches, from_right = _for_pdfium("".join(run), from_right=from_right)
        parts = [each.turned if is_of_right else each.painted for each in stretches]
        wanted.insert(0, (is_of_right, _joined(parts, is_right=not is_of_right)))
    said: list[str | None] = []
    for unit in sorted(units, key=_left):
        is_of_right = _has_letters(_text(unit))
        if is_of_right:
            if not wanted or not wanted[0][0]:
                return None
            said.append(wanted.pop(0)[1])
            continue
        here = ""
        while wanted and not wanted[0][0]:
            here += wanted.pop(0)[1]
        said.append(here or _NOTHING)
    return None if wanted else (said, from_right)


def _marked_text(text: str, marks: Mapping[int, str]) -> str:
    """A text with a mark before or behind these places: the one after it goes with what begins there."""
    ends = [at for at, kind in sorted(marks.items()) if 0 < at < len(text) or at == (len(text) if kind == "<" else 0)]
    cuts = [0, *ends, len(text)]
    return _RIGHT.join(text[start:end] for start, end in pairwise(cuts))


def _told_on_left(units: Sequence[_Unit], line: SetLine, *, is_base_right: bool, is_tied: bool) -> list[str | None]:
    """The same on a line from the left; with a mark where its versions would differ."""
    told: list[str | None] = []
    is_turned = False
    texts = [*map(_text, units)]
    for at, text in enumerate(texts):
        if is_base_right:  # what is said next is seen before
            after = "".join((*texts[at + 1 :], line.after))
            is_turned = next((kind for kind in map(_kind, after) if kind in ("L", "R")), "") == "R"
        stretches, is_turned = _for_pdfium(text, from_right=is_turned)
        told.append(_said(units[at], stretches, is_right=False))
        if is_tied and not is_base_right and text.isspace() and _has_letters(texts[at - 1] if at else line.before[-1:]):
            told[-1], is_tied, is_turned = f"{_LEFT}{text}", False, False
    return told


def painted_text(text: str) -> str:
    """What of a text is painted: no mark of direction is, and no end of a line."""
    return text.translate(_UNPAINTED)


def _marks(whole: str, lacking: int) -> dict[int, str]:
    """Places for marks beside words from the left, so that those from the right outweigh them: `<` behind, `>` before.

    Versions of pdfium differ where both weigh the same. A mark counts beside what is not from the right; and no word
    gets more of them than it has stretches, or pdfium turned it round.
    """
    marks: dict[int, str] = {}
    for word in _FROM_LEFT.finditer(whole):
        start, end = word.span()
        most = [kind for kind, _ in _runs(word[0], _kind)].count("L")
        behind = _kind(word[0][-1]) == "L" and not _has_letters(whole[end : end + 1])
        before = _kind(word[0][0]) == "L" and not _has_letters(whole[start - 1 : start] if start else "")
        for at, kind in [(end, "<")] * behind + [(start, ">")] * before:
            if most > 0 and lacking > 0:
                marks[at] = kind
                most, lacking = most - 1, lacking - 1
    return marks


def _blocks(units: Sequence[_Unit]) -> list[list[int]]:
    """Units in blocks that lie from the right as they are said; inside of one they do not."""
    blocks: list[list[int]] = []
    for at in range(len(units)):
        block = [at]
        while blocks and _left(units[min(blocks[-1], key=lambda each: _left(units[each]))]) < max(
            _left(units[each]) for each in block
        ):
            block = [*blocks.pop(), *block]
        blocks.append(block)
    for at in range(1, len(blocks)):  # a space beside one is room
        block, beside = blocks[at], blocks[at - 1]
        if block[1:] and not beside[1:] and _text(units[beside[0]]).isspace():
            last = max(block, key=lambda each: _left(units[each]))
            if _has_letters(_text(units[last])) and not _has_letters(_text(units[block[0]])):
                blocks[at - 1 : at + 1] = [[], [*beside, *block]]
    return [block for block in blocks if block]


def _left(unit: _Unit) -> float:
    return min(each.pen for each in unit)


def _units(word: list[_ClusterAt], *, is_right: bool) -> Iterator[_Unit]:
    """Parts of a word that pdfium turns alike: letters, a bracket, what hangs on the last letter from the right.

    Versions of it differ in longer ones. On a line from the left it would set them in another order.
    """
    end = _end_of_letters(word)
    if not is_right:
        if word[end:] and _text(word[end:]) not in _STOPS:
            yield word
            return
        yield word[:end]
        if word[end:]:
            yield word[end:]
        return
    for (_, is_bracket), run in groupby(word, lambda each: (_is_of_right(each), _is_bracket(each))):
        places = [*run]
        yield from ([each] for each in places) if is_bracket else (places,)


def _is_of_right(each: _ClusterAt) -> bool:
    return _has_letters(each.cluster.text)


def _is_bracket(each: _ClusterAt) -> bool:
    return each.is_from_right and each.cluster.text != each.cluster.text.translate(_MIRRORED)


def _text(unit: Iterable[_ClusterAt]) -> str:
    return "".join(each.cluster.text for each in unit)


def _seen(unit: Sequence[_ClusterAt]) -> str:
    """What the codes say, from the left."""
    return "".join(each.painted for each in _from_left(unit))


def _end_of_letters(word: Sequence[_ClusterAt]) -> int:
    """How many clusters there are up to the last letter from the right; all of them where there is none."""
    ends = [at for at, each in enumerate(word, 1) if each.is_from_right and _has_letters(each.cluster.text)]
    return ends[-1] if ends else len(word)


def _words(strips: Sequence[Strip]) -> Iterator[list[_ClusterAt]]:
    places = [
        _ClusterAt(strip, cluster, pen)
        for strip in strips
        for cluster, pen in zip(strip.clusters, strip.pens, strict=True)
    ]
    word: list[_ClusterAt] = []
    for at, each in enumerate(places):
        is_space = each.cluster.text.isspace()
        is_inside = 0 < at < len(places) - 1 and places[at - 1].strip is each.strip is places[at + 1].strip
        if is_space and (each.is_from_right or not is_inside):
            if word:
                yield word
            yield [each]
            word = []
        else:
            word.append(each)
    if word:
        yield word


def _said(unit: Sequence[_ClusterAt], stretches: Sequence["_Stretch"], *, is_right: bool) -> str | None:
    painted, text = _joined([each.painted for each in stretches], is_right=is_right), _text(unit)
    if _seen(unit) == painted:
        return None
    if _has_letters(text):
        return _joined(_fenced([each.turned for each in stretches]), is_right=not is_right)
    return f"{_RIGHT}{painted}" if text in _OPENING else painted


def _marked(told: Sequence[_Told], poppler: str) -> Iterator[PaintedPart]:
    """Parts of a word, each in its mark; inside of what poppler is told, if that is."""
    if len(told) == 1 and _is_one_stretch(told[0], poppler):
        yield from map(_strip, _parts(told[0].unit))
        return
    for unit, said in told:
        chunks = _chunks(unit) if said else [[part] for part in _parts(unit)]
        for at, chunk in enumerate(chunks):
            yield from _within("W", _NOTHING if at and said else said or "", map(_strip, chunk))


def _is_one_stretch(told: _Told, poppler: str) -> bool:
    """Whether what poppler is told does for pdfium too."""
    text = _text(told.unit)
    is_same = told.said == poppler if told.said is not None else len(_runs(text, _kind)) == 1 and _has_letters(text)
    return bool(poppler) and is_same and not _chunks(told.unit)[1:]


def _chunks(unit: Sequence[_ClusterAt]) -> list[list[_Part]]:
    """Parts of a unit in their marks. pdfium is told the first of them, and asks its leftmost strip how to turn it."""
    end = _end_of_letters(unit)
    parts, hanging = [*_parts(unit[:end])], [*_parts(unit[end:])]
    chunks = [parts[:-1], parts[-1:]] if parts[1:] and _is_late(parts[-1]) else [parts]
    return [*chunks, hanging] if hanging else chunks


def _within(name: str, said: str | None, shown: Iterable[PaintedPart]) -> tuple[PaintedPart, ...]:
    """Marked content; text of no letters leads pdfium to the codes."""
    text = "" if said is None else f"/ActualText<FEFF{said.encode('utf-16-be').hex().upper()}>"
    return (f"/{name}<<{text}>>BDC", *shown, "EMC")


def _plain(unit: Sequence[_ClusterAt]) -> Iterator[PaintedPart]:
    """Strips whose codes say what they should, as they are said."""
    for part in _parts(unit):
        yield from _within("W", None, [_strip(part)]) if _is_late(part) else (_strip(part),)


def _parts(unit: Sequence[_ClusterAt]) -> Iterator[_Part]:
    """Parts of strips that are painted in one go, as they are said.

    pdf.js turns nothing round in which no letter runs from the right; and it looks for the place of a letter with marks
    when the next one is painted, so that none is painted first.
    """
    for _, run in groupby(unit, lambda each: id(each.strip)):
        part = [*run]
        if part[0].is_from_right and not _has_letters(_text(part)):
            yield from ([each] for each in part)
        else:
            end = max((at for at, each in enumerate(part, 1) if not _waits(each)), default=0)
            yield from filter(None, (part[:end], part[end:]) if _is_late(part[end:]) else (part,))


def _is_late(part: _Part) -> bool:
    """Whether it is letters from the right with marks, and no other."""
    return all(map(_waits, part)) and any(each.is_from_right and not each.cluster.text.isspace() for each in part)


def _waits(each: _ClusterAt) -> bool:
    text = each.cluster.text
    return text.isspace() or any(unicodedata.category(letter) == "Mn" for letter in text)


def _from_left(unit: Sequence[_ClusterAt]) -> list[_ClusterAt]:
    """The clusters of a unit from the left, strip by strip.

    They are not sorted by their pens: a letter of Nastaliq may step back behind the one that it follows.
    """
    runs = [list(run) for _, run in groupby(unit, lambda each: id(each.strip))]
    runs = [run[::-1] if run[0].is_from_right else run for run in runs]
    return [each for run in sorted(runs, key=lambda run: min(each.pen for each in run)) for each in run]


def _strip(run: list[_ClusterAt]) -> Strip:
    """A part of one strip, from the left."""
    if run[0].is_from_right:
        run = run[::-1]
    clusters = tuple(each.cluster._replace(text=each.painted) for each in run)
    return run[0].strip._replace(clusters=clusters, pens=tuple(each.pen for each in run))


def _is_torn(unit: Sequence[_ClusterAt]) -> bool:
    """Whether poppler begins another word inside, because letters step back or stand above each other."""
    places = _from_left(unit)
    widths = [max(0, each.cluster.advance) / each.strip.units_per_em for each in places]
    return any(
        after.pen - each.pen - width < -_OVERLAP or after.pen - each.pen < _OVERLAP
        for (each, after), width in zip(pairwise(places), widths, strict=False)
    )


_STRONG: Final = {"L": "L", "R": "R", "AL": "R", **dict.fromkeys(("AN", "EN", "NSM", "CS", "ES", "ET", "BN"), "weak")}


def _kind(letter: str) -> str:
    """The four kinds of pdfium."""
    return _STRONG.get(unicodedata.bidirectional(letter), "")


def _has_letters(text: str) -> bool:
    """Whether any letter runs from the right."""
    return "R" in map(_kind, text)


def _runs(text: str, kind: Callable[[str], str]) -> list[tuple[str, str]]:
    return [(name, "".join(run)) for name, run in groupby(text, kind)]


class _Stretch(NamedTuple):
    """A stretch of one kind as pdfium wants it."""

    painted: str  # by its codes
    turned: str  # in `/ActualText` of letters from the right, of which it turns each stretch


def _for_pdfium(text: str, *, from_right: bool) -> tuple[list[_Stretch], bool]:
    """Stretches that pdfium turns into this text, as they are said; and whether what has none is turned next."""
    parts = []
    for kind, run in _runs(text, _kind):
        from_right = kind == "R" or (from_right and kind != "L")
        turned = run[::-1].translate(_MIRRORED) if from_right and not kind else run[::-1]
        parts.append(_Stretch(turned if kind == "R" or (from_right and not kind) else run, turned))
    return parts, from_right


def _fenced(parts: list[str]) -> list[str]:
    """Stretches of which a bracket at an end is not turned together with the space beside it."""
    before, after = ([_RIGHT] * (not _kind(letter)) for letter in (parts[0][0], parts[-1][-1]))
    return [*before, *parts, *after]


def _joined(parts: Sequence[str], *, is_right: bool) -> str:
    """Stretches from the left, on a line from the right or the left."""
    return "".join(parts[::-1] if is_right else parts)


def _for_poppler(text: str, before: str) -> str:
    """What poppler turns into this text, on a page with more letters from the right than from the left.

    From a letter or figure that runs from the left it turns nothing, until a letter from the right: brackets go along.
    """
    last = next((letter for letter in reversed(before) if _has_letters(letter) or _stops(letter)), "")
    is_open = bool(last) and _stops(last)
    hangs = is_open and _has_letters(text) and not _kind(text[0])
    out, at = [], 0
    while at < len(text):
        start = at
        while at < len(text) and not _stops(text[at]):
            at += 1
        out.append(text[start:at][::-1])
        start = at
        while at < len(text) and not _has_letters(text[at]):
            at += 1
        is_late = start < at and not _stops(text[at - 1]) and not (is_open and not start)
        out.append(text[start:at] + _LEFT * is_late)
    return "".join(reversed(out)) + _RIGHT * hangs


def _for_poppler_left(text: str, after: str) -> str:
    """The same on a page with more letters from the left: there a stretch from the right begins with such a letter."""
    out, at = "", 0
    ends = next((letter for letter in after if _has_letters(letter) or _stops(letter)), "")
    while at < len(text):
        start = at
        while at < len(text) and not _has_letters(text[at]):
            at += 1
        out += text[start:at]
        start = at
        while at < len(text) and not _stops(text[at]):
            at += 1
        run = text[start:at][::-1]
        is_open = bool(run) and not _has_letters(run[0]) and (at < len(text) or not _has_letters(ends))
        out += _RIGHT * is_open + run
    return out


def _stops(letter: str) -> bool:
    """Whether poppler takes it for a letter from the left, or for a part of a number."""
    return unicodedata.bidirectional(letter) in ("L", "EN", "AN", "ES", "ET", "CS")


def mostly_from_left(texts: Iterable[str]) -> bool:
    """Whether poppler takes a page for one from the left."""
    kinds = Counter(_kind(letter) for text in texts for letter in text)
    return kinds["L"] >= kinds["R"]
