"""The fonts that a PDF embeds: composite fonts (Type0, CIDFontType2, Identity-H) with one code for each cluster.

In: the clusters of a document in the order in which they are painted. Out: codes while painting, and after it all that
the font objects hold. A code stands for one shape, one advance and one text, so that ToUnicode alone gives every word
back. A cluster of several glyphs, or one that is moved, is drawn by a composite glyph; a single glyph keeps the advance
of its face whatever it is kerned by, because the painter moves the pen. Nothing refers to .notdef.

All faces share their codes: the same text has the same code in each of them, so that one ToUnicode serves them all, and
a word is the same bytes in bold as in regular. ASCII keeps its own numbers. The glyph of a code has the code's number.
Source: ISO 32000-1, 9.7; ISO 19005-2, 6.2.11; ISO 14289-1, 7.21.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from brochure.base.findings import BadInput
from brochure.base.keep import ById
from brochure.base.page import Cluster, GlyphAt, Page, PlacedLine, SetLine
from brochure.base.records import NamedTuple, dataclass, field
from brochure.glyphs import Face, Faces, GlyphShape, Numbered, SubsetFont, subset_font
from brochure.glyphs.ink import blank_finding, is_blank, placeholders
from brochure.paint.readers import PaintedPart, shown_of
from brochure.paint.text import shown_by_line

_LAST_CODE: Final = 0xFFFF
_FIRST_OTHER: Final = 0x80  # code of what is not a character of ASCII in its first shape
_SYMBOLIC, _ITALIC = 1 << 2, 1 << 6  # ISO 32000-1, table 123
_ROWS_OF_A_BLOCK: Final = 100  # Adobe Technical Note 5014, bfchar
_TAG_LETTERS: Final = 6

_CMAP_HEAD: Final = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap"
    "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def"
    "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
    "1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n"
)
_CMAP_TAIL: Final = "endcmap CMapName currentdict/CMap defineresource pop end end"


class WidthRun(NamedTuple):
    """The widths of codes that follow one another, in thousandths of an em."""

    first: int  # code
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FontProgram:
    """All that the objects of one embedded font hold; lengths in thousandths of an em.

    There is no CIDSet: PDF/A-2 wants none or a complete one.
    """

    resource: str  # name in the resources of a page
    face: str
    base_font: str  # with the tag of a subset, for Type0, CIDFontType2 and descriptor alike
    program: bytes  # TrueType, for FontFile2
    widths: tuple[WidthRun, ...]
    to_unicode: bytes  # a CMap, the same for all fonts of a document
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


class _Coded(NamedTuple):
    """A code of a face, and what it stands for."""

    code: int
    shape: GlyphShape
    text: str


@dataclass(slots=True)
class _Used:
    """The codes of one face; code 0 is .notdef and stands for nothing."""

    face: Face
    resource: str
    codes: dict[_Row, int] = field(default_factory=dict)
    seen: dict[tuple[tuple[GlyphAt, ...], str, int], int] = field(default_factory=dict)
    widths: dict[int, float] = field(default_factory=dict)  # ems, of each code
    shapes: Counter[str] = field(default_factory=Counter)  # how many there are for each text


class FontBook:
    """Gives out codes while a document is painted. The same clusters in the same order give the same bytes."""

    def __init__(self, faces: Faces) -> None:
        self._faces = faces
        self._used: dict[str, _Used] = {}
        self._codes: dict[tuple[str, int], int] = {}  # of a text and which of its shapes, in all faces
        self._next_other = _FIRST_OTHER
        self.alike = object()

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
            code = used.seen[key] = used.codes.get(row) or self._add(used, row)
        return code

    def width(self, face_name: str, code: int) -> float:
        """How far a code moves the pen, in ems."""
        return self._of(face_name).widths[code]

    def resource(self, face_name: str) -> str:
        """The name of the face in the resources of a page."""
        return self._of(face_name).resource

    def close(self) -> "FontBook":
        """The book after its last new cluster; books that are `alike` may stand for each other."""
        others = frozenset(
            (name, row, code)
            for name, used in self._used.items()
            for row, code in used.codes.items()
            if code >= _FIRST_OTHER
        )
        self.alike = _alike(others, tuple(self._used), self._faces)
        return self

    def programs(self) -> tuple[FontProgram, ...]:
        """Every font that has a code, in the order of first use.

        Raises:
            BadInput: `font-licence` or `font-damaged`.
        """
        to_unicode = _to_unicode(tuple((code, text) for (text, _), code in self._codes.items()))
        return tuple(
            _program(
                used.face,
                used.resource,
                tuple(sorted(_Coded(code, *row) for row, code in used.codes.items())),
                to_unicode,
            )
            for used in self._used.values()
            if used.codes
        )

    def _add(self, used: _Used, row: _Row) -> int:
        if not row.text or any(part.glyph == 0 for part in row.shape.glyphs):
            raise ValueError(f"no text or no glyph in {row}")
        key = (row.text, used.shapes[row.text])
        code = self._codes.get(key) or self._next(*key)
        used.shapes[row.text] += 1
        used.codes[row] = self._codes[key] = code
        used.widths[code] = row.shape.advance / used.face.units_per_em
        return code

    def _next(self, text: str, shape: int) -> int:
        if len(text) == 1 and " " <= text <= "~" and not shape:
            return ord(text)
        code = self._next_other
        self._next_other += 1
        if code > _LAST_CODE:
            raise ValueError("more codes than two bytes can hold")
        return code

    def _of(self, face_name: str) -> _Used:
        used = self._used.get(face_name)
        if used is None:
            used = _Used(self._faces.named(face_name), f"F{len(self._used) + 1}")
            self._used[face_name] = used
        return used


def book_of(pages: tuple[Page, ...], faces: Faces, more: Iterable["Shown"] = ()) -> FontBook:
    """A book that knows every cluster of the pages, and `more` of them, before the first is painted.

    Codes are given in the order of the texts, so that pages that show the same clusters get the very same book.

    Raises:
        BadInput: `font-blank`, or what `FontBook.code` raises.
    """
    shown: set[Shown] = set(more)
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedLine):
                shown |= _shown_by(ById(item.line))
    return _book(frozenset(shown), faces)


# What a letter of ASCII adds is a code that no other cluster could have had; so the mark of a draft, which is another
# after each save, leaves all other codes as they were. Faces in their order give the names of the resources.
@lru_cache(maxsize=16)
def _alike(others: frozenset[tuple[str, _Row, int]], names: tuple[str, ...], faces: Faces) -> object:  # noqa: ARG001 - the key
    return object()


class Shown(NamedTuple):
    """A cluster of a face, so far as its code depends on it."""

    face: str
    text: str
    glyphs: tuple[GlyphAt, ...]
    advance: int


def shown_by(line: SetLine) -> frozenset[Shown]:
    """The clusters of a line as they are painted, whatever their places."""
    return _shown(shown_of(line))  # of one person: not remembered


@lru_cache(maxsize=512)
def _shown_by(line: ById[SetLine]) -> frozenset[Shown]:
    return _shown(shown_by_line(line))


def _shown(painted: Iterable[PaintedPart]) -> frozenset[Shown]:
    return frozenset(
        Shown(strip.face, cluster.text, cluster.glyphs, 0 if _stands_by_itself(cluster) else cluster.advance)
        for strip in painted
        if not isinstance(strip, str)
        for cluster in strip.clusters
    )


@lru_cache(maxsize=16)
def _book(shown: frozenset[Shown], faces: Faces) -> FontBook:
    book, blank = FontBook(faces), dict[str, list[str]]()
    letters: dict[str, dict[str, int]] = {}
    for each in sorted(shown):
        book.code(each.face, Cluster(each.glyphs, each.text, each.advance, 0))
        glyphs = tuple(part.glyph for part in each.glyphs)
        if is_blank(faces.named(each.face), glyphs, each.text):
            blank.setdefault(each.face, []).append(each.text)
        elif len(glyphs) == len(each.text) == 1:
            letters.setdefault(each.face, {})[each.text] = glyphs[0]
    for name, drawn in letters.items():
        if same := placeholders(faces.named(name), drawn):
            blank.setdefault(name, []).extend(same)
    if blank:
        raise BadInput(*(blank_finding(faces.named(name), texts) for name, texts in blank.items()))
    return book.close()


def _stands_by_itself(cluster: Cluster) -> bool:
    """Whether it is a single glyph at its own place; then kerning moves the pen, and the code stays as it is."""
    return len(cluster.glyphs) == 1 and not (cluster.glyphs[0].dx or cluster.glyphs[0].dy)


def _own_advance(face: Face, cluster: Cluster) -> int:
    """The advance in the face of a single glyph at its own place; of any other cluster, the one it was set with."""
    if _stands_by_itself(cluster):
        return face.font.advance(cluster.glyphs[0].glyph)
    return max(0, cluster.advance)  # Nastaliq steps back under a letter; hmtx cannot, so the pen is moved instead


@lru_cache(maxsize=48)
def _program(face: Face, resource: str, rows: tuple[_Coded, ...], to_unicode: bytes) -> FontProgram:
    subset = subset_font(face, tuple(Numbered(row.code, row.shape) for row in rows))
    metrics = face.metrics

    def thousandths(length: float) -> float:
        return round(length * 1000 / metrics.units_per_em, 3)

    left, bottom, right, top = (round(thousandths(length)) for length in metrics.bbox)
    advances = {row.code: thousandths(advance) for row, advance in zip(rows, subset.advances, strict=True)}
    return FontProgram(
        resource=resource,
        face=face.name,
        base_font=f"{_tag(subset, rows)}+{metrics.postscript_name}",
        program=subset.program,
        widths=_runs({0: thousandths(subset.notdef_advance), **advances}),
        to_unicode=to_unicode,
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


def _runs(widths: dict[int, float]) -> tuple[WidthRun, ...]:
    """Runs of codes without a gap; the codes come in their order."""
    runs: list[WidthRun] = []
    for code, width in widths.items():
        if runs and code == runs[-1].first + len(runs[-1].widths):
            runs[-1] = WidthRun(runs[-1].first, (*runs[-1].widths, width))
        else:
            runs.append(WidthRun(code, (width,)))
    return tuple(runs)


def _tag(subset: SubsetFont, rows: tuple[_Coded, ...]) -> str:
    """Six capitals that differ where the subset does. Source: ISO 32000-1, 9.6.4."""
    texts = "\0".join(row.text for row in rows)
    digest = hashlib.sha256(subset.program + texts.encode("utf-16-be", "surrogatepass")).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:_TAG_LETTERS])


@lru_cache(maxsize=16)
def _to_unicode(texts: tuple[tuple[int, str], ...]) -> bytes:
    """Codes that count up with their characters as ranges, the others one by one. Source: ISO 32000-1, 9.10.3."""
    ranges: list[list[int]] = []  # first code, last code, first character
    others: list[str] = []
    for code, text in sorted(texts):
        character = ord(text) if len(text) == 1 else _LAST_CODE + 1
        if character > _LAST_CODE:
            others.append(f"<{code:04X}><{text.encode('utf-16-be').hex().upper()}>\n")
        elif ranges and _follows(ranges[-1], code, character):
            ranges[-1][1] = code
        else:
            ranges.append([code, code, character])
    alone = [f"<{first:04X}><{text:04X}>\n" for first, last, text in ranges if first == last]
    runs = [f"<{first:04X}><{last:04X}><{text:04X}>\n" for first, last, text in ranges if first != last]
    rows = (*_blocks("bfrange", runs), *_blocks("bfchar", [*alone, *others]))
    return "".join([_CMAP_HEAD, *rows, _CMAP_TAIL]).encode("ascii")


def _follows(run: list[int], code: int, character: int) -> bool:
    """Whether a code goes on with a range; the last byte alone may count up in one, of code and character alike."""
    first, last, start = run
    same_row = first >> 8 == code >> 8 and start >> 8 == character >> 8
    return same_row and code == last + 1 and character - start == code - first


def _blocks(kind: str, rows: list[str]) -> Iterator[str]:
    for start in range(0, len(rows), _ROWS_OF_A_BLOCK):
        block = rows[start : start + _ROWS_OF_A_BLOCK]
        yield "".join([f"{len(block)} begin{kind}\n", *block, f"end{kind}\n"])
