"""Pictures: as many pixels as the edition can show, and in its own colours."""

from io import BytesIO

import pytest
from PIL import Image

from brochure.base.art import Picture
from brochure.base.geometry import Box
from brochure.base.units import INCH
from brochure.paint.pixels import Pixels
from tests.conftest import ROOT

PRESS = (ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes()
INCHES = Box(0, 0, INCH, INCH)


def plain(side: int) -> Picture:
    return Picture(side, side, 3, bytes((200, 30, 30)) * side * side, is_jpeg=False)


def packed(side: int) -> Picture:
    out = BytesIO()
    Image.new("RGB", (side, side), (200, 30, 30)).save(out, "JPEG", quality=90)
    return Picture(side, side, 3, out.getvalue(), is_jpeg=True)


@pytest.mark.parametrize("picture", [plain(900), packed(900)], ids=["plain", "jpeg"])
def test_pixels_that_nobody_sees_are_taken_out(picture: Picture) -> None:
    """900 of them on an inch, where 300 are wanted."""
    image = Pixels(b"", 300).image(picture, INCHES)

    assert image.getSize() == (300, 300)


@pytest.mark.parametrize(("side", "ppi"), [(300, 300), (350, 300), (100, 300), (900, 0)])
def test_a_picture_that_is_about_right_is_left_alone(side: int, ppi: int) -> None:
    """Making it a little smaller would only blur it; it is never made larger."""
    picture = packed(side)

    image = Pixels(b"", ppi).image(picture, INCHES)

    assert image.getSize() == (side, side)
    assert image.fp.getvalue() == picture.data


@pytest.mark.parametrize("picture", [plain(60), packed(60)], ids=["plain", "jpeg"])
def test_the_press_gets_inks(picture: Picture) -> None:
    """Through the profile: red is magenta and yellow."""
    image = Pixels(PRESS, 300).image(picture, INCHES)

    assert image._image.mode == "CMYK"
    cyan, magenta, yellow, black = image._image.getpixel((30, 30))
    assert magenta > 200 and yellow > 180
    assert cyan < 60 and black < 60
