"""A review day that has passed: what goes to patients asks the calendar, and a build at the desk does not."""

from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput, Severity
from brochure.base.order import Order
from brochure.content.plain import plain_findings
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.desk.here import today
from tests.conftest import ROOT, Told

Printed = pytest.CaptureFixture[str]
ROW = "1,a@x.test,yes,en,Anna,2026-12-01,9:30,Dr Jo,12 Mill Lane,no\n"
LIST = f"id,email,consent,language,name,day,hour,clinician,site,first\n{ROW}"
SEND = ("--recipients", "list.csv", "--sender", "i@x.test", "--subject", "Information", "--dry-run", "--allow-draft")


def test_a_passed_day_is_an_error_where_the_calendar_is_asked(shelf: Shelf, told: Told) -> None:
    """On the day itself the text may still go out."""
    assert read(Order("acupuncture-pain"), shelf).findings == ()
    assert not any(each.blocks for each in read(Order("acupuncture-pain", today="2028-11-01"), shelf).findings)
    with pytest.raises(BadInput) as caught:
        read(Order("acupuncture-pain", today="2028-11-02"), shelf)

    (finding,) = caught.value.findings
    assert (finding.code, finding.severity) == ("review-overdue", Severity.ERROR)
    assert finding.origin is not None
    assert finding.origin.line == 5
    told([finding])
    said = plain_findings(Order("acupuncture-pain"), shelf, today="2028-11-02")
    assert [each.severity for each in said if each.code == "review-overdue"] == [Severity.WARNING]


@pytest.mark.parametrize(
    ("day", "days"), [("2028-08-01", 0), ("2028-08-03", 90), ("2028-10-01", 90), ("2028-10-02", 30)]
)
def test_a_day_that_comes_near_is_a_warning(day: str, days: int, shelf: Shelf) -> None:
    """A quarter and a month before: a review takes its time."""
    found = [each for each in read(Order("acupuncture-pain", today=day), shelf).findings if each.code == "review-soon"]

    assert [f"within {days} days" in each.message for each in found] == [True] * bool(days)
    assert not any(each.blocks for each in found)


@pytest.fixture
def overdue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic whose leaflets were to be read again years ago, and whose last run was merged in time."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    for name in ("acupuncture-pain", "your-visit"):
        text = (
            (ROOT / "content" / name / "en.yaml").read_text(encoding="utf-8").replace("status: draft", "status: final")
        )
        path = tmp_path / "content" / name / "en.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
    Path("list.csv").write_text(LIST, encoding="utf-8")
    assert main(["merge", "your-visit", "--allow-draft", "--recipients", "list.csv"]) == 0
    for path in tmp_path.glob("content/*/en.yaml"):
        text = path.read_text(encoding="utf-8")
        old = text.replace("issued: 2026-11-01", "issued: 2020-11-01").replace(
            "review_by: 2028-11-01", "review_by: 2022-11-01"
        )
        assert old != text
        path.write_text(old, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "words",
    [
        ("build", "acupuncture-pain", "--release"),
        ("pack", "press", "acupuncture-pain", "--allow-draft"),
        ("merge", "your-visit", "--allow-draft", "--recipients", "list.csv", "--out", "other.run"),
        ("merge", "your-visit", "--allow-draft", "--recipients", "list.csv", "--dry-run"),
        ("send", "acupuncture-pain", *SEND),
        ("send", "build/your-visit.run", *SEND),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_nothing_leaves_the_house_after_its_review_day(words: tuple[str, ...], overdue: Path, capsys: Printed) -> None:
    """A draft may be allowed; advice that nobody has read again may not."""
    there = sorted(overdue.rglob("*.pdf"))
    capsys.readouterr()

    assert main(list(words)) == 1

    told = capsys.readouterr().out
    assert "error[review-overdue]" in told
    assert "en.yaml:5:" in told
    assert sorted(overdue.rglob("*.pdf")) == there


def test_the_desk_may_build_what_is_overdue(overdue: Path) -> None:
    """Whoever reads it again wants to see it; `check` warns."""
    assert main(["build", "acupuncture-pain"]) == 0
    assert main(["build", "acupuncture-pain", "--layout", "phone", "--edition", "email"]) == 0


def test_the_day_of_the_desk_is_an_iso_date() -> None:
    """It is compared as text."""
    assert len(today()) == 10
    assert "2026-01-01" < today() < "2999-01-01"
