"""Whether a face draws what it says it has: a broken subset has letters without a shape, specks, or boxes for all."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from brochure.base.findings import Finding
from brochure.base.seen import is_seen
from brochure.glyphs.faces import Face
from brochure.glyphs.outline import path_of

# Of an em: the smallest letters of the shipped faces, the hamza and the modifiers, are three times as large.
_LEAST_LETTER: Final = 0.1
_LEAST_HEIGHT: Final = 0.6  # of the small x, for a letter of the alphabet
_LEAST_WIDTH: Final = 0.03  # of an em
_LEAST_ROOM: Final = 0.5  # of the width of a letter, which the next one leaves it
_PLACEHOLDERS: Final = 4  # letters of one shape: no more than I, l and 1 are alike in any face
_NAMED: Final = 6


@lru_cache(maxsize=4096)
def is_blank(face: Face, glyphs: Sequence[int], text: str) -> bool:
    """Whether glyphs that stand for a text which a reader should see draw nothing, or no letter where one should be."""
    if not is_seen(text):
        return False
    boxes = [face.font.extent(glyph) for glyph in glyphs]
    largest = max((max(right - left, top - bottom) for left, bottom, right, top in boxes), default=0)
    if not text.isalnum():
        return largest < 1
    if largest < _LEAST_LETTER * face.units_per_em:
        return True
    return len(boxes) == 1 and len(text) == 1 and _is_out_of_shape(face, glyphs[0], text)


def _is_out_of_shape(face: Face, glyph: int, letter: str) -> bool:
    """Whether a letter stands off its line; of the alphabet also, whether it is crushed or lies under the next."""
    left, bottom, right, top = face.font.extent(glyph)
    if bottom >= face.ascent or top <= face.descent:
        return True
    if not (letter.isascii() and letter.isalpha()):
        return False
    is_low = top - bottom < _LEAST_HEIGHT * face.x_height
    is_thin = right - left < _LEAST_WIDTH * face.units_per_em
    return is_low or is_thin or face.font.advance(glyph) < _LEAST_ROOM * (right - left)


def placeholders(face: Face, glyphs: Mapping[str, int]) -> list[str]:
    """The letters that have one shape, where there are too many of them to be told apart."""
    shapes: dict[object, list[str]] = {}
    for letter, glyph in glyphs.items():
        if letter.isalnum():
            shapes.setdefault(path_of(face, glyph), []).append(letter)
    return [
        letter
        for letters in shapes.values()
        if len({each.casefold() for each in letters}) >= _PLACEHOLDERS
        for letter in letters
    ]


def draws_signs(names: Mapping[str, str]) -> bool:
    """Whether most letters are other signs by the names that the font itself gives their glyphs, as in Symbol: `Alpha`
    or the `a10` of Dingbats where an A should be. Names that say nothing (`glyph36`) are taken for letters.
    """
    from fontTools.agl import toUnicode  # noqa: PLC0415 - only while a font is tried

    said = {letter: toUnicode(name, isZapfDingbats=True) for letter, name in names.items()}
    return 2 * sum(sign not in ("", letter) for letter, sign in said.items()) > len(said) > 0


def blank_finding(face: Face, texts: Iterable[str]) -> Finding:
    """What is told of a face that draws none of these texts."""
    named = sorted(texts)
    told = ", ".join(f"'{text}'" for text in named[:_NAMED])
    more = f" and {len(named) - _NAMED} more" if len(named) > _NAMED else ""
    message = f"face '{face.name}' ({face.path.name}) draws nothing that can be read for {told}{more}"
    return Finding("font-blank", message, None, "use the whole font as the foundry delivers it")
