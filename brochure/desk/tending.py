"""`brochure outbox`: letters that were queued are counted, listed, settled, exported and forgotten."""

import argparse
import getpass
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from brochure.base.findings import BadInput, Finding, did_you_mean
from brochure.content.shelf import shown
from brochure.files import write_whole
from brochure.send.letters import LetterState, OutboxLetter
from brochure.send.outbox import FILE, Outbox
from brochure.send.queueing import Done, Say, desk_key
from brochure.send.settling import find, purge, reconcile, resolve, short, stored_files, suppress, table_text

_MOST_BYTES = 200_000_000  # of a server's log


def tend_outbox(arguments: argparse.Namespace, say: Say) -> Done:
    """Do what `brochure outbox` was asked for."""
    try:
        folder: Path = arguments.outbox
        if not (folder / FILE).is_file() and arguments.task != "suppress":
            message = f"there is no outbox in '{folder}'"
            hint = "name its folder with --outbox; `brochure send` makes one"
            raise BadInput(Finding("outbox-missing", message, None, hint))
        task = _TASKS[arguments.task]
        with _opened(arguments) as outbox:
            _refuse_unknown_name(outbox, arguments)
            return Done([], task(outbox, arguments, say))
    except BadInput as fault:
        return Done(list(fault.findings), 1)


def _opened(arguments: argparse.Namespace) -> Outbox:
    """The outbox, kept where it is free: then what a killed sender left in doubt is held at once."""
    key = desk_key(arguments, first=True)
    try:
        return Outbox(arguments.outbox, key, keep=True)
    except BadInput as fault:
        if fault.findings[0].code != "outbox-busy" or arguments.task not in {"status", "list", "export"}:
            raise
        return Outbox(arguments.outbox, key, keep=False)


def _refuse_unknown_name(outbox: Outbox, arguments: argparse.Namespace) -> None:
    name = getattr(arguments, "name", "")
    known = outbox.campaigns()
    if name and name not in known:
        message = f"there is no campaign '{name}'"
        raise BadInput(Finding("campaign-unknown", message, None, did_you_mean(name, known)))


def _status(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    names = [arguments.name] if arguments.name else outbox.campaigns()
    counts = {name: outbox.counts(name) for name in names}
    if arguments.output_format == "json":
        say(
            json.dumps(
                {name: {str(state): n for state, n in found.items()} for name, found in counts.items()}, indent=1
            )
        )
    elif not names:
        say("the outbox is empty")
    for name in names if arguments.output_format != "json" else []:
        told = ", ".join(f"{n:,} {state}" for state, n in counts[name].items() if n)
        say(f"{name}: {told}")
    doubtful = sum(
        found[LetterState.UNKNOWN] + found[LetterState.FAILED] + found[LetterState.DOT] for found in counts.values()
    )
    return int(doubtful > 0)


def _list(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    state = LetterState(arguments.state) if arguments.state else None
    items = list(outbox.items(arguments.name, state))
    if arguments.output_format == "json":
        say(json.dumps([_record(item) for item in items], indent=1))
        return 0
    for item in items:
        code = f" {item.code}" if item.code else ""
        enhanced = f" {item.enhanced}" if item.enhanced else ""
        due = f", again after {datetime.fromtimestamp(item.due).astimezone():%H:%M}" if item.due else ""
        why = f"  {item.why}{code}{enhanced}{due}" if item.why or code else ""
        say(f"{short(item)}  row {item.row:<6} {item.state:8}{why}  ({item.campaign})")
    if not items:
        say("no such letter")
    return 0


def _record(item: OutboxLetter) -> dict[str, object]:
    names = ("campaign", "row", "language", "why", "code", "enhanced", "tries")
    return {"letter": short(item), "state": str(item.state), **{name: getattr(item, name) for name in names}}


def _resolve(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    if bool(arguments.letters) == arguments.all:
        raise BadInput(
            Finding("letter-unknown", "no letter is named", None, "name letters from `outbox list`, or say --all")
        )
    chosen = find(outbox, arguments.name, arguments.letters)
    if arguments.all:
        chosen = list(outbox.items(arguments.name, LetterState.UNKNOWN))
    done = resolve(outbox, chosen, resend=arguments.resend, who=_who())
    if arguments.output_format == "full":
        say(f"{done:,} settled: " + ("queued; run `brochure send` again" if arguments.resend else "taken as sent"))
    return 0


def _reconcile(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    done = reconcile(outbox, arguments.name, _lines(arguments.file), complete=arguments.complete, who=_who())
    if arguments.output_format == "full":
        say(f"{done.sent:,} were sent, {done.queued:,} are queued, {done.unknown:,} stay in doubt")
    return int(done.unknown > 0)


def _suppress(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    new = suppress(outbox, _lines(arguments.file), file=shown(arguments.file))
    if arguments.output_format == "full":
        say(f"{new:,} new; only their keyed hashes are kept")
    return 0


def _export(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    path: Path = arguments.file
    if path.exists() and not arguments.overwrite:
        raise BadInput(Finding("output-exists", f"'{path}' exists", None, "choose another name, or say --overwrite"))
    items = list(outbox.items(arguments.name))
    write_whole(path, table_text(outbox, items, addresses=arguments.addresses).encode("utf-8-sig"), mode=0o600)
    if arguments.output_format == "full":
        say(f"{path}: {len(items):,} letters")
    return 0


def _purge(outbox: Outbox, arguments: argparse.Namespace, say: Say) -> int:
    done = purge(outbox, arguments.name, every=arguments.every)
    needed = {Path(path) for path in stored_files(outbox)}
    for path in (arguments.outbox / "files").glob("*.pdf"):
        if path.resolve() not in needed:
            path.unlink()
    if arguments.output_format == "full":
        say(f"{done.erased:,} letters erased" + (f"; {done.kept:,} are still to go or in doubt" if done.kept else ""))
    return int(done.kept > 0)


def _lines(path: Path) -> Iterator[str]:
    try:
        if not path.is_file() or path.stat().st_size > _MOST_BYTES:
            message = f"'{path}' is no text file of at most {_MOST_BYTES // 1_000_000} MB"
            raise BadInput(Finding("file-unreadable", message, None, "check the name"))
        with path.open(encoding="utf-8-sig", errors="replace") as file:
            yield from file
    except OSError as fault:
        message = f"cannot read '{path}': {(fault.strerror or 'no reason given').lower()}"
        raise BadInput(Finding("file-unreadable", message, None, "check the name and the folder")) from None


def _who() -> str:
    """Who decided, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "the desk"


_TASKS: dict[str, Callable[[Outbox, argparse.Namespace, Say], int]] = {
    "status": _status,
    "list": _list,
    "resolve": _resolve,
    "reconcile": _reconcile,
    "suppress": _suppress,
    "export": _export,
    "purge": _purge,
}
