"""The texts of a leaflet that are translated, each with the path that messages give it."""

from collections.abc import Iterator

from brochure.base.fields import model_fields
from brochure.base.leaflet import Evidence
from brochure.base.model import Model
from brochure.base.origin import Said
from brochure.base.records import NamedTuple

# Data that a translation repeats as it stands; every other text of a leaflet is translated.
_DATA = frozenset({
    "claims", "code", "version", "language", "source", "author", "reviewer", "brand", "layout", "layouts", "editions",
    "file", "focus", "day", "hour", "minutes", "zone", "place", "number",
})  # fmt: skip


class Block(NamedTuple):
    """One text that is translated as a whole; `path` names it as messages do: `points 3 text 1`."""

    path: str
    said: Said


def blocks_of(leaflet: Model) -> tuple[Block, ...]:
    """Every text of a leaflet (or a brand) that is translated, in the order of the model."""
    return tuple(_blocks(leaflet, ""))


def _blocks(value: object, path: str) -> Iterator[Block]:
    if isinstance(value, Said):
        yield Block(path, value)
    elif type(value) is tuple:
        for at, each in enumerate(value, 1):
            yield from _blocks(each, f"{path} {at}")
    elif isinstance(value, Model) and not isinstance(value, Evidence):
        for field in model_fields(type(value)):
            each = getattr(value, field.name)
            if field.name not in _DATA or isinstance(each, Model):  # a block of the body is called `code` too
                yield from _blocks(each, f"{path} {field.name}".strip())


def files_of(value: object) -> Iterator[Said]:
    """The files that a leaflet names: its pictures, in the order of the model."""
    if type(value) is tuple:
        for each in value:
            yield from files_of(each)
    elif isinstance(value, Model):
        for field in model_fields(type(value)):
            each = getattr(value, field.name)
            if field.name == "file" and isinstance(each, Said):
                yield each
            else:
                yield from files_of(each)
