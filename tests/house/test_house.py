"""What the repository promises about itself."""

import ast
import hashlib
import json
import re
import subprocess
from typing import get_args

import pytest

from brochure.base.code_names import LeafletCode, PrintCode
from brochure.base.codes import CODES
from brochure.preflight import CHECKS
from tests.conftest import ROOT

FONTS = json.loads((ROOT / "fonts/manifest.json").read_text(encoding="utf-8"))


def test_every_code_is_explained() -> None:
    """The type checker lets no other code into a finding, and `brochure explain` knows each."""
    assert set(get_args(LeafletCode)) == CODES.keys()
    assert set(get_args(PrintCode)) == CHECKS.keys()


def test_every_explanation_says_why_and_how() -> None:
    """A code without a way out is a riddle."""
    for code, text in CODES.items():
        why, remedy = text.split("\n", 1)
        assert len(why) > 20, code
        assert len(remedy) > 10, code


@pytest.mark.parametrize("row", FONTS, ids=lambda row: row["name"])
def test_faces_ship_unmodified_with_their_licence(row: dict[str, str]) -> None:
    """The licence reserves the Source names for unmodified files."""
    file = ROOT / "fonts" / row["file"]

    assert hashlib.sha256(file.read_bytes()).hexdigest() == row["sha256"]
    assert "SIL OPEN FONT LICENSE" in (file.parent / row["licence"]).read_text(encoding="utf-8").upper()


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    """A path of one desk is a fault on every other."""
    files = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    pattern = re.compile("/(" + "|".join(["ro" + "ot", "wo" + "rk", "ho" + "me", "Us" + "ers"]) + r")/\w")
    guilty = []
    for name in files:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yaml", ".xml", ".svg", ".json", ".txt"} and path.is_file():
            guilty += [name] if pattern.search(path.read_text(encoding="utf-8")) else []

    assert guilty == []


def test_the_top_level_holds_only_what_earns_its_place() -> None:
    """The folder list is the first thing that a reader sees."""
    known = {"brochure", "layouts", "content", "fonts", "make_pdf.py", "tests", "pyproject.toml", "README.md",
             "LICENSE", "CHANGELOG.md", "constraints.txt", "docs", "benchmarks", ".ci", ".gitignore",
             ".pre-commit-hooks.yaml"}  # fmt: skip
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )

    assert {name.split("/")[0] for name in listed if name} <= known


def test_a_class_name_means_one_thing() -> None:
    """Who reads `Sheet` must not ask which; an import that renames hides the question and does not answer it."""
    homes: dict[str, list[str]] = {}
    for path in sorted((ROOT / "brochure").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, []).append(str(path.relative_to(ROOT)))

    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
