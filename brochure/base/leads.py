"""Words of a text that lead somewhere: the web, mail and telephone, written plainly or marked. No other scheme does.

The same finder serves every edition whose links are live: HTML, letters, and pages for a screen.
"""

import re
from collections.abc import Collection, Iterator
from itertools import groupby

from brochure.base.brand import Contact
from brochure.base.links import ADDRESS, RUNNING_TELEPHONE, link_of, telephones_in
from brochure.base.personal import PLACE
from brochure.base.records import NamedTuple, replace
from brochure.base.story import AnyLeaf, Figure, Run, Story, Words, with_leaves

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


class MarkedPart(NamedTuple):
    """A part of a paragraph that is marked content of its own; from its first character to before `end`."""

    start: int
    end: int
    lead: int  # which of those that lead somewhere, from 1; 0 for none
    look: str  # structure type of words with weight; empty for plain ones


class Lead(NamedTuple):
    """A part of a paragraph that leads somewhere; from its first character to before `end`."""

    start: int
    end: int
    link: str


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
    for found in re.finditer("|".join([*known, ADDRESS.pattern, RUNNING_TELEPHONE, _TIME]), text):
        if found.start() > at:
            yield Stretch(text[at : found.start()])
        link = contact_link(found[0], contact) or _first_link(found[0])
        yield Stretch(found[0], link, isolated=True)
        at = found.end()
    if at < len(text):
        yield Stretch(text[at:])


def with_links(stories: tuple[Story, ...], contact: Contact | None, but: Collection[int] = ()) -> tuple[Story, ...]:
    """The stories with a run for each part that leads somewhere; where nothing is live (no `contact`), with none.

    Leaves whose numbers are in `but` stay as they are: their words differ from copy to copy, and `with_moving_leads`
    has been there. One that is a link as a whole stays so, unless it holds several telephone numbers.
    """

    def leaf(each: AnyLeaf) -> AnyLeaf:
        if isinstance(each, Figure) or each.number in but:
            return each
        return _with_links(each, contact) if contact else _without_links(each)

    return tuple(Story(story.name, tuple(with_leaves(block, leaf) for block in story.blocks)) for story in stories)


class MovingLink(str):
    """An address at another place on the page in each copy."""

    __slots__ = ()


def with_moving_leads(stories: tuple[Story, ...], contact: Contact) -> tuple[Story, ...]:
    """The stories with a run for each part of a personal paragraph that leads to the same address in every copy.

    A part that holds a place for a value, in its words or its address, leads nowhere: what it says is one person's.
    """

    def leaf(each: AnyLeaf) -> AnyLeaf:
        if isinstance(each, Figure) or each.link or not PLACE.search(each.text):
            return each
        runs = (run for whole in each.runs for run in _led(whole, contact))
        return replace(each, runs=tuple(run._replace(link=_moving(run)) for run in runs))

    return tuple(Story(story.name, tuple(with_leaves(block, leaf) for block in story.blocks)) for story in stories)


def _moving(run: Run) -> str:
    return "" if not run.link or PLACE.search(run.text + run.link) else MovingLink(run.link)


def leads_of(words: Words) -> tuple[Lead, ...]:
    """The parts of a paragraph that lead somewhere, in order."""
    leads: list[Lead] = []
    at = 0
    for link, runs in groupby(words.runs, lambda run: run.link):
        end = at + sum(len(run.text) for run in runs)
        if link:
            leads.append(Lead(at, end, link))
        at = end
    return tuple(leads)


def parts_of(words: Words) -> tuple[MarkedPart, ...]:
    """The parts of a paragraph that lead somewhere, as `leads_of` counts them, or are said with weight."""
    parts: list[MarkedPart] = []
    at, lead, before = 0, 0, ""
    for run in words.runs:
        end = at + len(run.text)
        lead += bool(run.link) and run.link != before
        look = "Strong" if run.strong else "Em" if run.emphasis else ""
        if run.link or look:
            parts.append(MarkedPart(at, end, lead if run.link else 0, look))
        at, before = end, run.link
    return tuple(parts)


def _with_links(words: Words, contact: Contact) -> Words:
    if words.link and not (words.link.startswith("tel:") and _is_of_several(words, contact)):
        return _without_links(words)
    runs = tuple(each for run in words.runs for each in _led(run, contact))
    return replace(words, runs=runs, link="") if any(run.link for run in runs) else words


def _without_links(words: Words) -> Words:
    if not any(run.link for run in words.runs):
        return words
    return replace(words, runs=tuple(run._replace(link="") for run in words.runs))


def _led(run: Run, contact: Contact) -> Iterator[Run]:
    if run.link:
        yield run
        return
    for stretch in stretches(run.text, contact):
        yield run._replace(text=stretch.text, link=stretch.link)


def _is_of_several(words: Words, contact: Contact) -> bool:
    links = {stretch.link for stretch in stretches(words.text, contact) if stretch.link}
    return len(links) > 1 and words.link in links


def _first_link(said: str) -> str:
    """Where an address or a number leads by itself."""
    if said.casefold().startswith("www."):
        return link_of(f"https://{said}")
    return next((link for scheme in ("", "mailto:", "tel:") if (link := link_of(scheme + said))), "")


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
