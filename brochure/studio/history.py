"""Every state of a leaflet's file, under its digest, so that nothing that was typed is lost and each can come back.

`.brochure/history/LEAFLET.LANGUAGE/` of the clinic's folder: a file for each state, and `order.json` with their order
and the one that is now. It lives longer than the program; whoever deletes it loses the way back and nothing else.
"""

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput
from brochure.base.records import dataclass, field
from brochure.files import write_whole

MOST_STATES: Final = 200
_ORDER: Final = "order.json"


def version_of(data: bytes) -> str:
    """The name of a state."""
    return sha256(data).hexdigest()


@dataclass(slots=True)
class History:
    """The states of one file, the oldest first."""

    folder: Path
    states: list[str] = field(default_factory=list)
    now: int = -1

    def note(self, data: bytes) -> None:
        """Keep a state after the one that is now; what was undone before it is forgotten."""
        version = version_of(data)
        if self.now >= 0 and self.states[self.now] == version and self.folder.is_dir():
            return
        if not self.folder.is_dir():  # somebody deleted it: what it held cannot come back
            self.states, self.now = [], -1
            self.folder.mkdir(parents=True, exist_ok=True)
        if self.of(version) is None:
            write_whole(self._file(version), data)
        with suppress(OSError):
            self._file(version).touch()  # one that comes back is as new as any
        dropped = {*self.states}
        self.states = [*self.states[: self.now + 1], version][-MOST_STATES:]
        self.now = len(self.states) - 1
        self._keep()
        for each in dropped - {*self.states}:
            self._file(each).unlink(missing_ok=True)

    def step(self, by: int) -> bytes | None:
        """The state before (-1) or after (1) the one that is now, which it becomes; none at either end."""
        if not 0 <= self.now + by < len(self.states):
            return None
        data = self.of(self.states[self.now + by])
        if data is not None:
            self.now += by
            self._keep()
        return data

    def of(self, version: str) -> bytes | None:
        """A state by its name, if it is kept and whole."""
        try:
            data = self._file(version).read_bytes() if version.isalnum() else b""
        except OSError:
            return None
        return data if version_of(data) == version else None

    def when(self, version: str) -> float:
        """When a state was last noted, in seconds as files tell it; 0 where it is not kept."""
        try:
            return self._file(version).stat().st_mtime
        except OSError:
            return 0.0

    @property
    def can_undo(self) -> bool:
        """Whether there is a state before."""
        return self.now > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is one after."""
        return self.now < len(self.states) - 1

    def _file(self, version: str) -> Path:
        return self.folder / f"{version}.yaml"

    def _keep(self) -> None:
        write_whole(self.folder / _ORDER, json.dumps({"states": self.states, "now": self.now}).encode())


def open_history(folder: Path) -> History:
    """The history in a folder; a new one where there is none, or none that can be read."""
    history = History(folder)
    try:
        kept = json.loads((folder / _ORDER).read_text(encoding="utf-8"))
        states, now = [str(each) for each in kept["states"]], int(kept["now"])
        if 0 <= now < len(states):
            history.states, history.now = states, now
    except (OSError, ValueError, KeyError, TypeError, BadInput):
        pass
    return history
