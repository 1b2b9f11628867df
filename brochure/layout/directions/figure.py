"""The outline of a body with common points as counted dots: the leaflet is about a body, so it shows one."""

from collections.abc import Iterator
from typing import Final

from brochure.base.anatomy import BODIES, POINTS, View, path_of_body
from brochure.base.art import PathPiece, Segment, disc
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, mm
from brochure.layout.directions.area import (
    FOLD_CLEAR,
    WINGS_CLEAR,
    Area,
    Drawn,
    NumberAt,
    is_off_folds,
    spread,
)

OUTLINE: Final[Pt] = 2.2
INNER: Final[Pt] = 1.4
POINT: Final = mm(2.0)  # radius
LINE_STEP: Final = mm(2.2)
LINE_DOT: Final[Pt] = 0.8  # radius
SHOWN: Final = 0.3  # of an inner stroke, or it is left out
LIT: Final = mm(2.9)  # of the one that is lit
LEAST: Final = 0.72  # of both, where the body is small: no line is thinner than a point
RING: Final[Pt] = 1.4
WIDE: Final = 2.2
LEG, HIP, FOOT = 54.0, 500.0, 1000.0  # units: of a leg from the axis, and where legs begin and end
_ACROSS: Final = 0.84  # of a strip: how much of it a lying body takes
_LYING: Final = 420.0  # units that a lying body is high, from hand to hand
_HIGH: Final = mm(102)  # of a cover for which the scenes are measured


class Scene(NamedTuple):
    """A crop: millimetres a unit on a cover 102 mm high, the unit in its middle, and the point that is lit."""

    view: View
    scale: float
    x: float
    y: float
    lit: str
    turned: bool = False  # left for right


# Of nearly four hundred crops, those of which the two that are most alike differ most.
SCENES: Final = (
    Scene("seated", 0.577, 39, 108, "ST7"),
    Scene("front", 0.465, 135, 435, "LI10", turned=True),
    Scene("back", 0.359, 0, 404, "BL23"),
    Scene("front", 0.33, 1, 779, "SP9", turned=True),
    Scene("seated", 0.576, 31, 125, "TE17", turned=True),
    Scene("back", 0.34, -54, 235, "BL13", turned=True),
    Scene("front", 0.31, 1, 182, "CV17"),
    Scene("seated", 0.302, 151, 651, "GB34", turned=True),
    Scene("seated", 0.239, 65, 379, "LI11"),
    Scene("front", 0.098, 0, 502, "CV6"),
    Scene("front", 0.352, 19, 782, "SP9", turned=True),
    Scene("seated", 0.21, 68, 385, "LI11", turned=True),
    Scene("back", 0.187, -20, 328, "BL23"),
    Scene("front", 0.784, 156, 539, "LI4"),
    Scene("seated", 0.283, 158, 656, "GB34"),
    Scene("back", 0.218, 6, 769, "BL57"),
    Scene("front", 0.321, 0, 337, "CV12"),
    Scene("front", 0.43, 136, 418, "LI10"),
    Scene("front", 0.783, 155, 529, "LI4", turned=True),
    Scene("front", 0.479, 135, 263, "LI14", turned=True),
    Scene("front", 0.51, 53, 747, "ST35", turned=True),
    Scene("back", 0.188, 17, 264, "BL17"),
    Scene("back", 0.354, -51, 259, "BL17"),
    Scene("back", 0.497, 40, 166, "GB21", turned=True),
)


def cover(area: Area) -> Drawn:
    """A part of the body under the words, its points marked; one is lit."""
    box, scene = area.box, SCENES[area.seed % len(SCENES)]
    if box.width > WIDE * box.height:
        return _lying(area, ())
    scale = mm(scene.scale) * box.height / _HIGH
    across = -scale if scene.turned else scale
    middle = ((box.left + box.right) / 2, (box.bottom + box.top) / 2)
    matrix = Matrix(across, 0, 0, -scale, middle[0] - across * scene.x, middle[1] + scale * scene.y)
    weight = min(1.0, max(LEAST, scale / mm(0.2)))
    pieces = _body(scene.view, matrix, area, weight)
    share = min(1.0, max(0.62, scale / mm(0.24)))
    return Drawn(area.inks.soft, (*pieces, *_points(scene, matrix, area, share)))


def band(area: Area) -> Drawn:
    """The same body lying along the inside, the numbered points on it."""
    return _lying(area, spread(area))


def _lying(area: Area, places: tuple[Pt, ...]) -> Drawn:
    """From the head at the left to the feet, in the middle panel, on a line of dots that runs from edge to edge."""
    box, panel = area.box, _middle_panel(area)
    scale = min(area.trimmed.height * _ACROSS / _LYING, (panel.width - 2 * FOLD_CLEAR) / 1000)
    left, y = (panel.left + panel.right) / 2 - scale * 500, (area.trimmed.bottom + area.trimmed.top) / 2
    matrix = Matrix(0, -scale, scale, 0, left, y)
    weight = max(LEAST, min(1.0, scale / mm(0.12)))
    line = [
        PathPiece(disc(round(x, 1), y, LINE_DOT * weight), fill=area.inks.line)
        for x in _outside(box, left, left + scale * 1000, LINE_STEP * weight)
    ]
    body = _body("back", matrix, area, weight)
    return Drawn(area.inks.soft, (*line, *body), tuple(_numbers(places, y, left, scale)))


def _middle_panel(area: Area) -> Box:
    """Of the panels that a strip crosses, the middle one, or the one behind the middle."""
    edges = [area.trimmed.left, *area.folds, area.trimmed.right]
    at = (len(edges) - 1) // 2
    return area.trimmed._replace(left=edges[at], right=edges[at + 1])


def _numbers(places: tuple[Pt, ...], y: Pt, left: Pt, scale: float) -> Iterator[NumberAt]:
    """On the line; those at its legs on one of them."""
    for number, x in enumerate(places, 1):
        down = (x - left) / scale
        aside = LEG * scale if HIP < down < FOOT else 0.0
        yield NumberAt(round(x, 2), round(y - aside if number % 2 else y + aside, 2), number)


def _outside(box: Box, left: Pt, right: Pt, step: Pt) -> Iterator[Pt]:
    """Even places from both ends of a body to the edges."""
    for at in range(1, int((left - box.left) / step) + 1):
        yield left - at * step
    for at in range(1, int((box.right - right) / step) + 1):
        yield right + at * step


def _body(view: View, matrix: Matrix, area: Area, weight: float) -> Iterator[PathPiece]:
    body, line = BODIES[view], area.inks.line
    outline = path_of_body(body.outline, matrix)
    yield PathPiece(outline, fill=area.paper, stroke=line, stroke_width=OUTLINE * weight, cap="round", join="round")
    for drawn in body.strokes:
        path = path_of_body(drawn, matrix)
        if body.covers or _is_seen(path, area.trimmed):
            fill, thick = (area.paper, OUTLINE) if body.covers else (None, INNER)
            yield PathPiece(path, fill=fill, stroke=line, stroke_width=thick * weight, cap="round", join="round")


def _points(scene: Scene, matrix: Matrix, area: Area, share: float) -> Iterator[PathPiece]:
    for point in POINTS:
        if point.view != scene.view:
            continue
        for side in (1, -1) if point.is_paired else (1,):
            x, y = matrix.at(point.x * side, point.y)
            room = area.trimmed.shrink(*(2 * POINT,) * 4)
            if not (room.holds(Box(x, y, x, y)) and is_off_folds(x, area, WINGS_CLEAR)):
                continue
            if point.code == scene.lit and side == 1:
                yield PathPiece(
                    disc(x, y, LIT * share), fill=area.inks.spark, stroke=area.inks.line, stroke_width=RING * share
                )
            else:
                yield PathPiece(disc(x, y, POINT * share), fill=area.inks.line)


def _is_seen(path: tuple[Segment, ...], box: Box) -> bool:
    """Whether enough of a stroke lies inside: an end of it at an edge would be a stray mark."""
    across = [number for segment in path for number in segment.numbers[::2]]
    up = [number for segment in path for number in segment.numbers[1::2]]
    stroke = Box(min(across), min(up), max(across), max(up))
    shown = stroke.common(box)
    return shown.width + shown.height > SHOWN * (stroke.width + stroke.height)
