"""Options that several commands have."""

import argparse
from pathlib import Path

from brochure.base.report import FORMATS


def report_options(command: argparse.ArgumentParser) -> None:
    """In which form findings are told."""
    command.add_argument("--output-format", choices=FORMATS, default="full", help="form of the findings (%(default)s)")
    command.add_argument(
        "--json", dest="output_format", action="store_const", const="json", help="as --output-format json"
    )
    command.add_argument("--debug", action="store_true", help="show the traceback of a fault of the program")


def allow_draft(command: argparse.ArgumentParser) -> None:
    """Past the gate."""
    command.add_argument("--allow-draft", action="store_true", help="take a leaflet that may not go to patients yet")


def column_of(said: str) -> tuple[str, str]:
    """`--column NAME=HEADER`: what we call a column, and what the list calls it."""
    name, _, header = said.partition("=")
    if not name.strip() or not header.strip():
        raise argparse.ArgumentTypeError(f"'{said}' is not like email=E-Mail: our name, then that of the list")
    return name.strip().casefold(), header.strip()


def column_options(command: argparse._ActionsContainer, such_as: str) -> None:
    """How a list of people is read."""
    command.add_argument("--column", metavar="NAME=HEADER", action="append", default=[], type=column_of,
                         help=f"header of a column that is called otherwise, such as {such_as}")  # fmt: skip
    command.add_argument("--columns", metavar="FILE", dest="columns_file", type=Path,
                         help="YAML that keeps which column is which; --column wins")  # fmt: skip
    command.add_argument("--encoding", metavar="NAME", default="", help="encoding of a CSV file (utf-8)")


def outbox_place(command: argparse.ArgumentParser) -> None:
    """Where the outbox is, and its key."""
    command.add_argument(
        "--outbox", metavar="DIR", type=Path, default=Path("outbox"), help="folder of the outbox (%(default)s)"
    )
    command.add_argument("--key", metavar="FILE", type=Path, help="key file of the clinic (DIR/key)")
