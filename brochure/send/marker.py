"""How many letters were ended on the wire, kept beside the clinic's key: an outbox that knows of fewer lost some.

Without it a lost outbox looks like a new one, and everybody on the list would be written to again.
"""

import hashlib
import os
from contextlib import suppress
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.files import PRIVATE, failed_write
from brochure.send.outbox import FILE, Outbox

_WIDTH = 20  # figures: the file is written over in place, and a kill finds it as long as before
_HINT = "restore it with its '-wal' from a backup, or say --new-outbox and see that nobody is written to twice"


class DotMarker(NamedTuple):
    """The marker of one outbox."""

    path: Path

    def dots(self) -> int:
        """The count that stands there; 0 where there is none yet.

        Raises:
            BadInput: it holds no count.
        """
        try:
            said = self.path.read_text(encoding="ascii", errors="replace").strip()
        except OSError:
            return 0
        if not (said.isascii() and said.isdigit()):
            raise BadInput(Finding("outbox-lost", f"'{self.path}' holds no count of letters", None, _HINT))
        return int(said)

    def begin(self, dots: int) -> None:
        """Write the count into a file of its own.

        Raises:
            BadInput: the disk refuses.
        """
        try:
            self._write(dots)
        except OSError as fault:
            raise BadInput(failed_write(self.path, fault)) from None

    def note(self, dots: int) -> None:
        """Write the count; where the disk refuses, the outbox is ahead of its marker, and that does no harm."""
        with suppress(OSError):
            self._write(dots)

    def _write(self, dots: int) -> None:
        handle = os.open(self.path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), PRIVATE)
        try:
            os.write(handle, f"{dots:0{_WIDTH}d}\n".encode())
        finally:
            os.close(handle)


def marker_of(outbox: Path, key: Path) -> DotMarker:
    """The marker of the outbox in a folder, beside the key; a folder that is moved with its key keeps it."""
    away = os.path.relpath(outbox.resolve(), key.parent.resolve())
    which = "" if away == "." else f".{hashlib.sha256(away.encode(errors='surrogatepass')).hexdigest()[:8]}"
    return DotMarker(key.with_name(f"{key.name}{which}.dots"))


def refuse_lost(folder: Path, marker: DotMarker) -> None:
    """An outbox that is gone or empty is not begun anew where letters went.

    Raises:
        BadInput: the marker says that there was one.
    """
    file = folder / FILE
    there = file.is_file() and file.stat().st_size
    if not there and (dots := marker.dots()):
        state = "empty" if file.is_file() else "gone"
        message = f"the outbox in '{folder}' is {state}, and {dots:,} letters went from it"
        raise BadInput(Finding("outbox-lost", message, None, _HINT))


def refuse_behind(folder: Path, outbox: Outbox, marker: DotMarker) -> None:
    """An outbox that knows of fewer letters than went from it would write to somebody twice.

    Raises:
        BadInput: it is behind its marker.
    """
    known, dots = outbox.dots(), marker.dots()
    if known < dots:
        message = f"the outbox in '{folder}' knows of {known:,} letters, and {dots:,} went from it"
        raise BadInput(Finding("outbox-behind", message, None, _HINT))
