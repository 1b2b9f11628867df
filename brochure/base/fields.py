"""The fields of a model as data: for the reader of YAML, the schema and the templates alike."""

import dataclasses
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from brochure.base.model import About


@dataclasses.dataclass(frozen=True, slots=True)
class Field:
    """A field of a model as those who walk over models need it."""

    name: str
    kind: Any  # a type expression; its walker looks inside
    about: About
    required: bool


_FIELDS: dict[type, tuple[Field, ...]] = {}


def model_fields(model: type) -> tuple[Field, ...]:
    """The fields that a person may type, in the order of the model; `origin` is the reader's own."""
    if model not in _FIELDS:
        _FIELDS[model] = tuple(_declared_fields(model))
    return _FIELDS[model]


def _declared_fields(model: type) -> Iterator[Field]:
    hints = get_type_hints(model, include_extras=True)
    for declared in dataclasses.fields(model):
        if declared.name == "origin":
            continue
        kind, about = unwrap(hints[declared.name])
        required = declared.default is dataclasses.MISSING and declared.default_factory is dataclasses.MISSING
        yield Field(declared.name, kind, about, required)


def unwrap(kind: Any) -> tuple[Any, About]:
    """The bare type and what is said about it; the outermost `Annotated` wins."""
    about = About("")
    while get_origin(kind) is Annotated:
        bare, *notes = get_args(kind)
        if about == About(""):
            about = next((note for note in notes if isinstance(note, About)), about)
        kind = bare
    return kind, about
