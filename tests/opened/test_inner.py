"""What marks are painted with: patterns, drawn letters and soft masks are run too, each once."""

from collections.abc import Callable
from typing import Any

import pytest
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from brochure.opened.document import OpenedPage, read_document
from brochure.opened.marks import GlyphRun, Mark, PictureMark, Shading
from brochure.opened.marks import Path as PathMark
from brochure.preflight import inspect
from tests.preflight import made
from tests.preflight.made import press

FILL = b"/Pattern cs /P scn 60 60 100 50 re f"
STROKE = b"/Pattern CS /P SCN 4 w 60 60 100 50 re S"
LETTERS = b"BT /Pattern cs /P scn /F1 14 Tf 60 80 Td (word) Tj ET"


def add(pdf: Pdf, kind: str, name: str, thing: Any) -> None:
    resources: Any = pdf.pages[0].obj.Resources
    if "/" + kind not in resources:
        resources["/" + kind] = Dictionary()
    resources["/" + kind]["/" + name] = thing


def stream(pdf: Pdf, content: bytes, **entries: Any) -> Stream:
    made_here = pdf.make_stream(content)
    for key, value in entries.items():
        made_here["/" + key] = value
    return made_here


def cell(content: bytes, paint: int = 1, step: float = 20, **resources: Any) -> Callable[[Pdf], None]:
    """A tiling pattern P; what it needs may be made of the file."""

    def change(pdf: Pdf) -> None:
        own = {"/" + key: value(pdf) if callable(value) else value for key, value in resources.items()}
        add(pdf, "Pattern", "P", stream(
            pdf, content, Type=Name.Pattern, PatternType=1, PaintType=paint, TilingType=1, BBox=Array([0, 0, 20, 20]),
            XStep=step, YStep=step, Resources=Dictionary(own),
        ))  # fmt: skip

    return change


def page(content: bytes, change: Any) -> OpenedPage:
    return read_document(press(content, change, content=b"", pages=1)).sheets[0]


def inner(content: bytes, change: Any) -> tuple[Mark, ...]:
    return page(content, change).seen.inner


def codes(content: bytes, change: Any) -> set[str]:
    return {each.code for each in inspect(press(content, change), "press")}


@pytest.mark.parametrize("painted", [FILL, STROKE, LETTERS])
def test_a_pattern_is_run_for_whatever_it_paints(painted: bytes) -> None:
    """Its marks lie where that mark lies: a cell has no place of its own."""
    sheet = page(painted, cell(b"1 0 0 rg 0 0 5 5 re f"))

    (mark,) = sheet.seen.inner
    assert isinstance(mark, PathMark)
    assert mark.box == sheet.marks[0].box
    assert mark.look.fill.space.family == "DeviceRGB"


FAULTS = {
    "device-rgb": cell(b"1 0 0 rg 0 0 5 5 re f"),
    "font-not-embedded": cell(
        b"BT /F 9 Tf 1 1 Td (a) Tj ET", Font=lambda pdf: Dictionary(F=made.font_of(pdf, embedded=False))
    ),
    "poor-resolution": cell(
        b"q 20 0 0 20 0 0 cm /I Do Q", XObject=lambda pdf: Dictionary(I=made.picture(pdf, 9, 9, space="DeviceGray"))
    ),
    "white-path-overprints": cell(
        b"/Over gs 0 0 0 0 k 0 0 5 5 re f", ExtGState=Dictionary(Over=Dictionary(op=True, OP=True, OPM=1))
    ),
    "hairline": cell(b"0 0 0 1 K 0.02 w 0 0 m 9 9 l S"),
    "thin-line": cell(b"0 0 0 1 K 0.2 w 0 0 m 9 9 l S"),
    "thin-line-several-inks": cell(b"0.5 0.5 0.5 0 K 0.7 w 0 0 m 9 9 l S"),
    "small-text": cell(b"BT 0 0 0 1 k /F 4 Tf 1 1 Td (a) Tj ET", Font=lambda pdf: Dictionary(F=made.font_of(pdf))),
    "rich-black-text": cell(
        b"BT 0.6 0.5 0.5 1 k /F 9 Tf 1 1 Td (a) Tj ET", Font=lambda pdf: Dictionary(F=made.font_of(pdf))
    ),
    "transfer-function": cell(b"/C gs 0 0 5 5 re f", ExtGState=Dictionary(C=Dictionary(TR=Name.Identity2))),
}


@pytest.mark.parametrize("painted", [FILL, STROKE])
@pytest.mark.parametrize("code", FAULTS)
def test_every_rule_asks_inside_patterns(code: str, painted: bytes) -> None:
    """A print shop's checker looks there too, and sends the job back."""
    assert code in codes(painted, FAULTS[code])
    assert code not in codes(painted, cell(b"0 0 0 0.4 k 0 0 5 5 re f"))


def test_a_pattern_in_a_pattern_is_run() -> None:
    """And what hides deepest is found."""

    def change(pdf: Pdf) -> None:
        cell(b"1 0 0 rg 0 0 5 5 re f")(pdf)
        within: Any = pdf.pages[0].obj.Resources
        cell(b"/Pattern cs /Q scn 0 0 9 9 re f", Pattern=Dictionary(Q=within.Pattern.P))(pdf)

    assert {mark.look.fill.space.family for mark in inner(FILL, change)} == {"Pattern", "DeviceRGB"}


def test_a_pattern_in_a_form_lies_where_the_form_begins() -> None:
    """A line of 0.4 pt in a form at half its size has 0.2 pt."""

    def change(pdf: Pdf) -> None:
        cell(b"0 0 0 1 K 0.4 w 0 0 m 9 9 l S")(pdf)
        resources: Any = pdf.pages[0].obj.Resources
        add(pdf, "XObject", "X", stream(
            pdf, FILL, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 500]),
            Matrix=Array([0.5, 0, 0, 0.5, 0, 0]), Resources=Dictionary({"/Pattern": resources.Pattern}),
        ))  # fmt: skip

    (mark,) = inner(b"/X Do", change)

    assert isinstance(mark, PathMark)
    assert mark.width == pytest.approx(0.2)


def test_an_outline_pattern_takes_its_colour_from_outside() -> None:
    """Colours inside it are not used. Source: ISO 32000-1, 8.7.3.3."""

    def change(pdf: Pdf) -> None:
        cell(b"1 0 0 rg 0 0 5 5 re f", paint=2)(pdf)
        add(pdf, "ColorSpace", "C", Array([Name.Pattern, Name.DeviceCMYK]))

    (mark,) = inner(b"/C cs 0 1 0 0 /P scn 60 60 100 50 re f", change)

    assert mark.look.fill.values == (0, 1, 0, 0)


def test_a_pattern_is_run_once_a_page() -> None:
    """However much is painted with it: work is counted, not hoped for."""
    assert len(inner(FILL * 50, cell(b"0 0 5 5 re f"))) == 1


def test_a_gradient_that_is_a_colour_is_a_gradient() -> None:
    """As one that is painted by `sh`."""

    def change(pdf: Pdf) -> None:
        shade = Dictionary(ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=Array([0, 0, 9, 9]), Function=Dictionary(
            FunctionType=2, Domain=Array([0, 1]), C0=Array([0, 0, 0]), C1=Array([1, 1, 1]), N=1))  # fmt: skip
        add(pdf, "Pattern", "P", Dictionary(PatternType=2, Shading=shade))

    (mark,) = inner(FILL, change)

    assert isinstance(mark, Shading)
    assert mark.space.family == "DeviceRGB"
    assert "device-rgb" in codes(FILL, change)


def drawn_font(glyph: bytes) -> Callable[[Pdf], None]:
    def change(pdf: Pdf) -> None:
        add(pdf, "Font", "T", Dictionary(
            Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1000, 1000]),
            FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
            FirstChar=97, LastChar=97, Widths=Array([1000]), Encoding=Dictionary(Differences=Array([97, Name.a])),
            CharProcs=Dictionary(a=pdf.make_stream(glyph)), Resources=Dictionary(),
        ))  # fmt: skip

    return change


DRAWN = b"BT 0 1 0 0 k /T 20 Tf 60 80 Td (aaa) Tj ET"


def test_letters_that_are_drawn_are_run() -> None:
    """At the size at which they are shown: 1,000 units of this font are 20 pt."""
    (mark,) = inner(DRAWN, drawn_font(b"1000 0 d0 1 0 0 RG 30 w 0 0 m 900 900 l S"))

    assert isinstance(mark, PathMark)
    assert mark.look.stroke.space.family == "DeviceRGB"
    assert mark.width == pytest.approx(0.6)


def test_a_letter_without_colours_takes_that_of_the_text() -> None:
    """`d1` says that it has none. Source: ISO 32000-1, table 113."""
    (mark,) = inner(DRAWN, drawn_font(b"1000 0 0 0 900 900 d1 1 0 0 rg 0 0 900 900 re f"))

    assert mark.look.fill.values == (0, 1, 0, 0)
    assert "device-rgb" not in codes(DRAWN, drawn_font(b"1000 0 0 0 900 900 d1 1 0 0 rg 0 0 900 900 re f"))


def test_soft_masks_are_run() -> None:
    """Their form is content as any other."""

    def change(pdf: Pdf) -> None:
        form = stream(
            pdf, b"1 0 0 rg 0 0 99 99 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 99, 99]),
            Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray),
        )  # fmt: skip
        mask = Dictionary(S=Name.Luminosity, G=form)
        add(pdf, "ExtGState", "M", Dictionary(SMask=mask))

    (mark,) = inner(b"/M gs 60 60 20 20 re f", change)

    assert mark.look.fill.space.family == "DeviceRGB"
    assert "device-rgb" in codes(b"/M gs 60 60 20 20 re f", change)


def test_a_mask_of_one_colour_may_be_painted_with_a_pattern() -> None:
    """A picture of one bit is a stencil."""
    (mark,) = inner(
        b"/Pattern cs /P scn q 20 0 0 20 60 60 cm BI /W 8 /H 1 /IM true /BPC 1 ID \xaa EI Q",
        cell(b"1 0 0 rg 0 0 5 5 re f"),
    )

    assert mark.look.fill.space.family == "DeviceRGB"


def test_what_is_inside_has_no_place_and_no_words_of_its_own() -> None:
    """Rules of place ask the mark that shows it: a letter in a cell stands near no trim."""
    change = cell(b"BT 0 0 0 1 k /Over gs /F 9 Tf 1 1 Td (a) Tj ET", Font=lambda pdf: Dictionary(F=made.font_of(pdf)),
                  ExtGState=Dictionary(Over=Dictionary(op=True, OP=True, OPM=1)))  # fmt: skip
    sheet = page(FILL, change)

    assert isinstance(sheet.seen.inner[0], GlyphRun)
    assert not [mark for mark in sheet.marks if isinstance(mark, GlyphRun | PictureMark)]
    assert not codes(FILL, change) & {"text-near-trim", "text-cut-off", "untagged-content"}
