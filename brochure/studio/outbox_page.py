"""The outbox as a page: how many letters stand where, why some wait, and what a person decides about them.

Letters are named by the rows of their list; names stand in the list alone, and addresses are not shown.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from brochure.base.events import LetterState, outcome
from brochure.base.wishes import CountLetters, ListLetters, OutboxWish, ResolveLetters
from brochure.send.outbox import FILE
from brochure.send.tending import LetterCounts, LetterList, tend_outbox
from brochure.studio.answers import Json
from brochure.studio.letter_job import LetterJob

STATES: Final = {
    LetterState.SENT: "Sent: your mail server took them",
    LetterState.QUEUED: "Waiting to be sent",
    LetterState.FAILED: "Refused by the mail server",
    LetterState.UNKNOWN: "In doubt: they may have arrived",
    LetterState.DOT: "Being sent at this moment",
    LetterState.HELD: "Held: not tried",
}
_WHO: Final = "the studio"


def outbox_words(root: Path, job: LetterJob | None) -> Json:
    """Every mailing, and the sending that goes on.

    Raises:
        BadInput: the outbox cannot be read.
    """
    mailings: list[Json] = []
    if (root / "outbox" / FILE).is_file():
        counted = _tended(root, CountLetters())
        assert isinstance(counted, LetterCounts), "it was asked for"
        mailings = [_mailing(root, name, counts) for name, counts in counted.of.items()]
    told = job.words() if job and job.kind == "send" else None
    waits = not told and any(row["state"] == LetterState.QUEUED.value for each in mailings for row in each["rows"])
    return {
        "mailings": mailings,
        "job": told,
        "waits": waits,
        "home": "Leaflets",
        "is_live": bool(told and not told["is_over"]),
    }


def mailing_names(root: Path) -> tuple[str, ...]:
    """The mailings that the outbox knows.

    Raises:
        BadInput: the outbox cannot be read.
    """
    if not (root / "outbox" / FILE).is_file():
        return ()
    counted = _tended(root, CountLetters())
    assert isinstance(counted, LetterCounts), "it was asked for"
    return tuple(counted.of)


def settle(root: Path, name: str, state: LetterState, *, resend: bool) -> None:
    """Letters of a mailing that failed or are in doubt go again, or count as sent.

    Raises:
        BadInput: they cannot be settled so, or somebody else is at work in the outbox.
    """
    listed = _tended(root, ListLetters(state.value), name)
    assert isinstance(listed, LetterList), "it was asked for"
    if marks := tuple(letter.recipient for letter in listed.letters):
        _tended(root, ResolveLetters(marks, resend=resend), name)


def _tended(root: Path, task: CountLetters | ListLetters | ResolveLetters, name: str = "") -> Any:
    wish = OutboxWish(task, name, outbox=root / "outbox", who=_WHO)
    return outcome(tend_outbox(wish)).result


def _mailing(root: Path, name: str, counts: Mapping[LetterState, int]) -> Json:
    total = sum(counts.values())
    rows = [
        {"state": state.value, "says": says, "count": counts[state], "share": counts[state] / max(1, total)}
        for state, says in STATES.items() if counts[state]
    ]  # fmt: skip
    reasons = {
        state: _reasons(root, name, state)
        for state in (LetterState.FAILED, LetterState.UNKNOWN, LetterState.HELD) if counts[state]
    }  # fmt: skip
    return {"name": name, "total": total, "rows": rows, "reasons": {s.value: said for s, said in reasons.items()}}


def _reasons(root: Path, name: str, state: LetterState) -> list[tuple[str, int, str]]:
    """Why letters stand there: the reason, how many, and the rows of the list in which they are."""
    listed = _tended(root, ListLetters(state.value), name)
    assert isinstance(listed, LetterList), "it was asked for"
    found: dict[str, list[int]] = {}
    for letter in listed.letters:
        code = f" (answer {letter.code})" if letter.code else ""
        found.setdefault(f"{letter.why or 'no reason given'}{code}", []).append(letter.row)
    return [(why, len(rows), _few(rows)) for why, rows in sorted(found.items(), key=lambda one: -len(one[1]))]


def _few(rows: list[int]) -> str:
    return ", ".join(map(str, rows[:8])) + (" and more" if rows[8:] else "")
