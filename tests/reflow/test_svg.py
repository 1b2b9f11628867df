"""Drawings as inline SVG, pictures as data."""

import io
import re
from base64 import b64decode

from PIL import Image

from brochure.base.art import Drawing, PathPiece, Picture, Segment
from brochure.base.colour import Colour, Rgb
from brochure.reflow.pixels import image_of
from brochure.reflow.svg import svg_of

RED = Colour("red", Rgb(1.0, 0.0, 0.0))


def path_of(*segments: Segment) -> str:
    found = re.search(r' d="([^"]*)"', svg_of(Drawing(10, 20, (PathPiece(segments, fill=RED),))))
    assert found is not None
    return found[1]


def test_y_runs_downwards_in_svg() -> None:
    """A drawing that keeps its y upwards stands on its head."""
    steps = (Segment("m", (1, 2)), Segment("l", (3, 4.5)), Segment("c", (1, 1, 2, 2, 3, 20)), Segment("h"))

    assert path_of(*steps) == "M1 18L3 15.5C1 19 2 18 3 0Z"


def test_a_rectangle_is_closed() -> None:
    """The modules of a code are whole rectangles."""
    assert path_of(Segment("re", (1, 2, 3, 4))) == "M1 18h3v-4H1Z"


def test_a_drawing_with_words_is_an_image_with_a_name() -> None:
    """Without a name it is silent, and then it says so."""
    drawing = Drawing(10, 20, ())

    assert svg_of(drawing, alt='A "mark" <of> ours') == (
        '<svg viewBox="0 0 10 20" role="img" aria-label="A &quot;mark&quot; &lt;of&gt; ours"></svg>'
    )
    assert 'aria-hidden="true"' in svg_of(drawing)


def test_strokes_keep_colour_width_and_ends() -> None:
    """The line has round ends on paper, and so on a screen."""
    piece = PathPiece((Segment("m", (0, 0)),), stroke=RED, stroke_width=2, cap="round", join="round", even_odd=True)
    svg = svg_of(Drawing(10, 20, (piece, piece._replace(fill=RED))))

    assert 'fill="none" stroke="#ff0000" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"' in svg
    assert 'fill="#ff0000" fill-rule="evenodd"' in svg


def test_pixels_become_a_png_that_others_can_read() -> None:
    """The page carries its pictures."""
    pixels = bytes(range(18))
    image = image_of(Picture(3, 2, 3, pixels, is_jpeg=False), alt="Room & chair")
    found = re.fullmatch(
        r'<img src="data:image/png;base64,([^"]*)" width="3" height="2" style="[^"]*" alt="Room &amp; chair">',
        image,
    )

    assert found is not None
    assert Image.open(io.BytesIO(b64decode(found[1]))).tobytes() == pixels


def test_a_class_stands_first_and_is_escaped() -> None:
    """On a drawing and on a picture alike."""
    assert svg_of(Drawing(1, 2, ()), css_class='a"b') == (
        '<svg class="a&quot;b" viewBox="0 0 1 2" aria-hidden="true" focusable="false"></svg>'
    )
    assert image_of(Picture(1, 1, 1, b"\xff\xd8", is_jpeg=True), css_class="wide") == (
        '<img class="wide" src="data:image/jpeg;base64,/9g=" width="1" height="1" '
        'style="width:auto;height:auto;max-width:100%" alt="">'
    )


def test_numbers_have_no_digits_that_nobody_sees() -> None:
    """Four decimals, seven figures, no negative zero."""
    found = path_of(Segment("m", (1 / 3, 20.00001)), Segment("l", (123456.78, 20.5)), Segment("l", (-0.00001, -1e-7)))

    assert found == "M0.3333 0L123456.8 -0.5L0 20"


def test_a_piece_without_fill_has_no_rule_for_it() -> None:
    """Every mark of a stroke, and nothing else."""
    piece = PathPiece((Segment("m", (0, 0)),), stroke=RED, stroke_width=1 / 3, miter_limit=2.5, even_odd=True)

    assert svg_of(Drawing(1, 1, (piece,))).split("><")[1] == (
        'path d="M0 1" fill="none" stroke="#ff0000" stroke-width="0.3333" stroke-linecap="butt"'
        ' stroke-linejoin="miter" stroke-miterlimit="2.5"/'
    )
    plain = PathPiece((Segment("m", (0, 0)),), fill=RED)
    assert svg_of(Drawing(1, 1, (plain,))).split("><")[1] == 'path d="M0 1" fill="#ff0000"/'


def test_a_png_has_its_three_chunks_with_their_sums() -> None:
    """Grey pixels are one channel, and nothing comes after the end."""
    data = b64decode(image_of(Picture(2, 2, 1, b"\0\x40\x80\xff", is_jpeg=False)).split("base64,")[1].split('"')[0])
    image = Image.open(io.BytesIO(data))

    assert (image.format, image.mode, image.size, image.tobytes()) == ("PNG", "L", (2, 2), b"\0\x40\x80\xff")
    assert re.findall(b"IHDR|IDAT|IEND", data) == [b"IHDR", b"IDAT", b"IEND"]
    Image.open(io.BytesIO(data)).verify()
