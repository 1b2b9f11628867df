"""What looks like a mark inside a text and is none: it would be printed as it was typed."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from brochure.base.blocks import blocks_of
from brochure.base.findings import Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.links import ADDRESS
from brochure.base.marks import LINE_BREAK, addresses_as_typed, opened, starred
from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple

_START: Final = f"(?:^|{LINE_BREAK})[ \u00a0]*"
_BULLETS = "\u2022\u25e6\u25aa\u25cf\u2023"
_WHERE_NOTHING_IS_MARKED: Final = ("link", "file", "when", "code", "version", "file_title")


class _LookAlike(NamedTuple):
    """Something that other programs take for a mark."""

    pattern: "re.Pattern[str]"
    what: str
    hint: str


_SIGN: Final = "or put a backslash before it, where the sign itself is meant"
_LIST: Final = "write a list as `items:`, each entry after `- ` on a line of its own"
_LOOKS: Final = (
    _LookAlike(
        late_pattern(r"(?i)</?(?:a|b|br|div|em|font|h[1-6]|i|li|ol|p|small|span|strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>"),
        "a tag of HTML",
        f"write strong words as `**like this**`, emphasis as `*like this*`; {_SIGN}",
    ),
    _LookAlike(
        late_pattern(r"(?<![\w@./-])__(?=[^\s_])[^_]*[^\s_]__(?![\w@])"),
        "underlined or strong words",
        f"write strong words as `**like this**`, {_SIGN}",
    ),
    _LookAlike(late_pattern(rf"{_START}#{{1,6}} (?=\S)"), "a heading", f"write it as `heading:` of a section, {_SIGN}"),
    _LookAlike(late_pattern(rf"{_START}[-+] (?=[^\W\d])"), "an entry of a list", f"{_LIST}; {_SIGN}"),
    _LookAlike(late_pattern(rf"(?:{_START}|[.:;,] )(?:\* |[{_BULLETS}] ?)(?=\w)"), "a bullet", _LIST),
    _LookAlike(
        late_pattern(r"\[[ xX]?\](?!\()|[\u2610\u2611]"), "a box to tick", f"write it as `tick:` under `body:`, {_SIGN}"
    ),
)
_ESCAPED: Final = late_pattern(r"\\[^\sA-Za-z0-9]")
_LONE_EMPHASIS: Final = late_pattern(r"(?<![\w*])\*(?=[^\s*\W]).*(?<=[^\s*\W])\*(?![\w*])")
_LONE_STARS: Final = late_pattern(r"(?<![\w*])\*\*(?=[^\s*\W])|(?<=[^\s*\W])\*\*(?![\w*])")


def look_alikes(leaflet: Leaflet) -> Iterator[Finding]:
    """A warning for each text in which something looks like a mark that it is not."""
    for path, said in blocks_of(leaflet):
        if path.startswith(("personal", "made_from")) or path.endswith(_WHERE_NOTHING_IS_MARKED):
            continue
        for what, shown, hint in _seen_in(said.text):
            message = f"'{shown}' in '{path}' looks like {what}, and is printed as it stands"
            yield Finding("looks-like-markup", message, said.origin, hint, Severity.WARNING)


# A leaflet that is being written has hundreds of texts, of which a save changes one.
@lru_cache(maxsize=2048)
def _seen_in(text: str) -> tuple[tuple[str, str, str], ...]:
    """What it looks like, how it was typed, and the way out."""
    return tuple(_looked_at(text))


def _looked_at(text: str) -> Iterator[tuple[str, str, str]]:
    typed, text = text, _ESCAPED.sub("", ADDRESS.sub("", text))
    for look in _LOOKS:
        if found := look.pattern.search(text):
            yield look.what, found[0].strip(" \u00a0.:;," + LINE_BREAK), look.hint
    shown = addresses_as_typed(opened(typed, isolated=False).text)
    left = "".join(stretch.text for stretch in starred(shown) if not stretch.stars)
    if "]{lang=" in left:
        yield "a language", "]{lang=", f"let no link stand inside the brackets of a language, {_SIGN}"
    if _LONE_EMPHASIS.search(left):
        yield "emphasis", "*", f"let no other stars stand inside it, {_SIGN}"
    if _LONE_STARS.search(left):
        yield "strong words that do not end", "**", f"put `**` tight before the first word and behind the last, {_SIGN}"
