"""TrueType files as bytes: their tables, whether these are whole, and glyphs put together from others.

Source: OpenType 1.9, chapters "Font file", "glyf", "loca", "hmtx", "maxp".
"""

import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final

from brochure.base.page import GlyphAt
from brochure.base.records import NamedTuple, dataclass

TRUETYPE: Final = b"\x00\x01\x00\x00"

_CHECKSUM_OF_FILE: Final = 0xB1B0AFBA
_WORDS, _XY, _MORE = 0x0001, 0x0002, 0x0020  # flags of a component
_HAS_SCALE, _HAS_TWO_SCALES, _HAS_MATRIX = 0x0008, 0x0040, 0x0080
_LONG_LOCA_AT: Final = 50  # head.indexToLocFormat
_LAST_SHORT: Final = 2 * 0xFFFF  # a short loca counts in words
_GLYPHS_AT: Final = 4  # maxp.numGlyphs
_MAXP_LIMITS: Final = ">HHHH"  # maxPoints, maxContours, maxCompositePoints, maxCompositeContours, from byte 6


class Metric(NamedTuple):
    """A row of hmtx, in font units."""

    advance: int
    left: int  # side bearing


class _Size(NamedTuple):
    points: int
    contours: int
    depth: int


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The glyph tables of a font: an outline as bytes and a metric for each glyph."""

    outlines: tuple[bytes, ...]
    metrics: tuple[Metric, ...]


def read_tables(program: bytes) -> dict[str, bytes]:
    """The tables of a font file by tag.

    Raises:
        ValueError: the directory or a table lies outside the file, or a table is not what its checksum says.
    """
    try:
        (count,) = struct.unpack_from(">H", program, 4)
        rows = [struct.unpack_from(">4sLLL", program, 12 + 16 * at) for at in range(count)]
    except struct.error:
        raise ValueError("its list of tables is cut off") from None
    tables = {}
    for raw_tag, checksum, offset, length in rows:
        tag = raw_tag.decode("latin-1")
        if offset + length > len(program):
            raise ValueError(f"table '{tag}' is cut off: {offset + length - len(program)} bytes are missing")
        table = program[offset : offset + length]
        if _checksum(_without_adjustment(tag, table)) != checksum:
            raise ValueError(f"table '{tag}' is not what its checksum says")
        tables[tag] = table
    return tables


def read_glyphs(tables: dict[str, bytes]) -> Glyphs:
    """The outlines and metrics in tables of our own making."""
    (count,) = struct.unpack_from(">H", tables["maxp"], _GLYPHS_AT)
    (is_long,) = struct.unpack_from(">h", tables["head"], _LONG_LOCA_AT)
    if is_long:
        offsets: Sequence[int] = struct.unpack_from(f">{count + 1}L", tables["loca"])
    else:
        offsets = [2 * half for half in struct.unpack_from(f">{count + 1}H", tables["loca"])]
    outlines = tuple(tables["glyf"][offsets[at] : offsets[at + 1]] for at in range(count))
    return Glyphs(outlines, _metrics(tables, count))


def fuse(glyphs: Glyphs, parts: Sequence[GlyphAt], advance: int) -> Glyphs:
    """The same with one glyph more, composed of others at their places."""
    seen = [part for part in parts if glyphs.outlines[part.glyph]]
    outline = b""
    left = 0
    if seen:
        box = _box(glyphs, seen)
        # The left side bearing is where the outline begins: a reader moves the glyph by any difference.
        left = box[0]
        outline = struct.pack(">h4h", -1, *box) + b"".join(_components(seen))
    return Glyphs((*glyphs.outlines, outline), (*glyphs.metrics, Metric(advance, left)))


def arrange(glyphs: Glyphs, wanted: Mapping[int, int]) -> Glyphs:
    """Glyphs under new numbers: for each wanted number, which of these stands there.

    Glyph 0 stays, numbers between that nobody wants are empty, and what others are composed of follows at the end.
    """
    order: list[int | None] = [0, *(wanted.get(number) for number in range(1, max(wanted, default=0) + 1))]
    numbers = {old: new for new, old in reversed(list(enumerate(order))) if old is not None}
    for old in order:  # grows while it is walked
        for part in _parts_of(glyphs.outlines[old]) if old is not None else ():
            if part not in numbers:
                numbers[part] = len(order)
                order.append(part)
    return Glyphs(
        tuple(b"" if old is None else _renumbered(glyphs.outlines[old], numbers) for old in order),
        tuple(Metric(0, 0) if old is None else glyphs.metrics[old] for old in order),
    )


def write_font(tables: dict[str, bytes], glyphs: Glyphs) -> bytes:
    """A font file with these glyphs instead of those in the tables."""
    padded = [outline + b"\0" * (-len(outline) % 2) for outline in glyphs.outlines]
    places = list(accumulate(map(len, padded), initial=0))
    is_long = places[-1] > _LAST_SHORT
    loca = struct.pack(f">{len(places)}L", *places) if is_long else _halves(places)
    hmtx = b"".join(struct.pack(">Hh", *metric) for metric in glyphs.metrics)
    head, hhea = bytearray(tables["head"]), bytearray(tables["hhea"])
    struct.pack_into(">h", head, _LONG_LOCA_AT, is_long)
    struct.pack_into(">H", hhea, 34, len(padded))  # numberOfHMetrics
    written = tables | {
        "glyf": b"".join(padded),
        "head": bytes(head),
        "hhea": bytes(hhea),
        "hmtx": hmtx,
        "loca": loca,
        "maxp": _maxp(tables["maxp"], glyphs),
    }
    return join_tables(written)


def _halves(places: Sequence[int]) -> bytes:
    return struct.pack(f">{len(places)}H", *(place // 2 for place in places))


def _without_adjustment(tag: str, table: bytes) -> bytes:
    return table[:8] + b"\0\0\0\0" + table[12:] if tag == "head" else table


def _checksum(table: bytes) -> int:
    words = (len(table) + 3) // 4
    total: int = sum(struct.unpack(f">{words}L", table.ljust(4 * words, b"\0")))
    return total & 0xFFFFFFFF


def _metrics(tables: dict[str, bytes], count: int) -> tuple[Metric, ...]:
    (full,) = struct.unpack_from(">H", tables["hhea"], 34)
    rows = [Metric(*row) for row in struct.iter_unpack(">Hh", tables["hmtx"][: 4 * full])]
    lefts = struct.unpack_from(f">{count - full}h", tables["hmtx"], 4 * full)
    return (*rows, *(Metric(rows[-1].advance, left) for left in lefts))


def _box(glyphs: Glyphs, parts: Sequence[GlyphAt]) -> tuple[int, int, int, int]:
    boxes = []
    for part in parts:
        left, bottom, right, top = struct.unpack_from(">4h", glyphs.outlines[part.glyph], 2)
        boxes.append((left + part.dx, bottom + part.dy, right + part.dx, top + part.dy))
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)


def _components(parts: Sequence[GlyphAt]) -> Iterable[bytes]:
    for at, part in enumerate(parts):
        more = _MORE if at + 1 < len(parts) else 0
        yield struct.pack(">HHhh", _WORDS | _XY | more, *part)


def _maxp(table: bytes, glyphs: Glyphs) -> bytes:
    """Limits that hold for what was put together as well."""
    sizes: dict[int, _Size] = {}
    limits = [0, 0, 0, 0]
    most_parts = deepest = 0
    for glyph, outline in enumerate(glyphs.outlines):
        size = _size(glyphs, glyph, sizes)
        first = 2 if size.depth else 0
        limits[first] = max(limits[first], size.points)
        limits[first + 1] = max(limits[first + 1], size.contours)
        deepest = max(deepest, size.depth)
        most_parts = max(most_parts, len(_parts_of(outline)))
    maxp = bytearray(table)
    struct.pack_into(">H", maxp, _GLYPHS_AT, len(glyphs.outlines))
    struct.pack_into(_MAXP_LIMITS, maxp, 6, *limits)
    struct.pack_into(">HH", maxp, 28, most_parts, deepest)
    return bytes(maxp)


def _size(glyphs: Glyphs, glyph: int, known: dict[int, _Size]) -> _Size:
    if glyph not in known:
        outline = glyphs.outlines[glyph]
        contours = struct.unpack_from(">h", outline)[0] if outline else 0
        if contours >= 0:
            points = 1 + struct.unpack_from(">H", outline, 8 + 2 * contours)[0] if contours else 0
            known[glyph] = _Size(points, contours, 0)
        else:
            parts = [_size(glyphs, part, known) for part in _parts_of(outline)]
            points, contours = sum(part.points for part in parts), sum(part.contours for part in parts)
            known[glyph] = _Size(points, contours, 1 + max(part.depth for part in parts))
    return known[glyph]


def _parts_of(outline: bytes) -> list[int]:
    """The glyphs that a composite glyph is made of; none for a simple or empty one."""
    parts: list[int] = [struct.unpack_from(">H", outline, at)[0] for at in _part_places(outline)]
    return parts


def _renumbered(outline: bytes, numbers: Mapping[int, int]) -> bytes:
    """The same outline with its parts under new numbers."""
    changed = bytearray(outline)
    for at in _part_places(outline):
        struct.pack_into(">H", changed, at, numbers[struct.unpack_from(">H", outline, at)[0]])
    return bytes(changed)


def _part_places(outline: bytes) -> Iterator[int]:
    """Where in a composite glyph the numbers of its parts stand."""
    if not outline or struct.unpack_from(">h", outline)[0] >= 0:
        return
    at, flags = 10, _MORE
    while flags & _MORE:
        (flags,) = struct.unpack_from(">H", outline, at)
        yield at + 2
        at += 8 if flags & _WORDS else 6
        at += 2 if flags & _HAS_SCALE else 4 if flags & _HAS_TWO_SCALES else 8 if flags & _HAS_MATRIX else 0


def join_tables(tables: dict[str, bytes]) -> bytes:
    """A font file of these tables, with its sums."""
    tags = sorted(tables)
    power = len(tags).bit_length() - 1
    search = 16 << power
    header = TRUETYPE + struct.pack(">HHHH", len(tags), search, power, 16 * len(tags) - search)
    offset = len(header) + 16 * len(tags)
    rows, bodies = [], []
    for tag in tags:
        table = _without_adjustment(tag, tables[tag])
        rows.append(struct.pack(">4sLLL", tag.encode("latin-1"), _checksum(table), offset, len(table)))
        bodies.append(table + b"\0" * (-len(table) % 4))
        offset += len(bodies[-1])
    whole = bytearray(header + b"".join(rows) + b"".join(bodies))
    adjustment = (_CHECKSUM_OF_FILE - _checksum(bytes(whole))) & 0xFFFFFFFF
    head_row = rows[tags.index("head")]
    (head_at,) = struct.unpack_from(">L", head_row, 8)
    struct.pack_into(">L", whole, head_at + 8, adjustment)
    return bytes(whole)
