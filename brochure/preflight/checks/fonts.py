"""Fonts: embedded, real, and able to say what they show."""

from collections.abc import Iterator

from brochure.base.geometry import Box
from brochure.opened.fonts import FoundFont
from brochure.opened.marks import GlyphRun
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, every, press, readers


def _used(job: Job) -> Iterator[tuple[FoundFont, int, Box]]:
    """Each font that shows something, with its first page and place."""
    first: dict[int, tuple[int, Box]] = {}
    for sheet in job.sheets:
        for mark in sheet.marks:
            if isinstance(mark, GlyphRun) and mark.mode != 3:
                first.setdefault(mark.font_identity, (sheet.number, mark.box))
    for identity, (page, box) in first.items():
        font = job.document.fonts.get(identity)
        if font is not None:
            yield font, page, box


@check(
    "font-not-embedded",
    title="Every font is in the file",
    why="A font that is missing is replaced by another, and lines run over or come out in Courier.",
    source="ISO 15930-7:2010; ISO 14289-1, 7.21.4; GWG 2015",
    remedy="embed the font",
    severity=every(ERROR),
)
def font_not_embedded(job: Job) -> Iterator[FaultSpot]:
    for font, page, box in _used(job):
        if not font.embedded:
            yield FaultSpot(f"the font {font.name} is not embedded", page, box)


@check(
    "type-3-font",
    title="Letters are outlines, not little drawings",
    why="Type 3 fonts are drawn, often as pixels: they print rough and carry no hints.",
    source="GWG 2015, fonts",
    remedy="use a TrueType or OpenType font",
    severity=press(WARNING, email=WARNING, office=WARNING, large_print=WARNING),
)
def type_3_font(job: Job) -> Iterator[FaultSpot]:
    for font, page, box in _used(job):
        if font.kind == "Type3":
            yield FaultSpot(f"the font {font.name} is a Type 3 font", page, box)


@check(
    "courier",
    title="Courier is there on purpose",
    why="Courier is what programs fall back on when a font is missing.",
    source="GWG 2015, Courier font",
    remedy="name the font that was meant",
    severity=press(WARNING),
)
def courier(job: Job) -> Iterator[FaultSpot]:
    for font, page, box in _used(job):
        if "courier" in font.name.casefold():
            yield FaultSpot(f"text is set in {font.name}", page, box)


@check(
    "font-without-characters",
    title="Every font says which characters it shows",
    why="Without a ToUnicode map the words come out as nonsense when they are read aloud, copied or searched.",
    source="ISO 14289-1, 7.21.7; WCAG 2.2, 1.3.1",
    remedy="write a ToUnicode map for the font",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def font_without_characters(job: Job) -> Iterator[FaultSpot]:
    for font, page, box in _used(job):
        if not font.speaks:
            yield FaultSpot(f"the font {font.name} does not say which characters it shows", page, box)
