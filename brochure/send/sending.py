"""`brochure send`: what was typed becomes letters, and the letters go to a server, as fast and as long as they may."""

import argparse
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from brochure.base.findings import BadInput, Finding
from brochure.desk.progress import Progress
from brochure.files import failed_write, write_whole
from brochure.people.recipients import TO_POST, RecipientFile, no_consent_column
from brochure.send.campaigns import rate_of, server_of
from brochure.send.letters import LetterState
from brochure.send.login import find_login
from brochure.send.mailing import Composer
from brochure.send.outbox import Outbox, make_folder
from brochure.send.posting import Pace, Posted, PostRun, post
from brochure.send.queueing import (
    Done,
    Say,
    Task,
    counted,
    desk_key,
    ending_code,
    fill_box,
    gather,
    say_filled,
    task_of,
)
from brochure.send.submission import Server, Submission
from brochure.send.trying import send_sample, without_server


def send_letters(arguments: argparse.Namespace, say: Say) -> Done:
    """Do what `brochure send` was asked for."""
    findings: list[Finding] = []
    try:
        task = task_of(arguments, findings, say)
        code = send_sample(task) if arguments.to else _to_the_list(task)
    except BadInput as fault:
        findings += [_told_way_out(finding) for finding in fault.findings if finding not in findings]
        code = 1
    return Done(findings, code)


def _told_way_out(finding: Finding) -> Finding:
    """Of a draft, also how it is sent all the same."""
    if finding.code != "not-released":
        return finding
    return replace(finding, hint=f"{finding.hint}; or say --allow-draft")


def _to_the_list(task: Task) -> int:
    arguments = task.arguments
    if arguments.recipients is None:
        hint = "say --recipients FILE, or --to with your own address for a sample"
        raise BadInput(Finding("recipients-missing", "nobody is named to write to", None, hint))
    names = dict(arguments.column)
    recipients = RecipientFile(arguments.recipients, needs=TO_POST, names=names, encoding=arguments.encoding)
    if not recipients.has_consent:
        task.findings.append(no_consent_column(arguments.recipients, names))
    if arguments.dry_run or arguments.eml:
        return without_server(task, recipients)
    server = server_of(arguments)
    make_folder(arguments.outbox)
    with Outbox(arguments.outbox, desk_key(arguments, first=task.manifest is None), keep=True) as outbox:
        filled = fill_box(task, outbox, recipients, _keeper(arguments.outbox / "files"))
        say_filled(task, outbox, filled)
        return _post(task, outbox, server)


def _keeper(folder: Path) -> Callable[[bytes], str]:
    """Keeps attachments beside the outbox under the name of their digest."""

    def store(data: bytes) -> str:
        path = folder / f"{sha256(data).hexdigest()[:32]}.pdf"
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
        except OSError as fault:
            raise BadInput(failed_write(folder, fault)) from None
        if not path.exists() or path.read_bytes() != data:
            write_whole(path, data, mode=0o600)
        return str(path.resolve())

    return store


def _post(task: Task, outbox: Outbox, server: Server) -> int:
    name = task.campaign.name
    before = outbox.counts(name)
    queued = before[LetterState.QUEUED]
    ended = Posted(0, None, stopped=False)
    if queued:
        line = Submission(server, find_login(server.host, ask=server.security != "insecure-loopback"))
        progress = Progress("posted", queued, show=task.told)
        with _stoppable() as stop:
            run = PostRun(
                outbox,
                name,
                str(task.campaign.sender),
                line,
                Composer(outbox, task.campaign, time.time),
                _pace(task.arguments),
                told=lambda state: progress.step() if state is not LetterState.QUEUED else None,
                stop=stop,
            )
            try:
                ended = post(run)
            except BadInput as fault:
                gather(task.findings, fault.findings)
            finally:
                progress.end()
    counts = outbox.counts(name)
    if task.told and queued:
        task.say(f"{counts[LetterState.SENT] - before[LetterState.SENT]:,} sent now; in all {counted(counts)}")
        if ended.next_due is not None:
            at = datetime.fromtimestamp(ended.next_due).astimezone().strftime("%H:%M")
            task.say(f"put off by the server: run the same command again after {at}, or say --wait")
        if ended.stopped:
            task.say("stopped; the same command goes on from here")
    return ending_code(counts, outbox, task)


def _pace(arguments: argparse.Namespace) -> Pace:
    pace = Pace(rate=rate_of(arguments))
    return pace._replace(patience=float("inf")) if arguments.wait else pace


@contextmanager
def _stoppable() -> Iterator[Callable[[], bool]]:
    """The first ctrl-c ends the run after the letter at hand, so that none is left in doubt; the second ends it now."""
    asked: list[int] = []

    def ask(number: int, frame: Any) -> None:  # noqa: ARG001 - the system's signature
        if asked:
            raise KeyboardInterrupt
        asked.append(number)

    old = {number: signal.signal(number, ask) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in old.items():
            signal.signal(number, handler)
