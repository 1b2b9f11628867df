"""Findings as people and programs read them."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.findings import Finding, Severity
from brochure.base.origin import Origin
from brochure.base.report import FORMATS, Format, count_line, report

LINE = "tilte: Pain Management"
FINDING = Finding("unknown-field", "unknown field 'tilte'", Origin("en.yaml", 12, 1, LINE), "did you mean 'title'?")


def at(column: int, excerpt: str) -> Finding:
    """A finding at a column of a line."""
    return Finding("empty-text", "text is empty", Origin("en.yaml", 7, column, excerpt))


def under_caret(finding: Finding) -> str:
    """What stands in the excerpt right above the caret, one column being one letter."""
    _, excerpt, caret = report([finding], "full").split("\n")
    return excerpt[caret.index("^")] if caret.index("^") < len(excerpt) else ""


def test_full_says_where_what_and_the_way_out() -> None:
    """The README shows this very text."""
    assert report([FINDING], "full") == (
        "en.yaml:12:1: error[unknown-field]: unknown field 'tilte'\n"
        "  12 | tilte: Pain Management\n"
        "     | ^\n"
        "  hint: did you mean 'title'?"
    )


@pytest.mark.parametrize("column", [1, 2, 59, 60, 61, 62, 63, 100, 101, 250, 300])
def test_the_caret_stands_under_its_letter_in_lines_of_any_length(column: int) -> None:
    """A long line is cut to what stands around the place, and the caret with it."""
    letters = "".join(chr(0x21 + at % 90) for at in range(300))

    finding = at(column, letters)

    assert under_caret(finding) == letters[column - 1]
    assert all(len(line) < 120 for line in report([finding], "full").split("\n"))


def test_the_caret_may_stand_after_the_end_of_the_line() -> None:
    """Something is missing there."""
    assert report([at(6, "text:")], "full").endswith("\n    |      ^")


def test_a_tab_takes_one_column_in_excerpt_and_caret() -> None:
    """A terminal would make it up to eight."""
    assert under_caret(at(3, "\t\tx")) == "x"


def test_the_caret_counts_wide_letters_twice_and_marks_not_at_all() -> None:
    """A terminal gives a Chinese letter two columns, and draws a combining accent over its letter."""
    wide, marked = (report([at(3, text)], "full").split("\n")[2] for text in ("针灸x", "e\u0301x"))

    assert wide == "    | " + " " * 4 + "^"
    assert marked == "    | " + " " * 1 + "^"


def test_without_a_place_full_is_message_and_hint() -> None:
    """Some faults stand in no file."""
    found = report([Finding("bad-folder", "it is a file", None, "choose another")], "full")

    assert found == "error[bad-folder]: it is a file\n  hint: choose another"


def test_concise_is_one_line_a_finding() -> None:
    """Editors and `grep` read lines."""
    found = report([FINDING, at(2, "x")], "concise")

    assert found.split("\n") == [
        "en.yaml:12:1: error[unknown-field]: unknown field 'tilte'",
        "en.yaml:7:2: error[empty-text]: text is empty",
    ]


def test_json_gives_every_part_by_name() -> None:
    """Other programs read it; letters stay letters."""
    found = json.loads(report([FINDING, Finding("bad-folder", "Näh", None, "", Severity.NOTE)], "json"))

    assert found[0] == {
        "format": 1,
        "code": "unknown-field",
        "severity": "error",
        "message": "unknown field 'tilte'",
        "hint": "did you mean 'title'?",
        "file": "en.yaml",
        "line": 12,
        "column": 1,
    }
    assert (found[1]["message"], found[1]["severity"], found[1]["line"]) == ("Näh", "note", None)


def test_json_of_nothing_is_an_empty_list() -> None:
    """A program need not ask whether anything was found before it parses."""
    assert json.loads(report([], "json")) == []


def test_github_escapes_what_its_commands_are_made_of() -> None:
    """A percent sign or a line end would change the annotation; so would a comma in a file name."""
    finding = Finding("empty-text", "50% off\r\nnow", Origin("a,b:c%.yaml", 3, 4), "cut\nit", Severity.WARNING)

    assert report([finding], "github") == (
        "::warning file=a%2Cb%3Ac%25.yaml,line=3,col=4,title=empty-text::50%25 off%0D%0Anow (cut%0Ait)"
    )


def test_github_calls_a_note_a_notice_and_leaves_out_an_unknown_place() -> None:
    """Source: the workflow commands of GitHub Actions."""
    assert report([Finding("empty-text", "seen", None, "", Severity.NOTE)], "github") == "::notice::seen"


def test_colour_marks_the_kind_and_nothing_else() -> None:
    """Someone who sees no colours reads the same words."""
    coloured = report([FINDING], "full", colour=True)

    assert coloured.replace("\033[1;31m", "").replace("\033[0m", "") == report([FINDING], "full")
    assert "\033[1;31merror[unknown-field]\033[0m:" in coloured


@given(st.text(max_size=60), st.integers(1, 80), st.sampled_from(["full", "concise", "github"]))
def test_whatever_a_file_holds_the_terminal_obeys_none_of_it(text: str, column: int, form: Format) -> None:
    """An excerpt comes from a file that somebody else may have written."""
    origin = Origin("a.yaml", 1, column, text.replace("\n", "").replace("\r", ""))

    found = report([Finding("empty-text", text, origin, text)], form)

    lines = {"full": 4 if origin.excerpt else 2, "concise": 1, "github": 1}[form]
    if form != "github":  # a log there, not a terminal
        assert not any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in found.replace("\n", ""))
        assert not any("\u202a" <= letter <= "\u202e" for letter in found)
    assert found.count("\n") + 1 <= lines


def test_findings_are_counted_in_words() -> None:
    """The last line of `brochure check`."""
    warning = Finding("empty-text", "y", None, "", Severity.WARNING)

    assert count_line([FINDING, warning, warning]) == "1 error, 2 warnings"
    assert count_line([]) == "nothing found"


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_ends_without_a_line_end(form: Format) -> None:
    """Whoever prints it adds one."""
    assert not report([FINDING], form).endswith("\n")
