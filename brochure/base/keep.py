"""What is kept for the next time: keys that are the thing itself, and results of what was given last or asked for lately."""

from threading import Lock
from typing import Generic, TypeVar

Thing = TypeVar("Thing")
Key = TypeVar("Key")
Given = TypeVar("Given")
Result = TypeVar("Result")


class ById(Generic[Thing]):
    """Equal only to a key of the very same object; quicker to compare than all that a line holds."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ById) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


class LastResults(Generic[Key, Given, Result]):
    """For each key what was given last and what came of it; `most` keys, of which the one kept longest goes first.

    What is given is compared, never hashed: where little changed, most of it is the very same objects.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()  # a server makes leaflets in several threads
        self._kept: dict[Key, tuple[Given, Result]] = {}

    def of(self, key: Key, given: Given) -> Result | None:
        """What came of it, if it is what was given last."""
        kept = self._kept.get(key)
        return kept[1] if kept is not None and kept[0] == given else None

    def keep(self, key: Key, given: Given, result: Result) -> Result:
        """Remember it in place of what was given before."""
        with self._lock:
            self._kept.pop(key, None)
            if len(self._kept) >= self._most:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = (given, result)
        return result


class Recent(Generic[Key, Thing]):
    """Things by their keys: at most `most` of them, and at least half as many of those that were asked for last.

    The younger half and the elder one change places when the younger is full, and what nobody asked for since goes as a
    whole; so a thing that comes again and again stays, and to look one up costs no list of uses.
    """

    __slots__ = ("_elder", "_half", "_younger")

    def __init__(self, most: int) -> None:
        self._half = max(1, most // 2)
        self._younger: dict[Key, Thing] = {}
        self._elder: dict[Key, Thing] = {}

    def get(self, key: Key) -> Thing | None:
        """The thing, if it is still known."""
        thing = self._younger.get(key)
        if thing is None and (thing := self._elder.get(key)) is not None:
            self.keep(key, thing)
        return thing

    def keep(self, key: Key, thing: Thing) -> Thing:
        """The thing, known from now on."""
        if len(self._younger) >= self._half:
            self._elder, self._younger = self._younger, {}
        self._younger[key] = thing
        return thing

    def __len__(self) -> int:
        return len(self._younger.keys() | self._elder.keys())
