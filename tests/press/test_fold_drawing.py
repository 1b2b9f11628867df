"""The drawing of the folds on the job ticket."""

import json
from io import BytesIO
from itertools import accumulate
from pathlib import Path

import pikepdf
import pytest

from brochure.__main__ import main
from brochure.base.art import paths_of
from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.base.units import in_mm
from brochure.base.wishes import PackWish
from brochure.content.folding import folding_of
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.press.fold_drawing import FoldPlan, draw_folds
from brochure.press.ticket import plan_of, rows_of, ticket_of
from brochure.press.ticket_page import make_ticket
from brochure.proof.written import spoken_by

FOLDED = ["trifold-a4", "trifold-letter", "halffold-a4", "zfold-a4", "gatefold-a4", "rollfold-a4"]
ROOM = Box(60, 60, 535, 350)


def plan(layout: str, shelf: Shelf, language: str = "en") -> FoldPlan:
    manuscript = read(Order("acupuncture-pain", language, layout, paper=170), shelf).manuscript
    found = plan_of(manuscript, folding_of(manuscript.layout, 170))
    assert found is not None
    return found


def folds(found: FoldPlan) -> list[tuple[str, float]]:
    return [(fold.bend, round(in_mm(fold.at), 2)) for fold in found.folds]


@pytest.mark.parametrize(
    ("layout", "english", "arabic"),
    [
        ("trifold-a4", [("valley", 200), ("valley", 100)], [("valley", 97), ("valley", 197)]),
        ("halffold-a4", [("valley", 148.5)], [("valley", 148.5)]),
        ("zfold-a4", [("mountain", 198), ("valley", 99)], [("mountain", 99), ("valley", 198)]),
        ("gatefold-a4", [("valley", 73.5), ("valley", 223.5)], [("valley", 223.5), ("valley", 73.5)]),
        ("rollfold-a4", [("valley", 226.5), ("valley", 153), ("valley", 76.5)],
         [("valley", 70.5), ("valley", 144), ("valley", 220.5)]),
    ],
)  # fmt: skip
def test_folds_are_told_in_the_order_in_which_they_are_made(
    layout: str, english: list[tuple[str, float]], arabic: list[tuple[str, float]], shelf: Shelf
) -> None:
    """Seen on the inside, from its left edge; from right to left the other way round."""
    assert folds(plan(layout, shelf)) == english
    assert folds(plan(layout, shelf, "ar")) == arabic


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", FOLDED)
def test_the_drawing_has_the_widths_and_names_of_the_layouts_inside(layout: str, language: str, shelf: Shelf) -> None:
    """They make the whole sheet, and every fold lies between two panels."""
    found = plan(layout, shelf, language)
    inside = read(Order("acupuncture-pain", language, layout, paper=170), shelf).manuscript.layout.sides[1]

    assert found.names == tuple(panel.name.text for panel in inside.panels)
    assert found.widths == pytest.approx([panel.width.points for panel in inside.panels if panel.width])
    assert sum(found.widths) == pytest.approx(found.width)
    assert sorted(fold.at for fold in found.folds) == pytest.approx(list(accumulate(found.widths))[:-1])


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("layout", FOLDED)
def test_the_folded_paper_is_one_line_without_a_break(layout: str, language: str, shelf: Shelf) -> None:
    """From the foot: every panel goes on into the next at the end where they share a fold."""
    by_panel = {line.lying.panel: line for line in plan(layout, shelf, language).edge}

    for panel in range(1, len(by_panel)):
        one, other = by_panel[panel - 1], by_panel[panel]
        ends = (one.right, other.right) if one.goes_on_right else (one.left, other.left)
        assert ends[0] == pytest.approx(ends[1])
        assert one.goes_on_right != other.goes_on_right and one.layer != other.layer


@pytest.mark.parametrize(("language", "right"), [("en", [False, True]), ("ar", [True, False])])
def test_panels_of_one_width_bend_at_the_right_end(language: str, right: list[bool], shelf: Shelf) -> None:
    """A Z is a Z and no E: its two folds lie at opposite ends, the cover's at the side of the spine."""
    edge = sorted(plan("zfold-a4", shelf, language).edge, key=lambda line: line.lying.panel)

    assert [line.goes_on_right for line in edge[:2]] == right
    assert [line.layer for line in edge] == [2, 1, 0]


def test_the_wings_of_a_gate_share_a_layer(shelf: Shelf) -> None:
    """They lie beside each other."""
    found = plan("gatefold-a4", shelf)

    assert [line.layer for line in sorted(found.edge, key=lambda line: line.lying.panel)] == [1, 0, 1]
    assert (found.front, found.back) == ("front-left, front-right", "back")


@pytest.mark.parametrize("layout", FOLDED)
def test_the_drawing_stays_in_its_room_and_signs_its_folds(layout: str, shelf: Shelf) -> None:
    """A valley is dashed, a mountain is dashed and dotted."""
    found = plan(layout, shelf)
    drawn, *words = draw_folds(found, ROOM, shelf.faces.family("Source Sans 3", "regular"))

    dashes = [len(piece.dash) for piece in paths_of(drawn.pieces) if piece.dash]
    assert dashes == [2 if fold.bend == "valley" else 4 for fold in found.folds]
    assert all(ROOM.holds(each.box) for each in words)
    numbers = [step.numbers for piece in paths_of(drawn.pieces) for step in piece.path if step.kind in ("m", "l", "c")]
    assert all(ROOM.holds(Box(*pair, *pair)) for each in numbers for pair in zip(each[::2], each[1::2], strict=True))


def test_folds_of_an_arabic_piece_are_counted_as_its_panels_lie(shelf: Shelf) -> None:
    """On the first side its cover lies at the left, and the narrow flap at the right."""
    manuscript = read(Order("acupuncture-pain", "ar", "trifold-a4", paper=170), shelf).manuscript
    ticket = ticket_of(manuscript, folding_of(manuscript.layout, 170), PackWish(), {})

    assert ticket["fold"]["panels_mm"]["outside"] == [100, 100, 97]
    assert ticket["fold"]["folds_mm"] == [100, 200]
    assert ticket["fold"]["in_order"] == [
        {"bend": "valley", "inside_mm": 97}, {"bend": "valley", "inside_mm": 197},
    ]  # fmt: skip


def test_what_is_not_folded_has_no_drawing(shelf: Shelf) -> None:
    """Nor a row."""
    manuscript = read(Order("acupuncture-pain", layout="page-a4", edition="press"), shelf).manuscript
    folding = folding_of(manuscript.layout)

    assert plan_of(manuscript, folding) is None
    assert "Folds in order" not in dict(rows_of(ticket_of(manuscript, folding, PackWish(), {})))


def test_the_pack_draws_its_folds_and_says_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the page as words and as a figure, in the data as numbers."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    assert main(["pack", "press", "after-treatment", "--allow-draft", "--paper", "170"]) == 0

    (folder,) = tmp_path.glob("build/*.press")
    *rows, figure = spoken_by((folder / f"{folder.name}.ticket.pdf").read_bytes())
    said = [row.text for row in rows]
    assert "Folds in order: 1 valley at 200 mm, 2 valley at 100 mm, from the left with the inside up" in said
    assert {"Fold: letter", "Panels, outside: 97 | 100 | 100 mm", "SHA256SUMS: checksums of all files"} <= set(said)
    assert figure.tag == "Figure"
    assert figure.alt == (
        "Drawing of the folds. The sheet lies with its inside up. Panels from the left: inside-1 100 mm, inside-2 "
        "100 mm, inside-3 97 mm. fold 1, a valley, 200 mm from the left; fold 2, a valley, 100 mm from the left. "
        "Folded, cover is in front and back behind."
    )
    ticket = json.loads((folder / f"{folder.name}.ticket.json").read_text(encoding="utf-8"))
    assert [each["inside_mm"] for each in ticket["fold"]["in_order"]] == [200, 100]


def test_a_ticket_with_much_to_say_draws_its_folds_on_one_more_page(shelf: Shelf) -> None:
    """And none is drawn over the words or off the paper."""
    manuscript = read(Order("acupuncture-pain", layout="rollfold-a4", edition="press"), shelf).manuscript
    folding = folding_of(manuscript.layout)
    rows = rows_of(ticket_of(manuscript, folding, PackWish(stock="silk, coated on both sides " * 55), {}))
    files = [(f"file-{at}", "something to look at") for at in range(10)]

    data = make_ticket(manuscript, [*rows, *files], shelf.faces, plan_of(manuscript, folding))

    with pikepdf.open(BytesIO(data)) as opened:
        assert len(opened.pages) == 2
    assert spoken_by(data)[-1].alt.startswith("Drawing of the folds.")
