"""What content draws with: paths as they are traced, pictures as they are said, cells as they are laid."""

from typing import Any

from brochure.base.geometry import Box
from brochure.base.matrix import Matrix
from brochure.opened import objects
from brochure.opened.lexer import Name, TooMuch
from brochure.opened.marks import MarkLook, PictureMark
from brochure.opened.objects import Raw
from brochure.opened.spaces import GRAY, space_of
from brochure.opened.state import Resources

PATH = frozenset({"m", "l", "c", "v", "y", "re", "h"})
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)


class Trace:
    """A path until it is painted: the boxes of its subpaths."""

    def __init__(self) -> None:
        self.parts: list[Box] = []
        self.points: list[tuple[float, float]] = []
        self.clips = False
        self.straight = True

    def go(self, operator: str, operands: list[Any], matrix: Matrix) -> None:
        """One operator of a path; `h` closes a subpath, whose box stays the same."""
        match operator:
            case "m":
                self.close_part()
                self.points = [matrix.at(*operands[-2:])]
            case "l":
                self.points.append(matrix.at(*operands[-2:]))
            case "c" | "v" | "y":
                # Control points stand for the curve: the box is a little wide where they lie outside.
                self.straight = False
                for x, y in zip(operands[::2], operands[1::2], strict=False):
                    self.points.append(matrix.at(x, y))
            case "re":
                self.close_part()
                x, y, width, height = operands[-4:]
                self.points = [matrix.at(a, b) for a in (x, x + width) for b in (y, y + height)]
                self.close_part()

    def close_part(self) -> None:
        """End a subpath."""
        if self.points:
            xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
            self.parts.append(Box(min(xs), min(ys), max(xs), max(ys)))
            self.points = []


def around_all(parts: list[Box]) -> Box:
    """The box around all of them."""
    lefts, bottoms, rights, tops = zip(*parts, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def inline_picture(head: dict[str, Any], resources: Resources, look: MarkLook) -> PictureMark:
    """A picture that stands in the content itself, not yet placed."""
    named = head.get("CS", head.get("ColorSpace"))
    space = resources.space(str(named)) if isinstance(named, Name) else GRAY
    width, height = (int(head.get(short, head.get(long)) or 0) for short, long in (("W", "Width"), ("H", "Height")))
    mask = bool(head.get("IM", head.get("ImageMask", False)))
    bits = 1 if mask else int(head.get("BPC", head.get("BitsPerComponent")) or 8)
    return PictureMark(_NOWHERE, look, width, height, 0.0, 0.0, space, bits, mask, 0, False, False)


def placed_picture(raw: Raw, identity: int, look: MarkLook) -> PictureMark:
    """A picture of the file, not yet placed."""
    named = objects.get(raw, "ColorSpace")
    space = space_of(named) if named is not None else GRAY
    width, height = (int(objects.number(objects.get(raw, key))) for key in ("Width", "Height"))
    mask = objects.flag(objects.get(raw, "ImageMask"))
    bits = 1 if mask else int(objects.number(objects.get(raw, "BitsPerComponent"), 8))
    soft, other = (objects.get(raw, key) is not None for key in ("SMask", "Alternates"))
    return PictureMark(_NOWHERE, look, width, height, 0.0, 0.0, space, bits, mask, identity, soft, other)


def tile_count(pattern: Raw, matrix: Matrix, cell: Box, area: Box) -> float:
    """How often the cell of a pattern is laid to fill an area.

    Raises:
        TooMuch: the cell has no step.
    """
    steps = [abs(objects.number(objects.get(pattern, key))) for key in ("XStep", "YStep")]
    across, up = steps[0] * matrix.along_scale, steps[1] * matrix.up_scale
    if not across * up > 0:
        raise TooMuch("a pattern has no step")
    return ((area.width + cell.width) / across + 1) * ((area.height + cell.height) / up + 1)
