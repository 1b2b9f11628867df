"""Nodes in, models out: one walk over the field types of a frozen dataclass, every fault gathered on the way."""

import re
import types
from collections.abc import Callable
from datetime import date
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from brochure.base.colour import parse_press, parse_screen
from brochure.base.fields import Field, model_fields, unwrap
from brochure.base.findings import BadInput, Finding, did_you_mean, nearest, no_such
from brochure.base.marks import LINE_BREAK
from brochure.base.model import About, Day, Measure, Model, Press, Ratio, Screen
from brochure.base.origin import Said
from brochure.base.spoken import without_invisible
from brochure.base.units import parse_length
from brochure.content.characters import forbidden_characters
from brochure.content.nodes import Entry, List, Map, Node, Scalar

Read = TypeVar("Read", bound=Model)
_LINE_END = re.compile(r"[ \t]*\n[ \t]*")


def read_model(node: Node, model: type[Read], before: tuple[Finding, ...] = ()) -> Read:
    """Fill a model; `before` is what was wrong with the file itself.

    Raises:
        BadInput: with every fault in the whole document.
    """
    found: list[Finding] = []
    value = _read(node, model, About(""), "", found)
    told = {fault.origin for fault in before}  # what follows of it is not told again
    faults = [*before, *(fault for fault in found if fault.origin not in told)]
    if faults:
        raise BadInput(*faults)
    return cast(Read, value)


def _read(node: Node, kind: Any, about: About, where: str, faults: list[Finding]) -> object:
    kind, inner = unwrap(kind)
    if about == About(""):
        about = inner
    reader = _SCALARS.get(kind)
    if reader is not None:
        text = _text(node, about, where, faults)
        return text if text is None else reader(text, about, where, faults)
    shape = get_origin(kind)
    if shape in (Union, types.UnionType):
        return _read_union(node, get_args(kind), about, where, faults)
    if shape is Literal:
        return _read_choice(node, get_args(kind), about, where, faults)
    if shape is tuple:
        return _read_list(node, get_args(kind)[0], about, where, faults)
    if shape is dict:
        return _read_named(node, get_args(kind)[1], where, faults)
    return _read_fields(node, kind, where, faults)


def _read_fields(node: Node, model: type[Model], where: str, faults: list[Finding]) -> object:
    if not isinstance(node, Map) and model.stands_for:
        named = Map(node.origin, [Entry(Scalar(model.stands_for, node.origin), node)])
        return _read_fields(named, model, where, faults)
    if not isinstance(node, Map):
        names = ", ".join(field.name for field in model_fields(model)[:4])
        faults.append(_wrong(node, where, "fields", f"write its fields under it: {names} ..."))
        return None
    fields = {field.name: field for field in model_fields(model)}
    found: dict[str, object] = {}
    for entry in node.entries:
        field = fields.get(entry.key.text)
        if field is None:
            faults.append(_unknown(entry, where, fields))
            found.update(_guess_meant(entry, fields, node))
            continue
        if not field.required and isinstance(entry.value, Scalar) and entry.value.empty:
            continue
        found[field.name] = _read(entry.value, field.kind, field.about, _path(where, field.name), faults)
    missing = [field for field in fields.values() if field.required and field.name not in found]
    faults += [_missing(field, node, where) for field in missing]
    if missing or any(value is None for name, value in found.items() if fields[name].required):
        return None
    if "origin" in model.__annotations__:
        found["origin"] = node.origin
    return model(**found)


def _guess_meant(entry: Entry, fields: dict[str, Field], node: Map) -> dict[str, object]:
    """A misspelt required field is told once, not also as missing."""
    meant = nearest(entry.key.text, fields)
    typed = {other.key.text for other in node.entries}
    return {meant: None} if meant and fields[meant].required and meant not in typed else {}


def _read_union(node: Node, kinds: tuple[Any, ...], about: About, where: str, faults: list[Finding]) -> object:
    present = [kind for kind in kinds if kind is not type(None)]
    if len(present) == 1:
        return _read(node, present[0], about, where, faults)
    by_kind = {_kind_of(kind): kind for kind in present}
    said = next((e.value for e in node.entries if e.key.text == "kind"), None) if isinstance(node, Map) else None
    if not isinstance(said, Scalar):
        faults.append(_wrong(node, where, "an entry with `kind:`", "kinds: " + ", ".join(by_kind)))
        return None
    chosen = by_kind.get(said.text)
    if chosen is None:
        message = f"'{said.text}' is no kind of '{where}'"
        faults.append(Finding("unknown-choice", message, said.origin, did_you_mean(said.text, by_kind)))
        return None
    return _read(node, chosen, about, where, faults)


def _kind_of(model: type[Model]) -> str:
    kind = next(field.kind for field in model_fields(model) if field.name == "kind")
    return str(get_args(kind)[0])


def _read_choice(node: Node, choices: tuple[str, ...], about: About, where: str, faults: list[Finding]) -> str | None:
    said = _text(node, about, where, faults)
    if said is None:
        return None
    if said.text not in choices:
        message = f"'{where}' cannot be '{said.text}'"
        faults.append(Finding("unknown-choice", message, said.origin, did_you_mean(said.text, choices)))
        return None
    return said.text


def _read_list(node: Node, kind: Any, about: About, where: str, faults: list[Finding]) -> object:
    if isinstance(node, Scalar) and about.one_or_many and not node.empty:
        one = about._replace(fewest=0)
        parts = node.paragraphs
        names = [where] if len(parts) == 1 else [f"{where} {at}" for at in range(1, len(parts) + 1)]
        found = [_read(each, kind, one, name, faults) for each, name in zip(parts, names, strict=True)]
        return None if any(value is None for value in found) else tuple(found)
    if not isinstance(node, List):
        faults.append(_wrong(node, where, "a list", "begin each entry with `- ` on a line of its own"))
        return None
    one = about._replace(one_or_many=True)
    items = [part for item in node.items for part in _entries(item, about)]
    values = [_read(item, kind, one, f"{where} {at}", faults) for at, item in enumerate(items, 1)]
    if len(values) < about.fewest:
        message = f"'{where}' needs at least {about.fewest}"
        faults.append(Finding("too-few", message, node.origin, f"write {about.fewest} or more entries"))
        return None
    return None if any(value is None for value in values) else tuple(values)


def _entries(item: Node, about: About) -> tuple[Node, ...]:
    """An entry of a list; of a list of paragraphs, each that a blank line parts."""
    return item.paragraphs if isinstance(item, Scalar) and about.one_or_many else (item,)


def _read_named(node: Node, kind: Any, where: str, faults: list[Finding]) -> object:
    if not isinstance(node, Map):
        faults.append(_wrong(node, where, "named entries", "write `name:` and its fields under it"))
        return None
    named = {}
    for entry in node.entries:
        value = _read(entry.value, kind, About(""), _path(where, entry.key.text), faults)
        named[entry.key.text] = value
        if isinstance(value, Model) and "origin" in type(value).__annotations__:
            named[entry.key.text] = value.but(origin=entry.key.origin)
    return named


def _text(node: Node, about: About, where: str, faults: list[Finding]) -> Said | None:
    """The text of a scalar after the rules that hold for every text."""
    if not isinstance(node, Scalar):
        faults.append(_wrong(node, where, "a text", "write the text after the colon, in quotes if it holds a colon"))
        return None
    said = Said("" if node.empty else node.text.strip("\n"), node.origin)
    found = list(forbidden_characters(said, where))
    if about.lines and "\n\n" not in said.text:
        said = Said(_LINE_END.sub(LINE_BREAK, said.text), said.origin)
    if about.may_be_empty and not said.text and not found:
        return said
    if not without_invisible(said.text).strip():
        found.append(Finding("empty-text", f"'{where}' is empty", said.origin, "write its text, or take the field out"))
    elif "\n" in said.text:
        what = "a blank line, which parts no paragraphs here" if about.lines else "a line break, which it cannot have"
        message = f"'{where}' holds {what}"
        hint = "make two entries of it, each after `- `" if about.one_or_many else "write it on one line"
        if about.lines and not about.one_or_many:
            hint = "write it as one paragraph"
        found.append(Finding("line-break", message, said.origin, hint))
    elif "\t" in said.text:
        message = f"'{where}' holds a tab, which would be printed as a space"
        hint = "write a space; where a backslash is meant in double quotes, write it twice"
        found.append(Finding("bad-character", message, said.origin, hint))
    elif len(said.text) > about.most:
        message = f"'{where}' has {len(said.text):,} letters; at most {about.most:,} are taken"
        hint = f"cut {len(said.text) - about.most:,} letters"
        found.append(Finding("text-too-long", message, said.origin, hint))
    elif about.pattern and not re.fullmatch(about.pattern, said.text):
        hint = f"write {about.form or 'it'}, such as '{about.example}'" if about.example else f"it is: {about.text}"
        found.append(Finding("bad-form", f"'{where}' cannot be '{_short(said.text)}'", said.origin, hint))
    faults += found
    return None if found else said


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:37] + "..."


def _path(where: str, name: str) -> str:
    return f"{where} {name}".strip()


def _wrong(node: Node, where: str, wanted: str, hint: str) -> Finding:
    found = {Scalar: "a text", List: "a list", Map: "fields"}[type(node)]
    if isinstance(node, Scalar) and node.empty:
        found = "nothing"
    return Finding("wrong-shape", f"'{where or 'the file'}' takes {wanted}, and holds {found}", node.origin, hint)


def _unknown(entry: Entry, where: str, fields: dict[str, Field]) -> Finding:
    place = f" in '{where}'" if where else ""
    message = f"unknown field '{_short(entry.key.text)}'{place}"
    hint = no_such(entry.key.text) or did_you_mean(entry.key.text, fields)
    return Finding("unknown-field", message, entry.key.origin, hint)


def _missing(field: Field, node: Map, where: str) -> Finding:
    what = f"'{_path(where, field.name)}' is missing"
    example = f", for example `{field.name}: {field.about.example}`" if field.about.example else ""
    about = field.about.text.removesuffix(".")
    return Finding(
        "missing-field", what, node.origin, f"add `{field.name}:`" + (f" ({about})" if about else "") + example
    )


def _read_day(said: Said, about: About, where: str, faults: list[Finding]) -> Day | None:
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", said.text):
            raise ValueError(said.text)
        return Day(date.fromisoformat(said.text), said.origin)
    except ValueError:
        faults.append(_bad_form(said, where, "no calendar day", "write year, month and day: 2026-11-01"))
        return None


def _read_measure(said: Said, about: About, where: str, faults: list[Finding]) -> Measure | None:
    try:
        return Measure(parse_length(said.text), said.origin)
    except ValueError:
        faults.append(_bad_form(said, where, "no length", "write a number and mm, cm, in or pt, such as 12pt"))
        return None


def _read_ratio(said: Said, about: About, where: str, faults: list[Finding]) -> Ratio | None:
    if re.fullmatch(r"\d{1,3}(\.\d{1,4})?", said.text):
        return Ratio(float(said.text), said.origin)
    faults.append(_bad_form(said, where, "no plain number", "write a number such as 1.3"))
    return None


def _read_screen(said: Said, about: About, where: str, faults: list[Finding]) -> Screen | None:
    try:
        return Screen(parse_screen(said.text), said.origin)
    except ValueError:
        faults.append(_bad_form(said, where, "no colour", 'write "#rrggbb" in quotes, such as "#12343b"'))
        return None


def _read_press(said: Said, about: About, where: str, faults: list[Finding]) -> Press | None:
    try:
        return Press(parse_press(said.text), said.origin)
    except ValueError:
        hint = "write cmyk(85, 50, 50, 60) or spot(PANTONE 7477 C, 85, 50, 50, 60), shares from 0 to 100"
        faults.append(_bad_form(said, where, "no ink", hint))
        return None


def _bad_form(said: Said, where: str, what: str, hint: str) -> Finding:
    return Finding("bad-form", f"'{where}' is {what}: '{_short(said.text)}'", said.origin, hint)


def _keep(said: Said, about: About, where: str, faults: list[Finding]) -> Said:
    return said


_SCALARS: dict[object, Callable[[Said, About, str, list[Finding]], object]] = {
    Said: _keep,
    Day: _read_day,
    Measure: _read_measure,
    Ratio: _read_ratio,
    Screen: _read_screen,
    Press: _read_press,
}
