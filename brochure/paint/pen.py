"""The graphics state as it stands on a page: it gives the operators for what changes, and none for what does not."""

from dataclasses import dataclass
from typing import Final

from brochure.base.art import Cap, Join, PathPiece
from brochure.base.colour import Rgb
from brochure.base.units import Pt
from brochure.paint.operators import number, rgb

_CAPS: Final[dict[Cap, int]] = {"butt": 0, "round": 1, "square": 2}
_JOINS: Final[dict[Join, int]] = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(slots=True)
class Pen:
    """Colours and lines as they are set; at first as at the top of a page. Source: ISO 32000-1, tables 52 and 74."""

    fill: Rgb = Rgb(0.0, 0.0, 0.0)  # noqa: RUF009 - a frozen value
    stroke: Rgb = Rgb(0.0, 0.0, 0.0)  # noqa: RUF009
    width: str = "1"  # in steps of the grid on which the path lies
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: str = "10"

    def fill_with(self, colour: Rgb) -> str:
        """The operator that fills with a colour; empty where it is set."""
        if colour == self.fill:
            return ""
        self.fill = colour
        return f"{rgb(colour)} rg"

    def take(self, piece: PathPiece, step: Pt) -> list[str]:
        """The operators that a piece on a grid needs before its path."""
        said = [self.fill_with(piece.fill.screen)] if piece.fill is not None else []
        if piece.stroke is not None:
            if piece.stroke.screen != self.stroke:
                self.stroke = piece.stroke.screen
                said.append(f"{rgb(self.stroke)} RG")
            said += self._line(piece, step)
        return [each for each in said if each]

    def _line(self, piece: PathPiece, step: Pt) -> list[str]:
        said = []
        if (width := number(piece.stroke_width / step)) != self.width:
            self.width = width
            said.append(f"{width} w")
        if piece.cap != self.cap:
            self.cap = piece.cap
            said.append(f"{_CAPS[piece.cap]} J")
        if piece.join != self.join:
            self.join = piece.join
            said.append(f"{_JOINS[piece.join]} j")
        if piece.join == "miter" and (limit := number(piece.miter_limit)) != self.miter_limit:
            self.miter_limit = limit
            said.append(f"{limit} M")
        return said
