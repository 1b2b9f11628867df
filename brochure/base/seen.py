"""Whether a reader sees anything of a text: spaces, direction marks and blank letters are words to nobody."""

import unicodedata
from typing import Final

BLANK: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")  # letters and signs without a shape


def is_seen(text: str) -> bool:
    """Whether a character of the text has a shape of its own; what nobody can print is for others to judge."""
    if text.isalnum() and text.isascii():
        return True
    return any(not _is_unseen(each) for each in text)


def _is_unseen(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] in "ZM" or category in ("Cc", "Cf") or character in BLANK
