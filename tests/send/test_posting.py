"""Letters over a real server that refuses, delays and drops: each ends in the one state that is true."""

import re
import shutil
import socket
import sqlite3
import sys
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from brochure.base.events import LetterState
from brochure.base.findings import BadInput
from brochure.send import dialogue
from brochure.send.letters import Hold
from brochure.send.outbox import Outbox
from brochure.send.posting import Clock, Pace, Posted, PostRun
from brochure.send.settling import suppress
from brochure.send.submission import Server, Submission
from tests.conftest import ROOT, Judge
from tests.send.letters_for_tests import KEY, composer, filled, of_row, pdf_file, people, post_all, states
from tests.send.mail_server import MailServer, Plan
from tests.test_files import mounted

QUICK = Pace(first_wait=0.0, pause=0.0, troubles=50)


class FalseClock:
    """Time that passes only while somebody sleeps."""

    def __init__(self) -> None:
        self.at = 1_000_000.0
        self.slept: list[float] = []

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds

    @property
    def clock(self) -> Clock:
        return Clock(lambda: self.at, self.sleep, lambda: 1.0)


def once(place: str, answer: str, turn: int = 1) -> Plan:
    """A fault at one place, the n-th time that it is passed."""
    seen = 0

    def plan(here: str) -> str:
        nonlocal seen
        seen += here == place
        return answer if here == place and seen == turn else ""

    return plan


def always(place: str, answer: str) -> Plan:
    return lambda here: answer if here == place else ""


def posted(box: Outbox, server: MailServer, pace: Pace = QUICK, **changes: Any) -> Posted:
    per_connection = changes.pop("per_connection", 100)
    line = Submission(
        Server("127.0.0.1", server.port, "insecure-loopback", per_connection=per_connection, seconds=5), None
    )
    run = PostRun(box, "spring", "info@clinic.test", line, composer(box), pace)._replace(**changes)
    return post_all(run)


@pytest.fixture
def box(tmp_path: Path) -> Outbox:
    box = Outbox(tmp_path / "box", KEY, keep=True)
    filled(box, people(3), pdf_file(tmp_path))
    return box


def test_every_letter_goes_once_to_its_own_recipient(box: Outbox) -> None:
    """One transaction each: one sender, one recipient, one To."""
    with MailServer() as server:
        done = posted(box, server)

    assert done == (3, None, False)
    assert set(states(box).values()) == {"sent"}
    assert [taken.to for taken in server.taken] == [("p2@x.test",), ("p3@x.test",), ("p4@x.test",)]
    assert all(b"To: " + taken.to[0].encode() in taken.data for taken in server.taken)
    assert {taken.sender for taken in server.taken} == {"info@clinic.test"}
    assert server.connections == 1


def test_a_second_run_sends_nothing(box: Outbox) -> None:
    """Resume is the same command."""
    with MailServer() as server:
        posted(box, server)
        again = posted(box, server)

    assert again.sent == 0
    assert len(server.taken) == 3


def test_what_arrives_is_what_was_made(box: Outbox) -> None:
    """EM09: dots at the start of lines come through unchanged."""
    made: list[bytes] = []
    compose = composer(box)

    def dotted(item: Any, pdf: bytes) -> bytes:
        head, body = compose(item, pdf).split(b"\r\n\r\n", 1)
        made.append(head + b"\r\n\r\n.\r\n..\r\n.x\r\n" + body)
        return made[-1]

    with MailServer() as server:
        posted(box, server, compose=dotted)

    assert [taken.data for taken in server.taken] == made


@pytest.mark.parametrize("place", ["rcpt", "data", "dot"])
def test_not_now_is_tried_again_later(place: str, box: Outbox) -> None:
    """4xx: the same letter, with waits that double."""
    clock = FalseClock()
    with MailServer(once(place, "451 4.3.0 later p2@x.test")) as server:
        done = posted(box, server, Pace(first_wait=300.0), clock=clock.clock)
        item = of_row(box, 2)
        assert done.next_due == clock.at + 300
        assert (item.state, item.tries, item.code, item.enhanced) == (
            LetterState.QUEUED,
            1,
            451,
            "4.3.0",
        )
        clock.at += 301
        posted(box, server, Pace(), clock=clock.clock)

    assert set(states(box).values()) == {"sent"}
    assert sorted(server.counts.values()) == [1, 1, 1]


@pytest.mark.parametrize("place", ["rcpt", "data", "dot"])
def test_a_refusal_is_followed_by_rset(place: str, box: Outbox) -> None:
    """The library's own sendmail leaves the next letter in a transaction that never ended."""
    with MailServer(once(place, "451 4.3.0 later")) as server:
        posted(box, server, Pace(first_wait=300.0))

    assert server.resets == 1
    assert server.connections == 1
    assert states(box) == {2: "queued", 3: "sent", 4: "sent"}


def test_waits_double_up_to_a_limit_and_end(box: Outbox) -> None:
    """A letter that is put off for good fails at last, and says so."""
    clock = FalseClock()
    dues = []
    with MailServer(lambda here: "450 4.2.0 later" if here == "rcpt" else "") as server:
        pace = Pace(tries=4, first_wait=100.0, longest_wait=300.0, refusals=99)
        while (done := posted(box, server, pace, clock=clock.clock)).next_due is not None:
            dues.append(round(done.next_due - clock.at))
            clock.at = done.next_due

    assert dues == [100, 200, 300]
    assert set(states(box).values()) == {"failed"}
    assert {item.why for item in box.items("spring")} == {"put off too often"}


@pytest.mark.parametrize("place", ["rcpt", "data", "dot"])
def test_never_is_failed(place: str, box: Outbox) -> None:
    """5xx: this letter, and no other."""
    with MailServer(once(place, "550 5.1.1 no such user p2@x.test")) as server:
        posted(box, server)

    item = of_row(box, 2)
    assert states(box) == {2: "failed", 3: "sent", 4: "sent"}
    assert (item.code, item.enhanced, item.why) == (550, "5.1.1", "refused")


def test_a_server_that_refuses_everybody_stops_the_run(tmp_path: Path) -> None:
    """Ten in a row are a fault of the server, not of ten patients."""
    with (
        Outbox(tmp_path / "box", KEY, keep=True) as box,
        MailServer(always("rcpt", "554 5.7.1 relay denied")) as server,
    ):
        filled(box, people(30), pdf_file(tmp_path))
        with pytest.raises(BadInput) as caught:
            posted(box, server)

        assert caught.value.findings[0].code == "mail-all-refused"
        assert box.counts("spring")[LetterState.FAILED] == 10


@pytest.mark.parametrize("code", ["550 5.7.1 not you", "530 5.7.0 log in", "501 bad"])
def test_a_refused_sender_stops_the_run_and_touches_nobody(code: str, box: Outbox) -> None:
    """It would be refused for all."""
    before = list(box.items("spring"))
    with MailServer(always("mail", code)) as server, pytest.raises(BadInput) as caught:
        posted(box, server)

    assert caught.value.findings[0].code == ("mail-login" if code.startswith("530") else "mail-sender-refused")
    assert list(box.items("spring")) == before


def test_a_message_that_is_too_big_for_the_server_is_its_own_fault(box: Outbox) -> None:
    """552 to the sender's line means the size that it names."""
    with MailServer(once("mail", "552 5.3.4 too big")) as server:
        posted(box, server)

    assert states(box) == {2: "failed", 3: "sent", 4: "sent"}


@pytest.mark.parametrize("fault", ["drop-unaccepted", "drop-after-dot", "garble"])
def test_no_answer_to_the_dot_is_unknown(fault: str, box: Outbox) -> None:
    """Accepted or not: nobody here can know, so a person is asked."""
    with MailServer(once("dot", fault)) as server:
        posted(box, server)
        posted(box, server)

    assert states(box) == {2: "unknown", 3: "sent", 4: "sent"}
    assert len(server.taken) == (2 if fault == "drop-unaccepted" else 3)


def test_an_answer_that_takes_too_long_is_unknown(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten minutes in real life."""
    monkeypatch.setattr(dialogue, "DOT_SECONDS", 0.3)
    with MailServer(once("dot", "wait 1.5")) as server:
        posted(box, server)

    assert states(box)[2] == "unknown"


def test_a_slow_answer_is_waited_for(box: Outbox) -> None:
    """A server may scan for viruses."""
    with MailServer(always("dot", "wait 0.2")) as server:
        posted(box, server)

    assert set(states(box).values()) == {"sent"}


def test_a_connection_that_breaks_before_the_dot_sends_again(tmp_path: Path) -> None:
    """The server has no whole letter: it is certain that it did not accept one."""
    big = pdf_file(tmp_path, b"x" * 3_000_000)
    with Outbox(tmp_path / "box", KEY, keep=True) as box, MailServer(once("data", "drop-before-dot", 2)) as server:
        filled(box, people(3), big)
        posted(box, server)

        assert set(states(box).values()) == {"sent"}
        assert sorted(server.counts.values()) == [1, 1, 1]
        assert server.dropped_before == 1


def test_an_answer_before_its_question_is_none(box: Outbox) -> None:
    """A server that is out of step would have a letter called sent that it never had."""
    with MailServer(once("data", "354 go on\r\n250 2.0.0 queued")) as server:
        posted(box, server, passed=lambda _: None)

    assert len(server.taken) == 3
    assert set(states(box).values()) == {"sent"}


def test_a_server_that_hangs_up_before_the_dot_leaves_no_doubt(box: Outbox) -> None:
    """Seen in time, the dot is not sent at all."""
    with MailServer(once("data", "drop-before-dot")) as server:
        line = Submission(
            Server("127.0.0.1", server.port, "insecure-loopback"),
            None,
            passed=lambda point: time.sleep(0.2) if point == "intent" else None,
        )
        post_all(PostRun(box, "spring", "info@clinic.test", line, composer(box), QUICK))

    assert set(states(box).values()) == {"sent"}
    assert sorted(server.counts.values()) == [1, 1, 1]
    assert "unknown" not in {row[0] for row in box.database.execute("SELECT now FROM event")}


def test_a_server_that_closes_after_each_letter_is_met_again_at_once(box: Outbox) -> None:
    """421 after the answer, or an idle connection that ran out: no wait, no trouble."""
    clock = FalseClock()
    with MailServer() as server:
        done = posted(box, server, clock=clock.clock, per_connection=1)

    assert done.sent == 3
    assert server.connections == 3
    assert clock.slept == []


def test_an_idle_connection_that_ran_out_is_no_trouble(box: Outbox) -> None:
    """The next letter goes over a new one at once, without a wait and without a mark against the server."""
    clock, compose = FalseClock(), composer(box)

    def slowly(item: Any, pdf: bytes) -> bytes:
        time.sleep(0.1)
        return compose(item, pdf)

    with MailServer(always("dot", "close-soon")) as server:
        done = posted(box, server, Pace(troubles=1), clock=clock.clock, compose=slowly)

    assert done.sent == 3
    assert server.connections == 3
    assert clock.slept == []


def test_without_room_for_the_answer_nothing_is_ended(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """EM16: the intent would still fit on the disk, what comes of it would not."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100_000))
    with MailServer() as server, pytest.raises(BadInput) as caught:
        posted(box, server)

    assert caught.value.findings[0].code == "outbox-unusable"
    assert server.taken == []
    assert set(states(box).values()) == {"queued"}


def test_a_server_that_only_breaks_off_stops_the_run(box: Outbox) -> None:
    """Each unknown costs a person's time."""
    with MailServer(always("dot", "drop-after-dot")) as server, pytest.raises(BadInput) as caught:
        posted(box, server, Pace(troubles=2))

    assert caught.value.findings[0].code == "mail-server"
    assert sorted(states(box).values()) == ["queued", "unknown", "unknown"]


def test_a_server_that_is_not_there_touches_nobody(box: Outbox) -> None:
    """At the start there is nothing to be patient with."""
    with MailServer() as server:
        pass
    before = list(box.items("spring"))
    with pytest.raises(BadInput) as caught:
        posted(box, server)

    assert caught.value.findings[0].code == "mail-server"
    assert list(box.items("spring")) == before


def test_a_server_that_goes_away_is_waited_for(box: Outbox) -> None:
    """Mid-run it may be restarting: as patient as with one that breaks off."""
    clock = FalseClock()
    with MailServer() as server:
        plan = once("data", "drop-before-dot", 2)

        def going(here: str) -> str:
            fault = plan(here)
            if fault:
                server._loop.call_soon(server._loop.stop)
            return fault

        server.plan = going
        with pytest.raises(BadInput) as caught:
            posted(box, server, Pace(troubles=3, pause=1.0), clock=clock.clock)

    assert caught.value.findings[0].code == "mail-server"
    assert sum(clock.slept) >= 1
    assert (states(box)[2], states(box)[4]) == ("sent", "queued")


def test_a_pace_is_kept(box: Outbox) -> None:
    """Servers lock out those who hurry."""
    clock = FalseClock()
    with MailServer() as server:
        posted(box, server, Pace(rate=120), clock=clock.clock)

    assert sum(clock.slept) == pytest.approx(1.0)


def test_a_connection_carries_no_more_than_its_limit(tmp_path: Path) -> None:
    """Many servers end it after a hundred."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box, MailServer() as server:
        filled(box, people(7), pdf_file(tmp_path))
        posted(box, server, per_connection=3)

        assert server.connections == 3
        assert len(server.taken) == 7


def test_a_demand_to_stop_ends_after_the_letter_at_hand(box: Outbox) -> None:
    """Nothing is left in doubt by a person who presses ctrl-c."""
    with MailServer() as server:
        done = posted(box, server, stop=lambda: bool(server.taken))

    assert done == (1, None, True)
    assert states(box) == {2: "sent", 3: "queued", 4: "queued"}


def test_a_pdf_that_changed_goes_to_nobody(tmp_path: Path) -> None:
    """EM15."""
    with Outbox(tmp_path / "box", KEY, keep=True) as box, MailServer() as server:
        filled(box, people(1), pdf_file(tmp_path, b"%PDF one"))
        filled(box, people(2)[1:], pdf_file(tmp_path, b"%PDF two"))
        filled(box, people(2), other := pdf_file(tmp_path, b"%PDF all"))
        other.write_bytes(b"%PDF of somebody else")
        posted(box, server)

        assert states(box) == {2: Hold.CHANGED, 3: Hold.CHANGED}
        assert server.taken == []


def test_a_suppression_counts_up_to_the_last_moment(box: Outbox) -> None:
    """The list may grow between filling and sending."""
    with MailServer() as server:
        box.database.execute("INSERT INTO suppressed(address_mark, at) VALUES (?, 0)", (KEY.address("p3@x.test"),))
        posted(box, server)

    assert states(box) == {2: "sent", 3: Hold.SUPPRESSED, 4: "sent"}
    assert suppress(box, ["p3@x.test"], file="x") == (0, ())


def test_a_disk_that_fills_stops_before_the_dot(tmp_path: Path) -> None:
    """EM16: what cannot be noted is not done; with room, the same run goes on."""
    disk_of = mounted(tmp_path / "disk", "size=900k")
    with MailServer() as server, disk_of as disk, Outbox(disk / "box", KEY, keep=True) as box:
        filled(box, people(5), pdf_file(tmp_path))
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            while True:
                file.write(b"x" * 4096)
        with pytest.raises(BadInput) as caught:
            posted(box, server)
        assert server.taken == []
        assert set(states(box).values()) == {"queued"}
        ballast.unlink()
        posted(box, server)
        assert set(states(box).values()) == {"sent"}

    assert caught.value.findings[0].code == "outbox-unusable"
    assert sorted(server.counts.values()) == [1] * 5


def test_the_intent_is_on_the_disk_before_the_dot(box: Outbox) -> None:
    """Seen from another connection, at the very moment."""
    assert box.folder is not None
    seen: list[tuple[str, str]] = []

    def look(point: str) -> None:
        database = sqlite3.connect(box.folder / "outbox.sqlite")  # type: ignore[operator]
        seen.append((point, database.execute("SELECT state FROM letter WHERE row = 2").fetchone()[0]))
        database.close()

    with MailServer() as server:
        line = Submission(Server("127.0.0.1", server.port, "insecure-loopback"), None, passed=look)
        post_all(
            PostRun(
                box,
                "spring",
                "info@clinic.test",
                line,
                composer(box),
                QUICK,
                stop=lambda: bool(server.taken),
                passed=look,
            )
        )

    assert seen == [
        ("connected", "queued"), ("recipient", "queued"), ("half", "queued"), ("body", "queued"),
        ("intent", "dot"), ("dot", "dot"), ("reply", "dot"), ("outcome", "dot"), ("settled", "sent"),
    ]  # fmt: skip


_TRACED = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from brochure.send.outbox import Outbox
from brochure.send.posting import PostRun
from brochure.send.submission import Server, Submission
from tests.send.letters_for_tests import KEY, composer, post_all
box = Outbox(Path(sys.argv[1]), KEY, keep=True)
line = Submission(Server("127.0.0.1", int(sys.argv[2]), "insecure-loopback"), None)
post_all(PostRun(box, "spring", "info@clinic.test", line, composer(box)))
"""


@pytest.mark.judge
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="strace is of Linux")
def test_the_disk_is_flushed_before_every_dot_and_after_every_answer(box: Outbox, judge: Judge, tmp_path: Path) -> None:
    """The system itself is asked: an fsync of the log lies before each end of data, and one after each answer."""
    assert box.folder is not None
    folder = box.folder
    box.close()
    (tmp_path / "run.py").write_text(_TRACED.format(root=str(ROOT)))
    with MailServer() as server:
        words = ("-f", "-y", "-e", "trace=fsync,fdatasync,sendto,recvfrom", "-s", "9999", "-o", tmp_path / "trace")
        judge("strace", *words, sys.executable, tmp_path / "run.py", folder, str(server.port))
    calls = "".join(_call(line) for line in (tmp_path / "trace").read_text(errors="replace").splitlines())

    assert len(server.taken) == 3
    # D: data begins (354 was read), F: the log is flushed, E: the end of data is sent, A: its answer is read.
    assert re.fullmatch(r"F*(DF+EAF+){3}F*", calls), calls


def _call(line: str) -> str:
    if re.search(r"f(data)?sync\(\d+<[^>]*outbox\.sqlite-wal>", line):
        return "F"
    if "recvfrom(" in line and '"354' in line:
        return "D"
    if "sendto(" in line and '\\r\\n.\\r\\n"' in line:
        return "E"
    if "recvfrom(" in line and '"250 2.0.0 queued' in line:
        return "A"
    return ""


def test_without_flushing_that_test_would_fail(box: Outbox, judge: Judge, tmp_path: Path) -> None:
    """A test that cannot fail proves nothing: with synchronous OFF no flush is seen."""
    if shutil.which("strace") is None:
        pytest.skip("strace is missing, and the judge above has said so")
    assert box.folder is not None
    folder = box.folder
    box.close()
    script = _TRACED.format(root=str(ROOT)).replace(
        "line =", "box.database.execute('PRAGMA synchronous = OFF')\nline ="
    )
    (tmp_path / "run.py").write_text(script)
    with MailServer() as server:
        words = ("-f", "-y", "-e", "trace=fsync,fdatasync,sendto,recvfrom", "-s", "9999", "-o", tmp_path / "trace")
        judge("strace", *words, sys.executable, tmp_path / "run.py", folder, str(server.port))
    calls = "".join(_call(line) for line in (tmp_path / "trace").read_text(errors="replace").splitlines())

    assert calls.count("E") == 3
    assert "DF" not in calls


def test_small_writes_go_out_at_once() -> None:
    """Else the dot would wait for the answer to what went before it, 40 ms and more for each letter."""
    with MailServer() as server:
        link = Submission(Server("127.0.0.1", server.port, "insecure-loopback"), None).connect()
        assert link.sock is not None
        at_once = link.sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        link.quit()

    assert at_once


def test_the_dot_goes_out_with_the_last_piece_in_one_write(box: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """And nothing of that piece before the intent is on the disk."""
    writes: list[bytes] = []

    class Watched(socket.socket):
        def sendall(self, data: Any, flags: int = 0) -> None:
            writes.append(bytes(data))
            super().sendall(data, flags)

    monkeypatch.setattr(socket, "socket", Watched)
    with MailServer() as server:
        posted(box, server, stop=lambda: bool(server.taken))

    ends = [data for data in writes if data.endswith(b"\r\n.\r\n")]
    assert len(ends) == 1
    assert len(ends[0]) == 512
