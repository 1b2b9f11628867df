"""`brochure check FILE.pdf` as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.units import mm
from brochure.desk.inspecting import folds_of, names_a_file
from tests.conftest import ROOT
from tests.preflight.cases import rectangle
from tests.preflight.made import BOTTOM, press, reader


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A sound file for the press."""
    path = tmp_path / "job.pdf"
    path.write_bytes(press())
    return path


def test_a_sound_file_is_clean(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, and one line that says what was asked."""
    assert main(["check", str(sound), "--profile", "press"]) == 0
    assert capsys.readouterr().out == f"checked {sound} for press: nothing found\n"


def test_faults_are_told_with_page_and_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In millimetres, with a way out; exit code 1."""
    path = tmp_path / "job.pdf"
    path.write_bytes(press(b"q /Over gs 0 0 0 1 K 0.1 w 60 60 m 90 90 l S Q"))

    assert main(["check", str(path), "--profile", "press"]) == 1
    said = capsys.readouterr().out
    assert "page 1, 8.1 mm from the left" in said
    assert "error[thin-line]" in said
    assert "hint: " in said


def test_json_carries_the_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """For programs: file, page and millimetres."""
    path = tmp_path / "page.pdf"
    path.write_bytes(reader(b"/Artifact BMC 0 w 60 60 m 90 90 l S EMC"))
    main(["check", str(path), "--output-format", "json"])
    (row,) = json.loads(capsys.readouterr().out)

    assert row["code"] == "hairline"
    assert row["place"]["page"] == 1
    assert row["place"]["file"] == str(path)
    assert row["place"]["width_mm"] == pytest.approx(10.6, abs=0.1)


def test_the_report_is_written_again_but_never_over_something_else(
    sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the fingers must not cost a file."""
    report, letter = tmp_path / "report.html", tmp_path / "letter.html"
    letter.write_text("dear friend")

    assert main(["check", str(sound), "--report", str(report)]) == main(["check", str(sound), "--report", str(report)])
    assert report.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert main(["check", str(sound), "--report", str(letter)]) == 1
    assert letter.read_text() == "dear friend"
    assert "output-exists" in capsys.readouterr().out


@pytest.mark.parametrize("content", [b"", b"just text", b"%PDF-1.4 and no more"])
def test_what_is_no_pdf_is_said_in_a_sentence(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, exit code 1."""
    path = tmp_path / "renamed.pdf"
    path.write_bytes(content)

    assert main(["check", str(path)]) == 1
    assert "error[pdf-unreadable]" in capsys.readouterr().out


def test_folders_pipes_and_missing_files_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A pipe is never opened: nobody may write into it."""
    (tmp_path / "folder.pdf").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.pdf")
        assert main(["check", str(tmp_path / "pipe.pdf")]) == 1

    assert main(["check", str(tmp_path / "folder.pdf")]) == 1
    assert main(["check", str(tmp_path / "none.pdf")]) == 1
    said = capsys.readouterr().out
    assert "not-a-file" in said
    assert "file-missing" in said


def test_a_leaflet_is_still_a_leaflet(tmp_path: Path) -> None:
    """Names and YAML files go the old way; whatever else is a file, or ends as one, goes the new way."""
    (tmp_path / "en.yaml").write_text("x")
    (tmp_path / "export").write_bytes(press())

    assert not names_a_file(None)
    assert not names_a_file("acupuncture-pain")
    assert not names_a_file(str(tmp_path / "en.yaml"))
    assert names_a_file(str(tmp_path / "export"))
    assert names_a_file("Missing.PDF")


def test_options_of_a_file_are_refused_for_a_leaflet(capsys: pytest.CaptureFixture[str]) -> None:
    """Better than being ignored in silence."""
    assert main(["check", "acupuncture-pain", "--folds", "99mm"]) == 1
    assert "--folds is for a finished PDF" in capsys.readouterr().out


def test_folds_are_read_in_any_unit() -> None:
    """Millimetres where nobody says."""
    assert folds_of("100, 3.6875in,97mm") == pytest.approx((mm(93.6625), mm(97), mm(100)))
    with pytest.raises(BadInput):
        folds_of("97;197")


def test_explain_knows_the_checks(capsys: pytest.CaptureFixture[str]) -> None:
    """One command for every code."""
    assert main(["explain", "hairline"]) == 0
    assert "one dot of the device" in capsys.readouterr().out


def test_a_profile_that_is_none_is_refused(sound: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Before the file is judged by it."""
    assert main(["check", str(sound), "--icc", str(sound)]) == 1
    assert "no ICC profile of a CMYK press" in capsys.readouterr().out


def test_user_names_in_metadata_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk knows its own name, and looks for it."""
    from tests.preflight.cases import info

    monkeypatch.setattr("getpass.getuser", lambda: "rosalind")
    path = tmp_path / "page.pdf"
    path.write_bytes(reader(change=info("Author", "rosalind")))

    assert main(["check", str(path), "--profile", "email"]) == 1


def test_a_build_for_the_office_loads_no_pdf_reader(tmp_path: Path) -> None:
    """A cold start has a quarter of a second."""
    program = (
        "import sys; from brochure.__main__ import main;"
        "main(['build', 'after-treatment', '--language', 'en', '--out', sys.argv[1]]);"
        "print(sorted({'pypdf', 'pypdfium2'} & set(sys.modules)), 'brochure.preflight' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=False, timeout=60
    )

    assert done.stdout.splitlines()[-1] == "[] False"


def test_the_condition_of_a_profile_is_what_it_says_and_not_how_its_file_is_called(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A shop's profile may lie there as `new (2).icc`."""
    file, profile = tmp_path / "job.pdf", tmp_path / "new (2).icc"
    file.write_bytes(press(rectangle(BOTTOM + 100, BOTTOM + 100, 60, 60, b"0.9 0.9 0.9 0.9 k")))
    profile.write_bytes((ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes())

    main(["check", str(file), "--profile", "press", "--icc", str(profile)])

    told = capsys.readouterr().out
    assert "FOGRA39" in told
    assert "new (2)" not in told
