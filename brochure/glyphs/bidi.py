"""The Unicode bidirectional algorithm, UAX #9, with isolates and bracket pairs.

In: the characters of one paragraph and its direction. Out: an embedding level for each, and the order of a line.
Rules are named by their numbers in the annex. Levels are even from left to right and odd from right to left.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import Final

from brochure.base.language import Direction
from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple, dataclass

Levels = tuple[int, ...]

_DEEPEST: Final = 125  # BD2
_OPEN_BRACKETS: Final = 63  # BD16

# Blocks that hold every R, AL, AN and explicit character: a text without them runs from left to right.
_RIGHT_TO_LEFT: Final = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_NEEDS_LEVELS = late_pattern(f"[{_RIGHT_TO_LEFT}\u202a-\u202e\u2066-\u2069]")
_UNASSIGNED_RIGHT = late_pattern(f"[{_RIGHT_TO_LEFT}]")

# Bidi_Paired_Bracket: the opening bracket where the closing one comes next, then the pairs that stand apart.
_NEXT_TO_EACH_OTHER: Final = (
    "\u0028\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5"
    "\u27e6\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc\u2e22"
    "\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59\ufe5b"
    "\ufe5d\uff08\uff5f\uff62"
)
_APART: Final = ("[]", "{}", "\u298d\u2990", "\u298f\u298e", "\uff3b\uff3d", "\uff5b\uff5d")
_CANONICAL_CLOSING: Final = {"\u232a": "\u3009"}  # BD16 compares canonical equivalents

_EMBEDDINGS: Final = frozenset(("LRE", "RLE", "LRO", "RLO"))
_INITIATORS: Final = frozenset(("LRI", "RLI", "FSI"))
_REMOVED: Final = _EMBEDDINGS | {"PDF", "BN"}  # X9
_ISOLATES: Final = _INITIATORS | {"PDI"}
_NEUTRAL: Final = _ISOLATES | {"B", "S", "WS", "ON"}
_RESET_AT_LINE_END: Final = _ISOLATES | _REMOVED | {"WS"}  # L1
_STRONG_SIDE: Final = {"L": "L", "R": "R", "EN": "R", "AN": "R"}  # N0, N1: numbers count as R


class _Status(NamedTuple):
    level: int
    override: str  # L, R or empty
    isolate: bool


@dataclass(frozen=True, slots=True)
class _Sequence:
    """An isolating run sequence: places in the text, their level, and the direction before and after them."""

    places: tuple[int, ...]
    level: int
    before: str
    after: str

    @property
    def direction(self) -> str:
        return _direction(self.level)


def needs_levels(text: str) -> bool:
    """Whether anything of a text may run from right to left."""
    return max(text, default="") >= "\u0590" and bool(_NEEDS_LEVELS.search(text))


def resolve(text: str, base: Direction) -> Levels:
    """The level of each character. A paragraph separator ends what was embedded; the direction stays the same (P1)."""
    base_level = 1 if base == "rtl" else 0
    if not base_level and not needs_levels(text):
        return (0,) * len(text)
    return _resolve(text, base_level)


def line_levels(text: str, levels: Levels, start: int, end: int, base: Direction) -> Levels:
    """The levels of one line: white space at its end and before separators lies as the paragraph does (L1)."""
    base_level = 1 if base == "rtl" else 0
    line = list(levels[start:end])
    if not base_level and not any(line):
        return tuple(line)
    reset = True
    for at in range(end - 1, start - 1, -1):
        kind = _class_of(text[at])
        if kind in ("B", "S"):
            reset = True
        elif kind not in _RESET_AT_LINE_END:
            reset = False
        if reset:
            line[at - start] = base_level
    return tuple(line)


def reorder(levels: Sequence[int]) -> tuple[int, ...]:
    """The indexes of these levels in the order in which they stand on the line, from its left end (L2)."""
    order = list(range(len(levels)))
    odd = [level for level in levels if level % 2]
    for level in range(max(levels, default=0), min(odd, default=_DEEPEST + 2) - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= level:
                end += 1
            order[start:end] = order[start:end][::-1]
            start = end + 1
    return tuple(order)


@lru_cache(maxsize=1024)
def _resolve(text: str, base_level: int) -> Levels:
    levels: list[int] = []
    start = 0
    for at, character in enumerate(text):
        if _class_of(character) == "B":
            levels += _paragraph_levels(text[start : at + 1], base_level)
            start = at + 1
    return (*levels, *_paragraph_levels(text[start:], base_level))


def _paragraph_levels(text: str, base_level: int) -> list[int]:
    original = [_class_of(character) for character in text]
    closings = _isolate_ends(original)
    levels, classes = _explicit(original, closings, base_level)
    # All of them first: the levels of what stands beside a sequence are those before I1 and I2.
    for sequence in list(_sequences(original, levels, closings, base_level)):
        kinds = [classes[place] for place in sequence.places]
        _resolve_weak(kinds, sequence)
        _resolve_brackets(kinds, sequence, text, original)
        _resolve_neutral(kinds, sequence)
        for place, kind in zip(sequence.places, kinds, strict=True):
            levels[place] = _implicit(levels[place], kind)
    _level_removed(original, levels, base_level)
    return levels


@lru_cache(maxsize=4096)
def _class_of(character: str) -> str:
    assigned = unicodedata.bidirectional(character)
    return assigned or ("R" if _UNASSIGNED_RIGHT.match(character) else "L")


def _direction(level: int) -> str:
    return "R" if level % 2 else "L"


def _isolate_ends(classes: Sequence[str]) -> dict[int, int]:
    """BD9: where the isolate that starts at a place ends; without those that never end."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, kind in enumerate(classes):
        if kind in _INITIATORS:
            opened.append(at)
        elif kind == "PDI" and opened:
            ends[opened.pop()] = at
    return ends


def _first_strong_level(classes: Sequence[str], ends: dict[int, int], start: int) -> int:
    """P2 and P3 for the text of an isolate that starts at a place."""
    at, end = start + 1, ends.get(start, len(classes))
    while at < end:
        if classes[at] in ("L", "R", "AL"):
            return 0 if classes[at] == "L" else 1
        at = ends.get(at, end) if classes[at] in _INITIATORS else at
        at += 1
    return 0


def _explicit(original: Sequence[str], ends: dict[int, int], base_level: int) -> tuple[list[int], list[str]]:
    """X1 to X8: levels and overridden classes."""
    classes = list(original)
    levels = [base_level] * len(original)
    stack = _Stack(base_level)
    for at, kind in enumerate(original):
        if kind in _EMBEDDINGS:
            levels[at] = stack.top.level
            stack.embed(kind)
            continue
        if kind == "PDI":
            stack.end_isolate()
        levels[at] = stack.top.level if kind != "B" else base_level
        if stack.top.override and kind not in _REMOVED and kind != "B":
            classes[at] = stack.top.override
        if kind in _INITIATORS:
            rtl = kind == "RLI" or (kind == "FSI" and _first_strong_level(original, ends, at) == 1)
            stack.isolate(rtl)
        elif kind == "PDF":
            stack.end_embedding()
    return levels, classes


class _Stack:
    """The directional status stack of X1 with its three counters."""

    def __init__(self, base_level: int) -> None:
        self._entries = [_Status(base_level, "", isolate=False)]
        self._isolates_over = self._embeddings_over = self._valid_isolates = 0

    @property
    def top(self) -> _Status:
        return self._entries[-1]

    def embed(self, kind: str) -> None:
        """X2 to X5."""
        level = self._next_level(rtl=kind[0] == "R")
        if level <= _DEEPEST and not self._isolates_over and not self._embeddings_over:
            self._entries.append(_Status(level, kind[0] if kind[2] == "O" else "", isolate=False))
        elif not self._isolates_over:
            self._embeddings_over += 1

    def isolate(self, rtl: bool) -> None:
        """X5a to X5c."""
        level = self._next_level(rtl=rtl)
        if level <= _DEEPEST and not self._isolates_over and not self._embeddings_over:
            self._valid_isolates += 1
            self._entries.append(_Status(level, "", isolate=True))
        else:
            self._isolates_over += 1

    def end_isolate(self) -> None:
        """X6a."""
        if self._isolates_over:
            self._isolates_over -= 1
        elif self._valid_isolates:
            self._embeddings_over = 0
            while not self._entries.pop().isolate:
                pass
            self._valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self._isolates_over:
            return
        if self._embeddings_over:
            self._embeddings_over -= 1
        elif not self.top.isolate and len(self._entries) > 1:
            self._entries.pop()

    def _next_level(self, *, rtl: bool) -> int:
        level = self.top.level
        return (level + 1) | 1 if rtl else (level + 2) & ~1


def _level_runs(original: Sequence[str], levels: Sequence[int]) -> list[list[int]]:
    """BD7, over what X9 leaves."""
    runs: list[list[int]] = []
    for at, kind in enumerate(original):
        if kind in _REMOVED:
            continue
        if runs and levels[runs[-1][-1]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _sequences(
    original: Sequence[str], levels: Sequence[int], ends: dict[int, int], base_level: int
) -> Iterator[_Sequence]:
    """X10 and BD13."""
    runs = _level_runs(original, levels)
    number = {run[0]: at for at, run in enumerate(runs)}
    continued = {end for end in ends.values() if end in number}
    for at, run in enumerate(runs):
        if run[0] in continued:
            continue
        places, last = list(run), at
        while places[-1] in ends and ends[places[-1]] in number:
            last = number[ends[places[-1]]]
            places += runs[last]
        level = levels[places[0]]
        open_ended = original[places[-1]] in _INITIATORS
        before = levels[runs[at - 1][-1]] if at else base_level
        after = levels[runs[last + 1][0]] if last + 1 < len(runs) and not open_ended else base_level
        yield _Sequence(tuple(places), level, _direction(max(level, before)), _direction(max(level, after)))


def _resolve_weak(kinds: list[str], sequence: _Sequence) -> None:
    """W1 to W7, in place."""
    _settle_marks(kinds, sequence.before)
    _settle_numbers_by_letter(kinds, sequence.before, "AL", "AN")
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    _settle_separators(kinds)
    _settle_terminators(kinds)
    kinds[:] = ["ON" if kind in ("ES", "ET", "CS") else kind for kind in kinds]
    _settle_numbers_by_letter(kinds, sequence.before, "L", "L")


def _settle_marks(kinds: list[str], before: str) -> None:
    """W1."""
    previous = before
    for at, kind in enumerate(kinds):
        if kind == "NSM":
            kinds[at] = "ON" if previous in _ISOLATES else previous
        previous = kinds[at]


def _settle_numbers_by_letter(kinds: list[str], before: str, letter: str, number: str) -> None:
    """W2 with AL and AN, W7 with L and L: a European number after such a letter becomes such a number."""
    strong = before
    for at, kind in enumerate(kinds):
        if kind in ("L", "R", "AL"):
            strong = kind
        elif kind == "EN" and strong == letter:
            kinds[at] = number


def _settle_separators(kinds: list[str]) -> None:
    """W4."""
    for at in range(1, len(kinds) - 1):
        around = kinds[at - 1]
        if around != kinds[at + 1]:
            continue
        if (kinds[at] == "ES" and around == "EN") or (kinds[at] == "CS" and around in ("EN", "AN")):
            kinds[at] = around


def _settle_terminators(kinds: list[str]) -> None:
    """W5."""
    for start, end in _stretches(kinds, frozenset(("ET",))):
        if (start and kinds[start - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN"):
            kinds[start:end] = ["EN"] * (end - start)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] in wanted:
            end += 1
        if end > start:
            yield start, end
        start = end + 1


@cache
def _brackets() -> dict[str, str]:
    """The canonical closing bracket of each opening one, and of each closing one."""
    pairs = [bracket + chr(ord(bracket) + 1) for bracket in _NEXT_TO_EACH_OTHER] + list(_APART)
    return {bracket: _CANONICAL_CLOSING.get(pair[1], pair[1]) for pair in pairs for bracket in pair}


def _bracket_pairs(kinds: Sequence[str], sequence: _Sequence, text: str) -> list[tuple[int, int]]:
    """BD16, as indexes in the sequence, sorted; it stops where too many are open."""
    pairs: list[tuple[int, int]] = []
    opened: list[tuple[str, int]] = []
    for at, place in enumerate(sequence.places):
        closing = _brackets().get(text[place])
        if closing is None or kinds[at] != "ON":
            continue
        if unicodedata.category(text[place]) == "Ps":
            if len(opened) == _OPEN_BRACKETS:
                break
            opened.append((closing, at))
            continue
        for depth in range(len(opened) - 1, -1, -1):
            if opened[depth][0] == closing:
                pairs.append((opened[depth][1], at))
                del opened[depth:]
                break
    return sorted(pairs)


def _resolve_brackets(kinds: list[str], sequence: _Sequence, text: str, original: Sequence[str]) -> None:
    """N0, in place."""
    for opening, closing in _bracket_pairs(kinds, sequence, text):
        direction = _bracket_direction(kinds, opening, closing, sequence)
        if not direction:
            continue
        for bracket in (opening, closing):
            kinds[bracket] = direction
            for mark in range(bracket + 1, len(kinds)):
                if original[sequence.places[mark]] != "NSM":
                    break
                kinds[mark] = direction


def _bracket_direction(kinds: Sequence[str], opening: int, closing: int, sequence: _Sequence) -> str:
    inside = {_STRONG_SIDE[kind] for kind in kinds[opening + 1 : closing] if kind in _STRONG_SIDE}
    if sequence.direction in inside:
        return sequence.direction
    if not inside:
        return ""
    context = next((_STRONG_SIDE[kind] for kind in reversed(kinds[:opening]) if kind in _STRONG_SIDE), sequence.before)
    return context if context in inside else sequence.direction


def _resolve_neutral(kinds: list[str], sequence: _Sequence) -> None:
    """N1 and N2, in place."""
    for start, end in _stretches(kinds, _NEUTRAL):
        left = _STRONG_SIDE[kinds[start - 1]] if start else sequence.before
        right = _STRONG_SIDE[kinds[end]] if end < len(kinds) else sequence.after
        kinds[start:end] = [left if left == right else sequence.direction] * (end - start)


def _implicit(level: int, kind: str) -> int:
    """I1 and I2."""
    if level % 2:
        return level if kind == "R" else level + 1
    return level + {"L": 0, "R": 1}.get(kind, 2)


def _level_removed(original: Sequence[str], levels: list[int], base_level: int) -> None:
    """5.2: what X9 removes takes the level of what stands before it, so that runs stay whole."""
    for at, kind in enumerate(original):
        if kind in _REMOVED:
            levels[at] = levels[at - 1] if at else base_level
