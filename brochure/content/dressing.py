"""A manuscript in the art that its leaflet asks for, and what its layout has no place for or waits for in vain."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from brochure.base.brand import Brand
from brochure.base.colour import contrast
from brochure.base.design import Layout
from brochure.base.directions import (
    LEAST_ON_COVER,
    SCHEMES,
    ArtDirection,
    ArtInks,
    ArtRoles,
    DrawnDirection,
    Dress,
    Scheme,
    seed_of,
)
from brochure.base.edition import Edition
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, replace
from brochure.content.shelf import Shelf


class Dressed(NamedTuple):
    """A manuscript whose layout has its art, and what is to be told of that."""

    manuscript: Manuscript
    findings: tuple[Finding, ...]


def dressed(manuscript: Manuscript, *, spared: bool = False) -> Dressed:
    """The manuscript whose layout has the art that the leaflet asks for; `spared` where its cover is white already."""
    leaflet, layout = manuscript.leaflet, manuscript.layout
    direction = _direction(manuscript)
    told = []
    if direction == "band" and not layout.has_cover_line:
        told.append(_without_place("the band of the cover", leaflet.title.origin, manuscript.layout_name))
    if direction != "line":
        manuscript = replace(manuscript, layout=_layout_in(layout, direction, leaflet.title.origin))
    if direction in SCHEMES:
        manuscript = _drawn(manuscript, direction, spared=spared)
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
    return _easy(leaflet)


@lru_cache(maxsize=64)
def _easy(leaflet: Leaflet) -> Leaflet:
    return leaflet.easily()


@lru_cache(maxsize=64)
def _layout_in(layout: Layout, direction: ArtDirection, origin: Origin) -> Layout:
    return layout.dressed(direction, origin)


@lru_cache(maxsize=64)
def _covered(brand: Brand, scheme: Scheme) -> Brand:
    roles = brand.roles
    return brand.but(roles=roles.but(cover=getattr(roles, scheme.cover), cover_text=getattr(roles, scheme.words)))


def _direction(manuscript: Manuscript) -> ArtDirection:
    """What the leaflet says, else the brand; a leaflet with words for the line wants it, another no line."""
    leaflet, brand = manuscript.leaflet, manuscript.brand
    return leaflet.art_direction or brand.art_direction or ("line" if leaflet.drawing else "plain")


def _drawn(manuscript: Manuscript, direction: DrawnDirection, *, spared: bool) -> Manuscript:
    """The manuscript with the colours of a direction that draws; where toner is spared the brand stays as it is."""
    brand, own = manuscript.brand, SCHEMES[direction]
    if spared:
        inks = _inks(brand, own.spared)
        return replace(manuscript, dress=Dress(direction, inks, inks, own.solid_numbers, own.note))
    readable = [each for each in own.covers if _can_be_read(brand, each)] or [own.covers[-1]]
    scheme = readable[seed_of(manuscript.leaflet.code.text) // 3 % len(readable) if own.varied else 0]
    dress = Dress(direction, _inks(brand, scheme.art), _inks(brand, own.band), own.solid_numbers, own.note)
    art = manuscript.artwork
    return replace(
        manuscript,
        brand=_covered(brand, scheme),
        artwork=art._replace(logo_reversed=art.logo) if scheme.is_light else art,
        dress=dress,
    )


def _inks(brand: Brand, roles: ArtRoles) -> ArtInks:
    return ArtInks(*(brand.colour(role) for role in roles))


def _can_be_read(brand: Brand, scheme: Scheme) -> bool:
    words, ground = brand.colour(scheme.words).screen, brand.colour(scheme.cover).screen
    return contrast(words, ground) >= LEAST_ON_COVER


def easy_picture_faults(leaflet: Leaflet, path: Path, shelf: Shelf) -> Iterator[Finding]:
    """Pictures of the easy lines that are neither files beside the leaflet in `path` nor drawn by the program."""
    layout = shelf.find("layouts", "easy-a4", "layout.yaml") if leaflet.easy else None
    drawn = sorted(each.stem for each in layout.parent.glob("*.svg")) if layout else []
    for line in leaflet.easy:
        said = line.picture.file
        if said.text not in drawn and not (path.parent / said.text).is_file():
            message = f"there is no picture '{said.text}'"
            yield Finding("file-missing", message, said.origin, did_you_mean(said.text, drawn))


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
