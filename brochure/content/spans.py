"""Where each value of a YAML text stands: spans of characters, so that one can be changed and all else left as it is.

The text has been read by `content.nodes` before: here nothing is judged.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, Literal

import yaml

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.origin import Origin
from brochure.base.records import dataclass, field

Step = str | int  # a key, or the number of an entry from 0

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_COMMENT = re.compile(r"(?:(?<=\s)|(?<!.))#[^\r\n]*", re.S)


@dataclass(slots=True)
class Spanned:
    """A value, and the characters from `start` up to `end` in which it is typed."""

    kind: Literal["text", "list", "map"]
    start: int
    end: int
    column: int
    style: str = ""  # of a text its quotes, `>` or `|`; `[` or `{` of what stands in brackets
    value: str = ""
    keys: "list[Spanned]" = field(default_factory=list)
    items: "list[Spanned]" = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The keys of a map."""
        return [key.value for key in self.keys]

    @property
    def last_end(self) -> int:
        """Where the last text or bracket inside ends."""
        return self.end if self.style or not self.items else self.items[-1].last_end


# While somebody types, a change, its proof and the places of its fields ask for the same text. Nobody changes a tree.
@lru_cache(maxsize=8)
def spans_of(text: str) -> Spanned:
    """The tree of a text that is known to be sound."""
    top = Spanned("list", 0, len(text), 0)
    open_: list[Spanned] = [top]
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionEndEvent):
            closed = open_.pop()
            mark: Any = event.end_mark
            closed.end = mark.index if closed.style else closed.last_end
        elif isinstance(event, yaml.NodeEvent):
            node = _spanned(event)
            parent = open_[-1]
            waits = parent.kind == "map" and len(parent.keys) == len(parent.items)
            (parent.keys if waits else parent.items).append(node)
            if node.kind != "text":
                open_.append(node)
    return top.items[0]


def _spanned(event: Any) -> Spanned:
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, yaml.ScalarEvent):
        return Spanned("text", start, end, column, event.style or "", event.value)
    if isinstance(event, yaml.AliasEvent):  # refused where the file is read, with its place
        return Spanned("text", start, end, column, "*", "")
    is_list = isinstance(event, yaml.SequenceStartEvent)
    style = ("[" if is_list else "{") if event.flow_style else ""
    return Spanned("list" if is_list else "map", start, end, column, style)


def find(root: Spanned, path: Sequence[Step], file: str) -> Spanned:
    """The value at a path.

    Raises:
        BadInput: there is none.
    """
    node = root
    for at, step in enumerate(path):
        inner = _child(node, step)
        if inner is None:
            name = ".".join(str(each + 1 if isinstance(each, int) else each) for each in path[: at + 1])
            hint = did_you_mean(str(step), node.names) if node.keys else "look into the file: entries count from 1"
            raise BadInput(Finding("unknown-field", f"there is no '{name}'", Origin(file, 1, 1), hint))
        node = inner
    return node


def _child(node: Spanned, step: Step) -> Spanned | None:
    if isinstance(step, int):
        return node.items[step] if node.kind == "list" and 0 <= step < len(node.items) else None
    return node.items[node.names.index(step)] if step in node.names else None


def path_of(typed: str, root: Spanned) -> tuple[Step, ...]:
    """A path as a person types it, such as `points.4.text`, whose entries count from 1."""
    node: Spanned | None = root
    steps: list[Step] = []
    for part in filter(None, re.split(r"[.\s]+", typed)):
        is_entry = node is not None and node.kind == "list" and part.isascii() and part.isdigit()
        steps.append(int(part) - 1 if is_entry else part)
        node = _child(node, steps[-1]) if node is not None else None
    return tuple(steps)


def texts_of(node: Spanned, path: tuple[Step, ...] = ()) -> Iterator[tuple[tuple[Step, ...], Spanned]]:
    """Every text below a value, with its path."""
    if node.kind == "text":
        yield path, node
    for at, item in enumerate(node.items):
        yield from texts_of(item, (*path, node.keys[at].value if node.keys else at))


def comments_of(text: str, root: Spanned) -> list[str]:
    """The comments, which stand wherever no text does."""
    found, end = [], 0
    for start, stop in sorted(_texts(root, text)):
        found += _COMMENT.findall(text[:start], end)
        end = max(end, stop)
    return [*found, *_COMMENT.findall(text, end)]


def _texts(node: Spanned, text: str) -> Iterator[tuple[int, int]]:
    for each in (*node.keys, *node.items):
        yield from _texts(each, text)
    if node.kind == "text":
        head = len(text[node.start :].partition("\n")[0]) if node.style in (">", "|") else 0
        yield node.start + head, node.end
