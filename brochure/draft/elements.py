"""The rendered template as a tree: tags of the template's own small language, texts with their origins."""

import re
from xml.parsers import expat

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.base.records import dataclass, field
from brochure.draft.template import CLOSE, MIDDLE, OPEN

_MARK = re.compile(f"{OPEN}(\\d+){MIDDLE}(.*?){CLOSE}", re.S)


@dataclass(slots=True)
class Element:
    """One tag. `origins` are those of the values in its attributes and its own text, in order; `texts` of the text."""

    tag: str
    attributes: dict[str, str]
    line: int  # in the rendered text
    children: list["Element"] = field(default_factory=list)
    text: str = ""
    origins: list[Origin] = field(default_factory=list)
    texts: list[Origin] = field(default_factory=list)


def read_elements(rendered: str, template: TemplateText, origins: tuple[Origin, ...]) -> Element:
    """Parse the rendered template.

    Raises:
        BadInput: tags that do not pair.
    """
    return _Parsing(origins).parse(rendered, template)


class _Parsing:
    def __init__(self, origins: tuple[Origin, ...]) -> None:
        self.origins = origins
        self.open: list[Element] = []
        self.root: Element | None = None
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    def parse(self, rendered: str, template: TemplateText) -> Element:
        try:
            self.parser.Parse(rendered, True)
        except expat.ExpatError as fault:
            said = expat.ErrorString(fault.code)
            tag = f" near <{self.open[-1].tag}>" if self.open else ""
            message = f"template '{template.name}' does not make well-formed stories: {said}{tag}"
            raise BadInput(Finding("template-damaged", message, Origin(template.name, 1, 1), "pair the tags")) from None
        if self.root is None:
            raise AssertionError("expat accepts no text without a root")
        return self.root

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        element = Element(tag, {}, self.parser.CurrentLineNumber)
        element.attributes = {name: self._unmark(value, element) for name, value in attributes.items()}
        if self.open:
            self.open[-1].children.append(element)
        else:
            self.root = element
        self.open.append(element)

    def _end(self, _tag: str) -> None:
        element = self.open.pop()
        before = len(element.origins)
        element.text = self._unmark(element.text, element)
        element.texts = element.origins[before:]

    def _characters(self, text: str) -> None:
        self.open[-1].text += text

    def _unmark(self, text: str, element: Element) -> str:
        if OPEN not in text:
            return text
        element.origins += [self.origins[int(found[1])] for found in _MARK.finditer(text)]
        return _MARK.sub(lambda found: found[2], text)
