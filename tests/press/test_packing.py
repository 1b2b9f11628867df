"""`brochure pack press`: everything that a print shop asks for, in one folder, or no folder."""

import hashlib
import json
import re
import socket
from getpass import getuser
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.order import Order
from brochure.base.wishes import PackWish
from brochure.content.folding import folding_of
from brochure.content.read import Read, read
from brochure.content.shelf import Shelf
from brochure.press.ticket import inks_of, paper_advice, rows_of, ticket_of
from tests.conftest import ROOT, Judge

Printed = pytest.CaptureFixture[str]
PACK = "after-treatment.en.trifold-a4.press"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_pack_holds_file_proof_ticket_report_and_sums(here: Path, judge: Judge) -> None:
    """Each file is what its name says, and the sums are right."""
    assert (
        main(
            [
                "pack",
                "press",
                "after-treatment",
                "--allow-draft",
                "--quantity",
                "500",
                "--paper",
                "170",
                "--stock",
                "silk",
            ]
        )
        == 0
    )

    folder = here / "build" / PACK
    assert sorted(path.name.removeprefix(f"{PACK}.") for path in folder.iterdir()) == [
        "SHA256SUMS", "pdf", "preflight.html", "preflight.json", "proof.pdf", "proof.png", "ticket.json", "ticket.pdf",
    ]  # fmt: skip
    for line in (folder / "SHA256SUMS").read_text(encoding="utf-8").splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    ticket = json.loads((folder / f"{PACK}.ticket.json").read_text(encoding="utf-8"))
    assert ticket["quantity"] == 500
    assert ticket["sheet"]["trim_mm"] == [297, 210]
    assert ticket["fold"]["folds_mm"] == [97, 197]  # 170 g/m2 asks for 3 mm
    assert "crease" in ticket["paper"]["advice"]
    assert ticket["inks"] == ["Cyan", "Magenta", "Yellow", "Black", "PANTONE 2765 C"]
    assert ticket["profile"] == "FOGRA39"
    said = judge("pdftotext", "-layout", folder / f"{PACK}.ticket.pdf", "-").stdout.decode()
    for words in ("Job ticket: AT-02 1.1", "297 x 210 mm, bleed 3 mm", "500", "170 g/m2 silk", "PANTONE 2765 C"):
        assert words in said
    assert json.loads((folder / f"{PACK}.preflight.json").read_text(encoding="utf-8")) == []


def test_no_file_names_the_machine_or_its_user(here: Path) -> None:
    """The print shop is to learn nothing of the clinic's computers."""
    assert main(["pack", "master", "after-treatment", "--allow-draft"]) == 0

    private = {str(ROOT), str(here), *(name for name in (socket.gethostname(), getuser()) if len(name) > 4)}
    for path in here.rglob("*"):
        if path.is_file() and path.parent.name.endswith(".master"):
            data = path.read_bytes()
            assert not [word for word in private if word.encode() in data], path.name


def test_the_same_words_give_the_same_pack(here: Path) -> None:
    """And a pack that nobody touched is made again in place."""
    assert main(["pack", "press", "after-treatment", "--allow-draft"]) == 0
    first = {path.name: path.read_bytes() for path in (here / "build" / PACK).iterdir()}
    assert main(["pack", "press", "after-treatment", "--allow-draft"]) == 0

    assert {path.name: path.read_bytes() for path in (here / "build" / PACK).iterdir()} == first


def test_a_pack_that_somebody_changed_is_left_alone(here: Path, capsys: Printed) -> None:
    """A note to the printer may lie in it."""
    assert main(["pack", "press", "after-treatment", "--allow-draft"]) == 0
    note = here / "build" / PACK / "note.txt"
    note.write_text("please call", encoding="utf-8")

    assert main(["pack", "press", "after-treatment", "--allow-draft"]) == 1
    assert "output-exists" in capsys.readouterr().out
    assert note.read_text(encoding="utf-8") == "please call"
    assert main(["pack", "press", "after-treatment", "--allow-draft", "--overwrite"]) == 0
    assert not note.exists()


def test_findings_in_a_pack_name_files_without_their_folders(
    clinic: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A warning stays in the report; where the clinic keeps its files does not."""
    monkeypatch.chdir(clinic)
    brand = clinic / "content/brands/riverside/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(re.sub(r'(ink: .*press: )"[^"]*"', r'\1"cmyk(90, 60, 50, 60)"', text), encoding="utf-8")
    elsewhere = tmp_path_factory.mktemp("elsewhere")

    assert (
        main(["pack", "press", "acupuncture-pain", "--allow-draft", "--language", "en", "--out", str(elsewhere)]) == 0
    )

    (folder,) = elsewhere.glob("*.press")
    found = json.loads((folder / f"{folder.name}.preflight.json").read_text(encoding="utf-8"))
    assert [each["code"] for each in found] == ["heavy-ink-on-fold"]
    for path in folder.iterdir():
        assert str(clinic).encode() not in path.read_bytes()


def test_a_job_that_fails_its_preflight_is_not_packed(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """350 % of ink smears in the folding machine; the finding names the line of the brand."""
    monkeypatch.chdir(clinic)
    brand = clinic / "content/brands/riverside/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(re.sub(r'(ink: .*press: )"[^"]*"', r'\1"cmyk(90, 90, 90, 80)"', text), encoding="utf-8")

    assert main(["pack", "press", "acupuncture-pain", "--allow-draft", "--language", "en"]) == 1

    assert "ink" in capsys.readouterr().out
    assert not list(clinic.glob("build/*.press"))


@pytest.mark.parametrize(
    ("grammage", "words"),
    [(0, "from 150"), (90, "without creasing"), (135, "ask"), (150, "crease every"), (300, "every")],
)
def test_advice_follows_the_weight(grammage: float, words: str) -> None:
    """Scoring at and above 150 g/m2."""
    assert words in paper_advice(grammage, folded=True)
    assert paper_advice(grammage, folded=False) == "no fold"


def test_a_ticket_says_what_nobody_has_said_yet(shelf: Shelf) -> None:
    """An empty field is a question, not a nought."""
    manuscript = read(Order("acupuncture-pain", layout="page-a4", edition="press"), shelf).manuscript
    ticket = ticket_of(manuscript, folding_of(manuscript.layout), PackWish(), {})

    assert ticket["quantity"] is None
    assert ("Quantity", "not yet said") in rows_of(ticket)
    assert ("Sides", "1, printed on one side") in rows_of(ticket)
    assert inks_of(manuscript) == ["Cyan", "Magenta", "Yellow", "Black"]


def test_a_pack_reads_its_manuscript_once(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proof, ticket and file are of one reading: a file that is saved meanwhile cannot make them differ."""
    reads: list[Order] = []

    def counted(order: Order, shelf: Shelf) -> Read:
        reads.append(order)
        return read(order, shelf)

    for module in ("brochure.pipeline", "brochure.press.proofing"):
        monkeypatch.setattr(f"{module}.read", counted)

    assert main(["pack", "press", "acupuncture-pain", "--allow-draft", "--language", "en"]) == 0
    assert len(reads) == 1
