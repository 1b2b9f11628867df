"""Letters that came back, as servers of several makers report them; the words of each report are of no account."""

import mailbox
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.events import LetterState
from brochure.base.findings import BadInput
from brochure.send.bounces import Bounce, BounceKind, bounce_in, reports_in, take_bounces
from brochure.send.letters import Hold
from brochure.send.outbox import Outbox
from tests.send.letters_for_tests import KEY, filled, of_row, pdf_file, people, recipient, states

HEADS = "Message-ID: <{mark}@clinic.test>\nFrom: info@clinic.test\nTo: somebody@x.test\nSubject: Information\n"
# By the part that brings our letter back: whole, or its heads alone; and by how the fields are written.
REPORTS = {
    "the letter whole": """From: MAILER-DAEMON@x.test
To: info@clinic.test
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"
Message-ID: <0123456789abcdef0123456789abcdef@x.test>

--b1
Content-Type: text/plain; charset=us-ascii

I could not deliver it.

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.x.test

Final-Recipient: rfc822; somebody@x.test
Action: failed
Status: {status}
Diagnostic-Code: smtp; 550 {status} no

--b1
Content-Type: message/rfc822

{heads}
words
--b1--
""",
    "its heads alone": """From: postmaster@y.test
To: info@clinic.test
Subject: Zustellung gescheitert
MIME-Version: 1.0
Content-Type: multipart/report; boundary="=_x"; report-type="delivery-status"

--=_x
Content-Type: text/plain

Unzustellbar.
--=_x
Content-Type: message/delivery-status

Reporting-MTA: dns;y.test
Arrival-Date: Mon, 30 Nov 2026 10:00:00 +0000

FINAL-RECIPIENT: RFC822;somebody@x.test
ACTION: Failed
STATUS: {status} (it is gone)

--=_x
Content-Type: text/rfc822-headers

{heads}
--=_x--
""",
}


def report(mark: str, status: str, form: str = "the letter whole", action: str = "failed") -> bytes:
    """A report about the letter with this mark."""
    text = REPORTS[form].format(status=status, heads=HEADS.format(mark=mark))
    return text.replace("Action: failed", f"Action: {action}").encode()


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    """Four letters that went, in one campaign."""
    box = Outbox(tmp_path / "outbox", KEY, keep=True)
    filled(box, people(4), pdf_file(tmp_path))
    for row in (2, 3, 4, 5):
        box.move(box.move(of_row(box, row), LetterState.DOT), LetterState.SENT)
    return box


def mark_of(box: Outbox, row: int) -> str:
    item = of_row(box, row)
    return box.key.letter(item.campaign, item.recipient)


@pytest.mark.parametrize("form", REPORTS)
@pytest.mark.parametrize(
    ("status", "action", "kind"),
    [("5.1.1", "failed", BounceKind.DEAD), ("5.1.10", "failed", BounceKind.DEAD), ("5.2.1", "failed", BounceKind.DEAD),
     ("5.2.2", "failed", BounceKind.REFUSED), ("5.7.1", "failed", BounceKind.REFUSED),
     ("4.4.1", "failed", BounceKind.LATER)],
)  # fmt: skip
def test_a_report_is_read_by_its_fields(status: str, action: str, kind: BounceKind, form: str) -> None:
    """A full mailbox is no address that is not there."""
    assert bounce_in(report("a" * 32, status, form, action)) == Bounce("a" * 32, kind, status)


def test_what_is_tried_again_has_not_come_back() -> None:
    """A server says that it waits."""
    found = bounce_in(report("a" * 32, "5.1.1", action="delayed"))
    assert found is not None and found.kind is BounceKind.LATER


@pytest.mark.parametrize(
    "data",
    [b"", b"\x00\xff" * 50, b"Subject: Out of office\n\nI am away.", report("", "5.1.1"), report("a" * 32, "2.0.0"),
     report("a" * 32, "5.1.1", action="relayed"), report("a" * 32, "").replace(b"multipart/report", b"text/plain")],
    ids=range(7),
)  # fmt: skip
def test_what_is_no_report_tells_nothing(data: bytes) -> None:
    """Automatic answers, half a message, a delivery that went well."""
    assert bounce_in(data) is None


def test_nothing_is_noted_before_somebody_agrees(box: Outbox) -> None:
    """And then only what came back for good; a second reading finds nothing new."""
    reports = [report(mark_of(box, 2), "5.1.1"), report(mark_of(box, 3), "5.7.1", "its heads alone"),
               report(mark_of(box, 4), "4.4.7", action="delayed"), report("b" * 32, "5.1.1")]  # fmt: skip
    before = states(box)

    assert take_bounces(box, "", reports, agreed=False, who="desk") == (1, 1, 1, 1, False)
    assert states(box) == before
    assert take_bounces(box, "", reports, agreed=True, who="desk") == (1, 1, 1, 1, True)
    assert states(box) == {2: "failed", 3: "failed", 4: "sent", 5: "sent"}
    assert [(of_row(box, row).enhanced, of_row(box, row).why) for row in (2, 3)] == [
        ("5.1.1", "came back: there is no such address, agreed by desk"),
        ("5.7.1", "came back: the letter was refused, agreed by desk"),
    ]
    assert take_bounces(box, "", reports, agreed=True, who="desk")[:2] == (0, 0)


def test_a_dead_address_is_never_written_to_again(box: Outbox, tmp_path: Path) -> None:
    """In whatever campaign; a mailbox that was full is."""
    take_bounces(box, "", [report(mark_of(box, 2), "5.1.1"), report(mark_of(box, 3), "5.2.2")], agreed=True, who="desk")

    assert box.is_suppressed(box.key.address("p2@x.test"))
    assert not box.is_suppressed(box.key.address("p3@x.test"))
    assert box.database.execute("SELECT count(*) FROM suppressed").fetchone() == (1,)


def test_a_letter_that_waits_for_a_dead_address_is_held(box: Outbox, tmp_path: Path) -> None:
    """It would go tomorrow."""
    shared = recipient(9, "p2@x.test", identity="another")
    filled(box, [*people(4), shared], pdf_file(tmp_path), allow_shared=True)
    assert states(box)[9] == "queued"
    take_bounces(box, "", [report(mark_of(box, 2), "5.1.1")], agreed=True, who="desk")

    assert states(box)[9] == Hold.SUPPRESSED


def test_folders_mailboxes_and_single_messages_are_read(tmp_path: Path) -> None:
    """As mail programs save them."""
    messages = [report("a" * 32, "5.1.1"), report("b" * 32, "5.1.1", "its heads alone")]
    folder = tmp_path / "folder"
    (folder / "cur").mkdir(parents=True)
    for at, data in enumerate(messages):
        (folder / "cur" / f"{at}.eml").write_bytes(data)
    box = mailbox.mbox(tmp_path / "box.mbox")
    for data in messages:
        box.add(data)
    box.close()

    for place in (folder, tmp_path / "box.mbox"):
        assert [each and each.mark for each in map(bounce_in, reports_in(place))] == ["a" * 32, "b" * 32]
    assert list(reports_in(folder / "cur" / "0.eml")) == messages[:1]
    with pytest.raises(BadInput, match="file-unreadable"):
        list(reports_in(tmp_path / "nothing"))


def test_at_the_desk_it_says_what_to_do(
    box: Outbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """1 while somebody has to agree; no address is said."""
    (tmp_path / "back").mkdir()
    (tmp_path / "back" / "1.eml").write_bytes(report(mark_of(box, 2), "5.1.1"))
    box.close()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("brochure.send.tending.clinic_key", lambda *_, **__: KEY)
    monkeypatch.setattr("brochure.send.tending.refuse_lost", lambda *_: None)
    monkeypatch.setattr("brochure.send.tending.marker_of", lambda *_: None)

    assert main(["outbox", "bounces", "back"]) == 1
    assert "say --agree" in capsys.readouterr().out
    assert main(["outbox", "bounces", "back", "--agree"]) == 0
    told = capsys.readouterr().out
    assert "1 address is not there, 0 letters were refused" in told
    assert "@" not in told
    assert main(["outbox", "bounces", "back"]) == 0
