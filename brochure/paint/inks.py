"""Colours as operators: lights for a screen, inks for a press.

A press has no colour of its own: each one is a recipe of the brand, or is converted through the profile of the press
and told. Text that is pure black overprints, so that a plate out of register leaves no white rim; white never does.
Source: ISO 32000-1, 8.6; ISO 15930-7; GWG 2015.
"""

from collections.abc import Callable
from typing import Final, Protocol

from brochure.base.colour import Cmyk, Colour, Rgb, Spot
from brochure.paint.operators import number, rgb

BLACK: Final = Cmyk(0.0, 0.0, 0.0, 1.0)
OVERPRINT, KNOCK_OUT = "OP", "KO"  # names of graphics states in the resources of a page


class Inks(Protocol):
    """How a colour is said."""

    start: str  # what fills and strokes at the top of a page, as `fill` says it
    space_name: str  # PDF's name of the space in which colours run into each other

    def fill(self, colour: Colour) -> str:
        """The operator that fills with a colour."""

    def stroke(self, colour: Colour) -> str:
        """The operator that strokes with a colour."""

    def numbers(self, colour: Colour) -> tuple[float, ...]:
        """The parts of a colour in that space."""

    def overprints(self, colour: Colour) -> bool | None:
        """Whether text of this colour lies on top of what is there; None where there is no such thing."""


class ScreenInks:
    """sRGB numbers."""

    start = "0 0 0"
    space_name = "DeviceRGB"

    def fill(self, colour: Colour) -> str:
        return f"{rgb(colour.screen)} rg"

    def stroke(self, colour: Colour) -> str:
        return f"{rgb(colour.screen)} RG"

    def numbers(self, colour: Colour) -> tuple[float, ...]:
        return tuple(colour.screen)

    def overprints(self, _colour: Colour) -> bool | None:
        return None


class PressInks:
    """Shares of CMYK, or a spot ink by its name; notes what it used."""

    start = ""
    space_name = "DeviceCMYK"

    def __init__(self, convert: Callable[[Rgb], Cmyk]) -> None:
        self.convert = convert
        self.spots: dict[str, Spot] = {}
        self.converted: dict[str, Cmyk] = {}  # by the name of the colour

    def fill(self, colour: Colour) -> str:
        return self._said(colour, "k", "cs", "scn")

    def stroke(self, colour: Colour) -> str:
        return self._said(colour, "K", "CS", "SCN")

    def numbers(self, colour: Colour) -> tuple[float, ...]:
        """A spot ink runs into others as the process inks that stand in for it, and is told as converted."""
        recipe = self.recipe(colour)
        if isinstance(recipe, Spot):
            self.converted[colour.name] = recipe.alternate
            return tuple(recipe.alternate)
        return tuple(recipe)

    def overprints(self, colour: Colour) -> bool | None:
        return self.recipe(colour) == BLACK

    def recipe(self, colour: Colour) -> Cmyk | Spot:
        """What the press prints for a colour."""
        if colour.press is not None:
            return colour.press
        if colour.name not in self.converted:
            self.converted[colour.name] = self.convert(colour.screen)
        return self.converted[colour.name]

    def space(self, spot: Spot) -> str:
        """The name of a spot ink's colour space in the resources."""
        self.spots.setdefault(spot.name, spot)
        return f"S{list(self.spots).index(spot.name) + 1}"

    def _said(self, colour: Colour, process: str, space: str, tint: str) -> str:
        recipe = self.recipe(colour)
        if isinstance(recipe, Spot):
            return f"/{self.space(recipe)} {space} 1 {tint}"
        return f"{' '.join(number(share, 3) for share in recipe)} {process}"
