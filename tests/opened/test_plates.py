"""Plates of every kind of paint against Ghostscript: pictures, gradients, tilings, masks, blends, ways of writing."""

import io
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, String
from PIL import Image, ImageOps

from brochure.opened import objects
from brochure.opened.document import read_document
from brochure.opened.ink import plates_file
from brochure.opened.pixels import Painter
from tests.conftest import Judge
from tests.opened.test_ink import PPI, PRESS, inks_of
from tests.preflight.made import press

FOUR_INKS = bytes([255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255, 0, 0, 0, 0, 255])


def jpeg(mode: str, colour: Any) -> bytes:
    """A JPEG of one tone; Pillow turns the inks of CMYK round, as most programs do."""
    out = io.BytesIO()
    Image.new(mode, (64, 64), colour).save(out, "JPEG", quality=95)
    return out.getvalue()


def paints(pdf: Pdf) -> None:
    """The resources that the pieces below name."""
    resources: Any = pdf.pages[0].obj.Resources
    spot = resources.ColorSpace.Spot

    def picture(
        name: str, data: bytes, space: Any = Name.DeviceGray, bits: int = 8, width: int = 8, **more: Any
    ) -> Any:
        stream = pdf.make_stream(b"")
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Image, Width=width, Height=8, BitsPerComponent=bits, ColorSpace=space
        )
        for key, value in more.items():
            stream["/" + key] = value
        stream.write(data, **({"filter": Name.DCTDecode} if data[:2] == b"\xff\xd8" else {}))
        resources.XObject["/" + name] = stream
        return stream

    inks = {"Height": 64, "width": 64}
    picture("J", jpeg("CMYK", (200, 20, 100, 30)), Name.DeviceCMYK, Decode=Array([1, 0] * 4), **inks)
    picture("K", jpeg("CMYK", (200, 20, 100, 30)), Name.DeviceCMYK, **inks)
    picture("G", jpeg("L", 80), **inks)
    table = String(FOUR_INKS.decode("latin-1"))
    picture("I", bytes([0, 1, 2, 3] * 16), Array([Name.Indexed, Name.DeviceCMYK, 3, table]))
    picture("L", bytes([0b00011011] * 16), Array([Name.Indexed, Name.DeviceCMYK, 3, pdf.make_stream(FOUR_INKS)]), 2)
    picture("B", bytes([0xF0] * 8), bits=1)
    picture("D", bytes([0x30] * 128), bits=16)
    picture("N", bytes([0x5A] * 64), bits=4, width=16)
    picture("S", bytes([120] * 64), spot)
    mask = picture("Soft", bytes([128] * 64))
    picture("A", bytes([255, 0, 0, 0] * 64), Name.DeviceCMYK, SMask=mask)
    stencil = picture("M", bytes([0xCC] * 8), bits=1, ImageMask=True)
    del stencil.ColorSpace

    tones = pdf.make_indirect(
        Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0, 0]), C1=Array([0, 1, 0, 0.5]), N=1)
    )
    round_ = Dictionary(
        ShadingType=3, ColorSpace=Name.DeviceCMYK, Coords=Array([90, 170, 0, 90, 170, 25]), Function=tones
    )
    level = Dictionary(
        ShadingType=2,
        ColorSpace=Name.DeviceCMYK,
        Coords=Array([200, 0, 250, 0]),
        Function=tones,
        Extend=Array([True, True]),
    )
    resources.Shading = Dictionary(Ra=round_)
    resources.Pattern = Dictionary(P=Dictionary(PatternType=2, Shading=level))
    for name, kind, content in (("T", 1, b"0 1 0 0 k 0 0 5 5 re f 0 0 0 1 k 5 5 5 5 re f"), ("U", 2, b"0 0 5 5 re f")):
        tile = pdf.make_stream(content)
        tile.stream_dict = Dictionary(
            PatternType=1, PaintType=kind, TilingType=1, BBox=Array([0, 0, 10, 10]), XStep=10, YStep=10,
            Resources=Dictionary(),
        )  # fmt: skip
        resources.Pattern["/" + name] = tile
    tint = pdf.make_stream(b"{ 0 0 }")
    tint.stream_dict = Dictionary(FunctionType=4, Domain=Array([0, 1] * 2), Range=Array([0, 1] * 4))
    resources.ColorSpace.PC = Array([Name.Pattern, Name.DeviceCMYK])
    resources.ColorSpace.DN = Array([Name.DeviceN, Array([Name.Cyan, Name("/PANTONE 300 C")]), Name.DeviceCMYK, tint])
    resources.ExtGState.Mul = Dictionary(BM=Name.Multiply)
    resources.ExtGState.Scr = Dictionary(BM=Name.Screen)


PIECES = {
    **{f"picture {name}": b"q 40 0 0 40 60 60 cm /%b Do Q" % name.encode() for name in "JKGILBDNSA"},
    "stencil": b"q 0 1 0 0.3 k 40 0 0 40 60 60 cm /M Do Q",
    "round gradient": b"q 60 140 60 60 re W n /Ra sh Q",
    "gradient as colour": b"q /Pattern cs /P scn 200 130 50 50 re f Q",
    "tiling": b"q /Pattern cs /T scn 130 130 50 50 re f Q",
    "tiling in a colour": b"q /PC cs 0.5 0.2 0 0 /U scn 130 130 50 50 re f Q",
    "several inks": b"q /DN cs 0.5 0.8 scn 260 130 30 30 re f Q",
    "multiply": b"q 0.3 0.2 0.5 0 k 60 60 50 50 re f /Mul gs 0.5 0.5 0 0.1 k 80 80 50 50 re f Q",
    "screen": b"q 0.3 0.2 0.5 0 k 60 60 50 50 re f /Scr gs 0.5 0.5 0 0.1 k 80 80 50 50 re f Q",
    "text as a clip": b"q BT 7 Tr /F1 60 Tf 60 120 Td (AB) Tj ET 0.4 0 0 1 k 50 110 100 100 re f Q",
}


@pytest.mark.judge
@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES)
def test_ghostscript_paints_the_same_plates(piece: bytes, judge: Judge, tmp_path: Path) -> None:
    """Each ink of each piece, by the square millimetre; edges may differ, for Ghostscript does not smooth them."""
    data = press(piece, paints, content=b"", pages=1)
    source, target = tmp_path / "page.pdf", tmp_path / "sep.tif"
    source.write_bytes(data)
    how = ("-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{PPI}")
    judge("gs", *how, f"-sOutputFile={target}", source)
    sheets = read_document(data).sheets
    plates = plates_file(objects.Pdf(data), sheets, PRESS)
    painter = Painter(plates.data)

    assert plates.unmeasured == ()
    for number, name in enumerate(plates.plates[0], 1):
        own = painter.page(number, sheets[0].media, ppi=PPI, grey=True)
        theirs = Image.open(tmp_path / f"sep({name}).tif").convert("L").resize(own.size)
        one, other = (ImageOps.invert(each).reduce(4).tobytes() for each in (own, theirs))
        apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
        assert sum(apart) / len(apart) < 1.5, name
        assert sum(each > 64 for each in apart) < len(apart) / 100, name


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("J", {"Cyan": 200, "Magenta": 20, "Yellow": 100, "Black": 30}),
        ("K", {"Cyan": 55, "Magenta": 235, "Yellow": 155, "Black": 225}),
        ("G", {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 175}),
        ("D", {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 207}),
        ("S", {"Cyan": 0, "Magenta": 0, "Yellow": 0, "Black": 0, "PANTONE 300 C": 120}),
        ("A", {"Cyan": 128, "Magenta": 0, "Yellow": 0, "Black": 0}),
    ],
)
def test_pictures_bring_their_inks(name: str, wanted: dict[str, int]) -> None:
    """JPEG as stored and as turned, grey, deep, spot, and seen through a mask; in 255ths."""
    highest = inks_of(press(b"q 40 0 0 40 60 60 cm /%b Do Q" % name.encode(), paints, content=b"", pages=1)).highest

    assert {ink: round(share * 255) for ink, share in highest.items()} == pytest.approx(wanted, abs=4)
