"""Boxes on a page: points, origin at the bottom left, y upwards, as in PDF."""

from brochure.base.records import NamedTuple
from brochure.base.units import Pt


class Box(NamedTuple):
    """A rectangle with its sides parallel to the page."""

    left: Pt
    bottom: Pt
    right: Pt
    top: Pt

    @property
    def width(self) -> Pt:
        return self.right - self.left

    @property
    def height(self) -> Pt:
        return self.top - self.bottom

    def shrink(self, left: Pt, bottom: Pt, right: Pt, top: Pt) -> "Box":
        """The box with each side moved inwards by so much."""
        return Box(self.left + left, self.bottom + bottom, self.right - right, self.top - top)

    def moved(self, across: Pt, up: Pt) -> "Box":
        """The same box elsewhere."""
        return Box(self.left + across, self.bottom + up, self.right + across, self.top + up)

    def holds(self, other: "Box", *, slack: Pt = 0.01) -> bool:
        """Whether the other box lies inside this one."""
        return (
            other.left >= self.left - slack
            and other.right <= self.right + slack
            and other.bottom >= self.bottom - slack
            and other.top <= self.top + slack
        )

    def meets(self, other: "Box", *, slack: Pt = 0.01) -> bool:
        """Whether the two boxes share more than an edge."""
        left, bottom, right, top = self
        other_left, other_bottom, other_right, other_top = other
        return (  # the least of four differences; written out, it costs half of `min` and `max`
            right - other_left > slack
            and other_right - left > slack
            and top - other_bottom > slack
            and other_top - bottom > slack
            and right - left > slack
            and other_right - other_left > slack
            and top - bottom > slack
            and other_top - other_bottom > slack
        )

    def common(self, other: "Box") -> "Box":
        """The part that both boxes cover; of no size where they do not meet."""
        left, bottom = max(self.left, other.left), max(self.bottom, other.bottom)
        right, top = min(self.right, other.right), min(self.top, other.top)
        return Box(left, bottom, max(left, right), max(bottom, top))


def around(one: Box, other: Box) -> Box:
    """The smallest box that holds both."""
    return Box(
        min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)
    )
