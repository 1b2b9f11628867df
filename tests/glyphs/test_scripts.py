"""Scripts of characters, and of text that several scripts share."""

import sys
import unicodedata

import pytest
from fontTools import unicodedata as tables

from brochure.glyphs import scripts
from brochure.glyphs.scripts import script_of, scripts_of


def test_table_is_that_of_unicode() -> None:
    """Every assigned letter, mark and number has the script that Unicode gives it."""
    wrong = []
    for code in range(sys.maxunicode + 1):
        character = chr(code)
        if unicodedata.category(character)[0] in "LMN" and script_of.__wrapped__(character) != tables.script(character):
            wrong.append(hex(code))

    assert wrong == []


def test_quick_pattern_holds_only_latin_and_common() -> None:
    """A text that leaves by the quick door would have come out the same by the slow one."""
    wrong = [
        hex(code)
        for code in range(0x3000)
        if scripts._PLAIN.fullmatch(chr(code)) and tables.script(chr(code)) not in ("Latn", "Zyyy", "Zzzz")
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("ab 12", "Latn", "LLLLL"),
        ("a 针 b", "Latn", "LLHLL"),
        ("针,灸", "Latn", "HHH"),
        ("针 a。", "Hani", "HHLH"),
        ("א. a", "Hebr", "BBBL"),
        ("e\u0301", "Latn", "LL"),
        ("針\u0301", "Latn", "HH"),
        ("12", "Hebr", "BB"),
    ],
)
def test_shared_characters_go_with_both_sides_or_with_the_paragraph(text: str, own: str, expected: str) -> None:
    """A full stop after a foreign word is the sentence's, a comma between two foreign words is theirs."""
    letters = {"Latn": "L", "Hani": "H", "Hebr": "B"}

    assert "".join(letters[script] for script in scripts_of(text, own)) == expected
