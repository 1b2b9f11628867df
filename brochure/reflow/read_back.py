"""The two editions read back, leaf by leaf, from what is in the file alone."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Literal, cast

from brochure.base.marks import LINE_BREAK
from brochure.base.spoken import Spoken
from brochure.base.story import TextTag
from brochure.reflow.text import CAPTION, HEAD, LABELLED, NESTED, RUNOVER, TO_WRITE

SpokenTag = Literal["H1", "H2", "H3", "P", "Lbl", "TH", "TD", "Caption", "Figure"]

_LABEL = re.compile(r"(\d+)\.(?: (.*))?")
_LINK = re.compile(r"<(?:https|mailto|tel):[^ ]*>")
_TEXT_TAGS: dict[str, TextTag] = {
    "h1": "H1",
    "h2": "H2",
    "h3": "H3",
    "p": "P",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
}
_SIGN = re.compile(r"\[([^\[\]]+)\] (.*)")  # what stands in place of a sign before an entry of a list
_UNSPOKEN = {"style", "svg", "title"}
_THIRD_LEVEL = " " * 4
_GOES_ON = re.compile(rf"\n{RUNOVER}(?=\S)")


def leaves_of_text(text: str) -> tuple[Spoken, ...]:
    """The leaves of a text edition, in its order; `reflow.text` tells how it is written."""
    return tuple(_spoken_lines(_GOES_ON.sub(LINE_BREAK, text)))


def leaves_of_html(html: str) -> tuple[Spoken, ...]:
    """The leaves of an HTML edition, in its order. Words outside of every leaf come as leaves, so that they show."""
    reader = _HtmlReader()
    reader.feed(html)
    reader.close()
    return tuple(reader.leaves)


def _spoken_lines(text: str) -> Iterator[Spoken]:
    blank, after_figure = 0, False
    for line in text.split("\n"):
        if not line:
            blank += 1
            continue
        # What a figure or a button leads to is no word of the leaflet.
        if (after_figure and not blank) or _LINK.fullmatch(line):
            after_figure = False
            continue
        spoken = tuple(_spoken_line(line.removeprefix(_THIRD_LEVEL), _tag_of(line, blank)))
        yield from spoken
        blank, after_figure = 0, spoken[-1].tag == "Figure"


def _tag_of(line: str, blank: int) -> SpokenTag:
    if line.startswith(_THIRD_LEVEL):
        return "H3"
    if line.startswith(CAPTION) and not line.startswith(NESTED):
        return "Caption"
    return "H1" if blank >= 3 else "H2" if blank == 2 else "P"


def _spoken_line(line: str, tag: SpokenTag) -> Iterator[Spoken]:
    line, _, space = line.partition(TO_WRITE)
    yield from _worded_line(line, tag)
    if space:
        yield Spoken("Figure", alt=space.removeprefix("[").removesuffix("]"))


def _worded_line(line: str, tag: SpokenTag) -> Iterator[Spoken]:
    if line.startswith("["):
        yield Spoken("Figure", alt=line.removeprefix("[").removesuffix("]"))
        return
    if LABELLED in line and not line.startswith(("-", " ")):
        name, _, cell = line.partition(LABELLED)
        is_head = cell.startswith(HEAD)
        yield Spoken("TH", name)
        if cell:
            yield Spoken("TH" if is_head else "TD", cell.removeprefix(HEAD))
        return
    label = _LABEL.fullmatch(line)
    if label is not None:
        yield Spoken("Lbl", label[1])
        if label[2]:
            yield Spoken(tag, label[2])
        return
    line = line.removeprefix(NESTED) if line.startswith(NESTED) else line.removeprefix("- ")
    sign = _SIGN.fullmatch(line)
    if sign is not None:
        yield Spoken("Figure", alt=sign[1])
        line = sign[2]
    yield Spoken(tag, line.removeprefix(" "))


class _HtmlReader(HTMLParser):
    """Listens to the page as a screen reader does: elements, names, words."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.leaves: list[Spoken] = []
        self.words: list[str] = []
        self.alts: list[str] = []
        self.open = ""  # the element of the leaf that is being read
        self.unspoken = ""  # the element whose inside is not read
        self.depth = 0
        self.captions = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self.unspoken:
            self.depth += tag == self.unspoken
            return
        if tag == "figcaption":
            self._end_leaf()
            self.captions = True
        if self.open == "figure":
            self.alts += [said[name] for name in ("aria-label", "alt") if name in said]
        if tag in _UNSPOKEN:
            self.unspoken, self.depth = tag, 1
        elif tag in _TEXT_TAGS or tag == "figure":
            self._end_leaf()
            self.open = tag
        elif tag == "li" and "value" in said:
            self._end_leaf()
            self.leaves.append(Spoken("Lbl", said["value"]))

    def handle_endtag(self, tag: str) -> None:
        if self.unspoken:
            self.depth -= tag == self.unspoken
            if not self.depth:
                self.unspoken = ""
        elif tag == self.open:
            self._end_leaf()
        if tag == "figcaption":
            self.captions = False

    def handle_data(self, data: str) -> None:
        if not self.unspoken and (self.open or data.strip()):
            self.words.append(data)

    def close(self) -> None:
        super().close()
        self._end_leaf()

    def _end_leaf(self) -> None:
        text = "".join(self.words)
        if self.open == "figure":
            self.leaves.append(Spoken("Figure", alt=" ".join([*self.alts, text]).strip()))
        elif (self.open or text) and not (self.open == "td" and not text):
            tag = "Caption" if self.captions else _TEXT_TAGS.get(self.open, "P")
            self.leaves.append(Spoken(cast(SpokenTag, tag), text))
        self.words, self.alts, self.open = [], [], ""
