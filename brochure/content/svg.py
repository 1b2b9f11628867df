"""SVG files to drawings: bytes go in, plain paths come out.

What can be kept exactly is kept; everything else is refused by name and place, with the way to mend it. Nothing is
fetched, no entity is expanded, no script or style sheet is read.
"""

import math
from collections.abc import Mapping
from typing import NoReturn
from xml.parsers import expat

from brochure.base.art import Drawing, PathPiece, Segment
from brochure.base.code_names import Code
from brochure.base.colour import Colour
from brochure.base.findings import BadInput, Finding
from brochure.base.matrix import Matrix
from brochure.base.origin import Origin
from brochure.content.svg_look import (
    RefusedError,
    SvgLook,
    brand_colour,
    reaches_out,
    read_look,
    refuse_square_dots,
    shown,
)
from brochure.content.svg_path import (
    LARGEST_NUMBER,
    MOST_NUMBERS,
    ForeignUnitError,
    TooLongError,
    UnreadableError,
    path_segments,
    read_numbers,
)
from brochure.content.svg_shapes import read_length, shape_segments

LARGEST_FILE = 1_000_000  # bytes
MOST_ELEMENTS = 20_000
DEEPEST = 64
LARGEST_SIDE = 100_000.0  # of the view box, in its own units
MOST_FINDINGS = 20
LONGEST_EXCERPT = 200  # letters
# Decimals that are kept, by the longer side of the view box.
_DECIMALS = ((100.0, 3), (10.0, 4), (0.0, 6))

_SVG = "http://www.w3.org/2000/svg"  # the name of the format, never looked up
_GROUPS = frozenset({"g", "defs"})
_SHAPES = frozenset({"path", "rect", "circle", "ellipse", "line", "polyline", "polygon"})
_SILENT = frozenset({"title", "desc", "metadata"})

_EXPORT = "export it again as plain SVG"
_SIMPLIFY = "simplify the drawing"
_TO_PATHS = "convert text to paths"
_FLATTEN = "flatten it to plain filled paths"
_PLAIN_COLOUR = "flatten gradients and patterns: fill the shape with one plain colour"
_REMEDIES = {
    "text": _TO_PATHS,
    "tspan": _TO_PATHS,
    "textPath": _TO_PATHS,
    "image": "trace it to paths, or give it as a picture of its own",
    "use": "expand copies (unlink clones) to shapes of their own",
    "symbol": "expand symbols to shapes",
    "linearGradient": _PLAIN_COLOUR,
    "radialGradient": _PLAIN_COLOUR,
    "pattern": _PLAIN_COLOUR,
    "clipPath": "cut the shapes themselves (intersect the paths)",
    "mask": _FLATTEN,
    "filter": _FLATTEN,
    "marker": "convert the stroke to a path",
    "style": "write the colours on the shapes (export with presentation attributes)",
    "script": "delete it",
    "foreignObject": "delete it, or draw it as paths",
    "svg": "ungroup the inner drawing",
    "a": "ungroup it; links belong in the leaflet",
    "switch": "ungroup it",
}


def read_svg(data: bytes, *, file: str, palette: Mapping[str, Colour]) -> Drawing:
    """The drawing of an SVG file, with the origin at the bottom left of its view box and y upwards.

    `palette` gives the brand's colour for `#rrggbb` in small letters; a colour that it lacks is named by its hex text
    and has no recipe for the press. Shapes that reach over the view box are kept whole, and the drawing says so.

    Raises:
        BadInput: svg-damaged, svg-external, svg-unsupported or svg-too-large, each with its place in the file.
    """
    if len(data) > LARGEST_FILE:
        message = f"drawing has {len(data)} bytes, {LARGEST_FILE} are allowed"
        raise BadInput(Finding("svg-too-large", message, Origin(file, 1, 1), _SIMPLIFY))
    return _SvgReader(data, file, palette).read()


class _SvgReader:
    """Walks through the elements once; gathers pieces and findings."""

    def __init__(self, data: bytes, file: str, palette: Mapping[str, Colour]) -> None:
        self._data, self._file, self._palette = data, file, palette
        self._findings: list[Finding] = []
        self._pieces: list[PathPiece] = []
        self._width = self._height = 0.0
        self._decimals = 0
        self._looks = [SvgLook(Matrix(), brand_colour("black", palette))]
        self._elements = self._numbers = self._depth = 0
        self._skipped = 0  # depth within an element that is not drawn
        self._in_defs = False
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype

    def read(self) -> Drawing:
        """The whole drawing; raises what was found instead, if anything was."""
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as fault:
            self._stop("svg-damaged", f"drawing is not XML: {expat.ErrorString(fault.code)}", _EXPORT)
        except (LookupError, ValueError):  # from the codec that the file asks for
            self._stop("svg-damaged", "drawing is in an unknown encoding", "save it as UTF-8")
        if self._findings:
            raise BadInput(*self._findings)
        if not self._pieces:
            self._stop("svg-damaged", "drawing holds nothing to see", _EXPORT)
        clipped = any(reaches_out(piece, self._width, self._height) for piece in self._pieces)
        return Drawing(self._width, self._height, tuple(self._pieces), clipped)

    def _doctype(self, _name: str, system: str | None, _public: str | None, _subset: int) -> None:
        code: Code = "svg-external" if system else "svg-unsupported"
        self._stop(code, "drawing has a <!DOCTYPE>", "delete it, with its entities")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count_element()
        space, _, tag = name.rpartition(" ")
        if self._skipped:
            self._skipped += 1
        elif self._depth == 1:
            self._open(tag, attributes)
        elif space not in {"", _SVG} or tag in _SILENT:
            self._skipped = 1
        elif self._in_defs or tag not in _SHAPES | _GROUPS:
            self._refuse(tag, attributes)
        else:
            self._draw(tag, attributes)

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        else:
            self._looks.pop()
            self._in_defs = False  # nothing inside defs is opened, so this is its own end

    def _count_element(self) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS:
            self._stop("svg-too-large", f"drawing has over {MOST_ELEMENTS} elements", _SIMPLIFY)
        if self._depth > DEEPEST:
            self._stop("svg-too-large", f"elements are nested over {DEEPEST} deep", "ungroup them")

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Read the size from the outermost element, and turn y upwards."""
        if tag != "svg":
            self._stop("svg-damaged", f"<{shown(tag)}> is not an SVG drawing", _EXPORT)
        try:
            left, top, width, height = _view_box(attributes)
        except UnreadableError as fault:
            self._stop("svg-unsupported", f"size of the drawing: {fault}", 'write viewBox="0 0 WIDTH HEIGHT" on <svg>')
        if not (0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE):
            message = f"drawing is {width:g} by {height:g} units; a side may be up to {LARGEST_SIDE:g}"
            self._stop("svg-too-large", message, "resize it, or mend its viewBox")
        self._decimals = next(decimals for side, decimals in _DECIMALS if max(width, height) >= side)
        self._width, self._height = round(width, self._decimals), round(height, self._decimals)
        upright = Matrix(d=-1.0, e=-left, f=top + height)
        self._looks = [SvgLook(upright, self._looks[0].fill)]
        self._draw(tag, attributes)

    def _refuse(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._skipped = 1
        hint = _REMEDIES.get(tag, "convert it to paths, or delete it")
        target = next((value.strip() for name, value in attributes.items() if name.split(" ")[-1] == "href"), "#")
        if not target.startswith("#"):
            self._fault("svg-external", f"<{shown(tag)}> refers to '{shown(target)}' outside the drawing", hint)
        elif tag == "style" and self._style_fetches():
            self._fault("svg-external", "<style> refers to another file", hint)
        else:
            place = " in <defs>" if self._in_defs else ""
            self._fault("svg-unsupported", f"<{shown(tag)}>{place} cannot be drawn", hint)

    def _style_fetches(self) -> bool:
        start = self._parser.CurrentByteIndex
        text = self._data[start : self._data.find(b"</", start)].lower()
        return b"@import" in text or b"url(" in text

    def _draw(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._in_defs = tag == "defs"
        try:
            look = read_look(attributes, self._looks[-1], self._palette)
            if tag in _SHAPES:
                self._add_piece(tag, attributes, look)
        except RefusedError as fault:
            self._fault(fault.code, f"<{tag}>: {fault.message}", fault.hint)
        except TooLongError as fault:
            self._stop("svg-too-large", f"<{tag}>: {fault}", _SIMPLIFY)
        except ForeignUnitError as fault:
            self._fault("svg-unsupported", f"<{tag}>: {fault}", "write it in the units of the viewBox")
        except UnreadableError as fault:
            self._fault("svg-damaged", f"<{tag}>: {fault}", _EXPORT)
        else:
            self._looks.append(look)
            return
        self._skipped = 1
        self._in_defs = False

    def _add_piece(self, tag: str, attributes: Mapping[str, str], look: SvgLook) -> None:
        drawn = path_segments(attributes.get("d", "")) if tag == "path" else shape_segments(tag, attributes)
        self._numbers += sum(len(segment.numbers) or 1 for segment in drawn)
        if self._numbers > MOST_NUMBERS:
            raise TooLongError(f"paths have over {MOST_NUMBERS} numbers together")
        # Some viewers show a hair line where a path without an inside is filled.
        fill = look.fill if tag != "line" else None
        stroke = look.stroke if look.stroke_width else None
        if not drawn or not (fill or stroke):
            return
        path = tuple(_moved(segment, look.matrix, self._decimals) for segment in drawn)
        width = round(look.stroke_width * look.matrix.mean_scale, self._decimals) if stroke else 0.0
        if width > LARGEST_SIDE:
            raise UnreadableError(f"stroke-width {width:g} is too large")
        if stroke is None:
            self._pieces.append(PathPiece(path, fill, even_odd=look.even_odd))
            return
        refuse_square_dots(look, path)
        ends = (look.cap, look.join, look.miter_limit)
        self._pieces.append(PathPiece(path, fill, stroke, width, look.even_odd, *ends))

    def _fault(self, code: Code, message: str, hint: str) -> None:
        self._findings.append(Finding(code, message, self._origin(), hint))
        if len(self._findings) >= MOST_FINDINGS:
            raise BadInput(*self._findings)

    def _stop(self, code: Code, message: str, hint: str) -> NoReturn:
        self._findings.append(Finding(code, message, self._origin(), hint))
        raise BadInput(*self._findings)

    def _origin(self) -> Origin:
        line, column = self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1
        written = self._data.split(b"\n", line)[line - 1 : line]
        excerpt = written[0].decode("utf-8", "replace").rstrip() if written else ""
        return Origin(self._file, line, column, excerpt if len(excerpt) <= LONGEST_EXCERPT else "")


def _view_box(attributes: Mapping[str, str]) -> tuple[float, float, float, float]:
    """Left, top, width and height, from `viewBox` or else from `width` and `height`."""
    if "viewBox" in attributes:
        match read_numbers(attributes["viewBox"]):
            case [left, top, width, height]:
                return left, top, width, height
            case numbers:
                raise UnreadableError(f"viewBox has {len(numbers)} numbers, not 4")
    if "width" not in attributes or "height" not in attributes:
        raise UnreadableError("neither a viewBox nor width and height")
    return 0.0, 0.0, read_length(attributes["width"]), read_length(attributes["height"])


def _moved(segment: Segment, matrix: Matrix, decimals: int) -> Segment:
    pairs = zip(segment.numbers[::2], segment.numbers[1::2], strict=True)
    numbers = tuple(round(number, decimals) + 0.0 for pair in pairs for number in matrix.at(*pair))
    if not all(math.isfinite(number) and abs(number) <= LARGEST_NUMBER for number in numbers):
        raise UnreadableError("shape lies too far outside the drawing")
    return Segment(segment.kind, numbers)
