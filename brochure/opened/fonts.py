"""Fonts as a content stream uses them: codes in; characters, widths and glyph numbers out."""

import re
from collections.abc import Iterator

from brochure.base.matrix import Matrix
from brochure.base.records import NamedTuple
from brochure.opened import objects
from brochure.opened.objects import Raw

_HEX = re.compile(rb"<([0-9A-Fa-f\s]*)>")
_BLOCK = re.compile(rb"begin(bfchar|bfrange|cidchar|cidrange|codespacerange)(.*?)end\1", re.S)
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[([^\]]*)\]|(\d+))")
_CHAR = re.compile(rb"<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|(\d+))")
_SUBSET = re.compile(r"^[A-Z]{6}\+")
_LARGEST_RANGE = 65_536
_MOST_CODES = 1_024
_LARGEST_MAP = 4_000_000  # bytes; that of every character there is has two
_LATIN = frozenset({"WinAnsiEncoding", "MacRomanEncoding", "MacExpertEncoding", "StandardEncoding"})
_COLLECTION = ("Registry", "Ordering")
_COLLECTIONS = frozenset({"GB1", "CNS1", "Japan1", "Korea1", "KR"})
_FIRST_LATIN = 32  # what is lower has no name in any of the three
_BELOW = frozenset("gjpqy,;()[]{}|Q@_§µçşţ")
_LOW = frozenset("acegmnopqrsuvwxyz.,:;_-–")
_X_HEIGHT = 0.55  # ems; of most text faces 0.45 to 0.55


class ShownCode(NamedTuple):
    """One code of a shown text."""

    text: str
    width: float  # ems
    is_space: bool  # a single byte of 32, to which word space applies
    missing: bool  # the font draws its box for missing characters
    paints: bool  # it has ink, as far as its character tells


class FoundFont:
    """A font resource."""

    def __init__(self, raw: Raw) -> None:
        self.kind = objects.name(objects.get(raw, "Subtype"))
        self.name = _SUBSET.sub("", objects.name(objects.get(raw, "BaseFont")) or self.kind)
        self.identity = objects.identity(raw)
        self.composite = self.kind == "Type0"
        descendants = objects.listed(objects.get(raw, "DescendantFonts"))
        self.inner = descendants[0] if self.composite and descendants else raw
        descriptor = objects.get(self.inner, "FontDescriptor")
        files = ("FontFile", "FontFile2", "FontFile3")
        self.embedded = self.kind == "Type3" or any(objects.is_stream(objects.get(descriptor, key)) for key in files)
        self.has_unicode = objects.is_stream(objects.get(raw, "ToUnicode"))
        self.encoding = objects.name(objects.get(raw, "Encoding"))
        flags = int(objects.number(objects.get(descriptor, "Flags")))
        # Names of a Latin encoding give the characters without a map, unless the font is symbolic.
        known = self.encoding in _LATIN or objects.name(objects.get(raw, "Encoding", "BaseEncoding")) in _LATIN
        standard = not objects.get(raw, "Encoding") and not self.embedded and self.kind != "Type3"
        self.differences = _differences(raw)
        named = {} if self.has_unicode or self.composite else _named(self.differences)
        speaks = self.kind != "TrueType" and bool(named) and len(named) == len(self.differences)
        latin = not self.composite and not flags & 4 and (known or standard) and len(named) == len(self.differences)
        self.speaks = self.has_unicode or speaks or latin or self._is_collected()
        # Without a word on it, an embedded font that is not symbolic is read by a standard encoding.
        self.is_latin = self.embedded and not self.composite and not flags & 4 and self.kind != "Type3"
        self.is_latin = self.is_latin and objects.get(raw, "Encoding") is not None
        self.ascent = _within(objects.number(objects.get(descriptor, "Ascent"), 0) / 1000, 0.5, 1.2, 0.75)
        self.descent = _within(objects.number(objects.get(descriptor, "Descent"), 0) / -1000, 0.05, 0.5, 0.25)
        self.cap_height = _within(objects.number(objects.get(descriptor, "CapHeight"), 0) / 1000, 0.4, 1.0, 0.7)
        self.bold = bool(re.search(r"bold|black|heavy|semib", self.name, re.I)) or bool(flags & 0x40000)
        self.unit = (objects.numbers(objects.get(raw, "FontMatrix")) or (0.001,))[0] if self.kind == "Type3" else 0.001
        self.matrix = Matrix(*((objects.numbers(objects.get(raw, "FontMatrix")) + (0.0,) * 6)[:6]))
        self.resources = objects.get(raw, "Resources")
        drawings = objects.get(raw, "CharProcs") if self.kind == "Type3" else None
        self.glyphs = {code: objects.get(drawings, name) for code, name in self.differences.items() if drawings}
        said = objects.data_of(objects.get(raw, "ToUnicode"))
        self.weight = len(said)  # bytes of its maps
        self.characters = _characters(said[:_LARGEST_MAP]) or named
        self._read_codes(raw)
        self._shown: dict[bytes, ShownCode] = {}  # the codes of a font are few, and shown again and again
        self._reaches: dict[str, tuple[float, float]] = {}

    def _read_codes(self, raw: Raw) -> None:
        self.cids: dict[bytes, int] = {}
        self.lengths: tuple[int, ...] = (2,) if self.composite else (1,)
        encoding = objects.get(raw, "Encoding")
        if self.composite and objects.is_stream(encoding):
            data = objects.data_of(encoding)
            self.weight += len(data)
            self.cids = _cids(data[:_LARGEST_MAP])
            self.lengths = _code_lengths(data) or (2,)
        self.identical = self.encoding.startswith("Identity")
        if self.composite:
            self.default = objects.number(objects.get(self.inner, "DW"), 1000.0)
            self.widths = _composite_widths(objects.get(self.inner, "W"))
        else:
            missing = objects.number(objects.get(raw, "FontDescriptor", "MissingWidth"), 0.0)
            self.default = missing or (600.0 if "Courier" in self.name else 500.0)
            first = int(objects.number(objects.get(raw, "FirstChar")))
            self.widths = {first + at: width for at, width in enumerate(objects.numbers(objects.get(raw, "Widths")))}

    def shown(self, codes: bytes) -> Iterator[ShownCode]:
        """What the codes of a text string show."""
        at = 0
        while at < len(codes):
            code = self._code_at(codes, at)
            at += len(code)
            shown = self._shown.get(code)
            if shown is None:
                shown = self._shown[code] = self._show(code)
            yield shown

    def _show(self, code: bytes) -> ShownCode:
        number = int.from_bytes(code, "big")
        glyph = self.cids.get(code, 0) if self.cids else number
        told = self.characters.get(code)
        missing = glyph == 0 and (self.identical or bool(self.cids)) and told in (None, "", "\x00", "\ufffd")
        missing = missing or self._is_nameless(number)
        text = told if told is not None else self._guess(code)
        width = self.widths.get(glyph, self.default) * self.unit
        return ShownCode(text, width, code == b" ", missing, bool(text.strip()) and width >= 0)

    def _is_collected(self) -> bool:
        """Whether its glyphs are numbered as Adobe's sets of Asian characters are. Source: ISO 14289-1, 7.21.7."""
        registry, ordering = (objects.text(objects.get(self.inner, "CIDSystemInfo", key)) for key in _COLLECTION)
        return self.composite and registry == "Adobe" and ordering in _COLLECTIONS

    def _is_nameless(self, code: int) -> bool:
        """Whether an encoding of Latin names gives a code none: it shows the box. Source: ISO 32000-1, annex D.2."""
        if not self.is_latin:
            return False
        return self.differences.get(code, "" if code >= _FIRST_LATIN else ".notdef") == ".notdef"

    def reach(self, text: str) -> tuple[float, float]:
        """From the lowest to the highest part of a glyph, in ems, as its character tells."""
        reach = self._reaches.get(text)
        if reach is None:
            latin = all(each < "ʰ" for each in text)
            top = _X_HEIGHT if text[0] in _LOW else self.cap_height if latin else self.ascent
            bottom = -self.descent if not latin or any(each in _BELOW for each in text) else 0.0
            reach = self._reaches[text] = bottom, top
        return reach

    def _code_at(self, codes: bytes, at: int) -> bytes:
        for length in self.lengths:
            if codes[at : at + length] in self.cids:
                return codes[at : at + length]
        return codes[at : at + self.lengths[-1]]

    def _guess(self, code: bytes) -> str:
        return code.decode("cp1252", "replace") if len(code) == 1 else "\ufffd"


def _differences(raw: Raw) -> dict[int, str]:
    """Names of glyphs by code, where the encoding says them itself. Source: ISO 32000-1, table 114."""
    found, code = {}, 0
    for each in objects.listed(objects.get(raw, "Encoding", "Differences"))[:_MOST_CODES]:
        if not objects.name(each):
            code = int(objects.number(each))
        else:
            found[code] = objects.name(each)
            code += 1
    return found


def _named(differences: dict[int, str]) -> dict[bytes, str]:
    """Characters by code, of glyphs whose names are on Adobe's list."""
    if not differences:
        return {}
    from fontTools.agl import toUnicode  # noqa: PLC0415 - most fonts have a map of their own

    found = {bytes([code]): toUnicode(name) for code, name in differences.items() if 0 <= code < 256}
    return {code: text for code, text in found.items() if text}


def _within(figure: float, least: float, most: float, default: float) -> float:
    return figure if least <= figure <= most else default


def _composite_widths(raw: Raw) -> dict[int, float]:
    """Widths by CID: `first [w w w]` and `first last w`. Source: ISO 32000-1, 9.7.4.3."""
    widths: dict[int, float] = {}
    parts = objects.listed(raw)
    at = 0
    while at + 1 < len(parts):
        first = int(objects.number(parts[at]))
        if isinstance(parts[at + 1], list):
            widths.update({first + n: width for n, width in enumerate(objects.numbers(parts[at + 1]))})
            at += 2
            continue
        last = min(int(objects.number(parts[at + 1])), first + _LARGEST_RANGE)
        width = objects.number(parts[at + 2]) if at + 2 < len(parts) else 0.0
        widths.update(dict.fromkeys(range(first, last + 1), width))
        at += 3
    return widths


def _characters(data: bytes) -> dict[bytes, str]:
    """Characters by code, of a ToUnicode map."""
    found: dict[bytes, str] = {}
    for kind, body in _BLOCK.findall(data):
        if kind == b"bfchar":
            for code, text, _ in _CHAR.findall(body):
                found[_bytes(code)] = _utf16(text)
        elif kind == b"bfrange":
            for first, last, text, each, _ in _RANGE.findall(body):
                _add_range(found, _bytes(first), _bytes(last), _HEX.findall(each) or _utf16(text))
    return found


def _add_range(found: dict[bytes, str], first: bytes, last: bytes, texts: list[bytes] | str) -> None:
    start, length = int.from_bytes(first, "big"), len(first)
    count = min(int.from_bytes(last, "big") - start + 1, _LARGEST_RANGE - len(found))
    for n in range(max(0, count)):
        code = (start + n).to_bytes(length + 1, "big")[-length:]
        if isinstance(texts, list):
            if n < len(texts):
                found[code] = _utf16(texts[n])
        elif texts and ord(texts[-1]) + n < 0x110000:
            found[code] = texts[:-1] + chr(ord(texts[-1]) + n)


def _cids(data: bytes) -> dict[bytes, int]:
    found: dict[bytes, int] = {}
    for kind, body in _BLOCK.findall(data):
        if kind == b"cidchar":
            found.update({_bytes(code): int(number) for code, _, number in _CHAR.findall(body) if number})
        elif kind == b"cidrange":
            for first, last, _, _, number in _RANGE.findall(body):
                start, length = int(first, 16), len(first) // 2
                count = min(int(last, 16) - start + 1, _LARGEST_RANGE - len(found)) if number else 0
                found.update({(start + n).to_bytes(length, "big"): int(number) + n for n in range(max(0, count))})
    return found


def _code_lengths(data: bytes) -> tuple[int, ...]:
    blocks = [body for kind, body in _BLOCK.findall(data) if kind == b"codespacerange"]
    return tuple(sorted({len(_bytes(each)) for body in blocks for each in _HEX.findall(body)} & {1, 2, 3, 4}))


def _bytes(digits: bytes) -> bytes:
    digits = b"".join(digits.split())
    return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())


def _utf16(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", "replace")
