"""Colour spaces: what inks a colour asks for. Source: ISO 32000-1, 8.6."""

from collections.abc import Mapping
from functools import lru_cache

from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.functions import Function, function_of
from brochure.opened.objects import Raw

PROCESS = ("Cyan", "Magenta", "Yellow", "Black")
REGISTRATION = "All"
_SHORT = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK", "I": "Indexed"}
_OF_COUNT = {1: "DeviceGray", 3: "DeviceRGB", 4: "DeviceCMYK"}
_COMPONENTS = {"DeviceGray": 1, "CalGray": 1, "DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4}
_DEEPEST = 4


class Space(NamedTuple):
    """A colour space as a file names it."""

    family: str  # DeviceCMYK, ICCBased, Separation ...
    components: int
    names: tuple[str, ...] = ()  # colorants of Separation and DeviceN
    base: "Space | None" = None  # of Indexed and Pattern; the alternate of Separation, DeviceN and ICCBased
    table: bytes = b""  # of Indexed
    tint: Function | None = None  # from colorants to the alternate space

    @property
    def first(self) -> tuple[float, ...]:
        """The colour that holds when the space is chosen."""
        if self.family in ("Separation", "DeviceN"):
            return (1.0,) * self.components
        return (0.0, 0.0, 0.0, 1.0) if self.model == "cmyk" and self.components == 4 else (0.0,) * self.components

    @property
    def model(self) -> str:  # noqa: PLR0911 - one return for each model
        """`gray`, `rgb`, `lab`, `cmyk`, or `inks` for named colorants."""
        match self.family:
            case "DeviceGray" | "CalGray":
                return "gray"
            case "DeviceRGB" | "CalRGB":
                return "rgb"
            case "Lab":
                return "lab"
            case "ICCBased":
                return {1: "gray", 4: "cmyk"}.get(self.components, "rgb")
            case "Indexed" | "Pattern":
                return self.base.model if self.base else "gray"
            case "Separation" | "DeviceN":
                return "inks"
        return "cmyk"


GRAY, RGB, CMYK = (Space(_OF_COUNT[count], count) for count in (1, 3, 4))
PATTERN = Space("Pattern", 0)
_DEVICE = {"DeviceGray": GRAY, "DeviceRGB": RGB, "DeviceCMYK": CMYK, "Pattern": PATTERN}


def space_of(raw: Raw, *, depth: int = 0) -> Space:
    """The colour space that an object describes; grey for one that makes no sense."""
    named = objects.name(raw) or (str(raw) if isinstance(raw, str) else "")
    if named:
        return _DEVICE.get(_SHORT.get(named, named), GRAY)
    parts = objects.listed(raw)
    family = objects.name(parts[0]) if parts else ""
    family = _SHORT.get(family, family)
    if depth > _DEEPEST or (len(parts) < 2 and family not in _DEVICE):
        return GRAY
    if family in _DEVICE and len(parts) < 2:
        return _DEVICE[family]
    return _composed(family, parts, depth + 1)


def _composed(  # noqa: PLR0911 - one return for each family
    family: str, parts: list[Raw], depth: int
) -> Space:
    match family:
        case "ICCBased":
            count = int(objects.number(objects.get(parts[1], "N"), 3))
            return Space(family, count if count in _OF_COUNT else 3, base=_DEVICE[_OF_COUNT.get(count, "DeviceRGB")])
        case "Separation" if len(parts) >= 4:
            alternate = space_of(parts[2], depth=depth)
            return Space(family, 1, (objects.name(parts[1]),), alternate, tint=function_of(parts[3]))
        case "DeviceN" if len(parts) >= 4:
            names = tuple(objects.name(each) for each in objects.listed(parts[1]))[:32]
            alternate = space_of(parts[2], depth=depth)
            return Space(family, len(names), names, alternate, tint=function_of(parts[3]))
        case "Indexed" | "I" if len(parts) >= 4:
            table = objects.data_of(parts[3]) or _bytes_of(parts[3])
            return Space("Indexed", 1, base=space_of(parts[1], depth=depth), table=table)
        case "Pattern":
            return Space(family, 0, base=space_of(parts[1], depth=depth))
        case "CalGray" | "CalRGB" | "Lab":
            return Space(family, _COMPONENTS[family])
    return GRAY


def _bytes_of(raw: Raw) -> bytes:
    raw = objects.value(raw)
    if isinstance(raw, bytes):
        return raw
    original = getattr(raw, "original_bytes", None)
    return bytes(original) if original is not None else b""


class SpaceColour(NamedTuple):
    """A colour as it was set."""

    space: Space
    values: tuple[float, ...]
    pattern: str = ""  # name of a pattern that takes its place

    @property
    def solid(self) -> "SpaceColour":
        """The colour itself, or the one that an index of a table stands for."""
        space = self.space
        if space.family == "Pattern" and space.base is not None:
            return SpaceColour(space.base, self.values)
        if space.family != "Indexed" or space.base is None:
            return self
        count = space.base.components
        start = int(self.values[0] if self.values else 0) * count
        values = tuple(each / 255 for each in space.table[start : start + count])
        return SpaceColour(space.base, values if len(values) == count else space.base.first)

    @property
    def inks(self) -> Mapping[str, float]:
        """Shares of ink by name, those of no share too. Colours of light have none before they are converted."""
        return _inks(self)

    @property
    def is_white(self) -> bool:
        """Whether it is the bare paper: no ink, or full light."""
        return _is_white(self)

    @property
    def used(self) -> tuple[str, ...]:
        """Names of the inks that print, in the order of the colour."""
        return tuple(name for name, share in self.inks.items() if share > 0.005)


# A page has many marks and few colours.
@lru_cache(maxsize=4096)
def _inks(colour: SpaceColour) -> Mapping[str, float]:
    colour = colour.solid
    values = [min(max(each, 0.0), 1.0) for each in colour.values]
    match colour.space.model:
        case "cmyk" if len(values) == 4:
            return dict(zip(PROCESS, values, strict=True))
        case "gray" if len(values) == 1:
            return {"Black": 1 - values[0]}
        case "inks":
            return {name: share for name, share in zip(colour.space.names, values, strict=False) if name != "None"}
    return {}


@lru_cache(maxsize=4096)
def _is_white(colour: SpaceColour) -> bool:
    if colour.pattern:
        return False
    colour = colour.solid
    match colour.space.model:
        case "rgb":
            return len(colour.values) == 3 and min(colour.values) >= 0.995
        case "lab":
            return len(colour.values) == 3 and colour.values[0] >= 99.5
    return bool(colour.inks) and max(colour.inks.values()) <= 0.005


BLACK = SpaceColour(GRAY, (0.0,))
