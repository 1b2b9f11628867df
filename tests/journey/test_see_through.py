"""A mark without a ground stands on what lies beneath it, in every edition; judged by pdfium's pixels."""

import io
from base64 import b64decode
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brochure.base.edition import Profile
from brochure.base.order import Order
from brochure.base.page import PlacedPicture
from brochure.content.shelf import Shelf, open_shelf
from brochure.pipeline import make
from brochure.preflight import inspect
from brochure.press.impose import Plan, impose

PAGES = ["office", "email", "large-print", "press", "master"]


def mark(ground: int) -> bytes:
    """A white square in the middle of nothing; nothing has the colour that a drawing program leaves there."""
    image = Image.new("RGBA", (400, 400), (0, 0, 0, ground))
    image.paste((255, 255, 255, 255), (100, 100, 300, 300))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def with_mark(clinic: Path) -> Shelf:
    """The sample brand with that mark on both grounds."""
    brand = clinic / "content/brands/riverside"
    (brand / "mark.png").write_bytes(mark(0))
    said = (brand / "brand.yaml").read_text(encoding="utf-8")
    (brand / "brand.yaml").write_text(
        said.replace("logo-reversed.svg", "mark.png").replace("logo.svg", "mark.png"), encoding="utf-8"
    )
    return open_shelf(clinic)


@pytest.mark.parametrize("edition", PAGES)
def test_the_ground_is_seen_around_the_mark(with_mark: Shelf, edition: str) -> None:
    """It once stood on a white square, as nobody's logo does."""
    made = make(Order("acupuncture-pain", edition=edition), with_mark)
    box = next(item.box for item in made.pages[0].placed if isinstance(item, PlacedPicture))
    file = pypdfium2.PdfDocument(made.data)
    page = made.pages[0]
    edge = page.bleed + page.slug_area
    height = file[0].get_height()
    pixels = file[0].render(scale=4).to_pil().convert("RGB")

    def at(x: float, y: float) -> tuple[int, ...]:
        found = pixels.getpixel(
            (round((box.left + x * box.width + edge) * 4), round((height - box.bottom - y * box.height - edge) * 4))
        )
        assert isinstance(found, tuple)
        return found

    beside = at(-0.1, 0.5)
    assert max(beside) < 90
    assert at(0.1, 0.1) == at(0.9, 0.9) == beside
    assert min(at(0.5, 0.5)) > 250


@pytest.mark.parametrize(
    ("edition", "space"), [("office", "/DeviceRGB"), ("email", "/DeviceRGB"), ("press", "/DeviceCMYK")]
)
def test_a_page_says_in_which_colours_it_mixes(with_mark: Shelf, edition: Profile, space: str) -> None:
    """A viewer may else choose others; our own check of the file finds nothing to say."""
    data = make(Order("acupuncture-pain", edition=edition), with_mark).data
    with pikepdf.open(io.BytesIO(data)) as pdf:
        said = [page.get("/Group") for page in pdf.pages if page.get("/Group") is not None]

    assert {str(group.CS) for group in said} == {space}
    assert [each.code for each in inspect(data, edition)] == []


def test_an_alpha_that_hides_nothing_costs_nothing(with_mark: Shelf, clinic: Path) -> None:
    """The same file as from a picture without it."""
    brand = clinic / "content/brands/riverside"
    (brand / "mark.png").write_bytes(mark(255))
    whole = make(Order("acupuncture-pain"), with_mark).data
    out = io.BytesIO()
    Image.open(io.BytesIO(mark(255))).convert("RGB").save(out, "PNG")
    (brand / "mark.png").write_bytes(out.getvalue())

    assert make(Order("acupuncture-pain"), with_mark).data == whole
    assert b"/SMask" not in whole
    assert b"/Group" not in whole


def test_sheets_and_print_files_mix_as_their_pages_do(with_mark: Shelf) -> None:
    """The group of a page would be lost with the page, which becomes a form."""
    data = make(Order("your-visit", layout="flyer-a5", edition="press"), with_mark).data

    with pikepdf.open(io.BytesIO(impose(data, Plan((1000, 1000))))) as pdf:
        assert [str(page.Group.CS) for page in pdf.pages] == ["/DeviceCMYK"] * len(pdf.pages)


def test_the_html_carries_the_alpha(with_mark: Shelf) -> None:
    """A browser lays it on the colour of the page."""
    html = make(Order("acupuncture-pain", edition="html"), with_mark).data.decode()
    first = html.split("data:image/png;base64,")[1]
    image = Image.open(io.BytesIO(b64decode(first.split('"')[0])))

    assert (image.mode, image.size) == ("RGBA", (400, 400))
    assert image.getpixel((5, 5))[3] == 0  # type: ignore[index]
    assert image.getpixel((200, 200)) == (255, 255, 255, 255)
