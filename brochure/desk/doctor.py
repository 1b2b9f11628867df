"""`brochure doctor`: what this desk has and lacks, and how to get it."""

import importlib.util
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from brochure.base.records import NamedTuple
from brochure.base.version import __version__
from brochure.desk.here import project
from brochure.desk.saying import CLEAN, FINDINGS, Desk

# A module of an extra, what it is for, and the name of the extra.
_EXTRAS: Final = (
    ("cryptography", "copies with a password", "password"),
    ("distributed", "`merge --cluster`", "cluster"),
    ("starlette", "`brochure studio`", "studio"),
    ("mammoth", "`brochure new --from FILE.docx`", "word"),
    ("dns", "`brochure send` looks at the sender's domain", "dns"),
    ("shtab", "`brochure completion`", "completion"),
)
# A program, what it is for, and how to get it.
_PROGRAMS: Final = (
    ("lp", "`brochure print`", "install CUPS (Debian: cups-client)"),
    ("git", "to keep texts with their records", "install git"),
)


class DeskPart(NamedTuple):
    """One thing that a desk has or lacks."""

    name: str
    there: bool
    said: str  # what it is, or how to get it
    needed: bool = False  # nothing works without it


def look_after(desk: Desk) -> int:
    """Say what is there and what is missing; 1 where something is that everything needs."""
    parts = tuple(desk_parts())
    for part in parts if desk.form != "json" else ():
        desk.say(f"{'yes' if part.there else 'NO ' if part.needed else 'no '}  {part.name:24} {part.said}")
    if desk.form == "json":
        desk.say(_as_json(parts))
    return FINDINGS if any(part.needed and not part.there for part in parts) else CLEAN


def desk_parts() -> Iterator[DeskPart]:
    """What is looked for, in the order in which it matters."""
    version = f"Brochure {__version__}, Python {platform.python_version()}, {platform.system()}"
    yield DeskPart("program", True, version, True)
    yield DeskPart("faces", *_faces(), True)
    yield DeskPart("temporary files", *_writes(Path(tempfile.gettempdir())), True)
    folder = project()
    if folder is None:
        yield DeskPart("clinic's folder", False, "make one with `brochure new DIR`, or go to it")
    else:
        yield DeskPart("clinic's folder", *_writes(folder))
    utf8 = (sys.stdout.encoding or "").lower().replace("-", "") == "utf8"
    yield DeskPart("letters on the screen", utf8, "UTF-8" if utf8 else "set PYTHONUTF8=1: other letters show as codes")
    for module, purpose, extra in _EXTRAS:
        there = importlib.util.find_spec(module) is not None
        yield DeskPart(extra, there, purpose if there else f"{purpose}: pip install 'brochure[{extra}]'")
    for program, purpose, way in _PROGRAMS:
        found = shutil.which(program)
        yield DeskPart(program, found is not None, purpose if found else f"{purpose}: {way}")


def _faces() -> tuple[bool, str]:
    from brochure.base.findings import BadInput  # noqa: PLC0415 - a desk that lacks much is told all the same
    from brochure.content.shelf import open_shelf  # noqa: PLC0415

    try:
        families = open_shelf().faces.families
    except BadInput as fault:
        return False, f"{fault.findings[0].message}: install the program again"
    return True, f"{len(families)} families"


def _writes(folder: Path) -> tuple[bool, str]:
    there = os.access(folder, os.W_OK)
    return there, str(folder.resolve()) if there else f"'{folder}' cannot be written: ask whoever looks after it"


def _as_json(parts: tuple[DeskPart, ...]) -> str:
    import json  # noqa: PLC0415

    return json.dumps([part._asdict() for part in parts], indent=1, ensure_ascii=False)
