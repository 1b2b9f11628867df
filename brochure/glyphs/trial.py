"""The trial of one font file, in a process of its own: opened, shaped, drawn and embedded, under tight limits.

Run as `python -m brochure.glyphs.trial FILE`. Exit status 0: all went well; 1: the last line printed is the reason.
"""

import hashlib
import sys
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput
from brochure.base.page import GlyphAt
from brochure.glyphs.faces import Face
from brochure.glyphs.harfbuzz import Point
from brochure.glyphs.ink import blank_finding, draws_signs, is_blank, placeholders
from brochure.glyphs.scripts import is_known, script_of
from brochure.glyphs.sfnt import read_glyphs, read_tables
from brochure.glyphs.subset import GlyphShape, Numbered, subset_font

MEMORY_BYTES: Final = 512 * 1024 * 1024
PROCESSOR_SECONDS: Final = 5
_CHARACTERS: Final = 4000
_PIECE: Final = 200
SIGNS: Final = "it draws signs in the place of letters"
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz0123456789"
_TATWEEL: Final = "\u0640"  # Nastaliq draws it between letters only, if at all


def main(arguments: Sequence[str]) -> int:
    """Try the file that is named; the result is the exit status."""
    limit(MEMORY_BYTES, PROCESSOR_SECONDS)
    try:
        fault = _fault(Path(arguments[0]))
    except BadInput as damage:
        fault = damage.findings[0].message
    except (ArithmeticError, LookupError, MemoryError, OSError, RuntimeError, TypeError, ValueError) as damage:
        fault = f"its trial failed: {type(damage).__name__}"
    if fault:
        sys.stdout.write(f"{fault}\n")
    return 1 if fault else 0


def limit(memory: int, seconds: int) -> None:
    """Hold this process to so many bytes, and so many seconds of the processor."""
    # Windows has no such limits, and no module for them; there the parent's clock is all.
    try:
        import resource  # noqa: PLC0415
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _fault(path: Path) -> str:
    """What is wrong with the font; an empty text where nothing is."""
    sha256 = hashlib.sha256(path.read_bytes()).hexdigest()
    face = Face(
        name=path.stem, sha256=sha256, family=path.stem, weight="regular", slant="upright", script="Latn", path=path
    )
    if not face.has(" "):
        return "it has no space"
    characters = list(islice(face.font.characters, _CHARACTERS))
    # Letters of other scripts may be as small as they like; what a leaflet holds of them is looked at when it is made.
    asked = [each for each in characters if each != _TATWEEL and is_known(each)]
    blank = [each for each in asked if is_blank(face, _glyphs_of(face, each), each)]
    alphabet = {each: face.font.glyph_for(each) for each in _ALPHABET if face.has(each)}
    if draws_signs({each: face.font.glyph_name(glyph) for each, glyph in alphabet.items()}):
        return SIGNS
    blank += placeholders(face, alphabet)
    if blank:
        return blank_finding(face, blank).message
    glyphs = _shaped(face, characters)
    for glyph in range(face.font.glyph_count):
        face.font.draw(glyph, _Blotter())
    if not _embedded(face, glyphs):
        return "a part of it has fewer glyphs than were asked for"
    return ""


def _glyphs_of(face: Face, character: str) -> tuple[int, ...]:
    """What stands for a character by itself: the letters of Nastaliq get a shape only in a word."""
    script = script_of(character)
    shaped = face.font.shape(character, "", "", script=script, language="", rtl=script == "Arab", features=())
    return tuple(each.glyph for each in shaped)


def _shaped(face: Face, characters: list[str]) -> list[int]:
    glyphs: dict[int, None] = {}
    for start in range(0, len(characters), _PIECE):
        text = "".join(characters[start : start + _PIECE])
        for shaped in face.font.shape(text, "", "", script="Latn", language="en", rtl=False, features=()):
            glyphs[shaped.glyph] = None
    glyphs.pop(0, None)
    return list(glyphs)


def _embedded(face: Face, glyphs: list[int]) -> bool:
    plain = [GlyphShape((GlyphAt(glyph, 0, 0),), 0) for glyph in glyphs]
    fused = GlyphShape(tuple(GlyphAt(glyph, 10 * at, 5) for at, glyph in enumerate(glyphs[:4])), 500)
    wanted = tuple(Numbered(number, shape) for number, shape in enumerate((*plain, fused), start=1))
    outlines = read_glyphs(read_tables(subset_font(face, wanted).program)).outlines
    return len(outlines) > len(wanted)


class _Blotter:
    """A pen that draws nothing."""

    def moveTo(self, point: Point) -> None:  # noqa: N802
        pass

    def lineTo(self, point: Point) -> None:  # noqa: N802
        pass

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        pass

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        pass

    def closePath(self) -> None:  # noqa: N802
        pass


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
