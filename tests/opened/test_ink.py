"""Plates and total ink, held against Ghostscript."""

from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageOps

from brochure.base.geometry import Box
from brochure.opened import objects
from brochure.opened.document import read_document
from brochure.opened.ink import ink_maps, plates_file, plates_of
from brochure.opened.pixels import Painter, Separator
from tests.conftest import Judge
from tests.preflight import made
from tests.preflight.cases import rectangle
from tests.preflight.made import BOTTOM, LEFT, TRIM, press

PRESS = Separator(made.press_profile())
PPI = 101.6
# Process colours, black that overprints and black that does not, spots, pictures, a form, a gradient, transparency.
RICH = b"""q 0.8 0.6 0 0 k 60 60 60 40 re f 0 0 0 1 k /Over gs 70 70 20 20 re f Q
q 0 0 0 1 k 95 70 20 20 re f Q q /Spot cs 1 scn 130 60 40 30 re f Q q /Spot cs /Over gs 0.5 scn 110 80 40 10 re f Q
q 30 0 0 30 180 60 cm /Im Do Q q 30 0 0 30 215 60 cm /G Do Q q 1 0 0 1 250 60 cm /Fm Do Q
q 150 110 100 60 re W n /Sh sh Q q /Half gs 0 1 0 0 k 60 120 60 60 re f Q q 0 0 0 0 k 70 130 10 10 re f Q
q 0.5 g 90 130 10 10 re f Q"""


def with_everything(pdf: Pdf) -> None:
    """The resources that RICH names."""
    resources: Any = pdf.pages[0].obj.Resources
    resources.XObject.Im = made.picture(pdf, 60, 60, value=90)
    resources.XObject.G = made.picture(pdf, 60, 60, space="DeviceGray", value=100)
    form = pdf.make_stream(b"0 0 1 0 k 0 0 30 30 re f /Spot cs 0.7 scn 10 10 30 10 re f")
    form.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 40, 40]),
        Resources=Dictionary(ColorSpace=resources.ColorSpace),
    )  # fmt: skip
    resources.XObject.Fm = form
    tones = Dictionary(FunctionType=2, Domain=Array([0, 1]), C0=Array([1, 0, 0, 0]), C1=Array([0, 1, 0, 0.5]), N=1)
    shading = Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceCMYK, Coords=Array([150, 100, 250, 100]), Function=pdf.make_indirect(tones)
    )
    resources.Shading = Dictionary(Sh=shading)


def inks_of(data: bytes) -> Any:
    """The ink of page 1."""
    return ink_maps(objects.Pdf(data), read_document(data).sheets[:1], PRESS)[0]


def heaviest(extra: bytes) -> float:
    """The most ink in the trim of a page with something on it."""
    data = press(extra, content=b"", pages=1)
    sheet = read_document(data).sheets[0]
    return float(inks_of(data).heaviest(sheet.media, sheet.trim)[0])


def test_shares_of_a_solid_add_up() -> None:
    """0.9 + 0.8 + 0.7 + 0.6 is 300 % of ink."""
    assert heaviest(rectangle(LEFT + 20, BOTTOM + 20, 30, 30, b"0.9 0.8 0.7 0.6 k")) == pytest.approx(3.0, abs=0.02)


def test_black_that_overprints_adds_to_what_lies_below() -> None:
    """The plate under it keeps its ink; black that knocks out takes it away."""
    below = rectangle(LEFT + 20, BOTTOM + 20, 30, 30, b"0.9 0.8 0 0 k")
    over = rectangle(LEFT + 20, BOTTOM + 20, 30, 30, b"/Over gs 0 0 0 1 k")
    out = rectangle(LEFT + 20, BOTTOM + 20, 30, 30, b"/Off gs 0 0 0 1 k")

    assert heaviest(below + over) == pytest.approx(2.7, abs=0.02)
    assert heaviest(below + out) == pytest.approx(1.0, abs=0.02)


def test_a_shape_that_is_filled_and_stroked_overprints_with_each_part() -> None:
    """Black inside, magenta on its edge: neither takes the other's ink away. (Ghostscript 10 loses the black here.)"""
    shape = b"q 0 0 0 1 k 0 1 0 0 K /Over gs 12 w %.1f %.1f 40 40 re B Q" % (LEFT + 60, BOTTOM + 60)
    highest = inks_of(press(shape, content=b"", pages=1)).highest

    assert highest["Black"] > 0.99
    assert highest["Magenta"] > 0.99
    assert heaviest(shape) == pytest.approx(2.0, abs=0.1)


def test_a_speck_is_no_window() -> None:
    """Ink is taken as the mean of 2 mm: a dot of half a millimetre dries."""
    assert heaviest(rectangle(LEFT + 20, BOTTOM + 20, 1.4, 1.4, b"1 1 1 1 k")) < 0.6


def test_colours_of_light_are_converted_through_the_profile() -> None:
    """Black of a screen becomes four inks: that is why words are never in RGB."""
    assert heaviest(rectangle(LEFT + 20, BOTTOM + 20, 30, 30, b"0 0 0 rg")) == pytest.approx(2.9, abs=0.15)


def test_the_place_of_the_most_ink_is_told() -> None:
    """Within a millimetre of where it was painted."""
    data = press(rectangle(LEFT + 100, BOTTOM + 50, 8, 8, b"1 1 1 0.5 k"), pages=1)
    sheet = read_document(data).sheets[0]
    _, place = inks_of(data).heaviest(sheet.media, sheet.trim)

    assert Box(LEFT + 96, BOTTOM + 46, LEFT + 112, BOTTOM + 62).holds(place)


def test_spot_inks_have_plates_of_their_own() -> None:
    """Registration colour has none: it is on every plate."""
    sheet = read_document(press(RICH, with_everything, pages=1)).sheets[0]

    assert plates_of(sheet) == ("Cyan", "Magenta", "Yellow", "Black", "PANTONE 300 C")


@pytest.mark.parametrize(
    ("y", "printed"), [(5, {"Black", "Cyan", "Yellow"}), (60, {"Black", "Cyan", "Magenta", "Yellow"})]
)
def test_marks_around_the_bleed_are_no_inks_of_the_page(y: float, printed: set[str]) -> None:
    """They stand on every plate; inside the bleed they would print in each ink."""
    data = press(b"q /All cs 1 scn 40 %.1f 12 12 re f Q" % y, pages=1)

    assert {name for name, share in inks_of(data).highest.items() if share > 0} == printed


@pytest.mark.judge
def test_ghostscript_sees_the_same_plates(judge: Judge, tmp_path: Path) -> None:
    """Each plate, square millimetre by square millimetre, against `tiffsep`, which overprints for itself."""
    data = press(RICH, with_everything, pages=1)
    source = tmp_path / "page.pdf"
    source.write_bytes(data)
    target = tmp_path / "sep.tif"
    judge(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", f"-r{PPI}", f"-sOutputFile={target}", source
    )
    sheets = read_document(data).sheets
    plates = plates_file(objects.Pdf(data), sheets, PRESS)
    painter = Painter(plates.data)

    for number, name in enumerate(plates.plates[0], 1):
        own = painter.page(number, sheets[0].media, ppi=PPI, grey=True)
        theirs = Image.open(tmp_path / f"sep({name}).tif").convert("L").resize(own.size)
        one, other = (ImageOps.invert(each).reduce(4).tobytes() for each in (own, theirs))
        apart = [abs(a - b) for a, b in zip(one, other, strict=True)]
        assert sum(apart) / len(apart) < 1.5, name  # of 255
        assert sum(each > 64 for each in apart) < len(apart) / 300, name  # edges that gs does not smooth


@pytest.mark.judge
def test_ghostscript_measures_the_same_coverage(judge: Judge, tmp_path: Path) -> None:
    """The mean of each process ink over the page, against `inkcov` on a page of solids."""
    solids = rectangle(*TRIM[:2], 100, 100, b"1 0 0 0 k") + rectangle(LEFT + 120, BOTTOM, 80, 80, b"0 1 0 1 k")
    source = tmp_path / "page.pdf"
    data = press(solids, content=b"", pages=1)
    source.write_bytes(data)
    told = judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=inkcov", "-r72", "-o", "-", source).stdout
    theirs = [float(each) for each in told.split()[:4]]
    plates = plates_file(objects.Pdf(data), read_document(data).sheets, PRESS)
    painter = Painter(plates.data)

    for number, share in enumerate(theirs, 1):
        own = ImageOps.invert(painter.page(number, read_document(data).sheets[0].media, ppi=PPI, grey=True)).tobytes()
        assert sum(own) / len(own) / 255 == pytest.approx(share, abs=0.005)


@pytest.mark.judge
def test_qpdf_finds_no_fault_in_the_file_of_plates(judge: Judge, tmp_path: Path) -> None:
    """What pdfium paints is a sound file."""
    data = press(RICH, with_everything, pages=1)
    path = tmp_path / "plates.pdf"
    path.write_bytes(plates_file(objects.Pdf(data), read_document(data).sheets, PRESS).data)

    assert judge("qpdf", "--check", path).returncode == 0
