"""What a layout draws beside grounds and the line: rules, frames, patterns, and the picture of the cover."""

from collections.abc import Iterator

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import Colour
from brochure.base.design import Pattern
from brochure.base.geometry import Box
from brochure.base.units import Pt

_DOT = 0.22  # of the pitch: the diameter of a dot
_HAIR: Pt = 0.6
_STRIPES = ((0.0, 0.42), (0.62, 0.78), (0.94, 1.0))  # of the height, from above: each is lighter than the one before


def frame_rules(box: Box, weight: Pt) -> tuple[Box, ...]:
    """The four rules of a frame inside a box: what they surround is not drawn on."""
    return (
        Box(box.left, box.top - weight, box.right, box.top),
        Box(box.left, box.bottom, box.right, box.bottom + weight),
        Box(box.left, box.bottom + weight, box.left + weight, box.top - weight),
        Box(box.right - weight, box.bottom + weight, box.right, box.top - weight),
    )


def pattern_pieces(plan: Pattern, box: Box, colour: Colour) -> tuple[PathPiece, ...]:
    """A pattern over a box; what is taller than wide and the other way round has as much of it."""
    if plan.motif == "stripes":
        return tuple(_stripes(box, colour))
    if plan.motif == "dots":
        return tuple(_dots(box, colour, plan.pitch.points))
    return (_hatch(box, colour, plan.pitch.points),)


def _stripes(box: Box, colour: Colour) -> Iterator[PathPiece]:
    for above, below in _STRIPES:
        bottom, height = box.top - below * box.height, (below - above) * box.height
        yield PathPiece((Segment("re", (box.left, bottom, box.width, height)),), fill=colour)


def _dots(box: Box, colour: Colour, pitch: Pt) -> Iterator[PathPiece]:
    """Rows of dots, every other one half a step on; a dotted stroke takes no more bytes than a line."""
    rows = int(box.height / pitch)
    for row in range(rows):
        y = box.top - (row + 0.5) * box.height / rows
        start = box.left + pitch * (0.25 if row % 2 else 0.75)
        path = (Segment("m", (start, y)), Segment("l", (box.right, y)))
        yield PathPiece(path, stroke=colour, stroke_width=pitch * _DOT, cap="round", dash=(0.0, pitch))


def _hatch(box: Box, colour: Colour, pitch: Pt) -> PathPiece:
    """Hairlines from the lower left to the upper right, each cut off at the edges of the box."""
    steps: list[Segment] = []
    at = pitch / 2
    while at < box.width + box.height:
        steps.append(Segment("m", (box.left + max(0.0, at - box.height), box.top - min(at, box.height))))
        steps.append(Segment("l", (box.left + min(at, box.width), box.top - max(0.0, at - box.width))))
        at += pitch
    return PathPiece(tuple(steps), stroke=colour, stroke_width=_HAIR)
