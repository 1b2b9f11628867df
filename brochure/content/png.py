"""The chunks of a PNG file: nothing is inflated but its colour profile, and that within bounds.

Source: PNG (Third Edition), clauses 5, 11 and 12.
"""

import zlib
from collections.abc import Iterator
from typing import Final

from brochure.base.icc import LIGHTS, SRGB, Lights, grey_profile, light_profile
from brochure.base.records import NamedTuple
from brochure.content.picture_faults import PictureFaultError, damaged

START: Final = b"\x89PNG\r\n\x1a\n"
# Deflate packs 1000 : 1 at best, so that 200 MB need more than this. An honest profile or caption is smaller.
MOST_EXTRAS: Final = 128_000  # bytes, as packed in the file
MOST_CHUNKS: Final = 20_000
MOST_PROFILE: Final = 4_000_000  # bytes, inflated

_NEEDED: Final = frozenset({b"IHDR", b"PLTE", b"IDAT", b"tRNS", b"eXIf"})
_EXTRAS: Final = frozenset({b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf"})
_END: Final = b"\0\0\0\0IEND\xaeB\x60\x82"
_GREY: Final = frozenset({0, 4})  # colour types; table 10
_USUAL_GAMMA: Final = 45_455  # what programs write that mean sRGB; 13.13
# Codes of ITU-T H.273 that still pictures use: primaries and curves.
_PRIMARIES: Final = {1: "sRGB", 9: "BT.2020", 12: "Display P3"}
_CURVES: Final = {4: 2.2, 8: 1.0, 13: SRGB}


class PngStream(NamedTuple):
    """What a file says of its picture."""

    width: int
    height: int
    content: bytes  # with pixels, transparency and orientation, and nothing else
    profile: bytes | None  # of its colours; None for sRGB, empty for one that cannot be read
    is_cut: bool  # the end mark is missing


class _Chunk(NamedTuple):
    kind: bytes
    content: bytes
    whole: bytes  # with length, kind and checksum


def png_stream(content: bytes) -> PngStream:
    """The picture in a file.

    Raises:
        PictureFaultError: no header, too many parts, or too much beside the picture.
    """
    chunks = list(_chunks(content))
    if not chunks or chunks[0].kind != b"IHDR" or len(chunks[0].content) != 13:
        raise damaged("has no beginning")
    extras = sum(len(chunk.content) for chunk in chunks if chunk.kind in _EXTRAS)
    if extras > MOST_EXTRAS:
        message = f"carries {extras // 1000} kB of hidden text or profile, {MOST_EXTRAS // 1000} are allowed"
        raise PictureFaultError("picture-too-large", message, "export it again without metadata")
    header = chunks[0].content
    size = int.from_bytes(header[:4]), int.from_bytes(header[4:8])
    # Pillow inflates texts and profiles when it sees them: it is given none.
    plain = START + b"".join(chunk.whole for chunk in chunks if chunk.kind in _NEEDED) + _END
    said = {chunk.kind: chunk.content for chunk in reversed(chunks)}
    return PngStream(*size, plain, _profile(said, header[9] in _GREY), chunks[-1].kind != b"IEND")


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """The parts of a file to its end mark, or to where it breaks off."""
    at = len(START)
    for _ in range(MOST_CHUNKS):
        end = at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            return
        chunk = _Chunk(content[at + 4 : at + 8], content[at + 8 : end - 4], content[at:end])
        yield chunk
        if chunk.kind == b"IEND":
            return
        at = end
    raise damaged(f"has over {MOST_CHUNKS} chunks")


def _profile(said: dict[bytes, bytes], is_grey: bool) -> bytes | None:
    """The colours as a profile, from the first of four ways of saying them; 4.3."""
    if b"cICP" in said:
        return _by_codes(said[b"cICP"], is_grey)
    if b"iCCP" in said:
        return _inflated(said[b"iCCP"])
    if b"sRGB" in said or not said.keys() & {b"gAMA", b"cHRM"}:
        return None
    gamma = int.from_bytes(said[b"gAMA"][:4]) if b"gAMA" in said else _USUAL_GAMMA
    lights = _lights(said[b"cHRM"]) if b"cHRM" in said else LIGHTS["sRGB"]
    if not 10_000 <= gamma <= 1_000_000 or lights is None:
        return b""
    usual = abs(gamma - _USUAL_GAMMA) < 500
    if usual and (is_grey or lights.is_near(LIGHTS["sRGB"])):
        return None
    curve = 100_000 / gamma if b"gAMA" in said else SRGB
    return _made(lights, curve, is_grey)


def _by_codes(content: bytes, is_grey: bool) -> bytes | None:
    if len(content) != 4 or content[2] != 0 or content[0] not in _PRIMARIES or content[1] not in _CURVES:
        return b""
    name, curve = _PRIMARIES[content[0]], _CURVES[content[1]]
    return None if (name, curve) == ("sRGB", SRGB) else _made(LIGHTS[name], curve, is_grey)


def _made(lights: Lights, curve: float, is_grey: bool) -> bytes:
    """Empty for lights that give no colours."""
    return grey_profile(curve) if is_grey else light_profile(lights, curve) or b""


def _lights(content: bytes) -> Lights | None:
    if len(content) != 32:
        return None
    x = [int.from_bytes(content[at : at + 4]) / 100_000 for at in range(0, 32, 4)]
    return Lights((x[0], x[1]), (x[2], x[3]), (x[4], x[5]), (x[6], x[7]))


def _inflated(content: bytes) -> bytes:
    """The profile behind its name and the way of packing; empty where it is damaged or larger than any."""
    packed = content.partition(b"\0")[2]
    opened = zlib.decompressobj()
    try:
        data = opened.decompress(packed[1:], MOST_PROFILE)
    except zlib.error:
        return b""
    return data if opened.eof else b""
