"""`brochure merge` of a list with values that look like none: each row is told and held back, unless it is meant."""

from pathlib import Path

import pytest

from brochure.__main__ import main

Printed = pytest.CaptureFixture[str]
HEAD = "id,name,day,hour,clinician,site,first\n"
REST = "2027-12-01,9:30,Dr Jo,12 Mill Lane,yes\n"
NAMES = ["#N/A", "NULL", "«FirstName»", "{{ first_name }}", "O&#39;Brien", "?ukasz Wi?niewski", "undefined", "#REF!",
         "%FNAME%", "-"]  # fmt: skip


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def merge(rows: str, *more: str) -> int:
    Path("list.csv").write_text(HEAD + rows, encoding="utf-8")
    return main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", *more])


def made() -> int:
    return len(list(Path("build").glob("your-visit.run/*.pdf")))


def test_a_name_that_is_none_is_told_and_gets_no_letter(capsys: Printed) -> None:
    """What spreadsheets, databases and mail programs leave behind; a sound row goes on."""
    rows = "".join(f"{at},{name},{REST}" for at, name in enumerate(NAMES, 1))

    assert merge(rows + "99,Anna Nowak," + REST) == 1

    said = capsys.readouterr().out
    assert [said.count(f"error[value-odd]: row {row}, column B (name) ") for row in range(2, 12)] == [1] * 10
    assert "say --allow-odd" in said and made() == 1
    assert not [name for name in NAMES if len(name) > 1 and name in said]


def test_odd_values_that_are_meant_are_made_with_a_warning(capsys: Printed) -> None:
    assert merge(f"1,NULL,{REST}4.47912E+11,0,{REST}", "--allow-odd") == 0

    said = capsys.readouterr().out
    assert said.count("warning[value-odd]") == 2 and said.count("warning[recipient-id]") == 1 and made() == 2


def test_an_id_that_a_spreadsheet_cut_is_held_back(capsys: Printed) -> None:
    """Two people may share it, since their last figures are lost."""
    assert merge(f"4.47912E+11,Anna Nowak,{REST}2,Ben Lee,{REST}") == 1

    said = capsys.readouterr().out
    assert "list.csv:2:1: error[recipient-id]: row 2, column A (id) is a number in scientific form" in said
    assert "4.47912E+11" not in said and made() == 1


@pytest.mark.parametrize("name", ["\u200e", "\u200b\u200b", "\u2060", "\u200c\u200d"])
def test_a_name_that_nobody_sees_is_missing(name: str, capsys: Printed) -> None:
    assert merge(f"1,{name},{REST}{name},Anna,{REST}") == 1

    said = capsys.readouterr().out
    assert "error[value-missing]: row 2, column B (name) is empty" in said
    assert "error[recipient-without-id]: row 3, column A (id) is empty" in said


@pytest.mark.parametrize("name", ["\u180e", "\u3164", "\u115f"])
def test_a_blank_letter_is_named(name: str, capsys: Printed) -> None:
    assert merge(f"1,{name},{REST}") == 1

    assert f"error[csv-character]: row 2, column B (name) holds U+{ord(name):04X}" in capsys.readouterr().out


def test_days_and_hours_that_cannot_be_are_told(capsys: Printed) -> None:
    """In another century the row is held; the past, a day behind the review and the night are told."""
    days = ["1926-12-01", "2126-12-01", "2026-11-02", "2028-11-02"]
    rows = "".join(f"{at},Anna Nowak,{day},9:30,Dr Jo,12 Mill Lane,yes\n" for at, day in enumerate(days, 1))

    assert merge(rows + "9,Anna Nowak,2027-12-01,3:00,Dr Jo,12 Mill Lane,yes\n") == 1

    said = capsys.readouterr().out
    assert said.count("error[value-day]") == 2 and said.count("warning[value-day]") == 2
    assert "warning[value-hour]: row 6, column D (hour) lies in the night" in said
    assert made() == 3
