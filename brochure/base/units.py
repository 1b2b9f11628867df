"""Lengths. Points inside the program; a unit written after the number everywhere else."""

import re

Pt = float

MM: Pt = 72 / 25.4
INCH: Pt = 72.0

_UNITS: dict[str, Pt] = {"mm": MM, "cm": 10 * MM, "in": INCH, "pt": 1.0}
_LENGTH = re.compile(r"(\d{1,5}(?:\.\d{1,6})?)\s*(mm|cm|in|pt)")


def mm(length_mm: float) -> Pt:
    """The same length in points."""
    return length_mm * MM


def in_mm(length: Pt) -> float:
    """The same length in millimetres."""
    return length / MM


def parse_length(text: str) -> Pt:
    """Read a length such as `10mm`, `3.6875in` or `12pt`.

    Raises:
        ValueError: no number with one of the units mm, cm, in, pt.
    """
    found = _LENGTH.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return float(found[1]) * _UNITS[found[2]]
