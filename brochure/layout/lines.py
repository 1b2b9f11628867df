"""One paragraph into lines: all breaks chosen together, left aligned, no last line of one word."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from brochure.base.language import Language
from brochure.base.links import address_places, held_together
from brochure.base.page import SetLine
from brochure.base.records import NamedTuple
from brochure.glyphs import Faces, Shaped, Span, shape
from brochure.layout.sense import EACH_LINE, HYPHEN, joint_costs, last_line_cost

_APART = {"L", "EN"}  # letters and figures that join with no neighbour; a mark goes with its letter


class TextInFace(NamedTuple):
    """A paragraph before it has a measure."""

    text: str
    spans: tuple[Span, ...]
    family: str
    weight: str
    language: Language
    values: tuple[tuple[int, int], ...] = ()  # where values of one person stand, which part at any letter if they must
    is_display: bool = False  # a heading, whose lines are to be alike


class Cut(NamedTuple):
    """A line before it is set: its part of the paragraph, and how wide it will be."""

    start: int
    end: int
    width: float  # ems, without the spaces at its end


class Broken(NamedTuple):
    """A paragraph cut into lines; the lines themselves are set when they are placed."""

    shaped: Shaped
    cuts: tuple[Cut, ...]
    widest_word: float  # ems; wider than the measure means that no line can hold it

    @property
    def lines(self) -> tuple[SetLine, ...]:
        return tuple(self.shaped.set_line(cut.start, cut.end) for cut in self.cuts)


@lru_cache(maxsize=192)
def shape_text(text: TextInFace, faces: Faces) -> Shaped:
    """The paragraph shaped once, whatever size it is set in later."""
    return shape(text.text, text.spans, family=text.family, weight=text.weight, language=text.language, faces=faces)


@lru_cache(maxsize=512)
def break_lines(text: TextInFace, measure: float, faces: Faces) -> Broken:
    """Set a paragraph to a measure in ems.

    A telephone number and a range stay on one line. A word that is wider than the measure gets a line of its own;
    `widest_word` tells. An address that is too wide is parted at its own signs, without a hyphen. A value of one
    person that is too wide is parted between two letters: nobody is left out because of a long name.

    Raises:
        NoGlyph: characters that no face has.
    """
    shaped = shape_text(text, faces)
    stops = [0, *(each.position for each in shaped.breaks if 0 < each.position < len(text.text)), len(text.text)]
    forced = {each.position for each in shaped.breaks if each.kind == "must"}
    hyphens = {each.position for each in shaped.breaks if each.kind == "hyphen"}
    if held := held_together(text.text):
        stops = [stop for stop in stops if not any(_holds(shaped, part, stop, measure) for part in held)]
    widths = _Widths(shaped, stops)
    if not forced and widths.between(0, len(stops) - 1) <= measure + 1e-6:
        chosen = [(0, len(stops) - 1)]  # one line costs nothing
    else:
        for last_resort in (_before_at, _inside_addresses, _inside_values):
            if inner := set(last_resort(text, widths, measure)):
                stops, hyphens = sorted({*stops, *inner}), hyphens | inner
                widths = _Widths(shaped, stops)
        chosen = _fit_total(widths, measure, forced=forced, hyphens=hyphens, is_display=text.is_display)
    cuts = tuple(Cut(stops[start], stops[end], widths.between(start, end)) for start, end in chosen)
    return Broken(shaped, cuts, max(widths.between(at, at + 1) for at in range(len(stops) - 1)))


def _holds(shaped: Shaped, part: tuple[int, int], stop: int, measure: float) -> bool:
    """Whether a number or range is not to part at a stop; one that no line holds parts as other words do."""
    start, end = part
    return start < stop < end and shaped.width(start, end) <= measure


def _before_at(text: TextInFace, widths: "_Widths", measure: float) -> Iterator[int]:
    """The best place of a mail address, where each part can be read by itself."""
    return (place for place in _inside_addresses(text, widths, measure) if text.text[place] == "@")


def _inside_addresses(text: TextInFace, widths: "_Widths", measure: float) -> Iterator[int]:
    """Where an address may part that is wider than the measure."""
    places = address_places(text.text)
    for at, (start, end) in enumerate(pairwise(widths.stops)):
        if places and widths.between(at, at + 1) > measure + 1e-6:
            yield from (place for place in places if start < place < end)


def _inside_values(text: TextInFace, widths: "_Widths", measure: float) -> Iterator[int]:
    """Where a value may part that is wider than the measure: between letters, at least two on each side."""
    for at, (start, end) in enumerate(pairwise(widths.stops)):
        if widths.between(at, at + 1) <= measure + 1e-6:
            continue
        for first, last in text.values:
            for place in range(max(start, first) + 2, min(end, last) - 1):
                if all(unicodedata.bidirectional(each) in _APART for each in text.text[place - 1 : place + 1]):
                    yield place


@lru_cache(maxsize=512)
def set_line(shaped: Shaped, start: int, end: int) -> SetLine:
    """A part of a paragraph as a line; the same line is the same object, so that what is made of it can be kept."""
    return shaped.set_line(start, end)


class _Widths:
    """Widths of lines between stops; sums where no cut changes a glyph, and they seldom do."""

    def __init__(self, shaped: Shaped, stops: list[int]) -> None:
        self.shaped = shaped
        self.stops = stops
        self.edges = shaped.edges(stops)

    def between(self, start: int, end: int) -> float:
        if self.edges is not None:
            return max(0.0, self.edges.ends[end] - self.edges.starts[start])
        return self.shaped.width(self.stops[start], self.stops[end])


def _fit_total(
    widths: _Widths, measure: float, *, forced: set[int], hyphens: set[int], is_display: bool
) -> list[tuple[int, int]]:
    """The breaks with the least demerits over the whole paragraph, as indexes of stops."""
    stops, text, most = widths.stops, widths.shaped.text, measure + 1e-6
    last = len(stops) - 1
    best = [0.0] + [float("inf")] * last
    before = [0] * (last + 1)
    parts = [text[start:end] for start, end in pairwise(stops)]
    joints = joint_costs(parts, widths.shaped.language.tag, is_display=is_display)
    for end in range(1, last + 1):
        extra = EACH_LINE + (HYPHEN if stops[end] in hyphens else joints[end - 1])
        ends = end == last or stops[end] in forced
        for start in range(end - 1, -1, -1):
            width = widths.between(start, end)
            if width > most and start < end - 1:
                break
            begins = start == 0 or stops[start] in forced
            slack = (measure - width) / measure if width < measure else 0.0
            cost = best[start] + extra
            if not ends or (is_display and not begins):
                cost += slack * slack
            if ends and not begins:
                cost += last_line_cost(text[stops[start] : stops[end]], 1 - slack)
            if cost < best[end]:
                best[end], before[end] = cost, start
            if stops[start] in forced:
                break
    chosen = []
    end = last
    while end:
        chosen.append((before[end], end))
        end = before[end]
    return chosen[::-1]
