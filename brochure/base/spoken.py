"""What a reader is given, leaf by leaf, whatever the edition: the ground on which editions are compared."""

import re
from typing import Final

from brochure.base.records import NamedTuple

# Default_Ignorable_Code_Point of Unicode 16, as a class of a pattern: they steer the text and have no own look.
INVISIBLE: Final = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
_INVISIBLE: Final = re.compile(f"[{INVISIBLE}]")

# Soft hyphen, zero-width space, word joiner and its like, and the marks that keep a stretch of words in its direction.
_WITHOUT_INK = dict.fromkeys([0x00AD, 0x200B, 0x200E, 0x200F, 0x2060, *range(0x2066, 0x206A), 0xFEFF])


class Spoken(NamedTuple):
    """A heading, paragraph, label or figure as a reader meets it."""

    tag: str
    text: str = ""
    alt: str = ""  # of a figure

    def same_as(self, other: "Spoken") -> bool:
        """Whether both say the same words under the same tag; spaces of every kind part words alike."""
        return (self.tag, words_of(self.text), words_of(self.alt)) == (
            other.tag,
            words_of(other.text),
            words_of(other.alt),
        )


def words_of(text: str) -> list[str]:
    """The words of a text as a reader takes them: spaces of every kind part them, marks without ink do not count."""
    return text.translate(_WITHOUT_INK).split()


def without_invisible(text: str) -> str:
    """The characters that have a look of their own."""
    return _INVISIBLE.sub("", text)
