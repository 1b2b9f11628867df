"""What the desk knows of itself and gives with a wish: its folder, its day, the time that it was told, its names."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from brochure.base.findings import BadInput, Finding

if TYPE_CHECKING:
    from brochure.content.shelf import Shelf

_NAMELESS = (OSError, KeyError, ImportError)  # a user without a name; on Windows there is no list of users to ask
_COMMON_NAMES = {"root", "user", "admin", "runner", "ubuntu", "build", "localhost", "clinic", "office"}


def desk_shelf(named: str | None = "", *, samples: bool | None = None) -> "Shelf":
    """The clinic's folder that this is, or lies in, and what ships with the program.

    A leaflet that is `named` by its path brings the project that it lies in, before both. With `samples`, what ships
    with the program may stand alone; None where the command cannot be asked for them.

    Raises:
        BadInput: there is no folder of a clinic, and nobody asked for samples.
    """
    from brochure.content.shelf import open_shelf  # noqa: PLC0415 - `--help` needs no font

    path = Path(named or "").resolve()
    home = path.parent if path.is_file() else path
    is_path = path.is_file() or (path.is_dir() and len(Path(named or "").parts) > 1)
    own = [home.parent.parent] if is_path and home.parent.name == "content" else []
    root = project()
    if root is None and not own and not samples:
        message = "there is no folder 'content' here, nor in a folder above"
        hint = "go to the clinic's folder, or make one with `brochure new DIR`"
        hint += "" if samples is None else ", or say --samples for those of the program"
        raise BadInput(Finding("unknown-folder", message, None, hint))
    here = [root] if root else []
    return open_shelf(*(here if here and own and own[0].samefile(here[0]) else [*own, *here]))


def project() -> Path | None:
    """The folder of the clinic: this one where it holds `content/`, or the nearest above with a leaflet in its own."""
    here = Path()
    if (here / "content").is_dir():
        return here
    above = Path.cwd().parents
    return next((folder for folder in above if any(folder.glob("content/*/*.yaml"))), None)


def out_folder(said: Path | None) -> Path:
    """Where files go: as said, else into `build/` of the project."""
    return said or (project() or Path()) / "build"


def today() -> str:
    """The day at this desk, as `2026-11-01`."""
    return time.strftime("%Y-%m-%d")


def made_at() -> datetime | None:
    """The time that reproducible builds ask for, if they do. Source: the SOURCE_DATE_EPOCH specification, 1.1.

    Raises:
        BadInput: it is not a number of seconds in plain figures, or lies beyond the year 9999.
    """
    said = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not said:
        return None
    try:
        if not (said.isascii() and said.isdigit()):
            raise ValueError(said)
        return datetime.fromtimestamp(int(said), UTC)
    except (ValueError, OverflowError, OSError):
        message = f"SOURCE_DATE_EPOCH is no number of seconds: '{said[:20]}'"
        raise BadInput(Finding("bad-environment", message, None, "unset it, or give seconds since 1970")) from None


def who() -> str:
    """Who decides, as the system knows them."""
    import getpass  # noqa: PLC0415 - a build asks for no names

    try:
        return getpass.getuser()
    except _NAMELESS:
        return "the desk"


def private_words() -> tuple[str, ...]:
    """The names of the user and of the machine, where they are no common words."""
    import getpass  # noqa: PLC0415 - a build asks for no names
    import socket  # noqa: PLC0415

    try:
        words = {getpass.getuser(), socket.gethostname()}
    except _NAMELESS:
        return ()
    return tuple(sorted(word for word in words if len(word) >= 5 and word.casefold() not in _COMMON_NAMES))


def run_place(said: Path | None, leaflet: str, *, print_file: bool, archive: bool) -> Path:
    """Where the copies of a merge go: as said, else into `build/` of the project."""
    ending = ".print.pdf" if print_file else ".zip" if archive else ".run"
    return said or out_folder(None) / f"{leaflet}{ending}"
