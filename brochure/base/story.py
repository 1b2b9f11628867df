"""The words in order: what a template made of a leaflet. Each leaf has a number that stays with it to the proof."""

from collections.abc import Iterator
from typing import Final, Literal, Protocol, TypeVar, Union, assert_never

from brochure.base.body import Align
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, dataclass, field, replace

TextTag = Literal["H1", "H2", "H3", "P", "Lbl", "TH", "TD", "Caption"]
Level = Literal["", "sub", "sup"]  # small figures below or above the line
# `blank` is a line to write on, `box`, `tick` and `cross` stand before an entry of a list, `risk` is counted dots,
# `outline` a body with its places.
FigureKind = Literal[
    "logo", "qr", "photo", "art", "picture", "partner", "blank", "box", "tick", "cross", "risk", "outline"
]
ListSign = Literal["bullet", "number", "tick", "cross", "figure"]  # `figure`: the label of each entry
GroupKind = Literal["box", "urgent", "quote", "picture", "pair", "beside", "column", "write", "sign", "marks"]


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
    is_button: bool = False  # stands in a band of the cover's colour, to be tapped
    align: Align = "text"  # within the column of a table

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
    language: str = ""  # of `alt`, where it is not the leaflet's
    focus: str = ""  # what stays of a picture that is cropped; `whole` where none is


DECORATION: Final = 0  # the number of a figure that says nothing, and is no leaf


class Item(NamedTuple):
    """An entry of a list; what stands before it is said, or drawn only."""

    label: "Words | Figure | None"
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class ItemList:
    """A numbered list, or one with signs."""

    number: int
    numbered: bool
    ruled: bool
    items: tuple[Item, ...]
    sign: ListSign = "bullet"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under labels. Facts are one without labels, each row named by its first cell."""

    number: int
    caption: Words | None
    labels: tuple[Words, ...]  # over the columns; none where the first cell of a row says it
    rows: tuple[tuple[Words | None, ...], ...]  # nothing where a cell is to be written in
    leader: bool = False  # dots from the words to the figures
    card: int = 0  # so many rows, each a label with what it says, were one row
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together: on a tint, beside each other, or a picture with its words."""

    number: int
    kind: GroupKind
    blocks: tuple["Block", ...]
    belongs: bool = False  # to the words before it, on their panel where there is room


@dataclass(frozen=True, slots=True)
class Note:
    """The protected block: words, and lists of words."""

    number: int
    blocks: tuple["Block", ...]


Block = Union[Words, Figure, ItemList, TableBlock, Group, Note]  # noqa: UP007 - the names above are quoted
# The tags of templates that make them.
BlockTag = Literal[
    "title", "heading", "subheading", "p", "button", "figure", "points", "list", "note", "body", "partners"
]
Leaf = Words | Figure
AnyLeaf = TypeVar("AnyLeaf", Words, Figure)


class LeafChange(Protocol):
    """What becomes of a leaf."""

    def __call__(self, each: AnyLeaf, /) -> AnyLeaf: ...


class Story(NamedTuple):
    """A text that runs through a chain of frames."""

    name: str
    blocks: tuple[Block, ...]


def leaves(blocks: tuple[Block, ...]) -> Iterator[Leaf]:
    """Every leaf in reading order."""
    for block in blocks:
        match block:
            case Words():
                yield block
            case Figure():
                if block.number != DECORATION:
                    yield block
            case Note() | Group():
                yield from leaves(block.blocks)
            case ItemList():
                for item in block.items:
                    if item.label is not None:
                        yield item.label
                    yield from leaves(item.blocks)
            case TableBlock():
                yield from table_leaves(block)
            case _:
                assert_never(block)


def table_leaves(table: TableBlock) -> Iterator[Words]:
    """The words of a table: its caption, its labels, its cells by rows."""
    if table.caption is not None:
        yield table.caption
    yield from table.labels
    for row in table.rows:
        yield from filter(None, row)


def with_leaves(block: Block, change: LeafChange) -> Block:
    """The block with each leaf changed, but for labels that are words."""
    match block:
        case Words():
            return change(block)
        case Figure():
            return change(block)
        case Note() | Group():
            return replace(block, blocks=tuple(with_leaves(each, change) for each in block.blocks))
        case ItemList():
            items = tuple(Item(i.label, tuple(with_leaves(each, change) for each in i.blocks)) for i in block.items)
            return replace(block, items=items)
        case TableBlock():
            caption = None if block.caption is None else change(block.caption)
            rows = tuple(tuple(cell and change(cell) for cell in row) for row in block.rows)
            return replace(block, caption=caption, labels=tuple(map(change, block.labels)), rows=rows)
        case _:
            assert_never(block)
