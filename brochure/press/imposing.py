"""A finished PDF read, imposed, and written beside it."""

from collections.abc import Iterator
from typing import Final

from brochure.base.code_names import RELEASE_CODES, Code
from brochure.base.events import Ended, Events, FilesDone, Told
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.names import refuse_names
from brochure.base.order import Order, day_of
from brochure.base.units import Pt, mm
from brochure.base.wishes import ImposeWish
from brochure.content.read import read
from brochure.content.recording import Found, which_is
from brochure.content.shelf import Shelf, open_shelf
from brochure.files import prepare_folder, put_file
from brochure.opened.document import read_document
from brochure.opened.objects import Locked, Unreadable
from brochure.press.impose import SHEETS, Plan, impose

MOST_GUTTER: Final[Pt] = mm(200)


def impose_file(wish: ImposeWish, shelf: Shelf | None = None) -> Events[FilesDone]:
    """The file with its pages imposed, written.

    Raises:
        BadInput: the file cannot be read or imposed, or its place takes none. A leaflet of ours that may not go to
            patients is told instead.
    """
    refuse_names(wish)
    day_of(wish.today)  # refuses what is no day
    if wish.sheet not in SHEETS:
        hint = did_you_mean(wish.sheet, SHEETS)
        raise BadInput(Finding("cannot-impose", f"there is no sheet '{wish.sheet}'", None, hint))
    if wish.columns < 0 or wish.rows < 0 or not 0.0 <= wish.gutter < MOST_GUTTER:
        message = f"{wish.columns} by {wish.rows} pages with {wish.gutter:g} points between them"
        raise BadInput(Finding("cannot-impose", message, None, "count from 1, with a gutter from 0 to 200mm"))
    plan = Plan(SHEETS[wish.sheet], wish.columns, wish.rows, wish.gutter, wish.repeat, wish.marks)
    out = wish.out or wish.file.with_suffix(".imposed.pdf")
    try:
        data = wish.file.read_bytes()
    except OSError as fault:
        message = f"'{wish.file}' cannot be read: {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "name a PDF")) from None
    imposed = impose(data, plan)
    faults = tuple(_not_released(data, wish, shelf or open_shelf()))
    if wish.allow_draft:
        faults = tuple(fault for fault in faults if fault.code not in RELEASE_CODES)
    if faults:
        yield from map(Told, faults)
        yield Ended(FilesDone(()))
        return
    prepare_folder(out.parent)
    yield put_file(out, imposed, overwrite=wish.overwrite)
    yield Ended(FilesDone((out,)))


def _not_released(data: bytes, wish: ImposeWish, shelf: Shelf) -> Iterator[Finding]:
    """Why a file of ours may not go to patients, by what it says of itself and by the record of its words."""
    try:
        document = read_document(data)
    except (Locked, Unreadable):
        message = f"'{wish.file.name}' cannot be asked whether its words are signed"
        yield Finding("cannot-impose", message, None, "give the file as this program wrote it")
        return
    if not document.is_ours or not document.mark:
        return
    if document.draft:
        message = f"'{wish.file.name}' was made before anybody signed its words"
        yield Finding("not-signed", message, None, "have them signed, and build the file again")
        return
    try:
        found = which_is(document.mark, shelf)
    except BadInput as fault:
        if "unknown-mark" not in {finding.code for finding in fault.findings}:
            raise
        message = f"no record here knows the words of '{wish.file.name}', {document.mark}"
        yield Finding("not-signed", message, None, "impose it in the folder of the clinic that signed them")
        return
    if found.state != "current":
        code: Code = "withdrawn" if found.state == "withdrawn" else "signed-other-text"
        message = f"the text of '{wish.file.name}' is {found.state}"
        yield Finding(code, message, None, "build it again")
    if day_of(wish.today) and document.review_by < wish.today:
        message = f"the text of '{wish.file.name}' was to be read again by {document.review_by}"
        yield Finding("review-overdue", message, None, "have it read, and build it again")
    yield from _gate_of(found, wish, shelf)


def _gate_of(found: Found, wish: ImposeWish, shelf: Shelf) -> Iterator[Finding]:
    """What every other door says of the same leaflet today."""
    order = Order(found.leaflet, found.signature.language.text, release=True, today=wish.today)
    try:
        read(order, shelf)
    except BadInput as fault:
        yield from (finding for finding in fault.findings if finding.blocks)
