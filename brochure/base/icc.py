"""The head of an ICC profile: its kind, its inks or lights, and what it describes. Source: ICC.1:2022, 7.2."""

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
