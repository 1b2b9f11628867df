"""Drawings with more than plain paths as forms: gradients, opacity, clips, uneven pens and pixels, each with its means.

A form is data, like the page that shows it: what it names lies beside its operators. Source: ISO 32000-1, 8.10 and 11.
"""

from collections.abc import Callable, Iterator
from typing import Final

from brochure.base.art import Gradient, Layer, Paint, PathPiece, Picture, Piece, PixelPiece, Segment
from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.paint.inks import Inks
from brochure.paint.operators import number
from brochure.paint.pen import CAPS, JOINS

_DECIMALS: Final = 3
_MATRIX_DECIMALS: Final = 6


class DrawnShade(NamedTuple):
    """A gradient in the numbers of the edition's colours, or of grey for a mask."""

    gradient: Gradient
    space: str  # PDF's name
    colours: tuple[tuple[float, ...], ...]  # one for each stop


class DrawnState(NamedTuple):
    """How much lies open to what is beneath; a mask lets through what is light in it."""

    opacity: float
    mask: "DrawnForm | None" = None


class DrawnForm(NamedTuple):
    """Operators with all that they name: shades P0, P1 ..., states G0 ..., forms F0 ..., pictures as they are."""

    box: Box
    operators: str
    shades: tuple[DrawnShade, ...] = ()
    states: tuple[DrawnState, ...] = ()
    forms: tuple["DrawnForm", ...] = ()
    pictures: tuple[str, ...] = ()
    group: str = ""  # the colour space in which it is mixed as one; empty where it is mixed piece by piece

    @property
    def is_sheer(self) -> bool:
        """Whether something beneath may be seen through it."""
        return bool(self.states) or any(form.is_sheer for form in self.forms)

    @property
    def all_pictures(self) -> tuple[str, ...]:
        """The pictures that it and its forms show."""
        return (*self.pictures, *(name for form in self.forms for name in form.all_pictures))


def form_of(pieces: tuple[Piece, ...], box: Box, inks: Inks, keep: Callable[[Picture, Box], str]) -> DrawnForm:
    """A drawing as a form that is cut off at its box; `keep` takes a picture into the file and gives its name."""
    return _FormPen(box, inks, keep).draw(pieces)


class _FormPen:
    """Draws the pieces of one form and gathers what they name; each piece begins with the state of the form."""

    def __init__(self, box: Box, inks: Inks, keep: Callable[[Picture, Box], str]) -> None:
        self.box, self.inks, self.keep = box, inks, keep
        self.shades: list[DrawnShade] = []
        self.states: list[DrawnState] = []
        self.forms: list[DrawnForm] = []
        self.pictures: list[str] = []

    def draw(self, pieces: tuple[Piece, ...], group: str = "") -> DrawnForm:
        operators = "\n".join(line for piece in pieces for line in self._piece(piece))
        named = (tuple(self.shades), tuple(self.states), tuple(self.forms), tuple(dict.fromkeys(self.pictures)))
        return DrawnForm(self.box, operators, *named, group)

    def _piece(self, piece: Piece) -> Iterator[str]:
        yield "q"
        if isinstance(piece, Layer):
            yield from self._layer(piece)
        elif isinstance(piece, PixelPiece):
            name = self.keep(piece.picture, piece.matrix.box(0, 0, 1, 1))
            self.pictures.append(name)
            yield f"{_matrix(piece.matrix)} cm /{name} Do"
        else:
            yield from self._path(piece)
        yield "Q"

    def _layer(self, layer: Layer) -> Iterator[str]:
        for clip in layer.clips:
            yield f"{_path(clip.path)} {'W*' if clip.even_odd else 'W'} n"
        if layer.opacity == 1:
            for piece in layer.pieces:
                yield from self._piece(piece)
            return
        yield self._state(DrawnState(layer.opacity))
        self.forms.append(_FormPen(self.box, self.inks, self.keep).draw(layer.pieces, self.inks.space_name))
        yield f"/F{len(self.forms) - 1} Do"

    def _path(self, piece: PathPiece) -> Iterator[str]:
        """Fill and stroke by themselves: together they would knock each other out where they are seen through."""
        if piece.fill is not None:
            yield "q"
            yield from self._paint(piece.fill, piece.fill_opacity, self.inks.fill, "cs", "scn")
            yield f"{_path(piece.path)} {'f*' if piece.even_odd else 'f'}"
            yield "Q"
        if piece.stroke is not None:
            yield from self._paint(piece.stroke, piece.stroke_opacity, self.inks.stroke, "CS", "SCN")
            path = piece.path
            if piece.pen is not None:
                yield f"{_matrix(piece.pen)} cm"
                path = tuple(segment.through(piece.pen.inverse) for segment in path)
            yield f"{number(piece.stroke_width, _MATRIX_DECIMALS)} w {CAPS[piece.cap]} J {JOINS[piece.join]} j"
            yield f"{number(piece.miter_limit)} M"
            if piece.dash:
                dash = " ".join(number(length, _DECIMALS) for length in piece.dash)
                yield f"[{dash}] {number(piece.dash_start, _DECIMALS)} d"
            yield f"{_path(path, _MATRIX_DECIMALS if piece.pen else _DECIMALS)} S"

    def _paint(
        self, paint: Paint, opacity: float, plain: Callable[[Colour], str], space: str, tint: str
    ) -> Iterator[str]:
        if isinstance(paint, Colour):
            if opacity != 1:
                yield self._state(DrawnState(opacity))
            yield plain(paint)
            return
        sheer = any(stop.opacity != 1 for stop in paint.stops)
        if sheer or opacity != 1:
            yield self._state(DrawnState(opacity, self._mask(paint) if sheer else None))
        colours = tuple(self.inks.numbers(stop.colour) for stop in paint.stops)
        self.shades.append(DrawnShade(paint, self.inks.space_name, colours))
        yield f"/Pattern {space} /P{len(self.shades) - 1} {tint}"

    def _state(self, state: DrawnState) -> str:
        if state not in self.states:
            self.states.append(state)
        return f"/G{self.states.index(state)} gs"

    def _mask(self, gradient: Gradient) -> DrawnForm:
        """The opacities of a gradient as a gradient of greys. Source: ISO 32000-1, 11.5.3."""
        box = self.box
        shade = DrawnShade(gradient, "DeviceGray", tuple((stop.opacity,) for stop in gradient.stops))
        rectangle = " ".join(number(part, _DECIMALS) for part in (box.left, box.bottom, box.width, box.height))
        return DrawnForm(box, f"/Pattern cs /P0 scn {rectangle} re f", (shade,), group="DeviceGray")


def _path(path: tuple[Segment, ...], decimals: int = _DECIMALS) -> str:
    return " ".join(" ".join([*(number(each, decimals) for each in step.numbers), step.kind]) for step in path)


def _matrix(matrix: Matrix) -> str:
    return " ".join(number(part, _MATRIX_DECIMALS) for part in matrix)
