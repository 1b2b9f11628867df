"""Cells of a spreadsheet: where they begin in a line, what their columns are called, what may not run in them."""

from collections.abc import Sequence

_ACTS = tuple("=+-@\t\r＝＋－＠")  # spreadsheets take a cell that begins so for a formula


def cell_starts(line: str, delimiter: str) -> list[int]:
    """Where each cell of a CSV line begins, counted from 0; right also where the quotes do not pair."""
    starts = [0]
    quoted = False
    for at, letter in enumerate(line):
        if letter == '"' and (quoted or at == starts[-1]):
            quoted = not quoted
        elif letter == '"' and at and line[at - 1] == '"':  # a doubled quote stands for one
            quoted = True
        elif letter == delimiter and not quoted:
            starts.append(at + 1)
    return starts


def doubtful_cell(cells: Sequence[str], lines: Sequence[str], delimiter: str) -> int | None:
    """Which cell of a row of several lines may hold another row: it holds what parts cells, or a line could be a row.

    Whoever writes lists writes the same number of cells into each row, so that a cell that swallowed the end of one
    row and the start of the next has a delimiter.
    """
    broken = [at for at, cell in enumerate(cells) if "\n" in cell]
    could_be_row = any(line.count(delimiter) + 1 >= len(cells) for line in lines[1:])
    return next((at for at in broken if could_be_row or delimiter in cells[at]), None)


def is_title(first: str, second: str) -> bool:
    """Whether words stand alone in the first line of a list and the next line has more cells than one."""
    marks = ",;\t"
    return not any(mark in first.strip(marks) for mark in marks) and any(
        len(cell_starts(second, mark)) > 2 for mark in marks
    )


def spreadsheet_letter(cell: int) -> str:
    """The letter of a column, counted from 0: A to Z, then AA."""
    letters = ""
    cell += 1
    while cell:
        cell, rest = divmod(cell - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def harmless_cell(text: str) -> str:
    """The text as a cell that no spreadsheet runs. Source: OWASP, CSV injection."""
    return f"'{text}" if text.lstrip(" ").startswith(_ACTS) else text
