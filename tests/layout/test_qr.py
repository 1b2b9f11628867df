"""A code is one path of dark runs with its quiet zone, and a telephone can read it."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from brochure.base.colour import Colour, Rgb
from brochure.base.findings import BadInput
from brochure.copies.codes import QrFamily
from brochure.layout.qr import QrCode, qr_drawing

INK = Colour("ink", Rgb(0.07, 0.2, 0.23))
TEXT = "https://riverside.example/book?from=leaflet"


def dark_modules(code: QrCode) -> set[tuple[int, int]]:
    """Column and row, from the bottom left of the drawing."""
    return {(int(x) + step, int(y)) for _, (x, y, width, _) in code.drawing.paths[0].path for step in range(int(width))}


def rendered(code: QrCode, side_mm: float, ppi: float) -> Image.Image:
    side = round(side_mm / 25.4 * ppi)
    image = Image.new("L", (side, side), 255)
    draw = ImageDraw.Draw(image)
    scale = side / code.drawing.height
    for _, (x, y, width, height) in code.drawing.paths[0].path:
        top = code.drawing.height - y - height
        draw.rectangle((x * scale, top * scale, (x + width) * scale - 1, (top + height) * scale - 1), fill=40)
    return image


def test_a_code_is_one_path_of_whole_runs_in_ink() -> None:
    """Runs filled one by one show hair lines between them."""
    code = qr_drawing(TEXT, INK)

    piece = code.drawing.paths[0]
    assert len(code.drawing.paths) == 1
    assert piece.fill == INK
    assert piece.stroke is None
    assert {segment.kind for segment in piece.path} == {"re"}
    assert len(dark_modules(code)) == sum(segment.numbers[2] for segment in piece.path)


def test_neighbouring_dark_modules_share_a_run() -> None:
    """Fewer rectangles, and no seams within a row."""
    path = qr_drawing(TEXT, INK).drawing.paths[0].path
    ends = {(segment.numbers[0] + segment.numbers[2], segment.numbers[1]) for segment in path}

    assert not ends & {segment.numbers[:2] for segment in path}


def test_four_light_modules_stay_free_on_each_side() -> None:
    """A reader needs the quiet zone to find the code (ISO/IEC 18004, 6.3.8)."""
    code = qr_drawing(TEXT, INK)
    columns, rows = zip(*dark_modules(code), strict=True)

    assert code.drawing.width == code.drawing.height == code.modules + 8
    assert (min(columns), min(rows)) == (4, 4)
    assert (max(columns), max(rows)) == (code.modules + 3, code.modules + 3)


def test_three_corners_hold_a_finder_and_the_bottom_right_does_not() -> None:
    """A code drawn upside down or mirrored has its bare corner elsewhere."""
    code = qr_drawing(TEXT, INK)
    dark = dark_modules(code)
    last = code.modules + 3

    def frame(left: int, bottom: int) -> bool:
        return all(
            (left + step, bottom) in dark and (left, bottom + step) in dark and (left + step, bottom + 6) in dark
            for step in range(7)
        )

    assert frame(4, 4)
    assert frame(4, last - 6)
    assert frame(last - 6, last - 6)
    assert not frame(last - 6, 4)


def test_the_same_code_is_made_once() -> None:
    """A bulk run draws the same code ten thousand times."""
    assert qr_drawing(TEXT, INK) is qr_drawing(TEXT, INK)


def test_a_text_too_long_for_a_code_is_a_finding() -> None:
    """Whoever wrote the address can shorten it."""
    with pytest.raises(BadInput) as caught:
        qr_drawing("x" * 4000, INK)

    assert caught.value.findings[0].code == "qr-too-long"


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) IS MISSING: NO CODE WAS READ BACK")
@pytest.mark.parametrize("text", [TEXT, "tel:+441632960123", "https://例.example/预约"])
def test_a_printed_code_reads_as_its_text(tmp_path: Path, text: str) -> None:
    """30 mm wide on an office printer at 150 dots to the inch."""
    file = tmp_path / "code.png"
    rendered(qr_drawing(text, INK), 30, 150).save(file)

    read = subprocess.run(["zbarimg", "--quiet", "--raw", str(file)], capture_output=True, check=True, timeout=60)

    assert read.stdout.decode().strip() == text


ADDRESSES = st.text(alphabet="abcdefXYZ0189-._~%?=&", max_size=24).map(lambda tail: f"https://riverside.example/{tail}")


@given(st.lists(ADDRESSES, min_size=1, max_size=4))
@settings(max_examples=40, deadline=None)
def test_a_family_adds_up_what_the_library_encodes(texts: list[str]) -> None:
    """Any texts up to the longest, shorter ones with their own padding."""
    family = QrFamily(max(texts, key=len))

    assert [family.modules(text) for text in texts] == [family.encoded(text) for text in texts]


def test_the_path_of_a_family_is_the_drawing_of_the_code() -> None:
    """Module for module; the longest text has the size and the mask that the drawing has."""
    family = QrFamily(TEXT)
    numbers = [float(part) for part in family.path(family.modules(TEXT)).split() if part != "re"]
    dark = {
        (int(x) + step + 4, int(y) + 4)
        for x, y, width, _ in zip(*[iter(numbers)] * 4, strict=True)
        for step in range(int(width))
    }

    assert dark == dark_modules(qr_drawing(TEXT, INK))
