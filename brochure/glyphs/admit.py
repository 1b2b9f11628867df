"""May a font file join the fonts of a clinic? Nothing of it is trusted until it has stood its trial.

Its first bytes, size and tables are looked at here; HarfBuzz meets it first in a child process with little memory and
time, so that a damaged font can end nothing but the child.
"""

import stat
import struct
import subprocess
import sys
from pathlib import Path
from typing import Final

from brochure.base.findings import Finding
from brochure.glyphs.faces import embedding_fault
from brochure.glyphs.sfnt import TRUETYPE, read_tables

LARGEST_BYTES: Final = 20_000_000
TRIAL_SECONDS: Final = 15.0  # of the clock; the child has fewer of the processor

_NEEDED_TABLES: Final = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
_FSTYPE_AT: Final = 8
_OTHER_FORMATS: Final = (
    (b"OTTO", "an OpenType font with PostScript outlines"),
    (b"wOFF", "a web font (WOFF)"),
    (b"wOF2", "a web font (WOFF2)"),
    (b"ttcf", "a collection of fonts"),
    (b"true", "an old Macintosh font"),
    (b"typ1", "an old Macintosh font"),
    (b"%!PS", "a PostScript Type 1 font"),
    (b"\x80\x01", "a PostScript Type 1 font"),
    (b"<?xml", "an XML text, such as .ttx or .designspace"),
    (b"<", "an XML text, such as .ttx or .designspace"),
)


def admit_font(file: Path) -> tuple[Finding, ...]:
    """What keeps a font file out of a fonts folder; nothing where it may join."""
    try:
        status = file.stat()
        if not stat.S_ISREG(status.st_mode):
            return (_refused(file, "it is not a regular file", "copy the font itself into the folder"),)
        if status.st_size > LARGEST_BYTES:
            size = f"it has {status.st_size / 1e6:.1f} MB, {LARGEST_BYTES // 1_000_000} MB is the most"
            return (_refused(file, size, "use a font for fewer scripts"),)
        program = file.read_bytes()
    except OSError as fault:
        return (_refused(file, fault.strerror or "it cannot be read", "look at the name and rights of the file"),)
    found = _look(file, program)
    return found or _trial(file)


def _look(file: Path, program: bytes) -> tuple[Finding, ...]:
    """Faults that the bytes show without being interpreted."""
    if not program.startswith(TRUETYPE):
        kind = next((kind for magic, kind in _OTHER_FORMATS if program.lstrip()[:5].startswith(magic)), "no font")
        hint = "ask the foundry for the static TrueType (.ttf) edition"
        return (_finding("font-format", file, f"it is {kind}, not a TrueType font", hint),)
    try:
        tables = read_tables(program)
    except ValueError as fault:
        return (_finding("font-damaged", file, str(fault), "copy the file again from where it came"),)
    missing = [tag for tag in _NEEDED_TABLES if tag not in tables]
    if missing:
        return (_finding("font-damaged", file, f"it lacks table {', '.join(missing)}", "use another font"),)
    if "fvar" in tables:
        hint = "ask the foundry for the static edition, one file for each weight"
        return (_finding("font-format", file, "it is a variable font", hint),)
    try:
        (embedding,) = struct.unpack_from(">H", tables["OS/2"], _FSTYPE_AT)
    except struct.error:
        return (_finding("font-damaged", file, "table OS/2 is cut off", "copy the file again from where it came"),)
    licence = embedding_fault(embedding)
    return (_finding("font-licence", file, licence, "ask the foundry for a licence to embed it"),) if licence else ()


def _trial(file: Path) -> tuple[Finding, ...]:
    command = [sys.executable, "-m", "brochure.glyphs.trial", str(file.resolve())]
    hint = "use another font"
    try:
        # `-m` finds the package in the working folder, wherever this program was started from.
        tried = subprocess.run(
            command,
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TRIAL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return (_finding("font-damaged", file, f"its trial took more than {TRIAL_SECONDS:.0f} s", hint),)
    if tried.returncode == 0:
        return ()
    told = tried.stdout.decode("utf-8", "replace").strip().splitlines()
    reason = told[-1] if tried.returncode == 1 and told else f"its trial ended with status {tried.returncode}"
    return (_finding("font-damaged", file, reason, hint),)


def _refused(file: Path, reason: str, hint: str) -> Finding:
    return _finding("font-file", file, reason, hint)


def _finding(code: str, file: Path, reason: str, hint: str) -> Finding:
    return Finding(code, f"font file '{file}' cannot be used: {reason}", hint=hint)
