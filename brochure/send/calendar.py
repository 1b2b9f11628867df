"""The visit of a personal letter as a file for a calendar: iCalendar, judged in the tests by another's reader.

Times are written in UTC, so that summer time on either side of a change cannot shift them and no calendar has to know
the zone. Source: RFC 5545.
"""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Final

from brochure.base.findings import BadValues, Finding
from brochure.base.leaflet import Leaflet, VisitTimes
from brochure.base.marks import bare
from brochure.base.records import NamedTuple
from brochure.content.leaflet_rules import zone_of

CALENDAR: Final = "visit.ics"  # shown on locked screens, so it tells nothing
_LINE: Final = 75  # octets; RFC 5545, 3.1
_SEQUENCE_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)


class Visit(NamedTuple):
    """When and where somebody comes."""

    name: str  # tells one visit of a person from another, and stays when its hour changes
    start: str  # UTC, as 20261201T103000Z
    end: str
    title: str
    place: str  # empty where none is said

    @property
    def kept(self) -> str:
        """As one text, which an outbox keeps."""
        return json.dumps(self, ensure_ascii=False)


def visit_of(leaflet: Leaflet, raw: Mapping[str, str], said: Mapping[str, str]) -> str:
    """The visit of one person, to be kept; empty where the leaflet has none. `raw` as listed, `said` as printed.

    Raises:
        BadValues: there is no such hour on that day, as when clocks go forward.
        BadInput: the leaflet names no time zone that is known here.
    """
    if leaflet.visit is None:
        return ""
    visit = leaflet.visit
    day, hour = (raw[name.text].strip() for name in (visit.day, visit.hour))
    start = _in_utc(day, hour, visit)
    named = raw.get(visit.number.text, "").strip() if visit.number else day
    place = bare(said.get(visit.place.text, "")) if visit.place else ""
    end = start + timedelta(minutes=int(visit.minutes.text))
    title = bare(visit.title.text if visit.title else leaflet.title.text)
    return Visit(f"{leaflet.code} {named}", _stamp(start), _stamp(end), title, place).kept


def _in_utc(day: str, hour: str, visit: VisitTimes) -> datetime:
    zone = zone_of(visit)
    hours, minutes = map(int, hour.split(":"))
    local = datetime.combine(date.fromisoformat(day), datetime.min.time()).replace(hour=hours, minute=minutes)
    found = local.replace(tzinfo=zone).astimezone(UTC)
    if found.astimezone(zone).replace(tzinfo=None) != local:
        message = f"field '{visit.hour}' has no such hour on its day: clocks go forward"
        raise BadValues(Finding("value-no-time", message, visit.hour.origin, "look for the right hour in the list"))
    return found


def calendar_file(kept: str, uid: str, at: datetime) -> bytes:
    """The file of a visit that was kept, with CRLF; `uid` is the same for one visit, `at` is when the letter is made.

    Whoever gets a later letter about the same visit has the later hour: its SEQUENCE is higher.
    """
    visit = Visit(*json.loads(kept))
    sequence = max(0, int((at - _SEQUENCE_FROM).total_seconds()))
    lines = [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Brochure//Visit//EN", "METHOD:PUBLISH", "BEGIN:VEVENT",
        f"UID:{uid}", f"SEQUENCE:{sequence}", f"DTSTAMP:{_stamp(at)}", f"DTSTART:{visit.start}", f"DTEND:{visit.end}",
        f"SUMMARY:{_escaped(visit.title)}", *([f"LOCATION:{_escaped(visit.place)}"] if visit.place else []),
        "CLASS:PRIVATE", "TRANSP:OPAQUE", "END:VEVENT", "END:VCALENDAR",
    ]  # fmt: skip
    return b"".join(_folded(line) for line in lines)


def name_of(kept: str) -> str:
    """What tells the visit that was kept from others of the same person."""
    return Visit(*json.loads(kept)).name


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    return re.sub(r"([\\;,])", r"\\\1", text).replace("\n", "\\n")


def _folded(line: str) -> bytes:
    """RFC 5545, 3.1: no line over 75 octets, and no character parted."""
    parts: list[bytes] = []
    part = b""
    for letter in line:
        octets = letter.encode()
        if len(part) + len(octets) > _LINE - (1 if parts else 0):
            parts.append(part)
            part = b""
        part += octets
    return b"\r\n ".join([*parts, part]) + b"\r\n"
