"""The one door to pypdf for reading: objects of any file as plain Python values.

pypdf's own objects are dicts, lists, strings and numbers; what comes out of here is read like these, by `get`.
"""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pypdf
from pypdf.errors import DependencyError
from pypdf.generic import ContentStream, IndirectObject, NameObject, StreamObject

from brochure.base.geometry import Box
from brochure.opened.lexer import TooMuch
from brochure.opened.unpacking import LARGEST_INDEX, judge_index

Raw = Any  # an object of the file, of whatever type its writer gave it

LARGEST_FILE = 256_000_000  # bytes
LARGEST_STREAM = 128_000_000  # unpacked, in bytes
LARGEST_CONTENT = 32_000_000  # of a page, all its streams together
MOST_NAMES = 10_000  # nodes of a name tree
_INHERITED_DEPTH = 40

# pypdf tells every oddity to the log; ours are findings.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Unreadable(Exception):
    """The bytes are no PDF that can be read; the text says why in a few words."""


class TooLarge(Unreadable):
    """The file asks for more than is spent on one: no other program is given it."""


class Locked(Exception):
    """The file is encrypted: it needs a password, or a cipher that is not at hand."""


class Pdf:
    """A file, opened for reading.

    Raises:
        Unreadable: it is no PDF, or too damaged.
        Locked: it needs a password, or a cipher that is not at hand.
    """

    def __init__(self, data: bytes) -> None:
        if not data:
            raise Unreadable("the file is empty")
        if len(data) > LARGEST_FILE:
            raise TooLarge(f"the file has more than {LARGEST_FILE // 1_000_000} MB")
        if b"%PDF-" not in data[:1024]:
            raise Unreadable("the file does not begin as a PDF does")
        try:
            judge_index(data)
        except TooMuch:
            raise TooLarge("it lists more objects than any file needs") from None
        try:
            # A table of objects is unpacked here, and each of its rows kept as an object of many bytes.
            with pypdf.apply_configuration(zlib_maximum_output_length=LARGEST_INDEX):
                self.reader = pypdf.PdfReader(io.BytesIO(data))
            self.encrypted = self.reader.is_encrypted
        except DependencyError:
            raise Locked from None
        except Exception:  # pypdf raises whatever its own reading of a damaged file runs into
            raise Unreadable("it is damaged or cut short") from None
        self._open()

    def _open(self) -> None:
        if self.encrypted:
            try:
                opened = bool(self.reader.decrypt(""))
            except Exception:  # a cipher of its own, or a damaged dictionary
                opened = False
            if not opened:
                raise Locked
        try:
            self.catalogue = value(entry(self.reader.trailer, "Root"))
            self.information = value(entry(self.reader.trailer, "Info")) or {}
            self.pages = [page for _, page in zip(range(10_001), self.reader.pages, strict=False)]
        except DependencyError:
            raise Locked from None
        except Exception:
            raise Unreadable("its pages cannot be found") from None
        if not isinstance(self.catalogue, dict) or not self.pages:
            raise Unreadable("it has no pages")

    @property
    def version(self) -> str:
        """As the header and the catalogue say, the later of the two."""
        return max(str(self.reader.pdf_header).removeprefix("%PDF-"), str(get(self.catalogue, "Version") or "")[:4])

    def forget(self) -> None:
        """Let go of what was read, but for the streams in which other objects are packed.

        pypdf keeps every object that it ever met, and what is unpacked of its streams.
        """
        kept = self.reader.resolved_objects
        for key in [key for key, thing in kept.items() if name(get(thing, "Type")) != "ObjStm"]:
            del kept[key]

    @property
    def ids(self) -> list[Raw]:
        """The two identifiers of the file, as far as there are any."""
        return listed(entry(self.reader.trailer, "ID"))


def value(raw: Raw) -> Raw:
    """The object behind a reference, or the object itself; None where it cannot be read."""
    for _ in range(8):
        if not isinstance(raw, IndirectObject):
            return None if type(raw).__name__ == "NullObject" else raw
        try:
            raw = raw.get_object()
        except Exception:  # pypdf raises what it runs into; a missing object is null (ISO 32000-1, 7.3.10)
            return None
    return None


def entry(holder: Raw, key: str) -> Raw:
    """What stands under a key, as it is referred to: pypdf's own look-up reads on, and fails on damage."""
    return dict.get(holder, "/" + key)


def get(holder: Raw, *path: str) -> Raw:
    """The value at a path of keys, each without its slash; None where there is nothing."""
    for key in path:
        holder = value(holder)
        if not isinstance(holder, dict):
            return None
        holder = entry(holder, key)
    return value(holder)


def listed(raw: Raw) -> list[Raw]:
    """An array as a list of values; anything else is empty."""
    raw = value(raw)
    return [value(each) for each in raw] if isinstance(raw, list) else []


def keys(raw: Raw) -> list[str]:
    """The keys of a dictionary, without their slashes."""
    raw = value(raw)
    return [str(key)[1:] for key in raw] if isinstance(raw, dict) else []


def name(raw: Raw) -> str:
    """A name without its slash, with its bytes read as UTF-8; empty for what is no name."""
    raw = value(raw)
    return str(raw)[1:] if isinstance(raw, NameObject) else ""


def number(raw: Raw, default: float = 0.0) -> float:
    """A number; the default for what is none."""
    raw = value(raw)
    return float(raw) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else default


def numbers(raw: Raw) -> tuple[float, ...]:
    """An array of numbers."""
    return tuple(number(each) for each in listed(raw))


def text(raw: Raw) -> str:
    """A text string; empty for what is none."""
    raw = value(raw)
    if isinstance(raw, bytes):
        return raw.decode("latin-1")
    return str(raw) if isinstance(raw, str) and not isinstance(raw, NameObject) else ""


def flag(raw: Raw) -> bool:
    """Whether a boolean is there and true."""
    return bool(getattr(value(raw), "value", False))


def is_stream(raw: Raw) -> bool:
    """Whether the object carries data."""
    return isinstance(value(raw), StreamObject)


def data_of(raw: Raw) -> bytes:
    """The unpacked data of a stream; nothing where it cannot be unpacked."""
    try:
        return _unpacked(raw)
    except Unreadable:
        return b""


def _unpacked(raw: Raw) -> bytes:
    raw = value(raw)
    if not isinstance(raw, StreamObject):
        return b""
    try:
        data = raw.get_data()
    except Exception:  # a damaged or unknown filter, or one that never ends
        raise Unreadable("a stream cannot be unpacked") from None
    data = data.encode("latin-1", "replace") if isinstance(data, str) else bytes(data)
    if len(data) > LARGEST_STREAM:
        raise Unreadable("a stream is larger than any page needs")
    return data


def packed_data_of(raw: Raw) -> bytes:
    """The data of a stream as it lies in the file."""
    raw = value(raw)
    return bytes(getattr(raw, "_data", b"") or b"")


def filters_of(raw: Raw) -> list[str]:
    """What a stream is packed with, the outermost first."""
    named = get(raw, "Filter")
    return [name(each) for each in named] if isinstance(named, list) else [name(named)] * bool(named)


def is_reference(raw: Raw) -> bool:
    """Whether it leads to an object of its own."""
    return isinstance(raw, IndirectObject)


def identity(raw: Raw) -> int:
    """A number that stays the same for one object of the file."""
    reference = raw if isinstance(raw, IndirectObject) else getattr(raw, "indirect_reference", None)
    return reference.idnum if reference is not None else -id(raw)


def content_of(page: Raw) -> bytes:
    """All content streams of a page, joined.

    Raises:
        Unreadable: one of them cannot be unpacked, or together they are larger than any page needs.
    """
    contents = value(entry(page, "Contents"))
    if isinstance(contents, ContentStream):
        return bytes(contents.get_data())
    parts, size = [], 0
    for each in contents if isinstance(contents, list) else [contents]:
        parts.append(_unpacked(each))
        size += len(parts[-1]) + 1
        if size > LARGEST_CONTENT:
            raise Unreadable("its content is larger than any page needs")
    return b"\n".join(parts)


def inherited(page: Raw, key: str) -> Raw:
    """A value of the page, or of the nearest of its parents that has it."""
    node = value(page)
    for _ in range(_INHERITED_DEPTH):
        if not isinstance(node, dict):
            return None
        if "/" + key in node:
            return value(entry(node, key))
        node = value(entry(node, "Parent"))
    return None


def box(raw: Raw) -> Box | None:
    """A rectangle with its corners put in order; None for what is none."""
    corners = numbers(raw)
    if len(corners) != 4:
        return None
    one, two, three, four = corners
    return Box(min(one, three), min(two, four), max(one, three), max(two, four))


def name_tree(raw: Raw) -> Iterator[tuple[str, Raw]]:
    """The entries of a name tree, as far as it has MOST_NAMES nodes."""
    waiting = [raw]
    for _ in range(MOST_NAMES):
        if not waiting:
            return
        node = waiting.pop()
        pairs = value(get(node, "Names"))
        pairs = pairs if isinstance(pairs, list) else []
        for key, entry in zip(pairs[::2], pairs[1::2], strict=False):
            yield text(key), value(entry)
        waiting += reversed(listed(get(node, "Kids"))[:MOST_NAMES])
