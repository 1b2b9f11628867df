"""Workbooks are read as the CSV file of their rows would be, and what a person may not know of them is told."""

import datetime
import io
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from brochure.base.findings import BadInput, Finding, Severity
from brochure.people import workbook, workbook_scan
from brochure.people.columns import (
    columns_text,
    proposed_columns,
    read_columns,
)
from brochure.people.recipients import TO_MERGE, TO_POST, Consent, Recipient, RecipientFile
from brochure.people.workbook import cell_text, read_workbook
from tests.people.books import locked, ods, ods_cell, ods_row, ods_text, saved, xls, xlsx

HEAD = ("id", "name", "day", "hour", "telephone", "first")
DAY, HOUR = datetime.date(2026, 12, 1), datetime.time(9, 30)
ROW = (1000, "Anna", DAY, HOUR, "07700 900123", True)


People = tuple[list[Recipient], list[Finding]]


def people(data: bytes, tmp_path: Path, name: str = "list.xlsx", **said: object) -> People:
    path = tmp_path / name
    path.write_bytes(data)
    file = RecipientFile(path, needs=said.pop("needs", TO_MERGE), **said)  # type: ignore[arg-type]
    return list(file), file.findings


def refused(data: bytes) -> Finding:
    with pytest.raises(BadInput) as caught:
        read_workbook(data, "list.xlsx")
    return caught.value.findings[0]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("list.xlsx", xlsx([HEAD, ROW])),
        ("list.xls", xls([HEAD, (*ROW[:3], "09:30", *ROW[4:])])),
        ("list.ods", ods(ods_row(*map(ods_text, HEAD)) + ods_row(
            ods_cell("float", "1000", "1.000"), ods_text("Anna"), ods_cell("date", "2026-12-01", "1. Dez"),
            ods_cell("time", "PT09H30M00S", "9:30"), ods_text("07700 900123"), ods_cell("boolean", "true", "WAHR")))),
    ],
)  # fmt: skip
def test_typed_cells_are_what_a_csv_file_would_hold(name: str, data: bytes, tmp_path: Path) -> None:
    """Whatever program and country wrote them."""
    (anna,), told = people(data, tmp_path, name)

    assert anna.id == "1000"
    assert anna.fields == {
        "name": "Anna", "day": "2026-12-01", "hour": "09:30", "telephone": "07700 900123", "first": "yes",
    }  # fmt: skip
    assert [each.code for each in told] == (["workbook-old"] if name.endswith(".xls") else [])
    assert (anna.row, str(anna.at("name"))) == (2, f"{tmp_path / name}:2:2")


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (1000.0, "1000"), (1000, "1000"), (1001.5, "1001.5"), (0.1 + 0.2, "0.3"), (4.47912e18, "4.47912E+18"),
        (True, "yes"), (False, "no"), ("007", "007"), ("", ""), (None, ""),
        (datetime.datetime(2026, 12, 1), "2026-12-01"), (datetime.datetime(2026, 12, 1, 9, 30), "2026-12-01 09:30"),
        (datetime.datetime(1899, 12, 30, 9, 29, 59, 999_800), "09:30"), (datetime.time(9, 29, 59, 999_900), "09:30"),
        (datetime.time(9, 30, 15), "09:30:15"), (datetime.timedelta(hours=9, minutes=5), "09:05"),
        (datetime.timedelta(hours=30), "30:00"), (-3.0, "-3"),
    ],
)  # fmt: skip
def test_a_cell_as_text(value: object, said: str) -> None:
    """Numbers lose the point that nobody typed, hours the millisecond that no clock has."""
    assert cell_text(value) == said


def test_the_first_sheet_with_rows_is_read_and_the_others_are_told(tmp_path: Path) -> None:
    """An empty first sheet is what people leave in front; a hidden one is nobody's list."""
    book = openpyxl.Workbook()
    book.create_sheet("Hidden").append(HEAD)
    book.worksheets[1].sheet_state = "hidden"
    for title in ("People", "Old"):
        sheet = book.create_sheet(title)
        sheet.append([])
        sheet.append(HEAD)
        sheet.append([title, *ROW[1:]])
    (anna,), told = people(saved(book), tmp_path)

    assert (anna.id, anna.row) == ("People", 3)
    assert [(each.code, each.severity) for each in told] == [("workbook-sheets", Severity.WARNING)]
    assert "sheet 3" in told[0].message and "2 other sheets" in told[0].message


def test_hidden_rows_and_merged_cells_are_told(tmp_path: Path) -> None:
    """A filter hides rows and takes none out; a merged cell says its value once."""
    book = openpyxl.Workbook()
    for row in (HEAD, ROW, (1001, *ROW[1:]), (1002, *ROW[1:])):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.merge_cells("B2:B4")
    rows, told = people(saved(book), tmp_path)

    assert [each.id for each in rows] == ["1000", "1001", "1002"]
    assert {each.code: each.message for each in told} == {

        "workbook-hidden": f"row 3 of '{tmp_path / 'list.xlsx'}' is hidden, as by a filter, and read as the others are",
        "workbook-merged": f"merged cells in '{tmp_path / 'list.xlsx'}' (B2:B4): what they say is that of their first "
        "cell alone",
    }  # fmt: skip
    table = ods_row(ods_text("id")) + ods_row(ods_text("1"), hidden=True) + ods_row(ods_text("2"))
    _, told = people(ods(table), tmp_path, "list.ods")
    assert [each.code for each in told] == ["workbook-hidden"] and "row 2" in told[0].message


def test_an_error_of_the_spreadsheet_stays_and_is_judged_as_in_a_csv_file(tmp_path: Path) -> None:
    """The library reads it as an empty cell, and a field that may be empty would be so in silence."""
    (anna,), _ = people(xlsx([HEAD, (1000, "#N/A", *ROW[2:])]), tmp_path)
    marks = 'calcext:value-type="error" table:formula="of:=#REF!"'
    table = ods_row(ods_text("id"), ods_text("name")) + ods_row(ods_text("1"), ods_cell("float", "0", "#REF!", marks))
    (ben,), _ = people(ods(table), tmp_path, "list.ods")

    assert anna.fields["name"] == "#N/A"
    assert ben.fields["name"] == "#REF!"


def test_the_values_of_formulas_count(tmp_path: Path) -> None:
    """As they were when the file was saved."""
    data = xlsx([("id", "name"), (1, "x")])
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b'<c r="A2" t="n"><v>1</v></c>', b'<c r="A2"><f>40+2</f><v>42</v></c>')
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part)

    assert [each.id for each in people(file.getvalue(), tmp_path)[0]] == ["42"]


def test_empty_rows_are_passed_over_and_numbers_stay(tmp_path: Path) -> None:
    """A row is called as the spreadsheet calls it."""
    rows, told = people(xlsx([[], HEAD, [], ROW, [None, "", " "][:2], (1001, *ROW[1:])]), tmp_path)

    assert [(each.id, each.row) for each in rows] == [("1000", 4), ("1001", 6)]
    assert told == []


def test_consent_is_read_from_a_workbook(tmp_path: Path) -> None:
    """Booleans say yes and no."""
    rows, _ = people(
        xlsx([("Id", "E-Mail", "CONSENT"), (1, "a@x.test", True), (2, "b@x.test", False), (3, "c@x.test", None)]),
        tmp_path, needs=TO_POST,
    )  # fmt: skip

    assert [each.consent for each in rows] == [Consent.YES, Consent.NO, Consent.NOT_SAID]
    assert rows[0].email == "a@x.test"


def test_a_line_break_in_a_cell_holds_its_row(tmp_path: Path) -> None:
    """As in a CSV file; the place is the row and the column of the sheet."""
    rows, told = people(xlsx([("id", "name"), (1, "An\nna"), (2, "Ben")]), tmp_path)

    assert [each.id for each in rows] == ["2"]
    assert told[0].code == "csv-line-break" and str(told[0].origin).endswith(":2:2")
    assert "Anna" not in told[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (locked(xlsx([HEAD, ROW])), "workbook-locked"),
        (xlsx([HEAD, ROW])[:-300], "workbook-damaged"),
        (xlsx([HEAD, ROW])[:2000], "workbook-damaged"),
        (b"PK\x03\x04", "workbook-damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook-damaged"),
        (xls([HEAD, ROW[:2]])[:900], "workbook-damaged"),
        (xlsx([]), "csv-empty"),
        (ods(""), "csv-empty"),
        (ods('<!DOCTYPE x>'), "workbook-damaged"),
        (ods(ods_row('<table:table-cell table:number-columns-repeated="9999999" office:value-type="string">'
                     '<text:p>x</text:p></table:table-cell>')), "csv-long"),
        (xlsx([HEAD, *[()] * 200_000, ROW]), "csv-long"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_what_cannot_be_read_is_told(data: bytes, code: str) -> None:
    """No traceback, no word of what it holds, and a way out."""
    finding = refused(data)

    assert finding.code == code and finding.hint
    assert "Anna" not in f"{finding.message}{finding.hint}"


def test_an_archive_of_something_else_is_no_list() -> None:
    """A document of Word begins with the same bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as package:
        package.writestr("word/document.xml", "<w/>")

    assert refused(file.getvalue()).code == "workbook-damaged"


def test_one_cell_far_away_takes_no_room() -> None:
    """The library makes room for all that lies between: 17 thousand million cells."""
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "id", "x"
    data = saved(book)
    tracemalloc.start()
    assert refused(data).code == "csv-long"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 20_000_000


def test_what_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is unpacked; and a file that says less than it holds is damaged."""
    data = xlsx([HEAD, *[(f"{at}", "a" * 500, *ROW[2:]) for at in range(300)]])
    monkeypatch.setattr(workbook_scan, "MOST_UNPACKED", 10_000)
    assert refused(data).code == "workbook-damaged"
    monkeypatch.setattr(workbook, "MOST_WORKBOOK", 1_000)
    assert refused(data).code == "csv-long"


def test_a_list_of_any_length_up_to_the_bound_is_read(tmp_path: Path) -> None:
    """A small town's."""
    rows, told = people(xlsx([HEAD, *[(at, *ROW[1:]) for at in range(5_000)]]), tmp_path)

    assert len(rows) == 5_000 and told == []


WANTED = ("id", "name", "day", "hour", "email", "consent")


@pytest.mark.parametrize(
    "header",
    [
        ("Patient ID", "Full name", "Date", "Time", "E-Mail address"),
        ("Nº", "Paciente", "Fecha de la cita", "Hora", "Correo electrónico"),
        ("Nr pacjenta", "Imię i nazwisko", "Data wizyty", "Godzina", "Adres e-mail"),
        ("病历号", "姓名", "日期", "时间", "邮箱"),
        ("رقم الملف", "اسم المريض", "التاريخ", "الساعة", "البريد الإلكتروني"),
        ("ID", "NAME", "Day", "hour ", "e_mail"),
    ],
)
def test_columns_are_proposed_in_the_five_languages(header: tuple[str, ...]) -> None:
    """In any case, with spaces and accents or without; consent is never guessed."""
    found = proposed_columns(header, WANTED, {})

    assert found == dict(zip(("id", "name", "day", "hour", "email"), header, strict=True))


def test_no_column_is_taken_twice_and_what_was_kept_comes_first() -> None:
    """`Date` could be two; what a person said last time is not asked again."""
    assert proposed_columns(("Name", "Date"), ("day", "name"), {"name": "Date"}) == {"name": "Date"}
    assert proposed_columns(("Date", "Fecha"), ("day",), {}) == {}
    assert proposed_columns(("Name", "Agrees"), ("name", "consent"), {"consent": "Agrees"}) == {
        "name": "Name", "consent": "Agrees",
    }  # fmt: skip


def test_the_file_that_keeps_columns_is_read_as_it_was_written(tmp_path: Path) -> None:
    """Whatever a column is called."""
    columns = {"email": 'E-Mail: "work"', "name": "姓名 # 1", "consent": "yes"}
    path = tmp_path / "columns.yaml"
    path.write_text(columns_text(columns), encoding="utf-8")

    assert read_columns(path) == columns


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("c.yaml", "email: E-Mail\n", "wrong-shape"), ("c.yaml", "columns: [a]\n", "wrong-shape"),
     ("c.yaml", "columns:\n  email: {a: b}\n", "wrong-shape"), ("list.csv", "id,name\n1,Anna\n", "not-a-file")],
)  # fmt: skip
def test_a_file_that_keeps_no_columns_is_told(name: str, text: str, code: str, tmp_path: Path) -> None:
    """And a list that is named in its place is not repeated."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_columns(path)

    assert caught.value.findings[0].code == code
    assert "Anna" not in str(caught.value)


def test_a_blank_far_below_the_list_is_no_person(tmp_path: Path) -> None:
    """Somebody touched the space bar there once."""
    rows, told = people(xlsx([HEAD, ROW, *[[]] * 59_997, [" "]]), tmp_path)

    assert len(rows) == 1
    assert told == []


def test_a_title_in_a_workbook_is_told_as_one(tmp_path: Path) -> None:
    """Not as one fault for each column beside it."""
    with pytest.raises(BadInput) as caught:
        people(xlsx([["Patients of March"], HEAD, ROW]), tmp_path)

    assert [each.message.partition(",")[0] for each in caught.value.findings] == ["row 1 is a title"]
