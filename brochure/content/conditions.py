"""The printing conditions: the two profiles that ship, or that of a print shop, judged by their heads."""

from functools import lru_cache
from pathlib import Path
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.base.icc import read_icc_head
from brochure.base.records import NamedTuple

_FOLDER = Path(__file__).parent / "profiles"
LARGEST_PROFILE: Final = 8_000_000  # bytes; those of press conditions have one or two million
_HINT: Final = "ask the print shop for the CMYK output profile of its press, as an .icc file"


class IccProfile(NamedTuple):
    """A profile, and the printing condition that it describes, by its registered name where it has one."""

    data: bytes
    condition: str


@lru_cache(maxsize=1)
def screen_profile() -> IccProfile:
    """sRGB."""
    return IccProfile((_FOLDER / "sRGB.icc").read_bytes(), "sRGB IEC61966-2.1")


@lru_cache(maxsize=4)
def press_profile(file: str) -> IccProfile:
    """The profile of a print shop; offset on coated paper where none is named.

    Raises:
        BadInput: no file, or one that is no output profile for four inks.
    """
    path = Path(file) if file else _FOLDER / "FOGRA39L_coated.icc"
    try:
        with path.open("rb") as opened:
            data = opened.read(LARGEST_PROFILE + 1)
    except (OSError, ValueError) as fault:  # a NUL or half a character in a name is a ValueError
        reason = (
            (fault.strerror or "no reason given").lower() if isinstance(fault, OSError) else "no file has such a name"
        )
        raise BadInput(_fault(f"profile '{path.name}' cannot be read: {reason}")) from None
    head = read_icc_head(data) if len(data) <= LARGEST_PROFILE else None
    if head is None:
        raise BadInput(_fault(f"'{path.name}' is no ICC profile"))
    if not head.is_press:
        raise BadInput(_fault(f"profile '{path.name}' is not one of a press with four inks"))
    return IccProfile(data, head.condition or path.stem)


def _fault(message: str) -> Finding:
    return Finding("bad-profile", message, None, _HINT)
