"""The words that a person may type after `brochure send` and `brochure outbox`."""

import argparse
from collections.abc import Iterator
from pathlib import Path

OUTBOX = Path("outbox")  # folder


def post_options(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> Iterator[argparse.ArgumentParser]:
    """Add both commands; gives every parser that still wants the options of reports."""
    about = "e-mail a leaflet, or the copies of a merged run, to a list of recipients"
    send = commands.add_parser("send", help=about, description=about)
    _send_options(send)
    yield send
    about = "look after letters that were queued"
    outbox = commands.add_parser("outbox", help=about, description=about)
    yield from _outbox_options(outbox)


def _send_options(send: argparse.ArgumentParser) -> None:
    send.add_argument("what", metavar="LEAFLET|RUN", help="folder under content/, or the folder of a merged run")
    who = send.add_argument_group("recipients")
    who.add_argument("--recipients", metavar="FILE", type=Path, help="CSV or YAML with id, email, consent, language")
    who.add_argument("--column", metavar="NAME=HEADER", action="append", default=[], type=column_of,
                     help="header of a column that is called otherwise, such as email=E-Mail")  # fmt: skip
    who.add_argument("--encoding", metavar="NAME", default="", help="encoding of the CSV file (utf-8)")
    who.add_argument("--allow-shared-address", action="store_true", help="write to several people at one address")
    what = send.add_argument_group("letters")
    what.add_argument("--language", metavar="TAG", default="", help="for recipients who name none")
    what.add_argument("--edition", metavar="NAME", default="email", help="edition that is attached (%(default)s)")
    what.add_argument("--brand", metavar="FILE", default="", help="brand file in place of the leaflet's own")
    what.add_argument("--campaign", metavar="FILE", type=Path, help="YAML with name, sender, subject, server and more")
    what.add_argument("--name", metavar="TEXT", help="name of the mailing; one letter each under one name (LEAFLET)")
    what.add_argument("--sender", metavar="ADDRESS", help="address that the letters come from")
    what.add_argument("--subject", metavar="TEXT", help="neutral subject: it shows on locked screens")
    what.add_argument("--allow-draft", action="store_true", help="send a leaflet that nobody has signed off")
    how = send.add_argument_group("server")
    how.add_argument("--server", metavar="HOST", help="mail server for submission")
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
    _outbox_place(send)


def _outbox_options(outbox: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    tasks = outbox.add_subparsers(dest="task", metavar="TASK", required=True)
    status = tasks.add_parser("status", help="count the letters of each campaign")
    listed = tasks.add_parser("list", help="list letters by row and state; no addresses")
    listed.add_argument("--state", choices=("queued", "dot", "sent", "failed", "unknown", "held"), help="only these")
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
    suppress.add_argument("file", metavar="FILE", type=Path, help="one address on each line")
    export = tasks.add_parser("export", help="write all letters as CSV")
    export.add_argument("file", metavar="FILE", type=Path, help="file to write")
    export.add_argument("--addresses", action="store_true", help="with the addresses that were not purged")
    export.add_argument("--overwrite", action="store_true", help="replace the file")
    purge = tasks.add_parser("purge", help="erase addresses and bodies of finished letters")
    purge.add_argument("--every", action="store_true", help="of letters still to go and in doubt too")
    for task in (status, listed, resolve, reconcile, suppress, export, purge):
        if task is not suppress:
            task.add_argument("--name", metavar="TEXT", default="", help="only this campaign")
        _outbox_place(task)
        yield task


def _outbox_place(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--outbox", metavar="DIR", type=Path, default=OUTBOX, help="folder of the outbox (%(default)s)"
    )
    command.add_argument("--key", metavar="FILE", type=Path, help="key file of the clinic (DIR/key)")


def column_of(said: str) -> tuple[str, str]:
    """`--column NAME=HEADER`: what we call a column, and what the list calls it."""
    name, _, header = said.partition("=")
    if not name.strip() or not header.strip():
        raise argparse.ArgumentTypeError(f"'{said}' is not like email=E-Mail: our name, then that of the list")
    return name.strip().casefold(), header.strip()
