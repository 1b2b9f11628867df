"""The fields of a leaflet as a form: what stands in its file, and what may stand there, in plain words."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from brochure.base.fields import Field, field_at, model_fields, models_at
from brochure.base.leaflet import Leaflet
from brochure.base.model import Day
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.studio.labels import ABOUT, ABOUT_FIELDS, ENTRIES, GROUPS, HIDDEN, label_of

InputKind = Literal["line", "text", "day", "choice"]
_LONG, _LETTERS_A_ROW = 40, 48


class FormField(NamedTuple):
    """One text that may be typed."""

    name: str  # its path: `points.3.text`, entries from 0
    label: str
    kind: InputKind
    value: str
    choices: tuple[str, ...] = ()
    rows: int = 1
    is_entry: bool = False  # of a list that may have more and fewer
    is_last: bool = False  # of that list
    may_go: bool = False  # nothing is wrong where it is empty


class FormGroup(NamedTuple):
    """What belongs together."""

    name: str
    title: str
    fields: tuple[FormField, ...]
    entry: str = ""  # the path of an entry that may be moved and taken out as a whole
    entries: int = 0  # in its list
    is_quiet: bool = False  # seldom changed


def form_of(tree: Any) -> tuple[FormGroup, ...]:
    """The form of a leaflet's tree, in the order in which it is read."""
    groups: list[FormGroup] = []
    for title, names in GROUPS.items():
        if title:
            groups.append(FormGroup(names[0], title, tuple(_top(tree, names))))
            continue
        for name in names:
            groups += _entries(name, tree.get(name))
    groups.append(FormGroup("about", ABOUT, tuple(_top(tree, ABOUT_FIELDS)), is_quiet=True))
    return tuple(group for group in groups if group.fields)


def steps_of(name: str) -> tuple[str | int, ...]:
    """The path that a field's name tells."""
    return tuple(int(part) if part.isascii() and part.isdigit() else part for part in name.split("."))


def _entries(name: str, value: Any) -> Iterator[FormGroup]:
    items = value if isinstance(value, list) else []
    for at, item in enumerate(items):
        path = (name, at)
        fields = tuple(_fields(item, path))
        yield FormGroup(f"{name}.{at}", f"{ENTRIES[name]} {at + 1}", fields, f"{name}.{at}", len(items))


def _top(tree: Any, names: tuple[str, ...]) -> Iterator[FormField]:
    for name in names:
        if tree.get(name) is not None:
            yield from _fields(tree[name], (name,))
        elif (field := field_at(Leaflet, (name,))) and _may_be_typed(field):
            yield _field((name,), field, "")


def _fields(value: Any, path: tuple[str | int, ...]) -> Iterator[FormField]:
    field = field_at(Leaflet, path)
    if isinstance(value, dict):
        yield from _of_map(value, path)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            for each in _fields(item, (*path, at)):
                is_own = each.name == _name((*path, at)) and isinstance(path[-1], str)
                if is_own:
                    label = each.label if len(value) > 1 else label_of(str(path[-1]))
                    each = each._replace(label=label, is_entry=True, is_last=at == len(value) - 1)  # noqa: PLW2901
                yield each
    elif field is not None:
        yield _field(path, field, value or "")


def _of_map(value: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[FormField]:
    """The fields of a map in the order of its model, and those that may join them."""
    models = models_at(Leaflet, path)
    model = next((each for each in models if value.keys() <= {one.name for one in model_fields(each)}), None)
    for each in model_fields(model) if model else ():
        if each.name in HIDDEN:
            continue
        if value.get(each.name) is not None:
            yield from _fields(value[each.name], (*path, each.name))
        elif _may_be_typed(each) and path[0] in ("points", "safety", "aside", "booking"):
            yield _field((*path, each.name), each, "")


def _may_be_typed(field: Field) -> bool:
    """Whether an empty field is offered: a text that a reader would see."""
    is_text = field.kind is Said or Said in get_args(field.kind)
    is_one = get_origin(field.kind) is not tuple or field.about.one_or_many
    is_seen = field.about.use == "printed" or field.name == "short"
    return is_text and is_one and is_seen and not field.required and field.name != "address"


def _field(path: tuple[str | int, ...], field: Field, value: str) -> FormField:
    numbers = [step + 1 for step in path if isinstance(step, int)]
    names = [step for step in path if isinstance(step, str)]
    label = label_of(names[-1], numbers[-1] if isinstance(path[-1], int) else None)
    if field.name == "cells":
        label = f"Row {numbers[-2]}, column {numbers[-1]}"
    kind, choices = _kind(field, value)
    rows = min(9, -(-len(value) // _LETTERS_A_ROW) + value.count("\n")) if kind == "text" else 1
    return FormField(_name(path), label, kind, value, choices, max(1, rows), may_go=not field.required)


def _kind(field: Field, value: str) -> tuple[InputKind, tuple[str, ...]]:
    bare = next((each for each in (field.kind, *get_args(field.kind)) if get_origin(each) is Literal), None)
    if bare is not None:
        return "choice", tuple(map(str, get_args(bare)))
    if field.kind is Day:
        return "day", ()
    is_long = len(value) > _LONG or (field.about.lines or field.about.one_or_many) or field.about.most > 4 * _LONG
    return ("text" if is_long and field.name not in ("author", "code") else "line"), ()


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))
