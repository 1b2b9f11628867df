"""A shaped paragraph: how wide any part of it is, and any part of it as a line.

Widths are in ems and count what a line would show: no spaces at its end, a hyphen where it ends on a soft one, and
letters shaped anew beside a cut that would change them.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final

from brochure.base.language import Direction, Language
from brochure.base.links import addresses_held
from brochure.base.page import Cluster, SetLine, Strip
from brochure.base.records import NamedTuple, dataclass
from brochure.glyphs.bidi import Levels, line_levels, reorder
from brochure.glyphs.breaks import Break, opportunities
from brochure.glyphs.characters import SOFT_HYPHEN, is_space
from brochure.glyphs.faces import Face
from brochure.glyphs.pieces import CONTEXT, JOINING_SCRIPTS, Piece, Setting, shape_piece

_HYPHENS: Final = ("\u2010", "-")


@dataclass(frozen=True, slots=True, eq=False)
class FaceRun:
    """A run of one face, script, level and set of features."""

    start: int
    end: int
    setting: Setting
    level: int
    foreign: str  # tag of its language where its script is not the paragraph's
    piece: Piece


@dataclass(frozen=True, slots=True, eq=False)
class _Part:
    """Clusters of one item, or more that are alike, on a line; in logical order."""

    face: Face
    level: int
    foreign: str
    clusters: tuple[Cluster, ...]

    @property
    def width(self) -> float:
        return sum(cluster.advance for cluster in self.clusters) / self.face.units_per_em

    def continues(self, other: "_Part") -> bool:
        return (self.face, self.level, self.foreign) == (other.face, other.level, other.foreign)


class Edges(NamedTuple):
    """Ems from the start of the paragraph to each stop: as the left end of a line, and as the right end of its ink."""

    starts: tuple[float, ...]
    ends: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shaped:
    """A paragraph ready to be broken. Positions are indexes of characters; a part runs from `start` to before `end`."""

    text: str
    language: Language
    levels: Levels
    items: tuple[FaceRun, ...]
    breaks: tuple[Break, ...]
    main: Face
    _shown: str  # the text as HarfBuzz gets it
    _sums: tuple[float, ...]  # ems of all clusters that start before a position
    _safe: tuple[int, ...]  # positions where a cut changes nothing, in order
    _is_safe: frozenset[int]

    @property
    def direction(self) -> Direction:
        return self.language.direction

    @property
    def base_level(self) -> int:
        return 1 if self.direction == "rtl" else 0

    @property
    def clusters(self) -> tuple[Cluster, ...]:
        """All clusters in logical order, with their places in the paragraph."""
        return tuple(cluster for item in self.items for cluster in _stored(item, item.start, item.end))

    def advance(self, start: int, end: int) -> float:
        """Ems of the clusters that start in a part of the uncut paragraph, spaces included."""
        return self._sums[end] - self._sums[start]

    def width(self, start: int, end: int) -> float:
        """Ems of a part as a line; the same as the width of `set_line`."""
        stop = self._ink_end(start, end)
        width = self._ink_width(start, stop)
        if self._ends_on_hyphen(start, end):
            width += self._hyphen(end).width
        return width

    def edges(self, stops: Sequence[int]) -> Edges | None:
        """The edges of all lines between these stops at once; None where cutting at one of them changes a glyph."""
        inks = [self._ink_end(0, stop) for stop in stops]
        if not self._is_safe.issuperset(stops) or not self._is_safe.issuperset(inks):
            return None
        ends = []
        for stop, ink in zip(stops, inks, strict=True):
            end = self._sums[ink]
            ends.append(end + self._hyphen(stop).width if self._ends_on_hyphen(0, stop) else end)
        return Edges(tuple(self._sums[stop] for stop in stops), tuple(ends))

    def set_line(self, start: int, end: int) -> SetLine:
        """A part as a line: strips in visual order, pens from the left end of the ink.

        Spaces at the end stay as clusters, so that a reader keeps the words of two lines apart, but lie outside the
        width: beyond the right end, or left of 0 in a paragraph from right to left. Controls have no clusters. A line
        that ends on a soft hyphen shows a hyphen, with U+00AD as its text.
        """
        stop = self._ink_end(start, end)
        ink = _merged(self._with_line_levels(self._ink(start, stop), start, stop))
        if self._ends_on_hyphen(start, end):
            ink = _merged([*ink, self._hyphen(end)])
        base = self.base_level
        spaces = [_Part(part.face, base, part.foreign, part.clusters) for part in self._fresh(stop, end, start, end)]
        width = sum(part.width for part in ink)
        outside = sum(part.width for part in spaces) if base else 0.0
        strips = _strips(_merged([*ink, *spaces]), -outside)
        return SetLine(strips, width, self.text[start:end])

    def _ink_end(self, start: int, end: int) -> int:
        while end > start and is_space(self.text[end - 1]):
            end -= 1
        return end

    def _ends_on_hyphen(self, start: int, end: int) -> bool:
        return start < end < len(self.text) and self.text[end - 1] == SOFT_HYPHEN

    def _hyphen(self, end: int) -> _Part:
        item = self._items_between(end - 1, end)[0]
        faces = (item.setting.face, self.main)
        face, hyphen = next(((f, h) for f in faces for h in _HYPHENS if f.has(h)), (self.main, " "))
        clusters = shape_piece(hyphen, item.setting._replace(face=face)).clusters
        shown = tuple(Cluster(cluster.glyphs, SOFT_HYPHEN, cluster.advance, end - 1) for cluster in clusters)
        return _Part(face, item.level, item.foreign, shown)

    def _ink_width(self, start: int, stop: int) -> float:
        if start in self._is_safe and stop in self._is_safe:
            return self._sums[stop] - self._sums[start]
        first, last = self._safe_between(start, stop)
        if first > last:
            return sum(part.width for part in self._fresh(start, stop, start, stop))
        head = self._fresh(start, first, start, stop)
        tail = self._fresh(last, stop, start, stop)
        return self._sums[last] - self._sums[first] + sum(part.width for part in (*head, *tail))

    def _ink(self, start: int, stop: int) -> list[_Part]:
        first, last = self._safe_between(start, stop)
        if first > last:
            return self._fresh(start, stop, start, stop)
        kept = [
            _Part(
                item.setting.face,
                item.level,
                item.foreign,
                tuple(_stored(item, max(first, item.start), min(last, item.end))),
            )
            for item in self._items_between(first, last)
        ]
        return [*self._fresh(start, first, start, stop), *kept, *self._fresh(last, stop, start, stop)]

    def _safe_between(self, start: int, stop: int) -> tuple[int, int]:
        """The first safe position from the start on, and the last up to the stop."""
        return self._safe[bisect_left(self._safe, start)], self._safe[bisect_right(self._safe, stop) - 1]

    def _fresh(self, start: int, end: int, line_start: int, line_end: int) -> list[_Part]:
        """A part shaped again, as if the line were all of the text."""
        parts = []
        for item in self._items_between(start, end):
            at, until = max(start, item.start), min(end, item.end)
            joins = item.setting.script in JOINING_SCRIPTS
            before = self._shown[max(line_start, at - CONTEXT) : at] if joins else ""
            after = self._shown[until : min(line_end, until + CONTEXT)] if joins else ""
            piece = shape_piece(self._shown[at:until], item.setting, before, after)
            parts.append(_Part(item.setting.face, item.level, item.foreign, tuple(_moved(piece.clusters, at))))
        return parts

    def _items_between(self, start: int, end: int) -> Sequence[FaceRun]:
        if start >= end:
            return ()
        first = bisect_right(self.items, start, key=lambda item: item.start) - 1
        return self.items[first : bisect_left(self.items, end, key=lambda item: item.start)]

    def _with_line_levels(self, parts: list[_Part], start: int, stop: int) -> list[_Part]:
        """L1 also moves spaces beside a separator inside the line; without one the levels stay."""
        levels = line_levels(self.text, self.levels, start, stop, self.direction)
        if levels == self.levels[start:stop]:
            return parts
        return [
            _Part(part.face, levels[cluster.start - start], part.foreign, (cluster,))
            for part in parts
            for cluster in part.clusters
        ]


def assemble(
    text: str, shown: str, *, language: Language, levels: Levels, items: tuple[FaceRun, ...], main: Face
) -> Shaped:
    """The paragraph of these items; they cover it without a gap."""
    if len(items) == 1 and len(items[0].piece.clusters) == len(text) and items[0].piece.safe[:1] == (0,):
        # Each letter is one cluster: nothing to put together.
        (item,) = items
        units, safe = item.setting.face.units_per_em, (*item.piece.safe, len(text))
        sums = tuple(accumulate([cluster.advance / units for cluster in item.piece.clusters], initial=0.0))
    else:
        sums, safe = _put_together(len(text), items)
    kept = addresses_held(text)
    breaks = tuple(each for each in opportunities(text, language) if each.position not in kept)
    return Shaped(text, language, levels, items, breaks, main, shown, sums, safe, frozenset(safe))


def _put_together(length: int, items: tuple[FaceRun, ...]) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """The ems before each position of a paragraph, and the positions where a cut changes nothing."""
    advances = [0.0] * length
    safe = {0, length}
    for item in items:
        units = item.setting.face.units_per_em
        for cluster in item.piece.clusters:
            advances[item.start + cluster.start] = cluster.advance / units
        safe.update(item.start + place for place in item.piece.safe)
    return tuple(accumulate(advances, initial=0.0)), tuple(sorted(safe))


def _stored(item: FaceRun, start: int, end: int) -> Iterator[Cluster]:
    """The clusters of an item between two safe positions."""
    clusters = item.piece.clusters
    first = bisect_left(clusters, start - item.start, key=lambda cluster: cluster.start)
    last = bisect_left(clusters, end - item.start, key=lambda cluster: cluster.start)
    return _moved(clusters[first:last], item.start)


def _moved(clusters: Iterable[Cluster], by: int) -> Iterator[Cluster]:
    return (Cluster(glyphs, text, advance, start + by) for glyphs, text, advance, start in clusters)


def _merged(parts: Iterable[_Part]) -> list[_Part]:
    merged: list[_Part] = []
    for part in parts:
        if merged and merged[-1].continues(part):
            merged[-1] = _Part(part.face, part.level, part.foreign, merged[-1].clusters + part.clusters)
        else:
            merged.append(part)
    return merged


def _strips(parts: Sequence[_Part], left: float) -> tuple[Strip, ...]:
    """Strips in visual order, the first starting at `left` ems."""
    strips = []
    for at in reorder([part.level for part in parts]):
        part = parts[at]
        if any(cluster.glyphs for cluster in part.clusters):
            strips.append(_strip(part, left))
        left += part.width
    return tuple(strips)


def _strip(part: _Part, left: float) -> Strip:
    units = part.face.units_per_em
    pen = left * units + (sum(cluster.advance for cluster in part.clusters) if part.level % 2 else 0)
    clusters, pens = [], []
    for cluster in part.clusters:
        if part.level % 2:
            pen -= cluster.advance
        if cluster.glyphs:
            clusters.append(cluster)
            pens.append(pen / units)
        if not part.level % 2:
            pen += cluster.advance
    return Strip(part.face.name, units, part.level, tuple(clusters), tuple(pens), part.foreign)
