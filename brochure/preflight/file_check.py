"""A finished file as it is wished to be checked: its options judged, then the register run over it."""

from collections.abc import Callable
from pathlib import PurePath

from brochure.base.events import Ended, Events, Told
from brochure.base.findings import BadInput, Finding
from brochure.base.icc import read_icc_head
from brochure.base.order import day_of
from brochure.base.wishes import FileWish
from brochure.preflight.inspect import Inspection, look_at
from brochure.preflight.job import Options

Decode = Callable[[bytes], tuple[str, ...]]


def check_file(
    wish: FileWish, *, decode: Decode | None = None, in_time: Callable[[], bool] = lambda: True
) -> Events[Inspection]:
    """Every fault of one file. `decode` reads the codes of a PNG; `in_time` says whether there is time to read on.

    Raises:
        BadInput: an option makes no sense; a file that cannot be read is told.
    """
    options = Options(
        profile=wish.profile,
        folds=wish.folds,
        icc=wish.icc,
        condition=_condition(wish),
        note=wish.note,
        review_by=str(day_of(wish.review_by) or ""),
        today=str(day_of(wish.today) or ""),
        private=wish.private,
        decode=decode,
    )
    inspection = look_at(wish.data, options, file=wish.file, in_time=in_time)
    yield from map(Told, inspection.findings)
    yield Ended(inspection)


def _condition(wish: FileWish) -> str:
    """The printing condition of the profile that is given, as the profile says, or else its file."""
    if not wish.icc:
        return ""
    head = read_icc_head(wish.icc)
    if head is None or not head.is_press:
        message = f"'{wish.icc_file}' is no ICC profile of a CMYK press"
        raise BadInput(Finding("bad-form", message, None, "name the profile that the print shop gives"))
    return head.condition or PurePath(wish.icc_file).stem
