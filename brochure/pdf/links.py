"""Live links: annotations over the words and figures that lead somewhere."""

from collections.abc import Iterator, Sequence
from functools import reduce

from brochure.base.geometry import Box, around
from brochure.base.leads import Lead, MovingLink, leads_of
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.personal import LinkMark
from brochure.base.records import NamedTuple
from brochure.base.spoken import without_invisible
from brochure.base.story import Figure, Leaf, Story, Words, leaves
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
    lead: int = 0  # which part of its element, from 1; 0 for all of it
    lines: tuple[Box, ...] = ()  # of a part


class Annotation(NamedTuple):
    """A link in the document."""

    place: LinkPlace
    thing: Whole
    key: int  # in the parent tree


def link_places(pages: tuple[Page, ...], stories: tuple[Story, ...]) -> tuple[LinkPlace, ...]:
    """The links of the stories at their places, one for each page on which an element, or its part, stands."""
    targets = {leaf.number: leaf for story in stories for leaf in leaves(story.blocks) if leaf.link or _leads(leaf)}
    boxes: dict[tuple[int, int, int], list[Box]] = {}
    for at, page in enumerate(pages):
        for item in page.placed:
            if isinstance(item, PlacedLine | PlacedRectangle | PlacedPath | PlacedPicture) and item.element in targets:
                for lead, box in _boxes(item, targets[item.element]):
                    boxes.setdefault((at, item.element, lead), []).append(box)
    return tuple(_link_place(*key, targets[key[1]], found) for key, found in boxes.items())


def _leads(leaf: Leaf) -> tuple[Lead, ...]:
    return leads_of(leaf) if isinstance(leaf, Words) else ()


def _boxes(item: PlacedLine | PlacedRectangle | PlacedPath | PlacedPicture, leaf: Leaf) -> Iterator[tuple[int, Box]]:
    """Where an item leads: as a whole (0), or the parts of a line by their numbers."""
    if leaf.link:
        yield 0, item.ink if isinstance(item, PlacedLine) else item.box
    elif isinstance(item, PlacedLine):
        for number, lead in enumerate(_leads(leaf), 1):
            if sides := tuple(_sides(item, lead)):
                left, right = min(left for left, _ in sides), max(right for _, right in sides)
                yield number, item.ink._replace(left=item.x + left * item.size, right=item.x + right * item.size)


def lead_places(lines: Sequence[PlacedLine], words: Words) -> tuple[tuple[Box, ...], ...]:
    """Where the parts of a paragraph that lead somewhere lie on its lines, each as its annotation has them."""
    found = [each for line in lines for each in _boxes(line, words)]
    numbers = range(1, len(_leads(words)) + 1)
    return tuple(tuple(_touchable(box) for number, box in found if number == lead) for lead in numbers)


def _sides(line: PlacedLine, lead: Lead) -> Iterator[tuple[float, float]]:
    """Both sides of each letter of a part on a line, in ems."""
    for strip in line.line.strips:
        for cluster, pen in zip(strip.clusters, strip.pens, strict=True):
            if lead.start <= cluster.start < lead.end and not cluster.text.isspace():
                yield pen, pen + cluster.advance / strip.units_per_em


def _link_place(page: int, element: int, number: int, leaf: Leaf, boxes: Sequence[Box]) -> LinkPlace:
    if not number:
        contents = leaf.alt if isinstance(leaf, Figure) else leaf.text
        return LinkPlace(page, _touchable(reduce(around, boxes)), leaf.link, contents, element)
    assert isinstance(leaf, Words)
    lead = _leads(leaf)[number - 1]
    lines = tuple(map(_touchable, boxes))
    contents = " ".join(without_invisible(leaf.text[lead.start : lead.end]).split())
    return LinkPlace(page, reduce(around, lines), lead.link, contents, element, number, lines)


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
            **_outline(place),
            "Border": (0, 0, 0),
            "F": 4,  # printed: PDF/A-2, 6.3.2
            "Contents": text(place.contents),
            "StructParent": key,
            "A": entries({"S": PdfName("URI"), "URI": _address(place.target)}),
        }
    )


def outline_of(lines: tuple[Box, ...]) -> tuple[Value, Value]:
    """Where a link lies, in the order in which it is written: the corners of its lines, and their rectangle."""
    rectangle = tuple(round(side, 2) for side in reduce(around, lines))
    return tuple(number for box in lines for number in _corners(box)), rectangle


def _outline(place: LinkPlace) -> Entries:
    if isinstance(place.target, MovingLink):
        return {"Rect": Gap(place.element), "QuadPoints": Gap(place.element)}
    corners = outline_of(place.lines)[0] if len(place.lines) > 1 else None
    return {"Rect": tuple(round(side, 2) for side in place.box), "QuadPoints": corners}


def _corners(box: Box) -> tuple[float, ...]:
    """The corners of a line as readers take them: above before below. Source: ISO 32000-1, table 173, and Acrobat."""
    left, bottom, right, top = (round(side, 2) for side in box)
    return left, top, right, top, left, bottom, right, bottom


def _address(target: str) -> Value:
    """An address, or a gap where each copy has its own."""
    return Gap(target.element) if isinstance(target, LinkMark) else text(target)


def _touchable(box: Box) -> Box:
    """The box, grown evenly to the smallest size that a thumb hits."""
    wide, high = max(0.0, SMALLEST_TARGET - box.width) / 2, max(0.0, SMALLEST_TARGET - box.height) / 2
    return box.shrink(-wide, -high, -wide, -high)
