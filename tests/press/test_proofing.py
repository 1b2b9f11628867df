"""`brochure proof` and `brochure impose`, as they are typed."""

import io
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image

from brochure.__main__ import main
from brochure.base.units import in_mm, mm
from brochure.proof.written import spoken_by
from tests.conftest import Judge

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_folded_proof_shows_the_cover_first(here: Path) -> None:
    """A picture and a page, the same every time."""
    assert main(["proof", "after-treatment", "--layout", "trifold-a4"]) == 0

    png, pdf = sorted(here.glob("build/*.proof.*"), key=lambda path: path.suffix, reverse=True)
    first = png.read_bytes(), pdf.read_bytes()
    picture = Image.open(png).convert("RGB")
    red, green, blue = picture.getpixel((70, 140))  # type: ignore[misc]
    assert blue > red and blue > green  # the second brand's cover is night blue
    with pikepdf.open(pdf) as opened:
        assert len(opened.pages) == 1
        assert (str(opened.Root.Lang), bool(opened.Root.MarkInfo.Marked)) == ("en", True)
    heading, *moments, shown = spoken_by(pdf.read_bytes())
    assert (heading.tag, heading.text) == ("H1", "after-treatment, en: A4 letter fold, six panels")
    assert moments[0].text == "1  closed: the front: 1 cover"
    assert shown.tag == "Figure" and shown.alt.endswith("turned over: the back: 6 back")
    assert main(["proof", "after-treatment", "--layout", "trifold-a4"]) == 0
    assert (png.read_bytes(), pdf.read_bytes()) == first


def test_a_grey_proof_has_no_colour(here: Path) -> None:
    """What the office printer makes of it."""
    assert main(["proof", "after-treatment", "--layout", "halffold-a4", "--grey"]) == 0

    (png,) = here.glob("build/*.png")
    pixels = np.asarray(Image.open(png).convert("RGB")).astype(int)
    assert np.abs(pixels[..., 0] - pixels[..., 2]).max() == 0


def test_pages_are_not_folded(here: Path, capsys: Printed) -> None:
    """The phone edition has nothing to show here."""
    assert main(["proof", "after-treatment", "--edition", "email"]) == 1

    assert "which nobody folds" in capsys.readouterr().out
    assert list(here.glob("build/*.png")) == []


@pytest.mark.parametrize("layout", ["trifold-a4", "gatefold-a4", "rollfold-a4"])
def test_lines_of_the_fold_test_lie_on_each_other(layout: str, here: Path) -> None:
    """Rendered: the dashes of the back, mirrored, cover those of the front."""
    assert main(["proof", "after-treatment", "--layout", layout, "--fold-test"]) == 0

    document = pypdfium2.PdfDocument(here / "build" / f"{layout}.fold-test.pdf")
    front, back = (np.asarray(page.render(scale=2).to_pil().convert("L")) for page in document)
    document.close()
    middle = slice(int(front.shape[0] * 0.55), int(front.shape[0] * 0.72))  # between two scales
    dark = [sorted(set(np.where(side[middle].min(axis=0) < 128)[0].tolist())) for side in (front, back)]
    mirrored = sorted(front.shape[1] - 1 - place for place in dark[1])
    assert dark[0]
    assert all(min(abs(place - other) for other in mirrored) <= 1 for place in dark[0])


def test_two_a5_lie_on_an_a4_with_their_backs_behind_them(here: Path, judge: Judge) -> None:
    """Counted and repeat; 296 of 297 mm, in the middle."""
    assert main(["build", "after-treatment", "--layout", "flyer-a5"]) == 0
    flyer = here / "build/after-treatment.en.flyer-a5.office.pdf"

    assert main(["impose", str(flyer), "--repeat", "--no-marks", "--allow-draft"]) == 0

    imposed = here / "build/after-treatment.en.flyer-a5.office.imposed.pdf"
    assert b"No syntax or stream encoding errors" in judge("qpdf", "--check", imposed).stdout
    with pikepdf.open(imposed) as pdf:
        assert [[round(in_mm(float(n))) for n in page.mediabox] for page in pdf.pages] == [[0, 0, 297, 210]] * 2
        forms = [key for page in pdf.pages for key in page.Resources.XObject]
        assert forms == ["/P0", "/P1"]
    said = judge("pdftotext", "-layout", imposed, "-").stdout.decode()
    assert said.count("After your treatment") == 2
    pages = [np.asarray(page.render(scale=1).to_pil().convert("L")) for page in pypdfium2.PdfDocument(imposed)]
    single = [np.asarray(page.render(scale=1).to_pil().convert("L")) for page in pypdfium2.PdfDocument(flyer)]
    for both, one in zip(pages, single, strict=True):
        left = round(mm(0.5))
        shown = both[: one.shape[0], left : left + one.shape[1]]
        assert np.abs(shown.astype(int) - one[: shown.shape[0]].astype(int)).mean() < 6


def test_bleeds_reach_into_half_the_gutter(here: Path) -> None:
    """Four on SRA3 with 6 mm between them; marks begin beyond the bleed, in registration colour."""
    assert main(["build", "after-treatment", "--layout", "flyer-a5", "--edition", "press"]) == 0
    flyer = here / "build/after-treatment.en.flyer-a5.press.pdf"

    asked = ["impose", str(flyer), "--sheet", "sra3", "--gutter", "6mm", "--repeat", "--out", "four.pdf"]
    assert main([*asked, "--allow-draft"]) == 0

    with pikepdf.open("four.pdf") as pdf:
        page = pdf.pages[0]
        content = page.Contents.read_bytes()
        assert content.count(b" Do") == 4
        box = [float(n) for n in page.Resources.XObject["/P0"].BBox]
        assert [in_mm(box[2] - box[0]), in_mm(box[3] - box[1])] == pytest.approx([154, 216], abs=0.01)
        assert str(page.Resources.ColorSpace["/All"][1]) == "/All"
        assert pdf.Root.OutputIntents[0].S == "/GTS_PDFX"
        assert b"PDF/X" not in io.BytesIO(pdf.Root.get("/Metadata", pikepdf.Stream(pdf, b"")).read_bytes()).read()


def test_pages_follow_one_another_with_their_backs(here: Path) -> None:
    """Two up from four pages: 1 and 3 in front, 2 and 4 behind them, mirrored."""
    pdf = pikepdf.new()
    for at in range(4):
        pdf.add_blank_page(page_size=(200 + at / 100, 300))
    pdf.save("four-pages.pdf")

    assert main(["impose", "four-pages.pdf", "--sheet", "a4", "--up", "2x1", "--no-marks"]) == 0

    with pikepdf.open("four-pages.imposed.pdf") as imposed:
        shown = [
            [str(operands[-1]) for operands, operator in pikepdf.parse_content_stream(page) if str(operator) == "Do"]
            for page in imposed.pages
        ]
        places = []
        for page in imposed.pages:
            moves = [o for o, op in pikepdf.parse_content_stream(page) if str(op) == "cm"]
            places.append([float(o[4]) for o in moves])
    assert shown == [["/P0", "/P2"], ["/P1", "/P3"]]
    assert places[0] == sorted(places[0])
    assert places[1] == sorted(places[1], reverse=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sheet", "a9"], "no sheet 'a9'"),
        (["--up", "many"], "no number of pages"),
        (["--gutter", "six"], "no length"),
        (["--up", "3x3"], "do not fit 3 by 3"),
    ],
)
def test_what_cannot_be_imposed_is_told(arguments: list[str], said: str, here: Path, capsys: Printed) -> None:
    """And nothing is written."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(420, 595))
    pdf.save("a5.pdf")

    assert main(["impose", "a5.pdf", *arguments]) == 1

    assert said in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == ["a5.pdf", "content"]


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"a page", None])
def test_what_is_no_pdf_is_told(data: bytes | None, here: Path, capsys: Printed) -> None:
    """Damaged, empty, missing."""
    if data is not None:
        (here / "x.pdf").write_bytes(data)

    assert main(["impose", "x.pdf"]) == 1

    assert "error[" in capsys.readouterr().out
    assert not (here / "x.imposed.pdf").exists()


@pytest.mark.parametrize("edition", ["text", "html"])
def test_what_finds_its_own_lines_has_no_folded_proof(edition: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                      capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """It is told, and is no fault of the program."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)

    assert main(["proof", "after-treatment", "--edition", edition]) == 1
    assert "layout-edition" in capsys.readouterr().out
