"""What the desk gives with a wish: the time that it was told, and what was typed."""

from datetime import UTC, datetime

import pytest

from brochure.base.findings import BadInput
from brochure.base.wishes import MakeWish
from brochure.desk.arguments import parser
from brochure.desk.commands import make_wish
from brochure.desk.here import made_at


@pytest.fixture(autouse=True)
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk of whoever runs the tests may set one."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def wished(*words: str) -> MakeWish:
    return make_wish(parser("brochure").parse_args(["build", *words]))


def test_the_time_is_left_to_the_leaflet() -> None:
    """None stands for its day of issue: the same words give the same bytes."""
    assert made_at() is None
    assert wished().made_at is None


def test_source_date_epoch_is_honoured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Distributors set it. Source: the SOURCE_DATE_EPOCH specification, 1.1."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    assert wished().made_at == datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize("said", ["yesterday", "1.5", "-1", "1_000", " 5", "٣", "9" * 30, "0x10", "253402300800"])
def test_a_source_date_epoch_that_is_no_number_of_seconds_is_refused(
    said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets it means a time; the day of issue in its place would be another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)

    with pytest.raises(BadInput) as caught:
        wished()

    (finding,) = caught.value.findings
    assert finding.code == "bad-environment"
    assert said[:20] in finding.message


@pytest.mark.parametrize(
    ("said", "bytes_allowed"), [((), None), (("--budget", "25"), 25_000), (("--budget", ".5"), 500)]
)
def test_a_budget_is_said_in_kilobytes(said: tuple[str, ...], bytes_allowed: int | None) -> None:
    """Without one, that of the edition holds."""
    assert wished(*said).budget == bytes_allowed


@pytest.mark.parametrize("said", ["x", "0", "-1", "inf", "nan"])
def test_a_budget_that_is_none_is_refused(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip would otherwise refuse every file, or none."""
    with pytest.raises(SystemExit):
        parser("brochure").parse_args(["build", f"--budget={said}"])

    assert "no number of kilobytes" in capsys.readouterr().err
