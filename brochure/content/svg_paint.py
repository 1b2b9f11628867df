"""Gradients of SVG: elements with their stops in, gradients in the plane of the drawing out. Source: SVG 2, 14.2."""

import math
from collections.abc import Mapping

from brochure.base.art import ColourStop, Gradient, Paint, Segment
from brochure.base.colour import Colour
from brochure.base.matrix import Matrix
from brochure.content.svg_bounds import path_box
from brochure.content.svg_css import SvgStyles
from brochure.content.svg_look import PROPERTIES, RefusedError, brand_colour, read_share
from brochure.content.svg_path import UnreadableError
from brochure.content.svg_shapes import Viewport, read_length, read_transform
from brochure.content.svg_tree import SvgElement, shown

MOST_STOPS = 256
_DEEPEST = 16  # gradients that refer to each other
_GRADIENTS = frozenset({"linearGradient", "radialGradient"})
_PLAIN = "fill the shape with one plain colour"
_DEFAULTS = {"x1": "0%", "y1": "0%", "x2": "100%", "y2": "0%", "cx": "50%", "cy": "50%", "r": "50%", "fr": "0%"}
_OWN = frozenset({"gradientUnits", "gradientTransform", "spreadMethod", "fx", "fy", *_DEFAULTS})
_HARMLESS = frozenset({"id", "class", "style", "href", "collect"})


class SvgGradients:
    """The gradients of one drawing by their ids, and how its colours are named."""

    def __init__(self, parts: Mapping[str, SvgElement], styles: SvgStyles, palette: Mapping[str, Colour]) -> None:
        self._parts, self._styles, self._palette = parts, styles, palette

    def paint(
        self, part: str, path: tuple[Segment, ...], matrix: Matrix, viewport: Viewport
    ) -> tuple[Paint | None, float]:
        """What the gradient `part` makes of a path that `matrix` leads into the drawing, and its opacity.

        A gradient without a run is one colour; one without a stop, or around nothing, paints nothing.

        Raises:
            RefusedError: another part than a gradient, or one that is not drawn here.
            UnreadableError: a figure that makes no sense.
        """
        chain = self._chain(part)
        said = self._said(chain)
        stops = self._stops(chain)
        is_line = chain[0].tag == "linearGradient"
        if said.get("spreadMethod", "pad") != "pad" and stops:
            how = shown(said["spreadMethod"])
            raise RefusedError("svg-unsupported", f"gradient '{shown(part)}' goes on by '{how}'", _PLAIN)
        plane = read_transform(said.get("gradientTransform", ""))
        if said.get("gradientUnits", "objectBoundingBox") == "objectBoundingBox":
            box = path_box(path)
            if box is None or not box.width or not box.height:
                return None, 1.0
            plane = plane.then(Matrix(box.width, 0, 0, box.height, box.left, box.bottom))
            viewport = Viewport(1.0, 1.0)
        elif said["gradientUnits"] != "userSpaceOnUse":
            raise UnreadableError(f"gradientUnits '{shown(said['gradientUnits'])}' is not known")
        if not stops:
            return None, 1.0
        axis = (_line if is_line else _circles)(said, viewport, part)
        if axis is None or len(stops) == 1:
            return stops[-1].colour, stops[-1].opacity
        return Gradient(*_without_end_edges(axis, stops), plane.then(matrix)), 1.0

    def _chain(self, part: str) -> list[SvgElement]:
        """The gradient, and those from which it takes what it does not say itself."""
        chain: list[SvgElement] = []
        name = part
        while name:
            element = self._parts.get(name)
            if element is None:
                raise RefusedError("svg-unsupported", f"'#{shown(name)}' is not in the drawing", _PLAIN)
            if element.tag not in _GRADIENTS:
                raise RefusedError("svg-unsupported", f"<{shown(element.tag)}> '{shown(name)}' cannot be drawn", _PLAIN)
            if element in chain or len(chain) >= _DEEPEST:
                raise RefusedError("svg-unsupported", f"gradient '{shown(part)}' refers to itself", _PLAIN)
            chain.append(element)
            target = element.attributes.get("href", "")
            if target and not target.startswith("#"):
                message = f"gradient '{shown(name)}' refers to '{shown(target)}' outside the drawing"
                raise RefusedError("svg-external", message, _PLAIN)
            name = target[1:]
        return chain

    def _said(self, chain: list[SvgElement]) -> dict[str, str]:
        said: dict[str, str] = {}
        for element in reversed(chain):
            _refuse_unknown(element, _OWN | _HARMLESS)
            said |= {name: value.strip() for name, value in element.attributes.items() if name in _OWN}
            styled = self._styles.of(element, PROPERTIES)
            mixed = styled.get("color-interpolation", "sRGB").lower() not in {"srgb", "auto"}
            if mixed or styled.get("display", "inline").lower() == "none":
                raise RefusedError("svg-unsupported", "gradient is hidden, or mixes its colours in another way", _PLAIN)
        return said

    def _stops(self, chain: list[SvgElement]) -> tuple[ColourStop, ...]:
        """The stops of the first that has any, each at its own place or at the one before it, if that is further."""
        for element in chain:
            others = [each.tag for each in element.children if each.tag != "stop"]
            if others:
                raise RefusedError("svg-unsupported", f"<{shown(others[0])}> in a gradient cannot be drawn", _PLAIN)
        written = next((element.children for element in chain if element.children), [])
        if len(written) > MOST_STOPS:
            raise RefusedError("svg-too-large", f"gradient has over {MOST_STOPS} stops", "take some of them out")
        stops: list[ColourStop] = []
        for element in written:
            stop = self._stop(element)
            stops.append(stop._replace(at=max(stop.at, stops[-1].at)) if stops else stop)
        return tuple(stops)

    def _stop(self, element: SvgElement) -> ColourStop:
        _refuse_unknown(element, _HARMLESS | {"offset"})
        said = self._styles.of(element, PROPERTIES)
        colour = said.get("stop-color", "black")
        colour = said.get("color", "") if colour.lower() == "currentcolor" else colour
        if not colour or colour.lower() == "inherit":
            raise RefusedError(
                "svg-unsupported", "a stop takes its colour from around the gradient", "write it on the stop"
            )
        opacity = read_share("stop-opacity", said.get("stop-opacity", "1"))
        paint = brand_colour(colour, self._palette)
        at = read_share("offset", element.attributes.get("offset", "").strip() or "0")
        if paint.colour is None:
            raise RefusedError("svg-unsupported", f"stop-color '{shown(colour)}' is no colour", "write it as #rrggbb")
        return ColourStop(at, paint.colour, round(opacity * paint.opacity, 4))


def _refuse_unknown(element: SvgElement, known: frozenset[str]) -> None:
    for name in element.attributes:
        if name not in known and name not in PROPERTIES:
            raise RefusedError(
                "svg-unsupported", f"<{element.tag}> has '{shown(name)}', which is not known", "delete it"
            )


def _lengths(said: Mapping[str, str], names: tuple[str, ...], viewport: Viewport) -> list[float]:
    return [read_length(said.get(name, _DEFAULTS.get(name, "")), viewport.along(name)) for name in names]


def _without_end_edges(
    axis: tuple[float, ...], stops: tuple[ColourStop, ...]
) -> tuple[tuple[float, ...], tuple[ColourStop, ...]]:
    """The same gradient with no edge at its very ends, where viewers of pages take the inner colour for both sides."""
    half = len(axis) // 2
    start, end = axis[:half], axis[half:]
    if stops[-2].at == 1 and stops[-2] != stops[-1]:
        end = tuple(2 * last - first for first, last in zip(start, end, strict=True))
        stops = (*(stop._replace(at=stop.at / 2) for stop in stops), stops[-1]._replace(at=1.0))
    if stops[1].at == 0 and stops[0] != stops[1]:
        if half == len(("x", "y", "r")):
            return (*start, *end), stops[1:]  # nothing lies before the middle of a circle
        start = tuple(2 * first - last for first, last in zip(start, end, strict=True))
        stops = (stops[0], *(stop._replace(at=(1 + stop.at) / 2) for stop in stops))
    return (*start, *end), stops


def _line(said: Mapping[str, str], viewport: Viewport, _part: str) -> tuple[float, ...] | None:
    x1, y1, x2, y2 = _lengths(said, ("x1", "y1", "x2", "y2"), viewport)
    return (x1, y1, x2, y2) if (x1, y1) != (x2, y2) else None


def _circles(said: Mapping[str, str], viewport: Viewport, part: str) -> tuple[float, ...] | None:
    """From the focus outwards; viewers differ where it lies on the outer circle or beyond."""
    focus = {"fx": said.get("cx", "50%"), "fy": said.get("cy", "50%"), **said}
    cx, cy, r, fx, fy, fr = _lengths(focus, ("cx", "cy", "r", "fx", "fy", "fr"), viewport)
    if r <= 0 or fr < 0 or math.hypot(fx - cx, fy - cy) + fr >= r:
        raise RefusedError("svg-unsupported", f"gradient '{shown(part)}' begins outside its circle", _PLAIN)
    return (fx, fy, fr, cx, cy, r)
