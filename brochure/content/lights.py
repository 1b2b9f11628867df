"""Pixels of whatever colours a file says, as the sRGB or grey that the journey knows."""

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from brochure.base.icc import read_icc_head

if TYPE_CHECKING:
    from PIL import Image

_MODES: Final = {b"GRAY": "L", b"RGB ": "RGB", b"CMYK": "CMYK"}  # Pillow's name for the pixels of a profile
_KINDS: Final = frozenset({b"mntr", b"scnr", b"prtr", b"spac"})  # devices and spaces; no links and lists of names
_UNSEEN: Final = 2  # of 255: what a profile of sRGB moves by rounding


class BadProfileError(Exception):
    """A profile that cannot be applied to this picture."""


def in_srgb(image: "Image.Image", profile: bytes) -> "Image.Image":
    """A picture of mode L, RGB or CMYK turned through its profile: grey stays grey, all else becomes RGB.

    Raises:
        BadProfileError: the profile is damaged, or of other colours than the picture.
    """
    from PIL import ImageCms  # noqa: PLC0415 - a picture without profile needs none

    head = read_icc_head(profile)
    mode = _MODES.get(head.space) if head and head.kind in _KINDS else None
    if mode is None or (mode != image.mode and (image.mode, mode) != ("L", "RGB")):
        raise BadProfileError
    try:
        transform = _transform(profile, mode)
        if not _moves(transform, mode):
            return image
        source = image if image.mode == mode else image.convert(mode)
        turned = ImageCms.applyTransform(source, transform, inPlace=mode == "RGB" and source is not image) or source
    except (ImageCms.PyCMSError, OSError, ValueError) as fault:
        raise BadProfileError from fault
    return turned.getchannel("G") if image.mode == "L" else turned


@lru_cache(maxsize=4)
def _transform(profile: bytes, mode: str) -> Any:
    from PIL import ImageCms  # noqa: PLC0415

    return ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(BytesIO(profile)),
        ImageCms.createProfile("sRGB"),
        mode,
        "RGB",
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _moves(transform: Any, mode: str) -> bool:
    """Whether a colour comes out otherwise than it went in; most profiles in the world are sRGB."""
    from PIL import Image, ImageChops, ImageCms  # noqa: PLC0415

    if mode == "CMYK":
        return True
    steps = [bytes((red, green, blue)) for red in _STEPS for green in _STEPS for blue in _STEPS]
    if mode == "L":
        steps = [bytes((value,)) for value in range(256)]
    probe = Image.frombytes(mode, (len(steps), 1), b"".join(steps))
    seen = ImageCms.applyTransform(probe, transform)
    assert seen is not None, "a new picture is asked for"
    ranges = ImageChops.difference(seen, probe.convert("RGB")).getextrema()
    return any(most > _UNSEEN for _, most in ranges)  # type: ignore[misc]  # three channels


_STEPS: Final = range(0, 256, 51)
