"""What is asked, and how it came to fit."""

from collections.abc import Mapping
from datetime import date, datetime

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript
from brochure.base.records import NamedTuple, dataclass
from brochure.base.units import Pt


@dataclass(frozen=True, slots=True)
class Order:
    """One leaflet, one language, one layout, one edition."""

    leaflet: str  # folder under content/
    language: str = "en"
    layout: str = ""  # folder under layouts/; empty for the one that the edition is made for
    edition: str = "office"
    brand: str = ""  # a brand file; empty for the brand that the leaflet names
    made_at: datetime | None = None  # None: midnight of the day of issue, so that the same words give the same bytes
    release: bool = False  # for patients: a draft is refused
    today: str = ""  # ISO date; a text whose review day lies before it is refused. Empty: nobody asks the calendar
    folder: str = ""  # the leaflet's own, where it was named by its path; empty for the shelf's
    paper: float | None = None  # g/m2 of the paper that is folded; None for the layout's own allowance
    icc: str = ""  # profile of the print shop; empty for FOGRA39
    saver: bool = False  # spare toner: no solid panels
    values: Mapping[str, str] | None = None  # of a personal copy, as a list holds them; None: the examples
    for_mail: bool = False  # HTML without what mail programs drop, text as it is looked at
    standard: str = ""  # that the file keeps to in place of those of its edition: `ua2`
    budget: int | None = None  # most bytes that the file may have; None for what the edition allows


class PanelFill(NamedTuple):
    """How full a panel came out."""

    panel: str
    words: int
    fill: float  # share of the height of its frames that is set, 0 to 1


class Fit(NamedTuple):
    """What copyfit decided."""

    body_size: Pt
    leading: Pt
    title_size: Pt
    panels: tuple[PanelFill, ...]


def day_of(said: str) -> date | None:
    """A day as a wish gives it, `2026-11-28`; none for an empty text.

    Raises:
        BadInput: it is no day: held as text against another day it would let everything pass, or nothing.
    """
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
        if day.isoformat() != said:  # other forms of ISO 8601 are read too
            raise ValueError(said)
        return day
    except ValueError:
        message = f"'{said[:20]}' is no day"
        raise BadInput(Finding("bad-form", message, None, "write it as 2026-11-28")) from None


def file_name(order: Order, manuscript: Manuscript) -> str:
    """How the file of an edition is called: leaflet, language, for paper and pages the layout and the edition, and
    what it was asked to keep to.
    """
    edition = manuscript.edition
    placed = f".{manuscript.layout_name}.{edition.name}" if edition.form in ("sheet", "pages") else ""
    placed += f".{order.standard}" if order.standard else ""
    return f"{order.leaflet}.{order.language}{placed}.{edition.ending}"
