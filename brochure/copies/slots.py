"""Personal paragraphs after the leaflet was set: where their lines go, and lines for other words in the same room.

A paragraph of Latin letters is set from its words, each shaped once for everybody; it breaks at spaces and inside words
where the engine would, and the breaks are those that `layout.lines` would choose. Any other paragraph goes through the
whole engine. What must hold, and why:
- This is a second line breaker, for speed alone: where it and `layout.lines` differ, it is wrong. A test sets the same
  words both ways.
- A room is what copyfit left to a paragraph: the measure, the first baseline and as many more as the template has. It
  is never made larger, because what stands below does not move from copy to copy.
- A word is shaped with the space after it and nothing before it: kerning over a space is the same for whoever comes
  next.
- `takes` says no when in doubt: a letter that joins, reorders, combines or breaks by a dictionary goes the long way.
- The parts of a word are shaped apart, so that a letter beside a hyphen is not kerned: by so much, hundredths of an em,
  a line may be wider than the engine's.
- What is remembered of words is bounded (`_KEPT`), and holds no more than the word: no list of people grows in
  memory.
"""

import itertools
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.keep import Recent
from brochure.base.language import Language
from brochure.base.links import has_address, held_together
from brochure.base.marks import LINE_BREAK
from brochure.base.page import Cluster, PlacedLine, SetLine, Strip
from brochure.base.personal import PLACE, filled
from brochure.base.records import NamedTuple
from brochure.base.story import Words
from brochure.base.units import Pt
from brochure.glyphs import Faces, PlainWords, Shaped, Span, inner_breaks
from brochure.layout.copyfit import Fitted
from brochure.layout.lines import TextInFace, break_lines, shape_text
from brochure.layout.sense import EACH_LINE, last_words_cost
from brochure.layout.sizes import TypeSize, limits_of
from brochure.layout.slugs import UNEVEN, LinePiece, is_display
from brochure.layout.spans import spans_of
from brochure.paint.clusters import said_strips

_WORD: Final = re.compile("(?<= )(?=[^ ])")
_PARTING: Final = re.compile("[-/\u2013\u2014]")
_PLAIN: Final = re.compile("[\0-.0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2018\u2019\u201c\u201d\u2026]*")
_BESIDE_FIGURE: Final = re.compile("\\d[ \u00a0/-]?\\{|\\}[ \u00a0/-]?\\d")  # may become a telephone number
STEP: Final[Pt] = 0.25  # from one size to the next smaller one
_KEPT: Final = 8_000  # words; with 100,000 people no more are remembered


class Room(NamedTuple):
    """Where the lines of one paragraph go. Lengths in points, on the page."""

    words: Words  # with its places for values
    style: TypeSize
    measure: Pt
    start: Pt  # the edge at which lines begin: left, or right in a script from right to left
    baselines: tuple[Pt, ...]
    language: Language
    smallest: Pt  # size below which the style is never set
    colour: Colour
    ascent: float = 0.0  # ems, where a link lies on its words
    descent: float = 0.0  # ems, below the baseline

    @property
    def moves(self) -> tuple[str, ...]:
        """The operators that lead from one baseline to the next. Source: ISO 32000-1, table 108."""
        return _moves(self.start, self.baselines)


Unit = tuple[tuple[str, bool], ...]  # a word as its stretches of one weight: text, whether strong


@lru_cache(maxsize=256)
def _moves(start: Pt, baselines: tuple[Pt, ...]) -> tuple[str, ...]:
    places = [round(baseline, 2) for baseline in baselines]
    steps = [after - before for before, after in itertools.pairwise(places)]
    return (f"{_short(round(start, 2))} {_short(places[0])} Td", *(f"0 {_short(step)} Td" for step in steps))


def _short(length: Pt) -> str:
    return f"{length:.2f}".rstrip("0").rstrip(".")


class SetWord(NamedTuple):
    """A word with the space after it, shaped."""

    strips: tuple[Strip, ...]  # as they are said; letters that are set alike are the same objects
    full: float  # ems, with the space
    bare: float  # ems, without
    letters: int


def rooms_of(fitted: Fitted, personal: Mapping[int, Words], placed: Iterator[PlacedLine]) -> dict[int, Room]:
    """The room of each personal paragraph; one that is parted over frames, or not begun at one place, has none."""
    lines: dict[int, list[PlacedLine]] = {}
    for line in placed:
        if line.element in personal:
            lines.setdefault(line.element, []).append(line)
    rooms: dict[int, Room] = {}
    parted: set[int] = set()
    for story in fitted.stories:
        measure = min((column.frame.width for column in story.columns), default=0.0)
        for column in story.columns:
            for row in column.rows:
                for piece in row.slug.pieces:
                    if not isinstance(piece, LinePiece) or piece.element not in personal:
                        continue
                    element = piece.element
                    own = lines[element]
                    if piece.measure == UNEVEN:
                        parted.add(element)
                    if element in rooms and rooms[element].baselines != tuple(line.baseline for line in own):
                        parted.add(element)
                    language = fitted.sizes.language
                    start = own[0].x if language.direction == "ltr" else own[0].x + own[0].line.width * own[0].size
                    rooms[element] = Room(
                        personal[element],
                        piece.style,
                        piece.measure or measure - row.slug.indent,
                        start,
                        tuple(line.baseline for line in own),
                        language,
                        limits_of(fitted.sizes.brand, fitted.sizes.edition, piece.style.name).smallest,
                        piece.colour,
                        (own[0].ink.top - own[0].baseline) / own[0].size,
                        (own[0].baseline - own[0].ink.bottom) / own[0].size,
                    )
    for element, own in lines.items():
        if len({line.panel for line in own}) > 1:
            parted.add(element)
    return {element: room for element, room in rooms.items() if element not in parted}


class WordSetter:
    """Shapes words once, and breaks paragraphs of them."""

    def __init__(self, faces: Faces) -> None:
        self.faces = faces
        self._words: Recent[tuple[object, ...], SetWord] = Recent(_KEPT)
        self._plain: dict[tuple[str, str, str], PlainWords] = {}
        self._spaces: dict[tuple[str, str, str, str], float] = {}
        self._clusters: dict[tuple[str, Cluster], Cluster] = {}

    def word(self, pieces: Unit, style: TypeSize, language: Language) -> SetWord:
        """A word of one or more weights.

        Raises:
            NoGlyph: characters that no face has.
        """
        key = (pieces, style.family, style.weight, language.tag)
        known = self._words
        return known.get(key) or known.again(key) or known.keep(key, self._shaped(pieces, style, language))

    def _shaped(self, pieces: Unit, style: TypeSize, language: Language) -> SetWord:
        strips: list[Strip] = []
        full = 0.0
        for text, strong in pieces:
            weight = "bold" if strong else style.weight
            plain = self._plain_words(style.family, weight, language).word(text)
            if plain:
                strips.append(plain.strip)
                full += plain.advance
                continue
            shaped = self._long(text, weight, style, language)
            strips += map(self._slim, said_strips(shaped.set_line(0, len(text))))
            full += shaped.advance(0, len(text))
        text, strong = pieces[-1]
        tail = text[len(text.rstrip(" ")) :]
        bare = full - (self._space(tail, "bold" if strong else style.weight, style, language) if tail else 0.0)
        return SetWord(tuple(strips), full, bare, sum(len(text) for text, _ in pieces))

    def _plain_words(self, family: str, weight: str, language: Language) -> PlainWords:
        key = (family, weight, language.tag)
        if key not in self._plain:
            self._plain[key] = PlainWords(family, weight, language, self.faces)
        return self._plain[key]

    def _long(self, text: str, weight: str, style: TypeSize, language: Language) -> Shaped:
        spans = (Span(0, len(text), weight, ()),)
        return shape_text.__wrapped__(TextInFace(text, spans, style.family, style.weight, language), self.faces)

    def _slim(self, strip: Strip) -> Strip:
        """The strip with letters that were met, where they were: their places in the text are of no use any more."""
        own = (cluster._replace(start=0) for cluster in strip.clusters)
        return strip._replace(clusters=tuple(self._clusters.setdefault((strip.face, each), each) for each in own))

    def _space(self, tail: str, weight: str, style: TypeSize, language: Language) -> float:
        """The advance of the spaces after a word, in ems."""
        key = (tail, style.family, weight, language.tag)
        if key not in self._spaces:
            self._spaces[key] = self._long(tail, weight, style, language).advance(0, len(tail))
        return self._spaces[key]


def units_of(words: Words, values: Mapping[str, str] | None) -> Iterator[Unit]:
    """Words with the spaces after them, each as its stretches of one weight; without values, with their places."""
    yield from _units([(run.text if values is None else filled(run.text, values), run.strong) for run in words.runs])


def _units(runs: Sequence[tuple[str, bool]]) -> Iterator[Unit]:
    unit: list[tuple[str, bool]] = []
    for text, strong in runs:
        *whole, rest = parts_of(text)
        for part in whole:
            yield (*unit, (part, strong))
            unit = []
        if rest:
            unit.append((rest, strong))
            if rest.endswith(" "):
                yield tuple(unit)
                unit = []
    if unit:
        yield tuple(unit)


def filled_units(unit: Unit, values: Mapping[str, str]) -> Iterator[Unit]:
    """The words that one word with places for values becomes."""
    if len(unit) == 1:
        ((text, strong),) = unit
        yield from (((piece, strong),) for piece in parts_of(filled(text, values)))
        return
    yield from _units([(filled(text, values), strong) for text, strong in unit])


def parts_of(text: str) -> list[str]:
    """A text cut where a line may end: after spaces, and inside a word where the engine would end one."""
    words = _WORD.split(text)
    return [part for word in words for part in _cut(word)] if _PARTING.search(text) else words


@lru_cache(maxsize=2048)
def _cut(word: str) -> tuple[str, ...]:
    """A word with the spaces after it in parts; whole where its neighbours have a say in it."""
    stops = [0, *(inner_breaks(word.rstrip(" ")) or ()), len(word)]
    return tuple(word[start:end] for start, end in itertools.pairwise(stops))


@lru_cache(maxsize=8192)
def is_plain(text: str) -> bool:
    """Whether a text is set from left to right, letter by letter, and breaks at spaces and hyphens only."""
    if has_address(text) or held_together(text):  # they are not parted as other words are
        return False
    if text.isascii():
        return "/" not in text and "--" not in text
    return _PLAIN.fullmatch(text) is not None


@lru_cache(maxsize=8192)
def takes(text: str) -> bool:
    """Whether a value is set word by word: it is plain, and nothing beside a word has a say in where it is parted."""
    return is_plain(text) and (not _PARTING.search(text) or _is_parted_alone(text))


def takes_all_of(words: Words, language: Language) -> bool:
    """Whether a paragraph is set word by word, as far as its own words go; never where one is joined to a value."""
    texts = [word for run in words.runs for word in run.text.split(" ") if _PARTING.search(PLACE.sub("", word))]
    return (
        language.direction == "ltr"
        and not is_display(words)
        and LINE_BREAK not in words.text
        and not any(run.emphasis or run.language or run.level or run.link for run in words.runs)
        and not has_address(words.text)
        and not (held_together(words.text) or _BESIDE_FIGURE.search(words.text))
        and not any(PLACE.search(text) for text in texts)
        and all(map(_is_parted_alone, texts))
    )


def _is_parted_alone(text: str) -> bool:
    return None not in [inner_breaks(word) for word in text.split(" ") if _PARTING.search(word)]


def break_words(
    fulls: Sequence[float], bares: Sequence[float], measure: float, joints: Callable[[], Sequence[float]]
) -> list[tuple[int, int]]:
    """Lines as indexes of words, with the least demerits over the whole paragraph.

    Widths in ems, with the space after the word and without it; a part of a word has none. `joints` tells what a line
    end after each word costs, where there are several lines. As `lines.break_lines`.
    """
    count = len(fulls)
    most = measure + 1e-6
    if sum(fulls) - fulls[-1] + bares[-1] <= most:
        return [(0, count)]
    costs = joints()
    best = [0.0]
    before = [0]
    share = 1.0 / measure
    for end in range(1, count):
        start = chosen = end - 1
        width = bares[start]
        slack = (measure - width) * share
        least = best[start] + slack * slack
        while start:
            start -= 1
            width += fulls[start]
            if width > most:
                break
            slack = (measure - width) * share
            cost = best[start] + slack * slack
            if cost < least:
                least, chosen = cost, start
        best.append(least + EACH_LINE + costs[end - 1])
        before.append(chosen)
    before.append(_last_start(fulls, bares, measure, best))
    lines = []
    end = count
    while end:
        lines.append((before[end], end))
        end = before[end]
    return lines[::-1]


def _last_start(fulls: Sequence[float], bares: Sequence[float], measure: float, best: Sequence[float]) -> int:
    """Where the last line begins: it may be short, but neither very short nor one word."""
    count = len(fulls)
    width, least, chosen, one_word = bares[-1], float("inf"), count - 1, True
    for start in range(count - 1, -1, -1):
        if start < count - 1:
            width += fulls[start]
            if width > measure + 1e-6:
                break
        # A word that was parted is one word: no space stands between its parts.
        one_word = one_word and (start == count - 1 or fulls[start] == bares[start])
        cost = best[start] + (last_words_cost(min(1.0, width / measure), is_one_word=one_word) if start else 0.0)
        if cost < least:
            least, chosen = cost, start
    return chosen


def placed_lines(words: Words, room: Room, faces: Faces) -> tuple[PlacedLine, ...] | None:
    """A filled paragraph at its place, smaller down to the limit of its style; None where its room does not take it.

    Raises:
        NoGlyph: characters that no face has.
    """
    size = room.style.size
    while size >= room.smallest:
        lines = whole_lines(words, room, room.measure / size, faces)
        if len(lines) <= len(room.baselines) and all(line.width * size <= room.measure + 0.01 for line in lines):
            return tuple(_placed(lines, words.number, room, size))
        size -= STEP
    return None


def _placed(lines: Sequence[SetLine], element: int, room: Room, size: Pt) -> Iterator[PlacedLine]:
    for line, baseline in zip(lines, room.baselines, strict=False):
        width = line.width * size
        left = room.start if room.language.direction == "ltr" else room.start - width
        ink = Box(left, baseline - room.descent * size, left + width, baseline + room.ascent * size)
        yield PlacedLine(line, left, baseline, size, room.colour, ink, element, "")


def whole_lines(words: Words, room: Room, measure: float, faces: Faces) -> tuple[SetLine, ...]:
    """The paragraph by the whole engine; `measure` in ems.

    Raises:
        NoGlyph: characters that no face has.
    """
    spans = spans_of(words.runs, room.style, faces)
    style = room.style
    text = TextInFace(words.text, spans, style.family, style.weight, room.language, words.values, is_display(words))
    return break_lines(text, round(measure, 4), faces).lines
