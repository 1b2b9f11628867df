"""Recipients from a CSV file, a workbook or a YAML file: a record each, faults by row and column, no value repeated.

Bad rows are told and left out; good rows go on. The post needs address and consent, a merge for the press only an id:
which columns a file must have is the caller's to say.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b

from brochure.base.findings import BadInput, Finding, Severity, nearest
from brochure.base.lists import HeldList
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple
from brochure.base.seen import is_seen
from brochure.content.nodes import Map, Scalar
from brochure.content.shelf import shown
from brochure.people.columns import ListSource, file_of, same_column, synonym_of
from brochure.people.entries import bare, entry_fault, read_entries
from brochure.people.oddities import odd_id
from brochure.people.table import Row, Table, held_table, open_table

ID, EMAIL, CONSENT, LANGUAGE = "id", "email", "consent", "language"
KNOWN = (ID, EMAIL, CONSENT, LANGUAGE)
TO_POST = frozenset({ID, EMAIL, CONSENT})
TO_MERGE = frozenset({ID})
_YES, _NO = {"yes", "true", "1", "y"}, {"no", "false", "0", "n"}

# A letter of UTF-8 read as Windows-1252: a lead byte, then what that code page shows for a byte that continues.
_CONTINUES = bytes(range(0x80, 0xC0)).decode("cp1252", errors="ignore") + "\x81\x8d\x8f\x90\x9d"
_GARBLED = re.compile(f"[Â-ß][{_CONTINUES}]|[à-ï][{_CONTINUES}]{{2}}|[ð-ô][{_CONTINUES}]{{3}}")


class Consent(StrEnum):
    """What the consent column says; only `yes` lets a letter go."""

    YES = "yes"
    NO = "no"
    NOT_SAID = "not said"
    UNCLEAR = "unclear"  # a word that is neither yes nor no: told as an error


class Recipient(NamedTuple):
    """One person of the list."""

    row: int  # as a spreadsheet counts, the header being row 1; in YAML the number of the entry
    id: str
    email: str  # as typed: whether it is one good address is the outbox's question
    consent: Consent
    language: str  # empty where none is said
    fields: Mapping[str, str]  # the other columns, as typed
    origin: Origin
    place: "_CellPlace | _EntryPlace | None" = None  # where its cells stand

    def named(self, column: str = "") -> str:
        """The row as people find it, with one of its columns if asked."""
        return self.place.named(column) if self.place else f"row {self.row}"

    def at(self, column: str) -> Origin:
        """Where a cell begins; its words are not repeated."""
        return self.place.of(column) if self.place else self.origin._replace(excerpt="")

    def __repr__(self) -> str:
        """No value of a person shows in a traceback."""
        return f"Recipient(row={self.row})"


def fields_of(recipient: Recipient) -> dict[str, str]:
    """The values of a row by the names of their fields."""
    return {name.casefold(): text for name, text in recipient.fields.items()}


class RecipientFile:
    """A file of recipients, read anew each time that it is walked over; `findings` holds what the last walk told."""

    def __init__(
        self,
        source: ListSource,
        *,
        needs: Collection[str],
        names: Mapping[str, str] | None = None,
        fields: Collection[str] = (),
        encoding: str = "",
        allow_odd: bool = False,
    ) -> None:
        """Look at the file and its header.

        `needs` are the columns of `KNOWN` that must be there; `names` gives the name that the file has for one of them,
        or for any other column. These and those of `fields` are found in any case, with spaces or marks between their
        words. `allow_odd` takes ids that look as if a program had damaged them.

        Raises:
            BadInput: the file cannot be read, or lacks a column that is needed.
        """
        self._path, self._allow_odd = (path := file_of(source)), allow_odd
        self.needs = frozenset(needs)
        self.names = {column: column for column in KNOWN} | dict(names or {})
        self.findings: list[Finding] = []
        self._table: Table | None = None
        self._told_first: tuple[Finding, ...] = ()
        self._entries: list[Map] = []
        self._entry_names: tuple[str, ...] = ()
        if isinstance(source, HeldList):
            self._table = held_table(source)
            found = self._table.header
        elif path.suffix.lower() in {".yaml", ".yml"}:
            self._entries = read_entries(path, self.findings)
            self._told_first = tuple(self.findings)
            found = tuple(dict.fromkeys(entry.key.text for item in self._entries for entry in item.entries))
            self._entry_names = found
        else:
            # Without a column of consent nobody is written to; that is said once, not refused here.
            self._table = open_table(
                path, wanted=[self.names[need] for need in self.needs - {CONSENT}], encoding=encoding
            )
            self._told_first = self._table.told
            found = self._table.header
        for column in (*KNOWN, *fields):
            if self.names.get(column, column) == column and (written := same_column(column, found)):
                self.names[column] = written
        self._at = self._places(found, shown(path))
        renamed = {said.casefold(): column for column, said in self.names.items() if column not in KNOWN}
        self._own = {
            cell: renamed.get(name.casefold(), name)
            for cell, name in enumerate(found)
            if cell not in {self._at[column] for column in KNOWN}
        }
        self._cells = self._at | {name.casefold(): cell for cell, name in self._own.items()}

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns that are neither id, address, consent nor language."""
        return tuple(self._own.values())

    @property
    def origin(self) -> Origin:
        """The row with the names of the columns."""
        held = self._table.held if self._table else None
        return Origin(shown(self._path), held.header_row if held else 1, 1)

    @property
    def has_consent(self) -> bool:
        """Whether anything in the file could say yes."""
        return self._at[CONSENT] is not None

    def __iter__(self) -> Iterator[Recipient]:
        self.findings[:] = self._told_first
        seen: dict[int, int] = {}
        rows = self._of_table(self._table) if self._table else self._of_entries()
        for recipient in rows:
            # Eight bytes of digest for each id, so that 100,000 of them fit into few megabytes.
            mark = int.from_bytes(blake2b(recipient.id.encode(), digest_size=8).digest())
            if mark in seen:
                message = f"{recipient.named(ID)} is the same as that of row {seen[mark]}"
                hint = "give every recipient an id of its own, or take out one of the two"
                self.findings.append(Finding("recipient-twice", message, recipient.origin, hint))
                continue
            seen[mark] = recipient.row
            yield recipient

    def _places(self, found: tuple[str, ...], name: str) -> dict[str, int | None]:
        folded = [each.casefold() for each in found]
        at = {
            column: folded.index(said.casefold()) if said.casefold() in folded else None
            for column, said in self.names.items()
        }
        faults = []
        for column, said in self.names.items():
            wanted = (column in self.needs and column != CONSENT) or said != column  # whoever names one means it
            if not wanted or at[column] is not None:
                continue
            # Of a short name anything is near, and without a header that would be a patient.
            near = nearest(said.casefold(), folded) if len(said) > 3 else ""
            likely = found[folded.index(near)] if near else synonym_of(column, found)
            option = f"say --column {column}={likely or 'NAME'}"
            message = f"there is no column '{said}'"
            hint = f"is '{likely}' meant? {option}" if likely else f"add it, or {option}"
            faults.append(Finding("csv-column", message, Origin(name, 1, 1), hint))
        if faults:
            raise BadInput(*faults)
        return at

    def _of_table(self, table: Table) -> Iterator[Recipient]:
        names, cells = tuple(self._own.values()), tuple(self._own)
        known = [self._at[column] for column in KNOWN]
        for row in table.rows(self.findings.append):
            held = row.cells
            if not row.text.isascii():
                self._warn_garbled(row)
            own = dict(zip(names, [held[cell] for cell in cells], strict=True))
            values = ["" if cell is None else held[cell].strip() for cell in known]
            recipient = self._judged(row.number, values, own, _CellPlace(table, row, self._cells))
            if recipient is not None:
                yield recipient

    def _warn_garbled(self, row: Row) -> None:
        table = self._table
        if table is None or not _GARBLED.search(row.text):
            return
        for cell, text in enumerate(row.cells):
            if is_garbled(text):
                message = (
                    f"row {row.number}, {table.column(cell)} looks garbled, like UTF-8 that was read as Windows-1252"
                )
                hint = "open the source with the encoding UTF-8 and export it again"
                origin = table.place(row.line, row.text, cell)
                self.findings.append(Finding("csv-garbled", message, origin, hint, Severity.WARNING))

    def _of_entries(self) -> Iterator[Recipient]:
        for number, item in enumerate(self._entries, 1):
            place = _EntryPlace(number, item, self.names)
            texts: dict[str, str] = {}
            faults = 0
            for entry in item.entries:
                fault = entry_fault(entry, f"entry {number}", [*texts])
                if fault is not None:
                    self.findings.append(fault)
                    faults += 1
                elif isinstance(entry.value, Scalar):
                    texts[entry.key.text] = entry.value.text
            if faults:
                continue
            folded = {name.casefold(): text for name, text in texts.items()}
            values = [folded.get(self.names[column].casefold(), "").strip() for column in KNOWN]
            own = {name: folded[self._entry_names[cell].casefold()] for cell, name in self._own.items()
                   if self._entry_names[cell].casefold() in folded}  # fmt: skip
            recipient = self._judged(number, values, own, place)
            if recipient is not None:
                yield recipient

    def _judged(
        self, number: int, values: Sequence[str], own: Mapping[str, str], place: "_CellPlace | _EntryPlace"
    ) -> Recipient | None:
        identity, email, said, language = values
        if not is_seen(identity):
            message = f"{place.named(ID)} is empty"
            hint = "give every recipient an id, such as a number that means nothing to others"
            self.findings.append(Finding("recipient-without-id", message, place.of(ID), hint))
            return None
        if why := odd_id(identity):
            hint = "write the whole id; if it is meant, say --allow-odd"
            severity = Severity.WARNING if self._allow_odd else Severity.ERROR
            self.findings.append(Finding("recipient-id", f"{place.named(ID)} {why}", place.of(ID), hint, severity))
            if not self._allow_odd:
                return None
        if "@" in identity and ID in self.needs:
            message = f"{place.named(ID)} looks like an address; an id shows in the names of files"
            hint = "use a number that means nothing to others"
            self.findings.append(Finding("recipient-id", message, place.of(ID), hint, Severity.WARNING))
        consent = consent_of(said)
        if consent is Consent.UNCLEAR and CONSENT in self.needs:
            message = f"{place.named(CONSENT)} is neither yes nor no; nothing is sent"
            hint = "write yes, true, 1 or y; or no, false, 0 or n"
            self.findings.append(Finding("consent-unclear", message, place.of(CONSENT), hint))
        return Recipient(number, identity, email, consent, language, own, place.row_origin, place)


@lru_cache(maxsize=64)
def consent_of(said: str) -> Consent:
    """What a cell of the consent column means."""
    word = said.strip()
    word = word.casefold() if word.isascii() else word  # a long s is no s, whatever it folds to
    if word in _YES:
        return Consent.YES
    if word in _NO:
        return Consent.NO
    return Consent.UNCLEAR if word else Consent.NOT_SAID


def is_garbled(text: str) -> bool:
    """Whether the text is UTF-8 that was read as Windows-1252 (`MÃ¼ller`) and could be turned back."""
    if text.isascii() or not _GARBLED.search(text):
        return False
    try:
        whole = bytes(_byte_of(letter) for letter in text).decode("utf-8")
    except (UnicodeError, ValueError):
        return False
    return len(whole) < len(text)


def _byte_of(letter: str) -> int:
    return ord(letter) if "\x80" <= letter <= "\x9f" else letter.encode("cp1252")[0]


class _CellPlace(NamedTuple):
    """Where the cells of one row stand."""

    table: Table
    row: Row
    at: Mapping[str, int | None]

    @property
    def row_origin(self) -> Origin:
        return Origin(str(self.table.path), self.row.line, 1)

    def of(self, column: str) -> Origin:
        return self.table.place(self.row.line, self.row.text, self.at.get(column.casefold()) or 0)

    def named(self, column: str) -> str:
        at = self.at.get(column.casefold())
        said = f"row {self.row.number}"
        return f"{said}, {self.table.column(at) if at is not None else repr(column)}" if column else said


class _EntryPlace(NamedTuple):
    """Where the fields of one YAML entry stand."""

    number: int
    item: Map
    names: Mapping[str, str]

    @property
    def row_origin(self) -> Origin:
        return bare(self.item.origin)

    def of(self, column: str) -> Origin:
        said = self.names.get(column, column).casefold()
        found = [entry.value.origin for entry in self.item.entries if entry.key.text.casefold() == said]
        return bare(found[0] if found else self.item.origin)

    def named(self, column: str) -> str:
        return f"entry {self.number}" + (f", '{self.names.get(column, column)}'" if column else "")


def no_consent_column(source: ListSource, names: Mapping[str, str] | None = None) -> Finding:
    """What is said once where a file has no column of consent at all."""
    said = (names or {}).get(CONSENT, CONSENT)
    message = f"there is no column '{said}', so nobody is written to"
    hint = "add the column with `yes` for those who want it by mail, or say --column consent=NAME"
    return Finding("consent-missing", message, Origin(shown(file_of(source)), 1, 1), hint)
