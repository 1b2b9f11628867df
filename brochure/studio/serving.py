"""The studio at work: a port of this machine alone, a browser that is let in, until somebody stops it."""

import os
import socket
import threading
import webbrowser
from collections.abc import Callable
from zlib import crc32

import uvicorn

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.content.shelf import Shelf
from brochure.studio.app import studio_pages
from brochure.studio.guard import Guard

_LOOPBACK = "127.0.0.1"
_OWN_PORTS = (49_152, 61_000)  # for whoever needs one (RFC 6335, 6)


class StudioWish(NamedTuple):
    """A clinic's folder is to be opened in a browser."""

    port: int = 0  # 0: any that is free
    opens: bool = True  # the browser of this desk


def open_studio(wish: StudioWish, shelf: Shelf, say: Callable[[str], None], today: Callable[[], str]) -> None:
    """Serve the pages of the shelf's first folder until ctrl-c; `today` is asked for the day whenever one counts.

    Raises:
        BadInput: the port is taken.
    """
    with _first_free(wish.port, shelf) as listener:
        port = listener.getsockname()[1]
        guard = Guard(studio_pages(shelf, today), port, lambda link: say(f"to open it in another browser: {link}"))
        say(f"the studio is open; ctrl-c closes it\n{guard.link}")
        if wish.opens:
            threading.Timer(0.3, webbrowser.open, [guard.link]).start()
        config = uvicorn.Config(
            guard, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none", http="h11",
            h11_max_incomplete_event_size=32_768, timeout_graceful_shutdown=2,
        )  # fmt: skip
        uvicorn.Server(config).run(sockets=[listener])


def _first_free(port: int, shelf: Shelf) -> socket.socket:
    """As told; else the port that this folder had before, so that a page that is still open finds the program again."""
    if port:
        return _listening(port)
    own = _OWN_PORTS[0] + crc32(str(shelf.folders[0].resolve()).encode()) % (_OWN_PORTS[1] - _OWN_PORTS[0])
    try:
        return _listening(own)
    except BadInput:
        return _listening(0)


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    if os.name == "posix":  # what the last program left behind does not hold the port; elsewhere this would share it
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_LOOPBACK, port))
        listener.listen(64)  # a browser that is quicker than the server waits
    except (OSError, OverflowError):
        listener.close()
        message = f"port {port} of this machine is taken, or is none"
        raise BadInput(Finding("port-taken", message, None, "name another with --port, or none")) from None
    return listener
