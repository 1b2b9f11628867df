"""Closed choices are closed: where the program asks which of its own union it has, a new member stops the build."""

import ast
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

TREES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "brochure").rglob("*.py"))
}
CLASSES = {node.name for tree in TREES.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}


def literals() -> Iterator[set[str]]:
    """The members of every `Name = Literal[...]` of the program."""
    for tree in TREES.values():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Subscript):
                named = node.value
                if isinstance(named.value, ast.Name) and named.value.id == "Literal":
                    members = named.slice.elts if isinstance(named.slice, ast.Tuple) else [named.slice]
                    yield {
                        each.value for each in members if isinstance(each, ast.Constant) and isinstance(each.value, str)
                    }


LITERALS = [each for each in literals() if len(each) > 1]


def matches() -> list[tuple[str, ast.Match]]:
    """Every `match` over classes of the program, or over all members of one of its literals."""
    found = []
    for name, tree in TREES.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Match):
                continue
            patterns = [inner for case in node.cases for inner in ast.walk(case.pattern)]
            classes = {
                each.cls.id for each in patterns if isinstance(each, ast.MatchClass) and isinstance(each.cls, ast.Name)
            }
            texts = {
                each.value.value
                for each in patterns
                if isinstance(each, ast.MatchValue) and isinstance(each.value, ast.Constant)
            }
            if classes & CLASSES or any(texts and texts == literal for literal in LITERALS):
                found.append((f"{name}:{node.lineno}", node))
    return found


# What comes from outside is open: a template's syntax, the values that a template prints.
OPEN = {"brochure/draft/values.py"}


@pytest.mark.parametrize(("place", "node"), [pytest.param(*each, id=each[0]) for each in matches()])
def test_a_match_over_a_closed_union_ends_in_assert_never(place: str, node: ast.Match) -> None:
    """Without it a new member falls through in silence, and what it holds is lost."""
    if place.partition(":")[0] in OPEN:
        return
    last = node.cases[-1]

    assert isinstance(last.pattern, ast.MatchAs) and last.pattern.pattern is None
    assert "assert_never" in ast.unparse(last.body[-1])


def test_the_unions_that_matter_are_asked_about() -> None:
    """The test above sees them: blocks in the walk, the tags, the text and the HTML; placed items in the ink."""
    places = {place.partition(":")[0] for place, _ in matches()}

    assert places >= {f"brochure/{name}.py" for name in
                      ("base/story", "layout/caster", "layout/groups", "layout/place", "paint/ink", "pdf/tree",
                       "reflow/html", "reflow/parts", "reflow/text", "proof/placed", "send/posting")}  # fmt: skip
