"""The rows of any list as plain lines, for whoever looks for something in each: a text, UTF-16 too, or a workbook."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.people.addresses import Mailbox, mailbox_of
from brochure.people.cells import cell_starts
from brochure.people.encodings import MOST_BYTES, WIDE_MARKS, open_bytes
from brochure.people.workbook import is_workbook, workbook_of

_ADDRESS: Final = re.compile(r"[^\s<>()\[\],;:\"']+@[^\s<>()\[\],;:\"']*[^\s<>()\[\],;:\"'.!?]")


def lines_of(path: Path, told: list[Finding]) -> Iterator[str]:
    """Every line of a text, or every row of a workbook with tabs between its cells.

    What a workbook holds beside the rows that are read is added to `told`: other sheets, hidden rows, merged cells.

    Raises:
        BadInput: it cannot be read, or is no list.
    """
    try:
        with open_bytes(path, None) as file:
            start = file.read(8)
        if is_workbook(start):
            read = workbook_of(path)
            told += read.told
            held = read.held
            if any("@" in cell for cell in held.header):  # it has no names of columns
                yield "\t".join(held.header)
            yield from ("\t".join(row.cells) for row in held.rows)
            return
        if path.stat().st_size > MOST_BYTES:
            message = f"'{path}' has more than {MOST_BYTES // 1_000_000} MB"
            raise BadInput(Finding("csv-long", message, None, "part it, or see whether it is the file that is meant"))
        encoding = "utf-16" if start.startswith(WIDE_MARKS) else "utf-8-sig"
        with path.open(encoding=encoding, errors="replace") as text:  # logs hold what strangers sent
            yield from text
    except OSError as fault:
        message = f"cannot read '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "check the name and the folder")) from None


def boxes_in(line: str) -> Iterator[Mailbox]:
    """Every address in a line, whatever stands around it."""
    found = (mailbox_of(each) for each in _ADDRESS.findall(line))
    return (each for each in found if isinstance(each, Mailbox))


def cells_of(line: str) -> list[str]:
    """What may stand in the cells of a line, whichever mark parts them; the whole line first."""
    cells = [line]
    for mark in ",;\t":
        starts = [*cell_starts(line, mark), len(line) + 1]
        cells += [line[start : after - 1] for start, after in pairwise(starts)]
    return [each.strip().strip('"') for each in cells]
