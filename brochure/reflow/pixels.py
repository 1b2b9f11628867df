"""Pictures as data beside the words: nothing is fetched, and nothing is larger than a screen can show."""

import zlib
from base64 import b64encode
from collections.abc import Iterator
from functools import lru_cache
from html import escape
from io import BytesIO
from struct import pack
from typing import TYPE_CHECKING, Final, Literal

from brochure.base.art import Picture
from brochure.base.pixels import pillow_image
from brochure.base.records import NamedTuple

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS: Final = 1_600  # of the longer side: a telephone held upright has about 1,300
MOST_BYTES: Final = 500_000

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_COLOUR = {1: 0, 2: 4, 3: 2, 4: 6}  # colour type by channels, alpha counted; ISO/IEC 15948:2004, 11.2.2
_QUALITIES: Final = (85, 75, 65)  # of a JPEG, before it is made smaller again
_PALETTE: Final = 256
_SMALLER: Final = 0.7


class PackedPicture(NamedTuple):
    """A picture as a browser takes it."""

    kind: Literal["png", "jpeg"]
    width: int
    height: int
    data: bytes


def image_of(picture: Picture, *, alt: str = "", css_class: str = "", is_mark: bool = False) -> str:
    """One `<img>` that carries its pixels."""
    named = f' class="{escape(css_class)}"' if css_class else ""
    shown = packed_picture(picture)
    size = f'width="{shown.width}" height="{shown.height}"'
    # Without its style sheet too, a picture keeps to its column, and a mark is no larger than one.
    look = f"width:auto;height:auto;max-width:100%{';max-height:4rem' if is_mark else ''}"
    return f'<img{named} src="{data_of(picture)}" {size} style="{look}" alt="{escape(alt)}">'


def data_of(picture: Picture) -> str:
    """The pixels as the address of a picture."""
    shown = packed_picture(picture)
    return f"data:image/{shown.kind};base64,{b64encode(shown.data).decode()}"


@lru_cache(maxsize=4)
def packed_picture(picture: Picture) -> PackedPicture:
    """The picture in at most MOST_PIXELS a side and MOST_BYTES; as it is where it keeps to them.

    A picture that lets no light through becomes a JPEG where its PNG is too heavy; one that does gets a palette.
    """
    if max(picture.width, picture.height) <= MOST_PIXELS:
        data = picture.data if picture.is_jpeg else _png(picture)
        if len(data) <= MOST_BYTES:
            return PackedPicture("jpeg" if picture.is_jpeg else "png", picture.width, picture.height, data)
    image = pillow_image(picture)
    side = MOST_PIXELS
    while True:
        if max(image.size) > side:
            image.thumbnail((side, side))
        for packed in _ways(image, picture.is_jpeg):
            if len(packed.data) <= MOST_BYTES:
                return packed
        side = int(max(image.size) * _SMALLER)


def _ways(image: "Image.Image", is_photo: bool) -> Iterator[PackedPicture]:
    """The picture packed, from the truest to the smallest."""
    if not is_photo:
        yield _packed(image, "png", optimize=True)
    if image.mode.endswith("A"):
        yield _packed(image.convert("RGBA").quantize(_PALETTE), "png", optimize=True)
        return
    for quality in _QUALITIES:
        yield _packed(image, "jpeg", quality=quality)


def _packed(image: "Image.Image", kind: Literal["png", "jpeg"], **how: int) -> PackedPicture:
    out = BytesIO()
    image.save(out, kind, **how)
    return PackedPicture(kind, image.width, image.height, out.getvalue())


def _png(picture: Picture) -> bytes:
    """The pixels as PNG, rows unfiltered. Source: ISO/IEC 15948:2004, clause 11."""
    channels: int = picture.channels
    pixels: bytes | bytearray = picture.data
    if picture.alpha:
        channels += 1
        pixels = bytearray(picture.width * picture.height * channels)
        for at in range(picture.channels):
            pixels[at::channels] = picture.data[at :: picture.channels]
        pixels[picture.channels :: channels] = picture.alpha
    row = picture.width * channels
    rows = b"".join(b"\0" + pixels[at : at + row] for at in range(0, row * picture.height, row))
    header = pack(">IIBBBBB", picture.width, picture.height, 8, _PNG_COLOUR[channels], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _PNG_START + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
