"""What something new in a file says until somebody writes it: a block of the body, an entry of a list, a field that
holds more than one text.
"""

from collections.abc import Mapping
from typing import Any, Final

from brochure.base.fields import field_at
from brochure.base.model import Model
from brochure.base.records import NamedTuple
from brochure.content.edit import AddItem, DropValue, Edit, MoveItem, PutKey, Typed
from brochure.content.editing import key_before
from brochure.content.spans import Step, spans_of

Path = tuple[Step, ...]
_LINE, _TEXT, _HEADING = "New line", "New text", "New heading"
# Blocks of the body by their names; a picture comes with its file.
BLOCKS: Final[Mapping[str, Mapping[str, Typed]]] = {
    "heading": {"heading": _HEADING},
    "subheading": {"subheading": _HEADING},
    "text": {"text": _TEXT},
    "list": {"list": (_LINE,)},
    "numbered": {"numbered": (_LINE,)},
    "ticks": {"ticks": (_LINE,)},
    "crosses": {"crosses": (_LINE,)},
    "do": {"do": ("What to do",), "do_not": ("What not to do",)},
    "points": {"points": ({"heading": _HEADING, "text": _TEXT},)},
    "steps": {"steps": ("What to do first", "What to do then")},
    "table": {"table": {"columns": ("What", "How much"), "rows": (("New row", "0"),)}},
    "facts": {"facts": ({"label": "New label", "value": "What it says"},)},
    "urgent": {"urgent": {"heading": _HEADING, "list": (_LINE,)}},
    "box": {"box": {"heading": _HEADING, "body": ({"text": _TEXT},)}},
    "quote": {"quote": {"words": "New words", "who": "Who said it"}},
    "risk": {"risk": {"count": "1", "of": "100", "say": "It happens to 1 of 100 people."}},
    "outline": {"outline": {"view": "back", "places": ("lower-back",), "alt": "A body with the place marked"}},
    "fill": {"fill": "What is to be written here"},
    "tick": {"tick": (_LINE,)},
    "sign": {"sign": ("Name", "Day")},
    "contact": {"contact": {"name": "New place", "address": ("New street 1",)}},
    "columns": {"columns": (
        {"body": ({"heading": _HEADING}, {"text": _TEXT})}, {"body": ({"heading": _HEADING}, {"text": _TEXT})},
    )},
    "references": {"references": ("Who published it, and where to find it",)},
    "code": {"code": {
        "link": "https://clinic.example/page", "label": "What it leads to", "alt": "QR code: it leads to a page",
    }},
    "safety": {"safety": "here"},
}  # fmt: skip
# Fields of a leaflet or a brand that are not there yet, by their names.
FIELDS: Final[Mapping[str, Typed]] = {
    "points": ({"heading": _HEADING, "text": _TEXT},),
    "sections": ({"heading": _HEADING, "text": _TEXT},),
    "easy": ({"say": "One short sentence.", "picture": "talk"},),
    "aside": {"heading": _HEADING, "text": _TEXT},
    "safety": {"heading": "Your safety", "keep": _TEXT},
    "booking": {"label": "Book a visit", "alt": "QR code: it opens our booking page"},
    "drawing": {"alt": "A line that grows calm"},
    "items": (_LINE,),
    "list": (_LINE,),
    "closing": _TEXT,
    "tell_us": (_LINE,),
    "urgent": (_LINE,),
    "do": ("What to do",),
    "do_not": ("What not to do",),
    "telephones": ({"number": "0", "word": "Reception"},),
    "hours": ({"days": "Mon-Fri", "opens": "9:00", "closes": "17:00"},),
    "social": ({"network": "New network", "account": "New account"},),
}
_BESIDE: Final = {
    "heading": _HEADING, "text": _TEXT, "label": "New label", "value": "What it says", "say": _TEXT,
}  # fmt: skip


class Wanted(NamedTuple):
    """What somebody wants of a file's shape: an entry more, fewer or elsewhere, or a field more."""

    act: str  # add, drop, move, put
    path: Path  # of the entry, or of the field
    to: int = 0  # of a move
    kind: str = ""  # of a new block of the body


def edits_for(wanted: Wanted, tree: Any, data: bytes, model: type[Model]) -> tuple[Edit, ...]:
    """The changes of a file that make it so. All of a table's rows go with its columns.

    Raises:
        ValueError: nothing of the kind can be wanted there.
        LookupError: there is no such place.
    """
    path = wanted.path
    if wanted.act == "put":
        return (_put(path, wanted.kind, data, model),)
    home, at = path[:-1], path[-1]
    if wanted.kind and (wanted.act != "add" or home != ("body",)):
        raise ValueError(wanted.kind)
    if not isinstance(at, int) or wanted.act not in ("add", "drop", "move"):
        raise ValueError(wanted.act)
    if wanted.act == "drop" and len(_at(tree, home)) == 1:
        return (DropValue(_alone(tree, home)),)
    new = BLOCKS[wanted.kind] if wanted.kind else new_entry(tree, path)
    rows = _rows_of(tree, home)
    return (_one(wanted, home, at, new), *(_one(wanted, row, at, "") for row in rows))


def new_entry(tree: Any, path: Path) -> Typed:
    """What a new entry says beside one that is there."""
    beside = _at(tree, path)
    if isinstance(beside, list):  # the cells of a row, of which the first names it
        return ("New row", *("" for _ in beside[1:]))
    if path[-3:-1] == ("table", "columns"):
        return "New column"
    if not isinstance(beside, dict):
        return _LINE
    if "cells" in beside:
        return {"cells": ("New row", *("" for _ in beside["cells"][1:]))}
    known = {name: _BESIDE[name] for name in beside if name in _BESIDE}
    return known or {name: text for name, text in beside.items() if isinstance(text, str)} or {"text": _TEXT}


def _one(wanted: Wanted, home: Path, at: int, new: Typed) -> Edit:
    if wanted.act == "add":
        return AddItem(home, at + 1, new)
    return DropValue((*home, at)) if wanted.act == "drop" else MoveItem(home, at, wanted.to)


def _put(path: Path, kind: str, data: bytes, model: type[Model]) -> Edit:
    key = str(path[-1])
    if field_at(model, path) is None and key not in FIELDS and path != ("body",):
        raise ValueError(path)
    value: Typed = (BLOCKS[kind],) if path == ("body",) else FIELDS[key]
    return put_value(path, value, data, model)


def put_value(path: Path, value: Typed, data: bytes, model: type[Model]) -> Edit:
    """A field that is not there yet, where a file is written in order."""
    return PutKey(path[:-1], str(path[-1]), value, key_before(spans_of(data.decode("utf-8-sig")), path, model))


def _at(tree: Any, path: Path) -> Any:
    for step in path:
        tree = tree[step]
    return tree


def _alone(tree: Any, path: Path) -> Path:
    """What goes with the last entry of a list: whatever would hold nothing without it."""
    while len(path) > 1 and len(_at(tree, path[:-1])) == 1:
        path = path[:-1]
    return path


def _rows_of(tree: Any, home: Path) -> list[Path]:
    """The rows of a table, where it is its columns that change."""
    if home[-2:] != ("table", "columns"):
        return []
    rows = (*home[:-1], "rows")
    cells = [(*rows, at) for at in range(len(_at(tree, rows)))]
    return [(*each, "cells") if isinstance(_at(tree, each), dict) else each for each in cells]
