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
from brochure.base.story import DECORATION, Block, Figure, Group, Item, ItemList, Note, Story, TableBlock, Words, leaves
from brochure.reflow.body_style import BODY_SHEET
from brochure.reflow.inline import inline_html
from brochure.reflow.inline_style import (
    POINTS_STYLE,
    SIGN_STYLE,
    TITLE_STYLE,
    button_style,
    cover_style,
    note_style,
    page_style,
)
from brochure.reflow.parts import TextPart, page_parts
from brochure.reflow.pixels import image_of
from brochure.reflow.style import style_sheet
from brochure.reflow.svg import svg_of

SPACED = 0.5  # lines before a line of the foot, from which it begins a group of its own
_ELEMENTS = {"H1": "h1", "H2": "h2", "H3": "h3", "P": "p", "Lbl": "p", "TH": "p", "TD": "p", "Caption": "p"}
_LISTS = {"number": "numbered", "tick": "signs", "cross": "signs", "figure": "signs"}


def html_edition(stories: tuple[Story, ...], manuscript: Manuscript, *, drawings: Drawings) -> str:
    """The stories in the reader's order as HTML5, for any width from 320 CSS pixels and for the printer.

    Raises:
        KeyError: a figure shows a link whose code is not among the drawings.
    """
    ordered = tuple(story for _, story in ordered_stories(stories, manuscript.layout))
    language = manuscript.language
    style = style_sheet(manuscript.brand, language, drawings.faces) + (BODY_SHEET if manuscript.leaflet.body else "")
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
        "font-src data:; base-uri 'none'; form-action 'none'"
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
            if isinstance(block, Words) and _is_of_address(block):
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
            case TableBlock():
                return self._table(block)
            case Group():
                return self._group(block)
            case _:
                assert_never(block)

    def _words(self, words: Words) -> str:
        if words.is_button:
            return self._button(words)
        element = _ELEMENTS[words.tag]
        named = f' id="leaf-{words.number}"' if words.tag == "H2" else ""
        spaced = " spaced" if words.before and words.before >= SPACED else ""
        look = TITLE_STYLE if words.tag == "H1" else ""
        if words.tag == "P" and words.style in ("contact", "caption"):
            look = "margin-bottom:0" if spaced else "margin:0"
        look = f' style="{look}"' if look else ""
        inside = inline_html(words.runs, self.manuscript.brand.contact, self.manuscript.language)
        if words.link and is_allowed(words.link) and "<a " not in inside:
            inside = f'<a href="{escape(words.link)}">{inside}</a>'
        return f'<{element}{named} class="{escape(words.style)}{spaced}"{look}>{inside}</{element}>\n'

    def _button(self, words: Words) -> str:
        manuscript = self.manuscript
        inside = inline_html(words.runs, manuscript.brand.contact, manuscript.language)
        look = button_style(manuscript.brand)
        return f'<p class="action"><a class="button" href="{escape(words.link)}" style="{look}">{inside}</a></p>\n'

    def _note(self, note: Note) -> str:
        inside = self._blocks(note.blocks)
        heading = next(
            (
                f' aria-labelledby="leaf-{words.number}"'
                for words in note.blocks
                if isinstance(words, Words) and words.tag == "H2"
            ),
            "",
        )
        look = note_style(self.manuscript.brand, self.manuscript.language)
        return f'<section class="safety" role="note"{heading} style="{look}">\n{inside}</section>\n'

    def _list(self, block: ItemList) -> str:
        element = "ol" if block.numbered else "ul"
        sort = _LISTS.get(block.sign, "points" if block.numbered else "plain")
        css_class = "ruled" if block.ruled else sort
        # A list without the browser's own bullets is no list to some readers unless it says so.
        inside = "".join(self._item(item, block) for item in block.items)
        look = f' style="{POINTS_STYLE}"' if block.numbered else ""
        return f'<{element} class="{css_class}" role="list"{look}>\n{inside}</{element}>\n'

    def _item(self, item: Item, block: ItemList) -> str:
        inside = self._blocks(item.blocks)
        if isinstance(item.label, Words):
            assert item.label.text.isascii() and item.label.text.isdecimal(), "the draft counts points"
            return f'<li value="{item.label.text}">\n{inside}</li>\n'
        if isinstance(item.label, Figure):
            sign = self._figure(item.label)
        else:
            sign = svg_of(self.drawings.signs[block.sign], css_class="sign") if block.sign in ("tick", "cross") else ""
        return f"<li>\n{sign}{inside}</li>\n"

    def _table(self, table: TableBlock) -> str:
        """Roles say again what the elements are: a style sheet that stacks the cells takes it from them."""
        caption = f"<caption>{self._inside(table.caption)}</caption>\n" if table.caption else ""
        head = ""
        if table.labels:
            cells = "".join(self._cell(cell, "col") for cell in table.labels)
            head = f'<thead role="rowgroup">\n<tr role="row">{cells}</tr>\n</thead>\n'
        body = "".join(
            f'<tr role="row">{"".join(self._cell(cell, "row", at, table) for at, cell in enumerate(row))}</tr>\n'
            for row in table.rows
        )
        kind = "table" if table.labels else "facts"
        return (
            f'<table class="{kind}" role="table">\n{caption}{head}<tbody role="rowgroup">\n{body}</tbody>\n</table>\n'
        )

    def _cell(self, cell: Words | None, scope: str, at: int = 0, table: TableBlock | None = None) -> str:
        if cell is None:
            return '<td role="cell"></td>'
        element, said = ("th", f' scope="{scope}"') if cell.tag == "TH" else ("td", "")
        role = "cell" if element == "td" else "columnheader" if scope == "col" else "rowheader"
        label = f' data-label="{escape(table.labels[at].text)}"' if table and table.labels else ""
        look = "" if cell.align == "text" else f' class="{cell.align}"'
        return f'<{element}{said} role="{role}"{look}{label}>{self._inside(cell)}</{element}>'

    def _inside(self, words: Words) -> str:
        return inline_html(words.runs, self.manuscript.brand.contact, self.manuscript.language)

    def _group(self, group: Group) -> str:
        match group.kind:
            case "box" | "urgent":
                heading = next((leaf for leaf in leaves(group.blocks)), None)
                named = f' aria-labelledby="leaf-{heading.number}"' if heading and _is_heading(heading) else ""
                element = f'section class="{group.kind}"{named}'
            case "quote":
                element = "blockquote"
            case "picture":
                figure, *words = group.blocks
                assert isinstance(figure, Figure), "a picture begins with what it shows"
                said = "".join(f'<p class="caption">{self._inside(w)}</p>\n' for w in words if isinstance(w, Words))
                caption = f"<figcaption>\n{said}</figcaption>\n" if said else ""
                holder = "div" if figure.number == DECORATION else "figure"  # nobody hears of decoration
                return f'<{holder} class="picture">{self._shown_in(figure)}\n{caption}</{holder}>\n'
            case "pair" | "beside" | "column" | "write" | "sign" | "marks":
                element = f'div class="{group.kind}"'
            case _:
                assert_never(group.kind)
        return f"<{element}>\n{self._blocks(group.blocks)}</{element.split()[0]}>\n"

    def _figure(self, figure: Figure) -> str:
        look = f' style="{SIGN_STYLE}"' if figure.kind in ("box", "tick", "cross") else ""
        said = f' lang="{escape(figure.language)}"' if figure.language else ""
        holder = "div" if figure.number == DECORATION else "figure"  # nobody hears of decoration
        return f'<{holder} class="{figure.kind}"{said}{look}>{self._shown_in(figure)}</{holder}>\n'

    def _shown_in(self, figure: Figure) -> str:
        match figure.kind:
            case "logo":
                inside = self._logo(figure)
            case "photo":
                photo = self.manuscript.artwork.photo
                assert photo is not None, "the reader of YAML brings each photo that a leaflet names"
                inside = image_of(photo, alt=figure.alt)
            case "qr":
                inside = self._code(figure)
            case "partner":
                inside = _shown(self.manuscript.artwork.partner(figure.source), alt=figure.alt)
            case "picture":
                inside = _shown_large(self.manuscript.artwork.picture(figure.source), figure.alt)
            case "box" | "tick" | "cross":
                inside = svg_of(self.drawings.signs[figure.kind], alt=figure.alt)
            case "risk" | "outline":
                inside = svg_of(self.drawings.signs[figure.source], css_class=figure.kind, alt=figure.alt)
            case "blank":
                inside = f'<span role="img" aria-label="{escape(figure.alt)}"></span>' + "<i></i>" * int(figure.source)
            case "art":
                wide, narrow = self.drawings.line, self.drawings.narrow_line
                inside = _one_of(figure.alt, svg_of(wide, css_class="wide"), svg_of(narrow, css_class="narrow"))
            case _:
                assert_never(figure.kind)
        return inside

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


def _shown_large(art: Drawing | Picture, alt: str) -> str:
    return svg_of(art, alt=alt) if isinstance(art, Drawing) else image_of(art, alt=alt)


def _is_of_address(words: Words) -> bool:
    return words.tag == "P" and words.style in ("contact_name", "contact") and not words.is_button


def _is_heading(leaf: Words | Figure) -> bool:
    return isinstance(leaf, Words) and leaf.tag == "H2"


def _one_of(alt: str, *shown: str) -> str:
    """Pictures of one thing, of which the style sheet shows one."""
    named = f' role="img" aria-label="{escape(alt)}"' if alt else ""
    return f"<div{named}>{''.join(shown)}</div>"


def _address(inside: str) -> str:
    return f'<address style="font-style:normal">\n{inside}</address>\n' if inside else ""
