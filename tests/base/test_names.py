"""Names that no system takes are findings, by whatever door they come."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import brochure
from brochure.base.findings import BadInput
from brochure.base.names import refuse_names
from brochure.base.records import replace
from brochure.press.proofing import write_proofs

ODD = ["x" * 3000, "a\0b", "\ud800x"]
DOORS: list[tuple[str, Callable[[Any], Any]]] = [
    ("leaflet", lambda said: brochure.build(brochure.MakeWish(said))),
    ("leaflet", lambda said: write_proofs(brochure.ProofWish(said))),
    ("out", lambda said: brochure.build(brochure.MakeWish("your-visit", out=Path(said)))),
    ("recipients", lambda said: brochure.merge(brochure.MergeWish("your-visit", Path(said)))),
    ("key", lambda said: brochure.merge(brochure.MergeWish("your-visit", Path("a"), key=Path(said)))),
    ("encoding", lambda said: brochure.merge(brochure.MergeWish("your-visit", Path("a"), encoding=said))),
    ("what", lambda said: brochure.send_letters(brochure.SendWish(said))),
    ("outbox", lambda said: brochure.send_letters(brochure.SendWish("your-visit", outbox=Path(said)))),
    ("eml", lambda said: brochure.send_letters(brochure.SendWish("your-visit", eml=Path(said)))),
    ("outbox", lambda said: brochure.tend_outbox(brochure.OutboxWish(brochure.CountLetters(), outbox=Path(said)))),
    ("file", lambda said: brochure.tend_outbox(brochure.OutboxWish(brochure.ExportLetters(Path(said))))),
]


@pytest.mark.parametrize("said", ODD, ids=["long", "nul", "half"])
@pytest.mark.parametrize(("field", "door"), DOORS, ids=[f"{at}-{field}" for at, (field, _) in enumerate(DOORS)])
def test_a_name_that_is_none_is_a_finding(field: str, door: Callable[[Any], Any], said: str) -> None:
    """3,000 letters, NUL and half of a character: no traceback, and the name is not repeated."""
    with pytest.raises(BadInput) as caught:
        list(door(said))

    (finding,) = caught.value.findings
    assert finding.code == "bad-form" and finding.message.startswith(f"'{field}' ") and said not in finding.message


@pytest.mark.parametrize("said", ["übung.csv", "x" * 255, "a/b/../c", "", "\udcff.csv"])
def test_a_name_that_a_system_takes_is_left_to_it(said: str) -> None:
    """Also one in no encoding, as a disk may hold it."""
    refuse_names(brochure.MergeWish("your-visit", Path(said)))


@pytest.mark.parametrize("said", ODD, ids=["long", "nul", "half"])
@pytest.mark.parametrize("field", ["leaflet", "language", "layout", "edition", "brand"])
def test_an_order_with_a_name_that_is_none_is_a_finding(field: str, said: str) -> None:
    with pytest.raises(BadInput):
        brochure.make(replace(brochure.Order("your-visit", "en"), **_one(field, said)))


def _one(field: str, said: str) -> dict[str, Any]:
    return {field: said}


@pytest.mark.parametrize("said", ODD, ids=["long", "nul", "half"])
def test_a_value_that_no_page_can_hold_is_a_finding(said: str) -> None:
    row = {"name": said, "day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo", "site": "Here", "first": "yes"}
    with pytest.raises(BadInput):
        brochure.make(brochure.Order("your-visit", "en", values=row))
