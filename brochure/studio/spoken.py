"""The words of the pages in the language of whoever reads them, from one table; leaflets have their own languages.

A template says its words in English, `_("Print")`; the table `words.json` has each in the others. What the program
says of a leaflet, its findings, is English: pages mark it as such.
"""

import json
import re
from contextvars import ContextVar
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

NAMES: Final = {"en": "English", "es": "Español", "pl": "Polski", "zh-Hans": "简体中文", "ar": "العربية"}
COOKIE: Final = "studio-speaks"
_TABLE: Final = Path(__file__).parent / "words.json"
_NUMBERED: Final = re.compile(r"(.*\D) (\d+)")
_IN_ROW: Final = re.compile(r"(.*), row (\d+)")
_BY: Final = re.compile(r"Signed by (.*)")
_IN_SCRIPT: Final = re.compile(r'\b_\("([^"]+)"')
_SPOKEN: ContextVar[str] = ContextVar("spoken", default="en")


class Speaking:
    """Stands before the pages, and finds the language: that which was chosen, else the browser's."""

    def __init__(self, pages: ASGIApp) -> None:
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        said = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope.get("headers", ())}
        _SPOKEN.set(_chosen(said.get("cookie", "")) or _preferred(said.get("accept-language", "")))
        await self.pages(scope, receive, send)


def spoken() -> str:
    """The tag of the language of the page that is being made."""
    return _SPOKEN.get()


def direction() -> str:
    """From which side it is read."""
    return "rtl" if spoken() == "ar" else "ltr"


def _(words: str, **fill: object) -> str:
    """Words of a page in the language of its reader.

    Raises:
        KeyError: the table has no such words.
    """
    said = words if spoken() == "en" else table()[words][spoken()]
    shown = {name: f"{each:,}" if isinstance(each, int) else each for name, each in fill.items()}
    return said.format(**shown) if fill else said


def labelled(label: str) -> str:
    """A label that data tells, with its number; what the table has not, such as the name of a column, stays."""
    if label in table():
        return _(label)
    if found := _IN_ROW.fullmatch(label):
        return _("{what}, row {n}", what=labelled(found[1]), n=found[2])
    if found := _NUMBERED.fullmatch(label):
        return f"{labelled(found[1])} {found[2]}"
    if found := _BY.fullmatch(label):
        return _("Signed by {who}", who=found[1])
    return label


@lru_cache(maxsize=1)
def table() -> dict[str, dict[str, str]]:
    """Every words of the pages in every language but English."""
    told: dict[str, dict[str, str]] = json.loads(_TABLE.read_text(encoding="utf-8"))
    return told


def words_of_script(text: str) -> frozenset[str]:
    """The words that a script says."""
    return frozenset(_IN_SCRIPT.findall(text))


def words_for_scripts(wanted: frozenset[str]) -> str:
    """As JSON, for the head of a page; none where they are English already."""
    return "" if spoken() == "en" else json.dumps({each: _(each) for each in sorted(wanted)}, ensure_ascii=False)


def _chosen(cookie: str) -> str:
    try:
        given = SimpleCookie(cookie).get(COOKIE)
    except CookieError:
        return ""
    return given.value if given is not None and given.value in NAMES else ""


def _preferred(accepted: str) -> str:
    """The first of the browser's languages that the table has. Source: RFC 9110, 12.5.4, without its weights."""
    for each in accepted.split(","):
        tag = each.partition(";")[0].strip().lower()
        if tag in ("zh", "zh-cn", "zh-hans", "zh-sg"):
            return "zh-Hans"
        if (bare := tag.partition("-")[0]) in NAMES:
            return bare
    return "en"
