"""The last writer: ReportLab's objects in, a compact PDF 1.7 with object streams out.

The same objects give the same bytes; with a lock, which is random, other bytes each time.
"""

import hashlib
import re
import struct
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from deflate import zlib_compress
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFStream

if TYPE_CHECKING:
    from brochure.pdf.lock import Lock

HEADER = b"%%PDF-%b\n%%\xe2\xe3\xcf\xd3 Brochure\n"  # by the name `send` knows the files that it may replace
# Locks of revision 6 came to PDF 1.7 with this extension, and readers older than PDF 2.0 look for it.
_EXTENSIONS = b"/Extensions<</ADBE<</BaseVersion/1.7/ExtensionLevel 8>>>>"
_IN_OBJECT_STREAM = 200  # objects in one object stream
_HARDEST: Final = (
    12  # of libdeflate: three parts in a hundred smaller than zlib's best, in a third of a millisecond a KB
)
_SPACE = re.compile(rb"(?P<string>\((?:[^()\\]|\\.)*\))|\s+(?=[/<>\[\](])|(?<=[<>\[\])])\s+|(?P<between>\s+)", re.S)


class SerialObject(NamedTuple):
    """An object as bytes; `stream` is the compressed data of a stream object."""

    number: int
    dictionary: bytes
    stream: bytes | None = None

    def whole(self) -> bytes:
        """The object as it stands in the file by itself."""
        body = self.dictionary
        if self.stream is not None:
            body = b"%b\nstream\n%b\nendstream" % (self.dictionary, self.stream)
        return b"%d 0 obj\n%b\nendobj\n" % (self.number, body)


class SerialDocument(NamedTuple):
    """All objects of a document, and which of them are its catalogue and its information."""

    objects: tuple[SerialObject, ...]
    root: int
    info: int


def serialise(document: PDFDocument) -> SerialDocument:
    """Format every object of a ReportLab document, those included that appear while formatting."""
    document.encrypt.prepare(document)
    root, info = document.Reference(document.Catalog), document.Reference(document.info)
    objects = tuple(_formatted(document))
    numbers = document.idToObjectNumberAndVersion
    return SerialDocument(objects, numbers[root.name][0], numbers[info.name][0])


def lockable(document: SerialDocument) -> SerialDocument:
    """The document with a catalogue that says what of it goes beyond PDF 1.7.

    Source: ISO 32000-1, 7.12; docs/decisions.md, "A lock of PDF 2.0 in a file of PDF 1.7".
    """
    return document._replace(
        objects=tuple(
            each._replace(dictionary=each.dictionary.replace(b"<<", b"<<" + _EXTENSIONS, 1))
            if each.number == document.root
            else each
            for each in document.objects
        )
    )


def write_document(document: SerialDocument, *, version: str = "1.7", lock: "Lock | None" = None) -> bytes:
    """The file: streams as they are, everything else packed, a cross-reference stream at the end.

    With a lock all of it is encrypted but the lock itself, the dictionaries of streams and the cross-references; so no
    open copy needs ever to lie on a disk.
    """
    if lock is not None:
        assert version == "1.7", "what keeps to an older version has no lock"
        document = lockable(document)
    header = HEADER % version.encode()
    parts, rows, position = [header], {0: (0, 0, 255)}, len(header)
    packed = [each for each in document.objects if each.stream is None]
    whole = [each for each in document.objects if each.stream is not None]
    next_number = max(each.number for each in document.objects) + 1
    for start in range(0, len(packed), _IN_OBJECT_STREAM):
        group = packed[start : start + _IN_OBJECT_STREAM]
        rows |= {each.number: (2, next_number, at) for at, each in enumerate(group)}
        whole.append(object_stream(next_number, group))
        next_number += 1
    entries = b"/Root %d 0 R/Info %d 0 R" % (document.root, document.info)
    if lock is not None:
        whole = [*map(lock.locked, whole), SerialObject(next_number, lock.dictionary)]
        entries += b"/Encrypt %d 0 R" % next_number
        next_number += 1
    for each in whole:
        rows[each.number] = (1, position, 0)
        parts.append(each.whole())
        position += len(parts[-1])
    rows[next_number] = (1, position, 0)
    parts.append(_cross_reference(next_number, rows, entries, b"".join(parts)))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % position)
    return b"".join(parts)


def _formatted(document: PDFDocument) -> Iterator[SerialObject]:
    number = 0
    while (number := number + 1) in document.numberToId:
        thing = document.idToObject[document.numberToId[number]]
        if hasattr(thing, "streamContent"):  # ReportLab's picture object makes its stream when formatted
            head, _, rest = thing.format(document).partition(b"\nstream\n")
            yield SerialObject(number, _flat(head), rest.removesuffix(b"endstream\n"))
        elif isinstance(thing, PDFStream):
            yield _stream(number, thing, document)
        else:
            yield SerialObject(number, _flat(_bytes(thing.format(document))))


def _stream(number: int, thing: PDFStream, document: PDFDocument) -> SerialObject:
    content = thing.content if isinstance(thing.content, bytes) else thing.content.encode("latin-1")
    entries = thing.dictionary.copy()
    if "Filter" not in entries and thing.filters != []:
        content = _compressed(content)
        entries["Filter"] = "/FlateDecode"
    entries["Length"] = len(content)
    return SerialObject(number, _flat(_bytes(entries.format(document))), content)


# Fonts and unchanged pages come again and again while a leaflet is being edited.
@lru_cache(maxsize=64)
def _compressed(content: bytes) -> bytes:
    return _deflated(content)


def _deflated(data: bytes) -> bytes:
    """Packed as small as deflate allows in a moment."""
    return bytes(zlib_compress(data, _HARDEST))


def _bytes(formatted: Any) -> bytes:
    return formatted if isinstance(formatted, bytes) else str(formatted).encode("latin-1")


# Most objects are the same from build to build, and alike on every page.
@lru_cache(maxsize=4096)
def _flat(formatted: bytes) -> bytes:
    """An object with no more white space than it needs; ReportLab escapes the brackets in strings."""
    return _SPACE.sub(_needed, formatted.strip())


def _needed(found: "re.Match[bytes]") -> bytes:
    return found["string"] or (b" " if found["between"] else b"")


def object_stream(number: int, group: list[SerialObject], level: int = _HARDEST) -> SerialObject:
    """Objects without streams, packed into one; `level` of libdeflate."""
    index, bodies, position = [], [], 0
    for each in group:
        index.append(b"%d %d" % (each.number, position))
        bodies.append(each.dictionary)
        position += len(each.dictionary) + 1
    head = b" ".join(index) + b"\n"
    data = bytes(zlib_compress(head + b" ".join(bodies), level))
    entries = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(group), len(head), len(data))
    return SerialObject(number, entries, data)


def _cross_reference(number: int, rows: dict[int, tuple[int, int, int]], entries: bytes, before: bytes) -> bytes:
    table = [struct.pack(">BIB", *rows.get(at, (0, 0, 255))) for at in range(number + 1)]
    data = _deflated(_differences(table))
    name = hashlib.sha256(before).hexdigest()[:32].upper().encode()
    dictionary = (
        b"<</Type/XRef/Size %d/W[1 4 1]%b/ID[<%b><%b>]"
        b"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 6>>/Length %d>>"
    ) % (number + 1, entries, name, name, len(data))
    return SerialObject(number, dictionary, data).whole()


def _differences(rows: list[bytes]) -> bytes:
    """Each row less the one before: rows that count up become alike. Source: ISO 32000-1, 7.4.4.4, filter Up of PNG."""
    above, parts = bytes(len(rows[0])), []
    for row in rows:
        parts.append(b"\2" + bytes((new - old) & 0xFF for new, old in zip(row, above, strict=True)))
        above = row
    return b"".join(parts)
