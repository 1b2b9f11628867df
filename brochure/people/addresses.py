"""One address, judged: either a mailbox that any server takes, or the reason why it is held."""

import re
import unicodedata
from enum import StrEnum

from brochure.base.domains import a_labels
from brochure.base.records import NamedTuple

_ATOM = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")  # RFC 5321, Dot-string
_NOWHERE = {"test", "example", "invalid", "localhost", "local", "onion", "arpa"}
_EXAMPLES = {"example.com", "example.net", "example.org"}
_MOST_LOCAL, _MOST = 64, 254  # RFC 5321, 4.5.3.1


class AddressFault(StrEnum):
    """Why nothing can be sent to what stands in an address cell."""

    MISSING = "is empty"
    SEVERAL = "holds more than one address"
    FOREIGN = "needs a server that takes letters beyond ASCII before the @"
    MALFORMED = "is no address"


class Mailbox(NamedTuple):
    """An address as it goes over the wire: ASCII, the domain as A-labels."""

    local: str
    domain: str

    def __str__(self) -> str:
        return f"{self.local}@{self.domain}"


def mailbox_of(said: str) -> Mailbox | AddressFault:
    """The mailbox that a cell names. Source: RFC 5321, 4.1.2; RFC 5890 for the domain."""
    if not said:
        return AddressFault.MISSING
    if said.count("@") > 1 and re.search(r"[\s,;<>]", said):
        return AddressFault.SEVERAL
    local, at, domain = said.rpartition("@")
    if not at or not local or "@" in local:
        return AddressFault.MALFORMED
    if not local.isascii():
        plain = all(unicodedata.category(each)[0] in "LMN" or each in ".-_+" for each in local)
        return AddressFault.FOREIGN if plain else AddressFault.MALFORMED
    labels = a_labels(domain)
    if labels is None or not _ATOM.fullmatch(local) or len(local) > _MOST_LOCAL or len(f"{local}@{labels}") > _MOST:
        return AddressFault.MALFORMED
    return Mailbox(local, labels)


def folded(box: Mailbox) -> str:
    """The address as it is compared: servers tell no case apart in practice, so neither does a refusal of mail."""
    return str(box).casefold()


def is_special_use(box: Mailbox) -> bool:
    """Whether nobody can have this address. Source: RFC 6761, 6; RFC 2606, 3; RFC 7686 for .onion."""
    names = box.domain.split(".")
    return names[-1] in _NOWHERE or ".".join(names[-2:]) in _EXAMPLES
