"""What counts as a save, and what `brochure watch` says about it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.desk import watching
from brochure.desk.watching import changes


def when_paused(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[], object]) -> list[float]:
    """Takes one step at each pause, then presses ctrl-c; gives the pauses."""
    left, pauses = list(steps), []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    monkeypatch.setattr("brochure.desk.watching.time.sleep", pause)
    return pauses


def nothing() -> None:
    """A pause in which nobody saves."""


def test_it_yields_at_once(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first build needs no save."""
    monkeypatch.chdir(clinic)
    pauses = when_paused(monkeypatch)

    next(changes())

    assert pauses == []


def test_it_yields_again_only_after_a_save(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pause in which nothing was saved builds nothing; what was built is looked at in the first of them."""
    monkeypatch.chdir(clinic)
    file = clinic / "content" / "acupuncture-pain" / "en.yaml"
    pauses = when_paused(monkeypatch, nothing, lambda: touch(file), nothing)

    passes = list(changes())

    assert passes == [True, False, True, False]
    assert pauses == [watching.PAUSE] * 4


def test_a_new_and_a_deleted_file_are_changes(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second language is a new file."""
    monkeypatch.chdir(clinic)
    file = clinic / "content" / "acupuncture-pain" / "fr.yaml"
    when_paused(monkeypatch, lambda: file.write_text("title: x"), file.unlink)

    assert list(changes()).count(True) == 3


def test_files_of_other_programs_are_not_watched(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor's own copy, saved each second, would build each second."""
    monkeypatch.chdir(clinic)
    file = clinic / "content" / "acupuncture-pain" / "en.yaml~"
    when_paused(monkeypatch, lambda: touch(file))

    assert list(changes()) == [True, False]


def test_a_brand_that_lies_elsewhere_is_watched(
    clinic: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`--brand` may name a file outside the content; its mark lies beside it."""
    monkeypatch.chdir(clinic)
    brand = tmp_path_factory.mktemp("brand") / "brand.yaml"
    when_paused(monkeypatch, lambda: touch(brand.with_name("logo.svg")))

    assert list(changes(brand)).count(True) == 2


def test_watch_says_one_line_a_pass(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The window stands beside an editor: good passes are short, bad ones name their first fault."""
    monkeypatch.chdir(clinic)
    file = clinic / "content" / "acupuncture-pain" / "en.yaml"
    text = file.read_text(encoding="utf-8")
    when_paused(
        monkeypatch,
        nothing,
        lambda: save(file, text.replace("title:", "tilte:", 1)),
        nothing,
        lambda: save(file, text + "\n"),
        nothing,
    )

    code = main(["watch", "acupuncture-pain"])

    good, looked_at, bad, mended, again = capsys.readouterr().out.splitlines()
    assert code == 0
    assert " built in " in good
    assert " seen on the painted pages in " in looked_at
    assert " not built: content/acupuncture-pain/en.yaml:" in bad
    assert "tilte" in bad
    assert " built in " in mended
    assert " seen on the painted pages in " in again


def test_nothing_is_watched_for_a_leaflet_that_is_not_there(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(clinic)

    assert main(["watch", "nope"]) == 2
    assert "there is no leaflet 'nope'" in capsys.readouterr().out


def touch(file: Path) -> None:
    file.write_bytes((file.read_bytes() if file.exists() else b"") + b"\n")


def save(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")
