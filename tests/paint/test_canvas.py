"""ReportLab's private names that the program stands on; each test is a contract with the library."""

import inspect
import zlib

import reportlab
from PIL import Image
from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

from brochure.paint.canvas import Opening, SlotPlace, TaggedCanvas


def test_settings_of_the_user_do_not_reach_the_canvas() -> None:
    """ReportLab reads files and variables of the user at import; nothing of them may change a leaflet."""
    assert rl_config.useA85 == 0
    assert rl_config.invariant == 1
    assert rl_config.trustedHosts is None
    assert rl_config.toColorCanUse is None


def test_operators_are_gathered_in_code() -> None:
    """Marked content and text go in there as they are."""
    canvas = TaggedCanvas(100, 100)

    canvas.write("0 0 1 rg")

    assert canvas._code[-1] == "0 0 1 rg"


def test_a_page_leaves_as_data() -> None:
    """Its operators in their order, its marks as marks; nothing of it stays for the next page."""
    canvas = TaggedCanvas(100, 200)
    canvas.move_to_trim("1 0 0 1 5 5 cm")
    with canvas.element("P"):
        canvas.write("BT ET")
    canvas.leave_slot(7, "H1")
    canvas.finish_page(90, 190, bleed=3, slug_area=2)
    canvas.finish_page(100, 200)

    first, second = canvas.drawn
    opening = Opening("P", 0)
    slot = SlotPlace(7, Opening("H1", 1))
    assert first.pieces == ("q", "1 0 0 1 5 5 cm", opening, "BT ET", "EMC", slot, "Q")
    assert (str(opening), opening.bare) == ("/P <</MCID 0>> BDC", "/P BMC")
    assert (first.width, first.height, first.origin) == (100, 200, "1 0 0 1 5 5 cm")
    assert (first.trim, first.bleed) == ((5, 5, 95, 195), (2, 2, 98, 198))
    assert second.pieces == ("q", "Q")
    assert (second.trim, second.bleed, second.origin, second.pictures) == (None, None, "", ())


def test_a_picture_leaves_as_data() -> None:
    """ReportLab makes its pixels ready and names it; a second look at it is the same one."""
    canvas = TaggedCanvas(100, 100)
    pixels = ImageReader(Image.new("RGB", (4, 3), (9, 8, 7)))
    for _ in range(2):
        canvas.drawImage(pixels, 10, 10, 40, 30)
    canvas.finish_page(100, 100)

    (page,) = canvas.drawn
    (name,) = set(page.pictures)
    picture = canvas.picture(name)
    assert f"/{name} Do" in page.pieces
    assert picture[:6] == (4, 3, 8, "DeviceRGB", ("FlateDecode",), False)
    assert zlib.decompress(picture.data) == bytes((9, 8, 7)) * 12


def test_marks_count_from_nought_on_every_page() -> None:
    """An MCID is unique on its page only."""
    canvas = TaggedCanvas(100, 100)
    found = []
    for _ in range(2):
        for _ in range(2):
            with canvas.element("P") as mark:
                found.append(mark)
        canvas.finish_page(100, 100)

    assert found == [0, 1, 0, 1]


def test_no_font_is_set_that_nobody_asked_for() -> None:
    """ReportLab's preamble would name Helvetica, which is not embedded."""
    canvas = TaggedCanvas(100, 100)
    canvas.finish_page(100, 100)

    (page,) = canvas.drawn
    assert not [piece for piece in page.pieces if "Tf" in str(piece)]
    assert canvas._doc.fontMapping == {}


def test_the_version_is_one_that_was_read() -> None:
    """pyproject pins it; another one needs these contracts read again."""
    assert reportlab.Version.startswith("5.1")
    assert "_make_preamble" in inspect.getsource(Canvas)
    assert pdfdoc.xObjectName("a") == "FormXob.a"
