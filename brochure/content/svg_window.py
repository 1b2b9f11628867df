"""Windows of SVG: how a view box fits what it is shown in. Source: SVG 2, 8.2, 8.6 and 8.7."""

from collections.abc import Mapping

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.content.svg_path import UnreadableError, read_numbers
from brochure.content.svg_shapes import Viewport, read_length
from brochure.content.svg_tree import shown

_SHARES = {"Min": 0.0, "Mid": 0.5, "Max": 1.0}
_SAME = 0.005  # of a ratio: what drawing programs round away


class SvgWindow(NamedTuple):
    """The view box of a whole drawing, y downwards, and what is seen of its plane in a window of another shape."""

    box: Box
    seen: Box
    viewport: Viewport  # what lengths in per cent are shares of
    stretch: float = 1.0  # upright lengths by so much more than level ones


class SvgFit(NamedTuple):
    """How a box fits a window: with its shape kept or not, whole or filling, and where it then stands."""

    keeps_shape: bool = True
    fills: bool = False
    across: float = 0.5
    down: float = 0.5

    def matrix(self, box: Box, window: Viewport) -> Matrix:
        """From the plane of the box to that of the window, whose corner is at the origin."""
        x, y = window.width / box.width, window.height / box.height
        if self.keeps_shape:
            x = y = max(x, y) if self.fills else min(x, y)
        left = (window.width - box.width * x) * self.across if self.keeps_shape else 0.0
        top = (window.height - box.height * y) * self.down if self.keeps_shape else 0.0
        return Matrix(x, 0, 0, y, left - box.left * x, top - box.bottom * y)


def read_fit(text: str) -> SvgFit:
    """`preserveAspectRatio`.

    Raises:
        UnreadableError: not one of its words.
    """
    words = text.split()
    words = words[1:] if words[:1] == ["defer"] else words
    if not words:
        return SvgFit()
    if words[0] == "none":
        return SvgFit(keeps_shape=False)
    across, down = words[0][1:4], words[0][5:8]
    known = words[0] == f"x{across}Y{down}" and across in _SHARES and down in _SHARES
    if not known or words[1:] not in ([], ["meet"], ["slice"]):
        raise UnreadableError(f"preserveAspectRatio '{shown(text)}' is not known")
    return SvgFit(fills=words[1:] == ["slice"], across=_SHARES[across], down=_SHARES[down])


def read_view_box(text: str) -> Box:
    """A view box, y downwards: its top is the larger figure.

    Raises:
        UnreadableError: not four numbers.
    """
    match read_numbers(text):
        case [left, top, width, height]:
            return Box(left, top, left + width, top + height)
        case numbers:
            raise UnreadableError(f"viewBox has {len(numbers)} numbers, not 4")


def root_window(attributes: Mapping[str, str]) -> SvgWindow:
    """The window of a whole drawing, from `viewBox`, `width`, `height` and `preserveAspectRatio`.

    Raises:
        UnreadableError: none of them says how large it is, or one cannot be read.
    """
    size = _size(attributes)
    if not attributes.get("viewBox", "").strip():
        if size is None:
            raise UnreadableError("neither a viewBox nor width and height")
        box = Box(0.0, 0.0, *size)
        return SvgWindow(box, box, size)
    box, fit = read_view_box(attributes["viewBox"]), read_fit(attributes.get("preserveAspectRatio", ""))
    shares = Viewport(box.width, box.height)
    if size is None or min(box.width, box.height, *size) <= 0:
        return SvgWindow(box, box, shares)
    ratio = (size.height / size.width) / (box.height / box.width)
    if abs(ratio - 1) <= _SAME:
        return SvgWindow(box, box, shares)
    if not fit.keeps_shape:
        return SvgWindow(box, box, shares, ratio)
    back = fit.matrix(box, size).inverse
    seen = back.box(0.0, 0.0, *size)
    # What fills its window is cut off; what stands in it whole has more around it.
    return SvgWindow(seen, seen, shares) if fit.fills else SvgWindow(box, seen, shares)


def _size(attributes: Mapping[str, str]) -> Viewport | None:
    """Width and height, where both are lengths by themselves."""
    try:
        return Viewport(read_length(attributes.get("width", "")), read_length(attributes.get("height", "")))
    except UnreadableError:
        return None
