"""What the press would like to know of a brand's colours and pictures before it prints them."""

from collections.abc import Iterable, Iterator

from brochure.base.art import Drawing, Picture, colours_of, pixels_of
from brochure.base.colour import Cmyk
from brochure.base.findings import Finding, Severity
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.page import Page, PlacedPath, PlacedPicture
from brochure.base.units import Pt


def colour_findings(converted: Iterable[tuple[str, Cmyk]], manuscript: Manuscript) -> Iterator[Finding]:
    """Colours that have no recipe and were converted through the profile."""
    palette, logo = manuscript.brand.palette, manuscript.brand.logo.file.origin
    drawn = {
        colour.name: origin
        for art, origin in reversed(_own_art(manuscript))
        if isinstance(art, Drawing)
        for colour in colours_of(art.pieces)
    }
    for name, inks in converted:
        shares = ", ".join(f"{share * 100:.0f}" for share in inks)
        message = f"colour '{name}' has no ink of its own; the press prints cmyk({shares})"
        origin = palette[name].screen.origin if name in palette else drawn.get(name, logo)
        hint = f'agree on it with the print shop, then write press: "cmyk({shares})"'
        if name not in palette:
            hint = "agree on it with the print shop, or draw it in a colour of the brand"
        elif palette[name].press:
            message = f"the ink of colour '{name}' runs into another one; there the press prints cmyk({shares})"
            hint = "agree on it with the print shop, or take the gradient out of the drawing"
        yield Finding("colour-converted", message, origin, hint, Severity.NOTE)


def picture_findings(pages: tuple[Page, ...], manuscript: Manuscript) -> Iterator[Finding]:
    """Pictures too coarse for the place where they stand."""
    logo, own = manuscript.brand.logo, _own_art(manuscript)
    for page in pages:
        for item in page.placed:
            if isinstance(item, PlacedPicture):
                origin = next((origin for art, origin in own if art == item.picture), logo.file.origin)
                press = manuscript.edition.has_inks
                yield from _coarse(item.picture, item.box.width, origin, press=press)
            elif isinstance(item, PlacedPath):
                for piece in pixels_of(item.pieces):
                    width, press = piece.matrix.along_scale, manuscript.edition.has_inks
                    origin = next((origin for art, origin in own if art == piece.picture), logo.file.origin)
                    yield from _coarse(piece.picture, width, origin, press=press)


def _own_art(manuscript: Manuscript) -> list[tuple[Drawing | Picture, Origin]]:
    """Every picture but the logo, and where its file is named."""
    artwork, leaflet = manuscript.artwork, manuscript.leaflet
    files = {each.file.text: each.file.origin for each in leaflet.pictures}
    own = [(art, files[file]) for file, art in artwork.pictures]
    if leaflet.photo and artwork.photo:
        own.append((artwork.photo, leaflet.photo.file.origin))
    if leaflet.cover and artwork.cover:
        own.append((artwork.cover, leaflet.cover.file.origin))
    named = zip(manuscript.brand.partners, artwork.partners, strict=True)
    return [*own, *((art, each.file.origin) for each, (_, art) in named)]


def _coarse(picture: Picture, width: Pt, origin: Origin, *, press: bool) -> tuple[Finding, ...]:
    from brochure.content.pictures import resolution_findings  # noqa: PLC0415 - most leaflets hold no pixels

    return resolution_findings(picture, width, origin, press=press)
