"""Two merges never write one run: the second is told, and the first comes out as if it had been alone."""

import multiprocessing
import time
from collections.abc import Iterator
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest

from brochure import BadInput, MergeWish, merge, outcome
from brochure.copies.alone import alone_at

ROW = "id,name,day,hour,clinician,site,first\n1,Ann,2027-01-04,9:30,Dr Jo,Here,yes\n"


@pytest.fixture
def wish(tmp_path: Path) -> MergeWish:
    (tmp_path / "list.csv").write_text(ROW, encoding="utf-8")
    return MergeWish("your-visit", tmp_path / "list.csv", out=tmp_path / "run", key=tmp_path / "key", allow_draft=True)


def hold(target: Path, begun: Event) -> None:
    with alone_at(target):
        begun.set()
        time.sleep(120)


@pytest.fixture
def other(tmp_path: Path) -> Iterator[BaseProcess]:
    """A process that writes the same run, until it is killed."""
    ways = multiprocessing.get_context("spawn")
    begun = ways.Event()
    process = ways.Process(target=hold, args=(tmp_path / "run", begun), daemon=True)
    process.start()
    assert begun.wait(60)
    yield process
    process.kill()
    process.join(60)


@pytest.mark.parametrize("resume", [False, True])
def test_a_second_merge_is_told_and_writes_nothing(
    resume: bool, wish: MergeWish, other: BaseProcess, tmp_path: Path
) -> None:
    """Copies of two lists in one folder would each be somebody else's."""
    with pytest.raises(BadInput, match="run-busy"):
        outcome(merge(wish._replace(resume=resume)))

    assert other.is_alive()
    assert not (tmp_path / "run").exists()


def test_a_merge_that_was_killed_holds_nobody_up(wish: MergeWish, other: BaseProcess, tmp_path: Path) -> None:
    """The lock is the system's and ends with the process."""
    other.kill()
    other.join(60)

    assert outcome(merge(wish)).result.made == 1
    assert not list(tmp_path.glob(".brochure-*.lock"))


def test_two_archives_of_one_name_are_not_written_at_once(wish: MergeWish, tmp_path: Path) -> None:
    """Their pieces would lie in one file."""
    with alone_at(tmp_path / "run.zip"), pytest.raises(BadInput, match="run-busy"):
        outcome(merge(wish._replace(archive=True)))

    assert outcome(merge(wish._replace(archive=True))).result.made == 1
