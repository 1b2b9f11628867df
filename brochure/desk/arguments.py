"""The words that a person may type after `brochure`."""

import argparse
from pathlib import Path

from brochure.base.edition import EDITIONS
from brochure.desk.post_options import post_options
from brochure.desk.report import FORMATS


def parser(name: str) -> argparse.ArgumentParser:
    """The parser of all commands; without a command, the options of `build` are taken."""
    top = argparse.ArgumentParser(
        prog=name,
        description="Set clinic leaflets from YAML into PDF, and prove that no word is lost.",
        epilog="Exit codes: 0 clean, 1 findings, 2 wrong use.",
    )
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command, about in (
        ("build", "set leaflets and write them (the default)"),
        ("check", "find what is wrong, write nothing"),
        ("prove", "make every edition in memory and prove that all say the same"),
        ("watch", "build again whenever a file is saved"),
    ):
        _order_options(commands.add_parser(command, help=about, description=about), command)
    new = commands.add_parser("new", help="make a clinic's own folder that builds at once")
    new.add_argument("folder", metavar="DIR", type=Path, help="a folder that does not exist yet, or is empty")
    stamp = commands.add_parser("stamp", help="note which source text a translation was made from")
    stamp.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    stamp.add_argument("--language", metavar="TAG", required=True, help="language tag of the translation")
    schema = commands.add_parser("schema", help="print the JSON Schema of a kind of YAML file")
    schema.add_argument("kind", nargs="?", default="leaflet", choices=("leaflet", "brand", "layout"))
    explain = commands.add_parser("explain", help="explain the code of a finding")
    explain.add_argument("code", metavar="CODE", nargs="?", help="a code such as overset-text; all codes without it")
    fonts = commands.add_parser("fonts", help="list the faces, or try a font file")
    fonts.add_argument("--admit", metavar="FILE", type=Path, help="say whether a font file may join fonts/")
    for each in (new, stamp, schema, explain, fonts, *post_options(commands)):
        _report_options(each)
    return top


def _order_options(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(
        "leaflet", metavar="LEAFLET", nargs="?", help="folder under content/; every leaflet without it"
    )
    command.add_argument(
        "--layout",
        metavar="NAME",
        default="",
        help="folder under layouts/ (the one of the edition; trifold-a4 to fold)",
    )
    edition = "all" if name == "prove" else "office"
    command.add_argument(
        "--edition", metavar="NAME", default=edition, help=f"{', '.join(EDITIONS)} or all (%(default)s)"
    )
    command.add_argument("--language", metavar="TAG", help="language tag; every language of the leaflet without it")
    command.add_argument("--brand", metavar="FILE", default="", help="brand file in place of the leaflet's own")
    command.add_argument(
        "--budget", metavar="KB", type=_bytes_of, help="most that a file may weigh (as its edition says)"
    )
    if name in ("build", "watch"):
        command.add_argument(
            "--out", metavar="DIR", type=Path, default=Path("build"), help="output folder (%(default)s)"
        )
        command.add_argument("--overwrite", action="store_true", help="replace files that this program did not make")
    command.set_defaults(release=False)
    if name == "build":
        command.add_argument(
            "--release", action="store_true", help="for patients: refuse drafts and stale translations"
        )
    _report_options(command)


def _bytes_of(kilobytes: str) -> int:
    try:
        size = round(float(kilobytes) * 1000)
    except (ValueError, OverflowError):
        size = 0
    if size <= 0:
        raise argparse.ArgumentTypeError(f"'{kilobytes}' is no number of kilobytes")
    return size


def _report_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("--output-format", choices=FORMATS, default="full", help="form of the findings (%(default)s)")
    command.add_argument("--debug", action="store_true", help="show the traceback of a fault of the program")
