"""Patterns that are compiled when they are first asked: a wide class of characters takes milliseconds of each start."""

import re
from typing import Any, cast


class _LatePattern:
    """Takes on the methods of the compiled pattern one by one."""

    def __init__(self, said: str, flags: int) -> None:
        self._said, self._flags = said, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = getattr(re.compile(self._said, self._flags), name)  # `re` keeps what it compiled
        setattr(self, name, value)
        return value


def late_pattern(said: str, flags: int = 0) -> re.Pattern[str]:
    """The pattern, as `re.compile` gives it; a fault in it is told at its first use."""
    return cast("re.Pattern[str]", _LatePattern(said, flags))


# A code, address or name of one piece in Latin letters, with the figures and marks inside it: `PM-01`, `B12`.
CODE = late_pattern(r"(?<![A-Za-z0-9])(?=[0-9./@_:-]*[A-Za-z])[A-Za-z0-9]+(?:[-./@_:]+[A-Za-z0-9]+)*")
