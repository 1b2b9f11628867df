"""Elements of a drawing in, its pieces out; what cannot be kept becomes a finding at its element."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from brochure.base.art import ClipPath, Layer, Paint, PathPiece, Piece, Segment
from brochure.base.colour import Colour
from brochure.base.findings import BadInput
from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import replace
from brochure.content.svg_bounds import around, cuts_nothing, ink_box
from brochure.content.svg_css import CssError, CssRule, SvgStyles, read_rules
from brochure.content.svg_look import (
    PROPERTIES,
    OwnLook,
    RefusedError,
    SvgLook,
    SvgPaint,
    SvgSpot,
    first_look,
    read_look,
    refuse_square_dots,
)
from brochure.content.svg_path import (
    LARGEST_NUMBER,
    MOST_NUMBERS,
    ForeignUnitError,
    TooLongError,
    UnreadableError,
    path_segments,
)
from brochure.content.svg_shapes import Viewport, read_length, read_transform, shape_segments
from brochure.content.svg_tree import DEEPEST, EXPORT, MOST_ELEMENTS, SIMPLIFY, SvgElement, SvgFaults, shown
from brochure.content.svg_window import read_fit, read_view_box
from brochure.content.svg_words import IDLE_ATTRIBUTES, SHAPES, UNSEEN_ELEMENTS

LARGEST_STROKE = 100_000.0

_BOX = frozenset({"x", "y", "width", "height"})
_OWN: dict[str, frozenset[str]] = {
    "svg": _BOX | {"viewBox", "preserveAspectRatio", "xmlns", "enable-background"},
    "use": _BOX | {"href"},
    "image": _BOX | {"href", "preserveAspectRatio", "type"},
    "path": frozenset({"d"}),
    "rect": _BOX | {"rx", "ry"},
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
_TO_PATHS = "convert text to paths"
_REMEDIES = {
    "text": _TO_PATHS,
    "tspan": _TO_PATHS,
    "textPath": _TO_PATHS,
    "pattern": "flatten patterns: fill the shape with one plain colour",
    "foreignObject": "delete it, or draw it as paths",
    "a": "ungroup it; links belong in the leaflet",
}


class SvgPainter:
    """One drawing with its parts, styles and limits."""

    def __init__(self, root: SvgElement, file: str, palette: Mapping[str, Colour], faults: SvgFaults) -> None:
        self.root, self.file, self.palette, self.faults = root, file, palette, faults
        self.parts: dict[str, SvgElement] = {}
        rules: list[CssRule] = []
        for element in _all(root):
            self.parts.setdefault(element.attributes.get("id", ""), element)
            if element.tag == "style":
                with self._told(element):
                    rules += read_rules(element)
        self.parts.pop("", None)
        self.styles = SvgStyles(tuple(rules))
        self._first = first_look(palette)
        self._decimals = self._elements = self._numbers = 0

    def draw(self, look: SvgLook, viewport: Viewport, decimals: int) -> tuple[Piece, ...]:
        """All pieces of the drawing, in the plane to which the matrix of `look` leads, with so many decimals."""
        self._first, self._decimals, self._elements, self._numbers = look, decimals, 0, 0
        return self._element(self.root, SvgSpot(look, viewport))

    @contextmanager
    def _told(self, element: SvgElement) -> Iterator[None]:
        """What is raised inside becomes a finding at the element."""
        name, place = f"<{shown(element.tag)}>", element.place
        try:
            yield
        except CssError as fault:
            self.faults.add(fault.code, _at(name, fault.message), fault.hint, place)
        except RefusedError as first:
            for each in (first, *first.others):
                self.faults.add(each.code, _at(name, each.message), each.hint, place)
        except TooLongError as fault:
            self.faults.stop("svg-too-large", f"{name}: {fault}", SIMPLIFY, place)
        except ForeignUnitError as fault:
            self.faults.add("svg-unsupported", f"{name}: {fault}", "write it in the units of the viewBox", place)
        except UnreadableError as fault:
            self.faults.add("svg-damaged", f"{name}: {fault}", EXPORT, place)

    def _element(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        if element.tag in UNSEEN_ELEMENTS:
            return ()
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            message = f"drawing has over {MOST_ELEMENTS} elements, copies with them"
            self.faults.stop("svg-too-large", message, SIMPLIFY, element.place)
        if spot.depth > DEEPEST:
            message = f"elements are nested over {DEEPEST} deep, copies with them"
            self.faults.stop("svg-too-large", message, "ungroup them", element.place)
        with self._told(element):
            draw = self._way(element)
            is_root = element is self.root
            said = self.styles.of(element, PROPERTIES)
            strange = _strange(element)
            look, own = read_look(said, spot.look, self.palette, spot.viewport, is_root=is_root, faults=strange)
            if not own.is_drawn:
                return ()
            moved = read_transform(element.attributes.get("transform", ""))
            if element.tag == "svg" and moved != Matrix():  # viewers differ on where it turns
                raise RefusedError("svg-unsupported", "the whole drawing is transformed", "transform a group within it")
            placed = replace(look, matrix=moved.then(spot.look.matrix))
            spot = spot._replace(look=placed, depth=spot.depth + 1)
            return self._layered(draw(element, spot), element, own, spot)
        return ()

    def _way(self, element: SvgElement) -> Callable[[SvgElement, SvgSpot], tuple[Piece, ...]]:
        """How an element is drawn.

        Raises:
            RefusedError: it is not.
        """
        tag = element.tag
        ways = {
            "g": self._children,
            "use": self._copy,
            "image": self._image,
            "switch": self._switch,
            "svg": self._window,
        }
        way = self._shape if tag in SHAPES else ways.get(tag)
        if way is None:
            hint = _REMEDIES.get(tag, "convert it to paths, or delete it")
            raise RefusedError("svg-unsupported", f"<{shown(tag)}> cannot be drawn", hint)
        return self._children if element is self.root else way

    def _children(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        return tuple(piece for child in element.children for piece in self._element(child, spot))

    def _switch(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        """The first child that asks for nothing; one that asks for an extension of a drawing program is passed over."""
        for child in element.children:
            asked = child.attributes.get("requiredExtensions", "")
            if asked.startswith("http://ns.adobe.com/"):
                continue
            return self._element(child, spot)
        return ()

    def _shape(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        for child in element.children:
            hint = "put it beside the shape, not inside"
            raise RefusedError(
                "svg-unsupported", f"<{shown(child.tag)}> inside <{element.tag}> is drawn by no viewer", hint
            )
        path, look = self._path(element, spot), spot.look
        if not path or not look.is_visible:
            return ()
        # Some viewers show a hair line where a path without an inside is filled.
        fill, sheer = self._paint(look.fill, look.fill_opacity, path, spot) if element.tag != "line" else (None, 1.0)
        stroke, stroke_sheer = self._paint(look.stroke, look.stroke_opacity, path, spot)
        placed = self._placed(path, look.matrix)
        filled = PathPiece(placed, fill, even_odd=look.even_odd, fill_opacity=sheer)
        if stroke is None or not look.stroke_width:
            return (filled,) if fill else ()
        refuse_square_dots(look, placed)
        if look.dash and "pathLength" in element.attributes:
            raise RefusedError("svg-unsupported", "'pathLength' measures dashes of its own", "expand the dashes")
        both = _stroked(filled, stroke, look, self._decimals)._replace(stroke_opacity=stroke_sheer)
        if both.stroke_width > LARGEST_STROKE:
            raise UnreadableError(f"stroke-width {both.stroke_width:g} is too large")
        if look.stroke_first and fill:
            return both._replace(fill=None, even_odd=False, fill_opacity=1.0), filled
        return (both,)

    def _path(self, element: SvgElement, spot: SvgSpot) -> tuple[Segment, ...]:
        """The steps of a shape in its own plane; counted, for a copy draws them again."""
        given = element.attributes
        is_path = element.tag == "path"
        drawn = path_segments(_d(given)) if is_path else shape_segments(element.tag, given, spot.viewport)
        self._numbers += sum(len(segment.numbers) or 1 for segment in drawn)
        if self._numbers > MOST_NUMBERS:
            raise TooLongError(f"paths have over {MOST_NUMBERS} numbers together")
        return drawn

    def _paint(
        self, paint: SvgPaint, opacity: float, path: tuple[Segment, ...], spot: SvgSpot
    ) -> tuple[Paint | None, float]:
        """What fills or strokes a path, and how opaque it is."""
        paint = spot.look.color if paint.is_current else paint
        if not paint.part:
            sheer = round(opacity * paint.opacity, 4)
            return (paint.colour, sheer) if paint.colour and sheer else (None, 1.0)
        from brochure.content.svg_paint import SvgGradients  # noqa: PLC0415 - most drawings have plain colours

        gradients = SvgGradients(self.parts, self.styles, self.palette)
        found, own = gradients.paint(paint.part, path, spot.look.matrix, spot.viewport)
        sheer = round(opacity * own, 4)
        return (found, sheer) if found and sheer else (None, 1.0)

    def _placed(self, path: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
        moved = tuple(_rounded(segment.through(matrix), self._decimals) for segment in path)
        # A figure that is none is not under the limit either.
        if not all(abs(number) <= LARGEST_NUMBER for segment in moved for number in segment.numbers):
            raise UnreadableError("shape lies too far outside the drawing")
        return moved

    def _copy(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        target = element.attributes.get("href", "")
        if not target.startswith("#"):
            message = f"<use> refers to '{shown(target)}' outside the drawing"
            raise RefusedError("svg-external", message, "copy the shape into the drawing")
        name = target[1:]
        part = self.parts.get(name)
        if part is None or name in spot.copies:
            how = "is not in the drawing" if part is None else "holds its own copy"
            raise RefusedError("svg-unsupported", f"'#{shown(name)}' {how}", "expand copies (unlink clones)")
        x, y = (self._length(element, side, spot) for side in ("x", "y"))
        spot = spot._replace(copies=(*spot.copies, name))
        spot = _moved(spot, Matrix(e=x, f=y))
        if part.tag not in {"symbol", "svg"}:
            return self._element(part, spot)
        given = dict(part.attributes)
        given |= {side: element.attributes[side] for side in ("width", "height") if side in element.attributes}
        resized = SvgElement("svg", given, part.place)
        resized.children = part.children
        return self._element(resized, spot)

    def _window(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        """A drawing within the drawing, or a symbol."""
        given = element.attributes
        x, y = (self._length(element, side, spot) for side in ("x", "y"))
        sides = (self._length(element, side, spot, "100%") for side in ("width", "height"))
        size = Viewport(*sides)
        if size.width <= 0 or size.height <= 0:
            return ()
        spot = _moved(spot, Matrix(e=x, f=y))
        clip = ClipPath(self._placed(_rectangle(Box(0, 0, *size)), spot.look.matrix))
        box = read_view_box(given["viewBox"]) if given.get("viewBox", "").strip() else None
        inside = spot._replace(viewport=size)
        if box is not None:
            if box.width <= 0 or box.height <= 0:
                return ()
            fit = read_fit(given.get("preserveAspectRatio", ""))
            inside = _moved(inside, fit.matrix(box, size))._replace(viewport=Viewport(box.width, box.height))
        pieces = self._children(element, inside)
        overflow = self.styles.of(element, PROPERTIES).get("overflow", "hidden").lower()
        if overflow in {"visible", "auto"} or not pieces or cuts_nothing(clip, around(map(ink_box, pieces))):
            return pieces
        return (Layer(pieces, (clip,)),)

    def _image(self, element: SvgElement, spot: SvgSpot) -> tuple[Piece, ...]:
        if not spot.look.is_visible:
            return ()
        from brochure.content.svg_image import image_piece  # noqa: PLC0415 - few drawings hold pixels

        frame = [self._length(element, side, spot) for side in ("x", "y")]
        if any(element.attributes.get(side, "auto").strip() == "auto" for side in ("width", "height")):
            raise RefusedError("svg-unsupported", "<image> does not say its size", "write its width and height")
        sides = [self._length(element, side, spot) for side in ("width", "height")]
        try:
            piece, window = image_piece(element, frame, sides, self.file)
        except BadInput as fault:
            (finding,) = fault.findings
            raise RefusedError(finding.code, finding.message, finding.hint) from fault
        if piece is None:
            return ()
        placed = piece._replace(matrix=piece.matrix.then(spot.look.matrix))
        if window is None:
            return (placed,)
        return (Layer((placed,), (ClipPath(self._placed(_rectangle(window), spot.look.matrix)),)),)

    def _length(self, element: SvgElement, name: str, spot: SvgSpot, default: str = "0") -> float:
        written = element.attributes.get(name, "").strip()
        return read_length(default if written in {"", "auto"} else written, spot.viewport.along(name))

    def _layered(
        self, pieces: tuple[Piece, ...], element: SvgElement, own: OwnLook, spot: SvgSpot
    ) -> tuple[Piece, ...]:
        """The pieces of an element cut off by its clips and seen through as one."""
        clips: tuple[ClipPath, ...] = ()
        if own.clip and pieces:
            from brochure.content.svg_clip import SvgClips  # noqa: PLC0415 - few drawings are cut

            found = SvgClips(self).clips(own.clip, element, spot)
            if found is None:
                return ()
            ink = around(map(ink_box, pieces))
            clips = tuple(clip for clip in found if not cuts_nothing(clip, ink))
        if not pieces or own.opacity == 0:
            return ()
        if own.opacity == 1:
            return (Layer(pieces, clips),) if clips else pieces
        alone = pieces[0] if len(pieces) == 1 and not clips else None
        if isinstance(alone, PathPiece) and (alone.fill is None or alone.stroke is None):
            fill, stroke = (round(each * own.opacity, 4) for each in (alone.fill_opacity, alone.stroke_opacity))
            return (
                alone._replace(
                    fill_opacity=fill if alone.fill else 1.0, stroke_opacity=stroke if alone.stroke else 1.0
                ),
            )
        return (Layer(pieces, clips, round(own.opacity, 4)),)

    def around(self, element: SvgElement, spot: SvgSpot) -> SvgLook:
        """What an element inherits where it is written, in the plane of a spot that refers to it."""
        if element.parent is None:
            return replace(self._first, matrix=spot.look.matrix)
        said = self.styles.of(element.parent, PROPERTIES)
        is_root = element.parent is self.root
        look = self.around(element.parent, spot)
        return read_look(said, look, self.palette, spot.viewport, is_root=is_root)[0]

    def shape_path(self, element: SvgElement, spot: SvgSpot) -> tuple[Segment, ...]:
        """The path of a shape in its own plane."""
        if strange := _strange(element):
            raise RefusedError.together(strange)
        return self._path(element, spot)

    def placed(self, path: tuple[Segment, ...], matrix: Matrix) -> tuple[Segment, ...]:
        """A path where it lies in the drawing."""
        return self._placed(path, matrix)


def _strange(element: SvgElement) -> list[RefusedError]:
    """A fault for each attribute that is not known."""
    fine = _OWN.get(element.tag, frozenset()) | IDLE_ATTRIBUTES | PROPERTIES
    strange = (name for name in element.attributes if name not in fine and not name.startswith(("data-", "aria-")))
    told = (f"<{element.tag}> has '{shown(name)}', which is not known" for name in strange)
    return [RefusedError("svg-unsupported", each, "delete it") for each in told]


def _at(name: str, message: str) -> str:
    """A message with the element that it is about, where it does not begin with one."""
    return message if message.startswith("<") else f"{name}: {message}"


def _all(element: SvgElement) -> Iterator[SvgElement]:
    yield element
    for child in element.children:
        yield from _all(child)


def _d(given: Mapping[str, str]) -> str:
    written = given.get("d", "")
    return "" if written.strip() == "none" else written


def _moved(spot: SvgSpot, matrix: Matrix) -> SvgSpot:
    return spot._replace(look=replace(spot.look, matrix=matrix.then(spot.look.matrix)))


def _rectangle(box: Box) -> tuple[Segment, ...]:
    left, bottom, right, top = box
    sides = ((right, bottom), (right, top), (left, top))
    return (Segment("m", (left, bottom)), *(Segment("l", side) for side in sides), Segment("h"))


def _rounded(segment: Segment, decimals: int) -> Segment:
    return Segment(segment.kind, tuple(round(number, decimals) + 0.0 for number in segment.numbers))


def _stroked(piece: PathPiece, stroke: Paint, look: SvgLook, decimals: int) -> PathPiece:
    """The piece with a stroke as wide as its look says; an uneven transform makes the pen uneven."""
    mean = look.matrix.mean_scale
    pen = None
    if not look.matrix.is_even:
        a, b, c, d = (part / mean for part in look.matrix[:4])
        pen = Matrix(a, b, c, d)
    dash = tuple(round(length * mean, decimals) for length in look.dash)
    width = round(look.stroke_width * mean, decimals)
    start = round(look.dash_start * mean, decimals)
    lines = piece._replace(stroke=stroke, stroke_width=width, dash=dash, dash_start=start)
    return lines._replace(cap=look.cap, join=look.join, miter_limit=look.miter_limit, pen=pen)
