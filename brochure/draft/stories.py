"""Tags to blocks: the template's small language, judged tag by tag."""

import re
from typing import assert_never, cast, get_args

from brochure.base.brand import ROLE_NAMES, STYLE_NAMES, Mark
from brochure.base.code_names import Code
from brochure.base.findings import Finding, did_you_mean, no_such
from brochure.base.language import LANGUAGES
from brochure.base.links import link_of
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.personal import PLACE
from brochure.base.records import replace
from brochure.base.story import (
    DECORATION,
    Block,
    BlockTag,
    Figure,
    FigureKind,
    Group,
    Item,
    ItemList,
    Note,
    Run,
    TextTag,
    Words,
)
from brochure.base.units import parse_length
from brochure.draft.body import BodyWriter
from brochure.draft.elements import Element, place_in
from brochure.draft.inline import runs_of
from brochure.draft.typography import tidy
from brochure.draft.values import without_omitted

_TEXTS: dict[str, tuple[TextTag, str]] = {
    "title": ("H1", "title"),
    "heading": ("H2", "heading"),
    "subheading": ("H3", "heading"),
    "p": ("P", "body"),
    "button": ("P", "contact_name"),
}
_NOTE_STYLES = {"heading": "note_heading", "p": "note"}
_TAGS = get_args(BlockTag)
TEMPLATE_FIGURES: tuple[FigureKind, ...] = ("logo", "qr", "photo", "art")
_HOLDERS = {
    "stories",
    "story",
    "points",
    "point",
    "list",
    "note",
    "figure",
    "body",
    "partners",
}  # of tags, and of no words
ATTRIBUTES = {
    "figure": {"kind", "alt", "height", "source", "colour", "link", "decorative"},
    "list": {"ruled"},
    "points": set[str](),
    "note": set[str](),
    "body": set[str](),
    "partners": set[str](),
    "story": {"name"},
    "stories": set[str](),
    "point": set[str](),
    "item": {"style", "colour", "link"},
    "button": {"before", "link"},
}
TEXT_ATTRIBUTES = {"style", "colour", "before", "link"}


class StoryWriter:
    """Numbers the leaves of all stories and gathers what is wrong with the tags."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.leaflet = without_omitted(manuscript)
        self.faults: list[Finding] = []
        self.count = 0

    def write_blocks(self, elements: list[Element]) -> tuple[Block, ...]:
        """The blocks of a story; what is not understood becomes a finding."""
        blocks: list[Block] = []
        for element in elements:
            if element.tag == "body":
                self.judge(element)
                body = BodyWriter(self.manuscript, self._next)
                blocks += body.blocks(self.leaflet.body)
                self.faults += body.faults
            elif element.tag == "partners":
                self.judge(element)
                blocks += self._write_partners()
            elif element.tag == "note" and self.leaflet.places_note:
                continue  # it stands in the body
            elif (block := self._write_block(element)) is not None:
                blocks.append(block)
        return tuple(blocks)

    def _next(self) -> int:
        self.count += 1
        return self.count

    def _fault(
        self, code: Code, at: Element, message: str, hint: str, *, typed: tuple[Origin, ...] = (), line: int = 0
    ) -> None:
        """What is wrong with a tag, at its line in the template, or where its value was `typed`."""
        template = self.manuscript.template
        place = typed[0] if typed else place_in(template, line or at.line)
        where = "" if typed else f"template '{template.name}': "
        self.faults.append(Finding(code, where + message, place, hint))

    def judge(self, element: Element) -> None:
        """Attributes that a tag does not take, and words in one that holds tags: no reader would ever meet them."""
        known = ATTRIBUTES.get(element.tag, TEXT_ATTRIBUTES)
        for name in element.attributes.keys() - known:
            self._fault("template-tag", element, f"<{element.tag}> takes no '{name}'", did_you_mean(name, known))
        if element.tag in _HOLDERS and element.text.strip():
            words = " ".join(element.text.split())[:40]
            message = f"'{words}' stands in <{element.tag}> outside a tag"
            hint = "put the words into <p>, or into another tag that holds words"
            self._fault("template-tag", element, message, hint, line=element.text_line)

    def _write_block(self, element: Element) -> Block | None:
        self.judge(element)
        if element.tag not in _TAGS:
            hint = no_such(element.tag) or did_you_mean(element.tag, _TAGS)
            self._fault("template-tag", element, f"unknown tag <{element.tag}>", hint)
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
            case "button":
                return replace(self._write_words(element), colour="cover_text", is_button=True)
            case "body" | "partners":
                raise AssertionError("what holds several blocks is written by `write_blocks`")
            case _:
                assert_never(tag)

    def _write_words(self, element: Element, *, style: str = "", tag: TextTag | None = None) -> Words:
        own_tag, own_style = _TEXTS.get(element.tag, ("P", "item"))
        style = style or element.attributes.get("style", own_style)
        colour = element.attributes.get("colour", "")
        if style not in STYLE_NAMES:
            self._fault("template-tag", element, f"unknown style '{style}'", did_you_mean(style, STYLE_NAMES))
        if colour and colour not in ROLE_NAMES:
            self._fault("template-tag", element, f"unknown colour role '{colour}'", did_you_mean(colour, ROLE_NAMES))
        if element.children:
            self._fault(
                "template-tag", element, f"<{element.tag}> holds tags, where words are wanted", "take the tags out"
            )
        runs, faults = runs_of(element.text, self.manuscript.language)
        for fault in faults:
            self._fault(fault.code, element, fault.message, fault.hint, typed=element.texts)
        if not runs:
            self._fault(
                "empty-block", element, f"<{element.tag}> holds no words", "ask with {% if %} before writing it"
            )
        before, link = self._read_before(element), self._read_link(element)
        place, leads = element.origin, element.sources_of("link")
        number = self._next()
        return Words(number, tag or own_tag, style, runs, place, colour, before, link, texts=element.texts, leads=leads)

    def _read_link(self, element: Element) -> str:
        said = element.attributes.get("link", "")
        place = PLACE.fullmatch(said)
        field = (self.manuscript.leaflet.personal or {}).get(place[1]) if place else None
        if field is not None and field.type == "link":
            return said  # the value is judged when it is known
        link = link_of(said)
        if said and not link:
            typed = element.sources_of("link")
            message = f"nobody can follow '{said[:60]}'" if typed else f"<{element.tag}> links to '{said[:60]}'"
            self._fault("bad-link", element, message, "link to an https, mailto or tel address", typed=typed)
        return link

    def _read_before(self, element: Element) -> float | None:
        said = element.attributes.get("before")
        if said is None:
            return None
        if not re.fullmatch(r"\d(\.\d{1,2})?", said):
            self._fault("template-tag", element, f"before='{said}' is no number of lines", "write a number such as 0.5")
            return None
        return float(said)

    def _write_list(self, element: Element) -> ItemList:
        numbered = element.tag == "points"
        number = self._next()
        items = []
        for at, child in enumerate(element.children, 1):
            self.judge(child)
            wanted = "point" if numbered else "item"
            if child.tag != wanted:
                self._fault("template-tag", child, f"<{child.tag}> stands in <{element.tag}>", f"write <{wanted}>")
                continue
            items.append(self._write_item(child, at if numbered else 0))
        return ItemList(number, numbered, element.attributes.get("ruled") == "yes", tuple(items))

    def _write_item(self, element: Element, at: int) -> Item:
        if not at:
            return Item(None, (self._write_words(element),))
        label = Words(self._next(), "Lbl", "numeral", (Run(str(at)),), None)
        blocks = []
        for child in element.children:
            self.judge(child)
            if child.tag not in _TEXTS:
                self._fault("template-tag", child, f"<{child.tag}> stands in <point>", "write <heading> or <p>")
                continue
            blocks.append(self._write_words(child))
        return Item(label, tuple(blocks))

    def _write_note(self, element: Element) -> Note:
        number = self._next()
        blocks: list[Block] = []
        for child in element.children:
            if child.tag not in _TEXTS:
                self.judge(child)
            self._keep_note_plain(child)
            style = _NOTE_STYLES.get(child.tag)
            if child.tag == "list":
                blocks.append(self._write_note_list(child))
            elif style is None:
                self._fault("template-tag", child, f"<{child.tag}> stands in <note>", "write <heading>, <p> or <list>")
            else:
                blocks.append(self._write_words(child, style=style))
        return Note(number, tuple(blocks))

    def _keep_note_plain(self, element: Element) -> None:
        if element.attributes:
            message = f"<{element.tag}> in <note> takes no attributes"
            self._fault("note-restyled", element, message, "take them out: the safety note has styles of its own")

    def _write_note_list(self, element: Element) -> ItemList:
        number = self._next()
        items = []
        for child in element.children:
            self._keep_note_plain(child)
            if child.tag != "item":
                self._fault("template-tag", child, f"<{child.tag}> stands in <list>", "write <item>")
                continue
            items.append(Item(None, (replace(self._write_words(child, style="note"), before=0.0),)))
        return ItemList(number, False, False, tuple(items))

    def _write_partners(self) -> tuple[Group, ...]:
        """The marks of partners, where a brand has some and the layout does not leave them out."""
        partners = self.manuscript.brand.partners
        if not partners or "clinic partners" in (said.text for said in self.manuscript.layout.omits):
            return ()
        number, marks = self._next(), []
        for each in partners:
            language = self._language_of(each)
            alt = tidy(each.alt.text, LANGUAGES.get(language, self.manuscript.language))
            place, texts = each.alt.origin, (each.alt.origin,)
            figure = Figure(self._next(), "partner", alt, place, source=each.file.text, texts=texts, language=language)
            marks.append(figure)
        return (Group(number, "marks", tuple(marks)),)

    def _write_figure(self, element: Element) -> Figure:
        kind = element.attributes.get("kind", "")
        if kind not in TEMPLATE_FIGURES:
            hint = did_you_mean(kind, TEMPLATE_FIGURES)
            self._fault("template-tag", element, f"unknown kind of figure '{kind}'", hint)
        if element.children:
            self._fault("template-tag", element, "<figure> holds tags", "take the tags out")
        is_decoration = element.attributes.get("decorative") == "yes"
        language = self._language_of(self.manuscript.brand.logo) if kind == "logo" else ""
        alt = tidy(element.attributes.get("alt", ""), LANGUAGES.get(language, self.manuscript.language))
        if not alt and not is_decoration:
            hint = 'write alt=, or decorative="yes" where it says nothing'
            self._fault("figure-without-alt", element, f"figure '{kind}' has no alternative text", hint)
        if alt and is_decoration:
            message, hint = f"figure '{kind}' is decorative, and has words", "take one of the two out"
            self._fault("template-tag", element, message, hint)
        height = 0.0
        if "height" in element.attributes:
            try:
                height = parse_length(element.attributes["height"])
            except ValueError:
                self._fault("template-tag", element, "height of a figure is no length", "write a length such as 30mm")
        source, colour = element.attributes.get("source", ""), element.attributes.get("colour", "")
        source = link_of(source) or source  # a code holds what a telephone follows
        link = self._read_link(element)
        texts, leads = element.sources_of("alt"), element.sources_of("source", "link")
        place, number = element.origin, DECORATION if is_decoration else self._next()
        figure = Figure(number, cast(FigureKind, kind), alt, place, height, source, colour, link, texts, leads)
        return replace(figure, language=language)

    def _language_of(self, mark: Mark) -> str:
        """The language of a mark's words, where it is not the leaflet's."""
        return self.manuscript.brand.language_of(mark, self.manuscript.language.tag)
