"""Pictures for a screen: no more pixels than it shows, no more bytes than a telephone fetches in a moment."""

import io
from collections.abc import Callable

import pytest
from PIL import Image

from brochure.base.art import Picture
from brochure.reflow.pixels import MOST_BYTES, MOST_PIXELS, PackedPicture, packed_picture


def noise(width: int, height: int) -> Image.Image:
    """What packs worst."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 90) for _ in range(3)])


def photo(width: int, height: int) -> Picture:
    out = io.BytesIO()
    noise(width, height).save(out, "JPEG", quality=90)
    return Picture(width, height, 3, out.getvalue(), is_jpeg=True)


def plain(width: int, height: int) -> Picture:
    return Picture(width, height, 3, noise(width, height).tobytes(), is_jpeg=False)


def glass(width: int, height: int) -> Picture:
    alpha = Image.linear_gradient("L").resize((width, height)).tobytes()
    return plain(width, height)._replace(alpha=alpha)


def grey(width: int, height: int) -> Picture:
    pixels = Image.effect_noise((width, height), 90)
    return Picture(width, height, 1, pixels.tobytes(), False, bytes(range(256)) * (width * height // 256))


def opened(packed: PackedPicture) -> Image.Image:
    image = Image.open(io.BytesIO(packed.data))
    assert image.size == (packed.width, packed.height)
    assert image.format == packed.kind.upper()
    return image


@pytest.mark.parametrize("kind", [photo, plain, glass, grey])
@pytest.mark.parametrize("size", [(2400, 1600), (1000, 3200), (1600, 1600)])
def test_a_picture_keeps_to_both_limits(kind: Callable[[int, int], Picture], size: tuple[int, int]) -> None:
    """Whatever is in it: a photo of 4 MB once made a page of 6."""
    packed = packed_picture(kind(*size))

    image = opened(packed)
    assert len(packed.data) <= MOST_BYTES
    assert 300 < max(image.size) <= MOST_PIXELS
    assert image.width / image.height == pytest.approx(size[0] / size[1], rel=0.01)
    assert image.has_transparency_data == (kind in (glass, grey))


@pytest.mark.parametrize("kind", [photo, plain, glass, grey])
def test_a_picture_within_both_limits_is_left_to_the_last_bit(kind: Callable[[int, int], Picture]) -> None:
    """Packing it again would only make it worse."""
    picture = kind(256, 64)

    packed = packed_picture(picture)

    image = opened(packed)
    if picture.is_jpeg:
        assert packed.data == picture.data
    elif picture.alpha:
        *colours, alpha = image.split()
        assert Image.merge("RGB" if picture.channels == 3 else "L", colours).tobytes() == picture.data
        assert alpha.tobytes() == picture.alpha
    else:
        assert image.tobytes() == picture.data


def test_what_hardly_weighs_is_not_made_a_photograph() -> None:
    """A large flat drawing stays sharp: fewer pixels, no blocks around its edges."""
    packed = packed_picture(Picture(2000, 1000, 3, bytes((9, 80, 70)) * 2_000_000, is_jpeg=False))

    assert (packed.kind, packed.width, packed.height) == ("png", 1600, 800)
    assert opened(packed).getpixel((5, 5)) == (9, 80, 70)
