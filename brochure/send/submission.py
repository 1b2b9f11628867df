"""A connection to the clinic's mail server: encrypted and checked, or not made at all.

Exceptions of the library are mapped to findings, because their texts repeat what was said to the server.
"""

import ipaddress
import smtplib
import socket
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.base.wishes import LinkSecurity
from brochure.send.bounded import BoundedSmtp, BoundedSsl, EndlessReply
from brochure.send.dialogue import Outcome, Passed, login_wanted, nothing_passed, post_letter, use_at_once

PORTS: dict[LinkSecurity, int] = {"starttls": 587, "tls": 465, "insecure-loopback": 25}
_SECONDS = 60.0


class Server(NamedTuple):
    """Which server, and how it is reached."""

    host: str
    port: int
    security: LinkSecurity = "starttls"
    ca_file: Path | None = None  # certificates to trust in place of the system's
    per_connection: int = 100  # letters; many servers end a connection after as many
    seconds: float = _SECONDS  # that an answer may take, the one to the dot apart


class Login(NamedTuple):
    """Who logs in; never written anywhere."""

    user: str
    password: str


FindLogin = Callable[[Server], Login | None]  # who logs in to a server; none where it asks for no login


def no_login(_: Server) -> None:
    """Nobody logs in."""


class Line(Protocol):
    """What letters are posted over."""

    @property
    def fresh(self) -> bool:
        """Whether the next letter would be the first of its connection."""
        ...

    def post(self, sender: str, to: str, message: bytes, intend: Callable[[], None]) -> Outcome:
        """Say one letter, over a connection that is made when it is needed."""
        ...

    def close(self) -> None:
        """End the connection politely."""
        ...


class Submission:
    """One connection at a time to one server."""

    def __init__(self, server: Server, login: Login | None, *, passed: Passed = nothing_passed) -> None:
        """Nothing is connected yet.

        Raises:
            BadInput: cleartext to another machine, or certificates that cannot be read.
        """
        self.server, self.passed = server, passed
        # In the clear a password goes nowhere: whatever listens on this machine could read it.
        self.login = None if server.security == "insecure-loopback" else login
        self._link: smtplib.SMTP | None = None
        self._said = 0
        self._context: ssl.SSLContext | None = None
        if server.security == "insecure-loopback":
            _refuse_far(server.host)
        else:
            self._context = _context(server.ca_file)

    @property
    def fresh(self) -> bool:
        """Whether the next letter would be the first of its connection."""
        return self._link is None or self._link.sock is None or self._said >= self.server.per_connection

    def post(self, sender: str, to: str, message: bytes, intend: Callable[[], None]) -> Outcome:
        """Say one letter.

        Raises:
            BadInput: the server cannot be reached safely, or refuses login or sender.
        """
        if self.fresh:
            self.close()
            self._link = self.connect()
            self._said = 0
        assert self._link is not None
        self._said += 1
        return post_letter(self._link, sender, to, message, intend, passed=self.passed)

    def close(self) -> None:
        """End the connection politely, where there is one."""
        link, self._link = self._link, None
        if link is not None and link.sock is not None:
            try:
                link.quit()
            except (smtplib.SMTPException, OSError):
                link.close()

    def connect(self) -> smtplib.SMTP:
        """A connection over which letters can be said.

        Raises:
            BadInput: the server cannot be reached, proves no identity, offers no encryption, or refuses the login.
        """
        try:
            link = self._open()
            if link.sock is not None:
                use_at_once(link.sock)
            if self.login:
                self._log_in(link, self.login)
            link.ehlo_or_helo_if_needed()
        except ssl.SSLCertVerificationError as fault:
            reason = (fault.verify_message or "it cannot be checked").lower()
            raise self._refusal("mail-certificate", f"certificate of {self._name}: {reason}", _TRUST) from None
        except ssl.SSLError:
            raise self._refusal("mail-tls", f"{self._name} speaks no TLS that is safe", _OTHER) from None
        except smtplib.SMTPNotSupportedError:
            raise self._refusal("mail-tls", f"{self._name} offers no STARTTLS", _OTHER) from None
        except smtplib.SMTPResponseException as fault:
            message = f"{self._name} takes no letters just now ({fault.smtp_code})"
            raise self._refusal("mail-server", message, "try again later") from None
        except (smtplib.SMTPException, OSError) as fault:
            reason = _reason(fault)
            hint = "check --server and --port, and the connection to the network"
            raise self._refusal("mail-server", f"{self._name} is not reached: {reason}", hint) from None
        return link

    @property
    def _name(self) -> str:
        return f"server '{self.server.host}' port {self.server.port}"

    def _open(self) -> smtplib.SMTP:
        host, port, seconds = self.server.host, self.server.port, self.server.seconds
        if self.server.security == "tls":
            assert self._context is not None
            return BoundedSsl(host, port, timeout=seconds, context=self._context)
        link = BoundedSmtp(host, port, timeout=seconds)
        if self._context is not None:
            try:
                code, _ = link.starttls(context=self._context)
                if code != 220:
                    raise smtplib.SMTPNotSupportedError("refused")
                link.ehlo()
            except BaseException:
                link.close()
                raise
        return link

    def _log_in(self, link: smtplib.SMTP, login: Login) -> None:
        try:
            link.login(login.user, login.password)
        except smtplib.SMTPAuthenticationError as fault:
            link.close()
            if fault.smtp_code // 100 == 4:
                raise smtplib.SMTPResponseException(fault.smtp_code, "") from None
            message = f"{self._name} refuses the login ({fault.smtp_code})"
            raise self._refusal("mail-login", message, "check BROCHURE_SMTP_USER and BROCHURE_SMTP_PASSWORD") from None
        except smtplib.SMTPNotSupportedError:
            link.close()
            hint = "unset BROCHURE_SMTP_USER, or use the server's port for submission"
            raise self._refusal("mail-login", f"{self._name} takes no login here", hint) from None
        except UnicodeError:
            link.close()
            raise BadInput(login_wanted(535)) from None

    def _refusal(self, code: Code, message: str, hint: str) -> BadInput:
        return BadInput(Finding(code, message, None, hint))


_TRUST = "name the server as its certificate does, or give the clinic's own authority with --ca-file"
_OTHER = "ask for the server's port with STARTTLS (587) or TLS (465); nothing is sent in the clear"


def _context(ca_file: Path | None) -> ssl.SSLContext:
    """Certificates and host names are always checked."""
    try:
        context = ssl.create_default_context(cafile=str(ca_file) if ca_file else None)
    except (OSError, ssl.SSLError):
        message = f"'{ca_file}' holds no certificates"
        raise BadInput(Finding("mail-certificate", message, None, "name a PEM file with --ca-file")) from None
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


def _refuse_far(host: str) -> None:
    """Cleartext stays on this machine: the name is one of its own, not one that a resolver could turn elsewhere."""
    try:
        near = host.lower() == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        near = False
    if not near:
        message = f"'{host}' is another machine, and letters go to none in the clear"
        hint = "use --security starttls or tls; insecure-loopback is for a test server on this machine"
        raise BadInput(Finding("mail-cleartext", message, None, hint))


def _reason(fault: Exception) -> str:
    if isinstance(fault, socket.gaierror):
        return "there is no such name"
    if isinstance(fault.__context__, EndlessReply):
        return "its answer has no end"
    if TimeoutError in {type(fault), type(fault.__context__)}:  # the library wraps some of them
        return "no answer"
    if isinstance(fault, OSError) and fault.strerror:
        return fault.strerror.lower()
    return "it ended the connection"
