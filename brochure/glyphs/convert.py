"""A font file as others sell it, made into what a PDF takes: one static TrueType file for each weight.

Run as `python -m brochure.glyphs.convert FILE FOLDER`, in a process of its own, since the file is a stranger's. Exit
status 0: the folder holds the files; 1: the last line printed is the reason.
"""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import ascii_letters
from typing import TYPE_CHECKING, Final

from brochure.glyphs.ink import draws_signs
from brochure.glyphs.trial import SIGNS, limit

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

WEIGHTS: Final = {"Regular": 400, "SemiBold": 600, "Bold": 700}  # which a leaflet asks for
PROCESSOR_SECONDS: Final = 60  # a face of ten thousand signs takes half of them
MEMORY_BYTES: Final = 1_500_000_000
_EXACT: Final = 1 / 1000  # of the em: how far a curve may lie from the one that it stands for
_WINDOWS, _UNICODE, _AMERICAN = 3, 1, 0x409  # whose names programs read. Source: OpenType 1.9, chapter "name"


def main(arguments: Sequence[str]) -> int:
    """Convert the file that is named; the result is the exit status."""
    from fontTools.ttLib import TTFont, TTLibError  # noqa: PLC0415 - most people never add a face

    limit(MEMORY_BYTES, PROCESSOR_SECONDS)
    file, folder = map(Path, arguments)
    try:
        font = TTFont(file, lazy=False, recalcTimestamp=False)
        names = {chr(code): name for code, name in (font.getBestCmap() or {}).items() if chr(code) in ascii_letters}
        if draws_signs(names):
            sys.stdout.write(f"{SIGNS}\n")
            return 1
        for weight, static in _statics(font):
            if "glyf" not in static:
                _redraw(static)
            static.save(folder / f"{file.stem}{f'-{weight}' if weight else ''}.ttf")
    except (ArithmeticError, AttributeError, LookupError, MemoryError, OSError, TypeError, ValueError, AssertionError,
            TTLibError) as fault:  # fmt: skip
        sys.stdout.write(f"it cannot be converted: {type(fault).__name__}\n")
        return 1
    return 0


def _statics(font: "TTFont") -> Iterator[tuple[str, "TTFont"]]:
    """The font itself, or one for each weight that it can take."""
    if "fvar" not in font:
        yield "", font
        return
    from copy import deepcopy  # noqa: PLC0415

    from fontTools.varLib.instancer import instantiateVariableFont  # noqa: PLC0415

    axes = {axis.axisTag: axis for axis in font["fvar"].axes}
    least, most = (axes["wght"].minValue, axes["wght"].maxValue) if "wght" in axes else (400, 400)
    for name, weight in WEIGHTS.items():
        if least <= weight <= most:
            place = {tag: weight if tag == "wght" else axis.defaultValue for tag, axis in axes.items()}
            static = instantiateVariableFont(deepcopy(font), place)
            static["OS/2"].usWeightClass = weight
            _rename(static, name)
            yield name, static


def _rename(font: "TTFont", weight: str) -> None:
    """The names of one weight of a family; those of its instances would be those of all."""
    names = font["name"]
    family = names.getBestFamilyName() or "Font"
    words = {1: f"{family} {weight}", 2: "Regular", 4: f"{family} {weight}", 16: family, 17: weight}
    words[6] = f"{family.replace(' ', '')}-{weight}"
    for number, text in words.items():
        names.setName(text, number, _WINDOWS, _UNICODE, _AMERICAN)


def _redraw(font: "TTFont") -> None:
    """PostScript outlines as TrueType: cubic curves become quadratic ones that lie within a thousandth of the em."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # noqa: PLC0415
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415
    from fontTools.ttLib import newTable  # noqa: PLC0415

    order, drawn = font.getGlyphOrder(), font.getGlyphSet()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(drawn)
        drawn[name].draw(Cu2QuPen(pen, font["head"].unitsPerEm * _EXACT, reverse_direction=True))
        outlines[name] = pen.glyph()
    font["loca"], glyf = newTable("loca"), newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = order, outlines
    font["glyf"] = glyf
    for name in order:
        advance, _ = font["hmtx"][name]
        outlines[name].recalcBounds(glyf)
        font["hmtx"][name] = (advance, getattr(outlines[name], "xMin", 0))
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in (
        "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
        "maxSizeOfInstructions", "maxComponentElements",
    ):  # fmt: skip
        setattr(maxp, field, 0)
    maxp.maxZones = 1
    for tag in ("CFF ", "CFF2", "VORG"):
        if tag in font:
            del font[tag]
    font["post"].formatType = 3.0  # no names of glyphs
    font["head"].glyphDataFormat = 0
    font.sfntVersion = "\x00\x01\x00\x00"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
