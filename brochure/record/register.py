"""The register of claims in, its own faults out: sources that are missing, that disagree, that carry less than said."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from brochure.base.claims import Claim, ClaimRegister, ClaimSource
from brochure.base.findings import Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.origin import Said
from brochure.record.years import years_after

OLD_YEARS: Final = 5  # after which evidence is read again; Chinese Medicine Board of Australia, newsletter, July 2017
_YEAR: Final = re.compile(r"(?<![\d.:/-])(?:19|20)\d\d(?![\d/])")
_DOI: Final = re.compile(r"\bdoi\b.*|10\.\d{4,9}/\S+", re.I)


def register_findings(register: ClaimRegister) -> Iterator[Finding]:
    """What is wrong with a register whatever leaflet uses it."""
    for name, source in register.sources.items():
        yield from year_findings(source.cite, source.year, f"source '{name}'")
        if source.read.value.year < int(source.year.text):
            message = f"source '{name}' was read before the year in which it was published"
            yield Finding("source-year", message, source.read.origin, "write the day on which it was read")
    for name, claim in register.claims.items():
        yield from _claim_findings(name, claim, register)


def evidence_findings(leaflet: Leaflet) -> Iterator[Finding]:
    """Years beside a point that are not those of their citations."""
    for point in leaflet.points:
        for each in point.evidence:
            yield from year_findings(each.citation, each.year, "the citation")


def year_findings(cite: Said, year: Said, what: str) -> Iterator[Finding]:
    """A year that is none of those in its citation; a citation without one says nothing against it."""
    years = _YEAR.findall(_DOI.sub("", cite.text))
    if years and year.text not in years:
        message = f"{what} is of {years[0]}, and its year says {year}"
        yield Finding("source-year", message, year.origin, "look it up, and write the year of publication")


def old_findings(source: ClaimSource, name: str, today: date | None) -> Iterator[Finding]:
    """A source that nobody has read for five years."""
    if today and years_after(source.read.value, OLD_YEARS) < today:
        message = f"nobody has read '{name}' since {source.read.value.isoformat()}"
        hint = "read it again, see what has been published since, and write the day under `read:`"
        yield Finding("source-old", message, source.read.origin, hint, Severity.WARNING)


def sources_of(claim: Claim, register: ClaimRegister) -> tuple[ClaimSource, ...]:
    """The sources of a claim that are in the register."""
    return tuple(register.sources[name.text] for name in claim.sources if name.text in register.sources)


def is_of_animals(claim: Claim, register: ClaimRegister) -> bool:
    """Whether no source of a claim has looked at people."""
    sources = sources_of(claim, register)
    return bool(sources) and all(source.seen_in == "animals" for source in sources)


def _claim_findings(name: str, claim: Claim, register: ClaimRegister) -> Iterator[Finding]:
    for said in claim.sources:
        if said.text not in register.sources:
            message = f"claim '{name}' rests on '{said}', which is no source"
            yield Finding("claim-source", message, said.origin, did_you_mean(said.text, register.sources))
    if not claim.sources and claim.strength != "none":
        message = f"claim '{name}' is called {claim.strength}, and names no source"
        hint = "name its sources, or write `strength: none`"
        yield Finding("claim-source", message, claim.origin, hint)
    elif is_of_animals(claim, register) and claim.strength not in ("animal", "none"):
        message = f"claim '{name}' is called {claim.strength}, and its sources looked at animals"
        yield Finding("claim-source", message, claim.origin, "write `strength: animal`, or name a source in people")
