"""Whoever reads a page has no terminal: no message of a page names an option, a command or a field of a file."""

import ast
import re

from brochure.base.codes import CODES
from brochure.content.labels import plainly, way_out
from tests.conftest import ROOT

OPTION = re.compile(r"(^|[\s`'(])--[a-z]|`brochure |`outbox ")


def words_of(node: ast.expr) -> str:
    """A text of the program, with X where it says something of its own."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(words_of(each) or "X" for each in node.values)
    return ""


def texts() -> list[str]:
    """Every text of the program that names an option."""
    found = []
    for path in (ROOT / "brochure").rglob("*.py"):
        if path.parent.name != "desk":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant | ast.JoinedStr) and OPTION.search(text := words_of(node)):
                    found.append(text)
    return found


def test_no_message_of_a_page_names_an_option() -> None:
    """Whatever room it comes from."""
    said = [*texts(), *CODES.values()]

    assert len(said) > 100
    for text in said:
        assert not OPTION.search(way_out("", text)), text
        assert not re.search(r"(^|\s|`)--[a-z]", plainly(text)), text


def test_what_is_left_of_a_hint_is_still_a_way_out() -> None:
    """The part for everybody stays."""
    assert way_out("", "save it as 'CSV UTF-8', or say --encoding utf-16") == "Save it as 'CSV UTF-8'"
    assert way_out("", "mend the cell; if that is meant, say --allow-odd") == "Mend the cell"
    assert way_out("not-signed", "say `brochure sign LEAFLET`").startswith("open “Sign”")
    assert way_out("", "write `--who NAME`") == ""


def test_fields_are_called_as_the_form_calls_them() -> None:
    """Not as the file does."""
    assert plainly("'lead' is longer than this shape takes") == "“Main message” is longer than this shape takes"
    assert plainly("declare it under `personal:`") == "Declare it under “What differs from copy to copy”"
