"""Words that a reader can see: size, contrast, and ways of drawing them."""

from collections.abc import Iterator
from itertools import groupby

from brochure.base.colour import LARGE_BOLD_TYPE, LARGE_CONTRAST, LARGE_TYPE, TEXT_CONTRAST, Rgb, contrast
from brochure.base.edition import Profile
from brochure.base.geometry import Box
from brochure.opened.document import OpenedPage
from brochure.opened.marks import GlyphRun
from brochure.opened.pixels import two_colours
from brochure.preflight.job import Job
from brochure.preflight.quoting import quote
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, every, press, readers

_LEAST: dict[Profile, float] = {
    "press": 5.0,
    "master": 5.0,
    "office": 9.0,
    "email": 14.0,
    "large-print": 16.0,
    "any": 5.0,
}
_LEAST_REVERSED = 8.0
_BLUR = 0.92  # the smoothing of edges takes a little of the contrast of thin strokes
_SMALLEST_SEEN = 4.0  # points; smaller type has no pixel of its own colour


@check(
    "small-text",
    title="Words are large enough for their edition",
    why="Type below the floor cannot be read by many patients; below 5 pt no press prints it surely.",
    source="UKAAF G003: 16 pt for large print; EC readability guideline: 9 pt; print shops: 5 pt",
    remedy="set it larger, or say less",
    severity=every(ERROR, "any") | {"any": WARNING},
)
def small_text(job: Job) -> Iterator[FaultSpot]:
    least = _LEAST[job.profile]
    for sheet in job.sheets:
        for run in job.words(sheet, inner=True):
            if run.size < least - 0.05 and any(glyph.text.isalnum() for glyph in run.glyphs):
                yield FaultSpot(
                    f"{quote(run)} is set in {run.size:.3g} pt; {least:g} pt is the least", sheet.number, run.box
                )


@check(
    "small-white-text",
    title="White words on ink have 8 pt or more",
    why="The ink around white letters flows inwards and closes thin strokes.",
    source="print shops' data sheets: reversed text, 8 pt",
    remedy="set it in 8 pt or more, or in dark letters",
    severity=press(ERROR, any=WARNING),
)
def small_white_text(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for run in job.words(sheet, inner=True):
            if run.look.fills and run.look.fill.is_white and run.size < _LEAST_REVERSED - 0.05:
                yield FaultSpot(f"{quote(run)} is white in {run.size:.3g} pt", sheet.number, run.box)


@check(
    "faint-text",
    title="Words stand out from their ground",
    why="Words that differ too little from their ground are lost to many readers, and under 3:1 to most.",
    source="WCAG 2.2, 1.4.3: 4.5:1, and 3:1 from 18 pt or 14 pt bold; under 3:1 an error everywhere; as rendered",
    remedy="darken the words or lighten the ground",
    severity=every(ERROR, "any", "press") | {"any": WARNING, "press": WARNING},
)
def faint_text(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        pictures = [picture.box for picture in job.pictures(sheet)]
        for line in _lines(job.words(sheet)):
            ratio = _contrast(job, sheet, line)
            large = line.size >= (LARGE_BOLD_TYPE if line.bold else LARGE_TYPE)
            needed = LARGE_CONTRAST if large else TEXT_CONTRAST
            on_picture = any(picture.meets(line.box) for picture in pictures)
            # A point alone is smaller than a pixel, and tells nothing of its colour.
            measured = line.size >= _SMALLEST_SEEN and any(glyph.text.isalnum() for glyph in line.glyphs)
            if ratio is not None and ratio < needed * _BLUR and not on_picture and measured:
                message = f"{quote(line)} has contrast {ratio:.1f}:1; {needed:g}:1 is needed"
                worse = ERROR if ratio < LARGE_CONTRAST * _BLUR else None
                yield FaultSpot(message, sheet.number, line.box, severity=worse)


def _lines(runs: list[GlyphRun]) -> Iterator[GlyphRun]:
    """Runs of one line and one colour as one: a page is then asked for fewer pixels."""
    for _, group in groupby(runs, key=lambda run: (round(run.box.bottom / 4), run.size, run.font, run.look.fill)):
        line = list(group)
        boxes = [run.box for run in line]
        around = Box(
            min(box.left for box in boxes), min(box.bottom for box in boxes),
            max(box.right for box in boxes), max(box.top for box in boxes),
        )  # fmt: skip
        glyphs = tuple(glyph for run in line for glyph in run.glyphs)
        yield line[0]._replace(box=around, glyphs=glyphs, text="".join(run.text for run in line))


def _contrast(job: Job, sheet: OpenedPage, line: GlyphRun) -> float | None:
    """Between the letters and their ground, as rendered; None where nothing can be said."""
    pixels = job.crop(sheet, line.box.common(sheet.trim), margin=1.0)
    if pixels is None:
        return None
    colours = two_colours(pixels)
    if colours is None:
        return 1.0
    one, other = (Rgb(*(part / 255 for part in colour)) for colour in colours)
    return contrast(one, other)


@check(
    "hidden-text",
    title="All words can be seen",
    why="Words that are in the file and not on the page are read aloud and copied, but nobody proofread them.",
    source="Matterhorn Protocol 1.1, checkpoint 08; ISO 32000-1, 9.3.6",
    remedy="take the hidden words out, or show them",
    severity=every(WARNING, "any"),
)
def hidden_text(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        hidden = [
            m for m in sheet.marks if isinstance(m, GlyphRun) and m.mode == 3 and m.glyphs and not m.look.artifact
        ]
        if hidden:
            words = "text is" if len(hidden) == 1 else "texts are"
            yield FaultSpot(f"{len(hidden)} {words} on the page without being painted", sheet.number, hidden[0].box)


@check(
    "false-bold",
    title="Bold words use a bold face",
    why="Letters that are thickened with an outline fill in, and their inks shift against each other.",
    source="GWG 2015, text; trade practice",
    remedy="use the bold face of the family",
    severity=press(WARNING),
)
def false_bold(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for run in job.runs(sheet, inner=True):
            if run.mode in (2, 6):
                yield FaultSpot(f"{quote(run)} is filled and stroked", sheet.number, run.box)


@check(
    "page-without-text",
    title="Pages hold words, not pictures of words",
    why="A picture of words cannot be read aloud, enlarged without blur, searched or translated.",
    source="WCAG 2.2, 1.4.5; Matterhorn Protocol 1.1, checkpoint 08",
    remedy="set the words as text",
    severity=readers(ERROR, master=ERROR),
)
def page_without_text(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        drawn = [mark for mark in sheet.marks if mark.box.meets(sheet.trim)]
        if drawn and not any(isinstance(mark, GlyphRun) for mark in drawn):
            yield FaultSpot("the page holds no text", sheet.number)


@check(
    "missing-glyph",
    title="Every character has its glyph",
    why="A font without the character prints a box, or nothing at all.",
    source="ISO 14289-1, 7.21.8; ISO 19005-2, 6.2.11.8",
    remedy="use a font that has the character",
    severity=every(ERROR),
)
def missing_glyph(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for mark in sheet.all_marks:
            if isinstance(mark, GlyphRun) and mark.missing:
                places = "a character has" if mark.missing == 1 else f"{mark.missing} characters have"
                yield FaultSpot(f"{places} no glyph in {mark.font}", sheet.number, mark.box)
