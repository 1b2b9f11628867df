"""Tables cast into slugs: columns as wide as their words need, a row of the table to a slug, figures under each other.

Widths are those of the field's automatic layout: no column is narrower than its longest word, none is wider than its
longest text as long as another needs the room, and what is left over goes to all. Source: CSS 2.2, 17.5.2.2.
"""

import re
from itertools import pairwise
from typing import Final

from brochure.base.colour import Colour
from brochure.base.records import NamedTuple
from brochure.base.story import TableBlock, Words
from brochure.base.units import Pt, mm
from brochure.layout.groups import WHOLE, BlockCaster
from brochure.layout.lines import Broken
from brochure.layout.sizes import TypeSize
from brochure.layout.slugs import (
    AFTER_PARAGRAPH,
    BELONGING,
    NEVER,
    RULE,
    SHORT_TABLE,
    UNEVEN,
    LinePiece,
    MarkPiece,
    Slug,
    broken_words,
)

LEAST_TO_WRITE, ROOM_TO_WRITE = mm(18), mm(45)  # widths of a cell to write words in
LEAST_TO_TICK, ROOM_TO_TICK = mm(9), mm(14)  # of one for a figure or a tick
HEIGHT_TO_WRITE: Final[Pt] = mm(8)
GAP: Final[Pt] = mm(5)  # between columns
_PADDING = 0.22  # of a line, above and below a row
_LEADER_GAP: Final[Pt] = mm(1.5)
_LEAST_DOTS: Final[Pt] = mm(4)
_SHORT = 0.35  # of the room; a column that likes no more does not wrap before longer ones have
_SHORT_LABEL = 0.65  # of the room; so much a card has for its labels
_ENDLESS: Final[Pt] = 1_000_000.0
_DECIMAL = re.compile(r"[.,]\d+\D*$")  # the part of a figure that stands behind its sign


class _Cell(NamedTuple):
    """A cell before its column has a width."""

    words: Words | None  # none in a cell to write in
    style: TypeSize
    whole: Broken | None  # on one line
    least: Pt  # its longest word
    width: Pt
    tail: Pt  # behind the decimal sign


class _Need(NamedTuple):
    """Widths that a column may have."""

    least: Pt
    most: Pt


class _Column(NamedTuple):
    start: Pt
    width: Pt
    tail: Pt  # what stands behind the decimal sign at most


def cast_table(table: TableBlock, caster: BlockCaster) -> list[Slug]:
    """A slug for each row; labels stay with the first. Where no columns are narrow enough, each tells by how much.

    Raises:
        BadInput: a character that no face has.
    """
    words = [table.labels, *table.rows] if table.labels else list(table.rows)
    narrow = [bool(table.labels) and table.labels[at].align != "text" for at in range(len(words[0]))]
    rows = [[_cell(each, caster, is_narrow=slim) for each, slim in zip(row, narrow, strict=True)] for row in words]
    columns = _columns(rows, caster.measure, _SHORT_LABEL if table.card else _SHORT)
    too_wide = max(0.0, columns[-1].start + columns[-1].width - caster.measure - 0.01)
    rule, style = caster.sizes.brand.colour("rule"), caster.sizes.of("body")
    line = caster.sizes.brand.colour("text") if table.card else None
    slugs = [
        _row(row, columns, caster, leads=table.leader and at >= bool(table.labels), to_write=line)
        for at, row in enumerate(rows)
    ]
    slugs = [
        slug._replace(
            pad_top=style.leading * (_PADDING if _starts(table, at) else 0.0),
            pad_bottom=style.leading * (_PADDING if _ruled(table, at) or table.leader else 0.0),
            penalty=NEVER if table.card and at % table.card else BELONGING,
            too_wide=too_wide,
            pieces=(*slug.pieces, MarkPiece("rule", rule, width=caster.measure)) if _ruled(table, at) else slug.pieces,
        )
        for at, slug in enumerate(slugs, 1)
    ]
    if table.labels:
        slugs[0] = slugs[0]._replace(penalty=NEVER)
    if len(slugs) > 2:  # neither the first row nor the last stands alone
        slugs[int(bool(table.labels))] = slugs[int(bool(table.labels))]._replace(penalty=NEVER)
        slugs[-2] = slugs[-2]._replace(penalty=NEVER)
    if sum(slug.pad_top + slug.height + slug.pad_bottom for slug in slugs) <= caster.tallest * WHOLE:
        slugs = [slug._replace(penalty=max(slug.penalty, SHORT_TABLE)) for slug in slugs]
    slugs[-1] = slugs[-1]._replace(penalty=AFTER_PARAGRAPH)
    if table.labels:
        slugs[2:] = [slug._replace(heads=(slugs[0].again,)) for slug in slugs[2:]]
    above = [slug._replace(penalty=NEVER) for slug in caster.words(table.caption)] if table.caption else []
    slugs[0] = slugs[0]._replace(before=style.leading * (0.2 if above else 0.5))
    return [*above, *slugs]


def _starts(table: TableBlock, at: int) -> bool:
    """Whether room stands above this row."""
    return not table.card or at % table.card == 1 or table.card == 1


def _ruled(table: TableBlock, at: int) -> bool:
    """Whether a rule stands under this row: under each, or under the last of each card."""
    return not table.leader and (not table.card or at % table.card == 0)


def _cell(words: Words | None, caster: BlockCaster, *, is_narrow: bool) -> _Cell:
    """The words on one line; what stands behind the decimal sign of a figure is measured too."""
    if words is None:
        least, room = (LEAST_TO_TICK, ROOM_TO_TICK) if is_narrow else (LEAST_TO_WRITE, ROOM_TO_WRITE)
        return _Cell(None, caster.sizes.of("body"), None, least, room, 0.0)
    style = caster.sizes.of(words.style)
    whole = broken_words(words, style, _ENDLESS, caster.manuscript.language, caster.faces)
    found = _DECIMAL.search(words.text) if words.align == "figures" and words.tag == "TD" else None
    tail = whole.shaped.width(found.start(), len(words.text)) * style.size if found else 0.0
    least = whole.widest_word * style.size
    return _Cell(words, style, whole, least, max(cut.width for cut in whole.cuts) * style.size, tail)


def _columns(rows: list[list[_Cell]], measure: Pt, first_short: float) -> list[_Column]:
    cells = list(zip(*rows, strict=True))
    needs = [_Need(max(c.least for c in each), max(c.width for c in each)) for each in cells]
    columns, start = [], 0.0
    for width, each in zip(_widths(needs, measure - GAP * (len(needs) - 1), first_short), cells, strict=True):
        columns.append(_Column(start, width, max(cell.tail for cell in each)))
        start += width + GAP
    return columns


def _widths(needs: list[_Need], room: Pt, first_short: float) -> list[Pt]:
    """Each column between what it needs and what it likes; what nobody likes goes to all by what they like."""
    liked = sum(need.most for need in needs)
    if liked <= room:
        return [need.most + (room - liked) * need.most / liked for need in needs]
    # What is short stays on one line, as long as the others hold their longest words.
    shares = [first_short, *[_SHORT] * (len(needs) - 1)]
    kept = [n._replace(least=n.most) if n.most <= room * share else n for n, share in zip(needs, shares, strict=True)]
    needs = kept if sum(need.least for need in kept) <= room else needs
    least = sum(need.least for need in needs)
    share = max(0.0, (room - least) / (liked - least)) if liked > least else 0.0
    return [need.least + (need.most - need.least) * share for need in needs]


def _row(
    cells: list[_Cell], columns: list[_Column], caster: BlockCaster, *, leads: bool, to_write: Colour | None
) -> Slug:
    """The cells side by side; figures that dots lead to stand on the last line of what they belong to.

    A line in the colour `to_write` is drawn in a cell to write in.
    """
    pieces: list[LinePiece | MarkPiece] = []
    style, ends = cells[0].style, []
    broken = [_broken(cell, column, caster) for cell, column in zip(cells, columns, strict=True)]
    lines = max(len(each.cuts) if each else 1 for each in broken)
    for cell, column, each in zip(cells, columns, broken, strict=True):
        if cell.words is None or each is None:
            continue
        colour = caster.sizes.colour(cell.words.style, cell.words.colour)
        first = lines - len(each.cuts) if leads else 0
        for at, cut in enumerate(each.cuts, first):
            width = cut.width * style.size
            dx = column.start + _shift(cell, column, width)
            measure = column.width if cell.words.align == "text" and not leads else UNEVEN
            number, dy = cell.words.number, at * style.leading
            pieces.append(LinePiece(each.shaped, cut, dx, style, colour, number, dy, measure))
        ends.append((dx, dx + width))
    if leads:
        ink, dy = caster.sizes.brand.colour("text"), (lines - 1) * style.leading
        for (_, end), (start, _) in pairwise(ends):
            if start - end > _LEAST_DOTS + 2 * _LEADER_GAP:
                pieces.append(MarkPiece("dots", ink, end + _LEADER_GAP, dy, start - end - 2 * _LEADER_GAP))
    height = max(lines * style.leading, HEIGHT_TO_WRITE if None in broken else 0.0)
    if to_write is not None and None in broken:
        pieces = _to_write(cells, columns[broken.index(None)], pieces, height, to_write)
    number = next((cell.words.number for cell in cells if cell.words), 0)
    return Slug(height, style.baseline, pieces=tuple(pieces), element=number, on_grid=False)


def _to_write(
    cells: list[_Cell], column: _Column, pieces: list[LinePiece | MarkPiece], height: Pt, colour: Colour
) -> list[LinePiece | MarkPiece]:
    """The pieces of a row lowered to the line at its foot, which no letters of this row or the next touch."""
    style = cells[0].style
    clear = max(0.0, (style.ascent + style.descent - style.leading) / 2) + RULE
    low = max((piece.dy + style.leading for piece in pieces if isinstance(piece, LinePiece)), default=height)
    down = max(0.0, height - low - 2 * clear - RULE)
    lowered = [piece._replace(dy=piece.dy + down) for piece in pieces]
    return [*lowered, MarkPiece("rule", colour, column.start, height - clear, column.width)]


def _broken(cell: _Cell, column: _Column, caster: BlockCaster) -> Broken | None:
    if cell.words is None or cell.width <= column.width + 0.01:
        return cell.whole
    return broken_words(cell.words, cell.style, column.width + 0.01, caster.manuscript.language, caster.faces)


def _shift(cell: _Cell, column: _Column, width: Pt) -> Pt:
    """How far into its column a line begins."""
    spare = column.width - width
    if cell.words and cell.words.align == "centre":
        return spare / 2
    if cell.words and cell.words.align == "figures":
        return max(0.0, spare - (column.tail - cell.tail if cell.words.tag == "TD" else 0.0))
    return 0.0
