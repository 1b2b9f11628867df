"""A stitched booklet: as many sheets as its words need, each page in its place, and none empty without a word."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from brochure.__main__ import main
from brochure.base.booklets import COVERS, MOST, SheetSide
from brochure.base.findings import BadInput, Severity
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedRectangle
from brochure.base.units import in_mm, mm
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import Copier
from brochure.draft.personal import judge
from brochure.pipeline import make
from brochure.press.views import booklet_views
from tests.base.test_booklets import leafed_through
from tests.conftest import ROOT
from tests.earlier import with_short_note

PARTS = {8: 2, 12: 10, 16: 20, 20: 28, 24: 36}  # how many make a booklet of so many pages
LANGUAGES = {"en": "stands here among others of its kind", "ar": "كلمة تقف هنا بين غيرها من الكلمات"}


def shelf_of(folder: Path, parts: int, language: str = "en", *, only: bool = False) -> Shelf:
    """The leaflet on pain with so many parts more, or `only` those."""
    home = folder / "content" / "long"
    home.mkdir(parents=True)
    text = with_short_note((ROOT / "tests" / "earlier" / f"{language}.yaml").read_text(encoding="utf-8"))
    text = "\n".join(line for line in text.splitlines() if not line.startswith("source:")).split("made_from:")[0]
    said = LANGUAGES[language]
    if only:
        text = re.sub(r"(?ms)^(points|intro|aside|sections):.*?(?=^\S)", "", text)
    blocks = [
        f"  - heading: Part {at}\n  - text: {' '.join(f'{said} {at}x{each}.' for each in range(14))}\n"
        for at in range(1, parts + 1)
    ]
    (home / f"{language}.yaml").write_text(f"{text}\nbody:\n{''.join(blocks)}", encoding="utf-8")
    return open_shelf(folder)


Booklets = Callable[[int, str, str], Made]


@pytest.fixture(scope="module")
def booklet(tmp_path_factory: pytest.TempPathFactory) -> Booklets:
    """A booklet of so many pages, made once."""

    @cache
    def made(pages: int, language: str, edition: str) -> Made:
        shelf = shelf_of(tmp_path_factory.mktemp("booklet"), PARTS[pages], language)
        return make(Order("long", language, "booklet-a5", edition), shelf)

    return made


def words(page: pypdfium2.PdfPage, left: float, right: float) -> list[str]:
    """What pdfium reads between two upright lines, in points from the left edge of the file."""
    return sorted(page.get_textpage().get_text_bounded(left, 0, right, page.get_height()).split())


@pytest.mark.parametrize(("pages", "language"), [*((pages, "en") for pages in PARTS), (8, "ar"), (16, "ar")])
def test_every_page_stands_in_its_place_on_the_sheets_of_the_office(
    booklet: Booklets, pages: int, language: str
) -> None:
    """Page by page as the print shop has them, so that the stack that is folded reads from first to last."""
    single = pypdfium2.PdfDocument(booklet(pages, language, "press").data)
    sheets = pypdfium2.PdfDocument(booklet(pages, language, "office").data)

    assert (len(single), len(sheets)) == (pages, pages // 2)
    assert (round(in_mm(sheets[0].get_width())), round(in_mm(sheets[0].get_height()))) == (297, 210)
    middle, edge = sheets[0].get_width() / 2, sheets[0].get_width()
    halves = [(words(sheet, 0, middle), words(sheet, middle, edge)) for sheet in sheets]
    whole = [words(page, 0, page.get_width()) for page in single]
    stack = _Stack(halves)
    read = leafed_through(stack.sides, mirrored=language == "ar")
    assert [stack.found[cell] for cell in read] == whole


class _Stack:
    """Sheets whose cells are known by a number and nothing else."""

    def __init__(self, halves: list[tuple[list[str], list[str]]]) -> None:
        self.found = [half for side in halves for half in side]
        self.sides = tuple(SheetSide(at // 2, bool(at % 2), 2 * at, 2 * at + 1) for at in range(len(halves)))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_wider_margin_lies_at_the_fold(booklet: Booklets, language: str) -> None:
    """Pages that face each other mirror each other; from right to left the fold is on the other side."""
    made = booklet(16, language, "press")
    for number, page in enumerate(made.pages[1:-1], 2):
        inks = [item.ink for item in page.placed if isinstance(item, PlacedLine)]
        lies_left = (number % 2 == 0) == (language == "en")
        left, right = (15, 20) if lies_left else (20, 15)
        for ink in inks:
            assert in_mm(ink.left) > left - 0.5, number
            assert in_mm(ink.right) < 148 - right + 0.5, number
        if language == "en" and inks:
            assert in_mm(min(ink.left for ink in inks)) == pytest.approx(left, abs=0.5)


def test_inner_pages_carry_their_number_and_covers_none(booklet: Booklets) -> None:
    """Drawn, at the foot; the cover is the first page, and the back the last."""
    pages = booklet(12, "en", "press").pages

    numbered = [
        any(isinstance(item, PlacedPath) and item.box.bottom == pytest.approx(mm(12)) for item in page.placed)
        for page in pages
    ]
    assert numbered == [False, *[True] * 10, False]


def is_blank(page: Page) -> bool:
    lines = [item for item in page.placed if isinstance(item, PlacedLine)]
    ruled = [item for item in page.placed if isinstance(item, PlacedRectangle)]
    return not lines and len(ruled) < 10


def test_an_inner_page_is_called_by_the_number_that_it_carries(booklet: Booklets) -> None:
    """Whoever reads of page 3 in a message looks at page 3 of the print."""
    for at, page in enumerate(booklet(12, "en", "press").pages[1:-1], 2):
        assert [panel.name for panel in page.panels] == [f"page-{at}"]


def test_what_one_sheet_holds_leaves_no_page_for_notes(tmp_path: Path) -> None:
    """Four pages are the smallest booklet: nobody prints a second sheet for nothing."""
    made = make(Order("long", layout="booklet-a5", edition="press"), shelf_of(tmp_path, 1, only=True))

    assert len(made.pages) == 4
    assert "booklet-notes" not in {finding.code for finding in made.findings}


def test_a_page_without_words_is_ruled_and_told(tmp_path: Path) -> None:
    """White paper looks like a fault of the printer."""
    made = make(Order("long", layout="booklet-a5", edition="press"), shelf_of(tmp_path, 4))

    (told,) = [finding for finding in made.findings if finding.code == "booklet-notes"]
    assert told.severity is Severity.NOTE
    assert f"has {len(made.pages)} pages" in told.message
    assert not any(map(is_blank, made.pages))


def test_more_than_twenty_four_pages_are_refused_with_what_to_cut(tmp_path: Path) -> None:
    """And so much is enough."""
    with pytest.raises(BadInput) as caught:
        make(Order("long", layout="booklet-a5"), shelf_of(tmp_path / "over", 60))

    (told,) = [finding for finding in caught.value.findings if finding.code == "booklet-long"]
    found = re.search(r"cut about (\d+) letters", told.hint)
    assert found
    assert told.origin is not None
    kept = 60 - (int(found[1]) // (14 * len(f"{LANGUAGES['en']} 10x10. ")) + 1)
    made = make(Order("long", layout="booklet-a5"), shelf_of(tmp_path / "cut", kept))
    assert len(made.pages) * 2 == MOST


def test_a_leaflet_takes_no_more_sheets_than_it_must(tmp_path: Path) -> None:
    """Type is set a little smaller before a sheet is added, and larger where there is room."""
    sizes = []
    for parts in range(6, 12):
        made = make(Order("long", layout="booklet-a5"), shelf_of(tmp_path / str(parts), parts))
        assert made.laid.fit
        sizes.append((len(made.pages) * 2, made.laid.fit.body_size))

    assert {pages for pages, _ in sizes} == {8, 12}
    assert sizes == sorted(sizes, key=lambda each: each[0])
    assert len({size for _, size in sizes}) > 1


def test_the_proof_shows_pages_as_they_face_each_other(booklet: Booklets) -> None:
    """From the sheets of the office as from the pages of the shop."""
    for edition in ("office", "press"):
        for language in ("en", "ar"):
            made = booklet(8, language, edition)
            views = booklet_views(made.pages, made.manuscript.layout, mirrored=language == "ar")
            numbers = [[seen.number for seen in view.seen] for view in views]
            pairs = [[2, 3], [4, 5], [6, 7]]
            assert numbers == [[1], *(pair[::-1] if language == "ar" else pair for pair in pairs), [8]]


def test_a_pack_says_how_it_is_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Single pages in order, and how far the innermost sheet creeps out on that paper."""
    shelf_of(tmp_path, PARTS[12])
    monkeypatch.chdir(tmp_path)

    assert main(["pack", "press", "long", "--allow-draft", "--layout", "booklet-a5", "--paper", "100"]) == 0
    folder = Path("build/long.en.booklet-a5.press")
    ticket = json.loads((folder / "long.en.booklet-a5.press.ticket.json").read_text(encoding="utf-8"))

    assert ticket["binding"] == {
        "kind": "stitched twice through the fold", "pages": 12, "sheets": 3, "edge": "left", "creep_mm": 0.25,
    }  # fmt: skip
    assert ticket["sheet"]["trim_mm"] == [148, 210]
    assert (folder / "long.en.booklet-a5.press.proof.pdf").stat().st_size > 10_000


def test_copies_by_name_are_booklets_too(shelf: Shelf) -> None:
    """What is personal moves with its page to its half of the sheet."""
    copier = Copier(Order("your-visit", layout="booklet-a5", edition="office"), shelf)
    row = {
        "name": "Anna Nowak",
        "day": "2026-12-01",
        "hour": "9:30",
        "clinician": "Dr Jo",
        "site": "Here",
        "first": "no",
    }
    values, _ = judge(row, copier.manuscript.leaflet, copier.manuscript.language)
    copier.learn(values)
    pages = pypdfium2.PdfDocument(copier.copy(values, row))

    assert "Anna Nowak" in pages[1].get_textpage().get_text_bounded(
        0, 0, pages[1].get_width() / 2, pages[1].get_height()
    )
    assert len(pages) * 2 == COVERS + 2


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("imposed: {width: 297mm, height: 210mm}\n", "", "names the sheet that it is printed on"),
        ("imposed: {width: 297mm,", "imposed: {width: 210mm,", "do not stand beside each other"),
    ],
)
def test_a_booklet_names_a_sheet_that_holds_two_of_its_pages(
    tmp_path: Path, before: str, after: str, told: str
) -> None:
    """A layout of one's own may be of any size; what no printer can lay together is told."""
    shelf = shelf_of(tmp_path, 1)
    own = tmp_path / "layouts" / "mine"
    own.mkdir(parents=True)
    text = (ROOT / "layouts" / "booklet-a5" / "layout.yaml").read_text(encoding="utf-8")
    assert before in text
    (own / "layout.yaml").write_text(text.replace(before, after), encoding="utf-8")

    with pytest.raises(BadInput, match=told) as caught:
        make(Order("long", layout="mine"), shelf)

    assert "booklet-sheet" in {finding.code for finding in caught.value.findings}
