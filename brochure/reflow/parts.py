"""The stories as parts of one page: what stands at the head, what at the foot, and the sections between them."""

from collections.abc import Iterator
from typing import Literal, assert_never

from brochure.base.records import NamedTuple
from brochure.base.story import Block, Figure, Group, ItemList, Note, Story, TableBlock, Words

PartName = Literal["opening", "band", "section", "aside", "note"]
Blocks = tuple[Block, ...]

_HEAD_STYLES = {"name", "strapline", "caption"}  # the last of a draft
_FOOT_STYLES = {"contact_name", "contact", "caption", "formats", "imprint"}


class TextPart(NamedTuple):
    """Blocks that belong together. A section, an aside and a note begin with their heading; a band is one drawing."""

    name: PartName
    blocks: Blocks


class PageParts(NamedTuple):
    """A page from top to bottom."""

    head: Blocks  # name, title, one sentence
    body: tuple[TextPart, ...]
    foot: Blocks  # address, booking, imprint


def page_parts(stories: tuple[Story, ...]) -> PageParts:
    """Cut stories, given in the reader's order, into the parts of a page; no block is moved or left out.

    What a block is follows from its tag and style, because panels say how paper is folded and not what a text is.
    """
    blocks = [block for story in stories for block in story.blocks]
    head = _head_length(blocks)
    foot = _foot_start(blocks, head)
    starts = _story_starts(stories)
    body = tuple(_body_parts(blocks[head:foot], {start - head for start in starts}))
    return PageParts(tuple(blocks[:head]), body, tuple(blocks[foot:]))


def _head_length(blocks: list[Block]) -> int:
    """Blocks through the title, and those after it that still belong to a cover."""
    titles = (at for at, block in enumerate(blocks) if isinstance(block, Words) and block.tag == "H1")
    end = next(titles, -1) + 1
    while end < len(blocks) and _is_of(blocks[end], _HEAD_STYLES):
        end += 1
    return end


def _foot_start(blocks: list[Block], head: int) -> int:
    start = len(blocks)
    while start > head and _is_of(blocks[start - 1], _FOOT_STYLES):
        start -= 1
    return start


def _is_of(block: Block, styles: set[str]) -> bool:
    match block:
        case Words():
            return block.style in styles
        case Figure():
            return block.kind == "logo" or (block.kind == "qr" and styles is _FOOT_STYLES)
        case Group():
            return block.kind == "marks" and styles is _FOOT_STYLES
        case Note() | ItemList() | TableBlock():
            return False
        case _:
            assert_never(block)


def _story_starts(stories: tuple[Story, ...]) -> set[int]:
    starts, count = set(), 0
    for story in stories:
        starts.add(count)
        count += len(story.blocks)
    return starts


def _body_parts(blocks: list[Block], starts: set[int]) -> Iterator[TextPart]:
    """A part begins at each heading of the second level, at points and each story, at and after a band or note."""
    name: PartName = "opening"
    gathered: list[Block] = []
    for at, block in enumerate(blocks):
        begun = _begun_by(block)
        if begun is not None or at in starts or name in ("band", "note"):
            if gathered:
                yield TextPart(name, tuple(gathered))
            name, gathered = begun or "opening", []
        gathered.append(block)
    if gathered:
        yield TextPart(name, tuple(gathered))


def _begun_by(block: Block) -> PartName | None:
    match block:
        case Words(tag="H2", style="aside_heading"):
            return "aside"
        case Words(tag="H2"):
            return "section"
        case Note():
            return "note"
        case Figure(kind="art"):
            return "band"
        case ItemList():
            return "opening" if block.numbered else None
        case Words() | Figure() | TableBlock() | Group():
            return None
        case _:
            assert_never(block)
