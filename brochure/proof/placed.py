"""Geometry of the placed glyphs against the stories: nothing missing, doubled, moved, covered, faint or outside."""

from collections.abc import Callable, Iterator, Sequence
from typing import assert_never

from brochure.base.brand import RUNNING_STYLES, Brand
from brochure.base.code_names import Code
from brochure.base.colour import (
    LARGE_BOLD_TYPE,
    LARGE_CONTRAST,
    LARGE_TYPE,
    NOTE_CONTRAST,
    TEXT_CONTRAST,
    Colour,
    Rgb,
    contrast,
    hex_name,
    nearest_passing,
)
from brochure.base.findings import Finding
from brochure.base.geometry import Box
from brochure.base.keep import LastResults
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.page import Page, Panel, Placed, PlacedLine, PlacedPath, PlacedPicture, PlacedRectangle
from brochure.base.reading import declared_name, rank_of
from brochure.base.spoken import words_of
from brochure.base.story import Leaf, Note, Story, Words, leaves
from brochure.base.units import in_mm

Seen = Callable[[Colour], Rgb]
HEADS, TAILS = 0.72, 0.22  # of the size: how far letters such as l and p reach above and below the baseline
_SOUND: LastResults[tuple[str, str, str], object, bool] = LastResults(32)  # pages without a finding


def placed_findings(
    pages: tuple[Page, ...], stories: tuple[Story, ...], manuscript: Manuscript, seen: Seen | None = None
) -> tuple[Finding, ...]:
    """Every way in which the placed items fail the stories; `seen` is how the press shows a colour, if it prints."""
    return tuple(_Comparison(pages, stories, manuscript, seen).findings())


class _Comparison:
    def __init__(
        self, pages: tuple[Page, ...], stories: tuple[Story, ...], manuscript: Manuscript, seen: Seen | None
    ) -> None:
        self.seen = seen
        self.faint_in_ink: set[tuple[str, str, bool]] = set()  # colours that were told
        self.pages = pages
        self.stories = stories
        self.manuscript = manuscript
        self.leaves: dict[int, Leaf] = {leaf.number: leaf for story in stories for leaf in leaves(story.blocks)}
        self.story_of = {leaf.number: story.name for story in stories for leaf in leaves(story.blocks)}
        self.panels: dict[str, Panel] = {panel.name: panel for page in pages for panel in page.panels}
        lines = [item for page in pages for item in page.placed if isinstance(item, PlacedLine)]
        layout = manuscript.layout
        self.lines = sorted(lines, key=lambda line: rank_of(line.panel, layout))
        self.note = note_leaves(stories)

    def findings(self) -> Iterator[Finding]:
        yield from self._lost_or_doubled()
        yield from self._out_of_order()
        for page in self.pages:
            yield from self._kept_findings(page)
        yield from self._collisions()
        yield from self._note_findings()

    def _origin(self, element: int) -> Origin | None:
        leaf = self.leaves.get(element)
        return leaf.origin if leaf else None

    def _lost_or_doubled(self) -> Iterator[Finding]:
        placed: dict[int, list[str]] = {}
        for line in self.lines:
            placed.setdefault(line.element, []).append(line.line.text)
        for number, leaf in self.leaves.items():
            if not isinstance(leaf, Words):
                continue
            found = words_of("".join(placed.get(number, [])))
            if found != words_of(leaf.text):
                message = (
                    f"'{leaf.text[:40]}' is not placed word for word: {len(found)} words of {len(words_of(leaf.text))}"
                )
                yield Finding("lost-words", message, leaf.origin, "report this: it is a fault of the program")
        for number in placed.keys() - self.leaves.keys() - {0}:  # 0: labels of a table once more
            yield Finding("lost-words", f"words of no story are placed (element {number})", None, "report this")

    def _out_of_order(self) -> Iterator[Finding]:
        for story in self.stories:
            numbers = [leaf.number for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
            own = set(numbers)
            met = list(dict.fromkeys(line.element for line in self.lines if line.element in own))
            placed = set(met)
            if met != [number for number in numbers if number in placed]:
                message = f"the words of story '{story.name}' are placed out of order"
                yield Finding("words-out-of-order", message, None, "report this: it is a fault of the program")

    def _kept_findings(self, page: Page) -> tuple[Finding, ...]:
        """The findings of a page; one that was sound, and of which nothing changed, is sound."""
        manuscript = self.manuscript
        key = (manuscript.layout_name, manuscript.edition.name, page.name)
        given = (page, self.panels, manuscript.brand, manuscript.edition, self._running(page))
        if self.seen is None and _SOUND.of(key, given):
            return ()
        findings = tuple(self._page_findings(page))
        if self.seen is None and not findings:
            _SOUND.keep(key, given, True)
        return findings

    def _running(self, page: Page) -> frozenset[int]:
        """The elements of a page that are running text."""
        return frozenset(
            item.element
            for item in page.placed
            if isinstance(item, PlacedLine)
            and isinstance(leaf := self.leaves.get(item.element), Words)
            and leaf.style in RUNNING_STYLES
        )

    def _page_findings(self, page: Page) -> Iterator[Finding]:
        grounds = [(at, item) for at, item in enumerate(page.placed) if not isinstance(item, PlacedLine)]
        for at, item in enumerate(page.placed):
            if isinstance(item, PlacedLine):
                yield from self._outside(item)
                yield from self._too_small(item)
                yield from self._faint(item, [each for place, each in grounds if place < at])
                yield from self._covered(item, [each for place, each in grounds if place > at])

    def _outside(self, line: PlacedLine) -> Iterator[Finding]:
        safe = self.panels[line.panel].safe
        if not safe.holds(line.ink, slack=0.05):
            by = max(
                safe.left - line.ink.left,
                line.ink.right - safe.right,
                safe.bottom - line.ink.bottom,
                line.ink.top - safe.top,
            )
            message = (
                f"'{line.line.text.strip()[:40]}' leaves the safe area of panel '{line.panel}' by {in_mm(by):.1f} mm"
            )
            yield Finding("words-outside", message, self._origin(line.element), "move its frame inwards in the layout")

    def _too_small(self, line: PlacedLine) -> Iterator[Finding]:
        leaf = self.leaves.get(line.element)
        running = isinstance(leaf, Words) and leaf.style in RUNNING_STYLES
        edition = self.manuscript.edition
        least = edition.smallest_body if running else edition.smallest_text
        if line.size < least - 0.001:
            words = line.line.text.strip()[:40]
            message = f"'{words}' is set in {line.size:g} pt; edition '{edition.name}' needs {least:g} pt"
            yield Finding("type-too-small", message, self._origin(line.element), "raise `smallest:` of its style")

    def _faint(self, line: PlacedLine, below: Sequence[Placed]) -> Iterator[Finding]:
        grounds, art = _grounds(line.ink, below, self.manuscript.brand)
        if art is not None:
            message = f"'{line.line.text.strip()[:40]}' stands on a drawing or picture"
            yield Finding("text-on-art", message, self._origin(line.element), "move the art or the frame in the layout")
        in_note = line.element in self.note
        needed = needed_contrast(line, self.leaves.get(line.element), self.manuscript.brand, in_note=in_note)
        for ground in grounds:
            ratio = contrast(line.colour.screen, ground.screen)
            if ratio >= needed:
                yield from self._faint_in_ink(line, ground, needed, in_note=in_note)
                continue
            better = nearest_passing(line.colour.screen, ground.screen, needed)
            hint = (
                f"use {hex_name(better)} in place of {hex_name(line.colour.screen)}" if better else "change the ground"
            )
            message = (
                f"'{line.line.text.strip()[:40]}' has contrast {ratio:.1f}:1 on '{ground.name}'; {needed:g}:1 is needed"
            )
            code: Code = "note-contrast" if in_note else "contrast"
            yield Finding(code, message, self._origin(line.element), hint)

    def _faint_in_ink(self, line: PlacedLine, ground: Colour, needed: float, *, in_note: bool) -> Iterator[Finding]:
        """The same ratio for the recipes of the press, once for two colours: another recipe mends all lines."""
        ratio = contrast(self.seen(line.colour), self.seen(ground)) if self.seen else needed
        told = (line.colour.name, ground.name, in_note)
        if ratio < needed and told not in self.faint_in_ink:
            self.faint_in_ink.add(told)
            words, names = line.line.text.strip()[:40], f"'{line.colour.name}' on '{ground.name}'"
            message = f"'{words}' has contrast {ratio:.1f}:1 in ink, {names}; {needed:g}:1 is needed"
            hint = "darken the `press:` recipe of the darker of the two, or lighten the other's"
            yield Finding("note-contrast" if in_note else "contrast", message, self._origin(line.element), hint)

    def _covered(self, line: PlacedLine, above: Sequence[Placed]) -> Iterator[Finding]:
        for item in above:
            if not isinstance(item, PlacedLine) and item.box.meets(_letters(line), slack=0.05):
                code: Code = "note-covered" if line.element in self.note else "words-covered"
                message = f"'{line.line.text.strip()[:40]}' is covered by something painted over it"
                yield Finding(code, message, self._origin(line.element), "paint it before the words, or move it")

    def _collisions(self) -> Iterator[Finding]:
        here: dict[str, list[PlacedLine]] = {panel: [] for panel in self.panels}
        for line in self.lines:
            here[line.panel].append(line)
        for lines in here.values():
            for one, other in _near(sorted(lines, key=lambda line: line.baseline)):
                if _letters(one).meets(_letters(other), slack=0.05) or self._stories_meet(one, other):
                    message = f"'{one.line.text.strip()[:30]}' and '{other.line.text.strip()[:30]}' stand on each other"
                    yield Finding("words-collide", message, self._origin(other.element), "move one of their frames")

    def _stories_meet(self, one: PlacedLine, other: PlacedLine) -> bool:
        """Whether a line of one story reaches into a line of another; those of one story share a leading."""
        stories = [self.story_of.get(line.element) for line in (one, other)]
        return None not in stories and stories[0] != stories[1] and _whole(one).meets(_whole(other), slack=0.05)

    def _note_findings(self) -> Iterator[Finding]:
        safety = self.manuscript.leaflet.safety
        origin = safety.heading.origin if safety else None
        lines = [line for line in self.lines if line.element in self.note]
        panels = {line.panel for line in lines}
        spread = {said.text for said in self.manuscript.layout.spread}
        if len(panels) > 1:
            message = f"the safety note is split over panels {', '.join(sorted(panels))}"
            yield Finding("note-split", message, origin, "give it a panel with room for the whole of it")
        if outside := {panel for panel in panels if declared_name(panel, self.manuscript.layout) not in spread}:
            message = f"the safety note stands on panel '{min(outside)}', outside the spread"
            yield Finding("note-off-spread", message, origin, "put <note> into a story of the spread")
        bodies = [line.size for line in self.lines if self._is_body(line)]
        smallest = min((line.size for line in lines), default=0.0)
        if bodies and lines and smallest < max(bodies) - 0.001:
            message = f"the safety note is set in {smallest:g} pt, smaller than the body in {max(bodies):g} pt"
            yield Finding("note-small", message, origin, "raise the sizes of style 'note'")

    def _is_body(self, line: PlacedLine) -> bool:
        leaf = self.leaves.get(line.element)
        return isinstance(leaf, Words) and leaf.style == "body"


def note_leaves(stories: tuple[Story, ...]) -> frozenset[int]:
    """The numbers of all leaves of the safety note."""
    notes = (block for story in stories for block in story.blocks if isinstance(block, Note))
    return frozenset(leaf.number for note in notes for leaf in leaves((note,)))


def needed_contrast(line: PlacedLine, leaf: Leaf | None, brand: Brand, *, in_note: bool) -> float:
    """The least ratio of a line to its ground. Source: WCAG 2.2, 1.4.3 and 1.4.6."""
    if in_note:
        return NOTE_CONTRAST
    style = brand.style(leaf.style) if isinstance(leaf, Words) else None
    bold = style is not None and style.weight != "regular"
    large = line.size >= (LARGE_BOLD_TYPE if bold else LARGE_TYPE)
    return LARGE_CONTRAST if large else TEXT_CONTRAST


def _near(lines: list[PlacedLine]) -> Iterator[tuple[PlacedLine, PlacedLine]]:
    """Pairs whose letters may touch, from lines sorted by their baselines."""
    tails = max((line.size for line in lines), default=0.0) * TAILS
    for at, line in enumerate(lines):
        for after in range(at + 1, len(lines)):
            other = lines[after]
            if other.baseline > line.baseline + line.size * HEADS + tails:
                break
            yield line, other


def _letters(line: PlacedLine) -> Box:
    """The strip that the small letters take for certain: from the baseline to half the size above it."""
    return Box(line.ink.left, line.baseline, line.ink.right, line.baseline + line.size * 0.5)


def _whole(line: PlacedLine) -> Box:
    """The strip that letters with heads and tails take."""
    return Box(line.ink.left, line.baseline - line.size * TAILS, line.ink.right, line.baseline + line.size * HEADS)


def _grounds(ink: Box, below: Sequence[Placed], brand: Brand) -> tuple[tuple[Colour, ...], Placed | None]:
    """The tints behind a line, and the drawing or picture that it stands on, if any.

    What holds the whole line hides what is under it; what only meets it, such as a strip, is one ground more.
    """
    grounds, art = {brand.colour("paper"): None}, None
    for item in below:
        match item:
            case PlacedRectangle():
                if item.box.holds(ink, slack=0.05):
                    grounds = {item.colour: None}
                elif item.box.meets(ink, slack=0.05):
                    grounds[item.colour] = None
            case PlacedPath() | PlacedPicture():
                art = item if item.box.meets(ink, slack=0.05) else art
            case PlacedLine():
                pass  # lines that meet are told elsewhere
            case _:
                assert_never(item)
    return tuple(grounds), art
