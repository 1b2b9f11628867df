"""How an SVG shape is painted: attributes, rules and `style` become fill, stroke, opacity and clip.

What is known to be drawn, or to change nothing, is listed; everything else is refused by its name. Source: SVG 2,
chapters 11, 13 and 14; SVG 1.1 (Second Edition), appendix N.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar, get_args

from brochure.base.art import Cap, Join, Segment
from brochure.base.code_names import Code
from brochure.base.colour import Colour, parse_screen
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple, dataclass, replace
from brochure.content.svg_colour import css_colour
from brochure.content.svg_path import UnreadableError, read_numbers
from brochure.content.svg_shapes import Viewport, read_length
from brochure.content.svg_tree import shown
from brochure.content.svg_words import DRAWN_PROPERTIES, HARMLESS_PROPERTIES

_TRANSPARENCY = "flatten transparency to plain colours"
_OUTLINE = "convert the stroke to a path"
_CUT = "cut the shapes themselves (intersect the paths)"
_NONE = frozenset({"none"})
_NORMAL = frozenset({"normal"})
# Properties that would change the picture: the values that do not, and the way out of the others.
NEUTRAL: dict[str, tuple[frozenset[str], str]] = {
    "mix-blend-mode": (_NORMAL, _TRANSPARENCY),
    "background": (frozenset({"none", "transparent"}), "draw it as a rectangle"),
    "background-color": (frozenset({"none", "transparent"}), "draw it as a rectangle"),
    "background-image": (_NONE, "draw it as a rectangle"),
    "marker": (_NONE, _OUTLINE),
    "marker-start": (_NONE, _OUTLINE),
    "marker-mid": (_NONE, _OUTLINE),
    "marker-end": (_NONE, _OUTLINE),
    "vector-effect": (_NONE, _OUTLINE),
    "mask": (_NONE, _CUT),
    "mask-image": (_NONE, _CUT),
    "clip": (frozenset({"auto"}), _CUT),
    "filter": (_NONE, "delete the filter, or draw what it does"),
    "transform": (_NONE, "write transform as an attribute"),
    "transform-origin": (frozenset({"0", "0 0", "0px", "0px 0px"}), "apply the transform to the path"),
    "transform-box": (frozenset({"view-box"}), "apply the transform to the path"),
    "rotate": (_NONE, "write transform as an attribute"),
    "scale": (_NONE, "write transform as an attribute"),
    "translate": (_NONE, "write transform as an attribute"),
    "color-interpolation": (frozenset({"srgb", "auto"}), "mix the colours in sRGB"),
    "image-rendering": (frozenset({"auto", "optimizequality"}), "give a picture with more pixels"),
    "enable-background": (frozenset({"new", "accumulate"}), "delete it"),
}
# CSS sizes the window of a drawing, not what it shows; the page says how large it is.
_OF_THE_WINDOW = frozenset({"width", "height", "max-width", "max-height", "min-width", "min-height", "vertical-align"})
# Properties that are attributes too, where they mean the same.
PROPERTIES = (DRAWN_PROPERTIES | HARMLESS_PROPERTIES | NEUTRAL.keys()) - {"transform", "rotate", "scale", "translate"}
# CSS can shape things as well; here that is said in attributes.
_GEOMETRY = frozenset({"d", "x", "y", "cx", "cy", "r", "rx", "ry", "width", "height"})
_CAPS: tuple[Cap, ...] = get_args(Cap)
_JOINS: tuple[Join, ...] = get_args(Join)
_RULES = ("nonzero", "evenodd")
_URL = re.compile(r"url\(\s*(['\"]?)(.*?)\1\s*\)\s*(.*)", re.DOTALL)
_MOST_DASHES = 100

Word = TypeVar("Word", bound=str)


class RefusedError(Exception):
    """Something in the drawing that is not taken over; becomes a finding at the element that says it."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint
        self.others: tuple[RefusedError, ...] = ()  # of the same element

    @classmethod
    def together(cls, faults: "list[RefusedError]") -> "RefusedError":
        """All faults of one element as the first of them."""
        first, *others = faults
        first.others = tuple(others)
        return first


class SvgPaint(NamedTuple):
    """What fills or strokes: a plain colour, the `color` of the element, or a part of the drawing by its id."""

    colour: Colour | None = None
    opacity: float = 1.0
    is_current: bool = False
    part: str = ""


@dataclass(frozen=True, slots=True)
class SvgLook:
    """What a shape inherits from the groups around it."""

    matrix: Matrix
    color: SvgPaint
    fill: SvgPaint
    stroke: SvgPaint = SvgPaint()
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    stroke_width: float = 1.0
    even_odd: bool = False
    clip_even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0
    dash: tuple[float, ...] = ()
    dash_start: float = 0.0
    stroke_first: bool = False
    is_visible: bool = True


class OwnLook(NamedTuple):
    """What an element says of itself alone."""

    opacity: float = 1.0
    clip: str = ""  # id of a clipPath
    is_drawn: bool = True
    overflows: bool = False


class SvgSpot(NamedTuple):
    """Where an element stands: in which look, in which window, and within which copies."""

    look: SvgLook
    viewport: Viewport
    copies: tuple[str, ...] = ()
    depth: int = 0


def first_look(palette: Mapping[str, Colour]) -> SvgLook:
    """How a drawing begins: filled in black."""
    black = brand_colour("black", palette)
    return SvgLook(Matrix(), black, black)


def read_look(
    said: Mapping[str, str],
    parent: SvgLook,
    palette: Mapping[str, Colour],
    viewport: Viewport,
    *,
    is_root: bool = False,
    faults: Sequence[RefusedError] = (),
) -> tuple[SvgLook, OwnLook]:
    """The look of an element within its parent's, from its properties; its `faults` so far are raised with theirs.

    Raises:
        RefusedError: a property or a value that is not taken over.
        UnreadableError: a width or a share that makes no sense.
    """
    look, own = parent, OwnLook()
    told = list(faults)
    for name, value in said.items():
        try:
            if name in {"opacity", "clip-path", "display"} | ({"overflow"} if not is_root else set()):
                own = _own(own, name, value)
            elif name not in DRAWN_PROPERTIES:
                _refuse_unless_harmless(name, value, is_root=is_root)
            elif value != "inherit":
                look = _changed(look, name, value, palette, viewport)
        except RefusedError as fault:
            told.append(fault)
    if told:
        raise RefusedError.together(told)
    return look, own


def _own(own: OwnLook, name: str, value: str) -> OwnLook:
    match name:
        case "opacity":
            return own._replace(opacity=read_share(name, value))
        case "display":
            words = ("none", "inline", "block", "inline-block", "initial", "flex")
            return own._replace(is_drawn=_choice(name, value.lower(), words) != "none")
        case "overflow":
            return own._replace(overflows=value.lower() in {"visible", "auto"})
        case _:
            return own._replace(clip="" if value.lower() == "none" else inner_id(name, value)[0])


def _changed(  # noqa: PLR0911, PLR0912 - one row for each property
    look: SvgLook, name: str, value: str, palette: Mapping[str, Colour], viewport: Viewport
) -> SvgLook:
    match name:
        case "color":
            plain = brand_colour(value, palette)
            return look if plain.is_current else replace(look, color=plain)
        case "fill":
            return replace(look, fill=_paint(name, value, palette))
        case "stroke":
            return replace(look, stroke=_paint(name, value, palette))
        case "fill-opacity":
            return replace(look, fill_opacity=read_share(name, value))
        case "stroke-opacity":
            return replace(look, stroke_opacity=read_share(name, value))
        case "stroke-width":
            return replace(look, stroke_width=_stroke_width(value, viewport))
        case "fill-rule":
            return replace(look, even_odd=_choice(name, value.lower(), _RULES) == "evenodd")
        case "clip-rule":
            return replace(look, clip_even_odd=_choice(name, value.lower(), _RULES) == "evenodd")
        case "stroke-linecap":
            return replace(look, cap=_choice(name, value.lower(), _CAPS))
        case "stroke-linejoin":
            return replace(look, join=_choice(name, value.lower(), _JOINS))
        case "stroke-miterlimit":
            return replace(look, miter_limit=_miter_limit(value))
        case "stroke-dasharray":
            return replace(look, dash=_dashes(value, viewport))
        case "stroke-dashoffset":
            return replace(look, dash_start=read_length(value, viewport.mean))
        case "paint-order":
            return replace(look, stroke_first=_stroke_first(value))
        case "visibility":
            words = ("visible", "hidden", "collapse")
            return replace(look, is_visible=_choice(name, value.lower(), words) == "visible")
        case _:
            return look  # speaks of the element alone


def _refuse_unless_harmless(name: str, value: str, *, is_root: bool) -> None:
    if name in HARMLESS_PROPERTIES or name.startswith(("-inkscape-", "--")) or (is_root and name in _OF_THE_WINDOW):
        return
    if name in _GEOMETRY:
        raise RefusedError("svg-unsupported", f"style sets '{name}'", f"write {name} as an attribute")
    if name == "enable-background" and value.lower().startswith("new"):
        return
    neutral, hint = NEUTRAL.get(name, (frozenset(), "delete it, or draw what it does"))
    if value.lower() not in neutral:
        code: Code = "svg-external" if "url(" in value.lower() and "#" not in value else "svg-unsupported"
        raise RefusedError(code, f"{shown(name)} '{shown(value)}' cannot be kept", hint)


def brand_colour(value: str, palette: Mapping[str, Colour]) -> SvgPaint:
    """The colour that a value names, from the palette where that holds it; no colour for no paint.

    Raises:
        RefusedError: not a plain colour.
    """
    text = value.strip().lower()
    if text == "none":
        return SvgPaint()
    if text == "currentcolor":
        return SvgPaint(is_current=True)
    found = css_colour(text)
    if found is None:
        raise RefusedError("svg-unsupported", f"'{shown(value)}' is not a plain colour", "write it as #rrggbb")
    return SvgPaint(palette.get(found.name) or Colour(found.name, parse_screen(found.name)), found.opacity)


def _paint(name: str, value: str, palette: Mapping[str, Colour]) -> SvgPaint:
    if not value.lower().startswith("url("):
        return brand_colour(value, palette)
    part, _rest = inner_id(name, value)
    return SvgPaint(part=part)


def inner_id(name: str, value: str) -> tuple[str, str]:
    """The id that `url(#id)` refers to, and what is written behind it.

    Raises:
        RefusedError: it refers to another file, or is no reference.
    """
    found = _URL.fullmatch(value)
    if found is None:
        raise RefusedError("svg-unsupported", f"{name} '{shown(value)}' cannot be kept", _CUT)
    if not found[2].startswith("#"):
        hint = "copy what it refers to into the drawing"
        raise RefusedError("svg-external", f"{name} '{shown(value)}' refers to another file", hint)
    return found[2][1:], found[3]


def refuse_square_dots(look: SvgLook, path: tuple[Segment, ...]) -> None:
    """Refuse a stroke of no length that square caps make a square: a page shows nothing there.

    Raises:
        RefusedError: a part of the path stays on its first point. Source: ISO 32000-1, 8.5.3.2.
    """
    if look.cap != "square":
        return
    places: set[tuple[float, ...]] = set()
    for at, (kind, numbers) in enumerate(path):
        places = {numbers} if kind == "m" else places | set(zip(numbers[::2], numbers[1::2], strict=True))
        last = at + 1 == len(path) or path[at + 1].kind == "m"
        if last and kind != "m" and len(places) == 1:
            hint = "draw the square as a filled rectangle"
            raise RefusedError("svg-unsupported", "a stroke without length has square caps", hint)


def read_share(name: str, value: str) -> float:
    """A number or a share in per cent, cut to what lies between 0 and 1.

    Raises:
        UnreadableError: anything else.
    """
    numbers = read_numbers(value.replace("%", " ", 1))
    if len(numbers) != 1:
        raise UnreadableError(f"{name} '{shown(value)}' is no number")
    return min(1.0, max(0.0, numbers[0] / (100 if "%" in value else 1)))


def _stroke_first(value: str) -> bool:
    words = value.lower().split()
    if words in ([], ["normal"]):
        return False
    if not set(words) <= {"fill", "stroke", "markers"} or len(set(words)) != len(words):
        raise UnreadableError(f"paint-order '{shown(value)}' is not known")
    order = [*words, *(word for word in ("fill", "stroke") if word not in words)]
    return order.index("stroke") < order.index("fill")


def _dashes(value: str, viewport: Viewport) -> tuple[float, ...]:
    if value.lower() == "none":
        return ()
    lengths = tuple(read_length(part, viewport.mean) for part in value.replace(",", " ").split())
    if any(length < 0 for length in lengths) or len(lengths) > _MOST_DASHES:
        raise UnreadableError(f"stroke-dasharray '{shown(value)}' makes no sense")
    if sum(lengths) == 0:
        return ()
    return lengths * 2 if len(lengths) % 2 else lengths


def _stroke_width(value: str, viewport: Viewport) -> float:
    width = read_length(value, viewport.mean)
    if width < 0:
        raise UnreadableError(f"stroke-width {width:g} is below zero")
    return width


def _miter_limit(value: str) -> float:
    limit = read_length(value)
    if limit < 1:
        raise UnreadableError(f"stroke-miterlimit {limit:g} is below one")
    return limit


def _choice(name: str, value: str, known: tuple[Word, ...]) -> Word:
    for each in known:
        if value == each:
            return each
    raise UnreadableError(f"{name} '{shown(value)}' is none of {', '.join(known)}")
