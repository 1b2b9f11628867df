"""Letters that were queued are counted, listed, settled, exported and forgotten."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import assert_never

from brochure.base.events import Ended, Events, LetterState, Told
from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.names import refuse_names
from brochure.base.records import NamedTuple
from brochure.base.wishes import (
    CountLetters,
    ExportLetters,
    ListLetters,
    OutboxWish,
    PurgeLetters,
    ReadBounces,
    ReconcileLetters,
    ResolveLetters,
    SuppressAddresses,
)
from brochure.content.shelf import shown
from brochure.files import write_whole
from brochure.people.entered import lines_of
from brochure.send.bounces import Bounced, reports_in, take_bounces
from brochure.send.letters import OutboxLetter, Suppression
from brochure.send.marker import marker_of, refuse_lost
from brochure.send.outbox import FILE, Outbox
from brochure.send.queueing import clinic_key, key_file
from brochure.send.settling import (
    Purged,
    Reconciled,
    find,
    purge,
    reconcile,
    resolve,
    stored_files,
    suppress,
    table_text,
)

_MOST_BYTES = 200_000_000  # of a server's log
UNSUBSCRIBED = "unsubscribed"  # among states in a wish


class LetterCounts(NamedTuple):
    """How many letters stand where, by campaign."""

    of: Mapping[str, Mapping[LetterState, int]]

    @property
    def waits(self) -> bool:
        """Whether one waits for somebody."""
        open_states = (LetterState.UNKNOWN, LetterState.FAILED, LetterState.DOT)
        return any(found[state] for found in self.of.values() for state in open_states)


class LetterList(NamedTuple):
    """Letters that were asked for."""

    letters: tuple[OutboxLetter, ...]


class Resolved(NamedTuple):
    """Letters that a person settled."""

    letters: int
    resend: bool  # they go again; else they are taken as sent


class Suppressed(NamedTuple):
    """Addresses that were noted; only their keyed hashes are kept."""

    new: int
    untaken: tuple[Finding, ...] = ()  # lines that name nobody


class Exported(NamedTuple):
    """Letters that were written as CSV."""

    path: Path
    letters: int


OutboxResult = LetterCounts | LetterList | Resolved | Reconciled | Suppressed | Bounced | Exported | Purged


def tend_outbox(wish: OutboxWish) -> Events[OutboxResult]:
    """Do one task of the outbox.

    Raises:
        BadInput: there is no outbox or it was lost, no such letter is in it, or somebody else is at work there.
    """
    refuse_names(wish)
    refuse_lost(wish.outbox, marker_of(wish.outbox, key_file(wish.outbox, wish.key)))
    if not (wish.outbox / FILE).is_file() and not isinstance(wish.task, SuppressAddresses):
        message = f"there is no outbox in '{wish.outbox}'"
        hint = "name its folder with --outbox; `brochure send` makes one"
        raise BadInput(Finding("outbox-missing", message, None, hint))
    with _opened(wish) as outbox:
        known = outbox.campaigns()
        if wish.name and wish.name not in known:
            message = f"there is no campaign '{wish.name}'"
            raise BadInput(Finding("campaign-unknown", message, None, did_you_mean(wish.name, known)))
        done = _done(outbox, wish)
        if isinstance(done, Suppressed):
            yield from map(Told, done.untaken)
        yield Ended(done)


def _opened(wish: OutboxWish) -> Outbox:
    """The outbox, kept where it is free: then what a killed sender left in doubt is held at once."""
    key = clinic_key(wish.outbox, wish.key, first=True)
    try:
        return Outbox(wish.outbox, key, keep=True)
    except BadInput as fault:
        reads = isinstance(wish.task, CountLetters | ListLetters | ExportLetters)
        if fault.findings[0].code != "outbox-busy" or not reads:
            raise
        return Outbox(wish.outbox, key, keep=False)


def _done(outbox: Outbox, wish: OutboxWish) -> OutboxResult:  # noqa: PLR0911 - one answer for each task
    match wish.task:
        case CountLetters():
            names = [wish.name] if wish.name else outbox.campaigns()
            return LetterCounts({name: outbox.counts(name) for name in names})
        case ListLetters(state):
            return LetterList(tuple(outbox.items(wish.name, LetterState(state) if state else None)))
        case ResolveLetters() as task:
            return _resolved(outbox, wish, task)
        case ReconcileLetters(file, complete):
            return reconcile(outbox, wish.name, _lines(file), complete=complete, who=wish.who)
        case SuppressAddresses(file):
            beside: list[Finding] = []
            new, told = suppress(outbox, lines_of(file, beside), file=shown(file))
            return Suppressed(new, (*beside, *told))
        case ReadBounces(source, agreed):
            return take_bounces(outbox, wish.name, reports_in(source), agreed=agreed, who=wish.who)
        case ExportLetters() as task:
            return _exported(outbox, wish, task)
        case PurgeLetters(every):
            return _purged(outbox, wish, every=every)
        case _:
            assert_never(wish.task)


def _resolved(outbox: Outbox, wish: OutboxWish, task: ResolveLetters) -> Resolved:
    if bool(task.letters) == task.every:
        hint = "name letters from `outbox list`, or say --all"
        raise BadInput(Finding("letter-unknown", "no letter is named", None, hint))
    chosen = find(outbox, wish.name, task.letters)
    if task.every:
        chosen = list(outbox.items(wish.name, LetterState.UNKNOWN))
    return Resolved(resolve(outbox, chosen, resend=task.resend, who=wish.who), task.resend)


def _exported(outbox: Outbox, wish: OutboxWish, task: ExportLetters) -> Exported:
    if task.file.exists() and not task.overwrite:
        message = f"'{task.file}' exists"
        raise BadInput(Finding("output-exists", message, None, "choose another name, or say --overwrite"))
    stopped = outbox.suppressions() if UNSUBSCRIBED in task.only else {}
    items = [item for item in outbox.items(wish.name) if _is_wanted(item, task.only, stopped, outbox)]
    write_whole(task.file, table_text(outbox, items, addresses=task.addresses).encode("utf-8-sig"), mode=0o600)
    return Exported(task.file, len(items))


def _is_wanted(item: OutboxLetter, only: tuple[str, ...], stopped: Mapping[str, Suppression], outbox: Outbox) -> bool:
    asked = bool(stopped) and stopped.get(outbox.address_mark(item)) is Suppression.ASKED
    return not only or item.state.value in only or asked


def _purged(outbox: Outbox, wish: OutboxWish, *, every: bool) -> Purged:
    done = purge(outbox, wish.name, every=every)
    needed = {Path(path) for path in stored_files(outbox)}
    for path in (wish.outbox / "files").glob("*.pdf"):
        if path.resolve() not in needed:
            path.unlink()
    return done


def _lines(path: Path) -> Iterator[str]:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            message = f"'{path}' is no text file of at most {_MOST_BYTES // 1_000_000} MB"
            raise BadInput(Finding("file-unreadable", message, None, "check the name"))
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield from file
    except OSError as fault:
        message = f"cannot read '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "check the name and the folder")) from None
