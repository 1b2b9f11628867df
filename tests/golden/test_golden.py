"""Goldens: the pages of the samples as text, so that a change of setting shows as a difference of lines.

`pytest --update-golden` writes them anew; look at the difference, then commit.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.units import in_mm
from brochure.content.read import read
from brochure.content.shelf import Shelf
from tests.conftest import SAMPLES
from tests.samples import set_sample

FOLDER = Path(__file__).parent


def dump(pages: tuple[Page, ...]) -> Iterator[str]:
    """One line for each placed item: where it stands in millimetres from the top left, and what it is."""
    for page in pages:
        yield f"== {page.name} {in_mm(page.width):.1f} x {in_mm(page.height):.1f} mm"
        for item in page.placed:
            match item:
                case PlacedLine():
                    at = f"{in_mm(item.x):7.2f} {in_mm(page.height - item.baseline):7.2f}"
                    yield f"{at} {item.panel:9} {item.size:5.2f} pt {item.colour.name:6} {item.line.text}"
                case PlacedRectangle() | PlacedPath() | PlacedPicture():
                    box = item.box
                    at = f"{in_mm(box.left):7.2f} {in_mm(page.height - box.top):7.2f}"
                    kind = type(item).__name__.removeprefix("Placed").lower()
                    yield f"{at} {item.panel:9} {kind} {in_mm(box.width):.2f} x {in_mm(box.height):.2f} mm"


@pytest.mark.parametrize(("leaflet", "layout"), SAMPLES)
def test_pages_are_set_as_they_were(leaflet: str, layout: str, shelf: Shelf, request: pytest.FixtureRequest) -> None:
    """Nothing moves on paper without somebody meaning it."""
    manuscript = read(Order(leaflet, layout=layout), shelf).manuscript
    _, done = set_sample(manuscript, shelf)
    found = "\n".join(line.rstrip() for line in dump(done.pages)) + "\n"
    golden = FOLDER / f"{leaflet}.{layout}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(found, encoding="utf-8")

    assert found == golden.read_text(encoding="utf-8")
