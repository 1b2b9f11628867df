"""What reading and painting a file may cost, taken before it is spent.

One unit is about what one operator costs to read, to judge and to paint six times: 30 µs. What costs more takes more,
by figures that were measured with pdfium at 150 pixels an inch; they need to be right to a factor of two only.
"""

from collections.abc import Callable
from typing import Final

from brochure.base.geometry import Box
from brochure.opened.lexer import TooMuch

MOST_OF_PAGE: Final = 150_000  # units; a dense map has a third of it
MOST_OF_FILE: Final = 1_500_000
MOST_KEPT: Final = 100_000  # marks of a page, each with about 1.5 kB; a mark of many parts counts for several
PER_BYTE: Final = 1 / 5_000  # of a stream that is unpacked and cut into operators
PER_LETTER: Final = 1 / 3
PER_FORM: Final = 10
PER_MAP_BYTE: Final = 1 / 500  # from the codes of a font to characters and glyphs
PER_PICTURE_PIXEL: Final = 20e-6
PER_TILE: Final = 1e-3
# Of each pixel that is covered, by what covers it.
PLAIN, GROUP, CLEAR, GRADIENT, MASKED, BLENDED = 8e-6, 36e-6, 105e-6, 100e-6, 430e-6, 1200e-6
_PIXELS: Final = (150 / 72) ** 2  # in a square point
_CLOCK: Final = 1_000  # units between two looks at the clock


class Work:
    """What is left to spend on a file, and on the page that is being read."""

    def __init__(self, in_time: Callable[[], bool] = lambda: True) -> None:
        self.in_time = in_time
        self.left_of_file: float = MOST_OF_FILE
        self.left: float = MOST_OF_PAGE
        self._clock: float = 0.0

    @property
    def spent(self) -> float:
        """What the page has cost so far."""
        return MOST_OF_PAGE - self.left

    def begin_page(self) -> None:
        self.left = MOST_OF_PAGE

    def take(self, units: float) -> None:
        """Spend so much.

        Raises:
            TooMuch: it is not there, or the time is up.
        """
        self.left -= units
        self.left_of_file -= units
        if not self.left > 0:  # also for what is no number
            raise TooMuch(f"it costs more work than {MOST_OF_PAGE} plain operators")
        if not self.left_of_file > 0:
            raise TooMuch("the file has cost all the work that is spent on one")
        self._clock += units
        if self._clock >= _CLOCK:
            self._clock = 0.0
            if not self.in_time():
                raise TooMuch("it takes too long to read")

    def cover(self, box: Box, page: Box, each: float) -> None:
        """Spend what the part of a box that lies on the page costs to paint.

        Raises:
            TooMuch: it is not there, or the time is up.
        """
        seen = box.common(page)
        self.take(seen.width * seen.height * _PIXELS * each)
