"""Runs the register over a file."""

from collections.abc import Callable, Iterator, Sequence

from brochure.base.edition import Profile
from brochure.base.findings import Finding, Place, Severity
from brochure.base.geometry import Box
from brochure.base.page import Page
from brochure.base.records import NamedTuple
from brochure.base.story import Note, Story, Words, leaves
from brochure.base.units import Pt, in_mm
from brochure.opened.document import Document, OpenedPage, read_document
from brochure.opened.objects import Locked, TooLarge, Unreadable
from brochure.opened.pixels import Unpaintable, rewritten
from brochure.preflight import checks
from brochure.preflight.job import Job, Options
from brochure.preflight.origins import Origins
from brochure.preflight.register import CHECKS, Check, FaultSpot

MOST_OF_ONE_KIND = 4  # findings of one check on one page; the rest is counted
_ORDER = (Severity.ERROR, Severity.WARNING, Severity.NOTE)
assert checks.__all__  # importing them fills the register


class Inspection(NamedTuple):
    """What was found, and what it was found in."""

    findings: tuple[Finding, ...]
    job: Job | None  # None where the file could not be read


def inspect(  # noqa: PLR0913 - what a caller may know beside the bytes
    data: bytes,
    profile: Profile = "any",
    *,
    file: str = "",
    pages: Sequence[Page] | None = None,
    stories: Sequence[Story] | None = None,
    folds: tuple[Pt, ...] | None = None,
    icc: bytes = b"",
    condition: str = "",
    note: str = "",
    review_by: str = "",
    today: str = "",
    private: tuple[str, ...] = (),
    decode: Callable[[bytes], tuple[str, ...]] | None = None,
    in_time: Callable[[], bool] = lambda: True,
) -> tuple[Finding, ...]:
    """Every fault of a PDF that the profile asks for.

    `pages` and `stories` are those that the file was made of: with them a finding names the line of the YAML file, and
    the safety note is looked for word by word. `folds` are measured from the left edge of the first page's trim, in
    points; `None` reads them from the file. `in_time` says whether there is time left to read on.
    """
    note = note or _note_of(stories or ())
    options = Options(profile, folds, icc, condition, note, review_by, today, private, decode)
    return look_at(data, options, file=file, pages=pages, stories=stories, in_time=in_time).findings


def look_at(
    data: bytes,
    options: Options,
    *,
    file: str = "",
    pages: Sequence[Page] | None = None,
    stories: Sequence[Story] | None = None,
    in_time: Callable[[], bool] = lambda: True,
) -> Inspection:
    """As `inspect`, with the job itself, from which a report takes its pictures."""
    try:
        job = Job(*_opened(data, in_time), options, in_time=in_time)
    except Unreadable as fault:
        message, hint = f"no PDF that can be read: {fault}", "export the file anew, and send it unchanged"
        return Inspection((Finding("pdf-unreadable", message, None, hint, place=Place(file)),), None)
    except Locked:
        hint = "save it without a password"
        return Inspection((Finding("pdf-locked", "the file needs a password", None, hint, place=Place(file)),), None)
    origins = Origins(pages or (), stories or ())
    asked = [(at, row) for at, row in enumerate(CHECKS.values()) if options.profile in row.severity]
    found: list[tuple[int, Finding]] = []
    for _ in job.turns():
        found += [(at, each) for at, row in asked if not row.whole for each in _findings(row, job, origins, file)]
    found += [(at, each) for at, row in asked if row.whole for each in _findings(row, job, origins, file)]
    findings = [each for _, each in sorted(found, key=lambda pair: pair[0])]
    if job.unseen:
        message = f"some pages could not be rendered ({job.unseen}): contrast, ink and codes were not looked at there"
        findings.append(Finding("pdf-not-rendered", message, None, "write the file anew", place=Place(file)))
    findings.sort(key=lambda each: (_ORDER.index(each.severity), each.place.page if each.place else 0))
    return Inspection(tuple(findings), job)


def _opened(data: bytes, in_time: Callable[[], bool]) -> tuple[bytes, Document]:
    """The file, without its encryption where it opens without a password; as pdfium repairs it, where it is damaged."""
    try:
        return data, read_document(data, in_time=in_time)
    except TooLarge:
        raise
    except (Locked, Unreadable) as fault:
        try:
            plain = rewritten(data)
        except Unpaintable:
            raise fault from None
        is_locked = isinstance(fault, Locked)
        document = read_document(plain, in_time=in_time, encrypted=is_locked)
        # That it was repaired is told: another program repairs it in another way, or not at all.
        return plain, document._replace(index_found=is_locked and document.index_found)


def _findings(row: Check, job: Job, origins: Origins, file: str) -> Iterator[Finding]:
    shown: dict[int, int] = {}
    worst: dict[int, Severity] = {}  # of what is shown
    for spot in row.find(job):
        shown[spot.page] = shown.get(spot.page, 0) + 1
        if shown[spot.page] <= MOST_OF_ONE_KIND:
            sheet = job.gathered.sheets[spot.page - 1] if spot.page else None
            origin = origins.of(spot.page, _in_trim(spot.box, sheet)) if sheet and spot.box else None
            place = _place(spot, sheet, file)
            severity = spot.severity or row.severity[job.profile]
            worst[spot.page] = min(worst.get(spot.page, severity), severity, key=_ORDER.index)
            yield Finding(row.code, spot.message, origin, spot.hint or row.remedy, severity, place)
    for page, count in shown.items():
        if count > MOST_OF_ONE_KIND:
            message = f"{count - MOST_OF_ONE_KIND} more places like the {MOST_OF_ONE_KIND} before"
            yield Finding(row.code, message, None, row.remedy, worst[page], Place(file, page))


def _in_trim(box: Box, sheet: OpenedPage) -> Box:
    """The box measured from the lower left corner of the trim, as placed items are."""
    left, bottom = sheet.trim.left, sheet.trim.bottom
    return Box(box.left - left, box.bottom - bottom, box.right - left, box.top - bottom)


def _place(spot: FaultSpot, sheet: OpenedPage | None, file: str) -> Place:
    box = spot.box
    if sheet is None or box is None:
        return Place(file, spot.page)
    figures = (box.left - sheet.trim.left, sheet.trim.top - box.top, box.width, box.height)
    return Place(file, spot.page, *(round(in_mm(each), 1) for each in figures))


def _note_of(stories: Sequence[Story]) -> str:
    """The first words of the safety note."""
    for story in stories:
        for block in story.blocks:
            if isinstance(block, Note):
                return next((leaf.text for leaf in leaves((block,)) if isinstance(leaf, Words)), "")
    return ""
