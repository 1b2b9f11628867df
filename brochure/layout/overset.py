"""What to cut where a story is too long: from which texts, how many letters, and how high a picture may be.

Nothing is guessed: the story is set again with so much less, and what is told is the least that makes it fit. The
safety note is never named, nor what is a fact, such as the imprint and how to reach the clinic; nor are headings and
labels, as long as a paragraph can be cut.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from brochure.base.design import StoryPlan
from brochure.base.findings import Finding
from brochure.base.links import has_address
from brochure.base.manuscript import Manuscript
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, replace
from brochure.base.story import DECORATION, AnyLeaf, Block, Figure, Note, Run, Words, leaves, with_leaves
from brochure.base.units import Pt, in_mm
from brochure.layout.flow import Overset
from brochure.layout.slugs import ArtPiece, Slug

LEAST_LEFT = 1 / 4  # of a text: who has to cut more of it had better cut another too
LOWEST: Pt = 30.0  # of a picture
_FACTS = ("imprint", "contact")  # styles of what nobody can say shorter

Fits = Callable[[tuple[Block, ...]], bool]


class TextCut(NamedTuple):
    """How many letters of a text are too many."""

    words: Words
    letters: int


def text_cuts(blocks: tuple[Block, ...], fits: Fits) -> tuple[TextCut, ...]:
    """The least to cut, from as few texts as may be, the longest first; nothing where even that is not enough."""
    cut: dict[int, str] = {}
    cuts: list[TextCut] = []
    for words in _may_be_cut(blocks):
        steps = _shorter_texts(words.text)
        if not steps:
            continue
        if not fits(_with_texts(blocks, {**cut, words.number: steps[-1]})):
            cut[words.number] = steps[-1]
            cuts.append(TextCut(words, len(words.text) - len(steps[-1])))
            continue
        too_long, enough = -1, len(steps) - 1
        while enough - too_long > 1:
            middle = (too_long + enough) // 2
            if fits(_with_texts(blocks, {**cut, words.number: steps[middle]})):
                enough = middle
            else:
                too_long = middle
        return (*cuts, TextCut(words, len(words.text) - len(steps[enough])))
    return ()


def highest_picture(blocks: tuple[Block, ...], fits: Fits) -> Pt:
    """How high the picture of a story may be so that all its words fit; 0 where it has none, or that does not help."""
    figure = next((leaf for leaf in leaves(blocks) if isinstance(leaf, Figure) and leaf.kind == "photo"), None)
    if figure is None or figure.height <= LOWEST or not fits(_with_height(blocks, figure, LOWEST)):
        return 0.0
    low, high = LOWEST, figure.height
    while high - low > 1:
        middle = (low + high) / 2
        low, high = (middle, high) if fits(_with_height(blocks, figure, middle)) else (low, middle)
    return low


def picture_heights(blocks: tuple[Block, ...], slugs: Iterable[Slug]) -> tuple[Pt, ...]:
    """How high the pictures of a story are that stand on rows of their own."""
    shown = [leaf for leaf in leaves(blocks) if isinstance(leaf, Figure) and leaf.kind in ("picture", "photo")]
    numbers = {DECORATION, *(leaf.number for leaf in shown)}
    alone = [slug.pieces[0] for slug in slugs if len(slug.pieces) == 1]
    return tuple(piece.height for piece in alone if isinstance(piece, ArtPiece) and piece.element in numbers)


def _may_be_cut(blocks: tuple[Block, ...]) -> list[Words]:
    """Paragraphs, the longest first; where there is none, whatever words there are."""
    words = [leaf for block in blocks if not isinstance(block, Note) for leaf in leaves((block,))]
    said = [leaf for leaf in words if isinstance(leaf, Words) and leaf.origin is not None and leaf.tag != "Lbl"]
    own = [leaf for leaf in said if leaf.style not in _FACTS]
    return sorted([leaf for leaf in own if leaf.tag == "P"] or own, key=lambda leaf: -len(leaf.text))


def _shorter_texts(text: str) -> list[str]:
    """The text with fewer and fewer words, down to a quarter of it."""
    steps, end = [], len(text)
    while (end := text.rfind(" ", 0, end)) >= max(1, len(text) * LEAST_LEFT):
        steps.append(text[:end])
    return steps


def _with_texts(blocks: tuple[Block, ...], texts: dict[int, str]) -> tuple[Block, ...]:
    def changed(leaf: AnyLeaf) -> AnyLeaf:
        text = texts.get(leaf.number)
        if text is None or not isinstance(leaf, Words):
            return leaf
        return replace(leaf, runs=tuple(_runs(leaf.runs, len(text))))

    return tuple(with_leaves(block, changed) for block in blocks)


def _with_height(blocks: tuple[Block, ...], figure: Figure, height: Pt) -> tuple[Block, ...]:
    def lower(leaf: AnyLeaf) -> AnyLeaf:
        return replace(leaf, height=height) if isinstance(leaf, Figure) and leaf == figure else leaf

    return tuple(with_leaves(block, lower) for block in blocks)


def _runs(runs: tuple[Run, ...], letters: int) -> Iterator[Run]:
    for run in runs:
        if letters > 0:
            yield run._replace(text=run.text[:letters])
        letters -= len(run.text)


class Remedy(NamedTuple):
    """What makes a story fit: cuts of its texts, or a picture no higher than this."""

    cuts: tuple[TextCut, ...] = ()
    picture: Pt = 0.0
    taken: tuple[Pt, ...] = ()  # heights that its pictures take now


class OversetStory(Protocol):
    """What runs through a chain of frames."""

    @property
    def name(self) -> str:
        """As messages call it."""

    @property
    def plan(self) -> StoryPlan:
        """How it is fitted."""

    @property
    def panels(self) -> tuple[str, ...]:
        """Of its frames."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """All that runs there."""


def overset_finding(over: Overset, job: OversetStory, manuscript: Manuscript, remedy: Remedy) -> Finding:
    """What is too long or too wide, where, and how it can be mended."""
    panel = job.panels[min(over.frame, len(job.panels) - 1)]
    leaf = next((leaf for leaf in leaves(job.blocks) if leaf.number == over.slug.element), None)
    if over.slug.too_wide:
        if isinstance(leaf, Figure):
            message = f"the code is {in_mm(over.slug.too_wide):.1f} mm too wide for panel '{panel}'"
            return Finding("figure-too-wide", message, leaf.origin, "make its `height` smaller in the template")
        if isinstance(leaf, Words) and leaf.tag in ("TH", "TD") and manuscript.layout.tables != "cards":
            message = f"the table is {in_mm(over.slug.too_wide):.1f} mm too wide for panel '{panel}'"
            hint = "write fewer columns or shorter words, choose wider panels, or write `tables: cards` into the layout"
            return Finding("table-too-wide", message, leaf.origin, hint)
        message = f"a word is {in_mm(over.slug.too_wide):.1f} mm too wide for panel '{panel}'"
        hint = "write a shorter word, or put a soft hyphen (U+00AD) where it may part"
        if isinstance(leaf, Words) and (leaf.link or has_address(leaf.text)):
            hint = f"choose a shorter address, or a layout with wider panels than '{manuscript.layout_name}'"
        return Finding("word-too-wide", message, leaf.origin if leaf else None, hint)
    others = "a layout with more room" if job.plan.fit == "shared" else "a wider frame for it"
    ways = [f"choose {others} than '{manuscript.layout_name}'"]
    if remedy.picture:
        ways.insert(0, f"show the picture at most {in_mm(remedy.picture):.0f} mm high")
    elif remedy.taken:
        height = f"{in_mm(sum(remedy.taken)):.0f} mm"
        many = len(remedy.taken) > 1
        ways.insert(
            0, f"take out a picture: they take {height}" if many else f"take out the picture, which takes {height}"
        )
    if not remedy.cuts:
        rows = "1 row" if over.lines == 1 else f"{over.lines} rows"
        letters_too = f", about {over.letters} letters," if over.letters else ""  # a picture alone has none
        message = f"story '{job.name}' is {rows}{letters_too} too long for panel '{panel}'"
        return Finding("overset-text", message, _longest_origin(job), "; or ".join(ways))
    letters = sum(cut.letters for cut in remedy.cuts)
    message = f"story '{job.name}' is about {letters} letters too long for panel '{panel}'"
    told = " and ".join(
        f"{cut.letters} from the text in line {cut.words.origin.line}" for cut in remedy.cuts if cut.words.origin
    )
    hint = "; or ".join([f"cut about {told}", *ways])
    return Finding("overset-text", message, remedy.cuts[0].words.origin, hint)


def _longest_origin(job: OversetStory) -> Origin | None:
    """Of the longest text: where no cut of the others is enough, it is the safety note, an address or a list."""
    words = [leaf for leaf in leaves(job.blocks) if isinstance(leaf, Words) and leaf.origin is not None]
    return max(words, key=lambda leaf: len(leaf.text)).origin if words else None
