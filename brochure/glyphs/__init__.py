"""SHAPE: faces, coverage and fallback, bidi, HarfBuzz shaping, opportunities to break, outlines and subsets."""

from brochure.glyphs.bidi import line_levels, needs_levels, reorder, resolve
from brochure.glyphs.breaks import Break, inner_breaks, opportunities
from brochure.glyphs.faces import Face, Faces, open_faces
from brochure.glyphs.fallback import Missing, NoGlyph, choose_faces
from brochure.glyphs.outline import outline
from brochure.glyphs.paragraph import Shaped
from brochure.glyphs.plain import PlainWords
from brochure.glyphs.shape import Span, shape
from brochure.glyphs.small import FEATURES, small_share
from brochure.glyphs.subset import GlyphShape, Numbered, SubsetFont, subset_font
from brochure.glyphs.woff import may_be_shown, web_font

__all__ = [
    "FEATURES",
    "Break",
    "Face",
    "Faces",
    "GlyphShape",
    "Missing",
    "NoGlyph",
    "Numbered",
    "PlainWords",
    "Shaped",
    "Span",
    "SubsetFont",
    "choose_faces",
    "inner_breaks",
    "line_levels",
    "may_be_shown",
    "needs_levels",
    "open_faces",
    "opportunities",
    "outline",
    "reorder",
    "resolve",
    "shape",
    "small_share",
    "subset_font",
    "web_font",
]
