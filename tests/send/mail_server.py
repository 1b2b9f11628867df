"""A real mail server on loopback that notes what it accepted, and fails on demand at every place that matters."""

import asyncio
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from types import TracebackType
from typing import Any, NamedTuple, Self

from aiosmtpd.smtp import SMTP, AuthResult


class Taken(NamedTuple):
    """One message that the server accepted."""

    sender: str
    to: tuple[str, ...]
    data: bytes

    @property
    def message_id(self) -> str:
        """The text between the angle brackets, and they."""
        return next(
            line.split(b":", 1)[1].strip().decode()
            for line in self.data.split(b"\r\n\r\n", 1)[0].split(b"\r\n")
            if line.lower().startswith(b"message-id:")
        )


Plan = Callable[[str], str]  # a place in the dialogue -> what happens there; empty for nothing unusual


class _Session(SMTP):  # type: ignore[misc]  # aiosmtpd ships no types
    """The dialogue with its faults."""

    keeper: "MailServer"

    async def smtp_DATA(self, arg: str) -> None:
        fault = self.keeper.plan("data")
        if fault.startswith(("4", "5")):
            await self.push(fault)
        elif fault.startswith("354"):  # and an answer that nobody asked for
            await self.push(fault)
            await self._reader.read()
            self.transport.abort()
        elif fault == "drop-before-dot":
            await self.push("354 go on")
            await self._reader.read(200)
            self.keeper.dropped_before += 1
            self.transport.abort()
            raise ConnectionResetError  # what is left of the body is no command
        else:
            await super().smtp_DATA(arg)


class _Handler:
    def __init__(self, keeper: "MailServer") -> None:
        self.keeper = keeper

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        fault = self.keeper.plan("mail")
        if fault:
            return fault
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: list[str]) -> str:
        self.keeper.seen += 1
        fault = self.keeper.plan("rcpt")
        if fault:
            return fault
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_RSET(self, server: Any, session: Any, envelope: Any) -> str:
        self.keeper.resets += 1
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        fault = self.keeper.plan("dot")
        if fault.startswith(("4", "5")):
            return fault
        if fault == "drop-unaccepted":  # the whole message came, and nobody knows
            self.keeper.dropped_dots += 1
            server.transport.abort()
            return "250 never said"
        self.keeper.taken.append(Taken(envelope.mail_from, tuple(envelope.rcpt_tos), envelope.original_content))
        if fault == "drop-after-dot":
            self.keeper.dropped_dots += 1
            server.transport.abort()
        if fault == "close-soon":  # as a server does that has waited long enough
            self.keeper._loop.call_later(0.02, server.transport.close)
        if fault == "garble":
            return "999 what"
        if fault.startswith("wait"):
            await asyncio.sleep(float(fault.split()[1]))
        return "250 2.0.0 queued"


class MailServer:
    """The server in a thread of its own; `plan` may be changed while it runs."""

    def __init__(
        self,
        plan: Plan = lambda _: "",
        *,
        tls: ssl.SSLContext | None = None,
        implicit: bool = False,
        login: tuple[str, str] | None = None,
        greeting: str = "",
    ) -> None:
        self.plan = plan
        self.taken: list[Taken] = []
        self.seen = self.resets = self.connections = 0
        self.dropped_dots = self.dropped_before = 0
        self._tls, self._implicit, self._login, self._greeting = tls, implicit, login, greeting
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self.port = 0

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, where: TracebackType | None
    ) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    @property
    def counts(self) -> Counter[str]:
        """How often each Message-ID was accepted."""
        return Counter(taken.message_id for taken in self.taken)

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        context = self._tls if self._implicit else None
        server = self._loop.run_until_complete(self._loop.create_server(self._session, "127.0.0.1", 0, ssl=context))
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    def _session(self) -> asyncio.Protocol:
        self.connections += 1
        options: dict[str, Any] = {"hostname": "mail.test", "ident": self._greeting or "test", "loop": self._loop}
        if self._tls and not self._implicit:
            options |= {"tls_context": self._tls, "require_starttls": True}
        if self._login:
            options |= {"authenticator": self._judge, "auth_required": True}
            options["auth_require_tls"] = bool(self._tls) and not self._implicit
        session = _Session(_Handler(self), **options)
        session.keeper = self
        protocol: asyncio.Protocol = session
        return protocol

    def _judge(self, server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert self._login is not None
        good = (data.login.decode(), data.password.decode()) == self._login
        return AuthResult(success=good, handled=False)
