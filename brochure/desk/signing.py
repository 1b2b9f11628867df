"""Signing at the desk: what changed is shown before it is signed; every leaflet's standing; a mark from a drawer."""

import json
from pathlib import Path
from typing import Final

from brochure.base.findings import Finding
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.base.signing import SignerRole
from brochure.content.asking import last_test
from brochure.content.recording import SignWish, beside_since, changes_since, open_boxes, sign, standings, withdraw
from brochure.desk.here import desk_shelf, today
from brochure.desk.saying import CLEAN, FINDINGS, Desk
from brochure.record.boxes import OpenBox, box_lines
from brochure.record.redline import Difference
from brochure.record.redline_page import redline_lines

_BAD: Final = ("expired", "withdrawn")


class Signer(NamedTuple):
    """Who signs; without a name only what is to be signed is shown."""

    who: str
    role: SignerRole
    seen: tuple[str, ...] = ()  # boxes that they tick


def sign_text(leaflet: str, language: str, signer: Signer, desk: Desk) -> int:
    """Show what changed since the last signature and what no program sees; with a name, sign."""
    order, shelf = order_of(leaflet, language), desk_shelf(leaflet)
    changes, boxes = changes_since(order, shelf), open_boxes(order, shelf)
    if desk.wants_words:
        _show(changes, beside_since(order, shelf), boxes, desk)
        desk.say(last_test(order, shelf))
    if not signer.who:
        hint = f"say `brochure sign {leaflet} --language {language} --who NAME --role {signer.role}`"
        return desk.tell([Finding("not-signed", "nothing is signed without a name", None, hint)])
    done = sign(SignWish(order, signer.who, signer.role, today(), signer.seen), shelf)
    if desk.wants_words:
        desk.say(f"{done.file}: {signer.who} signs {order.leaflet} ({language}) as {signer.role}, until {done.until}")
        desk.say(f"its imprint says {done.mark}; build it again")
        if done.still_open:
            names = " ".join(box.name for box in done.still_open)
            desk.say(f"still open, for whoever looks at it: --seen {names}")
    return desk.tell([])


def withdraw_text(leaflet: str, language: str, mark: str, why: str, desk: Desk) -> int:
    """Withdraw a text that was signed."""
    file = withdraw(order_of(leaflet, language), mark, why, today(), desk_shelf(leaflet))
    if desk.wants_words:
        desk.say(f"{file}: {mark} is withdrawn; collect its copies")
    return desk.tell([])


def status(desk: Desk) -> int:
    """A line for each leaflet and language; 1 where one has expired or was withdrawn."""
    rows = tuple(standings(desk_shelf(), today()))
    if desk.form == "json":
        desk.say(json.dumps([row._asdict() for row in rows], indent=1, ensure_ascii=False))
    else:
        for row in rows:
            left = f"{row.days} days left" if row.days >= 0 else f"{-row.days} days over"
            who = f"  {row.who}" if row.who else ""
            what = f"{row.leaflet:24} {row.language:8} {row.code:8} {row.version:5} {row.state:13}"
            desk.say(f"{what} {row.until}  {left}{who}")
    return FINDINGS if any(row.state in _BAD for row in rows) else CLEAN


def order_of(leaflet: str, language: str) -> Order:
    """A leaflet that is named, or whose folder is."""
    path = Path(leaflet)
    return Order(path.name, language, folder=str(path) if len(path.parts) > 1 and path.is_dir() else "")


def _show(changes: tuple[Difference, ...], beside: tuple[Finding, ...], boxes: tuple[OpenBox, ...], desk: Desk) -> None:
    """Blocks as they were signed and as they are, the gravest first; then what a person looks at."""
    some = changes or beside
    desk.say("since the last signature:" if some else "nothing changed since the last signature, or there is none")
    for line in (*redline_lines(changes), *(each.message for each in beside)):
        desk.say(line)
    if boxes:
        desk.say("what no program sees:")
    for line in box_lines(boxes):
        desk.say(line)
