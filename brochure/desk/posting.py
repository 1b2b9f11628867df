"""`brochure send`: what was typed becomes letters, and letters are sent, written, tried or only counted."""

import argparse
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.order import Order
from brochure.content.shelf import Shelf, missing_file
from brochure.desk.campaigns import campaign_of, rate_of, server_of
from brochure.desk.orders import desk_shelf, languages_of, leaflet_names, made_at
from brochure.desk.progress import Progress
from brochure.pipeline import make
from brochure.send.addresses import Mailbox, mailbox_of
from brochure.send.bodies import LeafletBodies
from brochure.send.campaign import Campaign
from brochure.send.dialogue import Accepted, PutOff, Refused
from brochure.send.files import failed_write, prepare_folder, write_whole
from brochure.send.filling import Filled, fill
from brochure.send.keys import Key, open_key, passing_key
from brochure.send.letters import BY_DESIGN, Hold, State
from brochure.send.login import find_login
from brochure.send.mailing import Composer, Languages, OneForAll, RunCopies
from brochure.send.manifest import Manifest, is_run, read_manifest
from brochure.send.message import Letter, message_of
from brochure.send.outbox import FILE, Outbox, shadow
from brochure.send.posting import Pace, Posted, Run, pdf_of, post
from brochure.send.recipients import TO_POST, RecipientFile, no_consent_column
from brochure.send.submission import Server, Submission

Say = Callable[[str], None]


class Done(NamedTuple):
    """What is to be said, and whether everything is done."""

    findings: list[Finding]
    code: int  # 1 where a letter still waits for somebody


class _Task(NamedTuple):
    """What was asked, judged."""

    arguments: argparse.Namespace
    shelf: Shelf
    manifest: Manifest | None  # of a merged run
    order: Order  # of the leaflet, in the language for those who name none
    campaign: Campaign
    findings: list[Finding]
    say: Say
    told: bool  # whether words are wanted, not only findings


def send_letters(arguments: argparse.Namespace, say: Say) -> Done:
    """Do what `brochure send` was asked for."""
    findings: list[Finding] = []
    try:
        task = _task(arguments, findings, say)
        code = _sample(task) if arguments.to else _to_the_list(task)
    except BadInput as fault:
        findings += [_told_way_out(finding) for finding in fault.findings if finding not in findings]
        code = 1
    return Done(findings, code)


def _told_way_out(finding: Finding) -> Finding:
    """Of a draft, also how it is sent all the same."""
    if finding.code != "not-released":
        return finding
    return replace(finding, hint=f"{finding.hint}; or say --allow-draft")


def _task(arguments: argparse.Namespace, findings: list[Finding], say: Say) -> _Task:
    shelf = desk_shelf()
    folder = Path(arguments.what)
    manifest = read_manifest(folder) if is_run(folder) else None
    name = manifest.header.leaflet if manifest else folder.name if folder.is_dir() else arguments.what
    known = leaflet_names(shelf)
    if name not in known:
        raise missing_file("leaflet", name, known)
    languages = languages_of(name, shelf)
    default = arguments.language or (languages[0] if len(languages) == 1 else "")
    # Patients act on what they are sent: a draft goes to nobody but the desk.
    release = not (arguments.allow_draft or arguments.to)
    order = Order(name, default, "", arguments.edition, arguments.brand, made_at(), release)
    campaign = campaign_of(arguments, manifest.header.campaign if manifest else name)
    findings += _telling_subjects(campaign, name)
    return _Task(arguments, shelf, manifest, order, campaign, findings, say, arguments.output_format == "full")


def _telling_subjects(campaign: Campaign, leaflet: str) -> Iterator[Finding]:
    """A subject shows on locked screens and in the logs of servers."""
    for subject in dict.fromkeys(campaign.subjects.values()):
        words = [word for word in leaflet.split("-") if len(word) > 3 and word.casefold() in subject.casefold()]
        if words:
            message = f"the subject names what the leaflet is about ('{words[0]}'), and locked screens show it"
            yield Finding("mail-subject-tells", message, None, "write a neutral one", Severity.WARNING)


def _to_the_list(task: _Task) -> int:
    arguments = task.arguments
    if arguments.recipients is None:
        hint = "say --recipients FILE, or --to with your own address for a sample"
        raise BadInput(Finding("recipients-missing", "nobody is named to write to", None, hint))
    names = dict(arguments.column)
    recipients = RecipientFile(arguments.recipients, needs=TO_POST, names=names, encoding=arguments.encoding)
    if not recipients.has_consent:
        task.findings.append(no_consent_column(arguments.recipients, names))
    if arguments.dry_run or arguments.eml:
        return _without_server(task, recipients)
    server = server_of(arguments)
    with Outbox(arguments.outbox, open_key(_key_file(arguments)), keep=True) as outbox:
        filled = _fill(task, outbox, recipients, _keeper(arguments.outbox / "files"))
        _say_filled(task, outbox, filled)
        return _post(task, outbox, server)


def _key_file(arguments: argparse.Namespace) -> Path:
    key: Path | None = arguments.key
    folder: Path = arguments.outbox
    return key or folder / "key"


def _fill(task: _Task, outbox: Outbox, recipients: RecipientFile, store: Callable[[bytes], str]) -> Filled:
    bodies = LeafletBodies(task.order, task.shelf)
    source: RunCopies | OneForAll
    if task.manifest is None:
        languages = Languages(languages_of(task.order.leaflet, task.shelf), task.order.language)
        source = OneForAll(task.order, task.shelf, languages, bodies=bodies, store=store)
    elif task.manifest.header.personal:
        message = "the copies of this run are personal, and their message bodies are not made yet"
        raise BadInput(
            Finding("run-personal", message, None, "send the leaflet itself, or a run without personal fields")
        )
    else:
        source = RunCopies(task.manifest, outbox.key, bodies=bodies)
    told: list[Finding] = []
    shared = task.arguments.allow_shared_address
    try:
        filled = fill(outbox, task.campaign.name, source.addressed(recipients, told.append), allow_shared=shared)
    finally:
        _gather(task.findings, (*recipients.findings, *told))
    _gather(task.findings, _held_findings(filled, str(task.arguments.recipients)))
    return filled


def _gather(findings: list[Finding], more: tuple[Finding, ...] | list[Finding]) -> None:
    known = set(findings)
    findings += [finding for finding in more if finding not in known]


_HINTS = {
    Hold.BAD_ADDRESS: "mend the address in the list, then run the same command again",
    Hold.SHARED: "if these people do share a mailbox, say --allow-shared-address",
    Hold.NO_COPY: "merge the run again with --resume",
}


def _held_findings(filled: Filled, file: str) -> list[Finding]:
    """One warning for each letter that is held by mistake; unclear consent and languages are told already."""
    found = []
    for held in filled.held:
        if held.why in _HINTS:
            what = f"'email' {held.detail}" if held.detail else held.why.value
            message = f"{file}, row {held.row}: {what}; the letter is held"
            found.append(Finding("letter-held", message, None, _HINTS[held.why], Severity.WARNING))
    return found


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


def _say_filled(task: _Task, outbox: Outbox, filled: Filled) -> None:
    if outbox.recovered:
        task.say(
            f"{outbox.recovered:,} in doubt from a run that was killed: see `brochure outbox list --state unknown`"
        )
    if filled.changed:
        message = f"{filled.changed:,} letters that were queued before now carry the leaflet as it is today"
        task.findings.append(Finding("mail-text-changed", message, None, "", Severity.WARNING))
    if task.told:
        counts = outbox.counts(task.campaign.name)
        word = "letter" if counts[State.QUEUED] == 1 else "letters"
        task.say(f"campaign '{task.campaign.name}': {counts[State.QUEUED]:,} {word} to send, {_rest(counts)}")


def _rest(counts: dict[State, int]) -> str:
    named = [f"{counts[state]:,} {state}" for state in State if state is not State.QUEUED and counts[state]]
    return ", ".join(named) or "none sent before"


def _without_server(task: _Task, recipients: RecipientFile) -> int:
    """Everything but the sending, tried on a copy of the outbox that is forgotten afterwards."""
    arguments = task.arguments
    kept: dict[str, bytes] = {}

    def store(data: bytes) -> str:
        kept[sha256(data).hexdigest()] = data
        return "in memory"

    key_file = _key_file(arguments)
    known = key_file.exists() or (arguments.outbox / FILE).exists()
    with shadow(arguments.outbox, open_key(key_file) if known else _run_key(task)) as outbox:
        filled = _fill(task, outbox, recipients, store)
        _say_filled(task, outbox, filled)
        if arguments.eml:
            _write_files(task, outbox, kept)
        return _code(outbox.counts(task.campaign.name), outbox, task, would=True)


def _run_key(task: _Task) -> Key:
    if task.manifest is not None:
        message = f"there is no key file '{_key_file(task.arguments)}'"
        raise BadInput(Finding("key-differs", message, None, "name the key file of `brochure merge` with --key"))
    return passing_key()


def _write_files(task: _Task, outbox: Outbox, kept: dict[str, bytes]) -> None:
    folder: Path = task.arguments.eml
    prepare_folder(folder)
    if any(folder.glob("*.eml")):
        raise BadInput(Finding("output-exists", f"'{folder}' holds messages already", None, "choose an empty folder"))
    compose = Composer(outbox, task.campaign, time.time)
    items = list(outbox.items(task.campaign.name, State.QUEUED))
    progress = Progress("written", len(items), show=task.told)
    for item in items:
        path = folder / f"{item.row:06d}-{item.recipient[:10]}.eml"
        pdf = kept.get(item.pdf_sha256) or pdf_of(item)
        if pdf is None:
            message = f"row {item.row}: the PDF is missing or was changed since it was merged"
            task.findings.append(Finding("pdf-changed", message, None, "merge the run again with --resume"))
            continue
        write_whole(path, compose(item, pdf), mode=0o600)
        progress.step()
    progress.end()
    if task.told:
        task.say(f"{folder}: {progress.done:,} messages written, none sent")


def _post(task: _Task, outbox: Outbox, server: Server) -> int:
    name = task.campaign.name
    queued = outbox.counts(name)[State.QUEUED]
    ended = Posted(0, None, stopped=False)
    if queued:
        line = Submission(server, find_login(server.host))
        progress = Progress("posted", queued, show=task.told)
        with _stoppable() as stop:
            run = Run(
                outbox,
                name,
                str(task.campaign.sender),
                line,
                Composer(outbox, task.campaign, time.time),
                _pace(task.arguments),
                told=lambda state: progress.step() if state is not State.QUEUED else None,
                stop=stop,
            )
            try:
                ended = post(run)
            except BadInput as fault:
                _gather(task.findings, fault.findings)
            finally:
                progress.end()
    counts = outbox.counts(name)
    if task.told:
        task.say(f"{ended.sent:,} sent now; in all {_whole(counts)}")
        if ended.next_due is not None:
            at = datetime.fromtimestamp(ended.next_due).astimezone().strftime("%H:%M")
            task.say(f"put off by the server: run the same command again after {at}, or say --wait")
        if ended.stopped:
            task.say("stopped; the same command goes on from here")
    return _code(counts, outbox, task)


def _whole(counts: dict[State, int]) -> str:
    return ", ".join(f"{counts[state]:,} {state}" for state in State if counts[state]) or "nothing"


def _code(counts: dict[State, int], outbox: Outbox, task: _Task, *, would: bool = False) -> int:
    """1 where a letter waits for somebody; who said no is no fault."""
    open_states = (State.FAILED, State.UNKNOWN, State.DOT, *(() if would else (State.QUEUED,)))
    waiting = any(counts[state] for state in open_states)
    held = any(item.why not in BY_DESIGN for item in outbox.items(task.campaign.name, State.HELD))
    if task.told and counts[State.UNKNOWN]:
        task.say("unknown: they may have arrived; see `brochure outbox list --state unknown`, then `outbox resolve`")
    if task.told and counts[State.FAILED]:
        task.say("failed: the server refused them; see `brochure outbox list --state failed`")
    return int(waiting or held)


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


def _sample(task: _Task) -> int:
    """One message to the desk; the outbox is not touched."""
    to = mailbox_of(task.arguments.to.strip())
    if not isinstance(to, Mailbox):
        raise BadInput(Finding("mail-sender", f"--to {to.value}", None, "write one address such as me@clinic.example"))
    server = server_of(task.arguments)
    language = task.order.language or "en"
    if task.manifest is not None:
        first = next(task.manifest.copies(), None)
        if first is None:
            raise BadInput(Finding("run-missing", "the run holds no copy", None, "merge it again with --resume"))
        pdf = (task.manifest.folder / first.file).read_bytes()
        language = task.manifest.header.language or language
    else:
        order = task.order
        pdf = make(Order(order.leaflet, language, "", order.edition, order.brand, order.made_at), task.shelf).data
    bodies = LeafletBodies(task.order, task.shelf).of_language(language)
    now = datetime.now(UTC)
    message = message_of(Letter(to, secrets.token_hex(16), language, bodies, pdf, now), task.campaign)
    line = Submission(server, find_login(server.host))
    try:
        outcome = line.post(str(task.campaign.sender), str(to), message, lambda: None)
    finally:
        line.close()
    if isinstance(outcome, Accepted):
        if task.told:
            task.say(f"one sample sent, {len(message) / 1000:.0f} KB; the outbox is as it was")
        return 0
    said = outcome.reply if isinstance(outcome, Refused | PutOff) else None
    message_text = f"the server did not take the sample{f' ({said.code})' if said else ''}"
    raise BadInput(Finding("mail-server", message_text, None, "try again, or ask who runs the server"))
