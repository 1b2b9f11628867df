"""Pictures within a drawing: PNG or JPEG as data, read as the clinic's own pictures are; nothing is fetched."""

import base64
import binascii
import re
from collections.abc import Sequence
from pathlib import Path

from brochure.base.art import PixelPiece
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.origin import Origin
from brochure.content.pictures import read_picture
from brochure.content.svg_look import RefusedError
from brochure.content.svg_shapes import Viewport
from brochure.content.svg_tree import SvgElement, shown
from brochure.content.svg_window import read_fit

_DATA = re.compile(r"data:image/(?:png|jpe?g);base64,", re.IGNORECASE)
_OUTSIDE = "embed it as PNG or JPEG, trace it to paths, or give it as a picture of its own"


def image_piece(
    element: SvgElement, corner: Sequence[float], sides: Sequence[float], file: str
) -> tuple[PixelPiece | None, Box | None]:
    """The picture of an `<image>` in the plane of the element, and the window that cuts it off, if one does.

    Raises:
        RefusedError: it lies outside the drawing, or is no data.
        BadInput: the picture is damaged, too large, or of another kind.
        UnreadableError: `preserveAspectRatio` that makes no sense.
    """
    href = element.attributes.get("href", "")
    found = _DATA.match(href)
    if found is None:
        message = f"<image> refers to '{shown(href)}', which is no PNG or JPEG within the drawing"
        raise RefusedError("svg-unsupported" if href.startswith("data:") else "svg-external", message, _OUTSIDE)
    try:
        data = base64.b64decode("".join(href[found.end() :].split()), validate=True)
    except (binascii.Error, ValueError):
        raise RefusedError("svg-damaged", "<image> holds data that cannot be read", "embed it again") from None
    found_picture = read_picture(Path(file), inside=Path(), origin=Origin(file, *element.place), unsaved=data)
    picture = found_picture.picture
    for doubt in found_picture.findings:
        raise RefusedError("svg-unsupported", f"<image>: {doubt.message}", doubt.hint)
    width, height = sides
    if width <= 0 or height <= 0:
        return None, None
    fit = read_fit(element.attributes.get("preserveAspectRatio", ""))
    place = fit.matrix(Box(0, 0, picture.width, picture.height), Viewport(width, height)).then(
        Matrix(e=corner[0], f=corner[1])
    )
    # The unit square has its origin at the bottom left; here y runs downwards.
    unit = Matrix(picture.width, 0, 0, -picture.height, 0, picture.height)
    window = Box(corner[0], corner[1], corner[0] + width, corner[1] + height) if fit.fills else None
    return PixelPiece(picture, unit.then(place)), window
