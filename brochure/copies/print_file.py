"""One file for the press with a record for each person: what all records share stands in it once.

Each page of a template becomes a form, and each record a few pages that show the forms and the words that are their
own. Records are document parts, so that a press can sort, select and count them; page labels and bookmarks name them
by their rows. It is written as it grows, so memory stays flat. What must hold, and why:

- Objects come from a template as values, and every reference in them is changed as a value. Nothing is looked for in
  bytes, so that a title that looks like a reference stays a title.
- An object that is in the file already is not written again: it is known by the digest of what it holds, after its own
  references were changed. So all variants share faces and profile.
- An object is written before or after those that refer to it, and never changed: its number is all that others know.
- Tags are left out: the file is for a press, not for a reader, and one MCID cannot stand in a thousand records.
- A form carries what a page draws but for its slots, and begins at the corner of the sheet; the words of a record begin
  where the page began its own, at the corner of the trim.

Source: ISO 32000-1, 8.10 and 12.4.2; ISO 16612-2, 6.5 (document parts of PDF/VT).
"""

import itertools
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Final, TypeVar

from brochure.base.records import NamedTuple
from brochure.copies.splice import Template, TemplatePage, texts_of
from brochure.paint import Opening, Piece
from brochure.pdf.objects import (
    Entries,
    Gap,
    Hex,
    Mould,
    PdfName,
    PdfReference,
    SerialObject,
    StreamMould,
    Value,
    Written,
    with_references,
    write,
)
from brochure.pdf.packing import deflated
from brochure.pdf.writer import FREE_ROW, HEADER, ROW, cross_reference_entries, end_of_file, object_stream

Thing = TypeVar("Thing")

_KEPT_ON_PAGE: Final = ("MediaBox", "BleedBox", "TrimBox", "Group")
_KEPT_IN_CATALOGUE: Final = ("Lang", "OutputIntents", "Metadata", "ViewerPreferences", "PieceInfo")
_IN_OBJECT_STREAM: Final = 200
_IN_GROUP: Final = 100  # records in a node of the page tree, in a folder of bookmarks, in an array of parts
_PACKED: Final = 8  # of libdeflate
_PACKING: Final[Entries] = {"Filter": PdfName("FlateDecode"), "Length": Gap()}
_CONTENT: Final = StreamMould(_PACKING)
_FREE: Final = ROW.pack(*FREE_ROW)


class _Sheet(NamedTuple):
    """A page that comes again in each record."""

    mould: Mould  # of the page, with gaps for its parent, part and content
    own: tuple[int, ...]  # its slots, by their places among those of the template
    origin: bytes  # operator that leads to the corner of the trim
    content: PdfReference | None  # the stream that shows the form, where nothing is the record's own


class Part(NamedTuple):
    """A template whose pages are in the file."""

    sheets: tuple[_Sheet, ...]


class _Record(NamedTuple):
    """What stands in the trees for one person."""

    part: PdfReference
    bookmark: PdfReference
    name: bytes
    pages: tuple[PdfReference, ...]


class _Group(NamedTuple):
    """A folder of bookmarks."""

    folder: PdfReference
    title: bytes
    first: PdfReference
    last: PdfReference
    parts: tuple[PdfReference, ...]


class PrintFile:
    """The file while it grows; `write` takes its bytes in order."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._position, self._mark = write, 0, blake2b(digest_size=16)
        self._rows = bytearray(_FREE)  # of the cross-references
        self._pending: list[Written] = []
        self._known: dict[bytes, PdfReference] = {}  # objects that are in the file, by digest
        self._catalogue: Entries = {}
        self._info: Value = None
        self._root, self._pages, self._parts, self._part = (self._next() for _ in range(4))
        self._outlines = self._next()
        self._nodes: list[PdfReference] = []
        self._label_nodes: list[PdfReference] = []
        self._groups: list[_Group] = []
        self._open: list[_Record] = []  # of the group that is being filled
        self._node = self._next()
        said: Entries = {"Type": PdfName("DPart"), "Parent": self._part, "Start": Gap()}
        named: Entries = {"DPM": {"Record": Gap()}}
        self._part_moulds = Mould({**said, **named}), Mould({**said, "End": Gap(), **named})  # of one page, and of more
        self.records = self.pages = 0
        self._put(HEADER % b"1.6")

    def take(self, template: Template) -> Part:
        """Bring in the pages of a template; what is in the file already is not brought again."""
        objects = {each.number: each for each in template.objects}
        if not self._catalogue:
            root = objects[template.root].entries
            kept: Entries = {name: root[name] for name in _KEPT_IN_CATALOGUE if name in root}
            self._catalogue = self._brought_entries(kept, objects)
            self._info = self._brought(PdfReference(template.info), objects)
        return Part(tuple(self._sheet(page, objects) for page in template.pages))

    def add(self, part: Part, contents: Sequence[bytes], name: str) -> None:
        """A record, with the content of each slot in the order of the template's."""
        number, bookmark = self._next(), self._next()
        record = _Record(number, bookmark, name.encode("ascii"), tuple(self._next() for _ in part.sheets))
        for page, sheet in zip(record.pages, part.sheets, strict=True):
            content = sheet.content
            if content is None:
                own = b"".join([b"q %bQ\n" % contents[at] for at in sheet.own])
                content = self._content(b"/A Do\nq\n%b\n%bQ" % (sheet.origin, own))
            self._pack(page, sheet.mould.filled(self._node, number, content))
        one, more = self._part_moulds
        first, last = record.pages[0], record.pages[-1]
        self._pack(number, one.filled(first, record.name) if first is last else more.filled(first, last, record.name))
        self._open.append(record)
        self.records += 1
        self.pages += len(record.pages)
        if len(self._open) == _IN_GROUP:
            self._end_group()

    def end(self) -> None:
        """The trees over all records, and the cross-reference."""
        assert self.records, "a file without pages is none"
        if self._open:
            self._end_group()
        self._pack(self._pages, write({"Type": PdfName("Pages"), "Count": self.pages, "Kids": tuple(self._nodes)}))
        arrays = tuple(group.parts for group in self._groups)
        self._pack(self._part, write({"Type": PdfName("DPart"), "Parent": self._parts, "DParts": arrays}))
        names: Entries = {"RecordLevel": 1, "NodeNameList": (PdfName("Run"), PdfName("Record"))}
        self._pack(self._parts, write({"Type": PdfName("DPartRoot"), "DPartRootNode": self._part, **names}))
        self._end_outline()
        trees: Entries = {
            "Pages": self._pages,
            "DPartRoot": self._parts,
            "Outlines": self._outlines,
            "PageLabels": {"Kids": tuple(self._label_nodes)},
        }
        self._pack(self._root, write({"Type": PdfName("Catalog"), **trees, **self._catalogue}))
        self._flush()
        self._cross_reference()

    def _sheet(self, page: TemplatePage, objects: dict[int, SerialObject]) -> _Sheet:
        said = objects[page.number].entries
        static = "\n".join(texts_of([tuple(map(_bare, stretch)) for stretch in page.stretches])).encode("latin-1")
        resources = self._brought_entries(said["Resources"], objects)
        kind: Entries = {"Type": PdfName("XObject"), "Subtype": PdfName("Form"), "BBox": said["MediaBox"]}
        form = self._stream(StreamMould({**kind, "Resources": resources, **_PACKING}), static)
        shown = self._kept(write({**resources, "XObject": {"A": form}}))
        kept: Entries = {name: said[name] for name in _KEPT_ON_PAGE if name in said}
        if "PieceInfo" in said:  # where the sheet folds
            kept |= {"PieceInfo": self._kept(write(said["PieceInfo"])), "LastModified": said["LastModified"]}
        content = None if page.slots else self._content(b"/A Do")
        gaps: Entries = {"Type": PdfName("Page"), "Parent": Gap(), "DPart": Gap(), "Contents": Gap()}
        origin = page.drawn.origin.encode("ascii")
        return _Sheet(Mould({**gaps, **kept, "Resources": shown}), page.slots, origin, content)

    def _brought(self, value: Value, objects: dict[int, SerialObject]) -> Value:
        """The same value, with references to objects of this file."""
        return with_references(value, lambda there: self._bring(objects[there.number], objects))

    def _brought_entries(self, value: Value, objects: dict[int, SerialObject]) -> Entries:
        brought = self._brought(value, objects)
        assert isinstance(brought, dict), "it was a dictionary"
        return brought

    def _bring(self, thing: SerialObject, objects: dict[int, SerialObject]) -> PdfReference:
        return self._kept(write(self._brought(thing.value, objects)), thing.stream)

    def _kept(self, body: bytes, stream: bytes | None = None) -> PdfReference:
        """An object; one that is in the file already is not written again."""
        digest = blake2b(body + (b"" if stream is None else b"\0" + stream), digest_size=16).digest()
        if digest not in self._known:
            reference = self._known[digest] = self._next()
            if stream is None:
                self._pack(reference, body)
            else:
                self._put_object(reference.number, Written(reference.number, body, stream).whole())
        return self._known[digest]

    def _end_group(self) -> None:
        """The nodes over the records since the last."""
        records = tuple(self._open)
        kids = tuple(page for record in records for page in record.pages)
        said: Entries = {"Type": PdfName("Pages"), "Parent": self._pages, "Count": len(kids), "Kids": kids}
        self._pack(self._node, write(said))
        self._nodes.append(self._node)
        starts = [*itertools.accumulate((len(each.pages) for each in records), initial=self.pages - len(kids))]
        labels = [(at, _label(record)) for at, record in zip(starts, records, strict=False)]
        limits: Entries = {"Limits": (starts[0], starts[-2]), "Nums": tuple(itertools.chain(*labels))}
        self._label_nodes.append(self._next())
        self._pack(self._label_nodes[-1], write(limits))
        folder = self._next()
        marks = [record.bookmark for record in records]
        place: Entries = {"Prev": Gap(), "Next": Gap(), "Dest": (Gap(), PdfName("Fit"))}
        inner = Mould({"Title": Gap(), "Parent": folder, **place})
        for record, before, after in _between(records, marks):
            if before and after:
                body = inner.filled(record.name, before, after, record.pages[0])
            else:
                place = {**_beside(before, after), "Dest": (record.pages[0], PdfName("Fit"))}
                body = write({"Title": record.name, "Parent": folder, **place})
            self._pack(record.bookmark, body)
        title = b"%b to %b" % (records[0].name, records[-1].name)
        self._groups.append(_Group(folder, title, marks[0], marks[-1], tuple(record.part for record in records)))
        self._node = self._next()
        self._open = []

    def _end_outline(self) -> None:
        folders = [group.folder for group in self._groups]
        for group, before, after in _between(self._groups, folders):
            named: Entries = {"Title": group.title, "Parent": self._outlines, **_beside(before, after)}
            inner: Entries = {"First": group.first, "Last": group.last, "Count": -len(group.parts)}  # closed at first
            self._pack(group.folder, write({**named, **inner}))
        whole: Entries = {"First": folders[0], "Last": folders[-1], "Count": len(folders)}
        self._pack(self._outlines, write({"Type": PdfName("Outlines"), **whole}))

    def _next(self) -> PdfReference:
        self._rows += _FREE
        return PdfReference(len(self._rows) // ROW.size - 1)

    def _stream(self, mould: StreamMould, content: bytes) -> PdfReference:
        """A stream of its own, packed."""
        reference = self._next()
        self._put_object(reference.number, mould.whole(reference.number, deflated(content, _PACKED)))
        return reference

    def _content(self, content: bytes) -> PdfReference:
        return self._stream(_CONTENT, content)

    def _pack(self, reference: PdfReference, body: bytes) -> None:
        self._pending.append(Written(reference.number, body))
        if len(self._pending) == _IN_OBJECT_STREAM:
            self._flush()

    def _flush(self) -> None:
        if not self._pending:
            return
        number = self._next().number
        self._put_object(number, object_stream(number, self._pending, _PACKED).written().whole())
        for at, each in enumerate(self._pending):
            self._set_row(each.number, 2, number, at)
        self._pending = []

    def _put_object(self, number: int, whole: bytes) -> None:
        self._set_row(number, 1, self._position, 0)
        self._put(whole)

    def _set_row(self, number: int, *row: int) -> None:
        ROW.pack_into(self._rows, number * ROW.size, *row)

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._mark.update(data)
        self._position += len(data)

    def _cross_reference(self) -> None:
        number, start = self._next().number, self._position
        self._set_row(number, 1, start, 0)
        data = deflated(bytes(self._rows), _PACKED)
        name = Hex(self._mark.digest())
        trees: Entries = {"Root": self._root, "Info": self._info, "ID": (name, name)}
        packed: Entries = {"Filter": PdfName("FlateDecode"), "Length": len(data)}
        self._put(SerialObject(number, {**cross_reference_entries(number, trees), **packed}, data).written().whole())
        self._put(end_of_file(start))


def _bare(piece: Piece) -> Piece:
    return piece.bare if isinstance(piece, Opening) else piece


def _label(record: _Record) -> Entries:
    """Source: ISO 32000-1, 12.4.2."""
    return {"P": record.name + b", page ", "S": PdfName("D")}


def _between(
    things: Sequence[Thing], marks: Sequence[PdfReference]
) -> Iterator[tuple[Thing, PdfReference | None, PdfReference | None]]:
    """Each thing with the bookmarks before and after its own."""
    return zip(things, (None, *marks), (*marks[1:], None), strict=False)


def _beside(before: PdfReference | None, after: PdfReference | None) -> Entries:
    """The neighbours of a bookmark."""
    return {**({"Prev": before} if before else {}), **({"Next": after} if after else {})}
