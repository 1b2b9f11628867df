"""Total ink: the plates of a page added up, in windows of 2 mm."""

from collections.abc import Callable, Sequence
from operator import add

from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import MM
from brochure.opened.document import OpenedPage
from brochure.opened.lexer import TooMuch
from brochure.opened.objects import Pdf, Unreadable
from brochure.opened.pixels import Painter, Separator, Unpaintable, cells_of
from brochure.opened.plates import Platemaker
from brochure.opened.spaces import PROCESS, REGISTRATION

_PIXELS_A_CELL = 4
_CELL = MM  # side of a cell; a window is two by two of them
_PPI = _PIXELS_A_CELL * 72 / _CELL


class InkMap(NamedTuple):
    """Ink of a page in cells of 1 mm, from the top left of its MediaBox."""

    columns: int
    rows: int
    total: tuple[int, ...]  # of every cell, in 255ths of full ink
    highest: dict[str, float]  # of each plate, share of full ink in its fullest cell
    unmeasured: tuple[str, ...]  # what could not be turned into ink

    def heaviest(self, media: Box, within: Box) -> tuple[float, Box]:
        """The most ink of any window of 2 mm inside a box, as a share of one full ink, and where it is."""
        best, place = -1, (0, 0)
        first_column, last_column = _span(within.left - media.left, within.right - media.left, self.columns)
        first_row, last_row = _span(media.top - within.top, media.top - within.bottom, self.rows)
        for row in range(first_row, last_row):
            pairs = []
            for start in (row * self.columns, (row + 1) * self.columns):
                cells = self.total[start + first_column : start + last_column + 1]
                pairs.append(map(add, cells, cells[1:]))
            sums = list(map(add, *pairs))
            fullest = max(sums, default=-1)
            if fullest > best:
                best, place = fullest, (first_column + sums.index(fullest), row)
        left, top = media.left + place[0] * _CELL, media.top - place[1] * _CELL
        return max(best, 0) / 4 / 255, Box(left, top - 2 * _CELL, left + 2 * _CELL, top)


def _span(start: float, end: float, most: int) -> tuple[int, int]:
    """First cell, and the one before the last, that lie inside a stretch."""
    return max(0, round(start / _CELL + 0.49)), max(0, min(most, int(end / _CELL + 0.01)) - 1)


def ink_maps(
    pdf: Pdf, sheets: Sequence[OpenedPage], press: Separator, in_time: Callable[[], bool] = lambda: True
) -> list[InkMap]:
    """The ink of each of these pages of a file; nothing on a page that was not read to its end.

    Raises:
        Unpaintable: the plates cannot be rendered, or the time is up.
    """
    if not in_time():
        raise Unpaintable("the time is up")
    try:
        file = plates_file(pdf, sheets, press)
    except (TooMuch, Unreadable) as fault:
        raise Unpaintable(str(fault)) from None
    if not any(file.plates):
        return [InkMap(0, 0, (), {}, file.unmeasured)] * len(sheets)
    painter = Painter(file.data)
    try:
        maps = []
        at = 0
        for sheet, names in zip(sheets, file.plates, strict=True):
            maps.append(_map_of(_Plates(painter, at, names, in_time), sheet, file.unmeasured))
            at += len(names)
        return maps
    finally:
        painter.close()


class _Plates(NamedTuple):
    """Where the plates of a page lie."""

    painter: Painter
    at: int  # the page before the first
    names: tuple[str, ...]
    in_time: Callable[[], bool]


class PlatesFile(NamedTuple):
    """Grey pages: for each page of the source its plates, in order."""

    data: bytes
    plates: tuple[tuple[str, ...], ...]
    unmeasured: tuple[str, ...]


def plates_file(pdf: Pdf, sheets: Sequence[OpenedPage], press: Separator) -> PlatesFile:
    """The plates of these pages of a file as one PDF; a page that was not read to its end has none, and is told.

    Raises:
        TooMuch: a page draws more than any page needs.
        Unpaintable: a resource is damaged.
        Unreadable: a stream cannot be unpacked.
    """
    maker = Platemaker(press)
    plates = tuple(() if sheet.seen.damage else plates_of(sheet) for sheet in sheets)
    for sheet, names in zip(sheets, plates, strict=True):
        if not names:
            maker.unmeasured.add("a page that could not be read to its end")
        for name in names:
            maker.add(pdf.pages[sheet.number - 1], sheet.media, name)
    return PlatesFile(maker.file.data, plates, tuple(sorted(maker.unmeasured)))


def plates_of(sheet: OpenedPage) -> tuple[str, ...]:
    """The inks of a page: the four of the process, then its spot inks."""
    spots: dict[str, None] = {}
    for mark in sheet.all_marks:
        for colour, _ in mark.look.colours:
            spots.update(dict.fromkeys(colour.solid.space.names))
        space = getattr(mark, "space", None)
        if space is not None:
            spots.update(dict.fromkeys((space.base or space).names if space.family == "Indexed" else space.names))
    return (*PROCESS, *(name for name in spots if name not in (*PROCESS, REGISTRATION, "None")))


def _map_of(plates: _Plates, sheet: OpenedPage, unmeasured: tuple[str, ...]) -> InkMap:
    columns = rows = 0
    total: list[int] = []
    highest = {}
    for offset, name in enumerate(plates.names, 1):
        if not plates.in_time():
            raise Unpaintable("the time is up")
        plate = plates.painter.page(plates.at + offset, sheet.media, ppi=_PPI, grey=True)
        columns, rows, cells = cells_of(plate, _PIXELS_A_CELL)
        highest[name] = _fullest(cells, columns, rows, sheet) / 255
        total = list(map(add, total, cells)) if total else list(cells)
    return InkMap(columns, rows, tuple(total), highest, unmeasured)


def _fullest(cells: bytes, columns: int, rows: int, sheet: OpenedPage) -> int:
    """The most ink of any cell that the bleed touches: the marks around it are in every ink, and print none."""
    media, within = sheet.media, sheet.bleed
    left, right = (int((x - media.left) / _CELL) for x in (within.left, within.right))
    top, bottom = (int((media.top - y) / _CELL) for y in (within.top, within.bottom))
    first, last = max(0, left), min(columns, right + 1)
    inside = (cells[row * columns + first : row * columns + last] for row in range(max(0, top), min(rows, bottom + 1)))
    return max((max(row, default=0) for row in inside), default=0)
