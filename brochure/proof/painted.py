"""The finished file as it is painted: each placed line has ink at its place and differs from what truly lies around it.

The placed items say what ought to be seen, the pixels what is. Inks are looked at as the paper of the press shows them.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import closing
from itertools import islice
from typing import Final

from brochure.base.art import PathPiece, Segment
from brochure.base.colour import LARGE_CONTRAST, Colour, Rgb, contrast, hex_name, nearest_passing
from brochure.base.findings import Finding, Severity
from brochure.base.geometry import Box
from brochure.base.keep import LastResults
from brochure.base.made import Laid
from brochure.base.page import Page, PlacedLine, PlacedPath, PlacedPicture
from brochure.base.records import NamedTuple
from brochure.base.seen import is_seen
from brochure.base.spoken import words_of
from brochure.base.story import Figure, Leaf, leaves
from brochure.base.units import in_mm
from brochure.opened.lights import in_lights
from brochure.opened.own_files import PdfFile
from brochure.opened.pages import text_of_pages
from brochure.opened.pixels import Unpaintable
from brochure.opened.sight import Light, Sight, Sights, Visible
from brochure.proof.letters import FaceFiles, letters_file, lines_of
from brochure.proof.placed import Seen, needed_contrast, note_leaves

# Letters of this height in pixels show a hair line; type of a poster needs no more of them than that of a leaflet.
_PIXELS_AN_EM: Final = 9.0
_LEAST_PPI, _MOST_PPI = 40.0, 150.0
_ROUNDING: Final = 0.985  # eight bits a channel do not hold every ratio
_LETTER: Final = 0.3  # the share of a letter whose loss is told
_PLAIN: Final = 20  # levels within which a mark cannot be told from its ground
_DRAWN: Final = (
    "art",
    "qr",
    "blank",
    "box",
    "tick",
    "cross",
    "risk",
    "outline",
)  # by the program, to be told from the ground
_ABOUT_A_LINE: Final = 5.0  # points
_BLANK: Final = 6  # levels within which a photograph shows nothing
_MOST_TOLD: Final = 20
_PART: Final = 2.0  # points; smaller parts of a mark are its own affair
_PARTS: Final = re.compile(r"[^\w\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]+")
_GUESSED: Final = re.compile(r"[A-Za-z\d]")
# At the end of a line pdfium leaves a hyphen out, or says another for it.
_HYPHENS: Final = re.compile("[-\u2010\u2011\x02\ufffe]")

PlacedArt = PlacedPath | PlacedPicture
_SOUND: LastResults[tuple[str, str, str, str], object, bool] = LastResults(64)  # pages without a finding


def painted_findings(
    data: bytes, laid: Laid, face_files: FaceFiles, seen: Seen | None = None, *, slots: Collection[int] = ()
) -> tuple[Finding, ...]:
    """What cannot be seen in a finished file of these pages; `seen` is how the press shows a colour, if it prints.

    Elements in `slots` hold the words of one person, which may have other lines than the pages.
    """
    file = PdfFile(data)
    fresh = [_Side(page, at, file.painted_from(at)) for at, page in enumerate(laid.pages)]
    fresh = [side for side in fresh if not _SOUND.of(_key(laid, side.page), _given(laid, side))]
    if not fresh:
        return ()
    lit = in_lights(data, lambda ink: seen(Colour("", Rgb(0, 0, 0), ink))) if seen else data
    look = _Onlooker(laid, frozenset(slots), in_inks=bool(seen))
    try:
        with closing(Sights(lit, letters_file(tuple(side.page for side in fresh), face_files))) as sights:
            return tuple(islice(_looked_at(fresh, sights, look), _MOST_TOLD))
    except Unpaintable as fault:
        return (Finding("words-unseen", f"the finished file cannot be painted ({fault})", None, "report this"),)


def lost_words(data: bytes, texts: Iterable[str]) -> tuple[Finding, ...]:
    """What of these texts whoever searches a file in a browser does not find; the words are not told."""
    found = "".join(words_of(_HYPHENS.sub("", text_of_pages(data))))
    parts = (part for text in texts for part in _PARTS.split(text) if part and not _GUESSED.search(part))
    if all(part in found for part in parts):
        return ()
    hint = "report this: it is a fault of the program"
    return (Finding("words-not-found", "words of one person are not found by who searches the copy", None, hint),)


class _Side(NamedTuple):
    """A page, its place in the file, and a digest of all that it is painted from."""

    page: Page
    at: int
    digest: bytes


def _looked_at(sides: Iterable[_Side], sights: Sights, look: "_Onlooker") -> Iterator[Finding]:
    for order, side in enumerate(sides):
        told = tuple(look.findings(side.page, sights.page(side.at, order, _trim(side.page), _ppi(side.page))))
        if not told:
            _SOUND.keep(_key(look.laid, side.page), _given(look.laid, side), True)
        yield from told


class _Onlooker:
    """The words and figures of an edition, by the numbers of their elements."""

    def __init__(self, laid: Laid, slots: frozenset[int], *, in_inks: bool) -> None:
        self.laid, self.slots = laid, slots
        self.how = "in ink" if in_inks else "as it is painted"
        self.leaves: dict[int, Leaf] = {leaf.number: leaf for story in laid.stories for leaf in leaves(story.blocks)}
        self.note = note_leaves(laid.stories)

    def findings(self, page: Page, sight: Sight) -> Iterator[Finding]:
        found = "".join(words_of(_HYPHENS.sub("", sight.text)))
        for line in lines_of(page):
            if is_seen(line.line.text) and line.element not in self.slots:
                yield from self._line(page, line, sight)
                yield from self._searched(page, line, found)
        for element in self.slots:
            yield from self._slot([line for line in lines_of(page) if line.element == element], sight)
        for element, items in _figures(page).items():
            yield from self._figure(page, self.leaves.get(element), items, sight)

    def _figure(self, page: Page, leaf: Leaf | None, items: list[PlacedArt], sight: Sight) -> Iterator[Finding]:
        """A figure differs from its ground: what is to be read as plainly as a heading, a mark in each of its parts."""
        box = _around([_seen_box(item) for item in items])
        origin, kind = leaf.origin if leaf else None, leaf.kind if isinstance(leaf, Figure) else "art"
        what = f"a figure of {in_mm(box.width):.0f} by {in_mm(box.height):.0f} mm on '{page.name}'"
        hint = "give it a ground that it differs from, or another picture"
        if kind in ("blank", "box"):  # lines are seen by what lies around them
            box = box.shrink(-_ABOUT_A_LINE, -_ABOUT_A_LINE, -_ABOUT_A_LINE, -_ABOUT_A_LINE)
        least, most = sight.extremes(box)
        inside = max(high - low for low, high in zip(least, most, strict=True))
        is_photograph = isinstance(items[0], PlacedPicture)
        if inside <= (_BLANK if is_photograph else _PLAIN):
            # A mark may be one plain shape; a photograph of one colour was hardly meant.
            stands_out = any(_apart(least, light) for light in sight.around(box))
            if not stands_out or is_photograph:
                severity = Severity.WARNING if stands_out else Severity.ERROR
                yield Finding("figure-unseen", f"{what} shows nothing {self.how}", origin, hint, severity)
        elif kind in _DRAWN and (ratio := contrast(_rgb(least), _rgb(most))) < LARGE_CONTRAST * _ROUNDING:
            message = f"{what} has contrast {ratio:.1f}:1 {self.how}; {LARGE_CONTRAST:g}:1 is needed"
            yield Finding("figure-unseen", message, origin, "choose another colour for it, or another ground")
        elif kind == "logo" and (lost := _lost_parts(items, sight, sight.around(box))):
            parts = "a part" if lost == 1 else f"{lost} parts"
            message = f"{parts} of {what} cannot be told from the ground {self.how}"
            hint = "if words are among them, use the version of the mark for that ground, such as `reversed:`"
            yield Finding("figure-unseen", message, origin, hint, Severity.WARNING)

    def _line(self, page: Page, line: PlacedLine, sight: Sight) -> Iterator[Finding]:
        leaf = self.leaves.get(line.element)
        origin = leaf.origin if leaf else None
        words = line.line.text.strip()[:40]
        seen = sight.line(line.ink)
        if seen.ink is None:
            hint = "use a face that has these letters, or report this"
            yield Finding("words-unseen", f"'{words}' has no ink on '{page.name}'", origin, hint)
            return
        if not seen.is_whole and (lost := sum(sight.lost(box, seen.ink) > _LETTER for box in _letters(line))):
            told = f"{lost} of the {len(list(_letters(line)))} letters of '{words}' on '{page.name}'"
            message = f"{told} are covered, cut off or not painted"
            hint = "take away what lies over the words; if nothing does, report this"
            yield Finding("words-unseen", message, origin, hint)
        yield from self._faint(line, leaf, seen, len(line.line.text))

    def _searched(self, page: Page, line: PlacedLine, found: str) -> Iterator[Finding]:
        """Whether a browser finds the words of a line; all in a row, where they run from left to right.

        From the right it finds each word, but may move a stop between two faces, and tears names such as PM-01 apart.
        """
        words = words_of(line.line.text)
        # On a page from the right a line of its own direction stands among others, as the cells of a table do.
        is_turned = self.laid.manuscript.language.direction == "rtl" or any(s.level % 2 for s in line.line.strips)
        parted = [part for word in words for part in _PARTS.split(word) if part and not _GUESSED.search(part)]
        wanted = parted if is_turned else [_HYPHENS.sub("", "".join(words))]
        lost = [text for text in wanted if text not in found]
        if lost:
            leaf = self.leaves.get(line.element)
            message = f"'{lost[0][:40]}' on '{page.name}' is not found by who searches the file in a browser"
            hint = "report this: it is a fault of the program"
            yield Finding("words-not-found", message, leaf.origin if leaf else None, hint)

    def _slot(self, lines: list[PlacedLine], sight: Sight) -> Iterator[Finding]:
        """The room for somebody's words: whatever stands there is ink that differs from its ground."""
        if not lines:
            return
        seen = sight.words_in(_around([line.ink for line in lines]))
        leaf = self.leaves.get(lines[0].element)
        if seen.ink is None:
            hint = "report this: it is a fault of the program"
            yield Finding(
                "words-unseen", "the words of one person are not painted", leaf.origin if leaf else None, hint
            )
        else:
            yield from self._faint(lines[0], leaf, seen, 1)

    def _faint(self, line: PlacedLine, leaf: Leaf | None, seen: Visible, letters: int) -> Iterator[Finding]:
        in_note = line.element in self.note
        needed = needed_contrast(line, leaf, self.laid.manuscript.brand, in_note=in_note)
        ink = _rgb(seen.ink or (0, 0, 0))
        faint = [
            (ratio, ground, count)
            for ground, count in seen.grounds
            if (ratio := contrast(ink, _rgb(ground))) < needed * _ROUNDING
        ]
        if sum(count for _, _, count in faint) <= _LETTER * seen.cover / max(1, letters):
            return
        ratio, ground = min(faint)[:2]
        better = nearest_passing(ink, _rgb(ground), needed)
        hint = f"use {hex_name(better)} in place of {hex_name(ink)}" if better else "change the ground"
        words = line.line.text.strip()[:40]
        message = f"'{words}' has contrast {ratio:.1f}:1 {self.how}; {needed:g}:1 is needed"
        yield Finding("note-contrast" if in_note else "contrast", message, leaf.origin if leaf else None, hint)


def _letters(line: PlacedLine) -> Iterator[Box]:
    """The place of each letter that shows."""
    for strip in line.line.strips:
        for cluster, pen in zip(strip.clusters, strip.pens, strict=True):
            if is_seen(cluster.text) and cluster.advance > 0:
                left = line.x + pen * line.size
                right = left + cluster.advance / strip.units_per_em * line.size
                yield Box(left, line.ink.bottom, right, line.ink.top)


def _figures(page: Page) -> dict[int, list[PlacedArt]]:
    """What each figure of a page is made of."""
    figures: dict[int, list[PlacedArt]] = {}
    for item in page.placed:
        if isinstance(item, PlacedPath | PlacedPicture) and item.element is not None:
            figures.setdefault(item.element, []).append(item)
    return figures


def _seen_box(item: PlacedArt) -> Box:
    return (item.clip if isinstance(item, PlacedPath) else None) or item.box


def _lost_parts(items: list[PlacedArt], sight: Sight, grounds: list[Light]) -> int:
    """How many parts of a mark are as plain as the ground right beside the mark, where that is plain."""
    if not grounds or any(_apart(grounds[0], other) for other in grounds):
        return 0
    lost = 0
    for item in items:
        for piece in item.pieces if isinstance(item, PlacedPath) else ():
            if isinstance(piece, PathPiece) and (points := [pair for step in piece.path for pair in _pairs(step)]):
                across, up = zip(*points, strict=True)
                box = Box(min(across), min(up), max(across), max(up))
                if min(box.width, box.height) >= _PART and _seen_box(item).holds(box, slack=0.1):
                    lost += not any(_apart(grounds[0], light) for light in sight.extremes(box))
    return lost


def _pairs(step: Segment) -> Iterator[tuple[float, float]]:
    """The points of a step; of a rectangle two of its corners."""
    numbers = step.numbers
    if step.kind == "re":
        left, bottom, width, height = numbers
        yield from ((left, bottom), (left + width, bottom + height))
    else:
        yield from zip(numbers[::2], numbers[1::2], strict=True)


def _apart(one: Light, other: Light) -> bool:
    return max(abs(mine - theirs) for mine, theirs in zip(one, other, strict=True)) > _PLAIN


def _around(boxes: list[Box]) -> Box:
    """The least box that holds all of these."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


def _trim(page: Page) -> Box:
    edge = page.bleed + page.slug_area
    return Box(edge, edge, edge + page.width, edge + page.height)


def _ppi(page: Page) -> float:
    smallest = min((line.size for line in lines_of(page)), default=12.0)
    return min(_MOST_PPI, max(_LEAST_PPI, _PIXELS_AN_EM * 72 / smallest))


def _rgb(light: Light) -> Rgb:
    return Rgb(*(part / 255 for part in light))


def _key(laid: Laid, page: Page) -> tuple[str, str, str, str]:
    manuscript = laid.manuscript
    return manuscript.layout_name, manuscript.edition.name, manuscript.language.tag, page.name


def _given(laid: Laid, side: _Side) -> object:
    """A side that was sound, and of which not a byte changed, is sound."""
    return side.page, laid.manuscript.brand, side.digest
