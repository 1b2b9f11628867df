"""Pictures: enough pixels, and nothing that a press cannot use."""

from collections.abc import Iterator

from brochure.opened.marks import GlyphRun, PictureMark
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, NOTE, WARNING, FaultSpot, check, every, press

_GOOD, _POOR, _POOR_ON_SCREEN, _LINE_ART, _TOO_FINE = 200.0, 150.0, 96.0, 550.0, 450.0
_TINY = 12.0  # points; a texture or a bullet of a few pixels
_WHOLE = 0.95  # of the page


def _photographs(job: Job) -> Iterator[tuple[int, PictureMark]]:
    for sheet in job.sheets:
        for picture in job.pictures(sheet):
            if not picture.is_mask and picture.bits > 1 and max(picture.width, picture.height) > _TINY:
                yield sheet.number, picture


def _size(picture: PictureMark) -> str:
    return f"a picture of {picture.width_px} x {picture.height_px} pixels has {picture.ppi:.0f} ppi"


@check(
    "low-resolution",
    title="Pictures have 200 pixels an inch or more",
    why="Below 200 the dots begin to show in faces and fine detail.",
    source="GWG 2015; print shops' data sheets: 300 as placed, 200 acceptable",
    remedy="give a picture with more pixels, or print it smaller",
    severity=press(WARNING),
)
def low_resolution(job: Job) -> Iterator[FaultSpot]:
    for page, picture in _photographs(job):
        if _POOR - 0.5 <= picture.ppi < _GOOD - 0.5:
            yield FaultSpot(f"{_size(picture)}; {_GOOD:.0f} are wanted", page, picture.box)


@check(
    "poor-resolution",
    title="Pictures have 150 pixels an inch or more in print, 96 elsewhere",
    why="The pixels can be seen, and the leaflet looks careless.",
    source="GWG 2015: floor of 150; print shops' data sheets",
    remedy="give a picture with more pixels, or print it smaller",
    severity=every(WARNING) | press(ERROR),
)
def poor_resolution(job: Job) -> Iterator[FaultSpot]:
    least = _POOR if job.profile in ("press", "master") else _POOR_ON_SCREEN
    for page, picture in _photographs(job):
        if picture.ppi < least - 0.5:
            yield FaultSpot(f"{_size(picture)}; {least:.0f} are the least", page, picture.box)


@check(
    "coarse-line-art",
    title="Pictures of black and white alone have 550 pixels an inch or more",
    why="Without greys every pixel is a stair that the eye sees.",
    source="GWG 2015, 1-bit resolution: 550",
    remedy="scan it finer, or use a drawing",
    severity=press(WARNING),
)
def coarse_line_art(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for picture in job.pictures(sheet):
            coarse = (picture.is_mask or picture.bits == 1) and picture.ppi < _LINE_ART - 0.5
            if coarse and max(picture.width, picture.height) > _TINY:
                yield FaultSpot(f"{_size(picture)}; {_LINE_ART:.0f} are wanted", sheet.number, picture.box)


@check(
    "needless-resolution",
    title="Pictures have no more pixels than anybody can see",
    why="Pixels that no press and no screen shows are only waited for, and paid for on a telephone.",
    source="trade practice: above 450 ppi nothing is gained",
    remedy="scale the picture down to 300 ppi",
    severity=press(NOTE, email=WARNING, large_print=NOTE),
)
def needless_resolution(job: Job) -> Iterator[FaultSpot]:
    for page, picture in _photographs(job):
        if picture.ppi > _TOO_FINE and picture.width_px * picture.height_px > 500_000:
            yield FaultSpot(f"{_size(picture)}; {_TOO_FINE:.0f} are plenty", page, picture.box)


@check(
    "single-picture-page",
    title="A page is more than one picture",
    why="A page as one picture has lost its type: letters print as dots, and nothing can be corrected.",
    source="GWG 2015, single-image pages",
    remedy="send the page with its text as text",
    severity=press(WARNING, any=WARNING),
)
def single_picture_page(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        whole = [
            picture
            for picture in job.pictures(sheet)
            if (part := picture.box.common(sheet.trim)).width * part.height
            > _WHOLE * sheet.trim.width * sheet.trim.height
        ]
        if whole and not any(isinstance(mark, GlyphRun) and mark.visible for mark in sheet.marks):
            yield FaultSpot("the page is one picture", sheet.number, whole[0].box)


@check(
    "picture-with-alternates",
    title="A picture has one version",
    why="With alternates nobody knows which of the pictures will be printed.",
    source="ISO 15930-7:2010, images",
    remedy="keep one version of the picture",
    severity=press(ERROR),
)
def picture_with_alternates(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for picture in job.pictures(sheet):
            if picture.has_alternates:
                yield FaultSpot("a picture has alternate versions", sheet.number, picture.box)


@check(
    "deep-picture",
    title="Pictures have 8 bits a channel",
    why="Sixteen bits double the file and trip some of the programs that make plates.",
    source="trade practice; ISO 15930-7 allows them",
    remedy="save the picture with 8 bits a channel",
    severity=press(NOTE, email=NOTE),
)
def deep_picture(job: Job) -> Iterator[FaultSpot]:
    for page, picture in _photographs(job):
        if picture.bits > 8:
            yield FaultSpot(f"a picture has {picture.bits} bits a channel", page, picture.box)
