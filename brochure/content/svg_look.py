"""How an SVG shape is painted: attributes and `style` become fill, stroke and transform.

A property that would change the picture and cannot be kept is refused; one that changes nothing is passed over.
"""

import math
import re
from collections.abc import Mapping
from typing import TypeVar, get_args

from brochure.base.art import Cap, Join, PathPiece, Segment
from brochure.base.code_names import Code
from brochure.base.colour import Colour, hex_name, parse_screen
from brochure.base.matrix import Matrix
from brochure.base.records import dataclass, replace
from brochure.content.svg_path import UnreadableError, read_numbers
from brochure.content.svg_shapes import read_length, read_transform

_TRANSPARENCY = "flatten transparency to plain colours"
_HIDDEN = "delete what is hidden"
_OUTLINE = "convert the stroke to a path"
_CUT = "cut the shapes themselves (intersect the paths)"
_OPAQUE = frozenset({"1", "1.0", "100%"})
_NONE = frozenset({"none"})
# Properties that would change the picture: the values that do not, and the way out of the others.
_NEUTRAL: dict[str, tuple[frozenset[str], str]] = {
    "opacity": (_OPAQUE, _TRANSPARENCY),
    "fill-opacity": (_OPAQUE, _TRANSPARENCY),
    "stroke-opacity": (_OPAQUE, _TRANSPARENCY),
    "mix-blend-mode": (frozenset({"normal"}), _TRANSPARENCY),
    "display": (frozenset({"inline", "block"}), _HIDDEN),
    "visibility": (frozenset({"visible"}), _HIDDEN),
    "stroke-dasharray": (_NONE, _OUTLINE),
    "marker": (_NONE, _OUTLINE),
    "marker-start": (_NONE, _OUTLINE),
    "marker-mid": (_NONE, _OUTLINE),
    "marker-end": (_NONE, _OUTLINE),
    "vector-effect": (_NONE, _OUTLINE),
    "paint-order": (frozenset({"normal"}), _OUTLINE),
    "clip-path": (_NONE, _CUT),
    "mask": (_NONE, _CUT),
    "filter": (_NONE, "delete the filter, or draw what it does"),
    "transform-origin": (frozenset(), "apply the transform to the path"),
}
# CSS can move and shape things as well; here that is said in attributes.
_GEOMETRY = frozenset({"transform", "d", "x", "y", "width", "height", "cx", "cy", "r", "rx", "ry"})
_NAMED_COLOURS = {
    "black": "#000000",
    "white": "#ffffff",
    "red": "#ff0000",
    "lime": "#00ff00",
    "blue": "#0000ff",
    "yellow": "#ffff00",
    "aqua": "#00ffff",
    "fuchsia": "#ff00ff",
    "silver": "#c0c0c0",
    "gray": "#808080",
    "grey": "#808080",
    "maroon": "#800000",
    "olive": "#808000",
    "green": "#008000",
    "teal": "#008080",
    "navy": "#000080",
    "purple": "#800080",
    "orange": "#ffa500",
}
_CAPS: tuple[Cap, ...] = get_args(Cap)
_JOINS: tuple[Join, ...] = get_args(Join)
_LONGEST_SHOWN = 60  # letters
_ONE_SIDE = 2  # steps of a path without a corner: move, line
_SLACK = 0.0005  # of a side: what rounding may add
_SHORT_HEX = re.compile(r"#([0-9a-f])([0-9a-f])([0-9a-f])")
_RGB = re.compile(r"rgb\(([^()]*)\)")

Word = TypeVar("Word", bound=str)


class RefusedError(Exception):
    """Something in the drawing that is not taken over; becomes a finding at the element that says it."""

    def __init__(self, code: Code, message: str, hint: str) -> None:
        super().__init__(message)
        self.code, self.message, self.hint = code, message, hint


@dataclass(frozen=True, slots=True)
class SvgLook:
    """What a shape inherits from the groups around it."""

    matrix: Matrix
    fill: Colour | None
    stroke: Colour | None = None
    stroke_width: float = 1.0
    even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0


def shown(text: str) -> str:
    """A text from the file as a message may repeat it: short, and nothing that a terminal obeys."""
    short = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def read_look(attributes: Mapping[str, str], parent: SvgLook, palette: Mapping[str, Colour]) -> SvgLook:
    """The look of an element within its parent's.

    Raises:
        RefusedError: a property, a value or a script that is not taken over.
        UnreadableError: a transform or a width that makes no sense.
    """
    properties = _properties(attributes)
    look = replace(parent, matrix=read_transform(attributes.get("transform", "")).then(parent.matrix))
    for name, value in properties.items():
        match name:
            case _ if value == "inherit":
                continue
            case "fill":
                look = replace(look, fill=brand_colour(value, palette))
            case "stroke":
                look = replace(look, stroke=brand_colour(value, palette))
            case "stroke-width":
                look = replace(look, stroke_width=_stroke_width(value))
            case "fill-rule":
                look = replace(look, even_odd=_choice(name, value, ("nonzero", "evenodd")) == "evenodd")
            case "stroke-linecap":
                look = replace(look, cap=_choice(name, value, _CAPS))
            case "stroke-linejoin":
                look = replace(look, join=_choice(name, value, _JOINS))
            case "stroke-miterlimit":
                look = replace(look, miter_limit=_miter_limit(value))
            case _:
                pass
    return look


def brand_colour(value: str, palette: Mapping[str, Colour]) -> Colour | None:
    """The colour that a value names, from the palette where that holds it; None for no paint.

    Raises:
        RefusedError: not a plain colour.
    """
    text = value.strip().lower()
    if text in {"none", "transparent"}:
        return None
    name = _hex(text)
    if name is None:
        raise RefusedError("svg-unsupported", f"'{shown(value)}' is not a plain colour", "write it as #rrggbb")
    return palette.get(name) or Colour(name, parse_screen(name))


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


def reaches_out(piece: PathPiece, width: float, height: float) -> bool:
    """Whether ink of the piece may lie outside a drawing of this size.

    Control points and the longest miter count as ink, so that it says yes too often rather than too seldom.
    """
    corner = piece.miter_limit if piece.join == "miter" and len(piece.path) > _ONE_SIDE else 1.0
    end = math.sqrt(2) if piece.cap == "square" else 1.0
    spread = piece.stroke_width / 2 * max(corner, end)
    for side, first in ((width, 0), (height, 1)):
        places = [place for segment in piece.path for place in segment.numbers[first::2]]
        slack = _SLACK * side
        if min(places) - spread < -slack or max(places) + spread > side + slack:
            return True
    return False


def _properties(attributes: Mapping[str, str]) -> dict[str, str]:
    """Attributes of the drawing itself, with those of `style` laid over them."""
    own = {name: value.strip() for name, value in attributes.items() if " " not in name}
    styled = _declarations(own.get("style", ""))
    for name in own:
        if name.lower().startswith("on"):
            raise RefusedError("svg-unsupported", f"'{shown(name)}' is a script", "delete it")
    for name in _GEOMETRY & styled.keys():
        raise RefusedError("svg-unsupported", f"style sets '{name}'", f"write {name} as an attribute")
    properties = own | styled
    for name, value in properties.items():
        _refuse_reference(name, value)
        neutral, hint = _NEUTRAL.get(name, (frozenset({value.lower()}), ""))
        if value.lower() not in neutral:
            raise RefusedError("svg-unsupported", f"{name} '{shown(value)}' cannot be kept", hint)
    return properties


def _declarations(style: str) -> dict[str, str]:
    declarations: dict[str, str] = {}
    for part in style.split(";"):
        name, colon, value = part.partition(":")
        if colon:
            declarations[name.strip().lower()] = value.strip()
        elif part.strip():
            raise UnreadableError(f"style '{shown(part.strip())}' has no value")
    return declarations


def _refuse_reference(name: str, value: str) -> None:
    text = value.lower().replace(" ", "").replace("'", "").replace('"', "")
    if "url(" not in text:
        return
    inside = text.count("url(") == text.count("url(#")
    code: Code = "svg-unsupported" if inside else "svg-external"
    kind = "refers to another part" if inside else "refers to another file"
    hint = "fill the shape with one plain colour" if name in {"fill", "stroke"} else _NEUTRAL.get(name, ((), _CUT))[1]
    raise RefusedError(code, f"{shown(name)} '{shown(value)}' {kind}", hint)


def _hex(text: str) -> str | None:
    if found := _SHORT_HEX.fullmatch(text):
        return "#" + "".join(figure * 2 for figure in found.groups())
    if found := _RGB.fullmatch(text):
        return _hex_of_parts(found[1])
    try:
        return hex_name(parse_screen(_NAMED_COLOURS.get(text, text)))
    except ValueError:
        return None


def _hex_of_parts(text: str) -> str | None:
    percent = text.count("%")
    try:
        parts = read_numbers(text.replace("%", " "))
    except UnreadableError:
        return None
    whole = 100 if percent else 255
    if len(parts) != 3 or percent not in {0, 3} or not all(0 <= part <= whole for part in parts):
        return None
    return "#" + "".join(f"{round(part / whole * 255):02x}" for part in parts)


def _stroke_width(value: str) -> float:
    width = read_length(value)
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
