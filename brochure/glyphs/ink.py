"""Whether a face draws what it says it has: a broken subset has letters without a shape, or specks in their place."""

from collections.abc import Iterable, Sequence
from typing import Final

from brochure.base.findings import Finding
from brochure.base.seen import is_seen
from brochure.glyphs.faces import Face

# Of an em: the smallest letters of the shipped faces, the hamza and the modifiers, are three times as large.
_LEAST_LETTER: Final = 0.1
_NAMED: Final = 6


def is_blank(face: Face, glyphs: Sequence[int], text: str) -> bool:
    """Whether glyphs that stand for a text which a reader should see draw nothing, or a speck for a letter."""
    if not is_seen(text):
        return False
    largest = max((max(face.font.extent(glyph)) for glyph in glyphs), default=0)
    return largest < (_LEAST_LETTER * face.units_per_em if text.isalnum() else 1)


def blank_finding(face: Face, texts: Iterable[str]) -> Finding:
    """What is told of a face that draws nothing for these texts."""
    named = sorted(texts)
    told = ", ".join(f"'{text}'" for text in named[:_NAMED])
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    message = f"face '{face.name}' ({face.path.name}) draws nothing for {told}{more}"
    return Finding("font-blank", message, None, "use the whole font as the foundry delivers it")
