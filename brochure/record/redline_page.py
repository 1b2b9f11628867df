"""A redline as words for a terminal, and as one HTML page that needs nothing else."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from typing import Final

from brochure.base.language import Language
from brochure.base.records import NamedTuple
from brochure.record.redline import Difference, Weight, WordStretch

HEADINGS: Final[dict[Weight, str]] = {
    "safety": "Safety note",
    "number": "Numbers",
    "negation": "Words that deny",
    "condition": "Conditions",
    "claim": "Claims, and what limits them",
    "rest": "The rest",
}
TITLE: Final = "<title>Redline: "
_SHOWN: Final = {"both": "{}", "out": "[-{}-]", "in": "{{+{}+}}"}
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_STYLE: Final = """
body{margin:0;background:#fff;color:#17252a;font:16px/1.5 system-ui,sans-serif}
main{max-width:46rem;margin:0 auto;padding:2rem 1.25rem 4rem}
h1{font-size:1.75rem;line-height:1.2;overflow-wrap:anywhere}
h2{font-size:1.25rem;border-top:1px solid #b9c4c2;margin:2.5rem 0 .5rem;padding-top:1.25rem}
h3{font-size:1rem;margin:1.25rem 0 .25rem}p{margin:.25rem 0}
del{color:#a3121f;text-decoration:line-through}ins{color:#0b5d3b;text-decoration:underline;font-weight:600}
/* Else the 9 that went and the 1 that came would be read as 91. */
del,ins{unicode-bidi:isolate;padding:0 .15em}del+ins{margin-inline-start:.25em}
.why{color:#42555a}
.said{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media print{main{max-width:none;padding:0}h3{break-after:avoid}}
@media(prefers-color-scheme:dark){body{background:#17252a;color:#eef1f0}del{color:#ff9d9d}ins{color:#8fe0b4}
.why{color:#b9c4c2}}
"""


class Heads(NamedTuple):
    """What stands over a redline."""

    before: str  # names of the two texts
    now: str
    redo: tuple[tuple[str, tuple[str, ...]], ...] = ()  # files of translations, and their blocks to do again
    header: tuple[str, ...] = ()  # what differs of code, version and days, in words


def redline_lines(differences: Iterable[Difference]) -> Iterator[str]:
    """Two lines a block or more: how grave, where and why, then its words with what went and what came."""
    for each in differences:
        yield f"  {each.weight:9} {_where(each)}{''.join(f'; {why}' for why in each.why)}"
        yield f"    {''.join(_SHOWN[piece.kind].format(piece.text) for piece in each.pieces)}"


def redline_page(differences: tuple[Difference, ...], heads: Heads, language: Language) -> str:
    """The page; texts run as their language does, the words around them are English."""
    body = [f"<h1>{escape(heads.now)}</h1><p>Held against: {escape(heads.before)}</p>", f"<p>{_count(differences)}</p>"]
    for weight, rows in groupby(differences, key=lambda each: each.weight):
        body.append(f"<section><h2>{HEADINGS[weight]}</h2>{''.join(_block(each, language) for each in rows)}</section>")
    if heads.header:
        items = "".join(f"<li>{escape(line)}</li>" for line in heads.header)
        body.append(f"<section><h2>What they say of themselves</h2><ul>{items}</ul></section>")
    if heads.redo:
        body.append("<section><h2>To translate again</h2><ul>")
        body += [f"<li>{escape(file)}: {escape(', '.join(paths))}</li>" for file, paths in heads.redo]
        body.append("</ul></section>")
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{TITLE}{escape(heads.now)}</title>'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><main>{''.join(body)}</main></body></html>\n"
    )


def _count(differences: tuple[Difference, ...]) -> str:
    count = len(differences)
    return "Both say the same." if not count else "1 block differs." if count == 1 else f"{count} blocks differ."


def _block(each: Difference, language: Language) -> str:
    why = f'<p class="why">{escape("; ".join(each.why))}</p>' if each.why else ""
    words = "".join(map(_marked, each.pieces))
    return (
        f'<h3>{escape(_where(each))}</h3>{why}<p lang="{escape(language.tag)}" dir="{language.direction}">{words}</p>'
    )


def _marked(piece: WordStretch) -> str:
    """Colour and line for the eye; a word for the ear, since few readers tell of a `del`."""
    if piece.kind == "both":
        return escape(piece.text)
    tag, word = ("del", "taken out") if piece.kind == "out" else ("ins", "put in")
    heard = f'<span class="said" lang="en">{word}: </span>'
    after = '<span class="said" lang="en">, end of change. </span>'
    return f"<{tag}>{heard}{escape(piece.text)}{after}</{tag}>"


def _where(each: Difference) -> str:
    """Its path, and what became of it where that is more than other words."""
    if not each.now:
        return f"{each.path} (taken out)"
    if not each.before:
        return f"{each.path} (new)"
    return f"{each.path} (was {each.was})" if each.was else each.path
