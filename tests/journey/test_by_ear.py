"""What somebody hears, in every language and edition of the leaflets that ship."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from brochure.base.edition import EDITIONS
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.story import ItemList, Words, leaves
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf, open_shelf
from brochure.pipeline import make

PAPER_AND_PAGES = [name for name, row in EDITIONS.items() if "tags" in row.features]
EVERY = [
    (leaflet, language)
    for leaflet in ("acupuncture-pain", "after-treatment")
    for language in languages_of(leaflet, open_shelf())
]


@pytest.fixture(params=PAPER_AND_PAGES, scope="module")
def edition(request: pytest.FixtureRequest) -> str:
    """Each edition with tags."""
    return str(request.param)


@pytest.fixture(params=EVERY, ids="-".join, scope="module")
def made(request: pytest.FixtureRequest, edition: str, shelf: Shelf) -> Made:
    """A leaflet in each language and each edition with tags."""
    leaflet, language = request.param
    return make(Order(leaflet, language, edition=edition), shelf)


def kids_of(element: Object) -> list[Object]:
    """What an element holds."""
    return list(element.K) if isinstance(element.get("/K"), Array) else [element.K] if "/K" in element else []


def elements_of(element: Object) -> Iterator[Object]:
    """An element and all below it, as they are heard."""
    yield element
    for kid in kids_of(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from elements_of(kid)


def tags_of(pdf: Pdf) -> list[Object]:
    """All elements, as they are heard."""
    return list(elements_of(pdf.Root.StructTreeRoot.K[0]))


def test_a_list_is_one_list_whatever_panels_it_stands_on(made: Made) -> None:
    """`list, 7 items`; in three pieces nobody knows how much is still to come."""
    blocks = [block for story in made.stories for block in story.blocks]
    wanted = [len(block.items) for block in blocks if isinstance(block, ItemList)]
    with Pdf.open(BytesIO(made.data)) as pdf:
        lists = [each for each in tags_of(pdf) if each.S == Name.L]
        found = [len(kids_of(each)) for each in lists]

    assert set(wanted) <= set(found)
    assert len(found) >= len(wanted) > 0
    assert sum(found) == sum(
        leaf.tag == "Lbl" for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)
    ) + sum(len(kids_of(each)) for each in lists if each.A.ListNumbering != Name.Decimal)


def test_words_of_weight_are_tagged_so(made: Made) -> None:
    """Bold type alone is ink: nobody hears it."""
    words = [leaf for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    wanted = [sum(len(run.text.split()) for run in leaf.runs if run.strong) for leaf in words]
    with Pdf.open(BytesIO(made.data)) as pdf:
        tags = tags_of(pdf)
        strong = [each for each in tags if Name.Strong == each.S]
        role = pdf.Root.StructTreeRoot.get("/RoleMap", {}).get("/Strong")

    assert len(strong) >= sum(map(bool, wanted))
    assert bool(strong) == any(wanted)
    assert role == (Name.Span if strong else None)  # PDF 1.7 knows no such element


def test_each_figure_says_where_it_stands(made: Made) -> None:
    """On its page: what enlarges a picture, or reads it out by touch, finds it there."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        figures = [each for each in tags_of(pdf) if Name.Figure == each.S]
        for each in figures:
            left, bottom, right, top = map(float, each.A.BBox)
            _, _, width, height = map(float, each.Pg.MediaBox)
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height
