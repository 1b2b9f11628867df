"""Faults that a person can mend: gathered, then told all at once."""

from collections.abc import Iterable
from enum import StrEnum

from brochure.base.code_names import Code
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, dataclass


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Place(NamedTuple):
    """Where a fault lies in a finished file: millimetres from the top left corner of the trim."""

    file: str
    page: int = 0  # counted from 1; 0 for the file as a whole
    left_mm: float | None = None  # None: the whole page
    top_mm: float = 0.0
    width_mm: float = 0.0
    height_mm: float = 0.0

    def __str__(self) -> str:
        page = f", page {self.page}" if self.page else ""
        at = (
            f", {self.left_mm:.1f} mm from the left, {self.top_mm:.1f} mm from the top"
            if self.left_mm is not None
            else ""
        )
        return f"{self.file}{page}{at}".removeprefix(", ")


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault, one place, one way out."""

    code: Code  # stable name, explained by `brochure explain CODE`
    message: str  # lower case, no stop, stands alone
    origin: Origin | None = None
    hint: str = ""  # an order
    severity: Severity = Severity.ERROR
    place: Place | None = None  # in the finished file, where the fault was seen there

    @property
    def blocks(self) -> bool:
        """Whether nothing may be printed while it stands."""
        return self.severity is Severity.ERROR


class BadInput(Exception):
    """Input that cannot be used; carries every finding that was gathered before giving up."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__("; ".join(f"{f.origin or ''} {f.code}: {f.message}" for f in findings))
        self.findings = findings

    def __reduce__(self) -> tuple[type["BadInput"], tuple[Finding, ...]]:
        """Made anew from its findings where it comes from another process."""
        return type(self), self.findings


class BadValues(BadInput):
    """Values of one person that cannot be printed; the findings name fields and never values."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that is most like this one, or an empty text."""
    import difflib  # noqa: PLC0415 - only a slip needs it

    folded = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(name.casefold(), list(folded), n=1, cutoff=0.7)
    return folded[found[0]] if found else ""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that offers the nearest known name, or lists the names where none is near."""
    names = sorted(known)
    likely = nearest(name, names)
    if likely:
        return f"did you mean '{likely}'?"
    return "known names: " + ", ".join(names) if names else "take it out"


# What people try who know other programs, and what there is in its place.
_PICTURE = "write `- picture:` with `file:` and `alt:` under `body:`; `photo:` beside `title:` stands on the flap"
_TABLE = "write `- table:` with `columns:` and `rows:` under `body:`"
_BULLETS = "write `- list:` under `body:`, or `items:` of a section, each entry after `- `"
_BOXES = "write boxes to tick as `tick:` under `body:`, a line each"
_LINKS = "write a link inside a text: `[our page](https://...)`; the brand's `contact:` has those of the clinic"
_TRIED = {
    **dict.fromkeys(("image", "images", "img", "picture", "pictures", "photo", "photos"), _PICTURE),
    **dict.fromkeys(("table", "tables", "row", "rows", "column", "columns", "tr", "td"), _TABLE),
    **dict.fromkeys(("price", "prices", "pricelist"), 'write `- table:` with `leader: "yes"` under `body:`'),
    **dict.fromkeys(("header", "headers", "head"), "the labels over a table are its `columns:`"),
    **dict.fromkeys(("signature", "signatures"), "write lines to sign on as `sign:` under `body:`"),
    **dict.fromkeys(("bullets", "bullet", "list", "lists", "ul", "ol", "li"), _BULLETS),
    **dict.fromkeys(("checkbox", "checkboxes", "checklist", "tick", "ticks"), _BOXES),
    **dict.fromkeys(("link", "links", "url", "href", "a"), _LINKS),
    **dict.fromkeys(("bold", "b", "strong"), "write strong words between stars: `**like this**`"),
    **dict.fromkeys(
        ("italic", "italics", "i", "em"),
        "write emphasis between single stars: `*like this*`; nothing is set in italics",
    ),
    **dict.fromkeys(("font", "fonts"), "the brand names the faces, under `faces:`"),
    "closed": "leave out the days on which the doors are closed",
    **dict.fromkeys(("br", "newline"), "write the text below `|`, where each line ends as it is typed"),
}


def no_such(name: str) -> str:
    """What there is in the place of something that other programs have, or an empty text."""
    return _TRIED.get(name.casefold(), "")
