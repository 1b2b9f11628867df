"""`brochure proof --mock-up`: the clean picture for whoever signs."""

from pathlib import Path

import numpy as np
import numpy.typing as npt
import pikepdf
import pytest
from PIL import Image

from brochure.__main__ import main
from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.content.folding import folding_of
from brochure.content.shelf import Shelf
from brochure.opened.pages import draw_pages
from brochure.pipeline import make
from brochure.press.mock_up import Hung, hang, make_mock_up
from brochure.press.poses import LaidPanel, poses_of
from tests.conftest import Judge

Pixels = npt.NDArray[np.float64]
PPI = 100
SAMPLES = [
    (layout, "en") for layout in ("trifold-a4", "halffold-a4", "zfold-a4", "gatefold-a4", "rollfold-a4", "card-dl")
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def part_of(picture: Image.Image, box: Box, height: float) -> Pixels:
    """A box of a page, away from its edges, 40 by 80 pixels."""
    inner = box.shrink(*(0.06 * box.width,) * 4)
    scale = PPI / 72
    place = (inner.left * scale, (height - inner.top) * scale, inner.right * scale, (height - inner.bottom) * scale)
    small = picture.convert("L").resize((40, 80), Image.Resampling.BOX, box=place)
    return np.asarray(small, dtype=np.float64)


@pytest.mark.parametrize(("layout", "language"), [*SAMPLES, ("trifold-a4", "ar"), ("zfold-a4", "ar")])
def test_each_panel_shows_its_own_artwork(layout: str, language: str, shelf: Shelf) -> None:
    """Rendered by another program: every panel that is seen whole is the one of the finished sheet, and no other."""
    leaflet = "after-treatment" if layout == "card-dl" else "acupuncture-pain"
    made = make(Order(leaflet, language, layout), shelf)
    setting = made.manuscript.layout
    poses = poses_of(setting, folding_of(setting), made.pages, mirrored=language == "ar")
    (drawn,) = draw_pages(make_mock_up(made.manuscript, "Mock-up", poses, made.data, shelf.faces), PPI)
    sides = draw_pages(made.data, PPI)
    high = made.pages[0].height
    own = {panel.name: (at, panel.box) for at, page in enumerate(made.pages) for panel in page.panels}
    finished = {name: part_of(sides[side], box, high) for name, (side, box) in own.items()}

    seen = [(each, panel) for each in hang(poses) for at, panel in enumerate(each.pose.panels) if _on_top(each, at)]
    assert {panel.seen.panel for _, panel in seen} == own.keys()
    for each, panel in seen:
        there = part_of(drawn, each.box_of(panel), drawn.height * 72 / PPI)
        far = {name: float(np.abs(there - other).mean()) for name, other in finished.items()}
        assert min(far, key=lambda name: far[name]) == panel.seen.panel, (each.pose.name, far)
        assert far[panel.seen.panel] < 7


def tags_of(pdf: Path) -> list[tuple[str, str]]:
    """The leaves of the structure tree in their order, with what is said of figures."""
    leaves: list[tuple[str, str]] = []

    def walk(element: pikepdf.Object) -> None:
        kids = element.get("/K", [])
        inner = [
            kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, pikepdf.Dictionary)
        ]
        inner = [kid for kid in inner if "/S" in kid]
        if element.get("/S") in ("/H1", "/P", "/Figure"):
            leaves.append((str(element.S).removeprefix("/"), str(element.get("/Alt", ""))))
            return
        for kid in inner:
            walk(kid)

    with pikepdf.open(pdf) as opened:
        walk(opened.Root.StructTreeRoot)
    return leaves


def _on_top(hung: Hung, at: int) -> bool:
    panels: tuple[LaidPanel, ...] = hung.pose.panels
    return not any(hung.box_of(panels[at]).meets(hung.box_of(over)) for over in panels[at + 1 :])


def test_the_mock_up_is_one_page_with_plain_names(here: Path, judge: Judge) -> None:
    """A picture and a page, the same every time; who does not see it hears what each picture shows."""
    asked = ["proof", "after-treatment", "--layout", "trifold-a4", "--mock-up"]
    assert main(asked) == 0

    png, pdf = sorted(here.glob("build/*.mock-up.*"), key=lambda path: path.suffix, reverse=True)
    assert len(list(here.glob("build/*.p??"))) == 2
    first = png.read_bytes(), pdf.read_bytes()
    said = judge("pdftotext", "-layout", pdf, "-").stdout.decode()
    assert "The finished piece: after-treatment 1.1, en" in said
    assert "A4 letter fold, six panels. Closed: 100 x 210 mm; open: 297 x 210 mm. Shown at 33%." in said
    assert tags_of(pdf) == [
        ("H1", ""), ("P", ""),
        ("P", ""), ("Figure", "Closed: cover"),
        ("P", ""), ("Figure", "First opening: inside-1, flap"),
        ("P", ""), ("Figure", "Open, inside: inside-1, inside-2, inside-3"),
        ("P", ""), ("Figure", "Back: back"),
    ]  # fmt: skip
    assert b"No syntax or stream encoding errors" in judge("qpdf", "--check", pdf).stdout
    with pikepdf.open(pdf) as opened:
        (page,) = opened.pages
        forms = [form for name, form in page.Resources.XObject.items() if name.startswith("/Side")]
        marked = {str(operator) for form in forms for _, operator in pikepdf.parse_content_stream(form)}
        assert len(forms) == 2 and not marked & {"BDC", "BMC", "EMC"}
        assert not [name for form in forms for name in form.Resources.get("/XObject", {})]  # paths and letters only
    assert main(asked) == 0
    assert (png.read_bytes(), pdf.read_bytes()) == first


def test_no_mark_for_the_printer_is_seen(here: Path) -> None:
    """The press edition is cut at its trim: between the pictures the page is white."""
    assert main(["proof", "after-treatment", "--layout", "trifold-a4", "--edition", "press", "--mock-up"]) == 0

    (png,) = here.glob("build/*.press.mock-up.png")
    pixels = np.asarray(Image.open(png).convert("L"))
    assert pixels[:, -200:].min() == 255
    assert pixels[-60:].min() == 255


def test_a_booklet_shows_the_pages_that_face_each_other(here: Path) -> None:
    """From the cover to the back."""
    assert main(["proof", "after-treatment", "--layout", "booklet-a5", "--mock-up"]) == 0

    (pdf,) = here.glob("build/*.mock-up.pdf")
    names = [alt.partition(":")[0] for tag, alt in tags_of(pdf) if tag == "Figure"]
    assert names == ["Closed", "Pages 2 and 3", "Back"]


def test_what_is_not_folded_has_one_size_and_two_sides(here: Path, judge: Judge) -> None:
    """Nobody opens a card."""
    assert main(["proof", "after-treatment", "--layout", "card-dl", "--mock-up"]) == 0

    (pdf,) = here.glob("build/*.mock-up.pdf")
    assert "DL card, two sides. 99 x 210 mm. Shown at 7" in judge("pdftotext", "-layout", pdf, "-").stdout.decode()
    assert [alt for tag, alt in tags_of(pdf) if tag == "Figure"] == ["Front: front", "Back: reverse"]


@pytest.mark.parametrize("other", ["--grey", "--fold-test"])
def test_a_mock_up_is_asked_for_alone(other: str, here: Path) -> None:
    """Each is another picture: nobody gets one and thinks it was the other."""
    assert main(["proof", "after-treatment", "--mock-up", other]) == 2

    assert not list(here.glob("build/*"))
