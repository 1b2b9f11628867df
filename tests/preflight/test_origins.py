"""From a fault in the finished file back to the line of YAML, with our own pages."""

from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, PlacedLine, PlacedRectangle
from brochure.content.shelf import Shelf
from brochure.preflight import inspect
from brochure.preflight.origins import Origins
from tests.samples import print_pages, set_sample


def moved(page: Page, words: str, *, by: float) -> tuple[Page, PlacedLine]:
    """The page with the line that begins so pushed to the right."""
    line = next(each for each in page.placed if isinstance(each, PlacedLine) and each.line.text.startswith(words))
    ink = Box(line.ink.left + by, line.ink.bottom, line.ink.right + by, line.ink.top)
    new = line._replace(x=line.x + by, ink=ink)
    return page._replace(placed=tuple(new if each is line else each for each in page.placed)), new


def test_text_on_a_fold_names_its_line_of_yaml(manuscript: Manuscript, shelf: Shelf) -> None:
    """The clinic mends its words, not a PDF."""
    stories, done = set_sample(manuscript, shelf)
    pages = done.pages
    folds = tuple(panel.box.right for panel in pages[0].panels[:-1])
    page, line = moved(pages[1], "Acupuncture may", by=60)
    data = print_pages(manuscript, shelf, (pages[0], page), stories)

    found = inspect(data, "office", pages=(pages[0], page), stories=stories, folds=folds)
    near = [each for each in found if each.code == "text-near-fold"]

    assert near
    assert all(each.place is not None and each.place.page == 2 for each in near)
    assert near[0].origin is not None
    assert near[0].origin.file.endswith("acupuncture-pain/en.yaml")
    assert near[0].origin.excerpt
    assert line.element


def test_sound_pages_have_no_fault_and_need_no_origin(manuscript: Manuscript, shelf: Shelf) -> None:
    """The office edition of the sample is clean for the office, folds and safety note included."""
    stories, done = set_sample(manuscript, shelf)
    folds = tuple(panel.box.right for panel in done.pages[0].panels[:-1])
    data = print_pages(manuscript, shelf, done.pages, stories)

    assert inspect(data, "office", pages=done.pages, stories=stories, folds=folds) == ()


def test_a_lost_safety_note_is_an_error(manuscript: Manuscript, shelf: Shelf) -> None:
    """Words of the note are looked for in the file itself."""
    stories, done = set_sample(manuscript, shelf)
    data = print_pages(manuscript, shelf, done.pages, stories)
    found = inspect(data, "office", note="Words that nobody wrote")

    assert [each.code for each in found] == ["safety-note-lost"]


def test_words_are_nearer_than_the_ground_behind_them(manuscript: Manuscript, shelf: Shelf) -> None:
    """A fault in a word on the note's ground belongs to the word."""
    stories, done = set_sample(manuscript, shelf)
    page = done.pages[1]
    line = next(each for each in page.placed if isinstance(each, PlacedLine))
    ground = PlacedRectangle(line.ink.shrink(-9, -9, -9, -9), line.colour, line.panel, element=line.element + 1)
    origins = Origins((page._replace(placed=(ground, line)),), stories)

    assert origins.of(1, line.ink) == Origins((page,), stories).of(1, line.ink)
    assert origins.of(7, line.ink) is None


def test_decoration_has_no_origin(manuscript: Manuscript, shelf: Shelf) -> None:
    """A ground of the layout was written by nobody."""
    stories, done = set_sample(manuscript, shelf)
    page = done.pages[0]
    only_grounds = tuple(each for each in page.placed if isinstance(each, PlacedRectangle) and each.element is None)

    assert only_grounds
    assert Origins((page._replace(placed=only_grounds),), stories).of(1, only_grounds[0].box) is None
