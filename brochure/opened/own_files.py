"""Reads back the PDF that was just written: objects, pages, the structure tree, and the text behind each element.

A small reader for files of our own writer, so that the proof looks at bytes and not at what the program meant. The
tests hold it against independent readers.
"""

import re
import zlib
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from brochure.base.records import NamedTuple
from brochure.base.spoken import Spoken, words_of

_TOKEN = re.compile(
    rb"\s*(?:(?P<ref>(\d+)\s+(\d+)\s+R\b)|(?P<open><<|\[)|(?P<close>>>|\])|(?P<name>/[^\s<>\[\]()/%]*)"
    rb"|<(?P<hex>[0-9A-Fa-f\s]*)>|(?P<text>\((?:[^()\\]|\\.|\([^()]*\))*\))|(?P<plain>[^\s<>\[\]()/%]+))",
    re.S,
)
_SHOWN = re.compile(
    rb"/(?P<tag>\w+)\s*<<(?P<properties>(?:[^<>]|<[0-9A-Fa-f]*>)*)>>\s*BDC|(?P<open>\bBMC)|(?P<end>\bEMC)"
    rb"|/(?P<font>\S+)\s+[\d.]+\s+Tf|\[(?P<array>[^\]]*)\]\s*TJ|<(?P<codes>[0-9A-Fa-f]*)>\s*Tj",
    re.S,
)
_MCID = re.compile(rb"/MCID\s+(\d+)")
_HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
_BLOCK = re.compile(rb"beginbfchar(?P<characters>.*?)endbfchar|beginbfrange(?P<ranges>.*?)endbfrange", re.S)
_BFCHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_BFRANGE = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]{4})>")


_BRACKETS = str.maketrans(")]}>\u00bb\u203a", "([{<\u00ab\u2039")


class Reference(NamedTuple):
    """A reference to another object."""

    number: int


class PdfFile:
    """Objects of a file with a cross-reference stream, read when asked for."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
        self.trailer, table = self._stream_at(start)
        self.rows = [table[at : at + 6] for at in range(0, len(table), 6)]
        self.packed: dict[int, list[bytes]] = {}

    def get(self, thing: Any) -> Any:
        """The object behind a reference; anything else as it is."""
        if not isinstance(thing, Reference):
            return thing
        row = self.rows[thing.number]
        where, extra = int.from_bytes(row[1:5], "big"), row[5]
        if row[0] == 2:
            return _parse(self._packed(where)[extra])
        start = self.data.index(b"obj", where) + 3
        end = self.data.find(b"stream", start, self.data.index(b"endobj", start))
        return _parse(self.data[start : end if end > 0 else self.data.index(b"endobj", start)])

    def stream(self, thing: Any) -> bytes:
        """The decompressed data of a stream object."""
        _, data = self._stream_at(int.from_bytes(self.rows[thing.number][1:5], "big"))
        return data

    def _stream_at(self, where: int) -> tuple[dict[str, Any], bytes]:
        start = self.data.index(b"obj", where) + 3
        body = self.data.index(b"stream\n", start)
        head = _parse(self.data[start:body])
        raw = self.data[body + 7 : body + 7 + head["Length"]]
        data = zlib.decompress(raw) if head.get("Filter") == "/FlateDecode" else raw
        columns = head.get("DecodeParms", {}).get("Columns", 0)
        return head, _summed(data, columns) if columns else data

    def _packed(self, number: int) -> list[bytes]:
        if number not in self.packed:
            head, data = self._stream_at(int.from_bytes(self.rows[number][1:5], "big"))
            index = [int(each) for each in data[: head["First"]].split()][1::2]
            ends = [*index[1:], len(data) - head["First"]]
            first = head["First"]
            self.packed[number] = [data[first + a : first + b] for a, b in zip(index, ends, strict=True)]
        return self.packed[number]

    def pages(self) -> list[Any]:
        """References of the pages, in order."""
        catalogue = self.get(self.trailer["Root"])
        kids: list[Any] = self.get(catalogue["Pages"])["Kids"]
        return kids

    def painted_from(self, at: int) -> bytes:
        """A digest of all that the page `at`, from 0, is painted from: its operators and what they use."""
        node = self.get(self.pages()[at])
        digest, known = blake2b(repr(node["MediaBox"]).encode()), set[int]()
        waiting: list[Any] = [node["Contents"], node["Resources"]]
        while waiting:
            thing = waiting.pop()
            if isinstance(thing, Reference) and thing.number in known:
                continue
            if isinstance(thing, Reference):
                known.add(thing.number)
                row = self.rows[thing.number]
                if row[0] == 1:
                    start = int.from_bytes(row[1:5], "big")
                    digest.update(self.data[start : self.data.index(b"endobj", start)])
                thing = self.get(thing)
            waiting += thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
            digest.update(repr(thing).encode())
        return digest.digest()

    def leaf_places(self) -> list[tuple[int, int]]:
        """Page, from 0, and MCID of all marked content of the structure tree, in the order in which it is said."""
        catalogue = self.get(self.trailer["Root"])
        numbers = {page.number: at for at, page in enumerate(self.pages())}
        return list(self._places(self.get(catalogue["StructTreeRoot"])["K"], None, numbers))

    def _places(self, kids: Any, page: Any, numbers: dict[int, int]) -> Iterator[tuple[int, int]]:
        for kid in kids if isinstance(kids, list) else [kids]:
            node = self.get(kid)
            if isinstance(node, int):
                yield numbers[page.number], node
            elif "MCID" in node:
                yield numbers[node.get("Pg", page).number], node["MCID"]
            elif "S" in node:
                yield from self._places(node.get("K", []), node.get("Pg", page), numbers)

    def tagged_texts(self) -> list[Spoken]:
        """Leaves of the structure tree in the order in which they are read aloud."""
        shown = {page.number: self._shown(page) for page in self.pages()}
        catalogue = self.get(self.trailer["Root"])
        return list(self._walk(self.get(catalogue["StructTreeRoot"])["K"], None, shown))

    def _walk(self, kids: Any, page: Any, shown: dict[int, dict[int, str]]) -> Iterator[Spoken]:
        for kid in kids if isinstance(kids, list) else [kids]:
            node = self.get(kid)
            if not isinstance(node, dict) or "S" not in node:
                continue  # a link's own annotation
            own_page = node.get("Pg", page)
            below = node.get("K", [])
            below = below if isinstance(below, list) else [below]
            if not below and node["S"] == "/TD":
                continue  # a cell to write in says nothing
            if all(self._is_inline(each) for each in below):
                yield Spoken(node["S"][1:], self._shown_in(node, own_page, shown), _text(node.get("Alt", "")))
            else:
                yield from self._walk(below, own_page, shown)

    def _is_inline(self, kid: Any) -> bool:
        """Whether a kid is marked content, an annotation, or an element inside a line such as a link of words."""
        if isinstance(kid, int) or (isinstance(kid, dict) and "S" not in kid):
            return True
        node = self.get(kid)
        below = node.get("K", [])
        below = below if isinstance(below, list) else [below]
        return node["S"] in ("/Link", "/Span", "/Strong", "/Em") and all(self._is_inline(each) for each in below)

    def _shown_in(self, node: dict[str, Any], page: Any, shown: dict[int, dict[int, str]]) -> str:
        own_page = node.get("Pg", page)
        below = node.get("K", [])
        texts = []
        for kid in below if isinstance(below, list) else [below]:
            if isinstance(kid, int) or (isinstance(kid, dict) and "MCID" in kid):
                texts.append(self._mark_text(kid, own_page, shown))
            elif isinstance(kid, Reference):
                texts.append(self._shown_in(self.get(kid), own_page, shown))
        painted = "".join(texts)
        if "ActualText" not in node:
            return painted
        said = _text(node["ActualText"])
        return said if sorted(_letters(said)) == sorted(_letters(painted)) else painted

    def _mark_text(self, mark: Any, page: Any, shown: dict[int, dict[int, str]]) -> str:
        if isinstance(mark, int):
            return shown[page.number].get(mark, "")
        return shown[mark["Pg"].number].get(mark["MCID"], "")

    def _shown(self, page: Reference) -> dict[int, str]:
        """Text shown on a page by MCID; text that is shown outside any element stands under -1."""
        node = self.get(page)
        fonts = self.get(self.get(node["Resources"])["Font"])
        maps = tuple((name, self.stream(self.get(font)["ToUnicode"])) for name, font in fonts.items())
        contents = node["Contents"]
        parts = contents if isinstance(contents, list) else [contents]
        # Parts are joined with white space between. Source: ISO 32000-1, table 30.
        return _shown_by_mark(b"\n".join(self.stream(part) for part in parts), maps)


def _summed(data: bytes, columns: int) -> bytes:
    """Rows out of their differences from the row above. Source: ISO 32000-1, 7.4.4.4, filter Up of PNG."""
    above, rows = bytes(columns), []
    for start in range(0, len(data), columns + 1):
        if data[start] != 2:
            raise ValueError(f"filter {data[start]} in a row of the cross-reference stream")
        above = bytes((old + more) & 0xFF for old, more in zip(above, data[start + 1 :][:columns], strict=True))
        rows.append(above)
    return b"".join(rows)


# While a leaflet is being edited, one side is often the same bytes as before.
@lru_cache(maxsize=64)
def _character_map(data: bytes) -> dict[bytes, str]:
    texts: dict[bytes, str] = {}
    for block in _BLOCK.finditer(data):
        if block["ranges"] is not None:
            for first, last, text in _BFRANGE.findall(block["ranges"]):
                low, high, start = int(first, 16), int(last, 16), int(text, 16)
                texts |= {b"%04X" % (low + at): chr(start + at) for at in range(high - low + 1)}
        else:
            pairs = _BFCHAR.findall(block["characters"])
            texts |= {code.upper(): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}
    return texts


@lru_cache(maxsize=8)
def _shown_by_mark(content: bytes, maps: tuple[tuple[str, bytes], ...]) -> dict[int, str]:
    """Text shown by MCID, by a content stream and the ToUnicode maps of its fonts."""
    by_font = {name: _character_map(data) for name, data in maps}
    texts: dict[int, list[str]] = {}
    open_marks: list[int] = []
    characters: dict[bytes, str] = {}
    for found in _SHOWN.finditer(content):
        if found["tag"] is not None:
            mark = _MCID.search(found["properties"])
            open_marks.append(int(mark[1]) if mark else (open_marks[-1] if open_marks else -1))
        elif found["open"] is not None:
            open_marks.append(-1)
        elif found["end"] is not None:
            open_marks.pop()
        elif found["font"] is not None:
            characters = by_font[found["font"].decode()]
        else:
            codes = found["codes"] if found["codes"] is not None else b"".join(_HEX.findall(found["array"]))
            codes = codes.upper()
            text = "".join(characters[codes[at : at + 4]] for at in range(0, len(codes), 4))
            texts.setdefault(open_marks[-1] if open_marks else -1, []).append(text)
    return {number: "".join(parts) for number, parts in texts.items()}


def _letters(text: str) -> list[str]:
    """What is painted, in whatever order: brackets look the other way from the right."""
    return [each for word in words_of(text.translate(_BRACKETS)) for each in word]


def _text(raw: Any) -> str:
    if not isinstance(raw, bytes):
        return str(raw)
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


# Objects are read and never changed; from build to build most of them are the same bytes.
@lru_cache(maxsize=2048)
def _parse(data: bytes) -> Any:
    value, _ = _value(_TOKEN.finditer(data))
    return value


def _value(  # noqa: PLR0911 - one return for each kind of token
    tokens: Iterator["re.Match[bytes]"],
) -> tuple[Any, bool]:
    """The next value, or True in the second place where a bracket closes."""
    found = next(tokens)
    if found["ref"] is not None:
        return Reference(int(found[2])), False
    if found["close"] is not None:
        return None, True
    if found["open"] is not None:
        values = []
        while True:
            value, closed = _value(tokens)
            if closed:
                break
            values.append(value)
        if found["open"] == b"[":
            return values, False
        return {name[1:]: value for name, value in zip(values[::2], values[1::2], strict=True)}, False
    if found["name"] is not None:
        return found["name"].decode("latin-1"), False
    if found["hex"] is not None:
        return bytes.fromhex(found["hex"].decode()), False
    if found["text"] is not None:
        return _unescape(found["text"][1:-1]), False
    return _plain(found["plain"].decode("latin-1")), False


def _plain(word: str) -> Any:
    if re.fullmatch(r"[-+]?\d+", word):
        return int(word)
    return float(word) if re.fullmatch(r"[-+]?\d*\.\d*", word) else word


_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def _unescape(raw: bytes) -> bytes:
    def plain(found: "re.Match[bytes]") -> bytes:
        if found[1]:
            return bytes([int(found[1], 8)])
        return _ESCAPES.get(found[2], found[2])

    return re.sub(rb"\\(?:([0-7]{1,3})|(.))", plain, raw, flags=re.S)
