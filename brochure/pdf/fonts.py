"""The fonts that a PDF embeds: composite fonts (Type0, CIDFontType2, Identity-H) with one code for each cluster.

In: the clusters of a document in the order in which they are painted. Out: codes while painting, and after it all that
the font objects hold. A code stands for one shape, one advance and one text, so that ToUnicode alone gives every word
back. A cluster of several glyphs, or one that is moved, is drawn by a composite glyph; a single glyph keeps the advance
of its face whatever it is kerned by, because the painter moves the pen. Nothing refers to .notdef.
Source: ISO 32000-1, 9.7; ISO 19005-2, 6.2.11; ISO 14289-1, 7.21.
"""

import hashlib
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from brochure.base.keep import ById
from brochure.base.page import Cluster, GlyphAt, Page, PlacedLine, SetLine
from brochure.glyphs import Face, Faces, GlyphShape, SubsetFont, subset_font

_LAST_CODE: Final = 0xFFFF
_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6  # ISO 32000-1, table 123
_ROWS_OF_A_BLOCK: Final = 100  # Adobe Technical Note 5014, bfchar
_TAG_LETTERS: Final = 6

_CMAP_HEAD: Final = (
    "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
    "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
    "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
    "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL: Final = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"


@dataclass(frozen=True, slots=True)
class FontProgram:
    """All that the objects of one embedded font hold; lengths in thousandths of an em.

    There is no CIDSet: PDF/A-2 wants none or a complete one.
    """

    resource: str  # name in the resources of a page
    face: str
    base_font: str  # with the tag of a subset, for Type0, CIDFontType2 and descriptor alike
    program: bytes  # TrueType, for FontFile2
    widths: tuple[float, ...]  # of each code from 0 on
    to_unicode: bytes  # a CMap
    cid_to_gid: bytes  # two bytes for each code from 0 on
    ascent: int
    descent: int  # negative
    cap_height: int
    x_height: int
    bbox: tuple[int, int, int, int]
    italic_angle: float  # degrees
    stem_v: int
    flags: int


class _Row(NamedTuple):
    """What a code stands for."""

    shape: GlyphShape
    text: str


@dataclass(slots=True)
class _Used:
    """The codes of one face; code 0 is .notdef and stands for nothing."""

    face: Face
    resource: str
    codes: dict[_Row, int] = field(default_factory=dict)
    seen: dict[tuple[tuple[GlyphAt, ...], str, int], int] = field(default_factory=dict)
    widths: list[float] = field(default_factory=lambda: [0.0])  # ems, of each code


class FontBook:
    """Gives out codes while a document is painted. The same clusters in the same order give the same bytes."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._used: dict[str, _Used] = {}

    def code(self, face_name: str, cluster: Cluster) -> int:
        """The code of a cluster, new at its first use.

        Raises:
            BadInput: `unknown-face` or `font-damaged`.
            ValueError: a cluster without text or with glyph 0, or one code more than two bytes can hold.
        """
        used = self._of(face_name)
        key = (cluster.glyphs, cluster.text, cluster.advance)
        code = used.seen.get(key)
        if code is None:
            row = _Row(GlyphShape(cluster.glyphs, _own_advance(used.face, cluster)), cluster.text)
            code = used.seen[key] = used.codes.get(row) or _add(used, row)
        return code

    def width(self, face_name: str, code: int) -> float:
        """How far a code moves the pen, in ems."""
        return self._of(face_name).widths[code]

    def resource(self, face_name: str) -> str:
        """The name of the face in the resources of a page."""
        return self._of(face_name).resource

    def programs(self) -> tuple[FontProgram, ...]:
        """Every font that has a code, in the order of first use.

        Raises:
            BadInput: `font-licence` or `font-damaged`.
        """
        return tuple(
            _program(used.face, used.resource, tuple(used.codes)) for used in self._used.values() if used.codes
        )

    def _of(self, face_name: str) -> _Used:
        used = self._used.get(face_name)
        if used is None:
            used = _Used(self._faces.named(face_name), f"F{len(self._used) + 1}")
            self._used[face_name] = used
        return used


def book_of(pages: tuple[Page, ...], faces: Faces) -> FontBook:
    """A book that knows every cluster of the pages before the first is painted.

    Codes are given in the order of the texts, so that pages that show the same clusters get the very same book.
    """
    shown: set[_Shown] = set()
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedLine):
                shown |= _shown_by(ById(item.line))
    return _book(frozenset(shown), faces)


class _Shown(NamedTuple):
    """A cluster of a face."""

    face: str
    text: str
    glyphs: tuple[GlyphAt, ...]
    advance: int


@lru_cache(maxsize=4096)
def _shown_by(line: ById[SetLine]) -> frozenset[_Shown]:
    return frozenset(
        _Shown(strip.face, cluster.text, cluster.glyphs, cluster.advance)
        for strip in line.thing.strips
        for cluster in strip.clusters
    )


@lru_cache(maxsize=64)
def _book(shown: frozenset[_Shown], faces: Faces) -> FontBook:
    book = FontBook(faces)
    for each in sorted(shown):
        book.code(each.face, Cluster(each.glyphs, each.text, each.advance, 0))
    return book


def _add(used: _Used, row: _Row) -> int:
    code = len(used.codes) + 1
    if code > _LAST_CODE:
        raise ValueError(f"more than {_LAST_CODE} codes for face {used.face.name}")
    if not row.text or any(part.glyph == 0 for part in row.shape.glyphs):
        raise ValueError(f"no text or no glyph in {row}")
    used.codes[row] = code
    used.widths.append(row.shape.advance / used.face.units_per_em)
    return code


def _own_advance(face: Face, cluster: Cluster) -> int:
    """The advance in the face of a single glyph at its own place; of any other cluster, the one it was set with."""
    glyph, *others = cluster.glyphs
    if not others and not (glyph.dx or glyph.dy):
        return face.font.advance(glyph.glyph)
    return max(0, cluster.advance)  # Nastaliq steps back under a letter; hmtx cannot, so the pen is moved instead


@lru_cache(maxsize=128)
def _program(face: Face, resource: str, rows: tuple[_Row, ...]) -> FontProgram:
    subset = subset_font(face, tuple(row.shape for row in rows))
    metrics = face.metrics
    to_unicode = _to_unicode(rows)

    def thousandths(length: float) -> float:
        return round(length * 1000 / metrics.units_per_em, 3)

    left, bottom, right, top = (round(thousandths(length)) for length in metrics.bbox)
    return FontProgram(
        resource=resource,
        face=face.name,
        base_font=f"{_tag(subset, to_unicode)}+{metrics.postscript_name}",
        program=subset.program,
        widths=tuple(thousandths(advance) for advance in (subset.notdef_advance, *subset.advances)),
        to_unicode=to_unicode,
        cid_to_gid=struct.pack(f">{len(rows) + 1}H", 0, *subset.glyphs),
        ascent=round(thousandths(metrics.ascent)),
        descent=round(thousandths(metrics.descent)),
        cap_height=round(thousandths(metrics.cap_height)),
        x_height=round(thousandths(metrics.x_height)),
        bbox=(left, bottom, right, top),
        italic_angle=round(metrics.italic_angle, 3),
        # No table holds the width of a stem; this is how it grows with weight in the faces of Adobe.
        stem_v=50 + int((metrics.weight_class / 65) ** 2),
        flags=_SYMBOLIC | (_ITALIC if metrics.italic_angle else 0),
    )


def _tag(subset: SubsetFont, to_unicode: bytes) -> str:
    """Six capitals that differ where the subset does. Source: ISO 32000-1, 9.6.4."""
    digest = hashlib.sha256(subset.program + to_unicode).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG_LETTERS])


def _to_unicode(rows: tuple[_Row, ...]) -> bytes:
    """Source: ISO 32000-1, 9.10.3."""
    texts = [row.text.encode("utf-16-be").hex().upper() for row in rows]
    mapped = [f"<{code:04X}> <{text}>\n" for code, text in enumerate(texts, start=1)]
    parts = [_CMAP_HEAD]
    for start in range(0, len(mapped), _ROWS_OF_A_BLOCK):
        block = mapped[start : start + _ROWS_OF_A_BLOCK]
        parts += [f"{len(block)} beginbfchar\n", *block, "endbfchar\n"]
    return "".join([*parts, _CMAP_TAIL]).encode("ascii")
