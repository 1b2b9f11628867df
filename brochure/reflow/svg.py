"""Drawings as inline SVG: nothing is fetched."""

from collections.abc import Iterator
from html import escape
from zlib import crc32

from brochure.base.art import ClipPath, Drawing, Gradient, Layer, Paint, PathPiece, Piece, Segment
from brochure.base.colour import hex_name
from brochure.base.matrix import Matrix
from brochure.reflow.pixels import data_of

_LINE = 4  # numbers in the axis of a gradient along a line


def svg_of(drawing: Drawing, *, alt: str = "", css_class: str = "") -> str:
    """One `<svg>` with the drawing; without words for it, it is hidden from a reader who listens."""
    spoken = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true" focusable="false"'
    named = f' class="{escape(css_class)}"' if css_class else ""
    box = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    return f'<svg{named} viewBox="{box}" {spoken}>{_SvgWriter(drawing, css_class).written()}</svg>'


class _SvgWriter:
    """Writes the pieces of one drawing; what they refer to comes first, under names that no other drawing has."""

    def __init__(self, drawing: Drawing, css_class: str) -> None:
        self.drawing = drawing
        self.css_class = css_class
        self.turned = Matrix(d=-1.0, f=drawing.height)  # y downwards, as SVG counts
        self.defs: list[str] = []

    def written(self) -> str:
        pieces = "".join(map(self._piece, self.drawing.pieces))
        return f"<defs>{''.join(self.defs)}</defs>{pieces}" if self.defs else pieces

    def _piece(self, piece: Piece) -> str:
        if isinstance(piece, PathPiece):
            return self._path(piece)
        if isinstance(piece, Layer):
            inside = "".join(map(self._piece, piece.pieces))
            opacity = f' opacity="{_number(piece.opacity)}"' if piece.opacity != 1 else ""
            for clip in piece.clips:
                inside = f'<g clip-path="url(#{self._clip(clip)})">{inside}</g>'
            return f"<g{opacity}>{inside}</g>" if opacity or not piece.clips else inside
        place = Matrix(d=-1.0, f=1.0).then(piece.matrix).then(self.turned)
        how = 'width="1" height="1" preserveAspectRatio="none"'
        return f'<image {how} href="{data_of(piece.picture)}" transform="{_matrix(place)}"/>'

    def _path(self, piece: PathPiece) -> str:
        plane = self.turned
        marks = self._paint("fill", piece.fill, piece.fill_opacity, plane) if piece.fill else ['fill="none"']
        if piece.fill and piece.even_odd:
            marks.append('fill-rule="evenodd"')
        filled = f'<path d="{self._steps(piece)}" {" ".join(marks)}/>' if piece.pen and piece.fill else ""
        if piece.stroke:
            if piece.pen:  # all that the path says is then said in the plane of its pen
                marks, plane = ['fill="none"'], piece.pen.inverse
            marks += [*self._paint("stroke", piece.stroke, piece.stroke_opacity, plane), *_line(piece)]
        if piece.pen is None:
            return f'<path d="{self._steps(piece)}" {" ".join(marks)}/>'
        path = "".join(_step(segment.through(piece.pen.inverse), 0, up=1) for segment in piece.path)
        return f'{filled}<path d="{path}" {" ".join(marks)} transform="{_matrix(piece.pen.then(self.turned))}"/>'

    def _steps(self, piece: PathPiece | ClipPath) -> str:
        return "".join(_step(segment, self.drawing.height) for segment in piece.path)

    def _paint(self, name: str, paint: Paint, opacity: float, plane: Matrix) -> list[str]:
        colour = f"url(#{self._gradient(paint, plane)})" if isinstance(paint, Gradient) else hex_name(paint.screen)
        sheer = [f'{name}-opacity="{_number(opacity)}"'] if opacity != 1 else []
        return [f'{name}="{colour}"', *sheer]

    def _gradient(self, gradient: Gradient, plane: Matrix) -> str:
        is_line = len(gradient.axis) == _LINE
        names = ("x1", "y1", "x2", "y2") if is_line else ("fx", "fy", "fr", "cx", "cy", "r")
        axis = " ".join(f'{name}="{_number(part)}"' for name, part in zip(names, gradient.axis, strict=True))
        stops = "".join(
            f'<stop offset="{_number(stop.at)}" stop-color="{hex_name(stop.colour.screen)}"'
            + (f' stop-opacity="{_number(stop.opacity)}"/>' if stop.opacity != 1 else "/>")
            for stop in gradient.stops
        )
        how = f'gradientUnits="userSpaceOnUse" gradientTransform="{_matrix(gradient.matrix.then(plane))}"'
        return self._defined("linearGradient" if is_line else "radialGradient", f"{axis} {how}", stops)

    def _clip(self, clip: ClipPath) -> str:
        rule = ' clip-rule="evenodd"' if clip.even_odd else ""
        return self._defined("clipPath", "", f'<path d="{self._steps(clip)}"{rule}/>')

    def _defined(self, tag: str, marks: str, inside: str) -> str:
        """The name of a part that others refer to; one of its own in each class, for a class may be hidden."""
        name = f"p{crc32(f'{self.css_class} {tag} {marks} {inside}'.encode()):08x}"
        written = f'<{tag} id="{name}" {marks}>{inside}</{tag}>'
        if written not in self.defs:
            self.defs.append(written)
        return name


def _line(piece: PathPiece) -> Iterator[str]:
    yield f'stroke-width="{_number(piece.stroke_width)}"'
    yield f'stroke-linecap="{piece.cap}"'
    yield f'stroke-linejoin="{piece.join}"'
    yield f'stroke-miterlimit="{_number(piece.miter_limit)}"'
    if piece.dash:
        yield f'stroke-dasharray="{" ".join(map(_number, piece.dash))}"'
        yield f'stroke-dashoffset="{_number(piece.dash_start)}"'


def _matrix(matrix: Matrix) -> str:
    return f"matrix({' '.join(f'{round(part, 6) + 0.0:.9g}' for part in matrix)})"


def _step(segment: Segment, height: float, *, up: int = -1) -> str:
    """A step of the path with y downwards, as SVG counts, or upwards where that is turned by all around it."""
    if segment.kind == "h":
        return "Z"
    if segment.kind == "re":
        left, bottom, width, tall = segment.numbers
        x, y, across, rise = (_number(part) for part in (left, height + up * bottom, width, up * tall))
        return f"M{x} {y}h{across}v{rise}H{x}Z"
    numbers = (height + up * number if at % 2 else number for at, number in enumerate(segment.numbers))
    return segment.kind.upper() + " ".join(_number(number) for number in numbers)


def _number(value: float) -> str:
    """A number without digits that nobody can see, and without a negative zero."""
    return f"{round(value, 4) + 0.0:.7g}"
