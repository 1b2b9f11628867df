"""Small makers of things that tests set, place and prove."""

from dataclasses import replace
from itertools import pairwise

from brochure.base.colour import Colour, Rgb, contrast
from brochure.base.leaflet import SafetyNote
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin, Said
from brochure.base.page import Page
from brochure.base.story import Story
from brochure.content.shelf import Shelf
from brochure.draft.write import write
from brochure.layout import SetPages, set_pages
from brochure.paint import ink
from brochure.pdf import book_of, finish
from tests.conftest import MADE_AT

MERGE = ("merge", "your-visit", "--samples", "--allow-draft", "--recipients", "list.csv")  # of a draft, in any folder
HERE = Origin("content/sample/en.yaml", 7, 3, "  text: sample")


def said(text: str) -> Said:
    """A text as if it had been read from a file."""
    return Said(text, HERE)


def set_sample(manuscript: Manuscript, shelf: Shelf) -> tuple[tuple[Story, ...], SetPages]:
    """Stories and pages of a manuscript."""
    stories = write(manuscript)
    return stories, set_pages(stories, manuscript, shelf.faces)


def print_pages(manuscript: Manuscript, shelf: Shelf, pages: tuple[Page, ...], stories: tuple[Story, ...]) -> bytes:
    """The bytes of pages, whatever was done to them."""
    book = book_of(pages, shelf.faces)
    return finish(ink(pages, stories, book), pages, stories, manuscript, book=book, made_at=MADE_AT)


def note_of(manuscript: Manuscript) -> SafetyNote:
    """The safety note of a leaflet that has one."""
    assert manuscript.leaflet.safety is not None
    return manuscript.leaflet.safety


def with_drawing(manuscript: Manuscript, alt: str) -> Manuscript:
    """The manuscript with other words for its drawing."""
    assert manuscript.leaflet.drawing is not None
    drawing = manuscript.leaflet.drawing.but(alt=said(alt))
    return replace(manuscript, leaflet=manuscript.leaflet.but(drawing=drawing))


def with_lead(manuscript: Manuscript, text: str) -> Manuscript:
    """The manuscript with another lead."""
    return replace(manuscript, leaflet=manuscript.leaflet.but(lead=said(text)))


def greys_about(ratio: float, ground: Rgb) -> tuple[Colour, Colour]:
    """A colour that differs from a light ground by the ratio, and the next bluer one, which does not quite."""
    greys = [Rgb(*[level / 255] * 3) for level in range(200)]
    last = max(at for at, grey in enumerate(greys) if contrast(grey, ground) >= ratio)
    blues = [Rgb(last / 255, last / 255, level / 255) for level in range(last, 256)]
    passing, failing = next(pair for pair in pairwise(blues) if contrast(pair[1], ground) < ratio)
    assert ratio - 0.05 < contrast(failing, ground) < ratio <= contrast(passing, ground) < ratio + 0.05
    return Colour("enough", passing), Colour("too pale", failing)


SHEETS = (
    "booklet-a5",
    "card-dl",
    "flyer-a5",
    "gatefold-a4",
    "halffold-a4",
    "letter-a4",
    "page-a4",
    "page-letter",
    "poster-a3",
    "rollfold-a4",
    "sheet-a4",
    "trifold-a4",
    "trifold-letter",
    "zfold-a4",
)
# What is too long for a shape even with its short texts, and is refused there.
TOO_LONG = {
    *(
        ("acupuncture-pain", language, layout)
        for language in ("ar", "en", "es", "pl", "zh-Hans")
        for layout in ("card-dl", "flyer-a5", "page-a4", "page-letter", "poster-a3")
    ),
    *(
        ("acupuncture-pain", language, layout)
        for language in ("ar", "es", "pl")
        for layout in ("gatefold-a4", "rollfold-a4")
    ),
}
