"""A leaflet is tested with five patients in ten minutes, and the record keeps what they found and understood."""

import json
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.order import Order
from brochure.content.asking import ask_sheet
from brochure.content.record_file import read_record
from brochure.content.shelf import open_shelf
from brochure.record.asking import Answered, questions_of, too_few

WORDS = {
    "title": "Cupping",
    "lead": "Cupping may ease a stiff back for a while. It does not help everyone.",
    "body 1 do 1": "Rest for an hour.",
    "safety keep": "**Keep taking your medicines.**",
    "safety tell_us 1": "you bleed easily",
    "safety tell_us 2": "you have a pacemaker",
    "safety urgent 1": "a burn blisters",
    "aside closing 1": "About 3 in 100 people get a burn.",
    "booking label": "Scan to book",
    "formats": "Ask us for large print.",
}


def questions_of_are_made_from_what_a_leaflet_says() -> None:
    """Six, what matters most first; each with its answer for whoever asks."""
    found = {each.name: each.says for each in questions_of(WORDS)}

    assert list(found) == ["may-do", "harm", "tell-us", "urgent", "keep", "do"]
    assert found["harm"] == "About 3 in 100 people get a burn."
    assert found["tell-us"] == "you bleed easily; you have a pacemaker"
    assert found["keep"] == "Keep taking your medicines."


def test_nothing_is_asked_that_the_leaflet_does_not_say() -> None:
    """A question without an answer tests nobody."""
    few = {path: WORDS[path] for path in ("title", "formats")}

    assert [each.name for each in questions_of(few)] == ["formats", "about"]


@pytest.mark.parametrize(("understood", "enough"), [(5, True), (4, True), (3, False), (0, False)])
def test_four_of_five_are_enough(understood: int, enough: bool) -> None:
    """As 16 of 20 are for package leaflets."""
    assert (too_few((Answered("keep", 5, understood),), 5) == ()) == enough


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(clinic)
    monkeypatch.setattr("brochure.desk.asking.today", lambda: "2026-11-28")
    return clinic


def test_the_sheet_is_one_page(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Of every shipped leaflet; with boxes for five, and the command that keeps what they said."""
    for name in ("acupuncture-pain", "after-treatment", "your-visit"):
        assert main(["ask", name]) == 0

        told = capsys.readouterr().out
        assert len(told.splitlines()) <= 60
        assert told.count("  [ ]" * 5) == 2 * len(ask_sheet(Order(name), open_shelf(desk)).questions) > 4
        assert "about 9 in 100 people" in told or name != "acupuncture-pain"


def test_another_language_is_asked_with_its_own_words(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the leaflet says stands there as the patient reads it."""
    assert main(["ask", "acupuncture-pain", "--language", "es", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert any("9 de cada 100" in row["says"] for row in told["questions"])


def test_results_go_into_the_record(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the mark of the text, and what too few understood is told."""
    names = [each.name for each in ask_sheet(Order("acupuncture-pain"), open_shelf(desk)).questions]
    results = [f"{name}=5/{3 if name == 'harm' else 5}" for name in names]

    assert main(["ask", "acupuncture-pain", "--results", *results, "--changed", "the figure stands first now"]) == 0

    told = capsys.readouterr().out
    assert "tested with 5 patients on 2026-11-28" in told
    assert "warning[not-understood]: 'harm': 5 of 5 found it, 3 understood it" in told
    (kept,) = read_record(desk / "content/acupuncture-pain/en.yaml").tests("en")
    assert [said.text for said in kept.results] == results
    assert (kept.people.text, str(kept.changed)) == ("5", "the figure stands first now")
    sheet = ask_sheet(Order("acupuncture-pain"), open_shelf(desk))
    assert sheet.last and sheet.last.day == kept.day and sheet.head.endswith(kept.text.text)


REFUSED = {
    "no result": (["may-do=yes"], "bad-form", "may-do=5/4"),
    "no question": (["weather=5/5"], "bad-form", "known names"),
    "more than were asked": (["may-do=6/5"], "bad-form", "5 were asked"),
    "more understood than found": (["may-do=3/4"], "bad-form", "counts more"),
    "a question left out": (["may-do=5/5"], "missing-field", "no result for harm"),
    "too many people": (["--people", "40"], "bad-form", "1 to 20"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_what_is_no_result_is_not_kept(why: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The record stays as it was."""
    said, code, words = REFUSED[why]

    assert main(["ask", "acupuncture-pain", "--results", "may-do=5/5", *said]) == 1

    told = capsys.readouterr().out
    assert f"error[{code}]" in told and words in told
    assert not (desk / "content/acupuncture-pain/_record.yaml").exists()


def test_what_ships_with_the_program_has_no_record(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A test of a sample that nobody changed belongs into the clinic's own folder."""
    for path in (desk / "content/after-treatment").iterdir():
        path.unlink()
    (desk / "content/after-treatment").rmdir()
    names = [each.name for each in ask_sheet(Order("after-treatment"), open_shelf(desk)).questions]

    assert main(["ask", "after-treatment", "--results", *(f"{name}=5/5" for name in names)]) == 1
    assert "error[outside-project]" in capsys.readouterr().out


@pytest.mark.parametrize("people", ["0", "-3", "1000"])
def test_a_sheet_is_for_some_people(people: str, desk: Path) -> None:
    """For nobody, or for more than one asks, there is none."""
    assert main(["ask", "acupuncture-pain", "--people", people]) == 1
