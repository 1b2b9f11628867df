"""Where a line of Chinese may end: UAX #14 for Han, its punctuation and plain words between them.

In: a word, that is, text without spaces. Out: its opportunities, or nothing where it holds anything else. East Asian
typesetters call what keeps a mark from the start or the end of a line kinsoku; here it is LB13 to LB21 of the annex.
"""

import re
from typing import Final

from brochure.base.patterns import late_pattern
from brochure.base.records import NamedTuple

_HAN: Final = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0002fa1d"  # ID, East Asian
# CL, EX and NS, all of them East Asian: never at the start of a line.
_CLOSING: Final = (
    "\u3001\u3002\uff0c\uff0e\uff1a\uff1b\uff1f\uff01\uff09\u300b\u300d\u300f\u3011\u3009\u3015\u3017\uff3d\uff5d"
)
_OPENING: Final = "\uff08\u300a\u300c\u300e\u3010\u3008\u3014\u3016\uff3b\uff5b"  # OP: never at the end of a line
_TOKEN = late_pattern(
    f"(?P<han>[{_HAN}])|(?P<closing>[{_CLOSING}])|(?P<opening>[{_OPENING}])|(?P<quote_opens>[\u201c\u2018])"
    "|(?P<quote_closes>[\u201d\u2019])|(?P<dots>[\u2026\u2013]+)|(?P<dash>\u2014+)|(?P<letter>\u00b7)"
)
_EAST_ASIAN: Final = frozenset(("han", "closing", "opening"))
_NEVER_FIRST: Final = frozenset(("closing", "quote_closes", "dots"))
_NEVER_LAST: Final = frozenset(("opening", "quote_opens"))
_BESIDE_A_SPACE: Final = frozenset(("han", "word", "letter"))


class _Token(NamedTuple):
    start: int
    kind: str


def chinese_positions(word: str, spelt: re.Pattern[str]) -> tuple[int, ...] | None:
    """The places strictly inside a word, between its tokens; nothing where the annex itself has to judge.

    `spelt` matches what stands between Han as one token: letters and digits.
    """
    tokens = _tokens(word, spelt)
    if not tokens or not _fits_between_spaces(tokens):
        return None
    return tuple(tokens[at].start for at in range(1, len(tokens)) if _may_part(tokens, at))


def _tokens(word: str, spelt: re.Pattern[str]) -> list[_Token]:
    tokens = []
    at = 0
    while at < len(word):
        found = _TOKEN.match(word, at)
        other = None if found else spelt.match(word, at)
        if found is not None:
            tokens.append(_Token(at, found.lastgroup or ""))
            at = found.end()
        elif other is not None:
            tokens.append(_Token(at, "word"))
            at = other.end()
        else:
            return []
    return tokens


def _fits_between_spaces(tokens: list[_Token]) -> bool:
    """LB13 to LB17 look across spaces; a word that starts or ends with what they name is not judged here."""
    first, last = tokens[0].kind, tokens[-1].kind
    return first in _BESIDE_A_SPACE | _NEVER_LAST and last in _BESIDE_A_SPACE | _NEVER_FIRST


def _may_part(tokens: list[_Token], at: int) -> bool:
    before, after = tokens[at - 1].kind, tokens[at].kind
    if after in _NEVER_FIRST or before in _NEVER_LAST:
        return False
    # LB19a: a quotation mark parts from what is outside it only with East Asian characters on both its sides.
    if after == "quote_opens":
        return before in _EAST_ASIAN and _kind(tokens, at + 1) in _EAST_ASIAN
    if before == "quote_closes":
        return after in _EAST_ASIAN and _kind(tokens, at - 2) in _EAST_ASIAN
    # LB23, LB28: letters and digits hold together.
    return not (before in ("word", "letter") and after in ("word", "letter"))


def _kind(tokens: list[_Token], at: int) -> str:
    return tokens[at].kind if 0 <= at < len(tokens) else ""
