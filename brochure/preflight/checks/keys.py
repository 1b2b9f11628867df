"""The keys of PDF/X-4: what a file promises to a print shop."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone

from brochure.base.icc import read_icc_head
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, WARNING, FaultSpot, every, file_check, press

_DATE = re.compile(
    r"(\d{4})-?(\d\d)?-?(\d\d)?T?(\d\d)?:?(\d\d)?:?(\d\d)?(?:\.\d+)?(Z(?:00'?00)?|[+-]\d\d(?:'?:?\d\d)?)?'?"
)
_SAME = (("Title", "dc:title"), ("Author", "dc:creator"), ("Subject", "dc:description"), ("Keywords", "pdf:Keywords"),
         ("Creator", "xmp:CreatorTool"), ("Producer", "pdf:Producer"), ("CreationDate", "xmp:CreateDate"),
         ("ModDate", "xmp:ModifyDate"), ("Trapped", "pdf:Trapped"))  # fmt: skip
_COMPONENTS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}


@file_check(
    "no-output-intent",
    title="The file names its printing condition",
    why="Without it nobody can say which colours were meant.",
    source="ISO 15930-7:2010",
    remedy="write an output intent of kind GTS_PDFX",
    severity=press(ERROR),
)
def no_output_intent(job: Job) -> Iterator[FaultSpot]:
    if not any(each.kind == "GTS_PDFX" for each in job.document.intents):
        yield FaultSpot("the file has no output intent of kind GTS_PDFX")


@file_check(
    "output-profile-missing",
    title="The profile of the printing condition is in the file",
    why="A name alone means different profiles to different print shops.",
    source="ISO 15930-7:2010; GWG 2015, output intent",
    remedy="embed the ICC profile of the condition as DestOutputProfile",
    severity=press(ERROR),
)
def output_profile_missing(job: Job) -> Iterator[FaultSpot]:
    for each in job.document.intents:
        if each.kind == "GTS_PDFX" and not each.profile:
            yield FaultSpot(f"the output intent '{each.condition}' has no profile")


@file_check(
    "output-profile-wrong",
    title="The output profile is one of a CMYK press, and says so truly",
    why="A profile of another kind, or with another count of channels than it claims, separates into nonsense.",
    source="ISO 15930-7:2010; ICC.1:2010, 7.2",
    remedy="embed the profile that the print shop names, with its own N",
    severity=press(ERROR),
)
def output_profile_wrong(job: Job) -> Iterator[FaultSpot]:
    for each in job.document.intents:
        profile = each.profile
        if not profile or each.kind != "GTS_PDFX":
            continue
        head = read_icc_head(profile)
        if head is None:
            yield FaultSpot(f"the profile of '{each.condition}' is damaged")
        elif not head.is_press:
            yield FaultSpot(f"the profile of '{each.condition}' is not one of a CMYK press")
        elif each.components != _COMPONENTS[head.space]:
            yield FaultSpot(f"the profile has {_COMPONENTS[head.space]} channels and claims {each.components}")


@file_check(
    "two-output-profiles",
    title="All output intents mean one profile",
    why="A file that is also PDF/A has two intents; if their profiles differ, its colours mean two things.",
    source="ISO 19005-2, 6.2.3; ISO 15930-7:2010",
    remedy="let both intents refer to one profile",
    severity=every(ERROR, "any"),
)
def two_output_profiles(job: Job) -> Iterator[FaultSpot]:
    if len({each.profile for each in job.document.intents if each.profile}) > 1:
        yield FaultSpot("the output intents have different profiles")


@file_check(
    "not-pdf-x-4",
    title="The file says that it is PDF/X-4",
    why="The print shop's machine sorts files by this key.",
    source="ISO 15930-7:2010",
    remedy="write pdfxid:GTS_PDFXVersion with the value PDF/X-4 into the XMP metadata",
    severity=press(ERROR),
)
def not_pdf_x_4(job: Job) -> Iterator[FaultSpot]:
    said = job.document.said("pdfxid:GTS_PDFXVersion")
    if said not in ("PDF/X-4", "PDF/X-4p"):
        yield FaultSpot(f"the file says that it is {said}" if said else "the file does not say that it is PDF/X-4")


@file_check(
    "trapping-unknown",
    title="The file says whether it is trapped",
    why="If nobody says, colours are spread twice, or not at all.",
    source="ISO 15930-7:2010",
    remedy="write Trapped True or False, never Unknown",
    severity=press(ERROR),
)
def trapping_unknown(job: Job) -> Iterator[FaultSpot]:
    said = job.document.info.get("Trapped", "") or job.document.said("pdf:Trapped")
    if said not in ("True", "False"):
        yield FaultSpot(f"the key Trapped is {said or 'missing'}")


@file_check(
    "no-document-id",
    title="The file has its identifiers",
    why="Versions of a job are told apart by them.",
    source="ISO 15930-7:2010: ID, xmpMM:DocumentID",
    remedy="write ID into the trailer and xmpMM:DocumentID into the XMP metadata",
    severity=press(ERROR),
)
def no_document_id(job: Job) -> Iterator[FaultSpot]:
    if job.document.ids != 2:
        yield FaultSpot("the trailer has no ID")
    if not job.document.said("xmpMM:DocumentID"):
        yield FaultSpot("the XMP metadata has no xmpMM:DocumentID")


@file_check(
    "dates-missing",
    title="The file says when it was made and changed",
    why="Of two versions nobody knows which is the later one.",
    source="ISO 15930-7:2010",
    remedy="write xmp:CreateDate, xmp:ModifyDate and xmp:MetadataDate",
    severity=press(ERROR),
)
def dates_missing(job: Job) -> Iterator[FaultSpot]:
    keys = ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate")
    missing = [key for key in keys if not job.document.said(key)]
    if missing:
        yield FaultSpot(f"the XMP metadata lacks {', '.join(missing)}")


@file_check(
    "metadata-differ",
    title="Both kinds of metadata say the same",
    why="One program shows the one, another the other: the job gets two titles or two dates.",
    source="ISO 15930-7:2010; ISO 19005-2, 6.6.3",
    remedy="write the information dictionary and the XMP metadata from one source",
    severity=every(ERROR, "any") | {"any": WARNING},
)
def metadata_differ(job: Job) -> Iterator[FaultSpot]:
    for key, property_name in _SAME:
        one, other = job.document.info.get(key, ""), job.document.said(property_name)
        if one and other and _comparable(one) != _comparable(other):
            yield FaultSpot(f"{key} and {property_name} differ")


def _comparable(text: str) -> object:
    """A date as a moment, any other text without needless spaces."""
    found = _DATE.fullmatch(text.removeprefix("D:").strip())
    if found is None:
        return " ".join(text.split())
    figures = [
        int(part) if part else default for part, default in zip(found.groups()[:6], (1, 1, 1, 0, 0, 0), strict=True)
    ]
    zone = (found[7] or "Z").replace("'", "").replace(":", "")
    offset = timedelta(0)
    if not zone.startswith("Z"):
        offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[3:5] or 0)) * (-1 if zone[0] == "-" else 1)
    try:
        year, month, day, hour, minute, second = figures
        return datetime(year, month, day, hour, minute, second, tzinfo=timezone(offset)).astimezone(UTC)
    except (ValueError, OverflowError):
        return text


@file_check(
    "pdf-version",
    title="The file is PDF 1.6 or older",
    why="PDF/X-4 is a set of rules for PDF 1.6; newer features may be left out by the press.",
    source="ISO 15930-7:2010",
    remedy="write the file as PDF 1.6",
    severity=press(ERROR),
)
def pdf_version(job: Job) -> Iterator[FaultSpot]:
    if job.document.version > "1.6":
        yield FaultSpot(f"the file is PDF {job.document.version}")


@file_check(
    "no-title",
    title="The file has a title",
    why="A reader with ten open files hears ten file names in place of what they are.",
    source="ISO 14289-1, 7.1; WCAG 2.2, 2.4.2; ISO 15930-7:2010",
    remedy="write dc:title into the XMP metadata",
    severity=every(ERROR, "any") | {"any": WARNING},
)
def no_title(job: Job) -> Iterator[FaultSpot]:
    if not job.document.said("dc:title") and not (job.profile == "any" and job.document.info.get("Title")):
        yield FaultSpot("the file has no title")
