"""Where the desk says things, the exit codes, and what a person at it may interrupt."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from brochure.base.findings import Finding
from brochure.base.records import NamedTuple
from brochure.base.report import Format, report

CLEAN, FINDINGS, WRONG_USE = 0, 1, 2
_FOR_PROGRAMS = ("schema", "completion")


class Desk(NamedTuple):
    """Where words go, and which are wanted."""

    say: Callable[[str], None]
    form: Format = "full"
    colour: bool = False

    @property
    def wants_words(self) -> bool:
        """Whether words are wanted, not only findings."""
        return self.form == "full"

    def tell(self, findings: list[Finding], code: int = FINDINGS) -> int:
        """Say the findings; gives `code` where one of them blocks."""
        if findings or self.form == "json":
            self.say(report(findings, self.form, colour=self.colour))
        return code if any(finding.blocks for finding in findings) else CLEAN


def fit_stdout(stdout: Any, command: str, form: str) -> None:
    """What programs read is UTF-8 with plain line ends; what people read is in their code page, whatever it lacks."""
    if form in ("json", "github") or command in _FOR_PROGRAMS:
        stdout.reconfigure(encoding="utf-8", newline="\n")
    else:
        stdout.reconfigure(errors="backslashreplace")  # an old code page cannot hold every leaflet's words


class Stop:
    """Ctrl-c: the first asks to end after the letter at hand, so that none is left in doubt; the second ends it now."""

    asked = False

    def __call__(self) -> bool:
        return self.asked

    @contextmanager
    def within(self) -> Iterator[None]:
        """Listen for it; what was set before is set again in the end."""
        numbers = (signal.SIGINT, signal.SIGTERM)
        old = {number: signal.signal(number, self._ask) for number in numbers}
        try:
            yield
        finally:
            for number, handler in old.items():
                signal.signal(number, handler)

    def _ask(self, number: int, frame: Any) -> None:  # noqa: ARG002 - the system's signature
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
