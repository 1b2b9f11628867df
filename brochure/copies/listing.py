"""A list of people for whoever shows it before it is used: its cells, and which columns a leaflet asks for."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.lists import CellRow, HeldList
from brochure.base.order import Order
from brochure.base.records import NamedTuple, replace
from brochure.content.read import find_leaflet, read_yaml
from brochure.content.shelf import Shelf
from brochure.people.columns import columns_text, proposed_columns, read_columns, same_column
from brochure.people.pasted import pasted_list
from brochure.people.recipients import CONSENT, EMAIL, ID, LANGUAGE
from brochure.people.table import held_table, open_table

COLUMNS_FILE = "_columns.yaml"  # beside a leaflet


class ReadList(NamedTuple):
    """A list, and what is told of it; rows that cannot be parted into cells are told and left out."""

    held: HeldList
    told: tuple[Finding, ...]
    left_out: tuple[Finding, ...] = ()  # those of `told` that say why a row is not in it, one for each row


class AskedColumn(NamedTuple):
    """A column that a leaflet asks a list for."""

    name: str
    label: str
    by_mail_alone: bool = False  # nobody needs it for copies on paper


def read_list(data: bytes, name: str, most_rows: int) -> ReadList:
    """A workbook or a CSV file that lies on no disk; without a name, rows that were copied from a spreadsheet.

    Raises:
        BadInput: it cannot be read, or has more rows.
    """
    told: list[Finding] = []
    is_pasted = not name
    name = name or "the pasted list"
    if is_pasted and b"\t" in data.partition(b"\n")[0]:
        table = held_table(pasted_list(data.decode(), name))
    else:
        table = open_table(Path(name), wanted=(), data=data)
    told += table.told
    rows: list[CellRow] = []
    left_out: list[Finding] = []
    for row in table.cells(left_out.append):
        rows.append(CellRow(row.number, row.cells))
        if len(rows) > most_rows:
            message = f"the list has more than {most_rows:,} rows, which are not held here at once"
            hint = "part it into several lists, or take `brochure merge`, which reads it row by row"
            raise BadInput(Finding("csv-long", message, None, hint))
    if is_pasted:  # no file to look into; what is told names rows and columns already
        told = [replace(each, origin=None) for each in told]
        left_out = [replace(each, origin=None) for each in left_out]
    told += left_out
    if not rows and not told:
        raise BadInput(Finding("recipients-missing", "the list has no rows", None, "write a row for each person"))
    header_row = table.held.header_row if table.held else 1
    return ReadList(HeldList(name, table.header, tuple(rows), header_row), tuple(told), tuple(left_out))


def asked_columns(order: Order, shelf: Shelf) -> tuple[AskedColumn, ...]:
    """What a list must say for a leaflet.

    Raises:
        BadInput: the leaflet cannot be read.
    """
    fields = read_yaml(find_leaflet(order, shelf), Leaflet, shelf).personal or {}
    return (
        AskedColumn(ID, "A number for each person, which means nothing to others"),
        *(AskedColumn(name, field.label.text) for name, field in fields.items()),
        AskedColumn(EMAIL, "E-mail address", True),
        AskedColumn(CONSENT, "Whether the person agreed to e-mail (yes or no)", True),
        AskedColumn(LANGUAGE, "Language of the person", True),
    )


def matched(held: HeldList, asked: Sequence[AskedColumn], kept: Path) -> Mapping[str, str]:
    """Our names of columns, and what each seems to be; a person looks at it. `kept` may have been written before.

    Which column says yes to e-mail is only what a person chose before, whatever the columns are called.
    """
    try:
        known = read_columns(kept) if kept.is_file() else {}
    except BadInput:
        known = {}
    found = proposed_columns(held.header, [each.name for each in asked], known)
    is_chosen = CONSENT in known and found.get(CONSENT) == same_column(known[CONSENT], held.header)
    return {name: column for name, column in found.items() if name != CONSENT or is_chosen}


def kept_columns(columns: Mapping[str, str]) -> bytes:
    """The file that keeps them."""
    return columns_text(columns).encode()


def lacking(columns: Collection[str], asked: Sequence[AskedColumn], *, by_mail: bool) -> list[str]:
    """Which of the asked columns no column of the list is taken for."""
    needed = {each.name for each in asked if by_mail or not each.by_mail_alone} - {LANGUAGE}
    return [each.label for each in asked if each.name in needed - {*columns}]
