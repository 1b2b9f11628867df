"""Each row of the register: its columns, its page that passes and its page that fails, and its text in the docs."""

from collections import Counter
from collections.abc import Callable

import pytest

from brochure.base.codes import CODES
from brochure.preflight import CHECKS, PROFILES, checks_page, inspect
from brochure.preflight.register import FaultSpot, check
from tests.conftest import ROOT
from tests.preflight.cases import CASES, Case
from tests.preflight.made import press, reader


def codes(data: bytes, case: Case) -> list[str]:
    """The codes that a file gets."""
    return [finding.code for finding in inspect(data, case.profile, **case.options)]  # type: ignore[arg-type] # a name


def test_there_are_at_least_forty_five_checks() -> None:
    """As the issue asks."""
    assert len(CHECKS) >= 45


def test_every_check_has_a_page_that_passes_and_one_that_fails() -> None:
    """A check that was never seen red is a hope."""
    assert Counter(make.__name__ for make in CASES) == Counter(list(CHECKS))


@pytest.mark.parametrize("make", CASES, ids=lambda make: make.__name__)
def test_check_tells_a_bad_page_from_a_good_one(make: Callable[[], Case]) -> None:
    """The bad page has this fault and no other that it can help; the good page has none of this kind."""
    case = make()
    good, bad = codes(case.good, case), codes(case.bad, case)

    assert case.code not in good
    assert case.code in bad
    assert set(bad) - {case.code} <= case.also | set(good)


@pytest.mark.parametrize("profile", PROFILES)
def test_sound_files_have_no_fault(profile: str) -> None:
    """A checker that cries wolf is switched off."""
    data = press() if profile == "press" else reader()
    found = inspect(data, profile)  # type: ignore[arg-type] # a name of the list

    wanted = {"master"}  # a press file with tags: made by the edition, judged in its own tests
    assert profile in wanted or found == ()


@pytest.mark.parametrize("row", CHECKS.values(), ids=lambda row: row.code)
def test_every_row_says_why_and_whose_rule_it_is(row) -> None:  # type: ignore[no-untyped-def] # a row
    """A rule without a reason is obeyed until it hurts."""
    assert len(row.why) > 30
    assert len(row.source) > 6
    assert len(row.remedy) > 10
    assert not row.title.endswith(".")
    assert row.why.endswith(".")
    assert row.remedy[0].islower()
    assert not row.remedy.endswith(".")
    assert row.code not in CODES


@pytest.mark.parametrize("missing", ["why", "source", "remedy", "title", "severity"])
def test_a_row_without_a_column_is_refused(missing: str) -> None:
    """When the module is read, not when somebody looks."""
    row = {"title": "a", "why": "a", "source": "a", "remedy": "a", "severity": {"press": "error"}}
    row[missing] = "" if missing != "severity" else {}
    with pytest.raises(ValueError, match="lacks a column"):
        check("new-check", **row)  # type: ignore[arg-type] # on purpose


def test_a_code_stands_once() -> None:
    """Two checks of one name could not be told apart in a report."""
    with pytest.raises(ValueError, match="two checks"):
        check("hairline", title="a", why="a", source="a", remedy="a", severity={"press": "error"})  # type: ignore[dict-item]


def test_docs_are_in_step_with_the_register() -> None:
    """Made by `brochure check --rules > docs/checks.md`."""
    assert (ROOT / "docs/checks.md").read_text(encoding="utf-8") == checks_page()


def test_spots_of_one_kind_are_counted_not_listed() -> None:
    """Forty hairlines are one message and a number."""
    lines = b" ".join(b"60 %d m 90 %d l S" % (60 + n, 60 + n) for n in range(40))
    found = list(inspect(press(b"q /Over gs 0 0 0 1 K 0 w " + lines + b" Q"), "press"))

    assert [each.code for each in found].count("hairline") == 5
    assert "36 more" in found[-1].message
    assert FaultSpot("x").page == 0
