"""A manuscript in the art that its leaflet asks for, and what its layout has no place for or waits for in vain."""

from collections.abc import Iterator

from brochure.base.edition import Edition
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, replace


class Dressed(NamedTuple):
    """A manuscript whose layout has its art, and what is to be told of that."""

    manuscript: Manuscript
    findings: tuple[Finding, ...]


def dressed(manuscript: Manuscript) -> Dressed:
    """The manuscript whose layout has the art that the leaflet asks for."""
    leaflet, layout = manuscript.leaflet, manuscript.layout
    direction = leaflet.art_direction or ("line" if leaflet.drawing else "plain")
    told = []
    if direction == "band" and not layout.has_cover_line:
        told.append(_without_place("the band of the cover", leaflet.title.origin, manuscript.layout_name))
    if direction != "line":
        manuscript = replace(manuscript, layout=layout.dressed(direction, leaflet.title.origin))
    if leaflet.cover and not manuscript.layout.shows_cover:
        told.append(_without_place("the picture of the cover", leaflet.cover.file.origin, manuscript.layout_name))
    is_placed = manuscript.edition.form in ("sheet", "pages")
    return Dressed(manuscript, (*told, *_address_findings(manuscript)) if is_placed else ())


def text_for(leaflet: Leaflet, edition: Edition) -> Leaflet:
    """The leaflet as an edition says it.

    Raises:
        BadInput: the easy read edition of a leaflet that has nothing under `easy:`.
    """
    if not edition.is_easy:
        return leaflet
    if not leaflet.easy:
        message = "the leaflet says nothing under `easy:`"
        hint = "write it, a list of `{say: ..., picture: ...}`, or make another edition"
        raise BadInput(Finding("missing-field", message, leaflet.title.origin, hint))
    return leaflet.easily()


def _without_place(art: str, origin: Origin, layout: str) -> Finding:
    message = f"layout '{layout}' has no place for {art}"
    return Finding("text-omitted", message, origin, "choose another layout for it", Severity.NOTE)


def _address_findings(manuscript: Manuscript) -> Iterator[Finding]:
    """A window behind which nothing stands."""
    leaflet = manuscript.leaflet
    if not leaflet.address and any(plan.name.text == "address" for plan in manuscript.layout.stories):
        message = f"layout '{manuscript.layout_name}' has a window for an address, and the leaflet none"
        hint = "write `address:`, with `{name}` and other `personal:` fields for a merge; or take another layout"
        yield Finding("missing-field", message, leaflet.title.origin, hint, Severity.NOTE)
