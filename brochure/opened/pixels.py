"""The one door to pdfium and Pillow: pages as pixels, pictures as plates, colours through profiles."""

import io
import warnings
from functools import lru_cache
from typing import Any

import pypdfium2
from PIL import Image, ImageCms, ImageOps

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple

LARGEST = 20_000_000  # pixels of one rendered page: A1 at 150 to the inch
LARGEST_PICTURE = 120_000_000  # pixels of a picture in the file
_PLATE_PICTURE = 2_000_000  # pixels that a picture keeps on a plate: the windows are larger than any of them
Pixels = Image.Image


class Unpaintable(Exception):
    """A page or picture that cannot be turned into pixels."""


class Painter:
    """A file that is rendered page by page, each whole MediaBox upright, whatever its CropBox and turn."""

    def __init__(self, data: bytes) -> None:
        try:
            self.file = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise Unpaintable("it cannot be opened") from None

    def page(self, number: int, media: Box, *, ppi: float, grey: bool = False) -> Pixels:
        """A page, counted from 1, as it looks on a screen.

        Raises:
            Unpaintable: pdfium does not take it.
        """
        ppi = min(ppi, 72 * (LARGEST / max(1.0, media.width * media.height)) ** 0.5)
        try:
            page = self.file[number - 1]
            page.set_rotation(0)
            page.set_cropbox(*media)
            # Without the limit pdfium keeps every picture that it shows, 36 MB for each photograph of a telephone.
            picture = page.render(scale=ppi / 72, grayscale=grey, may_draw_forms=False, limit_image_cache=True).to_pil()
            page.close()
        except (pypdfium2.PdfiumError, IndexError, ValueError, MemoryError) as fault:
            raise Unpaintable(str(fault)) from None
        converted: Pixels = picture.convert("L" if grey else "RGB")
        return converted

    def close(self) -> None:
        """Give the memory back."""
        self.file.close()


def rewritten(data: bytes) -> bytes:
    """A copy without encryption of a file that opens without a password, with a sound table of its objects.

    Raises:
        Unpaintable: it needs one, or is damaged.
    """
    try:
        file = pypdfium2.PdfDocument(data)
        out = io.BytesIO()
        file.save(out, flags=pypdfium2.raw.FPDF_REMOVE_SECURITY)
        file.close()
    except (pypdfium2.PdfiumError, ValueError):
        raise Unpaintable("it cannot be opened") from None
    return out.getvalue()


def png_of(picture: Pixels, *, colours: int = 0) -> bytes:
    """The picture as PNG, with a palette of so many colours where a number is given."""
    out = io.BytesIO()
    (picture.quantize(colours, dither=Image.Dither.NONE) if colours else picture).save(out, "PNG", optimize=True)
    return out.getvalue()


def cells_of(plate: Pixels, pixels: int) -> tuple[int, int, bytes]:
    """Columns, rows and the mean ink of each square of so many pixels, 0 to 255, from the top left."""
    small = ImageOps.invert(plate).reduce(pixels)
    return small.width, small.height, small.tobytes()


class Separator:
    """From light to ink, through the profile of a printing condition; without one, by plain arithmetic."""

    def __init__(self, profile: bytes = b"") -> None:
        self.transform: Any = None
        try:
            if profile[16:20] == b"CMYK":
                target = ImageCms.getOpenProfile(io.BytesIO(profile))
                source = ImageCms.createProfile("sRGB")
                self.transform = ImageCms.buildTransform(
                    source, target, "RGB", "CMYK", ImageCms.Intent.RELATIVE_COLORIMETRIC
                )
        except (ImageCms.PyCMSError, OSError, ValueError):
            self.transform = None
        self.ink = lru_cache(maxsize=4096)(self._ink)

    def picture(self, light: Pixels) -> Pixels:
        """An RGB picture as CMYK."""
        if self.transform is not None:
            converted: Pixels | None = ImageCms.applyTransform(light, self.transform)
            if converted is not None:
                return converted
        red, green, blue = ImageOps.invert(light).split()
        black = _least(_least(red, green), blue)
        return Image.merge("CMYK", (*(_without(each, black) for each in (red, green, blue)), black))

    def _ink(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        one = Image.new("RGB", (1, 1), tuple(round(255 * min(max(part, 0), 1)) for part in (red, green, blue)))
        return tuple(part / 255 for part in self.picture(one).tobytes())  # type: ignore[return-value] # four channels


def _least(one: Pixels, other: Pixels) -> Pixels:
    from PIL import ImageChops  # noqa: PLC0415 - only without a profile

    return ImageChops.darker(one, other)


def _without(ink: Pixels, black: Pixels) -> Pixels:
    from PIL import ImageChops  # noqa: PLC0415

    return ImageChops.subtract(ink, black)


class OwnSize(NamedTuple):
    """What a picture says of itself."""

    width: float  # pixels; endless where it cannot be told
    height: float
    held_whole: bool  # until it is shown


def own_size(data: bytes) -> OwnSize:
    """The size of a JPEG or JPEG 2000 as its own head says."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=("JPEG", "JPEG2000"))
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return OwnSize(float("inf"), 1, True)
    whole = picture.format == "JPEG2000" or bool(picture.info.get("progressive"))
    return OwnSize(picture.width, picture.height, whole)


def decoded(data: bytes) -> Pixels:
    """A JPEG or JPEG 2000 picture, made small enough for a plate; the samples as they are stored.

    Raises:
        Unpaintable: it is damaged, or too large.
    """
    try:
        picture: Pixels = Image.open(io.BytesIO(data), formats=("JPEG", "JPEG2000"))
        if picture.width * picture.height > LARGEST_PICTURE:
            raise Unpaintable("a picture is too large")
        if picture.format == "JPEG":
            share = (_PLATE_PICTURE / (picture.width * picture.height)) ** 0.5
            picture.draft(None, (round(picture.width * share), round(picture.height * share)))
        picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as fault:
        raise Unpaintable(type(fault).__name__) from None
    # Pillow turns the inks of every CMYK JPEG round, as most of them need; PDF says so in /Decode.
    is_inks = picture.mode == "CMYK" and picture.format == "JPEG"
    turned = picture.point(list(range(255, -1, -1)) * 4) if is_inks else picture
    return smaller(turned if turned.mode in ("L", "RGB", "CMYK") else turned.convert("RGB"))


def from_samples(data: bytes, size: tuple[int, int], *, bits: int, components: int) -> list[Pixels]:
    """Channels of a picture of plain samples, made small enough for a plate.

    Raises:
        Unpaintable: too few samples, too large, or of an unknown depth.
    """
    width, height = size
    if width <= 0 or height <= 0 or width * height > LARGEST_PICTURE:
        raise Unpaintable("a picture has no usable size")
    if bits == 16:
        data, bits = data[::2], 8
    row = (width * components * bits + 7) // 8
    if len(data) < row * height:
        raise Unpaintable("a picture has too few samples")
    if bits == 8 and components > 1:
        return [smaller(_channel(data[at::components], size)) for at in range(components)]
    if components == 1 and bits in (1, 2, 4, 8):
        modes = {1: "L;1", 2: "L;2", 4: "L;4", 8: "L"}
        if bits == 1:
            return [smaller(Image.frombytes("1", size, data, "raw", "1").convert("L"))]
        return [smaller(Image.frombytes("L", size, data, "raw", modes[bits]))]
    raise Unpaintable(f"a picture of {components} channels has {bits} bits each")


def _channel(data: bytes, size: tuple[int, int]) -> Pixels:
    return Image.frombytes("L", size, data[: size[0] * size[1]])


def smaller(picture: Pixels) -> Pixels:
    """The picture with no more pixels than a plate needs."""
    factor = int((picture.width * picture.height / _PLATE_PICTURE) ** 0.5)
    return picture.reduce(factor) if factor > 1 and picture.mode != "P" else picture


def indexed(data: bytes, size: tuple[int, int], *, bits: int) -> Pixels:
    """Numbers of a table, one a pixel; not made smaller, for numbers have no mean.

    Raises:
        Unpaintable: too few samples.
    """
    width, height = size
    row = (width * bits + 7) // 8
    if bits not in (1, 2, 4, 8) or len(data) < row * height or not 0 < width * height <= LARGEST_PICTURE:
        raise Unpaintable("a picture has too few samples")
    if bits == 8:
        return Image.frombytes("L", size, data[: width * height])
    spread = {1: 255, 2: 85, 4: 17}[bits]
    mode, raw = ("1", "1") if bits == 1 else ("L", f"L;{bits}")
    return Image.frombytes(mode, size, data, "raw", raw).convert("L").point([value // spread for value in range(256)])


def through_table(picture: Pixels, table: list[int]) -> Pixels:
    """A picture with each value replaced by its entry."""
    return smaller(picture.point((table + [0] * 256)[:256]))


def merged(channels: list[Pixels]) -> Pixels:
    """Three channels of light as one picture."""
    return Image.merge("RGB", channels[:3])


def inverted(picture: Pixels) -> Pixels:
    """The negative."""
    return ImageOps.invert(picture)


def white() -> Pixels:
    """One pixel of bare paper."""
    return Image.new("L", (1, 1), 255)


def dark_and_light(picture: Pixels) -> tuple[int, int, bytes]:
    """Width, height, and one byte a pixel: 0 for dark, 255 for light."""
    grey = picture.convert("L").point([0] * 128 + [255] * 128)
    return grey.width, grey.height, grey.tobytes()


def two_colours(picture: Pixels) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """The colour that covers most of a picture, and the one that differs most from it in lightness; None for one alone.

    Colours that cover less than a three-hundredth are taken for the blur of edges.
    """
    steps = picture.convert("RGB").point([value & 0xFC for value in range(256)] * 3)
    area = steps.width * steps.height
    counted = [(count, colour) for count, colour in steps.getcolors(area) or [] if isinstance(colour, tuple)]
    most = max(counted, default=(0, (255, 255, 255)))[1]
    others = [colour for count, colour in counted if count >= max(2, area // 300) and colour != most]
    if not others:
        return None
    furthest = max(others, key=lambda colour: abs(_lightness(colour) - _lightness(most)))
    return (most[0], most[1], most[2]), (furthest[0], furthest[1], furthest[2])


def _lightness(colour: tuple[int, ...]) -> float:
    red, green, blue = (float(part) for part in colour)
    return float(0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2)
