"""The work of a merge in batches that any process can do, here or on another machine, and do again without harm.

A batch is data: which leaflet, what the first walk learned, and some rows. Whoever gets one composes the leaflet once
and keeps it. A copy is written beside its place and moved there, so that a killed worker leaves no half of one.
"""

import errno
import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from brochure.base.code_names import Code
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.compose import is_too_long
from brochure.content.shelf import Shelving, reopened
from brochure.copies import Copier, Learned
from brochure.draft.personal import Fault, Values
from brochure.files import PRIVATE
from brochure.pdf.lock import make_lock

BATCH = 50  # rows


class RunTask(NamedTuple):
    """What all batches of a run share."""

    order: Order
    shelf: Shelving
    learned: Learned
    folder: str  # where copies go; empty: they come back as bytes
    locked: bool = False  # whether each row has a password

    def __repr__(self) -> str:
        """What was learned holds the longest values: none of them shows in the log of a worker."""
        return f"Task({self.order.leaflet!r})"


class Asked(NamedTuple):
    """One row: where it stands, the name of its file, and its values."""

    row: int
    file: str
    fields: Mapping[str, str]
    proved: bool  # whether the copy is read back and compared
    password: str = ""

    def __repr__(self) -> str:
        """No value of a person shows in a traceback."""
        return f"Asked(row={self.row})"


class RowDone(NamedTuple):
    """What became of one row."""

    row: int
    size: int  # 0 where it failed
    sha256: str
    data: bytes = b""
    code: Code | Literal[""] = ""  # of the fault
    message: str = ""  # names no value
    columns: tuple[str, ...] = ()  # to look at
    hint: str = ""  # empty where the usual way out is meant


def do_batch(task: RunTask, rows: list[Asked], *, dry: bool = False) -> list[RowDone]:
    """Make the copies of some rows. A row that cannot be made does not hold up the others.

    `dry` only looks whether they could be made.
    """
    copier = _copier(task)
    return [_done(copier, task, asked, dry=dry) for asked in rows]


_copiers: dict[RunTask, Copier] = {}  # of this process


def keep_copier(task: RunTask, copier: Copier) -> None:
    """The one that walked over the list does the batches too, where they are done in its process."""
    copier.prepare()
    _copiers.clear()
    _copiers[task] = copier


def _copier(task: RunTask) -> Copier:
    if task not in _copiers:
        keep_copier(task, Copier(task.order, reopened(task.shelf), task.learned, locked=task.locked))
    return _copiers[task]


def sweep(folder: Path) -> None:
    """Take away what killed processes left beside the copies; nobody may be at work then."""
    for path in folder.glob(".brochure-*.pdf"):
        path.unlink(missing_ok=True)


def _done(copier: Copier, task: RunTask, asked: Asked, *, dry: bool) -> RowDone:
    values, faults = copier.judge(asked.fields)
    if faults:
        return failed(asked, faults[0])
    try:
        if dry:
            copier.see_fit(values, asked.fields)
            return RowDone(asked.row, 0, "")
        data = _data(copier, asked, values)
    except BadInput as fault:
        return failed(asked, fault, copier.misfits(values))
    digest = copier.sha256(values, data)
    if not task.folder:
        return RowDone(asked.row, len(data), digest, data)
    try:
        put_copy(f"{task.folder}{os.sep}{asked.file}", data)
    except OSError as fault:
        return RowDone(asked.row, 0, "", code="not-written", message=(fault.strerror or "no reason given").lower())
    return RowDone(asked.row, len(data), digest)


def failed(asked: Asked, fault: Fault | BadInput, columns: tuple[str, ...] = ()) -> RowDone:
    """What is told of a row. What the engine says of a text repeats the text, so only its code is."""
    if isinstance(fault, Fault):
        return RowDone(asked.row, 0, "", code=fault.code, message=fault.message, columns=(fault.field,))
    if fault.findings[0].code == "words-not-found":
        message, hint = (
            "holds words that who searches the copy does not find",
            "write it in other letters, or report this",
        )
        return RowDone(asked.row, 0, "", code="words-not-found", message=message, columns=columns, hint=hint)
    why = (
        "does not fit, even in the smallest type"
        if is_too_long(fault) or fault.findings[0].code == "value-does-not-fit"
        else "is not what it ought to be"
    )
    message = f"{why} ({fault.findings[0].code})"
    return RowDone(asked.row, 0, "", code="value-does-not-fit", message=message, columns=columns)


def _data(copier: Copier, asked: Asked, values: Values) -> bytes:
    """The copy of a row, proved where that is asked.

    Raises:
        BadInput: it does not fit, or does not say what it should.
    """
    data = b""
    is_proved = asked.proved or copier.is_searched(values)
    if is_proved or not copier.is_locked:
        data = copier.copy(values, asked.fields)
    if is_proved and (differences := copier.prove(values, data)):
        raise BadInput(*differences)
    if copier.is_locked:  # it cannot be read back: its twin without a lock was proved, in memory
        return copier.locked_copy(values, make_lock(asked.password, randomness=secrets.token_bytes))
    return data


def put_copy(path: str, data: bytes) -> None:
    """The file under its name, or nothing. The manifest holds its digest, so a flush is not waited for."""
    folder, _, name = path.rpartition(os.sep)
    temporary = f"{folder}{os.sep}.brochure-{os.getpid()}-{name}"
    try:
        handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            if os.write(handle, data) != len(data):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        finally:
            os.close(handle)
        os.replace(temporary, path)  # noqa: PTH105 - thousands a second
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
