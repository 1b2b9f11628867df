"""The words in order: what a template made of a leaflet. Each leaf has a number that stays with it to the proof."""

from collections.abc import Iterator
from typing import Literal, assert_never

from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, dataclass, field

TextTag = Literal["H1", "H2", "H3", "P", "Lbl"]
Level = Literal["", "sub", "sup"]  # small figures below or above the line
FigureKind = Literal["logo", "qr", "photo", "art"]


class Run(NamedTuple):
    """A stretch of text with one look, one language and one aim."""

    text: str
    strong: bool = False
    emphasis: bool = False
    link: str = ""  # where a tap on it leads
    language: str = ""  # tag, where it is not the leaflet's
    level: Level = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A leaf: one paragraph, heading or label."""

    number: int
    tag: TextTag
    style: str
    runs: tuple[Run, ...]
    origin: Origin | None  # None: the words stand in the template itself
    colour: str = ""  # role, where it is not the style's own
    before: float | None = None  # space before in lines of its style, where it is not the style's own
    link: str = ""  # where a tap on it leads
    # Every text that stands in it, and where its link was written. Not part of what is said: two leaves of the same
    # words are the same.
    texts: tuple[Origin, ...] = field(default=(), repr=False, compare=False)
    leads: tuple[Origin, ...] = field(default=(), repr=False, compare=False)
    # Where long values of one person stand, from and to before; what copies are made of says nothing of one person.
    values: tuple[tuple[int, int], ...] = field(default=(), repr=False)

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Figure:
    """A leaf: something to look at, with words for those who cannot."""

    number: int
    kind: FigureKind
    alt: str
    origin: Origin | None
    height: float = 0.0  # points; nothing in the flow where the art stands elsewhere
    source: str = ""  # what it shows: a link, a file, the name of an art
    colour: str = ""
    link: str = ""
    texts: tuple[Origin, ...] = field(default=(), repr=False, compare=False)  # in `alt`
    leads: tuple[Origin, ...] = field(default=(), repr=False, compare=False)  # in `source` and `link`


class Item(NamedTuple):
    """An entry of a list."""

    label: Words | None
    blocks: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A numbered or bulleted list."""

    number: int
    numbered: bool
    ruled: bool
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """The protected block."""

    number: int
    blocks: tuple[Words, ...]


Block = Words | Figure | ItemList | Note
# The tags of templates that make them.
BlockTag = Literal["title", "heading", "subheading", "p", "figure", "points", "list", "note"]
Leaf = Words | Figure


class Story(NamedTuple):
    """A text that runs through a chain of frames."""

    name: str
    blocks: tuple[Block, ...]


def leaves(blocks: tuple[Block, ...]) -> Iterator[Leaf]:
    """Every leaf in reading order."""
    for block in blocks:
        match block:
            case Words() | Figure():
                yield block
            case Note():
                yield from block.blocks
            case ItemList():
                for item in block.items:
                    if item.label is not None:
                        yield item.label
                    yield from item.blocks
            case _:
                assert_never(block)
