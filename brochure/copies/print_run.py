"""`brochure merge --print-file`: one file for the press with a record for each row, whole or not at all."""

import os
from collections.abc import Generator, Iterable
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.copies import Copier
from brochure.copies.batches import Asked, RowDone, failed
from brochure.copies.print_file import Part, PrintFile
from brochure.copies.splice import Template
from brochure.files import failed_write, open_private


def write_print_file(target: Path, copier: Copier, rows: Iterable[Asked]) -> Generator[RowDone, None, None]:
    """Write the file beside its place and move it there: what became of each row.

    A row that cannot be set is told and left out, as a copy would be. Rows that are `proved` are also stamped as copies
    of their own and read back, which proves the words that the record shows: they are the same operators. The copier is
    prepared with all its variants together.

    Raises:
        BadInput: the disk refuses, or no row is left.
    """
    temporary = target.with_name(f".brochure-{target.name}")  # the next run writes over what a killed one left
    try:
        with open_private(temporary) as file:
            book = PrintFile(file.write)
            parts = _Parts(book)
            for asked in rows:
                yield _add(book, parts, copier, asked)
            if book.records:
                book.end()
            file.flush()
            os.fsync(file.fileno())
        if not book.records:
            message = "no row is left, so there is nothing to print"
            raise BadInput(Finding("recipients-missing", message, None, "mend the rows that are told"))
        temporary.replace(target)
    except OSError as fault:
        raise BadInput(failed_write(target, fault)) from None
    finally:
        temporary.unlink(missing_ok=True)


class _Parts:
    """Templates that are in the file, each brought in at its first record."""

    def __init__(self, book: PrintFile) -> None:
        self.book = book
        self._known: dict[int, tuple[Template, Part]] = {}

    def of(self, template: Template, *, lasting: bool) -> Part:
        """The part of a template; one that serves a single record is not kept."""
        if not lasting:
            return self.book.take(template)
        if id(template) not in self._known:
            self._known[id(template)] = (template, self.book.take(template))
        return self._known[id(template)][1]


def _add(book: PrintFile, parts: _Parts, copier: Copier, asked: Asked) -> RowDone:
    values, faults = copier.judge(asked.fields)
    if faults:
        return failed(asked, faults[0])
    try:
        variant, contents = copier.stamped(values)
        if asked.proved:
            data = variant.template.copy(contents, variant.gap_values(values.said))
            if differences := copier.prove(values, data):
                raise BadInput(*differences)
    except BadInput as fault:
        return failed(asked, fault, copier.misfits(values))
    part = parts.of(variant.template, lasting=copier.is_shared(variant))
    book.add(part, contents, f"Row {asked.row}")
    return RowDone(asked.row, 1, "")
