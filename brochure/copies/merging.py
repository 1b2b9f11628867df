"""`brochure merge`: a personal copy for each row of a list, whole or told; only the copy itself names a person."""

import zipfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from itertools import islice
from pathlib import Path

from brochure.base.events import Counted, Ended, Events, FileWritten, Told
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.names import refuse_names
from brochure.base.order import day_of
from brochure.base.records import NamedTuple
from brochure.base.wishes import MergeWish
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import source_mark
from brochure.copies.alone import alone_at
from brochure.copies.batches import BATCH, Asked, RowDone, RunTask, do_batch, keep_copier, sweep
from brochure.copies.cluster import cluster_findings
from brochure.copies.judging import MergeJob, judged, misfit_finding, target_of
from brochure.copies.manifest import Copy, Header, ManifestWriter, copy_mark, file_name, keep_only
from brochure.copies.print_run import write_print_file
from brochure.copies.workers import all_done
from brochure.files import PRIVATE, PRIVATE_FOLDER, open_private, prepare_folder, refuse_foreign, write_whole
from brochure.people.keys import open_key
from brochure.people.recipients import Recipient, fields_of
from brochure.record.given import record_line

_PROVED = 500  # one copy in so many is read back, besides the first and the last
_ARCHIVE = b"made by Brochure"  # the comment of our archives

_Making = Generator[Counted | Told, None, tuple[int, int]]  # how many were made, and how many failed


class _Asking(NamedTuple):
    """A row on its way to a copy, and what its line in the manifest needs."""

    asked: Asked
    recipient: Recipient
    whose: str = ""  # `Key.recipient` of the id
    of: str = ""  # `copy_mark`
    lock: str = ""


class MergeDone(NamedTuple):
    """What a merge came to, in rows of the list."""

    target: Path  # folder of the run, archive or file
    made: int  # copies, or records of a print file; of a dry run: those that would be made
    there: int = 0  # that an earlier run made
    left_out: int = 0  # each with its finding


def merge(wish: MergeWish, shelf: Shelf | None = None) -> Events[MergeDone]:
    """A copy for each row; a row that cannot be made is told, and the others go on.

    Raises:
        BadInput: the leaflet cannot be merged, the list cannot be used as a whole, or the disk takes no more.
    """
    refuse_names(wish)
    shelf = shelf or open_shelf()
    findings = cluster_findings(wish.cluster)
    try:
        job = yield from judged(wish, shelf, findings)
    except BadInput as fault:
        raise BadInput(*findings, *fault.findings) from None
    yield from map(Told, findings)
    left_out, target = len(job.bad) + job.refused, target_of(wish)
    if wish.row is not None and not wish.dry_run:
        yield from _preview(wish, job)
        yield Ended(MergeDone(target, 1))
        return
    made, failed = yield from (_try_all(job) if wish.dry_run else _run(wish, job))
    there = 0 if wish.dry_run else job.good - made - failed
    yield Ended(MergeDone(target, made, there, left_out + failed))


def _try_all(job: MergeJob) -> _Making:
    """Set every row and write nothing."""
    keep_copier(task := _task(job, ""), job.copier)
    rows = _asked(job)
    misfits = 0
    while batch := list(islice(rows, BATCH)):
        by_row = {each.asked.row: each.recipient for each in batch}
        for done in do_batch(task, [each.asked for each in batch], dry=True):
            if done.code:
                misfits += 1
                yield Told(misfit_finding(done, by_row[done.row]))
    yield from map(Told, job.copier.short_findings())
    return job.good - misfits, misfits


def _preview(wish: MergeWish, job: MergeJob) -> Iterator[Told | FileWritten]:
    """One copy, beside the run.

    Raises:
        BadInput: there is no such row, or it is one of the bad ones.
    """
    recipient = next((each for each in job.rows() if each.row == wish.row), None)
    if recipient is None:
        message = f"there is no good row {wish.row}"
        raise BadInput(
            Finding("row-missing", message, None, "rows count as a spreadsheet counts them: the header is 1")
        )
    target = target_of(wish)
    path = target.with_name(f"{target.stem}.row-{recipient.row}.pdf")
    prepare_folder(path.parent)
    if not wish.overwrite:
        refuse_foreign(path)
    fields = fields_of(recipient)
    keep_copier(task := _task(job, ""), job.copier)
    yield from map(Told, job.copier.short_findings())
    (done,) = do_batch(task, [Asked(recipient.row, path.name, fields, True, fields.get(job.password, ""))])
    if done.code:
        raise BadInput(misfit_finding(done, recipient))
    write_whole(path, done.data, mode=PRIVATE)
    yield FileWritten(path, done.size)


def _task(job: MergeJob, folder: str) -> RunTask:
    return RunTask(job.order, job.copier.shelf.shelving, job.copier.learned, folder, bool(job.password))


def _run(wish: MergeWish, job: MergeJob) -> _Making:
    """Make what is missing."""
    job.copier.prepare(together=wish.print_file)
    yield from map(Told, job.copier.short_findings())
    target = target_of(wish)
    prepare_folder(target.parent)
    with alone_at(target):
        if not (wish.print_file or wish.archive):
            return (yield from _run_folder(wish, job, target))
        if not (wish.overwrite or (wish.archive and _is_archive(target))):
            refuse_foreign(target)
        return (yield from (_run_print_file(job, target) if wish.print_file else _run_archive(wish, job, target)))


def _run_folder(wish: MergeWish, job: MergeJob, target: Path) -> _Making:
    """A file for each row, and the manifest that says which are whole."""
    key = open_key(wish.key)
    header = Header(
        job.order.leaflet, job.order.language, job.order.edition, wish.name or job.order.leaflet,
        f"{job.copier.manuscript.leaflet.issued.value:%Y-%m-%d}", True, key.mark, job.order.layout, job.order.brand,
    )  # fmt: skip
    prepare_folder(target, private=True)
    source, mark, given = source_mark(job.copier.manuscript), job.copier.manuscript.mark, _given(wish, job)
    made = failed = there = 0
    listed: set[int] = set()  # numbers take less room than texts
    with ManifestWriter(target, header, resume=wish.resume) as manifest:
        sweep(target)
        with suppress(OSError):  # one that an older version left open to others
            target.chmod(PRIVATE_FOLDER)

        def missing() -> Iterator[_Asking]:
            nonlocal there
            for each in _asked(job, lambda bad: listed.add(int(key.recipient(bad.id), 16))):
                whose = key.recipient(each.recipient.id)
                of = copy_mark(key, source, each.asked.fields, job.names)
                lock = key.values(each.asked.password) if each.asked.password else ""
                if wish.resume:
                    listed.add(int(whose, 16))
                if manifest.has(whose, of, lock):
                    there += 1
                else:
                    yield each._replace(whose=whose, of=of, lock=lock)

        for done, each in _all_done(wish, job, _task(job, str(target.resolve())), missing()):
            yield Counted("copies", made + failed + 1, job.good - there)
            if done.code:
                failed += 1
                yield _failed(done, each)
                continue
            copy = Copy(done.row, each.whose, each.asked.file, done.size, done.sha256, each.of, each.lock, mark, given)
            manifest.add(copy)
            made += 1
    # While rows cannot be read, nobody knows who is not on the list.
    if wish.resume and not job.refused and (gone := keep_only(target, listed)):
        message = f"{gone:,} {'copy' if gone == 1 else 'copies'} of people who are not on the list any more, taken away"
        hint = "if that is not meant, put them back on the list and say --resume again"
        yield Told(Finding("run-unlisted", message, job.recipients.origin, hint, Severity.WARNING))
    return made, failed


def _given(wish: MergeWish, job: MergeJob) -> str:
    """The line that the consent note of each recipient keeps; nothing of a text that nobody has signed."""
    day, manuscript = day_of(wish.today), job.copier.manuscript
    return record_line(manuscript.leaflet, day) if day and manuscript.signed else ""


def _run_archive(wish: MergeWish, job: MergeJob, target: Path) -> _Making:
    """All copies in one archive, written as they come; the archive has its name only when it is whole."""
    temporary = target.with_name(f".brochure-{target.name}")
    made = failed = 0
    try:
        with open_private(temporary) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
            archive.comment = _ARCHIVE
            for done, each in _all_done(wish, job, _task(job, ""), _asked(job)):
                yield Counted("copies", made + failed + 1, job.good)
                if done.code:
                    failed += 1
                    yield _failed(done, each)
                    continue
                archive.writestr(zipfile.ZipInfo(each.asked.file, (1980, 1, 1, 0, 0, 0)), done.data)
                made += 1
        temporary.replace(target)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("not-written", f"'{target}' is not written: {reason}", None, "make room")) from None
    finally:
        temporary.unlink(missing_ok=True)
    return made, failed


def _is_archive(path: Path) -> bool:
    """Whether an archive of this program lies there."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _ARCHIVE
    except (OSError, zipfile.BadZipFile):
        return False


def _run_print_file(job: MergeJob, target: Path) -> _Making:
    """All records in one file for the press."""
    waiting: deque[_Asking] = deque()
    made = failed = 0
    with closing(write_print_file(target, job.copier, _noted(_asked(job), waiting))) as writing:
        for done in writing:
            yield Counted("records", made + failed + 1, job.good)
            each = waiting.popleft()
            if done.code:
                failed += 1
                yield _failed(done, each)
            else:
                made += 1
    return made, failed


def _asked(job: MergeJob, bad: Callable[[Recipient], object] = id) -> Iterator[_Asking]:
    """The good rows; `bad` hears of the others."""
    number = 0
    for recipient in job.recipients:
        if recipient.row in job.bad:
            bad(recipient)
            continue
        number += 1
        proved = number in (1, job.good) or number % _PROVED == 0
        fields = fields_of(recipient)
        password = fields.get(job.password, "") if job.password else ""
        asked = Asked(recipient.row, file_name(recipient.row, recipient.id), fields, proved, password)
        yield _Asking(asked, recipient)


def _all_done(
    wish: MergeWish, job: MergeJob, task: RunTask, rows: Iterable[_Asking]
) -> Iterator[tuple[RowDone, _Asking]]:
    """Every row through a worker, in order."""
    waiting: deque[_Asking] = deque()
    if not wish.cluster.address:
        keep_copier(task, job.copier)  # processes that are forked have it too
    for done in all_done(wish.jobs, wish.cluster, task, _noted(rows, waiting)):
        yield done, waiting.popleft()


def _noted(rows: Iterable[_Asking], waiting: deque[_Asking]) -> Iterator[Asked]:
    """The rows as workers get them; what they do not need waits for them to come back."""
    for each in rows:
        waiting.append(each)
        yield each.asked


def _failed(done: RowDone, each: _Asking) -> Told:
    """A row that failed is told, and the next one goes on; a disk that takes nothing ends the run.

    Raises:
        BadInput: the disk is full, or takes no more.
    """
    if done.code == "not-written":
        message = f"row {done.row} is not written: {done.message}"
        hint = "make room; what is written is whole, and --resume goes on from there"
        raise BadInput(Finding("not-written", message, None, hint))
    return Told(misfit_finding(done, each.recipient))
