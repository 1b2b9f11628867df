"""Pictures of pixels: a PNG or JPEG file goes in, plain pixels without anything hidden come out.

A file is looked at in this order, and refused at the first fault: place, kind of file, size, header, pixels. Nothing is
inflated before its size is known, and no profile, comment, place or camera is taken over.
"""

import io
import stat
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.base.art import Picture
from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.base.units import INCH, Pt, in_mm

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE = 20_000_000  # bytes
LARGEST_SIDE = 10_000  # pixels
MOST_PIXELS = 20_000_000
# Deflate packs 1000 : 1 at best, so that 200 MB need more than this. An honest profile or caption is smaller.
MOST_EXTRAS = 128_000  # bytes, as packed in the file
MOST_CHUNKS = 20_000  # of a PNG
MOST_SCANS = 100  # of a progressive JPEG: each costs the time of a whole picture
JPEG_QUALITY = 90

_PNG_START = b"\x89PNG\r\n\x1a\n"
_JPEG_START = b"\xff\xd8\xff"
_PNG_NEEDED = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS"})
_PNG_EXTRAS = frozenset({b"tEXt", b"zTXt", b"iTXt", b"iCCP", b"eXIf"})
_JPEG_SIZES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame; ITU-T T.81, table B.1
_JPEG_BARE = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_JPEG_SCAN = 0xDA
_WHOLE = 255  # a pixel of which all is there
_EXPORT = "export it again as PNG or JPEG"


class _Chunk(NamedTuple):
    kind: bytes
    content: bytes
    whole: bytes  # with length, kind and checksum


class _FaultError(Exception):
    """What is wrong with a file; becomes a finding where the picture is asked for."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


def read_picture(file: Path, *, inside: Path, origin: Origin, unsaved: bytes | None = None) -> Picture:
    """The pixels of a PNG or JPEG file that lies in the folder `inside`; a relative path counts from there.

    `unsaved` are the bytes that stand for those of the file.

    PNG becomes rows of grey or RGB pixels on white; JPEG becomes a plain JPEG stream, turned upright.

    Raises:
        BadInput: outside-project, not-a-file, picture-kind, picture-too-large or picture-damaged, at `origin`.
    """
    try:
        return _decoded(_content(file, inside) if unsaved is None else _sized(unsaved))
    except _FaultError as fault:
        finding = Finding(fault.code, f"picture '{file.name}' {fault.message}", origin, fault.hint)
        raise BadInput(finding) from fault


def lets_light_through(data: bytes) -> bool:
    """Whether some pixel of a picture that was read without a fault is not wholly there."""
    from PIL import Image  # noqa: PLC0415 - a leaflet without pictures never pays for the import

    with Image.open(io.BytesIO(data)) as image:
        if image.mode not in {"LA", "PA", "RGBA"} and "transparency" not in image.info:
            return False
        return min(image.convert("RGBA").getchannel("A").tobytes()) < _WHOLE


def picture_ppi(picture: Picture, width: Pt) -> float:
    """Pixels to the inch where the picture is shown so wide."""
    return picture.width / (width / INCH)


def resolution_findings(
    picture: Picture, width: Pt, origin: Origin, *, warn_under: float = 200, fail_under: float = 150, press: bool
) -> tuple[Finding, ...]:
    """A finding where the picture is too coarse for the width it is shown at: an error only for the press.

    Source: printers ask for 300 ppi and take 200; below 150 the pixels are seen.
    """
    ppi = picture_ppi(picture, width)
    if ppi >= warn_under:
        return ()
    severity = Severity.ERROR if press and ppi < fail_under else Severity.WARNING
    needed = -(-warn_under * width // INCH)
    widest = in_mm(picture.width / warn_under * INCH)
    message = f"picture has {ppi:.0f} ppi at {in_mm(width):.0f} mm, {warn_under:.0f} are wanted"
    hint = f"give a picture {needed:.0f} pixels wide, or show it at most {widest:.0f} mm wide"
    return (Finding("picture-resolution", message, origin, hint, severity),)


def _content(file: Path, inside: Path) -> bytes:
    try:
        folder = inside.resolve(strict=True)
        real = (folder / file).resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError, ValueError) as fault:  # missing, a ring of links, a NUL in the name
        raise _FaultError("not-a-file", "is not there", f"put it into the folder '{inside.name}'") from fault
    if not real.is_relative_to(folder):
        raise _FaultError("outside-project", "lies outside its folder", f"copy it into the folder '{inside.name}'")
    # Asked before it is opened: opening a pipe waits for ever, reading a device never ends.
    if not stat.S_ISREG(status.st_mode):
        raise _FaultError("not-a-file", "is not a regular file", "give a PNG or JPEG file")
    _judge_size(status.st_size)
    try:
        with real.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError as fault:
        raise _FaultError("not-a-file", "cannot be read", "allow reading it") from fault


def _sized(content: bytes) -> bytes:
    _judge_size(len(content))
    return content


def _judge_size(size: int) -> None:
    if size > LARGEST_FILE:
        message = f"has {size / 1e6:.0f} MB, {LARGEST_FILE / 1e6:.0f} are allowed"
        raise _FaultError("picture-too-large", message, "export it smaller")


def _decoded(content: bytes) -> Picture:
    if content.startswith(_PNG_START):
        return _from_png(content)
    if content.startswith(_JPEG_START):
        return _from_jpeg(content)
    raise _FaultError("picture-kind", "is neither PNG nor JPEG, whatever its name says", _EXPORT)


def _from_png(content: bytes) -> Picture:
    chunks = list(_chunks(content))
    if [chunk.kind for chunk in chunks[:1]] != [b"IHDR"] or chunks[-1].kind != b"IEND":
        raise _damaged("has no beginning or no end")
    header = chunks[0].content
    _check_size(int.from_bytes(header[:4]), int.from_bytes(header[4:8]))
    extras = sum(len(chunk.content) for chunk in chunks if chunk.kind in _PNG_EXTRAS)
    if extras > MOST_EXTRAS:
        message = f"carries {extras // 1000} kB of hidden text or profile, {MOST_EXTRAS // 1000} are allowed"
        raise _FaultError("picture-too-large", message, "export it again without metadata")
    # Pillow inflates texts and profiles when it sees them: it is given none.
    plain = _PNG_START + b"".join(chunk.whole for chunk in chunks if chunk.kind in _PNG_NEEDED)
    image = _flattened(_loaded(plain))
    return Picture(image.width, image.height, 1 if image.mode == "L" else 3, image.tobytes(), is_jpeg=False)


def _chunks(content: bytes) -> Iterator[_Chunk]:
    """The parts of a PNG file to its end mark. Source: PNG (Third Edition), 5.3."""
    at = len(_PNG_START)
    for _ in range(MOST_CHUNKS):
        length = int.from_bytes(content[at : at + 4])
        end = at + 12 + length
        if end > len(content):
            raise _damaged("breaks off")
        chunk = _Chunk(content[at + 4 : at + 8], content[at + 8 : end - 4], content[at:end])
        yield chunk
        if chunk.kind == b"IEND":
            return
        at = end
    raise _damaged(f"has over {MOST_CHUNKS} chunks")


def _from_jpeg(content: bytes) -> Picture:
    _check_size(*_jpeg_size(content))
    if content.count(bytes((0xFF, _JPEG_SCAN))) > MOST_SCANS:
        raise _FaultError("picture-too-large", f"has over {MOST_SCANS} scans", "export it without progressive loading")
    image = _upright(_loaded(content))
    image.info.clear()  # a comment would be written again
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=JPEG_QUALITY, progressive=False)
    return Picture(image.width, image.height, 1 if image.mode == "L" else 3, stream.getvalue(), is_jpeg=True)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Width and height from the frame header. Source: ITU-T T.81, B.1.1 and B.2.2."""
    at = 2
    while at + 9 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker in _JPEG_SIZES:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(content[at + 5 : at + 7])
        if marker == _JPEG_SCAN:
            break
        filler = marker == 0xFF
        bare = marker in _JPEG_BARE
        at += 1 if filler else 2 if bare else 2 + int.from_bytes(content[at + 2 : at + 4])
    raise _damaged("has no size")


def _check_size(width: int, height: int) -> None:
    if not width or not height:
        raise _damaged("has no size")
    if max(width, height) > LARGEST_SIDE or width * height > MOST_PIXELS:
        message = f"is {width} x {height} pixels, {MOST_PIXELS // 1_000_000} million are allowed"
        raise _FaultError("picture-too-large", message, f"export it under {LARGEST_SIDE} pixels a side")


def _damaged(message: str) -> _FaultError:
    return _FaultError("picture-damaged", message, _EXPORT)


def _loaded(content: bytes) -> "Image.Image":
    # A leaflet without pictures never pays for the import.
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            _check_size(*image.size)
            image.load()
            return image
    except _FaultError:
        raise
    except Exception as fault:  # damaged files make the decoder raise nearly anything
        raise _damaged("cannot be decoded") from fault


def _flattened(image: "Image.Image") -> "Image.Image":
    """Grey or RGB of eight bits, on white where the picture lets light through."""
    from PIL import Image  # noqa: PLC0415

    grey = image.mode in {"1", "L", "LA"} or image.mode.startswith("I")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: a plain conversion would cut everything above 255 to white.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        image = Image.alpha_composite(Image.new("RGBA", seen.size, "white"), seen)
    return image.convert("L" if grey else "RGB")


def _upright(image: "Image.Image") -> "Image.Image":
    """Turned as its camera says, in grey or RGB."""
    from PIL import ImageOps  # noqa: PLC0415

    try:
        turned = ImageOps.exif_transpose(image)
    except Exception as fault:  # the block that says how is free text to a decoder
        raise _damaged("has a damaged EXIF block") from fault
    return turned if turned.mode in {"L", "RGB"} else turned.convert("RGB")
