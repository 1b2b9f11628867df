"""A photograph cut to the shape that its place has; what matters in it stays."""

from functools import lru_cache
from typing import Final

from brochure.base.art import ClipPath, Drawing, Layer, Picture, PixelPiece, Segment
from brochure.base.matrix import Matrix

LEAST_KEPT: Final = 0.5  # of a photograph's height; what would have to be lower is made narrower instead
_FACES: Final = (0.5, 0.35)  # from left and top, where nothing is said: heads are in the upper half
WHOLE: Final = "whole"


def may_be_cropped(picture: Picture, focus: str) -> bool:
    """Whether a picture may lose its edges: a photograph, or what somebody has given a focus.

    Other pictures may hold words, which nobody would miss until they are needed.
    """
    return focus != WHOLE and (bool(focus) or picture.is_jpeg)


@lru_cache(maxsize=16)
def cropped(picture: Picture, ratio: float, focus: str) -> Drawing:
    """The picture with the shape `ratio` (width by height), cut around its focus; it is wide or high enough for it."""
    across, down = _focus(focus)
    wide, high = float(picture.width), float(picture.height)
    width, height = (high * ratio, high) if ratio < wide / high else (wide, wide / ratio)
    left = min(max(0.0, across * wide - width / 2), wide - width)
    bottom = min(max(0.0, (1 - down) * high - height / 2), high - height)
    clip = ClipPath((Segment("re", (0.0, 0.0, width, height)),))
    piece = PixelPiece(picture, Matrix(wide, 0.0, 0.0, high, -left, -bottom))
    return Drawing(width, height, (Layer((piece,), (clip,)),))


def _focus(typed: str) -> tuple[float, float]:
    """What is in the middle of what stays, as shares from left and top."""
    if not typed:
        return _FACES
    across, down = (int(share.removesuffix("%")) / 100 for share in typed.split())
    return across, down
