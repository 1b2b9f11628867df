"""Text operators: where each glyph of a shown text comes to lie. Source: ISO 32000-1, 9.4."""

from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.opened.marks import Glyph, GlyphRun, MarkLook
from brochure.opened.state import LEVEL, GraphicsState, matrix_of


class Writing:
    """The two text matrices, and what moves them."""

    def __init__(self) -> None:
        self.line = self.pen = LEVEL

    def move(self, operator: str, operands: list[Any], state: GraphicsState) -> bool:
        """Apply an operator that moves the pen without showing text; False for any other."""
        match operator:
            case "BT":
                self.line = self.pen = LEVEL
            case "ET":
                pass
            case "Td" if len(operands) >= 2:
                self._shift(float(operands[0]), float(operands[1]))
            case "TD" if len(operands) >= 2:
                state.leading = -float(operands[1])
                self._shift(float(operands[0]), float(operands[1]))
            case "Tm":
                self.line = self.pen = matrix_of(operands)
            case "T*":
                self._shift(0.0, -state.leading)
            case _:
                return False
        return True

    def _shift(self, x: float, y: float) -> None:
        self.line = self.pen = Matrix(e=x, f=y).then(self.line)

    def show(self, operator: str, operands: list[Any], state: GraphicsState, look: MarkLook) -> list[GlyphRun]:
        """The run of a text operator; none where it shows only spaces or nothing."""
        if operator in ("'", '"'):
            if operator == '"' and len(operands) >= 3:
                state.word_space, state.char_space = float(operands[0]), float(operands[1])
            self._shift(0.0, -state.leading)
        parts = operands[-1] if operands and isinstance(operands[-1], list) else operands[-1:]
        font = state.font
        if font is None:
            return []
        at = _Hand(self.pen, state)
        glyphs: list[Glyph] = []
        texts: list[str] = []
        missing = lost = 0
        for part in parts:
            if isinstance(part, (int, float)):
                if part < -200:  # a gap as wide as a narrow space parts words
                    texts.append(" ")
                at.advance(-part / 1000 * state.size * state.stretch)
            elif isinstance(part, bytes):
                for shown in font.shown(part):
                    missing += shown.missing
                    texts.append(shown.text)
                    if shown.paints:
                        box = at.box(shown.width, *font.reach(shown.text))
                        if box.meets(state.clip, slack=0.0):
                            glyphs.append(Glyph(shown.text, box))
                        else:
                            lost += 1
                    space = state.word_space if shown.is_space else 0.0
                    at.advance((shown.width * state.size + state.char_space + space) * state.stretch)
        self.pen = self.pen._replace(e=at.x, f=at.y)
        if not glyphs and not missing:
            return []
        size = abs(state.size) * self.pen.then(state.matrix).up_scale
        run = GlyphRun(
            _around(glyphs, state), look, tuple(glyphs), "".join(texts), font.name, font.identity, font.bold, size,
            state.mode, missing, lost,
        )  # fmt: skip
        return [run]


class _Hand:
    """What writes one text: only where the pen stands changes, so the matrices are multiplied once."""

    def __init__(self, pen: Matrix, state: GraphicsState) -> None:
        self.x, self.y = pen.e, pen.f
        self.along, self.down = pen.a, pen.b  # by which a step moves the pen
        self.lift = state.rise * pen.c, state.rise * pen.d
        self.page = state.matrix
        self.glyph = Matrix(state.size * state.stretch, 0.0, 0.0, state.size).then(pen).then(state.matrix)
        self.is_upright = self.glyph.b == self.glyph.c == 0

    def advance(self, step: float) -> None:
        self.x, self.y = step * self.along + self.x, step * self.down + self.y

    def box(self, width: float, bottom: float, top: float) -> Box:
        """The box of a glyph: its advance, from its lowest to its highest part, in ems."""
        e, f = self.page.at(self.lift[0] + self.x, self.lift[1] + self.y)
        if not self.is_upright:
            return self.glyph._replace(e=e, f=f).box(0.0, bottom, width, top)
        right, low, high = self.glyph.a * width + e, self.glyph.d * bottom + f, self.glyph.d * top + f
        return Box(min(e, right), min(low, high), max(e, right), max(low, high))


def _around(glyphs: list[Glyph], state: GraphicsState) -> Box:
    boxes = [glyph.box for glyph in glyphs]
    if not boxes:
        return Box(state.clip.left, state.clip.bottom, state.clip.left, state.clip.bottom)
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))
