"""The words that may be typed after the commands that look after this desk: its printer, its health, its shell."""

import argparse

from brochure.base.edition import NAMED_EDITIONS
from brochure.desk.shared_options import allow_draft, report_options

SHELLS = ("bash", "zsh", "tcsh")
PRINTED = tuple(name for name, row in NAMED_EDITIONS.items() if row.margin > 0)


def print_options(command: argparse.ArgumentParser) -> None:
    """Options of `print` that no other command has."""
    command.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    command.add_argument("--language", metavar="TAG", default="", help="language tag; every language without it")
    command.add_argument("--layout", metavar="NAME", default="", help="folder under layouts/ (as the leaflet says)")
    command.add_argument("--edition", choices=PRINTED, default="office", help="what is printed (%(default)s)")
    command.add_argument("--copies", metavar="N", type=int, default=1, help="how many of each (%(default)s)")
    command.add_argument("--printer", metavar="NAME", default="", help="as `lpstat -e` lists it (the system's own)")
    allow_draft(command)
    report_options(command)


def completion_options(command: argparse.ArgumentParser) -> None:
    """The shell."""
    command.add_argument("shell", choices=SHELLS, help="the shell that completes words")
