"""Rows that were copied from a spreadsheet keep one person to a row, whatever quotes are in them."""

import pytest

from brochure.base.findings import BadInput
from brochure.people.pasted import pasted_list

HEAD = "id\tname\tnote\n"


@pytest.mark.parametrize(
    ("cell", "held"),
    [
        ('"Bob" Lee', '"Bob" Lee'), ('"Ann', '"Ann'), ('Ann"', 'Ann"'), ('5\' 10"', '5\' 10"'), ('"', '"'), ('""', ""),
        ('"Bob" "Lee"', '"Bob" "Lee"'), ('"Ng, ""Al"""', 'Ng, "Al"'), ('"Anna\nNowak"', "Anna\nNowak"),
        ('"Ann\tLee"', "Ann\tLee"), ('"Anna\r\nNowak"', "Anna\nNowak"), ('""Bob""', '""Bob""'),
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_a_quote_that_does_not_begin_and_end_a_cell_is_a_letter(cell: str, held: str, end: str) -> None:
    """A spreadsheet quotes whole cells, and doubles the quotes in them."""
    rows = pasted_list(f"{HEAD}1\t{cell}\tx\n2\tBo\ty{end}", "list").rows

    assert [row.cells for row in rows] == [("1", held, "x"), ("2", "Bo", "y")]
    assert [row.number for row in rows] == [2, 3]


@pytest.mark.parametrize("cell", ["Anna", '"Anna\nNowak"'])
def test_a_quoted_cell_may_stand_at_either_end_of_a_row(cell: str) -> None:
    """Then a line of the text has as many cells as the header, or one."""
    rows = pasted_list(f"{HEAD}{cell}\ta\t{cell}\n2\tBo\ty", "list").rows

    assert [row.cells[1] for row in rows] == ["a", "Bo"]
    assert rows[0].cells[0] == rows[0].cells[2] == cell.strip('"')


@pytest.mark.parametrize(
    "rows",
    [
        '1\t"Ann\tx\n2\tBob\ty\n3\tC"\tz', '1\t"Ann\tx\n2\tC"\tz', '"1\tAnn\tx\n2"\tBob\ty',
        '1\tAnn\t"x\n2"\tBob\ty', '1\tAnn\t"x\n2\tBob\ty"',
    ],
)  # fmt: skip
def test_a_quote_that_may_join_two_people_is_refused_with_its_line(rows: str) -> None:
    """Nobody's letter is made of two rows."""
    with pytest.raises(BadInput) as caught:
        pasted_list(f"{HEAD}0\tZoe\tw\n{rows}", "list")

    (finding,) = caught.value.findings
    assert finding.code == "csv-quotes" and finding.message.startswith("row 3 (line 3), column ")
    assert finding.origin is not None and finding.origin.line == 3


def test_rows_of_another_length_stay_what_they_are() -> None:
    """Whoever judges the list tells them."""
    rows = pasted_list(f"{HEAD}1\tAnn\n2\tBob\tx\ty\n\n3\tCy\tz", "list").rows

    assert [len(row.cells) for row in rows] == [2, 4, 1, 3]
    assert rows[-1].number == 5
