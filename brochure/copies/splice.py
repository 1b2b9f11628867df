"""Splicing: a document composed once, written as often as there are people, each file whole and standing alone.

All that is the same in every copy is serialised once, with its cross-reference rows. A page that holds personal words
has its content in several streams: those between the slots are the same bytes in each copy, and only the slots are
written anew. What must hold, and why:

- A slot is a `SlotPlace` among the pieces of a page; an address of one person is a `Gap` in the value of its
  annotation, as is the place of a link that goes with personal words, and words that may be painted in another order
  than they are said are one in their structure element. None is ever looked for in bytes, so that no text can pass for
  one.
- A slot is one stretch of marked content under one MCID, whatever its lines are. So tree, parents, fonts and outline
  never change. It stands between q and Q, so that what comes after it finds the pen as it was.
- Numbers: what is shared, the pack of objects without streams, the slots, the cross-references. So the rows that differ
  from copy to copy come last, but for those with a gap, which are packed in no copy but a locked one.
- A string in a locked copy lies in a stream, or it could be read: there they go into the pack.
- The parts of a page join to the content that the page would have as one stream, byte for byte.
- The same words give the same bytes: the name of a copy is the digest of what it shows.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import blake2b, sha256
from typing import Final, Literal

from deflate import zlib_compress

from brochure.base.records import NamedTuple
from brochure.paint import DrawnPage, Piece, SlotPlace
from brochure.pdf.drawn import operators
from brochure.pdf.lock import Lock, Ready, ready
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
    write,
)
from brochure.pdf.packing import deflated
from brochure.pdf.writer import (
    FREE_ROW,
    HEADER,
    ROW,
    SerialDocument,
    cross_reference_entries,
    end_of_file,
    object_stream,
)

_QUICK: Final = 1  # of libdeflate: what is written ten thousand times is packed fast
_PACKING: Final[Entries] = {"Filter": PdfName("FlateDecode"), "Length": Gap()}
_CONTENT: Final = StreamMould(_PACKING)
_LOCKED_CONTENT: Final = Mould(_PACKING)


class Slot(NamedTuple):
    """A place for the words of one element: the operator that marks them, and the object that holds them."""

    element: int
    opening: bytes
    number: int

    def marked(self, content: bytes) -> bytes:
        """Operators as the content of this slot."""
        return b"q %b %bEMC Q\n" % (self.opening, content)


# Where a link leads, what an element says, or where a link lies.
ValueKind = Literal["address", "words", "place"]


class ValueSlot(NamedTuple):
    """An object with gaps for what is another in each copy."""

    element: int
    number: int
    mould: Mould
    kind: ValueKind
    lead: int = 0  # of a place: which moving link of its element, from 0

    def filled(self, values: tuple[Value, ...]) -> Written:
        """The object of one copy."""
        return Written(self.number, self.mould.filled(*values))


class TemplatePage(NamedTuple):
    """A page of a template: its object, what was drawn in stretches between its slots, and those slots by index."""

    number: int
    drawn: DrawnPage
    stretches: tuple[tuple[Piece, ...], ...]
    slots: tuple[int, ...]


class Template:
    """The part that all copies share, and how a copy is made of it."""

    def __init__(self, document: SerialDocument, *, version: str) -> None:
        """Cut a document at its slots."""
        self.objects, self.slots, self.pages = _cut(document)
        self.root, self.info, self.version = document.root, document.info, version
        self.gaps = tuple(_gaps(self.objects))
        own = {gap.number for gap in self.gaps}
        packed = [each.written() for each in self.objects if each.stream is None and each.number not in own]
        whole = [each for each in self.objects if each.stream is not None]
        pack_number = min([slot.number for slot in self.slots], default=_free(self.objects) + 1) - 1
        pack = object_stream(pack_number, packed)
        header = HEADER % version.encode()
        parts, position = [header], len(header)
        rows = {0: FREE_ROW, **{each.number: (2, pack_number, at) for at, each in enumerate(packed)}}
        for each in (*whole, pack):
            rows[each.number] = (1, position, 0)
            parts.append(each.written().whole())
            position += len(parts[-1])
        self.prefix = b"".join(parts)
        self._header, self._whole, self._packed, self._pack = header, whole, packed, pack
        self._ready: tuple[list[Ready], Ready] | None = None  # what is shared, once a copy is locked
        table = [ROW.pack(*rows.get(at, FREE_ROW)) for at in range(pack_number + 1)]
        # Rows of what has a gap differ from copy to copy: the table is kept in stretches between them.
        cuts = [-1, *(gap.number for gap in self.gaps), pack_number + 1]
        self._rows = [b"".join(table[start + 1 : after]) for start, after in itertools.pairwise(cuts)]
        self._seed = blake2b(self.prefix, digest_size=32).digest()
        self._sha = sha256(self.prefix)
        # Not packed: a kilobyte more, and a fifth of the time less.
        self._last = pack_number + len(self.slots) + 1
        self._tail = Mould(self._cross_reference(self._last, (Gap(), Gap()), {}))

    def copy(self, contents: Sequence[bytes], values: Sequence[tuple[Value, ...]] = ()) -> bytes:
        """One file, with the content of each slot in the order of `slots`, and what fills each of `gaps`."""
        parts = [self.prefix]
        position = len(self.prefix)
        rows = [self._rows[0]]
        mark = blake2b(self._seed, digest_size=16)
        for gap, value, following in zip(self.gaps, values, self._rows[1:], strict=True):
            part = gap.filled(value).whole()
            mark.update(part)
            rows += b"\x01%b\x00" % position.to_bytes(4, "big"), following
            parts.append(part)
            position += len(part)
        for slot, content in zip(self.slots, contents, strict=True):
            marked = slot.marked(content)
            mark.update(marked)
            data = zlib_compress(marked, _QUICK)
            part = _CONTENT.whole(slot.number, data)
            rows.append(b"\x01%b\x00" % position.to_bytes(4, "big"))
            parts.append(part)
            position += len(part)
        rows.append(b"\x01%b\x00" % position.to_bytes(4, "big"))
        name = Hex(mark.digest())
        said = self._tail.filled(name, name)
        parts += Written(self._last, said, b"".join(rows)).whole(), end_of_file(position)
        return b"".join(parts)

    def sha256(self, data: bytes) -> str:
        """The digest of a copy in hexadecimal; what all copies begin with is not read again."""
        if not data.startswith(self.prefix):
            return sha256(data).hexdigest()
        mark = self._sha.copy()
        mark.update(memoryview(data)[len(self.prefix) :])
        return mark.hexdigest()

    def locked_copy(self, contents: Sequence[bytes], lock: Lock, values: Sequence[tuple[Value, ...]] = ()) -> bytes:
        """One file behind a password: every stream encrypted with its own key, the lock beside them.

        The document must have been made lockable.
        """
        pack = self._pack.number
        parts, position = [self._header], len(self._header)
        packed = [*self._packed, *(gap.filled(value) for gap, value in zip(self.gaps, values, strict=True))]
        rows = {0: FREE_ROW, **{each.number: (2, pack, at) for at, each in enumerate(packed)}}
        self._ready = self._ready or ([*map(ready, self._whole)], ready(self._pack))
        shared, pack_ready = self._ready
        own = [
            Ready(slot.number, _LOCKED_CONTENT, deflated(slot.marked(said)))
            for slot, said in zip(self.slots, contents, strict=True)
        ]
        own.append(ready(object_stream(pack, packed)) if self.gaps else pack_ready)
        last = pack + len(own)
        locked = map(lock.closed, (*shared, *own))
        for each in (*locked, SerialObject(last, lock.dictionary).written()):
            rows[each.number] = (1, position, 0)
            parts.append(each.whole())
            position += len(parts[-1])
        rows[last + 1] = (1, position, 0)
        table = b"".join(ROW.pack(*rows.get(at, FREE_ROW)) for at in range(last + 2))
        name = Hex(blake2b(b"".join(parts), digest_size=16).digest())
        said = self._cross_reference(last + 1, (name, name), {"Encrypt": PdfReference(last)})
        parts.append(Written(last + 1, write(said), table).whole())
        parts.append(end_of_file(position))
        return b"".join(parts)

    def _cross_reference(self, number: int, names: Value, more: Entries) -> Entries:
        trees: Entries = {"Root": PdfReference(self.root), "Info": PdfReference(self.info), **more}
        return {**cross_reference_entries(number, trees), "Length": (number + 1) * 6, "ID": names}


def _gaps(objects: Sequence[SerialObject]) -> Iterator[ValueSlot]:
    """Annotations whose address or place is a gap, and elements whose words are, in the order of their numbers."""
    met: Counter[int] = Counter()
    for each in objects:
        value = each.value if isinstance(each.value, dict) else {}
        action = value.get("A")
        address = action.get("URI") if isinstance(action, dict) else None
        gaps: dict[ValueKind, object] = {
            "address": address, "words": value.get("ActualText"), "place": value.get("Rect"),
        }  # fmt: skip
        for kind, gap in gaps.items():
            if isinstance(gap, Gap):
                yield ValueSlot(gap.key, each.number, Mould(value), kind, met[gap.key] if kind == "place" else 0)
                met[gap.key] += kind == "place"


def _free(objects: Sequence[SerialObject]) -> int:
    return max(each.number for each in objects) + 1


def _cut(
    document: SerialDocument,
) -> tuple[tuple[SerialObject, ...], tuple[Slot, ...], tuple[TemplatePage, ...]]:
    """The objects with every page's content in parts; the numbers of the slots follow all others."""
    free = _free(document.objects)
    objects = {each.number: [each] for each in document.objects}
    stretches = [tuple(_stretches(page.drawn.pieces)) for page in document.pages]
    first = free + sum(len(parts) - 1 for parts in stretches) + 1  # one number for the pack
    slots: list[Slot] = []
    pages: list[TemplatePage] = []
    for page, parts in zip(document.pages, stretches, strict=True):
        places = [piece for piece in page.drawn.pieces if isinstance(piece, SlotPlace)]
        own = range(len(slots), len(slots) + len(places))
        for at, place in zip(own, places, strict=True):
            slots.append(Slot(place.element, str(place.opening).encode("ascii"), first + at))
        pages.append(TemplatePage(page.number, page.drawn, parts, tuple(own)))
        if places:
            shared = [page.content, *range(free, free + len(places))]
            free += len(places)
            objects[page.content] = [
                _stream(number, part.encode("latin-1")) for number, part in zip(shared, texts_of(parts), strict=True)
            ]
            woven = [*itertools.chain(*zip(shared, (slots[at].number for at in own), strict=False)), shared[-1]]
            (thing,) = objects[page.number]
            contents = {**thing.entries, "Contents": tuple(map(PdfReference, woven))}
            objects[page.number] = [thing._replace(value=contents)]
    return tuple(itertools.chain(*objects.values())), tuple(slots), tuple(pages)


def _stretches(pieces: Sequence[Piece]) -> Iterator[tuple[Piece, ...]]:
    """What stands before, between and after the slots."""
    stretch: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, SlotPlace):
            yield tuple(stretch)
            stretch = []
        else:
            stretch.append(piece)
    yield tuple(stretch)


def texts_of(stretches: Sequence[Sequence[Piece]]) -> list[str]:
    """The operators of each stretch; a slot is a line of its own between them."""
    return [("\n" if at else "") + operators(pieces) for at, pieces in enumerate(stretches)]


def _stream(number: int, content: bytes) -> SerialObject:
    data = deflated(content)  # not remembered: it may be the words of one person
    return SerialObject(number, {"Filter": PdfName("FlateDecode"), "Length": len(data)}, data)
