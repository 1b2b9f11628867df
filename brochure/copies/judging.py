"""A merge before it begins: leaflet and list judged, every row walked over once, all that is wrong told together."""

import secrets
import shlex
from collections.abc import Generator, Iterator, Mapping, Sequence
from pathlib import Path

from brochure.base.edition import NAMED_EDITIONS, OFFICE
from brochure.base.events import Counted
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.language import looked_up
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.base.origin import Origin
from brochure.base.records import NamedTuple, replace
from brochure.base.wishes import MergeWish
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf, missing_file
from brochure.copies import Copier
from brochure.copies.batches import RowDone
from brochure.glyphs import NoGlyph
from brochure.pdf.lock import make_lock
from brochure.pdf.passwords import password_faults
from brochure.people.columns import columns_of, synonym_of
from brochure.people.oddities import Oddities
from brochure.people.recipients import KNOWN, TO_MERGE, Recipient, RecipientFile, fields_of

_NAMED = 5  # rows that a warning names


class MergeJob(NamedTuple):
    """A merge, judged."""

    order: Order
    recipients: RecipientFile
    copier: Copier
    bad: frozenset[int]  # rows that are told and left out
    refused: int  # rows that the list itself left out
    good: int
    password: str = ""  # column with the passwords; empty where copies have none

    @property
    def names(self) -> tuple[str, ...]:
        """The personal fields of the leaflet."""
        return tuple(self.copier.manuscript.leaflet.personal or {})

    def rows(self) -> Iterator[Recipient]:
        """The good ones."""
        return (recipient for recipient in self.recipients if recipient.row not in self.bad)


def judged(wish: MergeWish, shelf: Shelf, findings: list[Finding]) -> Generator[Counted, None, MergeJob]:
    """Read leaflet and list, and walk over all rows once; what is wrong with them goes to `findings`.

    Raises:
        BadInput: the leaflet cannot be merged, or the list cannot be used as a whole.
    """
    edition = wish.edition or ("press" if wish.print_file else "email")
    _refuse_options(wish, edition)
    if wish.leaflet not in shelf.leaflets:
        raise missing_file("leaflet", wish.leaflet, shelf.leaflets)
    order = Order(
        wish.leaflet, wish.language, wish.layout, edition, wish.brand, wish.made_at, not wish.allow_draft,
        wish.today, icc=wish.icc, standard=wish.standard,
    )  # fmt: skip
    column = wish.password_field.casefold()
    if column and NAMED_EDITIONS.get(edition, OFFICE).has_inks:
        message = f"edition '{edition}' cannot be locked: PDF/X forbids it"
        raise BadInput(Finding("bad-password", message, None, "lock email, large-print or office"))
    copier = Copier(order, shelf, locked=bool(column))
    leaflet = copier.manuscript.leaflet
    if not leaflet.personal or copier.manuscript.edition.ending != "pdf":
        message = f"leaflet '{wish.leaflet}' has no personal fields"
        hint = "declare them under `personal:`, or send the leaflet as it is with `brochure send`"
        if leaflet.personal:
            message, hint = f"edition '{edition}' is no PDF", "merge email, large-print or office"
        raise BadInput(Finding("nothing-personal", message, leaflet.title.origin, hint))
    findings += copier.findings
    recipients = _list(wish, leaflet, column)
    if column:
        make_lock("a lock to try", randomness=secrets.token_bytes)  # a missing library is told before the run
    bad, good = yield from _walk(wish, copier, recipients, findings)
    findings[:0] = recipients.findings
    if not good and not bad and not recipients.findings:
        message = f"the list '{recipients.origin.file}' has no rows"
        raise BadInput(Finding("recipients-missing", message, recipients.origin, "write a row for each person"))
    refused = len({finding.origin.line for finding in recipients.findings if finding.blocks and finding.origin})
    return MergeJob(order, recipients, copier, frozenset(bad), refused, good, column)


def _refuse_options(wish: MergeWish, edition: str) -> None:
    """Options that take each other's meaning away.

    Raises:
        BadInput: what cannot be had together.
    """
    alone = {"--zip": wish.archive, "--password-field": wish.password_field, "--cluster": wish.cluster.address,
             "--resume": wish.resume, "--jobs": wish.jobs > 1}  # fmt: skip
    clash = [name for name, said in alone.items() if said] if wish.print_file else []
    if clash:
        message = f"--print-file does not go with {clash[0]}: it is one file, written by one process"
        raise BadInput(Finding("options-clash", message, None, f"leave one of the two out, --print-file or {clash[0]}"))
    if wish.print_file and edition != "press":
        message = f"--print-file makes the press edition, not '{edition}'"
        raise BadInput(Finding("options-clash", message, None, "leave --edition out, or --print-file"))
    if wish.archive and wish.resume:
        message = "--zip does not go with --resume: an archive is written whole"
        raise BadInput(Finding("options-clash", message, None, "say --overwrite to make the archive again"))


def _list(wish: MergeWish, leaflet: Leaflet, password: str) -> RecipientFile:
    """The list, with every column that the leaflet needs.

    Raises:
        BadInput: it cannot be read, or columns are missing.
    """
    fields = leaflet.personal or {}
    names = columns_of(wish.columns_file, wish.columns)
    for name in names.keys() - {*KNOWN, *fields}:
        message = f"--column {name}=... names neither a field of the leaflet nor one of {', '.join(KNOWN)}"
        raise BadInput(Finding("csv-column", message, None, did_you_mean(name, (*KNOWN, *fields))))
    recipients = RecipientFile(
        wish.recipients, needs=TO_MERGE, names=names, fields=tuple(fields), encoding=wish.encoding,
        allow_odd=wish.allow_odd,
    )  # fmt: skip
    columns = {column.casefold() for column in recipients.columns}
    faults = [
        Finding("csv-column", f"there is no column '{name}'", recipients.origin, _meant(name, recipients.columns))
        for name in (*fields, *([password] if password else []))
        if name not in columns
    ]
    if faults:
        raise BadInput(*faults)
    return recipients


def _meant(name: str, columns: Sequence[str]) -> str:
    if likely := synonym_of(name, columns):
        return f"is '{likely}' meant? say --column {shlex.quote(f'{name}={likely}')}"
    return f"{did_you_mean(name, {column.casefold() for column in columns})}; or say --column {name}=HEADER"


def _walk(
    wish: MergeWish, copier: Copier, recipients: RecipientFile, findings: list[Finding]
) -> Generator[Counted, None, tuple[set[int], int]]:
    """The rows that cannot be merged, and the number of those that can."""
    column = wish.password_field.casefold()
    bad: set[int] = set()
    good = 0
    written = tuple(languages_of(wish.leaflet, copier.shelf))
    odd = Oddities(copier.manuscript.leaflet, wish.today)
    others: list[str] = []  # rows that ask for another language
    others_count = 0
    for read, recipient in enumerate(recipients, 1):
        yield Counted("rows read", read, 0)
        told = _password_findings(recipient, column, force=wish.force_passwords) if column else []
        told += _row_faults(copier, recipient) or _odd_findings(odd, recipient, allowed=wish.allow_odd)
        findings += told
        if any(each.blocks for each in told):
            bad.add(recipient.row)
            continue
        good += 1
        if recipient.language and looked_up(recipient.language, written).casefold() != wish.language.casefold():
            others_count += 1
            others += [recipient.named()] if len(others) < _NAMED else []
    if others:
        more = f" and {others_count - _NAMED:,} more" if others_count > _NAMED else ""
        message = f"{', '.join(others)}{more} ask for another language than '{wish.language}'"
        hint = "make a run of its own for each language, with the rows that ask for it"
        findings.append(Finding("list-language", message, recipients.origin, hint, Severity.WARNING))
    return bad, good


def _password_findings(recipient: Recipient, column: str, *, force: bool) -> list[Finding]:
    """What is wrong with the password of a row; one that is only weak may be forced."""
    fields = fields_of(recipient)
    password = fields.pop(column, "")
    values = [value for value in (recipient.id, recipient.email, *fields.values()) if value]
    faults = password_faults(password, values, origin=recipient.at(column))
    found = []
    for fault in faults:
        weak = force and fault.code == "weak-password"
        severity = Severity.WARNING if weak else fault.severity
        found.append(replace(fault, message=f"{recipient.named(column)}: {fault.message}", severity=severity))
    return found


def _row_faults(copier: Copier, recipient: Recipient) -> list[Finding]:
    """What keeps a row from its copy; row and column, never the value."""
    fields = fields_of(recipient)
    if absent := [name for name in copier.manuscript.leaflet.personal or {} if name not in fields]:  # of a YAML entry
        hint = "write it, a choice too: `no`, or nothing after the colon, means no"
        return [
            Finding("csv-column", f"{recipient.named(each)} is not there", recipient.origin, hint) for each in absent
        ]
    values, faults = copier.judge(fields)
    if faults:
        return [
            Finding(each.code, f"{recipient.named(each.field)} {each.message}", recipient.at(each.field), each.hint)
            for each in faults
        ]
    try:
        copier.learn(values)
    except NoGlyph as fault:
        return [*_unshown(recipient, fields, {character for character, _ in fault.characters}, copier)]
    return []


def _odd_findings(odd: Oddities, recipient: Recipient, *, allowed: bool) -> list[Finding]:
    """Values that nobody meant; they hold the row back unless they are allowed."""
    found = []
    for each in odd(fields_of(recipient)):
        severity = Severity.ERROR if each.holds and not allowed else Severity.WARNING
        message = f"{recipient.named(each.field)} {each.message}"
        found.append(Finding(each.code, message, recipient.at(each.field), each.hint, severity))
    return found


def _unshown(
    recipient: Recipient, fields: Mapping[str, str], characters: set[str], copier: Copier
) -> Iterator[Finding]:
    """The cells that hold characters which no face has."""
    hint = "add a face for the script, or write it in another"
    for name in copier.manuscript.leaflet.personal or {}:
        held = sorted(characters & set(fields.get(name, "")))
        if held:
            codes = ", ".join(f"U+{ord(character):04X}" for character in held[:3])
            message = f"{recipient.named(name)} has characters that no face has: {codes}"
            yield Finding("no-glyph", message, recipient.at(name), hint)


def misfit_finding(done: RowDone, recipient: Recipient) -> Finding:
    """A row whose copy cannot be made, with the columns to look at."""
    assert done.code, "the row failed"
    columns = done.columns
    where = recipient.named(columns[0] if columns else "")
    also = f" (with {', '.join(columns[1:])})" if columns[1:] else ""
    hint = done.hint or "shorten its values, or make room in the leaflet; then run again with --resume"
    origin = recipient.at(columns[0]) if columns else bare(recipient)
    return Finding(done.code, f"{where}{also} {done.message}", origin, hint)


def bare(recipient: Recipient) -> Origin:
    """The place of a row, without its words."""
    return recipient.origin._replace(excerpt="")


def target_of(wish: MergeWish) -> Path:
    """Where the copies go: a folder, an archive or one file."""
    out = wish.out
    ending = ".pdf" if wish.print_file else ".zip" if wish.archive else ""
    if out is None:
        tail = {".pdf": ".print.pdf", ".zip": ".zip", "": ".run"}[ending]
        return Path("build") / f"{wish.leaflet}{tail}"
    return out.with_suffix(ending) if ending and out.suffix != ending else out
