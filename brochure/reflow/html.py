"""Stories to one HTML file that needs nothing else: no script, no fetched font, picture or style."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import assert_never

from brochure.base.art import Drawing, Drawings, Picture
from brochure.base.leads import is_allowed
from brochure.base.manuscript import Manuscript
from brochure.base.marks import LINE_BREAK
from brochure.base.reading import ordered_stories
from brochure.base.story import Block, Figure, Item, ItemList, Note, Story, Words, leaves
from brochure.reflow.inline import inline_html
from brochure.reflow.inline_style import POINTS_STYLE, TITLE_STYLE, cover_style, note_style, page_style
from brochure.reflow.parts import TextPart, page_parts
from brochure.reflow.pixels import image_of
from brochure.reflow.style import style_sheet
from brochure.reflow.svg import svg_of

SPACED = 0.5  # lines before a line of the foot, from which it begins a group of its own
_ELEMENTS = {"H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "Lbl": "p"}


def html_edition(stories: tuple[Story, ...], manuscript: Manuscript, *, drawings: Drawings) -> str:
    """The stories in the reader's order as HTML5, for any width from 320 CSS pixels and for the printer.

    Raises:
        KeyError: a figure shows a link whose code is not among the drawings.
    """
    ordered = tuple(story for _, story in ordered_stories(stories, manuscript.layout))
    language = manuscript.language
    style = style_sheet(manuscript.brand, language)
    # Mail programs keep neither <html> nor <body> nor their attributes, and many no style sheet.
    marked = f'lang="{language.tag}" dir="{language.direction}"'
    return (
        f"<!DOCTYPE html>\n<html {marked}>\n"
        f"<head>\n{_head(ordered, manuscript, style)}</head>\n"
        f'<body>\n<div class="leaflet" {marked} style="{page_style(language)}">\n'
        f"{_Writer(manuscript, drawings).body(ordered)}</div>\n</body>\n</html>\n"
    )


def _head(stories: tuple[Story, ...], manuscript: Manuscript, style: str) -> str:
    words = [leaf for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    title = next((leaf.text for leaf in words if leaf.tag == "H1"), manuscript.leaflet.title.text)
    about = next((leaf.text for leaf in words if leaf.style in ("strapline", "lead")), title)
    # The page says of itself that it fetches nothing and runs nothing, so that a browser holds it to that.
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; style-src-attr 'unsafe-inline'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        '<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title.replace(LINE_BREAK, ' '))} – {escape(manuscript.brand.name.text)}</title>\n"
        f'<meta name="description" content="{escape(about.replace(LINE_BREAK, " "))}">\n'
        f'<meta name="author" content="{escape(manuscript.leaflet.author.text)}">\n'
        '<meta name="format-detection" content="telephone=no">\n'
        f"<style>{style}</style>\n"
    )


class _Writer:
    """Writes the blocks of one leaflet."""

    def __init__(self, manuscript: Manuscript, drawings: Drawings) -> None:
        self.manuscript = manuscript
        self.drawings = drawings

    def body(self, stories: tuple[Story, ...]) -> str:
        """Header, main and footer, one after the other."""
        parts, look = page_parts(stories), cover_style(self.manuscript.brand)
        return (
            f'<header class="cover" style="{look}">\n{self._blocks(parts.head)}</header>\n'
            f"<main>\n{''.join(self._part(part) for part in parts.body)}</main>\n"
            f'<footer class="foot">\n{self._foot(parts.foot)}</footer>\n'
        )

    def _part(self, part: TextPart) -> str:
        inside = self._blocks(part.blocks)
        if part.name in ("band", "note"):
            return inside
        if part.name == "opening":
            return f'<div class="part">\n{inside}</div>\n'
        heading = next(leaf.number for leaf in leaves(part.blocks))
        css_class = "part aside" if part.name == "aside" else "part"
        return f'<section class="{css_class}" aria-labelledby="leaf-{heading}">\n{inside}</section>\n'

    def _foot(self, blocks: tuple[Block, ...]) -> str:
        """The blocks of the foot; lines of an address stand in one element."""
        written, address = "", ""
        for block in blocks:
            if isinstance(block, Words) and block.style in ("contact_name", "contact"):
                address += self._words(block)
                continue
            written += _address(address) + self._block(block)
            address = ""
        return written + _address(address)

    def _blocks(self, blocks: tuple[Block, ...]) -> str:
        return "".join(self._block(block) for block in blocks)

    def _block(self, block: Block) -> str:
        match block:
            case Words():
                return self._words(block)
            case Figure():
                return self._figure(block)
            case Note():
                return self._note(block)
            case ItemList():
                return self._list(block)
            case _:
                assert_never(block)

    def _words(self, words: Words) -> str:
        element = _ELEMENTS[words.tag]
        named = f' id="leaf-{words.number}"' if words.tag == "H2" else ""
        spaced = " spaced" if words.before and words.before >= SPACED else ""
        look = f' style="{TITLE_STYLE}"' if words.tag == "H1" else ""
        inside = inline_html(words.runs, self.manuscript.brand.contact, self.manuscript.language)
        return f'<{element}{named} class="{escape(words.style)}{spaced}"{look}>{inside}</{element}>\n'

    def _note(self, note: Note) -> str:
        inside = self._blocks(note.blocks)
        heading = next((f' aria-labelledby="leaf-{words.number}"' for words in note.blocks if words.tag == "H2"), "")
        look = note_style(self.manuscript.brand, self.manuscript.language)
        return f'<section class="safety" role="note"{heading} style="{look}">\n{inside}</section>\n'

    def _list(self, block: ItemList) -> str:
        element = "ol" if block.numbered else "ul"
        css_class = "points" if block.numbered else "ruled" if block.ruled else "plain"
        # A list without the browser's own bullets is no list to some readers unless it says so.
        inside = "".join(self._item(item) for item in block.items)
        look = f' style="{POINTS_STYLE}"' if block.numbered else ""
        return f'<{element} class="{css_class}" role="list"{look}>\n{inside}</{element}>\n'

    def _item(self, item: Item) -> str:
        value = ""
        if item.label is not None:
            assert item.label.text.isascii() and item.label.text.isdecimal(), "the draft counts points"
            value = f' value="{item.label.text}"'
        return f"<li{value}>\n{self._blocks(item.blocks)}</li>\n"

    def _figure(self, figure: Figure) -> str:
        match figure.kind:
            case "logo":
                inside = self._logo(figure)
            case "photo":
                photo = self.manuscript.artwork.photo
                assert photo is not None, "the reader of YAML brings each photo that a leaflet names"
                inside = image_of(photo, alt=figure.alt)
            case "qr":
                inside = self._code(figure)
            case "art":
                wide, narrow = self.drawings.line, self.drawings.narrow_line
                inside = _one_of(figure.alt, svg_of(wide, css_class="wide"), svg_of(narrow, css_class="narrow"))
            case _:
                assert_never(figure.kind)
        return f'<figure class="{figure.kind}">{inside}</figure>\n'

    def _logo(self, figure: Figure) -> str:
        """The mark; one that is made for a dark ground gives way to the other where the ground is not printed."""
        artwork = self.manuscript.artwork
        if figure.source != "reversed":
            return _shown(artwork.logo, alt=figure.alt)
        printed = _shown(artwork.logo, css_class="printed")
        return _one_of(figure.alt, _shown(artwork.logo_reversed, css_class="screen"), printed)

    def _code(self, figure: Figure) -> str:
        """A link for those who read on a screen; the code itself is for the printed page."""
        code = self.drawings.codes[figure.source]
        if not is_allowed(figure.source):
            return svg_of(code, alt=figure.alt)
        link = f'<a class="button" href="{escape(figure.source)}">{escape(figure.alt)}</a>'
        return link + svg_of(code, css_class="printed")


def _shown(art: Drawing | Picture, *, alt: str = "", css_class: str = "") -> str:
    if isinstance(art, Drawing):
        return svg_of(art, alt=alt, css_class=css_class)
    return image_of(art, alt=alt, css_class=css_class, is_mark=True)


def _one_of(alt: str, *shown: str) -> str:
    """Pictures of one thing, of which the style sheet shows one."""
    return f'<div role="img" aria-label="{escape(alt)}">{"".join(shown)}</div>'


def _address(inside: str) -> str:
    return f'<address style="font-style:normal">\n{inside}</address>\n' if inside else ""
