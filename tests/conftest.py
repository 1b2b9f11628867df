"""What tests share: the shelf, orders, and the outside programs that judge."""

import gc
import os
import shutil
import subprocess
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, settings

from brochure.base.code_names import Code
from brochure.base.findings import Finding
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.recording import SignWish, sign
from brochure.content.shelf import Shelf, open_shelf, program_folder
from tests.told import hold

MADE_AT = datetime(2026, 11, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent
# No test is timed: a machine that is busy elsewhere is not a fault of the program.
settings.register_profile("house", deadline=None)
# A mutant is killed by any example: the smallest is nobody's wish, and the same must come again.
settings.register_profile("mutants", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])
settings.load_profile("house")

SAMPLES = [("acupuncture-pain", "trifold-a4"), ("acupuncture-pain", "trifold-letter"),
           ("after-treatment", "trifold-a4"), ("after-treatment", "trifold-letter")]  # fmt: skip


PRODUCED: set[str] = set()  # codes of the findings that this run of the tests saw
_MUTATED = ("brochure.draft.", "brochure.reflow.")  # mutated rooms that keep something
_LAST = "test_every_code_is_produced_by_a_test"
Finding("art-place", "a record compiles its methods at its first value; here they are, to be wrapped")
_plain_finding = Finding.__init__


def _noted_finding(self: Finding, code: Code, *rest: Any, **named: Any) -> None:
    PRODUCED.add(code)
    _plain_finding(self, code, *rest, **named)


Finding.__init__ = _noted_finding  # type: ignore[method-assign]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What looks back at the whole run comes last."""
    items.sort(key=lambda item: item.name == _LAST)


def pytest_sessionstart() -> None:
    """What the program keeps for the next call is forgotten before a mutant is tried, or it would never be called."""
    if os.environ.get("MUTANT_UNDER_TEST"):
        for kept in gc.get_objects():
            if isinstance(kept, _lru_cache_wrapper) and str(kept.__module__).startswith(_MUTATED):
                kept.cache_clear()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the goldens anew; look before you commit")


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return open_shelf()


@pytest.fixture(scope="session")
def manuscript(shelf: Shelf) -> Manuscript:
    return read(Order("acupuncture-pain"), shelf).manuscript


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A clinic's own folder with the shipped content and layouts, to change at will."""
    for part in ("content", "layouts"):
        shutil.copytree(program_folder() / part, tmp_path / part, dirs_exist_ok=True)
    return tmp_path


def with_own_words(clinic: Path) -> Path:
    """The folder, its brand with addresses and a number that are of no sample."""
    path = clinic / "content" / "brands" / "riverside" / "brand.yaml"
    text = path.read_text(encoding="utf-8").replace(".example", ".test").replace("01632 960 123", "020 7946 0123")
    path.write_text(text, encoding="utf-8")
    return clinic


def signed(clinic: Path, leaflet: str = "acupuncture-pain", *languages: str) -> Path:
    """The folder, in which somebody has signed a leaflet: in English, then in these languages."""
    for language in ("en", *languages):
        wish = SignWish(Order(leaflet, language), "Dr A. Example", "clinician", "2026-11-28")
        sign(wish, open_shelf(clinic))
    return clinic


Told = Callable[[Iterable[Finding]], None]


@pytest.fixture
def told(request: pytest.FixtureRequest) -> Told:
    """Hold findings, word for word, to the golden of the test that asks."""
    return lambda findings: hold(findings, request)


Judge = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def judge() -> Judge:
    """Run an outside program; without it the test is skipped at a desk and fails in CI."""

    def run(program: str, *words: str | Path, data: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
        if shutil.which(program) is None:
            message = f"JUDGE MISSING: {program} is not installed, so this was NOT checked"
            if os.environ.get("CI"):
                pytest.fail(message)
            pytest.skip(message)
        return subprocess.run([program, *map(str, words)], input=data, capture_output=True, check=False, timeout=120)

    return run
