"""The graphics state, and the operators that change nothing else. Source: ISO 32000-1, 8.4."""

from collections.abc import Callable
from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.opened import objects
from brochure.opened.fonts import FoundFont
from brochure.opened.lexer import Name
from brochure.opened.objects import Raw
from brochure.opened.spaces import BLACK, CMYK, GRAY, PATTERN, RGB, Space, SpaceColour, space_of

LEVEL = Matrix()


class Resources:
    """The named resources of a page or form; what a form does not have is looked for in its page."""

    def __init__(self, raw: Raw, outer: "Resources | None" = None) -> None:
        self.raw = raw
        self.outer = outer
        self._spaces: dict[str, Space] = {}

    def find(self, kind: str, name: str) -> Raw:
        """The object of a kind and name, as it is referred to; None where there is none."""
        holder = objects.get(self.raw, kind)
        if isinstance(holder, dict) and "/" + name in holder:
            return objects.entry(holder, name)
        return self.outer.find(kind, name) if self.outer else None

    def space(self, name: str) -> Space:
        """The colour space of a name."""
        if name not in self._spaces:
            found = self.find("ColorSpace", name)
            self._spaces[name] = space_of(found) if found is not None else space_of(Name(name))
        return self._spaces[name]


_PLAIN = {"g": GRAY, "rg": RGB, "k": CMYK}


class GraphicsState:
    """What `q` keeps and `Q` brings back."""

    __slots__ = (
        "alpha",
        "blend",
        "char_space",
        "clip",
        "dashed",
        "fill",
        "fill_alpha",
        "fill_pattern",
        "font",
        "leading",
        "level",
        "matrix",
        "mode",
        "opm",
        "over_fill",
        "over_stroke",
        "rise",
        "size",
        "soft_mask",
        "stretch",
        "stroke",
        "stroke_alpha",
        "stroke_pattern",
        "transfers",
        "width",
        "word_space",
    )  # fmt: skip

    def __init__(self, clip: Box, matrix: Matrix = LEVEL) -> None:
        self.matrix = matrix
        self.clip = clip
        self.fill = self.stroke = BLACK
        self.fill_pattern: Raw = None  # what a colour's pattern names, where it has one
        self.stroke_pattern: Raw = None
        self.width, self.dashed = 1.0, False
        self.over_fill = self.over_stroke = False
        self.opm = 0
        self.fill_alpha = self.stroke_alpha = 1.0
        self.blend, self.soft_mask, self.transfers = "Normal", False, False
        self.font: FoundFont | None = None
        self.size, self.char_space, self.word_space, self.stretch = 0.0, 0.0, 0.0, 1.0
        self.leading, self.rise, self.mode = 0.0, 0.0, 0

    def copy(self) -> "GraphicsState":
        """Another state with the same settings."""
        other = GraphicsState.__new__(GraphicsState)
        for slot in GraphicsState.__slots__:
            if hasattr(self, slot):
                setattr(other, slot, getattr(self, slot))
        return other

    def change(self, operator: str, operands: list[Any], resources: Resources) -> bool:
        """Apply an operator that only sets the state; False for any other operator."""
        if operator in _SETTERS:
            figure = _figures(operands)
            if figure:
                _SETTERS[operator](self, figure[0])
            return True
        if operator.lower() in _PLAIN and operator in _COLOURS:
            space = _PLAIN[operator.lower()]
            self._set(operator.isupper(), SpaceColour(space, _figures(operands)))
            return True
        return self._change_space(operator, operands, resources)

    def _change_space(self, operator: str, operands: list[Any], resources: Resources) -> bool:
        match operator:
            case "cs" | "CS":
                space = resources.space(str(operands[-1])) if operands else GRAY
                self._set(operator == "CS", SpaceColour(space, space.first))
            case "sc" | "scn" | "SC" | "SCN":
                stroke = operator.isupper()
                space = (self.stroke if stroke else self.fill).space
                pattern = str(operands[-1]) if operands and isinstance(operands[-1], Name) else ""
                self._set(stroke, SpaceColour(PATTERN if pattern and not space else space, _figures(operands), pattern))
                found = resources.find("Pattern", pattern) if pattern else None
                setattr(self, "stroke_pattern" if stroke else "fill_pattern", found)
            case "d":
                array = operands[0] if operands and isinstance(operands[0], list) else []
                self.dashed = any(_figures(array))
            case "gs":
                if operands:
                    self._set_extended(objects.value(resources.find("ExtGState", str(operands[-1]))))
            case _:
                return False
        return True

    def _set(self, stroke: bool, colour: SpaceColour) -> None:
        if stroke:
            self.stroke = colour
        else:
            self.fill = colour

    def _set_extended(self, raw: Raw) -> None:
        """Source: ISO 32000-1, table 58; `OP` sets both where `op` is absent."""
        for key in objects.keys(raw):
            entry = objects.get(raw, key)
            match key:
                case "LW":
                    self.width = objects.number(entry)
                case "OP":
                    self.over_stroke = objects.flag(entry)
                    if "/op" not in raw:
                        self.over_fill = objects.flag(entry)
                case "op":
                    self.over_fill = objects.flag(entry)
                case "OPM":
                    self.opm = int(objects.number(entry))
                case "ca":
                    self.fill_alpha = objects.number(entry, 1.0)
                case "CA":
                    self.stroke_alpha = objects.number(entry, 1.0)
                case "BM":
                    named = objects.name(entry) or next((objects.name(each) for each in objects.listed(entry)), "")
                    self.blend = "Normal" if named in ("", "Compatible") else named
                case "SMask":
                    self.soft_mask = objects.name(entry) != "None"
                case "TR" | "TR2" | "HT":
                    self.transfers = self.transfers or objects.name(entry) not in ("Default", "Identity")


def _figures(operands: list[Any]) -> tuple[float, ...]:
    return tuple(float(each) for each in operands if isinstance(each, (int, float)) and not isinstance(each, bool))


def _setter(slot: str, scale: float = 1.0) -> Callable[[GraphicsState, float], None]:
    def change(state: GraphicsState, figure: float) -> None:
        setattr(state, slot, figure * scale)

    return change


_COLOURS = frozenset({"g", "G", "rg", "RG", "k", "K"})
_SETTERS: dict[str, Callable[[GraphicsState, float], None]] = {
    "w": _setter("width"),
    "Tc": _setter("char_space"),
    "Tw": _setter("word_space"),
    "Tz": _setter("stretch", 0.01),
    "TL": _setter("leading"),
    "Ts": _setter("rise"),
    "Tr": lambda state, figure: setattr(state, "mode", int(figure)),
}


def matrix_of(raw: Any) -> Matrix:
    """A matrix of six numbers; the level one for anything else."""
    figures = _figures(raw) if isinstance(raw, list) else objects.numbers(raw)
    return Matrix(*figures) if len(figures) == 6 else LEVEL
