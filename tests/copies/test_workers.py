"""Processes that make copies and die: the row that ends them is found, all others are made, nothing half is left."""

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from brochure.base.findings import BadValues, Finding
from brochure.base.order import Order
from brochure.base.wishes import ClusterWish
from brochure.content.shelf import Shelving
from brochure.copies import Learned, workers
from brochure.copies.batches import Asked, RowDone, RunTask, do_batch
from tests.copies.test_merging import copies, listed, merge
from tests.samples import MERGE

Printed = pytest.CaptureFixture[str]
RUN = Path("build/your-visit.run")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def die_at(task: RunTask, asked: Asked) -> None:
    """As when the system ends a process in the middle of a write."""
    if task.folder:
        (Path(task.folder) / f".brochure-{os.getpid()}-{asked.file}").write_bytes(b"%PDF-1.7 half")
    os.kill(os.getpid(), signal.SIGKILL)


def deadly(*rows: int) -> Callable[[RunTask, list[Asked]], list[RowDone]]:
    """`do_batch` in a process that dies at these rows, whenever it meets one."""

    def batch(task: RunTask, asked: list[Asked]) -> list[RowDone]:
        made = []
        for each in asked:
            if each.row in rows:
                die_at(task, each)
            made += do_batch(task, [each])
        return made

    return batch


def batch_that_dies_at_row_70(task: RunTask, asked: list[Asked]) -> list[RowDone]:
    """For a process that finds it by its name."""
    return deadly(70)(task, asked)


def batch_that_dies_everywhere(task: RunTask, asked: list[Asked]) -> list[RowDone]:
    """As on a machine without memory."""
    return deadly(*range(10_000))(task, asked)


def batch_that_dies_once(task: RunTask, asked: list[Asked]) -> list[RowDone]:
    """Memory may run out in one moment and be there in the next."""
    mark = Path(task.folder).parent.parent / "died"
    if not mark.exists() and any(each.row == 70 for each in asked):
        mark.touch()
        die_at(task, asked[0])
    return do_batch(task, asked)


@pytest.mark.parametrize("kind", ["folder", "zip"])
def test_a_row_that_ends_its_process_is_named_and_all_others_are_made(
    kind: str, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """SIGKILL, as from a system without memory; and nothing half is left."""
    monkeypatch.setattr(workers, "do_batch", batch_that_dies_at_row_70)
    listed(180)

    code = merge("--jobs", "2", *(["--zip"] if kind == "zip" else []))

    told = capsys.readouterr()
    assert code == 1
    assert told.out.count("error[worker-died]") == 1
    assert "row 70 ended the process that made it twice" in told.out
    assert "fault of the program" not in told.err
    assert "179 copies made" in told.out
    if kind == "folder":
        assert sorted(copies(RUN)) == [f"{row:06d}-{row - 1}.pdf" for row in range(2, 182) if row != 70]
        assert all(data.endswith(b"%%EOF\n") for data in copies(RUN).values())
        assert len((RUN / "manifest.jsonl").read_text(encoding="utf-8").splitlines()) == 180
    assert not list(Path().rglob(".brochure-*.pdf"))

    monkeypatch.setattr(workers, "do_batch", do_batch)
    assert kind == "zip" or merge("--resume") == 0
    assert kind == "zip" or len(copies(RUN)) == 180


def test_a_process_that_dies_once_costs_nothing(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """Its batches are done again."""
    monkeypatch.setattr(workers, "do_batch", batch_that_dies_once)
    listed(120)

    assert merge("--jobs", "2") == 0

    assert "worker-died" not in capsys.readouterr().out
    assert Path("died").exists()
    assert len(copies(RUN)) == 120


def test_a_machine_on_which_all_die_ends_the_run(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """Else ten thousand rows would each end two processes."""
    monkeypatch.setattr(workers, "do_batch", batch_that_dies_everywhere)
    monkeypatch.setattr(workers, "_MOST_DEAD", 3)
    listed(60)

    assert merge("--jobs", "2") == 1

    assert "3 rows ended the process that made them, so the run is ended" in capsys.readouterr().out


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for the children of a process")
def test_processes_end_with_the_one_that_started_them(here: Path) -> None:
    """SIGKILL leaves a parent no time to tell its children, and nobody else would."""
    listed(6000)
    typed = [sys.executable, "-m", "brochure", *MERGE, "--jobs", "2"]
    with subprocess.Popen(typed, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as parent:
        soon(lambda: len(list(RUN.glob("0*.pdf"))) > 100)
        children = children_of(parent.pid)
        parent.send_signal(signal.SIGKILL)

    assert len(children) == min(2, os.cpu_count() or 1)
    assert soon(lambda: not any(is_running(child) for child in children))


def soon(holds: Callable[[], bool], seconds: float = 30) -> bool:
    deadline = time.monotonic() + seconds
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def children_of(process: int) -> list[int]:
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == process:
            found.append(int(stat.parent.name))
    return found


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.parametrize(("cores", "most"), [(2, 2), (1, 1), (None, 1)])
def test_no_more_processes_than_cores(cores: int | None, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A slip of the finger must not take the machine down."""
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    with workers._crew(100_000, ClusterWish()) as crew:
        assert isinstance(crew, workers._Own)
        assert vars(crew.pool)["_max_workers"] == crew.jobs == most


@pytest.mark.parametrize("said", ["0", "-3", "many", "1.5", ""])
def test_a_number_of_processes_that_is_none_is_refused(said: str, capsys: Printed) -> None:
    """Wrong use, in words."""
    listed(1)

    assert merge("--jobs", said) == 2

    assert f"'{said}' is no number of processes; write 1 or more" in capsys.readouterr().err


def test_the_log_of_a_worker_holds_no_value() -> None:
    """A worker that fails writes down what it was given; the first walk keeps the longest names."""
    learned = Learned(((frozenset(), (("name", 9.5, "Zymbrowska"),)),), frozenset())
    task = RunTask(Order("your-visit", "en"), Shelving(), learned, "", locked=False)

    said = repr((task, [Asked(7, "000007-6.pdf", {"name": "Zymbrowska"}, False, "river-lantern-quiet")]))

    assert "Zymbrowska" not in said and "river" not in said
    assert "your-visit" in said and "row=7" in said


def test_a_fault_keeps_its_findings_between_processes() -> None:
    """Else whoever waits for it is told of a process that died."""
    fault = BadValues(Finding("value-no-date", "field 'day' is no date"))

    again = pickle.loads(pickle.dumps(fault))

    assert (type(again), again.findings) == (BadValues, fault.findings)
