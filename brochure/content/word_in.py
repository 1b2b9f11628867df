"""A document of Word as the blocks of a leaflet: headings, texts, lists, tables and pictures; what has no home is told.

mammoth reads the document into HTML; whatever that leaves out (heads and feet of pages, comments, fields, boxes of
words) is found by holding the words of the file against the words that became blocks.
"""

import importlib
import json
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError, fromstring

from brochure.base.findings import BadInput, Finding
from brochure.base.model import FORM
from brochure.base.records import NamedTuple
from brochure.content.word_parts import language_in, told_starts
from brochure.content.word_runs import TextRun, mark_runs
from brochure.record.years import years_after

_MOST_BYTES: Final = 50_000_000  # unzipped
_KINDS: Final = {"image/png": "png", "image/jpeg": "jpg"}
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_PLAIN: Final = re.compile(r"[^\W\d_](?:[\w .–’-]|, (?=\w))*")
_TAKEN_OTHERWISE: Final = {"y", "n", "yes", "no", "on", "off", "true", "false", "null"}  # by YAML
_TITLE: Final = "p[style-name='Title'] => h1.title:fresh\np[style-name='Subtitle'] => p.subtitle:fresh"
# What mammoth takes for plain words, or passes over, by what the file has for it.
_TOLD: Final = (
    (rb"<w:vanish(?: w:val=\"(?:1|true)\")?/>", "hidden words, which are shown now"),
    (
        rb"<w:(?:del|moveFrom)[ >]",
        "changes that nobody accepted, which are taken as accepted",
    ),
    (rb"<m:oMath", "an equation"),
    (rb"w14:checkbox|<w:checkBox|FORMCHECKBOX", "boxes to tick: write them as `tick:`"),
    (rb"<w:altChunk", "a part of another file"),
    (rb"<v:textpath", "words that are drawn"),
    (rb"drawingml/2006/chart", "a chart"),
    (rb"drawingml/2006/diagram", "a drawing of boxes"),
)
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_PARTS: Final = {
    "header": "head of the page", "footer": "foot of the page", "comments": "comment", "document": "text",
    "footnotes": "footnote", "endnotes": "endnote",
}  # fmt: skip

_LOOKS: Final = {"strong": "**", "em": "*", "sup": "^", "sub": "~", "s": ""}

WordBlock = dict[str, Any]  # as YAML has it


class WordPicture(NamedTuple):
    """A picture out of the document."""

    name: str
    data: bytes


class FromWord(NamedTuple):
    """What a document holds, as a leaflet has it."""

    title: str
    body: tuple[WordBlock, ...]
    pictures: tuple[WordPicture, ...]
    homeless: tuple[str, ...]  # what became no block, in words
    language: str = "en"


def read_word(path: Path) -> FromWord:
    """The blocks of a .docx file.

    Raises:
        BadInput: it is none, is too large, or mammoth is not installed.
    """
    parts = _parts_of(path)
    words = [(name, text) for name, data in parts.items() for text in _texts_in(data, name)]
    try:
        mammoth = importlib.import_module("mammoth")
    except ImportError:
        hint = "install it with `pip install 'brochure[word]'`"
        raise BadInput(Finding("missing-library", "documents of Word are read by 'mammoth'", None, hint)) from None
    pictures: list[WordPicture] = []
    homeless = [said for sign, said in _TOLD if re.search(sign, parts["word/document.xml"])]

    def keep(image: Any) -> dict[str, str]:
        ending = _KINDS.get(image.content_type)
        if ending is None:
            homeless.append(f"a picture of the kind {image.content_type}")
            return {"src": ""}
        with image.open() as file:
            pictures.append(WordPicture(f"picture-{len(pictures) + 1}.{ending}", file.read()))
        return {"src": pictures[-1].name}

    try:
        with path.open("rb") as file:
            html = mammoth.convert_to_html(file, style_map=_TITLE, convert_image=mammoth.images.img_element(keep)).value
    except (KeyError, ValueError, AttributeError, TypeError):  # whatever a part that is missing or damaged makes of it
        message = f"'{path.name}' is damaged: a part that it names is missing"
        hint = "open it in Word or LibreOffice, and save it again"
        raise BadInput(Finding("bad-form", message, None, hint)) from None
    reader = _Reader()
    reader.feed(html)
    reader.close()
    title, body = _titled(reader.blocks, path)
    homeless += reader.homeless
    homeless += [*told_starts(parts), *_lost(words, Counter(_plain_words((title, body))))]
    language = language_in(parts)
    if not language:
        homeless.append("its language, which the file does not say, or in which no leaflet is written: it says `en`")
    language = "en" if not language or language.startswith("en-") else language
    return FromWord(title, tuple(body), tuple(pictures), tuple(dict.fromkeys(homeless)), language)


def _parts_of(path: Path) -> dict[str, bytes]:
    """The parts of the file that hold words, by their names; each is sound XML.

    Raises:
        BadInput: it is no document of Word, or too large.
    """
    hint = "save it as .docx in Word, Pages, Google Docs or LibreOffice"
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(each.file_size for each in archive.infolist()) > _MOST_BYTES:
                raise BadInput(Finding("too-large", f"'{path.name}' is too large", None, "make its pictures smaller"))
            names = [name for name in archive.namelist() if re.fullmatch(r"word/[a-z]+\d*\.xml", name)]
            parts = {name: archive.read(name) for name in names}
        if "word/document.xml" not in parts:
            raise BadInput(Finding("bad-form", f"'{path.name}' is no document of Word", None, hint))
        for data in parts.values():
            fromstring(data)
        return parts
    except (zipfile.BadZipFile, ParseError, KeyError):
        raise BadInput(Finding("bad-form", f"'{path.name}' is no document of Word", None, hint)) from None
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("file-unreadable", f"cannot read '{path}': {reason}", None, "check its name")) from None


def _texts_in(data: bytes, name: str) -> Iterator[str]:
    """The paragraphs of a part; what is marked as taken out is none of its words."""
    kind = re.sub(r"\d+", "", Path(name).stem)
    if kind not in _PARTS:
        return
    root = fromstring(data)
    for other in root.iter(f"{_MC}AlternateContent"):  # the same words once more, for an older program
        for fallback in other.findall(f"{_MC}Fallback"):
            other.remove(fallback)
    for paragraph in root.iter(f"{_W}p"):
        below = [each for each in paragraph.iter(f"{_W}p") if each is not paragraph]
        inner = {id(each) for other in below for each in other.iter(f"{_W}t")}
        yield "".join(each.text or "" for each in paragraph.iter(f"{_W}t") if id(each) not in inner)


def _lost(words: list[tuple[str, str]], kept: Counter[str]) -> Iterator[str]:
    """Texts of the file whose words stand in no block."""
    left = Counter(kept)
    for name, text in words:
        own = Counter(_plain_words(text))
        if own - left:
            kind = _PARTS[re.sub(r"\d+", "", Path(name).stem)]
            yield f"a {kind}: '{' '.join(text.split())[:60]}'"
        else:
            left -= own


def _plain_words(value: Any) -> list[str]:
    """The words of blocks, without marks and without the names of their fields and files."""
    if isinstance(value, str):
        return re.findall(r"\w+", re.sub(r"\]\([^)]*\)", " ", re.sub(r"[\\*~^]", "", value)))
    if isinstance(value, dict):
        return [word for key, each in value.items() if key not in ("file", "place") for word in _plain_words(each)]
    return [word for each in value for word in _plain_words(each)]


def _typed_plainly(text: str) -> str:
    return " ".join(mark_runs([TextRun(text)]).text.split())


def _titled(blocks: list[WordBlock], path: Path) -> tuple[str, list[WordBlock]]:
    """The title and what follows: the heading at the top, or the name of the file."""
    if blocks and "heading" in blocks[0]:
        return blocks[0]["heading"], blocks[1:]
    return re.sub(r"[-_]+", " ", path.stem).strip().capitalize(), blocks


class _Reader(HTMLParser):
    """The HTML of mammoth as blocks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[WordBlock] = []
        self.homeless: list[str] = []
        self.runs: list[TextRun] = []
        self.open: list[str] = []  # elements that say how words look
        self.lists: list[list[Any]] = []
        self.table: list[list[str]] | None = None
        self.around: list[tuple[list[list[str]], list[str]]] = []  # tables in whose cells the open one stands
        self.cell: list[str] = []  # words of the open cell, before a table in it
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in _LOOKS:
            self.open.append(tag)
        elif tag == "a":
            target = said.get("href") or ""
            self.links.append("" if target.startswith("#") else target)
        elif tag in ("ul", "ol"):
            self._open_list()
        elif tag == "table":
            if self.table is not None:
                self.around.append((self.table, [*self.cell, self._taken()]))
            self.table, self.cell = [], []
        elif tag == "tr" and self.table is not None:
            self.table.append([])
        elif tag == "td" and {"colspan", "rowspan"} & said.keys():
            self.homeless.append("cells of a table that are joined: each stands once")
        elif tag == "img" and said.get("src"):
            alt = _typed_plainly(said.get("alt") or "")
            shown = {"alt": alt} if alt else {"decorative": "yes"}
            self._flush("text")
            self.blocks.append({"picture": {"file": said["src"], **shown}})
        elif tag in ("br", "p", "li"):
            self.runs.append(TextRun(" "))

    def handle_endtag(self, tag: str) -> None:
        if tag in _LOOKS and tag in self.open:
            self.open.remove(tag)
        elif tag == "a" and self.links:
            self.links.pop()
        elif tag in ("h1", "h2"):
            self._flush("heading")
        elif tag in ("h3", "h4", "h5", "h6"):
            self._flush("subheading")
        elif tag == "p" and self.table is None and not self.lists:
            self._flush("text")
        elif tag == "li":
            self._close_entry()
        elif tag in ("ul", "ol"):
            self._close_list("list" if tag == "ul" else "numbered")
        elif tag in ("td", "th") and self.table:
            self.table[-1].append(" ".join(filter(None, (*self.cell, self._taken()))))
            self.cell = []
        elif tag == "table":
            self._close_table()

    def handle_data(self, data: str) -> None:
        if data.strip() == "↑" and self.links and not self.links[-1]:
            return  # mammoth's way back from a footnote
        if "s" in self.open:
            self.homeless.append(f"words that are struck out: '{data.strip()[:60]}'")
            return
        is_note = bool(self.links) and not self.links[-1]  # the number of a footnote
        mark = next((_LOOKS[tag] for tag in ("strong", "em", "sup", "sub") if tag in self.open and not is_note), "")
        self.runs.append(TextRun(data, mark, self.links[-1] if self.links else ""))

    def _taken(self) -> str:
        done, self.runs = mark_runs(self.runs), []
        self.homeless += done.told
        return _BLANKS.sub(" ", done.text).strip()  # a no-break space is meant

    def _flush(self, kind: str) -> None:
        if kind != "text":  # a heading stands out as a whole
            self.runs = [run._replace(mark="" if run.mark in ("**", "*") else run.mark) for run in self.runs]
        text = self._taken()
        if not text:
            return
        if kind == "text" and self.blocks and "text" in self.blocks[-1]:
            self.blocks[-1]["text"].append(text)
        else:
            self.blocks.append({kind: [text] if kind == "text" else text})

    def _open_list(self) -> None:
        if self.lists and (text := self._taken()):
            self.lists[-1].append({"text": text, "items": []})
        self.lists.append([])

    def _close_entry(self) -> None:
        if self.lists and (text := self._taken()):
            self.lists[-1].append(text)

    def _close_list(self, kind: str) -> None:
        entries = self.lists.pop() if self.lists else []
        if not self.lists:
            if entries:
                self.blocks.append({kind: entries})
            return
        over = self.lists[-1]
        plain = [each["text"] if isinstance(each, dict) else each for each in entries]
        plain += [inner for each in entries if isinstance(each, dict) for inner in each["items"]]
        if any(isinstance(each, dict) for each in entries):
            self.homeless.append("a list three levels deep: its deepest entries stand one level up")
        if over and isinstance(over[-1], dict):
            over[-1]["items"] += plain
        else:
            over += plain

    def _close_table(self) -> None:
        if self.around:
            inner = [cell for row in self.table or () for cell in row if cell]
            self.table, self.cell = self.around.pop()
            self.cell += inner
            self.homeless.append(f"a table inside a table: its words stand in one cell: '{' '.join(inner)[:60]}'")
            return
        rows, self.table = [row for row in self.table or () if any(row)], None
        width = max(map(len, rows), default=0)
        if len(rows) > 1 and width > 1:
            filled = [[*row, *["–"] * (width - len(row))] for row in rows]
            if not all(filled[0]):
                self.homeless.append("a table whose columns have no label: it has a dash there")
            filled[0] = [cell or "–" for cell in filled[0]]
            self.blocks.append({"table": {"columns": filled[0], "rows": filled[1:]}})
        elif rows:  # one row or one column is no table: it was drawn to place words
            self.blocks.append({"text": [cell for row in rows for cell in row if cell]})


def leaflet_text(document: FromWord, day: date) -> str:
    """The document as a leaflet's file, for a person to read and to finish; `day` is that of its issue."""
    later, tag = years_after(day, 2), document.language
    head = (
        "# yaml-language-server: $schema=../../schema/leaflet.json\n"
        f'schema: "{FORM}"\ncode: NEW-01\nversion: "1.0"\nissued: {day}\nreview_by: {later}\nlanguage: {tag}\n'
        f"# `practical`, for prices and hours, may leave the safety note out.\nkind: treatment\nlayout: sheet-a4\n\n"
    )
    body = "".join(f"  - {_typed(block, 4).lstrip()}" for block in document.body)
    return f"{head}title: {_quoted(document.title)}\nbody:\n{body}"


def _typed(value: Any, indent: int) -> str:
    """A value as YAML, each line with its end."""
    pad = " " * indent
    if isinstance(value, str):
        return f"{_quoted(value)}\n"
    if isinstance(value, dict):
        return "".join(
            f"{pad}{key}: {_typed(each, indent)}" if isinstance(each, str)
            else f"{pad}{key}:\n{_typed(each, indent + 2)}" for key, each in value.items()
        )  # fmt: skip
    if value and all(isinstance(each, list) for each in value):
        return "".join(f"{pad}- [{', '.join(map(_quoted, row))}]\n" for row in value)
    return "".join(f"{pad}- {_typed(each, indent + 2).lstrip()}" for each in value)


def _quoted(text: str) -> str:
    """Plain where nobody can take it for anything else."""
    is_plain = _PLAIN.fullmatch(text) and text.casefold() not in _TAKEN_OTHERWISE
    return text if is_plain and not text.endswith(" ") else json.dumps(text, ensure_ascii=False)
