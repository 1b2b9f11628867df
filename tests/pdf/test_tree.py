"""The structure tree of a written file."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from brochure.proof import prove
from tests.conftest import ROOT
from tests.samples import print_pages, set_sample, with_drawing


@pytest.mark.parametrize(
    "words", ["a room", "a room (left)", "back\\slash", "é and “quotes”", "5 – 6 €", "针灸", "ਨਾ", "😀"]
)
def test_the_words_for_a_figure_come_back_from_the_file(words: str, manuscript: Manuscript, shelf: Shelf) -> None:
    """Quotes and dashes have codes of their own in PDF; readers that take them for Latin-1 say other words."""
    changed = with_drawing(manuscript, words)
    stories, done = set_sample(changed, shelf)

    data = print_pages(changed, shelf, done.pages, stories)

    with Pdf.open(BytesIO(data)) as pdf:
        figures = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Figure]
        assert words in {str(figure.Alt) for figure in figures}
    assert prove(data, done.pages, stories, changed).holds


def outlined(element: Object, pages: dict[tuple[int, int], int], depth: int = 0) -> Iterator[str]:
    """One line for each element and for what it holds: kind, title, words for a figure, language, page, kids."""
    kids = element.K if isinstance(element.get("/K"), Array) else [element.K] if "/K" in element else []
    said = [f"{name[1:]}={element[name]!s}" for name in ("/T", "/Alt", "/Lang") if name in element]
    said += [
        f"{key[1:]}={' '.join(f'{float(each):g}' for each in value) if isinstance(value, Array) else value}"
        for key, value in element.get("/A", {}).items()
    ]
    page = f"page {pages[element.Pg.objgen]}" if "/Pg" in element else ""
    yield " ".join(["  " * depth + str(element.S)[1:], *said, page]).rstrip()
    for kid in kids:
        if isinstance(kid, int):
            yield "  " * depth + f"  {kid}"
        elif kid.get("/Type") == Name.MCR:
            yield "  " * depth + f"  {kid.MCID} on page {pages[kid.Pg.objgen]}"
        elif kid.get("/Type") == Name.OBJR:
            yield "  " * depth + f"  {kid.Obj.Subtype} on page {pages[kid.Pg.objgen]}"
        else:
            assert kid.P.objgen == element.objgen
            yield from outlined(kid, pages, depth + 1)


@pytest.mark.parametrize(
    ("leaflet", "language", "edition"),
    [
        ("acupuncture-pain", "en", "office"),
        ("acupuncture-pain", "zh-Hans", "office"),
        ("after-treatment", "en", "office"),
        ("acupuncture-pain", "ar", "email"),
        ("after-treatment", "en", "email"),
    ],
)
def test_the_tree_is_as_it_was(
    leaflet: str, language: str, edition: str, shelf: Shelf, request: pytest.FixtureRequest
) -> None:
    """Every element with its kids; and by the parent tree each piece of a page finds its own element."""
    made = make(Order(leaflet, language, edition=edition), shelf)
    with Pdf.open(BytesIO(made.data)) as pdf:
        root = pdf.Root.StructTreeRoot
        pages = {page.objgen: at for at, page in enumerate(pdf.pages)}
        (document,) = root.K
        assert document.P.objgen == root.objgen
        found = "\n".join(outlined(document, pages)) + "\n"
        nums = list(root.ParentTree.Nums)
        assert [int(key) for key in nums[::2]] == list(range(int(root.ParentTreeNextKey)))
        for at, (page, row) in enumerate(zip(pdf.pages, nums[1::2], strict=False)):
            assert page.obj.StructParents == at
            for mcid, element in enumerate(row):
                kids = element.K if isinstance(element.K, Array) else [element.K]
                own = [kid if isinstance(kid, int) else kid.get("/MCID") for kid in kids]
                assert mcid in own
    golden = ROOT / "tests" / "golden" / "tree" / f"{leaflet}.{language}.{edition}.txt"
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(found, encoding="utf-8")

    assert found == golden.read_text(encoding="utf-8")
