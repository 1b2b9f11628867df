"""Values that were never typed, as JSON, into nodes: each place is the path of its key."""

from typing import assert_never

from brochure.base.origin import Origin
from brochure.content.nodes import Entry, List, Map, Node, Scalar, TypedFile, read_nodes


def nodes_of_values(data: bytes, *, file: str) -> TypedFile:
    """The nodes of values that were never typed, given as JSON, which is YAML too; each place is the path of its key.

    Raises:
        BadInput: as `read_nodes` does.
    """
    return TypedFile(_placed_by_key(read_nodes(data, file=file), file, ""))


def _placed_by_key(node: Node, file: str, path: str) -> Node:
    origin = Origin(f"{file}:{path}" if path else file, 0, 0)
    match node:
        case Scalar():
            return node._replace(origin=origin, begins=())
        case List(items=items):
            return List(origin, [_placed_by_key(each, file, f"{path} {at}") for at, each in enumerate(items, 1)])
        case Map(entries=entries):
            return Map(origin, [_entry_by_key(entry, file, f"{path} {entry.key.text}") for entry in entries])
        case _:
            assert_never(node)


def _entry_by_key(entry: Entry, file: str, path: str) -> Entry:
    return Entry(entry.key._replace(origin=Origin(f"{file}:{path}", 0, 0)), _placed_by_key(entry.value, file, path))
