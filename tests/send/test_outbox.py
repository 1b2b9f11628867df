"""The outbox keeps every letter, knows whose it is, and lets one process at a time change it."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.base.events import LetterState
from brochure.base.findings import BadInput
from brochure.people.keys import Key
from brochure.send.outbox import FILE, Outbox, shadow
from tests.conftest import ROOT
from tests.send.letters_for_tests import KEY, filled, of_row, pdf_file, people, states
from tests.test_files import mounted


def code_of(caught: pytest.ExceptionInfo[BadInput]) -> str:
    return caught.value.findings[0].code


def test_a_second_keeper_refuses_to_start(tmp_path: Path) -> None:
    """EM13, in one process."""
    with Outbox(tmp_path / "box", KEY, keep=True):
        with pytest.raises(BadInput) as caught:
            Outbox(tmp_path / "box", KEY, keep=True)
        with Outbox(tmp_path / "box", KEY, keep=False) as looker:
            assert looker.campaigns() == []

    assert code_of(caught) == "outbox-busy"
    Outbox(tmp_path / "box", KEY, keep=True).close()


def test_a_second_keeper_of_another_process_refuses_to_start(tmp_path: Path) -> None:
    """EM13; and when the first is killed, the lock is gone."""
    script = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; from tests.send.letters_for_tests import KEY\n"
        "from brochure.send.outbox import Outbox\n"
        "box = Outbox(Path(sys.argv[1]), KEY, keep=True); print('kept', flush=True); sys.stdin.read()\n"
    )
    words = [sys.executable, "-c", script, str(tmp_path / "box")]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"kept\n"
        with pytest.raises(BadInput) as caught:
            Outbox(tmp_path / "box", KEY, keep=True)
        other.kill()
    Outbox(tmp_path / "box", KEY, keep=True).close()

    assert code_of(caught) == "outbox-busy"


def test_another_key_is_refused(tmp_path: Path) -> None:
    """Everybody would look new, and be written to again."""
    Outbox(tmp_path, KEY, keep=True).close()

    with pytest.raises(BadInput) as caught:
        Outbox(tmp_path, Key(b"x" * 32), keep=True)

    assert code_of(caught) == "key-differs"


def test_what_stood_at_the_dot_is_unknown_after_a_crash(tmp_path: Path) -> None:
    """It may have been accepted: shown, never guessed."""
    with Outbox(tmp_path, KEY, keep=True) as box:
        filled(box, people(3), pdf_file(tmp_path))
        box.move(of_row(box, 3), LetterState.DOT)

    with Outbox(tmp_path, KEY, keep=True) as again:
        assert again.recovered == 1
        assert states(again) == {2: "queued", 3: "unknown", 4: "queued"}


def test_a_looker_leaves_what_stands_at_the_dot(tmp_path: Path) -> None:
    """Its sender may be alive."""
    with Outbox(tmp_path, KEY, keep=True) as box:
        filled(box, people(1), pdf_file(tmp_path))
        box.move(of_row(box, 2), LetterState.DOT)
        with Outbox(tmp_path, KEY, keep=False) as looker:
            assert states(looker) == {2: "dot"}


def test_every_commit_is_written_through(tmp_path: Path) -> None:
    """WAL with synchronous FULL; erased pages are overwritten; nothing goes to temporary files."""
    with Outbox(tmp_path, KEY, keep=True) as box:
        settings = {
            name: box.database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "secure_delete", "temp_store")
        }

    assert settings == {"journal_mode": "wal", "synchronous": 2, "secure_delete": 1, "temp_store": 2}


def test_every_change_is_noted(tmp_path: Path) -> None:
    """What happened to a letter can be told afterwards."""
    with Outbox(tmp_path, KEY, keep=True, clock=lambda: 7.0) as box:
        filled(box, people(1), pdf_file(tmp_path))
        box.move(box.move(of_row(box, 2), LetterState.DOT), LetterState.SENT)
        events = box.database.execute("SELECT at, was, now FROM event ORDER BY number").fetchall()

    assert events == [(7.0, "", "queued"), (7.0, "queued", "dot"), (7.0, "dot", "sent")]


def test_a_fault_inside_a_transaction_undoes_all_of_it(tmp_path: Path) -> None:
    """All or nothing."""
    with Outbox(tmp_path, KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
        with pytest.raises(KeyboardInterrupt), box.transaction():
            box.moved(of_row(box, 2), LetterState.DOT)
            raise KeyboardInterrupt
        assert states(box) == {2: "queued", 3: "queued"}


def test_words_of_the_database_are_kept_back(tmp_path: Path) -> None:
    """Its messages repeat what was written."""
    with Outbox(tmp_path, KEY, keep=True) as box, pytest.raises(BadInput) as caught, box.transaction() as database:
        database.execute("SELECT * FROM marker")

    assert code_of(caught) == "outbox-unusable"
    assert "marker" not in caught.value.findings[0].message
    assert caught.value.__suppress_context__


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    """Not overwritten, not a traceback."""
    (tmp_path / FILE).write_bytes(b"no database at all, but long enough to be looked at" * 40)

    with pytest.raises(BadInput) as caught:
        Outbox(tmp_path, KEY, keep=True)

    assert code_of(caught) == "outbox-unusable"


def test_an_outbox_of_a_later_version_is_left_alone(tmp_path: Path) -> None:
    """It may mean other things by the same words."""
    Outbox(tmp_path, KEY, keep=True).close()
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE about SET value = '2' WHERE name = 'format'")
    database.close()

    with pytest.raises(BadInput) as caught:
        Outbox(tmp_path, KEY, keep=True)

    assert code_of(caught) == "outbox-format"


def test_its_files_are_for_its_owner_and_for_no_repository(tmp_path: Path) -> None:
    """It holds addresses of patients."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
        modes = {file.name: file.stat().st_mode & 0o077 for file in (tmp_path / "box").iterdir()}

    assert (tmp_path / "box").stat().st_mode & 0o077 == 0
    assert {name for name, mode in modes.items() if mode} <= {".gitignore"}
    assert (tmp_path / "box" / ".gitignore").read_text() == "*\n"


def test_a_shadow_is_tried_on_and_forgotten(tmp_path: Path) -> None:
    """A dry run decides as the real one would, and changes nothing."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
        box.move(box.move(of_row(box, 2), LetterState.DOT), LetterState.SENT)
    with shadow(tmp_path / "box", KEY) as copy:
        filled(copy, people(3), pdf_file(tmp_path))
        assert states(copy) == {2: "sent", 3: "queued", 4: "queued"}
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        assert states(box) == {2: "sent", 3: "queued"}

    shadow(tmp_path / "none", KEY).close()
    assert not (tmp_path / "none").exists()


def test_a_disk_that_fills_while_filling_leaves_the_outbox_as_it_was(tmp_path: Path) -> None:
    """EM16: the whole list or nothing of it."""
    pdf = pdf_file(tmp_path)
    with mounted(tmp_path / "disk", "size=600k") as disk:
        with Outbox(disk / "box", KEY, keep=True) as box:
            filled(box, people(5), pdf)
            with pytest.raises(BadInput) as caught:
                filled(box, people(20_000), pdf)
            assert len(states(box)) == 5
        with Outbox(disk / "box", KEY, keep=True) as again:
            assert set(states(again).values()) == {"queued"}
            assert len(states(again)) == 5

    assert code_of(caught) == "outbox-unusable"
    assert "no space" in caught.value.findings[0].message
