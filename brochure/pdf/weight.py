"""How heavy a file is, and what makes it so."""

import re

from brochure.base.findings import Finding
from brochure.base.records import NamedTuple

_STREAM = re.compile(rb"(<<[^\n]*>>)\nstream\n")  # as the writer lays it out
_LENGTH = re.compile(rb"/Length (\d+)")


class Weight(NamedTuple):
    """Bytes of a file, and of its heaviest kinds of parts."""

    whole: int
    pictures: int
    faces: int


def weigh(data: bytes) -> Weight:
    """The weight of a file; of one that is no PDF, only as a whole."""
    pictures = faces = at = 0
    while data.startswith(b"%PDF") and (found := _STREAM.search(data, at)):
        length = _LENGTH.search(found[1])
        size = int(length[1]) if length else 0
        pictures += size if b"/Subtype/Image" in found[1] else 0
        faces += size if b"/Length1 " in found[1] else 0
        at = found.end() + size
    return Weight(len(data), pictures, faces)


def weight_findings(data: bytes, budget: int | None, edition: str) -> tuple[Finding, ...]:
    """A fault where a file has more bytes than it may have."""
    if budget is None or len(data) <= budget:
        return ()
    weight = weigh(data)
    message = f"edition '{edition}' is {_kb(weight.whole)} KB; {_kb(budget)} KB are allowed"
    parts = [("smaller pictures", weight.pictures), ("fewer faces", weight.faces)]
    ways = [f"{way} ({_kb(size)} KB)" for way, size in sorted(parts, key=lambda part: -part[1]) if size]
    hint = f"use {' or '.join(ways)}" if ways else "cut words"
    return (Finding("too-large", message, None, f"{hint}, or allow more with --budget"),)


def _kb(size: int) -> str:
    return f"{size / 1000:.1f}".removesuffix(".0")
