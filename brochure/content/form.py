"""The fields of a leaflet as a form: what stands in its file, and what may stand there, in plain words."""

import re
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from brochure.base.brand import Brand
from brochure.base.fields import Field, field_at, model_fields, models_at
from brochure.base.leaflet import Leaflet
from brochure.base.model import Day, Model, Screen
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.content.labels import ABOUT, ABOUT_FIELDS, BRAND_GROUPS, ENTRIES, GROUPS, HIDDEN, label_of

InputKind = Literal["line", "text", "day", "choice", "colour"]
_LONG, _LETTERS_A_ROW = 40, 48
_ONE_LINE = ("address", "web", "booking", "map", "url", "link")


class FormField(NamedTuple):
    """One text that may be typed."""

    name: str  # its path: `points.3.text`, entries from 0
    label: str
    kind: InputKind
    value: str
    choices: tuple[str, ...] = ()
    rows: int = 1
    entry: str = ""  # the path of the entry of a list that ends with it, and may be taken out
    is_last: bool = False  # of that list


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
            groups.append(FormGroup(names[0], title, tuple(_named(tree, names, Leaflet))))
            continue
        for name in names:
            groups += _entries(name, tree.get(name))
    groups.append(FormGroup("about", ABOUT, tuple(_named(tree, ABOUT_FIELDS, Leaflet)), is_quiet=True))
    return tuple(group for group in groups if group.fields)


def brand_form_of(tree: Any) -> tuple[FormGroup, ...]:
    """The form of what a clinic says of itself in all leaflets."""
    groups = (FormGroup(names[0], title, tuple(_named(tree, names, Brand))) for title, names in BRAND_GROUPS.items())
    return tuple(group for group in groups if group.fields)


def steps_of(name: str) -> tuple[str | int, ...]:
    """The path that a field's name tells."""
    return tuple(int(part) if part.isascii() and part.isdigit() else part for part in name.split("."))


def _entries(name: str, value: Any) -> Iterator[FormGroup]:
    items = value if isinstance(value, list) else []
    for at, item in enumerate(items):
        path = (name, at)
        fields = tuple(_fields(item, path, Leaflet))
        yield FormGroup(f"{name}.{at}", f"{ENTRIES[name]} {at + 1}", fields, f"{name}.{at}", len(items))


def _named(tree: Any, names: tuple[str, ...], model: type[Model]) -> Iterator[FormField]:
    for name in names:
        path, value = steps_of(name), tree
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            yield from _fields(value, path, model)
        elif (field := field_at(model, path)) and _may_be_typed(field) and (len(path) == 1 or tree.get(path[0])):
            yield _field(path, field, "")


def _fields(value: Any, path: tuple[str | int, ...], model: type[Model]) -> Iterator[FormField]:
    if isinstance(value, dict):
        yield from _of_map(value, path, model)
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from _of_entry(tuple(_fields(item, (*path, at), model)), (*path, at), len(value))
    elif field := field_at(model, path):
        yield _field(path, field, value or "")


def _of_entry(fields: tuple[FormField, ...], path: tuple[str | int, ...], count: int) -> Iterator[FormField]:
    """The fields of an entry of a list, numbered where it has company; the last one may take it out."""
    home, number = path[-2], int(path[-1])
    for each in fields:
        told = each
        if each.name == _name(path) and count == 1:
            told = told._replace(label=label_of(str(home)))
        elif each.name != _name(path) and count > 1 and not each.label[-1].isdigit():
            told = told._replace(label=f"{each.label} {number + 1}")
        if each is fields[-1] and isinstance(home, str):
            told = told._replace(entry=_name(path), is_last=number == count - 1)
        yield told


def _of_map(value: dict[str, Any], path: tuple[str | int, ...], model: type[Model]) -> Iterator[FormField]:
    """The fields of a map in the order of its model, and those that may join them."""
    models = models_at(model, path)
    home = next((each for each in models if value.keys() <= {one.name for one in model_fields(each)}), None)
    for each in model_fields(home) if home else ():
        if each.name in HIDDEN:
            continue
        if value.get(each.name) is not None:
            yield from _fields(value[each.name], (*path, each.name), model)
        elif _may_be_typed(each) and path[0] in ("points", "safety", "aside", "booking"):
            yield _field((*path, each.name), each, "")


def _may_be_typed(field: Field) -> bool:
    """Whether an empty field is offered: a text that a reader would see."""
    is_text = field.kind is Said or Said in get_args(field.kind)
    is_one = get_origin(field.kind) is not tuple or field.about.one_or_many
    is_seen = field.about.use == "printed" or field.name in ("short", "booking", "emergency")
    return is_text and is_one and is_seen and not field.required and field.name != "address"


def _field(path: tuple[str | int, ...], field: Field, value: str) -> FormField:
    numbers = [step + 1 for step in path if isinstance(step, int)]
    names = [step for step in path if isinstance(step, str)]
    label = label_of(names[-1], numbers[-1] if isinstance(path[-1], int) else None)
    if field.name == "cells":
        label = f"Row {numbers[-2]}, column {numbers[-1]}"
    kind, choices = _kind(field, value)
    rows = min(9, -(-len(value) // _LETTERS_A_ROW) + value.count("\n")) if kind == "text" else 1
    return FormField(_name(path), label, kind, value, choices, max(1, rows))


def _kind(field: Field, value: str) -> tuple[InputKind, tuple[str, ...]]:
    bare = next((each for each in (field.kind, *get_args(field.kind)) if get_origin(each) is Literal), None)
    if bare is not None:
        return "choice", tuple(map(str, get_args(bare)))
    if field.kind is Day:
        return "day", ()
    if Screen in (field.kind, *get_args(field.kind)) and re.fullmatch("#[0-9a-fA-F]{6}", value):
        return "colour", ()
    if not field.about.lines and (field.about.pattern or field.name in _ONE_LINE):
        return "line", ()
    is_long = len(value) > _LONG or (field.about.lines or field.about.one_or_many) or field.about.most > 4 * _LONG
    return ("text" if is_long and field.name not in ("author", "code") else "line"), ()


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))
