"""What people decide about letters, and what is left of them: resolve, reconcile, suppress, export, purge."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.records import NamedTuple
from brochure.people.addresses import Mailbox, folded, mailbox_of
from brochure.people.cells import harmless_cell
from brochure.people.entered import boxes_in, cells_of
from brochure.send.letters import Hold, OutboxLetter, Suppression
from brochure.send.outbox import Outbox, told_by_name

_NEVER = {None: "", Suppression.ASKED: "unsubscribed", Suppression.DEAD: "dead"}
SHOWN_DIGITS = 10  # of a recipient's mark: how letters are named to people
MESSAGE_ID = re.compile(r"<([0-9a-f]{32})@[A-Za-z0-9.-]{1,253}>")  # of a letter of ours, with its mark

_MARK = re.compile(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])")
_FETCHED = re.compile(r"\b(?:GET|HEAD)\s")  # in the log of a web server. Source: RFC 8058, 3.2: a wish is a POST


class Reconciled(NamedTuple):
    """What the server's own records told about letters in doubt."""

    sent: int
    queued: int
    unknown: int


class Purged(NamedTuple):
    """What a purge did."""

    erased: int
    kept: int  # letters that are still to go, or in doubt


def resolve(outbox: Outbox, items: Iterable[OutboxLetter], *, resend: bool, who: str) -> int:
    """Settle letters in doubt, or send failed ones again; gives how many.

    Raises:
        BadInput: a letter is neither in doubt nor failed, or a failed one is called sent.
    """
    wanted = list(items)
    allowed = {LetterState.UNKNOWN, LetterState.FAILED} if resend else {LetterState.UNKNOWN}
    wrong = [item for item in wanted if item.state not in allowed]
    if wrong:
        message = f"letter {short(wrong[0])} is {wrong[0].state}; only those in doubt are settled"
        hint = "see `brochure outbox list --state unknown`"
        raise BadInput(Finding("letter-state", message, None, hint))
    why = f"{'resend' if resend else 'assumed sent'}, decided by {who}"
    with outbox.transaction():
        for item in wanted:
            outbox.moved(item, LetterState.QUEUED if resend else LetterState.SENT, why)
    return len(wanted)


def reconcile(outbox: Outbox, campaign: str, lines: Iterable[str], *, complete: bool, who: str) -> Reconciled:
    """Settle letters in doubt by a list of what the server accepted: any text that holds Message-IDs.

    Those named in it were sent. The others stay in doubt, unless the list is said to be complete: then they certainly
    did not go, and are queued.
    """
    doubtful = list(outbox.items(campaign, LetterState.UNKNOWN))
    marks = {outbox.key.letter(item.campaign, item.recipient): item for item in doubtful}
    accepted = {mark for line in lines for mark in MESSAGE_ID.findall(line) if mark in marks}
    queued = 0
    with outbox.transaction():
        for mark, item in marks.items():
            if mark in accepted:
                outbox.moved(item, LetterState.SENT, f"the server's list names it, read by {who}")
            elif complete:
                outbox.moved(item, LetterState.QUEUED, f"the server's whole list lacks it, read by {who}")
                queued += 1
    return Reconciled(len(accepted), queued, len(doubtful) - len(accepted) - queued)


def suppress(outbox: Outbox, lines: Iterable[str], *, file: str) -> tuple[int, tuple[Finding, ...]]:
    """Note addresses that asked for no mail; only their keyed hashes are kept. Gives how many are new, and what is not.

    A line is an address, or the row of a list with one in a cell, or holds the mark of a letter, as one click leaves it
    in the log of a web server. Where a line names several addresses, all of them are noted, and that is told. What
    names somebody is noted whatever stands on the other lines: nobody is written to because of somebody else's slip. A
    page that was only fetched is no wish: the scanners of mail providers fetch every link.
    """
    marks: list[str] = []
    letters: dict[str, OutboxLetter] | None = None
    untaken: dict[str, list[int]] = {}
    for number, line in enumerate(lines, 1):
        said = line.strip().removeprefix("\ufeff")
        if not said or said.startswith("#"):
            continue
        boxes = [box for each in cells_of(said) if isinstance(box := mailbox_of(each), Mailbox)]
        clicked = _MARK.search(said.casefold())
        if boxes and clicked is None:
            named = {outbox.key.address(folded(box)) for box in (*boxes, *boxes_in(said))}
            marks += sorted(named)
            if len(named) > 1:
                untaken.setdefault("name more than one address, and all are noted", []).append(number)
        elif clicked is None:
            untaken.setdefault("name nobody", []).append(number)
        elif _FETCHED.search(said):
            untaken.setdefault("tell that a page was fetched, which scanners of mail do too", []).append(number)
        else:
            if letters is None:
                letters = {outbox.key.letter(each.campaign, each.recipient): each for each in outbox.items("")}
            if clicked[0] in letters:
                marks.append(outbox.address_mark(letters[clicked[0]]))
            else:
                untaken.setdefault("name no letter of this outbox", []).append(number)
    with outbox.transaction():
        new = outbox.suppress_marks(marks)
    return new, tuple(_untaken(what, numbers, file) for what, numbers in untaken.items())


def _untaken(what: str, numbers: list[int], file: str) -> Finding:
    count = "1 line" if len(numbers) == 1 else f"{len(numbers):,} lines"
    said = what if len(numbers) > 1 else what.replace("name ", "names ").replace("tell ", "tells ")
    message = f"{count} of '{file}', line {numbers[0]}{' first' if len(numbers) > 1 else ''}: {said}"
    several = (
        "see who of them asked" if "noted" in what else "the others are noted; see whether somebody is meant there"
    )
    return Finding("suppress-line", message, None, several, Severity.WARNING)


def find(outbox: Outbox, campaign: str, names: Collection[str]) -> list[OutboxLetter]:
    """The letters that a person names by the first digits of their marks, or by `row:N`.

    Raises:
        BadInput: a name fits none, or more than one.
    """
    items = list(outbox.items(campaign))
    found = []
    for name in names:
        fits = [item for item in items if _is_named(item, name)]
        if len(fits) != 1:
            message = f"'{name[:40]}' names {len(fits) or 'no'} letter{'s' if len(fits) > 1 else ''}"
            raise BadInput(Finding("letter-unknown", message, None, "copy the mark from `brochure outbox list`"))
        found += fits
    return found


def _is_named(item: OutboxLetter, name: str) -> bool:
    if name.startswith("row:"):
        return name == f"row:{item.row}"
    return len(name) >= 4 and item.recipient.startswith(name)


def short(item: OutboxLetter) -> str:
    """How a letter is named to people."""
    return item.recipient[:SHOWN_DIGITS]


def table_text(outbox: Outbox, items: Iterable[OutboxLetter], *, addresses: bool) -> str:
    """The letters as CSV for a spreadsheet; every cell is harmless in it. Addresses only where they were asked for."""
    file = io.StringIO()
    writer = csv.writer(file)
    head = ["campaign", "letter", "row", "state", "why", "code", "enhanced", "tries", "message_id", "last_change"]
    head.append("never_again")
    writer.writerow([*head, "address"] if addresses else head)
    changed = dict(outbox.database.execute("SELECT campaign || char(0) || recipient, max(at) FROM event GROUP BY 1"))
    stopped = outbox.suppressions()
    for item in items:
        at = changed.get(f"{item.campaign}\0{item.recipient}")
        cells: list[object] = [item.campaign, short(item), item.row, item.state.value, item.why]
        cells += ["" if item.code is None else item.code, item.enhanced, item.tries]
        cells += [outbox.key.letter(item.campaign, item.recipient), "" if at is None else _iso(at)]
        cells.append(_NEVER[stopped.get(outbox.address_mark(item))])
        if addresses:
            cells.append(item.address)
        writer.writerow([harmless_cell(str(cell)) for cell in cells])
    return file.getvalue()


def _iso(at: float) -> str:
    from datetime import UTC, datetime  # noqa: PLC0415 - exports only

    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")


def purge(outbox: Outbox, campaign: str, *, every: bool) -> Purged:
    """Erase addresses, attachment names and bodies of finished letters from every file of the outbox.

    States and keyed hashes stay, so that nobody is written to twice. With `every`, what is still to go is held, and
    what is in doubt keeps its state without its address.

    Raises:
        BadInput: somebody else reads the outbox just now, so that old pages cannot be overwritten.
    """
    done = (LetterState.SENT, LetterState.FAILED, LetterState.HELD)
    states = tuple(LetterState) if every else done
    with outbox.transaction() as database:
        if every:
            for item in list(outbox.items(campaign, LetterState.QUEUED)):
                outbox.moved(item, LetterState.HELD, Hold.PURGED)
        marks = ", ".join("?" for _ in states)
        chosen = f"state IN ({marks}) AND (? = '' OR campaign = ?)"
        values = (*states, campaign, campaign)
        erased = database.execute(f"SELECT count(*) FROM letter WHERE {chosen}", values).fetchone()[0]  # noqa: S608
        database.execute(
            f"UPDATE letter SET address = NULL, pdf = NULL, body = NULL WHERE {chosen}",  # noqa: S608
            values,
        )
        database.execute("DELETE FROM body WHERE digest NOT IN (SELECT body FROM letter WHERE body IS NOT NULL)")
        query = "SELECT count(*) FROM letter WHERE address IS NOT NULL AND (? = '' OR campaign = ?)"
        kept = database.execute(query, (campaign, campaign)).fetchone()[0]
    _rewrite(outbox)
    return Purged(erased, kept)


def _rewrite(outbox: Outbox) -> None:
    """Overwrite what was erased: free pages, and the log that still holds the old ones."""
    with told_by_name(outbox.folder):
        _empty_log(outbox)
        outbox.database.execute("VACUUM")
        _empty_log(outbox)


def _empty_log(outbox: Outbox) -> None:
    busy, _, _ = outbox.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        message = "another process reads the outbox, so that nothing can be overwritten"
        raise BadInput(Finding("outbox-busy", message, None, "wait until it ends, then purge again"))


def stored_files(outbox: Outbox) -> Iterator[str]:
    """Attachments that letters still to go will need."""
    for (path,) in outbox.database.execute("SELECT DISTINCT pdf FROM letter WHERE pdf IS NOT NULL"):
        yield path
