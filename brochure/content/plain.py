"""Plain language and dates: what `brochure check` says about the words themselves. Warnings only; people decide."""

import re
from collections.abc import Iterator

from brochure.base.fields import model_fields
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leaflet import Evidence, Leaflet
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.base.origin import Said
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.shelf import Shelf
from brochure.record.standing import review_findings

MOST_WORDS = 20  # of a sentence; Plain English Campaign and GOV.UK ask for 15 to 25
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\u2028")


def plain_findings(order: Order, shelf: Shelf, *, today: str) -> tuple[Finding, ...]:
    """Long sentences and a review day that has passed; `today` is an ISO date."""
    try:
        leaflet = read_yaml(find_leaflet(order, shelf), Leaflet, shelf)
    except BadInput:
        return ()  # told by the build of the same order
    return (*review_findings(leaflet, today, Severity.WARNING), *_long_sentences(leaflet))


def _long_sentences(leaflet: Leaflet) -> Iterator[Finding]:
    for said in texts_of(leaflet):
        for sentence in _SENTENCE_END.split(said.text.replace("**", "")):
            count = len(sentence.split())
            if count > MOST_WORDS:
                message = f"a sentence of {count} words: '{sentence[:40].strip()}...'"
                hint = f"make two of it; {MOST_WORDS} words are easy to take in"
                yield Finding("long-sentence", message, said.origin, hint, Severity.WARNING)


def texts_of(value: object) -> Iterator[Said]:
    """Every text that is printed, in the order of the model; sources are data and left out."""
    if isinstance(value, Said):
        yield value
    elif type(value) is tuple:
        for each in value:
            yield from texts_of(each)
    elif isinstance(value, Model) and not isinstance(value, Evidence):
        for field in model_fields(type(value)):
            yield from texts_of(getattr(value, field.name))
