"""The layouts that there are, as a person and as a program reads them."""

import json
from pathlib import Path

import pytest

from brochure.__main__ import main
from tests.conftest import ROOT


def test_every_layout_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """By the name that a leaflet writes, with what tells one from another."""
    code = main(["layouts"])

    told = capsys.readouterr().out
    assert code == 0
    assert {line.split()[0] for line in told.splitlines() if not line.startswith(" ")} == {
        folder.name for folder in (ROOT / "layouts").iterdir()
    }
    assert "297 x 210 mm letter 6 panels  A4 letter fold, six panels" in told
    assert "without clinic social, clinic web" in told


def test_a_program_reads_them_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """What a shape leaves out is a list of its own."""
    code = main(["layouts", "--output-format", "json"])

    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert code == 0
    assert rows["flyer-a5"] == {
        "name": "flyer-a5", "title": "A5 flyer, two sides", "sheet": "148 x 210 mm", "fold": "flat",
        "panels": "2 panels", "omits": ["clinic web"], "limits": [],
    }  # fmt: skip
    assert rows["phone"]["panels"] == "pages"
    assert rows["card-dl"]["limits"] == ["title up to 45 letters"]


def test_a_layout_of_the_clinic_is_listed_and_a_faulty_one_told(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others stand there all the same."""
    monkeypatch.chdir(clinic)
    text = (clinic / "layouts/flyer-a5/layout.yaml").read_text(encoding="utf-8")
    for name, words in (("mine", text.replace("A5 flyer", "Our flyer")), ("broken", text.replace("sheet:", "shet:"))):
        (clinic / "layouts" / name).mkdir()
        (clinic / "layouts" / name / "layout.yaml").write_text(words, encoding="utf-8")

    code = main(["layouts"])

    told = capsys.readouterr().out
    assert code == 1
    assert "Our flyer, two sides" in told
    assert "unknown field 'shet'" in told
    assert "trifold-a4" in told
