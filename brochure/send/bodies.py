"""What a message says besides its attachment: the whole leaflet, once as plain text and once as HTML."""

import hashlib
import re
from collections.abc import Mapping
from typing import Protocol

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.content.shelf import Shelf
from brochure.copies.reflowed import ReflowCopier
from brochure.people.recipients import Recipient, fields_of
from brochure.pipeline import make
from brochure.send.calendar import visit_of

# Whatever makes a mail program fetch, run or send something when the message is opened.
_FETCHES = re.compile(
    r"<(script|iframe|frame|object|embed|form|link|base|video|audio|source|track)\b"
    r"|<[^>]*\s(src|srcset|background|poster|data)\s*=\s*[\"']?\s*(?!data:)[^\s\"'>]"
    r"|@import|url\(\s*[\"']?(?!data:|#)",
    re.I,
)


class Bodies(NamedTuple):
    """The two bodies of one message."""

    text: str
    html: str
    visit: str = ""  # as `calendar.visit_of` keeps it; empty where the letter is about none

    @property
    def digest(self) -> str:
        """The same for the same bodies."""
        return hashlib.sha256("\0".join(filter(None, (self.text, self.html, self.visit))).encode()).hexdigest()


class BodyMaker(Protocol):
    """Makes the bodies for one recipient, in the language that the letter goes out in."""

    def __call__(self, recipient: Recipient, language: str) -> Bodies:
        """The bodies.

        Raises:
            BadInput: they cannot be made.
        """
        ...


class PersonalBodies:
    """The text and HTML editions of a personal leaflet, filled for each recipient from the columns of the list."""

    def __init__(self, order: Order, shelf: Shelf) -> None:
        self.order, self.shelf = order, shelf
        self._copiers: dict[str, tuple[ReflowCopier, ReflowCopier]] = {}

    def __call__(self, recipient: Recipient, language: str) -> Bodies:
        """The bodies of one recipient.

        Raises:
            BadValues: a value cannot be printed; it names the field, never the value.
            BadInput: the leaflet cannot be made for anybody.
        """
        if language not in self._copiers:
            self._copiers[language] = (self._copier(language, "text"), self._copier(language, "html"))
        raw = fields_of(recipient)
        values = self._copiers[language][0].judge.sound(raw)
        text, html = (copier.copy(values) or self._alone(copier.order, raw) for copier in self._copiers[language])
        return Bodies(text, html, visit_of(self._copiers[language][0].manuscript.leaflet, raw, values.said))

    def _copier(self, language: str, edition: str) -> ReflowCopier:
        order = replace(self.order, language=language, layout="", edition=edition, for_mail=True)
        return ReflowCopier(order, self.shelf, refuse_fetching if edition == "html" else _take)

    def _alone(self, order: Order, raw: Mapping[str, str]) -> str:
        made = make(replace(order, values=raw), self.shelf).data.decode()
        if order.edition == "html":
            refuse_fetching(made)
        return made


def _take(text: str) -> None:
    """A text fetches nothing."""


class LeafletBodies:
    """The text and HTML editions of a leaflet, made once for each language: the same for every recipient."""

    def __init__(self, order: Order, shelf: Shelf) -> None:
        self.order, self.shelf = order, shelf
        self._made: dict[str, Bodies] = {}

    def __call__(self, recipient: Recipient, language: str) -> Bodies:  # noqa: ARG002 - the same for all
        """The bodies in this language.

        Raises:
            BadInput: the leaflet cannot be made in it, or its HTML would fetch something.
        """
        return self.of_language(language)

    def of_language(self, language: str) -> Bodies:
        """As the call, for whoever has no recipient at hand."""
        if language not in self._made:
            order = self.order
            text, html = (
                make(replace(order, language=language, layout="", edition=edition, for_mail=True), self.shelf)
                for edition in ("text", "html")
            )
            bodies = Bodies(text.data.decode(), html.data.decode())
            refuse_fetching(bodies.html)
            self._made[language] = bodies
        return self._made[language]


def refuse_fetching(html: str) -> None:
    """A message that fetches something tells its sender when and where it was opened.

    Raises:
        BadInput: the HTML fetches, runs or sends something.
    """
    found = _FETCHES.search(html)
    if found:
        message = f"the HTML of the message would fetch or run something: '{found.group(0)[:20]}'"
        raise BadInput(Finding("mail-fetches", message, None, "take it out of the template"))
