"""A new folder is a clinic's own at once: it builds, its schemas are found, and nothing of anybody's is touched."""

import json
import re
import shutil
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.migrating import migrate
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from brochure.content.starting import start_folder, start_layout, starter_names
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
    assert [line.split(".")[0].strip() for line in told.splitlines()[1:]] == ["1", "2", "3"]
    assert "my-clinic/content/my-leaflet/en.yaml" in told.replace("\\", "/")
    assert [file.name for file in Path("build").iterdir()] == ["my-leaflet.en.trifold-a4.office.pdf"]


@pytest.mark.parametrize(
    ("folder", "name", "brand"),
    [
        ("river clinic", "River Clinic", "river-clinic"),
        ("praxis-müller", "Praxis Müller", "praxis-muller"),
        ("Клиника", "Клиника", "my-clinic"),
        ('a "b" \\ c: d', 'A "b" \\ C: D', "a-b-c-d"),
    ],
)
def test_it_has_the_name_of_its_folder_and_nobody_elses(folder: str, name: str, brand: str, tmp_path: Path) -> None:
    """A brand that were looked up in the program would not change when the clinic changes its own."""
    start_folder(tmp_path / folder)
    shelf = open_shelf(tmp_path / folder)
    manuscript = read(Order("my-leaflet"), shelf).manuscript

    assert manuscript.brand.name.text == name
    assert manuscript.leaflet.author.text == name
    assert manuscript.leaflet.brand.text == brand
    assert (tmp_path / folder / "content" / "brands" / brand / "brand.yaml").is_file()
    texts = [file.read_text(encoding="utf-8") for file in (tmp_path / folder / "content").rglob("*.yaml")]
    assert not [text for text in texts if "Riverside" in text or "Your Clinic" in text]


@pytest.mark.parametrize("starter", starter_names())
def test_every_starter_begins_a_folder_that_builds(
    starter: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With its pictures and translations, and nothing to mend."""
    start_folder(tmp_path / "a", starter)
    monkeypatch.chdir(tmp_path / "a")

    assert main(["build", "--output-format", "concise"]) == 0
    built = {file.name.split(".")[1] for file in Path("build").iterdir()}
    assert built == {file.stem for file in (ROOT / "content" / "starters" / starter).glob("*.yaml")}
    texts = [file.read_text(encoding="utf-8") for file in Path("content").rglob("*.yaml")]
    assert not [text for text in texts if "Your Clinic" in text]


@pytest.mark.parametrize("starter", ["", *starter_names()])
def test_a_new_folder_has_the_form_of_today(starter: str, tmp_path: Path) -> None:
    """The first `brochure migrate` has nothing to change, in leaflets, brands and the copy of any layout."""
    start_folder(tmp_path / "a", starter)
    if not starter:
        for layout in open_shelf().names("layouts"):
            start_layout(tmp_path / "a", layout, open_shelf())

    assert migrate(open_shelf(tmp_path / "a")) == ()


def test_a_starter_that_nobody_has_is_told_with_the_nearest(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is made."""
    code = main(["new", str(tmp_path / "a"), "--from", "pricelist"])

    assert code == 1
    assert "did you mean 'price-list'?" in capsys.readouterr().out
    assert not (tmp_path / "a").exists()


def test_a_layout_is_copied_with_its_template_to_be_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Into a new folder, or into one that there is; once."""
    monkeypatch.chdir(tmp_path)
    made = main(["new", "a", "--from", "class-timetable", "--layout", "sheet-a4"])
    monkeypatch.chdir(tmp_path / "a")
    added = main(["new", ".", "--layout", "flyer-a5"])
    again = main(["new", ".", "--layout", "flyer-a5"])
    stories = Path("layouts/my-flyer-a5/stories.xml")
    stories.write_text(stories.read_text(encoding="utf-8").replace("<title>", '<title before="0.2">'), encoding="utf-8")
    told = capsys.readouterr().out

    assert (made, added, again) == (0, 0, 1)
    assert "write `layout: my-sheet-a4` in a leaflet" in told
    assert "'layouts/my-flyer-a5' is not empty" in told.replace("\\", "/")
    for layout in ("my-sheet-a4", "my-flyer-a5"):
        assert main(["build", "--layout", layout, "--output-format", "concise"]) == 0
        file = Path("layouts", layout, "layout.yaml")
        found = re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8"))
        assert found is not None
        assert (file.parent / found[1]).is_file()


def test_a_layout_that_nobody_has_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is told before the folder is made."""
    code = main(["new", str(tmp_path / "a"), "--layout", "flyer-a6"])

    assert code == 1
    assert "did you mean 'flyer-a5'?" in capsys.readouterr().out
    assert not (tmp_path / "a").exists()


def test_every_file_names_a_schema_that_is_there(tmp_path: Path) -> None:
    """An editor looks it up beside the file."""
    start_folder(tmp_path / "a")

    files = [file for file in (tmp_path / "a" / "content").rglob("*.yaml") if file.name != "clinic.yaml"]
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
