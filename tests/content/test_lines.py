"""Lines and paragraphs of a text, as they are typed in each of YAML's five ways."""

import json
import re
from pathlib import Path
from typing import cast

import pytest

from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.content.given import nodes_of_values
from brochure.content.model import read_model
from brochure.content.nodes import Map, Scalar, read_nodes
from tests.content.test_model import LEAFLET
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


END = "\u2028"


SHORT = LEAFLET.replace(re.search(r"^intro:.*?^(?=short:)", LEAFLET, re.MULTILINE | re.DOTALL)[0], "intro: @\n")  # type: ignore[index]


@pytest.mark.parametrize(
    ("typed", "paragraphs"),
    [
        ("|\n  One\n  two\n\n  Three\n\n\n  Four", [f"One{END}two", "Three", "Four"]),
        (">\n  One\n  two\n\n  Three", ["One two", "Three"]),
        ("One\n  two\n\n  Three", ["One two", "Three"]),
        ("'One\n  two\n\n  Three'", ["One two", "Three"]),
        ('"One\n  two\n\n  Three"', ["One two", "Three"]),
        ('"One\\ntwo"', [f"One{END}two"]),
        ('"One\\n\\nTwo"', ["One", "Two"]),
        ("\n  - |\n    One\n    two\n\n    Three\n  - Four", [f"One{END}two", "Three", "Four"]),
    ],
)
def test_a_blank_line_parts_paragraphs_and_a_block_keeps_its_lines(typed: str, paragraphs: list[str]) -> None:
    """Where YAML folds lines, the line feed that it leaves stands for a blank line."""
    text = SHORT.replace("@", typed)

    assert [said.text for said in read_model(read_nodes(text.encode(), file="x.yaml"), Leaflet).intro] == paragraphs


def test_values_that_were_never_typed_hold_lines_too() -> None:
    """A line feed in JSON ends a line, two part paragraphs."""
    values = json.loads(json.dumps({"a": "One\ntwo\n\nThree"}))
    (entry,) = cast(Map, nodes_of_values(json.dumps(values).encode(), file="x").root).entries

    assert isinstance(entry.value, Scalar)
    assert [each.text for each in entry.value.paragraphs] == ["One\ntwo", "Three"]
    assert {each.origin for each in entry.value.paragraphs} == {entry.value.origin}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("strapline: How acupuncture may help, in seven points", "strapline: |\n  One\n  two"),
        ("    - Back pain", "    - |\n      One\n\n      two"),
        ("heading: Safety and your other care", "heading: |\n    One\n    two"),
        ('"@"', '"One\\\n  two"'),
    ],
)
def test_what_is_one_line_holds_no_second(old: str, new: str) -> None:
    """Nor does an entry of a list hold paragraphs; and YAML itself would join lines in double quotes."""
    text = SHORT.replace("intro: @", 'intro: "@"')
    assert old in text
    with pytest.raises(BadInput) as caught:
        read_model(read_nodes(text.replace(old, new).encode(), file="x.yaml"), Leaflet)

    assert [fault.code for fault in caught.value.findings] == ["line-break"]
