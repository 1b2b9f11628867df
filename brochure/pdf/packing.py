"""Streams, packed as small as deflate allows."""

from functools import lru_cache
from typing import Final

from deflate import zlib_compress

from brochure.pdf.objects import Entries, PdfName, Whole, entries

# Of libdeflate: 12 takes twice the time for 29 of the 22,700 bytes of a leaflet, 9 a quarter of it for 360 more.
HARDEST: Final = 10


def packed_stream(said: Entries, content: bytes) -> Whole:
    """A stream, compressed."""
    data = _compressed(content)
    return Whole(entries({**said, "Filter": PdfName("FlateDecode"), "Length": len(data)}), data)


# Fonts and unchanged pages come again and again while a leaflet is being edited.
@lru_cache(maxsize=12)
def _compressed(content: bytes) -> bytes:
    return deflated(content)


def deflated(data: bytes, level: int = HARDEST) -> bytes:
    """Packed as small as deflate allows in a moment."""
    return bytes(zlib_compress(data, level))
