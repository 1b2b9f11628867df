"""The outline: headings as bookmarks, each leading to its place; those of a level stand below the one above it."""

from collections.abc import Sequence

from brochure.base.marks import LINE_BREAK
from brochure.base.page import Page, PlacedLine
from brochure.base.records import NamedTuple
from brochure.base.story import Story, Words, leaves
from brochure.base.units import Pt
from brochure.pdf.objects import Entries, Objects, PdfName, Value, Whole, entries, text
from brochure.pdf.tree import Root

_LEVELS = {"H1": 1, "H2": 2}


class _Bookmark(NamedTuple):
    level: int
    title: str
    page: int
    top: Pt
    element: int


def outline(
    pages: tuple[Page, ...], stories: tuple[Story, ...], sheets: Sequence[Whole], tree: Root, objects: Objects
) -> Whole | None:
    """The root of the outline; None where no heading stands. `sheets` are the objects of the pages."""
    marks = _bookmarks(pages, stories)
    if not marks:
        return None
    items = [objects.add() for _ in marks]
    root = objects.add()
    above = _owners(marks)
    for at, (mark, item) in enumerate(zip(marks, items, strict=True)):
        beside = [other for other, each in enumerate(above) if each == above[at]]
        place, owner = beside.index(at), above[at]
        said: Entries = {
            "Title": text(mark.title),
            "Parent": root if owner is None else items[owner],
            "Prev": items[beside[place - 1]] if place else None,
            "Next": items[beside[place + 1]] if place + 1 < len(beside) else None,
            **_led(mark, sheets, tree),
            **_below(at, above, items),
        }
        item.value = entries(said)
    root.value = entries({"Type": PdfName("Outlines"), **_below(None, above, items), "Count": len(items)})
    return root


def _owners(marks: Sequence[_Bookmark]) -> list[int | None]:
    """For each bookmark the one that it stands below."""
    above: list[int | None] = []
    for at, mark in enumerate(marks):
        above.append(next((other for other in range(at - 1, -1, -1) if marks[other].level < mark.level), None))
    return above


def _below(owner: int | None, above: Sequence[int | None], items: Sequence[Whole]) -> Entries:
    """The bookmarks below one, all of them shown."""
    kids = [items[at] for at, each in enumerate(above) if each == owner]
    return {"First": kids[0], "Last": kids[-1], "Count": len(kids)} if kids else {}


def _led(mark: _Bookmark, sheets: Sequence[Whole], tree: Root) -> Entries:
    """Where a bookmark leads; in PDF 2.0 to the heading itself too. Source: ISO 14289-2, 8.8; ISO 32000-2, 12.3.2.3."""
    view: tuple[Value, ...] = (PdfName("XYZ"), None, round(mark.top, 1), None)
    place = (sheets[mark.page], *view)
    if tree.namespace is None:
        return {"Dest": place}
    return {"A": entries({"S": PdfName("GoTo"), "D": place, "SD": (tree.elements[mark.element], *view)})}


def _bookmarks(pages: tuple[Page, ...], stories: tuple[Story, ...]) -> list[_Bookmark]:
    headings = {
        leaf.number: leaf
        for story in stories
        for leaf in leaves(story.blocks)
        if isinstance(leaf, Words) and leaf.tag in _LEVELS
    }
    first: dict[int, _Bookmark] = {}
    for at, page in enumerate(pages):
        for item in page.placed:
            if isinstance(item, PlacedLine) and item.element in headings and item.element not in first:
                leaf = headings[item.element]
                title = leaf.text.replace(LINE_BREAK, " ")
                first[item.element] = _Bookmark(_LEVELS[leaf.tag], title, at, item.ink.top, item.element)
    return [first[number] for number in headings if number in first]
