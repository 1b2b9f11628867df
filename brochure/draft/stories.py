"""Tags to blocks: the template's small language, judged tag by tag."""

import re
from typing import assert_never, cast, get_args

from brochure.base.brand import ROLE_NAMES, STYLE_NAMES
from brochure.base.code_names import Code
from brochure.base.findings import Finding, did_you_mean
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.personal import PLACE
from brochure.base.story import Block, BlockTag, Figure, FigureKind, Item, ItemList, Note, Run, TextTag, Words
from brochure.base.units import parse_length
from brochure.draft.elements import Element
from brochure.draft.inline import split_runs
from brochure.draft.links import link_of
from brochure.draft.typography import tidy

_TEXTS: dict[str, tuple[TextTag, str]] = {
    "title": ("H1", "title"),
    "heading": ("H2", "heading"),
    "subheading": ("H3", "heading"),
    "p": ("P", "body"),
}
_NOTE_STYLES = {"heading": "note_heading", "p": "note"}
_TAGS = get_args(BlockTag)
_ATTRIBUTES = {
    "figure": {"kind", "alt", "height", "source", "colour", "link"},
    "list": {"ruled"},
    "points": set[str](),
    "note": set[str](),
    "point": set[str](),
    "item": {"style", "colour", "link"},
}


_TEXT_ATTRIBUTES = {"style", "colour", "before", "link"}


class StoryWriter:
    """Numbers the leaves of all stories and gathers what is wrong with the tags."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.faults: list[Finding] = []
        self.count = 0

    def write_blocks(self, elements: list[Element]) -> tuple[Block, ...]:
        """The blocks of a story; what is not understood becomes a finding."""
        return tuple(block for element in elements if (block := self._write_block(element)) is not None)

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _fault(self, code: Code, message: str, hint: str, origin: Origin | None = None) -> None:
        self.faults.append(Finding(code, f"template '{self.manuscript.template.name}': {message}", origin, hint))

    def _write_block(self, element: Element) -> Block | None:
        known = _ATTRIBUTES.get(element.tag, _TEXT_ATTRIBUTES)
        for name in element.attributes.keys() - known:
            self._fault("template-tag", f"<{element.tag}> takes no '{name}'", did_you_mean(name, known))
        if element.tag not in _TAGS:
            self._fault("template-tag", f"unknown tag <{element.tag}>", did_you_mean(element.tag, _TAGS))
            return None
        match tag := cast(BlockTag, element.tag):
            case "figure":
                return self._write_figure(element)
            case "points" | "list":
                return self._write_list(element)
            case "note":
                return self._write_note(element)
            case "title" | "heading" | "subheading" | "p":
                return self._write_words(element)
            case _:
                assert_never(tag)

    def _write_words(self, element: Element, *, style: str = "", tag: TextTag | None = None) -> Words:
        own_tag, own_style = _TEXTS.get(element.tag, ("P", "item"))
        style = style or element.attributes.get("style", own_style)
        colour = element.attributes.get("colour", "")
        if style not in STYLE_NAMES:
            self._fault("template-tag", f"unknown style '{style}'", did_you_mean(style, STYLE_NAMES))
        if colour and colour not in ROLE_NAMES:
            self._fault("template-tag", f"unknown colour role '{colour}'", did_you_mean(colour, ROLE_NAMES))
        if element.children:
            self._fault("template-tag", f"<{element.tag}> holds tags, where words are wanted", "take the tags out")
        runs = split_runs(tidy(element.text, self.manuscript.language))
        if not runs:
            self._fault("empty-block", f"<{element.tag}> holds no words", "ask with {% if %} before writing it")
        origin = element.origins[0] if element.origins else None
        before, link = self._read_before(element), self._read_link(element)
        number, texts = self._next(), tuple(element.texts)
        return Words(number, tag or own_tag, style, runs, origin, colour, before, link, texts)

    def _read_link(self, element: Element) -> str:
        said = element.attributes.get("link", "")
        place = PLACE.fullmatch(said)
        field = (self.manuscript.leaflet.personal or {}).get(place[1]) if place else None
        if field is not None and field.type == "link":
            return said  # the value is judged when it is known
        link = link_of(said)
        if said and not link:
            origin = element.origins[0] if element.origins else None
            message = f"<{element.tag}> links to '{said[:60]}'"
            self._fault("bad-link", message, "link to an https, mailto or tel address", origin)
        return link

    def _read_before(self, element: Element) -> float | None:
        said = element.attributes.get("before")
        if said is None:
            return None
        if not re.fullmatch(r"\d(\.\d{1,2})?", said):
            self._fault("template-tag", f"before='{said}' is no number of lines", "write a number such as 0.5")
            return None
        return float(said)

    def _write_list(self, element: Element) -> ItemList:
        numbered = element.tag == "points"
        number = self._next()
        items = []
        for at, child in enumerate(element.children, 1):
            wanted = "point" if numbered else "item"
            if child.tag != wanted:
                self._fault("template-tag", f"<{child.tag}> stands in <{element.tag}>", f"write <{wanted}>")
                continue
            items.append(self._write_item(child, at if numbered else 0))
        return ItemList(number, numbered, element.attributes.get("ruled") == "yes", tuple(items))

    def _write_item(self, element: Element, at: int) -> Item:
        if not at:
            return Item(None, (self._write_words(element),))
        label = Words(self._next(), "Lbl", "numeral", (Run(str(at)),), None)
        return Item(label, tuple(self._write_words(child) for child in element.children))

    def _write_note(self, element: Element) -> Note:
        number = self._next()
        blocks = []
        for child in element.children:
            if child.attributes:
                message = f"<{child.tag}> in <note> takes no attributes"
                self._fault("note-restyled", message, "take them out: the safety note has styles of its own")
            style = _NOTE_STYLES.get(child.tag)
            if style is None:
                self._fault("template-tag", f"<{child.tag}> stands in <note>", "write <heading> or <p>")
                continue
            blocks.append(self._write_words(child, style=style))
        return Note(number, tuple(blocks))

    def _write_figure(self, element: Element) -> Figure:
        kind = element.attributes.get("kind", "")
        if kind not in get_args(FigureKind):
            self._fault("template-tag", f"unknown kind of figure '{kind}'", did_you_mean(kind, get_args(FigureKind)))
        alt = tidy(element.attributes.get("alt", ""), self.manuscript.language)
        origin = element.origins[0] if element.origins else None
        if not alt:
            self._fault("figure-without-alt", f"figure '{kind}' has no alternative text", "write alt=", origin)
        height = 0.0
        if "height" in element.attributes:
            try:
                height = parse_length(element.attributes["height"])
            except ValueError:
                self._fault("template-tag", "height of a figure is no length", "write a length such as 30mm")
        source, colour = element.attributes.get("source", ""), element.attributes.get("colour", "")
        link = self._read_link(element)
        return Figure(self._next(), cast(FigureKind, kind), alt, origin, height, source, colour, link)
