"""A list goes into the outbox as it is today: what went is never touched, what did not go follows the list."""

from pathlib import Path

import openpyxl
import pytest

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.people.entered import lines_of
from brochure.people.recipients import Consent
from brochure.send.filling import Addressed, fill
from brochure.send.letters import Hold, Reply
from brochure.send.outbox import Outbox
from brochure.send.settling import suppress
from tests.people.books import xlsx
from tests.send.letters_for_tests import KEY, addressed, filled, of_row, pdf_file, people, recipient, states


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    return Outbox(None, KEY, keep=True)


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return pdf_file(tmp_path)


def sent(box: Outbox, row: int) -> None:
    box.move(box.move(of_row(box, row), LetterState.DOT), LetterState.SENT)


def test_a_second_filling_adds_nothing(box: Outbox, pdf: Path) -> None:
    """The same command goes on, it does not begin again."""
    first, second = filled(box, people(3), pdf), filled(box, people(4), pdf)

    assert (first.added, first.known) == (3, 0)
    assert (second.added, second.known) == (1, 3)


@pytest.mark.parametrize("consent", [Consent.NO, Consent.NOT_SAID, Consent.UNCLEAR])
def test_only_a_yes_is_queued(consent: Consent, box: Outbox, pdf: Path) -> None:
    """CS11."""
    filled(box, [recipient(2), recipient(3, consent=consent)], pdf)

    assert states(box)[2] == "queued"
    assert states(box)[3] in {Hold.NO_CONSENT, Hold.CONSENT_UNCLEAR}


def test_a_consent_that_is_withdrawn_holds_a_queued_letter(box: Outbox, pdf: Path) -> None:
    """It was given for what has not gone yet."""
    filled(box, people(2), pdf)
    filled(box, [recipient(2), recipient(3, consent=Consent.NO)], pdf)

    assert states(box) == {2: "queued", 3: Hold.NO_CONSENT}


@pytest.mark.parametrize(
    "said", ["a@x.test, b@x.test", "a@x.test;b@x.test", "<a@x.test>", "a b@x", "müller@x.test", "а@x.test"]
)
def test_a_bad_address_is_held_and_told(said: str, box: Outbox, pdf: Path) -> None:
    """EM03, EM04, EM06; the cell itself is kept nowhere."""
    done = filled(box, [recipient(2), recipient(3, said)], pdf)

    assert states(box) == {2: "queued", 3: Hold.BAD_ADDRESS}
    assert [(held.row, held.why) for held in done.held] == [(3, Hold.BAD_ADDRESS)]
    assert of_row(box, 3).address == ""


def test_a_domain_is_kept_as_it_goes_over_the_wire(box: Outbox, pdf: Path) -> None:
    """EM07."""
    filled(box, [recipient(2, "a@müller.test")], pdf)

    assert of_row(box, 2).address == "a@xn--mller-kva.test"


def test_one_address_of_two_people_is_held_until_it_is_allowed(box: Outbox, pdf: Path) -> None:
    """CS08: a slip, or a couple; somebody looks."""
    list_ = [recipient(2, "a@x.test"), recipient(3, "A@X.test"), recipient(4)]
    done = filled(box, list_, pdf)
    held = states(box)
    filled(box, list_, pdf, allow_shared=True)

    assert held == {2: Hold.SHARED, 3: Hold.SHARED, 4: "queued"}
    assert [each.row for each in done.held] == [2, 3]
    assert states(box) == {2: "queued", 3: "queued", 4: "queued"}


def test_a_new_id_at_an_address_that_was_written_to_is_held(box: Outbox, pdf: Path) -> None:
    """Else a corrected id would send the same person a second letter."""
    filled(box, [recipient(2, "a@x.test", identity="7")], pdf)
    sent(box, 2)
    filled(box, [recipient(3, "a@x.test", identity="07")], pdf)

    assert states(box)[3] == Hold.SHARED


def test_a_corrected_id_of_a_letter_that_never_went_is_no_second_person(box: Outbox, pdf: Path) -> None:
    """The letter of the old id is not in the list any more."""
    filled(box, [recipient(2, "a@x.test", identity="7")], pdf)
    filled(box, [recipient(2, "a@x.test", identity="07")], pdf)

    assert sorted(item.state if item.state == "queued" else item.why for item in box.items("spring")) == [
        Hold.NOT_LISTED, "queued"]  # fmt: skip


def test_whoever_was_taken_out_of_the_list_is_not_written_to(box: Outbox, pdf: Path) -> None:
    """They may have died since."""
    filled(box, people(3), pdf)
    sent(box, 2)
    filled(box, [recipient(3)], pdf)

    assert states(box) == {2: "sent", 3: "queued", 4: Hold.NOT_LISTED}
    filled(box, people(3), pdf)
    assert states(box) == {2: "sent", 3: "queued", 4: "queued"}


@pytest.mark.parametrize("said", ["P2@x.test", "p2@X.TEST", "p2@x.test"])
def test_suppression_knows_no_case(said: str, box: Outbox, pdf: Path) -> None:
    """CS09."""
    suppress(box, ["# those who asked", "", f" {said} "], file="stop.txt")
    filled(box, people(2), pdf)

    assert states(box) == {2: Hold.SUPPRESSED, 3: "queued"}


def test_suppression_holds_what_is_queued_already(box: Outbox, pdf: Path) -> None:
    """The next run may be going on just now."""
    filled(box, people(2), pdf)
    assert suppress(box, ["p2@x.test", "nobody@x.test"], file="stop.txt") == (2, ())
    assert states(box) == {2: Hold.SUPPRESSED, 3: "queued"}


def test_a_line_of_the_suppression_list_that_is_no_address_is_told(box: Outbox) -> None:
    """In silence, that person would go on getting mail; and nobody else does because of it."""
    new, (told,) = suppress(box, ["email", "p2@x.test", "marker at x.test", "please stop"], file="stop.txt")

    assert (new, told.message) == (1, "3 lines of 'stop.txt', line 1 first: name nobody")
    assert box.is_suppressed(KEY.address("p2@x.test"))


@pytest.mark.parametrize("line", ['"GET /stop/{} HTTP/1.1" 200 - "ProofpointScanner"', '"HEAD /stop/{} HTTP/2" 200'])
def test_a_page_that_was_fetched_is_no_wish(line: str, box: Outbox, pdf: Path) -> None:
    """Scanners of mail providers fetch every link of every letter."""
    filled(box, people(2), pdf)
    marks = [box.key.letter(each.campaign, each.recipient) for each in (of_row(box, 2), of_row(box, 3))]
    log = ["GET / HTTP/1.1", line.format(marks[0]), f'"POST /stop/{marks[1].upper()} HTTP/1.1" 200']
    new, told = suppress(box, log, file="log.txt")

    assert (new, states(box)) == (1, {2: "queued", 3: Hold.SUPPRESSED})
    assert [each.message.partition(": ")[2] for each in told] == [
        "names nobody", "tells that a page was fetched, which scanners of mail do too",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["{}", "https://clinic.test/stop/{}", '10.0.0.1 - - "POST /stop/{} HTTP/1.1" 200 -'])
def test_one_click_in_the_log_of_a_server_suppresses_whoever_got_the_letter(line: str, box: Outbox, pdf: Path) -> None:
    """The address in the head of a letter holds its mark, and no address of a person."""
    filled(box, people(2), pdf)
    item = of_row(box, 2)
    suppress(box, [line.format(box.key.letter(item.campaign, item.recipient))], file="log.txt")

    assert states(box) == {2: Hold.SUPPRESSED, 3: "queued"}


def test_a_mark_of_no_letter_is_told(box: Outbox, pdf: Path) -> None:
    """In silence, that person would go on getting mail."""
    filled(box, people(2), pdf)
    _, (told,) = suppress(box, ["p2@x.test", "b" * 32], file="log.txt")

    assert told.message == "1 line of 'log.txt', line 2: names no letter of this outbox"
    assert states(box) == {2: Hold.SUPPRESSED, 3: "queued"}


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.UNKNOWN, LetterState.FAILED])
def test_what_may_have_gone_is_never_queued_again(state: LetterState, box: Outbox, pdf: Path) -> None:
    """Not by a new list, not by a new address alone unless the server refused the old one."""
    filled(box, people(1), pdf)
    box.move(box.move(of_row(box, 2), LetterState.DOT), state)
    filled(box, people(1), pdf)

    assert states(box) == {2: state}


def test_a_mended_address_of_a_refused_letter_goes_on(box: Outbox, pdf: Path) -> None:
    """The server certainly did not accept it."""
    filled(box, people(1), pdf)
    box.move(of_row(box, 2), LetterState.FAILED, "refused", reply=Reply(550, "5.1.1"), tried=1)
    filled(box, [recipient(2, "mended@x.test")], pdf)

    item = of_row(box, 2)
    assert (item.state, item.address, item.tries) == (LetterState.QUEUED, "mended@x.test", 0)


@pytest.mark.parametrize("state", [LetterState.SENT, LetterState.UNKNOWN])
def test_a_new_address_sends_nothing_twice(state: LetterState, box: Outbox, pdf: Path) -> None:
    """The letter arrived, or may have."""
    filled(box, people(1), pdf)
    box.move(box.move(of_row(box, 2), LetterState.DOT), state)
    filled(box, [recipient(2, "new@x.test")], pdf)

    assert of_row(box, 2).state is state


def test_a_letter_that_waits_keeps_its_time(box: Outbox, pdf: Path) -> None:
    """A new run is no reason to press a server that said: later."""
    filled(box, people(1), pdf)
    box.move(of_row(box, 2), LetterState.QUEUED, "put off", due=9e9, tried=1)
    filled(box, people(1), pdf)

    assert (of_row(box, 2).due, of_row(box, 2).tries) == (9e9, 1)


def test_a_leaflet_that_changed_is_told(box: Outbox, pdf: Path, tmp_path: Path) -> None:
    """Earlier recipients have the older text."""
    filled(box, people(3), pdf)
    sent(box, 2)
    done = filled(box, people(3), pdf_file(tmp_path, b"%PDF-1.7 mended"))

    assert done.changed == 2


def test_a_list_that_breaks_off_fills_nothing(box: Outbox, pdf: Path) -> None:
    """All of it or nothing."""

    def breaking() -> object:
        yield from addressed(people(5), pdf)
        raise BadInput(Finding("file-unreadable", "gone"))

    with pytest.raises(BadInput):
        fill(box, "spring", breaking())  # type: ignore[arg-type]

    assert states(box) == {}


def test_a_recipient_without_copy_is_held(box: Outbox) -> None:
    """A run may lack somebody."""
    fill(box, "spring", [Addressed(recipient(2), Hold.NO_COPY)])

    assert states(box) == {2: Hold.NO_COPY}


def test_another_campaign_is_another_letter(box: Outbox, pdf: Path) -> None:
    """One letter each, under one name."""
    filled(box, people(1), pdf)
    done = fill(box, "autumn", addressed(people(1), pdf))

    assert done.added == 1
    assert box.campaigns() == ["autumn", "spring"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("stop.xlsx", xlsx([["id", "E-mail"], [1, "p2@x.test"]])),
        ("stop.xlsx", xlsx([["p2@x.test"]])),
        ("stop.txt", "p2@x.test\r\n".encode("utf-16")),
        ("stop.csv", b'1,"Lee, Anna",p2@x.test\n'),
        ("stop.csv", b"\xef\xbb\xbf1;p2@x.test;yes\n"),
    ],
)
def test_whoever_wants_no_mail_may_stand_in_any_list(name: str, data: bytes, box: Outbox, tmp_path: Path) -> None:
    """The one reader of lists reads it, and the cell with the address is found."""
    path = tmp_path / name
    path.write_bytes(data)

    assert suppress(box, lines_of(path, []), file=name) == (1, ())
    assert box.is_suppressed(KEY.address("p2@x.test"))


@pytest.mark.parametrize(
    "line",
    ["<p2@x.test>; p3@x.test", "1,p2@x.test; p3@x.test", '"p2@x.test","mail p3@x.test too."', "p2@x.test\tp3@x.test",
     "p2@x.test;call p3@x.test as well"],
)  # fmt: skip
def test_no_address_of_a_line_is_passed_over(line: str, box: Outbox) -> None:
    """Whoever stands beside another would go on getting mail; that there are two is told."""
    new, (told,) = suppress(box, [line], file="stop.txt")

    assert new == 2
    assert box.is_suppressed(KEY.address("p3@x.test"))
    assert told.message == "1 line of 'stop.txt', line 1: names more than one address, and all are noted"


def test_sheets_that_are_not_read_are_told(box: Outbox, tmp_path: Path) -> None:
    """Whoever stands on the second sheet asked as well."""
    book, told = openpyxl.Workbook(), list[Finding]()
    for sheet, address in ((book.active, "p2@x.test"), (book.create_sheet(), "p3@x.test")):
        sheet.append(["email"])
        sheet.append([address])
    book.save(tmp_path / "stop.xlsx")

    assert suppress(box, lines_of(tmp_path / "stop.xlsx", told), file="stop.xlsx") == (1, ())
    assert [each.code for each in told] == ["workbook-sheets"]
