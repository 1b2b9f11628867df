"""One file for the press with a record for each person: what all records share stands in it once.

Each page of a template becomes a form, and each record a few pages that show the forms and the words that are their
own. Records are document parts, so that a press can sort, select and count them; page labels and bookmarks name them
by their rows. It is written as it grows, so memory stays flat. Tags are left out: it is for a press, not for a reader.
Source: ISO 32000-1, 8.10 and 12.4.2; ISO 16612-2, 6.5 (document parts of PDF/VT).
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from deflate import zlib_compress

from brochure.copies.splice import Template
from brochure.pdf.writer import HEADER, SerialObject, object_stream

_REFERENCE: Final = re.compile(rb"\b(\d+) 0 R\b")
_NUMBERS: Final = re.compile(rb"/Contents(?: (\d+) 0 R|\[([^\]]*)\])")
_MARKED: Final = re.compile(rb"/(\w+) ?<</MCID \d+>> ?BDC")
_UNMARKED: Final = re.compile(rb"/\w+ <</MCID \d+>> BDC |EMC ")
_MOVED: Final = re.compile(rb"\s*(1 0 0 1 \S+ \S+ cm)")
_KEPT_ON_PAGE: Final = (b"/MediaBox", b"/BleedBox", b"/TrimBox")
_KEPT_IN_CATALOGUE: Final = (b"/Lang", b"/OutputIntents", b"/Metadata", b"/ViewerPreferences", b"/PieceInfo")
_IN_OBJECT_STREAM: Final = 200
_IN_GROUP: Final = 100  # records in a node of the page tree, in a folder of bookmarks, in an array of parts
_PACKED: Final = 8  # of libdeflate


class _Sheet(NamedTuple):
    """A page that comes again in each record."""

    entries: bytes  # of the page, all but its parent, part and content
    own: tuple[int, ...]  # its slots, by their places among those of the template
    moved: bytes  # operator that leads to the corner of the trim
    content: int  # the stream that shows the form, where nothing is the record's own


class Part(NamedTuple):
    """A template whose pages are in the file."""

    sheets: tuple[_Sheet, ...]


class _Group(NamedTuple):
    """A folder of bookmarks."""

    number: int
    title: bytes
    items: tuple[int, int]  # first and last
    size: int


class PrintFile:
    """The file while it grows; `write` takes its bytes in order."""

    def __init__(self, write: Callable[[bytes], object]) -> None:
        self._write, self._position, self._mark = write, 0, blake2b(digest_size=16)
        self._rows = bytearray(b"\0\0\0\0\0\xff")  # of the cross-reference, six bytes an object
        self._pending: list[SerialObject] = []
        self._known: dict[bytes, int] = {}  # objects that are in the file, by digest
        self._catalogue = self._info = b""
        self._root, self._pages, self._parts, self._part = (self._next() for _ in range(4))
        self._outlines = self._next()
        self._nodes: list[int] = []
        self._records: list[int] = []
        self._open: list[tuple[int, int, bytes]] = []  # bookmark, first page, name of each record of this group
        self._kids: list[int] = []  # pages of this group
        self._labels: list[bytes] = []
        self._label_nodes: list[int] = []
        self._groups: list[_Group] = []
        self._node = self._next()
        self.records = self.pages = 0
        self._put(HEADER % b"1.6")

    def take(self, template: Template) -> Part:
        """Bring in the pages of a template; what is in the file already is not brought again."""
        objects = {each.number: each for each in template.objects}
        if not self._catalogue:
            root = objects[template.root].dictionary
            kept = (_entry(root, name) for name in _KEPT_IN_CATALOGUE)
            self._catalogue = self._brought(b"".join(kept), objects)
            self._info = self._brought(b"%d 0 R" % template.info, objects)
        slots = {slot.number: at for at, slot in enumerate(template.slots)}
        return Part(tuple(self._sheet(page, objects, slots) for page in _pages_of(objects, template.root)))

    def add(self, part: Part, contents: Sequence[bytes], name: str) -> None:
        """A record, with the content of each slot in the order of the template's."""
        record, bookmark = self._next(), self._next()
        pages = [self._next() for _ in part.sheets]
        for number, sheet in zip(pages, part.sheets, strict=True):
            content = sheet.content
            if sheet.own:
                own = b"".join(_UNMARKED.sub(b"", contents[at]) for at in sheet.own)
                content = self._stream(b"", b"/A Do\nq\n%b\n%bQ" % (sheet.moved, own))
            entries = b"<</Type/Page/Parent %d 0 R/DPart %d 0 R/Contents %d 0 R%b>>"
            self._pack(number, entries % (self._node, record, content, sheet.entries))
        end = b"/End %d 0 R" % pages[-1] if len(pages) > 1 else b""
        said = name.encode("ascii")
        part_entries = b"<</Type/DPart/Parent %d 0 R/Start %d 0 R%b/DPM<</Record(%b)>>>>"
        self._pack(record, part_entries % (self._part, pages[0], end, said))
        self._labels.append(b"%d<</P(%b, page )/S/D>>" % (self.pages, said))
        self._records.append(record)
        self._kids += pages
        self._open.append((bookmark, pages[0], said))
        self.records += 1
        self.pages += len(pages)
        if len(self._open) == _IN_GROUP:
            self._end_group()

    def end(self) -> None:
        """The trees over all records, and the cross-reference."""
        assert self.records, "a file without pages is none"
        if self._open:
            self._end_group()
        kids = _references(self._nodes)
        self._pack(self._pages, b"<</Type/Pages/Count %d/Kids[%b]>>" % (self.pages, kids))
        arrays = (self._records[at : at + _IN_GROUP] for at in range(0, self.records, _IN_GROUP))
        parts = b"".join(b"[%b]" % _references(each) for each in arrays)
        self._pack(self._part, b"<</Type/DPart/Parent %d 0 R/DParts[%b]>>" % (self._parts, parts))
        names = b"/RecordLevel 1/NodeNameList[/Run/Record]"
        self._pack(self._parts, b"<</Type/DPartRoot/DPartRootNode %d 0 R%b>>" % (self._part, names))
        self._end_outline()
        labels = b"/PageLabels<</Kids[%b]>>" % _references(self._label_nodes)
        trees = b"/Pages %d 0 R/DPartRoot %d 0 R/Outlines %d 0 R" % (self._pages, self._parts, self._outlines)
        self._pack(self._root, b"<</Type/Catalog%b%b%b>>" % (trees, labels, self._catalogue))
        self._flush()
        self._cross_reference()

    def _sheet(self, page: SerialObject, objects: dict[int, SerialObject], slots: dict[int, int]) -> _Sheet:
        found = _NUMBERS.search(page.dictionary)
        assert found is not None, "a page has content"
        numbers = [int(number) for number in re.findall(rb"(\d+)(?: 0 R|$)", found[1] or found[2])]
        static = b"\n".join(zlib.decompress(objects[at].stream or b"") for at in numbers if at not in slots)
        static = _MARKED.sub(rb"/\1 BMC", static)
        moved = _MOVED.match(static)
        box = _entry(page.dictionary, b"/MediaBox")
        resources = self._brought(_entry(page.dictionary, b"/Resources"), objects)
        kind = b"/Type/XObject/Subtype/Form"
        form = self._stream(b"%b%b%b" % (kind, box.replace(b"/MediaBox", b"/BBox"), resources), static)
        shown = self._whole(resources.removeprefix(b"/Resources")[:-2] + b"/XObject<</A %d 0 R>>>>" % form)
        kept = b"".join(_entry(page.dictionary, name) for name in _KEPT_ON_PAGE)
        note = _entry(page.dictionary, b"/PieceInfo")
        if note:  # where the sheet folds
            inner = self._whole(note.removeprefix(b"/PieceInfo"))
            kept += b"/PieceInfo %d 0 R%b" % (inner, _entry(page.dictionary, b"/LastModified"))
        own = tuple(slots[at] for at in numbers if at in slots)
        content = 0 if own else self._stream(b"", b"/A Do")
        return _Sheet(b"%b/Resources %d 0 R" % (kept, shown), own, moved[1] if moved else b"", content)

    def _brought(self, said: bytes, objects: dict[int, SerialObject]) -> bytes:
        """The same entries, with references to objects of this file."""
        return _REFERENCE.sub(lambda found: b"%d 0 R" % self._bring(objects[int(found[1])], objects), said)

    def _bring(self, thing: SerialObject, objects: dict[int, SerialObject]) -> int:
        body = self._brought(thing.dictionary, objects)
        return self._kept(body, thing.stream)

    def _whole(self, body: bytes) -> int:
        return self._kept(body, None)

    def _kept(self, body: bytes, stream: bytes | None) -> int:
        """The number of an object; one that is in the file already is not written again."""
        digest = blake2b(body + (b"" if stream is None else b"\0" + stream), digest_size=16).digest()
        if digest not in self._known:
            number = self._known[digest] = self._next()
            if stream is None:
                self._pack(number, body)
            else:
                self._put_object(SerialObject(number, body, stream))
        return self._known[digest]

    def _end_group(self) -> None:
        """The nodes over the records since the last."""
        kids = _references(self._kids)
        entries = b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>"
        self._pack(self._node, entries % (self._pages, len(self._kids), kids))
        self._nodes.append(self._node)
        first = self.pages - len(self._kids)
        limits = b"<</Limits[%d %d]/Nums[%b]>>" % (first, self._last_label(), b"".join(self._labels))
        label = self._next()
        self._pack(label, limits)
        self._label_nodes.append(label)
        group = self._next()
        numbers = [0, *(number for number, _, _ in self._open), 0]
        for at, (number, page, name) in enumerate(self._open, 1):
            beside = _beside(numbers[at - 1], numbers[at + 1])
            self._pack(number, b"<</Title(%b)/Parent %d 0 R%b/Dest[%d 0 R/Fit]>>" % (name, group, beside, page))
        title = b"%b to %b" % (self._open[0][2], self._open[-1][2])
        self._groups.append(_Group(group, title, (numbers[1], numbers[-2]), len(self._open)))
        self._node = self._next()
        self._kids, self._labels, self._open = [], [], []

    def _last_label(self) -> int:
        return int(self._labels[-1].partition(b"<")[0])

    def _end_outline(self) -> None:
        numbers = [0, *(group.number for group in self._groups), 0]
        for at, group in enumerate(self._groups, 1):
            beside = _beside(numbers[at - 1], numbers[at + 1])
            inner = b"/First %d 0 R/Last %d 0 R/Count -%d" % (*group.items, group.size)  # closed at first
            entries = b"<</Title(%b)/Parent %d 0 R%b%b>>" % (group.title, self._outlines, beside, inner)
            self._pack(group.number, entries)
        ends = b"/First %d 0 R/Last %d 0 R/Count %d" % (numbers[1], numbers[-2], len(self._groups))
        self._pack(self._outlines, b"<</Type/Outlines%b>>" % ends)

    def _next(self) -> int:
        self._rows += b"\0\0\0\0\0\xff"
        return len(self._rows) // 6 - 1

    def _stream(self, entries: bytes, content: bytes) -> int:
        data = zlib_compress(content, _PACKED)
        number = self._next()
        head = b"<<%b/Filter/FlateDecode/Length %d>>" % (entries, len(data))
        self._put_object(SerialObject(number, head, data))
        return number

    def _pack(self, number: int, body: bytes) -> None:
        self._pending.append(SerialObject(number, body))
        if len(self._pending) == _IN_OBJECT_STREAM:
            self._flush()

    def _flush(self) -> None:
        if not self._pending:
            return
        number = self._next()
        self._put_object(object_stream(number, self._pending, _PACKED))
        for at, each in enumerate(self._pending):
            self._set_row(each.number, struct.pack(">BIB", 2, number, at))
        self._pending = []

    def _put_object(self, thing: SerialObject) -> None:
        self._set_row(thing.number, struct.pack(">BIB", 1, self._position, 0))
        self._put(thing.whole())

    def _set_row(self, number: int, row: bytes) -> None:
        self._rows[number * 6 : number * 6 + 6] = row

    def _put(self, data: bytes) -> None:
        self._write(data)
        self._mark.update(data)
        self._position += len(data)

    def _cross_reference(self) -> None:
        number, start = self._next(), self._position
        self._set_row(number, struct.pack(">BIB", 1, start, 0))
        data = zlib_compress(bytes(self._rows), _PACKED)
        name = self._mark.hexdigest().upper().encode()
        entries = b"/Root %d 0 R/Info %b/ID[<%b><%b>]" % (self._root, self._info, name, name)
        head = b"<</Type/XRef/Size %d/W[1 4 1]%b/Filter/FlateDecode/Length %d>>" % (number + 1, entries, len(data))
        self._put(SerialObject(number, head, data).whole())
        self._put(b"startxref\n%d\n%%%%EOF\n" % start)


def _pages_of(objects: dict[int, SerialObject], root: int) -> Iterator[SerialObject]:
    """The pages in their order; the tree of a template has one node."""
    tree = re.search(rb"/Pages (\d+) 0 R", objects[root].dictionary)
    assert tree is not None, "a catalogue has pages"
    for number in _REFERENCE.findall(_entry(objects[int(tree[1])].dictionary, b"/Kids")):
        yield objects[int(number)]


def _entry(dictionary: bytes, name: bytes) -> bytes:
    """An entry of a dictionary as it stands there, name and value; empty where there is none.

    Strings are skipped; their brackets are escaped, because ReportLab writes them so.
    """
    depth, at = 0, 0
    start = -1
    for found in _TOKEN.finditer(dictionary):
        token, at = found[0], found.start()
        if depth == 1 and start < 0 and token == name:
            start, value = at, found.end()
        elif start >= 0 and depth == 1 and at > value and (token[:1] == b"/" or token == b">>"):
            return dictionary[start:at]
        elif start >= 0 and depth == 1 and at == value and token[:1] == b"/":
            return dictionary[start : found.end()]
        depth += _DEEPER.get(token, 0)
    return b""


_TOKEN: Final = re.compile(rb"\((?:[^()\\]|\\.)*\)|<<|>>|\[|\]|<[0-9A-Fa-f]*>|/[^\s/<>\[\]()]*", re.S)
_DEEPER: Final = {b"<<": 1, b"[": 1, b">>": -1, b"]": -1}


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _beside(before: int, after: int) -> bytes:
    """Neighbours of a bookmark; 0 for none."""
    return (b"/Prev %d 0 R" % before if before else b"") + (b"/Next %d 0 R" % after if after else b"")
