"""`brochure print`: sheets handed to the print server of this desk, by its own `lp`."""

import shutil
import subprocess
from typing import Final

from brochure.base.findings import BadInput, Finding
from brochure.base.wishes import PrintWish
from brochure.content.shelf import Shelf
from brochure.desk.saying import Desk
from brochure.press.office import PrintJob, print_jobs

MOST_COPIES: Final = 999
_SECONDS: Final = 60  # that a print server may take to answer


def print_sheets(wish: PrintWish, shelf: Shelf, desk: Desk) -> list[Finding]:
    """Make every piece that is wished for, then print them, and say the command that does; of a fault, none is printed.

    Raises:
        BadInput: nothing that is wished for can be made, or there is no `lp`, or it refuses.
    """
    program = shutil.which("lp")
    if program is None:
        hint = "install CUPS, or print the file of `brochure build` yourself: actual size, two-sided, short edge"
        raise BadInput(Finding("print-refused", "there is no 'lp' at this desk", None, hint))
    if not 1 <= wish.copies <= MOST_COPIES:
        message = f"{wish.copies} copies are no number for an office printer"
        raise BadInput(Finding("bad-form", message, None, f"say 1 to {MOST_COPIES} with --copies"))
    made = print_jobs(wish, shelf)
    for job in made.jobs:
        command = _command(job, wish)
        if desk.wants_words:
            desk.say(" ".join(command))
        _hand_over([program, *command[1:]], job)
    return list(made.findings)


def _command(job: PrintJob, wish: PrintWish) -> list[str]:
    printer = ["-d", wish.printer] if wish.printer else []
    asked = (f"media={job.media}", f"sides={job.sides}", "print-scaling=none")
    return ["lp", *printer, "-n", str(wish.copies), "-t", job.title, *(part for each in asked for part in ("-o", each))]


def _hand_over(command: list[str], job: PrintJob) -> None:
    """Give a file to the print server.

    Raises:
        BadInput: it does not take it.
    """
    try:
        done = subprocess.run(command, input=job.data, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603
        reason = done.stderr.decode(errors="replace").strip().removeprefix("lp: ") if done.returncode else ""
    except subprocess.TimeoutExpired:
        reason = f"no answer in {_SECONDS} s"
    if reason:
        message = f"'{job.title}' is not printed: {reason.splitlines()[0]}"
        raise BadInput(Finding("print-refused", message, None, "name a printer with --printer; `lpstat -e` lists them"))
