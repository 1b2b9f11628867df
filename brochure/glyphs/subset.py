"""The part of a font that a document shows: one glyph for each shape, whatever it is made of.

In: a face and shapes. Out: a TrueType program and the glyph of each shape in it.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from brochure.base.findings import BadInput, Finding
from brochure.base.page import GlyphAt
from brochure.glyphs.faces import Face, embedding_fault
from brochure.glyphs.sfnt import fuse, read_glyphs, read_tables, write_font


class GlyphShape(NamedTuple):
    """What is drawn for one code: a glyph of the face as it is, or some at their places under one advance."""

    glyphs: tuple[GlyphAt, ...]
    advance: int  # font units

    @property
    def is_plain(self) -> bool:
        """Whether it is one glyph where it stands by itself; its advance is then the font's own."""
        return len(self.glyphs) == 1 and self.glyphs[0].dx == 0 and self.glyphs[0].dy == 0


@dataclass(frozen=True, slots=True)
class SubsetFont:
    """A font program, the glyph of each shape in it, and the advances in its hmtx, in font units."""

    program: bytes
    glyphs: tuple[int, ...]
    advances: tuple[int, ...]
    notdef_advance: int


@lru_cache(maxsize=256)
def subset_font(face: Face, shapes: tuple[GlyphShape, ...]) -> SubsetFont:
    """A program with these shapes and an empty glyph 0. Shapes of more than one glyph become composite glyphs.

    Raises:
        BadInput: `font-licence`, when the font may not be embedded; `font-damaged`, when it cannot be read.
    """
    fault = embedding_fault(face.embedding)
    if fault:
        raise BadInput(
            Finding("font-licence", f"font '{face.name}' cannot be embedded: {fault}", hint="use another font")
        )
    wanted = tuple(dict.fromkeys(part.glyph for shape in shapes for part in shape.glyphs))
    try:
        subset = face.font.subset(wanted)
    except ValueError as damage:
        reason = f"font file '{face.path}' cannot be used: {damage}"
        raise BadInput(Finding("font-damaged", reason, hint="copy it again from where it came")) from damage
    numbers = dict(zip(wanted, subset.numbers, strict=True))
    tables = read_tables(subset.program)
    glyphs = read_glyphs(tables)
    fused: dict[GlyphShape, int] = {}
    for shape in shapes:
        if not shape.is_plain and shape not in fused:
            fused[shape] = len(glyphs.outlines)
            parts = [part._replace(glyph=numbers[part.glyph]) for part in shape.glyphs]
            glyphs = fuse(glyphs, parts, max(0, shape.advance))
    chosen = tuple(numbers[shape.glyphs[0].glyph] if shape.is_plain else fused[shape] for shape in shapes)
    program = write_font(tables, glyphs) if fused else subset.program
    advances = tuple(glyphs.metrics[glyph].advance for glyph in chosen)
    return SubsetFont(program, chosen, advances, glyphs.metrics[0].advance)
