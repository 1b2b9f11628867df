"""What no program can see of a text: boxes that whoever signs it ticks, and that stay open until somebody does."""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from brochure.base.records import NamedTuple
from brochure.record.literacy import HEADING_WORDS
from brochure.record.pemat import pemat_rows

ALL: Final = "all"
_MOST_NAMED: Final = 12
_PICTURE_ITEMS: Final = frozenset({16, 18, 26})  # of PEMAT; without a picture nobody is asked


class OpenBox(NamedTuple):
    """One thing that a person looks at."""

    name: str  # as `--seen` takes it
    asks: str
    shows: tuple[str, ...] = ()  # what it is asked of


def boxes_of(words: Mapping[str, str], *, is_english: bool) -> tuple[OpenBox, ...]:
    """Every box of a text, by its blocks and their paths."""
    return tuple(_boxes(words, is_english=is_english))


def still_open(boxes: tuple[OpenBox, ...], ticked: Collection[str]) -> tuple[OpenBox, ...]:
    """The boxes that nobody has ticked."""
    return tuple(box for box in boxes if box.name not in ticked)


def box_lines(boxes: tuple[OpenBox, ...]) -> Iterator[str]:
    """The open boxes as whoever signs reads them."""
    for box in boxes:
        yield f"  [ ] {box.name:9} {box.asks}"
        yield from (f"      {line}" for line in box.shows)


def _boxes(words: Mapping[str, str], *, is_english: bool) -> Iterator[OpenBox]:
    alts = tuple(f"{path}: {text}" for path, text in words.items() if "alt" in path.split())
    if alts:
        yield OpenBox("alt", "each alternative text says what its picture shows or does", alts)
    heads = [text for path, text in words.items() if HEADING_WORDS & set(path.split())]
    shown = "; ".join(heads[:_MOST_NAMED]) + ("; ..." if len(heads) > _MOST_NAMED else "")
    yield OpenBox("order", "read aloud, the parts come in this order, and it makes sense", (shown,))
    for row in pemat_rows(words, is_english=is_english):
        if row.answer == "person" and (alts or row.item not in _PICTURE_ITEMS):
            yield OpenBox(f"pemat-{row.item}", row.asks)
