"""YAML text in, nodes out: every scalar stays the text that was typed and knows its place.

Stricter than YAML on purpose: no anchors, aliases, tags, merge keys or second documents, because a clinic's leaflet
needs none of them and each can hide words or blow a small file up into a large one.
"""

import re
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, dataclass, field
from brochure.content.damage import character_name, plain, remedy
from brochure.content.typed_lines import joined_lines, typed_lines

MOST_BYTES = 1_000_000
MOST_NODES = 10_000
DEEPEST = 24

# What cuts a text: any comment right behind one without quotes, and one that no space parts from what stands before it;
# in the place of a text and after a comma only a comment that is typed as a text would be, so that `photo: # none yet`
# stays what it is.
_BEHIND_PLAIN = re.compile(r"[ \t]+#|[ \t]*,(#|[ \t]+#(?=\w))")
_BEHIND_NOTHING = re.compile(r"[ \t]+#(?=\w)")
_BEHIND_END = re.compile(r"#|[ \t]+#(?=\w)|[ \t]*,(#|[ \t]+#(?=\w))")  # of quotes, of a list in brackets
_BEHIND_START = re.compile(r"#|[ \t]+#(?=\w)")  # of a list in brackets
_BEHIND_HEADER = re.compile(r"[|>][-+\d]*[ \t]+#")  # of a block
_BELOW_KEY = re.compile(r"[:-][ \t]+#")  # of a text that begins on a line below it
_BELOW_SHORT = re.compile(r"[:-][ \t]+#(?=\S*\w)")  # of a list, or of fields
_ALONE = re.compile(r"[ \t]*#(?=\S*\w)")  # on a line of its own
_LINE_ENDS = re.compile(r"[\s,:]*(#.*)?$")
_BLANK = re.compile(r"\n(?:[ \t]*\n)+")
_SPACE = "put the text in quotes, or a space behind the '#' of a comment"
_QUOTE = "put the text in quotes, or the comment on a line of its own"
_NULL = frozenset({"", "~", "null", "Null", "NULL"})  # YAML 1.2.2, 10.3.2: no value, and never the word

_Loader: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Scalar(NamedTuple):
    """A text as typed: a line feed where a line has to end, two for a blank line.

    `empty` where nothing was typed at all, or what YAML takes for nothing.
    """

    text: str
    origin: Origin
    empty: bool = False
    begins: tuple[Origin, ...] = ()  # of its paragraphs, where there are several

    @property
    def paragraphs(self) -> tuple["Scalar", ...]:
        """What blank lines part, each at its own place."""
        texts = _BLANK.split(self.text.strip("\n"))
        if len(texts) == 1:
            return (self,)
        begins = self.begins if len(self.begins) == len(texts) else (self.origin,) * len(texts)
        return tuple(Scalar(text, origin) for text, origin in zip(texts, begins, strict=True))


class Entry(NamedTuple):
    """One key of a map and what it holds."""

    key: Scalar
    value: "Node"


@dataclass(slots=True)
class List:
    """Nodes in order."""

    origin: Origin
    items: list["Node"] = field(default_factory=list)


@dataclass(slots=True)
class Map:
    """Keys in the order of writing."""

    origin: Origin
    entries: list[Entry] = field(default_factory=list)


Node = Scalar | List | Map


class TypedFile(NamedTuple):
    """The nodes of a file, and what is wrong with it that does not hide the rest."""

    root: Node
    faults: tuple[Finding, ...] = ()


def read_nodes(data: bytes, *, file: str) -> Node:
    """Turn one YAML document into nodes.

    Raises:
        BadInput: with every fault that could be found; damaged YAML stops at the first.
    """
    document = read_document(data, file=file)
    if document.faults:
        raise BadInput(*document.faults)
    return document.root


def read_document(data: bytes, *, file: str) -> TypedFile:
    """The nodes of one YAML document that may have faults, so that what they hold can be judged too.

    Raises:
        BadInput: damaged YAML, of which no nodes can be made.
    """
    text = _decode(data, file)
    return _Reading(text, file).document()


def read_file_bytes(path: Path, *, name: str, origin: Origin | None = None) -> bytes:
    """The bytes of a regular file of sane size; `name` is how messages call it.

    Raises:
        BadInput: the file cannot be read, or is no regular file, or is too large.
    """
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):  # a pipe or a device is never opened
            raise BadInput(Finding("not-a-file", f"'{name}' is no regular file", origin, "name a file"))
        if known.st_size > MOST_BYTES:
            raise BadInput(_too_large(name, f"is {known.st_size:,} bytes long"))
        return path.read_bytes()
    except (OSError, ValueError) as fault:  # a NUL or half a character in a name is a ValueError
        reason = (
            (fault.strerror or "no reason given").lower() if isinstance(fault, OSError) else "no file has such a name"
        )
        message = f"cannot read '{name}': {reason}"
        raise BadInput(Finding("file-unreadable", message, origin, "check the name and the folder")) from None


def _too_large(file: str, how: str) -> Finding:
    hint = f"a leaflet stays under {MOST_BYTES:,} bytes and {MOST_NODES:,} entries; split it"
    return Finding("yaml-too-large", f"'{file}' {how}", Origin(file, 1, 1), hint)


def _decode(data: bytes, file: str) -> str:
    if len(data) > MOST_BYTES:
        raise BadInput(_too_large(file, f"is {len(data):,} bytes long"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - (data.rfind(b"\n", 0, fault.start) + 1) + 1
        message = f"not UTF-8: byte 0x{data[fault.start]:02x} at offset {fault.start}"
        hint = "save the file with the encoding UTF-8"
        raise BadInput(Finding("yaml-encoding", message, Origin(file, line, column), hint)) from None
    return text


class _Reading:
    """One pass over the events of the parser, without recursion."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = text.splitlines()
        self.faults: list[Finding] = []
        self.count = 0
        self.brackets: list[bool] = []  # of the lists and fields that are open, whether they stand in brackets

    def document(self) -> TypedFile:
        root: Node | None = None
        try:
            root = self._build()
        except yaml.MarkedYAMLError as fault:
            mark = fault.problem_mark or fault.context_mark
            where = self._mark(mark)
            if "nesting depth" in (fault.problem or ""):  # libyaml has a limit of its own, and reads ahead of ours
                self._too_deep(where)
            else:
                said, at = fault.problem or "", fault.problem_mark.line if fault.problem_mark else -1
                self._fault("yaml-damaged", plain(said, fault.context), where, remedy(said, at, self.lines))
        except yaml.reader.ReaderError as fault:
            self._fault(
                "bad-character",
                f"{character_name(fault.character)} cannot stand in a text file",
                self._place_of_offset(fault.position),
                "delete the character",
            )
        if root is None:
            raise BadInput(*self.faults or [self._empty()])
        return TypedFile(root, tuple(self.faults))

    def _empty(self) -> Finding:
        return Finding(
            "yaml-damaged", "the file holds nothing", Origin(self.file, 1, 1), "write its fields, or delete it"
        )

    def _place(self, line: int, column: int) -> Origin:
        excerpt = self.lines[line] if line < len(self.lines) else ""
        return Origin(self.file, line + 1, column + 1, excerpt[:160])

    def _indent(self, line: int) -> int:
        return len(self.lines[line]) - len(self.lines[line].lstrip())

    def _place_of_offset(self, offset: int) -> Origin:
        line = self.text.count("\n", 0, offset)
        return self._place(line, offset - (self.text.rfind("\n", 0, offset) + 1))

    def _fault(self, code: Code, message: str, origin: Origin, hint: str) -> None:
        self.faults.append(Finding(code, message, origin, hint))

    def _too_deep(self, origin: Origin) -> None:
        self._fault("yaml-too-deep", f"nested more than {DEEPEST} deep", origin, "take out the nesting")

    def _build(self) -> Node | None:
        root: Node | None = None
        open_nodes: list[List | Map] = []
        keys: list[Scalar | None] = []  # the key that waits for its value, one for each open node
        for event in self._events():
            if not isinstance(event, yaml.NodeEvent):
                open_nodes.pop()
                keys.pop()
                if self.brackets.pop():
                    self._judge_comment(event.end_mark, _BEHIND_END)
                    self._judge_below(event, open_nodes)
                continue
            node = self._node(event)
            if not (open_nodes and isinstance(open_nodes[-1], Map) and keys[-1] is None):  # no key
                self._judge_above(event, node, open_nodes, keys)
                self._judge_below(event, open_nodes)
            if not open_nodes:
                root = node
            elif isinstance(parent := open_nodes[-1], List):
                parent.items.append(node)
            elif (key := keys[-1]) is None:
                keys[-1] = self._key(node)
            else:
                self._enter(parent, key, node)
                keys[-1] = None
            if not isinstance(node, Scalar):
                open_nodes.append(node)
                keys.append(None)
                if len(open_nodes) > DEEPEST:
                    self._too_deep(node.origin)
                    return None
        return None if open_nodes else root  # what was too large was not read to its end

    def _events(self) -> Iterator[yaml.NodeEvent | yaml.CollectionEndEvent]:
        documents = 0
        for event in yaml.parse(self.text, Loader=_Loader):
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    where = self._mark(event.start_mark)
                    self._fault("yaml-documents", "a second document begins here", where, "one document for each file")
                    return
            elif isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
                if isinstance(event, yaml.CollectionStartEvent):
                    self.brackets.append(bool(event.flow_style))
                yield event
                self.count += 1
                if self.count > MOST_NODES:
                    self.faults.append(_too_large(self.file, f"holds more than {MOST_NODES:,} entries"))
                    return

    def _mark(self, mark: yaml.error.Mark | Any | None) -> Origin:
        return self._place(mark.line, mark.column) if mark is not None else Origin(self.file, 1, 1)

    def _node(self, event: yaml.NodeEvent) -> Node:
        origin = self._mark(event.start_mark)
        if event.anchor is not None:
            is_alias = isinstance(event, yaml.AliasEvent)
            what = f"alias '*{event.anchor}'" if is_alias else f"anchor '&{event.anchor}'"
            self._fault("yaml-alias", f"{what} is not allowed", origin, "write the text out where it is wanted")
            if is_alias:
                return Scalar("", origin)
        tag = getattr(event, "tag", None)
        if tag is not None:
            hint = "put the text in quotes, or take the tag out"
            self._fault("yaml-tag", f"tag '{tag}' is not allowed", origin, hint)
        self._judge_question(event)
        if isinstance(event, yaml.CollectionStartEvent):
            if event.flow_style:
                self._judge_comment(event.end_mark, _BEHIND_START)
            return List(origin) if isinstance(event, yaml.SequenceStartEvent) else Map(origin)
        assert isinstance(event, yaml.ScalarEvent)
        is_plain = event.style in (None, "")
        if event.style in ("|", ">"):  # a block ends at the line after it
            self._judge_comment(event.start_mark, _BEHIND_HEADER, "put the words on the line below, without a comment")
        else:
            behind = _BEHIND_END if not is_plain else _BEHIND_PLAIN if event.value else _BEHIND_NOTHING
            self._judge_comment(event.end_mark, behind)
        for at in joined_lines(event, self.lines):
            message = "a backslash at the end of a line in double quotes joins it to the next without a space"
            hint = "write the text below `|`, where each line ends as it is typed"
            self._fault("line-break", message, self._place(at, len(self.lines[at]) - 1), hint)
        if "\n" in event.value.strip("\n"):
            text, begins = typed_lines(event, self.lines)
            return Scalar(text, origin, begins=tuple(self._place(at, self._indent(at)) for at in begins))
        return Scalar(event.value, origin, empty=is_plain and event.value in _NULL)

    def _judge_comment(self, mark: yaml.error.Mark | Any | None, behind: re.Pattern[str], hint: str = _QUOTE) -> None:
        """A comment on the line of a text that has no quotes: the parser would cut `Room #4` in silence.

        The message does not repeat the words: they may be a patient's.
        """
        if mark is None or mark.line >= len(self.lines):
            return
        found = behind.match(self.lines[mark.line], mark.column)
        if found:
            self._cut(mark.line, found.end() - 1, hint)

    def _judge_above(
        self, event: yaml.NodeEvent, node: Node, parents: list[List | Map], keys: list[Scalar | None]
    ) -> None:
        """A comment between a key, or the hyphen of an entry, and its value on a line below."""
        mark = event.start_mark
        if mark is None or not parents or mark.line >= len(self.lines):
            return
        key, above = keys[-1], mark.line
        if key is not None:
            above, column = key.origin.line - 1, key.origin.column + len(key.text) - 1
        elif not any(self.brackets) and not self.lines[mark.line][: mark.column].strip():
            column = parents[-1].origin.column - 1
            above -= 1
            while above >= 0 and self.lines[above].lstrip()[:1] in ("", "#"):
                above -= 1
        if not 0 <= above < mark.line:
            return
        is_text = isinstance(node, Scalar)
        behind = _BELOW_KEY if is_text else _BELOW_SHORT
        found = behind.search(self.lines[above], column)
        if found:
            self._cut(above, found.end() - 1, _QUOTE)
        if is_text:
            self._judge_lines(above + 1, parents)

    def _judge_below(self, event: yaml.NodeEvent | yaml.CollectionEndEvent, parents: list[List | Map]) -> None:
        """Comments right below a text or a bracket that are typed as its next line would be."""
        mark = event.end_mark
        is_fields = isinstance(event, yaml.CollectionStartEvent) and not event.flow_style
        if mark is None or mark.line >= len(self.lines) or is_fields:
            return
        if isinstance(event, yaml.ScalarEvent) and event.style in ("|", ">"):  # ends at the line after it
            self._judge_lines(mark.line, parents)
        elif _LINE_ENDS.match(self.lines[mark.line], mark.column):
            self._judge_lines(mark.line + 1, parents)

    def _judge_lines(self, first: int, parents: list[List | Map]) -> None:
        least = 0 if any(self.brackets) or not parents else parents[-1].origin.column
        for at in range(first, len(self.lines)):
            line, indent = self.lines[at], self._indent(at)
            if line[indent : indent + 1] not in ("", "#"):
                return
            if indent >= least and (found := _ALONE.match(line)):
                self._cut(at, found.end() - 1, _SPACE)

    def _cut(self, line: int, column: int, hint: str) -> None:
        fault = Finding("yaml-comment", "what stands after '#' is not read", self._place(line, column), hint)
        if fault not in self.faults:
            self.faults.append(fault)

    def _judge_question(self, event: yaml.NodeEvent) -> None:
        """A text in brackets that begins with `?`: the parser takes the sign for a mark of its own."""
        mark = event.start_mark
        if mark is None or not isinstance(event, yaml.ScalarEvent) or mark.line >= len(self.lines):
            return
        if self.lines[mark.line][max(0, mark.column - 1) : mark.column] == "?":
            where = self._place(mark.line, mark.column - 1)
            self._fault("yaml-key", "'?' before a text is not read", where, "put the text in quotes")

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            if node.text == "<<":
                self._fault("yaml-alias", "merge key '<<' is not allowed", node.origin, "write the fields out")
            return node
        self._fault("yaml-key", "a key must be a plain word", node.origin, "write `name: text`")
        return Scalar("", node.origin)

    def _enter(self, parent: Map, key: Scalar, node: Node) -> None:
        for entry in parent.entries:
            if entry.key.text == key.text and key.text:
                first = entry.key.origin
                message = f"'{key.text}' stands twice: first in line {first.line}"
                self._fault("yaml-duplicate", message, key.origin, "keep one of the two")
                return
        parent.entries.append(Entry(key, node))
