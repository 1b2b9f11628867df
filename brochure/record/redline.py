"""Two texts in, what differs out: block by block and word by word, the gravest first.

A text is its blocks by their paths, as the archive of signed words keeps them. A block is found again by its words, so
that one that is put in before it changes nothing in it. What makes a change grave is counted with the lists of words
that claims are held to; a language without a list is judged by its safety note and its numbers.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from typing import Final, Literal

from brochure.base.claims import WordList
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.record.caveats import denials, numbers_in
from brochure.record.phrases import folded, found_in, said_in, without

Weight = Literal["safety", "number", "negation", "condition", "claim", "rest"]
WEIGHTS: Final[tuple[Weight, ...]] = ("safety", "number", "negation", "condition", "claim", "rest")

_SAFETY: Final = frozenset({"safety", "urgent"})  # parts of a path
# Topics of the word lists that say what is done, and how; every other topic is what it is done for.
_CLAIMS: Final = frozenset({
    "cure", "relief", "help", "prevent", "proof", "safety", "frequency", "no-medicine", "endorphin", "hormone",
    "inflammation", "circulation", "immune", "detox", "energy", "muscles", "nerves", "brain", "cause", "wellbeing",
})  # fmt: skip
_LIKE: Final = 0.4  # share of their words that two blocks have in common which are one and the same, rewritten
# A letter of a script without gaps, a word with what is written onto its ends apart, or a gap.
_TOKEN: Final = re.compile(r"[\u3040-\u9fff]|[^\s\u3040-\u9fff]+|\s+")
_MARKS: Final = r"""[.,:;!?()\[\]{}"“”‘’«»„*،؛؟、。，…]*"""
_ENDS: Final = re.compile(f"({_MARKS})(.*?)({_MARKS})", re.S)


class WordStretch(NamedTuple):
    """Some words: in both texts, only in the first, or only in the second."""

    kind: Literal["both", "out", "in"]
    text: str


class Difference(NamedTuple):
    """One block that differs; `before` or `now` is empty where it is not there."""

    path: str  # in the second text, or in the first where it was taken out
    was: str  # its path in the first text, where that is another
    before: str
    now: str
    weight: Weight
    why: tuple[str, ...]  # what is grave about it, in words
    pieces: tuple[WordStretch, ...]


def redline(before: Mapping[str, str], now: Mapping[str, str], words: WordList | None) -> tuple[Difference, ...]:
    """What differs between two texts, the gravest first, and of one weight in the order of the second text."""
    found = [_difference(was, path, before, now, words) for was, path in _pairs(before, now)]
    order = {path: at for at, path in enumerate((*now, *(each for each in before if each not in now)))}
    return tuple(sorted(found, key=lambda each: (WEIGHTS.index(each.weight), order[each.path])))


def word_pieces(before: str, now: str) -> Iterator[WordStretch]:
    """Two texts word by word; a gap between two words that changed goes with them."""
    old, new = (_tokens(" ".join(text.split())) for text in (before, now))
    rows: list[WordStretch] = []
    for what, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if what == "equal":
            rows.append(WordStretch("both", "".join(old[a:b])))
            continue
        rows += [WordStretch("out", "".join(old[a:b])), WordStretch("in", "".join(new[c:d]))]
    rows = [each for each in rows if each.text]
    yield from _joined(rows)


def _joined(rows: list[WordStretch]) -> Iterator[WordStretch]:
    """A stretch of changes as what went out and what came in, each in one piece."""
    spread: list[tuple[bool, WordStretch]] = []
    for at, each in enumerate(rows):
        is_gap = each.kind == "both" and not each.text.strip() and 0 < at < len(rows) - 1
        spread += [(True, each._replace(kind=kind)) for kind in ("out", "in")] if is_gap else [
            (each.kind != "both", each)
        ]  # fmt: skip
    for changed, stretch in groupby(spread, key=itemgetter(0)):
        pieces = [piece for _, piece in stretch]
        if not changed:
            yield from pieces
            continue
        for kind in ("out", "in"):
            text = "".join(piece.text for piece in pieces if piece.kind == kind)
            if text.strip():
                yield WordStretch(kind, text)


def _tokens(text: str) -> list[str]:
    found: list[str] = []
    for token in _TOKEN.findall(text):
        ends = _ENDS.fullmatch(token)
        found += [part for part in ends.groups() if part] if ends and ends[2] else [token]
    return found


def _pairs(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The paths of what differs, in the first text and in the second; empty where it is not there."""
    old, new = _unmatched(before, now)
    for was, path in _alike(old, new, before, now):
        old.remove(was)
        new.remove(path)
        yield was, path
    yield from ((was, was) for was in old if was in new)  # rewritten from its first word to its last
    yield from ((was, "") for was in old if was not in new)
    yield from (("", path) for path in new if path not in old)


def _unmatched(before: Mapping[str, str], now: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What is not the same at the same place of the order, by paths."""
    first, second = ([(_shape(path), text) for path, text in side.items()] for side in (before, now))
    same = difflib.SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    kept = [{at for row in same for at in range(row[side], row[side] + row.size)} for side in (0, 1)]
    old, new = ([p for at, p in enumerate(side) if at not in kept[i]] for i, side in enumerate((before, now)))
    return old, new


def _alike(
    old: Iterable[str], new: Iterable[str], before: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Blocks of one shape with like words, the likest first; of those that are as like, the ones at one path."""
    bags = {id(side): {path: Counter(_tokens(side[path])) for path in paths}
            for side, paths in ((before, [*old]), (now, [*new]))}  # fmt: skip
    shares = [
        (-_share(one, other), was != path, was, path)
        for was, one in bags[id(before)].items()
        for path, other in bags[id(now)].items()
        if _shape(was) == _shape(path)
    ]
    taken: set[tuple[str, str]] = set()
    for share, _, was, path in sorted(shares):
        if -share >= _LIKE and not {("old", was), ("new", path)} & taken:
            taken |= {("old", was), ("new", path)}
            yield was, path


def _share(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _shape(path: str) -> str:
    """A path without its numbers: the third point is as good as the fourth."""
    return " ".join(part for part in path.split() if not part.isdigit())


def _difference(
    was: str, path: str, before: Mapping[str, str], now: Mapping[str, str], words: WordList | None
) -> Difference:
    old, new = before.get(was, ""), now.get(path, "")
    weight, why = _weighed(was, path, folded(old), folded(new), words)
    moved = was if was and path and was != path else ""
    return Difference(path or was, moved, old, new, weight, why, tuple(word_pieces(old, new)))


def _weighed(was: str, path: str, old: str, new: str, words: WordList | None) -> tuple[Weight, tuple[str, ...]]:
    """How grave it is, and why; `old` and `new` are folded."""
    grave: dict[Weight, tuple[str, ...]] = {
        "number": _counted(_numbers(old, words), _numbers(new, words)),
        **({weight: _counted(*counts) for weight, counts in _word_counts(old, new, words).items()} if words else {}),
    }
    why = tuple(each for weight in WEIGHTS for each in grave.get(weight, ()))
    if _SAFETY & {*was.split(), *path.split()}:
        return "safety", why
    if words and len({said_in(text, words.keep_taking, words.negations) for text in (old, new)}) > 1:
        return "safety", ("whether medicines go on", *why)  # wherever it stands: in easy words, in a point
    return next((weight for weight in WEIGHTS if grave.get(weight)), "rest"), why


def _numbers(text: str, words: WordList | None) -> Counter[str]:
    """The numbers of a folded text, those that are written as words too; a month that is also a hedge is none."""
    found = numbers_in(text)
    hedges = {each.text.casefold() for entries in words.hedges.values() for each in entries} if words else set()
    for number, entries in words.numbers.items() if words else ():
        spelled = tuple(each for each in entries if each.text.casefold() not in hedges)
        found[number] += len(found_in(text, spelled))
    return +found


def _word_counts(old: str, new: str, words: WordList) -> dict[Weight, tuple[Counter[str], Counter[str]]]:
    """The words of each weight, in both texts."""
    conditions = [entries for topic, entries in words.triggers.items() if topic not in _CLAIMS]
    claims = [entries for topic, entries in words.triggers.items() if topic in _CLAIMS - {"frequency"}]
    holding = [entry for entries in (*words.hedges.values(), words.ask) for entry in entries]
    both = [
        (_found(text, conditions, words), _found(text, claims, words) + Counter(found_in(text, holding)))
        for text in (old, new)
    ]
    return {
        "negation": (Counter(denials(old, words)), Counter(denials(new, words))),
        "condition": (both[0][0], both[1][0]),
        "claim": (both[0][1], both[1][1]),
    }


def _found(text: str, lists: Iterable[tuple[Said, ...]], words: WordList) -> Counter[str]:
    return Counter(found_in(without(text, words.no_triggers), [entry for entries in lists for entry in entries]))


def _counted(old: Counter[str], new: Counter[str]) -> tuple[str, ...]:
    """What is gone and what is new, in words."""
    gone, come = [*(old - new)], [*(new - old)]
    if len(gone) == len(come) == 1:
        return (f"'{gone[0]}' became '{come[0]}'",)
    return (*(f"'{each}' is gone" for each in gone), *(f"'{each}' is new" for each in come))
