"""Small figures below and above the line that a face has drawn itself, and how large they are."""

from functools import lru_cache
from typing import Final

from brochure.base.story import Level
from brochure.glyphs.faces import Face, Faces

FEATURES: Final[dict[Level, str]] = {"sub": "subs", "sup": "sups"}  # OpenType, by what a run says


@lru_cache(maxsize=256)
def small_share(text: str, level: Level, family: str, weight: str, faces: Faces) -> float:
    """The height of the least of these small letters as a share of the plain one; 0 where the face lacks any of them.

    A figure that is only moved, and not drawn anew, is as thin as a hair beside its neighbours: it counts as none.
    """
    face = faces.family(family, weight)
    plain, small = _heights(text, face, ()), _heights(text, face, (FEATURES[level],))
    if len(plain) != len(small) or any(one == other for one, other in zip(plain, small, strict=True)):
        return 0.0
    return min((other[1] / one[1] for one, other in zip(plain, small, strict=True) if one[1]), default=0.0)


def _heights(text: str, face: Face, features: tuple[str, ...]) -> list[tuple[int, int]]:
    """Each glyph, and how high its ink is in font units."""
    shaped = face.font.shape(text, "", "", script="Latn", language="en", rtl=False, features=features)
    ink = [(each.glyph, face.font.extent(each.glyph)) for each in shaped]
    return [(glyph, top - bottom) for glyph, (_, bottom, _, top) in ink]
