"""What the documents name is there: files, commands, options, rooms. Prose about places lies as soon as one moves."""

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.desk.arguments import parser
from tests.conftest import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
SOURCES = sorted(
    [*(ROOT / "brochure").rglob("*.py"), *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").glob("*.py")]
)
# What a command makes, or a clinic writes, in a folder of its own.
MADE = re.compile(
    r"^(build|outbox|schema|my-clinic|content/(my-leaflet|brands/my-clinic)|layouts/(mine|my-\w+))(/|$)|\.env$"
)
PATHS = re.compile(r"(?<![\w/.<-])((?:[\w.-]+/)+[\w-]+\.(?:md|py|yaml|xml|json|txt|toml|png|svg|csv))(?![\w/])")
OPTIONS = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
COMMANDS = re.compile(r"(?:`|^    (?:\S*/)?|and `)brochure ([a-z]+(?:-[a-z]+)*)\b", re.M)


def texts(path: Path) -> Iterator[str]:
    """A document, or the docstrings of a module."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield text
        return
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node, clean=False) or ""


def test_the_tests_that_ci_names_exist() -> None:
    """A path that moved would run nothing, and nothing would fail."""
    named = re.findall(r"\btests/[\w/.]+", (ROOT / ".ci/run").read_text(encoding="utf-8"))

    assert len(named) > 10
    assert [name for name in named if not (ROOT / name).exists()] == []


def subparsers(of: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return {
        name: inner
        for action in of._actions
        if isinstance(action, argparse._SubParsersAction)
        for name, inner in action.choices.items()
    }


def options_of(one: argparse.ArgumentParser) -> set[str]:
    """The options of a command and of its tasks."""
    own = {option for action in one._actions for option in action.option_strings}
    return own.union(*(options_of(inner) for inner in subparsers(one).values()))


COMMAND_PARSERS = subparsers(parser("brochure"))


@pytest.mark.parametrize("path", [*DOCUMENTS, *SOURCES], ids=lambda path: str(path.relative_to(ROOT)))
def test_files_that_are_named_exist(path: Path) -> None:
    """From the top, from `brochure/`, or from beside the document."""
    roots = (ROOT, ROOT / "brochure", path.parent, ROOT / "docs", ROOT / "tests", ROOT / "fonts")
    named = {name for text in texts(path) for name in PATHS.findall(text) if not MADE.search(name)}

    assert {name for name in named if not any((root / name).exists() for root in roots)} == set()


@pytest.mark.parametrize("path", [*DOCUMENTS, *SOURCES], ids=lambda path: str(path.relative_to(ROOT)))
def test_commands_that_are_named_exist(path: Path) -> None:
    """`brochure WORD` in backticks or on a line to type."""
    assert {name for text in texts(path) for name in COMMANDS.findall(text)} <= COMMAND_PARSERS.keys()


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_options_that_are_named_exist(path: Path) -> None:
    """Of this program, or of the tools that the documents call by name."""
    known = options_of(parser("brochure"))
    tools = {
        "--host",
        "--large",
        "--whole",
        "--no-dashboard",
        "--nthreads",
        "--nworkers",
        "--quiet",
        "--root",
        "--editable",
        "--update-golden",
        "--against",
        "--profile",
        "--grey",
        "--seeds",
        "--worst",
        "--direction",
    }

    assert {name for text in texts(path) for name in OPTIONS.findall(text)} - known <= tools


def rows() -> list[tuple[str, str]]:
    """The command of each row of README's table, and the row."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    return [(found[1], found[0]) for found in re.finditer(r"^\| `brochure ([a-z-]+)[^\n]*", readme, re.M)]


def test_the_table_of_commands_is_that_of_the_parser() -> None:
    """Each command once; `check` twice, of a leaflet and of a file."""
    named = [name for name, _ in rows()]

    assert sorted(named) == sorted([*COMMAND_PARSERS, "check"])


@pytest.mark.parametrize(("name", "row"), rows(), ids=lambda each: each[:30])
def test_a_row_names_options_of_its_own_command(name: str, row: str) -> None:
    """An option of another command would be refused."""
    assert set(OPTIONS.findall(row)) <= options_of(COMMAND_PARSERS[name])


def test_the_tree_in_the_readme_is_that_of_the_repository() -> None:
    """A newcomer reads it first."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    tree = readme.partition("## What is where")[2].partition("\n## ")[0]
    top = set(re.findall(r"^    ([\w.]+)/?\s", tree, re.M))
    rooms = set(re.findall(r"^      ([\w.]+)/?\s", tree, re.M))
    package = {entry.name for entry in (ROOT / "brochure").iterdir() if entry.name != "__pycache__"}
    inside = {name for name in package if not name.startswith("__") and name != "py.typed"}

    assert top == {
        "make_pdf.py",
        "content",
        "layouts",
        "fonts",
        "brochure",
        "tests",
        "docs",
        "benchmarks",
        "constraints.txt",
    }
    assert rooms == inside


def test_the_journey_names_every_room() -> None:
    """Each room is a row of the table in docs/journey.md."""
    journey = (ROOT / "docs/journey.md").read_text(encoding="utf-8")
    named = set(re.findall(r"^\| `(\w+)(?:\.py)?` \|", journey, re.M))
    rooms = {entry.name for entry in (ROOT / "brochure").iterdir() if entry.is_dir() and entry.name != "__pycache__"}

    assert rooms <= named
