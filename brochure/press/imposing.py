"""A finished PDF read, imposed, and written beside it."""

from typing import Final

from brochure.base.events import Ended, Events, FilesDone
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.names import refuse_names
from brochure.base.units import Pt, mm
from brochure.base.wishes import ImposeWish
from brochure.files import prepare_folder, put_file
from brochure.press.impose import SHEETS, Plan, impose

MOST_GUTTER: Final[Pt] = mm(200)


def impose_file(wish: ImposeWish) -> Events[FilesDone]:
    """The file with its pages imposed, written.

    Raises:
        BadInput: the file cannot be read or imposed, or its place takes none.
    """
    refuse_names(wish)
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
    prepare_folder(out.parent)
    yield put_file(out, impose(data, plan), overwrite=wish.overwrite)
    yield Ended(FilesDone((out,)))
