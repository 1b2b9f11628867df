"""Pictures as the edition wants them: no more pixels than it can show, and in its own colours."""

from io import BytesIO
from typing import Final

from reportlab.lib.utils import ImageReader

from brochure.base.art import Picture
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import INCH
from brochure.paint.profile import picture_in_inks

_WORTH: Final = 1.25  # times the pixels that are needed: less is not worth a loss of sharpness
_JPEG_QUALITY: Final = 90


class Pixels(NamedTuple):
    """How pictures are prepared: the profile of a press or none, and pixels to the inch or 0 for all of them."""

    profile: bytes
    ppi: int

    def image(self, picture: Picture, box: Box) -> ImageReader:
        """The picture as ReportLab embeds it, for the place where it stands."""
        wide = round(box.width / INCH * self.ppi)
        too_many = bool(self.ppi) and picture.width > wide * _WORTH
        if picture.is_jpeg and not too_many and not self.profile:
            return ImageReader(BytesIO(picture.data))
        from PIL import Image  # noqa: PLC0415 - most leaflets hold no pixels

        mode = "L" if picture.channels == 1 else "RGB"
        if picture.is_jpeg:
            image: Image.Image = Image.open(BytesIO(picture.data))
        else:
            image = Image.frombytes(mode, (picture.width, picture.height), picture.data)
        if too_many:
            high = max(1, round(picture.height * wide / picture.width))
            image = image.resize((max(1, wide), high), Image.Resampling.LANCZOS)
        if self.profile:
            return ImageReader(picture_in_inks(image, self.profile))
        if not picture.is_jpeg:
            return ImageReader(image)
        packed = BytesIO()
        image.save(packed, "JPEG", quality=_JPEG_QUALITY)
        packed.seek(0)
        return ImageReader(packed)
