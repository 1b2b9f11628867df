"""Runs the content of a page, forms and all, and writes down each mark that it makes. Source: ISO 32000-1, 8 and 9."""

from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.fonts import FoundFont
from brochure.opened.lexer import Name, TooMuch, operations
from brochure.opened.marks import GlyphRun, Mark, MarkLook, Path, PictureMark, Seen, Shading
from brochure.opened.objects import Raw
from brochure.opened.shapes import PATH, Trace, around_all, inline_picture, placed_picture, tile_count
from brochure.opened.spaces import SpaceColour, space_of
from brochure.opened.state import LEVEL, GraphicsState, Resources, matrix_of
from brochure.opened.work import (
    BLENDED,
    CLEAR,
    GRADIENT,
    GROUP,
    MASKED,
    MOST_KEPT,
    PER_BYTE,
    PER_FORM,
    PER_LETTER,
    PER_MAP_BYTE,
    PER_PICTURE_PIXEL,
    PER_TILE,
    PLAIN,
    Work,
)
from brochure.opened.writing import Writing

DEEPEST_FORM = 16
MOST_STATES = 512
_MOST_PARTS = 64
_FLAT = 0.001
_EVERYWHERE = Box(-1e6, -1e6, 1e6, 1e6)

_NEW_FONT = 30  # units

FILLS = frozenset({"f", "F", "f*", "B", "B*", "b", "b*"})
STROKES = frozenset({"S", "s", "B", "B*", "b", "b*"})
SHOWS = frozenset({"Tj", "TJ", "'", '"'})
COLOURS = frozenset({"cs", "CS", "sc", "SC", "scn", "SCN", "g", "G", "rg", "RG", "k", "K"})
_CURVES = frozenset({"c", "v", "y"})


def marks_of(page: Raw, media: Box, fonts: dict[int, FoundFont], work: Work) -> Seen:
    """The marks of a page. What comes after damage, or after the work is spent, is left out and said so."""
    run = _Run(media, fonts, work)
    damage, is_cut = "", False
    try:
        run.stream(objects.content_of(page), Resources(objects.inherited(page, "Resources")), depth=0)
    except (TooMuch, objects.Unreadable) as fault:
        damage, is_cut = str(fault), True
    except (ArithmeticError, ValueError, TypeError, IndexError, KeyError, AttributeError, RecursionError) as fault:
        damage = f"its drawing makes no sense ({type(fault).__name__})"
    marks, inner = (tuple(run.outer), (*run.inner, *run.marks)) if run.area else (tuple(run.marks), tuple(run.inner))
    return Seen(marks, tuple(run.groups), run.transfers, run.postscript, damage, inner, is_cut, work.spent)


class _Opened(NamedTuple):
    """Marked content that is open."""

    tag: str
    mcid: int | None
    layer: str
    language: str = ""


class _Run:
    def __init__(self, media: Box, fonts: dict[int, FoundFont], work: Work) -> None:
        self.state = GraphicsState(media)
        self.media = media
        self.fonts = fonts
        self.work = work
        self.stack: list[GraphicsState] = []
        self.marks: list[Mark] = []
        self.kept = 0.0
        self.groups: list[str] = []
        self.transfers = self.postscript = False
        self.open: list[_Opened] = []
        self.owner = 0
        self.writing = Writing()
        self.base = LEVEL  # in which patterns are placed: that of the page, or of the form around
        self.inner: list[Mark] = []
        self.outer: list[Mark] = []  # marks of the page while something inside them is run
        self.area: Box | None = None  # of the mark that is painted with what is run
        self.has_ink = True  # False: colours come from outside, and none is set
        self.met: set[object] = set()  # what was run inside marks
        self.trace = Trace()

    def stream(self, source: bytes, resources: Resources, *, depth: int) -> None:
        """Run one content stream."""
        self.work.take(len(source) * PER_BYTE)
        for each in operations(source):
            self.work.take(2 if each.operator in _CURVES else 1)
            self._step(each.operator, each.operands, resources, depth)

    def _step(self, operator: str, operands: list[Any], resources: Resources, depth: int) -> None:
        state = self.state
        if operator in PATH:
            self.trace.go(operator, operands, state.matrix)
        elif operator in SHOWS:
            if state.font is not None:
                self._show(operator, operands, state, depth)
        elif operator in COLOURS and not self.has_ink:
            return
        elif operator in FILLS or operator in STROKES or operator == "n":
            self._paint(operator, depth)
        elif operator == "Tf" and len(operands) >= 2:
            state.font, state.size = self._font(resources.find("Font", str(operands[0]))), _figure(operands[1])
        elif not state.change(operator, operands, resources) and not self.writing.move(operator, operands, state):
            self._other(operator, operands, resources, depth)
        elif operator == "gs" and operands and state.soft_mask:
            self._mask(objects.get(resources.find("ExtGState", str(operands[-1])), "SMask", "G"), resources, depth)
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
                self.trace.clips = True
            case "Do" if operands:
                self._draw(resources.find("XObject", str(operands[-1])), resources, depth)
            case "sh" if operands:
                shading = resources.find("Shading", str(operands[-1]))
                self.work.cover(self.state.clip, self.media, GRADIENT)
                self._add(
                    Shading(self.state.clip, self._look(True, False), space_of(objects.get(shading, "ColorSpace")))
                )
            case "BI" if len(operands) == 2 and isinstance(operands[0], dict):
                self._place(inline_picture(operands[0], resources, self._look(True, False)), depth)
            case "d1" if self.area is not None:
                self.has_ink = False
            case "BMC" | "BDC":
                self._begin(operands, resources)
            case "EMC" if self.open:
                self.open.pop()

    def _font(self, raw: Raw) -> FoundFont:
        number = objects.identity(raw)
        if number not in self.fonts:
            self.fonts[number] = FoundFont(objects.value(raw))
            self.work.take(_NEW_FONT + self.fonts[number].weight * PER_MAP_BYTE)
        return self.fonts[number]

    def _begin(self, operands: list[Any], resources: Resources) -> None:
        tag = str(operands[0]) if operands else ""
        said = operands[1] if len(operands) > 1 else None
        mcid, layer, language = None, "", ""
        if isinstance(said, dict):
            mcid = said.get(Name("MCID"))
            language = _language_of(said.get(Name("Lang")))
        elif isinstance(said, Name):
            found = objects.value(resources.find("Properties", said))
            number = objects.number(objects.get(found, "MCID"), -1)
            mcid = int(number) if number >= 0 else None
            language = objects.text(objects.get(found, "Lang"))
            layer = _layer_name(found) if tag == "OC" else ""
        self.open.append(_Opened(tag, mcid if isinstance(mcid, int) else None, layer, language))

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
            artifact=any(each.tag == "Artifact" for each in self.open),
            mcid=next((each.mcid for each in reversed(self.open) if each.mcid is not None), None),
            owner=self.owner,
            layer=next((each.layer for each in reversed(self.open) if each.layer), ""),
            language=next((each.language for each in reversed(self.open) if each.language), ""),
        )

    def _add(self, mark: Mark) -> None:
        """Note a mark, and spend what it costs to paint."""
        look = mark.look
        self.kept += 1 + (len(mark.glyphs) / 6 if isinstance(mark, GlyphRun) else 0)
        self.kept += len(mark.parts) / 8 if isinstance(mark, Path) else 0
        if self.kept > MOST_KEPT:
            raise TooMuch(f"it has more than {MOST_KEPT} marks")
        each = MASKED if look.soft_mask else CLEAR if look.alpha < 1 else PLAIN
        self.work.cover(mark.box, self.media, BLENDED if look.blend != "Normal" else each)
        self.marks.append(mark)

    # Paths

    def _paint(self, operator: str, depth: int) -> None:
        self.trace.close_part()
        if self.trace.parts:
            around = around_all(self.trace.parts)
            if operator != "n":
                self._add_path(operator, around, depth)
            if self.trace.clips:
                self.state.clip = self.state.clip.common(around)
        self.trace = Trace()

    def _add_path(self, operator: str, around: Box, depth: int) -> None:
        state, strokes = self.state, operator in STROKES
        half = state.width * state.matrix.least_scale / 2 if strokes else 0.0
        # A level or upright line grows sideways only: most lines end where their path ends.
        wide = 0.0 if around.height < _FLAT < around.width else half
        high = 0.0 if around.width < _FLAT < around.height else half
        clip = state.clip
        parts = self.trace.parts if len(self.trace.parts) <= _MOST_PARTS else [around]
        seen = clip.common(around.shrink(-wide, -high, -wide, -high))
        if seen.width <= 0 and seen.height <= 0 and not strokes:
            return
        width = state.width * state.matrix.least_scale
        look = self._look(operator in FILLS, strokes)
        cut = tuple(clip.common(part) for part in parts)
        self._add(Path(seen, look, cut, width if strokes else 0.0, state.dashed, self.trace.straight))
        self._patterns(look, seen, depth)

    # Forms and pictures

    def _draw(self, raw: Raw, resources: Resources, depth: int) -> None:
        thing = objects.value(raw)
        match objects.name(objects.get(thing, "Subtype")):
            case "Image":
                if objects.get(thing, "OPI") is not None:
                    self.postscript = True
                self._place(placed_picture(thing, objects.identity(raw), self._look(True, False)), depth)
            case "Form":
                self._form(thing, resources, depth)
            case "PS":
                self.postscript = True

    def _form(self, form: Raw, resources: Resources, depth: int) -> None:
        if depth >= DEEPEST_FORM:
            raise TooMuch(f"forms {DEEPEST_FORM} deep")
        self.work.take(PER_FORM)
        if objects.name(objects.get(form, "Group", "S")) == "Transparency":
            space = objects.get(form, "Group", "CS")
            self.groups.append(space_of(space).model if space is not None else "")
            self.work.cover(self.state.clip, self.media, GROUP)
        if objects.name(objects.get(form, "Subtype2")) == "PS" or objects.get(form, "OPI") is not None:
            self.postscript = True
        kept, kept_stack, kept_open, owner = self.state, self.stack, list(self.open), self.owner
        base, self.base = self.base, matrix_of(objects.get(form, "Matrix")).then(kept.matrix)
        self.state, self.stack = kept.copy(), []
        self.state.matrix = self.base
        box = objects.box(objects.get(form, "BBox"))
        if box is not None:
            self.state.clip = kept.clip.common(self.state.matrix.box(*box))
        layer = objects.get(form, "OC")
        if layer is not None:
            self.open.append(_Opened("OC", None, _layer_name(layer)))
        if objects.get(form, "StructParents") is not None:
            self.owner = objects.identity(form)
        inner = objects.get(form, "Resources")
        self.stream(objects.data_of(form), Resources(inner, resources) if inner else resources, depth=depth + 1)
        self.state, self.stack, self.open, self.owner, self.base = kept, kept_stack, kept_open, owner, base
        self.trace = Trace()

    def _place(self, picture: PictureMark, depth: int) -> None:
        matrix = self.state.matrix
        box = self.state.clip.common(matrix.box(0, 0, 1, 1))
        self.work.take(max(0, picture.width_px * picture.height_px) * PER_PICTURE_PIXEL)
        self._add(picture._replace(box=box, width=matrix.along_scale, height=matrix.up_scale))
        if picture.is_mask:
            self._patterns(picture.look, box, depth)

    # What marks are painted with

    def _show(self, operator: str, operands: list[Any], state: GraphicsState, depth: int) -> None:
        look = self._look(_text_fills(state), _text_strokes(state))
        start = self.writing.pen
        shown = operands[-1] if operands and isinstance(operands[-1], list) else operands[-1:]
        self.work.take(sum(len(part) for part in shown if isinstance(part, bytes)) * PER_LETTER)
        for run in self.writing.show(operator, operands, state, look):
            self._add(run)
            self._patterns(look, run.box, depth)
            if state.font is not None and state.font.glyphs and state.mode != 3:
                self._drawn_glyphs(state.font, shown, start, run.box, depth)

    def _drawn_glyphs(self, font: FoundFont, shown: list[Any], pen: Matrix, area: Box, depth: int) -> None:
        """The drawings of the letters of a Type 3 font, each once at each size. Source: ISO 32000-1, 9.6.5."""
        state = self.state.copy()
        scale = Matrix(state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise)
        state.matrix = font.matrix.then(scale).then(pen).then(state.matrix)
        state.clip, state.width, state.dashed = _EVERYWHERE, 1.0, False
        size = round(state.matrix.mean_scale / (font.matrix.mean_scale or 1.0), 1)
        for code in {code for part in shown if isinstance(part, bytes) for code in part}:
            self._inside(font.glyphs.get(code), (size,), state, area, Resources(font.resources), depth)

    def _patterns(self, look: MarkLook, area: Box, depth: int) -> None:
        """What the colours of a mark are, where they are patterns. Source: ISO 32000-1, 8.7."""
        state = self.state
        chosen = ((look.fills, state.fill, state.fill_pattern), (look.strokes, state.stroke, state.stroke_pattern))
        for paints, colour, named in chosen:
            pattern = objects.value(named) if paints and colour.pattern else None
            if int(objects.number(objects.get(pattern, "PatternType"))) == 2:
                self.work.cover(area, self.media, GRADIENT)
                space = space_of(objects.get(pattern, "Shading", "ColorSpace"))
                self.inner.append(Shading(area, look._replace(fills=True, strokes=False), space))
            elif pattern is not None:
                self._tiles(pattern, colour, area, depth)

    def _tiles(self, pattern: Raw, colour: SpaceColour, area: Box, depth: int) -> None:
        state = GraphicsState(_EVERYWHERE, matrix_of(objects.get(pattern, "Matrix")).then(self.base))
        cell = objects.box(objects.get(pattern, "BBox"))
        if cell is None:
            return
        state.clip = state.matrix.box(*cell)
        is_outlined = int(objects.number(objects.get(pattern, "PaintType"))) == 2
        if is_outlined:
            state.fill = state.stroke = colour.solid._replace(pattern="")
        before = self.work.left
        key = (colour,) if is_outlined else ()
        inner = Resources(objects.get(pattern, "Resources"))
        self._inside(pattern, key, state, area, inner, depth, has_ink=not is_outlined)
        count = tile_count(pattern, state.matrix, state.clip, area.common(self.media))
        # A cell that is larger than what it fills is not kept as pixels: it is drawn as often as it is laid.
        is_large = state.clip.width > area.width or state.clip.height > area.height
        self.work.take(count * (max(1.0, before - self.work.left) if is_large else PER_TILE))

    def _mask(self, form: Raw, resources: Resources, depth: int) -> None:
        """The form of a soft mask. Source: ISO 32000-1, 11.6.5.2."""
        if form is None:
            return
        state = GraphicsState(_EVERYWHERE, matrix_of(objects.get(form, "Matrix")).then(self.state.matrix))
        inner = objects.get(form, "Resources")
        found = Resources(inner, resources) if inner else resources
        self._inside(form, (), state, self.state.clip, found, depth)

    def _inside(  # noqa: PLR0913 - what is run, how often, and in what
        self,
        source: Raw,
        key: tuple[object, ...],
        state: GraphicsState,
        area: Box,
        resources: Resources,
        depth: int,
        *,
        has_ink: bool = True,
    ) -> None:
        """Run what a mark is painted with: once for each key, its own marks in the box of that mark."""
        if source is None or (objects.identity(source), *key) in self.met:
            return
        if depth >= DEEPEST_FORM:
            raise TooMuch(f"forms and patterns {DEEPEST_FORM} deep")
        self.met.add((objects.identity(source), *key))
        kept = {name: getattr(self, name) for name in _KEPT_OUTSIDE}
        self.state, self.stack, self.marks, self.writing = state, [], [], Writing()
        self.base, self.has_ink, self.area = state.matrix, has_ink, self.area or area
        self.outer = self.outer if kept["area"] else kept["marks"]
        self.stream(objects.data_of(source), resources, depth=depth + 1)
        self.inner += [mark._replace(box=self.area) for mark in self.marks]
        for name, value in kept.items():
            setattr(self, name, value)


_KEPT_OUTSIDE = (
    "state", "stack", "marks", "writing", "base", "has_ink", "area", "outer", "open", "owner", "trace",
)  # fmt: skip


def _figure(operand: Any) -> float:
    """A number.

    Raises:
        ValueError: it is none.
    """
    if isinstance(operand, bool) or not isinstance(operand, (int, float)):
        raise ValueError
    return float(operand)


def _language_of(said: object) -> str:
    """What a property list in the content itself says."""
    if not isinstance(said, bytes):
        return ""
    return said.decode("utf-16" if said[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "replace")


def _layer_name(raw: Raw) -> str:
    return objects.text(objects.get(raw, "Name")) or "unnamed"


def _text_fills(state: GraphicsState) -> bool:
    return state.mode in (0, 2, 4, 6)


def _text_strokes(state: GraphicsState) -> bool:
    return state.mode in (1, 2, 5, 6)


__all__ = ["FILLS", "SHOWS", "STROKES", "Matrix", "marks_of"]
