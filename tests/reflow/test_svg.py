"""Drawings as inline SVG, pictures as data."""

import io
import re
from base64 import b64decode

from PIL import Image

from brochure.base.art import Drawing, PathPiece, Picture, Segment
from brochure.base.colour import Colour, Rgb
from brochure.reflow.svg import image_of, svg_of

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
        r'<img src="data:image/png;base64,([^"]*)" width="3" height="2" alt="Room &amp; chair">', image
    )

    assert found is not None
    assert Image.open(io.BytesIO(b64decode(found[1]))).tobytes() == pixels
