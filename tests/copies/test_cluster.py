"""Copies made on a cluster: over TLS, or told that names are readable; a row that kills its workers is named."""

import json
import socket
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from brochure.base.wishes import ClusterWish
from brochure.copies import cluster, workers
from brochure.copies.cluster import cluster_findings
from tests.copies.test_merging import MARKER, copies, listed, merge
from tests.copies.test_workers import RUN, Printed, batch_that_dies_at_row_70, batch_that_dies_once
from tests.samples import MERGE
from tests.send.authority import Authority


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Papers(NamedTuple):
    """What a cluster and its clients prove themselves with."""

    authority: Path
    pair: Path  # certificate and key in one file

    @property
    def words(self) -> list[str]:
        return ["--tls-ca-file", str(self.authority), "--tls-cert", str(self.pair), "--tls-key", str(self.pair)]


def papers(folder: Path) -> Papers:
    folder.mkdir()
    authority = Authority(folder)
    authority.context("127.0.0.1")
    return Papers(authority.file, folder / "127.0.0.1.pem")


def cluster_of(count: int, security: Any = None) -> Any:
    distributed = pytest.importorskip("distributed")
    return distributed.LocalCluster(
        n_workers=count, threads_per_worker=1, processes=True, dashboard_address=None, scheduler_port=0,
        host="127.0.0.1", security=security, protocol="tls://" if security else "tcp://",
    )  # fmt: skip


def test_a_row_that_kills_its_workers_is_named_and_all_others_are_made(
    monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Real worker processes under Dask, and a real kill."""
    pytest.importorskip("distributed")  # it sets what is then changed
    dask = pytest.importorskip("dask")
    monkeypatch.setattr(workers, "do_batch", batch_that_dies_at_row_70)
    listed(120)

    with dask.config.set({"distributed.scheduler.allowed-failures": 1}), cluster_of(2) as running:
        code = merge("--cluster", running.scheduler_address)

    told = capsys.readouterr()
    assert code == 1
    assert told.out.count("error[worker-died]") == 1
    assert "row 70 ended the process that made it twice" in told.out
    assert "fault of the program" not in told.err
    assert sorted(copies(RUN)) == [f"{row:06d}-{row - 1}.pdf" for row in range(2, 122) if row != 70]
    assert not list(RUN.glob(".brochure-*"))


def test_a_worker_that_dies_once_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """The scheduler gives its batch to another one and says nothing of it."""
    monkeypatch.setattr(workers, "do_batch", batch_that_dies_once)
    listed(120)

    with cluster_of(1) as running:
        assert merge("--cluster", running.scheduler_address) == 0

    assert Path("died").exists()
    assert len(copies(RUN)) == 120
    assert not list(RUN.glob(".brochure-*"))


def test_copies_are_made_over_tls(tmp_path: Path, capsys: Printed) -> None:
    """Both sides prove themselves; whoever cannot, or speaks without TLS, gets nothing and is told why."""
    distributed = pytest.importorskip("distributed")
    known, strange = papers(tmp_path / "known"), papers(tmp_path / "strange")
    security = distributed.Security(
        require_encryption=True,
        tls_ca_file=str(known.authority),
        **{
            f"tls_{role}_{part}": str(known.pair)
            for role in ("client", "scheduler", "worker")
            for part in ("cert", "key")
        },
    )
    listed(60)

    with cluster_of(1, security) as running:
        address = running.scheduler_address
        assert address.startswith("tls://")
        assert merge("--cluster", address, *strange.words) == 1
        stranger = capsys.readouterr()
        assert merge("--cluster", address.replace("tls://", "tcp://"), "--out", "plain") == 1
        plain = capsys.readouterr()
        assert merge("--cluster", address, *known.words, "--resume") == 0

    assert "error[cluster-tls]: scheduler and certificates do not agree" in stranger.out
    assert "error[cluster-missing]: the scheduler of the cluster does not answer" in plain.out
    assert all("Traceback" not in each.out + each.err for each in (stranger, plain))
    assert all("fault of the program" not in each.err for each in (stranger, plain))
    assert len(copies(RUN)) == 60
    assert not copies(Path("plain"))


def test_a_scheduler_without_tls_gets_nothing_over_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Whoever says tls:// means it."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(cluster, "_PATIENCE", "2s")
    known = papers(tmp_path / "known")
    listed(2)

    with cluster_of(1) as running:
        assert merge("--cluster", running.scheduler_address.replace("tcp://", "tls://"), *known.words) == 1

    told = capsys.readouterr()
    assert "error[cluster-" in told.out and "TLS" in told.out  # it may answer nonsense, or not at all
    assert "Traceback" not in told.out + told.err
    assert "fault of the program" not in told.err
    assert not copies(RUN)


@pytest.mark.parametrize(
    "address", ["tcp://10.0.0.1:8786", "10.0.0.1:8786", "tcp://clinic-server:8786", "tcp://[fe80::1]:1"]
)
def test_names_that_travel_readable_are_told(address: str) -> None:
    """Rows hold names, and a clinic's net has many ears."""
    (told,) = cluster_findings(ClusterWish(address))

    assert (told.code, told.blocks) == ("cluster-readable", False)
    assert "TLS" in told.hint


@pytest.mark.parametrize("address", ["", "tcp://127.0.0.1:1", "127.8.0.1:1", "tcp://localhost:1", "tcp://[::1]:1"])
def test_names_that_stay_on_the_machine_are_not(address: str) -> None:
    """Nobody listens on loopback."""
    assert cluster_findings(ClusterWish(address)) == []


@pytest.mark.parametrize("address", ["nowhere", "ftp://a:1", "tcp://a", "tls://:1", "tcp://a:port", "tcp://[a:1"])
def test_an_address_of_another_kind_is_told(address: str, capsys: Printed) -> None:
    """Before the list is read."""
    listed(1)

    assert merge("--cluster", address) == 1

    assert f"error[cluster-missing]: '{address}' is no address of a scheduler" in capsys.readouterr().out


def test_certificates_and_address_belong_together(tmp_path: Path, capsys: Printed) -> None:
    """Each way to have half of them is told before a folder is begun."""
    pytest.importorskip("distributed")
    good = papers(tmp_path / "papers")
    Path("empty.pem").touch()
    listed(1)
    for words, said in (
        (["--cluster", "tls://127.0.0.1:1"], "a cluster with TLS wants --tls-key"),
        (["--cluster", "tls://127.0.0.1:1", *good.words[:4], "--tls-key", "no.pem"], "there is no file 'no.pem'"),
        (["--cluster", "tls://127.0.0.1:1", *good.words[:4], "--tls-key", "empty.pem"], "cannot be used"),
        (["--cluster", "tls://127.0.0.1:1", "--tls-ca-file", "empty.pem", *good.words[2:]], "cannot be used"),
        (["--cluster", "tcp://127.0.0.1:1", *good.words], "is not encrypted"),
        (good.words, "--tls-ca-file is for a cluster, and none is named"),
    ):
        assert merge(*words) == 1
        told = capsys.readouterr()
        assert "error[cluster-tls]" in told.out
        assert said in told.out
    assert not RUN.exists()


def test_a_scheduler_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """And not waited for longer than it takes to see it."""
    monkeypatch.setattr(cluster, "_PATIENCE", "1s")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # and nobody listens
        listed(1)
        assert merge("--cluster", f"tcp://127.0.0.1:{taken.getsockname()[1]}") == 1

    told = capsys.readouterr()
    assert "error[cluster-missing]: the scheduler of the cluster does not answer" in told.out
    assert "Traceback" not in told.out + told.err


def test_a_scheduler_that_goes_away_is_told_and_the_run_goes_on_later(tmp_path: Path) -> None:
    """Killed in the middle: whole copies only, no line of the library, no name."""
    pytest.importorskip("distributed")
    dask, address = str(Path(sys.executable).with_name("dask")), tmp_path / "scheduler.json"
    listed(4000)
    place = ["--scheduler-file", str(address)]
    with ExitStack() as stack:

        def start(*words: str) -> subprocess.Popen[bytes]:
            process = subprocess.Popen([dask, *words, *place], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            stack.enter_context(process)
            stack.callback(process.kill)
            return process

        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        start("worker", "--nthreads", "1", "--no-dashboard", "--no-nanny")
        while not address.exists():
            time.sleep(0.05)
        where = json.loads(address.read_text(encoding="utf-8"))["address"]
        command = [sys.executable, "-m", "brochure", *MERGE]
        with subprocess.Popen(
            [*command, "--cluster", where], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        ) as process:
            while process.poll() is None and len(list(RUN.glob("0*.pdf"))) < 100:
                time.sleep(0.01)
            scheduler.kill()
            told = process.communicate(timeout=100)[0].decode()

    assert process.returncode == 1
    assert "the scheduler of the cluster went away" in told
    assert "Traceback" not in told and MARKER not in told and "distributed" not in told
    assert 100 <= len(copies(RUN)) < 4000
    assert all(data.endswith(b"%%EOF\n") for data in copies(RUN).values())
    assert merge("--resume") == 0
    assert len(copies(RUN)) == 4000
