"""Drawings and pictures as plain data: paths with colours, or pixels."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, Literal, TypeAlias, Union

from brochure.base.colour import Colour
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt

Cap = Literal["butt", "round", "square"]
Join = Literal["miter", "round", "bevel"]

_KAPPA = 0.5522847498  # a quarter of a circle as one Bézier curve


class Segment(NamedTuple):
    """One step of a path: move, line, curve, close, or a whole rectangle (x, y, width, height)."""

    kind: Literal["m", "l", "c", "h", "re"]
    numbers: tuple[float, ...] = ()

    def through(self, matrix: Matrix) -> "Segment":
        """The same step of a transformed path; a rectangle has none."""
        assert self.kind != "re", "a turned rectangle is none"
        pairs = zip(self.numbers[::2], self.numbers[1::2], strict=True)
        return Segment(self.kind, tuple(number for pair in pairs for number in matrix.at(*pair)))


class ColourStop(NamedTuple):
    """A colour of a gradient and its place there, from 0 to 1."""

    at: float
    colour: Colour
    opacity: float = 1.0


class Gradient(NamedTuple):
    """Colours that run along an axis, or from one circle to another; beyond both ends the outermost ones go on.

    `axis` holds x and y of two points, or x, y and radius of two circles. Source: ISO 32000-1, 8.7.4.5.3 and 8.7.4.5.4.
    """

    axis: tuple[float, ...]
    stops: tuple[ColourStop, ...]  # two at least, in their order
    matrix: Matrix  # from its own plane to that of the drawing


Paint: TypeAlias = Colour | Gradient


class PathPiece(NamedTuple):
    """One path, and how it is filled and stroked."""

    path: tuple[Segment, ...]
    fill: Paint | None = None
    stroke: Paint | None = None
    stroke_width: Pt = 0.0
    even_odd: bool = False
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: float = 4.0  # longest miter in widths of the stroke, as SVG has it; a PDF page begins with 10
    dash: tuple[Pt, ...] = ()  # lengths of strokes and gaps in turn; none for a whole line
    dash_start: Pt = 0.0
    fill_opacity: float = 1.0
    stroke_opacity: float = 1.0
    pen: Matrix | None = None  # what makes the pen of a round one, where widths and dashes differ by direction

    @property
    def is_plain(self) -> bool:
        """Whether whole lines and plain opaque colours say all of it."""
        paints = isinstance(self.fill, Gradient) or isinstance(self.stroke, Gradient)
        return not (paints or self.dash or self.pen) and self.fill_opacity == self.stroke_opacity == 1

    def moved(self, across: Pt, up: Pt) -> "PathPiece":
        """The same path elsewhere."""
        return _path_piece_moved(self, 1.0, across, up)


class ClipPath(NamedTuple):
    """What is seen of others lies inside this path."""

    path: tuple[Segment, ...]
    even_odd: bool = False


class Layer(NamedTuple):
    """Pieces that are cut off and seen through as one."""

    pieces: tuple["Piece", ...]
    clips: tuple[ClipPath, ...] = ()  # what lies inside all of them is seen
    opacity: float = 1.0


class Picture(NamedTuple):
    """Pixels in sRGB or grey, eight bits a channel, ready to embed."""

    width: int
    height: int
    channels: Literal[1, 3]
    data: bytes  # rows of pixels, or a JPEG stream
    is_jpeg: bool
    alpha: bytes = b""  # rows of how much of each pixel is there, one byte each; empty where all of it is; never a JPEG


class PixelPiece(NamedTuple):
    """A picture within a drawing; `matrix` leads from the unit square, its bottom left at the origin."""

    picture: Picture
    matrix: Matrix


Piece: TypeAlias = Union[PathPiece, Layer, PixelPiece]  # noqa: UP007 - a quoted name takes no bar


@dataclass(frozen=True, slots=True)
class Drawing:
    """Vector art in its own box: origin at the bottom left, y upwards, unit free."""

    width: float
    height: float
    pieces: tuple[Piece, ...]
    reaches_out: bool = False  # ink may lie outside the box, and is cut off there

    @lru_cache(maxsize=64)  # noqa: B019 - drawings are few and live as long as the program
    def placed_in(self, box: Box) -> tuple[Piece, ...]:
        """The pieces moved and scaled evenly so that the drawing fills the box's height from its left edge."""
        scale = box.height / self.height
        return tuple(_moved(piece, scale, box.left, box.bottom) for piece in self.pieces)

    def outlined_in(self, box: Box, fill: Colour) -> tuple[PathPiece, ...]:
        """The same for letters as outlines: the paths alone, in one colour."""
        return tuple(PathPiece(each.path, fill) for each in paths_of(self.placed_in(box)))

    @property
    def paths(self) -> tuple[PathPiece, ...]:
        """The pieces that are paths by themselves."""
        return paths_of(self.pieces)


@dataclass(frozen=True, slots=True)
class Drawings:
    """What the figures of a page without fixed width show, besides the clinic's own pictures."""

    line: Drawing  # for a window as wide as a page
    narrow_line: Drawing  # for the width of a telephone
    codes: Mapping[str, Drawing]  # the QR code of each link, with its quiet zone
    signs: Mapping[str, Drawing]  # boxes, ticks and crosses by their kind, counted dots by what they count
    faces: tuple["WebFace", ...] = ()  # the brand's own; none in a letter, where mail programs drop them


WEB_FAMILIES: Final = ("Brochure Text", "Brochure Display")  # names that no licence reserves


class WebFace(NamedTuple):
    """A face for a page without fixed width, with the letters that it shows there."""

    family: str  # as the page calls it
    weight: int  # for which the page asks
    letters: str
    program: bytes  # WOFF


def paths_of(pieces: tuple[Piece, ...]) -> tuple[PathPiece, ...]:
    """Those of some pieces that are paths by themselves."""
    return tuple(piece for piece in pieces if isinstance(piece, PathPiece))


def pixels_of(pieces: tuple[Piece, ...]) -> tuple[PixelPiece, ...]:
    """The pictures in some pieces, in any depth."""
    nested = (pixels_of(piece.pieces) if isinstance(piece, Layer) else (piece,) for piece in pieces)
    return tuple(piece for each in nested for piece in each if isinstance(piece, PixelPiece))


def colours_of(pieces: tuple[Piece, ...]) -> Iterator[Colour]:
    """The colours of some pieces, in any depth."""
    for piece in pieces:
        if isinstance(piece, Layer):
            yield from colours_of(piece.pieces)
        elif isinstance(piece, PathPiece):
            for paint in (piece.fill, piece.stroke):
                if isinstance(paint, Gradient):
                    yield from (stop.colour for stop in paint.stops)
                elif paint is not None:
                    yield paint


def moved_piece(piece: Piece, across: Pt, up: Pt) -> Piece:
    """The same piece elsewhere."""
    return _moved(piece, 1.0, across, up)


def disc(x: Pt, y: Pt, radius: Pt) -> tuple[Segment, ...]:
    """A circle as a path of four curves."""
    k = radius * _KAPPA
    return (
        Segment("m", (x + radius, y)),
        Segment("c", (x + radius, y + k, x + k, y + radius, x, y + radius)),
        Segment("c", (x - k, y + radius, x - radius, y + k, x - radius, y)),
        Segment("c", (x - radius, y - k, x - k, y - radius, x, y - radius)),
        Segment("c", (x + k, y - radius, x + radius, y - k, x + radius, y)),
        Segment("h"),
    )


def _moved(piece: "Piece", scale: float, x: float, y: float) -> "Piece":
    if isinstance(piece, PixelPiece):
        return piece._replace(matrix=piece.matrix.then(Matrix(scale, 0, 0, scale, x, y)))
    if isinstance(piece, Layer):
        pieces = tuple(_moved(each, scale, x, y) for each in piece.pieces)
        clips = tuple(clip._replace(path=_path_moved(clip.path, scale, x, y)) for clip in piece.clips)
        return piece._replace(pieces=pieces, clips=clips)
    return _path_piece_moved(piece, scale, x, y)


def _path_piece_moved(piece: PathPiece, scale: float, x: float, y: float) -> PathPiece:
    moved = piece._replace(path=_path_moved(piece.path, scale, x, y), stroke_width=piece.stroke_width * scale)
    if piece.is_plain:
        return moved
    fill, stroke = (_paint_moved(paint, Matrix(scale, 0, 0, scale, x, y)) for paint in (piece.fill, piece.stroke))
    dash = tuple(length * scale for length in piece.dash)
    return moved._replace(fill=fill, stroke=stroke, dash=dash, dash_start=piece.dash_start * scale)


def _paint_moved(paint: Paint | None, matrix: Matrix) -> Paint | None:
    return paint._replace(matrix=paint.matrix.then(matrix)) if isinstance(paint, Gradient) else paint


def _path_moved(path: tuple[Segment, ...], scale: float, x: float, y: float) -> tuple[Segment, ...]:
    return tuple(Segment(kind, _scaled(kind, numbers, scale, x, y)) for kind, numbers in path)


def _scaled(kind: str, numbers: tuple[float, ...], scale: float, x: float, y: float) -> tuple[float, ...]:
    if kind == "re":
        left, bottom, width, height = numbers
        return (left * scale + x, bottom * scale + y, width * scale, height * scale)
    return tuple(number * scale + (y if at % 2 else x) for at, number in enumerate(numbers))
