"""Runs in which the sender is killed and the server breaks off, counted by the server, which is the truth."""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.append(str(ROOT))

from brochure.base.events import LetterState  # noqa: E402 - the sender is started as a script
from brochure.base.findings import BadInput  # noqa: E402
from brochure.send.outbox import Outbox  # noqa: E402
from brochure.send.posting import Pace, PostRun  # noqa: E402
from brochure.send.settling import reconcile  # noqa: E402
from brochure.send.submission import Server, Submission  # noqa: E402
from tests.send.letters_for_tests import KEY, composer, filled, pdf_file, people, post_all  # noqa: E402
from tests.send.mail_server import MailServer  # noqa: E402

FAULTS = {  # place -> what happens there, with its chance
    "mail": (("451 4.3.2 busy", 0.002),),
    "rcpt": (("450 4.2.0 greylisted", 0.01), ("421 4.3.2 closing", 0.003)),
    "data": (("451 4.3.0 later", 0.01), ("drop-before-dot", 0.01)),
    "dot": (("451 4.3.0 full", 0.01), ("drop-unaccepted", 0.005), ("drop-after-dot", 0.005)),
}


class Told(NamedTuple):
    """One run, as the server and the outbox tell it."""

    recipients: int
    kills: int
    dropped_dots: int
    drops: int  # of connections before the dot
    unknown: int  # letters that were in doubt, over the whole run
    silent_duplicates: int  # accepted more than once without a person's decision
    silent_losses: int  # called sent and never accepted, or in no state at all
    wrong_after: int  # not accepted exactly once after the letters in doubt were reconciled
    seconds: float

    @property
    def holds(self) -> bool:
        """Whether every promise was kept."""
        bad = self.silent_duplicates + self.silent_losses + self.wrong_after
        return not bad and self.unknown <= self.kills + self.dropped_dots


def one_run(folder: Path, recipients: int, kills: int, seed: int) -> Told:
    """Send to so many recipients, killing the sender so often, then reconcile and send the rest."""
    chance = random.Random(seed)
    faults = random.Random(seed + 1)

    def plan(place: str) -> str:
        roll = faults.random()
        for fault, share in FAULTS.get(place, ()):
            if roll < share:
                return fault
            roll -= share
        return ""

    start = time.perf_counter()
    with Outbox(folder, KEY, keep=True) as box:
        filled(box, people(recipients), pdf_file(folder))
    with MailServer(plan) as server:
        killed = 0
        while killed < kills:
            killed += _send_and_kill(folder, server, chance, after=recipients * (killed + 1) // (kills + 1))
        _send(folder, server.port)
        counts = server.counts
        duplicates = sum(number - 1 for number in counts.values())
        with Outbox(folder, KEY, keep=True) as box:
            unknown = box.database.execute("SELECT count(*) FROM event WHERE now = 'unknown'").fetchone()[0]
            losses = sum(
                not counts[_message_id(item.recipient)]
                if item.state is LetterState.SENT
                else item.state is not LetterState.UNKNOWN
                for item in box.items("spring")
            )
            losses += recipients - sum(1 for _ in box.items("spring"))
            accepted = [taken.message_id for taken in server.taken]
            reconcile(box, "spring", accepted, complete=True, who="the benchmark")
        server.plan = lambda _: ""
        _send(folder, server.port)
        counts = server.counts
        with Outbox(folder, KEY, keep=True) as box:
            wrong = sum(counts[_message_id(item.recipient)] != 1 for item in box.items("spring"))
        wrong += len(counts) != recipients
    spent = time.perf_counter() - start
    return Told(
        recipients, killed, server.dropped_dots, server.dropped_before, unknown, duplicates, losses, wrong, spent
    )


def _message_id(recipient: str) -> str:

    return f"<{KEY.letter('spring', recipient)}@clinic.test>"


def _send_and_kill(folder: Path, server: MailServer, chance: random.Random, *, after: int) -> int:
    """Start the sender and kill it at a random moment of its work; 1 if it was still alive, else 0.

    The moments are spread over the whole list: the n-th kill waits until its share of the recipients was seen.
    """
    sender = _start(folder, server.port)
    begun = time.perf_counter()
    seen = server.seen
    while sender.poll() is None and time.perf_counter() - begun < 60:
        if server.seen > seen and len(server.taken) >= after - 5:
            break
        time.sleep(0.001)
    time.sleep(chance.uniform(0, 0.05))
    alive = sender.poll() is None
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    return int(alive)


def _start(folder: Path, port: int) -> subprocess.Popen[bytes]:
    words = [sys.executable, __file__, str(folder), str(port)]
    return subprocess.Popen(words, stderr=subprocess.DEVNULL)


def _send(folder: Path, port: int) -> None:
    """Let the sender work until nothing is left to try."""
    for _ in range(50):
        if _start(folder, port).wait(600) == 0:
            return
    raise RuntimeError("the sender never came to its end")


def send(folder: Path, port: int) -> int:
    """The sender: what `brochure send` does once the letters are in the outbox, with short waits."""

    pace = Pace(tries=50, first_wait=0.05, longest_wait=0.2, pause=0.02, troubles=8, refusals=1000)
    with Outbox(folder, KEY, keep=True) as box:
        line = Submission(Server("127.0.0.1", port, "insecure-loopback", seconds=10), None)
        try:
            post_all(PostRun(box, "spring", "info@clinic.test", line, composer(box), pace))
        except BadInput:
            return 1
        return int(box.counts("spring")[LetterState.QUEUED] > 0)


if __name__ == "__main__":
    sys.exit(send(Path(sys.argv[1]), int(sys.argv[2])))
