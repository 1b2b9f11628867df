"""`brochure merge`: a personal copy for each row of a list, whole or told; only the copy itself names a person."""

import argparse
import zipfile
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from brochure.base.findings import BadInput, Finding, Severity
from brochure.copies import source_mark
from brochure.copies.batches import BATCH, Asked, RowDone, RunTask, do_batch, keep_copier, sweep
from brochure.copies.cluster import cluster_findings
from brochure.copies.judging import MergeJob, judged, misfit_finding, target_of
from brochure.copies.manifest import Copy, Header, ManifestWriter, copy_mark, file_name, keep_only
from brochure.copies.print_run import write_print_file
from brochure.copies.workers import all_done
from brochure.desk.progress import Progress
from brochure.files import prepare_folder, refuse_foreign, write_whole
from brochure.people.keys import open_key
from brochure.people.recipients import Recipient, fields_of

_PROVED = 500  # one copy in so many is read back, besides the first and the last
_ARCHIVE = b"made by Brochure"  # the comment of our archives


class _Asking(NamedTuple):
    """A row on its way to a copy, and what its line in the manifest needs."""

    asked: Asked
    recipient: Recipient
    whose: str = ""  # `Key.recipient` of the id
    of: str = ""  # `copy_mark`
    lock: str = ""


def merge_run(arguments: argparse.Namespace, say: Callable[[str], None]) -> list[Finding]:
    """Make the copies; gives what is to be said about them."""
    findings: list[Finding] = []
    try:
        findings += cluster_findings(arguments)
        job = judged(arguments, findings)
        told = arguments.output_format == "full"
        left_out = len(job.bad) + job.refused
        if arguments.dry_run:
            misfits = _try_all(job)
            if told:
                out = _rows(left_out + misfits)
                say(f"{job.good - misfits:,} copies would be made; {out} left out")
        elif arguments.row is not None:
            _preview(arguments, job, say)
        else:
            before = len(findings)
            made = _run(arguments, job)
            if told:
                failed = len([finding for finding in findings[before:] if finding.blocks])
                there = job.good - made - failed
                what = "records" if arguments.print_file else "copies"
                out = _rows(left_out + failed)
                say(f"{target_of(arguments)}: {made:,} {what} made, {there:,} there already, {out} left out")
    except BadInput as fault:
        findings += [finding for finding in fault.findings if finding not in findings]
    return findings


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"


def _try_all(job: MergeJob) -> int:
    """Set every row and write nothing; gives how many cannot be set."""
    before = len(job.findings)
    keep_copier(task := _task(job, ""), job.copier)
    rows = _asked(job)
    while batch := list(islice(rows, BATCH)):
        by_row = {each.asked.row: each.recipient for each in batch}
        for done in do_batch(task, [each.asked for each in batch], dry=True):
            if done.code:
                job.findings.append(misfit_finding(done, by_row[done.row]))
    misfits = len(job.findings) - before
    job.findings.extend(job.copier.short_findings())
    return misfits


def _preview(arguments: argparse.Namespace, job: MergeJob, say: Callable[[str], None]) -> None:
    """One copy, beside the run.

    Raises:
        BadInput: there is no such row, or it is one of the bad ones.
    """
    recipient = next((each for each in job.rows() if each.row == arguments.row), None)
    if recipient is None:
        message = f"there is no good row {arguments.row}"
        raise BadInput(
            Finding("row-missing", message, None, "rows count as a spreadsheet counts them: the header is 1")
        )
    target = target_of(arguments)
    path = target.with_name(f"{target.stem}.row-{recipient.row}.pdf")
    prepare_folder(path.parent)
    if not arguments.overwrite:
        refuse_foreign(path)
    fields = fields_of(recipient)
    keep_copier(task := _task(job, ""), job.copier)
    job.findings.extend(job.copier.short_findings())
    (done,) = do_batch(task, [Asked(recipient.row, path.name, fields, True, fields.get(job.password, ""))])
    if done.code:
        raise BadInput(misfit_finding(done, recipient))
    write_whole(path, done.data)
    say(f"{path}  {done.size / 1000:.1f} KB")


def _task(job: MergeJob, folder: str) -> RunTask:
    here = Path()
    clinic = str(here.resolve()) if (here / "content").is_dir() else ""
    return RunTask(job.order, clinic, job.copier.learned, folder, bool(job.password))


def _run(arguments: argparse.Namespace, job: MergeJob) -> int:
    """Make what is missing; gives how many copies were made."""
    job.copier.prepare(together=arguments.print_file)
    job.findings.extend(job.copier.short_findings())
    target = target_of(arguments)
    prepare_folder(target.parent)
    if arguments.print_file or arguments.zip:
        if not (arguments.overwrite or (arguments.zip and _is_archive(target))):
            refuse_foreign(target)
        return _run_print_file(arguments, job, target) if arguments.print_file else _run_archive(arguments, job, target)
    return _run_folder(arguments, job, target)


def _run_folder(arguments: argparse.Namespace, job: MergeJob, target: Path) -> int:
    """A file for each row, and the manifest that says which are whole."""
    key = open_key(arguments.key)
    header = Header(
        job.order.leaflet, job.order.language, job.order.edition, arguments.name or job.order.leaflet,
        f"{job.copier.manuscript.leaflet.issued.value:%Y-%m-%d}", True, key.mark, job.order.layout, job.order.brand,
    )  # fmt: skip
    prepare_folder(target)
    source = source_mark(job.copier.manuscript)
    made = 0
    listed: set[int] = set()  # numbers take less room than texts
    with ManifestWriter(target, header, resume=arguments.resume) as manifest:
        sweep(target)

        progress = _progress(arguments, job)

        def missing() -> Iterator[_Asking]:
            for each in _asked(job, lambda bad: listed.add(int(key.recipient(bad.id), 16))):
                whose = key.recipient(each.recipient.id)
                of = copy_mark(key, source, each.asked.fields, job.names)
                lock = key.values(each.asked.password) if each.asked.password else ""
                if arguments.resume:
                    listed.add(int(whose, 16))
                if manifest.has(whose, of, lock):
                    progress.skip()
                else:
                    yield each._replace(whose=whose, of=of, lock=lock)

        for done, each in _all_done(arguments, job, _task(job, str(target.resolve())), missing(), progress):
            if done.code:
                _tell_failed(done, each, job)
                continue
            manifest.add(Copy(done.row, each.whose, each.asked.file, done.size, done.sha256, each.of, each.lock))
            made += 1
    # While rows cannot be read, nobody knows who is not on the list.
    if arguments.resume and not job.refused and (gone := keep_only(target, listed)):
        message = f"{gone:,} {'copy' if gone == 1 else 'copies'} of people who are not on the list any more, taken away"
        hint = "if that is not meant, put them back on the list and say --resume again"
        job.findings.append(Finding("run-unlisted", message, job.recipients.origin, hint, Severity.WARNING))
    return made


def _run_archive(arguments: argparse.Namespace, job: MergeJob, target: Path) -> int:
    """All copies in one archive, written as they come; the archive has its name only when it is whole."""
    temporary = target.with_name(f".brochure-{target.name}")
    made = 0
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
            archive.comment = _ARCHIVE
            for done, each in _all_done(arguments, job, _task(job, ""), _asked(job), _progress(arguments, job)):
                if done.code:
                    _tell_failed(done, each, job)
                    continue
                archive.writestr(zipfile.ZipInfo(each.asked.file, (1980, 1, 1, 0, 0, 0)), done.data)
                made += 1
        temporary.replace(target)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("not-written", f"'{target}' is not written: {reason}", None, "make room")) from None
    finally:
        temporary.unlink(missing_ok=True)
    return made


def _is_archive(path: Path) -> bool:
    """Whether an archive of this program lies there."""
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.comment == _ARCHIVE
    except (OSError, zipfile.BadZipFile):
        return False


def _run_print_file(arguments: argparse.Namespace, job: MergeJob, target: Path) -> int:
    """All records in one file for the press."""
    progress = Progress("records", job.good, show=arguments.output_format == "full")
    waiting: dict[int, _Asking] = {}

    def rows() -> Iterator[Asked]:
        for each in _asked(job):
            waiting[each.asked.row] = each
            yield each.asked

    def tell(done: RowDone) -> None:
        progress.step()
        each = waiting.pop(done.row)
        if done.code:
            _tell_failed(done, each, job)

    try:
        return write_print_file(target, job.copier, rows(), tell)
    finally:
        progress.end()


def _progress(arguments: argparse.Namespace, job: MergeJob) -> Progress:
    return Progress("copies", job.good, show=arguments.output_format == "full")


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
    arguments: argparse.Namespace, job: MergeJob, task: RunTask, rows: Iterable[_Asking], progress: Progress
) -> Iterator[tuple[RowDone, _Asking]]:
    """Every row through a worker, in order."""
    waiting: deque[_Asking] = deque()

    def asked() -> Iterator[Asked]:
        for each in rows:
            waiting.append(each)
            yield each.asked

    if not arguments.cluster:
        keep_copier(task, job.copier)  # processes that are forked have it too
    for done in all_done(arguments, task, asked(), progress):
        yield done, waiting.popleft()


def _tell_failed(done: RowDone, each: _Asking, job: MergeJob) -> None:
    """A row that failed is told, and the next one goes on; a disk that takes nothing ends the run.

    Raises:
        BadInput: the disk is full, or takes no more.
    """
    if done.code == "not-written":
        message = f"row {done.row} is not written: {done.message}"
        hint = "make room; what is written is whole, and --resume goes on from there"
        raise BadInput(Finding("not-written", message, None, hint))
    job.findings.append(misfit_finding(done, each.recipient))
