"""What a leaflet claims, told at its lines, and as one page for whoever asks; neither says that a claim is true."""

from collections.abc import Iterator
from pathlib import Path

from brochure.base.brand import Brand
from brochure.base.claims import Claim, ClaimBook, ClaimSource
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.records import NamedTuple
from brochure.content.claims_file import book_of
from brochure.content.read import find_leaflet, read_source, read_yaml
from brochure.content.shelf import Shelf
from brochure.record.claims import claim_findings, claimed_texts, covering, named_claims, names_by_scope, topics_of
from brochure.record.phrases import folded
from brochure.record.register import sources_of
from brochure.record.words import word_findings


class ClaimedBy(NamedTuple):
    """A claim of the register, and the texts of one leaflet that make it."""

    name: str
    claim: Claim
    sources: tuple[ClaimSource, ...]
    paths: tuple[str, ...]  # of texts with its words; empty where it is named for nothing


class ClaimPage(NamedTuple):
    """All that one leaflet claims in one language."""

    leaflet: Leaflet
    book: ClaimBook
    claims: tuple[ClaimedBy, ...]
    cited: tuple[tuple[str, str], ...]  # points without a claim, and their own citations
    open: tuple[Finding, ...]  # what stands against it


def told_claims(order: Order, shelf: Shelf, *, today: str) -> tuple[Finding, ...]:
    """What `brochure check` says of claims: notes where the brand names no region, else warnings."""
    try:
        leaflet, source, brand = _texts(order, shelf)
    except BadInput:
        return ()  # told by the build of the same order
    try:
        book = book_of(leaflet, brand, shelf, whole=True)
    except BadInput as fault:
        return fault.findings
    severity = Severity.NOTE if book.region == "none" else Severity.WARNING
    return (
        *word_findings(leaflet, source, book, Severity.WARNING),
        *claim_findings(leaflet, source, book, today=today, severity=severity),
    )


def claim_page(order: Order, shelf: Shelf, *, today: str) -> ClaimPage:
    """What a leaflet claims, on what ground, and where.

    Raises:
        BadInput: there is no such leaflet, or a file is at fault.
    """
    leaflet, source, book = _held(order, shelf)
    found = claim_findings(leaflet, source, book, today=today, severity=Severity.NOTE)
    claims = tuple(_claimed(leaflet, source, book))
    return ClaimPage(leaflet, book, claims, tuple(_cited(leaflet, source)), tuple(found))


def _held(order: Order, shelf: Shelf) -> tuple[Leaflet, Leaflet | None, ClaimBook]:
    """The leaflet and what it is held against, whatever else is wrong with it."""
    leaflet, source, brand = _texts(order, shelf)
    return leaflet, source, book_of(leaflet, brand, shelf, whole=True)


def _texts(order: Order, shelf: Shelf) -> tuple[Leaflet, Leaflet | None, Brand | None]:
    leaflet = read_yaml(find_leaflet(order, shelf), Leaflet, shelf)
    named = order.brand if order.brand.endswith((".yaml", ".yml")) else ""
    path = Path(named) if named else shelf.find("content", "brands", order.brand or leaflet.brand.text, "brand.yaml")
    brand = read_yaml(path, Brand, shelf) if path else None
    return leaflet, read_source(leaflet, order, shelf), brand


def _claimed(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook) -> Iterator[ClaimedBy]:
    texts = tuple(claimed_texts(leaflet, source, book))
    for name, claim in named_claims(leaflet, source, book).items():
        paths = [
            each.path
            for each in texts
            if book.words and name in each.claims
            for topic in topics_of(folded(each.said.text), book.words)
            if covering(topic, [claim])
        ]
        sources = sources_of(claim, book.register) if book.register else ()
        yield ClaimedBy(name, claim, sources, tuple(dict.fromkeys(paths)))


def _cited(leaflet: Leaflet, source: Leaflet | None) -> Iterator[tuple[str, str]]:
    """Citations of points that name no claim: the older way, read as ever."""
    scopes = names_by_scope(leaflet, source)
    for at, point in enumerate(leaflet.points, 1):
        for each in point.evidence if not scopes.get(f"points {at}") else ():
            yield f"points {at}", f"{each.citation} ({each.year}, {each.strength})"
