"""Transformations of the plane, as SVG and PDF write them."""

import math

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple

_UNEVEN = 1e-4  # of a length: more is seen in a stroke


class Matrix(NamedTuple):
    """A transformation of the plane: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, other: "Matrix") -> "Matrix":
        """This one first, the other after it."""
        return Matrix(
            self.a * other.a + self.b * other.c,
            self.a * other.b + self.b * other.d,
            self.c * other.a + self.d * other.c,
            self.c * other.b + self.d * other.d,
            self.e * other.a + self.f * other.c + other.e,
            self.e * other.b + self.f * other.d + other.f,
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to lie."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box around a transformed rectangle."""
        corners = [self.at(x, y) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(min(xs), min(ys), max(xs), max(ys))

    @classmethod
    def turned(cls, degrees: float) -> "Matrix":
        """The turn from x towards y."""
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        return cls(cosine, sine, -sine, cosine)

    @property
    def mean_scale(self) -> float:
        """By how much a length is scaled, as the mean of both directions."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c))

    @property
    def least_scale(self) -> float:
        """By how much the direction that is shrunk most is scaled."""
        total = self.a**2 + self.b**2 + self.c**2 + self.d**2
        area = self.a * self.d - self.b * self.c
        spread = math.sqrt(max(0.0, total**2 / 4 - area**2))
        return math.sqrt(max(0.0, total / 2 - spread))

    @property
    def up_scale(self) -> float:
        """The length of an upright unit."""
        return math.hypot(self.c, self.d)

    @property
    def along_scale(self) -> float:
        """The length of a level unit."""
        return math.hypot(self.a, self.b)

    @property
    def inverse(self) -> "Matrix":
        """What undoes it.

        Raises:
            ZeroDivisionError: it leaves no area.
        """
        area = self.a * self.d - self.b * self.c
        a, b, c, d = self.d / area, -self.b / area, -self.c / area, self.a / area
        return Matrix(a, b, c, d, -(a * self.e + c * self.f), -(b * self.e + d * self.f))

    @property
    def is_even(self) -> bool:
        """Whether it scales all directions alike."""
        return self.mean_scale - self.least_scale <= _UNEVEN * self.mean_scale
