"""What people decide about letters in doubt, and how what is done with is forgotten."""

import csv
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.base.events import LetterState
from brochure.base.findings import BadInput
from brochure.send.letters import Hold
from brochure.send.outbox import Outbox
from brochure.send.settling import find, purge, reconcile, resolve, short, table_text
from tests.conftest import ROOT
from tests.send.letters_for_tests import KEY, filled, of_row, pdf_file, people, recipient, states


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    box = Outbox(tmp_path / "box", KEY, keep=True)
    filled(box, people(6), pdf_file(tmp_path))
    for row in (2, 3, 4):
        box.move(box.move(of_row(box, row), LetterState.DOT), LetterState.UNKNOWN, "connection lost")
    box.move(of_row(box, 5), LetterState.FAILED, "refused")
    box.move(box.move(of_row(box, 6), LetterState.DOT), LetterState.SENT)
    return box


def test_a_letter_in_doubt_is_settled_by_name(box: Outbox) -> None:
    """Sent or again: a person says so, and the outbox notes who."""
    resolve(box, find(box, "", [short(of_row(box, 2))]), resend=False, who="nurse")
    resolve(box, find(box, "spring", ["row:3", "row:5"]), resend=True, who="nurse")

    assert states(box) == {2: "sent", 3: "queued", 4: "unknown", 5: "queued", 6: "sent", 7: "queued"}
    why = [row[0] for row in box.database.execute("SELECT why FROM event ORDER BY number DESC LIMIT 3")]
    assert why == ["resend, decided by nurse"] * 2 + ["assumed sent, decided by nurse"]


@pytest.mark.parametrize("row", [6, 7])
def test_what_is_not_in_doubt_is_not_settled(row: int, box: Outbox) -> None:
    """A slip must not send a letter twice."""
    before = states(box)
    with pytest.raises(BadInput) as caught:
        resolve(box, [of_row(box, 2), of_row(box, row)], resend=True, who="nurse")

    assert caught.value.findings[0].code == "letter-state"
    assert states(box) == before


@pytest.mark.parametrize("name", ["", "zzzz", "row:99", "abc", "row:"])
def test_a_name_that_fits_no_letter_is_refused(name: str, box: Outbox) -> None:
    """Or the wrong patient is settled."""
    with pytest.raises(BadInput) as caught:
        find(box, "", [name])

    assert caught.value.findings[0].code == "letter-unknown"


def log(box: Outbox, *rows: int) -> list[str]:
    marks = [KEY.letter("spring", of_row(box, row).recipient) for row in rows]
    return [f"Nov 22 12:00:01 mail postfix/smtp[77]: 4B: message-id=<{mark}@clinic.test>, queued\n" for mark in marks]


def test_the_servers_list_settles_what_it_names(box: Outbox) -> None:
    """Any text with Message-IDs will do, such as a log."""
    done = reconcile(box, "", ["noise\n", *log(box, 2, 6), "<zzz@clinic.test>"], complete=False, who="nurse")

    assert done == (1, 0, 2)
    assert states(box) == {2: "sent", 3: "unknown", 4: "unknown", 5: "failed", 6: "sent", 7: "queued"}


def test_a_complete_list_queues_what_it_lacks(box: Outbox) -> None:
    """Then they certainly did not go."""
    done = reconcile(box, "spring", log(box, 2), complete=True, who="nurse")

    assert done == (1, 2, 0)
    assert states(box) == {2: "sent", 3: "queued", 4: "queued", 5: "failed", 6: "sent", 7: "queued"}


def test_an_export_names_nobody_unless_it_is_asked_to(box: Outbox) -> None:
    """Row and mark are enough to find a patient in the list."""
    plain = table_text(box, box.items(""), addresses=False)
    named = list(csv.DictReader(io.StringIO(table_text(box, box.items(""), addresses=True))))

    assert "@x.test" not in plain
    assert [row["address"] for row in named] == [f"p{row}@x.test" for row in range(2, 8)]
    assert [row["state"] for row in named] == ["unknown"] * 3 + ["failed", "sent", "queued"]


@pytest.mark.parametrize("local", ["=cmd", "+1", "-1"])
def test_an_export_runs_nothing_in_a_spreadsheet(local: str, tmp_path: Path) -> None:
    """CS12: an address may begin like a formula."""
    with Outbox(None, KEY, keep=True) as box:
        filled(box, [recipient(2, f"{local}@x.test")], pdf_file(tmp_path))
        (row,) = csv.DictReader(io.StringIO(table_text(box, box.items(""), addresses=True)))

    assert row["address"] == f"'{local}@x.test"


def held_bytes(folder: Path, *needles: bytes) -> list[str]:
    """Files of the outbox that hold any of these."""
    return [
        f"{file.name}: {needle!r}"
        for file in sorted(folder.rglob("*"))
        if file.is_file()
        for needle in needles
        if needle in file.read_bytes()
    ]


MARKER = "marker-of-a-patient@secret-domain.test"


def test_a_purge_leaves_no_byte_of_an_address(tmp_path: Path) -> None:
    """PR02: not in pages that are free, not in the log, not in an index."""
    folder = tmp_path / "box"
    with Outbox(folder, KEY, keep=True) as box:
        list_ = [recipient(2, MARKER), *(recipient(row, f"{row}{MARKER}") for row in range(3, 400))]
        filled(box, list_, pdf_file(tmp_path))
        for item in list(box.items("spring")):
            box.move(box.move(item, LetterState.DOT), LetterState.SENT)
        assert held_bytes(folder, MARKER.encode())
        done = purge(box, "", every=False)
        open_files = held_bytes(folder, MARKER.encode(), b"secret-domain", b"Plain words", str(tmp_path).encode())

    assert done == (398, 0)
    assert open_files == []
    assert held_bytes(folder, b"secret-domain", b"marker-of") == []


def test_after_a_purge_nobody_is_written_to_twice(tmp_path: Path) -> None:
    """States and keyed hashes stay."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
        box.move(box.move(of_row(box, 2), LetterState.DOT), LetterState.SENT)
        box.move(of_row(box, 3), LetterState.FAILED, "refused")
        purge(box, "", every=False)
        filled(box, people(2), pdf_file(tmp_path))

        assert states(box) == {2: "sent", 3: "failed"}


def test_a_purge_keeps_what_is_still_to_go(box: Outbox) -> None:
    """Unless it is told to forget that too."""
    assert purge(box, "", every=False) == (2, 4)
    assert of_row(box, 7).address == "p7@x.test"
    assert of_row(box, 2).address == "p2@x.test"

    assert purge(box, "", every=True).kept == 0
    assert states(box) == {2: "unknown", 3: "unknown", 4: "unknown", 5: "failed", 6: "sent", 7: Hold.PURGED}


_KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, {root!r})
from brochure.send import settling
from brochure.base.events import LetterState
from brochure.send.outbox import Outbox
from tests.send.letters_for_tests import KEY, filled, pdf_file, recipient
from tests.send.test_settling import MARKER
folder = Path(sys.argv[1])
box = Outbox(folder / "box", KEY, keep=True)
filled(box, [recipient(row, f"{{row}}{{MARKER}}") for row in range(2, 200)], pdf_file(folder))
for item in list(box.items("spring")):
    box.move(box.move(item, LetterState.DOT), LetterState.SENT)
if sys.argv[2] == "purging":
    settling._rewrite = lambda _: os.kill(os.getpid(), signal.SIGKILL)
    settling.purge(box, "", every=False)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL")
@pytest.mark.parametrize("when", ["sending", "purging"])
def test_a_purge_after_a_crash_leaves_no_byte_either(when: str, tmp_path: Path) -> None:
    """PR02: a killed process leaves its log behind."""
    words = [sys.executable, "-c", _KILLED.format(root=str(ROOT)), str(tmp_path), when]
    done = subprocess.run(words, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert held_bytes(tmp_path / "box", b"secret-domain")

    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        purge(box, "", every=False)

    assert held_bytes(tmp_path / "box", b"secret-domain") == []


def test_a_purge_that_a_reader_holds_up_says_so(box: Outbox) -> None:
    """Old pages cannot be overwritten under a reader; success must not be claimed."""
    assert box.folder is not None
    with Outbox(box.folder, KEY, keep=False) as looker:
        looker.database.execute("BEGIN")
        looker.database.execute("SELECT count(*) FROM letter").fetchone()
        box.database.execute("PRAGMA busy_timeout = 100")
        with pytest.raises(BadInput) as caught:
            purge(box, "", every=False)
        looker.database.execute("ROLLBACK")

    assert caught.value.findings[0].code in {"outbox-busy", "outbox-unusable"}
    assert purge(box, "", every=False).kept == 4
