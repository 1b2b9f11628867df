"""The graphics state as it stands on a page: it gives the operators for what changes, and none for what does not."""

from typing import Final

from brochure.base.art import Cap, Join, PathPiece
from brochure.base.colour import Colour
from brochure.base.records import dataclass, field
from brochure.base.units import Pt
from brochure.paint.inks import KNOCK_OUT, OVERPRINT, Inks, ScreenInks
from brochure.paint.operators import number

CAPS: Final[dict[Cap, int]] = {"butt": 0, "round": 1, "square": 2}
JOINS: Final[dict[Join, int]] = {"miter": 0, "round": 1, "bevel": 2}


@dataclass(slots=True)
class Pen:
    """Colours and lines as they are set; at first as at the top of a page. Source: ISO 32000-1, tables 52 and 74."""

    inks: Inks = field(default_factory=ScreenInks)
    fill: str = "0 0 0 rg"
    stroke: str = "0 0 0 RG"
    over: bool = False  # whether what is painted overprints
    width: str = "1"  # in steps of the grid on which the path lies
    cap: Cap = "butt"
    join: Join = "miter"
    miter_limit: str = "10"

    def fill_with(self, colour: Colour, *, text: bool = False) -> str:
        """The operators that fill with a colour; empty where it is set. Only text overprints."""
        said = self._laid_over(over=bool(text and self.inks.overprints(colour)))
        operator = self.inks.fill(colour)
        if operator != self.fill:
            self.fill = operator
            said.append(operator)
        return "\n".join(said)

    def _laid_over(self, *, over: bool) -> list[str]:
        if over == self.over:
            return []
        self.over = over
        return [f"/{OVERPRINT if over else KNOCK_OUT} gs"]

    def knock_out(self) -> list[str]:
        """The operators before art that covers what is beneath."""
        return self._laid_over(over=False)

    def take(self, piece: PathPiece, step: Pt) -> list[str]:
        """The operators that a piece on a grid needs before its path."""
        said = [self.fill_with(piece.fill)] if isinstance(piece.fill, Colour) else self.knock_out()
        if isinstance(piece.stroke, Colour):
            operator = self.inks.stroke(piece.stroke)
            if operator != self.stroke:
                self.stroke = operator
                said.append(operator)
            said += self._line(piece, step)
        return [each for each in said if each]

    def _line(self, piece: PathPiece, step: Pt) -> list[str]:
        said = []
        if (width := number(piece.stroke_width / step)) != self.width:
            self.width = width
            said.append(f"{width} w")
        if piece.cap != self.cap:
            self.cap = piece.cap
            said.append(f"{CAPS[piece.cap]} J")
        if piece.join != self.join:
            self.join = piece.join
            said.append(f"{JOINS[piece.join]} j")
        if piece.join == "miter" and (limit := number(piece.miter_limit)) != self.miter_limit:
            self.miter_limit = limit
            said.append(f"{limit} M")
        return said
