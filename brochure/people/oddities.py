"""Values that look like none: what spreadsheets, databases and mail programs leave behind where a value was missing.

A value is sound for the page and yet nobody meant it: `#N/A`, `NULL`, `«FirstName»`, a day in 1926. It is told with its
row and column and never repeated. What is certainly no value holds its row back, unless somebody says that it is meant.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Final

from brochure.base.code_names import Code
from brochure.base.leaflet import Leaflet
from brochure.base.records import NamedTuple

_HINT: Final = "mend the cell; if that is meant, say --allow-odd"
_FAR_YEARS: Final = 10  # from the day of issue: a leaflet is read again long before
_NIGHT_ENDS: Final = 5  # o'clock: an afternoon of a twelve-hour clock, or an empty cell (0:00)

# What stands there as the whole value. Nan and Null are names of people, in the way that people write them.
_NOTHING: Final = {
    "NULL",
    "null",
    "(null)",
    "<null>",
    "undefined",
    "Undefined",
    "NaN",
    "None",
    "nil",
    "n/a",
    "N/A",
    "#N/A",
}
_SHEET_ERROR = re.compile(
    r"(?<!\w)#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!)(?!\w)"
    r"|^(#[A-ZÀ-Ý¡]{2,}[!?]|#NV|#{3,})$"  # of other languages, which a note of people may look like: the whole value
)
_UNFILLED = re.compile(
    r"\{\{.*?\}\}|\$?\{\s*\w+\s*\}|«[^»]*»|<<[^>]*>>|<%.*?%>|%\w+%|\*\|\w+\|\*|\[object \w+\]|<[a-zA-Z]\w*>|\[\[\w+\]\]"
)
_ENTITY = re.compile(r"&(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_LOSSY = re.compile(r"\?[^\W\d_]")  # `?ukasz Wi?niewski`: letters that an encoding did not have
_ADDRESS = re.compile(  # of the web or the post, where a question mark parts; `D?uga 5/7` and `J.Wi?niewski` are none
    r"(?:https?://|www\.)\S+|[\w-]+(?:\.[\w-]+)+(?:(?::\d+)?/\S*|\?[\w.-]+=\S*)", re.IGNORECASE
)
_MAILBOX = re.compile(r"[^\W_]@[^\W_]")
_NAUGHT = re.compile(r"[0０]+([.,:]0+)?")
_SCIENTIFIC = re.compile(r"\d([.,]\d+)?[eE][+-]\d+")

_MISSING: Final = "is a word that programs write where a value is missing"
_ODD: Final = (
    (_SHEET_ERROR, _MISSING),
    (re.compile(rf"^(=|{_SCIENTIFIC.pattern}$)"), "is a formula or a figure that a spreadsheet made"),
    (_UNFILLED, "holds a place that was never filled in"),
    (_ENTITY, "holds a letter as code, as web pages write it"),
)


class Oddity(NamedTuple):
    """What is odd about one value; it names the field and never the value."""

    field: str
    code: Code
    message: str
    hint: str
    holds: bool  # the row back, unless it is allowed


@lru_cache(maxsize=16_384)
def odd_text(value: str) -> str:
    """Why a text looks like no value; empty where it does not."""
    if value in _NOTHING:
        return _MISSING
    if _NAUGHT.fullmatch(value) or not any(each.isalnum() for each in value):
        return "holds no letter and no figure but nought"
    if value.isalnum():  # nearly every name
        return ""
    if why := next((why for pattern, why in _ODD if pattern.search(value)), ""):
        return why
    return "has a question mark where a letter was lost" if _LOSSY.search(_ADDRESS.sub(" ", value)) else ""


@lru_cache(maxsize=1024)
def odd_id(value: str) -> str:
    """Why an id looks like none that somebody gave; empty where it does not."""
    if _SCIENTIFIC.fullmatch(value):
        return "is a number in scientific form, with its last figures lost"
    wrong = value in _NOTHING or _SHEET_ERROR.search(value) or _UNFILLED.search(value)
    return _MISSING if wrong else ""


class Oddities:
    """What is odd about the rows of one leaflet. Days are held against its own, and `today` where it is said."""

    def __init__(self, leaflet: Leaflet, today: str = "") -> None:
        self.issued, self.review_by = leaflet.issued.value, leaflet.review_by.value
        self.today = date.fromisoformat(today) if today else self.issued
        kinds = {name: field.type for name, field in (leaflet.personal or {}).items()}
        self._optional = {name for name, field in (leaflet.personal or {}).items() if field.optional == "yes"}
        self._texts = [name for name, kind in kinds.items() if kind == "text"]
        self._others = [(name, kind) for name, kind in kinds.items() if kind in ("date", "time")]
        self._known: dict[tuple[str, str], tuple[Code, str, str, bool] | None] = {}

    def __call__(self, fields: Mapping[str, str]) -> Iterator[Oddity]:
        """What is odd about a row whose values can all be printed."""
        for name in self._texts:
            value = fields.get(name, "").strip()
            if (value or name not in self._optional) and (why := odd_text(value)):
                yield Oddity(name, "value-odd", why, _HINT, holds=True)
            elif _MAILBOX.search(value):
                yield Oddity(
                    name, "value-odd", "holds a mail address", "see whether columns were mixed up", holds=False
                )
        for name, kind in self._others:
            said = (kind, fields.get(name, "").strip())
            if said not in self._known:
                if len(self._known) > 4096:
                    self._known.clear()
                self._known[said] = self._day(said[1]) if kind == "date" else _hour(said[1])
            if found := self._known[said]:
                yield Oddity(name, *found)

    def _day(self, said: str) -> tuple[Code, str, str, bool] | None:
        day = date.fromisoformat(said)
        if abs(day.year - self.issued.year) > _FAR_YEARS:
            return "value-day", f"lies over {_FAR_YEARS} years away from the day of issue", _HINT, True
        if day < self.today:
            return "value-day", "lies in the past", "see whether the day is right", False
        if day > self.review_by:
            message = "lies behind the day by which the leaflet is to be read again"
            return "value-day", message, "see whether the day is right, or set `review_by` anew", False
        return None


def _hour(said: str) -> tuple[Code, str, str, bool] | None:
    if int(said.partition(":")[0]) >= _NIGHT_ENDS:
        return None
    return (
        "value-hour",
        "lies in the night",
        "see whether the hour is right; write 15:00 for three in the afternoon",
        False,
    )
