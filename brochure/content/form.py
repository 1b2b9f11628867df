"""The fields of a leaflet as a form: what stands in its file, and what may stand there, in plain words."""

import re
from collections.abc import Iterator
from typing import Any, Final, Literal, get_args, get_origin

from brochure.base.body import BodyBlock, TableText
from brochure.base.brand import Brand
from brochure.base.fields import Field, field_at, model_fields, models_at
from brochure.base.leaflet import Leaflet
from brochure.base.model import Day, Model, Screen
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.content.beginnings import BLOCKS, FIELDS
from brochure.content.labels import (
    ABOUT,
    ABOUT_FIELDS,
    ADDS,
    ART,
    BLOCK_LABELS,
    BRAND_ADDS,
    BRAND_GROUPS,
    ENTRIES,
    GROUPS,
    HIDDEN,
    LIST_LABELS,
    label_of,
)

InputKind = Literal["line", "text", "day", "choice", "colour", "file"]
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
    entries: int = 0  # in that list
    opens_row: bool = False  # of a table
    closes_row: bool = False


class FormAdd(NamedTuple):
    """A field that is not there yet."""

    name: str
    label: str
    kind: str = ""  # of a block of the body
    is_file: bool = False  # it comes with a picture


class FormGroup(NamedTuple):
    """What belongs together."""

    name: str
    title: str
    fields: tuple[FormField, ...]
    entry: str = ""  # the path of an entry that may be moved and taken out as a whole
    entries: int = 0  # in its list
    is_quiet: bool = False  # seldom changed
    adds: tuple[FormAdd, ...] = ()  # what may join it


class Given(NamedTuple):
    """What a field may be chosen from that no model knows."""

    layouts: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()  # of the program's own, for easy read


_NOTHING: Final = Given()


def form_of(tree: Any, given: Given = _NOTHING) -> tuple[FormGroup, ...]:
    """The form of a leaflet's tree, in the order in which it is read."""
    groups: list[FormGroup] = []
    for title, names in GROUPS.items():
        if title:
            adds = [add for name in names for add in _adds(tree.get(name), (name,), Leaflet)]
            groups.append(FormGroup(names[0], title, tuple(_named(tree, names, Leaflet)), adds=tuple(adds)))
            continue
        for name in names:
            groups += _entries(name, tree.get(name))
    groups.append(FormGroup("about", ABOUT, tuple(_named(tree, ABOUT_FIELDS, Leaflet)), is_quiet=True))
    return tuple(_with_given(group, given) for group in groups if group.fields)


def brand_form_of(tree: Any) -> tuple[FormGroup, ...]:
    """The form of what a clinic says of itself in all leaflets."""
    groups = (FormGroup(names[0], title, tuple(_named(tree, names, Brand))) for title, names in BRAND_GROUPS.items())
    return tuple(group for group in groups if group.fields)


def adds_of(tree: Any) -> tuple[FormAdd, ...]:
    """What a leaflet may say besides."""
    found = [FormAdd(name, label) for name, label in ADDS.items() if not tree.get(name)]
    if not tree.get("body"):
        found += [FormAdd("body", label, kind) for kind, label in BLOCK_LABELS.items() if kind in BLOCKS]
    return (
        *found,
        *(FormAdd(f"{name}.file", label, is_file=True) for name, label in ART.items() if not tree.get(name)),
    )


def brand_adds_of(tree: Any) -> tuple[FormAdd, ...]:
    """What a clinic may say of itself besides."""
    found = [FormAdd(name, label) for name, label in BRAND_ADDS.items() if not _value(tree, steps_of(name))]
    logo = FormAdd("logo.reversed", "Logo for dark grounds", is_file=True)
    return (*found, *(() if _value(tree, ("logo", "reversed")) else (logo,)))


def _value(tree: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        tree = tree.get(step) if isinstance(tree, dict) else None
    return tree


def _adds(value: Any, path: tuple[str | int, ...], model: type[Model]) -> Iterator[FormAdd]:
    """Lists and pictures that may join what is there."""
    if isinstance(value, list):
        for at, each in enumerate(value):
            yield from _adds(each, (*path, at), model)
    home = _home(value, path, model) if isinstance(value, dict) else None
    for each in model_fields(home) if home else ():
        inner = (*path, each.name)
        if each.name in value:
            yield from _adds(value[each.name], inner, model)
        elif home is not BodyBlock and each.name in FIELDS and each.name not in ADDS:
            yield FormAdd(_name(inner), LIST_LABELS.get(each.name, label_of(each.name)))
        elif each.name == "picture" and (home is not BodyBlock or "text" in value):
            yield FormAdd(_name(inner), BLOCK_LABELS["picture"], is_file=True)


def _with_given(group: FormGroup, given: Given) -> FormGroup:
    """The form with what may be chosen for a field."""
    return group._replace(fields=tuple(_given(field, given) for field in group.fields))


def _given(field: FormField, given: Given) -> FormField:
    if field.name == "layout" and given.layouts:
        return field._replace(kind="choice", choices=given.layouts)
    if field.name.startswith("easy.") and field.kind == "file" and "." not in field.value and given.drawings:
        return field._replace(kind="choice", choices=given.drawings)
    return field


def steps_of(name: str) -> tuple[str | int, ...]:
    """The path that a field's name tells."""
    return tuple(int(part) if part.isascii() and part.isdigit() else part for part in name.split("."))


def _entries(name: str, value: Any) -> Iterator[FormGroup]:
    items = value if isinstance(value, list) else []
    for at, item in enumerate(items):
        path = (name, at)
        fields = tuple(_fields(item, path, Leaflet))
        adds = tuple(_adds(item, path, Leaflet))
        yield FormGroup(f"{name}.{at}", f"{ENTRIES[name]} {at + 1}", fields, f"{name}.{at}", len(items), adds=adds)


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
            told = told._replace(entry=_name(path), is_last=number == count - 1, entries=count)
        yield told


def _cells(table: dict[str, Any], path: tuple[str | int, ...]) -> Iterator[FormField]:
    """The rows of a table, each cell under the heading of its column."""
    heads = [each["label"] if isinstance(each, dict) else each for each in table.get("columns") or ()]
    rows = table.get("rows") or ()
    for at, row in enumerate(rows):
        home: tuple[str | int, ...] = (*path, "rows", at)
        cells, home = (row.get("cells"), (*home, "cells")) if isinstance(row, dict) else (row, home)
        cells = cells if isinstance(cells, list) else []
        for number, text in enumerate(cells):
            head = heads[number] if number < len(heads) else f"Column {number + 1}"
            kind: InputKind = "text" if len(text or "") > _LONG else "line"
            told = FormField(_name((*home, number)), f"{head}, row {at + 1}", kind, text or "", opens_row=not number)
            if number == len(cells) - 1:
                entry = _name((*path, "rows", at))
                told = told._replace(entry=entry, is_last=at == len(rows) - 1, entries=len(rows), closes_row=True)
            yield told


def _of_map(value: dict[str, Any], path: tuple[str | int, ...], model: type[Model]) -> Iterator[FormField]:
    """The fields of a map in the order of its model, and those that may join them."""
    home = _home(value, path, model)
    for each in model_fields(home) if home else ():
        if each.name in HIDDEN:
            continue
        if home is TableText and each.name == "rows":
            yield from _cells(value, path)
        elif value.get(each.name) is not None:
            yield from _fields(value[each.name], (*path, each.name), model)
        elif _may_be_typed(each) and path[0] in ("points", "safety", "aside", "booking"):
            yield _field((*path, each.name), each, "")


def _home(value: dict[str, Any], path: tuple[str | int, ...], model: type[Model]) -> type[Model] | None:
    """The model that the fields of a map are of."""
    models = models_at(model, path)
    return next((each for each in models if value.keys() <= {one.name for one in model_fields(each)}), None)


def _may_be_typed(field: Field) -> bool:
    """Whether an empty field is offered: a text that a reader would see."""
    is_text = field.kind is Said or Said in get_args(field.kind)
    is_one = get_origin(field.kind) is not tuple or field.about.one_or_many
    is_seen = field.about.use == "printed" or field.name in ("short", "booking", "emergency")
    return is_text and is_one and is_seen and not field.required and field.name != "address"


def _field(path: tuple[str | int, ...], field: Field, value: str) -> FormField:
    numbers = [step + 1 for step in path if isinstance(step, int)]
    names = [step for step in path if isinstance(step, str)]
    own = "logo" if path == ("logo", "file") else "columns" if names[-2:] == ["columns", "label"] else names[-1]
    label = label_of(own, numbers[-1] if isinstance(path[-1], int) else None)
    kind, choices = _kind(field, value)
    rows = min(9, -(-len(value) // _LETTERS_A_ROW) + value.count("\n")) if kind == "text" else 1
    return FormField(_name(path), label, kind, value, choices, max(1, rows))


def _kind(field: Field, value: str) -> tuple[InputKind, tuple[str, ...]]:
    bare = next((each for each in (field.kind, *get_args(field.kind)) if get_origin(each) is Literal), None)
    if bare is not None:
        return "choice", tuple(map(str, get_args(bare)))
    if field.kind is Day:
        return "day", ()
    if field.name in ("file", "reversed"):
        return "file", ()
    if Screen in (field.kind, *get_args(field.kind)) and re.fullmatch("#[0-9a-fA-F]{6}", value):
        return "colour", ()
    if not field.about.lines and (field.about.pattern or field.name in _ONE_LINE):
        return "line", ()
    is_long = len(value) > _LONG or (field.about.lines or field.about.one_or_many) or field.about.most > 4 * _LONG
    return ("text" if is_long and field.name not in ("author", "code") else "line"), ()


def _name(path: tuple[str | int, ...]) -> str:
    return ".".join(map(str, path))
