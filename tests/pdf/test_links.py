"""Live links, asked of another library: what a tap does, where it may fall, and how the link is spoken."""

from ctypes import create_string_buffer
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Dictionary, Name, Pdf

from brochure.base.geometry import Box
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath, PlacedRectangle
from brochure.base.story import Figure, leaves
from brochure.content.shelf import Shelf
from brochure.pdf.links import SMALLEST_TARGET, link_places
from brochure.pipeline import make

ADDRESSES = {
    "https://riverside.example",
    "https://riverside.example/book",
    "mailto:hello@riverside.example",
    "tel:01632960123",
    "https://instagram.example/riverside",
    "https://facebook.example/riverside",
    "https://x.example/riverside",
}


@pytest.fixture
def made(shelf: Shelf) -> Made:
    """Made anew for each test: so each is known to ask what makes it."""
    return make(Order("acupuncture-pain", edition="email"), shelf)


def test_a_tap_opens_the_address(made: Made) -> None:
    """The action is of the one kind that readers follow to an address, and holds nothing but that."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        actions = [link.A for link in links]
        assert [(link.Type, link.Subtype) for link in links] == [(Name.Annot, Name.Link)] * 7
        assert {str(action.URI) for action in actions} == ADDRESSES
        assert [action.S for action in actions] == [Name.URI] * 7
        assert [set(action.keys()) for action in actions] == [{"/S", "/URI"}] * 7
        assert [(list(link.Border), link.F) for link in links] == [([0, 0, 0], 4)] * 7


def test_pdfium_follows_the_same_addresses(made: Made) -> None:
    """The reader in most browsers, asked in the middle of each link."""
    document = pypdfium2.PdfDocument(made.data)
    followed = set()
    with Pdf.open(BytesIO(made.data)) as pdf:
        for at, page in enumerate(pdf.pages):
            for link in page.get("/Annots", []):
                left, bottom, right, top = map(float, link.Rect)
                hit = pdfium.FPDFLink_GetLinkAtPoint(document[at], (left + right) / 2, (bottom + top) / 2)
                action = pdfium.FPDFLink_GetAction(hit)
                assert pdfium.FPDFAction_GetType(action) == pdfium.PDFACTION_URI
                size = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
                held = create_string_buffer(size)
                pdfium.FPDFAction_GetURIPath(document, action, held, size)
                followed.add(held.value.decode())

    assert followed == ADDRESSES


def test_a_link_lies_over_all_that_it_is_made_of(made: Made) -> None:
    """Evenly around the words or the figure, grown only where a thumb would miss it."""
    leads = {leaf.number: leaf for story in made.stories for leaf in leaves(story.blocks) if leaf.link}
    parts: dict[tuple[int, str], list[tuple[float, ...]]] = {}
    for at, page in enumerate(made.pages):
        for item in page.placed:
            if isinstance(item, PlacedLine | PlacedPath | PlacedRectangle) and item.element in leads:
                box = item.ink if isinstance(item, PlacedLine) else item.box
                parts.setdefault((at, leads[item.element].link), []).append(tuple(box))
    wanted = {}
    for key, boxes in parts.items():
        sides = list(zip(*boxes, strict=True))
        left, bottom, right, top = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
        wide, high = (max(0.0, SMALLEST_TARGET - side) / 2 for side in (right - left, top - bottom))
        wanted[key] = [left - wide, bottom - high, right + wide, top + high]

    with Pdf.open(BytesIO(made.data)) as pdf:
        found = {
            (at, str(link.A.URI)): [float(side) for side in link.Rect]
            for at, page in enumerate(pdf.pages)
            for link in page.get("/Annots", [])
        }
    assert SMALLEST_TARGET == 18
    assert found.keys() == wanted.keys()
    for key, rect in found.items():
        assert rect == pytest.approx(wanted[key], abs=0.006)


def test_a_link_is_spoken_as_its_words_or_its_figure(made: Made) -> None:
    """`link` alone says nothing."""
    leads = [leaf for story in made.stories for leaf in leaves(story.blocks) if leaf.link]
    wanted = {leaf.link: leaf.alt if isinstance(leaf, Figure) else leaf.text for leaf in leads}

    with Pdf.open(BytesIO(made.data)) as pdf:
        found = {str(link.A.URI): str(link.Contents) for page in pdf.pages for link in page.get("/Annots", [])}

    assert found == wanted


def test_each_link_and_its_element_know_each_other(made: Made) -> None:
    """ISO 14289-1, 7.18.5: by its key the parent tree gives the Link element, which holds the annotation."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        nums = pdf.Root.StructTreeRoot.ParentTree.Nums
        tree = {int(nums[at]): nums[at + 1] for at in range(0, len(nums), 2)}
        links = [(page, link) for page in pdf.pages for link in page.get("/Annots", [])]
        keys = [int(link.StructParent) for _, link in links]
        assert keys == list(range(len(pdf.pages), len(pdf.pages) + 7))
        assert pdf.Root.StructTreeRoot.ParentTreeNextKey == max(keys) + 1
        for key, (page, link) in zip(keys, links, strict=True):
            element = tree[key]
            last = element.K[-1]
            assert Name.Link == element.S
            assert isinstance(last, Dictionary)
            assert (last.Type, last.Obj.objgen, last.Pg.objgen) == (Name.OBJR, link.objgen, page.objgen)


def test_words_of_a_link_that_run_on_are_one_place_on_each_page(made: Made) -> None:
    """Around all of its lines; on the next page it begins anew."""
    leads = {leaf.number for story in made.stories for leaf in leaves(story.blocks) if leaf.link}
    at, line = next(
        (at, item)
        for at, page in enumerate(made.pages)
        for item in page.placed
        if isinstance(item, PlacedLine) and item.element in leads
    )
    left, bottom, right, top = line.ink
    around = Box(left - 5, bottom - 40, right + 7, top + 3)
    second, third = (line._replace(ink=box) for box in (Box(left - 5, bottom, right - 1, top + 3), around))
    page = made.pages[at]._replace(placed=(line, second, third._replace(ink=around._replace(left=left, top=top))))

    places = link_places((page, page._replace(placed=(line,))), made.stories)

    assert [(place.page, place.element) for place in places] == [(0, line.element), (1, line.element)]
    assert places[0].box == around
    assert places[1].box.width == right - left
    lower = line._replace(ink=Box(left, bottom - 40, right, top - 40))
    assert link_places((page._replace(placed=(line, lower)),), made.stories)[0].box == Box(
        left, bottom - 40, right, top
    )


def test_a_small_link_grows_evenly_to_what_a_thumb_hits(made: Made) -> None:
    """Both ways; 24 CSS pixels are 18 points. Source: WCAG 2.2, 2.5.8."""
    leads = {leaf.number for story in made.stories for leaf in leaves(story.blocks) if leaf.link}
    lines = (item for page in made.pages for item in page.placed if isinstance(item, PlacedLine))
    small = next(line for line in lines if line.element in leads)._replace(ink=Box(100, 200, 104, 206))

    (place,) = link_places((made.pages[0]._replace(placed=(small,)),), made.stories)

    assert place.box == Box(93, 194, 111, 212)
