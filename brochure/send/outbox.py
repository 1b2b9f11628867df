"""The outbox: one SQLite file that knows of every letter whether it went, and says so when it cannot know.

It is written through (WAL, synchronous FULL) before anything irrevocable happens on the wire. One process sends at a
time; others may look. Every change of a letter's state is noted with its time.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.people.keys import Key
from brochure.send.letters import ADD_COLUMN, ADDED, COLUMNS, SCHEMA, Hold, OutboxLetter, Reply, Suppression, item_of

FORMAT = 1
FILE, LOCK = "outbox.sqlite", "outbox.lock"


class Outbox:
    """An open outbox. `keeper` is whether this process may change it; there is one keeper at a time."""

    def __init__(self, folder: Path | None, key: Key, *, keep: bool, clock: Callable[[], float] = time.time) -> None:
        """Open the outbox of a folder, or make it; without a folder it lives in memory and is forgotten.

        A keeper first holds what a killed sender left in doubt as unknown.

        Raises:
            BadInput: another process keeps it, the key is another, or the file cannot be used.
        """
        self.folder, self.key, self.clock = folder, key, clock
        self._lock: sqlite3.Connection | None = None
        self.recovered = 0
        self.on_dot: Callable[[int], object] = id  # hears how many letters were ended on the wire
        with told_by_name(folder):
            if folder is not None:
                make_folder(folder)
                if keep:
                    self._lock = _take_lock(folder / LOCK)
            try:
                self.database = _open(folder)
                self._see_whose_it_is()
                if keep:
                    self.recovered = self._recover()
            except BaseException:
                self._release()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; what was committed is on the disk."""
        self.database.close()
        self._release()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """All of it or nothing; on the disk when the block ends.

        Raises:
            BadInput: the disk is full, or the file cannot be written.
        """
        with told_by_name(self.folder):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield self.database
                self.database.execute("COMMIT")
            except BaseException:
                if self.database.in_transaction:
                    self.database.execute("ROLLBACK")
                raise

    def items(self, campaign: str, state: LetterState | None = None) -> Iterator[OutboxLetter]:
        """The letters of a campaign in the order of their rows; of every campaign where it is empty."""
        rows = self.database.execute(
            f"SELECT {COLUMNS} FROM letter WHERE (?1 = '' OR campaign = ?1) AND (?2 = '' OR state = ?2) "  # noqa: S608
            "ORDER BY campaign, row, recipient",
            (campaign, state or ""),
        )
        yield from map(item_of, rows)

    def next_due(self, campaign: str) -> OutboxLetter | None:
        """The queued letter that is to be tried first, be it now or later."""
        row = self.database.execute(
            f"SELECT {COLUMNS} FROM letter WHERE campaign = ? AND state = 'queued' ORDER BY due, row LIMIT 1",  # noqa: S608
            (campaign,),
        ).fetchone()
        return None if row is None else item_of(row)

    def counts(self, campaign: str) -> dict[LetterState, int]:
        """How many letters stand where; every state is named."""
        found = dict(
            self.database.execute("SELECT state, count(*) FROM letter WHERE campaign = ? GROUP BY state", (campaign,))
        )
        return {state: found.get(state.value, 0) for state in LetterState}

    def campaigns(self) -> list[str]:
        """Every campaign that the outbox knows."""
        return [name for (name,) in self.database.execute("SELECT DISTINCT campaign FROM letter ORDER BY campaign")]

    def is_suppressed(self, address_mark: str) -> bool:
        """Whether this address asked for no mail."""
        row = self.database.execute("SELECT 1 FROM suppressed WHERE address_mark = ?", (address_mark,)).fetchone()
        return row is not None

    def suppressions(self) -> dict[str, Suppression]:
        """Marks of all addresses that are never written to again."""
        rows = self.database.execute("SELECT address_mark, why FROM suppressed")
        return {mark: Suppression(why) for mark, why in rows}

    def suppress_marks(self, marks: Iterable[str], why: Suppression = Suppression.ASKED) -> int:
        """Never write to these addresses again, inside a transaction of the caller's; gives how many are new."""
        known = list(dict.fromkeys(marks))
        before = self.database.total_changes
        rows = [(mark, self.clock(), why) for mark in known]
        self.database.executemany("INSERT OR IGNORE INTO suppressed(address_mark, at, why) VALUES (?, ?, ?)", rows)
        new = self.database.total_changes - before
        for mark in known:
            self._hold_address(mark)
        return new

    def _hold_address(self, mark: str) -> None:
        known = {
            (campaign, recipient)
            for campaign, recipient in self.database.execute(
                "SELECT campaign, recipient FROM letter WHERE address_mark = ? AND state = 'queued'", (mark,)
            )
        }
        for item in list(self.items("", LetterState.QUEUED)) if known else []:
            if (item.campaign, item.recipient) in known:
                self.moved(item, LetterState.HELD, Hold.SUPPRESSED)

    def move(
        self,
        item: OutboxLetter,
        now: LetterState,
        why: str = "",
        *,
        reply: Reply | None = None,
        due: float = 0.0,
        tried: int = 0,
    ) -> OutboxLetter:
        """Change the state of a letter and note it; on the disk when this returns.

        Raises:
            BadInput: the disk is full, or the file cannot be written.
        """
        with self.transaction():
            moved = self.moved(item, now, why, reply=reply, due=due, tried=tried)
        if now is LetterState.DOT:
            self.on_dot(self.dots())
        return moved

    def moved(
        self,
        item: OutboxLetter,
        now: LetterState,
        why: str = "",
        *,
        reply: Reply | None = None,
        due: float = 0.0,
        tried: int = 0,
    ) -> OutboxLetter:
        """As `move`, inside a transaction of the caller's."""
        code, enhanced = reply if reply else (None, "")
        changed = self.database.execute(
            "UPDATE letter SET state = ?, why = ?, code = ?, enhanced = ?, due = ?, tries = tries + ? "
            "WHERE campaign = ? AND recipient = ? AND state = ?",
            (now, why, code, enhanced, due, tried, item.campaign, item.recipient, item.state),
        )
        assert changed.rowcount == 1, "a letter is changed by its keeper alone"
        if now is LetterState.DOT:
            self.database.execute("UPDATE about SET value = value + 1 WHERE name = 'dots'")
        self.note(item.campaign, item.recipient, (item.state, now), why, reply)
        return item._replace(state=now, why=why, code=code, enhanced=enhanced, due=due, tries=item.tries + tried)

    def note(
        self,
        campaign: str,
        recipient: str,
        change: tuple[LetterState | str, LetterState],
        why: str,
        reply: Reply | None = None,
    ) -> None:
        """Write down one change of state, inside a transaction of the caller's."""
        code, enhanced = reply if reply else (None, "")
        self.database.execute(
            "INSERT INTO event(at, campaign, recipient, was, now, code, enhanced, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (self.clock(), campaign, recipient, change[0], change[1], code, enhanced, why),
        )

    def bodies(self, digest: str) -> tuple[str, str, str]:
        """The text and the HTML that a letter carries, and the visit that it is about."""
        row = self.database.execute("SELECT text, html, visit FROM body WHERE digest = ?", (digest,)).fetchone()
        return row[0], row[1], row[2]

    def address_mark(self, item: OutboxLetter) -> str:
        """The keyed hash of a letter's address; it stays after a purge."""
        row = self.database.execute(
            "SELECT address_mark FROM letter WHERE campaign = ? AND recipient = ?", (item.campaign, item.recipient)
        ).fetchone()
        return str(row[0] or "")

    def dots(self) -> int:
        """How many times a letter was ended on the wire, in all campaigns."""
        row = (
            self.database.execute("SELECT value FROM about WHERE name = 'dots'").fetchone()
            or self.database.execute("SELECT count(*) FROM event WHERE now = 'dot'").fetchone()
        )
        return int(row[0])

    def cut_dues(self, longest: float) -> int:
        """Let no letter wait longer than `longest` seconds from now; gives how many would have.

        Such a letter was put off while the clock of the machine stood ahead.

        Raises:
            BadInput: the file cannot be written.
        """
        latest = self.clock() + longest
        with self.transaction() as database:
            found = database.execute("UPDATE letter SET due = ?1 WHERE state = 'queued' AND due > ?1", (latest,))
            return found.rowcount

    def _recover(self) -> int:
        """What stood at the dot when its sender died may have been accepted: a person decides."""
        with self.transaction() as database:  # one of an older version counts what it has noted
            database.execute(
                "INSERT OR IGNORE INTO about SELECT 'dots', CAST(count(*) AS TEXT) FROM event WHERE now = 'dot'"
            )
        found = list(self.items("", LetterState.DOT))
        if found:
            with self.transaction():
                for item in found:
                    self.moved(item, LetterState.UNKNOWN, "the sender stopped before it read the answer")
        return len(found)

    def _see_whose_it_is(self) -> None:
        """An outbox belongs to one key: with another, everybody would look new and be written to again."""
        known = dict(self.database.execute("SELECT name, value FROM about"))
        if not known:
            with self.transaction() as database:
                database.executemany(
                    "INSERT INTO about VALUES (?, ?)", [("format", str(FORMAT)), ("key", self.key.mark)]
                )
            return
        if known.get("format") != str(FORMAT):
            message = f"the outbox has format {known.get('format')}, this program reads {FORMAT}"
            raise BadInput(Finding("outbox-format", message, None, "use the version of the program that made it"))
        if known.get("key") != self.key.mark:
            message = "the outbox was made with another key file"
            hint = "name that key file with --key; without it everybody would be written to again"
            raise BadInput(Finding("key-differs", message, None, hint))

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


@contextmanager
def told_by_name(folder: Path | None) -> Iterator[None]:
    """Faults of the database, told as findings; the library's own words are kept back.

    Raises:
        BadInput: the database refused.
    """
    try:
        yield
    except sqlite3.Error as fault:
        name = getattr(fault, "sqlite_errorname", "") or type(fault).__name__
        full = name.startswith("SQLITE_FULL")
        reason = "no space left on the disk" if full else f"the database says {name}"
        hint = "make room, then run the same command again; nothing was left half done"
        if not full:
            hint = "see that the disk is a local one and may be written, then run the same command again"
        raise BadInput(Finding("outbox-unusable", f"the outbox in '{folder}': {reason}", None, hint)) from None


def shadow(folder: Path, key: Key) -> Outbox:
    """A copy in memory of the outbox in a folder, to try things on; an empty one where there is none."""
    copy = Outbox(None, key, keep=True)
    if (folder / FILE).is_file():
        with Outbox(folder, key, keep=False) as real:
            real.database.backup(copy.database)
    return copy


def make_folder(folder: Path) -> None:
    """The folder of an outbox, for its owner alone, and kept out of repositories.

    Raises:
        BadInput: it is a file or a link, its parent is missing, or nothing can be written in it.
    """
    if folder.is_symlink():  # else key and letters would lie where the link leads, and nobody said so
        message = f"the folder '{folder}' is a link to another"
        raise BadInput(Finding("bad-folder", message, None, "name the folder itself with --outbox"))
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        guard = folder / ".gitignore"
        if not guard.exists():  # addresses of patients belong into no repository
            guard.write_text("*\n", encoding="ascii")
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        message = f"the folder '{folder}' cannot be used: {reason}"
        raise BadInput(Finding("bad-folder", message, None, "choose another folder with --outbox")) from None


def _open(folder: Path | None) -> sqlite3.Connection:
    if folder is None:
        database = sqlite3.connect(":memory:", isolation_level=None)
        database.executescript(SCHEMA)
        return database
    path = folder / FILE
    if not path.exists():
        path.touch(mode=0o600)
    database = sqlite3.connect(path, isolation_level=None, timeout=10)
    if database.execute("PRAGMA journal_mode = WAL").fetchone()[0] != "wal":
        database.close()
        message = f"the disk of '{folder}' cannot keep an outbox safely"
        raise BadInput(Finding("outbox-unusable", message, None, "use a local disk, not one of the network"))
    database.execute("PRAGMA synchronous = FULL")
    database.execute("PRAGMA fullfsync = ON")  # macOS: through the drive's own cache too
    database.execute("PRAGMA secure_delete = ON")
    database.execute("PRAGMA temp_store = MEMORY")  # nothing of it in a temporary file
    database.executescript(SCHEMA)
    for table, column in ADDED:
        if column not in [row[1] for row in database.execute(f"PRAGMA table_info({table})")]:
            database.execute(ADD_COLUMN.format(table, column))
    return database


def letters_with(folder: Path, mark: str) -> Iterator[tuple[str, LetterState, str]]:
    """Campaign, state and recipient (`Key.recipient`) of each letter that carries a text; nothing is changed.

    No key is needed to count them, and none of it says who they are.

    Raises:
        BadInput: the file cannot be read.
    """
    if not (folder / FILE).is_file():
        return
    with told_by_name(folder), closing(sqlite3.connect(folder / FILE, timeout=10)) as database:
        database.execute("PRAGMA query_only = ON")
        if "mark" in [row[1] for row in database.execute("PRAGMA table_info(letter)")]:
            for campaign, state, recipient in database.execute(
                "SELECT campaign, state, recipient FROM letter WHERE mark = ? ORDER BY campaign, row", (mark,)
            ):
                yield campaign, LetterState(state), recipient


def _take_lock(path: Path) -> sqlite3.Connection:
    """A lock that the system lets go when its process dies, on every system that SQLite knows."""
    if not path.exists():
        path.touch(mode=0o600)
    lock = sqlite3.connect(path, isolation_level=None, timeout=1)  # somebody may be asking for the status just now
    try:
        lock.execute("PRAGMA locking_mode = EXCLUSIVE")
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as fault:
        lock.close()
        if fault.sqlite_errorname != "SQLITE_BUSY":
            raise
        message = f"another process is at work in '{path.parent}'"
        hint = "wait until it ends; two senders would write to patients twice"
        raise BadInput(Finding("outbox-busy", message, None, hint)) from None
    return lock
