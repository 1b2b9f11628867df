"""How a language writes a month and the hours of opening. English is at hand; babel knows the other languages."""

from datetime import date
from functools import lru_cache
from typing import Literal

from brochure.base.brand import WEEK, Hours
from brochure.base.language import LANGUAGES, Manner

_NO_BREAK = "\u00a0"
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def month_and_year(day: date, tag: str) -> str:
    """Month and year, as a reader of the language says it; no-break spaces keep them on one line.

    Digits are Western in every language.
    """
    if _is_english(tag):
        return f"{_MONTHS[day.month - 1]}{_NO_BREAK}{day.year}"
    return _foreign_month(day, tag).replace(" ", _NO_BREAK)


def day_in_words(day: date, tag: str) -> str:
    """A day with its name, as a reader of the language says it: Tuesday 1 December 2026."""
    if tag == "en-US":
        return f"{_DAYS[day.weekday()]}, {_MONTHS[day.month - 1]}{_NO_BREAK}{day.day}, {day.year}"
    if _is_english(tag):
        return f"{_DAYS[day.weekday()]} {day.day}{_NO_BREAK}{_MONTHS[day.month - 1]} {day.year}"
    return _foreign_day(day, tag)


def hours_line(hours: Hours, tag: str) -> str:
    """Days and hours of opening, as a reader of the language says them."""
    manner = LANGUAGES[tag].manner
    names = _day_names(tag, manner.day_names)
    spans = []
    for span in hours.days.text.split(", "):
        ends = [WEEK.index(day) for day in span.split("-")]
        first, last = (manner.since or names)[ends[0]], (manner.until or names)[ends[-1]]
        spans.append(manner.days.format(first, last) if len(ends) > 1 else names[ends[0]])
    days = manner.comma.join(spans)
    times = (_clock(said.text, manner) for said in (hours.opens, hours.closes))
    return f"{days[:1].upper()}{days[1:]} {manner.times.format(*times)}"


def _clock(said: str, manner: Manner) -> str:
    """`13:30` as it stands on the clocks of the language."""
    if manner.clock == 24:
        return said
    hour, minute = (int(part) for part in said.split(":"))
    minutes = f":{minute:02}" if minute else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{_NO_BREAK}{'am' if hour < 12 else 'pm'}"


def _is_english(tag: str) -> bool:
    return tag.partition("-")[0] == "en"


# babel is met only with other languages: its import costs more than setting a page of English.
def _foreign_month(day: date, tag: str) -> str:
    from babel import Locale  # noqa: PLC0415
    from babel.dates import format_skeleton  # noqa: PLC0415

    return format_skeleton("yMMMM", day, locale=Locale.parse(tag, sep="-"))


@lru_cache(maxsize=1024)
def _foreign_day(day: date, tag: str) -> str:
    from babel import Locale  # noqa: PLC0415
    from babel.dates import format_date  # noqa: PLC0415

    return format_date(day, "full", locale=Locale.parse(tag, sep="-"))


@lru_cache(maxsize=32)
def _day_names(tag: str, width: Literal["wide", "abbreviated"]) -> tuple[str, ...]:
    """From Monday to Sunday."""
    if _is_english(tag):
        return _DAYS
    from babel import Locale  # noqa: PLC0415
    from babel.dates import get_day_names  # noqa: PLC0415

    names = get_day_names(width, "stand-alone", Locale.parse(tag, sep="-"))
    return tuple(names[at] for at in range(7))
