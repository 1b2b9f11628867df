"""A face for a web page: the letters that it shows, with the tables that shape them, under a name that licences allow.

In: a face, letters, a name. Out: a WOFF file. Source: W3C, WOFF File Format 1.0; its packing is that of PDF, so that no
library is asked for.
"""

import struct
import zlib
from functools import lru_cache
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.glyphs.faces import Face
from brochure.glyphs.sfnt import TRUETYPE, join_tables, read_tables

_ROW: Final = struct.Struct(">4sLLL")  # of the list of tables in a font file
_COPYRIGHT, _FAMILY, _STYLE, _UNIQUE, _FULL, _POSTSCRIPT, _LICENCE, _LICENCE_URL = 0, 1, 2, 3, 4, 6, 13, 14
_NAMES_AXES: Final = "STAT"  # by names that are not kept; a face of one weight has no axis
_KEPT: Final = (_COPYRIGHT, _LICENCE, _LICENCE_URL)


def may_be_shown(face: Face) -> bool:
    """Whether a web page may carry a part of the face: its own licence says that it is open.

    A licence for print, which the bits of the file allow, is none for the web.
    """
    names = face.font.names((_LICENCE, _LICENCE_URL))
    return any("open font license" in said.lower() or "/OFL" in said for said in names.values())


@lru_cache(maxsize=32)
def web_font(face: Face, letters: str, name: str) -> bytes:
    """The face with these letters alone, called `name`; who made it and under which licence stays in it.

    A changed font must not bear a reserved name: OFL 1.1, clause 3.

    Raises:
        BadInput: `font-damaged`, when the file cannot be read.
    """
    try:
        tables = read_tables(face.font.subset_of(letters))
    except ValueError as damage:
        message = f"font file '{face.path}' cannot be used: {damage}"
        raise BadInput(Finding("font-damaged", message, hint="copy it again from where it came")) from damage
    tables.pop(_NAMES_AXES, None)
    style = face.weight.capitalize()
    joined = f"{name.replace(' ', '')}-{style}"
    named = {_FAMILY: name, _STYLE: style, _UNIQUE: joined, _FULL: f"{name} {style}", _POSTSCRIPT: joined}
    return _packed(join_tables(tables | {"name": _name_table(face.font.names(_KEPT) | named)}))


def _name_table(names: dict[int, str]) -> bytes:
    """Names in English for Windows, which is what browsers read. Source: OpenType 1.9, name, format 0."""
    rows, texts = b"", b""
    for number, said in sorted(names.items()):
        written = said.encode("utf-16-be")
        rows += struct.pack(">6H", 3, 1, 0x0409, number, len(written), len(texts))
        texts += written
    return struct.pack(">3H", 0, len(names), 6 + len(rows)) + rows + texts


def _packed(program: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", program, 4)
    at = 44 + 20 * count
    rows, bodies = [], []
    for row in range(count):
        tag, checksum, offset, length = _ROW.unpack_from(program, 12 + 16 * row)
        table = program[offset : offset + length]
        body = min(zlib.compress(table, 9), table, key=len)
        rows.append(struct.pack(">4sLLLL", tag, at, len(body), length, checksum))
        bodies.append(body + b"\0" * (-len(body) % 4))
        at += len(bodies[-1])
    head = struct.pack(">4s4sLHHLHH5L", b"wOFF", TRUETYPE, at, count, 0, len(program), 1, 0, 0, 0, 0, 0, 0)
    return head + b"".join(rows) + b"".join(bodies)
