"""The words that a person may type after `brochure`."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

from brochure.base.edition import NAMED_EDITIONS, Profile
from brochure.base.report import harmless
from brochure.base.version import __version__
from brochure.desk.editing_options import review_options, set_options, studio_options
from brochure.desk.examples import EXAMPLES
from brochure.desk.machine_options import completion_options, print_options
from brochure.desk.shared_options import allow_draft, column_options, outbox_place, report_options

PROFILES = get_args(Profile)
EXPORTED = ("queued", "dot", "sent", "failed", "unknown", "held", "unsubscribed")
_STANDARD = "ua2: email and large-print keep to PDF/UA-2 and WTPDF 1.0 (to PDF/UA-1 and PDF/A-2a)"


class _Parser(argparse.ArgumentParser):
    def _print_message(self, message: str, file: Any = None) -> None:
        super()._print_message(harmless(message), file)  # it repeats what was typed


def parser(name: str, command: str = "") -> argparse.ArgumentParser:
    """The parser of all commands; with the name of one, only that one has its options."""
    top = _Parser(
        prog=name,
        description="Set clinic leaflets from YAML into PDF, and prove that no word is lost.",
        epilog="Exit codes: 0 clean, 1 findings, 2 wrong use.",
    )
    top.add_argument("--version", action="version", version=f"brochure {__version__}")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    as_typed = argparse.RawDescriptionHelpFormatter
    for each, (about, add_options) in _COMMANDS.items():
        shown = "\n".join(("examples:", *(f"  brochure {line}" for line in EXAMPLES[each])))
        said = commands.add_parser(each, help=about, description=about, epilog=shown, formatter_class=as_typed)
        if command in ("", each):
            add_options(said)
    return top


def _order_options(command: argparse.ArgumentParser, name: str) -> None:
    command.add_argument(
        "leaflet",
        metavar="LEAFLET",
        nargs="?",
        help="folder under content/; every leaflet without it" + ("; or a PDF" if name == "check" else ""),
    )
    command.add_argument(
        "--layout",
        metavar="NAME",
        default="",
        help="folder under layouts/ (as the leaflet says; else the one of the edition, trifold-a4 to fold)",
    )
    edition, says = ("all", "%(default)s") if name == "prove" else ("", "as the leaflet says, or office")
    if name == "pack":
        command.set_defaults(edition="press")
    else:
        command.add_argument(
            "--edition", metavar="NAME", default=edition, help=f"{', '.join(NAMED_EDITIONS)} or all ({says})"
        )
    command.add_argument("--language", metavar="TAG", help="language tag; every language of the leaflet without it")
    command.add_argument(
        "--brand", metavar="FILE", default="", help="brand, or its file, in place of the leaflet's own"
    )
    command.add_argument(
        "--budget", metavar="KB", type=_bytes_of, help="most that a file may weigh (as its edition says)"
    )
    command.add_argument(
        "--paper", metavar="G/M2", type=float, help="weight of the paper that is folded (as the layout says)"
    )
    command.add_argument(
        "--icc", metavar="FILE", default="", help="output profile of the print shop, for press and master (FOGRA39)"
    )
    command.add_argument(
        "--samples", action="store_true", help="take the leaflets that ship with the program, in any folder"
    )
    command.add_argument("--saver", action="store_true", help="spare the toner of the office printer: no solid panels")
    if name == "proof":
        shown = command.add_mutually_exclusive_group()
        shown.add_argument("--grey", action="store_true", help="as a printer without colours shows it")
        says = "in its place a sheet with scales at the folds, for the printer"
        shown.add_argument("--fold-test", action="store_true", help=says)
        says = "in its place one clean page of the finished piece, for whoever signs"
        shown.add_argument("--mock-up", action="store_true", help=says)
    if name in ("build", "watch", "proof", "pack"):
        command.add_argument("--out", metavar="DIR", type=Path, help="output folder (build, in the clinic's folder)")
        command.add_argument("--overwrite", action="store_true", help="replace files that this program did not make")
    command.set_defaults(release=False)
    if name == "build":
        command.add_argument("--standard", metavar="NAME", default="", help=_STANDARD)
        command.add_argument(
            "--release",
            action="store_true",
            help="for patients: refuse drafts, words of samples, stale translations and passed review days",
        )
    if name == "check":
        _file_options(command)
    report_options(command)


def _merge_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("leaflet", metavar="LEAFLET", help="folder under content/, with `personal:` fields")
    command.add_argument("--recipients", metavar="FILE", type=Path, required=True,
                         help="CSV, xlsx, ods, xls or YAML with an id a row")  # fmt: skip
    column_options(command, "id=Nr")
    command.add_argument("--edition", metavar="NAME", default="", help="email, large-print, office (email)")
    command.add_argument("--standard", metavar="NAME", default="", help=_STANDARD)
    command.add_argument("--layout", metavar="NAME", default="", help="folder under layouts/ (the one of the edition)")
    command.add_argument("--language", metavar="TAG", default="en", help="language of the leaflet (%(default)s)")
    command.add_argument(
        "--brand", metavar="FILE", default="", help="brand, or its file, in place of the leaflet's own"
    )
    command.add_argument("--name", metavar="TEXT", default="", help="name of the mailing (LEAFLET)")
    command.add_argument("--samples", action="store_true", help="take the leaflets that ship with the program")
    command.add_argument("--out", metavar="DIR", type=Path, help="folder of the run (build/LEAFLET.run)")
    key = Path("outbox/key")
    command.add_argument("--key", metavar="FILE", type=Path, default=key, help="the clinic's key (%(default)s)")
    command.add_argument("--resume", action="store_true", help="make only the copies that are missing")
    command.add_argument("--row", metavar="N", type=int, help="only this row, as a preview beside the run")
    command.add_argument("--dry-run", action="store_true", help="judge every row, write nothing")
    command.add_argument("--zip", action="store_true", help="one archive in place of a folder")
    command.add_argument("--print-file", action="store_true", help="one file for the press, a record for each row")
    command.add_argument("--icc", metavar="FILE", default="", help="profile of the press, for --print-file")
    command.add_argument("--overwrite", action="store_true", help="replace a file that this program did not make")
    allow_draft(command)
    command.add_argument("--allow-odd", action="store_true", help="take values that look like none, such as #N/A")
    command.add_argument("--password-field", metavar="NAME", default="", help="column with a password for each copy")
    command.add_argument("--force-passwords", action="store_true", help="take passwords that are guessed too soon")
    command.add_argument(
        "--jobs",
        metavar="N",
        type=_jobs,
        default=1,
        help="processes at work, at most one for each core (%(default)s)",
    )
    cluster = command.add_argument_group("on other machines")
    cluster.add_argument(
        "--cluster", metavar="tls://HOST:PORT", default="", help="scheduler of Dask in place of own processes"
    )
    cluster.add_argument("--tls-ca-file", metavar="FILE", type=Path, help="authority of the cluster's certificates")
    cluster.add_argument("--tls-cert", metavar="FILE", type=Path, help="certificate that proves who this machine is")
    cluster.add_argument("--tls-key", metavar="FILE", type=Path, help="key of that certificate")
    report_options(command)


def _impose_options(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", metavar="FILE", type=Path, help="a PDF")
    command.add_argument("--sheet", metavar="NAME", default="a4", help="a4, a3, sra4, sra3, letter, tabloid (a4)")
    command.add_argument("--up", metavar="CxR", default="", help="columns x rows, such as 2x1 (as many as fit)")
    command.add_argument("--gutter", metavar="LENGTH", default="0mm", help="between pages; twice the bleed (0mm)")
    command.add_argument("--repeat", action="store_true", help="the same page in every place: step and repeat")
    command.add_argument("--no-marks", dest="marks", action="store_false", help="no crop marks")
    command.add_argument("--out", metavar="FILE", type=Path, help="output file (FILE.imposed.pdf beside it)")
    command.add_argument("--overwrite", action="store_true", help="replace a file that this program did not make")
    allow_draft(command)
    report_options(command)


def _file_options(command: argparse.ArgumentParser) -> None:
    """What a check of a finished PDF may be told: `brochure check FILE.pdf`."""
    file = command.add_argument_group("for a finished PDF in place of a leaflet")
    file.add_argument("--profile", choices=PROFILES, default="any", help="what the file is for (%(default)s)")
    file.add_argument("--report", metavar="FILE", type=Path, help="write an HTML page with pictures of the faults")
    file.add_argument("--folds", metavar="LENGTHS", help="fold lines from the left edge of page 1, such as 100mm,200mm")
    file.add_argument("--note", metavar="WORDS", default="", help="words of the safety note that must be there")
    file.add_argument("--review-by", metavar="DAY", default="", help="day by which the text is to be read again")
    file.add_argument("--rules", action="store_true", help="print what each check asks, as docs/checks.md")


def _bytes_of(kilobytes: str) -> int:
    try:
        size = round(float(kilobytes) * 1000)
    except (ValueError, OverflowError):
        size = 0
    if size <= 0:
        raise argparse.ArgumentTypeError(f"'{kilobytes}' is no number of kilobytes")
    return size


def _jobs(said: str) -> int:
    try:
        jobs = int(said)
    except ValueError:
        jobs = 0
    if jobs < 1:
        raise argparse.ArgumentTypeError(f"'{said}' is no number of processes; write 1 or more")
    return jobs


def _pack_options(pack: argparse.ArgumentParser) -> None:
    pack.add_argument("what", choices=("press", "master"), help="the edition: PDF/X-4, or the one that is tagged too")
    _order_options(pack, "pack")
    allow_draft(pack)
    pack.add_argument("--quantity", metavar="N", type=int, default=0, help="how many copies are wanted")
    pack.add_argument("--stock", metavar="WORDS", default="", help="the paper by name, such as 'silk, coated'")


def _new_options(new: argparse.ArgumentParser) -> None:
    new.add_argument("folder", metavar="DIR", type=Path, help="a folder that does not exist yet, or is empty")
    new.add_argument(
        "--from",
        dest="starter",
        metavar="STARTER|FILE.docx",
        default="",
        help="begin with one of the starters, such as price-list, or with a document of Word",
    )
    new.add_argument(
        "--layout", metavar="NAME", default="", help="copy this layout to change it; DIR may be a clinic's folder"
    )
    report_options(new)


def _sign_options(sign: argparse.ArgumentParser) -> None:
    sign.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    sign.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    sign.add_argument("--who", metavar="NAME", default="", help="who stands for the text; without it only what changed")
    sign.add_argument("--role", choices=("clinician", "translator", "editor"), default="clinician",
                      help="what they sign as (%(default)s)")  # fmt: skip
    sign.add_argument("--seen", metavar="BOX", nargs="+", default=[],
                      help="what no program sees and they looked at, such as alt; or all")  # fmt: skip
    sign.add_argument("--withdraw", metavar="MARK", default="", help="in its place withdraw a text that was signed")
    sign.add_argument("--why", metavar="TEXT", default="", help="the reason of a withdrawal")
    report_options(sign)


def _ask_options(ask: argparse.ArgumentParser) -> None:
    ask.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    ask.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    ask.add_argument("--people", metavar="N", type=int, default=5, help="how many are asked (%(default)s)")
    ask.add_argument("--results", metavar="NAME=N/N", nargs="+", default=[],
                     help="of each question how many found it, and understood it; into the record")  # fmt: skip
    ask.add_argument("--changed", metavar="TEXT", default="", help="what was changed in the text for it")
    report_options(ask)


def _diff_options(diff: argparse.ArgumentParser) -> None:
    about = "LEAFLET, LEAFLET@VERSION, a mark, a YAML file, or a PDF of ours"
    diff.add_argument("before", metavar="A", help=about)
    diff.add_argument("now", metavar="B", help="what it became, named in the same ways")
    diff.add_argument("--language", metavar="TAG", default="", help="of a LEAFLET that is named (en)")
    diff.add_argument("--html", metavar="FILE", type=Path, help="write it as one HTML page too")
    report_options(diff)


def _which_options(which: argparse.ArgumentParser) -> None:
    which.add_argument("mark", metavar="MARK", help="from the imprint of a copy, such as 7F3C-9A2E; or a PDF of ours")
    which.add_argument("--runs", metavar="DIR", type=Path, help="folder that holds merged runs (build)")
    which.add_argument("--recipients", metavar="FILE", type=Path, help="list by which they are named, with the key")
    outbox_place(which)
    report_options(which)


def _line_options(line: argparse.ArgumentParser) -> None:
    line.add_argument("leaflet", metavar="LEAFLET", help="folder under content/, or its code")
    line.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    report_options(line)


def _claims_options(claims: argparse.ArgumentParser) -> None:
    claims.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    claims.add_argument("--language", metavar="TAG", default="en", help="language of the text (%(default)s)")
    report_options(claims)


def _migrate_options(migrate: argparse.ArgumentParser) -> None:
    migrate.add_argument("--dry-run", action="store_true", help="only say what would be written")
    report_options(migrate)


def _stamp_options(stamp: argparse.ArgumentParser) -> None:
    stamp.add_argument("leaflet", metavar="LEAFLET", help="folder under content/")
    stamp.add_argument("--language", metavar="TAG", required=True, help="language tag of the translation")
    report_options(stamp)


def _schema_options(schema: argparse.ArgumentParser) -> None:
    schema.add_argument("kind", nargs="?", default="leaflet", choices=("leaflet", "brand", "layout"))
    report_options(schema)


def _explain_options(explain: argparse.ArgumentParser) -> None:
    explain.add_argument("code", metavar="CODE", nargs="?", help="a code such as overset-text; all codes without it")
    report_options(explain)


def _fonts_options(fonts: argparse.ArgumentParser) -> None:
    fonts.add_argument("action", nargs="?", choices=("add",), help="write font files into fonts/ and its manifest")
    fonts.add_argument("files", metavar="FILE", nargs="*", type=Path, help="TrueType or OpenType; one family at best")
    fonts.add_argument("--admit", metavar="FILE", type=Path, help="say whether a font file may join fonts/")
    report_options(fonts)


def _send_options(send: argparse.ArgumentParser) -> None:
    send.add_argument("what", metavar="LEAFLET|RUN", help="folder under content/, or the folder of a merged run")
    who = send.add_argument_group("recipients")
    who.add_argument("--recipients", metavar="FILE", type=Path,
                     help="CSV, xlsx, ods, xls or YAML with id, email, consent, language")  # fmt: skip
    column_options(who, "email=E-Mail")
    who.add_argument("--allow-odd", action="store_true", help="take ids that look like none, such as 4.5E+11")
    who.add_argument("--allow-shared-address", action="store_true", help="write to several people at one address")
    what = send.add_argument_group("letters")
    what.add_argument("--language", metavar="TAG", default="", help="for recipients who name none")
    what.add_argument("--edition", metavar="NAME", default="email", help="edition that is attached (%(default)s)")
    what.add_argument("--brand", metavar="FILE", default="", help="brand, or its file, in place of the leaflet's own")
    what.add_argument("--campaign", metavar="FILE", type=Path, help="YAML with name, sender, subject, server and more")
    what.add_argument("--name", metavar="TEXT", help="name of the mailing; one letter each under one name (LEAFLET)")
    what.add_argument("--sender", metavar="ADDRESS", help="address that the letters come from")
    what.add_argument("--subject", metavar="TEXT", help="neutral subject: it shows on locked screens")
    what.add_argument("--samples", action="store_true", help="take the leaflets that ship with the program")
    what.add_argument("--allow-draft", action="store_true", help="send a leaflet that nobody has signed off")
    how = send.add_argument_group("server")
    how.add_argument("--server", metavar="HOST", help="mail server for submission, such as mail.clinic.example:587")
    how.add_argument("--port", metavar="N", help="its port (587; with --security tls 465)")
    how.add_argument("--security", choices=("starttls", "tls", "insecure-loopback"),
                     help="how the connection is encrypted (starttls)")  # fmt: skip
    how.add_argument("--ca-file", metavar="FILE", type=Path, help="certificates to trust in place of the system's")
    how.add_argument("--rate", metavar="N", help="most letters in a minute")
    how.add_argument("--wait", action="store_true", help="stay until no letter waits for another try")
    instead = send.add_argument_group("instead of sending").add_mutually_exclusive_group()
    instead.add_argument("--dry-run", action="store_true", help="say what would be sent; write and send nothing")
    instead.add_argument("--to", metavar="ADDRESS", help="send one sample to yourself")
    instead.add_argument("--eml", metavar="DIR", type=Path, help="write the messages as files")
    send.add_argument(
        "--new-outbox", action="store_true", help="begin an outbox where it was lost, or take it as it is"
    )
    outbox_place(send)
    report_options(send)


def _outbox_options(outbox: argparse.ArgumentParser) -> None:
    tasks = outbox.add_subparsers(dest="task", metavar="TASK", required=True)
    status = tasks.add_parser("status", help="count the letters of each campaign")
    listed = tasks.add_parser("list", help="list letters by row and state; no addresses")
    listed.add_argument("--state", choices=EXPORTED[:-1], help="only these")
    resolve = tasks.add_parser("resolve", help="settle letters in doubt; send failed ones again")
    resolve.add_argument("letters", metavar="LETTER", nargs="*", help="mark from `outbox list`, or row:N")
    resolve.add_argument("--all", action="store_true", help="every letter in doubt")
    decided = resolve.add_mutually_exclusive_group(required=True)
    decided.add_argument("--sent", action="store_true", help="they arrived")
    decided.add_argument("--resend", action="store_true", help="they did not; the next `brochure send` sends them")
    reconcile = tasks.add_parser("reconcile", help="settle letters in doubt by the server's list of Message-IDs")
    reconcile.add_argument("file", metavar="FILE", type=Path, help="text that names what the server accepted")
    reconcile.add_argument("--complete", action="store_true", help="what it does not name was not accepted")
    suppress = tasks.add_parser("suppress", help="never write to these addresses again")
    suppress.add_argument("file", metavar="FILE", type=Path, help="an address, or the mark of a letter, on each line")
    bounces = tasks.add_parser("bounces", help="count letters that came back, and note them once you agree")
    bounces.add_argument("source", metavar="DIR|FILE", type=Path, help="folder of .eml files, mailbox, or one message")
    bounces.add_argument("--agree", action="store_true", help="note them; never write to dead addresses again")
    export = tasks.add_parser("export", help="write letters as CSV")
    export.add_argument("file", metavar="FILE", type=Path, help="file to write")
    export.add_argument("--only", choices=EXPORTED, nargs="+", default=[], help="only these, such as failed")
    export.add_argument("--addresses", action="store_true", help="with the addresses that were not purged")
    export.add_argument("--overwrite", action="store_true", help="replace the file")
    purge = tasks.add_parser("purge", help="erase addresses and bodies of finished letters")
    purge.add_argument("--every", action="store_true", help="of letters still to go and in doubt too")
    for task in (status, listed, resolve, reconcile, suppress, bounces, export, purge):
        if task is not suppress:
            task.add_argument("--name", metavar="TEXT", default="", help="only this campaign")
        outbox_place(task)
        report_options(task)


_COMMANDS: dict[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "build": ("set leaflets and write them (the default)", lambda said: _order_options(said, "build")),
    "check": ("find what is wrong, in leaflets or in a PDF", lambda said: _order_options(said, "check")),
    "prove": (
        "make every edition in memory and prove that all say the same", lambda said: _order_options(said, "prove"),
    ),
    "watch": ("build again whenever a file is saved", lambda said: _order_options(said, "watch")),
    "proof": (
        "show the folded piece as a reader meets it, panel by panel", lambda said: _order_options(said, "proof"),
    ),
    "merge": ("write a personal copy of a leaflet for each recipient of a list", _merge_options),
    "pack": ("make the folder that a print shop gets", _pack_options),
    "impose": ("lay pages of a finished PDF side by side on a larger sheet", _impose_options),
    "new": ("make a clinic's own folder that builds at once", _new_options),
    "set": ("type a text into a leaflet; all else in its file stays as it is", set_options),
    "review": ("write a page for a reviewer without the program, and take the words back", review_options),
    "studio": ("open the clinic's leaflets in the browser of this machine", studio_options),
    "layouts": ("list the layouts: sheet, fold, panels, and what each leaves out", report_options),
    "sign": ("show what changed since the last signature, and sign", _sign_options),
    "status": ("say of each leaflet who signed it and when it is to be read again", report_options),
    "whichis": ("say which text a copy is, by the mark in its imprint", _which_options),
    "ask": ("print a ten-minute test of a leaflet with patients, and keep its results", _ask_options),
    "literacy": ("say how hard a leaflet is to read: SMOG, FKGL, hard words, the sheet of PEMAT", _line_options),
    "record-line": ("print the line for the consent note of whoever got a leaflet", _line_options),
    "diff": ("hold two texts against each other, the gravest change first", _diff_options),
    "claims": ("print what a leaflet claims, on what ground, and where: one page for whoever asks", _claims_options),
    "migrate": ("bring files of an older form to that of today, in place", _migrate_options),
    "stamp": ("note which source text a translation was made from", _stamp_options),
    "schema": ("print the JSON Schema of a kind of YAML file", _schema_options),
    "explain": ("explain the code of a finding", _explain_options),
    "fonts": ("list the faces, try a font file, or add files", _fonts_options),
    "print": ("print a leaflet here: medium, sides and scale said to the printer", print_options),
    "doctor": ("say what this desk has and lacks, and how to get it", report_options),
    "completion": ("print what makes a shell complete the words of this program", completion_options),
    "send": ("e-mail a leaflet, or the copies of a merged run, to a list of recipients", _send_options),
    "outbox": ("look after letters that were queued", _outbox_options),
}  # fmt: skip
