"""The clinic's telephone, e-mail and web address in a text, as links. No other scheme ever becomes one."""

import re
from collections.abc import Iterator

from brochure.base.brand import Contact
from brochure.base.links import ADDRESS, link_of, telephones_in
from brochure.base.records import NamedTuple

_ALLOWED = re.compile(r"(?:https://|mailto:|tel:)[^\s\x00-\x1f]+")
_TIME = r"(?<![\w:.])\d{1,2}:\d{2}(?![\w:])"
_AROUND = r"(?<![\w@./+-])", r"(?![\w@/-]|\.\w)"
# A stroke parts two telephone numbers; in any other place it belongs to an address.
_AROUND_NUMBERS = r"(?<![\w@.+-])(?<!(?<![\d)])/)", r"(?![\w@-]|/(?![+(\d])|\.\w)"


class Stretch(NamedTuple):
    """A part of a text; `isolated` keeps its own order from left to right inside a line of any direction."""

    text: str
    link: str = ""
    isolated: bool = False


def is_allowed(link: str) -> bool:
    """Whether an address has one of the three schemes that a page may lead to."""
    return _ALLOWED.fullmatch(link) is not None


def contact_link(text: str, contact: Contact) -> str:
    """The link of a text that is the clinic's telephone, e-mail or web address and nothing else; empty for others."""
    words = _one_spaced(text)
    for said, link in _links(contact):
        if words == _one_spaced(said):
            return link
    return ""


def stretches(text: str, contact: Contact) -> Iterator[Stretch]:
    """The text in its order: links, times, and what stands between them."""
    known = [_pattern(said, link) for said, link in _links(contact)]
    at = 0
    for found in re.finditer("|".join([*known, ADDRESS.pattern, _TIME]), text):
        if found.start() > at:
            yield Stretch(text[at : found.start()])
        link = contact_link(found[0], contact) or link_of(found[0]) or link_of(f"mailto:{found[0]}")
        yield Stretch(found[0], link, isolated=True)
        at = found.end()
    if at < len(text):
        yield Stretch(text[at:])


def _links(contact: Contact) -> Iterator[tuple[str, str]]:
    for number in telephones_in(contact.telephone.text):
        yield number, link_of(f"tel:{number}")
    yield contact.email.text, link_of(f"mailto:{contact.email.text}")
    if contact.web is not None:
        yield contact.web.text, link_of(contact.web.text)


def _pattern(said: str, link: str) -> str:
    before, after = _AROUND_NUMBERS if link.startswith("tel:") else _AROUND
    return before + r"\s+".join(map(re.escape, said.split())) + after


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
