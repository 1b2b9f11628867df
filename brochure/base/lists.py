"""A list of people as it is held in memory, from a spreadsheet or mended by hand: a header, and numbered rows."""

from brochure.base.records import NamedTuple


class CellRow(NamedTuple):
    """One row, as many cells as the header has."""

    number: int  # as a spreadsheet counts
    cells: tuple[str, ...]

    def __repr__(self) -> str:
        """No value of a person shows in a traceback."""
        return f"CellRow(number={self.number})"


class HeldList(NamedTuple):
    """A list that is read already, and lies in no file that must be read again."""

    name: str  # how messages call it
    header: tuple[str, ...]  # without the spaces around a name
    rows: tuple[CellRow, ...]
    header_row: int = 1  # as a spreadsheet counts

    def __repr__(self) -> str:
        """No value of a person shows in a traceback."""
        return f"HeldList(rows={len(self.rows)})"
