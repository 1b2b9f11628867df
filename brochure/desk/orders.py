"""Words typed at the desk into orders: which leaflets, which languages."""

import argparse
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.shelf import Shelf, missing_file, open_shelf

ALL = "all"


def desk_shelf() -> Shelf:
    """The current folder where it holds content, and what ships with the program."""
    here = Path()
    return open_shelf(here) if (here / "content").is_dir() else open_shelf()


def orders_of(arguments: argparse.Namespace, shelf: Shelf) -> list[Order]:
    """One order for each leaflet and language that was asked for.

    Raises:
        BadInput: a leaflet that does not exist, a folder without any, or nonsense in SOURCE_DATE_EPOCH.
    """
    leaflets = leaflet_names(shelf)
    chosen = [_choice_of(arguments.leaflet)] if arguments.leaflet else [_Choice(name) for name in _own_leaflets(shelf)]
    time = made_at()
    orders = []
    for leaflet, said_language in chosen:
        if leaflet not in leaflets:
            raise missing_file("leaflet", leaflet, leaflets)
        language = arguments.language or said_language
        languages = [language] if language else languages_of(leaflet, shelf)
        orders += [
            Order(
                leaflet,
                language,
                _layout_for(edition, arguments),
                edition,
                arguments.brand,
                time,
                release=arguments.release,
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


def languages_of(leaflet: str, shelf: Shelf) -> list[str]:
    """The languages that a leaflet is written in.

    Raises:
        BadInput: its folder holds no text.
    """
    for folder in shelf.folders:
        found = sorted(file.stem for file in (folder / "content" / leaflet).glob("*.yaml"))
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


def _choice_of(said: str) -> _Choice:
    """A leaflet may be named by its folder or by a file in it."""
    path = Path(said)
    if path.suffix == ".yaml" and path.parent.name:
        return _Choice(path.parent.name, path.stem)
    return _Choice(path.name if path.is_dir() else said)


def _own_leaflets(shelf: Shelf) -> list[str]:
    """The leaflets of the first folder: the clinic's own where there is one."""
    first = shelf.folders[0] / "content"
    names = [name for name in leaflet_names(shelf) if (first / name).is_dir()]
    if not names:
        message = "there is no leaflet in the folder 'content'"
        raise BadInput(Finding("unknown-leaflet", message, None, "write content/my-leaflet/en.yaml, or name a leaflet"))
    return names
