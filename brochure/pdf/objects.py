"""PDF as data: values, objects with numbers, and the one place where PDF syntax is written down.

Values in, bytes out, never the other way round: what a room wants to know of an object it asks of the value. So no
text of a leaflet, whatever it looks like, is ever taken for syntax. What must hold:

- A name is a `Name`, a string is `bytes` (`text` makes them of words); a plain `str` is no value, and mypy says so.
- A dictionary is written in its own order; `entries` sorts it by its keys.
- A `Gap` is a place for a value that is not known yet. Nothing writes one: a `Mould` fills it.
- A `Whole` is an object of its own. `Objects` gives it a number when it is first referred to, in the order in which the
  values are walked; therefore the same values give the same numbers.

Source: ISO 32000-1, 7.3.
"""

import itertools
import math
from binascii import hexlify
from codecs import charmap_encode
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, TypeAlias, Union

from brochure.base.records import NamedTuple

Value: TypeAlias = Union[
    "PdfName", "PdfReference", "Gap", "Whole", bytes, int, float, tuple["Value", ...], dict[str, "Value"], None
]
Entries: TypeAlias = dict[str, Value]  # of a dictionary

_BOM: Final = b"\xfe\xff"
_MARKS: Final = (_BOM, b"\xff\xfe", b"\xef\xbb\xbf")  # what begins so is read as UTF-16 or as UTF-8
# PDFDocEncoding, where it is not Latin-1. Source: ISO 32000-1, annex D.2.
_LOW, _HIGH, _EURO = "˘ˇˆ˙˝˛˚˜", "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž", "€"
_OTHERS: Final = {**dict(enumerate(_LOW, 0x18)), **dict(enumerate(_HIGH, 0x80)), 0xA0: _EURO}
_UNDEFINED: Final = {0x7F, 0x9F, 0xAD}
_CODES: Final = {ord(_OTHERS.get(code, chr(code))): code for code in range(256) if code not in _UNDEFINED}
_PLAIN: Final = bytes(set(range(0x20, 0x7F)) - set(b"()\\"))
_ESCAPES: Final = {**{code: b"\\%03o" % code for code in range(256)}, **{code: bytes([code]) for code in _PLAIN}}
_ESCAPES.update({code: b"\\%c" % code for code in b"()\\"})
_IN_NAMES: Final = set(range(0x21, 0x7F)) - set(b"%()<>{}[]#/")
_PARTS_BEFORE: Final = frozenset(b"/<>[](")  # before these and after those no space is needed
_PARTS_AFTER: Final = frozenset(b"<>[])")


class PdfName(str):
    """A name, as it is without its slash."""

    __slots__ = ()


class Hex(bytes):
    """A string that is written in hexadecimal digits."""

    __slots__ = ()


class PdfReference:
    """The way to the object of a number."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class Gap:
    """A place for a value that comes later; `key` says whose."""

    __slots__ = ("key",)

    def __init__(self, key: int = 0) -> None:
        self.key = key


class Whole:
    """An object of its own, of which others hold references; with a stream or without."""

    __slots__ = ("early", "stream", "value")

    def __init__(self, value: Value = None, stream: bytes | None = None, early: tuple["Whole", ...] = ()) -> None:
        self.value = value
        self.stream = stream
        self.early = early  # what has its number before all that the value holds

    def built(self) -> Value:
        """The value; asked for once, when the document is numbered."""
        return self.value


def text(words: str) -> bytes:
    """Words as a string: in PDFDocEncoding where it has them all, otherwise in UTF-16."""
    if words.isascii() and words.isprintable():
        return words.encode()
    try:
        said = charmap_encode(words, "strict", _CODES)[0]
    except UnicodeEncodeError:
        return _wide(words)
    return _wide(words) if said.startswith(_MARKS) else said


def wide_text(words: str) -> bytes:
    """ASCII as it is, all else as UTF-16: few readers know PDFDocEncoding by heart, ours among them."""
    return text(words) if words.isascii() else _wide(words)


def _wide(words: str) -> bytes:
    return _BOM + words.encode("utf-16-be")


def entries(given: Entries) -> Entries:
    """A dictionary in the order of its keys, without those that have no value."""
    return {key: given[key] for key in sorted(given) if given[key] is not None}


def write(value: Value) -> bytes:
    """A value as PDF has it, with no more white space than it needs."""
    scalar = _SCALARS.get(type(value))
    if scalar is not None:
        return scalar(value)
    tokens: list[bytes] = []
    _put(value, tokens)
    return _joined(tokens)


class Mould:
    """A dictionary or array that is written once, but for its gaps, which are filled again and again."""

    __slots__ = ("_first", "_others")

    def __init__(self, value: Value) -> None:
        tokens: list[bytes] = []
        gaps: list[int] = []
        _put(value, tokens, gaps)
        cuts = [0, *gaps, len(tokens)]
        self._first, *others = [_joined(tokens[start:end]) for start, end in itertools.pairwise(cuts)]
        assert all(piece[:1] in b"/>]" for piece in others), "no word comes right after a gap"
        self._others = others

    def filled(self, *values: Value) -> bytes:
        """The value written, with one value for each gap in the order in which they stand."""
        last = self._first
        parts = [last]
        for value, piece in zip(values, self._others, strict=True):
            said = write(value)
            if said[0] not in _PARTS_BEFORE and last[-1] not in _PARTS_AFTER:
                parts.append(b" ")
            parts.append(said)
            parts.append(piece)
            last = piece or said
        return b"".join(parts)


class StreamMould:
    """A stream object whose dictionary lacks nothing but the length."""

    __slots__ = ("_head", "_tail")

    def __init__(self, said: Entries) -> None:
        """`said` is the dictionary, with a gap for its length alone."""
        mould = Mould(said)
        (self._tail,) = mould._others
        self._head = mould._first

    def whole(self, number: int, data: bytes) -> bytes:
        """The object as it stands in the file by itself."""
        said = (number, self._head, len(data), self._tail, data)
        return b"%d 0 obj\n%b %d%b\nstream\n%b\nendstream\nendobj\n" % said


def with_references(value: Value, change: Callable[[PdfReference], Value]) -> Value:
    """The same value with something else in the place of each reference."""
    if isinstance(value, PdfReference):
        return change(value)
    if isinstance(value, tuple):
        return tuple([with_references(each, change) for each in value])
    if isinstance(value, dict):
        return {key: with_references(each, change) for key, each in value.items()}
    return value


def holds_string(value: Value) -> bool:
    """Whether a string stands in a value, at any depth."""
    if isinstance(value, dict):
        return any(map(holds_string, value.values()))
    return isinstance(value, bytes) or (isinstance(value, tuple) and any(map(holds_string, value)))


class Written(NamedTuple):
    """An object whose value is written; `stream` is the data of a stream object as it stands in the file."""

    number: int
    body: bytes
    stream: bytes | None = None

    def whole(self) -> bytes:
        """The object as it stands in the file by itself."""
        if self.stream is None:
            return b"%d 0 obj\n%b\nendobj\n" % (self.number, self.body)
        return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (self.number, self.body, self.stream)


class SerialObject(NamedTuple):
    """A numbered object: a value with references, and the data of its stream."""

    number: int
    value: Value
    stream: bytes | None = None

    def written(self) -> Written:
        """The object with its value as bytes."""
        return Written(self.number, write(self.value), self.stream)

    @property
    def entries(self) -> Entries:
        """What stands in its dictionary."""
        assert isinstance(self.value, dict), "it is one"
        return self.value


class Objects:
    """Objects as they get their numbers."""

    def __init__(self) -> None:
        self._numbers: dict[int, PdfReference] = {}  # by identity
        self._things: list[Whole] = []

    def refer(self, thing: Whole) -> PdfReference:
        """The reference to an object, which has its number from now on."""
        found = self._numbers.get(id(thing))
        if found is None:
            self._things.append(thing)
            found = self._numbers[id(thing)] = PdfReference(len(self._things))
        return found

    def add(self, value: Value = None, stream: bytes | None = None) -> Whole:
        """A new object with the next number."""
        thing = Whole(value, stream)
        self.refer(thing)
        return thing

    def serial(self) -> Iterator[SerialObject]:
        """All objects in the order of their numbers, those included that are met on the way."""
        at = 0
        while at < len(self._things):
            thing, at = self._things[at], at + 1
            value = thing.built()
            for each in thing.early:
                self.refer(each)
            yield SerialObject(at, self._numbered(value), thing.stream)

    def _numbered(self, value: Value) -> Value:
        if isinstance(value, Whole):
            return self.refer(value)
        # Most values hold no others: to ask that first saves half of the calls.
        if isinstance(value, tuple):
            return tuple([each if type(each) in _SCALARS else self._numbered(each) for each in value])
        if isinstance(value, dict):
            return {key: each if type(each) in _SCALARS else self._numbered(each) for key, each in value.items()}
        return value


def _joined(tokens: Iterable[bytes]) -> bytes:
    """Tokens with a space between two that would run together."""
    parts: list[bytes] = []
    runs_on = False
    for token in tokens:
        if runs_on and token[0] not in _PARTS_BEFORE:
            parts.append(b" ")
        parts.append(token)
        runs_on = token[-1] not in _PARTS_AFTER
    return b"".join(parts)


def _put(value: Value, out: list[bytes], gaps: list[int] | None = None) -> None:
    """Append the tokens of a value, and note where gaps lie between them."""
    scalar = _SCALARS.get(type(value))
    if scalar is not None:
        out.append(scalar(value))
    elif isinstance(value, dict):
        out.append(b"<<")
        for key, each in value.items():
            out.append(_name(key))
            if (scalar := _SCALARS.get(type(each))) is not None:
                out.append(scalar(each))
            else:
                _put(each, out, gaps)
        out.append(b">>")
    elif isinstance(value, tuple):
        out.append(b"[")
        for each in value:
            if (scalar := _SCALARS.get(type(each))) is not None:
                out.append(scalar(each))
            else:
                _put(each, out, gaps)
        out.append(b"]")
    elif isinstance(value, Gap) and gaps is not None:
        gaps.append(len(out))
    else:
        raise TypeError(f"a {type(value).__name__} is no value, or none yet")


@lru_cache(maxsize=1024)
def _name(name: str) -> bytes:
    """Source: ISO 32000-1, 7.3.5: what is not printed stands as a number, in UTF-8."""
    return b"/" + b"".join(bytes([code]) if code in _IN_NAMES else b"#%02x" % code for code in name.encode())


@lru_cache(maxsize=512)  # names of readers' titles and pictures come again with each build
def _escaped(string: bytes) -> bytes:
    if not string.translate(None, _PLAIN):
        return string
    return b"".join([_ESCAPES[code] for code in string])


def _number(value: float) -> bytes:
    """Seven figures, six of them after the point at most, and no nought before it."""
    size = abs(value)
    if size <= 1e-7:
        return b"0"
    decimals = 6 if size <= 1 else min(max(0, 6 - int(math.log(size) / math.log(10))), 6)
    said = f"{value:.{decimals}f}"
    if decimals:
        said = said.rstrip("0").rstrip(".")
    return (said[1:] if said[0] == "0" and len(said) > 1 else said).encode()


_SCALARS: Final[dict[type, Callable[..., bytes]]] = {
    PdfName: _name,
    PdfReference: lambda value: b"%d 0 R" % value.number,
    bool: lambda value: b"true" if value else b"false",
    int: b"%d".__mod__,
    float: _number,
    bytes: lambda value: b"(%b)" % _escaped(value),
    Hex: lambda value: b"<%b>" % hexlify(value).upper(),
    type(None): lambda _: b"null",
}
