"""The proof must fail on every way of losing a word; each test loses one."""

from collections.abc import Callable, Iterator

import pytest

from brochure.base.colour import Colour, parse_screen
from brochure.base.findings import Finding
from brochure.base.geometry import Box
from brochure.base.manuscript import Manuscript
from brochure.base.page import Page, Placed, PlacedLine, PlacedRectangle
from brochure.base.story import Note, leaves
from brochure.content.shelf import Shelf
from brochure.proof.placed import placed_findings
from tests.conftest import Told
from tests.samples import greys_about, set_sample

Change = Callable[[list[Placed]], list[Placed]]
Prove = Callable[[Change], list[str]]


@pytest.fixture
def prove_after(manuscript: Manuscript, shelf: Shelf, told: Told) -> Iterator[Prove]:
    """Codes that the proof finds after the inside has been changed; what is said stands in the golden."""
    stories, done = set_sample(manuscript, shelf)
    said: list[Finding] = []

    def prove(change: Change) -> list[str]:
        pages = [
            Page(p.name, p.width, p.height, p.panels, tuple(change(list(p.placed)))) if p.name == "inside" else p
            for p in done.pages
        ]
        found = placed_findings(tuple(pages), stories, manuscript)
        said.extend(found)
        return [finding.code for finding in found]

    yield prove
    told(said)


@pytest.fixture
def note_elements(manuscript: Manuscript, shelf: Shelf) -> set[int]:
    stories, _ = set_sample(manuscript, shelf)
    notes = [block for story in stories for block in story.blocks if isinstance(block, Note)]
    return {leaf.number for leaf in leaves(tuple(notes))}


def lines_of(placed: list[Placed]) -> list[PlacedLine]:
    return [item for item in placed if isinstance(item, PlacedLine)]


def swap(placed: list[Placed], old: PlacedLine, new: PlacedLine) -> list[Placed]:
    return [new if item is old else item for item in placed]


def moved(line: PlacedLine, right: float, up: float) -> PlacedLine:
    ink = Box(line.ink.left + right, line.ink.bottom + up, line.ink.right + right, line.ink.top + up)
    return line._replace(x=line.x + right, baseline=line.baseline + up, ink=ink)


def test_untouched_pages_hold(prove_after: Prove) -> None:
    """Otherwise the tests below would prove nothing."""
    assert prove_after(lambda placed: placed) == []


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_a_line_left_out_is_found(prove_after: Prove, at: int) -> None:
    """The fault that this program exists to prevent."""
    assert "lost-words" in prove_after(lambda placed: [item for item in placed if item is not lines_of(placed)[at]])


def test_a_line_set_twice_is_found(prove_after: Prove) -> None:
    """Each word stands once."""
    assert "lost-words" in prove_after(lambda placed: [*placed, lines_of(placed)[4]])


def test_words_out_of_order_are_found(prove_after: Prove) -> None:
    """Mechanism two is not read before mechanism one."""
    assert "words-out-of-order" in prove_after(lambda placed: [*placed[:4], *reversed(placed[4:])])


@pytest.mark.parametrize(("right", "up"), [(-40, 0), (120, 0), (0, 200), (0, -500)])
def test_a_line_outside_its_safe_area_is_found(prove_after: Prove, right: float, up: float) -> None:
    """Too near to the fold or to the edge of the paper, or off the panel altogether."""
    assert "words-outside" in prove_after(lambda p: swap(p, lines_of(p)[1], moved(lines_of(p)[1], right, up)))


def test_a_covered_line_is_found(prove_after: Prove) -> None:
    """Paint over words hides them, though every extractor still reads them."""
    white = Colour("white", parse_screen("#ffffff"))

    def cover(placed: list[Placed]) -> list[Placed]:
        line = lines_of(placed)[3]
        return [*placed, PlacedRectangle(line.ink, white, line.panel)]

    assert "words-covered" in prove_after(cover)


def test_a_faint_line_is_found(prove_after: Prove) -> None:
    """White on white is lost."""
    white = Colour("white", parse_screen("#fdfdfd"))

    assert "contrast" in prove_after(lambda p: swap(p, lines_of(p)[3], lines_of(p)[3]._replace(colour=white)))


def test_a_line_too_small_for_its_edition_is_found(prove_after: Prove) -> None:
    """Copyfit cannot do it, so a fault of the program must be seen."""
    assert "type-too-small" in prove_after(lambda p: swap(p, lines_of(p)[3], lines_of(p)[3]._replace(size=8.0)))


def test_two_lines_on_each_other_are_found(prove_after: Prove) -> None:
    """Both would be unreadable."""
    assert "words-collide" in prove_after(
        lambda p: swap(p, lines_of(p)[3], moved(lines_of(p)[3], 0, lines_of(p)[4].baseline - lines_of(p)[3].baseline))
    )


def test_a_split_note_is_found(prove_after: Prove, note_elements: set[int]) -> None:
    """The safety note stands whole on one panel."""

    def split(placed: list[Placed]) -> list[Placed]:
        first = next(line for line in lines_of(placed) if line.element in note_elements)
        return swap(placed, first, first._replace(panel="inside-2"))

    assert "note-split" in prove_after(split)


def test_a_note_off_the_spread_is_found(prove_after: Prove, note_elements: set[int]) -> None:
    """Nobody opens the flap to look for a warning."""

    def move(placed: list[Placed]) -> list[Placed]:
        return [
            i._replace(panel="back") if isinstance(i, PlacedLine) and i.element in note_elements else i for i in placed
        ]

    assert "note-off-spread" in prove_after(move)


def test_a_note_smaller_than_the_body_is_found(prove_after: Prove, note_elements: set[int]) -> None:
    """Also by a quarter of a point."""

    def shrink(placed: list[Placed]) -> list[Placed]:
        body = max(line.size for line in lines_of(placed) if line.element in note_elements and line.size < 14)
        return [
            i._replace(size=body - 0.25) if isinstance(i, PlacedLine) and i.element in note_elements else i
            for i in placed
        ]

    assert "note-small" in prove_after(shrink)


def test_a_covered_note_has_a_code_of_its_own(prove_after: Prove, note_elements: set[int]) -> None:
    """Whoever covers the note must read that it was the note."""
    white = Colour("white", parse_screen("#ffffff"))

    def cover(placed: list[Placed]) -> list[Placed]:
        line = next(line for line in lines_of(placed) if line.element in note_elements)
        return [*placed, PlacedRectangle(line.ink, white, line.panel)]

    assert "note-covered" in prove_after(cover)


def test_a_recoloured_note_is_found(prove_after: Prove, note_elements: set[int]) -> None:
    """4.5:1 is enough for other words; the note needs 7:1."""
    grey = Colour("grey", parse_screen("#6a6a6a"))

    def fade(placed: list[Placed]) -> list[Placed]:
        return [
            i._replace(colour=grey) if isinstance(i, PlacedLine) and i.element in note_elements else i for i in placed
        ]

    assert "note-contrast" in prove_after(fade)


def grey_on(placed: list[Placed], line: PlacedLine, manuscript: Manuscript, ratio: float) -> tuple[Colour, Colour]:
    """A grey that differs from the ground of a line by just so much, and one that just does not."""
    grounds = [item for item in placed if isinstance(item, PlacedRectangle) and item.box.holds(line.ink)]
    return greys_about(ratio, (grounds[-1].colour if grounds else manuscript.brand.colour("paper")).screen)


@pytest.mark.parametrize(("which", "codes"), [(0, []), (1, ["note-contrast"])])
def test_the_note_is_held_to_seven_to_one_to_a_shade(
    prove_after: Prove, note_elements: set[int], manuscript: Manuscript, which: int, codes: list[str]
) -> None:
    """7:1 is enough, and the next paler grey is not. Source: WCAG 2.2, 1.4.6."""

    def fade(placed: list[Placed]) -> list[Placed]:
        line = next(line for line in lines_of(placed) if line.element in note_elements)
        return swap(placed, line, line._replace(colour=grey_on(placed, line, manuscript, 7.0)[which]))

    assert prove_after(fade) == codes


LIMITS = [  # style, size, the contrast that is asked. Source: WCAG 2.2, 1.4.3
    ("body", 17.9, 4.5), ("body", 18.0, 3.0), ("body", 12.0, 4.5),
    ("heading", 13.9, 4.5), ("heading", 14.0, 3.0), ("heading", 18.0, 3.0),
]  # fmt: skip


@pytest.mark.parametrize(("style", "size", "ratio"), LIMITS)
def test_words_are_held_to_the_contrast_of_their_size_to_a_shade(
    manuscript: Manuscript, shelf: Shelf, prove_after: Prove, style: str, size: float, ratio: float
) -> None:
    """Type is large from 18 points, or from 14 where it is bold; it may be paler, and no other may."""
    stories, _ = set_sample(manuscript, shelf)
    named = {leaf.number for story in stories for leaf in leaves(story.blocks) if getattr(leaf, "style", "") == style}
    assert (manuscript.brand.style(style).weight != "regular") == (style == "heading")

    def set_in(which: int) -> Change:
        def change(placed: list[Placed]) -> list[Placed]:
            line = next(line for line in lines_of(placed) if line.element in named)
            grey = grey_on(placed, line, manuscript, ratio)[which]
            return swap(placed, line, line._replace(colour=grey, size=size))

        return change

    assert "contrast" not in prove_after(set_in(0))
    assert "contrast" in prove_after(set_in(1))


@pytest.mark.parametrize(
    ("ratio", "which", "codes"),
    [(7.0, 0, []), (7.0, 1, ["note-contrast"]), (4.5, 0, ["note-contrast"]), (4.5, 1, ["contrast", "note-contrast"])],
)
def test_the_inks_of_the_press_are_held_to_the_same_ratios(
    manuscript: Manuscript, shelf: Shelf, ratio: float, which: int, codes: list[str], told: Told
) -> None:
    """Each pair of colours is told once: another recipe mends all of its lines."""
    stories, done = set_sample(manuscript, shelf)
    inside = next(page for page in done.pages if page.name == "inside")
    white = parse_screen("#ffffff")
    grounds = {manuscript.brand.colour(role).name for role in ("paper", "band", "aside", "note")}
    grey = greys_about(ratio, white)[which].screen

    found = placed_findings((inside,), stories, manuscript, lambda colour: white if colour.name in grounds else grey)

    in_ink = [finding for finding in found if " in ink, " in finding.message]
    assert sorted({finding.code for finding in in_ink}) == codes
    told(in_ink)
    messages = [finding.message.split(" in ink, ")[1] + finding.code for finding in in_ink]
    assert len(messages) == len(set(messages))


@pytest.mark.parametrize("side", ["left", "bottom", "right", "top"])
def test_the_safe_area_ends_where_it_ends(prove_after: Prove, manuscript: Manuscript, shelf: Shelf, side: str) -> None:
    """A twentieth of a point is rounding; a sixteenth is out."""
    safe = {panel.name: panel.safe for page in set_sample(manuscript, shelf)[1].pages for panel in page.panels}

    def stretched(by: float) -> Change:
        def change(placed: list[Placed]) -> list[Placed]:
            line = lines_of(placed)[2]
            edge = getattr(safe[line.panel], side) + (by if side in ("right", "top") else -by)
            return swap(placed, line, line._replace(ink=line.ink._replace(**{side: edge})))

        return change

    assert "words-outside" not in prove_after(stretched(0.04))
    assert "words-outside" in prove_after(stretched(0.0625))


@pytest.mark.parametrize(("style", "least"), [("body", 12.0), ("heading", 9.0)])
def test_type_is_too_small_from_the_first_hundredth(
    prove_after: Prove, manuscript: Manuscript, shelf: Shelf, style: str, least: float
) -> None:
    """Running text at the size of running text, other words at theirs."""
    stories, _ = set_sample(manuscript, shelf)
    named = {leaf.number for story in stories for leaf in leaves(story.blocks) if getattr(leaf, "style", "") == style}

    def sized(size: float) -> Change:
        def change(placed: list[Placed]) -> list[Placed]:
            line = next(line for line in lines_of(placed) if line.element in named)
            return swap(placed, line, line._replace(size=size))

        return change

    assert "type-too-small" not in prove_after(sized(least))
    assert "type-too-small" in prove_after(sized(least - 0.01))


def test_only_what_is_painted_after_a_line_covers_it(prove_after: Prove) -> None:
    """The very next thing does, the one before is its ground."""
    white = Colour("white", parse_screen("#ffffff"))

    def painted(offset: int) -> Change:
        def change(placed: list[Placed]) -> list[Placed]:
            line = lines_of(placed)[3]
            at = placed.index(line) + offset
            return [*placed[:at], PlacedRectangle(line.ink, white, line.panel), *placed[at:]]

        return change

    assert "words-covered" not in prove_after(painted(0))
    assert "words-covered" in prove_after(painted(1))


def test_a_message_quotes_the_beginning_of_a_long_line(prove_after: Prove) -> None:
    """Enough to find it; faint, small, outside, covered and on a drawing."""
    grey = Colour("grey", parse_screen("#eeeeee"))

    def change(placed: list[Placed]) -> list[Placed]:
        line = lines_of(placed)[1]
        long = line._replace(line=line.line._replace(text="y" * 50), size=5, colour=grey, ink=line.ink._replace(left=0))
        return [*swap(placed, line, long), PlacedRectangle(line.ink, grey, line.panel)]

    assert {"words-outside", "type-too-small", "contrast", "words-covered"} <= set(prove_after(change))
    assert "text-on-art" in prove_after(lambda p: swap(p, lines_of(p)[1], moved(lines_of(p)[1], 0, 90)))


def test_words_of_no_story_are_found(manuscript: Manuscript, shelf: Shelf) -> None:
    """A fault of the program: what stands on the page was never written."""
    stories, done = set_sample(manuscript, shelf)
    (first, *_) = leaves(stories[-1].blocks)

    found = placed_findings(done.pages, stories[:-1], manuscript)

    lost = [finding for finding in found if finding.code == "lost-words"]
    assert f"words of no story are placed (element {first.number})" in [finding.message for finding in lost]
    assert {finding.hint for finding in lost} == {"report this"}
