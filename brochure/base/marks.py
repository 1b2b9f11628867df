"""Marks that people type inside a text, found: words between stars, links, languages, small figures, forced line ends.

`draft.inline` makes runs of what is found here; `content.marks` warns of what only looks like it.
"""

import re
from collections.abc import Iterator
from typing import Final

from brochure.base.links import ADDRESS, has_address, link_of
from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple
from brochure.base.story import Level

LINE_BREAK: Final = "\u2028"  # a line ends here, inside a paragraph; no text may hold it when it is typed

# Letters and digits of the scripts that part words by spaces; those of South-East and East Asia do not, or not always.
_LETTER: Final = r"[^\W_\u0e00-\u109f\u1100-\u11ff\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
# Stars stand tight around whole words that they mark; `2 ** 3`, `2**3`, `h**l`, `(*)` and a lone star are text.
_THREE: Final = r"\*\*\*(?P<three>(?=[^\s*])[^*]+(?<=[^\s*]))\*\*\*"
_TWO: Final = r"\*\*(?P<two>(?=[^\s*])(?:[^*]|\*(?=[^\s*])[^*]+(?<=[^\s*])\*)+?(?<=\S))\*\*"
_ONE: Final = r"\*(?P<one>(?=[^\s*)\].,;:!?])[^*]+(?<=[^\s*(\[]))\*(?!\*)"
_EACH: Final = late_pattern(f"{_THREE}|{_TWO}|{_ONE}")
_GROUP: Final = late_pattern(
    rf"(?<!{_LETTER})(?<!\*)(?:{re.sub('[?]P<[a-z]+>', '?:', f'{_THREE}|{_TWO}|{_ONE}')})+(?!{_LETTER})"
)
_BRACKETS: Final = late_pattern(
    r"\[(?P<words>[^\[\]]+)\](?:\((?P<target>(?:[^()]|\([^()]*\))*)\)|\{lang=(?P<language>[A-Za-z0-9-]+)\})"
)
_SMALL: Final = late_pattern(
    r"(?<=[^\W\d_])~(?P<sub>[0-9A-Za-z+\u2212-]{1,6})~|(?<=[\w)\u2069])\^(?P<sup>[0-9A-Za-z+\u2212-]{1,6})\^"
)
_BACKSLASH: Final = late_pattern(r"\\(?:(?P<sign>[*\[\]~^_<#\\-])|\s+(?=\S))")
_LINE_END: Final = late_pattern(rf"[ \t\n]*{LINE_BREAK}[ \t\n]*")
# Noncharacters, which no text may hold (content.characters), stand in for signs that mark nothing, and around words
# in brackets. Others do so for other signs (draft.typography, draft.template).
_AS_TYPED: Final = str.maketrans("*[]~^\\", "\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb")
_GIVEN_BACK: Final = str.maketrans("\ufdd6\ufdd7\ufdd8\ufdd9\ufdda\ufddb", "*[]~^\\")
OPENED, CLOSED = "\ufddc", "\ufddd"
_LRI, _PDI = "\u2066", "\u2069"  # UAX #9: left-to-right isolate, and its end
_TAIL: Final = 9  # figures of a number that are the same with a country code and without


class Bracketed(NamedTuple):
    """What is said of words in brackets: where they lead, as it was typed, or their language."""

    target: str = ""
    language: str = ""

    @property
    def link(self) -> str:
        """The link as a program follows it; empty where nobody can."""
        return link_of(self.target)


class Opened(NamedTuple):
    """A text whose brackets are stand-ins, and what is said of the words between them, in order."""

    text: str
    brackets: tuple[Bracketed, ...]


class Starred(NamedTuple):
    """A stretch of a text with the stars around it taken away."""

    text: str
    stars: int  # 0, 1 for emphasis, 2 and 3 for strong


class Small(NamedTuple):
    """A stretch of a text: plain, or small figures below or above the line."""

    text: str
    level: Level = ""


def opened(text: str, *, isolated: bool) -> Opened:
    """The text with its backslashes and brackets read, before anything else is done to it.

    Words that lead to an address which they do not hold are followed by it, in short: paper has no other way to say it.
    It is `isolated` where the words around it run from right to left.
    """
    if "\\" in text:
        text = _BACKSLASH.sub(_unescaped, text)
    if LINE_BREAK in text:
        text = _LINE_END.sub(LINE_BREAK, text)
    found: list[Bracketed] = []

    def inside(match: re.Match[str]) -> str:
        words, said = match["words"], match["language"]
        if said:
            found.append(Bracketed(language=said))
            return f"{OPENED}{words}{CLOSED}"
        target = _whole(match["target"].strip(), words)
        found.append(Bracketed(target))
        if _holds(words, target):
            return f"{OPENED}{words}{CLOSED}"
        address = as_typed(_short(target))
        return f"{OPENED}{words} ({_LRI + address + _PDI if isolated else address}){CLOSED}"

    return Opened(_BRACKETS.sub(inside, text) if "](" in text or "]{" in text else text, tuple(found))


def starred(text: str) -> Iterator[Starred]:
    """The text in stretches between its stars; one that stands in an address marks nothing."""
    at = 0
    for group in _GROUP.finditer(text) if "*" in text else ():
        if group.start() > at:
            yield Starred(text[at : group.start()], 0)
        for each in _EACH.finditer(group[0]):
            stars = 3 if each["three"] else 2 if each["two"] else 1
            # Strong words are as strong as it gets: stars inside them say nothing more.
            yield Starred((each["three"] or each["two"] or each["one"]).replace("*", ""), stars)
        at = group.end()
    if at < len(text):
        yield Starred(text[at:], 0)


def levelled(text: str) -> Iterator[Small]:
    """The text in stretches, small figures apart."""
    at = 0
    for found in _SMALL.finditer(text) if "~" in text or "^" in text else ():
        if found.start() > at:
            yield Small(text[at : found.start()])
        yield Small(found["sub"] or found["sup"], "sub" if found["sub"] else "sup")
        at = found.end()
    if at < len(text):
        yield Small(text[at:])


def by_bracket(text: str) -> list[str]:
    """The text cut at `OPENED` and `CLOSED`, which stand between its parts."""
    return re.split(f"([{OPENED}{CLOSED}])", text)


def as_typed(text: str) -> str:
    """The text with stand-ins for signs that would mark something."""
    return text.translate(_AS_TYPED)


def given_back(text: str) -> str:
    """The signs that `as_typed` hid."""
    return text.translate(_GIVEN_BACK)


def bare(text: str) -> str:
    """The words alone, for what shows no marks: the title of a file, the ticket, a message."""
    shown = addresses_as_typed(opened(text, isolated=False).text)
    words = "".join(stretch.text for stretch in starred(shown)).replace(OPENED, "").replace(CLOSED, "")
    return given_back("".join(each.text for each in levelled(words))).replace(LINE_BREAK, " ")


def addresses_as_typed(text: str) -> str:
    """The text with stand-ins for the signs of its web and mail addresses."""
    return ADDRESS.sub(lambda found: as_typed(found[0]), text) if has_address(text) else text


def _unescaped(found: re.Match[str]) -> str:
    return as_typed(found["sign"]) if found["sign"] else LINE_BREAK


def _whole(target: str, words: str) -> str:
    """The target; of one that is a scheme and nothing more, the words say the rest."""
    if target in ("tel:", "mailto:", "https://"):
        return target + words.strip().removeprefix(target)
    return target


def _short(target: str) -> str:
    """The address as it is printed. One with a hyphen keeps its scheme, by which it is known not to be parted there."""
    short = target.removeprefix("tel:").removeprefix("mailto:")
    bare = short.removeprefix("https://").removesuffix("/")
    return short if "-" in bare else bare


def _holds(words: str, target: str) -> bool:
    """Whether words say where they lead."""
    if target.startswith("tel:"):
        figures, said = re.sub(r"\D", "", target), re.sub(r"\D", "", words)
        return figures in said or (len(figures) > _TAIL and figures[-_TAIL:] in said)
    return _short(target).removeprefix("https://").removesuffix("/").casefold() in words.casefold()
