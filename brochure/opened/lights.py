"""A file of ours for the press as the paper shows it: each ink is turned into the light that comes back.

pdfium has a table of its own for CMYK and lets nothing overprint. So the colours of the finished file are replaced by
those that the printing condition shows, and what overprints multiplies with what lies beneath it, as inks do. The new
objects stand behind the end of the file, where a reader looks first. Source: ISO 32000-1, 7.5.6.
"""

import re
import zlib
from collections.abc import Callable, Mapping
from typing import Any, Final

from brochure.base.colour import Cmyk, Rgb
from brochure.opened.own_files import PdfFile, Reference

Light = Callable[[Cmyk], Rgb]

_INKED: Final = re.compile(
    rb"(?<!\S)(?:((?:[-+.\d]+\s+){4})([kK])|/(\S+)\s+(cs|CS)\s+([-+.\d]+)\s+(?:scn|SCN))(?!\S)",
)
_HEAD: Final = re.compile(rb"\s*<<.*?stream\n", re.S)
_LENGTH: Final = re.compile(rb"/Length\s+\d+")
_OVER, _OUT = b"<</Type/ExtGState/BM/Multiply>>", b"<</Type/ExtGState/BM/Normal>>"


def in_lights(data: bytes, light: Light) -> bytes:
    """The file with lights in the place of inks; `light` tells how an ink looks on paper. Pictures stay as they are."""
    file = PdfFile(data)
    changes = _Changes(file, light)
    for node in map(file.get, file.pages()):
        contents = node["Contents"]
        changes.look_into(contents if isinstance(contents, list) else [contents], file.get(node["Resources"]))
    return _updated(file, changes.bodies)


class _Changes:
    """New bodies of streams of operators and of graphics states, by the numbers of their objects."""

    def __init__(self, file: PdfFile, light: Light) -> None:
        self.file, self.light = file, light
        self.bodies: dict[int, bytes] = {}

    def look_into(self, parts: list[Reference], resources: Mapping[str, Any]) -> None:
        """Change what these operators paint with, and the forms that they show."""
        get = self.file.get
        spots = {name.encode(): get(space) for name, space in get(resources.get("ColorSpace", {})).items()}
        for part in parts:
            self.bodies.setdefault(part.number, self._lit(part, spots))
        for state in get(resources.get("ExtGState", {})).values():
            if isinstance(state, Reference):
                self.bodies[state.number] = _OVER if get(state).get("op") == "true" else _OUT
        for form in get(resources.get("XObject", {})).values():
            head = get(form)
            if head["Subtype"] == "/Form" and form.number not in self.bodies:
                self.look_into([form], get(head.get("Resources", resources)))

    def _lit(self, part: Reference, spots: Mapping[bytes, Any]) -> bytes:
        def light(found: "re.Match[bytes]") -> bytes:
            shares, process, space, kind, tint = found.groups()
            ink = Cmyk(*map(float, shares.split())) if shares is not None else self._tint(spots[space], float(tint))
            operator = b"rg" if (process or kind) in (b"k", b"cs") else b"RG"
            return b"%.4f %.4f %.4f %b" % (*self.light(ink), operator)

        where = int.from_bytes(self.file.rows[part.number][1:5], "big")
        head = _HEAD.match(self.file.data, self.file.data.index(b"obj", where) + 3)
        assert head is not None, "a stream begins with its dictionary"
        packed = zlib.compress(_INKED.sub(light, self.file.stream(part)), 1)
        return b"%b%b\nendstream" % (_LENGTH.sub(b"/Length %d" % len(packed), head[0]), packed)

    def _tint(self, space: Any, tint: float) -> Cmyk:
        """What a spot ink prints, in process inks: its function goes straight from bare paper to the full ink."""
        if space[1] == "/None":
            return Cmyk(0.0, 0.0, 0.0, 0.0)
        function = self.file.get(space[3])
        bare, full = function["C0"], function["C1"]
        return Cmyk(*(low + tint * (high - low) for low, high in zip(bare, full, strict=True)))


def _updated(file: PdfFile, bodies: Mapping[int, bytes]) -> bytes:
    """The file with new bodies for some of its objects behind its end."""
    parts, rows, position = [file.data], [], len(file.data)
    for number, body in sorted(bodies.items()):
        rows.append((number, position))
        parts.append(b"%d 0 obj%b\nendobj\n" % (number, body))
        position += len(parts[-1])
    size, before = file.trailer["Size"], int(file.data[file.data.rindex(b"startxref") + 9 :].split()[0])
    rows.append((size, position))
    index = b" ".join(b"%d 1" % number for number, _ in rows)
    table = b"".join(b"\1%b\0" % where.to_bytes(4, "big") for _, where in rows)
    said = (size, size + 1, index, before, file.trailer["Root"].number, len(table))
    parts.append(b"%d 0 obj<</Type/XRef/Size %d/W[1 4 1]/Index[%b]/Prev %d/Root %d 0 R/Length %d>>" % said)
    parts.append(b"stream\n%b\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % (table, position))
    return b"".join(parts)
