"""Art directions: by what hand the covers and bands of a clinic are drawn. The names, and what each does to a brand.

A direction is a row here and a module under `layout/directions`, which draws. The leaflet's code chooses its picture
among so many, so that no leaflet's picture depends on another leaflet.
"""

import hashlib
from typing import Final, Literal, get_args

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt

ArtDirection = Literal["line", "plain", "band", "photo", "field", "halftone", "letter", "figure"]
# Those that need nothing but the brand; a photograph is named by its leaflet.
BrandDirection = Literal["line", "plain", "band", "field", "halftone", "letter", "figure"]
DrawnDirection = Literal["field", "halftone", "letter", "figure"]
DRAWN: Final[tuple[DrawnDirection, ...]] = get_args(DrawnDirection)
SEEDS: Final = 24  # pictures of each direction


class ArtRoles(NamedTuple):
    """Roles of a brand by the work that they do in a picture; `ArtInks` holds their colours."""

    ground: str
    soft: str  # a second ground
    line: str
    light: str  # what stands out of the lines
    spark: str  # the one light: a needle, a point


class ArtInks(NamedTuple):
    """The colours that a picture is drawn with; no direction uses more than four beside the paper."""

    ground: Colour
    soft: Colour
    line: Colour
    light: Colour
    spark: Colour


NoteForm = Literal["bar", "frame", "rules"]  # beside the safety note, around it, or above and below it


class Scheme(NamedTuple):
    """A cover of a direction: roles that take over its ground and its words, and those of its picture."""

    cover: str
    words: str
    art: ArtRoles
    is_light: bool = False  # the mark of the paper stands on it


class DrawnScheme(NamedTuple):
    """What a direction does to a brand."""

    covers: tuple[Scheme, ...]  # the first whose words can be read is taken
    band: ArtRoles
    spared: ArtRoles  # where toner is spared: everything stands on paper
    solid_numbers: bool  # the numbers of the points stand reversed in a disc
    note: NoteForm = "bar"
    varied: bool = False  # the leaflet's code chooses the cover, among those whose words can be read


_DARK: Final = Scheme("cover", "cover_text", ArtRoles("cover", "cover", "cover_text", "cover_text", "cover_line"))
_BRIGHT: Final = Scheme("accent", "cover_text", ArtRoles("accent", "accent", "rule", "cover_text", "cover_line"))
_TONE: Final = Scheme("accent", "cover_text", ArtRoles("accent", "accent", "cover", "rule", "cover_line"))
_WARM: Final = Scheme("aside", "heading", ArtRoles("aside", "rule", "accent", "paper", "cover_line"), is_light=True)
_NIGHT: Final = Scheme("cover", "cover_text", ArtRoles("cover", "cover", "accent", "rule", "cover_line"))
_DAY: Final = Scheme("band", "heading", ArtRoles("band", "band", "accent", "rule", "heading"), is_light=True)
_ON_PAPER: Final = ArtRoles("paper", "paper", "line", "accent", "accent")
SCHEMES: Final[dict[DrawnDirection, DrawnScheme]] = {
    "field": DrawnScheme(
        (_DARK,), ArtRoles("band", "band", "line", "accent", "accent"), _ON_PAPER, solid_numbers=False
    ),
    "halftone": DrawnScheme(
        (_BRIGHT, _DARK), ArtRoles("band", "band", "accent", "accent", "heading"), _ON_PAPER, solid_numbers=True
    ),
    "letter": DrawnScheme(
        (_TONE, _NIGHT, _DAY),
        ArtRoles("accent", "accent", "cover", "rule", "cover_line"),
        ArtRoles("paper", "paper", "rule", "rule", "accent"),
        solid_numbers=True,
        note="rules",
        varied=True,
    ),
    "figure": DrawnScheme(
        (_WARM,),
        ArtRoles("band", "rule", "accent", "paper", "heading"),
        _ON_PAPER._replace(light="paper"),
        solid_numbers=True,
        note="frame",
    ),
}
LEAST_ON_COVER: Final = 4.8  # contrast of the words to the ground of a scheme: the press loses a little of it


class ArtRoom(NamedTuple):
    """Where a picture is drawn."""

    box: Box  # up to the bleed
    trim: Box  # what the knife leaves
    folds: tuple[Pt, ...]  # upright ones that cross it


class Dress(NamedTuple):
    """A direction with its colours, as a manuscript wears it."""

    direction: DrawnDirection
    cover: ArtInks
    band: ArtInks
    solid_numbers: bool
    note: NoteForm


def seed_of(code: str) -> int:
    """Which of the pictures a leaflet has: a digest of its code, so that it is the same on every sheet."""
    return int.from_bytes(hashlib.sha256(code.encode()).digest()[:8], "big") % SEEDS
