"""What the words of a leaflet tell against the book of claims, at the desk and at the doors."""

from collections.abc import Iterator

from brochure.base.claims import ClaimBook
from brochure.base.findings import Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.record.caveats import short_findings, step_findings
from brochure.record.claims import claim_findings, unknown_findings
from brochure.record.phrases import said_in
from brochure.record.register import evidence_findings


def release_findings(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook, today: str) -> Iterator[Finding]:
    """Why a text may not go to patients, by its words; claims are held to where the brand names its region."""
    yield from word_findings(leaflet, source, book, Severity.ERROR)
    yield from _keep_findings(leaflet, book)
    if book.region != "none":
        yield from claim_findings(leaflet, source, book, today=today, severity=Severity.ERROR)


def word_findings(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook, severity: Severity) -> Iterator[Finding]:
    """What the words alone tell: claims that are none, years that disagree, caveats that a short text cuts first."""
    yield from unknown_findings(leaflet, book)
    yield from evidence_findings(leaflet)
    yield from short_findings(leaflet, book)
    if source:
        yield from step_findings(leaflet, source, book, severity)


def _keep_findings(leaflet: Leaflet, book: ClaimBook) -> Iterator[Finding]:
    """A sentence in the place of "keep taking" that says something else; nothing in a language without a list."""
    keep = leaflet.safety.keep if leaflet.safety else None
    if keep and book.words and not said_in(keep.text, book.words.keep_taking, book.words.negations):
        message = "'keep' does not tell the reader to keep taking medicines"
        way = ", ".join(f"'{each}'" for each in book.words.keep_taking[:3])
        yield Finding("duty-missing", message, keep.origin, f"say so, with words such as {way}")
