"""What the reader of workbooks does not tell: how far the cells of a sheet reach, hidden rows, cells with an error.

In: a workbook as an open archive (xlsx, ods). Out: one `SheetLook` for each sheet, in their order. It is read before
the workbook is opened, since one cell in the last row makes a reader take room for all the rows before it.
"""

import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final
from xml.parsers import expat

from brochure.base.records import NamedTuple, dataclass, field

_CHUNK: Final = 1 << 16
MOST_UNPACKED: Final = 300_000_000  # bytes of all parts
MOST_HIDDEN: Final = 100_000
_DAMAGED: Final = (
    expat.ExpatError, zipfile.BadZipFile, OSError, EOFError, ValueError, KeyError, RuntimeError, NotImplementedError,
)  # fmt: skip
_PLACE: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_REPEATED: Final = "number-columns-repeated", "number-rows-repeated"


class DamagedWorkbook(Exception):
    """The file is no workbook that can be read; nothing of what it holds is repeated."""


class LockedWorkbook(Exception):
    """The file has a password."""


@dataclass(slots=True)
class SheetLook:
    """One sheet; rows and columns count from 1."""

    is_hidden: bool = False
    rows: int = 0  # the last that holds anything
    columns: int = 0
    hidden_rows: list[int] = field(default_factory=list)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)  # what stands in a cell instead of a value

    def holds(self, row: int, column: int) -> None:
        """Note that a cell holds something."""
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def looks_of(archive: zipfile.ZipFile) -> list[SheetLook]:
    """Every sheet of a workbook.

    Raises:
        DamagedWorkbook: it is none, it is damaged, or it unpacks to more than any list has.
        LockedWorkbook: it has a password.
    """
    names = archive.namelist()
    if sum(each.file_size for each in archive.infolist()) > MOST_UNPACKED:
        raise DamagedWorkbook("unpacks to more than any list has")
    try:
        if "xl/workbook.xml" in names:
            return list(_excel_sheets(archive))
        if "content.xml" in names:
            if b"encryption-data" in archive.read("META-INF/manifest.xml")[:1_000_000]:
                raise LockedWorkbook
            reader = _OpenDocument()
            _read(archive, "content.xml", reader.start, reader.end, reader.words)
            return reader.sheets
    except _DAMAGED:
        raise DamagedWorkbook("is damaged") from None
    raise DamagedWorkbook("is no spreadsheet")


def _read(
    archive: zipfile.ZipFile, name: str, start: "_Start", end: Callable[[str], object] = id,
    words: Callable[[str], object] = id,
) -> None:  # fmt: skip
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, marks: start(
        tag.rpartition(" ")[2], {name.rpartition(" ")[2]: value for name, value in marks.items()}
    )
    parser.EndElementHandler = lambda tag: end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = words
    parser.StartDoctypeDeclHandler = _refuse
    with archive.open(name) as part:
        while chunk := part.read(_CHUNK):
            parser.Parse(chunk, False)
    parser.Parse(b"", True)


_Start = Callable[[str, dict[str, str]], object]


def _refuse(*_: object) -> None:
    raise DamagedWorkbook("is damaged")  # a workbook declares no document type


class _SheetEntry(NamedTuple):
    part: str
    is_hidden: bool


def _excel_sheets(archive: zipfile.ZipFile) -> Iterator[SheetLook]:
    """Source: ECMA-376 part 1, 18.2.20 (sheet), 18.3.1.4 (cell), 18.3.1.73 (row)."""
    targets: dict[str, str] = {}
    _read(archive, "xl/_rels/workbook.xml.rels", lambda tag, marks: targets.update(
        {marks["Id"]: marks["Target"]} if tag == "Relationship" else {}))  # fmt: skip
    listed: list[_SheetEntry] = []

    def sheet(tag: str, marks: dict[str, str]) -> None:
        if tag == "sheet":
            target = targets.get(marks.get("id", ""), "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            listed.append(_SheetEntry(part, marks.get("state", "visible") != "visible"))

    _read(archive, "xl/workbook.xml", sheet)
    known = set(archive.namelist())
    for each in listed:
        reader = _Excel(SheetLook(each.is_hidden))
        if each.part in known and "worksheets/" in each.part:  # no sheet that is a chart
            _read(archive, each.part, reader.start, reader.end, reader.words)
        yield reader.look


class _Excel:
    """A sheet of an xlsx file."""

    def __init__(self, look: SheetLook) -> None:
        self.look = look
        self.row = self.column = 0
        self.is_error = self.is_value = False
        self.said = ""

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "row":
            self.row = int(marks.get("r", self.row + 1))
            self.column = 0
            if marks.get("hidden") in ("1", "true"):
                _hide(self.look, self.row)
        elif tag == "c":
            found = _PLACE.fullmatch(marks.get("r", ""))
            self.column = _column(found[1]) if found else self.column + 1
            self.row = int(found[2]) if found else self.row
            self.is_error = marks.get("t") == "e"
        elif tag in ("v", "is"):
            self.look.holds(self.row, self.column)
            self.is_value, self.said = True, ""

    def words(self, text: str) -> None:
        if self.is_value and self.is_error and len(self.said) < 40:
            self.said += text

    def end(self, tag: str) -> None:
        if tag == "v" and self.is_error:
            self.look.errors[self.row, self.column] = self.said.strip()
        if tag in ("v", "is"):
            self.is_value = False


class _OpenDocument:
    """All sheets of an ods file. Source: ODF 1.2 part 1, 9.1."""

    def __init__(self) -> None:
        self.sheets: list[SheetLook] = []
        self.row = self.column = self.depth = 0
        self.rows = self.columns = 1
        self.is_hidden = self.is_full = self.is_error = False
        self.said = ""

    def start(self, tag: str, marks: dict[str, str]) -> None:
        if tag == "table":
            self.sheets.append(SheetLook())
            self.row = 0
        elif tag == "table-row" and self.sheets:
            self.rows = int(marks.get(_REPEATED[1], "1"))
            self.is_hidden = marks.get("visibility") in ("collapse", "filter")
            self.column = 0
        elif tag in ("table-cell", "covered-table-cell") and self.sheets:
            self.columns = int(marks.get(_REPEATED[0], "1"))
            self.is_full = "value-type" in marks or "formula" in marks
            self.is_error = marks.get("value-type") == "error" or marks.get("formula", "").startswith("of:=#")
            self.said = ""

    def words(self, text: str) -> None:
        if self.columns and len(self.said) < 40:
            self.said += text

    def end(self, tag: str) -> None:
        if not self.sheets:
            return
        look = self.sheets[-1]
        if tag in ("table-cell", "covered-table-cell"):
            if self.is_full:
                look.holds(self.row + self.rows, self.column + self.columns)
            if self.is_error and self.rows * self.columns == 1:
                look.errors[self.row + 1, self.column + 1] = self.said.strip()
            self.column += self.columns
        elif tag == "table-row":
            if self.is_hidden:
                for number in range(self.row + 1, self.row + 1 + min(self.rows, MOST_HIDDEN)):
                    _hide(look, number)
            self.row += self.rows


def _hide(look: SheetLook, row: int) -> None:
    if len(look.hidden_rows) < MOST_HIDDEN:
        look.hidden_rows.append(row)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
