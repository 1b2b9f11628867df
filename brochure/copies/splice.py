"""Splicing: a document composed once, written as often as there are people, each file whole and standing alone.

All that is the same in every copy is serialised once, with its cross-reference rows. A page that holds personal words
has its content in several streams: those between the slots are the same bytes in each copy, and only the slots are
written anew. The tree, its parents, fonts and outline never change, because a slot is one stretch of marked content
under one MCID whatever its lines are.
"""

import itertools
import re
import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, NamedTuple

from deflate import zlib_compress

from brochure.pdf.lock import Lock
from brochure.pdf.writer import HEADER, SerialDocument, SerialObject, object_stream

_SLOT: Final = re.compile(rb"%slot (\d+) (\d+)%")
_LINK: Final = re.compile(rb"\(%link (\d+)%\)")
_ESCAPED: Final = re.compile(rb"[()\\]")
_CONTENTS: Final = re.compile(rb"/Contents (\d+) 0 R")
_QUICK: Final = 1  # of libdeflate: what is written ten thousand times is packed fast


class Slot(NamedTuple):
    """A place for the words of one element: the object that holds them, and the MCID of its marked content."""

    element: int
    mcid: int
    number: int


class LinkSlot(NamedTuple):
    """A link that leads elsewhere in each copy: its element, and the annotation before and after its address."""

    element: int
    number: int
    head: bytes
    tail: bytes

    def filled(self, target: str) -> bytes:
        """The annotation of one copy; an address is ASCII. Source: ISO 32000-1, 12.6.4.7."""
        return b"%b(%b)%b" % (self.head, _ESCAPED.sub(rb"\\\g<0>", target.encode("ascii")), self.tail)


def link_mark(element: int) -> str:
    """What stands for the address of a personal link while the leaflet is composed."""
    return f"%link {element}%"


class Template:
    """The part that all copies share, and how a copy is made of it."""

    def __init__(self, document: SerialDocument, *, version: str) -> None:
        """Cut a document at its slots."""
        self.objects, self.slots = _cut(document)
        self.root, self.info, self.version = document.root, document.info, version
        self.links = tuple(_links(self.objects))
        own = {link.number for link in self.links}
        packed = [each for each in self.objects if each.stream is None and each.number not in own]
        whole = [each for each in self.objects if each.stream is not None]
        # Numbers: what is shared, the pack, the slots, the cross-reference; so all rows that differ come last.
        pack_number = min([slot.number for slot in self.slots], default=_free(self.objects) + 1) - 1
        pack = object_stream(pack_number, packed)
        header = HEADER % version.encode()
        parts, position = [header], len(header)
        rows = {0: (0, 0, 255), **{each.number: (2, pack_number, at) for at, each in enumerate(packed)}}
        for each in (*whole, pack):
            rows[each.number] = (1, position, 0)
            parts.append(each.whole())
            position += len(parts[-1])
        self.prefix = b"".join(parts)
        self._header, self._whole, self._packed, self._pack = header, whole, packed, pack
        table = [struct.pack(">BIB", *rows.get(at, (0, 0, 255))) for at in range(pack_number + 1)]
        # Rows of links differ from copy to copy: the table is kept in stretches between them.
        cuts = [-1, *(link.number for link in self.links), pack_number + 1]
        self._rows = [b"".join(table[start + 1 : after]) for start, after in itertools.pairwise(cuts)]
        self._heads = [b"%d 0 obj\n<</Filter/FlateDecode/Length " % slot.number for slot in self.slots]
        self._seed = blake2b(self.prefix, digest_size=32).digest()
        size = pack_number + len(self.slots) + 2
        # Not packed: a kilobyte more, and a fifth of the time less.
        self._tail = (
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Root %d 0 R/Info %d 0 R/Length %d/ID[<%%b><%%b>]>>"
            b"\nstream\n%%b\nendstream\nendobj\nstartxref\n%%d\n%%%%%%%%EOF\n"
        ) % (size - 1, size, document.root, document.info, size * 6)

    def copy(self, contents: Sequence[bytes], targets: Sequence[str] = ()) -> bytes:
        """One file, with the content of each slot in the order of `slots`, and addresses in the order of `links`."""
        parts = [self.prefix]
        position = len(self.prefix)
        rows = [self._rows[0]]
        mark = blake2b(self._seed, digest_size=16)
        for link, target, following in zip(self.links, targets, self._rows[1:], strict=True):
            part = b"%d 0 obj\n%b\nendobj\n" % (link.number, link.filled(target))
            mark.update(part)
            rows += b"\x01%b\x00" % position.to_bytes(4, "big"), following
            parts.append(part)
            position += len(part)
        for head, content in zip(self._heads, contents, strict=True):
            mark.update(content)
            data = zlib_compress(content, _QUICK)
            part = b"%b%d>>\nstream\n%b\nendstream\nendobj\n" % (head, len(data), data)
            rows.append(b"\x01%b\x00" % position.to_bytes(4, "big"))
            parts.append(part)
            position += len(part)
        rows.append(b"\x01%b\x00" % position.to_bytes(4, "big"))
        name = mark.hexdigest().upper().encode()
        parts.append(self._tail % (name, name, b"".join(rows), position))
        return b"".join(parts)

    def locked_copy(self, contents: Sequence[bytes], lock: Lock, targets: Sequence[str] = ()) -> bytes:
        """One file behind a password: every stream encrypted with its own key, the lock beside them.

        The document must have been made lockable.
        """
        pack = self._pack.number
        parts, position = [self._header], len(self._header)
        # Strings are locked where they lie in a stream, so the links go into the pack.
        pairs = zip(self.links, targets, strict=True)
        packed = [*self._packed, *(SerialObject(link.number, link.filled(target)) for link, target in pairs)]
        rows = {0: (0, 0, 255), **{each.number: (2, pack, at) for at, each in enumerate(packed)}}
        own = [_stream(slot.number, content) for slot, content in zip(self.slots, contents, strict=True)]
        own.append(object_stream(pack, packed) if self.links else self._pack)
        last = pack + len(own)
        bodies = [*(lock.locked(each) for each in (*self._whole, *own)), SerialObject(last, lock.dictionary)]
        for each in bodies:
            rows[each.number] = (1, position, 0)
            parts.append(each.whole())
            position += len(parts[-1])
        rows[last + 1] = (1, position, 0)
        table = b"".join(struct.pack(">BIB", *rows.get(at, (0, 0, 255))) for at in range(last + 2))
        name = blake2b(b"".join(parts), digest_size=16).hexdigest().upper().encode()
        parts.append(
            b"%d 0 obj\n<</Type/XRef/Size %d/W[1 4 1]/Root %d 0 R/Info %d 0 R/Encrypt %d 0 R/Length %d/ID[<%b><%b>]>>"
            b"\nstream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n"
            % (last + 1, last + 2, self.root, self.info, last, len(table), name, name, table, position)
        )
        return b"".join(parts)


def _links(objects: Sequence[SerialObject]) -> Iterator[LinkSlot]:
    """Annotations whose address is a mark, in the order of their numbers."""
    for each in sorted(objects):
        found = _LINK.search(each.dictionary) if each.stream is None else None
        if found:
            head, tail = each.dictionary[: found.start()], each.dictionary[found.end() :]
            yield LinkSlot(int(found[1]), each.number, head, tail)


def _free(objects: Sequence[SerialObject]) -> int:
    return max(each.number for each in objects) + 1


def _cut(document: SerialDocument) -> tuple[tuple[SerialObject, ...], tuple[Slot, ...]]:
    """The objects with every page's content in parts; the numbers of the slots follow all others."""
    free = _free(document.objects)
    objects: list[SerialObject] = []
    slots: list[tuple[int, int, int]] = []  # element, MCID, page content
    shared: dict[int, list[int]] = {}  # numbers of the parts that stand between the slots
    for each in document.objects:
        content = _content(each)
        if content is None:
            objects.append(each)
            continue
        at = 0
        for found in (*_SLOT.finditer(content), None):
            number, free = (free, free + 1) if each.number in shared else (each.number, free)
            shared.setdefault(each.number, []).append(number)
            objects.append(_stream(number, content[at : found.start() if found else len(content)]))
            if found:
                slots.append((int(found[1]), int(found[2]), each.number))
                at = found.end()
    first = free + 1  # one number for the pack
    numbered = tuple(Slot(element, mcid, first + at) for at, (element, mcid, _) in enumerate(slots))
    of_page: dict[int, list[int]] = {}
    for slot, (_, _, page) in zip(numbered, slots, strict=True):
        of_page.setdefault(page, []).append(slot.number)
    parts_of = {page: [*_woven(parts, of_page[page])] for page, parts in shared.items()}
    return tuple(_pointed(each, parts_of) for each in objects), numbered


def _woven(shared: list[int], own: list[int]) -> Iterator[int]:
    """Shared parts with the slots between them."""
    for part, slot in zip(shared, own, strict=False):
        yield part
        yield slot
    yield shared[-1]


def _content(thing: SerialObject) -> bytes | None:
    """The operators of a page that holds slots."""
    if thing.stream is None or b"/FlateDecode" not in thing.dictionary or b"/Length1" in thing.dictionary:
        return None
    content = zlib.decompress(thing.stream)
    return content if _SLOT.search(content) else None


def _stream(number: int, content: bytes) -> SerialObject:
    data = zlib_compress(content, 12)
    return SerialObject(number, b"<</Filter/FlateDecode/Length %d>>" % len(data), data)


def _pointed(thing: SerialObject, parts_of: Mapping[int, list[int]]) -> SerialObject:
    """A page whose content is several streams now."""
    found = _CONTENTS.search(thing.dictionary) if thing.stream is None else None
    if found is None or int(found[1]) not in parts_of:
        return thing
    numbers = b" ".join(b"%d 0 R" % number for number in parts_of[int(found[1])])
    return thing._replace(dictionary=thing.dictionary.replace(found[0], b"/Contents[%b]" % numbers))
