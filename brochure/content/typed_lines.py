"""The lines on which a text of a YAML file was typed: where its paragraphs begin, and where a backslash joins."""

from collections.abc import Iterator, Sequence
from typing import Any

from brochure.base.records import NamedTuple


class TypedLines(NamedTuple):
    """A text with a line feed where a line has to end, two for a blank line; and where its paragraphs begin."""

    text: str
    begins: tuple[int, ...]  # lines, from 0


def typed_lines(event: Any, lines: Sequence[str]) -> TypedLines:
    """What the writer of a scalar typed; where YAML folds lines, each that it leaves stands for a blank one."""
    is_block = event.style in ("|", ">")
    first, end = event.start_mark.line + is_block, event.end_mark.line + (not is_block)
    filled = [bool(line.strip()) for line in lines[first:end]]
    begins = [
        at
        for at, (before, here) in enumerate(zip([False, *filled], filled, strict=False), first)
        if here and not before
    ]
    is_folded = event.style != "|" and (event.style != '"' or len(begins) > 1)
    return TypedLines(event.value.replace("\n", "\n\n") if is_folded else event.value, tuple(begins))


def joined_lines(event: Any, lines: Sequence[str]) -> Iterator[int]:
    """Lines in double quotes that end with a backslash: YAML takes it away, and the space to the next line with it."""
    for at in range(event.start_mark.line, event.end_mark.line) if event.style == '"' else ():
        if (len(lines[at]) - len(lines[at].rstrip("\\"))) % 2:
            yield at
