"""ICC profiles: the two that ship, or that of a print shop, judged by their headers. Source: ICC.1:2022, 7.2."""

import struct
from functools import lru_cache
from pathlib import Path
from typing import Final, NamedTuple

from brochure.base.findings import BadInput, Finding

_FOLDER = Path(__file__).parent / "profiles"
LARGEST_PROFILE: Final = 8_000_000  # bytes; those of press conditions have one or two million
_HEADER: Final = 128
_HINT: Final = "ask the print shop for the CMYK output profile of its press, as an .icc file"


class Profile(NamedTuple):
    """A profile, and the printing condition that it describes, by its registered name where it has one."""

    data: bytes
    condition: str


# Names of the ICC's registry of characterisation data, by a part of the profile's own description.
_REGISTERED: Final = ("FOGRA39", "FOGRA47", "FOGRA51", "FOGRA52", "CGATS TR 001", "CGATS TR 006", "CGATS21-2-CRPC6")


@lru_cache(maxsize=1)
def screen_profile() -> Profile:
    """sRGB."""
    return Profile((_FOLDER / "sRGB.icc").read_bytes(), "sRGB IEC61966-2.1")


@lru_cache(maxsize=4)
def press_profile(file: str) -> Profile:
    """The profile of a print shop; offset on coated paper where none is named.

    Raises:
        BadInput: no file, or one that is no output profile for four inks.
    """
    path = Path(file) if file else _FOLDER / "FOGRA39L_coated.icc"
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_PROFILE + 1)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(_fault(f"profile '{path.name}' cannot be read: {reason}")) from None
    if len(data) < _HEADER + 4 or data[36:40] != b"acsp" or len(data) > LARGEST_PROFILE:
        raise BadInput(_fault(f"'{path.name}' is no ICC profile"))
    if data[12:16] != b"prtr" or data[16:20] != b"CMYK":
        raise BadInput(_fault(f"profile '{path.name}' is not one of a press with four inks"))
    described = _description(data) or path.stem
    name = next((name for name in _REGISTERED if name.replace(" ", "") in described.replace(" ", "")), described)
    return Profile(data, name)


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


def _fault(message: str) -> Finding:
    return Finding("bad-profile", message, None, _HINT)
