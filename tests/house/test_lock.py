"""What the README's two commands install is pinned, to the last library."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.conftest import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
NAMED = [
    requirement
    for text in (*PROJECT["project"]["dependencies"], *(each for extra in EXTRAS.values() for each in extra))
    if (requirement := Requirement(text)).name != "brochure"
]


def pins() -> dict[str, Version]:
    """Every pin of the lock; a line that pins nothing has none."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    found: dict[str, Version] = {}
    for requirement in (Requirement(line) for line in lines if not line.startswith("#")):
        (exact,) = requirement.specifier
        assert exact.operator == "=="
        found[canonicalize_name(requirement.name)] = Version(exact.version)
    return found


@pytest.mark.parametrize("requirement", NAMED, ids=str)
def test_every_dependency_is_pinned_above_its_floor(requirement: Requirement) -> None:
    """A floor alone lets a library that moves turn a fresh machine red."""
    assert requirement.specifier.contains(pins()[canonicalize_name(requirement.name)])


def test_the_build_backend_is_pinned_as_the_rest_is() -> None:
    """It lives in an environment of its own, to which the constraints of an older pip do not reach."""
    requires = [Requirement(text) for text in PROJECT["build-system"]["requires"]]

    assert {"hatchling", "editables"} <= {requirement.name for requirement in requires}
    for requirement in requires:
        assert requirement.specifier == Requirement(f"x=={pins()[canonicalize_name(requirement.name)]}").specifier


def test_both_commands_of_the_readme_take_the_lock() -> None:
    """A lock that nobody uses locks nothing."""
    block = (ROOT / "README.md").read_text(encoding="utf-8").split("<!-- commands -->")[1].split("<!-- end -->")[0]
    installs = re.findall(r"pip install [^&]*", block)

    assert len(installs) == 2
    assert all("-c constraints.txt" in install for install in installs)
