"""Bookmarks, asked of another library: each stands for a heading, and leads to the line on which it begins."""

from io import BytesIO

import pypdfium2
import pytest
from pikepdf import Dictionary, Pdf

from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.story import Words, leaves
from brochure.content.shelf import Shelf
from brochure.pipeline import make


@pytest.fixture(params=["email", "large-print"])
def made(request: pytest.FixtureRequest, shelf: Shelf) -> Made:
    """A leaflet of several pages, made anew for each test: so each is known to ask what makes it."""
    return make(Order("after-treatment", edition=request.param), shelf)


def chain_of(owner: Dictionary) -> list[Dictionary]:
    """The bookmarks right below one, or below the root, walked forwards."""
    found = [owner.First] if "/First" in owner else []
    while found and "/Next" in found[-1]:
        found.append(found[-1].Next)
    return found


def bookmarks_of(pdf: Pdf) -> list[Dictionary]:
    """All bookmarks as a viewer shows them from the top."""
    return [each for title in chain_of(pdf.Root.Outlines) for each in (title, *chain_of(title))]


def test_each_bookmark_leads_to_the_line_of_its_heading(made: Made) -> None:
    """Page and height: a bookmark that leads to the first page is worse than none."""
    first: dict[int, tuple[int, float]] = {}
    for at, page in enumerate(made.pages):
        for item in page.placed:
            if isinstance(item, PlacedLine):
                first.setdefault(item.element, (at, item.ink.top))
    headings = [
        leaf
        for story in made.stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Words) and leaf.tag in ("H1", "H2") and leaf.number in first
    ]
    wanted = [(leaf.text, *first[leaf.number]) for leaf in headings]

    with Pdf.open(BytesIO(made.data)) as pdf:
        pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
        found = [(str(each.Title), pages[each.Dest[0].objgen], each.Dest) for each in bookmarks_of(pdf)]
        assert [each[:2] for each in found] == [each[:2] for each in wanted]
        assert len({page for _, page, _ in found}) >= 3  # or one page would do for all
        for (_, _, (_, kind, left, top, zoom)), (_, _, height) in zip(found, wanted, strict=True):
            assert (str(kind), left, zoom) == ("/XYZ", None, None)
            assert float(top) == pytest.approx(height, abs=0.051)


def test_a_bookmark_stands_just_above_its_words(made: Made) -> None:
    """As another reader measures the words on the page."""
    document = pypdfium2.PdfDocument(made.data)
    for bookmark in document.get_toc():
        where = bookmark.get_dest()
        text = document[where.get_index()].get_textpage()
        word = bookmark.get_title().split()[0]
        found = text.search(word, match_case=True)
        tops = []
        while (hit := found.get_next()) is not None:
            tops.append(text.get_charbox(hit[0])[3])
        assert any(0 < where.get_view()[1][1] - top < 20 for top in tops), bookmark.get_title()


def test_the_chain_of_bookmarks_holds_both_ways(made: Made) -> None:
    """A reader may walk it from either end."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        root = pdf.Root.Outlines
        (title,) = chain_of(root)
        marks = chain_of(title)
        assert root.Type == "/Outlines"
        assert root.Count == len(marks) + 1 > 3
        assert title.Count == len(marks)  # shown from the start
        assert (root.Last.objgen, title.Last.objgen) == (title.objgen, marks[-1].objgen)
        assert title.Parent.objgen == root.objgen
        assert all(mark.Parent.objgen == title.objgen for mark in marks)
        assert "/Prev" not in marks[0]
        assert [mark.Prev.objgen for mark in marks[1:]] == [mark.objgen for mark in marks[:-1]]


def test_headings_of_the_second_level_stand_below_the_title(made: Made) -> None:
    """Whoever folds the outline sees how the leaflet is built."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        titles = [str(each.Title) for each in chain_of(pdf.Root.Outlines)]

    words = [leaf for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    assert titles == [leaf.text for leaf in words if leaf.tag == "H1"]
