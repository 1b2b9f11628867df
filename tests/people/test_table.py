"""CSV is read strictly: what is wrong is told with row and column, and no value is repeated."""

import time
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.codes import CODES
from brochure.base.findings import BadInput, Finding
from brochure.people.cells import cell_starts, harmless_cell, spreadsheet_letter
from brochure.people.table import _HINTS, Row, open_table

WANTED = ("id", "email")
HEADER = b"id,email,name\n"


def table_of(folder: Path, data: bytes, *, encoding: str = "") -> tuple[list[Row], list[Finding]]:
    path = folder / "list.csv"
    path.write_bytes(data)
    told: list[Finding] = []
    return list(open_table(path, wanted=WANTED, encoding=encoding).rows(told.append)), told


def refused(folder: Path, data: bytes, *, encoding: str = "") -> Finding:
    with pytest.raises(BadInput) as caught:
        table_of(folder, data, encoding=encoding)
    (finding,) = caught.value.findings
    return finding


def test_rows_keep_their_cells_as_typed(tmp_path: Path) -> None:
    """Quotes part nothing inside them, and a doubled one is one."""
    rows, told = table_of(tmp_path, b'id,email,name\r\n1,a@x.test,"Ng, ""Al"""\r\n\r\n007,b@x.test, B \r\n')

    assert [row.cells for row in rows] == [("1", "a@x.test", 'Ng, "Al"'), ("007", "b@x.test", " B ")]
    assert [row.number for row in rows] == [2, 4]  # as the spreadsheet counts
    assert told == []


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_the_delimiter_is_found_in_the_header(mark: str, tmp_path: Path) -> None:
    """Spreadsheets of half the world write semicolons."""
    rows, told = table_of(tmp_path, f"id{mark}email{mark}name\n1{mark}a@x.test{mark}A\n".encode())

    assert rows[0].cells == ("1", "a@x.test", "A")
    assert told == []


@pytest.mark.parametrize("note", ["sep=;", "SEP=;\r", '"sep=;"', "sep=;;;", "\ufeffsep=;"])
def test_the_note_of_a_spreadsheet_names_the_delimiter(note: str, tmp_path: Path) -> None:
    """The program that wrote it does not show it, so rows count without it; lines of the file count with it."""
    rows, told = table_of(tmp_path, f"{note}\nid;email;name, first\n1;a@x.test;A\n2;b@x.test\n".encode())

    assert [(row.number, row.line, row.cells) for row in rows] == [(2, 3, ("1", "a@x.test", "A"))]
    assert [finding.message.split(" has")[0] for finding in told] == ["row 3"]
    assert told[0].origin is not None and told[0].origin.line == 4


@pytest.mark.parametrize("data", [b"sep=;\n", b"sep=;", b"sep=;\n\n1;a@x.test\n"])
def test_a_note_alone_is_no_header(data: bytes, tmp_path: Path) -> None:
    """What follows it is the header, or there is none."""
    assert refused(tmp_path, data).code == "csv-empty"


def test_of_two_delimiters_the_one_that_gives_the_wanted_columns_is_taken(tmp_path: Path) -> None:
    """A name of a column may hold a comma."""
    rows, _ = table_of(tmp_path, b"id;email;name, first\n1;a@x.test;A\n")

    assert rows[0].cells == ("1", "a@x.test", "A")


@pytest.mark.parametrize(
    "data", [b"id|email|name\n1|a@x.test|A\n", b"one;two,three\n1;2,3\n", b"id email\n1 a@x.test\n"]
)
def test_a_delimiter_that_cannot_be_told_is_refused(data: bytes, tmp_path: Path) -> None:
    """A guess would move values into wrong columns."""
    assert refused(tmp_path, data).code == "csv-delimiter"


def test_a_short_and_a_long_row_are_told_and_the_others_go_on(tmp_path: Path) -> None:
    """CS02."""
    rows, told = table_of(tmp_path, HEADER + b"1,a@x.test\n2,b@x.test,B\n3,c@x.test,C,more\n4,d@x.test,D\n")

    assert [row.cells[0] for row in rows] == ["2", "4"]
    assert [(finding.code, finding.message) for finding in told] == [
        ("csv-row", "row 2 has 2 cells, the header has 3"),
        ("csv-row", "row 4 has 4 cells, the header has 3"),
    ]
    assert told[1].origin is not None
    assert told[1].origin.line == 4


@pytest.mark.parametrize("header", [b"id,email,email\n", b"id,email,Email \n"])
def test_a_header_that_stands_twice_is_refused(header: bytes, tmp_path: Path) -> None:
    """CS03: which of the two would be meant?"""
    finding = refused(tmp_path, header + b"1,a@x.test,b@x.test\n")

    assert finding.code == "csv-header"
    assert "columns B and C" in finding.message


def test_a_column_without_a_name_is_refused(tmp_path: Path) -> None:
    """Its values would belong to nobody."""
    with pytest.raises(BadInput) as caught:
        table_of(tmp_path, b"id,email,,\n1,a@x.test,,\n")

    assert [finding.message for finding in caught.value.findings] == ["column C has no name", "column D has no name"]


def test_a_file_without_header_is_told_and_its_first_patient_is_not(tmp_path: Path) -> None:
    """The first row would otherwise be printed as names of columns."""
    finding = refused(tmp_path, b"1,marker@x.test,Marker\n2,b@x.test,B\n")

    assert finding.code == "csv-header"
    assert "marker" not in f"{finding.message}{finding.hint}".lower()


def test_a_mark_of_utf8_at_the_start_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    """CS05: spreadsheets write it."""
    rows, told = table_of(tmp_path, b"\xef\xbb\xbfid,email,name\n1,a@x.test,M\xc3\xbcller\n")

    assert rows[0].cells[2] == "Müller"
    assert told == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (HEADER + b"1,a@x.test,A\n2,b@x.test,M\xfcller\n", "byte 0xfc in line 3"),
        ("id,email,name\n1,a@x.test,A\n".encode("utf-16"), "UTF-16"),
        ("id,email,name\n1,a@x.test,A\n".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_another_encoding_is_refused_unless_it_is_named(data: bytes, said: str, tmp_path: Path) -> None:
    """CS05: a guess would misspell names."""
    finding = refused(tmp_path, data)

    assert finding.code == "csv-encoding"
    assert said in finding.message
    assert "--encoding" in finding.hint


@pytest.mark.parametrize("name", ["cp1252", "windows-1252", "utf-16", "latin-1"])
def test_a_named_encoding_is_taken(name: str, tmp_path: Path) -> None:
    """The clinic knows its own system."""
    rows, told = table_of(tmp_path, "id,email,name\n1,a@x.test,Müller\n".encode(name), encoding=name)

    assert rows[0].cells[2] == "Müller"
    assert told == []


@pytest.mark.parametrize("name", ["rot13", "idna", "base64", "no-such", "utf-7"])
def test_an_encoding_that_no_spreadsheet_writes_is_refused(name: str, tmp_path: Path) -> None:
    """Codecs of Python do more than decode text."""
    assert refused(tmp_path, HEADER, encoding=name).code == "csv-encoding"


def test_a_byte_that_is_cut_at_the_edge_of_a_piece_is_read_whole(tmp_path: Path) -> None:
    """The file is looked through in pieces of 64 KiB."""
    rows = b"".join(b"%d,a%d@x.test,\xc3\xbc\n" % (at, at) for at in range(12_000))

    found, told = table_of(tmp_path, HEADER + rows)

    assert len(rows) > 3 * 65536
    assert len(found) == 12_000
    assert told == []


def test_a_nul_is_refused_with_row_and_column(tmp_path: Path) -> None:
    """CS06."""
    rows, told = table_of(tmp_path, HEADER + b"1,a@x.test,A\x00B\n2,b@x.test,B\n")

    assert [row.number for row in rows] == [3]
    assert told[0].code == "csv-character"
    assert told[0].message.startswith("row 2, column C (name) holds U+0000")
    assert told[0].origin is not None
    assert told[0].origin.column == 12


def test_a_field_of_140000_letters_is_refused_with_row_and_column(tmp_path: Path) -> None:
    """CS06; quoted or not, and the rows after it are read."""
    for quote in (b"", b'"'):
        long = quote + b"x" * 140_000 + quote
        rows, told = table_of(tmp_path, HEADER + b"1," + long + b",A\n2,b@x.test,B\n")

        assert [row.number for row in rows] == [3]
        assert [finding.code for finding in told] == ["csv-long"]
        assert told[0].message == "row 2, column B (email) is longer than 10,000 letters"


def test_a_row_that_never_ends_costs_no_memory(tmp_path: Path) -> None:
    """A file of one line could be larger than the machine."""
    path = tmp_path / "list.csv"
    path.write_bytes(HEADER + b"1," + b"x" * 30_000_000 + b",A\n2,b@x.test,B\n")
    told: list[Finding] = []
    tracemalloc.start()

    rows = list(open_table(path, wanted=WANTED).rows(told.append))

    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row.number for row in rows] == [3]
    assert [finding.code for finding in told] == ["csv-long"]
    assert peak < 20_000_000


def test_lines_that_end_with_a_return_alone_are_refused(tmp_path: Path) -> None:
    """CS06: the whole file would be one row."""
    assert refused(tmp_path, b"id,email,name\r1,a@x.test,A\r").code == "csv-lines"


def test_a_return_inside_a_line_is_refused_with_its_column(tmp_path: Path) -> None:
    """CS06: some readers would begin a row there."""
    rows, told = table_of(tmp_path, HEADER + b"1,a@x.test,A\rB\n2,b@x.test,B\n")

    assert [row.number for row in rows] == [3]
    assert told[0].message.startswith("row 2, column C (name) holds U+000D")


def test_a_line_break_in_a_name_is_refused_and_the_next_row_is_read(tmp_path: Path) -> None:
    """CS06: the row is told once, and rows are counted as the spreadsheet counts them."""
    rows, told = table_of(tmp_path, HEADER + b'1,a@x.test,"Anna\nBee"\n2,b@x.test,B\n3,c@x.test\n')

    assert [(row.number, row.line) for row in rows] == [(3, 4)]
    assert [finding.message for finding in told] == [
        "row 2, column C (name) holds a line break; lines 2 to 3 are left out",
        "row 4 has 2 cells, the header has 3",
    ]


def test_a_quote_that_is_never_closed_spoils_its_own_row_only(tmp_path: Path) -> None:
    """Other readers swallow the rest of the file into one cell."""
    more = b"".join(b"%d,x%d@x.test,X\n" % (at, at) for at in range(3, 200))
    rows, told = table_of(tmp_path, HEADER + b'1,a@x.test,"Anna\n2,b@x.test,B\n' + more)

    assert [row.number for row in rows] == list(range(3, 201))
    assert [finding.message for finding in told] == ["row 2, column C (name) has a quote without its partner"]


def test_a_quote_that_is_never_closed_on_the_last_row_is_told(tmp_path: Path) -> None:
    """The end of the file closes nothing."""
    rows, told = table_of(tmp_path, HEADER + b'1,a@x.test,A\n2,b@x.test,"B')

    assert [row.number for row in rows] == [2]
    assert [finding.code for finding in told] == ["csv-quotes"]


@pytest.mark.parametrize("cell", ["=cmd|'/C calc'!A0", "+1", "-1", "@x", "\t=1", "＝1", "  =1"])
def test_a_formula_is_text_when_read_and_harmless_when_written(cell: str, tmp_path: Path) -> None:
    """CS12: in the leaflet it is printed as it stands."""
    rows, told = table_of(tmp_path, HEADER + f"1,a@x.test,{cell}\n".encode())

    assert rows[0].cells[2] == cell
    assert told == []
    assert harmless_cell(cell) == f"'{cell}"


def test_a_plain_cell_is_written_as_it_is() -> None:
    """Only what a spreadsheet would run is marked."""
    assert [harmless_cell(text) for text in ("a@x.test", "", "1 - 2", "7")] == ["a@x.test", "", "1 - 2", "7"]


def test_100000_rows_cost_no_memory_and_linear_time(tmp_path: Path) -> None:
    """CS14: at most 20 MB more than fewer rows take."""
    peaks, times = [], []
    for count in (10_000, 100_000):
        path = tmp_path / f"{count}.csv"
        with path.open("w", encoding="utf-8") as file:
            file.write("id,email,name\n")
            file.writelines(f"{at},person{at}@clinic.test,Person Number {at}\n" for at in range(count))
        told: list[Finding] = []
        tracemalloc.start()
        start = time.process_time()
        assert sum(1 for _ in open_table(path, wanted=WANTED).rows(told.append)) == count
        times.append(time.process_time() - start)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()

    assert peaks[1] - peaks[0] < 2_000_000
    assert times[1] < 25 * times[0]


def test_a_folder_a_workbook_and_nothing_are_refused(tmp_path: Path) -> None:
    """Each with its own way out."""
    (tmp_path / "empty.csv").write_bytes(b"")
    (tmp_path / "book.csv").write_bytes(b"PK\x03\x04 and more")
    codes = []
    (tmp_path / "leaflet.csv").write_bytes(b"%PDF-1.7 and more")
    for name in ("empty.csv", "book.csv", "leaflet.csv", ".", "none.csv"):
        with pytest.raises(BadInput) as caught:
            open_table(tmp_path / name, wanted=WANTED)
        codes.append(caught.value.findings[0].code)

    assert codes == ["csv-empty", "workbook-damaged", "csv-kind", "not-a-file", "file-unreadable"]


def test_columns_are_called_as_spreadsheets_call_them() -> None:
    """People look for the letter."""
    assert [spreadsheet_letter(at) for at in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


@given(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=8), min_size=1, max_size=6))
@settings(max_examples=300, deadline=None)
def test_the_places_of_cells_are_where_the_library_parts_them(cells: list[str]) -> None:
    """The own scanner names columns in messages; the library reads values: both must mean the same."""
    import csv
    import io

    file = io.StringIO()
    csv.writer(file, lineterminator="").writerow(cells)

    assert len(cell_starts(file.getvalue(), ",")) == len(cells)


@given(st.binary(max_size=400))
@settings(max_examples=300, deadline=None)
def test_no_file_breaks_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Whatever is fed, rows come out or findings do."""
    folder = tmp_path_factory.mktemp("any")
    try:
        rows, _ = table_of(folder, HEADER + data)
    except BadInput:
        return
    assert all(len(row.cells) == 3 for row in rows)


def test_every_fault_of_a_cell_is_explained() -> None:
    """`brochure explain` must know whatever the program can say."""
    assert _HINTS.keys() <= CODES.keys()


def test_an_old_workbook_by_another_name_is_told_as_one(tmp_path: Path) -> None:
    """Its first bytes are those of a compound file, and half of the rest are zero, as in UTF-16."""
    finding = refused(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))

    assert finding.code == "workbook-damaged" and "is no workbook" in finding.message


@pytest.mark.parametrize("data", [HEADER + b"1,a@x.test,A\n", b"", b"i", HEADER * 5000])
def test_a_file_that_is_no_utf_16_is_told(data: bytes, tmp_path: Path) -> None:
    """The codec raises another exception where the mark at the beginning is missing."""
    assert refused(tmp_path, data, encoding="utf-16").code in {"csv-encoding", "csv-empty"}


def test_a_list_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    """Its size is told before a byte of it is read."""
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.write(HEADER + b'"')
        file.truncate(100_000_000)

    began = time.monotonic()
    with pytest.raises(BadInput) as caught:
        open_table(path, wanted=WANTED)

    assert time.monotonic() - began < 1
    assert caught.value.findings[0].code == "csv-long" and "100 MB" in caught.value.findings[0].message


@pytest.mark.parametrize(
    "rows",
    [
        b'1,"a@x.test,A\n2,b@x.test",B\n', b'1,a@x.test,"A\n2,b@x.test,B"\n', b'"1,a@x.test,A\n2",b@x.test,B\n',
        b'1,"a@x.test,A\r\n2,b@x.test",B\r\n',
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["rows", "cells"])
def test_a_quote_that_may_join_two_rows_is_told_with_its_line(rows: bytes, way: str, tmp_path: Path) -> None:
    """Also where cells are shown before they are judged: nobody types the two apart there and keeps one."""
    path = tmp_path / "list.csv"
    path.write_bytes(HEADER + rows + b"3,c@x.test,C\n")
    told: list[Finding] = []
    table = open_table(path, wanted=("id",))
    found = [row.cells[0] for row in getattr(table, way)(told.append)]

    assert found == ["3"]
    assert [(each.code, each.origin.line if each.origin else 0) for each in told] == [("csv-quotes", 2)]
    assert "lines 2 to 3 are left out" in told[0].message


def test_a_line_break_in_a_cell_that_holds_no_row_is_for_whoever_shows_the_cells(tmp_path: Path) -> None:
    """They can be typed in one line there."""
    path = tmp_path / "list.csv"
    path.write_bytes(HEADER + b'1,a@x.test,"Anna\nBee"\n')
    told: list[Finding] = []

    assert [row.cells[2] for row in open_table(path, wanted=("id",)).cells(told.append)] == ["Anna\nBee"]
    assert told == []


@pytest.mark.parametrize("title", [b"Patients of March\n", b"Patients of March,,\n", b'"Patients of March"\n'])
def test_a_title_above_the_names_of_the_columns_is_told_as_one(title: bytes, tmp_path: Path) -> None:
    """Not as columns without names."""
    finding = refused(tmp_path, title + HEADER + b"1,a@x.test,A\n")

    assert (finding.code, finding.message.partition(",")[0]) == ("csv-header", "row 1 is a title")


def test_one_cell_is_counted_as_one(tmp_path: Path) -> None:
    assert table_of(tmp_path, HEADER + b"1\n")[1][0].message == "row 2 has 1 cell, the header has 3"
