"""`brochure merge --print-file`, as it is typed: one file for the press, a record for each row, nothing lost."""

import io
import os
import re
from pathlib import Path

import pikepdf
import pytest
from PIL import Image, ImageChops

from brochure.__main__ import main
from brochure.copies import print_run
from brochure.copies.print_file import PrintFile
from tests.conftest import Judge
from tests.copies.test_merging import HEAD, MARKER, listed

Printed = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def merge(*more: str) -> int:
    return main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", *more])


def printed(here: Path) -> Path:
    return here / "build/your-visit.print.pdf"


def page(judge: Judge, path: Path, number: int) -> Image.Image:
    made = judge("pdftoppm", "-r", "60", "-f", str(number), "-l", str(number), path)
    return Image.open(io.BytesIO(made.stdout))


def test_each_record_shows_what_the_copy_of_its_row_shows(here: Path, judge: Judge) -> None:
    """Pixel for pixel on both sides, with and without the first visit; and qpdf finds nothing."""
    listed(3, "9,Łukasz Żółć,2026-12-09,14:30,Dr Nguyễn,12 Mill Lane,no\n")

    assert merge("--print-file", "--layout", "trifold-a4") == 0
    assert merge("--edition", "press", "--layout", "trifold-a4") == 0

    assert b"No syntax or stream encoding errors" in judge("qpdf", "--check", printed(here)).stdout
    copies = sorted((here / "build/your-visit.run").glob("0*.pdf"))
    for at, copy in enumerate(copies):
        for side in (1, 2):
            shown, wanted = page(judge, printed(here), 2 * at + side), page(judge, copy, side)
            assert ImageChops.difference(shown, wanted).getbbox() is None, (at, side)
        told = judge("pdftotext", "-f", str(2 * at + 2), "-l", str(2 * at + 2), printed(here), "-").stdout.decode()
        assert "Dear " in told
    assert "Łukasz Żółć" in told and "14:30" in told


def test_what_is_shared_stands_in_it_once(here: Path) -> None:
    """Faces, profile and the art of a side; a record more costs a few hundred bytes."""
    listed(20)
    assert merge("--print-file", "--layout", "trifold-a4") == 0
    few = printed(here).stat().st_size
    with pikepdf.open(printed(here)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/FontFile2")]
        forms = [each for each in pdf.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
        names = [str(font.FontName) for font in fonts]
        assert len(names) == len(set(names)) == 3
        assert len(forms) == 4  # two sides, with the first visit and without
        assert len(pdf.Root.OutputIntents) == 1
    listed(220)

    assert merge("--print-file", "--layout", "trifold-a4") == 0

    assert (printed(here).stat().st_size - few) / 200 < 550


def test_records_are_parts_labels_and_bookmarks(here: Path) -> None:
    """A press counts and picks by parts, people by labels and bookmarks; all name the row, and nobody."""
    listed(101)

    assert merge("--print-file", "--layout", "trifold-a4") == 0

    with pikepdf.open(printed(here)) as pdf:
        assert len(pdf.pages) == 202
        assert [page.label for page in (pdf.pages[0], pdf.pages[1], pdf.pages[201])] == [
            "Row 2, page 1", "Row 2, page 2", "Row 102, page 2",
        ]  # fmt: skip
        root = pdf.Root.DPartRoot
        assert root.RecordLevel == 1 and list(root.NodeNameList) == ["/Run", "/Record"]
        leaves = [leaf for array in root.DPartRootNode.DParts for leaf in array]
        assert len(leaves) == 101
        for at, leaf in enumerate(leaves):
            first, last = pdf.pages[2 * at], pdf.pages[2 * at + 1]
            assert (leaf.Start.objgen, leaf.End.objgen) == (first.obj.objgen, last.obj.objgen)
            assert first.obj.DPart.objgen == last.obj.DPart.objgen == leaf.objgen
            assert leaf.Parent.objgen == root.DPartRootNode.objgen
            assert str(leaf.DPM.Record) == f"Row {at + 2}"
        with pdf.open_outline() as outline:
            assert [(item.title, len(item.children)) for item in outline.root] == [
                ("Row 2 to Row 101", 100), ("Row 102 to Row 102", 1),
            ]  # fmt: skip
            assert outline.root[0].children[7].destination[0].objgen == pdf.pages[14].obj.objgen
        shown = b"".join(each.read_bytes() for each in pdf.objects if isinstance(each, pikepdf.Stream))
        assert b"/P BMC" in shown and b"MCID" not in shown  # there is no tree that could own it
    data = printed(here).read_bytes()
    assert MARKER.encode() not in data


def test_the_file_is_the_press_edition(here: Path, capsys: Printed) -> None:
    """CMYK, trim, bleed, folds and marks: the print checks find what they find in the press edition of the leaflet."""
    listed(2)
    assert merge("--print-file", "--layout", "trifold-a4") == 0
    with pikepdf.open(printed(here)) as pdf:
        boxes = [(page.MediaBox, page.BleedBox, page.TrimBox) for page in pdf.pages]
        width, height = (float(boxes[0][2][2] - boxes[0][2][0]), float(boxes[0][2][3] - boxes[0][2][1]))
        assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (297, 210)
        assert pdf.pdf_version == "1.6" and "/StructTreeRoot" not in pdf.Root
        assert "PDF/X-4" in pdf.Root.Metadata.read_bytes().decode()
    assert main(["build", "your-visit", "--samples", "--edition", "press", "--layout", "trifold-a4"]) == 0
    capsys.readouterr()

    codes = []
    for path in (printed(here), *(here / "build").glob("your-visit.en.trifold-a4.press.pdf")):
        main(["check", str(path), "--profile", "press"])
        codes.append({*re.findall(r"(?:error|warning)\[([a-z0-9-]+)\]", capsys.readouterr().out)})

    assert len(codes) == 2
    assert codes[0] == codes[1]


def test_a_bad_row_is_told_and_left_out(here: Path, capsys: Printed) -> None:
    """And one that needs a layout of its own has its own form."""
    joined = "\u0633" * 58  # letters that join are never parted
    listed(2, f"9,{joined},2026-12-01,9:30,Dr Jo,12 Mill Lane,yes\n", "10,Jo,soon,9:30,Dr Jo,Here,yes\n")

    assert merge("--print-file", "--layout", "trifold-a4") == 1

    said = capsys.readouterr().out
    assert "row 4, column B (name) does not fit" in said and "row 5, column C (day) is no date" in said
    assert "2 records made, 0 there already, 2 rows left out" in said
    with pikepdf.open(printed(here)) as pdf:
        assert len(pdf.pages) == 4


def test_a_full_disk_leaves_the_old_file(here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """[FI04] No half of a file under its name, and none beside it."""
    listed(4)
    assert merge("--print-file") == 0
    before = printed(here).read_bytes()

    class Full(PrintFile):
        def _put(self, data: bytes) -> None:
            if self.records > 2:
                raise OSError(28, os.strerror(28))
            super()._put(data)

    monkeypatch.setattr(print_run, "PrintFile", Full)
    capsys.readouterr()
    assert merge("--print-file") == 1

    assert "no space left on device" in capsys.readouterr().out
    assert [path.name for path in (here / "build").iterdir()] == ["your-visit.print.pdf"]
    assert printed(here).read_bytes() == before


@pytest.mark.parametrize("more", ["--zip", "--resume", "--cluster=tcp://127.0.0.1:1", "--edition=email", "--jobs=2"])
def test_what_does_not_go_with_one_file_is_refused(more: str, here: Path, capsys: Printed) -> None:
    """Before anything is read."""
    listed(1)

    assert merge("--print-file", more) == 1

    assert "error[options-clash]" in capsys.readouterr().out
    assert not (here / "build").exists()


def test_no_row_is_no_file(here: Path, capsys: Printed) -> None:
    """A file without pages would look like a print run."""
    Path("list.csv").write_text(HEAD + "1,Jo,soon,9:30,Dr Jo,Here,yes\n", encoding="utf-8")

    assert merge("--print-file") == 1

    assert "no row is left" in capsys.readouterr().out
    assert not printed(here).exists()
