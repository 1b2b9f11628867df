"""Pictures of pixels: a PNG or JPEG file goes in, plain pixels without anything hidden come out.

A file is looked at in this order, and refused at the first fault: place, kind of file, size, header, pixels. Nothing is
inflated before its size is known. Its colours become sRGB, and it is turned upright; no profile, comment, place or
camera is taken over.
"""

import io
import stat
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from brochure.base.art import Picture
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.icc import LIGHTS, light_profile
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.base.units import INCH, Pt, in_mm
from brochure.content.jpeg import END, JpegStream, jpeg_stream
from brochure.content.lights import BadProfileError, in_srgb
from brochure.content.picture_faults import PictureFaultError, damaged
from brochure.content.png import START, png_stream

if TYPE_CHECKING:
    from PIL import Image

LARGEST_FILE: Final = 40_000_000  # bytes
LARGEST_SIDE: Final = 16_000  # pixels
# What a telephone takes today; a larger JPEG would need half a gigabyte, were it progressive.
MOST_JPEG_PIXELS: Final = 52_000_000
MOST_PNG_PIXELS: Final = 26_000_000
MOST_KEPT: Final = 26_000_000  # pixels; a JPEG of more is decoded at half its size
JPEG_QUALITY: Final = 90
_MOST_CLEAR: Final = 12_000_000  # pixels of a picture that lets light through, which is held several times
_MOST_MISSING: Final = 0.1  # of the rows: a picture that lacks more is half a picture

_AGAIN: Final = "export it again, or copy it again from where it came"
_NEIGHBOURS: Final = 3  # pixels: as far as a viewer looks
_INTEROPERABILITY: Final = 0xA005  # of EXIF
_ADOBE_CURVE: Final = 563 / 256  # Adobe RGB (1998), 4.3.4.2
_JPEG_START = b"\xff\xd8\xff"
_EXPORT: Final = "export it as PNG or JPEG"
_ON_TELEPHONES: Final = "export it as JPEG, or set the telephone to take its pictures as JPEG ('most compatible')"
# Other kinds by their first bytes: at which byte, what stands there, how the kind is called, and the way out.
_OTHER_KINDS: Final = (
    (4, b"ftypavif", "an AVIF picture", _EXPORT),
    (4, b"ftyp", "a HEIC picture", _ON_TELEPHONES),
    (8, b"WEBP", "a WebP picture", _EXPORT),
    (0, b"GIF8", "a GIF picture", _EXPORT),
    (0, b"II*\0", "a TIFF picture", _EXPORT),
    (0, b"MM\0*", "a TIFF picture", _EXPORT),
    (0, b"BM", "a BMP picture", _EXPORT),
    (0, b"%PDF", "a PDF file", _EXPORT),
    (0, b"%!PS", "a PostScript file", "export it as SVG, PNG or JPEG"),
    (0, b"<svg", "an SVG drawing", "give its name the end .svg"),
)


class ReadPicture(NamedTuple):
    """A picture, and what is to be said of it without refusing it."""

    picture: Picture
    findings: tuple[Finding, ...] = ()


class _Decoded(NamedTuple):
    picture: Picture
    notes: tuple[tuple[str, str], ...]  # what to say of it, and what to do


def read_picture(file: Path, *, inside: Path, origin: Origin, unsaved: bytes | None = None) -> ReadPicture:
    """The pixels of a PNG or JPEG file that lies in the folder `inside`; a relative path counts from there.

    `unsaved` are the bytes that stand for those of the file.

    PNG becomes rows of grey or RGB pixels, and rows of alpha where it lets light through; JPEG becomes a plain JPEG
    stream. Both are upright and in sRGB. A damaged profile and a missing end are told.

    Raises:
        BadInput: outside-project, not-a-file, picture-kind, picture-too-large or picture-damaged, at `origin`.
    """
    try:
        content = _content(file, inside) if unsaved is None else _sized(unsaved)
        decoded = _decoded(content)
    except PictureFaultError as fault:
        finding = Finding(fault.code, f"picture '{file.name}' {fault.message}", origin, fault.hint)
        raise BadInput(finding) from fault
    told = (
        Finding("picture-doubtful", f"picture '{file.name}' {message}", origin, hint, Severity.WARNING)
        for message, hint in decoded.notes
    )
    return ReadPicture(decoded.picture, tuple(told))


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
    message = (
        f"picture of {picture.width} pixels has {ppi:.0f} ppi at {in_mm(width):.0f} mm, {warn_under:.0f} are wanted"
    )
    hint = f"give a picture {needed:.0f} pixels wide, or one that is drawn (SVG)"
    return (Finding("picture-resolution", message, origin, hint, severity),)


def _content(file: Path, inside: Path) -> bytes:
    try:
        folder = inside.resolve(strict=True)
        real = (folder / file).resolve(strict=True)
        status = real.stat()
    except (OSError, RuntimeError, ValueError) as fault:  # missing, a ring of links, a NUL in the name
        raise PictureFaultError("not-a-file", "is not there", f"put it into the folder '{inside.name}'") from fault
    if not real.is_relative_to(folder):
        raise PictureFaultError(
            "outside-project", "lies outside its folder", f"copy it into the folder '{inside.name}'"
        )
    # Asked before it is opened: opening a pipe waits for ever, reading a device never ends.
    if not stat.S_ISREG(status.st_mode):
        raise PictureFaultError("not-a-file", "is not a regular file", "give a PNG or JPEG file")
    _judge_size(status.st_size)
    try:
        with real.open("rb") as opened:
            return opened.read(LARGEST_FILE)
    except OSError as fault:
        raise PictureFaultError("not-a-file", "cannot be read", "allow reading it") from fault


def _sized(content: bytes) -> bytes:
    _judge_size(len(content))
    return content


def _judge_size(size: int) -> None:
    if size > LARGEST_FILE:
        message = f"has {size / 1e6:.0f} MB, {LARGEST_FILE / 1e6:.0f} are allowed"
        raise PictureFaultError("picture-too-large", message, "export it as JPEG, at most 4000 pixels wide")


def _decoded(content: bytes) -> _Decoded:
    if content.startswith(START):
        return _from_png(content)
    if content.startswith(_JPEG_START):
        return _from_jpeg(content)
    for at, sign, kind, hint in _OTHER_KINDS:
        if content[at:].startswith(sign):
            raise PictureFaultError("picture-kind", f"is {kind}, whatever its name says", hint)
    raise PictureFaultError("picture-kind", "is neither PNG nor JPEG, whatever its name says", _EXPORT)


def _from_png(content: bytes) -> _Decoded:
    stream = png_stream(content)
    _check_size(stream.width, stream.height, MOST_PNG_PIXELS)
    image, alpha = _parted(_upright(_loaded(stream.content)))
    image, notes = _in_srgb(image, stream.profile)
    if stream.is_cut:
        notes += (("lacks its end mark, and all its rows are there", _AGAIN),)
    if alpha is not None:
        image = _spread(image, alpha)
    seen = alpha.tobytes() if alpha is not None else b""
    return _Decoded(Picture(image.width, image.height, _channels(image), image.tobytes(), False, seen), notes)


def _from_jpeg(content: bytes) -> _Decoded:
    stream = jpeg_stream(content)
    _check_size(stream.width, stream.height, MOST_JPEG_PIXELS)
    image, notes = _whole(stream)
    profile = _adobe_rgb(image) if stream.profile is None else stream.profile
    image = _upright(image)
    image, more = _in_srgb(image if image.mode in {"L", "RGB", "CMYK"} else image.convert("RGB"), profile)
    if image.mode == "CMYK":
        image = image.convert("RGB")
    image.info.clear()  # a comment would be written again
    packed = io.BytesIO()
    image.save(packed, "JPEG", quality=JPEG_QUALITY, progressive=False)
    return _Decoded(Picture(image.width, image.height, _channels(image), packed.getvalue(), True), notes + more)


def _whole(stream: JpegStream) -> tuple["Image.Image", tuple[tuple[str, str], ...]]:
    """The picture of a stream, and what its missing end took with it."""
    if not stream.is_cut:
        return _loaded(stream.content), ()
    from PIL import ImageChops  # noqa: PLC0415

    image = _loaded(stream.content + END)
    # The decoder fills what is missing, and does not say so: rows that change with what follows are not there.
    other = _loaded(stream.content + bytes((0x55, 0x33)) * 2000 + END)
    changed = ImageChops.difference(image, other).getbbox()
    if stream.is_progressive:
        return image, (("lacks its end mark: it may be coarser than it was", _AGAIN),)
    if changed is None:
        return image, (("lacks its end mark, and all its rows are there", _AGAIN),)
    missing = image.height - changed[1]
    if missing > image.height * _MOST_MISSING:
        raise damaged(f"breaks off: {missing} of {image.height} rows are missing")
    return image, ((f"breaks off: the last {missing} of {image.height} rows are missing", _AGAIN),)


def _adobe_rgb(image: "Image.Image") -> bytes | None:
    """The profile that a camera means which says Adobe RGB by two letters; None for all others.

    Source: Design rule for Camera File system (JEITA CP-3461), DCF optional color space.
    """
    try:
        said = image.getexif().get_ifd(_INTEROPERABILITY).get(1)
    except Exception:
        return None
    return light_profile(LIGHTS["Adobe RGB"], _ADOBE_CURVE) if said == "R03" else None


def _in_srgb(image: "Image.Image", profile: bytes | None) -> tuple["Image.Image", tuple[tuple[str, str], ...]]:
    if profile is None:
        return image, ()
    try:
        return in_srgb(image, profile), ()
    except BadProfileError:
        hint = "export it again with the colour profile sRGB"
        return image, (("has a colour profile that cannot be read: its colours are taken for sRGB", hint),)


def _check_size(width: int, height: int, most: int) -> None:
    if not width or not height:
        raise damaged("has no size")
    if max(width, height) > LARGEST_SIDE or width * height > most:
        share = min(LARGEST_SIDE / max(width, height), (most / (width * height)) ** 0.5)
        message = f"is {width} x {height} pixels; {most // 1_000_000} million and {LARGEST_SIDE} a side are allowed"
        hint = f"export it at most {max(1, int(width * share))} x {max(1, int(height * share))} pixels large"
        raise PictureFaultError("picture-too-large", message, hint)


def _channels(image: "Image.Image") -> Literal[1, 3]:
    return 1 if image.mode == "L" else 3


def _loaded(content: bytes) -> "Image.Image":
    # A leaflet without pictures never pays for the import.
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            image = Image.open(io.BytesIO(content), formats=("PNG", "JPEG"))
            _check_size(*image.size, MOST_JPEG_PIXELS)
            if image.format == "JPEG" and image.width * image.height > MOST_KEPT:
                image.draft(None, (image.width // 2, image.height // 2))
            image.load()
            return image
    except PictureFaultError:
        raise
    except Exception as fault:  # damaged files make the decoder raise nearly anything
        raise damaged("cannot be decoded") from fault


def _parted(image: "Image.Image") -> tuple["Image.Image", "Image.Image | None"]:
    """Grey or RGB of eight bits, and how much of each pixel is there; None for all of it."""
    grey = image.mode in {"1", "L", "LA"} or image.mode.startswith("I")
    if image.mode.startswith("I"):
        # Sixteen bits of grey: a plain conversion would cut everything above 255 to white.
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L"), None
    alpha = None
    if image.mode in {"LA", "PA", "RGBA"} or "transparency" in image.info:
        image = image.convert("RGBA")
        if image.width * image.height > _MOST_CLEAR:
            image = image.reduce(2)
        alpha = image.getchannel("A")
        least, most = alpha.getextrema()
        if most == 0:
            raise damaged("is transparent all over: nothing of it is seen")
        alpha = None if least == 255 else alpha
    return image.convert("L" if grey else "RGB"), alpha


def _spread(image: "Image.Image", alpha: "Image.Image") -> "Image.Image":
    """The colours of what is seen carried on into what is not.

    A viewer that scales a picture mixes neighbours before it looks at the alpha: black beside a white mark is a rim.
    """
    from PIL import Image, ImageFilter  # noqa: PLC0415

    seen = image.convert("RGB")
    seen.putalpha(alpha)
    around = seen.convert("RGBa").filter(ImageFilter.BoxBlur(_NEIGHBOURS)).convert("RGBA").convert(image.mode)
    return Image.composite(around, image, alpha.point([255] + [0] * 255))


def _upright(image: "Image.Image") -> "Image.Image":
    """The same picture, turned as its camera says."""
    from PIL import ImageOps  # noqa: PLC0415

    try:
        ImageOps.exif_transpose(image, in_place=True)
    except Exception as fault:  # the block that says how is free text to a decoder
        raise damaged("has a damaged EXIF block") from fault
    return image
