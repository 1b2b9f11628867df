"""The pixels of a picture as Pillow has them, for the rooms that make them smaller or turn them into inks."""

from io import BytesIO
from typing import TYPE_CHECKING

from brochure.base.art import Picture

if TYPE_CHECKING:
    from PIL import Image


def pillow_image(picture: Picture) -> "Image.Image":
    """The picture, with its alpha where it lets light through."""
    from PIL import Image  # noqa: PLC0415 - most leaflets hold no pixels

    if picture.is_jpeg:
        return Image.open(BytesIO(picture.data))
    size = (picture.width, picture.height)
    image = Image.frombytes("L" if picture.channels == 1 else "RGB", size, picture.data)
    if picture.alpha:
        image.putalpha(Image.frombytes("L", size, picture.alpha))
    return image
