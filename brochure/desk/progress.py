"""A line that tells how far a long work is: for eyes at a terminal only, quiet everywhere else."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from brochure.base.events import Counted

_EVERY = 0.2  # seconds
_BAR = 24  # columns


class Progress:
    """On a terminal it draws share, rate and time left of the last step, on one line that is wiped at the end."""

    def __init__(
        self, *, show: bool = True, stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.stream = sys.stderr if stream is None else stream
        self.show = show and self.stream.isatty()
        self.clock = clock
        self.begun = self.drawn = self.seen = clock()
        self.now = Counted("", 0, 0)

    def step(self, step: Counted) -> None:
        """So far the work is; another kind of work is timed by itself."""
        if step.what != self.now.what:
            self.begun = self.seen
        self.now = step
        self.seen = self.clock()
        if self.show and self.seen - self.drawn >= _EVERY:
            self.drawn = self.seen
            self.stream.write(f"\r{self.line()}\x1b[K")
            self.stream.flush()

    def line(self) -> str:
        """What is drawn."""
        what, done, total = self.now
        if not total:  # nobody knows how many there are
            return f"{what}: {done:,}"
        share = min(1.0, done / total)
        spent = self.clock() - self.begun
        rate = done / spent if spent > 0 else 0.0
        left = max(0, total - done) / rate if rate else 0.0
        full = round(share * _BAR)
        bar = "#" * full + "-" * (_BAR - full)
        return f"{what} [{bar}] {done:,} of {total:,}, {rate:.1f}/s, {_time(left)} left"

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
