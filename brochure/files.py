"""Files whole or not at all: written beside their place under another name, flushed, then moved."""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import BinaryIO

from brochure.base.events import FileWritten
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made

NOTES = ".brochure.json"  # digests of what the program made in a folder
PRIVATE, PRIVATE_FOLDER = 0o600, 0o700  # for their owner alone: whatever holds recipients' words
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)  # a mode holds from the first byte on
_HEAD_BYTES = 32
_OURS = b"%\xe2\xe3\xcf\xd3 Brochure\n"  # the second line of our PDFs


def prepare_folder(folder: Path, *, private: bool = False) -> None:
    """Make the output folder and see that it takes a file, before anything is set.

    A `private` one is its owner's alone where it is made here: what goes into it names people.

    Raises:
        BadInput: it is a file, its parent is missing, or nothing can be written in it.
    """
    try:
        folder.mkdir(mode=PRIVATE_FOLDER if private else 0o777, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".brochure-"):
            pass
    except FileExistsError:
        raise BadInput(_fault(folder, "is a file, not a folder", "choose another name with --out")) from None
    except FileNotFoundError:
        raise BadInput(_fault(folder, "lies in a folder that does not exist", "make that folder first")) from None
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(_fault(folder, f"cannot be written to: {reason}", "choose another folder with --out")) from None


def refuse_foreign(path: Path) -> None:
    """Files of this program are made again in place; a file that it did not make is left alone.

    A PDF says who made it. Of the other files the folder keeps a note; one that was changed by hand is kept too.

    Raises:
        BadInput: a file of this name exists that the program did not make.
    """
    try:
        ours = not path.exists() or _is_ours(path)
    except OSError:
        ours = False
    if not ours:
        message = f"'{path}' exists and was not made by this program"
        raise BadInput(Finding("output-exists", message, None, "move it away, or say --overwrite"))


def remember_made(path: Path, data: bytes) -> None:
    """Note that this file is the program's own, by its digest."""
    notes = _notes(path.parent)
    notes[path.name] = hashlib.sha256(data).hexdigest()
    write_whole(path.parent / NOTES, json.dumps(notes, indent=1, sort_keys=True).encode())


def _is_ours(path: Path) -> bool:
    data = path.read_bytes()
    return _OURS in data[:_HEAD_BYTES] or _notes(path.parent).get(path.name) == hashlib.sha256(data).hexdigest()


def _notes(folder: Path) -> dict[str, str]:
    try:
        notes = json.loads((folder / NOTES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(name): str(digest) for name, digest in notes.items()} if isinstance(notes, dict) else {}


def put_file(path: Path, data: bytes, *, overwrite: bool, made: Made | None = None) -> FileWritten:
    """Write a file that is the program's own, and note that it is; `made` is the edition that it is, if it is one.

    Raises:
        BadInput: a foreign file lies there and is not to be replaced, or the disk refuses.
    """
    if not overwrite:
        refuse_foreign(path)
    if not _holds(path, data):  # what is there already is left as it is: viewers need not load it again
        write_whole(path, data)
    if made is None or path.suffix != ".pdf":  # an edition that is a PDF says itself who made it
        remember_made(path, data)
    return FileWritten(path, len(data), made=made)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def write_whole(path: Path, data: bytes, *, mode: int = 0o644) -> None:
    """Put the bytes under their name, or leave everything as it was; `mode` is who may read them, where umask lets.

    Raises:
        BadInput: the disk is full, or the folder cannot be written to.
    """
    try:
        _move_in(path, data, mode)
    except OSError as fault:
        raise BadInput(failed_write(path, fault)) from None


def failed_write(path: Path, fault: Exception) -> Finding:
    """What the system's refusal of a file means to a person."""
    reason = ((fault.strerror if isinstance(fault, OSError) else "") or "no reason given").lower()
    hint = "make room or choose another folder; nothing was left half done"
    if isinstance(fault, PermissionError):
        hint = "close the file in other programs, or choose another folder"
    return Finding("not-written", f"'{path}' is not written: {reason}", None, hint)


def open_private(path: Path) -> BinaryIO:
    """A new file to write, its owner's alone from the first byte; what lay there under this name is forgotten.

    Raises:
        OSError: the disk refuses.
    """
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, _NEW, PRIVATE), "wb")


def _move_in(path: Path, data: bytes, mode: int) -> None:
    temporary = path.with_name(f".brochure-{os.urandom(8).hex()}")
    handle = os.open(temporary, _NEW, mode)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:  # ctrl-c leaves nothing behind either
        temporary.unlink(missing_ok=True)
        raise


def _fault(folder: Path, message: str, hint: str) -> Finding:
    return Finding("bad-folder", f"output folder '{folder}' {message}", None, hint)
