"""The rendered template as a tree: tags of the template's own small language, texts with their origins."""

import re
from xml.parsers import expat

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.base.records import dataclass, field
from brochure.draft.template import AT, CLOSE, MIDDLE, OPEN
from brochure.draft.typography import given_back

_MARK = re.compile(f"{OPEN}(\\d+){MIDDLE}(.*?){CLOSE}", re.S)


@dataclass(slots=True)
class Element:
    """One tag. `texts` are the origins of the values in its own text, `sources` of those in each attribute."""

    tag: str
    attributes: dict[str, str]
    line: int  # in the template
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    text_line: int = 0  # where its own text begins
    texts: tuple[Origin, ...] = ()
    sources: dict[str, tuple[Origin, ...]] = field(default_factory=dict)

    @property
    def origin(self) -> Origin | None:
        """Where the first of its values was written."""
        return next((each for found in (*self.sources.values(), self.texts) for each in found), None)

    def sources_of(self, *names: str) -> tuple[Origin, ...]:
        """Where the values in some attributes were written."""
        return tuple(each for name in names for each in self.sources.get(name, ()))


def read_elements(rendered: str, template: TemplateText, origins: tuple[Origin, ...]) -> Element:
    """Parse the rendered template.

    Raises:
        BadInput: tags that do not pair, or what is neither a tag nor words.
    """
    return _Parsing(template, origins).parse(rendered)


class _Parsing:
    def __init__(self, template: TemplateText, origins: tuple[Origin, ...]) -> None:
        self.template = template
        self.origins = origins
        self.line = 1
        self.open: list[Element] = []
        self.root: Element | None = None
        self.faults: list[Finding] = []
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters
        self.parser.ProcessingInstructionHandler = self._instruct
        self.parser.StartDoctypeDeclHandler = self._refuse_document_type
        self.parser.StartCdataSectionHandler = lambda: self._refuse("`<![CDATA[`", "write `&lt;` for `<`")

    def parse(self, rendered: str) -> Element:
        try:
            self.parser.Parse(rendered, True)
        except expat.ExpatError as fault:
            tag = f" near <{self.open[-1].tag}>" if self.open else ""
            message = f"template '{self.template.name}' does not make well-formed stories: {_said(fault)}{tag}"
            self.faults.append(
                Finding("template-damaged", message, place_in(self.template, self.line), "pair the tags")
            )
        if self.faults:
            raise BadInput(*self.faults)
        if self.root is None:
            raise AssertionError("expat accepts no text without a root")
        return self.root

    def _refuse(self, what: str, hint: str) -> None:
        message = f"template '{self.template.name}': {what} is not allowed"
        self.faults.append(Finding("template-not-allowed", message, place_in(self.template, self.line), hint))

    def _refuse_document_type(self, *_: object) -> None:
        """What it declares is read by nobody, and words that stand for others would vanish."""
        self._refuse("`<!DOCTYPE`", "take it out, and write words in place of entities")

    def _instruct(self, target: str, data: str) -> None:
        if target == AT and data.isdecimal():
            self.line = int(data)
        else:
            self._refuse(f"`<?{target[:20]}`", "take it out")

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, {}, self.line)
        for name, value in attributes.items():
            said, element.sources[name] = self._unmark(value)
            element.attributes[name] = given_back(said)
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _tag: str) -> None:
        element = self.open.pop()
        element.text, element.texts = self._unmark(element.text)

    def _characters(self, text: str) -> None:
        element = self.open[-1]
        if not element.text.strip():
            element.text_line = self.line + text[: len(text) - len(text.lstrip())].count("\n")
        element.text += text

    def _unmark(self, text: str) -> tuple[str, tuple[Origin, ...]]:
        if OPEN not in text:
            return text, ()
        origins = tuple(self.origins[int(found[1])] for found in _MARK.finditer(text))
        return _MARK.sub(lambda found: found[2], text), origins


def place_in(template: TemplateText, line: int) -> Origin:
    """A line of a template."""
    lines = template.text.splitlines()
    return Origin(template.name, line, 1, lines[line - 1][:160] if 0 < line <= len(lines) else "")


def _said(fault: expat.ExpatError) -> str:
    return expat.ErrorString(fault.code)
