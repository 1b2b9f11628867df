"""Lines: thick enough for the plate."""

from collections.abc import Iterator

from brochure.base.units import Pt
from brochure.opened.marks import Path
from brochure.opened.spaces import REGISTRATION
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, every, press

_DOT: Pt = 72 / 2400  # of a platesetter
_THINNEST: Pt = 0.25
_THINNEST_WHITE: Pt = 0.57  # 0.2 mm
_FINE: Pt = 1.0
_TRACE = 0.1  # of an ink: what is fainter has no edge that anybody sees


@check(
    "hairline",
    title="No line is a dot of the device wide, or less",
    why="Nought, and what is under 0.03 pt, is one dot of the device: seen on the screen, gone at 2400 dots an inch.",
    source="GWG 2015, line width; ISO 32000-1, 8.4.3.2",
    remedy="give the line 0.25 pt or more",
    severity=every(WARNING) | press(ERROR),
)
def hairline(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            if path.look.strokes and path.width < _DOT:
                width = f"a line of {path.width:.3f} pt is one dot" if path.width >= 0.001 else "a line has no width"
                yield FaultSpot(width, sheet.number, path.box)


@check(
    "thin-line",
    title="Lines have 0.25 pt or more",
    why="A thinner line breaks up on the plate.",
    source="print shops' data sheets: 0.25 pt; GWG 2015, effective line width",
    remedy="give the line 0.25 pt or more, after scaling",
    severity=press(ERROR),
)
def thin_line(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            if path.look.strokes and _DOT <= path.width < _THINNEST - 0.005:
                yield FaultSpot(f"a line of {path.width:.2f} pt", sheet.number, path.box)


@check(
    "thin-line-several-inks",
    title="Lines under 1 pt are printed with one or two inks",
    why="Three plates never fall exactly on each other: a fine line comes out as three, side by side.",
    source="print shops' data sheets: fine lines in one ink, two at most",
    remedy="give the line 1 pt or more, or a recipe of one or two inks",
    severity=press(WARNING),
)
def thin_line_several_inks(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            colour, width = (
                (path.look.stroke, path.width) if path.look.strokes else (path.look.fill, _thinnest_part(path))
            )
            inks = [name for name, share in colour.inks.items() if share >= _TRACE and name != REGISTRATION]
            if (
                width < _FINE - 0.005
                and len(inks) > 2
                and not colour.pattern
                and path.box.meets(sheet.bleed, slack=0.0)
            ):
                yield FaultSpot(f"a line of {width:.2f} pt is in {len(inks)} inks", sheet.number, path.box)


def _thinnest_part(path: Path) -> Pt:
    """The smaller side of the thinnest upright bar that is filled; large where there is none."""
    if not path.look.fills or not path.straight:
        return 1e9
    return min((min(part.width, part.height) for part in path.parts if max(part.width, part.height) > 4), default=1e9)


@check(
    "thin-bar",
    title="Bars that stand for lines have 0.25 pt or more",
    why="A filled bar of a tenth of a point is a hairline that no check of line widths sees.",
    source="GWG 2015, effective line width",
    remedy="give the bar 0.25 pt or more",
    severity=press(ERROR),
)
def thin_bar(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            thin = _thinnest_part(path)
            if thin < _THINNEST - 0.005 and path.box.meets(sheet.trim, slack=0.0) and not path.look.strokes:
                yield FaultSpot(f"a bar is {thin:.2f} pt thin", sheet.number, path.box)


@check(
    "thin-white-line",
    title="White lines have 0.2 mm or more",
    why="The ink around a thin white line flows into it and closes it.",
    source="print shops' data sheets: reversed lines 0.2 mm",
    remedy="give the white line 0.57 pt or more",
    severity=press(WARNING),
)
def thin_white_line(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            stroke = path.look.strokes and path.look.stroke.is_white and 0.001 <= path.width < _THINNEST_WHITE - 0.005
            bar = path.look.fills and path.look.fill.is_white and _thinnest_part(path) < _THINNEST_WHITE - 0.005
            if stroke or bar:
                yield FaultSpot("a white line is thinner than 0.2 mm", sheet.number, path.box)
