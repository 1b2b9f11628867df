"""A set line as PDF text operators: glyph codes in logical order, every pen position exact."""

from functools import lru_cache
from typing import Protocol

from brochure.base.keep import ById
from brochure.base.page import Cluster, PlacedLine, SetLine, Strip
from brochure.paint.operators import number

# A thousandth of an em at 13 pt is 0.005 mm; nobody sees a tenth of that.
_LEAST_SHIFT = 0.1


class Codes(Protocol):
    """What the painter needs of the fonts: a code for each cluster, a resource name for each face."""

    def code(self, face_name: str, cluster: Cluster) -> int:
        """The character code (CID) of a cluster."""

    def width(self, face_name: str, code: int) -> float:
        """How far a code moves the pen, in ems."""

    def resource(self, face_name: str) -> str:
        """The name of the face among the page's resources."""


def text_operators(placed: PlacedLine, codes: Codes) -> str:
    """Operators of one line, between BT and ET; the colour is already set."""
    return "\n".join(_strip_operators(strip, placed, codes) for strip in said_strips(placed.line))


def said_strips(line: SetLine) -> list[Strip]:
    """Strips lie in visual order; extractors read in the order of painting, so they are painted as they are said."""
    return sorted((strip for strip in line.strips if strip.clusters), key=lambda strip: strip.clusters[0].start)


def _strip_operators(strip: Strip, placed: PlacedLine, codes: Codes) -> str:
    x = placed.x + strip.pens[0] * placed.size
    font = f"/{codes.resource(strip.face)} {number(placed.size)} Tf"
    matrix = f"1 0 0 1 {number(x)} {number(placed.baseline)} Tm"
    return f"{font} {matrix} {_shown(strip, codes)}"


# A line that did not change is the same object, and codes are the same as long as the document uses the same glyphs.
@lru_cache(maxsize=4096)
def _kept(strip: ById[Strip], codes: ById[Codes]) -> str:
    return _show(strip.thing, codes.thing)


def _shown(strip: Strip, codes: Codes) -> str:
    return _kept(ById(strip), ById(codes))


def _show(strip: Strip, codes: Codes) -> str:
    """A strip whose pens follow the advances is one string; the shifts between are in thousandths of an em."""
    items: list[str] = []
    hexes: list[str] = []
    pen = strip.pens[0]
    for cluster, wanted in zip(strip.clusters, strip.pens, strict=True):
        shift = (pen - wanted) * 1000
        if abs(shift) > _LEAST_SHIFT:
            if hexes:
                items.append(f"<{''.join(hexes)}>")
                hexes = []
            items.append(number(shift))
            pen = wanted
        code = codes.code(strip.face, cluster)
        hexes.append(f"{code:04X}")
        pen += codes.width(strip.face, code)
    items.append(f"<{''.join(hexes)}>")
    return f"{items[0]} Tj" if len(items) == 1 else f"[{' '.join(items)}] TJ"
