"""Cells of a spreadsheet: where they begin in a line, what their columns are called, what may not run in them."""

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
