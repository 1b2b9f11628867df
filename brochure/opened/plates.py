"""Each ink of a page as a grey page of its own: content rewritten so that every colour becomes the share of one ink.

A plate is an ordinary page, so that any renderer of PDF can show it. Objects knock out what lies below them, unless
they overprint and leave this ink alone (ISO 32000-1, 8.6.7 and 11.7.4).
"""

from collections.abc import Mapping, Sequence
from typing import Any

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.interpret import DEEPEST_FORM, FILLS, MOST_STATES, SHOWS, STROKES
from brochure.opened.lexer import Name, Operation, TooMuch, operations
from brochure.opened.objects import Raw
from brochure.opened.pictures import plate_picture
from brochure.opened.pixels import Separator, Unpaintable
from brochure.opened.plate_file import PlateFile
from brochure.opened.spaces import PROCESS, REGISTRATION, SpaceColour, space_of
from brochure.opened.state import GraphicsState, Resources

_MOST_STEPS = 3_000_000
_EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)
_FILL_ONLY = {"B": "f", "b": "f", "B*": "f*", "b*": "f*"}
_STROKE_ONLY = {"B": "S", "b": "s", "B*": "S", "b*": "s"}
_DROPPED = frozenset({"ri", "cs", "CS", "sc", "SC", "scn", "SCN", "g", "G", "rg", "RG", "k", "K"})


class Platemaker:
    """Writes the plates of pages into one file."""

    def __init__(self, press: Separator) -> None:
        self.press = press
        self.file = PlateFile()
        self.cut: dict[int, list[Operation]] = {}
        self.unmeasured: set[str] = set()
        self.steps = 0

    def add(self, page: Raw, media: Sequence[float], plate: str) -> None:
        """Add one plate of one page.

        Raises:
            TooMuch: the page draws more than any page needs.
            Unpaintable: what it draws makes no sense.
        """
        resources = Resources(objects.inherited(page, "Resources"))
        source = objects.content_of(page)
        run = _Plate(self, plate, GraphicsState(_EVERYWHERE))
        try:
            content = run.rewrite(source, objects.identity(page), resources, 0)
        except (ArithmeticError, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as fault:
            raise Unpaintable(f"its drawing makes no sense ({type(fault).__name__})") from None
        self.file.add_page(content, media)

    def operations(self, source: bytes, identity: int) -> list[Operation]:
        """The operations of a stream, cut once for all plates."""
        if identity not in self.cut:
            self.cut[identity] = list(operations(source))
        return self.cut[identity]


class _Ink(NamedTuple):
    """What a colour does on one plate."""

    share: float
    paints: bool  # False: what lies below shows through


class _Plate:
    def __init__(self, maker: Platemaker, plate: str, state: GraphicsState) -> None:
        self.maker = maker
        self.file = maker.file
        self.plate = plate
        self.state = state

    def ink(self, colour: SpaceColour, overprints: bool) -> _Ink:
        """The share of this plate's ink, and whether it is painted at all."""
        solid = colour.solid
        inks = self.inks(solid)
        share = inks.get(self.plate, inks.get(REGISTRATION, 0.0))
        if not overprints:
            return _Ink(share, True)
        if solid.space.model == "inks":
            return _Ink(share, self.plate in inks or REGISTRATION in inks)
        if self.plate not in PROCESS:
            return _Ink(share, False)
        nonzero_only = self.state.opm == 1 and solid.space.family in ("DeviceCMYK", "DeviceGray")
        return _Ink(share, share > 0 or not nonzero_only)

    def inks(self, colour: SpaceColour) -> Mapping[str, float]:
        """Shares by name, colours of light converted."""
        match colour.space.model:
            case "rgb":
                return dict(zip(PROCESS, self.maker.press.ink(*(*colour.values, 0.0, 0.0, 0.0)[:3]), strict=True))
            case "lab":
                light = (*colour.values, 0.0)[0] / 100
                return dict(zip(PROCESS, self.maker.press.ink(light, light, light), strict=True))
        return colour.inks

    def rewrite(self, source: bytes, identity: int, resources: Resources, depth: int) -> bytes:
        """The content with every colour as grey, and every resource under its name in the plates' file."""
        out: list[bytes] = [self._colour(False), self._colour(True)]
        stack: list[GraphicsState] = []
        for each in self.maker.operations(source, identity):
            self.maker.steps += 1
            if self.maker.steps > _MOST_STEPS:
                raise TooMuch("more marks than a page needs")
            name = each.operator
            if name == "q" and len(stack) < MOST_STATES:
                stack.append(self.state.copy())
            elif name == "Q":
                if not stack:
                    continue
                self.state = stack.pop()
            out.append(self._operation(each, source, resources, depth))
        out += [b"Q"] * len(stack)
        if stack:
            self.state = stack[0]
        return b"\n".join(out)

    def _operation(self, each: Operation, source: bytes, resources: Resources, depth: int) -> bytes:
        name, state = each.operator, self.state
        plain = source[each.start : each.end]
        if name in FILLS or name in STROKES:
            return self._path(name)
        if name in SHOWS:
            return self._text(plain)
        changed = state.change(name, each.operands, resources)
        if name in _DROPPED:
            return self._colour(name.isupper(), resources, depth) if name != "ri" else b""
        if changed and name != "gs":
            return plain
        return self._named(each, plain, resources, depth)

    def _named(  # noqa: PLR0911 - one return for each operator
        self, each: Operation, plain: bytes, resources: Resources, depth: int
    ) -> bytes:
        last = str(each.operands[-1]) if each.operands else ""
        match each.operator:
            case "gs":
                return self.file.use("ExtGState", resources.find("ExtGState", last), b"gs")
            case "Tf" if len(each.operands) >= 2:
                size = f"{float(each.operands[1]):f} Tf".encode()
                return self.file.use("Font", resources.find("Font", str(each.operands[0])), size)
            case "Do":
                return self._draw(resources.find("XObject", last), resources, depth)
            case "sh":
                return self._shade(resources.find("Shading", last))
            case "BI":
                return self._inline(each.operands, plain, resources)
            case "BDC" if len(each.operands) > 1 and isinstance(each.operands[-1], Name):
                layer = resources.find("Properties", last)
                if layer is None:
                    return b"/Span BMC"
                return self.file.use("Properties", layer, b"BDC", before=b"/%b " % str(each.operands[0]).encode())
        return plain

    def _colour(self, stroke: bool, resources: Resources | None = None, depth: int = 0) -> bytes:
        colour = self.state.stroke if stroke else self.state.fill
        if colour.pattern and resources is not None:
            return self._pattern(colour, stroke, resources, depth)
        return b"%.4f %b" % (1 - self.ink(colour, False).share, b"G" if stroke else b"g")

    def _path(self, name: str) -> bytes:
        state = self.state
        fills = name in FILLS and self.ink(state.fill, state.over_fill).paints
        strokes = name in STROKES and self.ink(state.stroke, state.over_stroke).paints
        if fills == (name in FILLS) and strokes == (name in STROKES):
            return name.encode()
        return (_FILL_ONLY.get(name, "n") if fills else _STROKE_ONLY.get(name, "n") if strokes else "n").encode()

    def _text(self, plain: bytes) -> bytes:
        state = self.state
        kind, clips = state.mode % 4, state.mode // 4
        fills = kind in (0, 2) and self.ink(state.fill, state.over_fill).paints
        strokes = kind in (1, 2) and self.ink(state.stroke, state.over_stroke).paints
        seen = 2 if fills and strokes else 0 if fills else 1 if strokes else 3
        if seen == kind:
            return plain
        return b"%d Tr\n%b\n%d Tr" % (seen + 4 * clips, plain, state.mode)

    def _draw(self, raw: Raw, resources: Resources, depth: int) -> bytes:
        thing = objects.value(raw)
        match objects.name(objects.get(thing, "Subtype")):
            case "Image":
                return self._picture(raw, thing)
            case "Form" if depth < DEEPEST_FORM:
                kept = self.state
                self.state = kept.copy()
                inner = objects.get(thing, "Resources")
                inner_resources = Resources(inner, resources) if inner else resources
                content = self.rewrite(objects.data_of(thing), objects.identity(raw), inner_resources, depth + 1)
                self.state = kept
                return self.file.add_form(thing, content)
        return b""

    def _picture(self, raw: Raw, thing: Raw) -> bytes:
        state = self.state
        if objects.flag(objects.get(thing, "ImageMask")):
            if not self.ink(state.fill, state.over_fill).paints:
                return b""
            return self.file.use("XObject", raw, b"Do")
        known = self.file.known_picture(objects.identity(raw), self.plate)
        if known:
            return known
        try:
            pixels = plate_picture(thing, self.plate, self.maker.press, self.inks)
        except Unpaintable as fault:
            self.maker.unmeasured.add(f"a picture ({fault})")
            return b""
        return self.file.add_picture(objects.identity(raw), self.plate, thing, pixels)

    def _inline(self, operands: list[Any], plain: bytes, resources: Resources) -> bytes:
        head = operands[0] if operands and isinstance(operands[0], dict) else {}
        if head.get("IM", head.get("ImageMask")):
            return plain if self.ink(self.state.fill, self.state.over_fill).paints else b""
        thing = self.file.inline_picture(head, operands[1] if len(operands) > 1 else b"", resources.space)
        try:
            return self.file.add_picture(
                0, self.plate, thing, plate_picture(thing, self.plate, self.maker.press, self.inks)
            )
        except Unpaintable as fault:
            self.maker.unmeasured.add(f"a picture ({fault})")
            return b""

    def _shares_along(self, shading: Raw) -> bytes | None:
        """The grey of this plate at 65 places of a gradient's axis; None where it has another kind of colours."""
        from brochure.opened.functions import function_of  # noqa: PLC0415 - few pages have gradients

        space = space_of(objects.get(shading, "ColorSpace"))
        function = function_of(objects.get(shading, "Function"))
        if int(objects.number(objects.get(shading, "ShadingType"))) not in (2, 3) or function is None:
            return None
        low, high = (objects.numbers(objects.get(shading, "Domain")) or (0.0, 1.0))[:2]
        places = [low + (high - low) * step / 64 for step in range(65)]
        shares = [self.ink(SpaceColour(space, function((place,))), False).share for place in places]
        return bytes(round(255 * (1 - min(max(share, 0.0), 1.0))) for share in shares)

    def _shade(self, shading: Raw) -> bytes:
        greys = self._shares_along(shading)
        if greys is None:
            self.maker.unmeasured.add("a gradient of free shape")
            return b""
        return self.file.add_shading(objects.value(shading), greys, b"sh")

    def _pattern(self, colour: SpaceColour, stroke: bool, resources: Resources, depth: int) -> bytes:
        pattern = objects.value(resources.find("Pattern", colour.pattern))
        if int(objects.number(objects.get(pattern, "PatternType"))) == 2:
            greys = self._shares_along(objects.get(pattern, "Shading"))
            if greys is None:
                self.maker.unmeasured.add("a gradient of free shape")
                return b"1 G" if stroke else b"1 g"
            return self.file.add_shading_pattern(pattern, greys, stroke=stroke)
        if pattern is None or depth >= DEEPEST_FORM:
            return b"1 G" if stroke else b"1 g"
        kept, self.state = self.state, GraphicsState(_EVERYWHERE)
        if int(objects.number(objects.get(pattern, "PaintType"))) == 2:
            self.state.fill = self.state.stroke = colour.solid._replace(pattern="")
        inner = Resources(objects.get(pattern, "Resources"), resources)
        content = self.rewrite(objects.data_of(pattern), objects.identity(pattern), inner, depth + 1)
        self.state = kept
        return self.file.add_tiling(pattern, content, stroke=stroke)
