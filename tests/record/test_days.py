"""What is held against a review day is a day, or the wish is refused: as text, any word would open the gate."""

from pathlib import Path

import pytest

from brochure import FileWish, ImposeWish, Order, check_file, impose_file, make, outcome
from brochure.base.findings import BadInput
from brochure.content.shelf import Shelf
from tests.preflight.made import press

NO_DAYS = ["11/28/2026", " 2026-11-28", "1", "tomorrow", "~", "2026-13-45", "20261128", "2026-W48-6"]


@pytest.mark.parametrize("today", NO_DAYS)
def test_a_leaflet_is_not_held_against_what_is_no_day(today: str, shelf: Shelf) -> None:
    """`1` comes before every year, and `~` after."""
    with pytest.raises(BadInput, match="bad-form"):
        make(Order("acupuncture-pain", today=today), shelf)


@pytest.mark.parametrize("today", NO_DAYS)
def test_a_file_is_not_held_against_what_is_no_day(today: str) -> None:
    """Its own review day likewise."""
    with pytest.raises(BadInput, match="bad-form"):
        outcome(check_file(FileWish(press(), review_by="2020-01-01", today=today)))
    with pytest.raises(BadInput, match="bad-form"):
        outcome(check_file(FileWish(press(), review_by=today, today="2026-11-28")))


@pytest.mark.parametrize(
    "wish", [{"columns": -1, "rows": 1}, {"gutter": -200.0}, {"gutter": float("nan")}, {"gutter": float("inf")}]
)
def test_pages_are_not_imposed_over_each_other(wish: dict[str, float], tmp_path: Path) -> None:
    """A negative gutter would cut words off."""
    file = tmp_path / "job.pdf"
    file.write_bytes(press())

    with pytest.raises(BadInput, match="cannot-impose"):
        outcome(impose_file(ImposeWish(file, **wish)))  # type: ignore[arg-type]
