"""The fonts that a PDF embeds: composite fonts (Type0, CIDFontType2, Identity-H) with one code for each cluster.

In: the clusters of a document in the order in which they are painted. Out: codes while painting, and after it all that
the font objects hold. A code stands for one shape and one text, so that ToUnicode alone gives every word back; a
cluster of several glyphs is drawn by one composite glyph. Nothing refers to .notdef.
Source: ISO 32000-1, 9.7; ISO 19005-2, 6.2.11; ISO 14289-1, 7.21.
"""

import hashlib
import struct
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, NamedTuple

from brochure.base.page import Cluster
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
class Descriptor:
    """The numbers of a font descriptor, in thousandths of an em."""

    ascent: int
    descent: int  # negative
    cap_height: int
    x_height: int
    bbox: tuple[int, int, int, int]
    italic_angle: float  # degrees
    stem_v: int
    flags: int


@dataclass(frozen=True, slots=True)
class FontProgram:
    """All that the objects of one embedded font hold. There is no CIDSet: PDF/A-2 wants none or a complete one."""

    resource: str  # name in the resources of a page
    face: str
    base_font: str  # with the tag of a subset, for Type0, CIDFontType2 and descriptor alike
    program: bytes  # TrueType, for FontFile2
    widths: tuple[float, ...]  # of each code from 0 on, in thousandths of an em
    to_unicode: bytes  # a CMap
    cid_to_gid: bytes  # two bytes for each code from 0 on
    descriptor: Descriptor


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
    advances: list[int] = field(default_factory=list)


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
        row = _row(cluster)
        code = used.codes.get(row)
        return self._add(used, row) if code is None else code

    def advance(self, face_name: str, code: int) -> int:
        """How far a reader moves after this code, in font units. A pen that is elsewhere has to be moved."""
        return self._of(face_name).advances[code - 1]

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

    def _add(self, used: _Used, row: _Row) -> int:
        code = len(used.codes) + 1
        if code > _LAST_CODE:
            raise ValueError(f"more than {_LAST_CODE} codes for face {used.face.name}")
        if not row.text or any(part.glyph == 0 for part in row.shape.glyphs):
            raise ValueError(f"cluster {row} has no text or no glyph")
        used.codes[row] = code
        glyphs = row.shape.glyphs
        used.advances.append(used.face.advance(glyphs[0].glyph) if row.shape.is_plain else max(0, row.shape.advance))
        return code


def _row(cluster: Cluster) -> _Row:
    shape = GlyphShape(cluster.glyphs, cluster.advance)
    # Kerning changes the advance of a cluster in its line; the glyph keeps its own, and the pen is moved instead.
    return _Row(shape._replace(advance=0) if shape.is_plain else shape, cluster.text)


@lru_cache(maxsize=128)
def _program(face: Face, resource: str, rows: tuple[_Row, ...]) -> FontProgram:
    subset = subset_font(face, tuple(row.shape for row in rows))
    to_unicode = _to_unicode(rows)
    return FontProgram(
        resource=resource,
        face=face.name,
        base_font=f"{_tag(subset, to_unicode)}+{face.postscript_name}",
        program=subset.program,
        widths=tuple(_thousandths(advance, face) for advance in (subset.notdef_advance, *subset.advances)),
        to_unicode=to_unicode,
        cid_to_gid=struct.pack(f">{len(rows) + 1}H", 0, *subset.glyphs),
        descriptor=_descriptor(face),
    )


def _tag(subset: SubsetFont, to_unicode: bytes) -> str:
    """Six capitals that differ where the subset does. Source: ISO 32000-1, 9.6.4."""
    digest = hashlib.sha256(subset.program + to_unicode).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG_LETTERS])


def _to_unicode(rows: tuple[_Row, ...]) -> bytes:
    """Source: ISO 32000-1, 9.10.3."""
    mapped = [
        f"<{code:04X}> <{row.text.encode('utf-16-be').hex().upper()}>\n" for code, row in enumerate(rows, start=1)
    ]
    parts = [_CMAP_HEAD]
    for start in range(0, len(mapped), _ROWS_OF_A_BLOCK):
        block = mapped[start : start + _ROWS_OF_A_BLOCK]
        parts += [f"{len(block)} beginbfchar\n", *block, "endbfchar\n"]
    return "".join([*parts, _CMAP_TAIL]).encode("ascii")


def _thousandths(length: float, face: Face) -> float:
    return round(length * 1000 / face.units_per_em, 3)


def _descriptor(face: Face) -> Descriptor:
    metrics = face.metrics

    def scaled(length: int) -> int:
        return round(_thousandths(length, face))

    left, bottom, right, top = metrics.bbox
    return Descriptor(
        ascent=scaled(metrics.ascent),
        descent=scaled(metrics.descent),
        cap_height=scaled(metrics.cap_height),
        x_height=scaled(metrics.x_height),
        bbox=(scaled(left), scaled(bottom), scaled(right), scaled(top)),
        italic_angle=round(metrics.italic_angle, 3),
        # No table holds the width of a stem; this is how it grows with weight in the faces of Adobe.
        stem_v=50 + int((metrics.weight_class / 65) ** 2),
        flags=_SYMBOLIC | (_ITALIC if metrics.italic_angle else 0),
    )
