"""Where the copies of one text went: counted without a key, named with the key and the list alone."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.copies.manifest import is_run, read_manifest
from brochure.people.keys import open_key
from brochure.people.recipients import RecipientFile
from brochure.send.outbox import letters_with


class RunCount(NamedTuple):
    """Copies of a text in one merged run."""

    run: str  # its folder
    campaign: str
    copies: int


class CampaignCount(NamedTuple):
    """Letters with a text in one campaign."""

    campaign: str
    sent: int
    in_doubt: int  # they may have arrived
    others: int  # waiting, held or failed


class CopiesOut(NamedTuple):
    """Where copies of a text are."""

    runs: tuple[RunCount, ...]
    campaigns: tuple[CampaignCount, ...]


class Holder(NamedTuple):
    """Somebody who got a copy."""

    row: int  # of the list
    id: str
    where: tuple[str, ...]  # runs and campaigns


def copies_out(mark: str, runs: Path, outbox: Path) -> CopiesOut:
    """How many copies of a text lie in the runs below a folder, and how many letters carry it.

    Raises:
        BadInput: a manifest or the outbox cannot be read.
    """
    letters: dict[str, Counter[LetterState]] = {}
    for campaign, state, _ in letters_with(outbox, mark):
        letters.setdefault(campaign, Counter())[state] += 1
    campaigns = [
        CampaignCount(name, count[LetterState.SENT], count[LetterState.UNKNOWN] + count[LetterState.DOT],
                      count.total() - count[LetterState.SENT] - count[LetterState.UNKNOWN] - count[LetterState.DOT])
        for name, count in letters.items()
    ]  # fmt: skip
    counted = Counter((folder, campaign) for folder, campaign, _ in _copies(mark, runs))
    return CopiesOut(tuple(RunCount(*each, count) for each, count in counted.items()), tuple(campaigns))


def holders(mark: str, runs: Path, outbox: Path, recipients: Path, key: Path) -> tuple[Holder, ...]:
    """Who of a list got a copy of a text, by the clinic's key; a letter counts when it went, or may have.

    Raises:
        BadInput: the key, the list, a manifest or the outbox cannot be read.
    """
    clinic_key = open_key(key, make=False)
    listed = RecipientFile(recipients, needs=("id",))
    rows = {clinic_key.recipient(each.id): each for each in listed}
    went: dict[str, list[str]] = {}
    for folder, _, whose in _copies(mark, runs):
        went.setdefault(whose, []).append(folder)
    for campaign, state, whose in letters_with(outbox, mark):
        if state in (LetterState.SENT, LetterState.UNKNOWN, LetterState.DOT):
            went.setdefault(whose, []).append(f"campaign {campaign}")
    found = [Holder(rows[whose].row, rows[whose].id, tuple(dict.fromkeys(where)))
             for whose, where in went.items() if whose in rows]  # fmt: skip
    if went and not found:
        message = f"nobody who got {mark} is on '{recipients.name}' by this key"
        raise BadInput(Finding("key-differs", message, None, "name the list and the key of the run"))
    return tuple(sorted(found))


def _copies(mark: str, runs: Path) -> Iterator[tuple[str, str, str]]:
    """Run, campaign and recipient of each copy of a text."""
    for folder in sorted(runs.iterdir()) if runs.is_dir() else ():
        if folder.is_dir() and is_run(folder):
            manifest = read_manifest(folder)
            last = {copy.recipient: copy.mark for copy in manifest.copies()}  # one that was made again counts once
            for whose, of in last.items():
                if of == mark:
                    yield folder.name, manifest.header.campaign, whose
