"""One letter over one SMTP connection, so that at every moment it is known what the server may have accepted.

The library's own `sendmail` is not used: it sends no RSET after a 4xx to DATA, and it writes body and dot together
without asking first. Here the last piece of the body waits until the intent to end it is on the disk; it then goes out
with the dot in one write. Replies are kept as numbers; their words repeat addresses. Source: RFC 5321, 4.2 and 4.5.
"""

import re
import selectors
import smtplib
import socket
import ssl
from collections.abc import Callable

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.send.letters import Reply

Passed = Callable[[str], None]  # told the name of each point that was passed, for tests that kill there

_TAIL = 512  # octets of the body that wait for the intent: with the dot they fill less than one segment
_SERVICE_ENDS = 421
_TOO_BIG, _OUT_OF_TURN = 552, 503
_ENHANCED = re.compile(rb"[245]\.\d{1,3}\.\d{1,3}")
DOT_SECONDS = 600  # RFC 5321, 4.5.3.2.6: a server may think ten minutes about the end of data


class Accepted(NamedTuple):
    """The server took the letter over."""

    reply: Reply


class Refused(NamedTuple):
    """The server certainly did not take it; a code of 5xx says that it never will."""

    reply: Reply
    why: str = ""  # where it was not even asked


class PutOff(NamedTuple):
    """The server takes nothing just now, or the connection broke before the end of the data: no letter's fault."""

    reply: Reply | None


class Doubtful(NamedTuple):
    """The end of the data may have arrived, and no answer was read."""

    why: str


Outcome = Accepted | Refused | PutOff | Doubtful


def nothing_passed(_: str) -> None:
    """Nobody watches."""


def post_letter(
    server: smtplib.SMTP,
    sender: str,
    to: str,
    message: bytes,
    intend: Callable[[], None],
    *,
    passed: Passed = nothing_passed,
) -> Outcome:
    """Say one letter to the server; `intend` is called just before the end of the data can arrive.

    The connection is closed where it cannot be used again.

    Raises:
        BadInput: the server refuses this sender, or wants a login; no letter's fault.
        Whatever `intend` raises; the server then has no whole letter.
    """
    sized = [f"size={len(message)}"] if server.has_extn("size") else []
    most = server.esmtp_features.get("size", "")  # RFC 1870, 4: nothing or 0 says that there is no limit
    if most.isdigit() and 0 < int(most) < len(message):
        return Refused(Reply(_TOO_BIG, "5.3.4"), "larger than the server takes")
    try:
        refused = _envelope(server, sender, to, sized, passed)
        if refused is not None:
            return refused
        tail = _say_body(server, stuffed(message), passed)
    except (smtplib.SMTPException, OSError):
        server.close()
        return PutOff(None)
    passed("body")
    try:
        intend()
    except BaseException:
        server.close()  # without its dot the letter is dropped
        raise
    passed("intent")
    try:
        assert server.sock is not None  # or the body could not have gone
        if _spoke_unasked(server, server.sock):
            server.close()
            return PutOff(None)
        server.sock.sendall(tail)
    except OSError:  # not every octet of the dot was handed over, so it cannot have arrived
        server.close()
        return PutOff(None)
    passed("dot")
    return _verdict(server, passed)


def stuffed(message: bytes) -> bytes:
    """The message as data: every line ends with CRLF, a leading dot is doubled (RFC 5321, 4.5.2), the dot ends it.

    A bare CR or LF would let a server see another end than the one that is meant; none is in what `message_of` makes.
    """
    bare = message.replace(b"\r\n", b"")
    assert b"\n" not in bare and b"\r" not in bare, "bare CR or LF"
    whole = message if message.endswith(b"\r\n") else message + b"\r\n"
    first = b"." if whole.startswith(b".") else b""
    return first + whole.replace(b"\r\n.", b"\r\n..") + b".\r\n"


def _envelope(server: smtplib.SMTP, sender: str, to: str, sized: list[str], passed: Passed) -> Outcome | None:
    """Sender, recipient and DATA; None where the server waits for the body."""
    passed("connected")
    code, words = server.mail(sender, sized)
    if code == _OUT_OF_TURN:  # the server is still at another letter
        server.close()
        return PutOff(_reply(code, words))
    if code // 100 == 5 and code != _TOO_BIG:
        _leave(server)
        raise BadInput(_sender_refused(code))
    if code // 100 != 2:
        return _not_now(server, code, words, of_letter=code == _TOO_BIG)
    code, words = server.rcpt(to)
    if code in {530, 535, 538}:
        _leave(server)
        raise BadInput(login_wanted(code))
    if code // 100 != 2:
        return _not_now(server, code, words, of_letter=True)
    passed("recipient")
    code, words = server.docmd("DATA")
    if code != 354:
        return _not_now(server, code, words, of_letter=True)
    return None


def _say_body(server: smtplib.SMTP, data: bytes, passed: Passed) -> bytes:
    """Say all but the tail, which is given back."""
    sock = server.sock
    if sock is None:
        raise smtplib.SMTPServerDisconnected("closed")
    head, tail = data[:-_TAIL], data[-_TAIL:]
    half = len(head) // 2
    sock.sendall(head[:half])
    passed("half")
    sock.sendall(head[half:])
    return tail


def _spoke_unasked(server: smtplib.SMTP, sock: socket.socket) -> bool:
    """Whether the server hung up or said something before the dot: its next words would not be the answer to it."""
    with selectors.DefaultSelector() as watch:
        watch.register(sock, selectors.EVENT_READ)
        if watch.select(0):
            return True
    usual = sock.gettimeout()
    sock.settimeout(0)
    try:
        return bool(server.file and server.file.peek(1))  # what came together with an earlier answer
    except ssl.SSLWantReadError:  # nothing, as TLS says it
        return False
    finally:
        sock.settimeout(usual)


def _verdict(server: smtplib.SMTP, passed: Passed) -> Outcome:
    usual = server.timeout
    try:
        server.sock.settimeout(DOT_SECONDS)  # type: ignore[union-attr]
        code, words = server.getreply()
        passed("reply")
        if server.sock is not None:
            server.sock.settimeout(usual)
    except TimeoutError:
        server.close()
        return Doubtful("no answer after the end of the data")
    except (smtplib.SMTPException, OSError):
        server.close()
        return Doubtful("the connection broke after the end of the data")
    reply = _reply(code, words)
    if code == _SERVICE_ENDS:
        server.close()
    if code // 100 == 2:
        return Accepted(reply)
    if code // 100 in {4, 5}:
        _reset(server)
        return Refused(reply)
    server.close()
    return Doubtful("an answer that means nothing after the end of the data")


def _not_now(server: smtplib.SMTP, code: int, words: bytes, *, of_letter: bool) -> Outcome:
    """A refusal before the data."""
    reply = _reply(code, words)
    if code == _SERVICE_ENDS or code // 100 not in {4, 5}:
        server.close()
        return PutOff(reply)
    _reset(server)
    return Refused(reply) if of_letter else PutOff(reply)


def _reset(server: smtplib.SMTP) -> None:
    """Let the next letter begin with nothing; a connection that cannot do so is closed."""
    try:
        usable = server.sock is not None and server.rset()[0] == 250
    except (smtplib.SMTPException, OSError):
        usable = False
    if not usable:
        server.close()


def _leave(server: smtplib.SMTP) -> None:
    try:
        server.quit()
    except (smtplib.SMTPException, OSError):
        server.close()


def _reply(code: int, words: bytes) -> Reply:
    found = _ENHANCED.match(words or b"")
    return Reply(code, found.group(0).decode("ascii") if found else "")


def _sender_refused(code: int) -> Finding:
    if code in {530, 535, 538}:
        return login_wanted(code)
    message = f"the server refuses the sender of the letters ({code})"
    return Finding("mail-sender-refused", message, None, "ask who runs the server which senders it takes")


def login_wanted(code: int) -> Finding:
    """What a server means that answers with 530 or 535."""
    message = f"the server wants a login ({code})"
    return Finding(
        "mail-login", message, None, "set BROCHURE_SMTP_USER and BROCHURE_SMTP_PASSWORD, or run at a terminal"
    )


def use_at_once(sock: socket.socket) -> None:
    """Let short writes go out at once: else each waits for the answer to the one before, 40 ms and more."""
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
