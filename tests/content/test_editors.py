"""What `new` writes for an editor, and what the repository says to pre-commit, against the program itself."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from brochure.__main__ import main
from brochure.base.findings import Severity
from brochure.content.starting import start_folder
from brochure.desk.arguments import parser
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A new clinic, in which we stand."""
    start_folder(tmp_path / "clinic")
    monkeypatch.chdir(tmp_path / "clinic")
    return tmp_path / "clinic"


def test_the_editor_finds_each_schema_and_each_kind_of_file(folder: Path) -> None:
    """A path that leads nowhere would help nobody, in silence."""
    settings = json.loads((folder / ".vscode/settings.json").read_text(encoding="utf-8"))
    for schema, files in settings["yaml.schemas"].items():
        assert (folder / schema).is_file()
        assert files.startswith("layouts/") or list(folder.glob(files))


def test_the_editor_reads_what_its_tasks_print(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, column, severity, code and message, of each finding that has a place."""
    text = folder / "content/my-leaflet/en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("title:", "tilte:"), encoding="utf-8")
    for task in json.loads((folder / ".vscode/tasks.json").read_text(encoding="utf-8"))["tasks"]:
        pattern = task["problemMatcher"]["pattern"]
        words = shlex.split(task["command"])
        assert words[0] == "brochure"
        assert main(words[1:]) == 1
        told = [line for line in capsys.readouterr().out.splitlines() if "]: " in line]
        found = [re.search(pattern["regexp"], line) for line in told]
        assert found and all(found)
        for each in found:
            assert each is not None
            assert Path(each[pattern["file"]]).is_file()
            assert each[pattern["severity"]] in [severity.value for severity in Severity]
        assert any(each and each[pattern["code"]] == "unknown-field" for each in found)


def test_what_pre_commit_runs_is_a_command(folder: Path) -> None:
    """Sound as it is begun; 1 once something is wrong. pre-commit is not asked: it would fetch the repository."""
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    words = shlex.split(hook["entry"])
    parser("brochure").parse_args(words[1:])
    command = [sys.executable, "-m", *words]

    assert hook["language"] == "python" and hook["pass_filenames"] is False
    assert re.match(hook["files"], "content/my-leaflet/en.yaml")
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 0
    (folder / "content/my-leaflet/en.yaml").write_text("{", encoding="utf-8")
    assert subprocess.run(command, cwd=folder, check=False, capture_output=True).returncode == 1
