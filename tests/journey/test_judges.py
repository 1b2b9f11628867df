"""The whole journey, judged by programs from outside: poppler, Ghostscript, zbar, Pillow."""

import subprocess
from pathlib import Path

import pytest
from PIL import Image

from brochure.base.order import Order
from brochure.base.page import PlacedPath
from brochure.base.story import Figure, leaves
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.layout.qr import qr_drawing
from brochure.pipeline import make
from tests.conftest import SAMPLES, Judge
from tests.samples import print_pages, set_sample

DPI = 150


@pytest.fixture(scope="module", params=SAMPLES, ids=["-".join(sample) for sample in SAMPLES])
def leaflet(request: pytest.FixtureRequest, shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A built leaflet and the link of its QR code."""
    name, layout = request.param
    folder = tmp_path_factory.mktemp("leaflet")
    path = folder / "leaflet.pdf"
    path.write_bytes(make(Order(name, layout=layout), shelf).data)
    booking = read(Order(name, layout=layout), shelf).manuscript.brand.contact.booking
    return path, booking.text if booking else ""


def rendered(path: Path, judge: Judge, *, grey: bool = False) -> list[Image.Image]:
    """Both sides as pictures."""
    stem = path.with_name("grey" if grey else "side")
    done = judge("pdftoppm", "-r", str(DPI), "-png", *(["-gray"] if grey else []), path, stem)
    assert done.returncode == 0
    return [Image.open(each) for each in sorted(path.parent.glob(f"{stem.name}-*.png"))]


def darkest(picture: Image.Image, box: tuple[float, float, float, float]) -> int:
    """The darkest grey inside a box of pixels."""
    left, top, right, bottom = box
    return min(picture.crop((int(left), int(top), int(right), int(bottom))).convert("L").tobytes())


def test_the_qr_code_is_read_from_a_print_of_150_dpi(leaflet: tuple[Path, str], judge: Judge) -> None:
    """An office printer on toner-saving is not better than that."""
    path, link = leaflet
    rendered(path, judge)

    found = judge("zbarimg", "--quiet", "--raw", path.with_name("side-1.png"))

    assert found.stdout.decode().strip() == link


@pytest.mark.parametrize(("name", "layout"), SAMPLES)
def test_the_qr_code_has_a_quiet_zone_of_four_modules(
    name: str, layout: str, shelf: Shelf, judge: Judge, tmp_path: Path
) -> None:
    """White all round the dark square for four modules' width, on the rendered page. Source: ISO/IEC 18004, 6.3.8."""
    manuscript = read(Order(name, layout=layout), shelf).manuscript
    stories, done = set_sample(manuscript, shelf)
    path = tmp_path / "leaflet.pdf"
    path.write_bytes(print_pages(manuscript, shelf, done.pages, stories))
    codes = {leaf.number: leaf for story in stories for leaf in leaves(story.blocks)
             if isinstance(leaf, Figure) and leaf.kind == "qr"}  # fmt: skip
    page = done.pages[0]
    code = next(item for item in page.placed if isinstance(item, PlacedPath) and item.element in codes)
    modules = qr_drawing(codes[code.element or 0].source, manuscript.brand.colour("text")).modules
    module = code.box.width / (modules + 8) / 72 * DPI
    left, top = code.box.left / 72 * DPI, (page.height - code.box.top) / 72 * DPI
    right, bottom = code.box.right / 72 * DPI, (page.height - code.box.bottom) / 72 * DPI
    zone = 4 * module - 1
    side = rendered(path, judge)[0].convert("L")

    for box in (
        (left, top, right, top + zone),
        (left, bottom - zone, right, bottom),
        (left, top, left + zone, bottom),
        (right - zone, top, right, bottom),
    ):
        assert darkest(side, box) == 255
    inner = (left + 4 * module, top + 4 * module, right - 4 * module, bottom - 4 * module)
    assert darkest(side, inner) < 100
    assert module >= 4


def test_no_ink_lies_in_the_strip_that_office_printers_cannot_reach(leaflet: tuple[Path, str], judge: Judge) -> None:
    """6.35 mm on all four edges, on the rendered page."""
    path, _ = leaflet
    strip = int(6.35 / 25.4 * DPI) - 1
    for side in rendered(path, judge):
        grey = side.convert("L")
        width, height = grey.size
        for box in (
            (0, 0, width, strip),
            (0, height - strip, width, height),
            (0, 0, strip, height),
            (width - strip, 0, width, height),
        ):
            assert darkest(grey, box) == 255


def test_it_works_on_a_grey_printer(leaflet: tuple[Path, str], judge: Judge) -> None:
    """Dark stays dark and light stays light: the cover against its title, the note against its words."""
    path, _ = leaflet
    for side in rendered(path, judge, grey=True):
        levels = side.convert("L").tobytes()
        assert min(levels) < 80
        assert max(levels) == 255


def test_ghostscript_renders_both_sides_without_a_word(leaflet: tuple[Path, str], judge: Judge) -> None:
    """A second renderer, of another house."""
    path, _ = leaflet

    done: subprocess.CompletedProcess[bytes] = judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=nullpage", path)

    assert done.returncode == 0
    assert done.stdout + done.stderr == b""


def test_poppler_says_that_every_font_is_embedded_and_mapped(leaflet: tuple[Path, str], judge: Judge) -> None:
    """Columns emb, sub and uni."""
    path, _ = leaflet

    rows = judge("pdffonts", path).stdout.decode().splitlines()[2:]

    assert rows
    for row in rows:
        assert row.split()[-5:-2] == ["yes", "yes", "yes"]
