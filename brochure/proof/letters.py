"""What ought to be seen of the letters: each glyph of the placed lines, black on white, from the whole face.

The finished file has faces of its own, with other numbers and only the glyphs that are used. So it is held against
another file, that knows nothing of them.
"""

from collections.abc import Callable, Iterator
from typing import Final

from brochure.base.page import Page, PlacedLine, Strip
from brochure.base.records import NamedTuple
from brochure.base.units import Pt


class FaceFile(NamedTuple):
    """A face as it came."""

    program: bytes  # TrueType
    units_per_em: int


FaceFiles = Callable[[str], FaceFile]
_DESCRIPTOR: Final = (
    b"<</Type/FontDescriptor/FontName/F/Flags 4/FontBBox[0 0 1000 1000]/ItalicAngle 0/Ascent 800/Descent -200"
    b"/CapHeight 700/StemV 80/FontFile2 %d 0 R>>"
)
_DESCENDANT: Final = (
    b"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDToGIDMap/Identity/DW 0"
    b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R>>"
)
_FONT: Final = b"<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[%d 0 R]>>"


def letters_file(pages: tuple[Page, ...], face_file: FaceFiles) -> bytes:
    """A PDF of as many pages, each as large as the trim."""
    names = sorted({strip.face for page in pages for line in lines_of(page) for strip in line.line.strips})
    faces = {name: face_file(name) for name in names}
    objects: list[bytes] = [b"", b""]  # the catalogue and the pages, which come last
    fonts = []
    for at, name in enumerate(names):
        program = faces[name].program
        objects.append(_stream(program, b"/Length1 %d" % len(program)))
        objects.append(_DESCRIPTOR % len(objects))
        objects.append(_DESCENDANT % len(objects))
        objects.append(_FONT % len(objects))
        fonts.append(b"/F%d %d 0 R" % (at, len(objects)))
    numbers = {name: at for at, name in enumerate(names)}
    kids = []
    for page in pages:
        shown = "\n".join(_shown(line, strip, numbers, faces) for line in lines_of(page) for strip in line.line.strips)
        objects.append(_stream(f"BT\n{shown}\nET".encode(), b""))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.3f %.3f]/Contents %d 0 R/Resources<</Font<<%b>>>>>>"
            % (page.width, page.height, len(objects), b"".join(fonts))
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[0] = b"<</Type/Catalog/Pages 2 0 R>>"
    objects[1] = b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(kids), b" ".join(kids))
    return _file(objects)


def lines_of(page: Page) -> Iterator[PlacedLine]:
    """The lines of a page, in the order of painting."""
    return (item for item in page.placed if isinstance(item, PlacedLine))


def _shown(line: PlacedLine, strip: Strip, numbers: dict[str, int], faces: dict[str, FaceFile]) -> str:
    """The glyphs of a strip: no code moves the pen, so each shift is a place less the one before."""
    ems = faces[strip.face].units_per_em
    heights: dict[int, list[tuple[float, int]]] = {}
    for cluster, pen in zip(strip.clusters, strip.pens, strict=True):
        for glyph, dx, dy in cluster.glyphs:
            heights.setdefault(dy, []).append((pen + dx / ems, glyph))
    parts = [f"/F{numbers[strip.face]} {line.size:.3f} Tf"]
    for dy, row in heights.items():
        parts.append(f"1 0 0 1 {line.x:.3f} {line.baseline + dy / ems * line.size:.3f} Tm [{_placed(row)}] TJ")
    return " ".join(parts)


def _placed(row: list[tuple[float, int]]) -> str:
    items, here = [], 0
    for place, glyph in row:
        there = round(place * 10_000)
        items.append(f"{(here - there) / 10:g}<{glyph:04X}>")
        here = there
    return "".join(items)


def _stream(data: bytes, said: bytes) -> bytes:
    return b"<</Length %d%b>>stream\n%b\nendstream" % (len(data), said, data)


def _file(objects: list[bytes]) -> bytes:
    parts, places, position = [b"%PDF-1.4\n"], [], 9
    for number, body in enumerate(objects, 1):
        places.append(position)
        parts.append(b"%d 0 obj%b\nendobj\n" % (number, body))
        position += len(parts[-1])
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, rows))
    parts.append(b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, position))
    return b"".join(parts)


def smallest(page: Page) -> Pt:
    """The smallest type of a page; 12 pt where it has none."""
    return min((line.size for line in lines_of(page)), default=12.0)
