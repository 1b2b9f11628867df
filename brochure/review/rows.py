"""The texts of a leaflet as a reviewer reads them: in order, by plain names, a translation beside its source."""

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, Final

from brochure.base.fields import field_at
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.content.editing import tree_of
from brochure.content.form import FormField, FormGroup, form_of, steps_of
from brochure.content.nodes import read_file_bytes
from brochure.content.read import find_leaflet
from brochure.content.shelf import Shelf, shown

_SEEN: Final = ("printed", "heard")
_ALSO: Final = frozenset(("short",))  # printed where there is little room
_NO_WORDS: Final = frozenset(("code", "version"))
_ROW, _PART = "\x1e", "\x1f"  # no text holds them


class ReviewRow(NamedTuple):
    """One text that a reviewer may correct."""

    field: str  # its path: `points.3.text`, entries from 0
    label: str
    words: str
    source: str = ""
    has_place: bool = True  # the file of the translation has where it would stand


class ReviewGroup(NamedTuple):
    """What belongs together."""

    title: str
    rows: tuple[ReviewRow, ...]


class Review(NamedTuple):
    """A leaflet in one language as it goes out."""

    leaflet: str
    language: str
    title: str
    source_language: str  # nothing where it is no translation
    groups: tuple[ReviewGroup, ...]

    @property
    def rows(self) -> tuple[ReviewRow, ...]:
        """All of them, in order."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def digest(self) -> str:
        """What a whole page is known by when it comes back."""
        return digest_of((row.field, row.words) for row in self.rows)


def digest_of(texts: Iterable[tuple[str, str]]) -> str:
    """Names of fields and what stood in them, as one short name."""
    return sha256(_ROW.join(f"{field}{_PART}{words}" for field, words in texts).encode()).hexdigest()[:16]


def review_of(order: Order, shelf: Shelf) -> Review:
    """All texts of a leaflet in one language that somebody sees or hears.

    Raises:
        BadInput: there is no such leaflet, or it or its source is damaged.
    """
    file = find_leaflet(order, shelf)
    tree: Any = tree_of(read_file_bytes(file, name=shown(file)), shown(file))
    tag = str(tree.get("source") or "")
    source = _source(replace(order, language=tag), shelf) if tag else {}
    groups = _paired(form_of(tree), form_of(source) if source else (), tree)
    return Review(order.leaflet, order.language, str(tree.get("title") or order.leaflet), tag, tuple(groups))


def base_rows(tree: Any) -> tuple[ReviewRow, ...]:
    """The texts of a file as it is now, without their source."""
    return tuple(row for group in _paired(form_of(tree), (), tree) for row in group.rows)


def place_of(group: str, label: str) -> str:
    """How a text is called among all of a leaflet."""
    return f"{group}, {label}"


def _source(order: Order, shelf: Shelf) -> Any:
    try:
        file = find_leaflet(order, shelf)
    except BadInput:  # it is told where the leaflet is built; what can be read beside it is read
        return {}
    return tree_of(read_file_bytes(file, name=shown(file)), shown(file))


def _paired(own: tuple[FormGroup, ...], source: tuple[FormGroup, ...], tree: Any) -> Iterator[ReviewGroup]:
    """Groups in the order of the leaflet, then those that its source has alone."""
    beside = {field.name: field.value for group in source for field in group.fields if field.value}
    also = {group.name: group for group in source}
    for group in (*own, *(each for each in source if each.name not in {one.name for one in own})):
        fields = group.fields
        if group.name in also:
            known = {field.name for field in fields}
            fields = (*fields, *(field for field in also[group.name].fields if field.name not in known))
        held = {field.name for each in own for field in each.fields}
        rows = tuple(_rows(fields, held, beside, tree))
        if rows:
            yield ReviewGroup(group.title, rows)


def _rows(fields: Iterable[FormField], held: set[str], beside: dict[str, str], tree: Any) -> Iterator[ReviewRow]:
    for field in fields:
        words = field.value if field.name in held else ""
        if _is_read(field) and (words or field.name in beside):
            yield ReviewRow(field.name, field.label, words, beside.get(field.name, ""), _has_place(field.name, tree))


def _is_read(field: FormField) -> bool:
    return field.kind in ("line", "text") and is_read(field.name)


def is_read(name: str) -> bool:
    """Whether what stands at this path of a leaflet is words that somebody sees or hears."""
    field = field_at(Leaflet, steps_of(name))
    return field is not None and field.name not in _NO_WORDS and (field.about.use in _SEEN or field.name in _ALSO)


def _has_place(name: str, tree: Any) -> bool:
    *above, last = steps_of(name)
    home = tree
    for step in above:
        if isinstance(home, dict):
            home = home.get(step)
        else:
            home = home[step] if isinstance(home, list) and isinstance(step, int) and step < len(home) else None
    if isinstance(last, int):
        return isinstance(home, list) and last <= len(home)
    return isinstance(home, dict)
