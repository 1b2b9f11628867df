"""Which characters may stand in a text, and why the others may not."""

import unicodedata

from brochure.base.findings import Finding
from brochure.base.origin import Said
from brochure.base.patterns import late_pattern

# One look decides for nearly every text; the rest of the module explains the refusal.
# No look, and no use in the scripts that are set here.
_UNSEEN = (
    "\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2061-\u2065\u206a-\u206f\u3164\uffa0"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
)
_SUSPECT = late_pattern(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u202a-\u202e\u2066-\u2069\u2028\u2029\ufdd0-\ufdef\ufff0-\uffff\ue000-\uf8ff"
    f"\ud800-\udfff\U000e0000-\U000e0fff\U000f0000-\U0010ffff{_UNSEEN}]"
)


def is_clean(text: str) -> bool:
    """Whether no character of a text is forbidden."""
    if text.isprintable() and max(text, default="") < "\u1100":  # quick, and true of nearly every text
        return True
    return _SUSPECT.search(text) is None


def forbidden_characters(said: Said, where: str) -> tuple[Finding, ...]:
    """One finding for each kind of character that no page can show or that could reorder the words."""
    kinds = dict.fromkeys(_SUSPECT.findall(said.text))
    return tuple(
        Finding(
            "bad-character", f"'{where}' holds {_named(character)}: {_reason(character)}", said.origin, _hint(character)
        )
        for character in kinds
    )


def _named(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X}" + (f" {name}" if name else "")


def _reason(character: str) -> str:
    code = ord(character)
    if _turns(code):
        return "direction marks can hide or reorder words"
    if 0xD800 <= code <= 0xDFFF:
        return "half of a character"
    category = unicodedata.category(character)
    if category == "Co":
        return "private characters mean nothing to a reader"
    if category == "Cc" or code in (0x2028, 0x2029):
        return "control characters cannot be printed"
    return "it stands for no letter" if category == "Cn" else "nobody sees it, and it means nothing here"


def _turns(code: int) -> bool:
    """Whether it changes the direction of words."""
    return code == 0x061C or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069


def _hint(character: str) -> str:
    if _turns(ord(character)):
        return "delete it; the program orders left-to-right and right-to-left words itself"
    return "delete the character, then type the word again"
