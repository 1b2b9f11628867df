"""A set line as PDF text operators: glyph codes in the order of painting, every pen position as near as an eye can see.

What runs from left to right is painted as it is said; what viewers want of the rest, `readers` knows.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final, Protocol

from brochure.base.keep import ById
from brochure.base.page import Cluster, PlacedLine, SetLine, Strip
from brochure.base.units import Pt
from brochure.paint.operators import number
from brochure.paint.readers import PaintedPart, shown_of

# Letters may lie this far from where kerning wants them: 0.02 mm, a dot of a printer of 1200 dpi. It does not add up.
LEAST_SHIFT: Final[Pt] = 0.06


class Codes(Protocol):
    """What the painter needs of the fonts: a code for each cluster, a resource name for each face."""

    alike: object  # the same for all that give each cluster that they know the same code

    def code(self, face_name: str, cluster: Cluster) -> int:
        """The character code (CID) of a cluster."""

    def width(self, face_name: str, code: int) -> float:
        """How far a code moves the pen, in ems."""

    def resource(self, face_name: str) -> str:
        """The name of the face among the page's resources."""


class ByCodes:
    """Equal to what gives out the same codes; quicker to compare than all of them."""

    __slots__ = ("codes",)

    def __init__(self, codes: Codes) -> None:
        self.codes = codes

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ByCodes) and self.codes.alike is other.codes.alike

    def __hash__(self) -> int:
        return id(self.codes.alike)


class TextPen:
    """Writes lines between BT and ET, and says only what changes from one to the next."""

    def __init__(self, codes: Codes) -> None:
        self.codes = codes
        self._by_codes = ByCodes(codes)
        self.among_left = False  # whether most letters of the page run from the left
        self._font = ""  # stays from one BT to the next. Source: ISO 32000-1, 9.3.1
        self._x: Pt = 0.0
        self._y: Pt = 0.0

    def lines(self, placed: Iterable[PlacedLine]) -> str:
        """Operators of lines of one colour, which is already set."""
        self._x = self._y = 0.0
        shown = [
            each if isinstance(each, str) else self._strip(each, line)
            for line in placed
            for each in shown_by_line(ById(line.line), self.among_left)
        ]
        return "\n".join(["BT", *shown, "ET"])

    def _strip(self, strip: Strip, line: PlacedLine) -> str:
        x, y = round(line.x + strip.pens[0] * line.size, 2), round(line.baseline, 2)
        move = f"{number(x - self._x)} {number(y - self._y)} Td"
        self._x, self._y = x, y
        shown = _kept(ById(strip), self._by_codes, LEAST_SHIFT / line.size)
        font = f"/{self.codes.resource(strip.face)} {number(line.size)} Tf"
        if font == self._font:
            return f"{move}{shown}"
        self._font = font
        return f"{font} {move}{shown}"


@lru_cache(maxsize=512)
def shown_by_line(line: ById[SetLine], among_left: bool = False) -> tuple[PaintedPart, ...]:
    """What is painted of a line, in its order."""
    return shown_of(line.thing, among_left=among_left)


# A line that did not change is the same object, and codes stay as long as the document has the same odd shapes.
@lru_cache(maxsize=768)
def _kept(strip: ById[Strip], by: ByCodes, least: float) -> str:
    return show_strip(strip.thing, by.codes, least)


def show_strip(strip: Strip, codes: Codes, least: float) -> str:
    """A strip whose pens follow the advances is one string; the shifts between are in thousandths of an em.

    `least` is the smallest shift that is made, in ems.
    """
    items = strip_items(strip, codes, least)
    return f"{items[0]}Tj" if len(items) == 1 else f"[{''.join(items)}]TJ"


def strip_items(strip: Strip, codes: Codes, least: float) -> list[str]:
    """Codes of glyphs and the shifts between them, as they stand between the brackets of TJ."""
    items: list[str] = []
    hexes: list[str] = []
    pen = strip.pens[0]
    for cluster, wanted in zip(strip.clusters, strip.pens, strict=True):
        shift = round((pen - wanted) * 1000)
        if shift and abs(pen - wanted) >= least:
            if hexes:
                items.append(f"<{''.join(hexes)}>")
                hexes = []
            items.append(str(shift))
            pen -= shift / 1000
        code = codes.code(strip.face, cluster)
        hexes.append(f"{code:04X}")
        pen += codes.width(strip.face, code)
    items.append(f"<{''.join(hexes)}>")
    return items
