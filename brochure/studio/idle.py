"""When somebody last asked for a page, so that a studio that everybody has left ends by itself."""

import threading
from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

_LOOKS = 0.5  # seconds from one look at the clock to the next


class IdleWatch:
    """Stands between the guard and the pages: what the guard refuses keeps nothing open. `clock` counts seconds.

    `works` says whether something goes on that nobody has to ask for, such as letters that are being sent.
    """

    def __init__(
        self, pages: ASGIApp, minutes: int, clock: Callable[[], float], works: Callable[[], bool] = lambda: False
    ) -> None:
        self.pages, self.minutes, self.clock, self.works = pages, minutes, clock, works
        self._asked, self._running = clock(), 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; one that is still answered keeps the studio open."""
        self._running += 1
        try:
            await self.pages(scope, receive, send)
        finally:
            self._running -= 1
            self._asked = self.clock()

    @property
    def is_over(self) -> bool:
        """Whether nobody has asked for so long; never where no minutes are given."""
        if self._running or self.works():
            self._asked = self.clock()
        return self.minutes > 0 and self.clock() - self._asked >= self.minutes * 60

    def watch(self, end: Callable[[], None]) -> None:
        """Call `end` once it is over, from a thread that holds nothing up."""

        def look() -> None:
            while not self.is_over:
                threading.Event().wait(_LOOKS)
            end()

        if self.minutes > 0:
            threading.Thread(target=look, name="idle", daemon=True).start()
