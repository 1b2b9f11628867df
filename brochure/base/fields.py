"""The fields of a model as data: for the reader of YAML, the schema and the templates alike."""

from collections.abc import Iterator, Sequence
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

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


def field_at(model: type[Model], path: Sequence[str | int]) -> Field | None:
    """The field that a text at this path of a file fills; none where the path leads out of the model.

    Steps are names, and numbers for entries of a list. A text may stand for fields of which it fills one.
    """
    field, kind = _walked(model, path)
    while kind is not None and (stood := _stood_for(_bare(kind))):
        field, kind = stood, stood.kind
    return field if kind is not None else None


def models_at(model: type[Model], path: Sequence[str | int]) -> tuple[type[Model], ...]:
    """The models of which one is filled by fields at this path of a file."""
    _, kind = _walked(model, path)
    return tuple(models_in(kind)) if kind is not None else ()


def _walked(model: type[Model], path: Sequence[str | int]) -> tuple[Field | None, Any]:
    """The last field on a path, and the kind of what stands at its end; none where the path leads out."""
    kind: Any = model
    field: Field | None = None
    for step in path:
        kind = _bare(kind)
        while isinstance(step, int) and (stood := _stood_for(kind)):
            field, kind = stood, _bare(stood.kind)
        if isinstance(step, int):
            kind = get_args(kind)[0] if get_origin(kind) is tuple else None
        elif get_origin(kind) is dict:
            kind = get_args(kind)[1]
        else:
            named = {each.name: each for each in model_fields(kind)} if _is_model(kind) else {}
            field = named.get(step)
            kind = field.kind if field else None
        if kind is None:
            break
    return field, kind


def _bare(kind: Any) -> Any:
    """A kind without its notes, and without the choice of none."""
    kind, _ = unwrap(kind)
    if get_origin(kind) in (Union, UnionType):
        kind = unwrap(next(each for each in get_args(kind) if each is not NoneType))[0]
    return kind


def _is_model(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Model)


def _stood_for(kind: Any) -> Field | None:
    if not (_is_model(kind) and kind.stands_for):
        return None
    return next(each for each in model_fields(kind) if each.name == kind.stands_for)
