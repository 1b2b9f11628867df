"""The structure tree of a written file."""

from dataclasses import replace
from io import BytesIO

import pytest
from pikepdf import Dictionary, Name, Pdf

from brochure.base.manuscript import Manuscript
from brochure.content.shelf import Shelf
from brochure.proof import prove
from tests.samples import print_pages, said, set_sample


@pytest.mark.parametrize(
    "words", ["a room", "a room (left)", "back\\slash", "é and “quotes”", "5 – 6 €", "针灸", "ਨਾ", "😀"]
)
def test_the_words_for_a_figure_come_back_from_the_file(words: str, manuscript: Manuscript, shelf: Shelf) -> None:
    """Quotes and dashes have codes of their own in PDF; readers that take them for Latin-1 say other words."""
    leaflet = manuscript.leaflet
    changed = replace(manuscript, leaflet=leaflet.but(drawing=leaflet.drawing.but(alt=said(words))))
    stories, done = set_sample(changed, shelf)

    data = print_pages(changed, shelf, done.pages, stories)

    with Pdf.open(BytesIO(data)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Figure]
        assert words in {str(figure.Alt) for figure in figures}
    assert prove(data, done.pages, stories, changed).holds
