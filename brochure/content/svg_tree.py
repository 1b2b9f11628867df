"""SVG bytes to a tree of elements: nothing is fetched, and only entities that are plain text are expanded."""

import re
from typing import NoReturn
from xml.parsers import expat

from brochure.base.code_names import Code
from brochure.base.findings import BadInput, Finding
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple

LARGEST_FILE = 8_000_000  # bytes; pictures within a drawing take most of them
MOST_ELEMENTS = 20_000
DEEPEST = 64
MOST_FINDINGS = 20
LONGEST_EXCERPT = 200  # letters
MOST_ENTITIES = 64
MOST_TEXT = 16_000_000  # letters in attributes and style sheets, entities expanded

SVG = "http://www.w3.org/2000/svg"  # the name of the format, never looked up
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_LONGEST_SHOWN = 60  # letters
EXPORT = "export it again as plain SVG"
SIMPLIFY = "simplify the drawing"
# Illustrator names its namespaces in this way; an address holds no markup and no other entity.
_PLAIN_ENTITY = re.compile(r"[A-Za-z0-9:/._#?=~+-]{0,200}")
_ENTITY_USED = re.compile(rb"&([A-Za-z_][A-Za-z0-9_.-]*);")
_KNOWN_ENTITIES = frozenset({b"amp", b"lt", b"gt", b"quot", b"apos"})
# What happens to a drawing while it is looked at; a page stands still.
_MOVING = frozenset({"script", "animate", "animateTransform", "animateMotion", "animateColor", "set", "discard"})


class SvgPlace(NamedTuple):
    """Line and column in the file, both from 1."""

    line: int
    column: int


class SvgElement:
    """An element of the format itself, with its own attributes and those of xlink."""

    __slots__ = ("attributes", "children", "parent", "place", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], place: SvgPlace) -> None:
        self.tag, self.attributes, self.place = tag, attributes, place
        self.children: list[SvgElement] = []
        self.parent: SvgElement | None = None
        self.text = ""  # of a style sheet


class SvgFaults:
    """What is wrong with one file, gathered with its places."""

    def __init__(self, data: bytes, file: str) -> None:
        self._data, self._file = data, file
        self._found: list[Finding] = []

    def add(self, code: Code, message: str, hint: str, place: SvgPlace) -> None:
        """Note a fault; each is told once, and at most so many of a file."""
        finding = Finding(code, message, self._origin(place), hint)
        if finding not in self._found:
            self._found.append(finding)
        if len(self._found) >= MOST_FINDINGS:
            raise BadInput(*self._found)

    def stop(self, code: Code, message: str, hint: str, place: SvgPlace) -> NoReturn:
        """Raise a fault that hides what comes after it, with all that was found before."""
        self.add(code, message, hint, place)
        raise BadInput(*self._found)

    def tell(self) -> None:
        """Raise what was found, if anything was."""
        if self._found:
            raise BadInput(*sorted(self._found, key=_where))

    def _origin(self, place: SvgPlace) -> Origin:
        written = self._data.split(b"\n", place.line)[place.line - 1 : place.line]
        excerpt = written[0].decode("utf-8", "replace").rstrip() if written else ""
        return Origin(self._file, place.line, place.column, excerpt if len(excerpt) <= LONGEST_EXCERPT else "")


def _where(finding: Finding) -> tuple[int, int]:
    return (finding.origin.line, finding.origin.column) if finding.origin else (0, 0)


def shown(text: str) -> str:
    """A text from the file as a message may repeat it: short, and nothing that a terminal obeys."""
    short = text if len(text) <= _LONGEST_SHOWN else text[: _LONGEST_SHOWN - 1] + "…"
    return "".join(letter if letter.isprintable() else "�" for letter in short)


def read_tree(data: bytes, faults: SvgFaults) -> SvgElement:
    """The outermost element with all below it; parts of other formats are left out.

    Raises:
        BadInput: svg-damaged, svg-external, svg-unsupported or svg-too-large.
    """
    if len(data) > LARGEST_FILE:
        message = f"drawing has {len(data)} bytes, {LARGEST_FILE} are allowed"
        faults.stop("svg-too-large", message, SIMPLIFY, SvgPlace(1, 1))
    return _TreeReader(data, faults).read()


class _TreeReader:
    def __init__(self, data: bytes, faults: SvgFaults) -> None:
        self._data, self._faults = data, faults
        self._open: list[SvgElement] = []
        self._root: SvgElement | None = None
        self._space = ""  # of the outermost element
        self._elements = self._depth = self._letters = 0
        self._skipped = 0  # depth within an element that is left out
        self._entities: set[bytes] = set()
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.EntityDeclHandler = self._entity
        self._parser.AttlistDeclHandler = self._attribute_list
        self._parser.ProcessingInstructionHandler = self._instruction

    def read(self) -> SvgElement:
        try:
            self._parser.Parse(self._data, True)
        except expat.ExpatError as fault:
            message = f"drawing is not XML: {expat.ErrorString(fault.code)}"
            self._faults.stop("svg-damaged", message, EXPORT, self._place())
        except (LookupError, ValueError):  # from the codec that the file asks for
            message = "drawing is in an unknown encoding"
            self._faults.stop("svg-damaged", message, "save it as UTF-8", self._place())
        assert self._root is not None, "a document has an element"
        return self._root

    def _place(self) -> SvgPlace:
        return SvgPlace(self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)

    def _doctype(self, _name: str, _system: str | None, _public: str | None, _subset: int) -> None:
        """The subset of an outside file is never read: what it might declare may not be used either."""
        self._entities = set(_KNOWN_ENTITIES)

    def _entity(self, name: str, parameter: int, value: str | None, *_more: str | None) -> None:
        self._entities.add(name.encode())
        if value is None:
            message = f"<!DOCTYPE> takes in another file as '{shown(name)}'"
            self._faults.stop("svg-external", message, "delete the <!DOCTYPE>", self._place())
        if parameter or not _PLAIN_ENTITY.fullmatch(value) or len(self._entities) > MOST_ENTITIES:
            message = f"<!DOCTYPE> has the entity '{shown(name)}', which is no plain address"
            self._faults.stop("svg-unsupported", message, "delete the <!DOCTYPE> with its entities", self._place())

    def _attribute_list(self, element: str, *_more: object) -> None:
        message = f"<!DOCTYPE> gives attributes to <{shown(element)}>"
        self._faults.stop("svg-unsupported", message, "delete the <!DOCTYPE>", self._place())

    def _instruction(self, target: str, _data: str) -> None:
        if target == "xml-stylesheet":
            message = "<?xml-stylesheet?> refers to another file"
            self._faults.add("svg-external", message, "write the colours on the shapes", self._place())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count(attributes)
        space, _, tag = name.rpartition(" ")
        if self._skipped:
            self._skipped += 1
            return
        if self._root is None:
            self._open_root(space, tag)
        if space != self._space or tag in {"title", "desc", "metadata"}:
            self._skipped = 1
            return
        if tag in _MOVING:
            self._faults.add("svg-unsupported", f"<{tag}> cannot be drawn", "delete it", self._place())
            self._skipped = 1
            return
        element = SvgElement(tag, self._own(attributes), self._place())
        if self._open:
            element.parent = self._open[-1]
            element.parent.children.append(element)
        else:
            self._root = element
        self._open.append(element)

    def _open_root(self, space: str, tag: str) -> None:
        if tag != "svg" or space not in {"", SVG}:
            self._faults.stop("svg-damaged", f"<{shown(tag)}> is not an SVG drawing", EXPORT, self._place())
        self._space = space
        # The parser passes over an entity that an outside file may declare, and leaves nothing where it stood.
        used = set(_ENTITY_USED.findall(self._data.replace(b"\0", b""))) if self._entities else set()
        for entity in sorted(used - self._entities):
            message = f"'&{shown(entity.decode())};' is declared nowhere in the file"
            self._faults.stop("svg-unsupported", message, "write the text itself", self._place())

    def _end(self, _name: str) -> None:
        self._depth -= 1
        if self._skipped:
            self._skipped -= 1
        else:
            self._open.pop()

    def _text(self, text: str) -> None:
        if not self._skipped and self._open and self._open[-1].tag == "style":
            self._open[-1].text += text

    def _count(self, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._depth += 1
        self._letters += sum(map(len, attributes.values()))
        if self._elements > MOST_ELEMENTS:
            message = f"drawing has over {MOST_ELEMENTS} elements"
            self._faults.stop("svg-too-large", message, SIMPLIFY, self._place())
        if self._depth > DEEPEST:
            message = f"elements are nested over {DEEPEST} deep"
            self._faults.stop("svg-too-large", message, "ungroup them", self._place())
        if self._letters > MOST_TEXT:
            message = f"attributes have over {MOST_TEXT} letters together"
            self._faults.stop("svg-too-large", message, SIMPLIFY, self._place())

    def _own(self, attributes: dict[str, str]) -> dict[str, str]:
        """The attributes of the format itself; `xlink:href` under its short name, where that is not there as well."""
        own: dict[str, str] = {}
        for name, value in attributes.items():
            space, _, short = name.rpartition(" ")
            if not space:
                own[short] = value
            elif space == _XLINK and short == "href":
                own.setdefault("href", value)
            elif space == _XML and short == "base":
                message = "xml:base makes links lead elsewhere"
                self._faults.add("svg-unsupported", message, "delete it", self._place())
            if not space and short.lower().startswith("on"):
                message = f"'{shown(short)}' is a script"
                self._faults.add("svg-unsupported", message, "delete it", self._place())
                del own[short]
        if "href" in attributes:
            own["href"] = attributes["href"]
        return own
