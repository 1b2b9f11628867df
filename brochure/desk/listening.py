"""Events in, words at the desk out: progress and files while the work goes on, its findings kept for the end."""

from collections.abc import Callable
from typing import Generic, assert_never

from brochure.base.events import (
    Counted,
    Ended,
    Event,
    Events,
    FileWritten,
    LetterMoved,
    LettersQueued,
    LetterState,
    Result_co,
    Told,
)
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Together
from brochure.base.records import NamedTuple
from brochure.desk.progress import Progress
from brochure.desk.saying import Desk
from brochure.desk.words import written_words


class Heard(NamedTuple, Generic[Result_co]):
    """What is to be said at the end."""

    findings: list[Finding]  # each once
    result: Result_co | None  # none where the work could not be done


def heard(
    events: Events[Result_co], desk: Desk, listen: Callable[[Event[Result_co]], None] = lambda _: None
) -> Heard[Result_co]:
    """Do the work, and say what is said while it goes on; `listen` says more."""
    found: dict[Finding, None] = {}
    result: Result_co | None = None
    progress = Progress(show=desk.wants_words)
    posted = queued = 0
    try:
        for event in events:
            listen(event)
            match event:
                case Counted():
                    progress.step(event)
                case Told(finding):
                    found[finding] = None
                case Together(findings=told):
                    found |= dict.fromkeys(told)
                case FileWritten():
                    if desk.wants_words:
                        desk.say(written_words(event))
                case LettersQueued(counts=counts):
                    queued = counts[LetterState.QUEUED]
                case LetterMoved(state):
                    posted += state is not LetterState.QUEUED
                    progress.step(Counted("posted", posted, queued))
                case Ended(result):
                    progress.end()
                case _:
                    assert_never(event)
    except BadInput as fault:
        found |= dict.fromkeys(fault.findings)
    finally:
        progress.end()
    return Heard(list(found), result)
