"""Events become words at the desk, and its exit code; findings wait for the end."""

import os
import signal
from pathlib import Path

import pytest

from brochure.base.events import (
    Counted,
    Ended,
    Event,
    Events,
    FileWritten,
    LetterMoved,
    LettersQueued,
    LetterState,
    Told,
)
from brochure.base.findings import BadInput, Finding, Severity
from brochure.desk.listening import heard
from brochure.desk.saying import Desk, Stop

FAULT = Finding("row-missing", "a fault", None, "a way out")
WARNING = Finding("letter-held", "a warning", None, "", Severity.WARNING)


def work(*events: Event[int], fault: BadInput | None = None) -> Events[int]:
    yield from events
    if fault:
        raise fault


def test_each_finding_is_kept_once_and_the_result_is_given() -> None:
    """Two layouts may have the same fault."""
    events = work(Told(WARNING), Counted("rows", 1, 2), Told(FAULT), Told(WARNING), Ended(7))

    assert heard(events, Desk(print)) == ([WARNING, FAULT], 7)


def test_a_fault_that_ends_the_work_comes_behind_what_was_told() -> None:
    """And there is no result."""
    assert heard(work(Told(WARNING), fault=BadInput(FAULT)), Desk(print)) == ([WARNING, FAULT], None)


def test_files_are_said_while_the_work_goes_on_where_words_are_wanted() -> None:
    """A program that reads JSON gets nothing else."""
    said: list[str] = []
    for form in ("full", "json", "concise"):
        events = work(FileWritten(Path("a.pdf"), 1234), FileWritten(Path("pack"), 5000, files=3), Ended(0))
        heard(events, Desk(said.append, form))

    assert said == ["a.pdf  1.2 KB", "pack: 3 files, 5 KB"]


def test_letters_are_counted_against_those_that_were_queued(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is put off is not done with."""
    seen: list[Counted] = []
    monkeypatch.setattr("brochure.desk.progress.Progress.step", lambda _, counted: seen.append(counted))
    queued = LettersQueued("spring", dict.fromkeys(LetterState, 2))
    moved = (LetterMoved(state) for state in (LetterState.SENT, LetterState.QUEUED, LetterState.HELD))

    heard(work(queued, *moved, Ended(0)), Desk(print))

    assert seen == [Counted("posted", 1, 2), Counted("posted", 1, 2), Counted("posted", 2, 2)]


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_the_first_interruption_asks_and_the_second_ends() -> None:
    """And afterwards ctrl-c is what it was before."""
    before = signal.getsignal(signal.SIGINT)
    stop = Stop()
    with stop.within():
        assert not stop()
        signal.raise_signal(signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize(("findings", "code"), [([], 0), ([WARNING], 0), ([WARNING, FAULT], 1)])
def test_the_exit_code_is_that_of_what_blocks(findings: list[Finding], code: int) -> None:
    """A warning stops nobody."""
    assert Desk(lambda _: None).tell(findings) == code
