"""Letters into the outbox: all of a list in one transaction, each judged once more on every run.

What was sent, or may have been, is never touched. What certainly did not go yet follows the list as it is now: a mended
address goes on, a withdrawn consent holds, a recipient who was taken out is not written to.
"""

from collections.abc import Iterable

from brochure.base.events import LetterState
from brochure.base.records import NamedTuple
from brochure.people.addresses import AddressFault, Mailbox, folded, is_special_use, mailbox_of
from brochure.people.recipients import Consent, Recipient
from brochure.send.bodies import Bodies
from brochure.send.letters import Hold
from brochure.send.outbox import Outbox


class Enclosed(NamedTuple):
    """What goes to one recipient."""

    language: str
    bodies: Bodies
    pdf: str  # path
    pdf_sha256: str
    mark: str = ""  # of the text


class Addressed(NamedTuple):
    """One recipient with what is to be sent, or with the reason why nothing is."""

    recipient: Recipient
    enclosed: Enclosed | Hold


class Held(NamedTuple):
    """A letter that waits for a person."""

    row: int
    why: Hold
    detail: str = ""


class Filled(NamedTuple):
    """What one filling did."""

    added: int  # that the outbox did not know
    known: int
    held: tuple[Held, ...]  # by mistake, that is: those who said no are not among them
    changed: int  # queued letters that now carry another text than when they were queued
    unlisted: int  # queued letters of people who are no longer in the list; held now
    nowhere: tuple[int, ...]  # rows of letters that go to domains where nobody is


class _Known(NamedTuple):
    state: LetterState
    address_mark: str | None
    pdf_sha256: str | None
    body: str | None


def fill(outbox: Outbox, campaign: str, addressed: Iterable[Addressed], *, allow_shared: bool = False) -> Filled:
    """Queue or hold a letter for everybody on the list. All of it or nothing.

    `allow_shared` lets several recipients have one address, such as a couple with one mailbox.

    Raises:
        BadInput: the list cannot be read to its end, or the outbox cannot be written.
    """
    with outbox.transaction():
        return _OutboxFilling(outbox, campaign).run(addressed, allow_shared=allow_shared)


class _OutboxFilling:
    """One pass over the list, inside one transaction."""

    def __init__(self, outbox: Outbox, campaign: str) -> None:
        self.outbox, self.campaign, self.database = outbox, campaign, outbox.database
        row = self.database.execute("SELECT max(listed) FROM letter WHERE campaign = ?", (campaign,)).fetchone()
        self.number = (row[0] or 0) + 1
        self.bodies: set[str] = set()
        self.last: tuple[Bodies, str] | None = None
        self.held: list[Held] = []
        self.nowhere: list[int] = []
        self.added = self.known = self.changed = 0

    def run(self, addressed: Iterable[Addressed], *, allow_shared: bool) -> Filled:
        for each in addressed:
            self._enter(each)
        unlisted = self._hold_unlisted()
        if not allow_shared:
            self._hold_shared()
        return Filled(self.added, self.known, tuple(sorted(self.held)), self.changed, unlisted, tuple(self.nowhere))

    def _enter(self, each: Addressed) -> None:
        recipient = self.outbox.key.recipient(each.recipient.id)
        box = mailbox_of(each.recipient.email)
        mark = self.outbox.key.address(folded(box)) if isinstance(box, Mailbox) else None
        why = self._reason(each, box, mark)
        known = self._known(recipient)
        if known is None:
            self.added += 1
        else:
            self.known += 1
            mended = known.state is LetterState.FAILED and why is None and mark != known.address_mark
            if known.state not in {LetterState.QUEUED, LetterState.HELD} and not mended:
                self.database.execute(
                    "UPDATE letter SET row = ?, listed = ? WHERE campaign = ? AND recipient = ?",
                    (each.recipient.row, self.number, self.campaign, recipient),
                )
                return
        if why is not None and why not in {Hold.NO_CONSENT, Hold.SUPPRESSED}:
            self.held.append(Held(each.recipient.row, why, box.value if isinstance(box, AddressFault) else ""))
        if why is None and isinstance(box, Mailbox) and is_special_use(box):
            self.nowhere.append(each.recipient.row)
        self._write(each, recipient, box, mark, why, known)

    def _write(
        self,
        each: Addressed,
        recipient: str,
        box: Mailbox | AddressFault,
        mark: str | None,
        why: Hold | None,
        known: _Known | None,
    ) -> None:
        enclosed = each.enclosed if isinstance(each.enclosed, Enclosed) else None
        digest = self._keep_bodies(enclosed.bodies) if enclosed and why is None else None
        state = LetterState.HELD if why else LetterState.QUEUED
        if known and known.state is LetterState.QUEUED and enclosed and why is None:
            self.changed += (known.pdf_sha256, known.body) != (enclosed.pdf_sha256, digest)
        values = {
            "campaign": self.campaign,
            "recipient": recipient,
            "row": each.recipient.row,
            "listed": self.number,
            "address": str(box) if isinstance(box, Mailbox) else None,
            "address_mark": mark,
            "language": enclosed.language if enclosed else each.recipient.language,
            "body": digest,
            "pdf": enclosed.pdf if enclosed else None,
            "pdf_sha256": enclosed.pdf_sha256 if enclosed else None,
            "state": state,
            "why": why or "",
            "mark": enclosed.mark if enclosed else "",
        }
        names = ", ".join(values)
        fresh = ", ".join(f"{name} = excluded.{name}" for name in values if name not in {"campaign", "recipient"})
        again = "tries = 0, due = 0" if known and known.state is LetterState.FAILED else "due = due"
        self.database.execute(
            f"INSERT INTO letter({names}) VALUES ({', '.join(':' + name for name in values)}) "  # noqa: S608
            f"ON CONFLICT(campaign, recipient) DO UPDATE SET {fresh}, {again}",
            values,
        )
        was = known.state if known else ""
        if was != state:
            self.outbox.note(self.campaign, recipient, (was, state), why or "listed")

    def _reason(self, each: Addressed, box: Mailbox | AddressFault, mark: str | None) -> Hold | None:
        if each.recipient.consent is not Consent.YES:
            return Hold.CONSENT_UNCLEAR if each.recipient.consent is Consent.UNCLEAR else Hold.NO_CONSENT
        if isinstance(box, AddressFault):
            return Hold.BAD_ADDRESS
        if mark is not None and self.outbox.is_suppressed(mark):
            return Hold.SUPPRESSED
        return each.enclosed if isinstance(each.enclosed, Hold) else None

    def _known(self, recipient: str) -> _Known | None:
        row = self.database.execute(
            "SELECT state, address_mark, pdf_sha256, body FROM letter WHERE campaign = ? AND recipient = ?",
            (self.campaign, recipient),
        ).fetchone()
        return None if row is None else _Known(LetterState(row[0]), *row[1:])

    def _keep_bodies(self, bodies: Bodies) -> str:
        if self.last is not None and bodies is self.last[0]:  # the same for all, mostly
            return self.last[1]
        digest = bodies.digest
        self.last = (bodies, digest)
        if digest not in self.bodies:
            self.database.execute("INSERT OR IGNORE INTO body VALUES (?, ?, ?, ?)", (digest, *bodies))
            if len(self.bodies) < 1000:  # personal bodies come once each and need no remembering
                self.bodies.add(digest)
        return digest

    def _hold_unlisted(self) -> int:
        """Whoever was taken out of the list since is not written to."""
        return self._hold("campaign = :campaign AND state = 'queued' AND listed < :number", Hold.NOT_LISTED, tell=False)

    def _hold_shared(self) -> None:
        """Two recipients with one address: a slip, or two people; either way somebody must look."""
        shared = (
            "SELECT address_mark FROM letter WHERE campaign = :campaign AND address_mark IS NOT NULL "
            "AND NOT (state = 'held' AND why = :not_listed) GROUP BY address_mark HAVING count(*) > 1"
        )
        self._hold(f"campaign = :campaign AND state = 'queued' AND address_mark IN ({shared})", Hold.SHARED, tell=True)

    def _hold(self, condition: str, why: Hold, *, tell: bool) -> int:
        values = {"campaign": self.campaign, "number": self.number, "not_listed": Hold.NOT_LISTED}
        found = self.database.execute(f"SELECT recipient, row FROM letter WHERE {condition}", values).fetchall()  # noqa: S608
        for recipient, row in found:
            self.database.execute(
                "UPDATE letter SET state = 'held', why = ? WHERE campaign = ? AND recipient = ?",
                (why, self.campaign, recipient),
            )
            self.outbox.note(self.campaign, recipient, (LetterState.QUEUED, LetterState.HELD), why)
            if tell:
                self.held.append(Held(row, why))
        return len(found)
