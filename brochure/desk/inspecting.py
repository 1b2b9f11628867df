"""A finished file at the desk: found, read, its options understood, its report written."""

import shutil
import stat
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from brochure.base.findings import BadInput, Finding
from brochure.base.units import Pt, parse_length
from brochure.files import write_whole

MOST_BYTES = 256_000_000
SECONDS = 12.0  # after which no further page is begun; one page costs four at most
_MARK = b"<title>Preflight of "


def names_a_file(said: str | None) -> bool:
    """Whether an argument names a finished file, and not a leaflet."""
    if not said:
        return False
    path = Path(said)
    return path.suffix.casefold() == ".pdf" or (path.is_file() and path.suffix.casefold() not in {".yaml", ".yml"})


def rules() -> str:
    """The page of all checks, as docs/checks.md has it."""
    from brochure.preflight import checks_page  # noqa: PLC0415

    return checks_page().rstrip("\n")


def explanations() -> dict[str, str]:
    """Why each check of the register asks, and the way out, by its code."""
    from brochure.preflight import CHECKS  # noqa: PLC0415

    return {
        code: f"{row.why} Source: {row.source}.\n{row.remedy[0].upper()}{row.remedy[1:]}."
        for code, row in CHECKS.items()
    }


def read_file(path: Path) -> bytes:
    """The bytes of a regular file of sane size."""
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):  # a pipe or a device is never opened
            raise BadInput(Finding("not-a-file", f"'{path}' is no regular file", None, "name a PDF file"))
        if known.st_size > MOST_BYTES:
            message = f"'{path}' has {known.st_size / 1e6:.0f} MB; {MOST_BYTES / 1e6:.0f} MB are the most"
            raise BadInput(Finding("pdf-unreadable", message, None, "split the file, or scale its pictures down"))
        return path.read_bytes()
    except FileNotFoundError:
        raise BadInput(Finding("file-missing", f"there is no file '{path}'", None, "check the name")) from None
    except OSError as fault:
        message = f"cannot read '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "check the name and the folder")) from None


def folds_of(said: str) -> tuple[Pt, ...]:
    """Folds such as `100mm,200mm`, in points from the left edge of page 1; a number alone is in millimetres.

    Raises:
        BadInput: a part is no length.
    """
    folds = []
    for part in said.split(","):
        try:
            folds.append(parse_length(part if part.strip()[-1:].isalpha() else f"{part}mm"))
        except ValueError:
            hint = "write `--folds 97mm,197mm`, from the left edge of page 1"
            raise BadInput(Finding("bad-form", f"'{part}' is no length of --folds", None, hint)) from None
    return tuple(sorted(folds))


def timer() -> Callable[[], bool]:
    """Says whether there is time left to read on."""
    start = time.monotonic()
    return lambda: time.monotonic() - start < SECONDS


def write_report(path: Path, page: str, mark: bytes = _MARK) -> None:
    """Write a report; one of an earlier run, which holds `mark`, is replaced.

    Raises:
        BadInput: something else lies there.
    """
    try:
        if path.exists():
            with path.open("rb") as file:
                ours = mark in file.read(400)
            if not ours:
                message = f"'{path}' exists and is no report of this program"
                raise BadInput(Finding("output-exists", message, None, "give the report another name"))
    except OSError as fault:
        message = f"cannot write '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("not-written", message, None, "give the report another name")) from None
    write_whole(path, page.encode(), mode=0o600)  # it quotes the file, and that may be one of a person


def decoder() -> Callable[[bytes], tuple[str, ...]] | None:
    """Reads QR codes with zbar, where it is installed."""
    program = shutil.which("zbarimg")
    if program is None:
        return None

    def decode(png: bytes) -> tuple[str, ...]:
        command = [program, "--quiet", "--raw", "png:-"]
        try:
            read = subprocess.run(command, input=png, capture_output=True, timeout=10, check=False)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return ("unknown",)  # no verdict is no fault of the code
        return tuple(read.stdout.decode("utf-8", "replace").splitlines())

    return decode
