"""A new folder is a clinic's own at once: it builds, its schemas are found, and nothing of anybody's is touched."""

import json
import re
import shutil
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.content.starting import start_folder
from tests.conftest import ROOT


def test_a_new_folder_builds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The README promises it."""
    monkeypatch.chdir(tmp_path)

    made = main(["new", "my-clinic"])
    told = capsys.readouterr().out
    monkeypatch.chdir("my-clinic")
    built = main(["build"])

    assert (made, built) == (0, 0), capsys.readouterr().out
    assert "my-clinic/content/my-leaflet/en.yaml" in told.replace("\\", "/")
    assert [file.name for file in Path("build").iterdir()] == ["my-leaflet.en.trifold-a4.office.pdf"]


def test_its_brand_is_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A brand that were looked up in the program would not change when the clinic changes its own."""
    start_folder(tmp_path / "a")

    text = (tmp_path / "a" / "content" / "my-leaflet" / "en.yaml").read_text(encoding="utf-8")
    assert re.search(r"^brand: my-clinic$", text, re.M)
    assert (tmp_path / "a" / "content" / "brands" / "my-clinic" / "brand.yaml").is_file()


def test_every_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    """An editor looks it up beside the file."""
    start_folder(tmp_path / "a")

    files = sorted((tmp_path / "a" / "content").rglob("*.yaml"))
    assert len(files) == 2
    for file in files:
        found = re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8"))
        assert found is not None, file
        assert json.loads((file.parent / found[1]).read_text(encoding="utf-8"))["title"] in {"leaflet", "brand"}


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    """Some make the folder first."""
    start_folder(tmp_path)

    assert (tmp_path / "content" / "my-leaflet" / "en.yaml").is_file()


def test_a_folder_that_is_not_empty_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What lies there may be somebody's year of work."""
    (tmp_path / "letter.txt").write_text("mine")

    code = main(["new", str(tmp_path)])

    assert code == 1
    assert "is not empty" in capsys.readouterr().out
    assert [file.name for file in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_of_that_name_is_refused(tmp_path: Path) -> None:
    """And kept."""
    (tmp_path / "a").write_text("mine")

    with pytest.raises(BadInput) as caught:
        start_folder(tmp_path / "a")

    assert caught.value.findings[0].code == "output-exists"
    assert (tmp_path / "a").read_text() == "mine"


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    """With the system's own reason."""
    (tmp_path / "file").write_text("mine")

    with pytest.raises(BadInput) as caught:
        start_folder(tmp_path / "file" / "inner")

    (finding,) = caught.value.findings
    assert finding.code == "bad-folder"
    assert finding.message.endswith("not a directory")


def test_a_failed_start_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a folder would be refused at the next try, as it is not empty."""

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copytree", fail)

    with pytest.raises(BadInput):
        start_folder(tmp_path / "a")

    assert list(tmp_path.iterdir()) == []


def test_what_ships_is_not_changed(tmp_path: Path) -> None:
    """The new folder is a copy."""
    before = (ROOT / "content/acupuncture-pain/en.yaml").read_bytes()

    start_folder(tmp_path / "a")

    assert (ROOT / "content/acupuncture-pain/en.yaml").read_bytes() == before
