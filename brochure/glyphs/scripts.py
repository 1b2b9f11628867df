"""Which script each character of a text belongs to (ISO 15924), by UAX #24.

The table holds the scripts whose faces ship and is derived from Unicode's Scripts.txt; unassigned gaps inside a range
are closed. Other letters are looked up in fontTools.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cache, lru_cache
from typing import Final

from brochure.base.patterns import CODE
from brochure.base.records import NamedTuple

COMMON: Final = "Zyyy"
INHERITED: Final = "Zinh"

_RANGES: Final = {
    "Latn": (
        "41-5A 61-7A AA BA C0-D6 D8-F6 F8-2B8 2E0-2E4 1D00-1D25 1D2C-1D5C 1D62-1D65 1D6B-1D77 1D79-1DBE 1E00-1EFF "
        "2071 207F 2090-209F 212A-212B 2132 214E 2160-2188 2C60-2C7F A722-A787 A78B-A7FF AB30-AB5A AB5C-AB64 "
        "AB66-AB69 FB00-FB06 FF21-FF3A FF41-FF5A 10780-107BF 1DF00-1DFF2 1DFF5-1DFFF"
    ),
    "Grek": (
        "370-373 375-37D 37F-384 386 388-3E1 3F0-3FF 1D26-1D2A 1D5D-1D61 1D66-1D6A 1DBF 1F00-1FFE 2126 AB65 "
        "10140-1018E 101A0 1D200-1D245 1DFF3-1DFF4"
    ),
    "Cyrl": "400-484 487-52F 1C80-1C8A 1D2B 1D78 2DE0-2DFF A640-A69F FE2E-FE2F 1E030-1E08F",
    "Hani": "2E80-2FD5 3005 3007 3021-3029 3038-303B 3400-4DBF 4E00-9FFF F900-FAD9 16FE2-16FE3 16FF0-16FF6 20000-33479",
    "Arab": (
        "600-604 606-60B 60D-61A 61C-61E 620-63F 641-64A 656-66F 671-6DC 6DE-6FF 750-77F 870-8E1 8E3-8FF FB50-FD3D "
        "FD40-FDFF FE70-FEFC 10E60-10E7E 10EC2-10EFF 1EE00-1EEF1"
    ),
    "Hebr": "591-5F4 FB1D-FB4F",
    "Deva": "900-950 955-963 966-97F A8E0-A8FF 11B00-11B0A",
    "Beng": "980-9FE",
    "Guru": "A01-A76",
    "Gujr": "A81-AFF",
    "Taml": "B82-BFA 11FC0-11FFF",
    "Thai": "E01-E3A E40-E5B",
    COMMON: "B2-B3 B5 B9 BC-BE 2B9-2C1 2C6-2D1 640 2070 2074-2079 2080-2089 2150-215F 2460-249B 24EA-24FF FF10-FF19",
    INHERITED: (
        "300-36F 485-486 64B-655 670 951-954 1AB0-1AF0 1CD0-1CD2 1CD4-1CE0 1CE2-1CE8 1CED 1CF4 1CF8-1CF9 1DC0-1DFF "
        "200C-200D 20D0-20F0 302A-302D 3099-309A FE00-FE0F FE20-FE2D 101FD 102E0 E0100-E01EF"
    ),
}
_PLAIN = re.compile("[\\x00-\u024f\u1e00-\u1eff\u2000-\u200b\u200e-\u206f\u20a0-\u20c0]*")  # Latin or common


class _ScriptRow(NamedTuple):
    first: int
    last: int
    script: str


def scripts_of(text: str, own: str) -> tuple[str, ...]:
    """The script of each character in a text whose language is written in the script `own`.

    Marks go with their letter. What all scripts share (spaces, digits, most punctuation) takes the script on both its
    sides, or `own` where these differ.
    """
    if own == "Latn" and _PLAIN.fullmatch(text):
        return (own,) * len(text)
    scripts: list[str] = []
    for character in text:
        script = script_of(character)
        scripts.append((scripts[-1] if scripts else COMMON) if script == INHERITED else script)
    _settle_common(scripts, own)
    for found in CODE.finditer(text) if own != "Latn" else ():
        scripts[found.start() : found.end()] = ["Latn"] * (found.end() - found.start())
    return tuple(scripts)


def is_known(character: str) -> bool:
    """Whether a character is of a script whose faces ship, or of all scripts."""
    return script_of(character) in _RANGES


@lru_cache(maxsize=8192)
def script_of(character: str) -> str:
    """The Script property of one character."""
    code = ord(character)
    rows = _rows()
    row = rows[max(0, bisect_right(rows, code, key=lambda row: row.first) - 1)]
    if row.first <= code <= row.last:
        return row.script
    if code < 0x80 or unicodedata.category(character)[0] not in "LMN":
        return COMMON
    return _looked_up(character)


def _looked_up(character: str) -> str:
    # Only for scripts without a face of ours, or a rare common letter: the tables of fontTools take 45 ms to load.
    from fontTools import unicodedata as tables  # noqa: PLC0415

    return str(tables.script(character))


@cache
def _rows() -> tuple[_ScriptRow, ...]:
    rows = []
    for script, ranges in _RANGES.items():
        for written in ranges.split():
            first, _, last = written.partition("-")
            rows.append(_ScriptRow(int(first, 16), int(last or first, 16), script))
    return tuple(sorted(rows))


def _settle_common(scripts: list[str], own: str) -> None:
    start = 0
    while start < len(scripts):
        end = start + 1
        if scripts[start] == COMMON:
            while end < len(scripts) and scripts[end] == COMMON:
                end += 1
            before = scripts[start - 1] if start else own
            after = scripts[end] if end < len(scripts) else own
            scripts[start:end] = [before if before == after else own] * (end - start)
        start = end
