"""What is new in a file can be read, laid out and written over, whatever it is."""

from pathlib import Path

import pytest

from brochure.base.body import BODY_NAMES
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.content.beginnings import BLOCKS, Wanted, edits_for
from brochure.content.edit import edited
from brochure.content.editing import tree_of
from brochure.content.shelf import open_shelf
from brochure.content.starting import start_leaflet
from brochure.pipeline import lay

FACTS = """body:
  - heading: Prices
  - table:
      columns: [Visit, {label: Price, align: figures}]
      rows:
        - [First, £75]  # as of May
        - cells: [Later, £55]
"""


def shaped(text: str, *wanted: Wanted) -> str:
    data = text.encode()
    for each in wanted:
        data = edited(data, edits_for(each, tree_of(data, "x"), data, Leaflet), file="x")
    return data.decode()


@pytest.mark.parametrize("kind", sorted(BLOCKS))
def test_each_block_can_be_begun_and_is_laid_out(clinic: Path, kind: str) -> None:
    """Nobody has to know how it is typed; what it says is printed until somebody writes it."""
    shelf = open_shelf(clinic)
    file = start_leaflet("price-list", shelf) / "en.yaml"
    wanted = Wanted("add", ("body", 0), kind=kind)
    data = file.read_bytes() + b"safety: {heading: Your safety, keep: Take care.}\n"
    file.write_bytes(edited(data, edits_for(wanted, tree_of(data, "x"), data, Leaflet), file="x"))
    laid = lay(Order("price-list", layout="sheet-a4"), shelf)

    assert laid.pages
    assert [each.code for each in laid.findings if each.blocks] == []


def test_every_block_but_a_picture_has_a_beginning() -> None:
    """A picture comes with its file, and what not to do with what to do."""
    assert {*BLOCKS, "picture", "do_not"} == {*BODY_NAMES}


def test_a_row_of_a_table_comes_with_its_cells_and_a_column_in_every_row() -> None:
    """Else the table could not be read until all were typed."""
    rows = ("body", 1, "table", "rows")
    assert '        - ["New row", ""]\n' in shaped(FACTS, Wanted("add", (*rows, 0))).replace("New row,", '"New row",')
    wide = shaped(FACTS, Wanted("add", ("body", 1, "table", "columns", 1)))
    assert "columns: [Visit, {label: Price, align: figures}, New column]" in wide
    assert '- [First, £75, ""]  # as of May' in wide and '- cells: [Later, £55, ""]' in wide
    assert shaped(wide, Wanted("drop", ("body", 1, "table", "columns", 2))) == FACTS
    moved = shaped(FACTS, Wanted("move", ("body", 1, "table", "columns", 1), to=0))
    assert "[£75, First]" in moved and "[£55, Later]" in moved


def test_the_last_of_a_list_takes_along_what_would_hold_nothing() -> None:
    """An empty block is none."""
    assert shaped("body:\n  - heading: A\n  - list: [b]\n", Wanted("drop", ("body", 1, "list", 0))) == (
        "body:\n  - heading: A\n"
    )


def test_what_is_not_there_joins_where_a_file_is_written_in_order() -> None:
    """With words to write over."""
    text = "title: A\nsafety: {heading: B}\n"
    assert shaped(text, Wanted("put", ("aside",))) == (
        "title: A\naside:\n  heading: New heading\n  text: New text\nsafety: {heading: B}\n"
    )
    assert shaped(text, Wanted("put", ("safety", "urgent"))).endswith("safety: {heading: B, urgent: [New line]}\n")
    assert "body:\n  - list:\n" in shaped(text, Wanted("put", ("body",), kind="list"))


@pytest.mark.parametrize("wanted", [Wanted("put", ("nothing",)), Wanted("eat", ("body", 0)), Wanted("add", ("body",)),
                                    Wanted("add", ("points", 0), kind="table")])  # fmt: skip
def test_what_nobody_can_want_is_refused(wanted: Wanted) -> None:
    """Our own pages never ask for it."""
    with pytest.raises((ValueError, LookupError)):
        shaped("body: [{text: a}]\n", wanted)
