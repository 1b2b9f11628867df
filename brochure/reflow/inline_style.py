"""The few styles that stand on the elements themselves, for mail programs that drop a style sheet or its variables.

The sheet overrules them with `!important` where a page has room for more.
"""

from brochure.base.brand import Brand
from brochure.base.colour import hex_name
from brochure.base.language import Language
from brochure.reflow.style import LINE_HEIGHT, PAIRS, readable

POINTS_STYLE = "list-style-type:decimal"
SIGN_STYLE = "max-width:18px"
TITLE_STYLE = "font-size:1.6em;line-height:1.25"


def page_style(language: Language) -> str:
    """Of the whole page: type of a generous size, and no word that widens it."""
    return (
        f"font-family:sans-serif;font-size:18px;line-height:{LINE_HEIGHT * language.leading:g};overflow-wrap:anywhere"
    )


def cover_style(brand: Brand) -> str:
    """Of the head: the colours of the cover."""
    return f"padding:1.5rem 1.25rem;background:{_ground(brand, 'cover')};color:{_ink(brand, 'cover-text')}"


def button_style(brand: Brand) -> str:
    """Of a link that looks like a button: in the colours of the cover, and large enough for a thumb."""
    look = f"background:{_ground(brand, 'cover')};color:{_ink(brand, 'cover-text')}"
    return f"display:inline-block;padding:.6em 1.1em;{look};font-weight:bold;text-decoration:none"


def note_style(brand: Brand, language: Language) -> str:
    """Of the safety note: its ground, and its bar on the side where lines begin."""
    side = "right" if language.direction == "rtl" else "left"
    return (
        f"margin:2rem 0;padding:1rem 1.25rem;background:{_ground(brand, 'note')};color:{_ink(brand, 'note-text')};"
        f"border-{side}:8px solid {_ground(brand, 'note_bar')}"
    )


def _ground(brand: Brand, role: str) -> str:
    return hex_name(brand.colour(role).screen)


def _ink(brand: Brand, name: str) -> str:
    return hex_name(readable(brand, next(pair for pair in PAIRS if pair.name == name)))
