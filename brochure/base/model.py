"""The small vocabulary in which models say what a YAML file may hold.

A model is a frozen dataclass. Its field types say what may be typed; `Annotated[..., About(...)]` adds the sentence
that editors show and the limits. `content.read_model` fills it, `content.schema` prints it as JSON Schema.
"""

from dataclasses import dataclass
from datetime import date

from brochure.base.colour import Cmyk, Rgb, Spot
from brochure.base.origin import Origin
from brochure.base.units import Pt

MOST_LETTERS = 10_000  # of one text; a leaflet panel holds about 1,400


@dataclass(frozen=True, slots=True)
class About:
    """What a field is for, and what it accepts."""

    text: str
    most: int = MOST_LETTERS  # letters
    pattern: str = ""  # the whole text matches it
    example: str = ""
    one_or_many: bool = False  # a single text may stand for a list of one
    fewest: int = 0  # entries of a list
    known_by: str = ""  # closed list that another file declares, checked when both are read


@dataclass(frozen=True, slots=True)
class Day:
    """A calendar day, typed as `2026-11-01`."""

    value: date
    origin: Origin


@dataclass(frozen=True, slots=True)
class Measure:
    """A length, typed with its unit."""

    points: Pt
    origin: Origin


@dataclass(frozen=True, slots=True)
class Ratio:
    """A plain number."""

    value: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class Screen:
    """A colour for the screen, typed as `#rrggbb`."""

    colour: Rgb
    origin: Origin


@dataclass(frozen=True, slots=True)
class Press:
    """A colour for the press, typed as `cmyk(...)` or `spot(...)`."""

    colour: Cmyk | Spot
    origin: Origin
