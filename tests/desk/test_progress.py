"""A line of progress is for eyes at a terminal; everywhere else it is quiet."""

import io

from brochure.base.events import Counted
from brochure.desk.progress import Progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_share_rate_and_time_left_are_told() -> None:
    """What a person wants to know while waiting."""
    clock = Clock()
    progress = Progress(stream=Terminal(), clock=clock)
    for done in range(1, 251):
        clock.at += 0.1
        progress.step(Counted("posted", done, 1000))

    assert progress.line() == "posted [######------------------] 250 of 1,000, 10.0/s, 1 min 15 s left"


def test_the_line_is_drawn_a_few_times_a_second_and_wiped() -> None:
    """Not once for each of 10,000."""
    clock, terminal = Clock(), Terminal()
    progress = Progress(stream=terminal, clock=clock)
    for done in range(1, 101):
        clock.at += 0.01
        progress.step(Counted("posted", done, 100))
    drawn = terminal.getvalue().count("\r")
    progress.end()

    assert 3 <= drawn <= 6
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_without_a_terminal_nothing_is_written() -> None:
    """CI keeps its logs."""
    stream = io.StringIO()
    progress = Progress(stream=stream)
    progress.step(Counted("posted", 1, 2))
    progress.end()

    assert stream.getvalue() == ""


def test_a_total_that_nobody_knows_is_not_drawn() -> None:
    """No division by nothing, and no bar that means nothing."""
    progress = Progress(stream=Terminal(), clock=Clock())
    progress.step(Counted("rows read", 1, 0))

    assert progress.line() == "rows read: 1"


def test_another_kind_of_work_is_timed_by_itself() -> None:
    """An hour of reading a list says nothing about the rate of copies."""
    clock = Clock()
    progress = Progress(stream=Terminal(), clock=clock)
    clock.at += 3600
    progress.step(Counted("rows read", 9000, 0))
    clock.at += 10
    progress.step(Counted("copies", 100, 200))

    assert progress.line().endswith("100 of 200, 10.0/s, 10 s left")


def test_hours_are_hours() -> None:
    """A limit of one letter a minute takes its time."""
    clock = Clock()
    progress = Progress(stream=Terminal(), clock=clock)
    clock.at = 60
    progress.step(Counted("posted", 1, 200))

    assert progress.line().endswith("3 h 19 min left")
