"""The last writer: numbered objects in, a compact PDF 1.7 with object streams out.

The same objects give the same bytes; with a lock, which is random, other bytes each time.
"""

import hashlib
import struct
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from brochure.base.records import NamedTuple
from brochure.paint import DrawnPage
from brochure.pdf.objects import Entries, Hex, PdfName, PdfReference, SerialObject, Written
from brochure.pdf.packing import HARDEST, deflated

if TYPE_CHECKING:
    from brochure.pdf.lock import Lock

HEADER = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3 Brochure\n"  # by the name `send` knows the files that it may replace
# Locks of revision 6 came to PDF 1.7 with this extension, and readers older than PDF 2.0 look for it.
_EXTENSIONS: Final[Entries] = {"ADBE": {"BaseVersion": PdfName("1.7"), "ExtensionLevel": 8}}
_IN_OBJECT_STREAM: Final = 200  # objects in one object stream
ROW: Final = struct.Struct(">BIB")  # of the cross-references. Source: ISO 32000-1, table 18
FREE_ROW: Final = (0, 0, 255)


class SerialPage(NamedTuple):
    """A page: its object, that of its content, and the page as it was drawn."""

    number: int
    content: int
    drawn: DrawnPage


class SerialDocument(NamedTuple):
    """All objects of a document, which of them are its catalogue and its information, and its pages in their order."""

    objects: tuple[SerialObject, ...]
    root: int
    info: int
    pages: tuple[SerialPage, ...]


def lockable(document: SerialDocument, version: str) -> SerialDocument:
    """The document with a catalogue that says what of it goes beyond its version; PDF 2.0 knows the lock.

    Source: ISO 32000-1, 7.12; docs/decisions.md, "A lock of PDF 2.0 in a file of PDF 1.7".
    """
    if version != "1.7":
        return document
    return document._replace(
        objects=tuple(
            each._replace(value={"Extensions": _EXTENSIONS, **each.entries}) if each.number == document.root else each
            for each in document.objects
        )
    )


def write_document(document: SerialDocument, *, version: str = "1.7", lock: "Lock | None" = None) -> bytes:
    """The file: streams as they are, everything else packed, a cross-reference stream at the end.

    With a lock all of it is encrypted but the lock itself, the dictionaries of streams and the cross-references; so no
    open copy needs ever to lie on a disk.
    """
    if lock is not None:
        assert version >= "1.7", "what keeps to an older version has no lock"
        document = lockable(document, version)
    header = HEADER % version.encode()
    parts, rows, position = [header], {0: FREE_ROW}, len(header)
    packed = [each.written() for each in document.objects if each.stream is None]
    streams = [each for each in document.objects if each.stream is not None]
    next_number = max(each.number for each in document.objects) + 1
    for start in range(0, len(packed), _IN_OBJECT_STREAM):
        group = packed[start : start + _IN_OBJECT_STREAM]
        rows |= {each.number: (2, next_number, at) for at, each in enumerate(group)}
        streams.append(object_stream(next_number, group))
        next_number += 1
    said: Entries = {"Root": PdfReference(document.root), "Info": PdfReference(document.info)}
    whole = [each.written() if lock is None else lock.locked(each) for each in streams]
    if lock is not None:
        whole.append(SerialObject(next_number, lock.dictionary).written())
        said["Encrypt"] = PdfReference(next_number)
        next_number += 1
    for each in whole:
        rows[each.number] = (1, position, 0)
        parts.append(each.whole())
        position += len(parts[-1])
    rows[next_number] = (1, position, 0)
    name = Hex(hashlib.sha256(b"".join(parts)).digest()[:16])
    parts.append(_cross_reference(next_number, rows, {**said, "ID": (name, name)}))
    parts.append(end_of_file(position))
    return b"".join(parts)


def object_stream(number: int, group: Sequence[Written], level: int = HARDEST) -> SerialObject:
    """Objects without streams, packed into one; `level` of libdeflate."""
    index, position = [], 0
    for each in group:
        index.append(b"%d %d" % (each.number, position))
        position += len(each.body) + 1
    head = b" ".join(index) + b"\n"
    data = deflated(head + b" ".join([each.body for each in group]), level)
    said: Entries = {"Type": PdfName("ObjStm"), "N": len(group), "First": len(head)}
    return SerialObject(number, {**said, "Filter": PdfName("FlateDecode"), "Length": len(data)}, data)


def cross_reference_entries(number: int, said: Entries) -> Entries:
    """What the dictionary of a cross-reference stream begins with: the last object, rows of six bytes, and `said`."""
    return {"Type": PdfName("XRef"), "Size": number + 1, "W": (1, 4, 1), **said}


def end_of_file(position: int) -> bytes:
    """What comes last: where the cross-references begin."""
    return b"startxref\n%d\n%%%%EOF\n" % position


def _cross_reference(number: int, rows: Mapping[int, tuple[int, int, int]], said: Entries) -> bytes:
    data = deflated(_differences([ROW.pack(*rows.get(at, FREE_ROW)) for at in range(number + 1)]))
    packed: Entries = {
        "Filter": PdfName("FlateDecode"),
        "DecodeParms": {"Predictor": 12, "Columns": 6},
        "Length": len(data),
    }
    value = {**cross_reference_entries(number, said), **packed}
    return SerialObject(number, value, data).written().whole()


def _differences(rows: Iterable[bytes]) -> bytes:
    """Each row less the one before: rows that count up become alike. Source: ISO 32000-1, 7.4.4.4, filter Up of PNG."""
    above, parts = bytes(6), []
    for row in rows:
        parts.append(b"\2" + bytes((new - old) & 0xFF for new, old in zip(row, above, strict=True)))
        above = row
    return b"".join(parts)
