"""An outbox that is lost, empty or behind its marker is refused: nobody is written to twice because a file went."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.send.marker import DotMarker, marker_of
from tests.send.mail_server import MailServer
from tests.send.test_sending import listed, words

Printed = pytest.CaptureFixture[str]
BOX = Path("outbox/outbox.sqlite")


@pytest.fixture(autouse=True)
def _desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer() as server:
        yield server


def _lose(how: str) -> None:
    match how:
        case "gone":
            for path in Path("outbox").glob("outbox.*"):
                path.unlink()
        case "empty":
            BOX.write_bytes(b"")
        case "whole folder":
            shutil.rmtree("outbox")
        case "older backup":
            shutil.copy("before.sqlite", BOX)


@pytest.mark.parametrize(
    ("how", "code"),
    [("gone", "outbox-lost"), ("empty", "outbox-lost"), ("whole folder", "outbox-lost"),
     ("older backup", "outbox-behind")],
)  # fmt: skip
@pytest.mark.parametrize("more", [(), ("--dry-run",)], ids=["send", "dry run"])
def test_a_lost_outbox_writes_to_nobody_again(
    how: str, code: str, more: tuple[str, ...], server: MailServer, capsys: Printed
) -> None:
    """The key lies elsewhere, as the docs advise, so that the marker outlives the folder."""
    Path("safe").mkdir()
    key = ("--key", "safe/key")
    assert main(words(server, *listed("id,email,consent,language\n1,a@x.test,yes,en\n"), *key)) == 0
    shutil.copy(BOX, "before.sqlite")
    assert main(words(server, *listed(), *key)) == 0
    capsys.readouterr()
    _lose(how)

    assert main(words(server, *listed(), *key, *more)) == 1

    assert f"[{code}]" in capsys.readouterr().out
    assert len(server.taken) == 2


def test_a_lost_outbox_beside_its_key_is_refused(server: MailServer, capsys: Printed) -> None:
    assert main(words(server, *listed())) == 0
    _lose("gone")

    assert main(words(server, *listed())) == 1
    assert main(["outbox", "status"]) == 1

    said = capsys.readouterr().out
    assert said.count("[outbox-lost]") == 2 and "2 letters went from it" in said
    assert len(server.taken) == 2


def test_a_write_ahead_log_that_went_is_noticed(server: MailServer, tmp_path: Path, capsys: Printed) -> None:
    """A sync tool that takes *.sqlite alone leaves what was committed last behind."""
    assert main(words(server, *listed())) == 0
    reader = sqlite3.connect(BOX)  # holds the log back from being written into the file
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM letter").fetchall()
    three = "id,email,consent,language\n1,anna@x.test,yes,en\n2,ben@x.test,y,en\n4,dee@x.test,yes,en\n"
    assert main(words(server, *listed(three))) == 0
    shutil.copy(BOX, tmp_path / "alone.sqlite")
    reader.close()
    for path in Path("outbox").glob("outbox.sqlite*"):
        path.unlink()
    shutil.copy(tmp_path / "alone.sqlite", BOX)

    assert main(words(server, *listed(three))) == 1

    assert "[outbox-behind]" in capsys.readouterr().out
    assert len(server.taken) == 3


def test_whoever_says_so_begins_anew(server: MailServer) -> None:
    """And the count begins anew with it."""
    assert main(words(server, *listed())) == 0
    _lose("gone")
    one = listed("id,email,consent,language\n9,new@x.test,yes,en\n")

    assert main(words(server, *one, "--new-outbox")) == 0
    assert main(words(server, *one)) == 0

    assert len(server.taken) == 3
    assert marker_of(Path("outbox"), Path("outbox/key")).dots() == 1


def test_an_outbox_that_is_behind_is_taken_as_it_is_where_somebody_says_so(server: MailServer) -> None:
    """Whoever restored a backup decides; the next run asks nothing."""
    one = "id,email,consent,language\n1,anna@x.test,yes,en\n"
    assert main(words(server, *listed(one))) == 0
    shutil.copy(BOX, "before.sqlite")
    assert main(words(server, *listed())) == 0
    _lose("older backup")

    assert main(words(server, *listed(one), "--new-outbox")) == 0
    assert main(words(server, *listed(one))) == 0

    assert len(server.taken) == 2
    assert marker_of(Path("outbox"), Path("outbox/key")).dots() == 1


def test_a_folder_that_is_moved_with_its_key_keeps_its_marker(server: MailServer) -> None:
    assert main(words(server, *listed())) == 0
    Path("outbox").rename("elsewhere")
    Path("elsewhere/outbox.sqlite").unlink()

    assert main(words(server, *listed(), "--outbox", "elsewhere")) == 1
    assert len(server.taken) == 2


def test_a_marker_that_holds_no_count_refuses(server: MailServer, capsys: Printed) -> None:
    assert main(words(server, *listed())) == 0
    Path("outbox/key.dots").write_text("many\n")

    assert main(words(server, *listed())) == 1

    assert "holds no count" in capsys.readouterr().out


def test_an_outbox_of_an_older_version_counts_what_it_noted(server: MailServer) -> None:
    """It has no count of its own yet, and no marker."""
    assert main(words(server, *listed())) == 0
    with sqlite3.connect(BOX) as database:
        database.execute("DELETE FROM about WHERE name = 'dots'")
    Path("outbox/key.dots").unlink()

    assert main(words(server, *listed())) == 0

    assert len(server.taken) == 2
    assert DotMarker(Path("outbox/key.dots")).dots() == 2


def test_an_outbox_behind_a_link_is_refused(tmp_path: Path, capsys: Printed) -> None:
    """Key and addresses would lie where nobody looks."""
    (tmp_path / "there").mkdir()
    Path("outbox").symlink_to(tmp_path / "there")

    with MailServer() as server:
        assert main(words(server, *listed())) == 1

    assert "is a link to another" in capsys.readouterr().out
    assert list((tmp_path / "there").iterdir()) == [] and server.taken == []


def test_a_letter_that_a_wrong_clock_put_off_is_cut(server: MailServer, capsys: Printed) -> None:
    """No retry lies further ahead than four hours, and the day is said."""
    put_off = True
    server.plan = lambda place: "450 not now" if put_off and place == "rcpt" else ""
    main(words(server, *listed()))
    with sqlite3.connect(BOX) as database:
        database.execute("UPDATE letter SET due = due + 400 * 86400 WHERE state = 'queued'")
    capsys.readouterr()

    assert main(words(server, *listed())) == 1

    said = capsys.readouterr().out
    assert "warning[mail-clock]: 2 letters were put off for longer" in said
    with sqlite3.connect(BOX) as database:
        (latest,) = database.execute("SELECT max(due) - unixepoch() FROM letter WHERE state = 'queued'").fetchone()
    assert 3.9 * 3600 < latest <= 4 * 3600 + 1
    assert "run the same command again after 20" in said
