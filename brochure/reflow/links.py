"""The clinic's telephone, e-mail and web address in a text, as links. No other scheme ever becomes one."""

import re
from collections.abc import Iterator

from brochure.base.brand import Contact
from brochure.base.records import NamedTuple

_ALLOWED = re.compile(r"(?:https://|mailto:|tel:)[^\s\x00-\x1f]+")
_TIME = r"(?<![\w:.])\d{1,2}:\d{2}(?![\w:])"
_NOT_BEFORE, _NOT_AFTER = r"(?<![\w@./+-])", r"(?![\w@/-]|\.\w)"
# What may stand as it is in the address of a mail link; everything else is counted out. Source: RFC 6068, clause 2.
_MAIL_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$*+@")


class Stretch(NamedTuple):
    """A part of a text; `isolated` keeps its own order from left to right inside a line of any direction."""

    text: str
    link: str = ""
    isolated: bool = False


def is_allowed(link: str) -> bool:
    """Whether an address has one of the three schemes that a page may lead to."""
    return _ALLOWED.fullmatch(link) is not None


def link_of(text: str, contact: Contact) -> str:
    """The link of a text that is the clinic's telephone, e-mail or web address and nothing else; empty for others."""
    words = _one_spaced(text)
    for said, link in _links(contact):
        if words == _one_spaced(said):
            return link
    return ""


def stretches(text: str, contact: Contact) -> Iterator[Stretch]:
    """The text in its order: links, times, and what stands between them."""
    known = [_NOT_BEFORE + r"\s+".join(map(re.escape, said.split())) + _NOT_AFTER for said, _ in _links(contact)]
    at = 0
    for found in re.finditer("|".join([*known, _TIME]), text):
        if found.start() > at:
            yield Stretch(text[at : found.start()])
        yield Stretch(found[0], link_of(found[0], contact), isolated=True)
        at = found.end()
    if at < len(text):
        yield Stretch(text[at:])


def _links(contact: Contact) -> Iterator[tuple[str, str]]:
    yield contact.telephone.text, _telephone(contact.telephone.text)
    yield contact.email.text, "mailto:" + _mail_address(contact.email.text)
    if contact.web is not None and is_allowed(contact.web.text):
        yield contact.web.text, contact.web.text


def _telephone(said: str) -> str:
    # In +44 (0)20 the zero is dialled only without the country code.
    dialled = said.replace("(0)", "") if said.startswith("+") else said
    return "tel:" + re.sub(r"[^0-9+]", "", dialled)


def _mail_address(said: str) -> str:
    return "".join(chr(byte) if byte in _MAIL_SAFE else f"%{byte:02X}" for byte in said.encode())


def _one_spaced(text: str) -> str:
    return " ".join(text.split())
