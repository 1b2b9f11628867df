"""What a renderer would have to unpack for a page, measured before any renderer gets the file.

pdfium unpacks whatever a page refers to, to the last byte: a file of three kilobytes can ask for gigabytes. Everything
that a page reaches is walked here, and each stream unpacked piece by piece, counted and thrown away.
"""

from collections.abc import Iterator
from typing import Final

from brochure.opened import objects
from brochure.opened.lexer import TooMuch
from brochure.opened.objects import Raw
from brochure.opened.pixels import own_size
from brochure.opened.unpacking import unpacked
from brochure.opened.work import Work

MOST_UNPACKED: Final = 80_000_000  # bytes of one stream; an A3 picture in CMYK at 300 ppi has 70 million
MOST_OF_ALL: Final = 200_000_000  # of all that one page reaches but its pictures, which are held one at a time
MOST_PIXELS: Final = 80_000_000  # of a picture of greys or colours
MOST_HELD: Final = 20_000_000  # of one that is held whole until it is shown: twelve bytes a pixel
MOST_OBJECTS: Final = 100_000
_RATIO: Final = 1_032  # deflate packs no better; RFC 1951
_COUNTED: Final = 1_000_000  # bytes: what cannot unpack to more is not unpacked to be counted
_OBJECTS_A_UNIT: Final = 20
_BYTES_A_UNIT: Final = 20_000
# Leads to other pages, to the tags, or to what nobody paints.
_ELSEWHERE: Final = frozenset({"/Parent", "/P", "/Dest", "/A", "/AA", "/Metadata", "/PieceInfo", "/StructParents",
                               "/ToUnicode", "/Popup", "/IRT", "/B", "/DPart"})  # fmt: skip
_PACKED: Final = frozenset({"FlateDecode", "Fl", "LZWDecode", "LZW", "RunLengthDecode", "RL"})
_OWN_HEADS: Final = frozenset({"DCTDecode", "DCT", "JPXDecode"})
_FLATE: Final = frozenset({"FlateDecode", "Fl"})


class Reach:
    """The streams of a file, as far as they were met; each is unpacked once."""

    def __init__(self) -> None:
        self.sizes: dict[int, int] = {}

    def judge(self, page: Raw, work: Work) -> None:
        """Walk all that a page refers to.

        Raises:
            TooMuch: a renderer would have to unpack or hold more than a page needs.
        """
        whole = 0
        for identity, stream in _streams_of(page):
            if identity not in self.sizes or identity < 0:
                self.sizes[identity] = _size(stream)
                work.take(self.sizes[identity] / _BYTES_A_UNIT)
            work.take(1 / _OBJECTS_A_UNIT)
            whole += self.sizes[identity]
            if whole > MOST_OF_ALL:
                raise TooMuch(f"what it refers to unpacks to more than {MOST_OF_ALL // 1_000_000} MB")


def _streams_of(page: Raw) -> Iterator[tuple[int, Raw]]:
    """Each stream once, with its identity."""
    waiting: list[Raw] = [objects.value(page)]
    met: set[int] = set()
    count = 0
    while waiting:
        thing = waiting.pop()
        count += 1
        if count > MOST_OBJECTS:
            raise TooMuch(f"it refers to more than {MOST_OBJECTS} objects")
        for raw in _parts(thing):
            if objects.is_reference(raw):
                identity = objects.identity(raw)
                if identity in met:
                    continue
                met.add(identity)
            inner = objects.value(raw)
            if objects.is_stream(inner):
                yield objects.identity(inner), inner
            if isinstance(inner, (dict, list)) and objects.name(objects.get(inner, "Type")) not in ("Page", "Pages"):
                waiting.append(inner)


def _parts(thing: Raw) -> Iterator[Raw]:
    if isinstance(thing, list):
        yield from thing
    elif isinstance(thing, dict):
        yield from (dict.__getitem__(thing, key) for key in thing if key not in _ELSEWHERE)


def _size(stream: Raw) -> int:
    """Bytes that a renderer holds of a stream; of a picture, what lies before its own packing.

    Raises:
        TooMuch: it unpacks to more than any page needs.
    """
    filters = objects.filters_of(stream)
    packed = objects.packed_data_of(stream)
    if objects.name(objects.get(stream, "Subtype")) != "Image":
        return _unpacked_size(packed, filters)
    width, height = (abs(objects.number(objects.get(stream, key))) for key in ("Width", "Height"))
    bits = objects.number(objects.get(stream, "BitsPerComponent"), 8)
    most = MOST_PIXELS * 8 if bits == 1 else MOST_PIXELS
    if len(filters) == 1 and filters[0] in _OWN_HEADS:
        width, height, held_whole = own_size(packed)  # what it says itself counts, not what the file says of it
        most = MOST_HELD if held_whole else most
    if not width * height <= most:
        raise TooMuch(f"a picture of {width:.0f} x {height:.0f} pixels" if width < 1e9 else "a picture without a size")
    # The rows of a picture are unpacked one by one as they are shown; what its other filters unpack is held whole.
    return _unpacked_size(packed, filters[:-1])


def _unpacked_size(data: bytes, filters: list[str]) -> int:
    size = len(data)
    most: int = size * _RATIO ** sum(each in _PACKED for each in filters)
    if most <= _COUNTED:
        return most
    for at, name in enumerate(filters):
        if name in _FLATE:
            is_last = not any(each in _PACKED for each in filters[at + 1 :])
            pieces = unpacked(data, MOST_UNPACKED)
            if is_last:
                return sum(map(len, pieces))
            data = b"".join(pieces)
            size = len(data)
        elif name in _PACKED:
            # Of other packings the bound is taken for the size: they are rare, and pack less.
            size = min(size * 128, MOST_UNPACKED)
    return size
