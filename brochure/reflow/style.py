"""The style sheet: the brand's colours at work on a screen, from a telephone to a desk, and on paper."""

from base64 import b64encode

from brochure.base.art import WEB_FAMILIES, WebFace
from brochure.base.brand import Brand
from brochure.base.colour import NOTE_CONTRAST, TEXT_CONTRAST, Rgb, contrast, hex_name, nearest_passing, parse_screen
from brochure.base.language import Language
from brochure.base.records import NamedTuple

LINE_HEIGHT = 1.55

_SANS = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif'
_SERIF = 'Charter, "Bitstream Charter", "Sitka Text", Cambria, Georgia, "Noto Serif", serif'


class Pair(NamedTuple):
    """A colour that has to be read on a ground."""

    name: str  # of the custom property
    role: str
    ground: str  # role
    ratio: float = TEXT_CONTRAST


GROUNDS = ("paper", "rule", "band", "cover", "aside", "note", "note_bar", "accent")
PAIRS = (
    Pair("text", "text", "paper"),
    Pair("heading", "heading", "paper"),
    Pair("mark", "accent", "paper"),
    Pair("aside-text", "text", "aside"),
    Pair("aside-heading", "heading", "aside"),
    Pair("aside-mark", "accent", "aside"),
    Pair("cover-text", "cover_text", "cover"),
    Pair("note-text", "note_text", "note", NOTE_CONTRAST),
    Pair("note-heading", "note_heading", "note", NOTE_CONTRAST),
)

_DEPTHS = {"paper": 0.09, "rule": 0.3, "aside": 0.14, "note": 0.17}  # of the light ground, on a dark screen

_DARK_CONTRAST = {"text": 10.0, "heading": 10.0, "note_text": 10.0, "note_heading": 10.0}  # grey on black tires


def style_sheet(brand: Brand, language: Language, faces: tuple[WebFace, ...] = ()) -> str:
    """The whole of the CSS; it names no other file."""
    display = _SANS if brand.faces.display.text == brand.faces.text.text else _SERIF
    own = [f'"{family}", ' if any(each.family == family for each in faces) else "" for family in WEB_FAMILIES]
    lines = [f"--{role.replace('_', '-')}: {hex_name(brand.colour(role).screen)};" for role in GROUNDS]
    lines += [f"--{pair.name}: {hex_name(readable(brand, pair))};" for pair in PAIRS]
    lines += [
        f"--sans: {own[0]}{_SANS};",
        f"--display: {own[1]}{display};",
        f"--leading: {LINE_HEIGHT * language.leading:g};",
    ]
    root = ":root { color-scheme: light dark; " + " ".join(lines) + " }\n"
    return (
        "".join(map(_font_face, faces))
        + root
        + _SHEET
        + "@media screen and (prefers-color-scheme: dark) {\n  :root { "
        + _dark(brand)
        + " }\n}\n"
    )


def _font_face(face: WebFace) -> str:
    letters = ",".join(f"U+{ord(letter):X}" for letter in face.letters)
    source = f"url(data:font/woff;base64,{b64encode(face.program).decode()}) format('woff')"
    return (
        f"@font-face {{ font-family: '{face.family}'; font-weight: {face.weight}; src: {source}; "
        f"unicode-range: {letters}; }}\n"
    )


def _dark(brand: Brand) -> str:
    """The custom properties for a dark screen: grounds deep in the brand's own hues, inks as light as they must be."""
    grounds = {role: _deep(brand.colour(role).screen, depth) for role, depth in _DEPTHS.items()}
    lines = [f"--{role.replace('_', '-')}: {hex_name(ground)};" for role, ground in grounds.items()]
    for pair in PAIRS:
        ink, ground = brand.colour(pair.role).screen, grounds.get(pair.ground, brand.colour(pair.ground).screen)
        lines.append(
            f"--{pair.name}: {hex_name(_readable_on(ink, ground, _DARK_CONTRAST.get(pair.role, pair.ratio)))};"
        )
    return " ".join(lines)


def _deep(colour: Rgb, depth: float) -> Rgb:
    return parse_screen(hex_name(Rgb(*(part * depth for part in colour))))


def readable(brand: Brand, pair: Pair) -> Rgb:
    """The brand's colour, moved towards black or white only as far as the pair's contrast asks.

    A brand answers for its pairs on paper; a page has some that paper lacks, such as a link in the accent.
    """
    return _readable_on(brand.colour(pair.role).screen, brand.colour(pair.ground).screen, pair.ratio)


def _readable_on(ink: Rgb, ground: Rgb, ratio: float) -> Rgb:
    if contrast(ink, ground) >= ratio:
        return ink
    better = nearest_passing(ink, ground, ratio)
    assert better is not None, "black or white has 4.5:1 on every ground; the rules of a brand hold the note to 7:1"
    return better


_SHEET = """
*, *::before, *::after { box-sizing: border-box; }
html { font-size: 112.5%; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--text);
  font: 1rem/var(--leading) var(--sans); overflow-wrap: break-word;
  --gutter: max(1.25rem, calc((100% - 36rem) / 2));
}
.leaflet { font: inherit !important; }
h1, h2, h3, p, ul, ol, figure, address { margin: 0; padding: 0; font-style: normal; }
h1, h2, h3 { font-family: var(--display); font-weight: 600; line-height: 1.2; color: var(--heading); }
h1, h2, h3, .lead, .strapline { text-wrap: balance; }
h2 { font-size: 1.35rem; }
h3 { font-size: 1.15rem; }
p { text-wrap: pretty; }
p, li { max-inline-size: 70ch; }
svg, img { display: block; block-size: auto; max-inline-size: 100%; }
.printed, .wide { display: none; }
a { color: var(--mark); text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:hover { text-decoration-thickness: 3px; }
a:focus-visible { outline: 3px solid currentColor; outline-offset: 3px; border-radius: 2px; }

.cover {
  display: grid; grid-template-columns: auto minmax(0, 1fr); column-gap: .9rem; align-items: center;
  padding: 2rem var(--gutter) 2.5rem !important; background: var(--cover); color: var(--cover-text);
}
.cover > * { grid-column: 1 / -1; }
.cover > .logo { grid-column: 1; }
.cover > .logo + .name, .cover > .name:first-child:has(~ .logo) { grid-column: 2; }
.cover > .logo:last-child, .cover > .name:first-child { grid-row: 1; }
.cover .title {
  margin-block: 2.2rem 0; line-height: 1.06 !important;
  font-size: clamp(1.8rem, min(.5rem + 7.6vw, 1.5rem + 4.6vw), 4rem) !important;
}
.cover .title, .cover a { color: inherit; }
.name, .strapline, .lead, .contact_name { font-family: var(--display); font-weight: 600; line-height: 1.35; }
.name { font-size: 1.1rem; }
.strapline { margin-block-start: 1rem; font-size: 1.25rem; }
.logo svg, .logo img { inline-size: auto; block-size: 3.5rem !important; max-inline-size: 100%; object-fit: contain; }

.art { background: var(--band); }
.art svg { inline-size: 100%; max-inline-size: 80rem; margin-inline: auto; }
.part { padding: 0 var(--gutter); margin-block: 2.5rem; }
.part > * + * { margin-block-start: .9rem; }
.lead { font-size: 1.35rem; color: var(--heading); }
.photo img { inline-size: 100% !important; }

.points, .plain, .ruled { list-style: none !important; }
.points > li { position: relative; padding-inline-start: 2.75rem; }
.points > li::before {
  content: counter(list-item); position: absolute; inset-inline-start: 0; inset-block-start: 0;
  font: 600 2.1rem/1.6rem var(--display); color: var(--mark); font-variant-numeric: lining-nums;
}
.points > li + li { margin-block-start: 1.75rem; }
.points > li > * + * { margin-block-start: .3rem; }
.plain > li, .ruled > li { position: relative; padding-inline-start: 1.5rem; }
.plain > li + li { margin-block-start: .4rem; }
.plain > li::before, .ruled > li::before {
  content: ""; position: absolute; inset-inline-start: .1rem; inset-block-start: calc(var(--leading) * .5em - .25rem);
  border: .25rem solid var(--mark); border-radius: 50%;
}
.ruled > li { padding-block: .55rem; border-block-end: 1px solid var(--rule); }
.ruled > li::before { inset-block-start: calc(.55rem + var(--leading) * .575em - .25rem); }
.ruled .item { font-family: var(--display); font-weight: 600; font-size: 1.15rem; }

.aside { margin-block: 0; padding-block: 2.5rem; background: var(--aside); color: var(--aside-text); }
.aside h2 { font-size: 1.6rem; color: var(--aside-heading); }
.aside a { color: var(--aside-mark); }
.aside li::before { border-color: var(--aside-mark); }
.aside .ruled + p { margin-block-start: 1.4rem; }

.safety {
  margin: 2.75rem var(--gutter) !important; padding: 1.4rem 1.5rem 1.5rem !important;
  background: var(--note) !important; color: var(--note-text) !important;
  border-inline-start: .5rem solid var(--note-bar) !important;
}
.safety h2 { font-size: 1.45rem; color: var(--note-heading); }
.safety > * + * { margin-block-start: .6rem; }
.safety a { color: inherit; }

.foot { padding: 2.75rem var(--gutter) 3rem; }
.contact_name { margin-block: .9rem .3rem; font-size: 1.35rem; color: var(--heading); }
.contact.spaced, .caption.spaced { margin-block-start: .8rem; }
.contact a { display: inline-block; padding-block: .3rem; }
.button {
  display: inline-flex; align-items: center; min-block-size: 2.75rem; max-inline-size: 100%; padding: .7rem 1.3rem;
  background: var(--cover); color: var(--cover-text); border: 2px solid transparent; border-radius: .3rem;
  font: 600 1.1rem/1.35 var(--display); text-decoration: none;
}
.button:hover { text-decoration: underline; }
.button:focus-visible { outline-color: var(--heading); }
.qr, .action { margin-block: 1.75rem .6rem; }
.formats {
  margin-block-start: 2rem; padding-block-start: 1.5rem; border-block-start: 1px solid var(--rule);
  font-size: 1.2rem; font-weight: 700; line-height: 1.35;
}
.imprint { margin-block-start: .8rem; }

@media (min-width: 40em) {
  .wide { display: block; }
  .narrow { display: none; }
  .cover { padding-block: 3rem 3.5rem !important; }
  .points > li { padding-inline-start: 3.25rem; }
  .logo svg, .logo img { block-size: 4rem !important; }
}

@page { margin: 11mm 17mm; }
@media print {
  html { font-size: 12pt; }
  body { --gutter: 0px; line-height: calc(var(--leading) * .84); }
  .printed, .wide { display: block; }
  .screen, .narrow { display: none; }
  .cover, .cover .title { color: var(--heading) !important; background: none !important; }
  .cover { padding-block: 0 1rem !important; }
  .cover .title { font-size: 28pt !important; margin-block-start: .5rem; }
  .strapline { margin-block-start: .4rem; }
  .cover .caption { font-size: 10pt; line-height: 1.1; }
  .art, .safety, .aside { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .part { margin-block: 1rem; }
  .points > li, .points > li + li { margin-block-start: .25rem; padding-block-start: .3rem; }
  .points > li::before { inset-block-start: .3rem; }
  .safety { margin-block: 1rem !important; padding-block: .8rem !important; }
  .aside { padding: .6rem 1.2rem; break-inside: avoid; }
  .ruled { columns: 2; column-gap: 2rem; }
  .ruled > li { padding-block: .35rem; }
  .ruled > li::before { inset-block-start: calc(.35rem + var(--leading) * .575em - .25rem); }
  .foot { padding: 0; columns: 2; column-gap: 2rem; break-inside: avoid; }
  .contact a { padding: 0; }
  .qr { margin-block: 0 .4rem; }
  .qr > .printed { inline-size: 32mm; }
  .action { margin-block: .7rem; }
  .button {
    display: block !important; padding: 0 !important; background: none !important; color: var(--text) !important;
    border: 0; min-block-size: 0;
  }
  .action .button::after { content: ' ' attr(href); font-weight: 400; overflow-wrap: anywhere; }
  .formats, .imprint { column-span: all; break-before: avoid; }
  .imprint { font-size: 10pt; }
  .formats { margin-block-start: .7rem; padding-block-start: .6rem; }
  a { color: var(--heading); text-decoration: underline; }
  h1, h2, h3 { break-after: avoid; }
  li, figure, address, .safety { break-inside: avoid; }
}
"""
