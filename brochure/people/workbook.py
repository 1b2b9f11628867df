"""A workbook (xlsx, ods, xls) as the rows that a CSV file of it would have: every cell a text, dates and times as ISO.

The first sheet with rows is read; what a person at the desk may not know of it is told: other sheets, hidden rows,
merged cells. What stands in the place of a value (`#N/A`) stays as it is, and is told where values are judged.
"""

import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NoReturn

from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.lists import CellRow, HeldList
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.people.cells import spreadsheet_letter
from brochure.people.workbook_scan import DamagedWorkbook, LockedWorkbook, SheetLook, looks_of

MOST_ROWS: Final = 100_000  # of a workbook: all of it is held in memory
MOST_CELLS: Final = 5_000_000
MOST_WORKBOOK: Final = 40_000_000  # bytes of the file
_ARCHIVE: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a compound file: xls, and whatever has a password
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")  # a stream of that compound file. Source: MS-OFFCRYPTO, 1.3
_EXACT: Final = 10**15  # from here on a spreadsheet has lost the last figures of a whole number
_NAMED: Final = 5

Cell = object


class ReadWorkbook(NamedTuple):
    """The sheet that is read, and what is told of it."""

    held: HeldList
    told: tuple[Finding, ...]


def is_workbook(start: bytes) -> bool:
    """Whether a file that begins so is a workbook, whatever its name ends with."""
    return start.startswith((_ARCHIVE, _OLD))


def read_workbook(data: bytes, name: str) -> ReadWorkbook:
    """The first sheet with rows.

    Raises:
        BadInput: it has a password, is damaged, is none, has no rows, or more than any list.
    """
    if len(data) > MOST_WORKBOOK:
        message = f"'{name}' has {len(data) // 1_000_000:,} MB; a workbook has at most {MOST_WORKBOOK // 1_000_000} MB"
        raise BadInput(Finding("csv-long", message, None, "part it into several lists, or save it as 'CSV UTF-8'"))
    looks = _looks(data, name)
    at, rows, merged = _first_with_rows(data, looks, name)
    look = looks[at] if looks else SheetLook()
    header_row = next(number for number, cells in rows if any(cells))
    found = {number: cells for number, cells in rows if number >= header_row and any(cells)}
    width = max(len(_trimmed(cells)) for cells in found.values())
    whole = {number: (*cells, *[""] * width)[:width] for number, cells in found.items()}
    header = tuple(cell.strip() for cell in whole.pop(header_row))
    held = HeldList(name, header, tuple(CellRow(number, cells) for number, cells in whole.items()), header_row)
    return ReadWorkbook(held, tuple(_told(name, at, looks, look, merged)))


def _looks(data: bytes, name: str) -> list[SheetLook]:
    """What is known of each sheet before it is read; nothing of a file in the old form."""
    if not data.startswith(_ARCHIVE):
        if _LOCKED in data:
            raise BadInput(_locked(name))
        return []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            looks = looks_of(archive)
    except (zipfile.BadZipFile, OSError, ValueError):
        _refuse(name, "is damaged")
    except LockedWorkbook:
        raise BadInput(_locked(name)) from None
    except DamagedWorkbook as fault:
        _refuse(name, str(fault))
    for look in looks:
        if look.rows > MOST_ROWS + 1 or look.rows * look.columns > MOST_CELLS:
            size = f"{look.rows:,} rows and {look.columns:,} columns"
            message = f"'{name}' has {size}; a list has at most {MOST_ROWS:,} rows"
            hint = "part it into several lists, or delete what lies far below or beside the list"
            raise BadInput(Finding("csv-long", message, Origin(name, 1, 1), hint))
    return looks


_Rows = list[tuple[int, tuple[str, ...]]]


def _first_with_rows(data: bytes, looks: list[SheetLook], name: str) -> tuple[int, _Rows, list[str]]:
    import python_calamine  # noqa: PLC0415 - a CSV file needs none of it

    try:
        with python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            hidden = [each.visible != python_calamine.SheetVisibleEnum.Visible for each in book.sheets_metadata]
            for at in sorted(range(len(hidden)), key=lambda at: hidden[at]):
                if looks and (at >= len(looks) or not looks[at].rows):
                    continue
                sheet = book.get_sheet_by_index(at)
                if sheet.total_height >= MOST_ROWS + 1:
                    message = f"'{name}' has {sheet.total_height:,} rows; a list has at most {MOST_ROWS:,}"
                    raise BadInput(Finding("csv-long", message, None, "part it into several lists"))
                values = sheet.to_python(skip_empty_area=False)
                errors = looks[at].errors if looks else {}
                rows = [(number, _texts(row, number, errors)) for number, row in enumerate(values, 1)]
                if any(any(cells) for _, cells in rows):
                    return at, rows, list(_merged(sheet.merged_cell_ranges or ()))
    except python_calamine.PasswordError:
        raise BadInput(_locked(name)) from None
    except (python_calamine.CalamineError, ValueError, OverflowError):
        _refuse(name, "is damaged, or is no workbook")
    message = f"'{name}' has no header: every sheet is empty"
    raise BadInput(Finding("csv-empty", message, Origin(name, 1, 1), "write the names of the columns first"))


def _locked(name: str) -> Finding:
    hint = "open it, take the password away (File, Info, Protect), and save it under another name"
    return Finding("workbook-locked", f"'{name}' is locked with a password", Origin(name, 1, 1), hint)


def _refuse(name: str, why: str) -> NoReturn:
    hint = "open it in the spreadsheet program and save it again as xlsx, or as 'CSV UTF-8'"
    raise BadInput(Finding("workbook-damaged", f"workbook '{name}' {why}", Origin(name, 1, 1), hint)) from None


def _texts(row: Sequence[Cell], number: int, errors: dict[tuple[int, int], str]) -> tuple[str, ...]:
    found = [cell_text(each) for each in row]
    for (line, column), said in errors.items() if errors else ():
        if line == number and column <= len(found):
            found[column - 1] = said
    return tuple(found)


def cell_text(value: Cell) -> str:  # noqa: PLR0911 - one answer for each kind
    """A typed cell as a CSV file would hold it."""
    match value:
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case int():
            return str(value)
        case float():
            return str(int(value)) if value.is_integer() and abs(value) < _EXACT else f"{value:.15g}".upper()
        case datetime.datetime():
            moment = _to_second(value)
            if moment.year <= 1900:  # a time alone, as a day in the year nought of the spreadsheet
                return _hour(moment.time())
            return moment.date().isoformat() if moment.time() == datetime.time() else f"{moment:%Y-%m-%d %H:%M}"
        case datetime.date():
            return value.isoformat()
        case datetime.time():
            return _hour(_to_second(datetime.datetime.combine(datetime.date(2000, 1, 1), value)).time())
        case datetime.timedelta():
            seconds = round(value.total_seconds())
            return f"{seconds // 3600:02}:{seconds // 60 % 60:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
        case _:
            return ""


def _to_second(moment: datetime.datetime) -> datetime.datetime:
    """Hours are fractions of a day in a spreadsheet, and half past nine is a little less."""
    return (moment + datetime.timedelta(milliseconds=500)).replace(microsecond=0)


def _hour(time: datetime.time) -> str:
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"


def _trimmed(cells: tuple[str, ...]) -> tuple[str, ...]:
    last = max((at for at, cell in enumerate(cells) if cell), default=-1)
    return cells[: last + 1]


def _merged(ranges: Sequence[tuple[tuple[int, int], tuple[int, int]]]) -> Iterator[str]:
    for (top, left), (bottom, right) in ranges:
        yield f"{spreadsheet_letter(left)}{top + 1}:{spreadsheet_letter(right)}{bottom + 1}"


def _told(name: str, at: int, looks: list[SheetLook], look: SheetLook, merged: list[str]) -> Iterator[Finding]:
    where = Origin(name, 1, 1)
    filled = [number for number, each in enumerate(looks) if each.rows and number != at]
    if filled:
        others = "another sheet has" if len(filled) == 1 else f"{len(filled)} other sheets have"
        message = f"sheet {at + 1} of '{name}' is read; {others} rows too"
        hint = "put the sheet that is meant first, or save it as a file of its own"
        yield Finding("workbook-sheets", message, where, hint, Severity.WARNING)
    if hidden := [row for row in look.hidden_rows if row <= look.rows]:
        rows = f"rows {_few([*map(str, hidden)])}" if hidden[1:] else f"row {hidden[0]}"
        message = (
            f"{rows} of '{name}' {'are' if hidden[1:] else 'is'} hidden, as by a filter, and read as the others are"
        )
        hint = "delete the rows that are not meant; to hide them does not take them out"
        yield Finding("workbook-hidden", message, where, hint, Severity.WARNING)
    if merged:
        message = f"merged cells in '{name}' ({_few(merged)}): what they say is that of their first cell alone"
        yield Finding("workbook-merged", message, where, "part them, and write the value into each", Severity.WARNING)
    if not looks:
        message = f"'{name}' has the form of before 2007: hidden rows and cells with an error are not known"
        yield Finding("workbook-old", message, where, "save it as xlsx", Severity.NOTE)


def _few(names: list[str]) -> str:
    return ", ".join(names[:_NAMED]) + (" and more" if names[_NAMED:] else "")


def workbook_of(path: Path) -> ReadWorkbook:
    """As `read_workbook`, of a file that is known to be one.

    Raises:
        BadInput: as there; or it is too large to be looked at.
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return read_workbook(file.read(MOST_WORKBOOK + 1), str(path))
