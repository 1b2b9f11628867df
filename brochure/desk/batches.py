"""The work of a merge in batches that any process can do, here or on another machine, and do again without harm.

A batch is data: which leaflet, what the first walk learned, and some rows. Whoever gets one composes the leaflet once
and keeps it. A copy is written beside its place and moved there, so that a killed worker leaves no half of one.
"""

import hashlib
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.copies import Copier, Learned
from brochure.draft.personal import judge

BATCH = 50  # rows


class Task(NamedTuple):
    """What all batches of a run share."""

    order: Order
    clinic: str  # folder of the clinic; empty for what ships with the program
    learned: Learned
    folder: str  # where copies go; empty: they come back as bytes


class Asked(NamedTuple):
    """One row: where it stands, the name of its file, and its values."""

    row: int
    file: str
    fields: Mapping[str, str]
    proved: bool  # whether the copy is read back and compared


class Done(NamedTuple):
    """What became of one row."""

    row: int
    size: int  # 0 where it failed
    sha256: str
    data: bytes = b""
    code: str = ""  # of the fault
    message: str = ""  # names no value


def do_batch(task: Task, rows: list[Asked]) -> list[Done]:
    """Make the copies of some rows. A row that cannot be made does not hold up the others."""
    copier = _copier(task)
    return [_done(copier, task, asked) for asked in rows]


@lru_cache(maxsize=4)
def _copier(task: Task) -> Copier:
    copier = Copier(task.order, open_shelf(Path(task.clinic)) if task.clinic else open_shelf(), task.learned)
    copier.prepare()
    return copier


def _done(copier: Copier, task: Task, asked: Asked) -> Done:
    values, faults = judge(asked.fields, copier.manuscript.leaflet, copier.manuscript.language)
    if faults:
        return Done(asked.row, 0, "", code=faults[0].code, message=f"column '{faults[0].field}' {faults[0].message}")
    try:
        data = copier.copy(values, asked.fields)
    except BadInput as fault:
        # What the engine says of a text repeats the text; a row is told by its number alone.
        return Done(asked.row, 0, "", code="value-does-not-fit", message=f"cannot be set ({fault.findings[0].code})")
    if asked.proved and copier.prove(values, data):
        return Done(asked.row, 0, "", code="lost-words", message="does not say what it should")
    digest = hashlib.sha256(data).hexdigest()
    if not task.folder:
        return Done(asked.row, len(data), digest, data)
    path = Path(task.folder) / asked.file
    temporary = path.with_name(f".brochure-{os.getpid()}-{asked.file}")
    try:
        with temporary.open("wb") as file:
            file.write(data)
        temporary.replace(path)
    except OSError as fault:
        temporary.unlink(missing_ok=True)
        return Done(asked.row, 0, "", code="not-written", message=(fault.strerror or "no reason given").lower())
    return Done(asked.row, len(data), digest)
