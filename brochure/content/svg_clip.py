"""Clip paths of SVG: what lies inside the shapes of a clipPath is seen. Source: SVG 1.1, 14.3; CSS Masking 1, 5."""

from collections.abc import Mapping
from itertools import combinations
from typing import Protocol

from brochure.base.art import ClipPath, Segment
from brochure.base.colour import Colour
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple, replace
from brochure.content.svg_bounds import path_box
from brochure.content.svg_css import SvgStyles
from brochure.content.svg_look import PROPERTIES, RefusedError, SvgLook, SvgSpot, read_look
from brochure.content.svg_shapes import read_length, read_transform
from brochure.content.svg_tree import SvgElement, shown
from brochure.content.svg_words import SHAPES

_DEEPEST = 8
_CUT = "cut the shapes themselves (intersect the paths)"
_OWN = frozenset({"id", "class", "style", "transform", "clipPathUnits"})
_ONE_WAY = frozenset({"rect", "circle", "ellipse"})  # all drawn in the same direction


class _Cut(NamedTuple):
    tag: str
    path: tuple[Segment, ...]
    even_odd: bool
    is_turned: bool  # over, by its transform


class ClippedDrawing(Protocol):
    """What clips need of the drawing that they cut."""

    parts: dict[str, SvgElement]
    styles: SvgStyles
    palette: Mapping[str, Colour]

    def around(self, element: SvgElement, spot: SvgSpot) -> SvgLook:
        """What an element inherits where it is written, in the plane of a spot that refers to it."""

    def shape_path(self, element: SvgElement, spot: SvgSpot) -> tuple[Segment, ...]:
        """The path of a shape in its own plane."""

    def placed(self, path: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
        """A path where it lies in the drawing."""


class SvgClips:
    """The clip paths of one drawing."""

    def __init__(self, painter: ClippedDrawing) -> None:
        self._painter = painter

    def clips(self, name: str, element: SvgElement, spot: SvgSpot, depth: int = 0) -> tuple[ClipPath, ...] | None:
        """The clips that `name` makes around an element; None where nothing is seen through it.

        Raises:
            RefusedError: another part than a clipPath, or one whose shapes cannot be one path.
            UnreadableError: a shape that makes no sense.
        """
        part = self._painter.parts.get(name)
        if part is None or part.tag != "clipPath" or depth > _DEEPEST:
            raise RefusedError("svg-unsupported", f"clip-path '#{shown(name)}' is no clipPath of the drawing", _CUT)
        for attribute in part.attributes:
            if attribute not in _OWN and attribute not in PROPERTIES:
                raise RefusedError("svg-unsupported", f"<clipPath> has '{shown(attribute)}', which is not known", _CUT)
        said = self._painter.styles.of(part, PROPERTIES)
        look, own = read_look(said, self._painter.around(part, spot), self._painter.palette, spot.viewport)
        plane = read_transform(part.attributes.get("transform", ""))
        units = part.attributes.get("clipPathUnits", "userSpaceOnUse")
        if units not in {"userSpaceOnUse", "objectBoundingBox"} or not own.is_drawn:
            raise RefusedError("svg-unsupported", f"clipPath '#{shown(name)}' is hidden, or in unknown units", _CUT)
        if units == "objectBoundingBox":
            plane = plane.then(self._around(element, spot))
        inside = spot._replace(look=replace(look, matrix=plane.then(spot.look.matrix)))
        cuts = [cut for child in part.children for cut in self._cuts(child, inside)]
        outer = self.clips(own.clip, element, spot, depth + 1) if own.clip else ()
        if not cuts or outer is None:
            return None
        return (*outer, _one(cuts))

    def _around(self, element: SvgElement, spot: SvgSpot) -> Matrix:
        if element.tag not in SHAPES:
            raise RefusedError("svg-unsupported", "clipPathUnits of a group cannot be kept", _CUT)
        box = path_box(self._painter.shape_path(element, spot))
        if box is None or not box.width or not box.height:
            raise RefusedError("svg-unsupported", "clipPathUnits of a shape without an inside cannot be kept", _CUT)
        return Matrix(box.width, 0, 0, box.height, box.left, box.bottom)

    def _cuts(self, child: SvgElement, spot: SvgSpot) -> list[_Cut]:
        """The path of one child, or of what it copies."""
        if child.tag in {"title", "desc", "metadata"}:
            return []
        if child.tag not in SHAPES | {"use"}:
            raise RefusedError("svg-unsupported", f"<{shown(child.tag)}> in <clipPath> cannot be drawn", _CUT)
        said = self._painter.styles.of(child, PROPERTIES)
        look, own = read_look(said, spot.look, self._painter.palette, spot.viewport)
        if own.clip:
            raise RefusedError("svg-unsupported", "a shape in <clipPath> is cut itself", _CUT)
        matrix = read_transform(child.attributes.get("transform", "")).then(spot.look.matrix)
        if not own.is_drawn:
            return []
        if child.tag == "use":
            return self._copied(child, spot._replace(look=replace(look, matrix=matrix)))
        if not look.is_visible:
            return []
        path = self._painter.shape_path(child, spot)
        if not path:
            return []
        turned = matrix.a * matrix.d - matrix.b * matrix.c < 0
        return [_Cut(child.tag, self._painter.placed(path, matrix), look.clip_even_odd, turned)]

    def _copied(self, copy: SvgElement, spot: SvgSpot) -> list[_Cut]:
        part = self._painter.parts.get(copy.attributes.get("href", "")[1:])
        if part is None or part.tag not in SHAPES:
            raise RefusedError("svg-unsupported", "<use> in <clipPath> copies no shape", _CUT)
        x, y = (read_length(copy.attributes.get(side, "0"), spot.viewport.along(side)) for side in ("x", "y"))
        look = replace(spot.look, matrix=Matrix(e=x, f=y).then(spot.look.matrix))
        return self._cuts(part, spot._replace(look=look))


def _one(cuts: list[_Cut]) -> ClipPath:
    """One path that holds what lies in any of the shapes.

    Raises:
        RefusedError: they overlap, and as one path would not hold the same.
    """
    path = tuple(segment for cut in cuts for segment in cut.path)
    if len(cuts) == 1:
        return ClipPath(path, cuts[0].even_odd)
    boxes = [box for cut in cuts if (box := path_box(cut.path)) is not None]
    apart = not any(one.meets(other, slack=0.0) for one, other in combinations(boxes, 2))
    if apart and len({cut.even_odd for cut in cuts}) == 1:
        return ClipPath(path, cuts[0].even_odd)
    one_way = len({cut.is_turned for cut in cuts}) == 1 and {cut.tag for cut in cuts} <= _ONE_WAY
    if one_way:  # drawn in one direction, they add up
        return ClipPath(path)
    raise RefusedError("svg-unsupported", "<clipPath> holds shapes that overlap", "unite its shapes to one path")
