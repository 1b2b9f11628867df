"""Runs the content of a page, forms and all, and writes down each mark that it makes. Source: ISO 32000-1, 8 and 9."""

from collections.abc import Callable
from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.opened import objects
from brochure.opened.fonts import FoundFont
from brochure.opened.lexer import Name, TooMuch, operations
from brochure.opened.marks import Mark, MarkLook, Path, PictureMark, Seen, Shading
from brochure.opened.objects import Raw
from brochure.opened.spaces import GRAY, Space, space_of
from brochure.opened.state import GraphicsState, Resources, matrix_of
from brochure.opened.writing import Writing

MOST_MARKS = 400_000
DEEPEST_FORM = 16
MOST_STATES = 512
_MOST_STEPS = 3_000_000  # operators of a page with all its forms, however often they are drawn
_MOST_PARTS = 64
_CLOCK_STEP = 2_000
_FLAT = 0.001

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
SHOWS = frozenset({"Tj", "TJ", "'", '"'})


def marks_of(page: Raw, media: Box, fonts: dict[int, FoundFont], *, in_time: Callable[[], bool] = lambda: True) -> Seen:
    """The marks of a page. What comes after damage, or after the time is up, is left out and said so."""
    run = _Run(GraphicsState(media), fonts, in_time)
    damage = ""
    try:
        run.stream(objects.content_of(page), Resources(objects.inherited(page, "Resources")), depth=0)
    except (TooMuch, objects.Unreadable) as fault:
        damage = str(fault)
    except (ArithmeticError, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as fault:
        damage = f"its drawing makes no sense ({type(fault).__name__})"
    return Seen(tuple(run.marks), tuple(run.groups), run.transfers, run.postscript, damage)


class _Run:
    def __init__(self, state: GraphicsState, fonts: dict[int, FoundFont], in_time: Callable[[], bool]) -> None:
        self.state = state
        self.fonts = fonts
        self.in_time = in_time
        self.stack: list[GraphicsState] = []
        self.marks: list[Mark] = []
        self.groups: list[str] = []
        self.transfers = self.postscript = False
        self.open: list[tuple[str, int | None, str]] = []  # tag, MCID, layer of marked content
        self.steps = 0
        self.owner = 0
        self.writing = Writing()
        self._start_path()

    def stream(self, source: bytes, resources: Resources, *, depth: int) -> None:
        """Run one content stream."""
        for each in operations(source):
            self.steps += 1
            if self.steps > _MOST_STEPS or len(self.marks) > MOST_MARKS:
                raise TooMuch("more marks than a page needs")
            if self.steps % _CLOCK_STEP == 0 and not self.in_time():
                raise TooMuch("it takes too long to read")
            self._step(each.operator, each.operands, resources, depth)

    def _step(self, operator: str, operands: list[Any], resources: Resources, depth: int) -> None:
        state = self.state
        if operator in _PATH:
            _PATH[operator](self, operands)
        elif operator in SHOWS:
            font = state.font
            if font is not None:
                self.marks += self.writing.show(
                    operator, operands, state, self._look(_text_fills(state), _text_strokes(state))
                )
        elif operator in FILLS or operator in STROKES or operator == "n":
            self._paint(operator)
        elif operator == "Tf" and len(operands) >= 2:
            state.font, state.size = self._font(resources.find("Font", str(operands[0]))), float(operands[1])
        elif not state.change(operator, operands, resources) and not self.writing.move(operator, operands, state):
            self._other(operator, operands, resources, depth)
        self.transfers = self.transfers or state.transfers

    def _other(self, operator: str, operands: list[Any], resources: Resources, depth: int) -> None:
        match operator:
            case "q" if len(self.stack) < MOST_STATES:
                self.stack.append(self.state.copy())
            case "Q" if self.stack:
                self.state = self.stack.pop()
            case "cm":
                self.state.matrix = matrix_of(operands).then(self.state.matrix)
            case "W" | "W*":
                self.clips = True
            case "Do" if operands:
                self._draw(resources.find("XObject", str(operands[-1])), resources, depth)
            case "sh" if operands:
                shading = resources.find("Shading", str(operands[-1]))
                self._add(
                    Shading(self.state.clip, self._look(True, False), space_of(objects.get(shading, "ColorSpace")))
                )
            case "BI":
                self._inline(operands, resources)
            case "BMC" | "BDC":
                self._begin(operands, resources)
            case "EMC" if self.open:
                self.open.pop()

    def _font(self, raw: Raw) -> FoundFont:
        number = objects.identity(raw)
        if number not in self.fonts:
            self.fonts[number] = FoundFont(objects.value(raw))
        return self.fonts[number]

    def _begin(self, operands: list[Any], resources: Resources) -> None:
        tag = str(operands[0]) if operands else ""
        said = operands[1] if len(operands) > 1 else None
        mcid, layer = None, ""
        if isinstance(said, dict):
            mcid = said.get(Name("MCID"))
        elif isinstance(said, Name):
            found = objects.value(resources.find("Properties", said))
            number = objects.number(objects.get(found, "MCID"), -1)
            mcid = int(number) if number >= 0 else None
            layer = _layer_name(found) if tag == "OC" else ""
        self.open.append((tag, mcid if isinstance(mcid, int) else None, layer))

    def _look(self, fills: bool, strokes: bool) -> MarkLook:
        state = self.state
        return MarkLook(
            fill=state.fill,
            stroke=state.stroke,
            fills=fills,
            strokes=strokes,
            overprints_fill=state.over_fill,
            overprints_stroke=state.over_stroke,
            overprint_mode=state.opm,
            alpha=min([state.fill_alpha] * fills + [state.stroke_alpha] * strokes, default=1.0),
            blend=state.blend,
            soft_mask=state.soft_mask,
            artifact=any(tag == "Artifact" for tag, _, _ in self.open),
            mcid=next((mcid for _, mcid, _ in reversed(self.open) if mcid is not None), None),
            owner=self.owner,
            layer=next((layer for _, _, layer in reversed(self.open) if layer), ""),
        )

    def _add(self, mark: Mark) -> None:
        self.marks.append(mark)

    # Paths

    def _start_path(self) -> None:
        self.parts: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.clips = False
        self.straight = True

    def _close_part(self) -> None:
        if self.points:
            xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
            self.parts.append(Box(min(xs), min(ys), max(xs), max(ys)))
            self.points = []

    def _move(self, operands: list[Any]) -> None:
        self._close_part()
        self.points = [self.state.matrix.at(*operands[-2:])]

    def _line(self, operands: list[Any]) -> None:
        self.points.append(self.state.matrix.at(*operands[-2:]))

    def _curve(self, operands: list[Any]) -> None:
        """Control points stand for the curve: the box is a little wide where they lie outside."""
        self.straight = False
        for x, y in zip(operands[::2], operands[1::2], strict=False):
            self.points.append(self.state.matrix.at(x, y))

    def _rectangle(self, operands: list[Any]) -> None:
        self._close_part()
        x, y, width, height = operands[-4:]
        self.points = [self.state.matrix.at(a, b) for a in (x, x + width) for b in (y, y + height)]
        self._close_part()

    def _paint(self, operator: str) -> None:
        self._close_part()
        if self.parts:
            around = _around(self.parts)
            if operator != "n":
                self._add_path(operator, around)
            if self.clips:
                self.state.clip = self.state.clip.common(around)
        self._start_path()

    def _add_path(self, operator: str, around: Box) -> None:
        state, strokes = self.state, operator in STROKES
        half = state.width * state.matrix.least_scale / 2 if strokes else 0.0
        # A level or upright line grows sideways only: most lines end where their path ends.
        wide = 0.0 if around.height < _FLAT < around.width else half
        high = 0.0 if around.width < _FLAT < around.height else half
        clip = state.clip
        parts = self.parts if len(self.parts) <= _MOST_PARTS else [around]
        seen = clip.common(around.shrink(-wide, -high, -wide, -high))
        if seen.width <= 0 and seen.height <= 0 and not strokes:
            return
        width = state.width * state.matrix.least_scale
        look = self._look(operator in FILLS, strokes)
        cut = tuple(clip.common(part) for part in parts)
        self._add(Path(seen, look, cut, width if strokes else 0.0, state.dashed, self.straight))

    # Forms and pictures

    def _draw(self, raw: Raw, resources: Resources, depth: int) -> None:
        thing = objects.value(raw)
        match objects.name(objects.get(thing, "Subtype")):
            case "Image":
                if objects.get(thing, "OPI") is not None:
                    self.postscript = True
                space = objects.get(thing, "ColorSpace")
                self._picture(thing, space_of(space) if space is not None else GRAY, objects.identity(raw))
            case "Form":
                self._form(thing, resources, depth)
            case "PS":
                self.postscript = True

    def _form(self, form: Raw, resources: Resources, depth: int) -> None:
        if depth >= DEEPEST_FORM:
            raise TooMuch(f"forms {DEEPEST_FORM} deep")
        if objects.name(objects.get(form, "Group", "S")) == "Transparency":
            space = objects.get(form, "Group", "CS")
            self.groups.append(space_of(space).model if space is not None else "")
        if objects.name(objects.get(form, "Subtype2")) == "PS" or objects.get(form, "OPI") is not None:
            self.postscript = True
        kept, kept_stack, kept_open, owner = self.state, self.stack, list(self.open), self.owner
        self.state, self.stack = kept.copy(), []
        self.state.matrix = matrix_of(objects.get(form, "Matrix")).then(kept.matrix)
        box = objects.box(objects.get(form, "BBox"))
        if box is not None:
            self.state.clip = kept.clip.common(self.state.matrix.box(*box))
        layer = objects.get(form, "OC")
        if layer is not None:
            self.open.append(("OC", None, _layer_name(layer)))
        if objects.get(form, "StructParents") is not None:
            self.owner = objects.identity(form)
        inner = objects.get(form, "Resources")
        self.stream(objects.data_of(form), Resources(inner, resources) if inner else resources, depth=depth + 1)
        self.state, self.stack, self.open, self.owner = kept, kept_stack, kept_open, owner
        self._start_path()

    def _inline(self, operands: list[Any], resources: Resources) -> None:
        if len(operands) != 2 or not isinstance(operands[0], dict):
            return
        head = operands[0]
        named = head.get("CS", head.get("ColorSpace"))
        space = resources.space(str(named)) if isinstance(named, Name) else GRAY
        width, height = (int(head.get(short, head.get(long)) or 0) for short, long in (("W", "Width"), ("H", "Height")))
        mask = bool(head.get("IM", head.get("ImageMask", False)))
        bits = 1 if mask else int(head.get("BPC", head.get("BitsPerComponent")) or 8)
        self._place(PictureMark(
            self.state.clip, self._look(True, False), width, height, 0.0, 0.0, space, bits, mask,
            0, False, False,
        ))  # fmt: skip

    def _picture(self, raw: Raw, space: Space, identity: int) -> None:
        mask = objects.flag(objects.get(raw, "ImageMask"))
        self._place(PictureMark(
            self.state.clip, self._look(True, False), int(objects.number(objects.get(raw, "Width"))),
            int(objects.number(objects.get(raw, "Height"))), 0.0, 0.0, space,
            1 if mask else int(objects.number(objects.get(raw, "BitsPerComponent"), 8)), mask, identity,
            objects.get(raw, "SMask") is not None, objects.get(raw, "Alternates") is not None,
        ))  # fmt: skip

    def _place(self, picture: PictureMark) -> None:
        matrix = self.state.matrix
        box = self.state.clip.common(matrix.box(0, 0, 1, 1))
        self._add(picture._replace(box=box, width=matrix.along_scale, height=matrix.up_scale))


def _around(parts: list[Box]) -> Box:
    return Box(
        min(part.left for part in parts),
        min(part.bottom for part in parts),
        max(part.right for part in parts),
        max(part.top for part in parts),
    )


def _layer_name(raw: Raw) -> str:
    return objects.text(objects.get(raw, "Name")) or "unnamed"


def _text_fills(state: GraphicsState) -> bool:
    return state.mode in (0, 2, 4, 6)


def _text_strokes(state: GraphicsState) -> bool:
    return state.mode in (1, 2, 5, 6)


def _nothing(_run: _Run, _operands: list[Any]) -> None:
    """`h` closes a subpath: its box stays the same."""


_PATH: dict[str, Callable[[_Run, list[Any]], None]] = {
    "m": _Run._move,
    "l": _Run._line,
    "c": _Run._curve,
    "v": _Run._curve,
    "y": _Run._curve,
    "re": _Run._rectangle,
    "h": _nothing,
}
__all__ = ["FILLS", "SHOWS", "STROKES", "Matrix", "marks_of"]
