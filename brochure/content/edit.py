"""One value of a YAML file changed by the characters in which it is typed; all others stay as somebody typed them.

What holds, proved at each change by reading the file again: the new tree is the old one with that change; the comments
are the same; a file that could be read can be read. What cannot be typed so is quoted; what cannot be quoted so is
refused. Lines outside the change keep their bytes, line ends and byte order mark because nobody touches them.
"""

import codecs
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, TypeAlias, Union, assert_never

from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.content.nodes import List, Map, Node, Scalar, read_document
from brochure.content.retyping import Seat, quoted, ways_to_type
from brochure.content.spans import Spanned, Step, comments_of, find, spans_of
from brochure.content.splicing import Splice, added, dropped, in_place, moved, put_in, seat_of

# A text, a list, or fields with what they hold.
Typed: TypeAlias = Union[str, tuple["Typed", ...], Mapping[str, "Typed"]]  # noqa: UP007 - it names itself
Path: TypeAlias = tuple[Step, ...]


class SetText(NamedTuple):
    """Another text in the place of one."""

    path: Path
    text: str


class PutKey(NamedTuple):
    """A key that is not there yet, after another one; after none, it is the first."""

    path: Path  # of the fields it joins
    key: str
    value: Typed
    after: str = ""


class DropValue(NamedTuple):
    """A key with its value, or an entry of a list, taken out."""

    path: Path


class AddItem(NamedTuple):
    """An entry that joins a list, before the one that is `at` this number, from 0."""

    path: Path
    at: int
    value: Typed


class MoveItem(NamedTuple):
    """An entry of a list in another place; `to` counts without it."""

    path: Path
    at: int
    to: int


Edit: TypeAlias = SetText | PutKey | DropValue | AddItem | MoveItem


def edited(data: bytes, edits: Iterable[Edit], *, file: str) -> bytes:
    """The bytes of a YAML file with these changes, one after the other.

    Raises:
        BadInput: the file is damaged, a path leads nowhere, or a change cannot be made so that all else stays.
    """
    bom = data[: len(codecs.BOM_UTF8)] if data.startswith(codecs.BOM_UTF8) else b""
    for edit in edits:
        data = bom + _proved(data, edit, file).encode()
    return data


def plain_tree(node: Node) -> Any:
    """Texts, lists and fields without their places; None where nothing is typed."""
    match node:
        case Scalar():
            return None if node.empty else node.text.strip("\n")
        case List(items=items):
            return [plain_tree(each) for each in items]
        case Map(entries=entries):
            return {entry.key.text: plain_tree(entry.value) for entry in entries}
        case _:
            assert_never(node)


class _Before(NamedTuple):
    """What a file says before a change."""

    text: str
    tree: str  # as JSON: it is changed to say what is wanted
    root: Spanned
    faults: int
    comments: tuple[str, ...]


def _proved(data: bytes, edit: Edit, file: str) -> str:
    before = _read(data, file)
    text, root = before.text, before.root
    wanted = json.dumps(_changed(json.loads(before.tree), edit, root, file))
    if wanted == before.tree:
        return text
    for splice in _splices(text, root, edit, file):
        new = splice.made(text)
        try:
            after = read_document(new.encode(), file=file)
        except (BadInput, UnicodeEncodeError):
            continue
        same = json.dumps(plain_tree(after.root)) == wanted and len(after.faults) <= before.faults
        if same and _keeps(Counter(before.comments), new, splice.gone):
            return new
    line = text.count("\n", 0, find(root, edit.path, file).start) + 1
    message = "this cannot be typed here so that all else stays as it is"
    raise BadInput(Finding("not-edited", message, Origin(file, line, 1), "change it by hand, in an editor"))


# While somebody types, each letter changes the same file that was there when the hand came.
@lru_cache(maxsize=8)
def _read(data: bytes, file: str) -> _Before:
    document = read_document(data, file=file)
    text = data.decode("utf-8-sig")
    root = spans_of(text)
    tree = json.dumps(plain_tree(document.root))
    return _Before(text, tree, root, len(document.faults), tuple(comments_of(text, root)))


def _keeps(comments: Counter[str], new: str, gone: str) -> bool:
    """Whether no comment is lost but those that were taken out with their lines."""
    now = Counter(comments_of(new, spans_of(new)))
    return not now - comments and all(comment in gone for comment in comments - now)


def _changed(tree: Any, edit: Edit, root: Spanned, file: str) -> Any:
    """The tree that is wanted."""
    find(root, edit.path, file)
    *above, last = edit.path if isinstance(edit, SetText | DropValue) else (*edit.path, "")
    home = tree
    for step in above:
        home = home[step]
    match edit:
        case SetText():
            home[last] = edit.text.strip("\n")
        case PutKey():
            names = list(home)
            at = names.index(edit.after) + 1 if edit.after else 0
            values = {**home, edit.key: _bare(edit.value)}
            home.clear()
            home |= {name: values[name] for name in (*names[:at], edit.key, *names[at:])}
        case DropValue():
            del home[last]
        case AddItem():
            home.insert(edit.at, _bare(edit.value))
        case MoveItem():
            home.insert(edit.to, home.pop(edit.at))
        case _:
            assert_never(edit)
    return tree


def _bare(value: Typed) -> Any:
    if isinstance(value, str):
        return value.strip("\n")
    if isinstance(value, Mapping):
        return {key: _bare(each) for key, each in value.items()}
    return [_bare(each) for each in value]


def _splices(text: str, root: Spanned, edit: Edit, file: str) -> Iterator[Splice]:
    """Ways to make a change, the likeliest first."""
    node, parent = find(root, edit.path, file), find(root, edit.path[:-1], file)
    match edit:
        case SetText():
            for way in ways_to_type(edit.text, seat_of(text, node, parent)):
                yield in_place(text, node, way)
        case PutKey():
            for lines in _lines_of_value(f"{_key(edit.key)}:", edit.value, node):
                yield put_in(text, node, lines, node.names.index(edit.after) + 1 if edit.after else 0)
        case DropValue():
            last = edit.path[-1]
            yield dropped(text, parent, last if isinstance(last, int) else parent.names.index(last))
        case AddItem():
            for lines in _lines_of_value("-", edit.value, node):
                yield added(text, node, lines, edit.at)
        case MoveItem():
            yield moved(text, node, edit.at, edit.to)
        case _:
            assert_never(edit)


def _key(name: str) -> str:
    return name if name.replace("_", "").isalnum() and name.isascii() else quoted(name)


def _lines_of_value(head: str, value: Typed, home: Spanned) -> Iterator[list[str]]:
    """What is typed for a value that is not there yet, as lines from the column of its home; ways in order."""
    if isinstance(value, str):
        seat = Seat(2, home.column + len(head) + 1, in_brackets=bool(home.style))
        for way in ways_to_type(value, seat):
            yield (way if head == "-" and home.style else f"{head} {way}").split("\n")
    elif home.style:
        yield [_in_brackets(value) if head == "-" else f"{head} {_in_brackets(value)}"]
    else:
        yield _rows_below(head, value, home.column)


def _rows_below(head: str, value: Typed, column: int) -> list[str]:
    """A key or a hyphen with its value, a line each; the cells of a table's row stand on one."""
    if isinstance(value, str):
        return f"{head} {next(ways_to_type(value, Seat(2, column + len(head) + 1)))}".split("\n")
    if head == "-" and not isinstance(value, Mapping):
        return [f"- {_in_brackets(value)}"]
    named = value.items() if isinstance(value, Mapping) else (("", each) for each in value)
    rows = [row for key, each in named for row in _rows_below(f"{_key(key)}:" if key else "-", each, column + 2)]
    if head == "-":
        return [("  " if at else "- ") + row if row else "" for at, row in enumerate(rows)]
    return [head, *("  " + row if row else "" for row in rows)]


def _in_brackets(value: Typed) -> str:
    if isinstance(value, str):
        return next(ways_to_type(value, Seat(2, in_brackets=True)))
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(key)}: {_in_brackets(each)}" for key, each in value.items()) + "}"
    return "[" + ", ".join(map(_in_brackets, value)) + "]"
