"""What a reviewer sends back: the page as a browser saved it, or the small file that its button makes.

A browser writes what was typed into its own elements: `<div>` and `<br>` for lines, and spans for what was pasted.
Whatever comes back is a stranger's file: it is read as text, and nothing in it is followed or run.
"""

import json
import re
from collections.abc import Iterable
from email import message_from_bytes, policy
from html.parser import HTMLParser
from typing import Any, Final

from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple
from brochure.review.rows import digest_of

FORMAT: Final = "1"
MOST_BYTES: Final = 8_000_000
_BLOCKS: Final = frozenset(("div", "p", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "tr", "pre"))
_VOID: Final = frozenset(("br", "img", "hr", "wbr", "input", "meta", "link", "area", "col", "embed", "source"))
_SILENT: Final = frozenset(("script", "style", "template", "title"))
_FIELD: Final = re.compile(r"[a-z_]+(\.([a-z_]+|\d{1,4}))*")
_AGAIN: Final = "ask for the file that the button “Download my corrections” makes"


class Correction(NamedTuple):
    """One text as it went out and as it came back."""

    field: str
    was: str
    now: str
    remark: str = ""


class Corrections(NamedTuple):
    """All that came back."""

    leaflet: str
    language: str
    who: str
    rows: tuple[Correction, ...]
    remark: str = ""  # on the whole


def read_corrections(data: bytes, name: str) -> Corrections:
    """The corrections in a file that came back; `name` is what it is called.

    Raises:
        BadInput: it is no review of ours, or a part of it is gone.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(Finding("too-large", f"'{name}' is too large for a review", None, _AGAIN))
    try:
        text = _text(data)
        sheet = _of_json(text) if text.lstrip().startswith("{") else _of_page(text)
    except (ValueError, RecursionError):
        message = f"'{name}' cannot be read"
        raise BadInput(Finding("review-damaged", message, None, _AGAIN)) from None
    if sheet is None:
        message = f"'{name}' is no page of `brochure review`"
        raise BadInput(Finding("review-foreign", message, None, f"name the page that came back, or {_AGAIN}"))
    digest, done = sheet
    is_named = all(_FIELD.fullmatch(row.field) for row in done.rows)
    if not is_named or digest != digest_of((row.field, row.was) for row in done.rows):
        message = f"'{name}' has not come back whole: texts of it are gone, or what they were before"
        raise BadInput(Finding("review-damaged", message, None, _AGAIN))
    return done


def _text(data: bytes) -> str:
    """The page or file as text; the page inside an archive that a browser writes (MHTML)."""
    if data[:200].lstrip().lower().startswith((b"from:", b"mime-version:")) and b"multipart/related" in data[:4000]:
        whole = message_from_bytes(data, policy=policy.default)
        part = next((each for each in whole.walk() if each.get_content_type() == "text/html"), None)
        data = bytes(part.get_payload(decode=True) or b"") if part is not None else b""  # no header names its encoding
    is_wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    return data.decode("utf-16" if is_wide else "utf-8-sig").replace("\r\n", "\n")


def _of_json(text: str) -> tuple[str, Corrections] | None:
    said: Any = json.loads(text)
    if str(said.get("brochure_review")) != FORMAT:
        return None
    rows = said["texts"] if isinstance(said.get("texts"), list) else []
    if not all(isinstance(each, dict) and {"field", "was", "now"} <= each.keys() for each in rows):
        raise ValueError(rows)
    if not all(isinstance(each.get(key, ""), str) for each in rows for key in Correction._fields):
        raise ValueError(rows)
    texts = tuple(Correction(*(each.get(key, "") for key in Correction._fields)) for each in rows)
    if said.get("sum") != sum_of(texts):  # somebody changed the file, or it fell out on the way
        raise ValueError(texts)
    named = {key: said.get(key, "") for key in ("leaflet", "language", "who", "remark")}
    if not all(isinstance(each, str) for each in named.values()):
        raise ValueError(named)
    return str(said.get("digest")), Corrections(**named, rows=texts)


def sum_of(rows: Iterable[Correction]) -> str:
    """What the page's own script writes of all that was typed: FNV-1a, 32 bits."""
    mark = 0x811C9DC5
    for byte in "\x1e".join(f"{row.now}\x1f{row.remark}" for row in rows).encode():
        mark = (mark ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{mark:08x}"


def _of_page(text: str) -> tuple[str, Corrections] | None:
    page = _Page()
    page.feed(text)
    page.close()
    if page.head.get("format") != FORMAT:
        return None
    if not all(("now", field) in page.texts for field, _ in page.was):  # the end of the page is gone
        raise ValueError(page.was)
    rows = tuple(
        Correction(field, was, page.texts["now", field], page.texts.get(("remark", field), ""))
        for field, was in page.was
    )
    who, remark = page.texts.get(("who", ""), ""), page.texts.get(("remark", ""), "")
    leaflet, language = page.head.get("leaflet", ""), page.head.get("language", "")
    return page.head.get("digest", ""), Corrections(leaflet, language, who, rows, remark)


class _Page(HTMLParser):
    """Texts of the elements with marks, as a reader sees their lines."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.head: dict[str, str] = {}
        self.was: list[tuple[str, str]] = []
        self.texts: dict[tuple[str, str], str] = {}
        self._mark: tuple[str, str] | None = None
        self._depth, self._silent = 0, 0
        self._text, self._waits, self._broke = "", False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if "data-review" in said and not self.head:
            self.head = {name.removeprefix("data-"): value for name, value in said.items()}
            self.head["format"] = said["data-review"]
        if self._mark is not None:
            self._inside(tag)
            return
        for kind in ("now", "remark", "who"):
            if f"data-{kind}" in said:
                self._mark, self._depth = (kind, said[f"data-{kind}"]), 1
                self._text, self._waits, self._broke = "", False, False
                if kind == "now":
                    self.was.append((said["data-now"], said.get("data-was", "")))

    def _inside(self, tag: str) -> None:
        if tag == "br":
            self._write("\n")
            self._broke = True
        if tag in _VOID:
            return
        self._depth += 1
        self._silent += tag in _SILENT
        if tag in _BLOCKS:
            self._waits = bool(self._text) and not self._broke

    def handle_endtag(self, tag: str) -> None:
        if self._mark is None or tag in _VOID:
            return
        self._depth -= 1
        self._silent -= tag in _SILENT and self._silent > 0
        if tag in _BLOCKS:
            self._waits = bool(self._text) and not self._broke
        if not self._depth:
            self.texts[self._mark] = self._text
            self._mark = None

    def handle_data(self, data: str) -> None:
        if self._mark is not None and not self._silent and data:
            self._write(data)
            self._broke = False

    def _write(self, text: str) -> None:
        self._text += "\n" * self._waits + text
        self._waits = False
