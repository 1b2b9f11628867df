"""What pdfium is told in `/ActualText` of a line with words from the right, so that it turns it into what was typed.

It puts what it reads from the left in stretches of one kind: from the left, from the right, weak, neutral. Where more
of them run from the right than from the left it reverses their order, and turns those from the right, and the neutral
ones behind them. Where both are as many, versions up to 150 do so and 159 does not: marks without ink outweigh there.
Text in `/ActualText` that runs from the right, or stands for such, 159 turns once more. Source: `CloseTempLine` of
`CPDF_TextPage` and `CFX_BidiString` of pdfium; and trials.
"""

from bisect import bisect, bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from typing import Final

from brochure.base.page import SetLine
from brochure.base.records import NamedTuple
from brochure.paint.clusters import (
    LEFT,
    MIRRORED,
    RIGHT,
    ClusterAt,
    Unit,
    end_of_letters,
    has_letters,
    kind_of,
    painted_text,
    runs_of,
    seen_of,
    text_of,
    words_of_strips,
)

NOTHING: Final = "\n"  # what pdfium takes for no text at all
_STOPS: Final = ".,:;!?\u060c\u061b\u061f\u2026"  # what nobody looks for
_OPENING: Final = "([{\u00ab\u2039"  # not turned together with the space before it, if a mark stands between
_BETWEEN: Final = "()[]{}<>"  # no part of a word, as spaces are none


class Retold(NamedTuple):
    """What pdfium is told in place of a part of a word; None where it finds that by the codes."""

    unit: Sequence[ClusterAt]
    said: str | None


def told_to_pdfium(words: Sequence[list[ClusterAt]], line: SetLine) -> list[list[Retold]]:
    """What pdfium is told of each word."""
    whole = painted_text(f"{line.before}{line.text}{line.after}")
    kinds = [kind for kind, _ in runs_of(whole, kind_of)]
    is_base_right = min(strip.level for strip in line.strips) > 0
    lacking = kinds.count("L") - kinds.count("R") + 1 if "R" in kinds else 0
    marks = _marks(whole, lacking) if is_base_right else {}
    is_right = "R" in kinds and lacking <= sum(map(len, marks.values()))
    if is_right and line.siblings:
        flat = [part for word in words_of_strips(line.siblings) for part in _cut_units(word)]
        said = dict(zip(map(_place, flat), _told_on_right(flat, marks, ""), strict=True))
        return [[Retold(unit, said[_place(unit)]) for unit in _cut_units(word)] for word in words]
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
    return [[Retold(unit, next(numbers)) for unit in each] for each in units]


def _cut_units(word: list[ClusterAt]) -> Iterator[Unit]:
    """Units on a line from the right that was cut: none in two strips, as one piece may have the one, one the other."""
    for unit in _units(word, is_right=True):
        for _, run in groupby(unit, lambda each: id(each.strip)):
            yield [*run]


def _parted(unit: Unit, pens: Sequence[float]) -> Iterator[Unit]:
    """A unit; or its parts of one direction each, where others stand between them."""
    if bisect(pens, max(each.pen for each in unit)) - bisect_left(pens, _left(unit)) <= len(unit):
        yield unit
        return
    for _, run in groupby(unit, lambda each: each.strip.level):
        yield [*run]


def _place(unit: Unit) -> int:
    return unit[0].cluster.start


def _told_on_right(units: Sequence[Unit], marks: Mapping[int, str], before: str) -> list[str | None]:
    """What pdfium is told on a line that it takes for one from the right."""
    texts = []
    start = len(before)
    _, is_turned = _for_pdfium(_marked_text(before, marks), from_right=True)
    for unit in units:
        end = start + len(text_of(unit))
        texts.append(
            _marked_text(text_of(unit), {at - start: kind for at, kind in marks.items() if start <= at <= end})
        )
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
                told[at], is_turned = f"{RIGHT}{texts[at].translate(MIRRORED)}{RIGHT}", True
                continue
            stretches, is_turned = _for_pdfium(texts[at], from_right=is_turned)
            told[at] = _said(units[at], stretches, is_right=True)
    return told


def _dealt(units: Sequence[Unit], texts: Sequence[str], *, from_right: bool) -> tuple[list[str | None], bool] | None:
    """What is told in place of units that do not lie from the right as they are said, and what is turned.

    From the left. What has letters from the right is told in place of such, all else in place of all else: pdfium asks
    what it stands for how to turn it. None where there is only one, or no room.
    """
    if not units[1:]:
        return None
    wanted: list[tuple[bool, str]] = []
    for is_of_right, run in groupby(texts, lambda text: has_letters(painted_text(text))):
        stretches, from_right = _for_pdfium("".join(run), from_right=from_right)
        parts = [each.turned if is_of_right else each.painted for each in stretches]
        wanted.insert(0, (is_of_right, _joined(parts, is_right=not is_of_right)))
    said: list[str | None] = []
    for unit in sorted(units, key=_left):
        is_of_right = has_letters(text_of(unit))
        if is_of_right:
            if not wanted or not wanted[0][0]:
                return None
            said.append(wanted.pop(0)[1])
            continue
        here = ""
        while wanted and not wanted[0][0]:
            here += wanted.pop(0)[1]
        said.append(here or NOTHING)
    return None if wanted else (said, from_right)


def _marked_text(text: str, marks: Mapping[int, str]) -> str:
    """A text with a mark before or behind these places: the one after it goes with what begins there."""
    ends = [at for at, kind in sorted(marks.items()) if 0 < at < len(text) or at == (len(text) if kind == "<" else 0)]
    cuts = [0, *ends, len(text)]
    return RIGHT.join(text[start:end] for start, end in pairwise(cuts))


def _told_on_left(units: Sequence[Unit], line: SetLine, *, is_base_right: bool, is_tied: bool) -> list[str | None]:
    """The same on a line from the left; with a mark where its versions would differ."""
    told: list[str | None] = []
    is_turned = False
    texts = [*map(text_of, units)]
    for at, text in enumerate(texts):
        if is_base_right:  # what is said next is seen before
            after = "".join((*texts[at + 1 :], line.after))
            is_turned = next((kind for kind in map(kind_of, after) if kind in ("L", "R")), "") == "R"
        stretches, is_turned = _for_pdfium(text, from_right=is_turned)
        told.append(_said(units[at], stretches, is_right=False))
        if is_tied and not is_base_right and text.isspace() and has_letters(texts[at - 1] if at else line.before[-1:]):
            told[-1], is_tied, is_turned = f"{LEFT}{text}", False, False
    return told


def _is_in_word(letter: str) -> str:
    return "" if letter.isspace() or letter in _BETWEEN or has_letters(letter) else "word"


def _marks(whole: str, lacking: int) -> dict[int, str]:
    """Places for marks beside words from the left, so that those from the right outweigh them: `<` behind, `>` before.

    Versions of pdfium differ where both weigh the same. A mark counts beside what is not from the right; and no word
    gets more of them than it has stretches, or pdfium turned it round.
    """
    marks: dict[int, str] = {}
    end = 0
    for is_word, run in runs_of(whole, _is_in_word):
        start, end = end, end + len(run)
        word = run.strip(_STOPS)
        first = start + len(run) - len(run.lstrip(_STOPS))
        last = first + len(word)
        most = [kind for kind, _ in runs_of(word, kind_of)].count("L")
        if not is_word or not most:
            continue
        behind = kind_of(whole[last - 1]) == "L" and not has_letters(whole[last : last + 1])
        before = kind_of(whole[first : first + 1]) == "L" and not has_letters(whole[max(0, first - 1) : first])
        for at, kind in [(last, "<")] * behind + [(first, ">")] * before:
            if most > 0 and lacking > 0:
                marks[at] = kind
                most, lacking = most - 1, lacking - 1
    return marks


def _blocks(units: Sequence[Unit]) -> list[list[int]]:
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
        if block[1:] and not beside[1:] and text_of(units[beside[0]]).isspace():
            last = max(block, key=lambda each: _left(units[each]))
            if has_letters(text_of(units[last])) and not has_letters(text_of(units[block[0]])):
                blocks[at - 1 : at + 1] = [[], [*beside, *block]]
    return [block for block in blocks if block]


def _left(unit: Unit) -> float:
    return min(each.pen for each in unit)


def _units(word: list[ClusterAt], *, is_right: bool) -> Iterator[Unit]:
    """Parts of a word that pdfium turns alike: letters, a bracket, what hangs on the last letter from the right.

    Versions of it differ in longer ones. On a line from the left it would set them in another order.
    """
    end = end_of_letters(word)
    if not is_right:
        if word[end:] and text_of(word[end:]) not in _STOPS:
            yield word
            return
        yield word[:end]
        if word[end:]:
            yield word[end:]
        return
    for (_, is_bracket), run in groupby(word, lambda each: (_is_of_right(each), _is_bracket(each))):
        places = [*run]
        yield from ([each] for each in places) if is_bracket else (places,)


def _is_of_right(each: ClusterAt) -> bool:
    return has_letters(each.cluster.text)


def _is_bracket(each: ClusterAt) -> bool:
    return each.is_from_right and each.cluster.text != each.cluster.text.translate(MIRRORED)


def _said(unit: Sequence[ClusterAt], stretches: Sequence["_Stretch"], *, is_right: bool) -> str | None:
    painted, text = _joined([each.painted for each in stretches], is_right=is_right), text_of(unit)
    if seen_of(unit) == painted:
        return None
    if has_letters(text):
        return _joined(_fenced([each.turned for each in stretches]), is_right=not is_right)
    return f"{RIGHT}{painted}" if text in _OPENING else painted


class _Stretch(NamedTuple):
    """A stretch of one kind as pdfium wants it."""

    painted: str  # by its codes
    turned: str  # in `/ActualText` of letters from the right, of which it turns each stretch


def _for_pdfium(text: str, *, from_right: bool) -> tuple[list[_Stretch], bool]:
    """Stretches that pdfium turns into this text, as they are said; and whether what has none is turned next."""
    parts = []
    for kind, run in runs_of(text, kind_of):
        from_right = kind == "R" or (from_right and kind != "L")
        turned = run[::-1].translate(MIRRORED) if from_right and not kind else run[::-1]
        parts.append(_Stretch(turned if kind == "R" or (from_right and not kind) else run, turned))
    return parts, from_right


def _fenced(parts: list[str]) -> list[str]:
    """Stretches of which a bracket at an end is not turned together with the space beside it."""
    before, after = ([RIGHT] * (not kind_of(letter)) for letter in (parts[0][0], parts[-1][-1]))
    return [*before, *parts, *after]


def _joined(parts: Sequence[str], *, is_right: bool) -> str:
    """Stretches from the left, on a line from the right or the left."""
    return "".join(parts[::-1] if is_right else parts)
