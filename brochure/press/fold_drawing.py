"""The folds as a print shop draws them: the sheet from above with its widths, and the folded paper seen from its foot.

A valley is dashed, a mountain is dashed and dotted; folds are numbered in the order in which they are made. To scale,
but for the thickness of the paper.
"""

from collections.abc import Iterator
from typing import Final

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import Cmyk, Colour, Rgb
from brochure.base.creases import Bend, Lying, creases_of, lie, name_of, visible
from brochure.base.design import Layout
from brochure.base.folds import Folding
from brochure.base.geometry import Box
from brochure.base.page import PlacedPath
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, in_mm, mm
from brochure.glyphs import Face
from brochure.layout.marks import words_as_art
from brochure.press.views import as_laid, places_of

_BLACK: Final = Colour("black", Rgb(0.0, 0.0, 0.0), Cmyk(0.0, 0.0, 0.0, 1.0))
_DASHES: Final[dict[Bend, tuple[Pt, ...]]] = {"valley": (5.0, 3.0), "mountain": (8.0, 2.5, 1.0, 2.5)}
_CAPITALS: Final[Pt] = 5.4  # height of capitals, about 8 pt type
_OVER: Final = mm(12)  # above the sheet, for what it is and the numbers of the folds
_UNDER: Final = mm(9)  # beneath it, for the widths
_BETWEEN: Final = mm(14)  # the two views
_LAYER: Final = mm(3.2)  # between layers of the folded paper
_LEAST: Final = 0.05  # of the sheet's own size


class FoldLine(NamedTuple):
    """A fold on the second side: how far from its left edge, and its bend."""

    at: Pt
    bend: Bend


class PaperLine(NamedTuple):
    """A panel of the folded paper, seen from its foot: from where to where, and in which layer, the undermost 0."""

    lying: Lying
    left: Pt
    right: Pt
    layer: int
    goes_on_right: bool  # whether the fold to the next panel is at its right end


class FoldPlan(NamedTuple):
    """The second side from its left edge, as it lies on the table: widths, names, and folds in their order."""

    width: Pt
    height: Pt
    widths: tuple[Pt, ...]
    names: tuple[str, ...]
    folds: tuple[FoldLine, ...]
    edge: tuple[PaperLine, ...]
    front: str
    back: str


def plan_folds(layout: Layout, folding: Folding, *, mirrored: bool) -> FoldPlan:
    """What is drawn of a layout's fold; `mirrored` is read from right to left, and folds the other way round."""
    folding = as_laid(layout, folding, mirrored=mirrored)
    places = places_of(layout, folding, mirrored=mirrored, margin=0.0)
    names = {name: seen.panel for name, seen in places.items()}
    inside = (0.0, *folding.folds_inside)
    creases = creases_of(folding.fold)
    folds = [FoldLine(inside[crease.at], crease.bend) for crease in creases]
    widths, panels = folding.columns[::-1], [names.get(name, "") for name in folding.inside]
    if mirrored:
        folds = [FoldLine(folding.width - fold.at, fold.bend) for fold in folds]
        widths, panels = widths[::-1], panels[::-1]
    stack = lie(folding, len(creases))
    seen = [names.get(name_of(each, folding), "") for each in visible(stack)]
    front = ", ".join(seen[::-1] if mirrored else seen)
    edge = tuple(_edge(stack, mirrored=mirrored))
    back = stack[0]._replace(turned=not stack[0].turned)
    behind = names.get(name_of(back, folding), "")
    return FoldPlan(folding.width, folding.height, widths, tuple(panels), tuple(folds), edge, front, behind)


def said(plan: FoldPlan) -> str:
    """The drawing in words."""
    panels = ", ".join(f"{name} {_mm(width)}" for name, width in zip(plan.names, plan.widths, strict=True))
    folds = "; ".join(
        f"fold {at}, a {fold.bend}, {_mm(fold.at)} from the left" for at, fold in enumerate(plan.folds, 1)
    )
    return (
        f"Drawing of the folds. The sheet lies with its inside up. Panels from the left: {panels}. {folds}. "
        f"Folded, {plan.front} is in front and {plan.back} behind."
    )


def draw_folds(plan: FoldPlan, room: Box, face: Face) -> tuple[PlacedPath, ...]:
    """Both views at one scale, as large as the room lets them be and no larger than a third of the piece."""
    folded = max(line.right for line in plan.edge)
    across = (room.width - _BETWEEN) / (plan.width + folded)
    scale = max(_LEAST, min(1 / 3, across, (room.height - _OVER - _UNDER) / plan.height))
    top = room.top - _OVER
    sheet = Box(room.left, top - plan.height * scale, room.left + plan.width * scale, top)
    left = sheet.right + _BETWEEN
    pieces = [*_sheet(plan, sheet, scale), *_paper(plan.edge, left, _foot(plan, sheet), scale)]
    words = [*_sheet_words(plan, sheet, scale, face), *_paper_words(plan, left, sheet, scale, face)]
    return (PlacedPath(room, tuple(pieces), ""), *words)


def _edge(stack: tuple[Lying, ...], *, mirrored: bool) -> Iterator[PaperLine]:
    """Panels beside each other share a layer: the wings of a gate."""
    start, end = min(each.left for each in stack), max(each.right for each in stack)
    lines: list[PaperLine] = []
    for each in stack:
        under = [line.layer for line in lines if _overlap(line.lying, each)]
        left, right = (end - each.right, end - each.left) if mirrored else (each.left - start, each.right - start)
        lines.append(PaperLine(each, left, right, max(under, default=-1) + 1, each.turned == mirrored))
    yield from lines


def _overlap(one: Lying, other: Lying) -> bool:
    return min(one.right, other.right) - max(one.left, other.left) > 0.01


def _sheet(plan: FoldPlan, box: Box, scale: float) -> Iterator[PathPiece]:
    """The outline, the folds, and under each panel a line that measures it."""
    outline = (Segment("re", (box.left, box.bottom, box.width, box.height)),)
    yield PathPiece(outline, stroke=_BLACK, stroke_width=0.8)
    for fold in plan.folds:
        x = box.left + fold.at * scale
        line = _line(x, box.bottom, x, box.top + mm(2))
        yield PathPiece(line, stroke=_BLACK, stroke_width=0.8, dash=_DASHES[fold.bend])
    y = box.bottom - mm(3)
    for start, end in _spans(plan, box, scale):
        yield _stroke(_line(start, y, end, y))
        for x in (start, end):
            yield _stroke(_line(x, y - mm(1.2), x, y + mm(1.2)))


def _sheet_words(plan: FoldPlan, box: Box, scale: float, face: Face) -> Iterator[PlacedPath]:
    yield _words("The sheet from above, its inside up", box.left, box.top + mm(8), face)
    for at, fold in enumerate(plan.folds, 1):
        yield _centred(f"{at} {fold.bend}", box.left + fold.at * scale, box.top + mm(3), face)
    spans = _spans(plan, box, scale)
    for (start, end), name, width in zip(spans, plan.names, plan.widths, strict=True):
        middle = (start + end) / 2
        yield _centred(name, middle, (box.bottom + box.top) / 2, face)
        yield _centred(_mm(width), middle, box.bottom - mm(7), face)


def _paper(edge: tuple[PaperLine, ...], left: Pt, foot: Pt, scale: float) -> Iterator[PathPiece]:
    """One stroke for each panel, and one bow for each fold."""
    by_panel = {line.lying.panel: line for line in edge}
    for line in edge:
        y = foot + line.layer * _LAYER
        yield PathPiece(
            _line(left + line.left * scale, y, left + line.right * scale, y), stroke=_BLACK, stroke_width=1.2
        )
    for panel in range(1, len(edge)):
        one, other = by_panel[panel - 1], by_panel[panel]
        x = left + (one.right if one.goes_on_right else one.left) * scale
        low, high = (foot + line.layer * _LAYER for line in (one, other))
        out = abs(high - low) * (2 / 3) * (1 if one.goes_on_right else -1)
        bow = (Segment("m", (x, low)), Segment("c", (x + out, low, x + out, high, x, high)))
        yield PathPiece(bow, stroke=_BLACK, stroke_width=1.2)


def _paper_words(plan: FoldPlan, left: Pt, sheet: Box, scale: float, face: Face) -> Iterator[PlacedPath]:
    high = max(line.layer for line in plan.edge) * _LAYER
    middle = left + max(line.right for line in plan.edge) * scale / 2
    yield _words("Folded, seen from its foot", left, sheet.top + mm(8), face)
    yield _centred(plan.front, middle, _foot(plan, sheet) + high + mm(3), face)
    yield _centred(plan.back, middle, _foot(plan, sheet) - mm(5), face)


def _foot(plan: FoldPlan, sheet: Box) -> Pt:
    """The undermost layer of the folded paper, which lies beside the middle of the sheet."""
    return (sheet.bottom + sheet.top - max(line.layer for line in plan.edge) * _LAYER) / 2


def _spans(plan: FoldPlan, box: Box, scale: float) -> list[tuple[Pt, Pt]]:
    ends = [box.left + sum(plan.widths[: at + 1]) * scale for at in range(len(plan.widths))]
    return list(zip([box.left, *ends], ends, strict=False))


def _words(text: str, x: Pt, y: Pt, face: Face) -> PlacedPath:
    return words_as_art(text, Box(x, y, x + mm(90), y + _CAPITALS), face)


def _centred(text: str, x: Pt, y: Pt, face: Face) -> PlacedPath:
    return _words(text, x - _words(text, 0.0, y, face).box.width / 2, y, face)


def _stroke(path: tuple[Segment, ...]) -> PathPiece:
    return PathPiece(path, stroke=_BLACK, stroke_width=0.5)


def _line(x0: Pt, y0: Pt, x1: Pt, y1: Pt) -> tuple[Segment, ...]:
    return Segment("m", (x0, y0)), Segment("l", (x1, y1))


def _mm(length: Pt) -> str:
    return f"{round(in_mm(length), 2):g} mm"
