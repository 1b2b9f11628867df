"""What concerns a whole list that is no workbook: that it is text, in which encoding, and how its lines end."""

import codecs
import io
import stat
from pathlib import Path
from typing import BinaryIO, cast

from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin

MOST_BYTES = 80_000_000  # of a list: half a million rows, and a minute to read
_CHUNK = 1 << 16
_ENCODINGS = ("utf-8", "cp1252", "iso8859-1", "iso8859-15", "cp1250", "cp1251", "mac-roman", "utf-16")
WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(named: str) -> str:
    """The codec of an encoding that somebody named; UTF-8 where none is.

    Raises:
        BadInput: lists come in no such encoding.
    """
    if not named:
        return "utf-8-sig"
    try:
        known = codecs.lookup(named).name
    except LookupError:
        known = ""
    if known not in _ENCODINGS:
        message = f"there is no encoding '{named[:40]}' for CSV files"
        raise BadInput(Finding("csv-encoding", message, None, "known names: " + ", ".join(_ENCODINGS)))
    return "utf-8-sig" if known == "utf-8" else known


def open_bytes(path: Path, data: bytes | None) -> BinaryIO:
    """The bytes of a list; `data` stands for the file where it lies on no disk.

    Raises:
        BadInput: it is no file.
        OSError: it cannot be read.
    """
    if data is not None:
        return io.BytesIO(data)
    if not stat.S_ISREG(path.stat().st_mode):
        raise BadInput(Finding("not-a-file", f"'{path}' is no regular file", None, "name a CSV file or a workbook"))
    return cast(BinaryIO, path.open("rb"))


def look_through(path: Path, encoding: str, data: bytes | None) -> None:
    """What concerns the whole file: its kind, its encoding, its line ends. Nothing is held in memory."""
    size = path.stat().st_size if data is None else len(data)
    if size > MOST_BYTES:
        message = f"'{path}' has {size // 1_000_000:,} MB; a list has at most {MOST_BYTES // 1_000_000} MB"
        raise BadInput(Finding("csv-long", message, None, "part it into several lists, or see whether it is one"))
    decode = codecs.getincrementaldecoder(encoding)()
    lines = returns = 0
    with open_bytes(path, data) as file:
        start = file.read(_CHUNK)
        _refuse_other_kinds(path, start, encoding)
        chunk = start
        while True:
            try:
                text = decode.decode(chunk, final=not chunk)
            except UnicodeDecodeError as fault:
                raise BadInput(_not_encoded(path, encoding, chunk, fault, lines)) from None
            except UnicodeError:  # UTF-16 without the mark that says which half of a letter comes first
                message = f"not {encoding}: the file does not begin as one"
                raise BadInput(
                    Finding("csv-encoding", message, Origin(str(path), 1, 1), "save it as 'CSV UTF-8'")
                ) from None
            lines += text.count("\n")
            returns += text.count("\r")
            if not chunk:
                break
            chunk = file.read(_CHUNK)
    if returns and not lines:
        message = "the lines end with a carriage return alone, as in very old files"
        hint = "save it again as 'CSV UTF-8'"
        raise BadInput(Finding("csv-lines", message, Origin(str(path), 1, 1), hint))


def _refuse_other_kinds(path: Path, start: bytes, encoding: str) -> None:
    where = Origin(str(path), 1, 1)
    if start[:5] == b"%PDF-":
        hint = "name a CSV file, or a workbook in xlsx, ods or xls"
        raise BadInput(Finding("csv-kind", f"'{path}' is a PDF, no list", where, hint))
    if encoding == "utf-16":
        return
    if start[:2] in WIDE_MARKS or start[:200].count(0) > len(start[:200]) // 4:
        hint = "save it as 'CSV UTF-8', or say --encoding utf-16"
        raise BadInput(Finding("csv-encoding", "the file is UTF-16, not UTF-8", where, hint))


def _not_encoded(path: Path, encoding: str, chunk: bytes, fault: UnicodeDecodeError, lines: int) -> Finding:
    # The decoder may have kept the first bytes of a character from the chunk before: its places are then its own.
    data = fault.object
    line = lines + data.count(b"\n", 0, fault.start) + 1
    name = "UTF-8" if encoding == "utf-8-sig" else encoding
    at = f"byte 0x{data[fault.start]:02x}" if fault.start < len(data) and chunk else "the end"
    message = f"not {name}: {at} in line {line} belongs to another encoding"
    return Finding(
        "csv-encoding",
        message,
        Origin(str(path), line, 1),
        "save it as 'CSV UTF-8', or name its encoding, such as --encoding cp1252",
    )
