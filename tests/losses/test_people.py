"""Every way to lose a word of a list is told with row and column and without the word; the sound list is merged."""

from pathlib import Path

import pytest

from brochure import BadInput, MergeWish, Shelf, merge
from brochure.base.events import Ended, Told
from brochure.base.findings import Finding
from tests.losses.people import PEOPLE, ListLoss


def merged(data: bytes, loss: ListLoss, folder: Path, shelf: Shelf) -> tuple[list[Finding], int]:
    """What a dry run of the list tells, and how many copies it would make."""
    path = folder / loss.file
    path.write_bytes(data)
    wish = MergeWish(
        "your-visit", path, encoding=loss.encoding, edition="email", dry_run=True, today="2026-11-28", allow_draft=True
    )
    told: list[Finding] = []
    made = 0
    try:
        for event in merge(wish, shelf):
            if isinstance(event, Told):
                told.append(event.finding)
            elif isinstance(event, Ended):
                made = event.result.made
    except BadInput as fault:
        told += fault.findings
    return told, made


@pytest.mark.parametrize("loss", PEOPLE, ids=lambda loss: loss.name)
def test_a_loss_is_told_with_row_and_column(loss: ListLoss, tmp_path: Path, shelf: Shelf) -> None:
    told, made = merged(loss.spoilt, loss, tmp_path, shelf)

    own = [finding for finding in told if finding.code == loss.code]
    assert own and own[0].message.startswith(loss.at), [(finding.code, finding.message) for finding in told]
    assert own[0].blocks is loss.stops
    ids = loss.spoilt.count(b"id: ")
    rows = ids or max(1, loss.spoilt.count(b"\n") - 1)
    assert made < rows if loss.stops else made == rows


@pytest.mark.parametrize("loss", PEOPLE, ids=lambda loss: loss.name)
def test_the_sound_list_is_merged(loss: ListLoss, tmp_path: Path, shelf: Shelf) -> None:
    told, made = merged(loss.twin, loss, tmp_path, shelf)

    assert [finding.message for finding in told if finding.code == loss.code or finding.blocks] == []
    assert made >= 1


def test_no_two_losses_of_a_list_have_one_name() -> None:
    names = [loss.name for loss in PEOPLE]

    assert len(set(names)) == len(names) >= 20
