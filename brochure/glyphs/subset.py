"""The part of a font that a document shows: one glyph for each shape, whatever it is made of.

In: a face and shapes. Out: a TrueType program and the glyph of each shape in it.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from brochure.base.findings import BadInput, Finding
from brochure.base.page import GlyphAt
from brochure.glyphs.faces import Face, embedding_fault
from brochure.glyphs.sfnt import Glyphs, fuse, read_glyphs, read_tables, write_font


class GlyphShape(NamedTuple):
    """What is drawn for one code: glyphs of the face at their places, under one advance. All in font units."""

    glyphs: tuple[GlyphAt, ...]
    advance: int


@dataclass(frozen=True, slots=True)
class SubsetFont:
    """A font program, the glyph of each shape in it, and the advances in its hmtx, in font units."""

    program: bytes
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    notdef_advance: int


@lru_cache(maxsize=256)
def subset_font(face: Face, shapes: tuple[GlyphShape, ...]) -> SubsetFont:
    """A program with these shapes and an empty glyph 0.

    One glyph at its own place with its own advance stays as it is; every other shape becomes a composite glyph.

    Raises:
        BadInput: `font-licence`, when the font may not be embedded; `font-damaged`, when it cannot be read.
    """
    licence = embedding_fault(face.embedding)
    if licence:
        message = f"font '{face.name}' cannot be embedded: {licence}"
        raise BadInput(Finding("font-licence", message, hint="use another font"))
    wanted = tuple(dict.fromkeys(part.glyph for shape in shapes for part in shape.glyphs))
    try:
        subset = face.font.subset(wanted)
        tables = read_tables(subset.program)
    except ValueError as damage:
        message = f"font file '{face.path}' cannot be used: {damage}"
        raise BadInput(Finding("font-damaged", message, hint="copy it again from where it came")) from damage
    glyphs = read_glyphs(tables)
    kept = len(glyphs.outlines)
    numbers = dict(zip(wanted, subset.numbers, strict=True))
    chosen: dict[GlyphShape, int] = {}
    for shape in shapes:
        parts = [part._replace(glyph=numbers[part.glyph]) for part in shape.glyphs]
        if _is_plain(parts, shape.advance, glyphs):
            chosen[shape] = parts[0].glyph
        elif shape not in chosen:
            chosen[shape] = len(glyphs.outlines)
            glyphs = fuse(glyphs, parts, max(0, shape.advance))
    program = write_font(tables, glyphs) if any(glyph >= kept for glyph in chosen.values()) else subset.program
    numbered = tuple(chosen[shape] for shape in shapes)
    advances = tuple(glyphs.metrics[glyph].advance for glyph in numbered)
    return SubsetFont(program, numbered, advances, glyphs.metrics[0].advance)


def _is_plain(parts: list[GlyphAt], advance: int, glyphs: Glyphs) -> bool:
    return len(parts) == 1 and parts[0][1:] == (0, 0) and glyphs.metrics[parts[0].glyph].advance == advance
