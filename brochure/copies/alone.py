"""One writer for a run: a lock of the system, which ends with its process however that ends."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from brochure.base.findings import BadInput, Finding
from brochure.files import PRIVATE, failed_write


@contextmanager
def alone_at(target: Path) -> Iterator[None]:
    """Nobody else writes the folder, archive or file meanwhile; its parent must be there.

    Raises:
        BadInput: another merge is at work there, or the disk refuses the lock.
    """
    path = target.with_name(f".brochure-{target.name}.lock")
    try:
        file = _locked(path)
    except OSError as fault:
        raise BadInput(failed_write(path, fault)) from None
    if file is None:
        message = f"another merge is writing '{target}'"
        raise BadInput(Finding("run-busy", message, None, "wait until it ends, or choose another place with --out"))
    try:
        yield
    finally:
        if sys.platform == "win32":  # a file that is open cannot be taken away there
            file.close()
            with suppress(PermissionError):  # somebody has opened it meanwhile, and it is theirs now
                path.unlink(missing_ok=True)
        else:
            path.unlink(missing_ok=True)
            file.close()


def _locked(path: Path) -> BinaryIO | None:
    """The file, open and locked; none where somebody else has it."""
    while True:
        file = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE), "ab")
        if not _lock(file):
            file.close()
            return None
        # Whoever had it before may have taken the name away while this one waited: then it locks a file without a name.
        try:
            if os.path.sameopenfile(file.fileno(), (again := path.open("rb")).fileno()):
                again.close()
                return file
            again.close()
        except FileNotFoundError:
            pass
        file.close()


def _lock(file: BinaryIO) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415

            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - not on Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
