"""What long work tells while it goes on: a closed union that a terminal, a web page or a test listens to.

Work is an iterator of events, so it goes no faster than its listener and ends where the listener stops. What keeps all
of it from being done is raised as `BadInput`; what keeps a part of it is told, and the rest goes on.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Generic, TypeVar, assert_never

from brochure.base.findings import BadInput, Finding
from brochure.base.made import Made, Together
from brochure.base.records import NamedTuple

Result_co = TypeVar("Result_co", covariant=True)  # what work comes to


class LetterState(StrEnum):
    """Where a letter stands."""

    QUEUED = "queued"  # certainly not accepted yet
    DOT = "dot"  # the end of its data is about to be sent, or was
    SENT = "sent"  # the server accepted it
    FAILED = "failed"  # the server refused it for good
    UNKNOWN = "unknown"  # it may have been accepted; a person decides
    HELD = "held"  # never tried: `why` says what keeps it


class Counted(NamedTuple):
    """How far the work is."""

    what: str  # is counted, such as "copies"
    done: int
    total: int  # 0 where nobody knows


class Told(NamedTuple):
    """A finding; the work goes on. One may be told again."""

    finding: Finding


class FileWritten(NamedTuple):
    """A file stands whole under its name, or a folder with several."""

    path: Path
    size: int  # bytes, of all its files
    files: int = 1
    made: Made | None = None  # the edition that it is, where it is one


class LettersQueued(NamedTuple):
    """The outbox is filled; sending begins."""

    campaign: str
    counts: Mapping[LetterState, int]
    recovered: int = 0  # letters in doubt from a run that was killed


class LetterMoved(NamedTuple):
    """A letter was tried or held; the state in which it stands now."""

    state: LetterState


class Ended(NamedTuple, Generic[Result_co]):
    """The last event: what came of it."""

    result: Result_co


Event = Counted | Told | FileWritten | LettersQueued | LetterMoved | Together | Ended[Result_co]
Events = Iterator[Event[Result_co]]


class FilesDone(NamedTuple):
    """Files or folders that were written, in order."""

    paths: tuple[Path, ...]


class LeafletsDone(NamedTuple):
    """Leaflets that were gone through: one for each language, layout and edition that was wished for."""

    leaflets: int


class Outcome(NamedTuple, Generic[Result_co]):
    """Work that was done to its end."""

    result: Result_co
    findings: tuple[Finding, ...]  # each once, in the order of telling
    written: tuple[Path, ...]


def outcome(events: Events[Result_co]) -> Outcome[Result_co]:
    """Do the work to its end, for whoever needs no word in between.

    Raises:
        BadInput: the work cannot be done; with what was told before.
    """
    found: dict[Finding, None] = {}
    written: list[Path] = []
    results: list[Result_co] = []
    try:
        for event in events:
            match event:
                case Told(finding):
                    found[finding] = None
                case Together(findings=findings):
                    found |= dict.fromkeys(findings)
                case FileWritten(path):
                    written.append(path)
                case Ended(result):
                    results.append(result)
                case Counted() | LettersQueued() | LetterMoved():
                    pass
                case _:
                    assert_never(event)
    except BadInput as fault:
        raise BadInput(*dict.fromkeys((*found, *fault.findings))) from None
    (result,) = results
    return Outcome(result, tuple(found), tuple(written))
