"""The studio at work: a port of this machine alone, a browser that is let in, until it is stopped or left."""

import os
import socket
import threading
import time
import webbrowser
from collections.abc import Callable
from zlib import crc32

import uvicorn

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.content.shelf import Shelf
from brochure.studio.app import studio_pages
from brochure.studio.guard import Guard
from brochure.studio.idle import IdleWatch
from brochure.studio.letter_pages import LetterDesk

_LOOPBACK = "127.0.0.1"
_OWN_PORTS = (49_152, 61_000)  # for whoever needs one (RFC 6335, 6)


class StudioWish(NamedTuple):
    """A clinic's folder is to be opened in a browser."""

    port: int = 0  # 0: any that is free
    opens: bool = True  # the browser of this desk
    idle: int = 30  # minutes without a request after which it ends; 0: never


def open_studio(
    wish: StudioWish,
    shelf: Shelf,
    say: Callable[[str], None],
    today: Callable[[], str],
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Serve the pages of the shelf's first folder until ctrl-c, or until nobody has asked for as long as is wished.

    `today` is asked for the day whenever one counts; `clock` counts seconds.

    Raises:
        BadInput: the port is taken, or the minutes are none.
    """
    if wish.idle < 0:
        raise BadInput(
            Finding("bad-form", f"{wish.idle} minutes are none", None, "name some with --idle, or 0 for never")
        )
    with _first_free(wish.port, shelf) as listener:
        port = listener.getsockname()[1]
        letters = LetterDesk(shelf, today)
        watch = IdleWatch(studio_pages(shelf, today, letters), wish.idle, clock, lambda: letters.is_working)
        guard = Guard(watch, port, lambda link: say(f"to open it in another browser: {link}"))
        say(f"the studio is open; ctrl-c closes it\n{guard.link}")
        if wish.opens:
            threading.Timer(0.3, webbrowser.open, [guard.link]).start()
        config = uvicorn.Config(
            guard, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none", http="h11",
            h11_max_incomplete_event_size=32_768, timeout_graceful_shutdown=2,
        )  # fmt: skip
        server = uvicorn.Server(config)

        def end() -> None:
            say(f"nobody asked for {wish.idle} minutes: the studio has ended")
            server.should_exit = True

        watch.watch(end)
        try:
            server.run(sockets=[listener])
        finally:  # ctrl-c too
            if letters.is_working:
                say("the letter at hand is finished first")
                letters.end()


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
