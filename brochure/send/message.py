"""One message for one recipient: exactly one To, the whole leaflet in both bodies, the PDF attached.

Nothing in it can be fetched or counted; nothing outside the recipient's own message names the recipient.
"""

import hashlib
import re
from base64 import encodebytes
from binascii import a2b_base64, b2a_qp
from collections.abc import Iterator
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import lru_cache
from urllib.parse import quote

from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.origin import Origin, Said
from brochure.base.records import NamedTuple
from brochure.people.addresses import Mailbox
from brochure.send.bodies import Bodies
from brochure.send.calendar import CALENDAR, calendar_file
from brochure.send.campaign import TOKEN, Campaign
from brochure.send.heads import head_fault

ATTACHMENT = "leaflet.pdf"  # shown on locked screens, so it tells nothing
WARN_BYTES, MOST_BYTES = 5_000_000, 10_000_000  # of the whole message; many servers refuse larger ones
_HEADS = 4_000  # no letter has more in its headers: each of their texts has a limit
_LONGEST_LINE = 998  # RFC 5322, 2.1.1
_INSIDE = re.compile(r'src="data:(image/(?:png|jpeg));base64,([A-Za-z0-9+/=]+)"')  # a picture of our own HTML


class Letter(NamedTuple):
    """What one message is made of, besides what its campaign has in common."""

    to: Mailbox
    mark: str  # `Key.letter`: in the Message-ID and the unsubscribe address
    language: str
    bodies: Bodies
    pdf: bytes
    date: datetime
    visit: str = ""  # `Key.visit`: the UID in its calendar file; empty where it has none


def message_of(letter: Letter, campaign: Campaign) -> bytes:
    """The message as it goes over the wire: CRLF, ASCII only, no line over 998 octets.

    Raises:
        BadInput: a header holds what no header may, there is no subject, or the message is too large.
    """
    subject = campaign.subject(letter.language)
    fault = head_fault(Said(subject, _NOWHERE), "subject")
    if fault or not subject:
        hint = "write `subject:` or one for this language under `subjects:`"
        raise BadInput(fault or Finding("mail-subject", f"no subject in the language '{letter.language}'", None, hint))
    answered = [_address("Reply-To", campaign.reply_to)] if campaign.reply_to else []
    heads = (
        _address("From", campaign.sender, campaign.sender_name),
        _address("To", letter.to),
        *answered,
        _head("Subject", subject),
        _head("Date", format_datetime(letter.date)),
        _head("Message-ID", message_id(letter.mark, campaign)),
        _head("Auto-Submitted", "auto-generated"),  # RFC 3834: no automatic answers
        _head("Content-Language", letter.language),
        _head("MIME-Version", "1.0"),
    )
    parts = (_both(letter.bodies, letter.language), _attached(letter.pdf), *_calendar(letter, campaign))
    mark = hashlib.sha256(letter.mark.encode()).hexdigest()
    data = _unsubscribe(letter.mark, campaign) + b"".join(heads) + _multipart("mixed", parts, mark)
    if len(data) > MOST_BYTES:
        raise BadInput(too_large(len(data)))
    assert max(map(len, data.split(b"\r\n"))) <= _LONGEST_LINE, "a line is too long for the wire"
    return data


def message_id(mark: str, campaign: Campaign) -> str:
    """The same for one campaign and recipient, however often it is made; it tells neither."""
    return f"<{mark}@{campaign.sender.domain}>"


def size_findings(bodies: Bodies, pdf_bytes: int, place: Origin | None = None) -> tuple[Finding, ...]:
    """Whether a message with this attachment would be too large, told before anything is made."""
    # No character has more than four bytes, and none of those more than three letters and its share of a line end.
    if (len(bodies.text) + len(bodies.html)) * 13 + pdf_bytes * 2 + _HEADS < WARN_BYTES:
        return ()
    base64 = 4 * -(-pdf_bytes // 3) + 2 * -(-pdf_bytes // 57)  # 57 bytes a line, each with CRLF
    size = len(_both(bodies, "")) + base64 + _HEADS
    if size > MOST_BYTES:
        return (too_large(size, place),)
    if size > WARN_BYTES:
        message = f"a message has {size / 1e6:.1f} MB: slow to fetch on a phone, and some servers refuse it"
        return (Finding("mail-large", message, place, "use smaller pictures", Severity.WARNING),)
    return ()


def too_large(size: int, place: Origin | None = None) -> Finding:
    """The refusal of a message of this size."""
    message = f"a message has {size / 1e6:.1f} MB; at most {MOST_BYTES / 1e6:.0f} MB are sent"
    return Finding("mail-too-large", message, place, "use smaller pictures, or link to the leaflet")


@lru_cache(maxsize=64)  # most heads are the same for all
def _head(name: str, value: str) -> bytes:
    return _folded(name, value)


@lru_cache(maxsize=8)
def _address(name: str, box: Mailbox, shown: str = "") -> bytes:
    return _folded(name, Address(shown, box.local, box.domain))


def _folded(name: str, value: str | Address) -> bytes:
    """One header as the library folds it, with its line end; a line does not depend on those beside it."""
    message = EmailMessage(policy=SMTP)
    message[name] = value
    return message.as_bytes().rstrip(b"\r\n") + b"\r\n"


@lru_cache(maxsize=8)
def _both(bodies: Bodies, language: str) -> bytes:
    """The two bodies; made once where they are the same for many. The plainest comes first (RFC 2046, 5.1.4)."""
    parts = (_body(bodies.text, "plain", language), _page(bodies.html, language))
    return _multipart("alternative", parts, bodies.digest)


def _page(html: str, language: str) -> bytes:
    """The HTML with its pictures beside it: mail programs show none that stand inside (RFC 2387, RFC 2392)."""
    pictures: dict[str, bytes] = {}

    def led(found: re.Match[str]) -> str:
        name = f"{hashlib.sha256(found[2].encode()).hexdigest()[:32]}@leaflet"
        head = f"Content-Type: {found[1]}\r\nContent-ID: <{name}>\r\nContent-Disposition: inline\r\n"
        pictures[name] = _in_base64(head, a2b_base64(found[2]))
        return f'src="cid:{name}"'

    led_html = _INSIDE.sub(led, html)
    if not pictures:
        return _body(html, "html", language)
    body = _body(led_html.replace("img-src data:", "img-src cid:"), "html", language)
    mark = hashlib.sha256(led_html.encode()).hexdigest()
    return _multipart("related", (body, *pictures.values()), mark, more='; type="text/html"')


def _body(text: str, kind: str, language: str) -> bytes:
    unix = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = b2a_qp(unix.encode(), istext=True).replace(b"\n", b"\r\n")
    head = f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Language: {language}\r\n"
    return head.encode("ascii") + b"Content-Transfer-Encoding: quoted-printable\r\n\r\n" + lines


def _calendar(letter: Letter, campaign: Campaign) -> Iterator[bytes]:
    if letter.visit and letter.bodies.visit:
        head = "Content-Type: text/calendar; charset=utf-8; method=PUBLISH\r\n"
        head += f'Content-Disposition: attachment; filename="{CALENDAR}"\r\n'
        data = calendar_file(letter.bodies.visit, f"{letter.visit}@{campaign.sender.domain}", letter.date)
        yield _in_base64(head, data)


def _attached(pdf: bytes) -> bytes:
    head = f'Content-Type: application/pdf\r\nContent-Disposition: attachment; filename="{ATTACHMENT}"\r\n'
    return _in_base64(head, pdf)


def _in_base64(head: str, data: bytes) -> bytes:
    lines = encodebytes(data).replace(b"\n", b"\r\n")
    return head.encode("ascii") + b"Content-Transfer-Encoding: base64\r\n\r\n" + lines


def _multipart(kind: str, parts: tuple[bytes, ...], mark: str, more: str = "") -> bytes:
    """Parts between boundaries (RFC 2046, 5.1). A boundary is as hard to meet as a digest, so no part is searched.

    `=_` stands in no quoted-printable or base64 line.
    """
    boundary = f"=_{mark[:32]}".encode("ascii")
    head = b'Content-Type: multipart/%s; boundary="%s"%s\r\n\r\n' % (
        kind.encode("ascii"),
        boundary,
        more.encode("ascii"),
    )
    inside = b"".join(b"--%s\r\n%s\r\n" % (boundary, part) for part in parts)
    return head + inside + b"--%s--\r\n" % boundary


def _unsubscribe(mark: str, campaign: Campaign) -> bytes:
    """How a mail program ends such letters: one click (RFC 8058) where there is an address for it, else a mail.

    The library would fold inside the URL, which readers take for a space, so the lines are set here (RFC 2369).
    """
    mail = f"<mailto:{quote(str(campaign.reply_to or campaign.sender), safe='@')}?subject=unsubscribe%20{mark}>"
    if not campaign.unsubscribe:
        return f"List-Unsubscribe: {mail}\r\n".encode("ascii")
    url = f"<{campaign.unsubscribe.replace(TOKEN, mark)}>"
    return f"List-Unsubscribe: {url},\r\n {mail}\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n".encode(
        "ascii"
    )


_NOWHERE = Origin("", 1, 1)
