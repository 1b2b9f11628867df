"""Text operators: where each glyph of a shown text comes to lie. Source: ISO 32000-1, 9.4."""

from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.opened.fonts import FoundFont
from brochure.opened.marks import Glyph, GlyphRun, MarkLook
from brochure.opened.state import LEVEL, GraphicsState, matrix_of

_BELOW = frozenset("gjpqy,;()[]{}|Q@_§µçşţ")
_LOW = frozenset("acegmnopqrsuvwxyz.,:;_-–")
_X_HEIGHT = 0.55  # ems; of most text faces 0.45 to 0.55


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
        glyphs: list[Glyph] = []
        texts: list[str] = []
        missing = lost = 0
        for part in parts:
            if isinstance(part, (int, float)):
                if part < -200:  # a gap as wide as a narrow space parts words
                    texts.append(" ")
                self._advance(-part / 1000 * state.size * state.stretch)
            elif isinstance(part, bytes):
                for shown in font.shown(part):
                    missing += shown.missing
                    texts.append(shown.text)
                    if shown.text.strip() and shown.width >= 0:
                        box = self._box(shown.text, shown.width, font, state)
                        if box.meets(state.clip, slack=0.0):
                            glyphs.append(Glyph(shown.text, box))
                        else:
                            lost += 1
                    space = state.word_space if shown.is_space else 0.0
                    self._advance((shown.width * state.size + state.char_space + space) * state.stretch)
        if not glyphs and not missing:
            return []
        size = abs(state.size) * self.pen.then(state.matrix).up_scale
        run = GlyphRun(
            _around(glyphs, state), look, tuple(glyphs), "".join(texts), font.name, font.identity, font.bold, size,
            state.mode, missing, lost,
        )  # fmt: skip
        return [run]

    def _advance(self, x: float) -> None:
        self.pen = Matrix(e=x).then(self.pen)

    def _box(self, text: str, width: float, font: FoundFont, state: GraphicsState) -> Box:
        """The box of a glyph: its advance, from its lowest to its highest part as its character tells."""
        latin = all(each < "ʰ" for each in text)
        top = _X_HEIGHT if text[0] in _LOW else font.cap_height if latin else font.ascent
        bottom = -font.descent if not latin or any(each in _BELOW for each in text) else 0.0
        matrix = Matrix(state.size * state.stretch, 0.0, 0.0, state.size, 0.0, state.rise).then(self.pen)
        return matrix.then(state.matrix).box(0.0, bottom, width, top)


def _around(glyphs: list[Glyph], state: GraphicsState) -> Box:
    boxes = [glyph.box for glyph in glyphs]
    if not boxes:
        return Box(state.clip.left, state.clip.bottom, state.clip.left, state.clip.bottom)
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )
