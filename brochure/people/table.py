"""A list as strict rows: a CSV file or a workbook, every fault with its row and column, and no value is repeated.

What comes in is a spreadsheet or its export; what goes out is one row at a time, so that a long CSV file costs no
memory. A workbook, and what is held in memory already, has its cells read: they are judged in the same way.
"""

import csv
import io
import re
from collections import deque
from collections.abc import Callable, Collection, Iterator
from itertools import pairwise
from pathlib import Path
from typing import IO

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding
from brochure.base.lists import HeldList
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple
from brochure.content.characters import forbidden_characters, is_clean
from brochure.people.cells import cell_starts, doubtful_cell, is_title, spreadsheet_letter
from brochure.people.encodings import encoding_of, look_through, open_bytes
from brochure.people.workbook import is_workbook, read_workbook, workbook_of

MOST_LETTERS = 10_000  # of one cell
MOST_LINE = 1_000_000  # letters of one row
_MOST_JOINED = 10  # lines that one cell with line breaks may be spread over before its quote counts as never closed
_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
# What Excel reads and does not show: there the header is row 1 all the same.
_NOTE = re.compile(r'"?sep=([,;\t])"?[,;\t]*', re.I)

Tell = Callable[[Finding], None]


class Row(NamedTuple):
    """One row that has as many cells as the header."""

    number: int  # as a spreadsheet counts: the header is row 1
    line: int  # of the file
    cells: tuple[str, ...]
    text: str  # the line as it stands, to find the place of a cell


class Table(NamedTuple):
    """A list whose header could be read."""

    path: Path
    encoding: str
    delimiter: str
    header: tuple[str, ...]  # without the spaces around a name
    header_line: int = 1
    held: HeldList | None = None  # whose cells are read already: places are then rows and columns
    told: tuple[Finding, ...] = ()  # of the whole list
    data: bytes | None = None  # of a CSV file that lies on no disk

    def rows(self, tell: Tell) -> Iterator[Row]:
        """Every sound row in order; the others are told, and left out."""
        reading = _TableReading(self, tell)
        yield from reading.rows() if self.held is None else reading.held_rows(self.held)

    def cells(self, tell: Tell) -> Iterator[Row]:
        """Every row that has as many cells as the header, whatever is in them."""
        reading = _TableReading(self, tell, judges=False)
        yield from reading.rows() if self.held is None else reading.held_rows(self.held)

    def place(self, line: int, text: str, cell: int) -> Origin:
        """Where a cell begins; the line itself is not repeated, because it holds patients."""
        if self.held is not None:
            return Origin(str(self.path), line, cell + 1)
        starts = cell_starts(text, self.delimiter)
        return Origin(str(self.path), line, starts[min(cell, len(starts) - 1)] + 1)

    def column(self, cell: int) -> str:
        """A column as people call it: its letter in the spreadsheet, and its name."""
        name = f" ({self.header[cell]})" if cell < len(self.header) else ""
        return f"column {spreadsheet_letter(cell)}{name}"


def open_table(path: Path, *, wanted: Collection[str], encoding: str = "", data: bytes | None = None) -> Table:
    """Look through the whole file once, and read its header.

    `wanted` names the columns that the header must have: they tell the delimiter where several could be meant.
    `encoding` is the one that somebody named for a CSV file; without it that is UTF-8. `data` stands for the file where
    it lies on no disk.

    Raises:
        BadInput: the file cannot be read, is not in this encoding, has no header, or its delimiter cannot be told.
    """
    chosen = encoding_of(encoding)
    try:
        with open_bytes(path, data) as binary:
            is_book = is_workbook(binary.read(8))
        if is_book:
            book = workbook_of(path) if data is None else read_workbook(data, str(path))
            return held_table(book.held)._replace(told=book.told)
        look_through(path, chosen, data)
        with _open(path, chosen, data) as file:
            first = file.readline(MOST_LINE + 1).rstrip("\r\n")
            note = _NOTE.fullmatch(first)
            if note:
                first = file.readline(MOST_LINE + 1).rstrip("\r\n")
            second = file.readline(MOST_LINE + 1).rstrip("\r\n")
    except OSError as fault:
        message = f"cannot read '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "check the name and the folder")) from None
    line = 2 if note else 1
    where = Origin(str(path), line, 1)
    if not first.strip():
        raise BadInput(Finding("csv-empty", f"'{path}' has no header", where, "write the names of the columns first"))
    if is_title(first, second):
        raise BadInput(_title(where, line))
    delimiter = note[1] if note else _delimiter(first, wanted, where)
    return Table(path, chosen, delimiter, _header(first, delimiter, where), line, data=data)


def held_table(held: HeldList) -> Table:
    """A list whose cells are read already.

    Raises:
        BadInput: a name of a column is missing, stands twice, or is none.
    """
    where = Origin(held.name, held.header_row, 1)
    header = _judged_header(held.header, where, held.header_row)
    return Table(Path(held.name), "", "\t", header, held.header_row, held)


def _open(path: Path, encoding: str, data: bytes | None) -> IO[str]:
    return io.TextIOWrapper(open_bytes(path, data), encoding=encoding, newline="\n")


def _delimiter(first: str, wanted: Collection[str], where: Origin) -> str:
    found = [mark for mark in _DELIMITERS if len(cell_starts(first, mark)) > 1]
    if not found and {first.strip().strip('"').casefold()} >= {name.casefold() for name in wanted}:
        return ","  # a single column needs none
    if len(found) > 1:
        found = [mark for mark in found if _has(first, mark, wanted)] or found
    if len(found) != 1:
        named = " and ".join(_DELIMITERS[mark] for mark in found)
        message = f"{named} both part the header" if found else "no comma, semicolon or tab parts the header"
        hint = "write one header line such as `id,email,consent`, and part every row alike"
        raise BadInput(Finding("csv-delimiter", message, where, hint))
    return found[0]


def _has(first: str, delimiter: str, wanted: Collection[str]) -> bool:
    try:
        cells = {cell.strip().casefold() for cell in next(csv.reader([first], delimiter=delimiter, strict=True))}
    except csv.Error:
        return False
    return cells >= {name.casefold() for name in wanted}


def _header(first: str, delimiter: str, where: Origin) -> tuple[str, ...]:
    """The names of the columns. They are not repeated in a fault: a file without header has a patient there."""
    try:
        names = tuple(cell.strip() for cell in next(csv.reader([first], delimiter=delimiter, strict=True)))
    except csv.Error:
        raise BadInput(Finding("csv-quotes", "quotes do not pair in the header", where, "mend row 1")) from None
    return _judged_header(names, where, 1)


def _title(where: Origin, row: int) -> Finding:
    message = f"row {row} is a title, and the names of the columns stand below it"
    hint = f"take row {row} out, so that the names of the columns come first"
    return Finding("csv-header", message, where, hint)


def _judged_header(names: tuple[str, ...], where: Origin, row: int) -> tuple[str, ...]:
    if len(names) > 2 and names[0] and not any(names[1:]):
        raise BadInput(_title(where, row))
    faults = []
    seen: dict[str, int] = {}
    for cell, name in enumerate(names):
        letter = spreadsheet_letter(cell)
        if not name:
            faults.append(Finding("csv-header", f"column {letter} has no name", where, "name it, or take it out"))
        elif "@" in name:
            hint = f"write the names of the columns into row {row}, such as `id,email,consent`"
            faults.append(Finding("csv-header", f"row {row} holds an address in column {letter}, no name", where, hint))
        elif name.casefold() in seen:
            message = f"columns {spreadsheet_letter(seen[name.casefold()])} and {letter} have the same name"
            faults.append(Finding("csv-header", message, where, "rename or take out one of the two"))
        elif len(name) > 100 or forbidden_characters(Said(name, where), ""):
            hint = "write a short plain name"
            faults.append(Finding("csv-header", f"the name of column {letter} cannot be read", where, hint))
        seen.setdefault(name.casefold(), cell)
    if faults:
        raise BadInput(*faults)
    return names


class _TableReading:
    """One pass over the rows."""

    def __init__(self, table: Table, tell: Tell, *, judges: bool = True) -> None:
        self.table, self.judges = table, judges
        self.tell = tell
        self.ahead: deque[str] = deque()  # lines that were looked at already
        self.line = 0
        self.number = 0
        self.faults = 0

    def rows(self) -> Iterator[Row]:
        with _open(self.table.path, self.table.encoding, self.table.data) as file:
            while self.line < self.table.header_line - 1:
                self._next(file)
            while text := self._next(file):
                self.number += 1
                row = self._row(file, text)
                if row is not None and self.number > 1:
                    yield row

    def _next(self, file: IO[str]) -> str:
        text = self.ahead.popleft() if self.ahead else file.readline(MOST_LINE + 1)
        self.line += bool(text)
        return text

    def _row(self, file: IO[str], text: str) -> Row | None:
        line = self.line
        if len(text) > MOST_LINE:
            self._fault("csv-long", line, text, len(cell_starts(text, self.table.delimiter)) - 1, _too_long(MOST_LINE))
            while text and not text.endswith("\n"):
                text = file.readline(MOST_LINE)
            return None
        text = text.removesuffix("\n").removesuffix("\r")
        cells = self._cells(text)
        if cells is None:
            joined = self._joined(file, text)
            cells = self._cells(joined)
            if cells is None:
                self._quotes(line, text)
                return None
            text = joined
            if (cell := doubtful_cell(cells, text.split("\n"), self.table.delimiter)) is not None:
                self._fault("csv-quotes", line, text, cell, _doubt(line, self.line))
                return None
        if not any(map(str.strip, cells)):  # what a spreadsheet leaves behind under its last row
            return None
        return self._judged(line, text, cells) if self.number > 1 else None

    def _cells(self, text: str) -> list[str] | None:
        """The cells of one line; None where its quotes do not pair."""
        delimiter = self.table.delimiter
        if '"' not in text:
            return text.split(delimiter)
        try:
            return next(csv.reader([text], delimiter=delimiter, strict=True), [""])
        except csv.Error:
            starts = [*cell_starts(text, delimiter), len(text) + 1]
            cells = [text[start : after - 1] for start, after in pairwise(starts)]
            return cells if max(map(len, cells)) > MOST_LETTERS else None  # too long for the library to say more

    def _joined(self, file: IO[str], text: str) -> str:
        """The line and those after it, if together they make one row of the right length; else the line alone."""
        taken: list[str] = []
        joined = text
        while len(taken) < _MOST_JOINED and len(joined) < MOST_LINE and (more := self._next(file)):
            taken.append(more)
            joined = f"{joined}\n{more.removesuffix(chr(10)).removesuffix(chr(13))}"
            if '"' in more and len(self._cells_of_many(joined)) == len(self.table.header):
                return joined
        self.ahead.extendleft(reversed(taken))
        self.line -= len(taken)
        return text

    def _cells_of_many(self, text: str) -> list[str]:
        try:
            rows = list(csv.reader([text], delimiter=self.table.delimiter, strict=True))
        except csv.Error:
            return []
        return rows[0] if len(rows) == 1 else []

    def _judged(self, line: int, text: str, cells: list[str]) -> Row | None:
        """The row, unless it has too many or too few cells or a cell holds what none may hold."""
        wanted = len(self.table.header)
        if len(cells) != wanted:
            counted = f"{len(cells)} {'cell' if len(cells) == 1 else 'cells'}"
            message = f"row {self.number} has {counted}, the header has {wanted}"
            origin = Origin(str(self.table.path), line, 1)
            self.tell(Finding("csv-row", message, origin, self._count_hint(len(cells) > wanted)))
            return None
        if not self.judges or (len(text) < MOST_LETTERS and "\n" not in text and is_clean(text)):
            return Row(self.number, line, tuple(cells), text)
        before = self.faults
        for cell, held in enumerate(cells):
            if "\n" in held:
                self._fault("csv-line-break", line, text, cell, self._line_break(line, text))
            if len(held) > MOST_LETTERS:
                self._fault("csv-long", line, text, cell, _too_long(MOST_LETTERS))
            for finding in forbidden_characters(Said(held, self.table.place(line, text, cell)), "the cell"):
                self._fault("csv-character", line, text, cell, finding.message.removeprefix("'the cell' "))
        return None if self.faults > before else Row(self.number, line, tuple(cells), text)

    def _count_hint(self, is_long: bool) -> str:
        if self.table.held is not None:
            return "copy whole rows of the sheet, the names of the columns too"
        if is_long and self.number == 2:
            return (
                "take a title out that stands above the names of the columns, or put quotes around a cell with commas"
            )
        return "put text that holds the delimiter in quotes" if is_long else "add the missing cells"

    def held_rows(self, held: HeldList) -> Iterator[Row]:
        """Of rows whose cells are read already."""
        for self.number, cells in held.rows:
            if (
                any(map(str.strip, cells))
                and (row := self._judged(self.number, "\t".join(cells), [*cells])) is not None
            ):
                yield row

    def _line_break(self, line: int, text: str) -> str:
        if self.table.held is not None:
            return "holds a line break; the row is left out"
        return f"holds a line break; lines {line} to {line + text.count(chr(10))} are left out"

    def _quotes(self, line: int, text: str) -> None:
        starts = cell_starts(text, self.table.delimiter)
        quoted = [cell for cell, start in enumerate(starts) if text[start : start + 1] == '"']
        self._fault("csv-quotes", line, text, quoted[-1] if quoted else 0, "has a quote without its partner")

    def _fault(self, code: Code, line: int, text: str, cell: int, what: str) -> None:
        self.faults += 1
        message = f"row {self.number}, {self.table.column(cell)} {what}"
        self.tell(Finding(code, message, self.table.place(line, text, cell), _HINTS[code]))


_HINTS = {
    "csv-long": "cut the text of this cell",
    "csv-line-break": "write it in one line",
    "csv-character": "delete the character, then type the word again",
    "csv-quotes": "close the quote, and write a quote inside a cell twice",
}


def _doubt(line: int, last: int) -> str:
    """What is told of a row that may be two people's."""
    return f"begins with a quote that ends in line {last}: two rows may be one; lines {line} to {last} are left out"


def _too_long(most: int) -> str:
    return f"is longer than {most:,} letters"
