"""Pages in, a canvas full of operators out, and which marked content belongs to which element."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import assert_never

from brochure.base.art import Picture
from brochure.base.colour import Cmyk, Colour
from brochure.base.geometry import Box
from brochure.base.keep import LastResults
from brochure.base.leads import MarkedPart, parts_of
from brochure.base.marks import LINE_BREAK
from brochure.base.page import Page, Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle, Strip
from brochure.base.records import NamedTuple
from brochure.base.story import Figure, Leaf, Story, Words, leaves
from brochure.paint.art import is_plain, paint_art
from brochure.paint.canvas import DrawnPage, TaggedCanvas
from brochure.paint.clusters import painted_text, said_strips
from brochure.paint.inks import Inks, PressInks, ScreenInks
from brochure.paint.operators import number, rectangle
from brochure.paint.pen import Pen
from brochure.paint.pixels import Pixels
from brochure.paint.profile import converter
from brochure.paint.readers import mostly_from_left, runs_from_right
from brochure.paint.text import ByCodes, Codes, TextPen


class Mark(NamedTuple):
    """A stretch of marked content: on which page (from 0), under which MCID, for which element, in which language."""

    page: int
    mcid: int
    element: int
    language: str = ""  # where it is not the document's
    said: str = ""  # its words in their order; empty for a figure and a slot
    is_turned: bool = False  # whether they are painted in another order
    lead: int = 0  # which of the parts of its element that lead somewhere, from 1; 0 for none
    look: str = ""  # structure type of words that are said with weight


class Inked(NamedTuple):
    """A canvas with all its pages drawn, not yet written."""

    canvas: TaggedCanvas
    marks: tuple[Mark, ...]
    inks: Inks  # as they were named
    converted: tuple[tuple[str, Cmyk], ...] = ()  # colours without a recipe, by name, and what the press prints


def ink(
    pages: tuple[Page, ...],
    stories: tuple[Story, ...],
    codes: Codes,
    *,
    press: bytes = b"",
    ppi: int = 0,
    slots: frozenset[int] = frozenset(),
) -> Inked:
    """Draw all pages: in lights, or in the inks of the press whose profile is given.

    Pictures with more pixels to the inch than `ppi` are made smaller; 0 leaves them alone. Text and drawings of
    elements in `slots` are left out; a `SlotPlace` stands among the operators where they go.
    """
    canvas = TaggedCanvas(pages[0].width, pages[0].height)
    inks: Inks = PressInks(converter(press)) if press else ScreenInks()
    tags = {leaf.number: _tag(leaf) for story in stories for leaf in leaves(story.blocks)}
    texts = (leaf for story in stories for leaf in leaves(story.blocks) if isinstance(leaf, Words))
    parts = {words.number: found for words in texts if (found := parts_of(words))}
    means = _Means(canvas, codes, tags, Pixels(press, ppi), slots, parts)
    marks: list[Mark] = []
    for at, page in enumerate(pages):
        marks += _marks_of(page, at, means, inks)
    if isinstance(inks, PressInks):
        return Inked(canvas, tuple(marks), inks, tuple(inks.converted.items()))
    return Inked(canvas, tuple(marks), inks)


def _marks_of(page: Page, at: int, means: "_Means", inks: Inks) -> tuple[Mark, ...]:
    """Draw a page, or take it as it was drawn last: after a save most pages are as they were."""
    key, given = (at, page.name), (page, ByCodes(means.codes), means.tags, means.parts)
    # Inks of a press note what they met, and pictures lie in the canvas beside the page.
    is_kept = isinstance(inks, ScreenInks) and not means.slots
    is_kept = is_kept and not any(_has_pixels(item) for item in page.placed)
    known = _DRAWN.of(key, given) if is_kept else None
    if known is not None:
        means.canvas.drawn.append(known.page)
        return known.marks
    pen = Pen(inks, inks.start and f"{inks.start} rg", inks.start and f"{inks.start} RG")
    marks = tuple(_Painter(means, at, pen).paint(page))
    means.canvas.finish_page(page.width, page.height, bleed=page.bleed, slug_area=page.slug_area)
    if is_kept:
        _DRAWN.keep(key, given, _Drawn(means.canvas.drawn[-1], marks))
    return marks


def _has_pixels(item: Placed) -> bool:
    """A drawing may hold pictures in any depth: one that is not plain counts as if it did."""
    return isinstance(item, PlacedPicture) or (isinstance(item, PlacedPath) and not is_plain(item))


def _tag(leaf: Leaf) -> str:
    return "Figure" if isinstance(leaf, Figure) else leaf.tag


def _owner(item: Placed) -> tuple[str, int]:
    """What a run of items is marked as: an element of the story, or decoration (element 0)."""
    match item:
        case PlacedLine() | PlacedPicture():
            return type(item).__name__, item.element
        case PlacedPath():
            return "PlacedPath", item.element or 0
        case PlacedRectangle():
            return "artifact", 0
        case _:
            assert_never(item)


class _Means(NamedTuple):
    """What all pages are painted with."""

    canvas: TaggedCanvas
    codes: Codes
    tags: dict[int, str]
    pixels: Pixels
    slots: frozenset[int]
    parts: dict[int, tuple[MarkedPart, ...]]


class _Drawn(NamedTuple):
    page: DrawnPage
    marks: tuple[Mark, ...]


_DRAWN: LastResults[tuple[int, str], object, _Drawn] = LastResults(32)


class _Painter:
    """Paints one page, and says only what changes from one item to the next."""

    def __init__(self, means: _Means, number: int, pen: Pen) -> None:
        self.canvas = means.canvas
        self.text = TextPen(means.codes)
        self.tags = means.tags
        self.number = number  # of the page, from 0
        self.pen = pen
        self.pixels = means.pixels
        self.slots = means.slots
        self.parts = means.parts

    def paint(self, page: Page) -> Iterator[Mark]:
        """Paint a page; gives each stretch of marked content."""
        if page.bleed:
            edge = number(page.bleed + page.slug_area)
            self.canvas.move_to_trim(f"1 0 0 1 {edge} {edge} cm")
        self.text.among_left = mostly_from_left(item.line.text for item in page.placed if isinstance(item, PlacedLine))
        for (_, element), run in groupby(page.placed, _owner):
            items = list(run)
            lines = [item for item in items if isinstance(item, PlacedLine)]
            if element in self.slots:
                for colour in _colours(items):
                    self.pen.inks.fill(colour)  # so that the page has the spot inks of what comes later
                yield Mark(self.number, self.canvas.leave_slot(element, self.tags[element]), element)
            elif lines and not element:  # what was said before, for the eye only
                with self.canvas.artifact():
                    self._fill(lines[0].colour, text=True)
                    self.canvas.write(self.text.lines(lines))
            elif lines:
                yield from self._paint_lines(lines, element)
            elif element:
                with self.canvas.element(self.tags[element]) as mcid:
                    self._paint_art_run(items)
                yield Mark(self.number, mcid, element)
            else:
                with self.canvas.artifact():
                    self._paint_art_run(items)
        if page.marks:
            with self.canvas.artifact():
                self._paint_art_run(list(page.marks))

    def _paint_lines(self, lines: list[PlacedLine], element: int) -> Iterator[Mark]:
        """Words of another language, of weight, and those that lead somewhere, get marked content of their own.

        Readers lose what follows a nested one.
        """
        parts = self.parts.get(element, ())
        pieces = [piece for line in lines for piece in _pieces(line, parts)]
        for (lead, language, look), run in groupby(pieces, lambda piece: piece[:3]):
            stretch = [piece.line for piece in run]
            with self.canvas.element("Span" if language or lead or look else self.tags[element]) as mcid:
                self._fill(lines[0].colour, text=True)
                self.canvas.write(self.text.lines(stretch))
            said = "".join(piece.line.text for piece in stretch).replace(LINE_BREAK, " ")
            is_turned = any(runs_from_right(piece.line.strips) for piece in stretch)
            yield Mark(self.number, mcid, element, language, said, is_turned, lead, look)

    def _paint_art_run(self, items: list[Placed]) -> None:
        for item in items:
            match item:
                case PlacedRectangle():
                    self._fill(item.colour)
                    self.canvas.write(f"{rectangle(item.box)} f")
                case PlacedPath() if is_plain(item):
                    self.canvas.write(paint_art(item, self.pen))
                case PlacedPath():
                    self._show_form(item)
                case PlacedPicture():
                    box = item.box
                    image = self.pixels.image(item.picture, box)
                    self.canvas.draw_picture(image, box, see_through=bool(item.picture.alpha))
                case PlacedLine():
                    raise AssertionError("lines are painted by themselves")
                case _:
                    assert_never(item)

    def _show_form(self, item: PlacedPath) -> None:
        from brochure.paint.form import form_of  # noqa: PLC0415 - most drawings are plain

        for said in self.pen.knock_out():
            self.canvas.write(said)
        self.canvas.show(form_of(item.pieces, item.clip or item.box, self.pen.inks, self._keep))

    def _keep(self, picture: Picture, box: Box) -> str:
        return self.canvas.keep_picture(self.pixels.image(picture, box), see_through=bool(picture.alpha))

    def _fill(self, colour: Colour, *, text: bool = False) -> None:
        said = self.pen.fill_with(colour, text=text)
        if said:
            self.canvas.write(said)


def _colours(items: list[Placed]) -> Iterator[Colour]:
    for item in items:
        if isinstance(item, PlacedLine):
            yield item.colour
        elif isinstance(item, PlacedPath):
            yield from (each.fill for each in item.paths if isinstance(each.fill, Colour))


class _LinePiece(NamedTuple):
    """A line, or a stretch of it with its own words, of one language, one weight and one aim."""

    lead: int
    language: str
    look: str
    line: PlacedLine


def _pieces(placed: PlacedLine, parts: Sequence[MarkedPart]) -> Iterator[_LinePiece]:
    """A line in stretches of one kind each, as they are said."""
    cut = [piece for strip in said_strips(placed.line) for piece in _cut(strip, parts)]
    if len({piece[:3] for piece in cut}) == 1:
        yield _LinePiece(cut[0].lead, cut[0].language, cut[0].look, placed)  # nearly every line
        return
    stretches = [(kind, [piece.strip for piece in run]) for kind, run in groupby(cut, lambda piece: piece[:3])]
    text = placed.line.text
    spaces = text[len(text.rstrip()) :]
    whole = painted_text(text)
    siblings = tuple(piece.strip for piece in cut)
    said = ""
    for at, ((lead, language, look), strips) in enumerate(stretches, 1):
        words = "".join(cluster.text for strip in strips for cluster in strip.clusters)
        more = spaces if at == len(stretches) else ""
        line = placed.line._replace(
            strips=tuple(strips),
            text=words + more,
            before=said,
            after=whole[len(painted_text(said + words)) :],
            siblings=siblings,
        )
        said += words
        yield _LinePiece(lead, language, look, placed._replace(line=line))


class _StripPiece(NamedTuple):
    lead: int
    language: str
    look: str
    strip: Strip


def _cut(strip: Strip, parts: Sequence[MarkedPart]) -> Iterator[_StripPiece]:
    """A strip cut where a part begins or ends."""
    if not parts:
        yield _StripPiece(0, strip.language, "", strip)
        return
    rows = zip(strip.clusters, strip.pens, strict=True)
    for (lead, look), run in groupby(rows, lambda row: _part_at(row[0].start, parts)):
        clusters, pens = zip(*run, strict=True)
        yield _StripPiece(lead, strip.language, look, strip._replace(clusters=clusters, pens=pens))


def _part_at(place: int, parts: Sequence[MarkedPart]) -> tuple[int, str]:
    """Which lead a place is in, and with what weight it is said."""
    return next(((part.lead, part.look) for part in parts if part.start <= place < part.end), (0, ""))
