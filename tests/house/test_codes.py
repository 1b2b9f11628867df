"""Every code has been seen: a finding that no test produces is a hope."""

from typing import get_args

import pytest

from brochure.base.code_names import LeafletCode, PrintCode
from tests.conftest import PRODUCED, ROOT

# Told by a process of their own, or by a machine that no test can be.
ELSEWHERE: set[str] = set()


def test_every_code_is_produced_by_a_test(request: pytest.FixtureRequest) -> None:
    """Asked at the end of a run of all tests; a part of them can tell nothing."""
    session = request.session
    run = {item.path for item in session.items}
    if run != set((ROOT / "tests").rglob("test_*.py")) or session.config.getoption("deselect"):
        pytest.skip("only a run of all tests can tell")

    missing = {*get_args(LeafletCode), *get_args(PrintCode)} - PRODUCED - ELSEWHERE
    assert not missing, f"no test produces {', '.join(sorted(missing))}"
