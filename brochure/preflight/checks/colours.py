"""Colour spaces, spot inks and transparency."""

import re
from collections.abc import Iterator

from brochure.opened.document import OpenedPage
from brochure.opened.marks import Mark, PictureMark
from brochure.opened.spaces import Space
from brochure.preflight.gathered import uses_of
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, file_check, press

_MOST_SPOTS = 2
_ENDING = re.compile(r"\s+(cvc|cv|cvu|cp|c|u|m)$", re.I)


def _uses(job: Job) -> Iterator[tuple[OpenedPage, Mark, Space]]:
    """Every colour space that paints, with its mark."""
    for sheet in job.sheets:
        for mark, space in uses_of(sheet):
            yield sheet, mark, space


@check(
    "device-rgb",
    title="Nothing for the press is in the colours of a screen",
    why="Colours of light without a profile are separated as somebody's machine likes it; blacks become four inks.",
    source="ISO 15930-7:2010; GWG 2015 sheet: no RGB",
    remedy="convert it with the profile of the printing condition",
    severity=press(ERROR),
)
def device_rgb(job: Job) -> Iterator[FaultSpot]:
    for sheet, mark, space in _uses(job):
        if space.family in ("DeviceRGB", "CalRGB"):
            yield FaultSpot(f"{_what(mark)} is in {space.family}", sheet.number, mark.box)


def _what(mark: Mark) -> str:
    return {"GlyphRun": "a text", "Path": "a drawing", "PictureMark": "a picture"}.get(
        type(mark).__name__, "a gradient"
    )


@check(
    "managed-colour",
    title="Colours are ready for the plate",
    why="Colours with a profile of their own are converted on the press's computer: nobody has seen the outcome.",
    source="GWG 2015 sheet: no ICC-based RGB and no Lab in a CMYK job",
    remedy="convert it with the profile of the printing condition before it is sent",
    severity=press(WARNING),
)
def managed_colour(job: Job) -> Iterator[FaultSpot]:
    for sheet, mark, space in _uses(job):
        if space.family == "Lab" or (space.family == "ICCBased" and space.model == "rgb"):
            yield FaultSpot(
                f"{_what(mark)} is in {'Lab' if space.family == 'Lab' else 'RGB with a profile'}",
                sheet.number,
                mark.box,
            )


@check(
    "press-colour-on-screen",
    title="Pages for screens are in the colours of a screen",
    why="Each viewer shows CMYK in its own way: brand colours turn loud, and contrast is anybody's guess.",
    source="ISO 19005-2, 6.2.4.3; trade practice",
    remedy="use sRGB in what is read on screens",
    severity={"email": WARNING, "large-print": WARNING},
)
def press_colour_on_screen(job: Job) -> Iterator[FaultSpot]:
    for sheet, mark, space in _uses(job):
        if space.family in ("DeviceCMYK", "Separation", "DeviceN"):
            yield FaultSpot(f"{_what(mark)} is in {space.family}", sheet.number, mark.box)


@file_check(
    "too-many-spot-inks",
    title="A job has two spot inks at most",
    why="Each ink is a plate, a wash of the press and a line on the bill.",
    source="GWG 2015 sheet spot: two spot colours",
    remedy="mix the colour from process inks, or use a tint of an ink that is there",
    severity=press(WARNING),
)
def too_many_spot_inks(job: Job) -> Iterator[FaultSpot]:
    names = sorted(job.gathered.spots)
    if len(names) > _MOST_SPOTS:
        yield FaultSpot(f"{len(names)} spot inks: {', '.join(names)[:80]}")


@file_check(
    "spot-name",
    title="Each spot ink has one plain name",
    why="'PANTONE 300 C' and 'Pantone 300 CVC' become two plates of one ink.",
    source="GWG 2015, spot colour naming",
    remedy="write the name in one way, as the swatch book has it",
    severity=press(ERROR),
)
def spot_name(job: Job) -> Iterator[FaultSpot]:
    known: dict[str, str] = {}
    for name, (page, box, _) in job.gathered.spots.items():
        if name != " ".join(name.split()) or not name.isprintable() or "\ufffd" in name or not name:
            yield FaultSpot(f"the spot ink {name!r} has a name that cannot be kept apart", page, box)
        plain = _ENDING.sub("", " ".join(name.split())).casefold()
        if plain in known:
            yield FaultSpot(f"the spot inks '{known[plain]}' and '{name}' seem to be one", page, box)
        known.setdefault(plain, name)


@file_check(
    "ambiguous-spot",
    title="A spot ink looks the same wherever it is used",
    why="Two recipes under one name: the proof shows one of them, the press neither.",
    source="GWG 2015, ambiguous spot colours; ISO 15930-7:2010",
    remedy="use one alternate colour for the ink throughout",
    severity=press(ERROR),
)
def ambiguous_spot(job: Job) -> Iterator[FaultSpot]:
    for name, use in job.gathered.spots.items():
        if len(use.recipes) > 1:
            page, box = list(use.recipes.values())[1]
            yield FaultSpot(f"the spot ink '{name}' has {len(use.recipes)} different alternates", page, box)


def _transparent(sheet: OpenedPage) -> Mark | None:
    """A mark that shows what is beneath it."""
    for mark in sheet.all_marks:
        masked = isinstance(mark, PictureMark) and mark.has_soft_mask
        if mark.look.alpha < 1 or mark.look.blend != "Normal" or mark.look.soft_mask or masked:
            return mark
    return None


@check(
    "blend-space",
    title="Transparency is blended in the inks of the press",
    why="Blended in RGB, the colours around a shadow change and pure black becomes four inks.",
    source="GWG 2015, transparency blend colour space; ISO 15930-7:2010",
    remedy="give the page a transparency group with DeviceCMYK",
    severity=press(ERROR),
)
def blend_space(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        mark = _transparent(sheet)
        if mark is not None and sheet.blend_space not in ("cmyk",):
            named = sheet.blend_space or "no colour space of its own"
            yield FaultSpot(f"{_what(mark)} is transparent, and the page blends in {named}", sheet.number, mark.box)
        if any(group in ("rgb", "lab") for group in sheet.seen.groups):
            yield FaultSpot("a transparency group blends in RGB", sheet.number)


@check(
    "transfer-function",
    title="No curve or screen is hidden in the page",
    why="Transfer functions and halftones change what the plate gets behind the back of the print shop.",
    source="ISO 15930-7:2010",
    remedy="take TR, TR2 and HT out of the graphics states",
    severity=press(ERROR),
)
def transfer_function(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if sheet.seen.transfers:
            yield FaultSpot("a transfer function or halftone is set", sheet.number)


@check(
    "postscript-inside",
    title="Pages hold no PostScript and no stand-ins",
    why="PostScript forms and OPI pictures print only on the machine for which they were made.",
    source="ISO 15930-7:2010",
    remedy="embed the picture itself",
    severity=press(ERROR),
)
def postscript_inside(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        if sheet.seen.postscript:
            yield FaultSpot("the page draws PostScript or an OPI picture", sheet.number)
