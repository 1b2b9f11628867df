"""The file around the pages: what may run, hide, or tell too much."""

import re
from collections import Counter
from collections.abc import Iterator

from brochure.opened.tags import DEEPEST, MOST_TAGS
from brochure.preflight.job import Job
from brochure.preflight.register import ERROR, NOTE, WARNING, FaultSpot, check, every, file_check, press

_HEAVY = 2_000_000  # bytes
_TOLD = 4  # pages with the same damage; the rest is counted
# A folder of somebody's machine, of a drive, or a file address.
_PATH = re.compile(
    r"(?:^|[\s\"'>=(])(/(?:home|Users|root|tmp|var|mnt|media)/[^\s<\"']+|[A-Za-z]:\\[^\s<\"']+|file:/+[^\s<\"']+)"
)


@file_check(
    "layers",
    title="Nothing can be switched off",
    why="What one viewer shows another hides: a layer that is off on the press is not printed.",
    source="GWG 2015, optional content; ISO 15930-7:2010",
    remedy="merge the layers, and take out what is not printed",
    severity=press(ERROR, office=WARNING, email=WARNING, large_print=WARNING),
)
def layers(job: Job) -> Iterator[FaultSpot]:
    names = job.document.layers
    if names:
        shown = ", ".join(f"'{name}'" for name in names[:5])
        yield FaultSpot(f"{len(names)} {'layer' if len(names) == 1 else 'layers'} can be switched: {shown}")


@file_check(
    "script",
    title="The file runs no program",
    why="A leaflet that runs a program is refused by mail servers, and rightly.",
    source="ISO 15930-7:2010; ISO 19005-2, 6.5",
    remedy="take the JavaScript out",
    severity=every(ERROR),
)
def script(job: Job) -> Iterator[FaultSpot]:
    if job.document.scripts:
        yield FaultSpot("the file holds JavaScript")


@file_check(
    "action",
    title="The file does nothing by itself",
    why="Actions on opening or turning a page surprise the reader, and have no place in a press file.",
    source="ISO 15930-7:2010; ISO 19005-2, 6.5.2",
    remedy="take OpenAction and AA out",
    severity=press(ERROR, office=WARNING, email=WARNING, large_print=WARNING, any=NOTE),
)
def action(job: Job) -> Iterator[FaultSpot]:
    for kind in job.document.actions:
        if kind not in ("GoTo", ""):
            yield FaultSpot(f"the file has an action of kind {kind}")
    for sheet in job.gathered.sheets:
        if sheet.actions:
            yield FaultSpot("the page has actions of its own", sheet.number)


@check(
    "annotation-in-print",
    title="Nothing lies on the printed page",
    why="Links, notes and fields may print as boxes, or stop the job: they are no part of the page.",
    source="ISO 15930-7:2010: annotations lie outside the BleedBox",
    remedy="build the press file without links, notes and fields",
    severity=press(ERROR),
)
def annotation_in_print(job: Job) -> Iterator[FaultSpot]:
    for sheet in job.sheets:
        for each in sheet.annotations:
            if each.kind not in ("PrinterMark", "TrapNet") and each.box.meets(sheet.bleed):
                yield FaultSpot(
                    f"an annotation of kind {each.kind or 'unknown'} lies on the page", sheet.number, each.box
                )


@file_check(
    "encrypted",
    title="The file is open",
    why="A locked file cannot be imposed or archived, and screen readers may be shut out.",
    source="ISO 15930-7:2010; ISO 19005-2, 6.1.3; Matterhorn Protocol 1.1, checkpoint 26",
    remedy="save the file without a password or restrictions",
    severity=every(ERROR),
)
def encrypted(job: Job) -> Iterator[FaultSpot]:
    if job.document.encrypted:
        yield FaultSpot("the file is encrypted, though it opens without a password")


@file_check(
    "attached-file",
    title="The file carries no other files",
    why="An attachment is neither printed nor proofread, and mail servers look at it with suspicion.",
    source="GWG 2015; ISO 19005-2, 6.8",
    remedy="take the attachment out",
    severity=every(WARNING),
)
def attached_file(job: Job) -> Iterator[FaultSpot]:
    count = len(job.document.attached)
    if count:
        yield FaultSpot(f"{count} {'file is' if count == 1 else 'files are'} attached")


@file_check(
    "form-field",
    title="A printed leaflet holds no form",
    why="Fields look different in every viewer, and what is filled in is not printed surely.",
    source="ISO 15930-7:2010; Matterhorn Protocol 1.1, checkpoints 24 and 25",
    remedy="print lines to write on in place of fields",
    severity=press(ERROR, office=WARNING, email=WARNING, large_print=WARNING),
)
def form_field(job: Job) -> Iterator[FaultSpot]:
    if job.document.form_fields or job.document.xfa:
        yield FaultSpot("the file holds an XFA form" if job.document.xfa else "the file holds a form")


@file_check(
    "damaged-page",
    title="Every page can be read to its end",
    why="What one program repairs in silence another leaves out.",
    source="ISO 32000-1, 7.8.2",
    remedy="write the file anew from its source",
    severity=every(ERROR),
)
def damaged_page(job: Job) -> Iterator[FaultSpot]:
    counted = Counter(sheet.seen.damage for sheet in job.gathered.sheets if sheet.seen.damage)
    told: Counter[str] = Counter()
    for sheet in job.gathered.sheets:
        damage = sheet.seen.damage
        told[damage] += 1
        if damage and told[damage] <= _TOLD:
            yield FaultSpot(f"the page could not be read to its end: {damage}", sheet.number)
    for damage, count in counted.items():
        if count > _TOLD:
            yield FaultSpot(f"{count - _TOLD} more pages could not be read to their end: {damage}")
    if job.unread:
        yield FaultSpot(f"{job.unread} pages were not looked at: the file takes too long")
    if job.document.more_pages:
        yield FaultSpot(f"{job.document.more_pages} more pages were not looked at")
    if job.document.tagged and job.document.tags_cut:
        many = f"the tags are more than {MOST_TAGS}, or deeper than {DEEPEST}: the rest was not looked at"
        yield FaultSpot(many if job.in_time() else "the tags were not looked at: the file takes too long")


@file_check(
    "index-misplaced",
    title="The table of objects is where the file says",
    why="The file was changed on its way, or badly written; programs repair it, each in its own manner.",
    source="ISO 32000-1, 7.5.5",
    remedy="write the file anew from its source, and send it unchanged",
    severity=every(WARNING) | press(ERROR),
)
def index_misplaced(job: Job) -> Iterator[FaultSpot]:
    if not job.document.index_found and not job.document.encrypted:
        yield FaultSpot("the table of objects is not where the end of the file says")


@file_check(
    "private-path",
    title="The file does not tell whose machine it comes from",
    why="Folder and user names of the clinic travel with every copy.",
    source="our own rule: patients and staff are private",
    remedy="write the metadata without paths and user names",
    severity=every(WARNING) | press(ERROR, email=ERROR),
)
def private_path(job: Job) -> Iterator[FaultSpot]:
    document = job.document
    texts = [("the information dictionary", each) for each in document.info.values()]
    texts += [("the XMP metadata", document.xmp)] + [("an attachment's name", each) for each in document.attached]
    for where, text in texts:
        if _PATH.search(text):
            yield FaultSpot(f"{where} names a folder of somebody's machine")
        elif any(word and re.search(rf"\b{re.escape(word)}\b", text) for word in job.options.private):
            yield FaultSpot(f"{where} names the user or the machine")


@file_check(
    "heavy-file",
    title="A file for a telephone is light",
    why="A patient waits for it on a poor line, and pays for it.",
    source="e-mail practice: 2 MB",
    remedy="use smaller pictures or fewer fonts",
    severity={"email": WARNING},
)
def heavy_file(job: Job) -> Iterator[FaultSpot]:
    if len(job.data) > _HEAVY:
        yield FaultSpot(f"the file has {len(job.data) / 1e6:.1f} MB")


@file_check(
    "print-scaling",
    title="The printer is asked not to scale",
    why="Scaled to fit, a folded sheet is 3 to 6 % too small and no panel is as wide as its fold.",
    source="fold practice; ISO 32000-1, table 150, PrintScaling",
    remedy="write /PrintScaling /None into the viewer preferences",
    severity={"office": WARNING},
)
def print_scaling(job: Job) -> Iterator[FaultSpot]:
    if job.document.print_scaling != "None":
        yield FaultSpot("the file lets the printer scale its pages")


@file_check(
    "duplex-not-said",
    title="A sheet with two sides says how it is turned",
    why="Turned on the wrong edge, the inside stands on its head.",
    source="fold practice; ISO 32000-1, table 150, Duplex",
    remedy="write /Duplex /DuplexFlipShortEdge into the viewer preferences",
    severity={"office": WARNING},
)
def duplex_not_said(job: Job) -> Iterator[FaultSpot]:
    if len(job.gathered.sheets) > 1 and not job.document.duplex.startswith("Duplex"):
        yield FaultSpot("the file does not say on which edge the sheet is turned")


@file_check(
    "review-passed",
    title="The text is not out of date",
    why="After the day of review nobody vouches for the advice.",
    source="NHS guidance: review every two years or so; the date is given with the file",
    remedy="have the text read again and set the days anew",
    severity=every(WARNING),
)
def review_passed(job: Job) -> Iterator[FaultSpot]:
    day = job.options.review_by or job.document.review_by
    if day and job.options.today and day < job.options.today:
        yield FaultSpot(f"the text was to be read again by {day}")


@file_check(
    "safety-note-lost",
    title="The safety note is in the file",
    why="A leaflet without its safety note can do harm.",
    source="our own promise: no leaflet goes out without it",
    remedy="build the leaflet again, or add the note",
    severity=every(ERROR),
)
def safety_note_lost(job: Job) -> Iterator[FaultSpot]:
    document, wanted = job.document, "".join(job.options.note.split()).casefold()
    if document.tags_cut or job.unread:
        return  # it is told that not all was looked at
    note = next((tag for tag in document.tags if tag.kind == "Sect" and tag.title == "safety note"), None)
    if any(tag.kind == "Document" and tag.title == "without a safety note" for tag in document.tags) and not wanted:
        return  # prices or hours, which need none
    if wanted:
        told = "".join(tag.text for tag in document.tags if not tag.parent)
        if not any(
            wanted in "".join(text.split()).casefold().replace("\xad", "") for text in (told, job.gathered.words)
        ):
            yield FaultSpot("the words of the safety note are not in the file")
    elif document.is_ours and document.tagged and (note is None or not note.text.strip()):
        yield FaultSpot("no section of the file is the safety note")
