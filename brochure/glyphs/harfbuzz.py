"""The one door to HarfBuzz: typed calls in, plain values out. All lengths are font units."""

from collections.abc import Sequence
from typing import Any, Protocol

import uharfbuzz as hb

from brochure.base.records import NamedTuple

Point = tuple[float, float]

# Glyphs are chosen already, so layout is of no use to a reader of the PDF; names and metrics stand in the PDF itself.
_KEPT_TABLES = frozenset(("glyf", "head", "hhea", "hmtx", "loca", "maxp"))

# Monotone graphemes: a cluster is never less than what a reader takes for a letter, and clusters never cross.
_CLUSTERS = hb.BufferClusterLevel.MONOTONE_GRAPHEMES
_UNSAFE = int(hb.GlyphFlags.UNSAFE_TO_BREAK)
_SAID_UNSAFE = frozenset(f"#{flags:x}" for flags in range(16) if flags & _UNSAFE)  # as a buffer writes them
_FLAGS_ALONE = (
    hb.BufferSerializeFlags.GLYPH_FLAGS
    | hb.BufferSerializeFlags.NO_GLYPH_NAMES
    | hb.BufferSerializeFlags.NO_CLUSTERS
    | hb.BufferSerializeFlags.NO_POSITIONS
)

Letter = tuple[int, str, int, int, int]  # glyph, the one character, advance, dx, dy


class ShapedGlyph(NamedTuple):
    """One glyph as HarfBuzz places it, in visual order."""

    glyph: int
    cluster: int  # index of the first character that it stands for
    breaks_unsafely: bool  # both sides have to be shaped again where a line ends before this cluster
    advance: int
    dx: int
    dy: int


class Subset(NamedTuple):
    """A font program with fewer glyphs, and the number that each glyph asked for has in it."""

    program: bytes
    numbers: tuple[int, ...]


class OutlinePen(Protocol):
    """What draws an outline; the names are those of fontTools pens."""

    def moveTo(self, point: Point) -> None: ...  # noqa: N802

    def lineTo(self, point: Point) -> None: ...  # noqa: N802

    def qCurveTo(self, *points: Point) -> None: ...  # noqa: N802

    def curveTo(self, *points: Point) -> None: ...  # noqa: N802

    def closePath(self) -> None: ...  # noqa: N802


class OpenFont:
    """A font file in memory. HarfBuzz reads damaged data as an empty font: look at `glyph_count` first."""

    __slots__ = ("_face", "_font")

    def __init__(self, program: bytes) -> None:
        self._face: Any = hb.Face(hb.Blob(program))
        self._font: Any = hb.Font(self._face)

    @property
    def glyph_count(self) -> int:
        return int(self._face.glyph_count)

    @property
    def units_per_em(self) -> int:
        return int(self._face.upem)

    @property
    def characters(self) -> tuple[str, ...]:
        """Every character that the font maps to a glyph."""
        return tuple(map(chr, self._face.unicodes))

    def table(self, tag: str) -> bytes:
        """The bytes of a table; empty where the font has none of that name."""
        return bytes(self._face.reference_table(tag).data)

    def ascent_and_descent(self) -> tuple[int, int]:
        """As the font asks for them in OS/2 or hhea; the descent is negative."""
        extents = self._font.get_font_extents("ltr")
        return int(extents.ascender), int(extents.descender)

    def postscript_name(self) -> str:
        """An empty text where the font has none."""
        return str(self._face.get_name(hb.OTNameIdPredefined.POSTSCRIPT_NAME) or "")

    def glyph_for(self, character: str) -> int:
        """The glyph that the font maps this one character to; 0 where it has none."""
        return int(self._font.get_nominal_glyph(ord(character)) or 0)

    def glyph_name(self, glyph: int) -> str:
        """What the font calls a glyph; its number where it has no names."""
        return str(self._font.glyph_to_string(glyph))

    def advance(self, glyph: int) -> int:
        return int(self._font.get_glyph_h_advance(glyph))

    def extent(self, glyph: int) -> tuple[int, int, int, int]:
        """Left, bottom, right and top of the ink of a glyph; all nought where it has none."""
        found = self._font.get_glyph_extents(glyph)
        if not found:
            return 0, 0, 0, 0
        across, up = (found.x_bearing, found.x_bearing + found.width), (found.y_bearing, found.y_bearing + found.height)
        return min(across), min(up), max(across), max(up)

    def draw(self, glyph: int, pen: OutlinePen) -> None:
        self._font.draw_glyph_with_pen(glyph, pen)

    def shape(  # noqa: PLR0913  (the text with its surroundings, and its four properties by keyword)
        self,
        text: str,
        before: str,
        after: str,
        *,
        script: str,
        language: str,
        rtl: bool,
        features: Sequence[str],
    ) -> tuple[ShapedGlyph, ...]:
        """Glyphs in visual order; `before` and `after` are not shaped, but letters join with them."""
        if not text:
            return ()
        buffer = hb.Buffer()
        buffer.cluster_level = _CLUSTERS
        buffer.add_str(before + text + after, len(before), len(text))
        buffer.direction = "rtl" if rtl else "ltr"
        buffer.script = script
        buffer.language = language
        hb.shape(self._font, buffer, dict.fromkeys(features, True))
        skipped, new = len(before), tuple.__new__  # as `ShapedGlyph(...)`, at a third of its price
        shaped = []
        unsafe = self._unsafe(buffer)
        for info, position, is_unsafe in zip(buffer.glyph_infos, buffer.glyph_positions, unsafe, strict=True):
            dx, dy, advance, _ = position.position
            shaped.append(new(ShapedGlyph, (info.codepoint, info.cluster - skipped, is_unsafe, advance, dx, dy)))
        return tuple(shaped)

    def _unsafe(self, buffer: hb.Buffer) -> list[bool]:
        """Whether each glyph breaks unsafely, as `flags` of its info says; asked of all at once, as `12|48#1`.

        One by one each answer becomes an enumeration, which takes as long as all the rest.
        """
        said = buffer.serialize(self._font, format=hb.BufferSerializeFormat.TEXT, flags=_FLAGS_ALONE)
        return [part[-2:] in _SAID_UNSAFE for part in said[1:-1].split("|")]

    def letters(self, text: str, end: int, *, script: str, language: str) -> list[Letter] | None:
        """As `shape`, from left to right, where each character has one glyph that moves the pen.

        None where one has not, or where a line that ends at `end` would have to be shaped anew.
        """
        buffer = hb.Buffer()
        buffer.cluster_level = _CLUSTERS
        buffer.add_str(text)
        buffer.direction = "ltr"
        buffer.script = script
        buffer.language = language
        hb.shape(self._font, buffer)
        infos = buffer.glyph_infos
        if len(infos) != len(text) or (end < len(text) and int(infos[end].flags) & _UNSAFE):
            return None
        letters = []
        for at, (character, info, place) in enumerate(zip(text, infos, buffer.glyph_positions, strict=True)):
            glyph, advance = info.codepoint, place.x_advance
            if info.cluster != at or not glyph or not advance:
                return None
            letters.append((glyph, character, advance, place.x_offset, place.y_offset))
        return letters

    def names(self, numbers: Sequence[int]) -> dict[int, str]:
        """What the font says of itself under these numbers of its name table; those that it lacks are left out."""
        said = ((number, self._face.get_name(hb.OTNameIdPredefined(number)) or "") for number in numbers)
        return {number: text for number, text in said if text}

    def subset_of(self, letters: str) -> bytes:
        """A TrueType program with what shows these letters and shapes them, without hints.

        Raises:
            ValueError: HarfBuzz cannot make it.
        """
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.UNICODE).update(set(map(ord, letters)))
        wanted.flags = hb.SubsetFlags.NO_HINTING
        try:
            return bytes(hb.SubsetPlan(self._face, wanted).execute().blob.data)
        except (hb.HarfBuzzError, RuntimeError, MemoryError) as fault:
            raise ValueError(str(fault) or type(fault).__name__) from fault

    def subset(self, glyphs: Sequence[int]) -> Subset:
        """A TrueType program with these glyphs, what they are composed of and an empty glyph 0, without hints.

        Raises:
            ValueError: HarfBuzz cannot make it.
        """
        wanted = hb.SubsetInput()
        wanted.sets(hb.SubsetInputSets.GLYPH_INDEX).update(set(glyphs))
        dropped = {tag for tag in self._face.table_tags if tag not in _KEPT_TABLES}
        wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
            {int.from_bytes(tag.encode("latin-1")) for tag in dropped}
        )
        wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NO_LAYOUT_CLOSURE
        try:
            plan = hb.SubsetPlan(self._face, wanted)
            mapping = plan.old_to_new_glyph_mapping
            program = bytes(plan.execute().blob.data)
            return Subset(program, tuple(int(mapping[glyph]) for glyph in glyphs))
        except (hb.HarfBuzzError, RuntimeError, MemoryError, KeyError) as fault:
            raise ValueError(str(fault) or type(fault).__name__) from fault
