"""A leaflet as one HTML page that is read, corrected and sent back without the program, a network or an account.

What is typed lies in the page's own elements and in no form: so it is in whatever a browser saves. The script only
makes the small file, and shows what was changed; without it the page is saved whole.
"""

from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from brochure.base.language import LANGUAGES, Language, looked_up
from brochure.review.read_back import FORMAT
from brochure.review.rows import Review, ReviewGroup, ReviewRow

_HERE: Final = Path(__file__).parent
_EDITABLE: Final = 'contenteditable="true" role="textbox" aria-multiline="true" spellcheck="true"'


def review_page(review: Review) -> str:
    """The whole page; it holds its style and its script, and asks for nothing."""
    style, script = ((_HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    language, source = _language(review.language), _language(review.source_language) if review.source_language else None
    title = f"{review.title}: words to look at"
    groups = "".join(_group(group, at, language, source) for at, group in enumerate(review.groups, 1))
    head = {"leaflet": review.leaflet, "language": review.language, "digest": review.digest}
    marks = "".join(f' data-{name}="{_quoted(value)}"' for name, value in head.items())
    return (
        '<!doctype html>\n<html lang="en" translate="no"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{style}</style></head>\n"
        f'<body><main data-review="{FORMAT}"{marks}>\n'
        f'<h1><bdi lang="{language.tag}">{escape(review.title)}</bdi></h1>\n{_how(language, source)}\n'
        f"{groups}{_whole()}</main>\n<script>{script}</script></body></html>\n"
    )


def _how(language: Language, source: Language | None) -> str:
    beside = f" The {source.name} that it was made from stands beside it." if source else ""
    return (
        f"<p>These are the words of a leaflet in {language.name}.{beside} Change what is wrong where it stands, and "
        "write a remark where you want to ask or explain something. Leave marks such as <code>**</code> and words in "
        "<code>{braces}</code> as they are.</p>\n"
        '<p class="send"><button type="button" id="make" hidden>Download my corrections</button>'
        '<span id="count" role="status"></span></p>\n'
        "<p>Then send back the small file that the button makes. Where there is no button, save this page "
        "(“Save page as”, <em>complete</em>) and send that.</p>\n"
        '<div class="one"><h2 id="who">Your name</h2>'
        f'<div {_EDITABLE} aria-labelledby="who" data-who=""></div></div>'
    )


def _whole() -> str:
    return (
        '<section class="one"><h2 id="whole">On the leaflet as a whole</h2>'
        f'<div {_EDITABLE} aria-labelledby="whole" data-remark=""></div></section>\n'
    )


def _group(group: ReviewGroup, at: int, language: Language, source: Language | None) -> str:
    rows = "".join(_row(row, f"t{at}-{number}", language, source) for number, row in enumerate(group.rows, 1))
    return f"<section><h2>{escape(group.title)}</h2>\n{rows}</section>\n"


def _row(row: ReviewRow, name: str, language: Language, source: Language | None) -> str:
    return f'<div class="row{" beside" if source else ""}">{"".join(_parts(row, name, language, source))}</div>\n'


def _parts(row: ReviewRow, name: str, language: Language, source: Language | None) -> Iterator[str]:
    yield f'<h3 id="{name}">{escape(row.label)}</h3>'
    if source:
        yield f'<div class="source" {_tongue(source)}>{escape(row.source)}</div>'
    marks = f'data-now="{_quoted(row.field)}" data-was="{_quoted(row.words)}"'
    if row.has_place:
        yield f'<div {_EDITABLE} aria-labelledby="{name}" {_tongue(language)} {marks}>{escape(row.words)}</div>'
    else:
        yield f'<div class="none" {marks}></div><p class="none">Not in this language yet: write it as a remark.</p>'
    yield f'<h4 id="{name}-r">Remark</h4>'
    yield f'<div {_EDITABLE} aria-labelledby="{name} {name}-r" data-remark="{_quoted(row.field)}"></div>'


def _quoted(text: str) -> str:
    return escape(text).replace("\n", "&#10;").replace("\t", "&#9;")


def _tongue(language: Language) -> str:
    return f'lang="{language.tag}" dir="{language.direction}"'


def _language(tag: str) -> Language:
    return LANGUAGES.get(tag) or LANGUAGES[looked_up(tag, tuple(LANGUAGES)) or "en"]


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
