"""The fields of a model as data: for the reader of YAML, the schema and the templates alike."""

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from brochure.base.model import About, Model
from brochure.base.records import NamedTuple


class Field(NamedTuple):
    """A field of a model as those who walk over models need it."""

    name: str
    kind: Any  # a type expression; its walker looks inside
    about: About
    required: bool


_FIELDS: dict[type[Model], tuple[Field, ...]] = {}


def model_fields(model: type[Model]) -> tuple[Field, ...]:
    """The fields that a person may type, in the order of the model; `origin` is the reader's own."""
    if model not in _FIELDS:
        _FIELDS[model] = tuple(_declared_fields(model))
    return _FIELDS[model]


def _declared_fields(model: type[Model]) -> Iterator[Field]:
    for name, annotation in model.__annotations__.items():
        if name != "origin":
            kind, about = unwrap(annotation)
            yield Field(name, kind, about, required=name not in model.model_defaults)


def unwrap(kind: Any) -> tuple[Any, About]:
    """The bare type and what is said about it; the outermost `Annotated` wins."""
    about = About("")
    while get_origin(kind) is Annotated:
        bare, *notes = get_args(kind)
        if about == About(""):
            about = next((note for note in notes if isinstance(note, About)), about)
        kind = bare
    return kind, about


def models_in(kind: Any) -> Iterator[type[Model]]:
    """The models that a field of this kind holds, in lists and choices too."""
    bare, _ = unwrap(kind)
    if isinstance(bare, type) and issubclass(bare, Model):
        yield bare
    for each in get_args(bare):
        yield from models_in(each)
