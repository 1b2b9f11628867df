"""`brochure merge`: a personal copy for each row of a list, whole or told; only the copy itself names a person."""

import argparse
import secrets
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from brochure.base.edition import EDITIONS, OFFICE
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.content.shelf import missing_file
from brochure.copies import Copier
from brochure.desk.batches import Asked, Task, do_batch, sweep
from brochure.desk.batches import Done as RowDone
from brochure.desk.cluster import cluster_findings
from brochure.desk.orders import desk_shelf, leaflet_names, made_at
from brochure.desk.progress import Progress
from brochure.desk.workers import all_done
from brochure.draft.personal import judge
from brochure.glyphs import NoGlyph
from brochure.pdf.lock import make_lock
from brochure.pdf.passwords import password_faults
from brochure.send.files import prepare_folder, refuse_foreign, write_whole
from brochure.send.keys import Key, open_key
from brochure.send.manifest import Copy, Header, ManifestWriter, file_name
from brochure.send.recipients import TO_MERGE, Recipient, RecipientFile

_PROVED = 500  # one copy in so many is read back, besides the first and the last


class _Job(NamedTuple):
    """A merge, judged."""

    order: Order
    recipients: RecipientFile
    copier: Copier
    bad: frozenset[int]  # rows that are told and left out
    good: int
    findings: list[Finding]
    password: str = ""  # column with the passwords; empty where copies have none


def merge_run(arguments: argparse.Namespace, say: Callable[[str], None]) -> list[Finding]:
    """Make the copies; gives what is to be said about them."""
    findings: list[Finding] = []
    try:
        findings += cluster_findings(arguments)
        job = _judged(arguments, findings)
        told = arguments.output_format == "full"
        if arguments.dry_run:
            if told:
                say(f"{job.good} copies would be made; {len(job.bad)} rows are left out")
        elif arguments.row is not None:
            _preview(arguments, job, say)
        else:
            made = _run(arguments, job)
            if told:
                say(f"{_target(arguments)}: {made} copies made, {job.good - made} were there or failed")
    except BadInput as fault:
        findings += [finding for finding in fault.findings if finding not in findings]
    return findings


def _judged(arguments: argparse.Namespace, findings: list[Finding]) -> _Job:
    """Read leaflet and list, and walk over all rows once.

    Raises:
        BadInput: the leaflet cannot be merged, or the list cannot be used as a whole.
    """
    shelf = desk_shelf()
    if arguments.leaflet not in (known := leaflet_names(shelf)):
        raise missing_file("leaflet", arguments.leaflet, known)
    order = Order(
        arguments.leaflet, arguments.language, arguments.layout, arguments.edition, arguments.brand, made_at()
    )
    column = str(arguments.password_field).casefold()
    if column and EDITIONS.get(arguments.edition, OFFICE).has_inks:
        message = f"edition '{arguments.edition}' cannot be locked: PDF/X forbids it"
        raise BadInput(Finding("bad-password", message, None, "lock email, large-print or office"))
    copier = Copier(order, shelf, locked=bool(column))
    leaflet = copier.manuscript.leaflet
    if not leaflet.personal or copier.manuscript.edition.ending != "pdf":
        message = f"leaflet '{arguments.leaflet}' has no personal fields"
        hint = "declare them under `personal:`, or send the leaflet as it is with `brochure send`"
        if leaflet.personal:
            message, hint = f"edition '{arguments.edition}' is no PDF", "merge email, large-print or office"
        raise BadInput(Finding("nothing-personal", message, leaflet.title.origin, hint))
    names = dict(said.partition("=")[::2] for said in arguments.column)
    recipients = RecipientFile(arguments.recipients, needs=TO_MERGE, names=names, encoding=arguments.encoding)
    columns = {column.casefold() for column in recipients.columns}
    missing = [name for name, field in leaflet.personal.items() if name not in columns and field.type != "choice"]
    if missing:
        faults = [
            Finding(
                "csv-column",
                f"there is no column '{name}'",
                leaflet.personal[name].label.origin,
                did_you_mean(name, columns),
            )
            for name in missing
        ]
        raise BadInput(*faults)
    if column and column not in columns:
        message = f"there is no column '{arguments.password_field}'"
        raise BadInput(Finding("csv-column", message, None, did_you_mean(column, columns)))
    if column:
        make_lock("a lock to try", randomness=secrets.token_bytes)  # a missing library is told before the run
    bad: set[int] = set()
    good = 0
    for recipient in recipients:
        told = _password_findings(recipient, column, force=arguments.force_passwords) if column else []
        fault = next((each for each in told if each.blocks), None) or _row_fault(copier, recipient)
        if fault is None:
            good += 1
            findings += told
        else:
            bad.add(recipient.row)
            findings.append(fault)
    findings[:0] = [finding for finding in recipients.findings if finding not in findings]
    return _Job(order, recipients, copier, frozenset(bad), good, findings, column)


def _password_findings(recipient: Recipient, column: str, *, force: bool) -> list[Finding]:
    """What is wrong with the password of a row; one that is only weak may be forced."""
    fields = _fields(recipient)
    password = fields.pop(column, "")
    values = [value for value in (recipient.id, recipient.email, *fields.values()) if value]
    faults = password_faults(password, values, origin=_bare(recipient))
    found = []
    for fault in faults:
        weak = force and fault.code == "weak-password"
        severity = Severity.WARNING if weak else fault.severity
        found.append(replace(fault, message=f"row {recipient.row}: {fault.message}", severity=severity))
    return found


def _fields(recipient: Recipient) -> dict[str, str]:
    return {name.casefold(): text for name, text in recipient.fields.items()}


def _row_fault(copier: Copier, recipient: Recipient) -> Finding | None:
    """What keeps a row from its copy; row and column, never the value."""
    values, faults = judge(_fields(recipient), copier.manuscript.leaflet, copier.manuscript.language)
    if faults:
        message = f"row {recipient.row}, column '{faults[0].field}' {faults[0].message}"
        return Finding(faults[0].code, message, _bare(recipient), faults[0].hint)
    try:
        copier.learn(values)
    except NoGlyph as fault:
        codes = ", ".join(f"U+{ord(character):04X}" for character, _ in fault.characters[:3])
        message = f"row {recipient.row} has characters that no face has: {codes}"
        return Finding("no-glyph", message, _bare(recipient), "add a face for the script, or write it in another")
    return None


def _bare(recipient: Recipient) -> Origin:
    """The place of a row, without its words."""
    return recipient.origin._replace(excerpt="")


def _target(arguments: argparse.Namespace) -> Path:
    out: Path = arguments.out or Path("build") / f"{arguments.leaflet}.run"
    return out.with_suffix(".zip") if arguments.zip and out.suffix != ".zip" else out


def _preview(arguments: argparse.Namespace, job: _Job, say: Callable[[str], None]) -> None:
    """One copy, beside the run.

    Raises:
        BadInput: there is no such row, or it is one of the bad ones.
    """
    recipient = next((each for each in job.recipients if each.row == arguments.row and each.row not in job.bad), None)
    if recipient is None:
        message = f"there is no good row {arguments.row}"
        raise BadInput(
            Finding("row-missing", message, None, "rows count as a spreadsheet counts them: the header is 1")
        )
    target = _target(arguments)
    path = target.with_name(f"{target.stem}.row-{recipient.row}.pdf")
    prepare_folder(path.parent)
    refuse_foreign(path)
    task = Task(job.order, _clinic(), job.copier.learned, "", bool(job.password))
    fields = _fields(recipient)
    (done,) = do_batch(task, [Asked(recipient.row, path.name, fields, True, fields.get(job.password, ""))])
    if done.code:
        raise BadInput(_failed(done, job))
    write_whole(path, done.data)
    say(f"{path}  {done.size / 1000:.1f} KB")


def _run(arguments: argparse.Namespace, job: _Job) -> int:
    """Make what is missing; gives how many copies were made."""
    target = _target(arguments)
    key = open_key(arguments.key)
    header = Header(
        job.order.leaflet, job.order.language, job.order.edition, arguments.name or job.order.leaflet,
        f"{job.copier.manuscript.leaflet.issued.value:%Y-%m-%d}", True, key.mark,
    )  # fmt: skip
    prepare_folder(target.parent)
    if arguments.zip:
        return _run_archive(arguments, job, target)
    prepare_folder(target)
    made = 0
    with ManifestWriter(target, header, resume=arguments.resume) as manifest:
        sweep(target)
        task = Task(job.order, _clinic(), job.copier.learned, str(target.resolve()), bool(job.password))
        rows = _asked(job, lambda recipient: manifest.has(key.recipient(recipient.id)))
        ids = _Ids(key)
        for done in all_done(arguments, task, ids.noted(rows), _progress(arguments, job)):
            if done.code:
                _tell_failed(done, job)
                continue
            recipient, file = ids.of(done.row)
            manifest.add(Copy(done.row, recipient, file, done.size, done.sha256))
            made += 1
    return made


def _run_archive(arguments: argparse.Namespace, job: _Job, target: Path) -> int:
    """All copies in one archive, written as they come; the archive has its name only when it is whole."""
    refuse_foreign(target)
    task = Task(job.order, _clinic(), job.copier.learned, "", bool(job.password))
    temporary = target.with_name(f".brochure-{target.name}")
    made = 0
    try:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive:
            names: dict[int, str] = {}
            rows = ((_kept(asked, names), identity) for asked, identity in _asked(job, lambda _: False))
            for done in all_done(arguments, task, rows, _progress(arguments, job)):
                if done.code:
                    _tell_failed(done, job)
                    continue
                archive.writestr(zipfile.ZipInfo(names.pop(done.row), (1980, 1, 1, 0, 0, 0)), done.data)
                made += 1
        temporary.replace(target)
    except OSError as fault:
        reason = (fault.strerror or "no reason given").lower()
        raise BadInput(Finding("not-written", f"'{target}' is not written: {reason}", None, "make room")) from None
    finally:
        temporary.unlink(missing_ok=True)
    return made


def _kept(asked: Asked, names: dict[int, str]) -> Asked:
    names[asked.row] = asked.file
    return asked


class _Ids:
    """Rows on their way, by number: the hash of whose they are, and the file that they become."""

    def __init__(self, key: Key) -> None:
        self.key = key
        self._waiting: dict[int, tuple[str, str]] = {}

    def noted(self, rows: Iterable[tuple[Asked, str]]) -> Iterator[tuple[Asked, str]]:
        """The same rows; each is remembered until it is asked for."""
        for asked, identity in rows:
            self._waiting[asked.row] = (self.key.recipient(identity), asked.file)
            yield asked, identity

    def of(self, row: int) -> tuple[str, str]:
        """Whose row it is, and its file; forgotten then."""
        return self._waiting.pop(row)


def _asked(job: _Job, is_there: Callable[[Recipient], bool]) -> Iterator[tuple[Asked, str]]:
    """The good rows that have no copy yet, with their ids."""
    number = 0
    for recipient in job.recipients:
        if recipient.row in job.bad:
            continue
        number += 1
        if is_there(recipient):
            continue
        proved = number in (1, job.good) or number % _PROVED == 0
        fields = _fields(recipient)
        password = fields.get(job.password, "") if job.password else ""
        yield Asked(recipient.row, file_name(recipient.row, recipient.id), fields, proved, password), recipient.id


def _progress(arguments: argparse.Namespace, job: _Job) -> Progress:
    return Progress("copies", job.good, show=arguments.output_format == "full")


def _tell_failed(done: RowDone, job: _Job) -> None:
    """A row that failed is told, and the next one goes on; a disk that takes nothing ends the run.

    Raises:
        BadInput: the disk is full, or takes no more.
    """
    if done.code == "not-written":
        message = f"row {done.row} is not written: {done.message}"
        hint = "make room; what is written is whole, and --resume goes on from there"
        raise BadInput(Finding("not-written", message, None, hint))
    job.findings.append(_failed(done, job))


def _failed(done: RowDone, job: _Job) -> Finding:
    origin = job.copier.manuscript.leaflet.title.origin
    hint = done.hint or "shorten its values, or make room in the leaflet; then run again with --resume"
    return Finding(done.code, f"row {done.row} {done.message}", origin, hint)


def _clinic() -> str:
    here = Path()
    return str(here.resolve()) if (here / "content").is_dir() else ""
