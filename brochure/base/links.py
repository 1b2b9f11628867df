"""Links that a leaflet may carry, web pages, mail and telephone, and addresses in a text. One gate for all editions."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from brochure.base.domains import a_labels
from brochure.base.patterns import late_pattern

_HOST: Final = r"(?:[A-Za-z0-9.-]|[^\x00-\x7f\s])+"
WEB_ADDRESS: Final = rf"https://{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"\\^`{{|}}]*)?"
MAIL_ADDRESS: Final = rf"[^\s<>,;@?&%]+@{_HOST}\.(?:(?:[A-Za-z]|[^\x00-\x7f\s]){{2,}}|xn--[A-Za-z0-9-]+)"
_NUMBER: Final = r"[+(]{0,2}[0-9](?:[0-9 \u00a0().-]|/ *\+?)*[0-9)]"
_EXTENSION: Final = r"(?:,? *(?:ext(?:ension|\.)?|x|#) *|;ext=)([0-9]{1,8})"  # as it is written, or as RFC 3966 has it
TELEPHONE: Final = rf"{_NUMBER}(?:{_EXTENSION})?(?:[,;] *{_NUMBER}(?:{_EXTENSION})?)*"

# A number in running text, where it begins as one that somebody dials: with a plus, two noughts, or the nought of an
# area; or as they are grouped in North America. Dates, hours, sums and the numbers of leaflets do not.
_GAP: Final = r"(?:[ \u00a0-]|[ \u00a0]?\(0\)[ \u00a0]?| ?/ ?(?=\d{5}))?"
_AFTER_AREA: Final = r"(?: ?/ ?(?=\d{3}[ \u00a0]\d{3}(?!\d)))?"
_ABROAD: Final = rf"(?:\+|00)[1-9](?:{_GAP}\d){{7,14}}"
_NINE_FIGURES: Final = r"(?=\(?0(?:[ \u00a0()/-]{0,3}\d){8})"
_AT_HOME: Final = rf"{_NINE_FIGURES}\(?0[1-9]\d{{0,4}}\)?{_AFTER_AREA}(?:{_GAP}\d){{4,9}}|0\d(?:\.\d\d){{4}}"
_IN_AMERICA: Final = r"\(\d{3}\)[ \u00a0]?\d{3}-\d{4}|\d{3}-\d{3}-\d{4}"
RUNNING_TELEPHONE: Final = (
    rf"(?<![\w@./:+\u2013-])(?<!\d[ \u00a0])(?:{_ABROAD}|{_AT_HOME}|{_IN_AMERICA})"
    rf"(?:{_EXTENSION})?(?![\w@/\u2013]|[-.:]\d|[ \u00a0]\d)"
)

_WEB = late_pattern(rf"https://({_HOST})(.*)")
_WEB_WHOLE, _MAIL_WHOLE = late_pattern(WEB_ADDRESS), late_pattern(f"mailto:(?:{MAIL_ADDRESS})")
_TELEPHONE_WHOLE = late_pattern(TELEPHONE)
_FIRST_NUMBER = late_pattern(rf"({_NUMBER})(?:{_EXTENSION})?")
# A dash between two words or figures; Chinese and Japanese write none between words, and there lines end anywhere.
_ENDS = r"[^\s\u2013\u2014\u2e80-\uffee]+"
_RANGE = late_pattern(rf"{_ENDS}(?:(?:\u2013|(?<=\d) \u2013 (?=\d)){_ENDS})+")
_RUNNING = late_pattern(RUNNING_TELEPHONE)
_FEWEST_FIGURES: Final = 8
_TRUNK_ZERO = re.compile(r"\(\s*0\s*\)")
# So many figures before a stroke are a whole number; fewer are an area code, as in `030 / 123456`.
_WHOLE_AT_HOME, _WHOLE_ABROAD = 7, 9
# What may stand as it is in the address of a mail link; everything else is counted out. Source: RFC 6068, clause 2.
_MAIL_SAFE: Final = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$*+")
# An address or an account in running text, without the stop or bracket after it.
ADDRESS = re.compile(r"(?:[^\W_][^\s<>]{0,64})?(?:@|://|(?<![^\W_])www\.)[^\s<>]*[\w/]")
_HELD = re.compile(r"-|:/{0,2}")
_PLACE = re.compile(r"(?<=[^/:@.])(?=[@.?&#=])|(?<=[^:/]/)(?=[^/])")


def link_of(said: str) -> str:
    """The link as a program follows it, in ASCII, or an empty text where it is none that a leaflet may carry.

    Source: RFC 3986 and 3987 for the web, RFC 6068 for mail, RFC 3966 for telephone.
    """
    if said.startswith("tel:"):
        return _dialled(said.removeprefix("tel:"))
    if _MAIL_WHOLE.fullmatch(said):
        local, _, domain = said.removeprefix("mailto:").rpartition("@")
        host = _host(domain)
        return f"mailto:{_counted_out(local, _MAIL_SAFE)}@{host}" if host else ""
    found = _WEB.fullmatch(said) if _WEB_WHOLE.fullmatch(said) else None
    host = _host(found[1]) if found else ""
    return f"https://{host}{_counted_out(found[2], frozenset(range(128)))}" if found and host else ""


def telephones_in(said: str) -> tuple[str, ...]:
    """The numbers of a field for telephones, each with its extension; none where it holds something else.

    A second number that lacks the area, as in `01632 960 123 / 124`, nobody can dial.
    """
    if not _TELEPHONE_WHOLE.fullmatch(said):
        return ()
    first, *others = (each for found in _FIRST_NUMBER.finditer(said) for each in _parted(found[1], found[0]))
    return (first, *(each for each in others if _is_whole(each)))


def _parted(number: str, said: str) -> Iterator[str]:
    """The numbers on both sides of a stroke, or the one that is written with it; `said` has the extension as well."""
    first, *others = number.split("/")
    if others and ("+" in others[0] or _is_whole(first)):
        *before, last = (each.strip() for each in (first, *others))
        yield from before
        yield last + said.removeprefix(number)
    else:
        yield said


def _is_whole(number: str) -> bool:
    is_abroad = _is_abroad(number)
    figures = _figures(_TRUNK_ZERO.sub("", number) if is_abroad else number)
    return len(figures.removeprefix("+").removeprefix("00")) >= (_WHOLE_ABROAD if is_abroad else _WHOLE_AT_HOME)


def _is_abroad(number: str) -> bool:
    return number.lstrip("(").startswith(("+", "00"))


def _dialled(said: str) -> str:
    """What a telephone dials for the first number of those printed: `tel:+441632960123;ext=12`; empty for none.

    In `+44 (0)20` the zero is dialled only without the country code.
    """
    numbers = telephones_in(said)
    found = _FIRST_NUMBER.match(numbers[0]) if numbers else None
    if not found:
        return ""
    number = _TRUNK_ZERO.sub("", found[1]) if _is_abroad(found[1]) else found[1]
    return f"tel:{_figures(number)}" + (f";ext={found[2]}" if found[2] else "")


def _figures(number: str) -> str:
    return re.sub(r"[^0-9+]", "", number)


def _host(said: str) -> str:
    return said if said.isascii() else a_labels(said) or ""


def _counted_out(said: str, safe: frozenset[int]) -> str:
    return "".join(chr(byte) if byte in safe else f"%{byte:02X}" for byte in said.encode())


def has_address(text: str) -> bool:
    """Whether the text may hold an address; quickly."""
    return "@" in text or "://" in text or "www." in text


@lru_cache(maxsize=512)
def address_places(text: str) -> tuple[int, ...]:
    """Where the addresses of a text may part if they must: before `@`, `.`, `?`, `&`, `#` and `=`, and after `/`."""
    return tuple(
        start + place.start()
        for start, end in addresses_in(text)
        for place in _PLACE.finditer(text[start:end])
        if 0 < place.start() < end - start
    )


def addresses_held(text: str) -> frozenset[int]:
    """Where no line ends: at an address's own hyphens, which might be the printer's, and between scheme and host."""
    if not has_address(text):
        return frozenset()
    return frozenset(
        start + held.end() for start, end in addresses_in(text) for held in _HELD.finditer(text[start:end])
    )


@lru_cache(maxsize=512)
def telephones_held(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of each number in a running text that somebody dials; a break inside it would be copied along."""
    if sum(map(text.count, "0123456789")) < _FEWEST_FIGURES:
        return ()
    return tuple(found.span() for found in _RUNNING.finditer(text))


def held_together(text: str) -> tuple[tuple[int, int], ...]:
    """Start and end of what stays on one line where one holds it: telephone numbers, and ranges such as `Mon–Fri`."""
    ranges = tuple(found.span() for found in _RANGE.finditer(text)) if "\u2013" in text else ()
    return (*telephones_held(text), *ranges)


def addresses_in(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each address of a text."""
    if has_address(text):
        yield from (found.span() for found in ADDRESS.finditer(text))
