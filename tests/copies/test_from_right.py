"""`brochure merge` in languages from the right: names of both directions, and one that is not found."""

from pathlib import Path

import pytest

from brochure.__main__ import main
from tests.journey.mixed import OF_PEOPLE, write_mixed
from tests.journey.written import found, pdfium_text

Printed = pytest.CaptureFixture[str]


def merge(tag: str, line: str, names: list[str], clinic: Path, edition: str = "email") -> tuple[int, list[Path]]:
    """How a merge ends, and the copies in the order of their rows."""
    leaflet = write_mixed(tag, clinic, [line], example="Dana")
    rows = "".join(f'{row},"{name}"\n' for row, name in enumerate(names, 1))
    Path("list.csv").write_text(f"id,name\n{rows}", encoding="utf-8")
    told = main(
        ["merge", leaflet, "--language", tag, "--allow-draft", "--recipients", "list.csv", "--edition", edition]
    )
    return told, sorted(Path("build").glob(f"{leaflet}.run/*.pdf"))


@pytest.mark.parametrize("edition", ["email", "office", "large-print"])
def test_a_name_with_another_in_brackets_stops_no_merge(
    edition: str, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(clinic)

    told, copies = merge("he", "\u05e9\u05dc\u05d5\u05dd {name},", ["Dana", OF_PEOPLE[0], "Dana"], clinic, edition)

    assert (told, len(copies)) == (0, 3)


def test_names_in_both_directions_are_found_in_their_copies(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(clinic)

    told, copies = merge("he", "\u05e9\u05dc\u05d5\u05dd {name}, \u05d1\u05d5\u05d0", list(OF_PEOPLE), clinic)

    assert told == 0
    for name, path in zip(OF_PEOPLE, copies, strict=True):
        words = [word.strip(",.") for word in name.replace("'", "\u2019").split()]
        assert [word for word in words if word not in found([word], pdfium_text(path.read_bytes()))] == []


def test_a_row_whose_words_are_not_found_is_held_back_alone(
    clinic: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """pdfium takes the sign for the word apart; nobody who searches for the sign finds it."""
    monkeypatch.chdir(clinic)
    names = ["Dana", " ".join(["\ufdf2"] * 6), "Dana"]

    told, copies = merge("ar", "\u0645\u0631\u062d\u0628\u0627 {name}\u060c", names, clinic)

    said = capsys.readouterr().out
    assert told == 1 and len(copies) == 2
    assert "list.csv:3:" in said and "error[words-not-found]: row 3" in said and "\ufdf2" not in said
