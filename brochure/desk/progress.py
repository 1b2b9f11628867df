"""A line that tells how far a long work is: for eyes at a terminal only, quiet everywhere else."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

_EVERY = 0.2  # seconds
_BAR = 24  # columns


class Progress:
    """Counts what is done; on a terminal it draws share, rate and time left, on one line that is wiped at the end."""

    def __init__(
        self,
        what: str,
        total: int,
        *,
        show: bool = True,
        stream: TextIO | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.what, self.total = what, total
        self.stream = sys.stderr if stream is None else stream
        self.show = show and self.stream.isatty()
        self.clock = clock
        self.begun = self.drawn = clock()
        self.done = 0
        self.note = ""

    def step(self, note: str = "") -> None:
        """One more is done; `note` stands behind the figures until the next."""
        self.done += 1
        self.note = note
        now = self.clock()
        if self.show and now - self.drawn >= _EVERY:
            self.drawn = now
            self.stream.write(f"\r{self.line()}\x1b[K")
            self.stream.flush()

    def skip(self) -> None:
        """One need not be done: it counts neither as done nor as left."""
        self.total -= 1

    def line(self) -> str:
        """What is drawn."""
        if not self.total:  # nobody knows how many there are
            return f"{self.what}: {self.done:,}"
        share = min(1.0, self.done / self.total)
        spent = self.clock() - self.begun
        rate = self.done / spent if spent > 0 else 0.0
        left = max(0, self.total - self.done) / rate if rate else 0.0
        full = round(share * _BAR)
        bar = "#" * full + "-" * (_BAR - full)
        text = f"{self.what} [{bar}] {self.done:,} of {self.total:,}, {rate:.1f}/s, {_time(left)} left"
        return f"{text}, {self.note}" if self.note else text

    def end(self) -> None:
        """Wipe the line."""
        if self.show:
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def _time(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes:02d} min"
    return f"{minutes} min {rest:02d} s" if minutes else f"{rest} s"
