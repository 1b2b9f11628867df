"""Rows that were copied from a spreadsheet: parted by tabs, and a cell is quoted only where it needs to be.

What comes in is the pasted text; what goes out are its cells. A quote that does not begin and end a cell is a letter.
"""

import re
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.base.lists import CellRow, HeldList
from brochure.base.origin import Origin
from brochure.people.cells import spreadsheet_letter

# Quotes inside are doubled, and the last one stands at the end of the cell.
_QUOTED: Final = re.compile(r'"((?:[^"]++|"")*+)"(?=[\t\n]|\Z)')
_PLAIN: Final = re.compile(r"[^\t\n]*")
_ENDS: Final = re.compile(r"\r\n?")


def pasted_list(text: str, name: str) -> HeldList:
    """The rows as they were copied, the names of the columns first; a row may have another number of cells.

    Raises:
        BadInput: a quote begins in one row and ends in another, and the two may be of two people.
    """
    text = _ENDS.sub("\n", text.removeprefix("\ufeff")).rstrip("\n")
    rows: list[CellRow] = []
    faults: list[Finding] = []
    header: tuple[str, ...] = ()
    at, number, line = 0, 1, 1
    while at <= len(text):
        cells, end = _row(text, at)
        broken = [cell for cell, held in enumerate(cells) if "\n" in held]
        if broken and (len(cells) != len(header) or any("\t" in cells[cell] for cell in broken)):
            faults.append(_doubt(name, number, line, broken[0]))
            end = text.find("\n", at) if "\n" in text[at:] else len(text)
            cells = tuple(text[at:end].split("\t"))
        if number == 1:
            header = tuple(cell.strip() for cell in cells)
        else:
            rows.append(CellRow(number, cells))
        line += text.count("\n", at, end) + 1
        at, number = end + 1, number + 1
    if faults:
        raise BadInput(*faults)
    return HeldList(name, header, tuple(rows))


def _row(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """The cells of the row that begins here, and where it ends."""
    cells = []
    while True:
        quoted = _QUOTED.match(text, at)
        found = quoted or _PLAIN.match(text, at)
        assert found is not None, "a plain cell may be empty"
        cells.append(quoted[1].replace('""', '"') if quoted else found[0])
        at = found.end()
        if text[at : at + 1] != "\t":
            return tuple(cells), at
        at += 1


def _doubt(name: str, row: int, line: int, cell: int) -> Finding:
    message = f"row {row} (line {line}), column {spreadsheet_letter(cell)} begins with a quote that ends in another row"
    hint = "take the quote out, or choose the file of the spreadsheet itself"
    return Finding("csv-quotes", message, Origin(name, line, 1), hint)
