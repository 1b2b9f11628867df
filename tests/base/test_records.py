"""Records of the house behave as those of the standard library, whose place they take."""

import copy
import dataclasses
import pickle
import typing
from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

import pytest

from brochure.base import records

T = TypeVar("T")


class Kinds(NamedTuple):
    """Where records come from."""

    dataclass: Any
    field: Any
    replace: Any
    NamedTuple: Any


OURS = Kinds(records.dataclass, records.field, records.replace, records.NamedTuple)
THEIRS = Kinds(dataclasses.dataclass, dataclasses.field, dataclasses.replace, typing.NamedTuple)


def frozen_of(kinds: Kinds) -> Any:
    @kinds.dataclass(frozen=True, slots=True)
    class Leaf:
        """A leaf."""

        name: str
        size: float = 1.0
        place: Any = kinds.field(default=None, repr=False, compare=False)
        notes: Any = kinds.field(default_factory=list, compare=False)

        @property
        def twice(self) -> float:
            return self.size * 2

    return Leaf


def derived_of(kinds: Kinds) -> Any:
    @kinds.dataclass(frozen=True, slots=True)
    class Twig(frozen_of(kinds)):  # type: ignore[misc]
        bark: str = "rough"

    return Twig


def open_of(kinds: Kinds) -> Any:
    @kinds.dataclass(slots=True)
    class Basket:
        items: list[str] = kinds.field(default_factory=list)
        name: str = "basket"

    return Basket


def by_identity_of(kinds: Kinds) -> Any:
    @kinds.dataclass(frozen=True, slots=True, eq=False)
    class Run:
        text: str

    return Run


def with_dict_of(kinds: Kinds) -> Any:
    @kinds.dataclass(frozen=True)
    class Face:
        name: str
        weight: str = kinds.field(default="bold", compare=False)

    return Face


def tuple_of(kinds: Kinds) -> Any:
    class Point(kinds.NamedTuple):  # type: ignore[misc, name-defined]
        """A point."""

        x: float
        y: float = 2.0

        def moved(self, by: float) -> Any:
            return self._replace(x=self.x + by)

    return Point


def generic_of(kinds: Kinds) -> Any:
    class Heard(kinds.NamedTuple, Generic[T]):  # type: ignore[misc, name-defined]
        findings: list[str]
        result: T

    return Heard


def told(act: Callable[[], Any]) -> Any:
    """What comes of it, or which fault; the words of faults differ."""
    try:
        return act()
    except Exception as fault:
        return type(fault)


RECORDS: dict[str, tuple[Callable[[Kinds], Any], list[Callable[[Any, Kinds], Any]]]] = {
    "frozen": (
        frozen_of,
        [
            lambda c, k: repr(c("a", 2.0)).rpartition(".")[2],
            lambda c, k: repr(c("a")).rpartition(".")[2],
            lambda c, k: (c("a") == c("a", 1.0, "else"), c("a") == c("b"), c("a") == "a", c("a") != c("a")),
            lambda c, k: hash(c("a")) == hash(c("a", place=3)),
            lambda c, k: len({c("a"), c("a"), c("b")}),
            lambda c, k: c(),
            lambda c, k: c("a", 1, 2, 3, 4),
            lambda c, k: c("a", nope=1),
            lambda c, k: c("a", name="b"),
            lambda c, k: setattr(c("a"), "name", "b"),
            lambda c, k: delattr(c("a"), "name"),
            lambda c, k: c("a").notes is c("a").notes,
            lambda c, k: c("a", size=4).twice,
            lambda c, k: k.replace(c("a", notes=[1]), size=3.0).notes,
            lambda c, k: k.replace(c("a"), nope=3.0),
            lambda c, k: dataclasses.replace(c("a"), name="c").name,
            lambda c, k: [(f.name, f.default, f.repr, f.compare, f.init) for f in dataclasses.fields(c)][:2],
            lambda c, k: dataclasses.is_dataclass(c),
            lambda c, k: dataclasses.asdict(c("a")),
            lambda c, k: c.__dataclass_params__.frozen,
            lambda c, k: c.__match_args__,
            lambda c, k: c.__slots__,
            lambda c, k: hasattr(c("a"), "__dict__"),
            lambda c, k: copy.deepcopy(c("a", notes=[1])).notes,
            lambda c, k: copy.copy(c("a", 7)).size,
            lambda c, k: c.__doc__,
        ],
    ),
    "derived": (
        derived_of,
        [
            lambda c, k: repr(c("a")).rpartition(".")[2],
            lambda c, k: c("a", 2.0, None, [], "smooth").bark,
            lambda c, k: (c("a") == c("a"), c("a") == c("a", bark="smooth")),
            lambda c, k: c.__mro__[1]("a") == c("a"),
            lambda c, k: k.replace(c("a"), bark="b", name="n").bark,
            lambda c, k: c.__match_args__,
            lambda c, k: [f.name for f in dataclasses.fields(c("a"))],
        ],
    ),
    "open": (
        open_of,
        [
            lambda c, k: repr(c(["x"])).rpartition(".")[2],
            lambda c, k: hash(c()),
            lambda c, k: (c() == c(), c(["a"]) == c()),
            lambda c, k: setattr(c(), "name", "b"),
            lambda c, k: setattr(c(), "other", "b"),
            lambda c, k: c().items is c().items,
        ],
    ),
    "by identity": (
        by_identity_of,
        [lambda c, k: c("a") == c("a"), lambda c, k: len({c("a"), c("a")}), lambda c, k: setattr(c("a"), "text", "")],
    ),
    "with a dict": (
        with_dict_of,
        [
            lambda c, k: c("a") == c("a", "light"),
            lambda c, k: hasattr(c("a"), "__dict__"),
            lambda c, k: setattr(c("a"), "name", ""),
            lambda c, k: c.weight,
            lambda c, k: k.replace(c("a"), weight="thin").weight,
        ],
    ),
    "tuple": (
        tuple_of,
        [
            lambda c, k: repr(c(1)),
            lambda c, k: c(1) == (1, 2.0),
            lambda c, k: c(x=3, y=4).y,
            lambda c, k: c(),
            lambda c, k: c(1, 2, 3),
            lambda c, k: c(1, z=3),
            lambda c, k: c(1).moved(2),
            lambda c, k: c(1)._replace(z=1),
            lambda c, k: c(1)._asdict(),
            lambda c, k: c._make([5, 6]).x,
            lambda c, k: c._make([5]),
            lambda c, k: (c._fields, c._field_defaults, c.__match_args__),
            lambda c, k: setattr(c(1), "x", 3),
            lambda c, k: hasattr(c(1), "__dict__"),
            lambda c, k: copy.deepcopy(c([1])).x,
            lambda c, k: hash(c(1)) == hash((1, 2.0)),
            lambda c, k: c.__doc__,
            lambda c, k: sorted(c(1) + c(2)),
        ],
    ),
    "generic tuple": (
        generic_of,
        [lambda c, k: repr(c[int](["a"], 3)), lambda c, k: c([], "x").result, lambda c, k: c.__orig_bases__[1]],
    ),
}


@pytest.mark.parametrize("name", RECORDS)
def test_ours_do_as_the_standard_library_does(name: str) -> None:
    build, asked = RECORDS[name]

    for at, act in enumerate(asked):
        ours, theirs = build(OURS), build(THEIRS)  # anew: the first question is asked of a class without a value
        assert told(lambda: act(ours, OURS)) == told(lambda: act(theirs, THEIRS)), at  # noqa: B023
        assert told(lambda: act(ours, OURS)) == told(lambda: act(theirs, THEIRS)), f"{at}, again"  # noqa: B023


class Pair(records.NamedTuple):
    a: int
    b: str = ""


@records.dataclass(frozen=True, slots=True)
class Kept:
    a: int
    b: tuple[int, ...] = ()


def test_records_travel_between_processes() -> None:
    for value in (Pair(1), Kept(1, (2, 3))):
        back = pickle.loads(pickle.dumps(value))

        assert back == value
        assert type(back) is type(value)


def test_values_are_taken_apart_by_a_match() -> None:
    match Kept(1, (2,)), Pair(3, "x"):
        case Kept(a, b), Pair(c, d):
            assert (a, b, c, d) == (1, (2,), 3, "x")
        case _:
            pytest.fail("no match")


def test_a_class_without_fields_is_a_record_too() -> None:
    class Nothing(records.NamedTuple):
        pass

    assert Nothing() == ()
