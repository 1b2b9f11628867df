"""`brochure set`, as it is typed."""

from pathlib import Path

import pytest

from brochure.__main__ import main


def test_one_text_is_set_from_the_command_line(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For scripts, and for whoever minds the hours."""
    monkeypatch.chdir(clinic)

    assert main(["set", "acupuncture-pain", "title", "Nadeln", "--language", "en"]) == 0
    assert capsys.readouterr().out == "content/acupuncture-pain/en.yaml: title is set\n"
    assert "title: Nadeln\n" in Path("content/acupuncture-pain/en.yaml").read_text(encoding="utf-8")


def test_an_unknown_path_is_a_finding(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the exit code says so."""
    monkeypatch.chdir(clinic)

    assert main(["set", "acupuncture-pain", "tilte", "x"]) == 1
    assert "error[unknown-field]: there is no 'tilte'" in capsys.readouterr().out
