"""`dataclass` and `NamedTuple` as the standard library means them, without what those compile at every start.

The standard library writes and compiles the methods of a class when the class is made: 0.5 ms for a dataclass, 0.12 ms
for a named tuple. A build imports two hundred of them and makes values of half, and waited 30 ms. Here they share their
methods, and what is compiled waits for the first value. A type checker sees the standard library's own; a test holds
these against it. To leave: import the names from `dataclasses` and `typing` again.
"""

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ("NamedTuple", "dataclass", "field", "replace")

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
    from typing import NamedTuple
else:
    from _collections import _tuplegetter  # what the standard library reads fields with

    _NONE = object()

    class _Field:
        """How one field of a record begins and where it counts."""

        __slots__ = ("compare", "default", "factory", "repr")

        def __init__(self, default: Any, factory: Any, repr: bool, compare: bool) -> None:  # noqa: A002
            self.default, self.factory, self.repr, self.compare = default, factory, repr, compare

    def field(
        *,
        default: Any = _NONE,
        default_factory: Any = _NONE,
        repr: bool = True,  # noqa: A002
        compare: bool = True,
    ) -> _Field:
        """As `dataclasses.field`."""
        return _Field(default, default_factory, repr, compare)

    def dataclass(cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True) -> Any:
        """As `dataclasses.dataclass`."""
        if cls is None:
            return lambda given: dataclass(given, frozen=frozen, slots=slots, eq=eq)
        names = [name for name, kind in _annotations(cls).items() if "ClassVar" not in str(kind)]
        own = {name: _field_of(cls.__dict__.get(name, _NONE)) for name in names}
        fields = {**getattr(cls, "_record_fields", {}), **own}
        compared = [name for name, each in fields.items() if each.compare]
        methods = {
            "_record_fields": fields,
            "_frozen": frozen,
            "_compared": staticmethod(attrgetter(*compared) if compared else type),
            "__dataclass_fields__": _Standard("__dataclass_fields__"),
            "__dataclass_params__": _Standard("__dataclass_params__"),
            "__match_args__": tuple(fields),
            "__init__": _first_init,
            "__repr__": _record_repr,
        }
        if eq:
            methods |= {"__eq__": _record_eq, "__hash__": _record_hash if frozen else None}
        if frozen:
            methods |= {"__setattr__": _refuse_set, "__delattr__": _refuse_set}
        if frozen and slots:
            methods |= {"__getstate__": _record_state, "__setstate__": _set_record_state}
        wanted = {name: value for name, value in methods.items() if name.startswith("_") and name not in cls.__dict__}
        if not slots:
            for name, value in wanted.items():
                setattr(cls, name, value)
            for name, each in own.items():
                if each.default is not _NONE:
                    setattr(cls, name, each.default)
                elif name in cls.__dict__:
                    delattr(cls, name)
            return cls
        kept = {
            name: value
            for name, value in cls.__dict__.items()
            if name not in own and name not in ("__dict__", "__weakref__")
        }
        made = type(cls)(cls.__name__, cls.__bases__, {**kept, **wanted, "__slots__": tuple(own)})
        made.__qualname__ = cls.__qualname__
        return made

    def replace(value: Any, /, **changes: Any) -> Any:
        """As `dataclasses.replace`."""
        kind = type(value)
        for name in kind._record_fields:
            if name not in changes:
                changes[name] = getattr(value, name)
        return kind(**changes)

    def _annotations(cls: type) -> dict[str, Any]:
        return cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - loading `inspect` is what this saves

    def _field_of(said: Any) -> _Field:
        return said if isinstance(said, _Field) else _Field(said, _NONE, True, True)

    class _Standard:
        """What `dataclasses` and those who ask it read from a record, made when they ask."""

        def __init__(self, name: str) -> None:
            self.name = name

        def __get__(self, value: Any, kind: type) -> Any:
            import dataclasses  # noqa: PLC0415

            def standard(each: _Field) -> Any:
                default = dataclasses.MISSING if each.default is _NONE else each.default
                factory = dataclasses.MISSING if each.factory is _NONE else each.factory
                return dataclasses.field(default=default, default_factory=factory, repr=each.repr, compare=each.compare)

            rows = [(name, Any, standard(each)) for name, each in kind._record_fields.items()]
            return getattr(dataclasses.make_dataclass(kind.__name__, rows, frozen=kind._frozen), self.name)

    def _first_init(self: Any, *given: Any, **named: Any) -> None:
        """Compile the `__init__` of a class in its own place, and go on with it."""
        home = next(each for each in type(self).__mro__ if "_record_fields" in each.__dict__)
        home.__init__ = _compiled_init(home)
        home.__init__(self, *given, **named)

    def _compiled_init(home: type) -> Callable[..., None]:
        heads, lines, known = ["self"], [], {"_NONE": _NONE}
        for name, each in home._record_fields.items():
            value, set_it = name, f"self.{name} = "
            if each.factory is not _NONE:
                known[f"_new_{name}"] = each.factory
                heads.append(f"{name}=_NONE")
                value = f"_new_{name}() if {name} is _NONE else {name}"
            elif each.default is not _NONE:
                known[f"_default_{name}"] = each.default
                heads.append(f"{name}=_default_{name}")
            else:
                heads.append(name)
            if home._frozen:
                place = getattr(home, name, None)
                in_slot = hasattr(place, "__set__")
                known[f"_set_{name}"] = place.__set__ if in_slot else object.__setattr__
                lines.append(f"_set_{name}(self, {value})" if in_slot else f"_set_{name}(self, {name!r}, {value})")
            else:
                lines.append(set_it + value)
        exec(f"def __init__({', '.join(heads)}):\n " + "\n ".join(lines or ["pass"]), known)  # noqa: S102 - as there
        return known["__init__"]

    def _record_repr(self: Any) -> str:
        shown = (name for name, each in self._record_fields.items() if each.repr)
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    def _record_eq(self: Any, other: object) -> bool:
        return self._compared(self) == self._compared(other) if other.__class__ is self.__class__ else NotImplemented

    def _record_hash(self: Any) -> int:
        return hash(self._compared(self))

    def _refuse_set(self: Any, name: str, value: object = None) -> None:  # noqa: ARG001
        from dataclasses import FrozenInstanceError  # noqa: PLC0415

        raise FrozenInstanceError(f"cannot change field {name!r}")

    def _record_state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in self._record_fields]

    def _set_record_state(self: Any, state: list[Any]) -> None:
        for name, value in zip(self._record_fields, state, strict=True):
            object.__setattr__(self, name, value)

    class _Tuple(tuple):
        """What all named tuples share."""

        __slots__ = ()

        def __new__(cls, *given: Any, **named: Any) -> Any:
            """Compile the `__new__` of a class in its own place, and go on with it."""
            home = next(each for each in cls.__mro__ if "_fields" in each.__dict__)
            defaults = home._field_defaults
            heads = ", ".join(f"{name}=_of_{name}" if name in defaults else name for name in home._fields)
            known = {f"_of_{name}": value for name, value in defaults.items()} | {"_new": tuple.__new__}
            values = "".join(f"{name}, " for name in home._fields)
            made = eval(f"lambda _cls{', ' if heads else ''}{heads}: _new(_cls, ({values}))", known)  # noqa: S307
            made.__name__ = made.__qualname__ = "__new__"
            home.__new__ = staticmethod(made)
            return home.__new__(cls, *given, **named)

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Any:
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> Any:
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            shown = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__name__}({shown})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    class _Naming(type):
        """Turns the body of a class into a named tuple."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> type:
            fields = tuple(body.get("__annotations__", ()))
            defaults = {each: body[each] for each in fields if each in body}
            getters = {each: _tuplegetter(at, "") for at, each in enumerate(fields)}
            more = {"_fields": fields, "_field_defaults": defaults, "__match_args__": fields, "__slots__": ()}
            return type(name, (_Tuple, *bases[1:]), body | getters | more)

    _base = type.__new__(_Naming, "NamedTuple", (), {})

    class _NamedTuple:
        """As `typing.NamedTuple`, to be derived from."""

        def __mro_entries__(self, bases: tuple[Any, ...]) -> tuple[type, ...]:
            return (_base,)

    NamedTuple = _NamedTuple()
