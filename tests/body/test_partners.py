"""Marks of partners: one row above the imprint, none heavier than another, in every edition."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedPath
from brochure.base.story import Figure, leaves
from brochure.content.shelf import open_shelf
from brochure.pipeline import make, make_all

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {}"><path d="M0 0 h{} v40 h-{} z" fill="#005eb8"/></svg>'
WIDE, ROUND = (SVG.format(f"{wide} 40", wide, wide) for wide in (120, 40))
PARTNERS = """partners:
  - {file: wide.svg, alt: Mark of the health service}
  - {file: round.svg, alt: Mark of the regulator}
"""


@pytest.fixture
def partnered(clinic: Path) -> Path:
    """A clinic with two partners."""
    brand = clinic / "content/brands/riverside"
    (brand / "wide.svg").write_text(WIDE, encoding="utf-8")
    (brand / "round.svg").write_text(ROUND, encoding="utf-8")
    path = brand / "brand.yaml"
    path.write_text(path.read_text(encoding="utf-8") + PARTNERS, encoding="utf-8")
    return clinic


@pytest.mark.parametrize("layout", ["trifold-a4", "zfold-a4", "halffold-a4", "sheet-a4"])
def test_marks_of_one_area_stand_in_one_row(partnered: Path, layout: str) -> None:
    """A wide mark as high as a round one would outweigh it."""
    made = make(Order("your-visit", layout=layout), open_shelf(partnered), seen=True)
    numbers = {leaf.number for leaf in _partners(made)}
    boxes = [i.box for page in made.pages for i in page.placed if isinstance(i, PlacedPath) and i.element in numbers]

    assert len(boxes) == 2
    assert boxes[0].width * boxes[0].height == pytest.approx(boxes[1].width * boxes[1].height, rel=0.01)
    assert boxes[0].bottom + boxes[0].top == pytest.approx(boxes[1].bottom + boxes[1].top)
    assert boxes[0].right < boxes[1].left


def test_every_edition_says_them(partnered: Path) -> None:
    """By their alternative texts, in the same place."""
    orders = [Order("your-visit", edition=edition) for edition in ("office", "email", "large-print", "html", "text")]
    (together,) = make_all(orders, open_shelf(partnered), seen=True)

    assert len(together.made) == 5
    for made in together.made:
        assert [leaf.alt for leaf in made.spoken if leaf.alt.startswith("Mark of the ")] == [
            "Mark of the health service",
            "Mark of the regulator",
        ]


def test_a_mark_that_is_not_there_is_told(partnered: Path) -> None:
    """At its line of the brand."""
    (partnered / "content/brands/riverside/round.svg").unlink()
    with pytest.raises(BadInput) as caught:
        make(Order("your-visit"), open_shelf(partnered))

    (fault,) = caught.value.findings
    assert fault.code == "file-missing"
    assert fault.origin is not None
    assert "round.svg" in fault.origin.excerpt


def _partners(made: Made) -> list[Figure]:
    every = [leaf for story in made.stories for leaf in leaves(story.blocks)]
    return [leaf for leaf in every if isinstance(leaf, Figure) and leaf.kind == "partner"]
