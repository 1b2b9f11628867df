"""Live links: annotations over the words and figures that lead somewhere."""

from brochure.base.geometry import Box
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.personal import LinkMark
from brochure.base.records import NamedTuple
from brochure.base.story import Figure, Story, leaves
from brochure.base.units import Pt
from brochure.pdf.objects import Entries, Gap, Objects, PdfName, Value, Whole, entries, text

SMALLEST_TARGET: Pt = 18.0  # 24 CSS px; WCAG 2.2, 2.5.8


class LinkPlace(NamedTuple):
    """Where a link lies, where it leads, and how it is spoken."""

    page: int  # from 0
    box: Box
    target: str
    contents: str
    element: int


class Annotation(NamedTuple):
    """A link in the document."""

    place: LinkPlace
    thing: Whole
    key: int  # in the parent tree


def link_places(pages: tuple[Page, ...], stories: tuple[Story, ...]) -> tuple[LinkPlace, ...]:
    """The links of the stories at their places, one for each page on which an element stands."""
    targets = {leaf.number: leaf for story in stories for leaf in leaves(story.blocks) if leaf.link}
    boxes: dict[tuple[int, int], Box] = {}
    for at, page in enumerate(pages):
        for item in page.placed:
            if isinstance(item, PlacedLine | PlacedRectangle | PlacedPath | PlacedPicture) and item.element in targets:
                box = item.ink if isinstance(item, PlacedLine) else item.box
                key = (at, item.element)
                boxes[key] = _around(boxes[key], box) if key in boxes else box
    places = []
    for (at, element), box in boxes.items():
        leaf = targets[element]
        contents = leaf.alt if isinstance(leaf, Figure) else leaf.text
        places.append(LinkPlace(at, _touchable(box), leaf.link, contents, element))
    return tuple(places)


def annotate(places: tuple[LinkPlace, ...], page_count: int, objects: Objects) -> tuple[Annotation, ...]:
    """The links as annotations. Source: ISO 32000-1, 12.5.6.5; ISO 14289-1, 7.18."""
    return tuple(
        Annotation(place, objects.add(_annotation(place, page_count + at)), page_count + at)
        for at, place in enumerate(places)
    )


def _annotation(place: LinkPlace, key: int) -> Entries:
    return entries(
        {
            "Type": PdfName("Annot"),
            "Subtype": PdfName("Link"),
            "Rect": tuple(round(side, 2) for side in place.box),
            "Border": (0, 0, 0),
            "F": 4,  # printed: PDF/A-2, 6.3.2
            "Contents": text(place.contents),
            "StructParent": key,
            "A": entries({"S": PdfName("URI"), "URI": _address(place.target)}),
        }
    )


def _address(target: str) -> Value:
    """An address, or a gap where each copy has its own."""
    return Gap(target.element) if isinstance(target, LinkMark) else text(target)


def _around(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.bottom, other.bottom), max(one.right, other.right), max(one.top, other.top)
    )


def _touchable(box: Box) -> Box:
    """The box, grown evenly to the smallest size that a thumb hits."""
    wide, high = max(0.0, SMALLEST_TARGET - box.width) / 2, max(0.0, SMALLEST_TARGET - box.height) / 2
    return box.shrink(-wide, -high, -wide, -high)
