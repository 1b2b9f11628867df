"""Rows through processes at work, in order: this one, own ones, or those of a cluster. One that dies loses no row.

A batch may be done again without harm. Where a process dies, the batches that were under way are done again row by row,
with nothing beside them, so that the row that ended it is found; it is told, and all others are made.
"""

import multiprocessing
import os
import threading
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import islice
from pathlib import Path
from typing import Any

from brochure.base.findings import BadInput, Finding
from brochure.base.wishes import ClusterWish
from brochure.copies.batches import BATCH, Asked, RowDone, RunTask, do_batch, sweep
from brochure.copies.cluster import cluster_client, lost

_AHEAD = 4  # batches for each worker that may wait
_LOOK = 1.0  # seconds
_MOST_DEAD = 10  # rows that end their process before the machine is to blame

_Waiting = deque[tuple[list[Asked], Future[list[RowDone]]]]


def all_done(jobs: int, way: ClusterWish, task: RunTask, rows: Iterable[Asked]) -> Iterator[RowDone]:
    """What became of every row, in order, with no more waiting than the workers can soon take.

    `jobs` are processes of this machine; a cluster takes their place.

    Raises:
        BadInput: the cluster cannot be reached, or processes die whatever they are given.
    """
    batches = _batches(rows)
    if jobs <= 1 and not way.address:
        for batch in batches:
            yield from do_batch(task, batch)
        return
    with _crew(jobs, way) as crew:
        waiting: _Waiting = deque()
        for batch in batches:
            waiting.append((batch, crew.submit(task, batch)))
            if len(waiting) >= crew.ahead:
                yield from _taken(crew, task, waiting)
        while waiting:
            yield from _taken(crew, task, waiting)
        _sweep(task)  # a cluster gives a batch to another worker without a word about the first


def _batches(rows: Iterable[Asked]) -> Iterator[list[Asked]]:
    walk = iter(rows)
    while batch := list(islice(walk, BATCH)):
        yield batch


def _crew(jobs: int, way: ClusterWish) -> "AbstractContextManager[_Crew]":
    return _of_cluster(way) if way.address else _own(min(jobs, os.cpu_count() or 1))


class _Died(Exception):
    """The process that had a batch is gone."""


class _Crew(ABC):
    """Processes at work."""

    ahead: int  # batches that may wait
    tries: int  # how often a row by itself may end its process
    dead = 0  # rows that did

    @abstractmethod
    def submit(self, task: RunTask, rows: list[Asked]) -> Future[list[RowDone]]:
        """A batch goes to one of them."""

    @abstractmethod
    def result(self, future: Future[list[RowDone]]) -> list[RowDone]:
        """What became of a batch.

        Raises:
            _Died: its process did.
        """

    @abstractmethod
    def idle(self) -> "AbstractContextManager[_Crew]":
        """Those that do one row at a time, with nothing else at work beside it."""


class _Own(_Crew):
    """Processes of this machine; new ones where one died, because the standard library then gives up all of them."""

    tries = 2

    def __init__(self, jobs: int) -> None:
        self.jobs, self.ahead = jobs, _AHEAD * max(2, jobs)
        self.pool = self._new()

    def submit(self, task: RunTask, rows: list[Asked]) -> Future[list[RowDone]]:
        try:
            return self.pool.submit(do_batch, task, rows)
        except BrokenProcessPool:
            self.pool.shutdown()
            self.pool = self._new()
            return self.pool.submit(do_batch, task, rows)

    def result(self, future: Future[list[RowDone]]) -> list[RowDone]:
        try:
            return future.result()
        except BrokenProcessPool:
            raise _Died from None

    def idle(self) -> "AbstractContextManager[_Crew]":
        return _own(1)

    def _new(self) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(max_workers=self.jobs, initializer=_end_with_parent)


@contextmanager
def _own(jobs: int) -> Iterator[_Crew]:
    crew = _Own(jobs)
    try:
        yield crew
    finally:
        crew.pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever: its own end keeps the pipe of work open."""
    threading.Thread(target=_watch, daemon=True).start()


def _watch() -> None:
    parent = multiprocessing.parent_process()
    assert parent is not None, "only children watch"
    parent.join()
    os._exit(1)


class _OfCluster(_Crew):
    """Processes of a cluster, whose scheduler gives a batch to the next one where one dies."""

    tries = 1  # the scheduler has tried it on several by then

    def __init__(self, client: Any) -> None:
        from distributed import KilledWorker  # noqa: PLC0415 - an optional library
        from distributed.comm import CommClosedError  # noqa: PLC0415

        self.client, self.executor, self.killed = client, client.get_executor(), KilledWorker
        self.lost = (CancelledError, CommClosedError)
        self.ahead = _AHEAD * max(2, sum(client.nthreads().values()))

    def submit(self, task: RunTask, rows: list[Asked]) -> Future[list[RowDone]]:
        future: Future[list[RowDone]] = self.executor.submit(do_batch, task, rows)
        return future

    def result(self, future: Future[list[RowDone]]) -> list[RowDone]:
        # What was given to a scheduler that went away at that moment is never answered: now and then it is looked at.
        while True:
            try:
                return future.result(timeout=_LOOK)
            except self.killed:
                raise _Died from None
            except TimeoutError:
                if future.done():
                    raise
                if self.client.status != "running":
                    raise lost() from None
            except self.lost:
                raise lost() from None

    def idle(self) -> "AbstractContextManager[_Crew]":
        return nullcontext(self)


@contextmanager
def _of_cluster(way: ClusterWish) -> Iterator[_Crew]:
    with cluster_client(way) as client:
        yield _OfCluster(client)


def _taken(crew: _Crew, task: RunTask, waiting: _Waiting) -> Iterator[RowDone]:
    """The batch that waits longest; all that wait, where a process died."""
    batch, future = waiting.popleft()
    try:
        made = crew.result(future)
    except _Died:
        waiting.appendleft((batch, future))
        wait([other for _, other in waiting])
        _sweep(task)
        with crew.idle() as idle:
            while waiting:
                yield from _mended(crew, idle, task, *waiting.popleft())
        return
    yield from made


def _mended(
    crew: _Crew, idle: _Crew, task: RunTask, batch: list[Asked], future: Future[list[RowDone]]
) -> Iterator[RowDone]:
    """What became of a batch; done again row by row where it was not finished."""
    try:
        made = crew.result(future)
    except _Died:
        for asked in batch:
            done = _by_itself(idle, task, asked)
            crew.dead += done.code == "worker-died"
            if crew.dead >= _MOST_DEAD:
                raise BadInput(_all_die()) from None
            yield done
        return
    yield from made


def _by_itself(idle: _Crew, task: RunTask, asked: Asked) -> RowDone:
    for _ in range(idle.tries):
        try:
            (done,) = idle.result(idle.submit(task, [asked]))
        except _Died:
            _sweep(task)
        else:
            return done
    message = "ended the process that made it twice; it is left out"
    hint = "see whether memory runs out; then run again with --resume, or make this copy with --row"
    return RowDone(asked.row, 0, "", code="worker-died", message=message, hint=hint)


def _sweep(task: RunTask) -> None:
    if task.folder:
        sweep(Path(task.folder))


def _all_die() -> Finding:
    hint = "see whether memory runs out, and say --jobs 1; what is written is whole, and --resume goes on from there"
    return Finding(
        "worker-died", f"{_MOST_DEAD} rows ended the process that made them, so the run is ended", None, hint
    )
