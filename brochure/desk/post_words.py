"""What came of letters, in words, and the exit codes that go with them."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import assert_never

from brochure.base.events import LettersQueued, LetterState
from brochure.base.report import Format
from brochure.send.bounces import Bounced
from brochure.send.letters import OutboxLetter
from brochure.send.settling import Purged, Reconciled, short
from brochure.send.tending import Exported, LetterCounts, LetterList, OutboxResult, Resolved, Suppressed
from brochure.send.trying import SampleSent, SendDone, SendResult


def queued_words(queued: LettersQueued) -> str:
    """What is to be sent."""
    letters = queued.counts[LetterState.QUEUED]
    others = _counted({state: count for state, count in queued.counts.items() if state is not LetterState.QUEUED})
    what = f"{letters:,} letter{'s' if letters != 1 else ''} to send" if letters else "no letter to send"
    return f"campaign '{queued.campaign}': {what}" + (f", {others}" if others else "")


def recovered_words(queued: LettersQueued) -> str:
    """What a run that was killed left behind."""
    return f"{queued.recovered:,} in doubt from a run that was killed: see `brochure outbox list --state unknown`"


def _counted(counts: Mapping[LetterState, int]) -> str:
    return ", ".join(f"{counts[state]:,} {state}" for state in LetterState if counts.get(state))


def sent_words(done: SendResult, eml: object = None) -> Iterator[str]:
    """What was sent, and what waits for somebody; `eml` is the folder of messages."""
    if isinstance(done, SampleSent):
        yield f"one sample sent, {done.size / 1000:.0f} KB; the outbox is as it was"
        return
    if done.written is not None:
        yield f"{eml}: {done.written:,} messages written, none sent"
    if done.tried:
        yield f"{done.sent:,} sent now; in all {_counted(done.counts)}"
        if done.next_due is not None:
            at = datetime.fromtimestamp(done.next_due).astimezone().strftime("%Y-%m-%d %H:%M")
            yield f"put off by the server: run the same command again after {at}, or say --wait"
        if done.stopped:
            yield "stopped; the same command goes on from here"
    if done.counts[LetterState.UNKNOWN]:
        yield "unknown: they may have arrived; see `brochure outbox list --state unknown`, then `outbox resolve`"
    if done.counts[LetterState.FAILED]:
        yield "failed: the server refused them; see `brochure outbox list --state failed`"


def sent_code(done: SendResult) -> int:
    """1 where a letter waits for somebody."""
    return int(isinstance(done, SendDone) and done.waits)


def outbox_words(result: OutboxResult, form: Format) -> Iterator[str]:
    """What was found or done. Counts and lists are said in every form, as data in JSON."""
    match result:
        case LetterCounts(of):
            yield from _json(of) if form == "json" else _count_words(of)
        case LetterList(letters):
            yield from _json([_record(letter) for letter in letters]) if form == "json" else _list_words(letters)
        case _ if form != "full":
            return
        case Resolved(letters, resend):
            yield f"{letters:,} settled: " + ("queued; run `brochure send` again" if resend else "taken as sent")
        case Reconciled(sent, queued, unknown):
            yield f"{sent:,} were sent, {queued:,} are queued, {unknown:,} stay in doubt"
        case Suppressed(new=new):
            yield f"{new:,} new; only their keyed hashes are kept"
        case Bounced():
            yield from _bounce_words(result)
        case Exported(path, letters):
            yield f"{path}: {letters:,} letters"
        case Purged(erased, kept):
            yield f"{erased:,} letters erased" + (f"; {kept:,} are still to go or in doubt" if kept else "")
        case _:
            assert_never(result)


def outbox_code(result: OutboxResult) -> int:
    """1 where something waits for somebody."""
    match result:
        case LetterCounts():
            return int(result.waits)
        case Reconciled(unknown=unknown):
            return int(unknown > 0)
        case Purged(kept=kept):
            return int(kept > 0)
        case Bounced(dead, refused, agreed=agreed):
            return int(not agreed and dead + refused > 0)
        case Suppressed(untaken=untaken):
            return int(bool(untaken))
        case LetterList() | Resolved() | Exported():
            return 0
        case _:
            assert_never(result)


def _bounce_words(done: Bounced) -> Iterator[str]:
    yield ", ".join(
        (
            _many(done.dead, "address is not there", "addresses are not there"),
            _many(done.refused, "letter was refused", "letters were refused"),
            _many(done.later, "letter is tried again", "letters are tried again"),
        )
    )
    if done.others:
        yield _many(done.others, "message is", "messages are") + " no report about a letter of this outbox"
    if done.dead or done.refused:
        noted = "noted as failed; an address that is not there is never written to again"
        yield noted if done.agreed else "nothing is noted yet: look at it, then say --agree"


def _many(count: int, one: str, more: str) -> str:
    return f"{count:,} {one if count == 1 else more}"


def _json(value: object) -> Iterator[str]:
    yield json.dumps(value, indent=1)


def _count_words(counts: Mapping[str, Mapping[LetterState, int]]) -> Iterator[str]:
    if not counts:
        yield "the outbox is empty"
    for name, found in counts.items():
        yield f"{name}: {', '.join(f'{n:,} {state}' for state, n in found.items() if n)}"


def _list_words(letters: tuple[OutboxLetter, ...]) -> Iterator[str]:
    for item in letters:
        code = f" {item.code}" if item.code else ""
        enhanced = f" {item.enhanced}" if item.enhanced else ""
        due = f", again after {datetime.fromtimestamp(item.due).astimezone():%Y-%m-%d %H:%M}" if item.due else ""
        why = f"  {item.why}{code}{enhanced}{due}" if item.why or code else ""
        yield f"{short(item)}  row {item.row:<6} {item.state:8}{why}  ({item.campaign})"
    if not letters:
        yield "no such letter"


def _record(item: OutboxLetter) -> dict[str, object]:
    names = ("campaign", "row", "language", "why", "code", "enhanced", "tries")
    return {"letter": short(item), "state": str(item.state), **{name: getattr(item, name) for name in names}}
