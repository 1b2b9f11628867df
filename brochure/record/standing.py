"""Where a leaflet stands in its life: whether it may go to patients, and what its reader is told until it may.

One function answers for every door through which a text reaches somebody; what it answers depends on files and on the
day that it is told, on nothing else.
"""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final, assert_never

from brochure.base.blocks import blocks_of
from brochure.base.claims import ClaimBook
from brochure.base.code_names import Code
from brochure.base.findings import Finding, Severity
from brochure.base.language import Language
from brochure.base.leaflet import Leaflet
from brochure.base.marks import bare
from brochure.base.model import Day
from brochure.base.order import day_of
from brochure.base.origin import Said
from brochure.base.records import NamedTuple, replace
from brochure.base.signing import Record, Signature, SignerRole
from brochure.record.duties import duty_findings
from brochure.record.fingerprints import stale_findings
from brochure.record.marks import evidence_digest, text_mark
from brochure.record.years import years_after

LONGEST_YEARS: Final = 3
SOON: Final = (timedelta(days=30), timedelta(days=90))
_MOST_NAMED = 4
_SAME: Final = ("code", "version", "issued", "review_by")  # of a translation and its source
_SIGNED: Final = (*_SAME, "kind")  # beside the words, as they were signed


class Life(NamedTuple):
    """What is known of a leaflet, to be held against each other."""

    leaflet: Leaflet
    source: Leaflet | None  # what a translation was made from
    record: Record
    brand: str  # digest of the clinic's name and marks; empty where nobody asks
    signed_words: dict[str, str] | None = None  # of the text that was signed last, by their paths
    same_code: tuple[str, ...] = ()  # other leaflets with this code
    book: ClaimBook | None = None  # none where its own faults are told
    number: str = ""  # to call in an emergency
    pictures: str = ""  # digest of those that the leaflet shows


def standing(held: Life, *, today: str, release: bool) -> tuple[Finding, ...]:
    """What stands against a leaflet: blocks behind its source, its days, and for a `release` what nobody has signed.

    `today` is an ISO date, or empty where nobody asks the calendar.
    """
    behind = stale_findings(held.leaflet, held.source) if held.source else ()
    return (
        *behind,
        *review_findings(held.leaflet, today),
        *(_release_findings(held, behind, today) if release else ()),
    )


def fitting_signature(leaflet: Leaflet, record: Record) -> Signature | None:
    """The signature of the text as it is now; none where nobody signed it, or where it was withdrawn."""
    mark = text_mark(leaflet)
    own = record.signatures(leaflet.language.text)
    last = own[-1] if own else None
    if last is None or last.text.text != mark or record.withdrawal(mark):
        return None
    now = header_of(leaflet)
    return last if all(now[name] == was for name, was in header_of(last).items()) else None


def draft_line(language: Language, *, signed: bool) -> str:
    """What tells a reader that nobody has signed the text; empty where somebody has."""
    labels = language.labels
    return "" if signed or labels is None else labels.draft


def _release_findings(held: Life, behind: Sequence[Finding], today: str) -> Iterator[Finding]:
    """Why a leaflet may not go to patients yet; `behind` is what its translation lacks."""
    leaflet = held.leaflet
    yield from _signature_findings(held, today)
    yield from day_findings(leaflet, today)
    yield from duty_findings(leaflet, held.number)
    if held.book:
        from brochure.record.words import release_findings  # noqa: PLC0415 - a plain build looks for no words

        yield from release_findings(leaflet, held.source, held.book, today)
    if held.source:
        yield from _source_findings(held, held.source)
    if leaflet.source and behind:
        count = "1 block differs" if len(behind) == 1 else f"{len(behind)} blocks differ"
        message = f"{count} from the source that this translation was made from"
        hint = "bring them up to date, then run `brochure stamp`"
        yield Finding("not-released", message, leaflet.source.origin, hint)
    if held.same_code:
        message = f"code '{leaflet.code}' is that of '{held.same_code[0]}' too"
        yield Finding("code-twice", message, leaflet.code.origin, "give each leaflet a code of its own")


def _signature_findings(held: Life, today: str) -> Iterator[Finding]:
    leaflet, record = held.leaflet, held.record
    mark, own = text_mark(leaflet), record.signatures(leaflet.language.text)
    sign = f"have it read, then say `brochure sign LEAFLET --language {leaflet.language} --who NAME --role ROLE`"
    origin = leaflet.title.origin
    if withdrawn := record.withdrawal(mark):
        message = f"this text was withdrawn on {withdrawn.day.value.isoformat()}: {withdrawn.why}"
        yield Finding("withdrawn", message, origin, "mend it, and have the new text signed")
    if not own:
        yield Finding("not-signed", f"nobody has signed '{bare(leaflet.title.text)}'", origin, sign)
        return
    last = own[-1]
    since = f"since {last.who} signed on {last.day.value.isoformat()}"
    if last.text.text != mark:
        yield Finding("signed-other-text", f"{_changed(held)} {since}", origin, sign)
    yield from unfit_signer(leaflet, last.role)
    day = day_of(today)
    until = min(last.until.value, years_after(last.day.value, LONGEST_YEARS))  # whatever somebody typed there
    if day and until < day:
        message = f"the signature of {last.who} counts until {until.isoformat()}"
        yield Finding("review-overdue", message, origin, sign)
    yield from (replace(each, hint=sign) for each in beside_findings(held))


def beside_findings(held: Life) -> Iterator[Finding]:
    """What changed since the last signature beside the words: code, version, days, kind, pictures, evidence, brand."""
    leaflet, own = held.leaflet, held.record.signatures(held.leaflet.language.text)
    if not own:
        return
    last, origin = own[-1], leaflet.title.origin
    since = f"since {last.who} signed on {last.day.value.isoformat()}"
    now = header_of(leaflet)
    for name, was in header_of(last).items():
        if now[name] != was:
            message = f"'{name}' was '{was}' when {last.who} signed, and is '{now[name]}'"
            yield Finding("signed-other-text", message, getattr(getattr(leaflet, name), "origin", origin))
    changed = {
        "a picture": last.code and (last.pictures.text if last.pictures else "") != held.pictures,
        "the evidence": last.evidence.text != evidence_digest(leaflet, held.source, held.book or ClaimBook()),
        "the clinic's name, marks or accounts": held.brand and last.brand.text != held.brand,
    }
    for what, has_changed in changed.items():
        if has_changed:
            yield Finding("signed-other-text", f"{what} changed {since}", origin)


def header_of(said: Leaflet | Signature) -> dict[str, str]:
    """Code, version, days and kind of a text, by their names, or of one that was signed; those that are known."""
    values = {name: getattr(said, name) for name in _SIGNED}
    return {name: _shown(value) for name, value in values.items() if value is not None}


def _shown(value: Said | Day | str) -> str:
    match value:
        case Said():
            return value.text
        case Day():
            return value.value.isoformat()
        case str():
            return value
        case _:
            assert_never(value)


def _changed(held: Life) -> str:
    """How many blocks differ from the signed text, and which."""
    if held.signed_words is None:
        return "the text changed"
    now = {path: " ".join(said.text.split()) for path, said in blocks_of(held.leaflet)}
    paths = [path for path in dict.fromkeys((*now, *held.signed_words)) if now.get(path) != held.signed_words.get(path)]
    named = ", ".join(paths[:_MOST_NAMED]) + (" ..." if len(paths) > _MOST_NAMED else "")
    return f"1 block changed ({named})" if len(paths) == 1 else f"{len(paths)} blocks changed ({named})"


def day_findings(leaflet: Leaflet, today: str) -> Iterator[Finding]:
    """Days that no text for patients has: an issue still to come, a review over three years after it.

    Raises:
        BadInput: `today` is no day.
    """
    issued, review, day = leaflet.issued, leaflet.review_by, day_of(today)
    if day and issued.value > day:
        message = f"the text is issued on {issued.value.isoformat()}, which is still to come"
        yield Finding("issued-in-future", message, issued.origin, "write the day on which it goes out")
    if review.value > years_after(issued.value, LONGEST_YEARS):
        message = f"it is to be read again on {review.value.isoformat()}, over {LONGEST_YEARS} years after its issue"
        yield Finding("review-too-far", message, review.origin, f"write a day within {LONGEST_YEARS} years")


def unfit_signer(leaflet: Leaflet, role: SignerRole) -> Iterator[Finding]:
    """A translator stands for a translation: that it says what its source says, and for nothing else."""
    if role == "translator" and leaflet.source is None:
        message = f"a translator signed '{bare(leaflet.title.text)}', which is no translation"
        yield Finding("signer-role", message, leaflet.title.origin, "have a clinician or an editor sign it")


def unsigned_source(leaflet: Leaflet, source: Leaflet | None, record: Record) -> Iterator[Finding]:
    """A source that is not signed as it is now: nobody can stand for its translation yet."""
    if source is not None and fitting_signature(source, record) is None:
        message = f"the source of this translation, '{source.language}', is not signed as it is now"
        origin = leaflet.source.origin if leaflet.source else leaflet.title.origin
        yield Finding("source-not-signed", message, origin, "have the source signed first")


def _source_findings(held: Life, source: Leaflet) -> Iterator[Finding]:
    leaflet = held.leaflet
    yield from unsigned_source(leaflet, source, held.record)
    for name in _SAME:
        mine, theirs = getattr(leaflet, name), getattr(source, name)
        if _shown(mine) != _shown(theirs):
            message = f"'{name}' of this translation is not that of its source"
            yield Finding("header-differs", message, mine.origin, f"write `{name}:` as {theirs.origin.file} has it")


def review_findings(leaflet: Leaflet, today: str, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """A review day that has passed, or that comes within 30 or 90 days; `today` is empty where nobody asks.

    Raises:
        BadInput: `today` is no day.
    """
    review, day = leaflet.review_by, day_of(today)
    if day is None:
        return
    code: Code = "review-overdue"
    hint = "have it read, then set `issued:` and `review_by:` anew"
    if review.value < day:
        message = f"the text was to be read again by {review.value.isoformat()}"
        yield Finding(code, message, review.origin, hint, severity)
        return
    if soon := next((span for span in SOON if review.value - day <= span), None):
        message = f"the text is to be read again within {soon.days} days, by {review.value.isoformat()}"
        yield Finding("review-soon", message, review.origin, hint, Severity.WARNING)
