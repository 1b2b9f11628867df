"""What reaches the page is what was placed: lines with their own ends, and art that is cut off at its box."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import Colour, Rgb
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import PlacedPath
from brochure.content.shelf import Shelf
from brochure.content.svg import read_svg
from brochure.paint.operators import STEP
from tests.samples import print_pages, set_sample

MAGENTA = Colour("magenta", Rgb(1, 0, 1))
CORNER = (Segment("m", (10, 10)), Segment("l", (50, 10)), Segment("l", (50, 40)))
LINE = PathPiece(CORNER, stroke=MAGENTA, stroke_width=2)
Paint = Callable[..., bytes]


@pytest.fixture
def paint(manuscript: Manuscript, shelf: Shelf) -> Paint:
    """Puts art on top of the first page of the sample, and gives the bytes."""
    stories, set_up = set_sample(manuscript, shelf)

    def paint_over(*art: PlacedPath) -> bytes:
        first, *others = set_up.pages
        page = first._replace(placed=(*first.placed, *art))
        return print_pages(manuscript, shelf, (page, *others), stories)

    return paint_over


def placed(*pieces: PathPiece, clip: Box | None = None) -> PlacedPath:
    return PlacedPath(Box(0, 0, 100, 100), pieces, "", clip)


def art_operators(data: bytes) -> list[str]:
    """Operators of the last marked content of the first page, each after its numbers."""
    with pikepdf.open(BytesIO(data)) as file:
        steps = [
            " ".join([*(str(number) for number in numbers), str(operator)])
            for numbers, operator in pikepdf.parse_content_stream(file.pages[0])
        ]
    start = max(at for at, step in enumerate(steps) if step.endswith(("BDC", "BMC")))
    return steps[start + 1 : steps.index("EMC", start)]


def pens(steps: list[str]) -> list[str]:
    return [step for step in steps if step.split()[-1] in {"w", "J", "j", "M"}]


def test_a_line_says_its_width_its_ends_and_its_corners(paint: Paint) -> None:
    """A page begins with a miter limit of 10, a drawing with one of 4."""
    line = LINE._replace(cap="square", join="bevel", stroke_width=2.5)

    found = pens(art_operators(paint(placed(LINE._replace(miter_limit=3), line))))

    assert found[-4:] == ["3 M", f"{2.5 / STEP:g} w", "2 J", "2 j"]


def test_a_line_like_the_one_before_says_nothing_again(paint: Paint) -> None:
    """A drawing of a thousand strokes stays small."""
    once = pens(art_operators(paint(placed(LINE))))

    assert pens(art_operators(paint(placed(LINE, LINE, LINE)))) == once


def test_the_miter_limit_is_left_alone_where_nothing_has_a_point(paint: Paint) -> None:
    """Round joins have none."""
    line = LINE._replace(join="round", miter_limit=7)

    assert not [step for step in art_operators(paint(placed(line))) if step.endswith(" M")]


def test_art_without_a_clip_is_not_cut(paint: Paint) -> None:
    """Most drawings stay inside."""
    assert not {"W", "n"} & {step.split()[-1] for step in art_operators(paint(placed(LINE)))}


def test_equal_shapes_are_equal_operators_wherever_they_lie(paint: Paint) -> None:
    """Deflate then says the second one in three bytes."""
    there = LINE._replace(path=tuple(Segment(kind, (x + 33.3, y - 7.77)) for kind, (x, y) in CORNER))

    steps = art_operators(paint(placed(LINE, there)))

    paths = [step for step in steps if step.split()[-1] in {"m", "l", "S"}]
    assert paths[:4] == paths[4:]


def test_a_shape_lies_where_it_was_placed(paint: Paint) -> None:
    """Each piece is counted from the one before; no error of rounding adds up."""
    pieces = [LINE._replace(path=tuple(Segment(k, (x + at * 3.33, y)) for k, (x, y) in CORNER)) for at in range(9)]

    found = corners(art_operators(paint(placed(*pieces))))

    wanted = [point.numbers for piece in pieces for point in piece.path]
    for here, there in zip(found, wanted, strict=True):
        assert here == pytest.approx(there, abs=STEP)


def corners(steps: list[str]) -> list[tuple[float, float]]:
    """The points of a path in points of the page, whatever matrices stand before them."""
    scale, left, bottom = 1.0, 0.0, 0.0
    found = []
    for step in steps:
        *words, operator = step.split()
        if operator == "cm":
            a, _, _, _, x, y = map(float, words)
            scale, left, bottom = scale * a, left + x * scale, bottom + y * scale
        elif operator in {"m", "l"}:
            found.append((left + float(words[0]) * scale, bottom + float(words[1]) * scale))
    return found


def test_the_clip_is_a_frame_around_its_art_alone(paint: Paint) -> None:
    """What is drawn after it is whole, and its pen is as it was before."""
    data = paint(placed(LINE), placed(LINE._replace(stroke_width=7), clip=Box(1, 2, 30, 40)), placed(LINE))

    steps = art_operators(data)

    before, cut, after = [at for at, step in enumerate(steps) if step == "q"]
    assert steps[cut + 1 : cut + 4] == ["1 2 29 38 re", "W", "n"]
    assert f"{7 / STEP:g} w" in steps[cut:after]
    assert steps[before:cut] == steps[after:]


def test_a_logo_that_reaches_out_of_its_view_box_is_cut_off_there(manuscript: Manuscript, shelf: Shelf) -> None:
    """Seen by another program: nothing outside the box, the colour inside it."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path fill="#f0f" d="M-9-9H19V19H-9z"/></svg>'
    logo = read_svg(svg.encode(), file="logo.svg", palette={})
    changed = replace(manuscript, artwork=manuscript.artwork._replace(logo=logo, logo_reversed=logo))
    stories, set_up = set_sample(changed, shelf)
    at, item = next(
        (at, item)
        for at, page in enumerate(set_up.pages)
        for item in page.placed
        if isinstance(item, PlacedPath) and item.clip is not None
    )

    page = pypdfium2.PdfDocument(print_pages(changed, shelf, set_up.pages, stories))[at]
    image = page.render(scale=2).to_pil().convert("RGB")

    box, height = item.box, set_up.pages[at].height

    def colour(x: float, y: float) -> tuple[int, ...]:
        found = image.getpixel((round(x * 2), round((height - y) * 2)))
        assert isinstance(found, tuple)
        return found

    middle = (box.bottom + box.top) / 2
    assert item.clip == box
    assert colour(box.left + 2, middle) == (255, 0, 255)
    assert colour(box.right - 2, middle) == (255, 0, 255)
    assert colour(box.left - 2, middle) != (255, 0, 255)
    assert colour(box.right + 2, middle) != (255, 0, 255)
    assert colour(box.left + 2, box.bottom - 2) != (255, 0, 255)
