"""The part of a font that a document shows: one glyph for each shape, whatever it is made of.

In: a face and numbered shapes. Out: a TrueType program in which each glyph has the number of its shape.
"""

from functools import lru_cache

from brochure.base.findings import BadInput, Finding
from brochure.base.page import GlyphAt
from brochure.base.records import NamedTuple, dataclass
from brochure.glyphs.faces import Face, embedding_fault
from brochure.glyphs.sfnt import Glyphs, arrange, fuse, read_glyphs, read_tables, write_font


class GlyphShape(NamedTuple):
    """What is drawn for one code: glyphs of the face at their places, under one advance. All in font units."""

    glyphs: tuple[GlyphAt, ...]
    advance: int


class Numbered(NamedTuple):
    """A shape and the number of the glyph that draws it; numbers count from 1."""

    number: int
    shape: GlyphShape


@dataclass(frozen=True, slots=True)
class SubsetFont:
    """A font program, and the advances in its hmtx in font units: of each shape asked for, and of glyph 0."""

    program: bytes
    advances: tuple[int, ...]
    notdef_advance: int


@lru_cache(maxsize=256)
def subset_font(face: Face, wanted: tuple[Numbered, ...]) -> SubsetFont:
    """A program with these shapes under their numbers and an empty glyph 0.

    One glyph at its own place with its own advance stays as it is; every other shape becomes a composite glyph.

    Raises:
        BadInput: `font-licence`, when the font may not be embedded; `font-damaged`, when it cannot be read.
    """
    licence = embedding_fault(face.embedding)
    if licence:
        message = f"font '{face.name}' cannot be embedded: {licence}"
        raise BadInput(Finding("font-licence", message, hint="use another font"))
    used = tuple(dict.fromkeys(part.glyph for each in wanted for part in each.shape.glyphs))
    try:
        subset = face.font.subset(used)
        tables = read_tables(subset.program)
    except ValueError as damage:
        message = f"font file '{face.path}' cannot be used: {damage}"
        raise BadInput(Finding("font-damaged", message, hint="copy it again from where it came")) from damage
    glyphs, chosen = _drawn(read_glyphs(tables), wanted, dict(zip(used, subset.numbers, strict=True)))
    program = write_font(tables, arrange(glyphs, chosen))
    advances = tuple(glyphs.metrics[chosen[each.number]].advance for each in wanted)
    return SubsetFont(program, advances, glyphs.metrics[0].advance)


def _drawn(glyphs: Glyphs, wanted: tuple[Numbered, ...], numbers: dict[int, int]) -> tuple[Glyphs, dict[int, int]]:
    """The glyphs with those that have to be composed, and for each number which of them draws its shape."""
    chosen: dict[int, int] = {}
    composed: dict[GlyphShape, int] = {}
    for number, shape in wanted:
        parts = [part._replace(glyph=numbers[part.glyph]) for part in shape.glyphs]
        if _is_plain(parts, shape.advance, glyphs):
            chosen[number] = parts[0].glyph
            continue
        if shape not in composed:
            composed[shape] = len(glyphs.outlines)
            glyphs = fuse(glyphs, parts, max(0, shape.advance))
        chosen[number] = composed[shape]
    return glyphs, chosen


def _is_plain(parts: list[GlyphAt], advance: int, glyphs: Glyphs) -> bool:
    return len(parts) == 1 and parts[0][1:] == (0, 0) and glyphs.metrics[parts[0].glyph].advance == advance
