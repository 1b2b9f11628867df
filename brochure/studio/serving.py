"""The studio at work: a port of this machine alone, a browser that is let in, until somebody stops it."""

import socket
import threading
import webbrowser
from collections.abc import Callable

import uvicorn

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.content.shelf import Shelf
from brochure.studio.app import studio_pages
from brochure.studio.guard import Guard

_LOOPBACK = "127.0.0.1"


class StudioWish(NamedTuple):
    """A clinic's folder is to be opened in a browser."""

    port: int = 0  # 0: any that is free
    opens: bool = True  # the browser of this desk


def open_studio(wish: StudioWish, shelf: Shelf, say: Callable[[str], None], today: Callable[[], str]) -> None:
    """Serve the pages of the shelf's first folder until ctrl-c; `today` is asked for the day whenever one counts.

    Raises:
        BadInput: the port is taken.
    """
    with _listening(wish.port) as listener:
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


def _listening(port: int) -> socket.socket:
    listener = socket.socket()
    try:
        listener.bind((_LOOPBACK, port))
        listener.listen(64)  # a browser that is quicker than the server waits
    except (OSError, OverflowError):
        listener.close()
        message = f"port {port} of this machine is taken, or is none"
        raise BadInput(Finding("port-taken", message, None, "name another with --port, or none")) from None
    return listener
