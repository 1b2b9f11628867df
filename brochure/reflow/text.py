"""Stories to plain text, for braille software and the body of a mail.

A line is a leaf. Only blank lines, a number, a hyphen or brackets tell what it is, because whatever else is drawn with
characters is spoken or embossed as characters:

- three blank lines stand before a heading of the first level, two before one of the second, one before the third,
  which is set in by four cells, as braille does it;
- `1. ` begins a numbered point, `- ` an entry of a list, and a figure is its alternative text in brackets;
- a line that must end inside a text goes on below, set in by six cells, as braille does it;
- a button is its words, and on the line below the address that they lead to, between `<` and `>`;
- what belongs to a table or a picture is set in by two cells;
- a space to write stands behind its label, in brackets;
- a cell of a table stands behind its label, a colon and a space that does not break;
- a text that itself begins like one of these is set in by one space, so that it cannot be taken for it.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import assert_never

from brochure.base.leads import is_allowed
from brochure.base.manuscript import Manuscript
from brochure.base.marks import LINE_BREAK
from brochure.base.reading import ordered_stories
from brochure.base.records import NamedTuple
from brochure.base.story import Block, Figure, Group, Item, ItemList, Note, Story, TableBlock, TextTag, Words

BLANK_LINES: dict[TextTag, int] = {"H1": 3, "H2": 2, "H3": 1, "P": 1, "Lbl": 1, "TH": 1, "TD": 1, "Caption": 1}
LABELLED = ":\u00a0"  # between a label and what it says; no text of a leaflet keeps such a space here
TO_WRITE = "\u2003"  # between a label and its space to write; `plain` leaves none in a text
HEAD = "\u00a0"  # one more before what names the row
CAPTION = "  "
NESTED = "  - "
THIRD_LEVEL = " " * 4  # BANA formats: the heading in cell 5
RUNOVER = " " * 6  # BANA formats: what goes on, in cell 7
LOOKS_LIKE_A_MARK = re.compile(r"\[|- |-$|\d+\. |\d+\.$|<(?:https|mailto|tel):")
_LINES_OF_AN_ADDRESS = {"contact_name", "contact", "caption"}
_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
_NOT_SEEN = str.maketrans("", "", "\u00ad\u200b")  # soft hyphen, zero-width space


class _Line(NamedTuple):
    before: int  # blank lines
    text: str


def text_edition(stories: tuple[Story, ...], manuscript: Manuscript, *, isolated: bool = False) -> str:
    """The stories in the reader's order; lines end with a line feed, and no paragraph is broken by hand.

    `isolated` keeps the marks that hold a number in its order among letters from the right: a mail is looked at, and
    braille software embosses each mark.
    """
    lines = [line for _, story in ordered_stories(stories, manuscript.layout) for line in _story_lines(story)]
    first = lines[0]._replace(before=0 if lines[0].before == 1 else lines[0].before) if lines else _Line(0, "")
    rest = "".join("\n" * (line.before + 1) + line.text for line in lines[1:])
    text = "\n" * first.before + first.text + rest + "\n"
    return text if isolated else text.translate(_ISOLATES)


def plain(text: str) -> str:
    """The words with one space between them, and their forced line ends; what only helps to break lines is left out."""
    lines = (" ".join(line.split()) for line in text.translate(_NOT_SEEN).split(LINE_BREAK))
    return f"\n{RUNOVER}".join(lines)


def filled_line(text: str, *, after: str) -> str:
    """The words of a paragraph as they stand on their line after a mark, or at its beginning."""
    text = plain(text)
    looks_like_one = LOOKS_LIKE_A_MARK.match(text) if not after.strip() else text.startswith("[") and after[0] in "- "
    return " " + text if looks_like_one else text


def _story_lines(story: Story) -> Iterator[_Line]:
    before: Block | None = None
    for block in story.blocks:
        joined = isinstance(before, Words) and isinstance(block, Words) and _joins(before, block)
        yield from _block_lines(block, before=0 if joined else None)
        before = block


def _block_lines(block: Block, before: int | None = None, *, mark: str = "") -> Iterator[_Line]:
    match block:
        case Words():
            yield _words_line(block, mark=mark, before=before)
            if block.is_button:
                yield _Line(0, f"<{block.link}>")
        case Figure(number=0):  # decoration
            return
        case Figure():
            yield from _figure_lines(block)
        case Group(kind="write" | "sign"):
            yield from _lines_to_write(block, mark)
        case Note() | Group():
            for at, each in enumerate(block.blocks):
                yield from _block_lines(each, mark="" if at else mark)
        case ItemList():
            for at, item in enumerate(block.items):
                yield from _item_lines(item, mark or "- ", first=at == 0)
        case TableBlock():
            yield from _table_lines(block)
        case _:
            assert_never(block)


def _lines_to_write(group: Group, mark: str) -> Iterator[_Line]:
    """A line for each label and its space, so that whoever answers below or beside it sees what is asked."""
    for label, space in pairwise(group.blocks):
        if isinstance(label, Words) and isinstance(space, Figure):
            line = _words_line(label, mark=mark)
            yield line._replace(text=f"{line.text}{TO_WRITE}[{plain(space.alt)}]")


def _table_lines(table: TableBlock) -> Iterator[_Line]:
    """A line for each cell under its label, and a blank one between rows."""
    if table.caption is not None:
        yield _words_line(table.caption)
    for at, (label, cell) in enumerate(table.rows):
        assert label is not None, "each cell stands behind its label"
        first = at % table.card == 0 if table.card else at == 0
        head = HEAD if cell and cell.tag == "TH" else ""
        said = plain(cell.text) if cell else ""
        yield _Line(1 if first else 0, f"{plain(label.text)}{LABELLED}{head}{said}")


def _joins(before: Words, words: Words) -> bool:
    """Whether the words are the next line of one address."""
    styles = {before.style, words.style}
    is_apart = before.is_button or words.is_button or words.before
    return styles <= _LINES_OF_AN_ADDRESS and before.tag == words.tag == "P" and not is_apart


def _words_line(words: Words, *, mark: str = "", before: int | None = None) -> _Line:
    text = filled_line(words.text, after=mark)
    indent = THIRD_LEVEL if words.tag == "H3" else CAPTION if words.tag == "Caption" else ""
    return _Line(BLANK_LINES[words.tag] if before is None else before, indent + mark + text)


def _item_lines(item: Item, mark: str, *, first: bool) -> Iterator[_Line]:
    if isinstance(item.label, Words):
        mark = plain(item.label.text) + ". "
        if not item.blocks:
            yield _Line(BLANK_LINES["Lbl"], mark.rstrip())
            return
    elif isinstance(item.label, Figure):
        mark = f"- [{plain(item.label.alt)}] "
    begin, *more = item.blocks
    tight = item.label is None or isinstance(item.label, Figure)
    is_text = isinstance(begin, Words) and begin.tag == "P"
    yield from _block_lines(begin, before=0 if tight and is_text and not first else None, mark=mark)
    for each in more:
        yield from _block_lines(each, mark=NESTED if isinstance(each, ItemList) else "")


def _figure_lines(figure: Figure) -> Iterator[_Line]:
    yield _Line(1, f"[{plain(figure.alt)}]")
    if figure.kind == "qr" and is_allowed(figure.source):
        yield _Line(0, figure.source)
