"""The people of a list while letters are made for them: in memory, until the program ends or somebody says so.

No value of theirs is written, logged or put into an address here; what is made of them is made by `merge` and `send`.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from secrets import token_urlsafe
from typing import Final

from brochure.base.events import outcome
from brochure.base.findings import BadInput, Finding
from brochure.base.lists import CellRow, HeldList
from brochure.base.order import Order
from brochure.base.records import NamedTuple, dataclass, field
from brochure.base.wishes import MergeWish
from brochure.content.labels import plainly, way_out
from brochure.content.shelf import Shelf
from brochure.copies.listing import COLUMNS_FILE, AskedColumn, asked_columns, kept_columns, lacking, matched, read_list
from brochure.copies.merging import merge
from brochure.files import write_whole
from brochure.studio.answers import Json, finding_rows
from brochure.studio.spoken import _

MOST_ROWS: Final = 5_000  # that one page, and one memory, are for
MOST_REASONS: Final = 10  # that each page repeats; that of the columns has all
_SAID: Final = {  # of a letter; no password is shown
    "sender": "It comes from this address", "subject": "Subject", "name": "Name of this mailing",
    "server": "Your mail server", "to": "Address for one letter to yourself",
}  # fmt: skip
_BREAK: Final = re.compile(r"\r\n?|\n")
_PLACE: Final = re.compile(r"^row \d+(, column [A-Z]+( \(.*?\))?)?( \(with .*?\))? ?")


class CellNote(NamedTuple):
    """What is told of a cell, or of a row where the column is none."""

    row: int
    column: int | None
    says: str
    way: str
    holds: bool  # the person gets no copy


class Judgement(NamedTuple):
    """What a trial of the whole list told."""

    notes: tuple[CellNote, ...]
    others: tuple[Json, ...]  # of no row
    good: int  # who would get a copy

    @property
    def held_rows(self) -> frozenset[int]:
        """Rows that are left out until they are mended."""
        return frozenset(note.row for note in self.notes if note.holds)

    @property
    def flagged_rows(self) -> frozenset[int]:
        """Rows of which something is told."""
        return frozenset(note.row for note in self.notes)


@dataclass(slots=True)
class People:
    """A list on its way to letters."""

    order: Order
    name: str
    header: tuple[str, ...]
    header_row: int
    rows: dict[int, list[str]]  # by their numbers
    told: tuple[Finding, ...]
    asked: tuple[AskedColumn, ...]
    columns: dict[str, str] = field(default_factory=dict)  # our name, and that of the list
    judgement: Judgement | None = None
    mail: dict[str, str] = field(default_factory=dict)  # who sends, over which server
    token: str = field(default_factory=lambda: token_urlsafe(9))  # of this list alone
    left_out: tuple[Finding, ...] = ()  # one for each row of the list that could not be read
    version: int = 0  # how often rows or columns were changed

    def __repr__(self) -> str:
        """No value of a person shows in a traceback."""
        return f"People(rows={len(self.rows)})"

    @property
    def reasons(self) -> list[Json]:
        """Why rows of the list are not among the people; the first few of many."""
        return finding_rows(self.left_out[:MOST_REASONS], None)

    @property
    def mark(self) -> str:
        """What a page says that was made of this list as it is now."""
        return f"{self.token}.{self.version}"

    @property
    def is_personal(self) -> bool:
        """Whether the leaflet has words that differ from copy to copy."""
        return any(not each.by_mail_alone for each in self.asked[1:])

    @property
    def held(self) -> HeldList:
        """The list as it is now."""
        rows = tuple(CellRow(number, tuple(cells)) for number, cells in self.rows.items())
        return HeldList(self.name, self.header, rows, self.header_row)

    def lacks(self, *, by_mail: bool) -> list[str]:
        """What no column is taken for."""
        return lacking(self.columns, self.asked, by_mail=by_mail)

    def values(self, row: int) -> dict[str, str]:
        """The values of a person by the fields of the leaflet."""
        at = {name: self.header.index(column) for name, column in self.columns.items()}
        return {name: self.rows[row][cell] for name, cell in at.items()}

    def change(self, cells: Mapping[tuple[int, int], str], dropped: Sequence[int]) -> None:
        """Write cells anew and take rows out. A cell in which nobody typed stays as it was."""
        for (row, cell), text in cells.items():
            if row in self.rows and 0 <= cell < len(self.header) and text != shown_cell(self.rows[row][cell]):
                self.rows[row][cell] = text
                self._age()
        for row in dropped:
            if self.rows.pop(row, None) is not None:
                self._age()

    def choose(self, columns: dict[str, str]) -> None:
        """Take these columns: our names, and those of the list."""
        if columns != self.columns:
            self.columns = columns
            self._age()

    def _age(self) -> None:
        """What was judged, tried or shown before is of an older list."""
        self.version += 1
        self.judgement = None


def shown_cell(text: str) -> str:
    """A cell as a field of a page shows it, and sends it back where nobody typed.

    Source: HTML, "The input element", value sanitization; "Preprocessing the input stream".
    """
    return _BREAK.sub(" ", text).replace("\0", "\ufffd")


def typed_words(fields: Mapping[str, str], people: People) -> list[tuple[str, str]]:
    """What a form holds that is not taken: cells that this list has not, and what else was said."""
    told: list[tuple[str, str]] = []
    for name, text in fields.items():
        kind, *steps = name.split("-")
        if kind == "v" and len(steps) == len(("row", "cell")):
            row, cell = int(steps[0]), int(steps[1])
            cells = people.rows.get(row, [])
            if text and not (cell < len(cells) and shown_cell(cells[cell]) == text):
                column = people.header[cell] if cell < len(people.header) else str(cell + 1)
                told.append((_("{what}, row {n}", what=column, n=str(row)), text))
        elif name in _SAID and text and people.mail.get(name) != text:
            told.append((_(_SAID[name]), text))
    return told


def people_of(order: Order, shelf: Shelf, data: bytes, name: str) -> People:
    """A list that somebody chose or pasted, its columns matched as far as they can be.

    Raises:
        BadInput: it cannot be read, or is longer than is held here.
    """
    read = read_list(data, name, MOST_ROWS)
    held, asked = read.held, asked_columns(order, shelf)
    rows = {row.number: list(row.cells) for row in held.rows}
    people = People(order, held.name, held.header, held.header_row, rows, read.told, asked, left_out=read.left_out)
    people.columns = dict(matched(held, asked, columns_file(order, shelf)))
    return people


def columns_file(order: Order, shelf: Shelf) -> Path:
    """Where it is kept which column is which; names of columns alone, no word of a person."""
    return shelf.folders[0] / "content" / order.leaflet / COLUMNS_FILE


def keep_columns(people: People, shelf: Shelf) -> None:
    """Write it down for the next list.

    Raises:
        BadInput: the disk refuses.
    """
    write_whole(columns_file(people.order, shelf), kept_columns(people.columns))


def merge_wish(people: People, shelf: Shelf, today: str, *, edition: str) -> MergeWish:
    """Copies for everybody on the list, where `brochure merge` makes them."""
    root, order = shelf.folders[0], people.order
    tail = ".run" if edition == "email" else f".{edition}.run"
    return MergeWish(
        order.leaflet, people.held, tuple(people.columns.items()), edition=edition, language=order.language,
        out=root / "build" / f"{order.leaflet}{tail}", key=root / "outbox" / "key", today=today, resume=True,
    )  # fmt: skip


def judged_people(people: People, shelf: Shelf, today: str) -> Judgement:
    """Everybody's copy, tried; what is found is kept until a cell changes.

    Raises:
        BadInput: the leaflet cannot be set, or the list not be used at all.
    """
    if people.judgement is None:
        if people.is_personal:
            wish = merge_wish(people, shelf, today, edition="email")._replace(dry_run=True, allow_draft=True)
            done = outcome(merge(wish._replace(resume=False), shelf))
            people.judgement = _judgement(people, done.findings, done.result.made)
        else:
            people.judgement = Judgement((), (), len(people.rows))
    return people.judgement


def _judgement(people: People, findings: Sequence[Finding], good: int) -> Judgement:
    notes, others = [], []
    for each in findings:
        where = each.origin
        if where is None or where.file != people.name or where.line not in people.rows:
            others += finding_rows([each], None)
            continue
        column = where.column - 1 if ", column" in each.message else None
        says = plainly(_PLACE.sub("", each.message))
        notes.append(CellNote(where.line, column, says, way_out(each.code, each.hint), each.blocks))
    return Judgement(tuple(notes), tuple(others), good)


def shown_rows(people: People, judgement: Judgement, which: str) -> list[int]:
    """The numbers of the rows that a page shows: those to mend first, then those of which something is told."""
    order = [*sorted(judgement.held_rows), *sorted(judgement.flagged_rows - judgement.held_rows)]
    return order if which == "told" else [*order, *(row for row in people.rows if row not in judgement.flagged_rows)]


def refuse_lacking(people: People, *, by_mail: bool) -> None:
    """See that every column is there.

    Raises:
        BadInput: one is not.
    """
    if lacks := people.lacks(by_mail=by_mail):
        message = f"no column is chosen for “{lacks[0]}”"
        raise BadInput(Finding("csv-column", message, None, "choose it, or add the column to the list"))
