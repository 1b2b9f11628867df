"""From a list to letters through plain forms, without a script: matched, mended, looked at, tried, sent, followed."""

import logging
import os
import re
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest

from brochure.base.events import LetterState, outcome
from brochure.base.wishes import CountLetters, OutboxWish
from brochure.content.shelf import open_shelf
from brochure.copies.listing import read_list
from brochure.send.tending import LetterCounts, tend_outbox
from brochure.send.trying import SendDone
from brochure.studio import people as studio_people
from brochure.studio.forms import sent_form
from brochure.studio.letter_job import _send_words
from tests.conftest import signed, with_own_words
from tests.people.books import locked, xlsx
from tests.send.mail_server import MailServer
from tests.studio.asking import Answer, Visitor
from tests.studio.conftest import OpenStudio

HOME = "/letters/your-visit/en"
HEAD = ("Nr", "Patient", "Date", "time", "clinician", "site", "first", "E-Mail", "agrees")
ROWS = (
    ("1", "Anna Zymbrowska", "2026-12-01", "9:30", "Dr Jo", "12 Mill Lane", "yes", "anna@x.test", "yes"),
    ("2", "Ben Secretname", "soon", "9:30", "Dr Jo", "12 Mill Lane", "no", "ben@x.test", "yes"),
    ("3", "Cy Hidden", "2026-12-02", "10:00", "Dr Jo", "12 Mill Lane", "no", "cy@x.test", "no"),
)
COLUMNS = {
    "c-id": "Nr", "c-name": "Patient", "c-day": "Date", "c-hour": "time", "c-clinician": "clinician", "c-site": "site",
    "c-first": "first", "c-email": "E-Mail", "c-consent": "agrees", "keep": "yes",
}  # fmt: skip
MAIL = {"sender": "info@clinic.test", "subject": "Information", "name": "autumn", "security": "insecure-loopback"}


# What a page hides in its forms: of which list and which trial it was made.
HIDDEN = re.compile(r'name="(mark|trial)" value="([^"]*)"')


class Clerk(Visitor):
    """Sends each form as from a page that was opened just now, unless it says which page it was."""

    def mark(self, path: str) -> dict[str, str]:
        """What the page hides in its form: of which list it was made."""
        return dict(HIDDEN.findall(self.get(path).body.decode()))

    def form(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        if path.startswith("/letters/"):
            fields = {**self.mark(path), **fields}
        return super().form(path, fields, file)


@pytest.fixture
def visitor(clinic: Path) -> Clerk:
    return Clerk(open_shelf(clinic))


@pytest.fixture
def desk(clinic: Path) -> Clerk:
    """A clinic whose leaflet somebody has signed."""
    return Clerk(open_shelf(signed(with_own_words(clinic), "your-visit")))


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def csv_of(*rows: tuple[str, ...]) -> bytes:
    return "\n".join(",".join(row) for row in (HEAD, *rows)).encode()


def said(answer: Answer) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.body.decode())))


def taken(visitor: Visitor, *rows: tuple[str, ...], home: str = HOME) -> None:
    """A list that was chosen, with its columns."""
    assert visitor.form(home, {"pasted": ""}, ("list.csv", csv_of(*(rows or ROWS)))).status == 303
    assert visitor.form(f"{home}/columns", COLUMNS).headers["location"] == f"{home}/people"


def over(visitor: Visitor, path: str) -> str:
    """What a page says when its job is over."""
    for _ in range(300):
        page = visitor.get(path)
        if 'data-over=""' not in page.body.decode():
            return said(page)
        time.sleep(0.1)
    raise AssertionError("the job does not end")


@pytest.mark.parametrize("way", ["csv", "xlsx", "paste"])
def test_columns_are_matched_whatever_the_list_is(visitor: Visitor, way: str) -> None:
    """A file, a workbook, or rows that were copied from a spreadsheet; which column says yes is never guessed."""
    if way == "paste":
        rows = "\n".join("\t".join(row) for row in ((*HEAD[:5], "site, street", *HEAD[6:]), *ROWS))
        sent = visitor.form(HOME, {"pasted": rows})
    else:
        data = csv_of(*ROWS) if way == "csv" else xlsx([HEAD, *ROWS])
        sent = visitor.form(HOME, {"pasted": ""}, (f"C:\\Lists\\list.{way}", data))
    page = visitor.get(f"{HOME}/columns").body.decode()

    assert (sent.status, sent.headers["location"]) == (303, f"{HOME}/columns")
    chosen = dict(re.findall(r'<select id="c-(\w+)".*?<option value="([^"]*)" selected', page))
    assert chosen.items() >= {"id": "Nr", "name": "Patient", "day": "Date", "hour": "time", "email": "E-Mail"}.items()
    assert "consent" not in re.findall(r'<select id="c-(\w+)"(?:(?!</select>).)* selected', page)
    assert "Anna" not in page


def test_rows_that_could_not_be_read_are_told_on_every_page(desk: Clerk, server: MailServer) -> None:
    """Else “every row is sound” is said of a list that lacks a person."""
    taken(desk, ROWS[0], ("2", "Ben"))
    steps = [said(desk.get(f"{HOME}/{step}")) for step in ("columns", "people", "look", "send")]
    desk.form(f"{HOME}/send", {"act": "trial", **MAIL, "server": "127.0.0.1", "port": str(server.port)})
    pages = [*steps, over(desk, f"{HOME}/job"), said(desk.get(f"{HOME}/send"))]

    assert "1 of 1 can get a copy" in steps[1] and "Every row is sound" not in steps[1]
    assert "1 letter would go" in pages[-1]
    for page in pages:
        assert "1 row of the list could not be read" in page and "row 3 has 2 cells, the header has 9" in page.lower()
    taken(desk, ROWS[0])
    assert "could not be read" not in said(desk.get(f"{HOME}/people"))


@pytest.mark.parametrize("kept", ["", "gone"])
def test_a_column_that_is_called_consent_is_not_taken_for_it(visitor: Clerk, clinic: Path, kept: str) -> None:
    """It may be the consent to a treatment; a person chooses, and a choice of before counts for its own column."""
    if kept:
        (clinic / "content/your-visit/_columns.yaml").write_text(f"columns:\n  consent: {kept}\n", encoding="utf-8")
    visitor.form(HOME, {"pasted": "id\tname\tConsent\n1\tAnna\tyes"})
    page = visitor.get(f"{HOME}/columns").body.decode()

    assert '<option value="name" selected' in page and '<option value="Consent" selected' not in page


def test_quotes_of_pasted_rows_join_no_people(visitor: Clerk) -> None:
    """A quote in a name is a letter; one that may span people refuses the list, and what is held stays."""
    named = [(row[0], name, *row[2:]) for row, name in zip(ROWS, ('"Ann', '"Bob" Lee', "Cy"), strict=True)]
    visitor.form(HOME, {"pasted": "\r\n".join("\t".join(row) for row in (HEAD, *named))})
    visitor.form(f"{HOME}/columns", COLUMNS)
    cells = re.findall(r'name="v-\d-1" value="([^"]*)"', visitor.get(f"{HOME}/people?show=all").body.decode())
    named[1:] = [ROWS[1], (*ROWS[2][:1], 'C"', *ROWS[2][2:])]
    answer = visitor.form(HOME, {"pasted": "\r\n".join("\t".join(row) for row in (HEAD, *named))})

    assert sorted(map(unescape, cells)) == ['"Ann', '"Bob" Lee', "Cy"]
    assert answer.status == 422 and "Row 2 (line 2), column B begins with a quote" in said(answer)
    assert "Ann" not in said(answer)


def test_what_a_person_chose_is_kept_for_the_next_list(visitor: Visitor, clinic: Path) -> None:
    """Beside the leaflet, as `--columns` reads it; it names columns and nobody."""
    taken(visitor)
    kept = (clinic / "content/your-visit/_columns.yaml").read_text(encoding="utf-8")
    visitor.form(HOME, {"act": "forget"})
    visitor.form(HOME, {"pasted": ""}, ("other.csv", csv_of(*ROWS)))

    assert 'consent: "agrees"' in kept and "Anna" not in kept
    assert '<option value="agrees" selected' in visitor.get(f"{HOME}/columns").body.decode()
    assert "English" in visitor.get("/").body.decode()  # it is no language of the leaflet


def test_a_bad_cell_is_mended_in_its_place(visitor: Visitor) -> None:
    """With the reason beside it; the others are sound."""
    taken(visitor)
    page = visitor.get(f"{HOME}/people")
    field = re.search(r'<input name="(v-3-2)" value="soon"[^>]*aria-invalid="true"', page.body.decode())

    assert field and "2 of 3 can get a copy" in said(page) and "Is no date: write it as 2026-11-01" in said(page)
    assert "Anna" not in said(page)
    assert visitor.form(f"{HOME}/people", {field[1]: "2026-12-03"}).status == 303
    assert "3 of 3 can get a copy. Every row is sound" in said(visitor.get(f"{HOME}/people"))


FORMS = (
    ("columns", COLUMNS), ("people", {"v-2-1": "Somebody Else", "x-3": "yes"}), ("send", {"act": "trial", **MAIL}),
    ("send", {"act": "send", "count": "2"}), ("send", {"act": "print"}), ("", {"act": "forget"}),
)  # fmt: skip


@pytest.mark.parametrize(("step", "fields"), FORMS)
@pytest.mark.parametrize("mark", ["other list", "none"])
def test_a_form_of_an_older_list_is_refused(desk: Clerk, step: str, fields: dict[str, str], mark: str) -> None:
    """Two tabs, two lists: row 2 of the one is another person than row 2 of the other."""
    taken(desk)
    path = f"{HOME}/{step}" if step else HOME
    older = desk.mark(path) if mark == "other list" else {"mark": ""}
    taken(desk, ("7", "Dan Othername", *ROWS[0][2:7], "dan@x.test", "yes"), ROWS[2])
    before = desk.get(f"{HOME}/people?show=all").body
    answer = desk.form(path, {**fields, **older})

    assert answer.status == 422 and "This page shows an older list" in said(answer)
    assert "look at the people again" in said(answer).lower() and f'href="{HOME}/people"' in answer.body.decode()
    assert desk.get(f"{HOME}/people?show=all").body == before and b"Dan Othername" in before
    assert desk.get(f"{HOME}/job").headers["location"] == f"{HOME}/send"


def test_a_row_of_an_older_list_is_not_looked_at(visitor: Clerk) -> None:
    """Its number is that of somebody else by now."""
    taken(visitor)
    older = visitor.mark(f"{HOME}/look")["mark"]
    taken(visitor, ROWS[2])

    assert visitor.get(f"{HOME}/look?row=2&as=mail&mark={older}").status == 422


def test_an_older_page_of_one_list_does_not_undo_newer_words(visitor: Clerk) -> None:
    """Two tabs, one list: a form sends every cell that it shows, also those in which nobody typed."""
    taken(visitor)
    older = visitor.mark(f"{HOME}/people")
    visitor.form(f"{HOME}/people", {"v-3-2": "2026-12-03"})
    told = visitor.form(f"{HOME}/people", {"v-2-1": "Anna New", "v-3-2": "soon", **older})
    columns = visitor.form(f"{HOME}/columns", COLUMNS | {"c-name": "clinician", "c-clinician": "Patient", **older})
    page = visitor.get(f"{HOME}/people?show=all").body.decode()

    assert (told.status, columns.status) == (422, 422) and "older list" in said(told)
    assert 'value="2026-12-03"' in page and "Anna New" not in page
    assert visitor.form(f"{HOME}/people", {"v-2-1": "Anna New"}).status == 303


def test_a_cell_in_which_nobody_typed_stays_as_it_is(visitor: Clerk) -> None:
    """A field of a page has one line: a browser drops line breaks in it, and `AnnaNowak` is nobody."""
    rows = [(*ROWS[0][:1], "Anna\nNowak", *ROWS[0][2:]), ROWS[1]]
    visitor.form(HOME, {"pasted": ""}, ("list.xlsx", xlsx([HEAD, *rows])))
    visitor.form(f"{HOME}/columns", COLUMNS)
    page = visitor.get(f"{HOME}/people?show=all").body.decode()
    cells = dict(re.findall(r'<input name="(v-\d+-\d+)" value="([^"]*)"', page))
    mark = visitor.mark(f"{HOME}/people")
    visitor.form(f"{HOME}/people", cells)

    assert cells["v-2-1"] == "Anna Nowak"
    assert "Holds a line break" in said(visitor.get(f"{HOME}/people"))
    assert visitor.mark(f"{HOME}/people") == mark
    visitor.form(f"{HOME}/people", {**cells, "v-2-1": "Anna  Nowak"})
    assert "line break" not in said(visitor.get(f"{HOME}/people"))


def test_a_page_that_changed_nothing_makes_no_other_page_older(visitor: Clerk) -> None:
    """The list is the same."""
    taken(visitor)
    page = visitor.mark(f"{HOME}/people")
    visitor.form(f"{HOME}/people", {"v-3-2": "soon", **page})
    visitor.form(f"{HOME}/columns", COLUMNS)

    assert visitor.form(f"{HOME}/people", {"v-3-2": "2026-12-03", **page}).status == 303


def test_a_row_is_taken_out(visitor: Visitor) -> None:
    """As one that is nobody's."""
    taken(visitor)
    visitor.form(f"{HOME}/people", {"x-3": "yes"})

    assert "2 of 2 can get a copy" in said(visitor.get(f"{HOME}/people"))


def test_any_row_can_be_looked_at_as_the_pages_that_it_gets(visitor: Visitor) -> None:
    """Those of which something is told come first."""
    taken(visitor, *ROWS[:2], (*ROWS[2][:2], "2026-11-01", *ROWS[2][3:]))
    first = visitor.get(f"{HOME}/look").body.decode()
    anna = visitor.get(f"{HOME}/look?row=2&as=paper").body.decode()

    assert "The copy of row 4" in first and "Dear Cy Hidden" in first and "lies in the past" in first.lower()
    assert "Dear Anna Zymbrowska" in anna and "Your first time" in anna and "<svg" in anna
    assert "Your first time" not in first


def test_copies_on_paper_lie_where_merge_puts_them(desk: Visitor, clinic: Path) -> None:
    """For their owner's eyes alone; a row that cannot be made is told."""
    taken(desk)
    assert desk.form(f"{HOME}/send", {"act": "print"}).headers["location"] == f"{HOME}/job"
    told = over(desk, f"{HOME}/job")
    run = clinic / "build/your-visit.office.run"

    assert "2 copies lie in “build/your-visit.office.run”" in told and "1 person has none" in told
    assert sorted(path.name for path in run.glob("*.pdf")) == ["000002-1.pdf", "000004-3.pdf"]
    assert os.name != "posix" or {path.stat().st_mode & 0o777 for path in run.glob("*.pdf")} == {0o600}
    desk.form(f"{HOME}/send", {"act": "press"})
    assert "copies lie in “build/your-visit.print.pdf”" in over(desk, f"{HOME}/job")


def test_a_text_that_nobody_signed_goes_to_nobody(visitor: Visitor, clinic: Path, server: MailServer) -> None:
    """It is told plainly, with the way."""
    taken(visitor)
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    for act in ("print", "trial"):
        visitor.form(f"{HOME}/send", {"act": act, **mail})
        page = visitor.get(f"{HOME}/job")
        told = over(visitor, f"{HOME}/job")

        assert "Only a text that somebody has signed goes to patients." in told
        assert 'href="/l/your-visit/en/sign"' in visitor.get(f"{HOME}/job").body.decode(), page.status
    assert server.taken == [] and not (clinic / "build").exists()


def test_letters_go_after_a_trial_and_a_number(desk: Visitor, server: MailServer, clinic: Path) -> None:
    """Who said no gets none; nobody gets one twice; and the outbox says where each letter stands."""
    taken(desk)
    desk.form(f"{HOME}/people", {"v-3-2": "2026-12-03"})
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    early = desk.form(f"{HOME}/send", {"act": "send", "count": "2", **mail})
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    assert "2 letters would go." in over(desk, f"{HOME}/job") and server.taken == []
    wrong = desk.form(f"{HOME}/send", {"act": "send", "count": "3", **mail})

    assert (early.status, wrong.status) == (422, 422)
    assert desk.form(f"{HOME}/send", {"act": "send", "count": "2", **mail}).headers["location"] == "/outbox"
    told = over(desk, "/outbox")
    assert [each.to for each in server.taken] == [("anna@x.test",), ("ben@x.test",)]
    assert b"Zymbrowska" in server.taken[0].data or b"Anna" in server.taken[0].data
    assert "2 sent." in told and "Sent: your mail server took them 2" in told and "Held: not tried 1" in told
    assert "no consent: 1 (rows: 4)" in told and "Anna" not in told and "x.test" not in told
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    assert "0 letters would go." in over(desk, f"{HOME}/job")


@pytest.mark.parametrize(
    ("step", "change"),
    [("people", {"v-4-8": "yes"}), ("people", {"v-2-7": "other@x.test"}), ("people", {"x-2": "yes"}),
     ("columns", COLUMNS | {"c-consent": "first", "c-first": "agrees"})],
)  # fmt: skip
def test_a_trial_counts_for_the_list_that_was_tried(
    desk: Clerk, server: MailServer, step: str, change: dict[str, str]
) -> None:
    """Whoever changes a row or a column after it tries again: the number may be the same, and the people others."""
    taken(desk)
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    assert "1 letter would go." in over(desk, f"{HOME}/job")
    assert desk.form(f"{HOME}/{step}", change).status == 303
    page = said(desk.get(f"{HOME}/send"))
    answers = [desk.form(f"{HOME}/send", {"act": "send", "count": count}) for count in ("0", "1", "2")]

    assert "would go" not in page
    assert [each.status for each in answers] == [422] * 3 and "try the letters first" in said(answers[0]).lower()
    assert server.taken == []


def test_a_trial_counts_for_the_mailing_that_was_tried(desk: Clerk, server: MailServer) -> None:
    """Under another name other people have had their letter."""
    taken(desk)
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    over(desk, f"{HOME}/job")

    assert desk.form(f"{HOME}/send", {"act": "send", "count": "1", **mail, "name": "winter"}).status == 422
    assert server.taken == []


def test_letters_do_not_go_on_with_a_list_that_was_changed(desk: Clerk, server: MailServer) -> None:
    """What goes on is what was tried."""
    taken(desk)
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    over(desk, f"{HOME}/job")
    desk.form(f"{HOME}/send", {"act": "send", "count": "1", **mail})
    over(desk, "/outbox")
    desk.form(f"{HOME}/people", {"v-4-8": "yes"})
    answer = desk.form("/outbox", {"act": "go"})

    assert answer.status == 422 and "list was changed" in said(answer) and len(server.taken) == 1


def test_letters_that_failed_are_told_by_reason_and_go_again(desk: Visitor, clinic: Path) -> None:
    """Once somebody says so."""
    plans = iter(["", "550 5.1.1 no such user", "", ""])
    with MailServer(lambda place: next(plans, "") if place == "rcpt" else "") as server:
        taken(desk, ROWS[0], (*ROWS[2][:-1], "yes"))
        mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
        desk.form(f"{HOME}/send", {"act": "trial", **mail})
        over(desk, f"{HOME}/job")
        desk.form(f"{HOME}/send", {"act": "send", "count": "2", **mail})
        told = over(desk, "/outbox")
        assert "Refused by the mail server 1" in told and "refused (answer 550): 1 (rows: 3)" in told
        desk.form("/outbox", {"act": "resend", "state": "failed", "name": "autumn"})
        assert "Waiting to be sent 1" in said(desk.get("/outbox"))
        desk.form("/outbox", {"act": "go"})
        told = over(desk, "/outbox")

        assert "Sent: your mail server took them 2" in told and "Refused" not in told
        assert [each.to for each in server.taken] == [("anna@x.test",), ("cy@x.test",)]


def test_sending_stops_and_goes_on(desk: Visitor) -> None:
    """After the letter at hand; nobody is written to twice."""
    rows = [(f"{at}", "Anna", *ROWS[0][2:7], f"a{at}@x.test", "yes") for at in range(1, 13)]

    def slow(place: str) -> str:
        time.sleep(0.15 if place == "rcpt" else 0)
        return ""

    with MailServer(slow) as server:
        taken(desk, *rows)
        mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
        desk.form(f"{HOME}/send", {"act": "trial", **mail})
        over(desk, f"{HOME}/job")
        desk.form(f"{HOME}/send", {"act": "send", "count": "12", **mail})
        while len(server.taken) < 2:
            time.sleep(0.02)
        assert re.search(r"letters sent: \d+ / 12", said(desk.get("/outbox")))
        desk.form("/outbox", {"act": "stop"})
        told = over(desk, "/outbox")
        between = len(server.taken)
        assert "Stopped after the letter at hand" in told and between < 12
        desk.form("/outbox", {"act": "go"})
        over(desk, "/outbox")

        assert sorted(each.to for each in server.taken) == sorted((f"a{at}@x.test",) for at in range(1, 13))


def test_a_leaflet_that_is_the_same_for_all_is_sent_too(clinic: Path, server: MailServer) -> None:
    """It has no copies; the list needs an address and a yes."""
    desk = Clerk(open_shelf(signed(with_own_words(clinic))))
    home = "/letters/acupuncture-pain/en"
    desk.form(home, {"pasted": "id\temail\tconsent\n1\tanna@x.test\tyes\n2\tben@x.test\tno"})
    desk.form(f"{home}/columns", {"c-id": "id", "c-email": "email", "c-consent": "consent"})
    assert "On paper" not in said(desk.get(f"{home}/send"))
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    desk.form(f"{home}/send", {"act": "sample", "to": "me@clinic.test", **mail})
    assert "One letter went to you" in over(desk, f"{home}/job")
    desk.form(f"{home}/send", {"act": "trial", **mail})
    over(desk, f"{home}/job")
    desk.form(f"{home}/send", {"act": "send", "count": "1", **mail})
    over(desk, "/outbox")

    assert [each.to for each in server.taken] == [("me@clinic.test",), ("anna@x.test",)]


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("list.xlsx", locked(xlsx([HEAD, *ROWS])), "is locked with a password"),
        ("list.xlsx", xlsx([HEAD, *ROWS])[:400], "is damaged"),
        ("list.csv", b"\xff\xfe" + "id,name".encode("utf-16-le"), "UTF-16"),
        ("list.csv", b"", "no list was chosen"),
        ("list.csv", b"id,name\n", "has no rows"),
        ("list.pdf", b"%PDF-1.7", "no list"),
    ],
)
def test_what_is_no_list_is_told(visitor: Visitor, name: str, data: bytes, told: str) -> None:
    """With a way out that names no option of the terminal."""
    answer = visitor.form(HOME, {"pasted": ""}, (name, data))

    assert answer.status == 422 and told.lower() in said(answer).lower()
    assert "--" not in said(answer)


def test_a_list_that_is_too_long_is_refused_and_not_held(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page is for a clinic's afternoon; the command takes a town."""
    monkeypatch.setattr(studio_people, "MOST_ROWS", 50)
    answer = visitor.form(HOME, {"pasted": ""}, ("list.csv", csv_of(*ROWS * 20)))

    assert answer.status == 422 and "more than 50 rows" in said(answer)
    assert visitor.get(f"{HOME}/columns").status == 303
    assert visitor.form(HOME, {"pasted": "x" * 21_000_000}).status == 413


def test_nothing_of_a_list_is_written_or_logged(
    visitor: Visitor, clinic: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """It lives in memory, and is gone when it is forgotten."""
    caplog.set_level(logging.DEBUG)
    taken(visitor)
    for step in ("people", "look", "send", "people?show=all"):
        assert visitor.get(f"{HOME}/{step}").status == 200
    visitor.form(f"{HOME}/people", {"v-3-2": "2026-12-09"})
    files = b"".join(path.read_bytes() for path in clinic.rglob("*") if path.is_file())

    assert b"Zymbrowska" not in files and b"Secretname" not in files
    assert "Zymbrowska" not in caplog.text and "Secretname" not in caplog.text
    visitor.form(HOME, {"act": "forget"})
    assert visitor.get(f"{HOME}/people").headers["location"] == HOME


@pytest.mark.parametrize(
    "path", ["/letters/nobody/en", "/letters/your-visit/xx", "/letters/../en", "/letters/brands/en"]
)
def test_only_leaflets_of_the_clinic_have_letters(visitor: Visitor, path: str) -> None:
    """Names are held against the shelf."""
    assert visitor.get(path).status == 404


def test_a_form_comes_from_our_own_page(visitor: Visitor, clinic: Path) -> None:
    """A page of another site can send a form without a question; its origin tells."""
    from tests.studio.asking import HOST, ask

    body, kind = b"act=forget", "application/x-www-form-urlencoded"
    taken(visitor)
    for origin, site in (("http://evil.example", "cross-site"), (None, "same-origin"), ("null", "same-origin")):
        headers = {
            "host": HOST,
            "cookie": visitor.cookie,
            "content-type": kind,
            "origin": origin,
            "sec-fetch-site": site,
        }
        for path in (HOME, "/outbox"):
            assert ask(visitor.guard, "POST", path, headers, body).status == 403
    own = {"host": HOST, "cookie": visitor.cookie, "origin": f"http://{HOST}", "content-type": "text/plain"}
    assert ask(visitor.guard, "POST", HOME, own, body).status == 415
    assert visitor.get(f"{HOME}/people").status == 200


@pytest.mark.parametrize(
    ("kind", "body"),
    [("multipart/form-data", b"x"), ("multipart/form-data; boundary=", b"--\r\n"),
     ("application/x-www-form-urlencoded", b"a=%ff"), ("application/x-www-form-urlencoded", b"a=1&" * 3_000)],
)  # fmt: skip
def test_a_form_that_is_none_is_refused(kind: str, body: bytes) -> None:
    """No fault of the program comes of it."""
    with pytest.raises(ValueError):
        sent_form(kind, body)


def test_whoever_ends_the_program_leaves_no_letter_in_doubt(clinic: Path) -> None:
    """Ctrl-c while letters go: the one at hand is finished, and the outbox knows of it."""
    opened = OpenStudio(signed(with_own_words(clinic), "your-visit"))
    rows = [(f"{at}", "Anna", *ROWS[0][2:7], f"a{at}@x.test", "yes") for at in range(1, 13)]

    def slow(place: str) -> str:
        time.sleep(0.2 if place == "rcpt" else 0)
        return ""

    with MailServer(slow) as server, plain_browser(opened) as ask_for:
        ask_for(HOME, {"pasted": "\n".join("\t".join(row) for row in (HEAD, *rows))})
        ask_for(f"{HOME}/columns", COLUMNS)
        mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
        ask_for(f"{HOME}/send", {"act": "trial", **mail})
        while "Done" not in ask_for(f"{HOME}/job"):
            time.sleep(0.1)
        ask_for(f"{HOME}/send", {"act": "send", "count": "12"})
        while len(server.taken) < 2:
            time.sleep(0.02)
        opened.close()
        counts = outcome(tend_outbox(OutboxWish(CountLetters(), outbox=clinic / "outbox"))).result
        assert isinstance(counts, LetterCounts)

        assert counts.of["autumn"][LetterState.SENT] == len(server.taken) < 12
        assert counts.of["autumn"][LetterState.UNKNOWN] == 0


@contextmanager
def plain_browser(opened: OpenStudio) -> Iterator[Callable[..., str]]:
    """A browser without a script, over the wire: gives the words of a page, or sends a form."""
    jar = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    jar.open(opened.link).close()

    def asked(path: str, fields: dict[str, str] | None = None) -> str:
        if fields is not None and path.startswith(f"{HOME}/"):
            fields = {**fields, **dict(HIDDEN.findall(asked(path)))}
        body = urlencode(fields).encode() if fields is not None else None
        wanted = urllib.request.Request(f"{opened.root}{path}", body, {"Origin": opened.root})
        with jar.open(wanted) as answer:
            return str(answer.read().decode())

    yield asked


def test_a_cell_that_may_hold_two_people_is_left_out_with_its_lines(visitor: Clerk) -> None:
    """Typed in one line, it would be one person of the two."""
    first, second, third = (",".join(row) for row in ROWS)
    broken = first.replace("Anna", '"Anna'), second.replace("Secretname", 'Secretname"')
    visitor.form(HOME, {"pasted": ""}, ("list.csv", "\n".join((",".join(HEAD), *broken, third)).encode()))
    visitor.form(f"{HOME}/columns", COLUMNS)
    page = said(visitor.get(f"{HOME}/people?show=all"))

    assert "lines 2 to 3 are left out" in page
    assert "1 of 1 can get a copy" in page


def test_what_is_told_of_pasted_rows_names_no_line_of_a_file() -> None:
    """Nobody has that file; rows and columns are named."""
    read = read_list(b"id,name\n\n1\n2,Ben\n", "", 10)

    assert [(each.message, each.origin) for each in read.told] == [("row 3 has 1 cell, the header has 2", None)]


@pytest.mark.parametrize(("held", "word"), [(1, "1 is held"), (2, "2 are held")])
def test_letters_that_are_held_are_counted_as_people_count(held: int, word: str) -> None:
    counts = dict.fromkeys(LetterState, 0) | {LetterState.HELD: held}

    assert any(each.startswith(word) for each in _send_words(SendDone("spring", counts, waits=False)))


def test_a_mailing_whose_name_differs_in_its_capitals_alone_is_no_other(desk: Clerk, server: MailServer) -> None:
    """Everybody would get a second letter."""
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    taken(desk, ROWS[0])
    desk.form(f"{HOME}/send", {"act": "trial", **mail})
    over(desk, f"{HOME}/job")
    desk.form(f"{HOME}/send", {"act": "send", "count": "1", **mail})
    over(desk, "/outbox")
    for name in ("Autumn", " autumn ", "AUTUMN"):
        refused = desk.form(f"{HOME}/send", {"act": "trial", **mail, "name": name})
        if name.strip() != "autumn":
            assert refused.status == 422 and "second letter" in said(refused), name
    over(desk, f"{HOME}/job")
    again = desk.form(f"{HOME}/send", {"act": "trial", **mail, "name": "spring"})

    assert again.status == 303
    assert len(server.taken) == 1


def test_a_trial_in_another_tab_makes_the_first_one_old(desk: Clerk, server: MailServer) -> None:
    """The number that is written belongs to what this page told."""
    mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
    taken(desk, ROWS[0])
    desk.form(f"{HOME}/send", {"act": "trial", **mail, "name": "first"})
    over(desk, f"{HOME}/job")
    first = desk.mark(f"{HOME}/send")
    desk.form(f"{HOME}/send", {"act": "trial", **mail, "name": "second"})
    over(desk, f"{HOME}/job")
    refused = desk.form(f"{HOME}/send", {**first, "act": "send", "count": "1"})

    assert refused.status == 422 and "another trial" in said(refused).lower()
    assert server.taken == []


def test_what_was_typed_into_an_older_list_is_shown(desk: Clerk) -> None:
    """It is not taken, and not lost; no password is shown."""
    taken(desk, *ROWS)
    old = desk.mark(f"{HOME}/people")
    desk.form(f"{HOME}/people", {"x-4": "yes"})
    cell = HEAD.index("Date")
    refused = said(desk.form(f"{HOME}/people", {**old, f"v-3-{cell}": "2026-12-24", f"v-2-{cell}": ROWS[0][cell]}))
    mail = said(desk.form(f"{HOME}/send", {**old, "act": "trial", **MAIL, "password": "hush-hush"}))

    assert "What you typed" in refused and "Date, row 3 2026-12-24" in refused
    assert "row 2" not in refused
    assert "Information" in mail and "hush-hush" not in mail


def test_after_a_restart_the_outbox_says_how_to_send_what_waits(desk: Clerk, clinic: Path) -> None:
    """The list is gone with the program; under the same name nobody gets a letter twice."""

    def slow(place: str) -> str:
        time.sleep(0.3 if place == "rcpt" else 0)
        return ""

    rows = [(f"{at}", *ROWS[0][1:7], f"p{at}@x.test", "yes") for at in range(1, 9)]
    with MailServer(slow) as server:
        mail = {**MAIL, "server": "127.0.0.1", "port": str(server.port)}
        taken(desk, *rows)
        desk.form(f"{HOME}/send", {"act": "trial", **mail})
        over(desk, f"{HOME}/job")
        desk.form(f"{HOME}/send", {"act": "send", "count": "8", **mail})
        while len(server.taken) < 2:
            time.sleep(0.02)
        desk.form("/outbox", {"act": "stop"})
        over(desk, "/outbox")
        anew = Clerk(open_shelf(clinic))

        assert "take the same list" in said(anew.get("/outbox"))
        went = len(server.taken)
        assert went < 8
        taken(anew, *rows)
        anew.form(f"{HOME}/send", {"act": "trial", **mail})
        over(anew, f"{HOME}/job")
        anew.form(f"{HOME}/send", {"act": "send", "count": str(8 - went), **mail})
        over(anew, "/outbox")
        assert sorted(each.to for each in server.taken) == [(f"p{at}@x.test",) for at in range(1, 9)]
        assert "take the same list" not in said(anew.get("/outbox"))
