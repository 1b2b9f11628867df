"""A mark from square to six times as wide stands on every shape; where it is wide, it stands for the name as well."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.manuscript import WORDMARK
from brochure.base.order import Order
from brochure.base.page import PlacedPath, PlacedPicture
from brochure.base.units import in_mm
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from tests.samples import SHEETS, TOO_LONG

NAME = "Riverside Acupuncture"
PAGED = [("phone", "email"), ("screen-a4", "email"), ("screen-a5", "email"), ("large-print-a4", "large-print")]
SHAPES = [*((layout, "office") for layout in SHEETS), *PAGED, ("large-print-letter", "large-print")]
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} 100"><linearGradient id="g"><stop stop-color="{1}"/>'
    '<stop offset="1" stop-color="#d9a441"/></linearGradient><rect width="{0}" height="100" rx="20" '
    'fill="url(#g)"/></svg>'
)


def with_mark(clinic: Path, ratio: float, kind: str = "svg") -> Path:
    """The clinic with marks of this shape, a light one for the dark cover."""
    brand = clinic / "content/brands/riverside"
    for name, colour in (("logo", "#14322b"), ("logo-reversed", "#ffffff")):
        if kind == "svg":
            (brand / f"{name}.svg").write_text(SVG.format(100 * ratio, colour))
            continue
        stream = BytesIO()
        Image.new("RGB", (round(400 * ratio), 400), colour).save(stream, kind)
        (brand / f"{name}.{kind}").write_bytes(stream.getvalue())
    text = (brand / "brand.yaml").read_text(encoding="utf-8")
    text = text.replace("logo.svg", f"logo.{kind}").replace("logo-reversed.svg", f"logo-reversed.{kind}")
    (brand / "brand.yaml").write_text(text, encoding="utf-8")
    return clinic


def made(clinic: Path, layout: str, edition: str, language: str = "en") -> Made:
    too_long = ("acupuncture-pain", language, layout) in TOO_LONG
    order = Order("your-visit" if too_long else "acupuncture-pain", language, layout=layout, edition=edition)
    return make(order, open_shelf(clinic))


@pytest.mark.parametrize("ratio", [1.0, 1.5, 1.99, 2.0, 3.5, 6.0])
@pytest.mark.parametrize(("layout", "edition"), SHAPES)
def test_each_mark_fits_each_shape(clinic: Path, layout: str, edition: str, ratio: float) -> None:
    """`make` proves that no word stands on it, and that all words are there."""
    done = made(with_mark(clinic, ratio), layout, edition)

    items = [item for page in done.pages for item in page.placed]
    marks = [item for item in items if isinstance(item, PlacedPath) and item.element]
    shown = [item.box for item in marks if abs(item.box.width / item.box.height - ratio) < 0.01]
    assert len(shown) >= 1
    assert min(in_mm(box.height) for box in shown) >= 5.5
    names = [story for story in done.laid.stories if story.name == "cover-name"]
    assert any(story.blocks for story in names) == (ratio < WORDMARK)


@pytest.mark.parametrize("kind", ["png", "jpeg"])
@pytest.mark.parametrize(("layout", "edition"), [("trifold-a4", "office"), ("phone", "email")])
def test_a_wide_mark_of_pixels_fits_as_well(clinic: Path, layout: str, edition: str, kind: str) -> None:
    """Many clinics have their mark as a picture only."""
    done = made(with_mark(clinic, 4, kind), layout, edition)

    boxes = [item.box for page in done.pages for item in page.placed if isinstance(item, PlacedPicture)]
    assert boxes
    assert all(box.width / box.height == pytest.approx(4, abs=0.01) for box in boxes)


def test_a_mark_that_stands_for_the_name_says_it_aloud(clinic: Path) -> None:
    """Who listens hears the name where others see it."""
    brand = with_mark(clinic, 4) / "content/brands/riverside/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    old = '"Mark of Riverside Acupuncture: a fine needle at the middle of two rings"'
    assert old in text
    brand.write_text(text.replace(old, '"A needle and a line"'), encoding="utf-8")

    page = made(clinic, "trifold-a4", "html").data.decode()

    assert f'aria-label="{NAME}. A needle and a line"' in page


@pytest.mark.parametrize("ratio", [20, 60, 1 / 20])
def test_a_mark_that_comes_out_as_a_line_is_told_with_its_measures(clinic: Path, ratio: float) -> None:
    """A hair line of a logo is no logo, and no word is to blame."""
    with pytest.raises(BadInput) as caught:
        made(with_mark(clinic, ratio), "trifold-a4", "office")

    assert {fault.code for fault in caught.value.findings} == {"figure-small"}
    assert "logo 'logo-reversed.svg' (" in caught.value.findings[0].message


def test_a_figure_without_height_is_told(clinic: Path) -> None:
    """The template says so, and nothing would be seen."""
    path = clinic / "layouts/trifold-a4/stories.xml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('height="15mm"', 'height="0mm"'), encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        made(clinic, "trifold-a4", "office")

    assert caught.value.findings[0].code == "figure-small"
    assert "0.0 by 0.0 mm" in caught.value.findings[0].message


@pytest.mark.parametrize("name", ["figure_scale", "type_scale"])
@pytest.mark.parametrize("value", ["0", "0.01", "99"])
def test_a_scale_that_leaves_nothing_is_told(clinic: Path, name: str, value: str) -> None:
    """It was a word that is too wide, or a division by nought."""
    path = clinic / "layouts/trifold-a4/layout.yaml"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{name}: {value}\n", encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        made(clinic, "trifold-a4", "office")

    assert [fault.code for fault in caught.value.findings] == ["layout-scale"]
    assert name in caught.value.findings[0].message
