"""Stitched booklets: how many pages they have, and which two lie beside each other on each side of a sheet.

Pure counting. Sheets are folded once, laid into each other and stitched through the fold; so pages come in fours, and
the outermost sheet has the first page and the last.
"""

from typing import Final

from brochure.base.records import NamedTuple

ON_A_SHEET: Final = 4
FEWEST, MOST = 4, 24  # pages: above, the back bulges and inner pages creep out
COVERS: Final = 2  # front and back


class SheetSide(NamedTuple):
    """The pages of one side of a sheet, counted from 1, as they lie before the eyes."""

    sheet: int  # from the outermost, counted from 1
    is_back: bool
    left: int
    right: int


def whole_booklet(inner: int) -> int:
    """The pages of a booklet with so many inner pages of words: enough, and a multiple of four."""
    return max(FEWEST, -(-(inner + COVERS) // ON_A_SHEET) * ON_A_SHEET)


def saddle_sides(pages: int, *, mirrored: bool = False) -> tuple[SheetSide, ...]:
    """The sides in the order of printing, each front before its back, turned over the short edge.

    `mirrored`: bound at the right, for scripts from right to left.

    Raises:
        ValueError: pages that make no whole sheets.
    """
    if pages <= 0 or pages % ON_A_SHEET:
        raise ValueError(f"{pages} pages make no whole sheets")
    sides = []
    for at in range(pages // ON_A_SHEET):
        outer, inner = pages - 2 * at, 2 * at + 1
        for is_back, pair in ((False, (outer, inner)), (True, (inner + 1, outer - 1))):
            left, right = pair[::-1] if mirrored else pair
            sides.append(SheetSide(at + 1, is_back, left, right))
    return tuple(sides)
