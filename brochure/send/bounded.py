"""Connections whose server may not talk for ever: the library reads a reply of many lines until it ends."""

import smtplib
import time
from io import BufferedReader
from typing import Any

_MOST_LINES = 200  # of one reply; servers announce some thirty extensions at most
_MOST_SECONDS = 600.0  # for a reply of several lines


class EndlessReply(OSError):
    """The server's reply has no end."""


class _BoundedFile:
    """What a server says, a reply at a time."""

    def __init__(self, file: BufferedReader) -> None:
        self._file = file
        self.begin()

    def begin(self) -> None:
        """A new reply begins."""
        self._lines, self._until = 0, time.monotonic() + _MOST_SECONDS

    def readline(self, size: int = -1) -> bytes:
        """The next line of the reply.

        Raises:
            EndlessReply: it has too many of them, or took too long for them.
        """
        self._lines += 1
        if self._lines > _MOST_LINES or (self._lines > 1 and time.monotonic() > self._until):
            raise EndlessReply
        return self._file.readline(size)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class BoundedSmtp(smtplib.SMTP):
    """As the library's."""

    def getreply(self) -> tuple[int, bytes]:
        """The next reply; the connection is closed where it has no end."""
        _bound(self)
        return super().getreply()


class BoundedSsl(smtplib.SMTP_SSL):
    """As the library's."""

    def getreply(self) -> tuple[int, bytes]:
        """The next reply; the connection is closed where it has no end."""
        _bound(self)
        return super().getreply()


def _bound(link: smtplib.SMTP) -> None:
    if link.file is None and link.sock is not None:
        link.file = _BoundedFile(link.sock.makefile("rb"))
    if isinstance(link.file, _BoundedFile):
        link.file.begin()
