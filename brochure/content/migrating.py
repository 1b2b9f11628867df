"""Files of an older form brought to that of today, in place: lines are added or taken out, and no other byte changes.

Each form is a list of what it says that the one before left unsaid. What a file says already is left as it is, but
for fields that have no effect any more.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final, assert_never

from brochure.base.brand import Brand
from brochure.base.design import Layout
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import RETIRED, Leaflet
from brochure.base.model import FORM
from brochure.base.records import NamedTuple
from brochure.content.nodes import Entry, List, Map, Node, Scalar, read_file_bytes, read_nodes
from brochure.content.read import read_yaml
from brochure.content.shelf import Shelf, shown
from brochure.files import write_whole
from brochure.record.duties import note_findings

_KIND: Final = ("kind", "treatment")  # what a leaflet was before it said so


class _Old(NamedTuple):
    """A file of an older form."""

    path: Path
    data: bytes
    entries: tuple[Entry, ...]
    model: type[Leaflet] | type[Brand] | type[Layout]


class Migrated(NamedTuple):
    """What became of one file."""

    file: str
    added: tuple[str, ...]  # lines, without their ends
    taken_out: tuple[str, ...]  # lines, as they were typed
    unsaid: tuple[Finding, ...]  # what only a person can write: duties of a safety note


def migrate(shelf: Shelf, *, write: bool = True) -> tuple[Migrated, ...]:
    """Bring every file of the clinic's own folder to the form of today; all of them or none.

    Raises:
        BadInput: a file that cannot be read, or whose lines take nothing; no file is changed then.
    """
    faults: list[Finding] = []
    done: list[tuple[_Old, _Edit]] = []
    for path, model in _files(shelf):
        try:
            old = _old(path, model)
            if old is not None:
                done.append((old, _edit_of(old, has_kind=_clinic_says_kind(shelf))))
        except BadInput as fault:
            faults += fault.findings
    if faults:
        raise BadInput(*faults)
    for old, edit in done if write else ():
        write_whole(old.path, edit.data)
    return tuple(Migrated(shown(old.path), edit.added, edit.taken_out, _unsaid(old, shelf)) for old, edit in done)


def bring_to_form(path: Path, model: type[Leaflet] | type[Brand] | type[Layout]) -> None:
    """Bring one file to the form of today.

    Raises:
        BadInput: it cannot be read, or takes no lines.
    """
    old = _old(path, model)
    if old is not None:
        write_whole(path, _edit_of(old, has_kind=False).data)


def _files(shelf: Shelf) -> Iterator[tuple[Path, type[Leaflet] | type[Brand] | type[Layout]]]:
    own = shelf.folders[0]
    for path in sorted((own / "content").glob("*/*.yaml")):
        if path.parent.name != "brands" and not path.name.startswith("_") and not path.parent.name.startswith("_"):
            yield path, Leaflet
    for path in sorted((own / "content" / "brands").glob("*/brand.yaml")):
        yield path, Brand
    for path in sorted((own / "layouts").glob("*/layout.yaml")):
        yield path, Layout


def _old(path: Path, model: type[Leaflet] | type[Brand] | type[Layout]) -> _Old | None:
    data = read_file_bytes(path, name=shown(path))
    node = read_nodes(data, file=shown(path))
    entries = tuple(node.entries) if isinstance(node, Map) else ()
    names = {entry.key.text for entry in entries}
    of_today = "schema" in names and not (model is Leaflet and names.intersection(RETIRED))
    return None if of_today else _Old(path, data, entries, model)


def _clinic_says_kind(shelf: Shelf) -> bool:
    path = shelf.folders[0] / "content" / "clinic.yaml"
    if not path.is_file():
        return False
    node = read_nodes(read_file_bytes(path, name=shown(path)), file=shown(path))
    return isinstance(node, Map) and any(entry.key.text == "kind" for entry in node.entries)


class _Edit(NamedTuple):
    """A file as it becomes."""

    data: bytes
    added: tuple[str, ...]
    taken_out: tuple[str, ...]


def _lines(old: _Old, *, has_kind: bool) -> Iterator[str]:
    """What the file of today says and this one does not; `has_kind`: the clinic says it for all."""
    said = {entry.key.text for entry in old.entries}
    if "schema" not in said:
        yield f'schema: "{FORM}"'
        name, value = _KIND
        if old.model is Leaflet and name not in said and not has_kind:
            yield f"{name}: {value}"


def _retired(old: _Old) -> list[Entry]:
    return [entry for entry in old.entries if old.model is Leaflet and entry.key.text in RETIRED]


def _edit_of(old: _Old, *, has_kind: bool) -> _Edit:
    """The file with new lines before its first field, and without those that have no effect.

    Raises:
        BadInput: it does not say the same then, and what was added.
    """
    text = old.data.decode("utf-8-sig")
    lines = text.splitlines(keepends=True)
    first = min((entry.key.origin.line for entry in old.entries), default=1) - 1
    line_end = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    gone = {at for entry in _retired(old) for at in _lines_of(entry, lines)}
    added = tuple(_lines(old, has_kind=has_kind))
    kept = [line for at, line in enumerate(lines) if at not in gone]
    kept[first:first] = [line + line_end for line in added]
    mark = old.data[: len(old.data) - len(text.encode())]
    edited = mark + "".join(kept).encode()
    if not _says_the_same(edited, old, len(added)):
        message = f"'{shown(old.path)}' takes no line before its first field, or loses none"
        hint = "write it as plain lines of `name: value`, one field a line"
        raise BadInput(Finding("not-migrated", message, old.entries[0].key.origin if old.entries else None, hint))
    return _Edit(edited, added, tuple(lines[at].strip() for at in sorted(gone)))


def _lines_of(entry: Entry, lines: list[str]) -> Iterator[int]:
    """The lines of a field, from 0: its own, and those that are set in below it."""
    first = entry.key.origin.line - 1
    last = first
    for at in range(first + 1, len(lines)):
        if lines[at].strip() and not lines[at][0].isspace():
            break
        last = at if lines[at].strip() else last
    yield from range(first, last + 1)


def _says_the_same(edited: bytes, old: _Old, more: int) -> bool:
    """Whether the file is read as before, with so many fields more and without what has no effect."""
    try:
        node = read_nodes(edited, file=shown(old.path))
    except BadInput:
        return False
    gone = _retired(old)
    if not isinstance(node, Map) or len(node.entries) != len(old.entries) + more - len(gone):
        return False
    kept = [(entry.key.text, repr(_plain(entry.value))) for entry in node.entries[more:]]
    return kept == [(entry.key.text, repr(_plain(entry.value))) for entry in old.entries if entry not in gone]


def _unsaid(old: _Old, shelf: Shelf) -> tuple[Finding, ...]:
    """The duties that the safety note of a leaflet lacks; none of a file that cannot be read yet."""
    if old.model is not Leaflet:
        return ()
    try:
        leaflet = read_yaml(old.path, Leaflet, shelf)
    except BadInput:
        return ()  # `check` tells what is wrong with it
    return tuple(note_findings(leaflet))


def _plain(node: Node) -> object:
    """A node without its places."""
    match node:
        case Map(entries=entries):
            return [(entry.key.text, _plain(entry.value)) for entry in entries]
        case List(items=items):
            return [_plain(each) for each in items]
        case Scalar():
            return node.text
        case _:
            assert_never(node)
