"""The outline: headings as bookmarks, each leading to its place."""

from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFDocument, PDFObjectReference, PDFString

from brochure.base.page import Page, PlacedLine
from brochure.base.story import Story, Words, leaves
from brochure.base.units import Pt


class _Bookmark(NamedTuple):
    title: str
    page: int
    top: Pt


def outline(pages: tuple[Page, ...], stories: tuple[Story, ...], document: PDFDocument) -> PDFDictionary | None:
    """The root of the outline; None where no heading stands."""
    marks = _bookmarks(pages, stories)
    if not marks:
        return None
    root = _whole()
    items = [_whole() for _ in marks]
    references = [document.Reference(item) for item in items]
    for at, (mark, item) in enumerate(zip(marks, items, strict=True)):
        item["Title"] = PDFString(mark.title)
        item["Parent"] = document.Reference(root)
        page = PDFObjectReference(f"Page{mark.page + 1}")
        item["Dest"] = PDFArray([page, "/XYZ", "null", round(mark.top, 1), "null"])
        if at:
            item["Prev"] = references[at - 1]
        if at + 1 < len(items):
            item["Next"] = references[at + 1]
    root["Type"], root["Count"] = "/Outlines", len(items)
    root["First"], root["Last"] = references[0], references[-1]
    return root


def _whole() -> PDFDictionary:
    dictionary = PDFDictionary({})
    dictionary.__RefOnly__ = 1
    return dictionary


def _bookmarks(pages: tuple[Page, ...], stories: tuple[Story, ...]) -> list[_Bookmark]:
    headings = {
        leaf.number: leaf.text
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
