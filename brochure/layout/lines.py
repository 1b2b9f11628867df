"""One paragraph into lines: all breaks chosen together, left aligned, no last line of one word."""

import itertools
from dataclasses import dataclass
from functools import lru_cache

from brochure.base.language import Language
from brochure.base.page import SetLine
from brochure.glyphs import Faces, Shaped, Span, shape

ONE_WORD_LAST = 40.0  # demerits; a line that is wholly empty costs 1
SHORT_LAST = 0.6  # a last line under a fifth of the measure
HYPHEN = 0.35
EACH_LINE = 0.02


@dataclass(frozen=True, slots=True)
class TextInFace:
    """A paragraph before it has a measure."""

    text: str
    spans: tuple[Span, ...]
    family: str
    weight: str
    language: Language


@dataclass(frozen=True, slots=True)
class Broken:
    """A paragraph as lines."""

    lines: tuple[SetLine, ...]
    widest_word: float  # ems; wider than the measure means that no line can hold it

    @property
    def letters(self) -> tuple[int, ...]:
        """Letters on each line."""
        return tuple(len(line.text.strip()) for line in self.lines)


@lru_cache(maxsize=4096)
def shape_text(text: TextInFace, faces: Faces) -> Shaped:
    """The paragraph shaped once, whatever size it is set in later."""
    return shape(text.text, text.spans, family=text.family, weight=text.weight, language=text.language, faces=faces)


@lru_cache(maxsize=8192)
def break_lines(text: TextInFace, measure: float, faces: Faces) -> Broken:
    """Set a paragraph to a measure in ems.

    A word that is wider than the measure gets a line of its own; `widest_word` tells.

    Raises:
        NoGlyph: characters that no face has.
    """
    shaped = shape_text(text, faces)
    stops = [0, *(each.position for each in shaped.breaks if 0 < each.position < len(text.text)), len(text.text)]
    forced = {each.position for each in shaped.breaks if each.kind == "must"}
    hyphens = {each.position for each in shaped.breaks if each.kind == "hyphen"}
    chosen = _fit_total(shaped, stops, measure, forced=forced, hyphens=hyphens)
    lines = tuple(shaped.set_line(start, end) for start, end in chosen)
    widest = max(shaped.width(start, end) for start, end in itertools.pairwise(stops))
    return Broken(lines, widest)


def _fit_total(
    shaped: Shaped, stops: list[int], measure: float, *, forced: set[int], hyphens: set[int]
) -> list[tuple[int, int]]:
    """The breaks with the least demerits over the whole paragraph."""
    last = len(stops) - 1
    best = [0.0] + [float("inf")] * last
    before = [0] * (last + 1)
    for end in range(1, last + 1):
        for start in range(end - 1, -1, -1):
            width = shaped.width(stops[start], stops[end])
            if width > measure + 1e-6 and start < end - 1:
                break
            cost = best[start] + _demerits(width, measure, is_last=end == last, words=end - start, first=start == 0)
            if stops[end] in hyphens:
                cost += HYPHEN
            if cost < best[end]:
                best[end], before[end] = cost, start
            if stops[start] in forced:
                break
    chosen = []
    end = last
    while end:
        chosen.append((stops[before[end]], stops[end]))
        end = before[end]
    return chosen[::-1]


def _demerits(width: float, measure: float, *, is_last: bool, words: int, first: bool) -> float:
    slack = max(0.0, measure - width) / measure
    if not is_last:
        return EACH_LINE + slack * slack
    if first:
        return 0.0
    if words == 1:
        return EACH_LINE + ONE_WORD_LAST
    return EACH_LINE + (SHORT_LAST * (slack - 0.8) if slack > 0.8 else 0.0)
