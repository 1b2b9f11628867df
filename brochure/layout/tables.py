"""Tables cast into slugs: columns as wide as their words need, a row of the table to a slug, figures under each other.

Widths are those of the field's automatic layout: no column is narrower than its longest word, none is wider than its
longest text as long as another needs the room, and what is left over goes to all. Source: CSS 2.2, 17.5.2.2.
"""

import re
from itertools import pairwise
from typing import Final

from brochure.base.records import NamedTuple
from brochure.base.story import TableBlock, Words
from brochure.base.units import Pt, mm
from brochure.layout.groups import BlockCaster
from brochure.layout.lines import Broken
from brochure.layout.slugs import (
    AFTER_PARAGRAPH,
    BELONGING,
    NEVER,
    LinePiece,
    MarkPiece,
    Slug,
    broken_words,
)

GAP: Final[Pt] = mm(4)  # between columns
_PADDING = 0.22  # of a line, above and below a row
_LEADER_GAP: Final[Pt] = mm(1.5)
_LEAST_DOTS: Final[Pt] = mm(4)
_ENDLESS: Final[Pt] = 1_000_000.0
_DECIMAL = re.compile(r"[.,]\d+\D*$")  # the part of a figure that stands behind its sign


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
    rows = [table.labels, *table.rows] if table.labels else list(table.rows)
    columns = _columns(rows, caster)
    too_wide = max(0.0, columns[-1].start + columns[-1].width - caster.measure - 0.01)
    rule, style = caster.sizes.brand.colour("rule"), caster.sizes.of("body")
    slugs = [_row(row, columns, caster, leads=table.leader and row is not table.labels) for row in rows]
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
    slugs[-1] = slugs[-1]._replace(penalty=AFTER_PARAGRAPH)
    above = [slug._replace(penalty=NEVER) for slug in caster.words(table.caption)] if table.caption else []
    slugs[0] = slugs[0]._replace(before=style.leading * (0.2 if above else 0.5))
    return [*above, *slugs]


def _starts(table: TableBlock, at: int) -> bool:
    """Whether room stands above this row."""
    return not table.card or at % table.card == 1 or table.card == 1


def _ruled(table: TableBlock, at: int) -> bool:
    """Whether a rule stands under this row: under each, or under the last of each card."""
    return not table.leader and (not table.card or at % table.card == 0)


def _columns(rows: list[tuple[Words, ...]], caster: BlockCaster) -> list[_Column]:
    needs = [_need([row[at] for row in rows], caster) for at in range(len(rows[0]))]
    room = caster.measure - GAP * (len(needs) - 1)
    tails = [max((_tail(row[at], caster) for row in rows), default=0.0) for at in range(len(needs))]
    columns, start = [], 0.0
    for width, tail in zip(_widths(needs, room), tails, strict=True):
        columns.append(_Column(start, width, tail))
        start += width + GAP
    return columns


def _need(cells: list[Words], caster: BlockCaster) -> _Need:
    broken = [_break(cell, _ENDLESS, caster) for cell in cells]
    sizes = [caster.sizes.of(cell.style).size for cell in cells]
    least = max(each.widest_word * size for each, size in zip(broken, sizes, strict=True))
    most = max(max(cut.width for cut in each.cuts) * size for each, size in zip(broken, sizes, strict=True))
    return _Need(least, max(least, most))


def _widths(needs: list[_Need], room: Pt) -> list[Pt]:
    """Each column between what it needs and what it likes; what nobody likes goes to all by what they like."""
    liked = sum(need.most for need in needs)
    if liked <= room:
        return [need.most + (room - liked) * need.most / liked for need in needs]
    least = sum(need.least for need in needs)
    share = max(0.0, (room - least) / (liked - least)) if liked > least else 0.0
    return [need.least + (need.most - need.least) * share for need in needs]


def _break(cell: Words, measure: Pt, caster: BlockCaster) -> Broken:
    return broken_words(cell, caster.sizes.of(cell.style), measure, caster.manuscript.language, caster.faces)


def _tail(cell: Words, caster: BlockCaster) -> Pt:
    """Width of what stands behind the decimal sign of a figure."""
    found = _DECIMAL.search(cell.text) if cell.align == "figures" and cell.tag == "TD" else None
    if found is None:
        return 0.0
    return _break(cell, _ENDLESS, caster).shaped.width(found.start(), len(cell.text)) * caster.sizes.of(cell.style).size


def _row(cells: tuple[Words, ...], columns: list[_Column], caster: BlockCaster, *, leads: bool) -> Slug:
    pieces: list[LinePiece | MarkPiece] = []
    style, lines, ends = caster.sizes.of(cells[0].style), 1, []
    for cell, column in zip(cells, columns, strict=True):
        broken = _break(cell, column.width + 0.01, caster)
        lines = max(lines, len(broken.cuts))
        colour, tail = caster.sizes.colour(cell.style, cell.colour), _tail(cell, caster)
        for at, cut in enumerate(broken.cuts):
            width = cut.width * style.size
            dx = column.start + _shift(cell, column, width, tail)
            pieces.append(LinePiece(broken.shaped, cut, dx, style, colour, cell.number, at * style.leading))
            if at == 0:
                ends.append((dx, dx + width))
    if leads:
        for (_, end), (start, _) in pairwise(ends):
            if start - end > _LEAST_DOTS + 2 * _LEADER_GAP:
                ink = caster.sizes.brand.colour("text")
                pieces.append(MarkPiece("dots", ink, end + _LEADER_GAP, width=start - end - 2 * _LEADER_GAP))
    return Slug(lines * style.leading, style.baseline, pieces=tuple(pieces), element=cells[0].number, on_grid=False)


def _shift(cell: Words, column: _Column, width: Pt, tail: Pt) -> Pt:
    """How far into its column a line begins."""
    spare = column.width - width
    if cell.align == "centre":
        return spare / 2
    if cell.align == "figures":
        return max(0.0, spare - (column.tail - tail if cell.tag == "TD" else 0.0))
    return 0.0
