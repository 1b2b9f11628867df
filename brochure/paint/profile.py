"""sRGB to the inks of a press, through its profile."""

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from brochure.base.colour import Cmyk, Colour, Rgb, Spot

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_INK: Final = 3.0  # of four: what folding machines take without smearing


def converter(profile: bytes) -> Callable[[Rgb], Cmyk]:
    """A function from lights to inks: whole per cents, never more than 300 of them; black is pure black."""

    def convert(colour: Rgb) -> Cmyk:
        return _converted(profile, colour)

    return convert


@lru_cache(maxsize=256)
def _converted(profile: bytes, colour: Rgb) -> Cmyk:
    if max(colour) <= 0.02:
        return Cmyk(0.0, 0.0, 0.0, 1.0)
    if min(colour) >= 0.995:
        return Cmyk(0.0, 0.0, 0.0, 0.0)
    from PIL import Image  # noqa: PLC0415 - a brand with a recipe for each colour needs no profile

    pixel = Image.new("RGB", (1, 1), tuple(round(part * 255) for part in colour))
    inks = picture_in_inks(pixel, profile).getpixel((0, 0))
    cyan, magenta, yellow, black = (round(part / 255, 2) for part in inks)  # type: ignore[union-attr]
    coloured = cyan + magenta + yellow
    share = min(1.0, (MOST_INK - black) / coloured) if coloured else 1.0
    cyan, magenta, yellow = (round(part * share, 2) for part in (cyan, magenta, yellow))
    return Cmyk(cyan, magenta, yellow, black)


def seen_in_inks(profile: bytes) -> Callable[[Colour], Rgb]:
    """How a colour looks on the white paper of the press: its recipe, or the one that it is converted into."""
    convert = converter(profile)

    def seen(colour: Colour) -> Rgb:
        ink = colour.press or convert(colour.screen)
        return _looked_at(profile, ink.alternate if isinstance(ink, Spot) else ink)

    return seen


@lru_cache(maxsize=256)
def _looked_at(profile: bytes, ink: Cmyk) -> Rgb:
    from PIL import Image, ImageCms  # noqa: PLC0415

    pixel = Image.new("CMYK", (1, 1), tuple(round(share * 255) for share in ink))
    seen = ImageCms.applyTransform(pixel, _view(profile))
    red, green, blue = seen.getpixel((0, 0))  # type: ignore[union-attr,misc]
    return Rgb(red / 255, green / 255, blue / 255)


def picture_in_inks(picture: "Image", profile: bytes) -> "Image":
    """A picture in sRGB or grey as CMYK pixels."""
    from PIL import ImageCms  # noqa: PLC0415

    return ImageCms.applyTransform(picture.convert("RGB"), _transform(profile))  # type: ignore[return-value]


@lru_cache(maxsize=2)
def _transform(profile: bytes) -> Any:
    from PIL import ImageCms  # noqa: PLC0415

    press = ImageCms.ImageCmsProfile(BytesIO(profile))
    return ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        press,
        "RGB",
        "CMYK",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


@lru_cache(maxsize=2)
def _view(profile: bytes) -> Any:
    """Inks to lights, relative to the paper; ink is never as black as a screen, so black is not stretched."""
    from PIL import ImageCms  # noqa: PLC0415

    press = ImageCms.ImageCmsProfile(BytesIO(profile))
    screen = ImageCms.createProfile("sRGB")
    intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
    return ImageCms.buildTransform(press, screen, "CMYK", "RGB", renderingIntent=intent)
