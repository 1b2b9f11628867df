"""Names that no system takes for a file, told before one is asked: it would answer in its own words, or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from brochure.base.findings import BadInput, Finding

_MOST_BYTES = 255  # of one name in a path, on every common system
_LAST = (" ", ".")
_DEVICES = frozenset(  # Source: Microsoft, "Naming Files, Paths, and Namespaces"
    (
        "con",
        "prn",
        "aux",
        "nul",
        "conin$",
        "conout$",
        *(f"{port}{at}" for port in ("com", "lpt") for at in "123456789¹²³"),
    )
)
_NAMES = {"leaflet", "what", "brand", "layout", "icc", "encoding"}  # texts that may meet a path


def is_kept_name(name: str) -> bool:
    """Whether Windows keeps this name for itself, whatever it would be a name of; odd signs it refuses by itself."""
    return name[-1:] in _LAST or name.partition(".")[0].rstrip().casefold() in _DEVICES


def refuse_names(wish: Any) -> None:
    """See that every path and name of a wish could be one.

    Raises:
        BadInput: with each that could not.
    """
    faults = [
        Finding("bad-form", f"'{field}' {why}", None, "give the name of a file or folder")
        for field, value in _said(wish)
        if (why := _fault(value))
    ]
    if faults:
        raise BadInput(*faults)


def _said(wish: Any) -> Iterator[tuple[str, str]]:
    for field in type(wish).__match_args__:
        value = getattr(wish, field)
        if isinstance(value, Path) or (field in _NAMES and isinstance(value, str)):
            yield field, str(value)
        elif isinstance(value, tuple) and hasattr(value, "_fields"):  # a wish in a wish, such as the task of an outbox
            yield from _said(value)


def _fault(said: str) -> str:
    """Why a name is none; empty where it may be one."""
    if "\0" in said:
        return "holds U+0000, which no name can"
    try:
        longest = max(len(part.encode("utf-8", "surrogateescape")) for part in Path(said).parts or ("",))
    except UnicodeEncodeError:
        return "holds half of a character"
    return f"has a name of {longest:,} bytes; {_MOST_BYTES} are taken" if longest > _MOST_BYTES else ""
