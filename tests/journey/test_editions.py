"""Every edition for what its reader needs: a phone, low vision, a screen reader, the post."""

import io
import itertools

import pikepdf
import pytest

from brochure.base.edition import EDITIONS, Edition, Standard, _refuse_impossible
from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedRectangle
from brochure.base.reading import declared_name, rank_of
from brochure.base.story import Figure, ItemList
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from brochure.proof import twins
from tests.samples import set_sample

LEAFLETS = ("acupuncture-pain", "after-treatment")


@pytest.fixture(scope="module", params=LEAFLETS)
def made(request: pytest.FixtureRequest, shelf: Shelf) -> dict[str, Made]:
    """All editions of a leaflet."""
    return {name: make(Order(request.param, edition=name), shelf) for name in EDITIONS}


def kids_of(element: pikepdf.Object) -> list[pikepdf.Object]:
    """One kid stands without an array."""
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def opened(made: Made) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made.data))


def test_all_editions_say_the_same(made: dict[str, Made]) -> None:
    """One story: the same words under the same tags in the same order."""
    assert twins(list(made.values())) == ()
    assert len({(each.edition.is_on_screen, each.words) for each in made.values()}) == 2


def test_a_difference_between_editions_is_found(made: dict[str, Made]) -> None:
    """A proof that cannot fail proves nothing."""
    office, text = made["office"], made["text"]
    changed = text._replace(spoken=(*text.spoken[:9], *text.spoken[10:]))

    (finding,) = twins([office, changed])

    assert finding.code == "editions-differ"
    assert "'text'" in finding.message


def test_the_phone_edition_is_made_of_small_pages(made: dict[str, Made]) -> None:
    """90 x 195 mm: 14 pt show as 10.6 pt on a common screen."""
    with opened(made["email"]) as pdf:
        boxes = {tuple(round(float(side) / 72 * 25.4) for side in page.mediabox) for page in pdf.pages}
        assert boxes == {(0, 0, 90, 195)}
        assert len(pdf.pages) > 3


def test_links_are_live_tagged_and_large_enough(made: dict[str, Made]) -> None:
    """https, mailto and tel; spoken; at least 24 CSS pixels both ways."""
    with opened(made["email"]) as pdf:
        links = [annotation for page in pdf.pages for annotation in page.get("/Annots", [])]
        targets = sorted(str(link.A.URI).split(":")[0] for link in links)
        assert targets == ["https"] * 5 + ["mailto", "tel"]
        for link in links:
            left, bottom, right, top = (float(side) for side in link.Rect)
            assert min(right - left, top - bottom) >= 18
            assert str(link.Contents)
            assert link.F == 4
        elements = [
            thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/Link"
        ]
        assert len(elements) == len(links)


def test_the_sheet_has_a_section_for_each_panel_in_the_order_of_unfolding(made: dict[str, Made]) -> None:
    """Who holds the paper finds the place; a list that runs over panels stands where it begins, and may fill one."""
    with opened(made["office"]) as pdf:
        document = pdf.Root.StructTreeRoot.K[0]
        panels = [str(section.T) for section in document.K]
        lists = [[str(kid.S) for kid in kids_of(section)].count("/L") for section in document.K]

    order = ["cover", "inside-1", "inside-2", "inside-3", "flap", "back"]
    assert panels == [panel for panel in order if panel in panels]
    assert set(order) - set(panels) <= {"inside-2"}
    assert [panel for panel, count in zip(panels, lists, strict=True) for _ in range(count)] == ["inside-1", "flap"]


def test_what_belongs_together_stands_on_one_page(shelf: Shelf) -> None:
    """Nobody turns the page in the middle of what to do in an emergency; no name is parted from its mark."""
    for edition in ("email", "large-print"):
        for leaflet in LEAFLETS:
            manuscript = read(Order(leaflet, edition=edition), shelf).manuscript
            stories, done = set_sample(manuscript, shelf)
            page_of = {
                item.element: page.name
                for page in done.pages
                for item in page.placed
                if not isinstance(item, PlacedRectangle) and item.element is not None
            }
            for story in stories:
                for block, after in itertools.pairwise([*story.blocks, None]):
                    if isinstance(block, ItemList) and not block.numbered:
                        assert len({page_of[item.blocks[0].number] for item in block.items}) == 1
                    if isinstance(block, Figure) and block.kind == "logo" and after is not None:
                        assert page_of[block.number] == page_of[after.number]


def test_the_outline_leads_to_the_headings(made: dict[str, Made]) -> None:
    """Whoever listens can jump."""
    with opened(made["email"]) as pdf, pdf.open_outline() as outline:
        titles = [item.title for root in outline.root for item in (root, *root.children)]
    headings = [leaf.text.strip() for leaf in made["email"].spoken if leaf.tag in ("H1", "H2")]

    assert titles == headings


def test_a_sheet_for_folding_has_no_links_and_no_outline(made: dict[str, Made]) -> None:
    """Paper cannot be tapped."""
    with opened(made["office"]) as pdf:
        assert all("/Annots" not in page for page in pdf.pages)
        assert "/Outlines" not in pdf.Root


@pytest.mark.parametrize(("edition", "least", "body"), [("email", 14, 14), ("large-print", 16, 18)])
@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_nothing_is_set_under_the_floor_of_its_edition(
    shelf: Shelf, leaflet: str, edition: str, least: float, body: float
) -> None:
    """14 pt on a phone page; 16 pt, ideally 18, in large print, the imprint too."""
    _, done = set_sample(read(Order(leaflet, edition=edition), shelf).manuscript, shelf)
    sizes = {item.size for page in done.pages for item in page.placed if isinstance(item, PlacedLine)}

    assert min(sizes) >= least
    assert done.fit.body_size >= body


def test_large_print_is_one_column_with_page_numbers_in_a_clear_face(shelf: Shelf) -> None:
    """It reflows; it is not the folded sheet enlarged."""
    manuscript = read(Order("acupuncture-pain", edition="large-print"), shelf).manuscript
    _, done = set_sample(manuscript, shelf)
    faces = {
        strip.face
        for page in done.pages
        for item in page.placed
        if isinstance(item, PlacedLine)
        for strip in item.line.strips
    }

    assert all(face.startswith("AtkinsonHyperlegibleNext") for face in faces)
    for page in done.pages[1:]:
        starts = {round(item.x) for item in page.placed if isinstance(item, PlacedLine)}
        assert max(starts) - min(starts) < 60  # hanging numerals, bullets and the note; no second column
        assert any(item.box.top < 60 for item in page.placed if not isinstance(item, PlacedLine))


def test_pages_are_read_in_their_order(shelf: Shelf) -> None:
    """Page ten comes after page nine."""
    layout = read(Order("acupuncture-pain", edition="email"), shelf).manuscript.layout

    assert declared_name("page-10", layout) == "page"
    assert sorted(["page-10", "page-9", "cover"], key=lambda name: rank_of(name, layout)) == [
        "cover",
        "page-9",
        "page-10",
    ]


@pytest.mark.parametrize(
    ("edition", "layout"), [("office", "phone"), ("email", "trifold-a4"), ("large-print", "trifold-letter")]
)
def test_an_edition_is_refused_in_a_layout_of_another_shape(shelf: Shelf, edition: str, layout: str) -> None:
    """A folded sheet in a mail is read as flap, back, cover."""
    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain", edition=edition, layout=layout), shelf)

    assert caught.value.findings[0].code == "layout-edition"
    assert f"--edition {'email' if edition == 'office' else 'office'}" in caught.value.findings[0].hint


@pytest.mark.parametrize(
    ("standard", "features"),
    [
        (Standard.X4, {"profile", "links"}),
        (Standard.A2A, {"tags"}),
        (Standard.A2A, {"tags", "profile", "encryption"}),
        (Standard.UA1, set[str]()),
    ],
)
def test_an_impossible_union_of_standards_is_refused(standard: Standard, features: set[str]) -> None:
    """Links inside the bleed and PDF/X-4 exclude each other; so do encryption and PDF/A."""
    row = Edition("x", "x", standards=frozenset({standard}), features=frozenset(features))

    with pytest.raises(ValueError, match="edition 'x' cannot be"):
        _refuse_impossible((row,))
