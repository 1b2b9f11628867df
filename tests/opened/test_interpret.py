"""The marks of a page: where they stand, how large they are, and what other programs say of the same page."""

import re
from pathlib import Path
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from brochure.base.geometry import Box
from brochure.opened.document import OpenedPage, read_document
from brochure.opened.marks import GlyphRun, Mark, PictureMark, Shading
from brochure.opened.marks import Path as PathMark
from tests.conftest import Judge
from tests.preflight.cases import image, locked, placed, with_resource, words
from tests.preflight.made import press, reader


def sheet_of(extra: bytes, change: Any = None) -> OpenedPage:
    """Page 1 with these marks alone."""
    return read_document(press(extra, change, content=b"", pages=1)).sheets[0]


def only(extra: bytes, change: Any = None) -> Mark:
    """The one mark of a page."""
    (mark,) = sheet_of(extra, change).marks
    return mark


def near(box: Box, *sides: float) -> bool:
    """Whether a box lies where it should, to a tenth of a point."""
    return all(abs(a - b) < 0.1 for a, b in zip(box, sides, strict=True))


def test_a_rectangle_lies_where_its_matrix_puts_it() -> None:
    """Turned, moved and scaled."""
    mark = only(b"q 0 2 -2 0 200 100 cm 10 20 30 40 re f Q")

    assert isinstance(mark, PathMark)
    assert near(mark.box, 80, 120, 160, 180)


def test_line_width_is_scaled_with_the_page() -> None:
    """A point in a matrix of a tenth is a tenth of a point, whichever way it is squeezed."""
    mark = only(b"q 1 0 0 0.1 0 0 cm 2 w 10 500 m 90 500 l S Q")

    assert isinstance(mark, PathMark)
    assert mark.width == pytest.approx(0.2)


def test_a_clip_cuts_what_is_drawn_and_Q_lifts_it() -> None:
    """A picture that is cropped by a clip is as large as what is seen of it."""
    one, two = sheet_of(b"q 50 50 20 20 re W n 40 40 100 100 re f Q 40 40 100 100 re f").marks

    assert near(one.box, 50, 50, 70, 70)
    assert near(two.box, 40, 40, 140, 140)


def test_text_has_its_size_in_effect() -> None:
    """12 pt in a matrix of a half is 6 pt."""
    mark = only(b"q 0.5 0 0 0.5 0 0 cm 0 0 0 1 k BT /F1 12 Tf 2 0 0 2 200 200 Tm (A) Tj ET Q")
    half = only(b"q 0.5 0 0 0.5 0 0 cm BT /F1 12 Tf 200 200 Td (A) Tj ET Q")

    assert isinstance(mark, GlyphRun)
    assert mark.size == pytest.approx(12)
    assert isinstance(half, GlyphRun)
    assert half.size == pytest.approx(6)
    assert near(half.box, 100, 100, 100 + 6 * 0.544, 100 + 6 * 0.66)


def test_spaces_and_kerns_move_the_pen() -> None:
    """A kern of -1000 is one em; spaces make no glyph."""
    mark = only(b"BT /F1 10 Tf 50 50 Td [(A ) -1000 (A)] TJ ET")

    assert isinstance(mark, GlyphRun)
    assert [glyph.text for glyph in mark.glyphs] == ["A", "A"]
    assert mark.glyphs[1].box.left - mark.glyphs[0].box.left == pytest.approx(5.44 + 2.0 + 10, abs=0.1)


def test_forms_bring_their_own_resources_and_matrix() -> None:
    """And leave the state as it was."""

    def form(pdf: Pdf) -> Any:
        stream = pdf.make_stream(b"0 1 0 0 k 5 5 10 10 re f")
        stream.stream_dict = Dictionary(
            Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 12, 12]), Matrix=Array([2, 0, 0, 2, 0, 0])
        )
        return stream

    one, two = sheet_of(
        b"1 0 0 0 k q 1 0 0 1 50 50 cm /Fm Do Q 0 0 9 9 re f", with_resource("XObject", "Fm", form)
    ).marks

    assert near(one.box, 60, 60, 74, 74)
    assert one.look.fill.used == ("Magenta",)
    assert two.look.fill.used == ("Cyan",)


def test_pictures_know_their_pixels_an_inch() -> None:
    """Of the axis that has fewer of them, however they are turned."""
    mark = only(b"q 0 72 -36 0 200 100 cm /Im Do Q", image(100))

    assert isinstance(mark, PictureMark)
    assert mark.ppi == pytest.approx(100)


def test_inline_pictures_are_pictures() -> None:
    """Small ones often are."""
    mark = only(b"q 72 0 0 72 50 50 cm BI /W 4 /H 4 /BPC 8 /CS /G ID 0123456789abcdef EI Q")

    assert isinstance(mark, PictureMark)
    assert (mark.width_px, mark.bits, mark.space.model) == (4, 8, "gray")


def test_gradients_fill_their_clip() -> None:
    """`sh` knows no other edge."""

    def shading(pdf: Pdf) -> Any:
        pdf.pages[0].obj.Resources.Shading = Dictionary(Sh=Dictionary(ShadingType=2, ColorSpace=Name.DeviceCMYK))

    mark = only(b"q 50 50 20 20 re W n /Sh sh Q", shading)

    assert isinstance(mark, Shading)
    assert near(mark.box, 50, 50, 70, 70)


def test_colours_are_read_in_their_space() -> None:
    """Process, spot, grey and light."""
    marks = sheet_of(
        b"0.1 0 0 0.2 k 50 50 9 9 re f /Spot cs 0.5 scn 50 50 9 9 re f 0.25 g 50 50 9 9 re f 1 0 0 rg 50 50 9 9 re f"
    ).marks

    assert [mark.look.fill.inks for mark in marks] == [
        {"Cyan": 0.1, "Magenta": 0, "Yellow": 0, "Black": 0.2},
        {"PANTONE 300 C": 0.5},
        {"Black": 0.75},
        {},
    ]


def test_marked_content_is_told_from_decoration() -> None:
    """An artifact is none of the words."""
    one, two, three = sheet_of(
        b"/Artifact BMC 50 50 9 9 re f EMC /P <</MCID 3>> BDC 50 50 9 9 re f EMC 50 50 9 9 re f"
    ).marks

    assert (one.look.artifact, one.look.mcid) == (True, None)
    assert (two.look.artifact, two.look.mcid) == (False, 3)
    assert three.look.mcid is None


@pytest.mark.parametrize(
    "content", [b"Q Q Q", b"1 2 re f", b"/None Do", b"q " * 2000, b"(x) Tj", b"/F1 Tf", b"[ 1 cm", b"W n"]
)
def test_nonsense_is_passed_over(content: bytes) -> None:
    """Whatever a page says, its other marks are seen or the damage is told."""
    sheet = sheet_of(content + b" 50 50 9 9 re f")

    assert sheet.marks or sheet.seen.damage


def test_reading_stops_when_the_time_is_up() -> None:
    """A page of a million operators cannot hold the desk up."""
    data = press(b"1 0 0 0 k " * 5000, content=b"", pages=1)

    assert "too long" in read_document(data, in_time=lambda: False).sheets[0].seen.damage


@pytest.mark.judge
def test_poppler_reads_the_same_words(judge: Judge, tmp_path: Path) -> None:
    """The text of the runs, against pdftotext."""
    path = tmp_path / "page.pdf"
    path.write_bytes(reader(words(b"and once more", 12, 100, 600)))
    theirs = judge("pdftotext", "-raw", path, "-").stdout.decode().split()
    own = [mark.text for mark in read_document(path.read_bytes()).sheets[0].marks if isinstance(mark, GlyphRun)]

    assert " ".join(own).split() == theirs


@pytest.mark.judge
def test_poppler_measures_the_same_resolution(judge: Judge, tmp_path: Path) -> None:
    """Pixels an inch, against pdfimages."""
    path = tmp_path / "page.pdf"
    path.write_bytes(press(placed(b"Im", 60, 60, 72, 90), image(180), pages=1))
    line = judge("pdfimages", "-list", path).stdout.decode().splitlines()[2]
    theirs = sorted(int(each) for each in re.split(r"\s+", line.strip())[12:14])
    (picture,) = [mark for mark in read_document(path.read_bytes()).sheets[0].marks if isinstance(mark, PictureMark)]

    assert picture.ppi == pytest.approx(theirs[0], abs=1)


def test_encrypted_without_a_password_is_read() -> None:
    """Its marks are judged all the same."""
    assert read_document(locked(reader())).encrypted
