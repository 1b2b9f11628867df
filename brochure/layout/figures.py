"""Marks, photographs and codes that come out too small to be seen as such."""

from collections.abc import Iterator

from brochure.base.findings import Finding
from brochure.base.manuscript import Manuscript
from brochure.base.story import Figure, Story, leaves
from brochure.base.units import MM, Pt, in_mm
from brochure.layout.copyfit import Fitted
from brochure.layout.slugs import ArtPiece

_OWN = ("art", "blank", "box", "tick", "cross", "risk", "outline")  # drawn by the program, as high as they are meant
LEAST_FIGURE: Pt = 4 * MM  # what is narrower is seen as a line, not as a mark


def small_figures(fitted: Fitted, stories: tuple[Story, ...], manuscript: Manuscript) -> Iterator[Finding]:
    """Marks, photographs and codes that came out as hair lines, or as nothing at all."""
    figures = {leaf.number: leaf for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Figure)}
    for column in (column for story in fitted.stories for column in story.columns):
        for piece in (piece for row in column.rows for piece in row.slug.pieces if isinstance(piece, ArtPiece)):
            figure, least = figures.get(piece.element), min(piece.width, piece.height)
            if figure is None or figure.kind in _OWN or least >= LEAST_FIGURE:
                continue
            ratio = piece.art.width / piece.art.height
            shape = f"{ratio:.3g} : 1" if ratio >= 1 else f"1 : {1 / ratio:.3g}"
            size = f"{in_mm(piece.width):.1f} by {in_mm(piece.height):.1f} mm"
            least_mm = f"at least {in_mm(LEAST_FIGURE):.0f} mm are needed"
            message = f"{_named(figure, manuscript)} ({shape}) comes out {size}, {least_mm}"
            yield Finding("figure-small", message, figure.origin, "give a less narrow picture, or its frame more room")


def _named(figure: Figure, manuscript: Manuscript) -> str:
    """The kind of a figure with the file that it shows."""
    logo, photo = manuscript.brand.logo, manuscript.leaflet.photo
    mark = logo.reversed if figure.source == "reversed" and logo.reversed else logo.file
    files = {"logo": mark.text, "photo": photo.file.text if photo else ""}
    return f"{figure.kind} '{files.get(figure.kind) or figure.source}'"
