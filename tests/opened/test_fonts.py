"""Fonts of content streams: widths, characters, and what a font cannot say."""

from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf

from brochure.opened.fonts import FoundFont
from brochure.opened.objects import Pdf as Read
from tests.preflight import made
from tests.preflight.cases import composite_font, mute_font, type_3, with_resource
from tests.preflight.made import press


def font(change: Any, name: str = "F1") -> FoundFont:
    """A font after its way through a file."""
    data = press(change=change)
    return FoundFont(Read(data).pages[0]["/Resources"]["/Font"]["/" + name])


def test_a_simple_font_has_widths_and_characters() -> None:
    """The subset's tag is no part of the name."""
    shown = list(font(None).shown(b"A b"))

    assert [each.text for each in shown] == ["A", " ", "b"]
    assert [each.width for each in shown] == pytest.approx([0.544, 0.2, 0.553], abs=0.005)
    assert [each.is_space for each in shown] == [False, True, False]
    assert font(None).name == "SourceSans3"


def test_a_composite_font_reads_two_bytes_and_tells_missing_glyphs() -> None:
    """CID 0 is the box for missing characters."""
    shown = list(font(composite_font, "F2").shown(b"\x00\x01\x00\x00"))

    assert [each.text for each in shown] == ["A", "\ufffd"]
    assert [each.missing for each in shown] == [False, True]
    assert [each.width for each in shown] == [0.5, 0.5]


def test_widths_of_both_kinds_are_read() -> None:
    """`first [w w]` and `first last w`."""

    def change(pdf: Pdf) -> None:
        composite_font(pdf)
        resources: Any = pdf.pages[0].obj.Resources
        resources.Font.F2.DescendantFonts[0].W = Array([1, Array([600, 700]), 5, 6, 250])

    widths = [each.width for each in font(change, "F2").shown(b"\x00\x01\x00\x02\x00\x05\x00\x06\x00\x07")]

    assert widths == pytest.approx([0.6, 0.7, 0.25, 0.25, 0.5])


def test_ranges_of_characters_are_read() -> None:
    """With one start, and with a list; a range of the whole plane is cut."""

    def change(pdf: Pdf) -> None:
        composite_font(pdf)
        ranges = (
            b"3 beginbfrange <0001> <0003> <0061> <0004> <0005> [<0078> <0079007A>] <0000> <FFFF> <0041> endbfrange"
        )
        resources: Any = pdf.pages[0].obj.Resources
        resources.Font.F2.ToUnicode = pdf.make_stream(ranges)

    read = font(change, "F2")

    assert len(read.characters) <= 65_536
    assert read.characters[b"\x00\x05"] in ("yz", "F")


def test_a_map_from_codes_to_glyphs_is_followed() -> None:
    """Codes of one byte and of two, by their ranges."""

    def change(pdf: Pdf) -> None:
        composite_font(pdf)
        cmap = b"""2 begincodespacerange <00> <7f> <8000> <ffff> endcodespacerange
            1 begincidrange <20> <7e> 5 endcidrange 1 begincidchar <8001> 300 endcidchar"""
        resources: Any = pdf.pages[0].obj.Resources
        resources.Font.F2.Encoding = pdf.make_stream(cmap)
        resources.Font.F2.DescendantFonts[0].W = Array([6, Array([900]), 300, Array([100])])

    widths = [each.width for each in font(change, "F2").shown(b"!\x80\x01")]

    assert widths == pytest.approx([0.9, 0.1])


def test_what_a_font_cannot_say_is_known() -> None:
    """Embedded or not, with characters or without, drawn or not."""
    bare = font(with_resource("Font", "F1", lambda pdf: made.font_of(pdf, embedded=False)))
    mute = font(with_resource("Font", "F1", mute_font))
    drawn = font(with_resource("Font", "F1", type_3))
    plain = font(
        with_resource("Font", "F1", lambda _: Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Courier")))
    )

    assert (bare.embedded, bare.speaks) == (False, True)
    assert (mute.embedded, mute.speaks) == (True, False)
    assert (drawn.embedded, drawn.kind) == (True, "Type3")
    assert (plain.embedded, plain.speaks, next(plain.shown(b"x")).width) == (False, True, 0.6)
