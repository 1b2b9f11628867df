"""Small makers of keys, lists, campaigns and outboxes."""

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from brochure.base.origin import Origin
from brochure.people.addresses import Mailbox
from brochure.people.keys import Key
from brochure.people.recipients import Consent, Recipient
from brochure.send.bodies import Bodies
from brochure.send.campaign import Campaign
from brochure.send.filling import Addressed, Enclosed, Filled, fill
from brochure.send.letters import OutboxLetter
from brochure.send.mailing import Composer
from brochure.send.outbox import Outbox
from brochure.send.posting import Posted, PostRun, post

KEY = Key(b"0123456789abcdef0123456789abcdef")
CAMPAIGN = Campaign("spring", Mailbox("info", "clinic.test"), "Riverside", {"": "Information"})
BODIES = Bodies("Plain words.\n", "<p>Plain words.</p>\n")
PDF = b"%PDF-1.7 a leaflet"
NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


def recipient(row: int, email: str = "", *, consent: Consent = Consent.YES, identity: str = "") -> Recipient:
    """One person; the address is made from the row where none is said."""
    return Recipient(
        row, identity or str(row), email or f"p{row}@x.test", consent, "en", {}, Origin("list.csv", row, 1)
    )


def people(count: int) -> list[Recipient]:
    """As many persons, from row 2 on."""
    return [recipient(row) for row in range(2, count + 2)]


def pdf_file(folder: Path, data: bytes = PDF) -> Path:
    """An attachment on the disk."""
    path = folder / f"{sha256(data).hexdigest()[:8]}.pdf"
    path.write_bytes(data)
    return path


def addressed(recipients: Iterable[Recipient], pdf: Path, bodies: Bodies = BODIES) -> list[Addressed]:
    """Everybody with the same enclosed."""
    digest = sha256(pdf.read_bytes()).hexdigest()
    return [Addressed(each, Enclosed("en", bodies, str(pdf), digest)) for each in recipients]


def filled(outbox: Outbox, recipients: Iterable[Recipient], pdf: Path, *, allow_shared: bool = False) -> Filled:
    """The outbox after all of them were put in."""
    return fill(outbox, "spring", addressed(recipients, pdf), allow_shared=allow_shared)


def states(outbox: Outbox) -> dict[int, str]:
    """State of each row, with the reason of those that are held."""
    return {item.row: item.why if item.state == "held" else str(item.state) for item in outbox.items("spring")}


def composer(outbox: Outbox) -> Composer:
    """Messages of the campaign."""
    return Composer(outbox, CAMPAIGN, NOW.timestamp)


def of_row(outbox: Outbox, row: int) -> OutboxLetter:
    """The letter of a row."""
    return next(item for item in outbox.items("spring") if item.row == row)


def post_all(run: PostRun) -> Posted:
    """Post whatever is due, and nobody listens."""
    posting = post(run)
    while True:
        try:
            next(posting)
        except StopIteration as stop:
            ended: Posted = stop.value
            return ended
