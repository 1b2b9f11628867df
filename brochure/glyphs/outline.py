"""A word or numeral as a drawing, for type that is art rather than text."""

from functools import lru_cache

from brochure.base.art import Drawing, PathPiece, Segment
from brochure.base.colour import Colour
from brochure.base.records import dataclass, field
from brochure.glyphs.faces import Face
from brochure.glyphs.fallback import Missing, NoGlyph
from brochure.glyphs.harfbuzz import Point
from brochure.glyphs.smooth import joined

_TOLERANCE = 0.0015  # of an em: 0.006 mm in a numeral of 8 pt


@lru_cache(maxsize=256)
def outline(face: Face, text: str, fill: Colour | None = None, *, script: str = "Latn", rtl: bool = False) -> Drawing:
    """Draw a text of one line, of one script and direction, in font units.

    The drawing stands on the baseline and is as high as a capital, so that numerals drawn one by one have one size;
    round forms reach a little beyond it. It is as wide as its ink.

    Raises:
        NoGlyph: characters that the face lacks.
        ValueError: nothing to be seen.
    """
    missing = tuple(Missing(character, at) for at, character in enumerate(text) if not face.has(character))
    if missing:
        raise NoGlyph(missing)
    pen = _Pen()
    x = 0
    for shaped in face.font.shape(text, "", "", script=script, language="en", rtl=rtl, features=()):
        pen.x, pen.y = x + shaped.dx, shaped.dy
        face.font.draw(shaped.glyph, pen)
        x += shaped.advance
    points = [point for segment in pen.path for point in _points(segment)]
    if not points:
        raise ValueError(f"nothing to be seen in {text!r}")
    left = min(x for x, _ in points)
    smooth = joined(pen.path, _TOLERANCE * face.units_per_em)
    path = tuple(Segment(step.kind, _moved(step.numbers, -left)) for step in smooth)
    return Drawing(max(x for x, _ in points) - left, face.cap_height, (PathPiece(path, fill=fill),))


@lru_cache(maxsize=1024)
def path_of(face: Face, glyph: int) -> tuple[Segment, ...]:
    """The outline of one glyph, in font units."""
    pen = _Pen()
    face.font.draw(glyph, pen)
    return tuple(pen.path)


@dataclass(slots=True)
class _Pen:
    """Collects outlines; names and turns of phrase are those of fontTools pens."""

    x: float = 0.0
    y: float = 0.0
    path: list[Segment] = field(default_factory=list)
    _here: Point = (0.0, 0.0)

    def moveTo(self, point: Point) -> None:  # noqa: N802
        self._step("m", point)

    def lineTo(self, point: Point) -> None:  # noqa: N802
        self._step("l", point)

    def curveTo(self, *points: Point) -> None:  # noqa: N802
        self._step("c", *points)

    def qCurveTo(self, *points: Point) -> None:  # noqa: N802
        """A quadratic curve, raised to a cubic one: each handle lies two thirds of the way to the only one it had."""
        (handle_x, handle_y), (end_x, end_y) = points
        start_x, start_y = self._here
        first = (start_x + (handle_x - start_x) * 2 / 3, start_y + (handle_y - start_y) * 2 / 3)
        second = (end_x + (handle_x - end_x) * 2 / 3, end_y + (handle_y - end_y) * 2 / 3)
        self._step("c", first, second, points[1])

    def closePath(self) -> None:  # noqa: N802
        self.path.append(Segment("h"))

    def _step(self, kind: str, *points: Point) -> None:
        numbers = tuple(number for x, y in points for number in (x + self.x, y + self.y))
        self.path.append(Segment(kind, numbers))  # type: ignore[arg-type]  # only the four letters above
        self._here = points[-1]


def _points(segment: Segment) -> list[Point]:
    numbers = segment.numbers
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def _moved(numbers: tuple[float, ...], by: float) -> tuple[float, ...]:
    return tuple(number if at % 2 else number + by for at, number in enumerate(numbers))
