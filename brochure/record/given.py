"""The line that a consent note keeps of a leaflet that was given to somebody."""

from datetime import date
from typing import Final

from brochure.base.leaflet import Leaflet
from brochure.base.marks import bare
from brochure.record.marks import text_mark

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def record_line(leaflet: Leaflet, day: date) -> str:
    """Code, title, version, language and mark of a text, and the day on which it was given; English, as notes are."""
    said = f"{leaflet.code} {bare(leaflet.title.text)} {leaflet.version} ({leaflet.language}) {text_mark(leaflet)}"
    return f"Given: {said}, {day.day} {_MONTHS[day.month - 1]} {day.year}"
