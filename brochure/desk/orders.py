"""Words typed at the desk into orders: which leaflets, which languages."""

import argparse
import os
import time
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.shelf import Shelf, missing_file, open_shelf

ALL = "all"


def desk_shelf(named: str | None = "") -> Shelf:
    """The current folder where it holds content, and what ships with the program.

    A leaflet that is `named` by its path brings the project that it lies in, before both.
    """
    path = Path(named or "").resolve()
    home = path.parent if path.is_file() else path
    is_path = path.is_file() or (path.is_dir() and len(Path(named or "").parts) > 1)
    own = [home.parent.parent] if is_path and home.parent.name == "content" else []
    here = [Path()] if Path("content").is_dir() else []
    return open_shelf(*(here if here and own and own[0].samefile(here[0]) else [*own, *here]))


def today() -> str:
    """The day at this desk, as `2026-11-01`."""
    return time.strftime("%Y-%m-%d")


def orders_of(arguments: argparse.Namespace, shelf: Shelf, *, today: str = "") -> list[Order]:
    """One order for each leaflet and language that was asked for; `today` for what goes to patients.

    Raises:
        BadInput: a leaflet that does not exist, a folder without any, or nonsense in SOURCE_DATE_EPOCH.
    """
    names = leaflet_names(shelf)
    said = arguments.leaflet
    chosen = [_choice_of(said, names)] if said else [_Choice(name) for name in _own_leaflets(shelf)]
    made = made_at()
    orders = []
    for leaflet, said_language, folder in chosen:
        if said_language and arguments.language not in (None, said_language):
            message = f"--language {arguments.language} does not go with '{said}', which is one language"
            raise BadInput(Finding("options-clash", message, None, "leave --language out, or name the folder"))
        language = arguments.language or said_language
        languages = [language] if language else languages_of(leaflet, shelf, folder)
        orders += [
            Order(
                leaflet,
                language,
                _layout_for(edition, arguments),
                edition,
                arguments.brand,
                made,
                release=arguments.release,
                today=today,
                folder=folder,
                paper=arguments.paper,
                icc=arguments.icc,
                saver=arguments.saver,
                budget=arguments.budget,
            )
            for language in languages
            for edition in (EDITIONS if arguments.edition == ALL else [arguments.edition])
        ]
    return orders


def _layout_for(edition: str, arguments: argparse.Namespace) -> str:
    """Of all editions only the folded ones are set in the layout that was asked for."""
    folded = edition not in EDITIONS or EDITIONS[edition].form == "sheet"
    said: str = arguments.layout
    return said if arguments.edition != ALL or folded else ""


def leaflet_names(shelf: Shelf) -> tuple[str, ...]:
    """Every leaflet on the shelf."""
    return tuple(name for name in shelf.names("content") if name != "brands")


def languages_of(leaflet: str, shelf: Shelf, folder: str = "") -> list[str]:
    """The languages that a leaflet is written in; `folder` is its own, where it was named by its path.

    Raises:
        BadInput: its folder holds no text.
    """
    homes = [Path(folder)] if folder else [each / "content" / leaflet for each in shelf.folders]
    for home in homes:
        found = sorted(file.stem for file in home.glob("*.yaml"))
        if found:
            return found
    message = f"leaflet '{leaflet}' holds no text"
    raise BadInput(Finding("file-missing", message, None, f"write content/{leaflet}/en.yaml"))


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


class _Choice(NamedTuple):
    leaflet: str
    language: str = ""  # empty for every one
    folder: str = ""  # of the leaflet, where a path was typed


def _choice_of(said: str, names: Collection[str]) -> _Choice:
    """A leaflet may be named by its folder or by a file in it; then it is that one, whatever has its name elsewhere.

    Raises:
        BadInput: neither a leaflet of the shelf nor a folder.
    """
    path = Path(said)
    if said in names:
        return _Choice(said)
    is_file = path.suffix == ".yaml" and not path.is_dir()
    folder = path.parent if is_file else path
    if not folder.is_dir() or (is_file and len(path.parts) == 1 and not path.is_file()):
        raise missing_file("leaflet", said, tuple(names))
    return _Choice(folder.resolve().name, path.stem if is_file else "", str(folder))


def _own_leaflets(shelf: Shelf) -> list[str]:
    """The leaflets of the first folder: the clinic's own where there is one."""
    first = shelf.folders[0] / "content"
    names = [name for name in leaflet_names(shelf) if (first / name).is_dir()]
    if not names:
        message = "there is no leaflet in the folder 'content'"
        raise BadInput(Finding("unknown-leaflet", message, None, "write content/my-leaflet/en.yaml, or name a leaflet"))
    return names
