"""Small drawings of the program's own: boxes to tick, ticks and crosses, lines to write on, counted dots."""

from typing import Final, Literal, cast

from brochure.base.anatomy import BODIES, PLACES, View, path_of_body, spots_of
from brochure.base.art import Drawing, PathPiece, Segment, disc
from brochure.base.brand import Brand
from brochure.base.colour import Colour
from brochure.base.matrix import Matrix
from brochure.base.units import Pt

_STROKE: Final = 1.3  # of 10 units
_BOX: Final = (
    Segment("m", (0.8, 0.8)),
    Segment("l", (9.2, 0.8)),
    Segment("l", (9.2, 9.2)),
    Segment("l", (0.8, 9.2)),
    Segment("h"),
)
_TICK: Final = (Segment("m", (0.9, 5.2)), Segment("l", (3.9, 1.9)), Segment("l", (9.1, 8.6)))
_CROSS: Final = (Segment("m", (1.6, 1.6)), Segment("l", (8.4, 8.4)), Segment("m", (8.4, 1.6)), Segment("l", (1.6, 8.4)))
_PATHS: Final = {"box": _BOX, "tick": _TICK, "cross": _CROSS}
LINE: Final = 0.7  # points; of a line to write on
_ROW: Final = 25  # dots; 50 where there are many
_FRAMES: Final[dict[View, tuple[float, float]]] = {"front": (-212, 424), "back": (-212, 424), "seated": (-100, 390)}
_BODY: Final = 1006.0  # units from the crown to what lies under the feet
_LINE, _INNER = 6.0, 4.0  # units of the outline: 0.5 mm and 0.3 mm where it is 80 mm high
_PLACE, _POINT = 22.0, 13.0  # radius in these units
_DOT: Final = 0.36  # of the distance of dots


def sign_drawing(kind: str, colour: Colour) -> Drawing:
    """A box, a tick or a cross, ten units wide and high."""
    width = 1.0 if kind == "box" else _STROKE * 1.4
    piece = PathPiece(_PATHS[kind], stroke=colour, stroke_width=width, cap="round", join="round")
    return Drawing(10.0, 10.0, (piece,))


def blank_drawing(width: Pt, colour: Colour) -> Drawing:
    """A line to write on."""
    return Drawing(width, LINE, (PathPiece((Segment("re", (0.0, 0.0, width, LINE)),), fill=colour),))


def told_drawing(kind: Literal["risk", "outline"], source: str, brand: Brand, *, from_right: bool) -> Drawing:
    """What the leaflet says in figures or by names, as the program draws it in the colours of a brand."""
    if kind == "risk":
        return risk_drawing(source, brand.colour("accent"), brand.colour("rule"), from_right=from_right)
    return outline_drawing(source, brand)


def outline_drawing(source: str, brand: Brand) -> Drawing:
    """A body with its places marked, as `back:lower-back,left-knee` says; in the units of its outline.

    A place is a disc as wide as a hand, a point one as wide as a finger.
    """
    view, _, names = source.partition(":")
    seen = cast(View, view)
    body, ink, accent, paper = BODIES[seen], brand.colour("text"), brand.colour("accent"), brand.colour("paper")
    left, width = _FRAMES[seen]
    matrix = Matrix(1, 0, 0, -1, -left, _BODY)
    whole = path_of_body(body.outline, matrix)
    pieces = [PathPiece(whole, fill=paper, stroke=ink, stroke_width=_LINE, cap="round", join="round")]
    for stroke in body.strokes:
        path, fill = path_of_body(stroke, matrix), paper if body.covers else None
        pieces.append(PathPiece(path, fill=fill, stroke=ink, stroke_width=_INNER, cap="round", join="round"))
    for name in names.split(","):
        radius = _PLACE if name.removeprefix("left-").removeprefix("right-") in PLACES[seen] else _POINT
        for spot in spots_of(seen, name):
            x, y = matrix.at(*spot)
            pieces.append(PathPiece(disc(x, y, radius), fill=accent, stroke=paper, stroke_width=_INNER))
    return Drawing(width, _BODY + _LINE, tuple(pieces))


def risk_drawing(share: str, colour: Colour, other: Colour, *, from_right: bool) -> Drawing:
    """As many dots as are counted, those that it happens to full."""
    count, of = (int(each) for each in share.split("/"))
    across = min(of, _ROW if of <= _ROW * 8 else 2 * _ROW)
    down = -(-of // across)
    pieces = []
    for at in range(of):
        column = across - 1 - at % across if from_right else at % across
        x, y = column + 0.5, down - at // across - 0.5
        if at < count:
            pieces.append(PathPiece(disc(x, y, _DOT), fill=colour))
        else:
            pieces.append(PathPiece(disc(x, y, _DOT - 0.05), stroke=other, stroke_width=0.1))
    return Drawing(float(across), float(down), tuple(pieces))
