"""`brochure claims`: the page for a regulator, as words or JSON."""

import json
from collections.abc import Iterator

from brochure.base.claims import ClaimSource, Ruling
from brochure.content.claiming import ClaimedBy, ClaimPage, claim_page
from brochure.desk.here import desk_shelf, today
from brochure.desk.saying import CLEAN, Desk
from brochure.desk.signing import order_of

_MOST_PATHS = 6
_NOTHING_TRUE = "This page says what is claimed and on what ground. It does not say that a claim is true."


def claims_of(leaflet: str, language: str, desk: Desk) -> int:
    """Print what a leaflet claims, on what ground, and where."""
    page = claim_page(order_of(leaflet, language), desk_shelf(leaflet), today=today())
    if desk.form == "json":
        desk.say(json.dumps(_data(page), indent=1, ensure_ascii=False))
    else:
        for line in _lines(page):
            desk.say(line)
    return CLEAN


def _lines(page: ClaimPage) -> Iterator[str]:
    leaflet = page.leaflet
    yield f"{leaflet.code} {leaflet.title}, version {leaflet.version} ({leaflet.language}): what it claims"
    yield f"Region: {page.book.region}. {_NOTHING_TRUE}"
    for each in page.claims:
        yield ""
        yield from _claim_lines(each, page.book.region)
    for path, citation in page.cited:
        yield ""
        yield f"{path}: names no claim; beside it stands {citation}"
    yield ""
    count = len(page.open)
    yield "Nothing of it is open." if not count else f"Open: {count}; `brochure check` tells each with its line."


def _claim_lines(each: ClaimedBy, region: str) -> Iterator[str]:
    claim = each.claim
    yield f"{each.name}: {claim.about}, {claim.strength}"
    more = f" and {len(each.paths) - _MOST_PATHS} more" if len(each.paths) > _MOST_PATHS else ""
    yield (
        f"  where   {', '.join(each.paths[:_MOST_PATHS])}{more}" if each.paths else "  where   named, and said nowhere"
    )
    if claim.say:
        yield f"  allowed {'; '.join(said.text for said in claim.say)}"
    if claim.never:
        yield f"  never   {'; '.join(said.text for said in claim.never)}"
    for source in each.sources:
        yield f"  source  {_cite(source)}"
        yield f"          {source.finds}"
    for ruling in (ruling for ruling in claim.rulings if region in ("none", ruling.region)):
        yield f"  ruling  {_ruled(ruling)}"


def _cite(source: ClaimSource) -> str:
    doi = f", doi {source.doi}" if source.doi else ""
    seen = f"{source.kind} in {source.seen_in}, {source.year}"
    return f"{source.cite}{doi} ({seen}; read {source.read.value.isoformat()})"


def _ruled(ruling: Ruling) -> str:
    what = ["not to be claimed"] if ruling.refused == "yes" else []
    what += [f"needs {need}" for need in ruling.needs]
    what += [f"never {', '.join(word.text for word in ruling.never)}"] if ruling.never else []
    return f"{ruling.region}: {'; '.join(what)} ({ruling.ruling}, {ruling.day.value.isoformat()})"


def _data(page: ClaimPage) -> dict[str, object]:
    claims = [
        {
            "claim": each.name, "about": each.claim.about, "strength": each.claim.strength, "where": each.paths,
            "allowed": [said.text for said in each.claim.say], "never": [said.text for said in each.claim.never],
            "sources": [_cite(source) for source in each.sources], "rulings": [_ruled(r) for r in each.claim.rulings],
        }
        for each in page.claims
    ]  # fmt: skip
    return {
        "code": page.leaflet.code.text, "version": page.leaflet.version.text, "language": page.leaflet.language.text,
        "region": page.book.region, "note": _NOTHING_TRUE, "claims": claims, "cited": page.cited,
        "open": [finding.message for finding in page.open],
    }  # fmt: skip
