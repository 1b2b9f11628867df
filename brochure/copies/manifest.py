"""A merged run: a folder of copies, and a manifest that says which copy is whose without naming anybody.

The manifest is one JSON object a line: first the header, then a line for each copy that is whole on the disk. A
line is added after its copy is in place, so whatever kills the run, the manifest never promises more than there is.
"""

import errno
import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.files import PRIVATE, failed_write, open_private
from brochure.people.keys import Key

MANIFEST = "manifest.jsonl"
FORMAT = 2
_AT_ONCE = 50  # lines
_MOST_ID = 40  # letters of an id in a file name
_COPY = re.compile(r"\d{6,}-[A-Za-z0-9_-]+\.pdf")
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_HEX = re.compile(r"[0-9a-f]+")


class Header(NamedTuple):
    """What is the same for all copies of a run."""

    leaflet: str
    language: str  # empty where each recipient has an own one
    edition: str
    campaign: str
    made_at: str  # ISO 8601
    personal: bool  # whether any word differs from copy to copy
    key: str  # `Key.mark` of the key that the recipients are hashed with
    layout: str = ""
    brand: str = ""


class Copy(NamedTuple):
    """One copy that is whole."""

    row: int
    recipient: str  # `Key.recipient` of the id
    file: str  # name inside the folder
    bytes: int
    sha256: str
    of: str  # `copy_mark` of what it was made of
    lock: str = ""  # `Key.values` of its password; empty where it has none
    mark: str = ""  # of its text, by which a copy is found again; empty in a run of an older version
    given: str = ""  # the line for the consent note; empty where nobody has signed the text


def copy_mark(key: Key, source: str, fields: Mapping[str, str], names: Iterable[str]) -> str:
    """What tells whether a copy still says what list and leaflet say, and tells no value.

    `source` stands for the leaflet without its values, `fields` are those of the list, `names` those that it prints.
    """
    return key.values("\0".join((source, *(fields.get(name, "").strip() for name in names))))


class Manifest(NamedTuple):
    """A run as its folder tells it."""

    folder: Path
    header: Header

    def copies(self) -> Iterator[Copy]:
        """Every copy that was finished, in the order of finishing; a line that was cut short is none."""
        yield from _copies(self.folder / MANIFEST)


def file_name(row: int, identity: str) -> str:
    """The name of a copy: safe on every system, whatever the id holds, and always inside its folder.

    Letters lose their accents; anything but ASCII letters, digits, `_` and `-` becomes `-`.
    """
    plain = identity
    if not identity.isascii():
        plain = unicodedata.normalize("NFKD", identity).encode("ascii", "ignore").decode("ascii")
    safe = _UNSAFE.sub("-", plain)[:_MOST_ID].strip("-")
    return f"{row:06d}-{safe or 'x'}.pdf"


def read_manifest(folder: Path) -> Manifest:
    """The run in this folder.

    Raises:
        BadInput: it holds no manifest, or one that this program does not read.
    """
    path = folder / MANIFEST
    try:
        with path.open(encoding="utf-8") as file:
            first = file.readline()
    except (OSError, UnicodeDecodeError):
        message = f"'{folder}' holds no merged run"
        raise BadInput(Finding("run-missing", message, None, "name the folder that `brochure merge` wrote")) from None
    return Manifest(folder, _header(first, path))


def is_run(folder: Path) -> bool:
    """Whether the folder holds a merged run."""
    return (folder / MANIFEST).is_file()


class ManifestWriter:
    """A manifest that grows, and knows which recipients need no copy any more."""

    def __init__(self, folder: Path, header: Header, *, resume: bool = False) -> None:
        """Begin a run, or go on with one that was cut short.

        A line that a killed process left unfinished is taken out. With `resume`, each copy that the manifest names is
        held against its digest; one that is missing or differs is made again.

        Raises:
            BadInput: there is a run already and `resume` was not said, or it is another run, or the disk refuses.
        """
        self.path = folder / MANIFEST
        self._done: dict[int, int] = {}  # numbers take a quarter of the room that texts take
        self._lines: list[bytes] = []
        there = self.path.exists()
        if there and not resume:
            hint = "say --resume to make what is missing, or choose another folder"
            raise BadInput(Finding("output-exists", f"'{folder}' holds a merged run already", None, hint))
        try:
            size = 0
            if there:
                size = _whole_size(self.path)
            if size:
                self._take_up(folder, header)
            flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self.path, flags, PRIVATE)
            os.ftruncate(self._handle, size)
            if not size:
                record = {"format": FORMAT, **header._asdict()}
                self._write(_line(record))
        except OSError as fault:
            raise BadInput(failed_write(self.path, fault)) from None

    def add(self, copy: Copy) -> None:
        """Note a copy that is in place; it is written with the next `flush`.

        Raises:
            BadInput: the disk refuses.
        """
        # Hexadecimal, marks and names made by `file_name`: nothing in them needs an escape. A title may.
        rest = f',"lock":"{copy.lock}"' if copy.lock else ""
        rest += f',"mark":"{copy.mark}"' if copy.mark else ""
        rest += f',"given":{json.dumps(copy.given)}' if copy.given else ""
        self._lines.append(
            f'{{"row":{copy.row},"recipient":"{copy.recipient}","file":"{copy.file}","bytes":{copy.bytes},'
            f'"sha256":"{copy.sha256}","of":"{copy.of}"{rest}}}\n'.encode()
        )
        if len(self._lines) >= _AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what was noted: a kill before it costs the making of these copies again, and nothing else.

        Raises:
            BadInput: the disk refuses.
        """
        lines, self._lines = self._lines, []
        try:
            self._write(b"".join(lines))
        except OSError as fault:
            raise BadInput(failed_write(self.path, fault)) from None

    def has(self, recipient: str, of: str, lock: str = "") -> bool:
        """Whether an earlier run left a whole copy for this recipient that was made of the same."""
        return self._done.get(int(recipient, 16)) == _short_mark(of, lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        try:
            self.flush()
            os.fsync(self._handle)
        finally:
            os.close(self._handle)

    def _take_up(self, folder: Path, header: Header) -> None:
        found = read_manifest(folder).header
        differs = [
            name for name in Header._fields if name != "made_at" and getattr(found, name) != getattr(header, name)
        ]
        if differs:
            message = f"the run in '{folder}' has another {differs[0]}"
            hint = "choose another folder for this run"
            raise BadInput(Finding("run-differs", message, None, hint))
        for copy in _copies(self.path):
            if is_whole(folder, copy):
                self._done[int(copy.recipient, 16)] = _short_mark(copy.of, copy.lock)
            else:
                self._done.pop(int(copy.recipient, 16), None)

    def _write(self, lines: bytes) -> None:
        start = os.fstat(self._handle).st_size
        written = os.write(self._handle, lines)
        if written != len(lines):  # a full disk takes half a line: take it back
            os.ftruncate(self._handle, start)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def keep_only(folder: Path, recipients: Collection[int]) -> int:
    """Take the copies of all others away, and those that were made again under another name; gives how many others.

    Raises:
        BadInput: the disk refuses.
    """
    manifest = read_manifest(folder)
    last = {int(copy.recipient, 16): at for at, copy in enumerate(manifest.copies())}
    gone = last.keys() - recipients
    names = set()
    temporary = folder / f".brochure-{MANIFEST}"
    try:
        with open_private(temporary) as file:
            file.write(_line({"format": FORMAT, **manifest.header._asdict()}))
            for at, copy in enumerate(manifest.copies()):
                whose = int(copy.recipient, 16)
                if whose not in gone and last[whose] == at:
                    names.add(copy.file)
                    file.write(_line(copy._asdict()))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(folder / MANIFEST)
    except OSError as fault:
        raise BadInput(failed_write(folder / MANIFEST, fault)) from None
    finally:
        temporary.unlink(missing_ok=True)
    for path in folder.glob("[0-9]*.pdf"):
        if path.name not in names and _COPY.fullmatch(path.name):
            path.unlink(missing_ok=True)
    return len(gone)


def _line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def _short_mark(of: str, lock: str) -> int:
    """Eight bytes in place of two hashes."""
    return int(of[:16], 16) ^ int(lock[:16] or "0", 16)


def is_whole(folder: Path, copy: Copy) -> bool:
    """Whether the copy lies in the folder as it was made."""
    try:
        data = (folder / copy.file).read_bytes()
    except OSError:
        return False
    return len(data) == copy.bytes and hashlib.sha256(data).hexdigest() == copy.sha256


def _whole_size(path: Path) -> int:
    """Bytes up to the end of the last whole line."""
    size = end = 0
    with path.open("rb") as file:
        for line in file:
            size += len(line)
            if line.endswith(b"\n"):
                end = size
    return end


def _header(line: str, path: Path) -> Header:
    record = _record(line)
    said: dict[str, Any] = {name: record.get(name) for name in Header._fields}
    texts = all(isinstance(value, str) for name, value in said.items() if name != "personal")
    if record.get("format") != FORMAT or not texts or not isinstance(said["personal"], bool):
        message = f"'{path}' has no header of format {FORMAT}"
        hint = "make the run again with this version of the program"
        raise BadInput(Finding("run-damaged", message, Origin(str(path), 1, 1), hint))
    return Header(**said)


def _copies(path: Path) -> Iterator[Copy]:
    with path.open(encoding="utf-8", errors="replace") as file:
        file.readline()
        for number, line in enumerate(file, 2):
            if not line.endswith("\n"):
                return
            copy = _copy(_record(line))
            if copy is None:
                message = f"line {number} of '{path}' cannot be read"
                hint = "make the run again with --resume, into the same folder"
                raise BadInput(Finding("run-damaged", message, Origin(str(path), number, 1), hint))
            yield copy


def _copy(record: dict[str, Any]) -> Copy | None:
    """The copy of a line; a name that leads out of the folder is refused with the rest."""
    try:
        copy = Copy(**record)
    except TypeError:
        return None
    numbers = isinstance(copy.row, int) and isinstance(copy.bytes, int)
    texts = isinstance(copy.recipient, str) and isinstance(copy.file, str) and isinstance(copy.sha256, str)
    texts = texts and all(isinstance(each, str) for each in (copy.of, copy.lock, copy.mark, copy.given))
    hexadecimal = (copy.recipient, copy.sha256, copy.of, copy.lock or "0")
    if not numbers or not texts or not all(map(_HEX.fullmatch, hexadecimal)):
        return None
    return copy if _COPY.fullmatch(copy.file) else None


def _record(line: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError:
        return {}
    return record if isinstance(record, dict) else {}
