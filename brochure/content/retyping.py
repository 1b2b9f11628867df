"""How a text is typed where another stands: as a careful person would, near to what was there.

Ways are offered in order; whoever takes one proves that it reads as it was meant.
"""

import re
import textwrap
from collections.abc import Iterator
from typing import Final

from brochure.base.records import NamedTuple

WIDTH: Final = 110  # of a line that is typed anew
_NARROWEST, _SHORT_SHARE = 72, 0.4
# What YAML takes for something else, and words and figures that other readers take for no text. A day is typed bare.
_NOT_PLAIN = re.compile(r"[\s\-?:,\[\]{}#&*!|>'\"%@`]|.*(: |:$| #|\s$)|---|\.\.\.|$", re.S)
_BRACKETS = re.compile(r"[,\[\]{}:]")
_NO_TEXT = re.compile(r"(?!\d{4}-\d\d-\d\d$)(~|null|true|false|yes|no|on|off|y|n|[-+.\d][\d.,:_eExXabcdfo+-]*)$", re.I)
_ODD = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")
_BLANK = "\n\n"


class Seat(NamedTuple):
    """Where a text is to stand, and what stands there."""

    indent: int  # of lines below
    column: int = 0  # at which it begins
    style: str = ""  # of what stands there
    old: str = ""  # as it is typed; nothing where the text is new
    in_brackets: bool = False
    newline: str = "\n"


def ways_to_type(text: str, seat: Seat) -> Iterator[str]:
    """The text as YAML, the likeliest way first; without a line end after it."""
    if seat.old in ('""', "''"):  # of nothing
        seat = seat._replace(style="", old="")
    if seat.style == "|" or (seat.style == ">" and "\n" in text.replace(_BLANK, "")):
        yield from _literal(text, seat)
    elif seat.style == ">":
        yield from _folded(text, seat)
    widest = max(WIDTH, seat.column + len(seat.old)) if "\n" not in seat.old else WIDTH
    is_long = seat.column + len(text) > widest
    if not seat.in_brackets and not seat.style.strip("'\""):
        if "\n" in text:
            yield from _literal(text, seat._replace(style="", old=""))
        elif is_long:
            yield from _folded(text, seat._replace(style="", old=""))
    if seat.style in ("", ">", "|") and _is_plain(text, seat):
        yield text
    if seat.style == "'" and not _ODD.search(text) and "\n" not in text:
        yield "'" + text.replace("'", "''") + "'"
    yield quoted(text)


def quoted(text: str) -> str:
    """The text in double quotes, which can hold anything."""
    marks = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return '"' + _ODD.sub(lambda odd: f"\\u{ord(odd[0]):04x}", marks) + '"'


def _is_plain(text: str, seat: Seat) -> bool:
    if _NOT_PLAIN.match(text) or _ODD.search(text) or "\n" in text:
        return False
    if seat.in_brackets and _BRACKETS.search(text):
        return False
    was_none = bool(seat.old) and not seat.style and _NO_TEXT.match(seat.old) is not None
    return was_none or not _NO_TEXT.match(text)


def _lines_of(seat: Seat) -> tuple[str, int, list[str]]:
    """The head of a block that stands there, its indent, and its lines without blank ones after the last."""
    head, *lines = seat.old.replace("\r", "").rstrip().split("\n")
    first = next((line for line in lines if line.strip()), None)
    return head, len(first) - len(first.lstrip(" ")) if first else seat.indent, [line.strip() for line in lines]


def _joined(head: str, indent: int, lines: list[str], seat: Seat) -> str:
    return seat.newline.join([head, *(" " * indent + line if line else "" for line in lines)])


def _literal(text: str, seat: Seat) -> Iterator[str]:
    head, indent, _ = _lines_of(seat) if seat.style else ("|-", seat.indent, [])
    if not _ODD.search(text) and text.strip():
        yield _joined("|" + head[1:], indent, text.split("\n"), seat)


def _folded(text: str, seat: Seat) -> Iterator[str]:
    """Lines that begin or end with the same words as before stay; those between are broken anew."""
    head, indent, lines = _lines_of(seat) if seat.style else (">-", seat.indent, [])
    parts = text.split(_BLANK)
    if _ODD.search(text) or any(not part.strip() or part != " ".join(part.split(" ")).strip() for part in parts):
        return
    if "  " in text or any("\n" in part for part in parts):
        return
    words = [word for part in parts for word in (*part.split(" "), _BLANK)][:-1]
    kept, middle, tail = _unchanged([_words(line) for line in lines], words)
    widest = max((len(line) + indent for line in lines), default=0)
    width = (max(_NARROWEST, widest) if len(lines) > 1 else WIDTH) - indent
    broken = _broken(middle, width)
    while tail and tail[0] != [_BLANK] and broken and len(broken[-1]) < width * _SHORT_SHARE:
        middle += tail.pop(0)
        broken = _broken(middle, width)
    yield _joined(head, indent, [*map(_line, kept), *broken, *map(_line, tail)], seat)


def _words(line: str) -> list[str]:
    return line.split(" ") if line else [_BLANK]


def _line(words: list[str]) -> str:
    return "" if words == [_BLANK] else " ".join(words)


def _unchanged(lines: list[list[str]], words: list[str]) -> tuple[list[list[str]], list[str], list[list[str]]]:
    """Lines at the start and at the end that hold what they held, and the words between."""
    start, end, kept, tail = 0, len(words), list[list[str]](), list[list[str]]()
    for line in lines:
        if words[start : start + len(line)] != line:
            break
        kept.append(line)
        start += len(line)
    for line in reversed(lines[len(kept) :]):
        if end - len(line) < start or words[end - len(line) : end] != line:
            break
        tail.insert(0, line)
        end -= len(line)
    return kept, words[start:end], tail


def _broken(words: list[str], width: int) -> list[str]:
    lines: list[str] = []
    for at, part in enumerate(" ".join(words).split(f"{_BLANK}") if words else ()):
        lines += [""] if at else []
        lines += textwrap.wrap(part.strip(), max(20, width), break_long_words=False, break_on_hyphens=False)
    return lines
