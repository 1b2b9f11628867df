"""Characters that shaping, breaking and fallback treat apart. Unicode 16 properties, kept to what text can hold."""

import re
import unicodedata
from typing import Final

from brochure.base.spoken import INVISIBLE, without_invisible

SOFT_HYPHEN: Final = "\u00ad"

# Those of them that belong to the letter before them, so that its spelling is lost without them.
_JOINING: Final = "\u034f\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef"

LINE_ENDS: Final = "\n\r\v\f\u0085\u2028\u2029"  # UAX #14: BK, CR, LF, NL

_CONTROL = re.compile(f"(?![{_JOINING}])[{INVISIBLE}]")
_LINE_ENDS_TO_SPACES = str.maketrans(dict.fromkeys(LINE_ENDS, " "))
_EMOJI_MODIFIERS = range(0x1F3FB, 0x1F400)
_JOINERS = "\u200c\u200d"


def is_invisible(character: str) -> bool:
    """Whether it needs no glyph."""
    return not without_invisible(character)


def without_controls(text: str) -> str:
    """The text without soft hyphens, zero-width spaces, bidi controls and the like; joiners stay with their letters."""
    return _CONTROL.sub("", text)


def with_spaces_for_line_ends(text: str) -> str:
    """The text as it is shaped: a line that must end there ends as with a space, so that words keep apart."""
    return text.translate(_LINE_ENDS_TO_SPACES)


def is_space(character: str) -> bool:
    """Whether it hangs out of the measure at the end of a line: white space but no fixed one, and what is not seen."""
    return (
        character == " "
        or (
            character > "\u007f"
            and (
                (unicodedata.bidirectional(character) == "WS" and character not in "\u00a0\u202f\u2007")
                or _CONTROL.match(character) is not None
            )
        )
        or character in LINE_ENDS
    )


def joins_previous(character: str) -> bool:
    """Whether it is part of the letter before it: marks, joiners, variation selectors, skin tones."""
    if character < "\u0300":
        return False
    return (
        unicodedata.category(character) in ("Mn", "Mc", "Me")
        or character in _JOINERS
        or ord(character) in _EMOJI_MODIFIERS
    )
