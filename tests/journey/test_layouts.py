"""One content in every shape: folded, flat, small and large."""

import io
import shutil
from pathlib import Path

import pikepdf
import pytest

from brochure.base.findings import BadInput, Severity
from brochure.base.folds import FOLDS
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath
from brochure.base.story import Note, leaves
from brochure.base.units import in_mm, mm
from brochure.content.folding import folding_of
from brochure.content.orders import languages_of
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.pipeline import make
from tests.conftest import ROOT
from tests.earlier import with_short_note
from tests.samples import SHEETS, TOO_LONG, set_sample


def declared(layout: str) -> str:
    """The words of a layout's file."""
    return (ROOT / "layouts" / layout / "layout.yaml").read_text(encoding="utf-8")


def cases(shelf: Shelf) -> list[tuple[str, str, str]]:
    """Every leaflet, language and sheet."""
    return [
        (leaflet, language, layout)
        for layout in SHEETS
        for leaflet in shelf.leaflets
        for language in languages_of(leaflet, shelf)
    ]


@pytest.fixture(scope="module")
def made(shelf: Shelf) -> dict[tuple[str, str, str], Made]:
    """Whatever fits its shape, proved."""
    return {case: make(Order(*case), shelf) for case in cases(shelf) if case not in TOO_LONG}


def test_every_leaflet_stands_in_every_shape_or_is_known_to_be_too_long(
    made: dict[tuple[str, str, str], Made], shelf: Shelf
) -> None:
    """The duties of the long leaflet have no room in shapes that advertise; they hold the two shorter ones."""
    sheets = {name for name in shelf.names("layouts") if "shape: pages" not in declared(name)}
    assert {*SHEETS, "appointment-card"} == sheets  # the card takes lines to fill in, and no leaflet
    assert {name for name, _, _ in TOO_LONG} == {"acupuncture-pain"}
    for layout in SHEETS:
        assert {name for name, _, shape in made if shape == layout} >= {"after-treatment", "your-visit"}
    folded = {layout for layout in SHEETS if "fold" in layout}
    assert {(language, layout) for _, language, layout in made} >= {
        (each, f) for each in ("en", "zh-Hans") for f in folded
    }


@pytest.mark.parametrize("case", sorted(TOO_LONG))
def test_what_is_too_long_is_refused_and_told_by_how_much(case: tuple[str, str, str], shelf: Shelf) -> None:
    """A card that drops a sentence is worse than no card."""
    with pytest.raises(BadInput) as caught:
        make(Order(*case), shelf)

    over = [finding for finding in caught.value.findings if finding.code == "overset-text"]
    assert over
    assert all("letters" in finding.message and finding.origin is not None for finding in over)


def test_short_texts_stand_only_where_the_long_ones_do_not_fit(made: dict[tuple[str, str, str], Made]) -> None:
    """And the reader's clinic is told."""
    for (leaflet, _, layout), each in made.items():
        told = [finding for finding in each.findings if finding.code == "short-texts"]
        assert bool(told) == bool(each.shortened)
        if layout.startswith("trifold") or layout == "rollfold-a4":
            assert not each.shortened
        if layout in ("card-dl", "flyer-a5") and leaflet != "your-visit":
            assert each.shortened


def test_the_safety_note_is_never_shortened(shelf: Shelf) -> None:
    """It has no short text, in any shape."""
    leaflet = read(Order("acupuncture-pain"), shelf).manuscript.leaflet
    short = leaflet.shortened()

    assert short.safety is leaflet.safety
    assert len(leaflet.short_texts) == 10
    assert [point.text[0].text for point in short.points] == [p.short.text for p in leaflet.points if p.short]


FOLDED = tuple(name for name in SHEETS if "fold" in name)


@pytest.mark.parametrize("layout", FOLDED)
def test_words_keep_clear_of_every_fold(layout: str, shelf: Shelf) -> None:
    """3 mm at the least, 5 mm as a rule."""
    manuscript = read(Order("after-treatment", "en", layout), shelf).manuscript
    _, done = set_sample(manuscript, shelf)
    folding = folding_of(manuscript.layout)
    for page, folds in zip(done.pages, (folding.folds_outside, folding.folds_inside), strict=False):
        lines = [item for item in page.placed if isinstance(item, PlacedLine)]
        for fold in folds:
            for line in lines:
                clear = max(line.ink.left - fold, fold - line.ink.right)
                assert in_mm(clear) >= 4.9, line.line.text


@pytest.mark.parametrize("layout", SHEETS)
def test_panels_lie_where_the_paper_folds(layout: str, shelf: Shelf) -> None:
    """Both sides of the sheet, within 0.01 mm."""
    layouts = read(Order("after-treatment", "en", layout), shelf).manuscript.layout
    folding = folding_of(layouts)
    panels = layouts.panels(margin=0)
    for side, folds in zip(layouts.sides, (folding.folds_outside, folding.folds_inside), strict=False):
        edges = [panels[panel.name.text][1].box.left for panel in side.panels][1:]
        assert edges == pytest.approx(list(folds), abs=mm(0.01))


def test_heavier_paper_moves_the_folds(shelf: Shelf) -> None:
    """The same layout on 170 g/m2 has a narrower flap than on 90."""
    widths = []
    for paper in (90, 170):
        layout = read(Order("after-treatment", layout="trifold-a4", paper=paper), shelf).manuscript.layout
        widths.append(in_mm(layout.panels(margin=0)["flap"][1].box.width))

    assert widths == [pytest.approx(98.0), pytest.approx(97.0)]


def test_paper_that_does_not_fold_is_a_finding(shelf: Shelf) -> None:
    """Nothing is set on it."""
    with pytest.raises(BadInput, match="fold-paper"):
        read(Order("after-treatment", paper=20), shelf)


def test_every_fold_of_a_layout_is_one_that_paper_can_make(shelf: Shelf) -> None:
    """And each fold that the program knows has a layout."""
    used = {read(Order("after-treatment", "en", name), shelf).manuscript.layout.fold for name in SHEETS}

    assert used == set(FOLDS)


def test_a_line_across_a_gate_meets_where_its_wings_meet(shelf: Shelf) -> None:
    """The left wing's end of the line is the right wing's beginning."""
    manuscript = read(Order("after-treatment", layout="gatefold-a4", edition="office"), shelf).manuscript
    stories = write(manuscript)
    outside: Page = set_pages(stories, manuscript, shelf.faces).pages[0]
    panels = {panel.name: panel.box for panel in outside.panels}
    drawn: dict[str, PlacedPath] = {}
    for item in outside.placed:
        if isinstance(item, PlacedPath) and item.clip is not None:
            drawn.setdefault(item.panel, item)
    shift = panels["front-right"].left - panels["front-left"].left - panels["front-left"].width
    (left, *_), (right, *_) = (drawn[name].paths for name in ("front-left", "front-right"))
    assert left.path[0].numbers[0] + shift == pytest.approx(right.path[0].numbers[0], abs=0.01)
    notes = [block for story in stories for block in story.blocks if isinstance(block, Note)]
    assert len(list(leaves((notes[0],)))) == 6


@pytest.mark.parametrize(
    ("layout", "said"),
    [
        ("trifold-a4", "/DuplexFlipShortEdge"),
        ("halffold-a4", "/DuplexFlipShortEdge"),
        ("flyer-a5", "/DuplexFlipLongEdge"),
        ("card-dl", "/DuplexFlipLongEdge"),
        ("page-a4", "/Simplex"),
        ("poster-a3", "/Simplex"),
    ],
)
def test_the_printer_is_asked_for_what_the_shape_needs(
    layout: str, said: str, made: dict[tuple[str, str, str], Made]
) -> None:
    """Both sides upright, and no scaling."""
    with pikepdf.open(io.BytesIO(made["after-treatment", "en", layout].data)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == said
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_large_print_asks_for_no_scaling(shelf: Shelf) -> None:
    """18 pt on a page that a driver shrinks are 15."""
    with pikepdf.open(io.BytesIO(make(Order("after-treatment", edition="large-print"), shelf).data)) as pdf:
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


@pytest.mark.parametrize("edition", ["office", "press", "email"])
def test_a_stamp_that_comes_later_finds_a_page_as_new(edition: str, shelf: Shelf) -> None:
    """What is drawn stands between q and Q, and leaves neither a place nor an overprint behind."""
    with pikepdf.open(io.BytesIO(make(Order("after-treatment", edition=edition), shelf).data)) as pdf:
        for page in pdf.pages:
            operators = [str(operator) for _, operator in pikepdf.parse_content_stream(page)]
            assert (operators[0], operators[-1]) == ("q", "Q")
            assert operators.count("q") == operators.count("Q")


def test_one_line_too_many_takes_one_short_text(shelf: Shelf, tmp_path: Path) -> None:
    """And each that stands is a warning at its own line; a layout that is made for short texts takes all of them."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "acupuncture-pain" / "en.yaml"
    text = with_short_note((ROOT / "tests" / "earlier" / "en.yaml").read_text(encoding="utf-8"))
    more = "Read about this. " * 55
    file.write_text(text.replace("clear substances\n", f"clear substances. {more}\n", 1), encoding="utf-8")
    grown = open_shelf(tmp_path)

    made = make(Order("acupuncture-pain"), grown)

    told = [finding for finding in made.findings if finding.code == "short-texts"]
    assert made.shortened == len(told) == 1
    assert told[0].severity is Severity.WARNING
    assert told[0].origin is not None
    assert (
        "Blood flow near the needle can rise" in file.read_text(encoding="utf-8").split("\n")[told[0].origin.line - 1]
    )
    assert make(Order("acupuncture-pain", layout="page-a4"), grown).shortened == 9
