"""Fonts: embedded, real, and able to say what they show."""

from collections.abc import Iterator

from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, every, file_check, press, readers


@file_check(
    "font-not-embedded",
    title="Every font is in the file",
    why="A font that is missing is replaced by another, and lines run over or come out in Courier.",
    source="ISO 15930-7:2010; ISO 14289-1, 7.21.4; GWG 2015",
    remedy="embed the font",
    severity=every(ERROR),
)
def font_not_embedded(job: Job) -> Iterator[FaultSpot]:
    for font in job.gathered.fonts.values():
        if not font.embedded:
            yield FaultSpot(f"the font {font.name} is not embedded", font.page, font.box)


@file_check(
    "type-3-font",
    title="Letters are outlines, not little drawings",
    why="Type 3 fonts are drawn, often as pixels: they print rough and carry no hints.",
    source="GWG 2015, fonts",
    remedy="use a TrueType or OpenType font",
    severity=press(WARNING, email=WARNING, office=WARNING, large_print=WARNING),
)
def type_3_font(job: Job) -> Iterator[FaultSpot]:
    for font in job.gathered.fonts.values():
        if font.kind == "Type3":
            yield FaultSpot(f"the font {font.name} is a Type 3 font", font.page, font.box)


@file_check(
    "courier",
    title="Courier is there on purpose",
    why="Courier is what programs fall back on when a font is missing.",
    source="GWG 2015, Courier font",
    remedy="name the font that was meant",
    severity=press(WARNING),
)
def courier(job: Job) -> Iterator[FaultSpot]:
    for font in job.gathered.fonts.values():
        if "courier" in font.name.casefold():
            yield FaultSpot(f"text is set in {font.name}", font.page, font.box)


@file_check(
    "font-without-characters",
    title="Every font says which characters it shows",
    why="Without a ToUnicode map the words come out as nonsense when they are read aloud, copied or searched.",
    source="ISO 14289-1, 7.21.7; WCAG 2.2, 1.3.1",
    remedy="write a ToUnicode map for the font",
    severity=readers(ERROR, master=ERROR, any=WARNING),
)
def font_without_characters(job: Job) -> Iterator[FaultSpot]:
    for font in job.gathered.fonts.values():
        if not font.speaks:
            yield FaultSpot(f"the font {font.name} does not say which characters it shows", font.page, font.box)
