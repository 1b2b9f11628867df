"""Links and codes: where a tap or a telephone's camera leads."""

from collections.abc import Iterator

from brochure.base.units import Pt, in_mm
from brochure.opened.codes2d import QUIET_MODULES
from brochure.opened.pixels import png_of
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, check, every, readers

_SAFE = ("https://", "mailto:", "tel:")
_LEAST_TARGET: Pt = 18.0  # 24 CSS pixels
_LEAST_MODULE: Pt = 0.4 * 72 / 25.4
_ROUNDING = 0.93  # of a module, for the pixels in which it is measured


@check(
    "unsafe-link",
    title="Links lead to web pages, mail and telephone only",
    why="Other addresses open files or run programs on the reader's machine, or go over an open line.",
    source="our own rule; WCAG 2.2, 2.4.4; RFC 3986",
    remedy="write an https, mailto or tel address",
    severity=every(WARNING) | readers(ERROR),
)
def unsafe_link(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for each in sheet.annotations:
            if each.action == "URI" and not each.address.casefold().startswith(_SAFE):
                scheme = each.address.split(":")[0][:20] if ":" in each.address[:20] else "no scheme"
                yield FaultSpot(f"a link has an address of kind '{scheme}'", sheet.number, each.box)
            elif each.action in ("Launch", "JavaScript", "GoToR", "GoToE", "SubmitForm", "ImportData", "AA"):
                yield FaultSpot(f"a link does an action of kind {each.action}", sheet.number, each.box)


@check(
    "small-link",
    title="Links are large enough for a finger",
    why="A target under 6.35 mm is missed by unsteady hands.",
    source="WCAG 2.2, 2.5.8: 24 CSS pixels, which are 18 pt",
    remedy="let the link cover 18 pt in both directions, with space around the words",
    severity={"email": ERROR, "large-print": ERROR, "any": WARNING},
)
def small_link(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for each in sheet.annotations:
            least = min(each.box.width, each.box.height)
            if each.kind == "Link" and least < _LEAST_TARGET - 0.05:
                yield FaultSpot(f"a link is {in_mm(least):.1f} mm on its smaller side", sheet.number, each.box)


@check(
    "link-without-words",
    title="Every link says where it leads",
    why="Read aloud it is 'link' and nothing more.",
    source="ISO 14289-1, 7.18.5; Matterhorn Protocol 1.1, 28-012",
    remedy="write /Contents for the link",
    severity=readers(ERROR, master=ERROR),
)
def link_without_words(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for each in sheet.annotations:
            if each.kind == "Link" and not each.contents.strip():
                yield FaultSpot("a link has no words of its own", sheet.number, each.box)


@check(
    "small-code",
    title="The modules of a QR code have 0.4 mm or more",
    why="Smaller ones blur in the camera of an old telephone.",
    source="DENSO: four printer dots a module; print shops' data sheets: 0.4 mm",
    remedy="print the code larger, or shorten its address",
    severity=every(WARNING) | {"press": ERROR, "master": ERROR, "office": ERROR},
)
def small_code(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for code in job.codes(sheet):
            if code.module < _LEAST_MODULE * _ROUNDING:
                yield FaultSpot(f"the modules of a QR code have {in_mm(code.module):.2f} mm", sheet.number, code.box)


@check(
    "no-quiet-zone",
    title="A QR code has four modules of white around it",
    why="Without the white the camera does not find where the code ends.",
    source="ISO/IEC 18004, 6.3.8; DENSO",
    remedy="leave four modules free on every side",
    severity=every(ERROR, "any") | {"any": WARNING},
)
def no_quiet_zone(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for code in job.codes(sheet):
            if code.quiet < QUIET_MODULES - 0.6:
                has = f"{code.quiet:g} of {QUIET_MODULES} modules"
                yield FaultSpot(f"a QR code has {has} of white around it", sheet.number, code.box)


@check(
    "unreadable-code",
    title="A QR code can be read",
    why="A code that no telephone reads is worse than none: the reader blames the own hands.",
    source="ISO/IEC 18004; read from the rendered page by an outside program, where there is one",
    remedy="print the code dark on light, whole, and with its quiet zone",
    severity=every(ERROR),
)
def unreadable_code(job: Job) -> Iterator[FaultSpot]:
    decode = job.options.decode
    for sheet in job.sheets if decode else ():
        for code in job.codes(sheet):
            pixels = job.crop(sheet, code.box, margin=6 * code.module)
            if (
                decode
                and pixels is not None
                and not decode(png_of(pixels.resize((pixels.width * 2, pixels.height * 2))))
            ):
                yield FaultSpot("a QR code cannot be read from the page", sheet.number, code.box)
