"""JSON Schema of the models, so that an editor completes and checks a YAML file while it is written."""

import json
import types
from typing import Any, Literal, Union, get_args, get_origin

from brochure.base.brand import Brand, FaceNames, Roles, Style, Styles
from brochure.base.design import Layout
from brochure.base.fields import Field, model_fields, unwrap
from brochure.base.leaflet import CLINIC_FIELDS, Leaflet
from brochure.base.model import About, Day, Measure, Model, Press, Ratio, Screen
from brochure.base.origin import Said

Schema = dict[str, Any]

_BRANDS = ("palette", "roles", "faces", "styles")
_FILLED_IN: tuple[type[Model], ...] = (Roles, Styles, FaceNames, Style)
SCHEMAS: dict[str, type[Model]] = {"leaflet": Leaflet, "brand": Brand, "layout": Layout}

# As strict as the reader, but for what a pattern cannot say: characters that may not stand in a text, and a number in
# the place of a text with a form. `tests/content/test_schema.py` holds the two against each other.
_SHARE = r"\s*(100(\.0{1,2})?|0?\d{1,2}(\.\d{1,2})?)\s*"
_INK = ",".join([_SHARE] * 4)
_FORMS: dict[object, Schema] = {
    # YAML 1.2 editors read `9:30`, `no` and `01067` as other things; every scalar is a text here.
    Said: {"type": ["string", "number", "boolean", "integer"], "pattern": r"^\n*.*\S.*\n*$"},
    Day: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    Measure: {"type": "string", "pattern": r"^\s*\d{1,5}(\.\d{1,6})?\s*(mm|cm|in|pt)\s*$"},
    Ratio: {"type": ["number", "string"], "minimum": 0, "maximum": 999, "pattern": r"^\d{1,3}(\.\d{1,4})?$"},
    Screen: {"type": "string", "pattern": r"^\s*#[0-9A-Fa-f]{6}\s*$"},
    Press: {
        "type": "string",
        "pattern": rf"^\s*(cmyk\({_INK}\)|spot\(\s*[A-Za-z0-9][A-Za-z0-9 .+-]{{0,60}}?\s*,{_INK}\))\s*$",
    },
}


def schema_of(name: str) -> Schema:
    """The JSON Schema (draft 2020-12) of `leaflet`, `brand` or `layout`."""
    top = _object(SCHEMAS[name])
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": name, **top}


def schema_text(name: str) -> str:
    """The schema as it is printed and shipped."""
    return json.dumps(schema_of(name), indent=1, ensure_ascii=False)


def _object(model: type[Model]) -> Schema:
    fields = model_fields(model)
    return {
        "type": "object",
        "description": (model.__doc__ or "").split("\n")[0],
        "additionalProperties": False,
        "required": [field.name for field in fields if field.required and not _is_filled_in(model, field)],
        "properties": {field.name: _property(field) for field in fields},
    }


def _is_filled_in(model: type[Model], field: Field) -> bool:
    """Whether `clinic.yaml` may say it in place of the leaflet, or the program in place of a brand."""
    return (
        (model is Leaflet and field.name in CLINIC_FIELDS)
        or model in _FILLED_IN
        or (model is Brand and field.name in _BRANDS)
    )


def _model(model: type[Model]) -> Schema:
    """Its fields, or what may be typed in their place."""
    short = next((field for field in model_fields(model) if field.name == model.stands_for), None)
    if short is None:
        return _object(model)
    return {"anyOf": [_form(short.kind, short.about), _object(model)]}


def _property(field: Field) -> Schema:
    """What a field takes; nothing stands for an optional one that is not given."""
    form = _form(field.kind, field.about)
    if field.required:
        return form
    if "enum" in form:
        return form | {"enum": [*form["enum"], None]}
    if "anyOf" in form:
        return form | {"anyOf": [*form["anyOf"], {"type": "null"}]}
    types_of = form["type"] if isinstance(form["type"], list) else [form["type"]]
    return form | {"type": [*types_of, "null"]}


def _form(kind: Any, about: About) -> Schema:
    kind, inner = unwrap(kind)
    about = inner if about == About("") else about
    said = {"description": about.text} if about.text else {}
    if kind in _FORMS:
        return said | _scalar(kind, about)
    shape, inside = get_origin(kind), get_args(kind)
    if shape in (Union, types.UnionType):
        forms = [_form(each, About("")) for each in inside if each is not type(None)]
        return said | (_form(inside[0], about) if len(forms) == 1 else {"anyOf": forms})
    if shape is Literal:
        return said | {"enum": list(inside)}
    if shape is tuple:
        return said | _many(inside[0], about)
    if shape is dict:
        return said | {"type": "object", "additionalProperties": _form(inside[1], About(""))}
    return _model(kind) | said


def _many(kind: Any, about: About) -> Schema:
    one = _form(kind, About("", about.most, about.pattern, lines=about.lines))
    many: Schema = {"type": "array", "items": one}
    if about.fewest:
        many["minItems"] = about.fewest
    return {"anyOf": [one, many]} if about.one_or_many else many


def _scalar(kind: object, about: About) -> Schema:
    form = dict(_FORMS[kind])
    if kind is Said:
        form["maxLength"] = about.most
        if about.lines:  # single line ends stay, a blank line parts no paragraphs
            form["pattern"] = r"^\n*(?=[\s\S]*\S)[^\n]+(\n[^\n]+)*\n*$"
        if about.pattern:
            form["pattern"] = f"^(?:{about.pattern})$"
    if about.example:
        form["examples"] = [about.example]
    return form
