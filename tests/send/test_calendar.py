"""The visit of a personal letter in a calendar, as another's reader takes it."""

import email
import email.policy
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.content.read import read, read_yaml
from brochure.content.shelf import Shelf, open_shelf
from brochure.send.calendar import calendar_file, visit_of
from brochure.send.letters import SCHEMA
from brochure.send.outbox import Outbox
from tests.conftest import ROOT
from tests.send.letters_for_tests import KEY
from tests.send.mail_server import MailServer

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
ROW = {"day": "2026-12-01", "hour": "9:30", "site": "12 Mill Lane, Exampleton; ring twice"}
LIST = """id,email,consent,name,day,hour,clinician,site,first
1,ana@post.test,yes,Ana,{day},{hour},Dr A,12 Mill Lane,no
"""


@pytest.fixture(scope="module")
def leaflet() -> Leaflet:
    """The letter about a visit."""
    return read_yaml(ROOT / "content/your-visit/en.yaml", Leaflet)


def event_of(data: bytes) -> Any:
    """The one event of a calendar file, read by icalendar."""
    calendar = icalendar.Calendar.from_ical(data)
    assert not calendar.errors
    (event,) = calendar.walk("VEVENT")
    assert not event.errors
    return event


def test_a_calendar_takes_it(leaflet: Leaflet) -> None:
    """What, where, from when to when; no line over 75 octets."""
    data = calendar_file(visit_of(leaflet, ROW, ROW), "abc@clinic.test", NOW)
    event = event_of(data)

    assert event.start == datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
    assert event.end - event.start == timedelta(minutes=50)
    assert str(event["SUMMARY"]) == "Visit to Riverside Acupuncture"
    assert str(event["LOCATION"]) == ROW["site"]
    assert (str(event["UID"]), event["DTSTAMP"].dt) == ("abc@clinic.test", NOW)
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.mark.parametrize(
    ("day", "hour", "utc"),
    [("2026-10-24", "9:30", "2026-10-24T08:30"), ("2026-10-26", "9:30", "2026-10-26T09:30"),
     ("2026-03-28", "9:30", "2026-03-28T09:30"), ("2026-03-30", "9:30", "2026-03-30T08:30"),
     ("2026-10-25", "1:30", "2026-10-25T00:30")],
)  # fmt: skip
def test_summer_time_moves_no_visit(day: str, hour: str, utc: str, leaflet: Leaflet) -> None:
    """On either side of both changes; of an hour that comes twice the first."""
    row = {**ROW, "day": day, "hour": hour}
    event = event_of(calendar_file(visit_of(leaflet, row, row), "a@b", NOW))
    assert event.start == datetime.fromisoformat(utc).replace(tzinfo=UTC)


def test_an_hour_that_does_not_exist_is_told(leaflet: Leaflet) -> None:
    """By its field, and without its value."""
    row = {**ROW, "day": "2026-03-29", "hour": "1:30"}
    with pytest.raises(BadInput) as caught:
        visit_of(leaflet, row, row)
    (finding,) = caught.value.findings
    assert finding.code == "value-no-time"
    assert "1:30" not in finding.message


def test_a_zone_that_nobody_knows_is_told(leaflet: Leaflet) -> None:
    """With one that is known."""
    assert leaflet.visit is not None
    wrong = leaflet.but(visit=leaflet.visit.but(zone=leaflet.visit.zone._replace(text="Europe/Lundon")))
    with pytest.raises(BadInput, match="no time zone is called 'Europe/Lundon'"):
        visit_of(wrong, ROW, ROW)


@pytest.mark.parametrize("text", ["a" * 200, "é" * 100, "診療所" * 40, 'comma, semicolon; back\\slash "quotes"'])
def test_long_and_odd_words_come_back_whole(text: str, leaflet: Leaflet) -> None:
    """Folded between characters, and escaped."""
    data = calendar_file(visit_of(leaflet, ROW, {**ROW, "site": text}), "a@b", NOW)
    assert str(event_of(data)["LOCATION"]) == text
    assert max(map(len, data.split(b"\r\n"))) <= 75


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that writes to one person about a visit."""
    monkeypatch.chdir(clinic)
    return clinic


def sent(server: MailServer, name: str, **row: str) -> Any:
    """The event in the letter of one campaign."""
    Path("list.csv").write_text(LIST.format(**{"day": "2026-12-01", "hour": "9:30", **row}), encoding="utf-8")
    assert main(["merge", "your-visit", "--recipients", "list.csv", "--out", name, "--allow-draft"]) == 0
    typed = ["send", f"./{name}", "--recipients", "list.csv", "--sender", "info@clinic.test", "--subject", "Hello"]
    typed += ["--name", name, "--server", f"127.0.0.1:{server.port}", "--security", "insecure-loopback"]
    assert main([*typed, "--allow-draft"]) == 0
    message = email.message_from_bytes(server.taken[-1].data, policy=email.policy.default)
    (part,) = [each for each in message.walk() if each.get_content_type() == "text/calendar"]
    assert part.get_filename() == "visit.ics"
    assert part.get_param("method") == "PUBLISH"
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes)
    return event_of(data)


def test_a_later_letter_moves_the_visit_and_another_day_is_another(desk: Path) -> None:
    """One UID for one visit, and a higher SEQUENCE; through a real server."""
    with MailServer() as server:
        first, again = sent(server, "one"), sent(server, "two", hour="11:00")
        other = sent(server, "three", day="2026-12-08")

    assert str(first["UID"]) == str(again["UID"]) != str(other["UID"])
    assert again["SEQUENCE"] >= first["SEQUENCE"] > 0
    assert (first.start.hour, again.start.hour) == (9, 11)
    assert str(first["UID"]).endswith("@clinic.test")
    assert "ana" not in str(first["UID"])


def test_a_letter_about_no_visit_has_no_calendar(desk: Path) -> None:
    """As most leaflets."""
    text = desk / "content/your-visit/en.yaml"
    words = text.read_text(encoding="utf-8")
    text.write_text("".join(line for line in words.splitlines(keepends=True) if not line.startswith("visit:")))
    with MailServer() as server, pytest.raises(ValueError, match="not enough values"):
        sent(server, "one")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [("{day: day,", "{day: dey,", "'visit' names 'dey', which is no personal field of type date"),
     ("hour: hour,", "hour: name,", "'visit' names 'name', which is no personal field of type time"),
     ("place: site", "place: where", "'visit' names 'where', which is no personal field"),
     ("Europe/London", "Europe/Lundon", "no time zone is called 'Europe/Lundon'"),
     ("title: Visit to Riverside Acupuncture}", 'title: "{name}"}', "'visit title' holds personal words")],
)  # fmt: skip
def test_a_field_that_no_list_has_is_told(old: str, new: str, told: str, desk: Path) -> None:
    """Before anybody is written to."""
    text = desk / "content/your-visit/en.yaml"
    words = text.read_text(encoding="utf-8")
    assert old in words
    text.write_text(words.replace(old, new), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read(Order("your-visit"), open_shelf(desk))
    assert [finding.message for finding in caught.value.findings] == [told]


def test_an_outbox_of_an_older_version_is_taken_as_it_is(tmp_path: Path, shelf: Shelf) -> None:
    """Its letters are about no visit."""
    Outbox(tmp_path / "box", KEY, keep=True).close()
    box = Outbox(tmp_path / "box", KEY, keep=True)
    box.database.execute("DROP TABLE body")
    older = "CREATE TABLE body(digest TEXT PRIMARY KEY, text TEXT NOT NULL, html TEXT NOT NULL) WITHOUT ROWID"
    box.database.execute(older)
    box.database.execute("INSERT INTO body VALUES ('d', 'text', 'html')")
    box.close()

    assert "visit" in SCHEMA
    assert Outbox(tmp_path / "box", KEY, keep=True).bodies("d") == ("text", "html", "")
