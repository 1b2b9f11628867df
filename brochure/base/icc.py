"""ICC profiles: what a head says, and profiles for colours that are said by their lights. Source: ICC.1:2022."""

import struct
from typing import Final

from brochure.base.records import NamedTuple

_HEADER: Final = 128
# Names of the ICC's registry of characterisation data, by a part of the profile's own description.
_REGISTERED: Final = ("FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52", "CGATS TR 001", "CGATS TR 006", "CGATS21-2-CRPC6")


class IccHead(NamedTuple):
    """What a profile says of itself."""

    kind: bytes  # `prtr` for an output device
    space: bytes  # such as `CMYK` or `RGB `
    condition: str  # the printing condition by its registered name, or the profile's own words; empty where it has none

    @property
    def is_press(self) -> bool:
        """Whether it is the output profile of a press with four inks."""
        return self.kind == b"prtr" and self.space == b"CMYK"


def read_icc_head(data: bytes) -> IccHead | None:
    """The head of a profile; None for bytes that are no profile."""
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp":
        return None
    said = _description(data)
    name = next((name for name in _REGISTERED if name.replace(" ", "") in said.replace(" ", "")), said)
    return IccHead(data[12:16], data[16:20], name)


def _description(data: bytes) -> str:
    """The text of the tag `desc`, of either version; empty where it cannot be read."""
    (count,) = struct.unpack(">I", data[_HEADER : _HEADER + 4])
    for at in range(min(count, 100)):
        row = data[_HEADER + 4 + 12 * at : _HEADER + 16 + 12 * at]
        if len(row) == 12 and row[:4] == b"desc":
            start, length = struct.unpack(">II", row[4:])
            return _text(data[start : start + length])
    return ""


def _text(tag: bytes) -> str:
    if tag[:4] == b"desc" and len(tag) > 12:
        (length,) = struct.unpack(">I", tag[8:12])
        return tag[12 : 12 + length].split(b"\0")[0].decode("ascii", "replace").strip()
    if tag[:4] == b"mluc" and len(tag) > 28:
        length, start = struct.unpack(">II", tag[20:28])
        return tag[start : start + length].decode("utf-16-be", "replace").strip()
    return ""


class Lights(NamedTuple):
    """The white and the three primaries of a screen, each as x and y of CIE 1931."""

    white: tuple[float, float]
    red: tuple[float, float]
    green: tuple[float, float]
    blue: tuple[float, float]

    def is_near(self, other: "Lights") -> bool:
        """Whether nobody can tell them apart."""
        pairs = zip(sum(self, ()), sum(other, ()), strict=True)
        return all(abs(mine - theirs) < 0.002 for mine, theirs in pairs)


_D65: Final = (0.3127, 0.3290)
SRGB: Final = 0.0  # stands for the curve of IEC 61966-2-1 where a plain exponent may stand
# Source: IEC 61966-2-1, SMPTE EG 432-1, ITU-R BT.2020, Adobe RGB (1998) 4.3.
LIGHTS: Final = {
    "sRGB": Lights(_D65, (0.64, 0.33), (0.30, 0.60), (0.15, 0.06)),
    "Display P3": Lights(_D65, (0.680, 0.320), (0.265, 0.690), (0.150, 0.060)),
    "BT.2020": Lights(_D65, (0.708, 0.292), (0.170, 0.797), (0.131, 0.046)),
    "Adobe RGB": Lights(_D65, (0.64, 0.33), (0.21, 0.71), (0.15, 0.06)),
}
_D50: Final = (0.9642, 1.0, 0.8249)  # the white in which profiles count; 7.2.16
# Source: ICC.1:2022, annex E, the linear Bradford model.
_CONES: Final = ((0.8951, 0.2664, -0.1614), (-0.7502, 1.7135, 0.0367), (0.0389, -0.0685, 1.0296))
_Row = tuple[float, float, float]
_Square = tuple[_Row, _Row, _Row]


def light_profile(lights: Lights, curve: float) -> bytes | None:
    """A profile of colours that are said by their lights; `curve` is an exponent or SRGB. None where they give none."""
    if min(y for _, y in lights) <= 0:
        return None
    white, *primaries = (_xyz(*point) for point in lights)
    columns = _turned((primaries[0], primaries[1], primaries[2]))
    back = _inverse(columns)
    if back is None:
        return None
    shares = _times(back, white)
    seen, wanted = _times(_CONES, white), _times(_CONES, _D50)
    to_light = _inverse(_CONES)
    assert to_light is not None, "the model can be turned round"
    tags = {}
    for name, light, share in zip("rgb", primaries, shares, strict=True):
        cones = _times(_CONES, (light[0] * share, light[1] * share, light[2] * share))
        moved = (cones[0] * wanted[0] / seen[0], cones[1] * wanted[1] / seen[1], cones[2] * wanted[2] / seen[2])
        tags[f"{name}XYZ"] = b"XYZ \0\0\0\0" + b"".join(map(_fixed, _times(to_light, moved)))
        tags[f"{name}TRC"] = _curve(curve)
    return _profile(b"RGB ", tags)


def grey_profile(curve: float) -> bytes:
    """A profile of grey with a curve of its own."""
    white = b"XYZ \0\0\0\0" + b"".join(map(_fixed, _D50))
    return _profile(b"GRAY", {"wtpt": white, "kTRC": _curve(curve)})


def _profile(space: bytes, tags: dict[str, bytes]) -> bytes:
    """Head, table and tags; 7.2 and 7.3. All lengths are whole words."""
    at = _HEADER + 4 + 12 * len(tags)
    table, body = struct.pack(">I", len(tags)), b""
    for name, tag in tags.items():
        table += struct.pack(">4sII", name.encode("ascii"), at + len(body), len(tag))
        body += tag
    # Size, maker of the colours, version, kind, colours, colours between; the signature stands at byte 36.
    head = struct.pack(">I4xI4s4s4s12x4s", at + len(body), 0x04300000, b"mntr", space, b"XYZ ", b"acsp")
    white = b"".join(map(_fixed, _D50))
    return (head.ljust(68, b"\0") + white).ljust(_HEADER, b"\0") + table + body


def _curve(curve: float) -> bytes:
    """A parametric curve; 10.18."""
    if curve == SRGB:
        numbers = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
        return b"para\0\0\0\0\0\3\0\0" + b"".join(map(_fixed, numbers))
    return b"para\0\0\0\0\0\0\0\0" + _fixed(curve)


def _fixed(value: float) -> bytes:
    """A number with 16 bits behind the point; 4.6."""
    return struct.pack(">i", max(-(2**31), min(2**31 - 1, round(value * 65536))))


def _xyz(x: float, y: float) -> _Row:
    return (x / y, 1.0, (1 - x - y) / y)


def _times(square: _Square, row: _Row) -> _Row:
    first, second, third = (sum(a * b for a, b in zip(each, row, strict=True)) for each in square)
    return (first, second, third)


def _turned(square: _Square) -> _Square:
    first, second, third = zip(*square, strict=True)
    return (first, second, third)


def _inverse(square: _Square) -> _Square | None:
    a, b, c = square
    across = (_cross(b, c), _cross(c, a), _cross(a, b))
    whole = sum(x * y for x, y in zip(a, across[0], strict=True))
    if abs(whole) < 1e-9:
        return None
    first, second, third = ((x / whole, y / whole, z / whole) for x, y, z in across)
    return _turned((first, second, third))


def _cross(a: _Row, b: _Row) -> _Row:
    return (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
