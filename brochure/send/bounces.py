"""What came back: delivery reports out of a mailbox, each with the letter of ours that it is about.

A report is read by its fields for machines and never by its words, which every server writes in another way; whom it
is about is told by the Message-ID of our own letter inside it, and no address is read. Source: RFC 3464, RFC 3463.
"""

import mailbox
import re
from collections.abc import Iterable, Iterator
from email import message_from_bytes, policy
from email.message import Message
from enum import StrEnum
from pathlib import Path
from typing import Final

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.send.letters import OutboxLetter, Reply, Suppression
from brochure.send.outbox import Outbox
from brochure.send.settling import MESSAGE_ID

_MOST_BYTES: Final = 10_000_000  # of one message; no letter of ours is larger
_STATUS: Final = re.compile(r"\b([45])\.(\d{1,3})\.(\d{1,3})\b")
# Whoever is written to again at such an address is not there. Source: RFC 3463, 3.2 and 3.3.
_DEAD: Final = {("1", "1"), ("1", "2"), ("1", "3"), ("1", "6"), ("1", "10"), ("2", "1")}


class BounceKind(StrEnum):
    """What a report tells of an address."""

    DEAD = "there is no such address"
    REFUSED = "the letter was refused"
    LATER = "it is still being tried"


class Bounce(NamedTuple):
    """One report about one letter."""

    mark: str  # of the letter, as its Message-ID has it
    kind: BounceKind
    status: str  # RFC 3463


class Bounced(NamedTuple):
    """What came back, in numbers."""

    dead: int
    refused: int
    later: int
    others: int  # messages that are no report about a letter of this outbox
    agreed: bool  # whether it is noted, and the dead addresses are never written to again


def take_bounces(outbox: Outbox, campaign: str, reports: Iterable[bytes], *, agreed: bool, who: str) -> Bounced:
    """Count what came back; where a person agreed, note it, and hold every other letter to an address that is dead.

    A letter that was settled as failed before is not counted again.
    """
    letters = {outbox.key.letter(item.campaign, item.recipient): item for item in outbox.items(campaign)}
    found: dict[str, Bounce] = {}
    others = 0
    for data in reports:
        bounce = bounce_in(data)
        if bounce is None or bounce.mark not in letters:
            others += 1
        elif bounce.mark not in found or found[bounce.mark].kind is BounceKind.LATER:
            found[bounce.mark] = bounce
    new = {mark: each for mark, each in found.items() if letters[mark].state is not LetterState.FAILED}
    if agreed:
        with outbox.transaction():
            for mark, each in new.items():
                _note(outbox, letters[mark], each, who)
    kinds = [each.kind for each in new.values()]
    dead, refused, later = (kinds.count(kind) for kind in (BounceKind.DEAD, BounceKind.REFUSED, BounceKind.LATER))
    return Bounced(dead, refused, later, others, agreed)


def _note(outbox: Outbox, item: OutboxLetter, bounce: Bounce, who: str) -> None:
    if bounce.kind is BounceKind.LATER:
        return
    reply = Reply(550, bounce.status)
    outbox.moved(item, LetterState.FAILED, f"came back: {bounce.kind}, agreed by {who}", reply=reply)
    if bounce.kind is BounceKind.DEAD:
        outbox.suppress_marks([outbox.address_mark(item)], Suppression.DEAD)


def bounce_in(data: bytes) -> Bounce | None:
    """What a message reports of a letter of ours; None where it is no report, or about nothing of ours."""
    message = message_from_bytes(data, policy=policy.compat32)
    fields = [part for part in message.walk() if part.get_content_type() == "message/delivery-status"]
    mark = _mark_in(message)
    if not fields or not mark:
        return None
    for group in (each for part in fields for each in part.get_payload() if isinstance(each, Message)):
        action, status = str(group.get("Action", "")).strip().casefold(), _STATUS.search(str(group.get("Status", "")))
        if action in ("failed", "delayed") and status:
            return Bounce(mark, _kind(action, status), status[0])
    return None


def _kind(action: str, status: "re.Match[str]") -> BounceKind:
    if action == "delayed" or status[1] != "5":
        return BounceKind.LATER
    return BounceKind.DEAD if (status[2], status[3]) in _DEAD else BounceKind.REFUSED


def _mark_in(message: Message) -> str:
    """The mark of our letter, whose head comes back inside the report."""
    for part in message.walk():
        if part.get_content_type() == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            text = payload.decode("ascii", "replace") if isinstance(payload, bytes) else ""
            found = re.search(r"(?im)^message-id:\s*(\S+)", text)
            said = found[1] if found else ""
        else:
            said = "" if part is message else str(part.get("Message-ID", ""))
        if mark := MESSAGE_ID.search(said):
            return mark[1]
    return ""


def reports_in(path: Path) -> Iterator[bytes]:
    """The messages of a folder of files, of a Maildir, of an mbox file, or one message.

    Raises:
        BadInput: there is nothing of that name, or it cannot be read.
    """
    try:
        if path.is_dir():
            files = sorted(each for each in path.rglob("*") if each.is_file())
            yield from (file.read_bytes() for file in files if file.stat().st_size <= _MOST_BYTES)
        elif path.is_file() and path.open("rb").read(5) == b"From ":
            yield from (each.as_bytes() for each in mailbox.mbox(path, create=False))
        elif path.is_file() and path.stat().st_size <= _MOST_BYTES:
            yield path.read_bytes()
        else:
            message = f"'{path}' is no folder of messages, no mailbox, and no message"
            raise BadInput(Finding("file-unreadable", message, None, "save the mailbox as a folder of .eml files"))
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("file-unreadable", f"cannot read '{path}': {reason}", None, "check its name")) from None
