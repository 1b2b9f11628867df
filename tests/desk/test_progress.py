"""A line of progress is for eyes at a terminal; everywhere else it is quiet."""

import io

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
    progress = Progress("posted", 1000, stream=Terminal(), clock=clock)
    for _ in range(250):
        clock.at += 0.1
        progress.step()

    assert progress.line() == "posted [######------------------] 250 of 1,000, 10.0/s, 1 min 15 s left"


def test_the_line_is_drawn_a_few_times_a_second_and_wiped() -> None:
    """Not once for each of 10,000."""
    clock, terminal = Clock(), Terminal()
    progress = Progress("posted", 100, stream=terminal, clock=clock)
    for _ in range(100):
        clock.at += 0.01
        progress.step()
    drawn = terminal.getvalue().count("\r")
    progress.end()

    assert 3 <= drawn <= 6
    assert terminal.getvalue().endswith("\r\x1b[K")


def test_without_a_terminal_nothing_is_written() -> None:
    """CI keeps its logs."""
    stream = io.StringIO()
    progress = Progress("posted", 2, stream=stream)
    progress.step()
    progress.end()

    assert stream.getvalue() == ""
    assert progress.done == 1


def test_a_total_that_nobody_knows_is_not_drawn() -> None:
    """No division by nothing, and no bar that means nothing."""
    progress = Progress("rows read", 0, stream=Terminal(), clock=Clock())
    progress.step()

    assert progress.line() == "rows read: 1"


def test_what_is_there_already_counts_neither_as_done_nor_as_left() -> None:
    """A run that goes on after 60 of 100 has 40 to make."""
    progress = Progress("copies", 100, stream=Terminal(), clock=Clock())
    for _ in range(60):
        progress.skip()

    assert "0 of 40" in progress.line()


def test_hours_are_hours() -> None:
    """A limit of one letter a minute takes its time."""
    clock = Clock()
    progress = Progress("posted", 200, stream=Terminal(), clock=clock)
    clock.at = 60
    progress.step()

    assert progress.line().endswith("3 h 19 min left")
