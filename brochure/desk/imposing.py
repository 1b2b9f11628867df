"""`brochure impose`: pages of a finished PDF side by side on a larger sheet."""

import argparse
import re
from collections.abc import Callable

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.base.units import parse_length
from brochure.files import prepare_folder, refuse_foreign, remember_made, write_whole
from brochure.press.impose import SHEETS, Plan, impose


def impose_file(arguments: argparse.Namespace, say: Callable[[str], None]) -> list[Finding]:
    """Impose and write; gives what is to be said about it."""
    file = arguments.file
    out = arguments.out or file.with_suffix(".imposed.pdf")
    try:
        plan = _plan(arguments)
        try:
            data = file.read_bytes()
        except OSError as fault:
            message = f"'{file}' cannot be read: {(fault.strerror or 'no reason given').lower()}"
            raise BadInput(Finding("file-unreadable", message, None, "name a PDF")) from None
        prepare_folder(out.parent)
        if not arguments.overwrite:
            refuse_foreign(out)
        imposed = impose(data, plan)
        write_whole(out, imposed)
        remember_made(out, imposed)
    except BadInput as fault:
        return list(fault.findings)
    if arguments.output_format == "full":
        say(f"{out}  {len(imposed) / 1000:.1f} KB")
    return []


def _plan(arguments: argparse.Namespace) -> Plan:
    if arguments.sheet not in SHEETS:
        hint = did_you_mean(arguments.sheet, SHEETS)
        raise BadInput(Finding("cannot-impose", f"there is no sheet '{arguments.sheet}'", None, hint))
    found = re.fullmatch(r"([1-9]\d?)x([1-9]\d?)", arguments.up)
    if arguments.up and found is None:
        message = f"'{arguments.up}' is no number of pages"
        raise BadInput(Finding("cannot-impose", message, None, "write columns and rows, such as --up 2x1"))
    try:
        gutter = parse_length(arguments.gutter)
    except ValueError:
        message = f"'{arguments.gutter}' is no length"
        raise BadInput(Finding("cannot-impose", message, None, "write a length such as --gutter 6mm")) from None
    columns, rows = (int(found[1]), int(found[2])) if found else (0, 0)
    return Plan(SHEETS[arguments.sheet], columns, rows, gutter, arguments.repeat, arguments.marks)
