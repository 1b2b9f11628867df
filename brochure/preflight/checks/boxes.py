"""Page boxes and bleed: where the paper is cut, and whether the ink goes past the knife."""

from collections.abc import Iterator

from brochure.base.geometry import Box
from brochure.base.units import INCH, MM, Pt, in_mm
from brochure.opened.document import OpenedPage
from brochure.opened.marks import GlyphRun, Mark, Path
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, NOTE, WARNING, FaultSpot, check, every, file_check, press

_INCH_PAPER = ((612.0, 792.0), (612.0, 1008.0), (792.0, 1224.0))  # Letter, Legal, Tabloid
_OFFICE_PAPER = (*_INCH_PAPER, (595.28, 841.89), (841.89, 1190.55), (419.53, 595.28))  # A4, A3, A5
_ON_THE_EDGE: Pt = 0.85  # 0.3 mm: what ends so near the trim was meant to reach it
_SLACK: Pt = 0.3


def bleed_needed(trim: Box) -> Pt:
    """3 mm; an eighth of an inch on American paper."""
    return INCH / 8 if _is_one_of(trim, _INCH_PAPER) else 3 * MM


def _is_one_of(trim: Box, sizes: tuple[tuple[Pt, Pt], ...]) -> bool:
    own = sorted((trim.width, trim.height))
    return any(abs(own[0] - small) < 1 and abs(own[1] - large) < 1 for small, large in sizes)


@check(
    "no-trim-box",
    title="Every page says where it is cut",
    why="Without a TrimBox the print shop has to guess where the knife goes, and guesses wrong on folded work.",
    source="ISO 15930-7:2010; GWG 2015",
    remedy="write a TrimBox of the finished size into each page",
    severity=press(ERROR),
)
def no_trim_box(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if not sheet.declared & {"TrimBox", "ArtBox"}:
            yield FaultSpot("the page has no TrimBox", sheet.number)


@check(
    "trim-and-art-box",
    title="A page has a TrimBox or an ArtBox, not both",
    why="Two answers to the question where the page ends stop the job in the press room.",
    source="ISO 15930-7:2010",
    remedy="keep the TrimBox and take the ArtBox out",
    severity=press(ERROR),
)
def trim_and_art_box(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if {"TrimBox", "ArtBox"} <= sheet.declared:
            yield FaultSpot("the page has a TrimBox and an ArtBox", sheet.number)


@check(
    "boxes-not-nested",
    title="The trim lies in the bleed, and the bleed in the sheet",
    why="Programs that impose pages cut at the boxes; a box outside the next one gives them nothing to cut.",
    source="ISO 32000-1, 14.11.2; ISO 15930-7:2010",
    remedy="let MediaBox hold BleedBox, and BleedBox hold TrimBox",
    severity=every(ERROR),
)
def boxes_not_nested(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if {"BleedBox", "TrimBox"} <= sheet.declared and not sheet.bleed.holds(sheet.trim):
            yield FaultSpot("the TrimBox reaches out of the BleedBox", sheet.number, sheet.trim)
        if not sheet.media.holds(sheet.bleed) or not sheet.media.holds(sheet.trim):
            yield FaultSpot("a box reaches out of the MediaBox", sheet.number, sheet.bleed)


@check(
    "bleed-short",
    title="The bleed is 3 mm, or an eighth of an inch, on every side",
    why="Cutting is true to a millimetre or two; with less bleed a white hair stays along the edge.",
    source="print shops' data sheets: 3 mm, 0.125 in",
    remedy="let the BleedBox and the artwork reach 3 mm past the trim",
    severity=press(ERROR),
)
def bleed_short(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        needed, trim, bleed = bleed_needed(sheet.trim), sheet.trim, sheet.bleed
        least = min(trim.left - bleed.left, trim.bottom - bleed.bottom, bleed.right - trim.right, bleed.top - trim.top)
        if least < needed - 0.05:
            has = f"{in_mm(max(least, 0)):.1f} mm"
            yield FaultSpot(
                f"the bleed is {has} on its narrowest side; {in_mm(needed):.2f} mm are needed", sheet.number
            )


@check(
    "stops-short-of-bleed",
    title="What touches the trim reaches the bleed",
    why="A ground that ends at the cut shows a white edge on every sheet that was cut a little outside.",
    source="GWG 2015; print shops' data sheets",
    remedy="draw it 3 mm past the trim",
    severity=press(ERROR),
)
def stops_short_of_bleed(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        grounds: list[Box] = []
        for mark in sheet.marks:
            if isinstance(mark, GlyphRun) or _is_bare(mark):
                continue
            for part in mark.parts if isinstance(mark, Path) else (mark.box,):
                sides = _short_sides(part, sheet)
                if isinstance(mark, Path) and mark.look.fills and mark.straight and not sides:
                    grounds.append(part)
                if sides and not (_bends(mark) and any(_holds(ground, part, sheet) for ground in grounds)):
                    ends = f"ends at the trim on the {' and '.join(sides)}"
                    yield FaultSpot(f"{_kind(mark)} {ends} in place of the bleed", sheet.number, part)
                    break


def _bends(mark: Mark) -> bool:
    """Whether it meets an edge in a point at most, where no strip of its ground is left beside it."""
    return isinstance(mark, Path) and not mark.straight


def _holds(ground: Box, part: Box, sheet: OpenedPage) -> bool:
    """Whether a part stands on a ground that is painted before it and bleeds: no paper shows beside it."""
    return ground.holds(part.common(sheet.bleed), slack=_SLACK)


def _is_bare(mark: Mark) -> bool:
    if not isinstance(mark, Path):
        return False
    return all(colour.is_white for colour, _ in mark.look.colours)


def _kind(mark: Mark) -> str:
    return {"Path": "a drawing", "Picture": "a picture"}.get(type(mark).__name__, "a gradient")


def _short_sides(part: Box, sheet: OpenedPage) -> list[str]:
    trim, needed = sheet.trim, bleed_needed(sheet.trim)
    if not part.meets(trim) or part.width <= 0 or part.height <= 0:
        return []
    reaches = {  # by how much the part goes past each edge of the trim
        "left": trim.left - part.left,
        "right": part.right - trim.right,
        "bottom": trim.bottom - part.bottom,
        "top": part.top - trim.top,
    }
    return [side for side, past in reaches.items() if -_ON_THE_EDGE <= past < needed - _SLACK]


@check(
    "crop-box-cuts",
    title="The CropBox hides nothing that is printed",
    why="Some programs print only the CropBox: bleed and marks are lost without a word.",
    source="GWG 2015, CropBox",
    remedy="take the CropBox out, or make it as large as the MediaBox",
    severity=press(ERROR, any=NOTE),
)
def crop_box_cuts(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if "CropBox" in sheet.declared and not sheet.crop.holds(sheet.bleed.common(sheet.media)):
            yield FaultSpot("the CropBox is smaller than the bleed", sheet.number, sheet.crop)


@check(
    "pages-differ-in-size",
    title="All pages have one size",
    why="Two sides of one sheet must be one size, or the folds of front and back do not meet.",
    source="GWG 2015, page size and orientation",
    remedy="give every page the same TrimBox",
    severity=every(WARNING) | press(ERROR, office=ERROR),
)
def pages_differ_in_size(job: Job) -> Iterator[FaultSpot]:
    first = job.gathered.sheets[0].trim
    for sheet in job.sheets:
        own = sheet.trim
        if abs(own.width - first.width) > 0.3 or abs(own.height - first.height) > 0.3:
            has = f"{in_mm(own.width):.1f} x {in_mm(own.height):.1f} mm"
            wants = f"{in_mm(first.width):.1f} x {in_mm(first.height):.1f} mm"
            yield FaultSpot(f"the page has {has}; page 1 has {wants}", sheet.number)


@check(
    "pages-turned-differently",
    title="All pages stand the same way up",
    why="A page that is turned by its /Rotate key is imposed upside down, or across.",
    source="GWG 2015, page size and orientation",
    remedy="turn the content, not the page",
    severity=every(WARNING) | press(ERROR),
)
def pages_turned_differently(job: Job) -> Iterator[FaultSpot]:
    first = job.gathered.sheets[0]
    for sheet in job.sheets:
        if sheet.turn != first.turn:
            yield FaultSpot(f"the page is turned by {sheet.turn} degrees, page 1 by {first.turn}", sheet.number)


@check(
    "scaled-page",
    title="A unit of the page is one point",
    why="Many programs ignore UserUnit: the leaflet is then printed at another size.",
    source="GWG 2015, page scaling; ISO 32000-1, table 30",
    remedy="leave UserUnit out and write true lengths",
    severity=every(ERROR),
)
def scaled_page(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if sheet.unit != 1:
            yield FaultSpot(f"a unit of the page is {sheet.unit:g} points", sheet.number)


@check(
    "empty-page",
    title="No page is empty",
    why="An empty page is paid for, and on folded work it is often a side that got lost.",
    source="GWG 2015, empty pages",
    remedy="take the page out, or find what should stand on it",
    severity=every(WARNING) | press(ERROR),
)
def empty_page(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        seen = [mark for mark in sheet.marks if mark.box.meets(sheet.trim, slack=0.0) and not _is_bare(mark)]
        if not seen and not sheet.seen.damage:
            yield FaultSpot("the page is empty", sheet.number)


@file_check(
    "side-missing",
    title="A folded sheet has two sides",
    why="With an odd number of pages the last sheet has no back, and every later back falls on the wrong front.",
    source="GWG 2015, number of pages",
    remedy="add the missing side, or an empty one on purpose",
    severity=press(WARNING, office=WARNING),
)
def side_missing(job: Job) -> Iterator[FaultSpot]:
    count = len(job.gathered.sheets)
    if count % 2 and (count > 1 or job.is_folded) and not job.unread:
        yield FaultSpot(f"{count} {'pages make' if count > 1 else 'page makes'} no whole sheets", count)


@check(
    "unknown-paper",
    title="An office page is as large as the paper of the office",
    why="A page of another size is scaled or cut by the printer, and the folds miss their lines.",
    source="makers' data sheets of office printers: page size exactly A4 or Letter",
    remedy="make the page exactly A4, A5, A3, Letter, Legal or Tabloid",
    severity={"office": WARNING, "large-print": WARNING},
)
def unknown_paper(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if not _is_one_of(sheet.media, _OFFICE_PAPER):
            size = f"{in_mm(sheet.media.width):.1f} x {in_mm(sheet.media.height):.1f} mm"
            yield FaultSpot(f"the page has {size}, which is no paper of an office", sheet.number)
