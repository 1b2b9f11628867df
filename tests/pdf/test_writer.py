"""The last writer: packed, valid, and the same bytes for the same objects."""

import io
from datetime import UTC, datetime

import pikepdf
import pytest

from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from tests.conftest import Judge


@pytest.fixture(scope="module")
def data(shelf: Shelf) -> bytes:
    return make(Order("acupuncture-pain"), shelf).data


def test_the_same_order_gives_the_same_bytes(data: bytes, shelf: Shelf) -> None:
    """A clinic can compare what it printed last year with what it would print now."""
    assert make(Order("acupuncture-pain"), shelf).data == data


def test_only_the_time_that_is_asked_for_changes_the_bytes(data: bytes, shelf: Shelf) -> None:
    """SOURCE_DATE_EPOCH reaches the file as `made_at`."""
    other = make(Order("acupuncture-pain", made_at=datetime(2030, 1, 2, tzinfo=UTC)), shelf).data

    assert other != data
    assert b"2030-01-02T00:00:00Z" in other


def test_dictionaries_are_packed_and_streams_are_compressed(data: bytes) -> None:
    """A leaflet is mailed; each kilobyte is paid ten thousand times."""
    assert data.count(b"/ObjStm") >= 1
    assert data.count(b" 0 obj") < 30


def test_qpdf_finds_nothing_to_say(data: bytes, judge: Judge, tmp_path_factory: pytest.TempPathFactory) -> None:
    """An independent reader of the whole structure."""
    path = tmp_path_factory.mktemp("qpdf") / "leaflet.pdf"
    path.write_bytes(data)

    found = judge("qpdf", "--check", path)

    assert found.returncode == 0, found.stdout + found.stderr


def test_the_printer_is_told_how_to_print(data: bytes) -> None:
    """Folds miss by millimetres when a driver scales the page or turns the sheet on the wrong edge."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        wishes = pdf.Root.ViewerPreferences
        assert wishes.Duplex == "/DuplexFlipShortEdge"
        assert wishes.PrintScaling == "/None"
        assert wishes.DisplayDocTitle == True  # noqa: E712 - a PDF object, not Python's True


@pytest.mark.parametrize(("layout", "size"), [("trifold-a4", (841.89, 595.276)), ("trifold-letter", (792.0, 612.0))])
def test_the_page_is_exactly_the_sheet(shelf: Shelf, layout: str, size: tuple[float, float]) -> None:
    """A4 is 297 x 210 mm and Letter is 11 x 8.5 in; two sides, no other page."""
    with pikepdf.open(io.BytesIO(make(Order("acupuncture-pain", layout=layout), shelf).data)) as pdf:
        boxes = [[float(number) for number in page.mediabox] for page in pdf.pages]

    assert len(boxes) == 2
    for box in boxes:
        assert box == pytest.approx([0, 0, *size], abs=0.01)


def test_every_face_is_embedded_as_a_subset(data: bytes) -> None:
    """A font that is not in the file is a font that the printer guesses."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts = {name: font for page in pdf.pages for name, font in page.Resources.Font.items()}
        assert fonts
        for font in fonts.values():
            descendant = font.DescendantFonts[0]
            assert "+" in str(font.BaseFont)
            assert len(descendant.FontDescriptor.FontFile2.read_bytes()) > 500
            assert "/ToUnicode" in font


def test_nothing_of_reportlab_is_left_that_we_did_not_ask_for(data: bytes) -> None:
    """No Helvetica, no page transitions, no invented author."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        text = b"".join(obj.unparse(resolved=True) for obj in pdf.objects if isinstance(obj, pikepdf.Dictionary))

    for unwanted in (b"Helvetica", b"/Trans", b"anonymous", b"unspecified", b"ReportLab"):
        assert unwanted not in text


def test_information_and_xmp_say_the_same(data: bytes) -> None:
    """Two places for one truth must not differ."""
    with pikepdf.open(io.BytesIO(data)) as pdf, pdf.open_metadata() as meta:
        assert meta["dc:title"] == str(pdf.docinfo["/Title"]) == "Pain Management"
        assert meta["dc:language"] == {"en-GB"} == {str(pdf.Root.Lang)}
        assert meta["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert meta["xmp:CreateDate"] == "2026-11-01T00:00:00Z"
