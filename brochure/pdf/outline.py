"""The outline: headings as bookmarks, each leading to its place."""

from collections.abc import Sequence

from brochure.base.marks import LINE_BREAK
from brochure.base.page import Page, PlacedLine
from brochure.base.records import NamedTuple
from brochure.base.story import Story, Words, leaves
from brochure.base.units import Pt
from brochure.pdf.objects import Entries, Objects, PdfName, Whole, entries, text


class _Bookmark(NamedTuple):
    title: str
    page: int
    top: Pt


def outline(
    pages: tuple[Page, ...], stories: tuple[Story, ...], sheets: Sequence[Whole], objects: Objects
) -> Whole | None:
    """The root of the outline; None where no heading stands. `sheets` are the objects of the pages."""
    marks = _bookmarks(pages, stories)
    if not marks:
        return None
    items = [objects.add() for _ in marks]
    root = objects.add()
    for mark, item, before, after in zip(marks, items, [None, *items], [*items[1:], None], strict=False):
        place = (sheets[mark.page], PdfName("XYZ"), None, round(mark.top, 1), None)
        said: Entries = {"Title": text(mark.title), "Parent": root, "Dest": place, "Prev": before, "Next": after}
        item.value = entries(said)
    ends: Entries = {"First": items[0], "Last": items[-1]}
    root.value = entries({"Type": PdfName("Outlines"), "Count": len(items), **ends})
    return root


def _bookmarks(pages: tuple[Page, ...], stories: tuple[Story, ...]) -> list[_Bookmark]:
    headings = {
        leaf.number: leaf.text.replace(LINE_BREAK, " ")
        for story in stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Words) and leaf.tag in ("H1", "H2")
    }
    first: dict[int, _Bookmark] = {}
    for at, page in enumerate(pages):
        for item in page.placed:
            if isinstance(item, PlacedLine) and item.element in headings and item.element not in first:
                first[item.element] = _Bookmark(headings[item.element], at, item.ink.top)
    return [first[number] for number in headings if number in first]
