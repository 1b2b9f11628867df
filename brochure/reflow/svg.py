"""Drawings as inline SVG, and pictures as data: nothing is fetched."""

import zlib
from base64 import b64encode
from html import escape
from struct import pack

from brochure.base.art import Drawing, PathPiece, Picture, Segment
from brochure.base.colour import hex_name

_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_COLOUR = {1: 0, 3: 2}  # colour type by channels: grey, true colour; ISO/IEC 15948:2004, 11.2.2


def svg_of(drawing: Drawing, *, alt: str = "", css_class: str = "") -> str:
    """One `<svg>` with the drawing; without words for it, it is hidden from a reader who listens."""
    spoken = f'role="img" aria-label="{escape(alt)}"' if alt else 'aria-hidden="true" focusable="false"'
    named = f' class="{escape(css_class)}"' if css_class else ""
    box = f"0 0 {_number(drawing.width)} {_number(drawing.height)}"
    pieces = "".join(_piece(piece, drawing.height) for piece in drawing.pieces)
    return f'<svg{named} viewBox="{box}" {spoken}>{pieces}</svg>'


def image_of(picture: Picture, *, alt: str = "", css_class: str = "") -> str:
    """One `<img>` that carries its pixels."""
    named = f' class="{escape(css_class)}"' if css_class else ""
    kind, data = ("jpeg", picture.data) if picture.is_jpeg else ("png", _png(picture))
    source = f"data:image/{kind};base64,{b64encode(data).decode()}"
    return f'<img{named} src="{source}" width="{picture.width}" height="{picture.height}" alt="{escape(alt)}">'


def _piece(piece: PathPiece, height: float) -> str:
    path = "".join(_step(segment, height) for segment in piece.path)
    marks = [f'fill="{hex_name(piece.fill.screen) if piece.fill else "none"}"']
    if piece.fill and piece.even_odd:
        marks.append('fill-rule="evenodd"')
    if piece.stroke:
        marks += [f'stroke="{hex_name(piece.stroke.screen)}"', f'stroke-width="{_number(piece.stroke_width)}"']
        marks += [f'stroke-linecap="{piece.cap}"', f'stroke-linejoin="{piece.join}"']
        marks.append(f'stroke-miterlimit="{_number(piece.miter_limit)}"')
    return f'<path d="{path}" {" ".join(marks)}/>'


def _step(segment: Segment, height: float) -> str:
    """A step of the path with y downwards, as SVG counts."""
    if segment.kind == "h":
        return "Z"
    if segment.kind == "re":
        left, bottom, width, tall = segment.numbers
        x, y, across, up = (_number(part) for part in (left, height - bottom, width, -tall))
        return f"M{x} {y}h{across}v{up}H{x}Z"
    numbers = (height - number if at % 2 else number for at, number in enumerate(segment.numbers))
    return segment.kind.upper() + " ".join(_number(number) for number in numbers)


def _number(value: float) -> str:
    """A number without digits that nobody can see, and without a negative zero."""
    return f"{round(value, 4) + 0.0:.7g}"


def _png(picture: Picture) -> bytes:
    """The pixels as PNG, rows unfiltered. Source: ISO/IEC 15948:2004, clause 11."""
    row = picture.width * picture.channels
    rows = b"".join(b"\0" + picture.data[at : at + row] for at in range(0, row * picture.height, row))
    header = pack(">IIBBBBB", picture.width, picture.height, 8, _PNG_COLOUR[picture.channels], 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return _PNG_START + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))
