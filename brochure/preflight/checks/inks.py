"""Inks: how much of them, and which of them make words."""

from collections.abc import Iterator

from brochure.opened.marks import GlyphRun, Path
from brochure.opened.spaces import SpaceColour
from brochure.preflight.job import Job
from brochure.preflight.quoting import quote
from brochure.preflight.register import ERROR, NOTE, WARNING, FaultSpot, check, file_check, press

_RICH_FROM = 36.0  # points; larger letters may stand on other inks
_SMALL = 8.0
_FULL = 0.995
_MARGIN = 0.02  # of ink, for the rounding of pixels


@check(
    "too-much-ink",
    title="Total ink stays below what the paper takes",
    why="Too much ink does not dry: sheets stick together, and the folding machine smears it.",
    source="FOGRA39 330 %, FOGRA51, FOGRA52 and GRACoL 300 %; 300 % where nobody says",
    remedy="lighten the colours there, or take less of the three inks under black",
    severity=press(ERROR),
)
def too_much_ink(job: Job) -> Iterator[FaultSpot]:
    for sheet, inks in zip(job.sheets, job.inks, strict=False):
        if inks.share > job.most_ink + _MARGIN:
            where = f" for {job.condition}" if job.condition else ""
            said = f"{inks.share:.0%} of ink in a window of 2 mm; {job.most_ink:.0%} is the most{where}"
            yield FaultSpot(said, sheet.number, inks.place)


@file_check(
    "ink-not-measured",
    title="All ink can be measured",
    why="Where a picture or gradient cannot be turned into plates, nobody knows how much ink it takes.",
    source="our own rule: what was not looked at is said",
    remedy="look at this place on a proof, or save the picture as plain PNG or JPEG",
    severity=press(NOTE),
)
def ink_not_measured(job: Job) -> Iterator[FaultSpot]:
    if job.gathered.unrendered:
        yield FaultSpot(f"the plates cannot be rendered ({job.unseen})")
    for reason in sorted(job.gathered.unmeasured):
        yield FaultSpot(f"the ink of {reason} was not measured")


def _text_colours(job: Job) -> Iterator[tuple[int, GlyphRun, SpaceColour, bool]]:
    """Page, run, colour, and whether it overprints, of every text that can be seen inside the bleed."""
    for sheet in job.sheets:
        for run in job.runs(sheet, inner=True):
            if run.box.meets(sheet.bleed):
                for colour, overprints in run.look.colours:
                    yield sheet.number, run, colour, overprints


def _black_share(colour: SpaceColour) -> float:
    return colour.inks.get("Black", 0.0)


def _is_pure_black(colour: SpaceColour) -> bool:
    return _black_share(colour) >= _FULL and colour.used == ("Black",)


@check(
    "rich-black-text",
    title="Black words are black ink alone",
    why="Four inks never fall exactly on each other: small letters get coloured edges and fill in.",
    source="GWG 2015, rich black text; print shops' data sheets: only above 36 pt",
    remedy="set it in 0/0/0/100",
    severity=press(ERROR),
)
def rich_black_text(job: Job) -> Iterator[FaultSpot]:
    for page, run, colour, _ in _text_colours(job):
        if _black_share(colour) >= 0.85 and len(colour.used) > 1 and run.size < _RICH_FROM:
            yield FaultSpot(f"{quote(run)} is {_recipe(colour)} at {run.size:.3g} pt", page, run.box)


def _recipe(colour: SpaceColour) -> str:
    return " + ".join(f"{name} {share:.0%}" for name, share in colour.inks.items() if share > 0.005)


@check(
    "four-colour-text",
    title="Words are printed with few inks",
    why="Each ink more is one more that can stand a tenth of a millimetre off, and the letter blurs.",
    source="print shops' data sheets: two separations at most are advised; GWG 2015, small text",
    remedy="give the colour a recipe of one or two inks, or a spot ink",
    severity=press(ERROR),
)
def four_colour_text(job: Job) -> Iterator[FaultSpot]:
    for page, run, colour, _ in _text_colours(job):
        if len(colour.used) >= 4 and _black_share(colour) < 0.85 and run.size < _RICH_FROM:
            yield FaultSpot(f"{quote(run)} is printed with {len(colour.used)} inks: {_recipe(colour)}", page, run.box)


@check(
    "small-text-several-inks",
    title="Small words are printed with one ink",
    why="Below 8 pt a stroke is thinner than the play between two plates.",
    source="print shops' data sheets: 8 pt for two inks and more; GWG 2015, small text",
    remedy="print it in one ink, or set it in 8 pt or more",
    severity=press(WARNING),
)
def small_text_several_inks(job: Job) -> Iterator[FaultSpot]:
    for page, run, colour, _ in _text_colours(job):
        if 2 <= len(colour.used) < 4 and run.size < _SMALL - 0.01 and not run.look.artifact:
            yield FaultSpot(f"{quote(run)} at {run.size:.3g} pt is printed with {_recipe(colour)}", page, run.box)


@check(
    "black-text-knocks-out",
    title="Black words overprint",
    why="Black that is cut out of the ground beneath shows white hairs when the plates shift.",
    source="GWG 2015, overprint of 100 % black text, DeviceCMYK and DeviceGray",
    remedy="switch overprint on, with overprint mode 1, for 0/0/0/100",
    severity=press(WARNING),
)
def black_text_knocks_out(job: Job) -> Iterator[FaultSpot]:
    for page, run, colour, overprints in _text_colours(job):
        if _is_pure_black(colour) and not overprints:
            yield FaultSpot(f"{quote(run)} is black and does not overprint", page, run.box)


@check(
    "black-line-knocks-out",
    title="Thin black lines overprint",
    why="A thin line that is cut out of its ground gets white edges when the plates shift.",
    source="GWG 2015, overprint of thin 100 % black lines",
    remedy="switch overprint on, with overprint mode 1, for 0/0/0/100",
    severity=press(WARNING),
)
def black_line_knocks_out(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            look = path.look
            thin = look.strokes and path.width <= 2 and path.box.meets(sheet.trim)
            if thin and _is_pure_black(look.stroke) and not look.overprints_stroke:
                yield FaultSpot(f"a black line of {path.width:.2g} pt does not overprint", sheet.number, path.box)


@check(
    "white-text-overprints",
    title="White words knock out",
    why="White that overprints is no ink on ink: the words are gone from the printed sheet.",
    source="GWG 2015, overprint of white text",
    remedy="switch overprint off for white",
    severity=press(ERROR, any=WARNING),
)
def white_text_overprints(job: Job) -> Iterator[FaultSpot]:
    for page, run, colour, overprints in _text_colours(job):
        if overprints and colour.is_white:
            yield FaultSpot(f"{quote(run)} is white and overprints: it will not be seen", page, run.box)


@check(
    "white-path-overprints",
    title="White drawings knock out",
    why="White that overprints vanishes, and what it should hide comes through.",
    source="GWG 2015, overprint of white paths",
    remedy="switch overprint off for white",
    severity=press(ERROR, any=WARNING),
)
def white_path_overprints(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for path in job.paths(sheet):
            if any(overprints and colour.is_white for colour, overprints in path.look.colours):
                yield FaultSpot("a white drawing overprints: it will not be seen", sheet.number, path.box)


def _overprinting(job: Job) -> Iterator[tuple[int, GlyphRun | Path, SpaceColour]]:
    for sheet in job.sheets:
        for mark in sheet.all_marks:
            if isinstance(mark, GlyphRun | Path) and mark.box.meets(sheet.bleed):
                for colour, overprints in mark.look.colours:
                    if overprints:
                        yield sheet.number, mark, colour


@check(
    "overprint-mode-zero",
    title="Overprint of process colours uses mode 1",
    why="In mode 0 an ink share of nought knocks out the ink beneath, so that black overprints nothing after all.",
    source="GWG 2015, overprint mode; ISO 32000-1, 8.6.7",
    remedy="write /OPM 1 beside /op and /OP",
    severity=press(WARNING),
)
def overprint_mode_zero(job: Job) -> Iterator[FaultSpot]:
    for page, mark, colour in _overprinting(job):
        if colour.space.family == "DeviceCMYK" and mark.look.overprint_mode == 0:
            yield FaultSpot("overprint is switched on in mode 0", page, mark.box)


@check(
    "grey-overprints",
    title="Greys of one channel do not overprint",
    why="Programs disagree what a DeviceGray that overprints does to the other inks.",
    source="GWG 2015, overprint of greyscale",
    remedy="write the grey as 0/0/0/k, or switch overprint off",
    severity=press(WARNING),
)
def grey_overprints(job: Job) -> Iterator[FaultSpot]:
    for page, mark, colour in _overprinting(job):
        if colour.space.model == "gray" and not colour.is_white:
            yield FaultSpot("a DeviceGray colour overprints", page, mark.box)
