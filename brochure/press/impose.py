"""Imposition: pages of a finished PDF side by side on a larger sheet, as a pass over the file.

Each page becomes one form that is shown as often as it is needed, cut to its share of the gutter. Tags do not survive:
an imposed sheet is for the knife, not for a reader. Source: ISO 32000-1, 8.10.
"""

from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Any, Final

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, StreamObject, TextStringObject

from brochure.base.findings import BadInput, Finding
from brochure.base.folds import flip_edge
from brochure.base.geometry import Box
from brochure.base.records import NamedTuple
from brochure.base.units import Pt, in_mm, mm

MARK: Final = mm(5)
_OFFSET: Final = mm(2)
_SLACK: Pt = 0.02

SHEETS: Final = {
    "a4": (mm(210), mm(297)),
    "a3": (mm(297), mm(420)),
    "sra4": (mm(225), mm(320)),
    "sra3": (mm(320), mm(450)),
    "letter": (612.0, 792.0),
    "tabloid": (792.0, 1224.0),
}


class Plan(NamedTuple):
    """How pages lie on the sheet; 0 columns or rows: as many as fit."""

    sheet: tuple[Pt, Pt]
    columns: int = 0
    rows: int = 0
    gutter: Pt = 0.0  # between neighbours; twice the bleed, where pages have one
    repeat: bool = False  # the same page in every place, not one after another
    marks: bool = True


class SheetGrid(NamedTuple):
    """The places of a sheet: trims from the top left, row by row."""

    sheet: tuple[Pt, Pt]
    cells: tuple[Box, ...]
    columns: int


def impose(data: bytes, plan: Plan) -> bytes:
    """The file with its pages imposed; front and back of a page lie on each other.

    Raises:
        BadInput: no PDF, pages of several sizes, or pages that do not fit on the sheet.
    """
    try:
        reader = PdfReader(BytesIO(data))
        pages = list(reader.pages)
        trims = [trim_of(page) for page in pages]
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise BadInput(_fault("this is no PDF that can be read", "give a PDF made by this program")) from fault
    if not pages:
        raise BadInput(_fault("the PDF has no pages", "give a PDF made by this program"))
    size = (trims[0].width, trims[0].height)
    if any(abs(trim.width - size[0]) > 1 or abs(trim.height - size[1]) > 1 for trim in trims):
        raise BadInput(_fault("its pages are of several sizes", "impose pages of one size only"))
    grid = lay_grid(size, plan)
    writer = PdfWriter()
    forms = [form_of(page, trim, plan.gutter, writer) for page, trim in zip(pages, trims, strict=True)]
    for at, placed in enumerate(_sheets(len(pages), grid, repeat=plan.repeat)):
        _write_sheet(writer, grid, placed, forms, trims, plan, back=at % 2 == 1)
    blend: Any = next((page["/Group"] for page in pages if "/Group" in page), None)
    for sheet in writer.pages if blend is not None else ():
        sheet[NameObject("/Group")] = blend.clone(writer)  # it mixes in the colours in which its pages mix
    _take_over(reader, writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def lay_grid(page: tuple[Pt, Pt], plan: Plan) -> SheetGrid:
    """The largest grid that fits, or the one that is asked for, in the middle of the sheet; turned where that helps.

    Raises:
        BadInput: not one page fits, or fewer than were asked for.
    """
    best: SheetGrid | None = None
    for sheet in (plan.sheet, plan.sheet[::-1]):
        columns = plan.columns or _count(sheet[0], page[0], plan.gutter)
        rows = plan.rows or _count(sheet[1], page[1], plan.gutter)
        wide, high = _span(columns, page[0], plan.gutter), _span(rows, page[1], plan.gutter)
        if not columns * rows or wide > sheet[0] + _SLACK or high > sheet[1] + _SLACK:
            continue
        if best is None or columns * rows > len(best.cells):
            left, top = (sheet[0] - wide) / 2, (sheet[1] + high) / 2
            cells = tuple(
                Box(x, y - page[1], x + page[0], y)
                for y in (top - row * (page[1] + plan.gutter) for row in range(rows))
                for x in (left + column * (page[0] + plan.gutter) for column in range(columns))
            )
            best = SheetGrid(sheet, cells, columns)
    if best is None:
        asked = f" {plan.columns or 1} by {plan.rows or 1}" if plan.columns or plan.rows else ""
        message = (
            f"pages of {in_mm(page[0]):.1f} x {in_mm(page[1]):.1f} mm do not fit{asked} on a sheet of "
            f"{in_mm(plan.sheet[0]):.0f} x {in_mm(plan.sheet[1]):.0f} mm"
        )
        raise BadInput(_fault(message, "choose a larger sheet, fewer pages, or a smaller gutter"))
    return best


def _count(room: Pt, page: Pt, gutter: Pt) -> int:
    return int((room + gutter + _SLACK) // (page + gutter))


def _span(count: int, page: Pt, gutter: Pt) -> Pt:
    return count * page + max(0, count - 1) * gutter


def _sheets(pages: int, grid: SheetGrid, *, repeat: bool) -> Iterator[list[int | None]]:
    """For each side of each sheet, which page lies in which place; sides come in pairs, front and back."""
    places = len(grid.cells)
    if repeat:
        for page in range(pages):
            yield [page] * places
        return
    # A leaf has two pages; its back lies behind its front.
    fronts, backs = list(range(0, pages, 2)), [page if page < pages else None for page in range(1, pages + 1, 2)]
    for start in range(0, len(fronts), places):
        for leaves in (fronts, backs):
            side: list[int | None] = list(leaves[start : start + places])
            if any(page is not None for page in side):
                yield side + [None] * (places - len(side))


def trim_of(page: Any) -> Box:
    """The page as the knife leaves it."""
    if page.get("/Rotate", 0) or float(page.get("/UserUnit", 1)) != 1:
        raise ValueError("turned or scaled pages")
    return Box(*(float(number) for number in page.trimbox))


def form_of(page: Any, trim: Box, gutter: Pt, writer: PdfWriter) -> Any:
    """The page as a form that shows its trim and half the gutter around it."""
    around = min(gutter / 2, max(0.0, trim.left - float(page.mediabox[0])))
    stream = StreamObject()
    stream.set_data(page.get_contents().get_data() if page.get_contents() is not None else b"")
    resources = page["/Resources"].clone(writer)
    stream.update(
        {
            NameObject("/Type"): NameObject("/XObject"),
            NameObject("/Subtype"): NameObject("/Form"),
            NameObject("/BBox"): _numbers(trim.shrink(-around, -around, -around, -around)),
            NameObject("/Resources"): resources,
        }
    )
    return writer._add_object(stream.flate_encode())


def _write_sheet(  # noqa: PLR0913
    writer: PdfWriter,
    grid: SheetGrid,
    placed: list[int | None],
    forms: Sequence[Any],
    trims: Sequence[Box],
    plan: Plan,
    *,
    back: bool,
) -> None:
    width, height = grid.sheet
    operators, used, shown = [], {}, []
    turn = flip_edge(width, height)
    for cell, page in zip(grid.cells, placed, strict=True):
        if page is None:
            continue
        place = _behind(cell, grid, turn) if back else cell
        shown.append(place)
        used[f"/P{page}"] = forms[page]
        x, y = place.left - trims[page].left, place.bottom - trims[page].bottom
        operators.append(f"q 1 0 0 1 {x:.3f} {y:.3f} cm /P{page} Do Q")
    if plan.marks:
        operators.append(_crop_marks(shown, grid, max(_OFFSET, plan.gutter / 2)))
    page_object = writer.add_blank_page(width, height)
    content = StreamObject()
    content.set_data("\n".join(operators).encode())
    page_object[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    forms_used = DictionaryObject({NameObject(name): form for name, form in used.items()})
    resources = DictionaryObject({NameObject("/XObject"): forms_used})
    if plan.marks:
        resources[NameObject("/ColorSpace")] = DictionaryObject({NameObject("/All"): _registration()})
    page_object[NameObject("/Resources")] = resources
    whole = _numbers(Box(0.0, 0.0, width, height))
    page_object[NameObject("/TrimBox")] = whole
    page_object[NameObject("/BleedBox")] = whole


def _behind(cell: Box, grid: SheetGrid, turn: str) -> Box:
    """Where the back of a place lies once the sheet is turned over its short or long edge."""
    width, height = grid.sheet
    across = (turn == "short") == (width > height)
    if across:
        return Box(width - cell.right, cell.bottom, width - cell.left, cell.top)
    return Box(cell.left, height - cell.top, cell.right, height - cell.bottom)


def _crop_marks(cells: Sequence[Box], grid: SheetGrid, offset: Pt) -> str:
    """Short lines beyond the bleed of the whole block, in registration colour; none between neighbours."""
    left, right = min(cell.left for cell in cells), max(cell.right for cell in cells)
    bottom, top = min(cell.bottom for cell in cells), max(cell.top for cell in cells)
    width, height = grid.sheet
    lines = []
    for x in sorted({round(edge, 3) for cell in cells for edge in (cell.left, cell.right)}):
        for start, outwards in ((bottom - offset, -1), (top + offset, 1)):
            end = min(max(start + outwards * MARK, 0.0), height)
            lines.append(f"{x:.3f} {start:.3f} m {x:.3f} {end:.3f} l")
    for y in sorted({round(edge, 3) for cell in cells for edge in (cell.bottom, cell.top)}):
        for start, outwards in ((left - offset, -1), (right + offset, 1)):
            end = min(max(start + outwards * MARK, 0.0), width)
            lines.append(f"{start:.3f} {y:.3f} m {end:.3f} {y:.3f} l")
    return "/Artifact BMC q /All CS 1 SCN .25 w " + " ".join(lines) + " S Q EMC"


def _registration() -> ArrayObject:
    ones, noughts = ([FloatObject(number)] * 4 for number in (1, 0))
    tint = DictionaryObject(
        {
            NameObject("/FunctionType"): FloatObject(2),
            NameObject("/Domain"): ArrayObject([FloatObject(0), FloatObject(1)]),
            NameObject("/C0"): ArrayObject(noughts),
            NameObject("/C1"): ArrayObject(ones),
            NameObject("/N"): FloatObject(1),
        }
    )
    return ArrayObject([NameObject("/Separation"), NameObject("/All"), NameObject("/DeviceCMYK"), tint])


def _take_over(reader: PdfReader, writer: PdfWriter) -> None:
    """What the colours mean, and what the file is; no claim that the sheet does not keep."""
    root: Any = reader.trailer["/Root"]
    if "/OutputIntents" in root:
        writer.root_object[NameObject("/OutputIntents")] = root["/OutputIntents"].clone(writer)
    said = {str(key): str(value) for key, value in (reader.metadata or {}).items()}
    writer.add_metadata({**said, "/Title": f"{said.get('/Title', 'Leaflet')}, imposed"})
    preferences = DictionaryObject({NameObject("/PrintScaling"): NameObject("/None")})
    writer.root_object[NameObject("/ViewerPreferences")] = preferences
    if "/PieceInfo" in root:  # which words these are, and whether somebody signed them
        writer.root_object[NameObject("/PieceInfo")] = root["/PieceInfo"].clone(writer)
    if "/Lang" in root:
        writer.root_object[NameObject("/Lang")] = TextStringObject(str(root["/Lang"]))


def _numbers(box: Box) -> ArrayObject:
    return ArrayObject([FloatObject(round(number, 4)) for number in box])


def _fault(message: str, hint: str) -> Finding:
    return Finding("cannot-impose", message, None, hint)
