"""Safe and fold zones: where words and heavy ink must not stand, and where only marks may."""

from collections.abc import Iterator
from itertools import pairwise

from brochure.base.geometry import Box
from brochure.base.units import MM, Pt, in_mm
from brochure.opened.document import OpenedPage
from brochure.opened.marks import Glyph, GlyphRun, Mark, Path
from brochure.opened.spaces import REGISTRATION
from brochure.preflight.job import SAFE_FROM_EDGE, SAFE_FROM_FOLD, Job
from brochure.preflight.quoting import quote
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, every, press

_HEAVY_ON_FOLD = 2.0  # shares of one full ink
_FOLD_STRIP: Pt = 5 * MM
_PRINTER_MARGIN: Pt = 18.0  # 6.35 mm
_SLACK: Pt = 0.05
_FLAT: Pt = 0.01
_LINE_PLAY: Pt = 0.5  # a mark may stand on the line of the trim
_MARK_WIDTH: Pt = 1.2  # a line that is thicker is no mark


def _around(glyphs: list[Glyph]) -> Box:
    boxes = [glyph.box for glyph in glyphs]
    return Box(
        min(b.left for b in boxes), min(b.bottom for b in boxes), max(b.right for b in boxes), max(b.top for b in boxes)
    )


@check(
    "text-near-trim",
    title="Words keep 3 mm from the cut",
    why="The knife wanders by a millimetre; words nearer than three look crooked, or lose a letter.",
    source="print shops' data sheets: safe zone, 3 mm at least, 5 mm better",
    remedy="move it inwards by what the message says",
    severity=press(ERROR),
)
def text_near_trim(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        safe = sheet.trim.shrink(*[SAFE_FROM_EDGE] * 4)
        for run in job.runs(sheet):
            near = [each for each in run.glyphs if sheet.trim.holds(each.box) and not safe.holds(each.box, slack=0.1)]
            if near:
                box = _around(near)
                edges = (box.left - sheet.trim.left, sheet.trim.right - box.right,
                         box.bottom - sheet.trim.bottom, sheet.trim.top - box.top)  # fmt: skip
                yield FaultSpot(f"{quote(run)} stands {in_mm(min(edges)):.1f} mm from the cut", sheet.number, box)


@check(
    "text-cut-off",
    title="No word is cut",
    why="What lies over the edge of the page is lost.",
    source="print shops' data sheets; our own promise that no word is lost",
    remedy="move it onto the page",
    severity=every(ERROR),
)
def text_cut_off(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for run in job.runs(sheet):
            on_page = [each for each in run.glyphs if each.box.meets(sheet.trim)]
            cut = [each for each in run.glyphs if not sheet.trim.holds(each.box, slack=0.5)]
            if on_page and (cut or run.lost) and not run.look.artifact:
                yield FaultSpot(f"{quote(run)} runs over the edge of the page", sheet.number, _around(cut or on_page))


@check(
    "text-near-fold",
    title="Words keep 3 mm from every fold",
    why="Toner and ink crack on the fold, and letters that run round the edge cannot be read.",
    source="print shops and finishers: 3 mm at least, 5 mm better",
    remedy="move it away from the fold",
    severity=press(ERROR, office=ERROR, any=WARNING),
)
def text_near_fold(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for fold in job.folds(sheet):
            x = sheet.trim.left + fold
            for run in job.runs(sheet):
                near = [
                    each for each in run.glyphs if _gap(each.box, x) < SAFE_FROM_FOLD - 0.1 and _inside(each, sheet)
                ]
                if near:
                    away = max(0.0, min(_gap(each.box, x) for each in near))
                    where = f"{in_mm(away):.1f} mm from the fold at {in_mm(fold):.1f} mm"
                    yield FaultSpot(f"{quote(run)} stands {where}", sheet.number, _around(near))


def _gap(box: Box, x: Pt) -> Pt:
    return max(box.left - x, x - box.right)


def _inside(glyph: Glyph, sheet: OpenedPage) -> bool:
    return glyph.box.meets(sheet.trim)


@check(
    "heavy-ink-on-fold",
    title="No heavy ink runs over a fold",
    why="A thick layer of ink breaks open along the fold and shows the white paper.",
    source="print shops and finishers: more than 200 % within 5 mm of a fold",
    remedy="use a lighter tint at the fold, or have the sheet creased and say so to the print shop",
    severity=press(WARNING),
)
def heavy_ink_on_fold(job: Job) -> Iterator[FaultSpot]:
    if not any(job.folds(sheet) for sheet in job.sheets):
        return
    for sheet, inks in zip(job.sheets, job.inks, strict=False):
        for fold in job.folds(sheet):
            x = sheet.trim.left + fold
            strip = Box(x - _FOLD_STRIP, sheet.trim.bottom, x + _FOLD_STRIP, sheet.trim.top)
            share, place = inks.map.heaviest(sheet.media, strip)
            if share > _HEAVY_ON_FOLD + 0.02:
                message = f"{share:.0%} of ink beside the fold at {in_mm(fold):.1f} mm"
                yield FaultSpot(message, sheet.number, place)


@check(
    "fold-outside",
    title="Folds lie on the page",
    why="A fold line outside the trim, or two on one line, cannot be folded: the figures belong to another sheet.",
    source="fold geometry: the panels of a side sum to the sheet",
    remedy="give the folds in order, from the left edge of the trim of page 1",
    severity=every(ERROR),
)
def fold_outside(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        folds = job.folds(sheet)
        edges = (0.0, *folds, sheet.trim.width)
        if any(b - a < SAFE_FROM_FOLD for a, b in pairwise(edges)):
            shown = ", ".join(f"{in_mm(fold):.1f}" for fold in folds)
            yield FaultSpot(f"folds at {shown} mm do not part a page of {in_mm(sheet.trim.width):.1f} mm", sheet.number)


@check(
    "ink-in-printer-margin",
    title="An office page leaves the printer's margin free",
    why="Office printers cannot reach the outer 6 mm: what stands there is cut unevenly.",
    source="makers' data sheets of office printers: no ink in the outer 6.35 mm",
    remedy="move it inwards, or use the press edition with its bleed",
    severity={"office": WARNING, "large-print": WARNING},
)
def ink_in_printer_margin(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        inner = sheet.media.shrink(*[_PRINTER_MARGIN - 0.2] * 4)
        for mark in sheet.marks:
            paints = not isinstance(mark, GlyphRun) or mark.visible
            bare = isinstance(mark, Path) and all(colour.is_white for colour, _ in mark.look.colours)
            if paints and not bare and not inner.holds(mark.box):
                yield FaultSpot(f"{_what(mark)} stands in the outer 6.35 mm of the sheet", sheet.number, mark.box)


def _what(mark: Mark) -> str:
    if isinstance(mark, GlyphRun):
        return quote(mark)
    return "a drawing" if isinstance(mark, Path) else "a picture"


def _uses_registration(mark: Mark) -> bool:
    return any(colour.inks.get(REGISTRATION, 0.0) > 0 for colour, _ in mark.look.colours)


@check(
    "registration-inside",
    title="Registration colour is used only for marks outside the bleed",
    why="The colour 'All' prints on every plate: inside the page it is 400 % of ink that never dries.",
    source="GWG 2015, Separation All; ISO 32000-1, 8.6.6.4",
    remedy="use black ink inside the page",
    severity=press(ERROR),
)
def registration_inside(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        page = sheet.bleed if "BleedBox" in sheet.declared else sheet.trim
        for mark in sheet.marks:
            if _uses_registration(mark) and mark.box.meets(page, slack=_SLACK):
                yield FaultSpot(f"{_what(mark)} in registration colour stands inside the bleed", sheet.number, mark.box)


def _is_line_outside(mark: Mark, sheet: OpenedPage) -> bool:
    """Whether a mark is a thin line that keeps out of the page, as crop and fold marks do."""
    if not isinstance(mark, Path) or not mark.look.strokes or mark.width > _MARK_WIDTH:
        return False
    # Some programs fill what has no area.
    is_line = not mark.look.fills or all(min(part.width, part.height) < _FLAT for part in mark.parts)
    return is_line and not _enters(mark, sheet.trim, by=_LINE_PLAY)


def _enters(mark: Mark, box: Box, *, by: Pt) -> bool:
    """Whether the middle of a line lies in a box, by so much."""
    inner = box.shrink(by, by, by, by)
    parts = mark.parts if isinstance(mark, Path) else (mark.box,)
    return any(
        part.right >= inner.left and part.left <= inner.right and part.top >= inner.bottom and part.bottom <= inner.top
        for part in parts
    )


@check(
    "mark-in-bleed",
    title="Crop and fold marks stand outside the bleed",
    why="Paper moves under the knife; a mark in the bleed is then seen on the finished leaflet.",
    source="GWG 2015; print shops' data sheets: the offset of marks is at least the bleed",
    remedy="move the mark outwards by the width of the bleed",
    severity=press(ERROR),
)
def mark_in_bleed(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for mark in sheet.marks:
            if _is_line_outside(mark, sheet) and _enters(mark, sheet.bleed, by=_SLACK):
                yield FaultSpot("a mark stands in the bleed", sheet.number, mark.box)


@check(
    "mark-not-in-registration",
    title="Marks are drawn in registration colour",
    why="A mark in black alone does not show whether the other inks lie where they should.",
    source="print shops' data sheets: crop marks in Separation All",
    remedy="draw marks in the colour 'All'",
    severity=press(WARNING),
)
def mark_not_in_registration(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for mark in sheet.marks:
            outside = _is_line_outside(mark, sheet)
            if outside and not _uses_registration(mark) and not mark.look.stroke.is_white:
                yield FaultSpot("a mark outside the bleed is not in registration colour", sheet.number, mark.box)
