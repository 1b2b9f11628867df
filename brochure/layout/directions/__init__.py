"""The art directions that the program draws: one module each, and one row here."""

from collections.abc import Callable
from typing import Final

from brochure.base.directions import DrawnDirection
from brochure.base.records import NamedTuple
from brochure.layout.directions import field, figure, halftone, letter
from brochure.layout.directions.area import INSIDE, Area, Drawn, NumberAt

__all__ = ["DRAWERS", "INSIDE", "Area", "Drawer", "Drawn", "NumberAt"]


class Drawer(NamedTuple):
    """How a direction draws."""

    cover: Callable[[Area], Drawn]
    band: Callable[[Area], Drawn]


DRAWERS: Final[dict[DrawnDirection, Drawer]] = {
    "field": Drawer(field.cover, field.band),
    "halftone": Drawer(halftone.cover, halftone.band),
    "letter": Drawer(letter.cover, letter.band),
    "figure": Drawer(figure.cover, figure.band),
}
