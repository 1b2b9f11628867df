"""Sheets for the printer of the office: each with what the printer is told of it.

A print server drops what a PDF says of its scale and its two sides (measured with CUPS 2.4), so it is said beside it.
"""

from typing import Final

from brochure.base.findings import Finding
from brochure.base.folds import flip_edge
from brochure.base.made import Made
from brochure.base.records import NamedTuple
from brochure.base.units import in_mm
from brochure.base.wishes import PrintWish
from brochure.content.orders import orders_of
from brochure.content.shelf import Shelf
from brochure.pipeline import make

# Sizes in mm, the short side first, by their names at a printer. Source: ISO 216; ANSI Y14.1.
_MEDIA: Final = {(148, 210): "A5", (210, 297): "A4", (297, 420): "A3", (216, 279): "Letter", (216, 356): "Legal"}


class PrintJob(NamedTuple):
    """One file with what a printer is told of it."""

    title: str
    media: str
    sides: str
    data: bytes


class PrintJobs(NamedTuple):
    """All files that were wished for, and what is to be told of them."""

    jobs: tuple[PrintJob, ...]
    findings: tuple[Finding, ...]


def print_jobs(wish: PrintWish, shelf: Shelf) -> PrintJobs:
    """Every piece that is wished for, made and looked at; a fault in one is a fault of all.

    Raises:
        BadInput: one of them cannot be made, or may not go to patients.
    """
    orders = orders_of(wish, shelf, release=not wish.allow_draft, today=wish.today)
    made = [make(order, shelf, seen=True) for order in orders]
    return PrintJobs(tuple(map(_job, made)), tuple(finding for each in made for finding in each.findings))


def _job(made: Made) -> PrintJob:
    first = made.laid.pages[0]
    on_both = made.edition.duplex and len(made.laid.pages) > 1
    sides = f"two-sided-{flip_edge(first.width, first.height)}-edge" if on_both else "one-sided"
    return PrintJob(made.name, media_of(in_mm(first.width), in_mm(first.height)), sides, made.data)


def media_of(width: float, height: float) -> str:
    """What a printer calls a sheet, from its sides in mm, whichever way it is turned."""
    short, long = sorted((width, height))
    for (one, other), name in _MEDIA.items():
        if abs(short - one) <= 1 and abs(long - other) <= 1:
            return name
    return f"Custom.{short:.0f}x{long:.0f}mm"
