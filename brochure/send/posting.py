"""Letters of one campaign, posted one after the other until nothing is due: paced, stopped and resumed at will."""

import hashlib
import random
import shutil
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import assert_never

from brochure.base.events import LetterMoved, LetterState
from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.send.dialogue import Accepted, Doubtful, Outcome, Passed, PutOff, Refused, nothing_passed
from brochure.send.letters import Hold, OutboxLetter, Reply
from brochure.send.outbox import Outbox
from brochure.send.submission import Line

_ROOM = 128 * 1024  # bytes free on the disk of the outbox: what two commits may need


class Pace(NamedTuple):
    """How fast, how often, how long."""

    rate: float = 0.0  # letters in a minute; 0 for as many as the server takes
    tries: int = 6  # refusals "not now" of one letter before it counts as failed
    first_wait: float = 300.0  # seconds after the first of them; doubled after each
    longest_wait: float = 4 * 3600.0
    pause: float = 5.0  # seconds after a broken connection; doubled after each
    patience: float = 60.0  # most seconds to sit and wait for the next letter that is due
    troubles: int = 5  # in a row, before the run stops
    refusals: int = 10  # for good, in a row, before the run stops


class Posted(NamedTuple):
    """How a run ended."""

    sent: int  # in this run
    next_due: float | None  # seconds since 1970, where letters wait for another try
    stopped: bool  # on demand


class Clock(NamedTuple):
    """Time as the run sees it."""

    now: Callable[[], float] = time.time
    sleep: Callable[[float], None] = time.sleep
    jitter: Callable[[], float] = lambda: random.uniform(0.8, 1.2)  # noqa: S311 - spreads retries


class PostRun(NamedTuple):
    """What one run is given."""

    outbox: Outbox
    campaign: str
    sender: str
    line: Line
    compose: Callable[[OutboxLetter, bytes], bytes]  # the letter and its PDF into a message
    pace: Pace = Pace()
    clock: Clock = Clock()
    stop: Callable[[], bool] = lambda: False
    passed: Passed = nothing_passed


def post(run: PostRun) -> Generator[LetterMoved, None, Posted]:
    """Post whatever is due, oldest first, a letter at each step; returns how it ended.

    Raises:
        BadInput: what is wrong for every letter, such as a refused login; no letter is touched by it.
    """
    try:
        return (yield from _Posting(run).all())
    finally:
        run.line.close()


class _Posting:
    """One run."""

    def __init__(self, run: PostRun) -> None:
        self.run = run
        self.sent = self.troubles = self.refusals = 0
        self.connected = False
        self.last_start = 0.0

    def all(self) -> Generator[LetterMoved, None, Posted]:
        run = self.run
        while not run.stop():
            item = run.outbox.next_due(run.campaign)
            if item is None:
                return Posted(self.sent, None, stopped=False)
            wait = item.due - run.clock.now()
            if wait > run.pace.patience:
                return Posted(self.sent, item.due, stopped=False)
            if wait > 0:
                run.line.close()
                self._sleep(wait)
                continue
            self._keep_rate()
            yield LetterMoved(self._one(item))
            self._stop_when_hopeless()
        return Posted(self.sent, None, stopped=True)

    def _one(self, item: OutboxLetter) -> LetterState:
        run = self.run
        kept = self._reason_to_hold(item)
        pdf = b"" if kept else pdf_of(item)
        if kept or pdf is None:
            return run.outbox.move(item, LetterState.HELD, kept or Hold.CHANGED).state
        message = run.compose(item, pdf)
        marked: list[OutboxLetter] = []

        def intend() -> None:
            self._see_room()
            marked.append(run.outbox.move(item, LetterState.DOT))

        fresh = run.line.fresh
        try:
            outcome = run.line.post(run.sender, item.address, message, intend)
        except BadInput as fault:
            if not self.connected or fault.findings[0].code != "mail-server":
                raise
            outcome = PutOff(None)
        self.connected = True
        run.passed("outcome")
        now = self._settle(marked[0] if marked else item, outcome, fresh=fresh)
        run.passed("settled")
        return now.state

    def _settle(self, item: OutboxLetter, outcome: Outcome, *, fresh: bool) -> OutboxLetter:
        move = self.run.outbox.move
        match outcome:
            case Accepted(reply):
                now = move(item, LetterState.SENT, reply=reply, tried=1)
                self.sent += 1
                self.troubles = self.refusals = 0
            case Refused(reply, why) if reply.code // 100 == 5 or item.tries + 1 >= self.run.pace.tries:
                why = why or ("refused" if reply.code // 100 == 5 else "put off too often")
                now = move(item, LetterState.FAILED, why, reply=reply, tried=1)
                self.refusals += 1
            case Refused(reply):
                now = move(item, LetterState.QUEUED, "put off", reply=reply, due=self._retry_at(item), tried=1)
            case PutOff(said):
                now = self._put_off(item, said, fresh=fresh)
            case Doubtful(why):
                now = move(item, LetterState.UNKNOWN, why, tried=1)
                self.troubles += 1
            case _:
                assert_never(outcome)
        return now

    def _put_off(self, item: OutboxLetter, said: Reply | None, *, fresh: bool) -> OutboxLetter:
        """No letter's fault: it goes again soon, at once where an idle connection had only run out."""
        if not fresh and said is None:
            return self.run.outbox.move(item, LetterState.QUEUED, "connection lost")
        self.troubles += 1
        wait = self.run.pace.pause * 2.0 ** (self.troubles - 1) * self.run.clock.jitter()
        due = self.run.clock.now() + wait
        return self.run.outbox.move(item, LetterState.QUEUED, "server not ready", reply=said, due=due)

    def _retry_at(self, item: OutboxLetter) -> float:
        pace, clock = self.run.pace, self.run.clock
        return clock.now() + min(pace.longest_wait, pace.first_wait * 2.0**item.tries * clock.jitter())

    def _stop_when_hopeless(self) -> None:
        if self.troubles >= self.run.pace.troubles:
            message = f"the server broke off or put off {self.troubles} times in a row"
            raise BadInput(Finding("mail-server", message, None, "run the same command again later"))
        if self.refusals >= self.run.pace.refusals:
            message = f"the server refused {self.refusals} letters in a row for good"
            hint = "see `brochure outbox list --state failed`; ask who runs the server, then resolve them with --resend"
            raise BadInput(Finding("mail-all-refused", message, None, hint))

    def _reason_to_hold(self, item: OutboxLetter) -> Hold | None:
        if not item.address:
            return Hold.PURGED
        outbox = self.run.outbox
        return Hold.SUPPRESSED if outbox.is_suppressed(outbox.address_mark(item)) else None

    def _see_room(self) -> None:
        """Nothing is ended on the wire that could not be noted afterwards."""
        folder = self.run.outbox.folder
        if folder is not None and shutil.disk_usage(folder).free < _ROOM:
            message = f"no space left on the disk of '{folder}'"
            raise BadInput(Finding("outbox-unusable", message, None, "make room, then run the same command again"))

    def _keep_rate(self) -> None:
        clock, rate = self.run.clock, self.run.pace.rate
        if rate:
            wait = self.last_start + 60 / rate - clock.now()
            if wait > 0:
                self._sleep(min(wait, 60 / rate))
        self.last_start = clock.now()

    def _sleep(self, seconds: float) -> None:
        """Wait, and look every second whether to stop."""
        until = self.run.clock.now() + seconds
        while not self.run.stop() and (left := until - self.run.clock.now()) > 0:
            self.run.clock.sleep(min(left, 1.0))


def pdf_of(item: OutboxLetter) -> bytes | None:
    """The attachment, if it is the one that was queued: a file that changed since goes to nobody."""
    try:
        data = Path(item.pdf).read_bytes()
    except OSError:
        return None
    return data if hashlib.sha256(data).hexdigest() == item.pdf_sha256 else None
