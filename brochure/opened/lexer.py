"""A content stream cut into operations. Bytes in; operators with their operands and their place in the bytes out."""

import re
from collections.abc import Iterator
from typing import Any

from brochure.base.records import NamedTuple

MOST_OPERATIONS = 2_000_000  # of one stream; a map of a city has a tenth of it
MOST_OPERANDS = 20_000
DEEPEST = 24  # arrays and dictionaries in each other

_TOKEN = re.compile(
    rb"[\x00\t\n\x0c\r ]+|%[^\r\n]*"
    rb"|(?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\x00\t\n\x0c\r /\[\]<>(){}%]|\Z))"
    rb"|(?P<word>[^\x00\t\n\x0c\r /\[\]<>(){}%]+)"
    rb"|/(?P<name>[^\x00\t\n\x0c\r /\[\]<>(){}%]*)"
    rb"|(?P<text>\()"
    rb"|(?P<open><<|\[)|(?P<close>>>|\])"
    rb"|<(?P<hex>[0-9A-Fa-f\x00\t\n\x0c\r ]*)>"
    rb"|(?P<stray>.)",
    re.S,
)
_NAME_CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
_PART_OF_TEXT = re.compile(rb"[()\\]")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|.)|\Z)", re.S)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_END_OF_IMAGE = re.compile(rb"[\x00\t\n\x0c\r ]EI(?=[\x00\t\n\x0c\r /]|\Z)")
_WORDS = {b"true": True, b"false": False, b"null": None}


class Name(str):
    """A PDF name, without its slash."""

    __slots__ = ()


class Operation(NamedTuple):
    """One operator with its operands; `source[start:end]` are its bytes."""

    operator: str
    operands: list[Any]
    start: int
    end: int


class TooMuch(Exception):
    """A stream holds more than any page needs."""


def operations(source: bytes) -> Iterator[Operation]:
    """The operations of a content stream; bytes that make no sense are passed over.

    An inline image is one operation `BI` with its dictionary and its data.

    Raises:
        TooMuch: more operations, operands or nesting than a page needs.
    """
    scanner = _Scanner(source)
    count, start, operands = 0, 0, []
    while (token := scanner.next()) is not None:
        kind, value = token
        if kind != "operator":
            operands.append(value)
            if len(operands) > MOST_OPERANDS:
                raise TooMuch(f"more than {MOST_OPERANDS} operands")
            continue
        count += 1
        if count > MOST_OPERATIONS:
            raise TooMuch(f"more than {MOST_OPERATIONS} operators")
        if value == "BI":
            operands = [*scanner.inline_image()]
        yield Operation(value, operands, start, scanner.at)
        start, operands = scanner.at, []


class _Scanner:
    def __init__(self, source: bytes) -> None:
        self.source = source
        self.at = 0

    def next(self, depth: int = 0) -> tuple[str, Any] | None:
        """The next value or operator; None at the end; kind `close` for a closing bracket."""
        while True:
            found = _TOKEN.match(self.source, self.at)
            if found is None:
                return None
            self.at = found.end()
            kind = found.lastgroup
            if kind is None or kind == "stray":
                continue
            if kind == "close" and depth == 0:
                continue
            return self._value(kind, found[kind], depth)

    def _value(  # noqa: PLR0911 - one return for each kind of token
        self, kind: str, raw: bytes, depth: int
    ) -> tuple[str, Any]:
        match kind:
            case "number":
                return "value", float(raw) if b"." in raw else int(raw[:40])
            case "name":
                plain = _NAME_CODE.sub(lambda code: bytes([int(code[1], 16)]), raw)
                return "value", Name(plain.decode("utf-8", "replace"))
            case "text":
                return "value", self._text()
            case "hex":
                digits = bytes(each for each in raw if each not in b"\x00\t\n\x0c\r ")
                return "value", bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())
            case "open":
                return "value", self._bracket(raw, depth + 1)
            case "close":
                return "close", None
        if raw in _WORDS:
            return "value", _WORDS[raw]
        return "operator", raw.decode("latin-1")

    def _bracket(self, opening: bytes, depth: int) -> Any:
        if depth > DEEPEST:
            raise TooMuch(f"brackets {DEEPEST} deep")
        values: list[Any] = []
        while (before := self.at) >= 0 and (token := self.next(depth)) is not None and token[0] != "close":
            if token[0] == "operator":  # the bracket was never closed: the page goes on
                self.at = before
                break
            values.append(token[1])
        if opening == b"[":
            return values
        pairs = zip(values[::2], values[1::2], strict=False)
        return {key: value for key, value in pairs if isinstance(key, Name)}

    def _text(self) -> bytes:
        start, depth = self.at, 1
        while depth:
            found = _PART_OF_TEXT.search(self.source, self.at)
            if found is None:
                self.at = len(self.source)
                return _unescaped(self.source[start:])
            self.at = found.end() + (found[0] == b"\\")
            depth += (found[0] == b"(") - (found[0] == b")")
        return _unescaped(self.source[start : self.at - 1])

    def inline_image(self) -> tuple[dict[str, Any], bytes]:
        """The dictionary and the data of an inline image; the scanner stands behind its EI."""
        values: list[Any] = []
        while (token := self.next()) is not None and token != ("operator", "ID"):
            values.append(token[1])
        head = {key: value for key, value in zip(values[::2], values[1::2], strict=False) if isinstance(key, str)}
        start = self.at + 1
        end = _END_OF_IMAGE.search(self.source, self._least_end(head, start))
        if end is None:
            self.at = len(self.source)
            return head, self.source[start:]
        self.at = end.end()
        return head, self.source[start : end.start()]

    def _least_end(self, head: dict[str, Any], start: int) -> int:
        """Where EI may be looked for: data that is not packed has a known length, and may hold these letters."""
        if head.get("F") or head.get("Filter"):
            return start
        try:
            width, height = int(head.get("W", head.get("Width", 0))), int(head.get("H", head.get("Height", 0)))
            bits = int(head.get("BPC", head.get("BitsPerComponent", 1)))
        except (TypeError, ValueError):
            return start
        components = {"RGB": 3, "DeviceRGB": 3, "CMYK": 4, "DeviceCMYK": 4}.get(
            str(head.get("CS", head.get("ColorSpace", ""))), 1
        )
        length = (width * bits * components + 7) // 8 * height
        return min(start + max(0, length), len(self.source))


def _unescaped(raw: bytes) -> bytes:
    if b"\\" not in raw:
        return raw

    def plain(found: "re.Match[bytes]") -> bytes:
        if found[1]:
            return bytes([int(found[1], 8) & 0xFF])
        return _ESCAPES.get(found[2] or b"", found[2] or b"")

    return _ESCAPE.sub(plain, raw)
