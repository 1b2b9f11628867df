"""The small vocabulary in which models say what a YAML file may hold.

A model is a frozen record whose fields are annotated with what may be typed; `Annotated[..., About(...)]` adds the
sentence that editors show and the limits. `content.model` fills it, `content.schema` prints it as JSON Schema.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar, Final, Literal, Self, dataclass_transform

from brochure.base.colour import Cmyk, Rgb, Spot
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.base.units import Pt

# What becomes of the words of a field: a reader sees them, hears them in place of a picture, or is led by them where a
# link or a code goes; or no leaflet shows them. `proof/source.py` holds the stories against it.
Use = Literal["printed", "heard", "leads", "unseen"]
Choice = Literal["yes", "no"]
Form = Literal["2"]  # of the files that people write
FORM: Final = "2"
MOST_LETTERS = 10_000  # of one text; a leaflet panel holds about 1,400


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Model:
    """What people type: frozen, made by keyword.

    The thirty models as dataclasses cost 50 ms of every start, because each compiles its own methods.
    """

    model_defaults: ClassVar[Mapping[str, Any]] = {}
    # The field that a text or a list stands for where no fields are typed.
    stands_for: ClassVar[str] = ""

    def __init_subclass__(cls) -> None:
        cls.model_defaults = {name: cls.__dict__[name] for name in cls.__annotations__ if name in cls.__dict__}

    def __init__(self, **values: Any) -> None:
        names = type(self).__annotations__
        unknown = values.keys() - names.keys()
        missing = names.keys() - values.keys() - self.model_defaults.keys()
        if unknown or missing:
            raise TypeError(f"{type(self).__name__}: unknown {sorted(unknown)}, missing {sorted(missing)}")
        self.__dict__.update(self.model_defaults, **values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} is frozen")

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.__dict__.items())})"

    def but(self, **changes: Any) -> Self:
        """The same record with some fields changed."""
        return type(self)(**{**self.__dict__, **changes})


class About(NamedTuple):
    """What a field is for, and what it accepts."""

    text: str
    most: int = MOST_LETTERS  # letters
    pattern: str = ""  # the whole text matches it
    example: str = ""
    form: str = ""  # the pattern in words
    one_or_many: bool = False  # a single text may stand for a list of one, or of its paragraphs
    lines: bool = False  # its lines may end where the writer wants
    fewest: int = 0  # entries of a list
    may_be_empty: bool = False
    use: Use | None = None  # None: its parts say it


class Day(NamedTuple):
    """A calendar day, typed as `2026-11-01`."""

    value: date
    origin: Origin


class Measure(NamedTuple):
    """A length, typed with its unit."""

    points: Pt
    origin: Origin


class Ratio(NamedTuple):
    """A plain number."""

    value: float
    origin: Origin


class Screen(NamedTuple):
    """A colour for the screen, typed as `#rrggbb`."""

    colour: Rgb
    origin: Origin


class Press(NamedTuple):
    """A colour for the press, typed as `cmyk(...)` or `spot(...)`."""

    colour: Cmyk | Spot
    origin: Origin
