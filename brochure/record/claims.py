"""A leaflet and the book of claims in, findings out: what is claimed without a claim, without a hedge, or ruled out.

It says what nobody has stood for; it never says that a claim is true.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from brochure.base.claims import Claim, ClaimBook, Ruling, WordList
from brochure.base.code_names import Code
from brochure.base.findings import Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.order import day_of
from brochure.base.origin import Said
from brochure.base.records import NamedTuple
from brochure.record.caveats import read_blocks
from brochure.record.phrases import folded, found_in, sentences, without
from brochure.record.register import is_of_animals, old_findings

_ALONE: Final = frozenset({  # parts of a path that are read without what stands around them
    "heading", "subheading", "title", "file_title", "strapline", "short", "label", "screen", "alt", "caption",
})  # fmt: skip
# Where a reader is asked and warned, an illness is named and not claimed; what is said to be done about it still is.
_ASKING: Final = frozenset({"safety", "urgent", "tick", "fill", "sign"})
_EFFECTS: Final = ("cure", "relief", "help", "prevent", "proof", "no-medicine")
_HEAD: Final = ("lead", "intro")
_MOST_NAMED: Final = 4


class Claimed(NamedTuple):
    """One text, what it may rest on, and the words around it in which a hedge may stand."""

    path: str
    said: Said
    claims: dict[str, Claim]
    around: str  # folded


def names_by_scope(leaflet: Leaflet, source: Leaflet | None = None) -> dict[str, tuple[Said, ...]]:
    """The claims that a leaflet names, by the path of what names them; a translation has those of its source.

    What the head of a leaflet names, under an empty path, holds for the texts that name nothing nearer.
    """
    found = dict(_named(source)) if source else {}
    return found | {path: names for path, names in _named(leaflet) if names or path not in found}


def unknown_findings(leaflet: Leaflet, book: ClaimBook) -> Iterator[Finding]:
    """Names of claims that the register does not hold."""
    known = book.register.claims if book.register else {}
    for _, names in _named(leaflet):
        for name in names:
            if name.text not in known:
                hint = did_you_mean(name.text, known) if known else "write `content/_claims/` with it"
                yield Finding("claim-unknown", f"the register holds no claim '{name}'", name.origin, hint)


def claim_findings(
    leaflet: Leaflet, source: Leaflet | None, book: ClaimBook, *, today: str, severity: Severity
) -> Iterator[Finding]:
    """All that stands against what a leaflet claims, each at its text."""
    if book.words is None:
        tag = leaflet.language
        message = f"there is no list of words that make a claim in '{tag}': its texts are not held to the register"
        hint = f"write content/_claims/words/{tag}.yaml, or have the text read for it"
        yield Finding("no-word-list", message, tag.origin, hint, Severity.NOTE)
    for claimed in claimed_texts(leaflet, source, book):
        if book.words:
            yield from _text_findings(claimed, book, book.words, severity)
        yield from _word_findings(claimed, book, severity)
    for name, claim in named_claims(leaflet, source, book).items():
        for each in claim.sources:
            held = book.register.sources.get(each.text) if book.register else None
            for old in old_findings(held, each.text, day_of(today)) if held else ():
                yield Finding(old.code, f"{old.message}, on which '{name}' rests", old.origin, old.hint, severity)


def named_claims(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook) -> dict[str, Claim]:
    """The claims of the register that a leaflet names anywhere, by their names."""
    known = book.register.claims if book.register else {}
    names = dict.fromkeys(name.text for names in names_by_scope(leaflet, source).values() for name in names)
    return {name: known[name] for name in names if name in known}


def claimed_texts(leaflet: Leaflet, source: Leaflet | None, book: ClaimBook) -> Iterator[Claimed]:
    """Every text that somebody reads, with the claims that it may rest on."""
    scopes = names_by_scope(leaflet, source)
    known = book.register.claims if book.register else {}
    blocks = read_blocks(leaflet)
    for path, said in blocks:
        names = scopes.get(_scope(path)) or scopes.get("", ())
        near = (other.text for at, other in blocks if _scope(at) == _scope(path) and not _ALONE & set(at.split()))
        around = said.text if _ALONE & set(path.split()) else "\n".join(near)
        claims = {name.text: known[name.text] for name in names if name.text in known}
        yield Claimed(path, said, claims, folded(around))


def topics_of(text: str, words: WordList) -> dict[str, str]:
    """The topics that a folded text touches, each with the first of its words."""
    text = without(text, words.no_triggers)
    found = {topic: found_in(text, entries) for topic, entries in words.triggers.items()}
    return {topic: hits[0] for topic, hits in found.items() if hits}


def covering(topic: str, claims: Iterable[Claim]) -> list[Claim]:
    """The claims that may stand behind the words of a topic."""
    return [claim for claim in claims if any(name.text == topic for name in claim.covers)]


def _text_findings(claimed: Claimed, book: ClaimBook, words: WordList, severity: Severity) -> Iterator[Finding]:
    """A text whose words make claims: covered, hedged, and true to the animals that were looked at."""
    path, said, claims, around = claimed
    topics = topics_of(folded(said.text), words)
    if _ASKING & set(path.split()):
        topics = {topic: word for topic, word in topics.items() if topic in _EFFECTS}
    behind = {topic: covering(topic, claims.values()) for topic in topics}

    def told(code: Code, message: str, hint: str) -> Finding:
        return Finding(code, message, said.origin, hint, severity)

    bare = [topics[topic] for topic, found in behind.items() if not found]
    if bare:
        message = f"'{path}' makes a claim that nothing names: {_listed(bare)}"
        yield told("claim-missing", message, _way_out([t for t, found in behind.items() if not found], book))
    hedged = [topics[topic] for topic, found in behind.items() if any(claim.hedge == "yes" for claim in found)]
    if hedged and not any(found_in(around, each) for each in words.hedges.values()):
        yield told("claim-hedge", f"'{path}' states as a fact: {_listed(hedged)}", "write `may`, or what limits it")
    of_animals = [
        topics[topic]
        for topic, found in behind.items()
        if book.register and found and all(is_of_animals(claim, book.register) for claim in found)
    ]
    if of_animals and not found_in(around, words.hedges.get("animals", ())):
        message = f"'{path}' does not say that this was seen in animals only: {_listed(of_animals)}"
        yield told("claim-animals", message, "say so in this very text; a heading and a short text are read alone")
    for topic, found in behind.items():
        for ruling in {id(r): r for claim in found for r in claim.rulings if r.region == book.region}.values():
            yield from _ruling_findings(claimed, topics[topic], ruling, words, severity)


def _ruling_findings(
    claimed: Claimed, word: str, ruling: Ruling, words: WordList, severity: Severity
) -> Iterator[Finding]:
    """What a region's authority has ruled on a claim; a need is a word, or a kind of hedge in any language."""
    if ruling.refused == "yes":
        if _only_unknown(claimed.said.text, word, words):
            return
        message = f"'{claimed.path}' speaks of '{word}', which is not to be claimed there: {_of(ruling.ruling, ruling)}"
        yield Finding("claim-ruled-out", message, claimed.said.origin, "take it out", severity)
        return
    for need in ruling.needs:
        either = [each.strip() for each in need.text.split("|")]
        looked = [Said(each, need.origin) for each in either]
        kinds = [hedge for each in either for hedge in words.hedges.get(each, ())]
        if not found_in(claimed.around, (*looked, *kinds)):
            message = f"'{claimed.path}' says '{word}' without '{either[0]}': {_of(ruling.ruling, ruling)}"
            hint = f"write one of these beside it: {', '.join([*either, *(kind.text for kind in kinds)][:_MOST_NAMED])}"
            yield Finding("claim-ruled-out", message, claimed.said.origin, hint, severity)


def _only_unknown(text: str, word: str, words: WordList) -> bool:
    """Whether each sentence with this word says that nobody knows: no claim at all."""
    told = words.hedges.get("unknown", ())
    return all(found_in(each, told) for each in sentences(text) if word in each)


def _word_findings(claimed: Claimed, book: ClaimBook, severity: Severity) -> Iterator[Finding]:
    """Words that a claim's sources do not carry, or that a region has ruled out."""
    text, origin = folded(claimed.said.text), claimed.said.origin
    for name, claim in claimed.claims.items():
        for word in found_in(text, claim.never):
            message = f"'{claimed.path}' says '{word}', which the sources of '{name}' do not carry"
            said = ", ".join(f"'{each}'" for each in claim.say[:_MOST_NAMED])
            hint = f"say it in other words, such as {said}" if said else "say it in other words"
            yield Finding("claim-words", message, origin, hint, severity)
        for ruling in claim.rulings:
            for word in found_in(text, ruling.never) if ruling.region == book.region else ():
                message = f"'{claimed.path}' says '{word}', which was ruled out: {_of(ruling.ruling, ruling)}"
                yield Finding("claim-words", message, origin, "say it in other words", severity)
    for row in book.ruled_out.rows if book.ruled_out else ():
        for word in found_in(text, row.never):
            day = row.day.value.isoformat()
            message = f"'{claimed.path}' says '{word}', which was ruled out: {row.ruling}, {day}"
            yield Finding("claim-words", message, origin, "say it in other words", severity)


def _named(leaflet: Leaflet) -> Iterator[tuple[str, tuple[Said, ...]]]:
    yield "", leaflet.claims
    yield from ((f"body {at}", each.claims) for at, each in enumerate(leaflet.body, 1))
    yield from ((f"points {at}", each.claims) for at, each in enumerate(leaflet.points, 1))
    yield from ((f"sections {at}", each.claims) for at, each in enumerate(leaflet.sections, 1))
    yield from ((f"easy {at}", each.claims) for at, each in enumerate(leaflet.easy, 1))
    if leaflet.aside:
        yield "aside", leaflet.aside.claims


def _scope(path: str) -> str:
    """What a text is read with: its point, section or block of the body; lead and introduction together."""
    parts = path.split()
    if parts[0] in _HEAD:
        return _HEAD[0]
    return " ".join(parts[:2] if len(parts) > 1 and parts[1].isdigit() else parts[:1])


def _way_out(topics: list[str], book: ClaimBook) -> str:
    known = book.register.claims if book.register else {}
    fits = {name: sum(each.text in topics for each in claim.covers) for name, claim in known.items()}
    names = sorted((name for name, count in fits.items() if count), key=lambda name: -fits[name])
    if names:
        return f"write `claims:` beside it, such as {', '.join(names[:_MOST_NAMED])}; or take the words out"
    return "take the words out, or write a claim with its sources into content/_claims/"


def _listed(words: Iterable[str]) -> str:
    each = list(dict.fromkeys(words))
    return ", ".join(f"'{word}'" for word in each[:_MOST_NAMED]) + (" ..." if len(each) > _MOST_NAMED else "")


def _of(said: Said, ruling: Ruling) -> str:
    return f"{said}, {ruling.day.value.isoformat()}"
