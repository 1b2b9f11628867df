"""Where a leaflet stands in its life: whether it may go to patients, and what its reader is told until it may."""

from collections.abc import Iterator, Sequence

from brochure.base.findings import Finding, Severity
from brochure.base.language import Language
from brochure.base.leaflet import Leaflet
from brochure.base.marks import bare
from brochure.base.order import day_of
from brochure.record.fingerprints import stale_findings


def standing(leaflet: Leaflet, source: Leaflet | None, *, today: str, release: bool) -> tuple[Finding, ...]:
    """What stands against a leaflet: blocks behind its source, a review day that passed, and for a `release` a draft.

    `today` is an ISO date, or empty where nobody asks the calendar; `source` is what a translation was made from.
    """
    behind = stale_findings(leaflet, source) if source else ()
    return (
        *behind,
        *review_findings(leaflet, today),
        *(_release_findings(leaflet, behind) if release else ()),
    )


def draft_line(leaflet: Leaflet, language: Language) -> str:
    """What tells a reader that nobody has signed a translation; an original has no such line."""
    labels = language.labels
    return labels.draft if labels and leaflet.source and leaflet.status != "final" else ""


def _release_findings(leaflet: Leaflet, behind: Sequence[Finding]) -> Iterator[Finding]:
    """Why a leaflet may not go to patients yet; `behind` is what its translation lacks."""
    if leaflet.status != "final":
        message = f"'{bare(leaflet.title.text)}' is a draft"
        hint = "have a named person sign it off, then write `status: final`"
        yield Finding("not-released", message, leaflet.title.origin, hint)
    if leaflet.source and not leaflet.reviewer:
        message = "nobody has signed this translation"
        yield Finding("not-released", message, leaflet.source.origin, "write `reviewer:` with the name of who did")
    if leaflet.source and behind:
        count = "1 block differs" if len(behind) == 1 else f"{len(behind)} blocks differ"
        message = f"{count} from the source that this translation was made from"
        hint = "bring them up to date, then run `brochure stamp`"
        yield Finding("not-released", message, leaflet.source.origin, hint)


def review_findings(leaflet: Leaflet, today: str, severity: Severity = Severity.ERROR) -> Iterator[Finding]:
    """A review day that has passed; `today` is an ISO date, or empty where nobody asks.

    Raises:
        BadInput: `today` is no day.
    """
    review, day = leaflet.review_by, day_of(today)
    if day and review.value < day:
        message = f"the text was to be read again by {review.value.isoformat()}"
        hint = "have it read, then set `issued:` and `review_by:` anew"
        yield Finding("review-overdue", message, review.origin, hint, severity)
