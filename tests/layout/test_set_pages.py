"""Pages of a layout whose frames have no room, and of figures that have nothing to show."""

from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.story import Figure, Run, Story, Words
from brochure.content.shelf import Shelf, open_shelf
from brochure.layout import set_pages
from brochure.pipeline import make
from tests.conftest import Told
from tests.samples import HERE


@pytest.mark.parametrize("change", ["left: 50mm, right: 60mm", "left: 2mm, right: 10mm"])
def test_a_frame_stands_in_the_safe_area_and_has_room(clinic: Path, change: str, told: Told) -> None:
    """Words on a fold crack, and a frame of no width holds none."""
    path = clinic / "layouts/trifold-a4/layout.yaml"
    text = path.read_text(encoding="utf-8")
    old = "{name: inside-1, panel: inside-1, left: 10mm, right: 10mm"
    assert old in text
    path.write_text(text.replace(old, f"{{name: inside-1, panel: inside-1, {change}"), encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain"), open_shelf(clinic))

    assert {each.code for each in caught.value.findings} == {"frame-outside"}
    told(caught.value.findings)


def test_a_figure_without_a_picture_is_told(manuscript: Manuscript, shelf: Shelf, told: Told) -> None:
    """A template that does not ask whether there is a photo."""
    photo = Figure(1, "photo", "A room", HERE, height=50.0)
    bare = replace(manuscript, artwork=manuscript.artwork._replace(photo=None))

    with pytest.raises(BadInput) as caught:
        set_pages((Story("inside", (photo, Words(2, "P", "body", (Run("A room."),), HERE))),), bare, shelf.faces)

    assert {each.code for each in caught.value.findings} == {"empty-figure"}
    told(caught.value.findings)
