"""Covers and art without the line: bands, pictures, rules, frames and patterns."""

from pathlib import Path

import pytest

from brochure.base.art import Layer
from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedPath, PlacedRectangle
from brochure.base.units import mm
from brochure.content.shelf import Shelf, open_shelf
from brochure.pipeline import make
from tests.body.page import leaflet_of
from tests.body.test_pictures import photograph


def with_head(folder: Path, head: str) -> Shelf:
    """A leaflet with more in its head, and a photograph beside it."""
    leaflet_of(folder, "- text: Come ten minutes early.")
    path = folder / "content" / "blocks" / "en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("body:", f"{head}\nbody:"), encoding="utf-8")
    photograph(folder)
    return open_shelf(folder)


def art_of(made: Made, panel: str) -> list[PlacedPath]:
    """What is drawn on a panel and belongs to no words."""
    return [
        item
        for page in made.pages
        for item in page.placed
        if isinstance(item, PlacedPath) and item.panel == panel and not item.element
    ]


@pytest.mark.parametrize("layout", ["trifold-a4", "halffold-a4"])
@pytest.mark.parametrize("edition", ["office", "press"])
def test_a_band_takes_the_place_of_the_line(layout: str, edition: str, tmp_path: Path) -> None:
    """No words for a drawing are asked for; words are where they are without the line."""
    shelf = with_head(tmp_path, "art_direction: band")
    made = make(Order("blocks", layout=layout, edition=edition), shelf, seen=True)
    (band,) = art_of(made, "cover")

    assert len(band.paths) == 3
    assert not art_of(make(Order("blocks", layout=layout), leaflet_of(tmp_path / "plain", "- text: A.")), "cover")


@pytest.mark.parametrize("layout", ["page-a4", "page-letter", "flyer-a5", "card-dl", "sheet-a4", "poster-a3"])
def test_where_words_have_the_room_of_the_line_the_band_is_one_stripe(layout: str, tmp_path: Path) -> None:
    """It lies under the head, and the words are as high as they are without a line."""
    made = make(Order("blocks", layout=layout), with_head(tmp_path, "art_direction: band"), seen=True)
    heights = [item.box.height for item in made.pages[0].placed if isinstance(item, PlacedRectangle)]

    assert sum(height == pytest.approx(mm(1.6)) for height in heights) == 1


def test_the_picture_of_the_cover_fills_its_place_and_bleeds(tmp_path: Path) -> None:
    """Cropped, never squeezed: both its scales are the same."""
    shelf = with_head(tmp_path, "art_direction: photo\ncover: {file: photo.jpeg}")
    made = make(Order("blocks", layout="trifold-a4", edition="press"), shelf, seen=True)
    (cover,) = art_of(made, "cover")
    (layer,) = cover.pieces
    assert isinstance(layer, Layer)
    matrix = layer.pieces[0].matrix  # type: ignore[union-attr]

    assert cover.box.right == pytest.approx(made.pages[0].width + mm(3))
    assert matrix.a / matrix.d == pytest.approx(1200 / 900)
    assert "Figure" not in {leaf.tag for leaf in made.spoken if "photo" in leaf.alt}


def test_a_layout_without_a_place_for_it_says_so(tmp_path: Path) -> None:
    """The picture is left out, and the words are as ever."""
    shelf = with_head(tmp_path, "art_direction: photo\ncover: {file: photo.jpeg}")
    made = make(Order("blocks", layout="page-a4"), shelf)

    assert any("no place for the picture of the cover" in finding.message for finding in made.findings)


def test_a_layout_without_a_cover_for_a_band_says_so(tmp_path: Path) -> None:
    """The line of a gate fold runs over its wings: there is no strip for stripes."""
    shelf = with_head(tmp_path, "art_direction: band")
    told = {
        layout: [
            finding.message
            for finding in make(Order("blocks", layout=layout), shelf).findings
            if "the band of the cover" in finding.message
        ]
        for layout in ("gatefold-a4", "trifold-a4")
    }

    assert told == {"gatefold-a4": ["layout 'gatefold-a4' has no place for the band of the cover"], "trifold-a4": []}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        ("art_direction: photo", "missing-field"),
        ("cover: {file: photo.jpeg}", "unknown-field"),
        ("art_direction: photo\ncover: {file: none.jpg}", "file-missing"),
        ("art_direction: photo\ncover: {file: photo.jpeg, focus: left}", "bad-form"),
    ],
)
def test_a_picture_and_its_direction_go_together(head: str, code: str, tmp_path: Path) -> None:
    """Neither is looked over in silence."""
    with pytest.raises(BadInput) as caught:
        make(Order("blocks"), with_head(tmp_path, head))

    assert code in {finding.code for finding in caught.value.findings}


ART = """
  - {kind: ground, panel: cover, colour: cover}
  - {kind: rule, colour: line, panel: flap, top: 20mm, weight: 1pt, inset: 8mm}
  - {kind: frame, colour: line, panel: back, weight: 0.8pt, inset: 2mm}
  - {kind: pattern, motif: dots, colour: rule, pitch: 4mm, panel: flap, top: 170mm, height: 30mm}
  - {kind: pattern, motif: lines, colour: rule, pitch: 4mm, panel: inside-1, top: 0mm, height: 14mm}
  - {kind: picture, colour: aside, panel: inside-3, top: 0mm, height: 14mm}
"""


def with_art(folder: Path, art: str) -> Shelf:
    """The tri-fold with other art."""
    shelf = with_head(folder, "")
    own = folder / "layouts" / "trifold-a4" / "layout.yaml"
    own.parent.mkdir(parents=True)
    text = (Path(__file__).parents[2] / "layouts" / "trifold-a4" / "layout.yaml").read_text(encoding="utf-8")
    own.write_text(text.split("\nart:")[0] + "\nart:" + art, encoding="utf-8")
    return shelf


@pytest.mark.parametrize("edition", ["office", "press"])
def test_every_kind_of_art_is_drawn(edition: str, tmp_path: Path) -> None:
    """In light and in ink, seen on the painted pages."""
    made = make(Order("blocks", layout="trifold-a4", edition=edition), with_art(tmp_path, ART), seen=True)
    drawn = {panel: art_of(made, panel) for panel in ("flap", "back", "inside-1")}
    rectangles = [item for page in made.pages for item in page.placed if isinstance(item, PlacedRectangle)]

    assert len(drawn["flap"][0].paths) == 7  # rows of dots
    # A frame is four rules: what stands inside it stands on nothing. The mark beside the name is decoration.
    assert [round(item.box.height) for item in drawn["back"]] == [round(mm(9))]
    assert sum(item.panel == "back" for item in rectangles) == 4
    assert len(drawn["inside-1"]) == 1
    assert any(item.panel == "flap" and item.box.height == pytest.approx(1) for item in rectangles)
    assert any(item.panel == "inside-3" for item in rectangles)


@pytest.mark.parametrize(
    "art",
    [
        "\n  - {kind: pattern, motif: dots, colour: rule, pitch: 1mm, panel: flap}\n",
        "\n  - {kind: frame, colour: line, panel: back, weight: 1pt, top: 6mm}\n",
        "\n  - {kind: rule, colour: line, top: 6mm, weight: 1pt}\n",
    ],
)
def test_art_without_a_place_is_told(art: str, tmp_path: Path) -> None:
    """With its line in the layout."""
    with pytest.raises(BadInput) as caught:
        make(Order("blocks", layout="trifold-a4"), with_art(tmp_path, art))

    assert [finding.code for finding in caught.value.findings] == ["art-place"]
