"""What is kept for the next time: keys that are the thing itself, and results of what was given or asked for lately."""

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


class Recent(dict[Key, Thing]):
    """Things by their keys: at most `most` of them, and at least half as many of those that were asked for last.

    The dictionary is the younger half: `get` finds what was asked for lately, at no cost, and `again` what was before.
    When it is full it becomes the elder half, and what nobody asked for since goes as a whole.
    """

    __slots__ = ("_elder", "_half")

    def __init__(self, most: int) -> None:
        super().__init__()
        self._half = max(1, most // 2)
        self._elder: dict[Key, Thing] = {}

    def again(self, key: Key) -> Thing | None:
        """A thing of the elder half, which is young again."""
        thing = self._elder.pop(key, None)
        return None if thing is None else self.keep(key, thing)

    def keep(self, key: Key, thing: Thing) -> Thing:
        """The thing, known from now on."""
        if len(self) >= self._half:
            self._elder = dict(self)
            self.clear()
        self[key] = thing
        return thing

    @property
    def weight(self) -> int:
        """How many things are known."""
        return len(self) + len(self._elder)
