"""The register of checks: one row each, and what a row is made of."""

from collections.abc import Callable, Iterator, Mapping
from typing import get_args

from brochure.base.code_names import PrintCode
from brochure.base.edition import Profile
from brochure.base.findings import Severity
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple, dataclass, replace
from brochure.preflight.job import Job

PROFILES: tuple[Profile, ...] = get_args(Profile)
ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


class FaultSpot(NamedTuple):
    """One place at which a check found its fault."""

    message: str  # lower case, no stop
    page: int = 0  # counted from 1; 0 for the file as a whole
    box: Box | None = None  # in the coordinates of the page
    hint: str = ""  # where the row's own way out can be said more exactly
    severity: Severity | None = None  # where this place is worse than the row


Find = Callable[[Job], Iterator[FaultSpot]]


@dataclass(frozen=True, slots=True)
class Check:
    """A row of the register."""

    code: PrintCode  # the name of the fault
    title: str  # the rule, as a sentence without its stop
    why: str
    source: str
    remedy: str  # an order
    severity: Mapping[Profile, Severity]  # profiles that are missing do not ask it
    find: Find
    whole: bool = False  # asked once, after all pages; else for some pages at a time


CHECKS: dict[PrintCode, Check] = {}


def check(
    code: PrintCode, *, title: str, why: str, source: str, remedy: str, severity: Mapping[Profile, Severity]
) -> Callable[[Find], Find]:
    """Enter a function into the register that looks at the pages that a job holds, each by itself.

    Raises:
        ValueError: a column is empty, a profile is unknown, or the code stands in the register.
    """
    row = (code, title, why, source, remedy)
    if not all(text.strip() for text in row) or not severity or set(severity) - set(PROFILES):
        raise ValueError(f"check '{code}' lacks a column")
    if code in CHECKS:
        raise ValueError(f"two checks are called '{code}'")

    def enter(find: Find) -> Find:
        CHECKS[code] = Check(*row, severity, find)
        return find

    return enter


def file_check(
    code: PrintCode, *, title: str, why: str, source: str, remedy: str, severity: Mapping[Profile, Severity]
) -> Callable[[Find], Find]:
    """As `check`, for what is asked once: of the file as a whole, and of what was gathered from its pages."""
    enter = check(code, title=title, why=why, source=source, remedy=remedy, severity=severity)

    def enter_whole(find: Find) -> Find:
        enter(find)
        CHECKS[code] = replace(CHECKS[code], whole=True)
        return find

    return enter_whole


def every(severity: Severity, *but: Profile) -> dict[Profile, Severity]:
    """The same severity in every profile but those."""
    return {profile: severity for profile in PROFILES if profile not in but}


def press(severity: Severity, **others: Severity) -> dict[Profile, Severity]:
    """A severity for the two profiles that go to a print shop, and others by name (`large_print` with a low line)."""
    row: dict[Profile, Severity] = {"press": severity, "master": severity}
    named = {profile.replace("-", "_"): profile for profile in PROFILES}
    return row | {named[key]: value for key, value in others.items()}


def readers(severity: Severity, **others: Severity) -> dict[Profile, Severity]:
    """A severity for the editions that are read with tags, and others by name."""
    named = {profile.replace("-", "_"): profile for profile in PROFILES}
    row: dict[Profile, Severity] = {"office": severity, "email": severity, "large-print": severity}
    return row | {named[key]: value for key, value in others.items()}
