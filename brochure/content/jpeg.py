"""The stream of a JPEG file, walked from marker to marker: nothing is decoded, and what lies behind its end is left.

Source: ITU-T T.81, B.1 and B.2; ICC.1:2022, B.4.
"""

import re
from typing import Final

from brochure.base.records import NamedTuple
from brochure.content.picture_faults import PictureFaultError, damaged

MOST_SCANS: Final = 100  # of a progressive picture: each costs the time of a whole one
END: Final = b"\xff\xd9"

_SIZES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # start of frame; table B.1
_PROGRESSIVE: Final = frozenset({0xC2, 0xC6, 0xCA, 0xCE})
_BARE: Final = frozenset({0x01, *range(0xD0, 0xD9)})  # markers without a length
_SCAN, _END, _PROFILE = 0xDA, 0xD9, 0xE2
# Notes of programs but for three: what a pixel is, how the camera was held, and Adobe's word on inks.
_NOTES: Final = frozenset({*range(0xE0, 0xF0), 0xFE}) - {0xE0, 0xE1, 0xEE}
_PROFILE_NAME: Final = b"ICC_PROFILE\0"
# Within a scan FF 00 is a sample, FF D0 to D7 a point to restart from, and FF FF a filler.
_MARKER: Final = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


class JpegStream(NamedTuple):
    """What a file says of its picture."""

    width: int
    height: int
    content: bytes  # what a decoder needs, from the first marker to the last; without END where `is_cut`
    profile: bytes | None  # None where there is none
    is_progressive: bool
    is_cut: bool  # the end mark is missing


def jpeg_stream(content: bytes) -> JpegStream:
    """The stream at the beginning of a file: a telephone puts a film behind it.

    Raises:
        PictureFaultError: no size, no pixels, or too many scans.
    """
    frame, scans, at, kept = b"", 0, 2, 0
    profile: list[bytes] = []
    needed: list[bytes] = []
    progressive = False
    while at + 2 <= len(content):
        if content[at] != 0xFF:
            raise damaged("is damaged between its parts")
        marker = content[at + 1]
        if marker == _END:
            break
        if marker in _BARE or marker == 0xFF:
            at += 2 if marker in _BARE else 1
            continue
        end = at + 2 + int.from_bytes(content[at + 2 : at + 4])
        if marker in _SIZES and not frame:
            frame, progressive = content[at + 4 : end], marker in _PROGRESSIVE
        elif marker == _PROFILE and content[at + 4 :].startswith(_PROFILE_NAME):
            profile.append(content[at + 4 + len(_PROFILE_NAME) : end])
        if marker in _NOTES:
            needed.append(content[kept:at])
            kept = end
        at = end
        if marker == _SCAN:
            scans += 1
            at = _scan_end(content, at, scans)
    if len(frame) < 5 or not scans:
        raise damaged("has no size" if scans or frame else "has no pixels")
    is_cut = content[at : at + 2] != END
    whole = b"".join((*needed, content[kept : len(content) if is_cut else at + 2]))
    size = int.from_bytes(frame[3:5]), int.from_bytes(frame[1:3])
    return JpegStream(*size, whole, _joined(profile), progressive, is_cut)


def _scan_end(content: bytes, at: int, scans: int) -> int:
    """Where the marker after a scan stands."""
    if scans > MOST_SCANS:
        hint = "export it without 'progressive'"
        raise PictureFaultError("picture-too-large", f"has over {MOST_SCANS} scans", hint)
    found = _MARKER.search(content, at)
    return found.start() if found else len(content)


def _joined(parts: list[bytes]) -> bytes | None:
    """The profile, whose parts each say which of how many they are; what does not add up is no profile."""
    if not parts:
        return None
    parts.sort(key=lambda part: part[:1])
    numbers = [(part[0], part[1]) for part in parts if len(part) > 1]
    is_whole = numbers == [(at, len(parts)) for at in range(1, len(parts) + 1)]
    return b"".join(part[2:] for part in parts) if is_whole else b""
