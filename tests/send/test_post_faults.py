"""Killed at every point and at random moments, the sender loses nothing and sends nothing twice in silence."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from brochure.send.outbox import Outbox
from brochure.send.settling import reconcile
from tests.conftest import ROOT
from tests.send.fault_runs import one_run
from tests.send.letters_for_tests import KEY, filled, pdf_file, people, states
from tests.send.mail_server import MailServer

pytestmark = pytest.mark.skipif(os.name != "posix", reason="SIGKILL")

# Where the sender is killed, and what is true of the letter at hand then.
POINTS = {
    "connected": "queued",
    "recipient": "queued",
    "half": "queued",
    "body": "queued",
    "intent": "unknown",
    "dot": "unknown",
    "reply": "unknown",
    "outcome": "unknown",
    "settled": "sent",
}
_SENDER = """
import os, signal, sys
from pathlib import Path
sys.path.append({root!r})
from brochure.send.outbox import Outbox
from brochure.send.posting import PostRun
from brochure.send.submission import Server, Submission
from tests.send.letters_for_tests import KEY, composer, post_all
folder, port, point, turn = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], int(sys.argv[4])
passed = []
def kill(here):
    passed.append(here)
    if here == point and passed.count(here) == turn:
        os.kill(os.getpid(), signal.SIGKILL)
with Outbox(folder, KEY, keep=True) as box:
    line = Submission(Server("127.0.0.1", port, "insecure-loopback"), None, passed=kill)
    post_all(PostRun(box, "spring", "info@clinic.test", line, composer(box), passed=kill))
"""


def send(folder: Path, port: int, point: str = "never", turn: int = 0) -> int:
    words = [sys.executable, "-c", _SENDER.format(root=str(ROOT)), str(folder), str(port), point, str(turn)]
    done = subprocess.run(words, capture_output=True, check=False, timeout=60, cwd=folder)
    assert done.returncode in {0, -signal.SIGKILL}, done.stderr.decode()
    return done.returncode


@pytest.mark.parametrize("point", POINTS)
def test_a_kill_at_any_point_leaves_one_letter_in_its_true_state(point: str, tmp_path: Path) -> None:
    """EM12: 0 duplicates, 0 silent losses, at most one unknown."""
    turn = 2  # one letter went before
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(5), pdf_file(tmp_path))
    with MailServer() as server:
        assert send(tmp_path / "box", server.port, point, turn) == -signal.SIGKILL
        with Outbox(tmp_path / "box", KEY, keep=True) as box:
            found = states(box)
        assert found == {
            row: "sent" if row < turn + 1 else POINTS[point] if row == turn + 1 else "queued" for row in range(2, 7)
        }

        assert send(tmp_path / "box", server.port) == 0
        with Outbox(tmp_path / "box", KEY, keep=True) as box:
            doubtful = [row for row, state in states(box).items() if state == "unknown"]
            assert len(doubtful) == (POINTS[point] == "unknown")
            assert all(count == 1 for count in server.counts.values())
            reconcile(box, "spring", server.counts, complete=True, who="test")
        assert send(tmp_path / "box", server.port) == 0

    assert sorted(server.counts.values()) == [1] * 5


_FILLER = """
import os, signal, sys
from pathlib import Path
sys.path.append({root!r})
from brochure.send.filling import fill
from brochure.send.outbox import Outbox
from tests.send.letters_for_tests import KEY, addressed, people, pdf_file
def breaking():
    for number, each in enumerate(addressed(people(5000), pdf_file(Path(sys.argv[1])))):
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield each
fill(Outbox(Path(sys.argv[1]) / "box", KEY, keep=True), "spring", breaking())
"""


@pytest.mark.parametrize("after", [1, 4000])
def test_a_kill_while_filling_leaves_the_outbox_as_it_was(after: int, tmp_path: Path) -> None:
    """The list goes in whole or not at all."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
    words = [sys.executable, "-c", _FILLER.format(root=str(ROOT)), str(tmp_path), str(after)]
    done = subprocess.run(words, capture_output=True, check=False, cwd=tmp_path)

    assert done.returncode == -signal.SIGKILL, done.stderr
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        assert states(box) == {2: "queued", 3: "queued"}


def test_kills_at_random_moments_and_a_server_that_breaks_off(tmp_path: Path) -> None:
    """A short form of benchmarks/post_faults.py, with its own count by the server."""
    told = one_run(tmp_path, 60, 6, seed=7)

    assert told.kills == 6
    assert told.silent_duplicates == told.silent_losses == told.wrong_after == 0
    assert told.unknown <= told.kills + told.dropped_dots


@pytest.mark.parametrize("window", ["commit before the dot left out", "unknown taken for not sent"])
def test_a_sender_that_guesses_is_found_out(window: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that cannot fail proves nothing: these two slips show as a duplicate."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box:
        filled(box, people(2), pdf_file(tmp_path))
    change = (
        ("marked.append(run.outbox.move(item, LetterState.DOT))", "pass")
        if window.startswith("commit")
        else ('LetterState.UNKNOWN, "the sender', 'LetterState.QUEUED, "the sender')
    )
    package = tmp_path / "changed" / "brochure"
    shutil.copytree(ROOT / "brochure", package)
    for name in ("posting.py", "outbox.py"):
        path = package / "send" / name
        path.write_text(path.read_text().replace(*change))
    monkeypatch.setitem(os.environ, "PYTHONPATH", str(package.parent))
    with MailServer() as server:
        send(tmp_path / "box", server.port, "reply", 1)
        send(tmp_path / "box", server.port)

    assert sorted(server.counts.values()) == [1, 2]
