"""May a font file join the fonts of a clinic? Nothing of it is trusted until it has stood its trial.

Its first bytes, size and tables are looked at here; HarfBuzz meets it first in a child process with little memory and
time, so that a damaged font can end nothing but the child.
"""

import codecs
import stat
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

from brochure.base.findings import Finding
from brochure.base.records import replace
from brochure.glyphs.faces import embedding_fault
from brochure.glyphs.sfnt import TRUETYPE, read_tables

LARGEST_BYTES: Final = 20_000_000
TRIAL_SECONDS: Final = 15.0  # of the clock; the child has fewer of the processor

_NEEDED_TABLES: Final = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
_FSTYPE_AT: Final = 8
_STATIC: Final = "ask the foundry for the static TrueType (.ttf) edition"
OPENTYPE: Final = b"OTTO"
_OTHER_FORMATS: Final = (
    (OPENTYPE, "an OpenType font with PostScript outlines"),
    (b"wOFF", "a web font (WOFF)"),
    (b"wOF2", "a web font (WOFF2)"),
    (b"ttcf", "a collection of fonts"),
    (b"true", "an old Macintosh font"),
    (b"typ1", "an old Macintosh font"),
    (b"%!PS", "a PostScript Type 1 font"),
    (b"\x80\x01", "a PostScript Type 1 font"),
    (b"<", "an XML text, such as .ttx or .designspace"),
)


def admit_font(file: Path, *, called: Path | None = None) -> tuple[Finding, ...]:
    """What keeps a font file out of a fonts folder; nothing where it may join. Messages may call it another name."""
    found = _faults(file)
    if called is None or called == file:
        return found
    return tuple(replace(finding, message=finding.message.replace(f"'{file}'", f"'{called}'")) for finding in found)


def _faults(file: Path) -> tuple[Finding, ...]:
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            hint = "name the font file itself"
            return (Finding("not-a-file", _message(file, "it is a folder, a pipe or a device"), hint=hint),)
        if status.st_size > LARGEST_BYTES:
            reason = f"{status.st_size / 1e6:.1f} MB is more than {LARGEST_BYTES / 1e6:.0f} MB"
            return (Finding("font-too-large", _message(file, reason), hint="use a font for fewer scripts"),)
        program = file.read_bytes()
    except FileNotFoundError:
        return (Finding("file-missing", _message(file, "it is not there"), hint="look at its name and folder"),)
    except OSError as fault:
        reason = fault.strerror or "it cannot be read"
        return (Finding("file-unreadable", _message(file, reason), hint="look at the rights of the file"),)
    return _kind(file, program) or _tables(file, program) or _trial(file)


def _kind(file: Path, program: bytes) -> tuple[Finding, ...]:
    if program.startswith(TRUETYPE):
        return ()
    start = program[:200].removeprefix(codecs.BOM_UTF8).lstrip()
    kind = next((kind for magic, kind in _OTHER_FORMATS if start.startswith(magic)), "no font")
    hint = "let `brochure fonts add` convert it" if program.startswith(OPENTYPE) else _STATIC
    return (Finding("font-kind", _message(file, f"it is {kind}, not a TrueType font"), hint=hint),)


def _tables(file: Path, program: bytes) -> tuple[Finding, ...]:
    """Faults that the bytes show without being interpreted as glyphs."""
    try:
        tables = read_tables(program)
        missing = [tag for tag in _NEEDED_TABLES if tag not in tables]
        if missing:
            raise ValueError(f"it lacks table {', '.join(missing)}")
        (embedding,) = struct.unpack_from(">H", tables["OS/2"], _FSTYPE_AT)
    except (ValueError, struct.error) as fault:
        return (Finding("font-damaged", _message(file, str(fault)), hint="copy it again from where it came"),)
    if "fvar" in tables:
        hint = "let `brochure fonts add` make a file for each weight of it"
        return (Finding("font-kind", _message(file, "it is a variable font"), hint=hint),)
    licence = embedding_fault(embedding)
    if licence:
        hint = "ask the foundry for a licence to embed it, or use another font"
        return (Finding("font-licence", _message(file, licence), hint=hint),)
    return ()


def _trial(file: Path) -> tuple[Finding, ...]:
    reason = _failure(file)
    return (Finding("font-damaged", _message(file, reason), hint="use another font"),) if reason else ()


def _failure(file: Path) -> str:
    """Why the font failed its trial; an empty text where it stood it."""
    # The words of the command are our own and a path; `-m` finds the package in the working folder.
    command = [sys.executable, "-m", "brochure.glyphs.trial", str(file.resolve())]
    package = Path(__file__).parents[2]
    try:
        tried = subprocess.run(  # noqa: S603
            command,
            cwd=package,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"its trial took more than {TRIAL_SECONDS:.0f} s"
    told = tried.stdout.decode("utf-8", "replace").strip().splitlines()
    if tried.returncode == 1 and told:
        return told[-1]
    return f"its trial ended with status {tried.returncode}" if tried.returncode else ""


def _message(file: Path, reason: str) -> str:
    return f"font file '{file}' cannot be used: {reason}"
