"""What `brochure send` was asked for, judged, and the outbox filled with it."""

import argparse
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput, Finding, Severity, did_you_mean
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.content.read import find_leaflet, read, read_yaml
from brochure.content.shelf import Shelf, missing_file, shown
from brochure.copies import source_mark
from brochure.copies.manifest import Manifest, copy_mark, is_run, read_manifest
from brochure.desk.orders import desk_shelf, languages_of, leaflet_names, made_at, today
from brochure.people.keys import Key, open_key
from brochure.people.recipients import Recipient, RecipientFile, fields_of
from brochure.send.bodies import BodyMaker, LeafletBodies, PersonalBodies
from brochure.send.campaign import Campaign
from brochure.send.campaigns import campaign_of
from brochure.send.filling import Filled, fill
from brochure.send.letters import BY_DESIGN, Hold, LetterState
from brochure.send.mailing import Languages, Letterhead, OneForAll, RunCopies
from brochure.send.outbox import FILE, Outbox

Say = Callable[[str], None]


class Done(NamedTuple):
    """What is to be said, and whether everything is done."""

    findings: list[Finding]
    code: int  # 1 where a letter still waits for somebody


class Task(NamedTuple):
    """What was asked, judged."""

    arguments: argparse.Namespace
    shelf: Shelf
    manifest: Manifest | None  # of a merged run
    order: Order  # of the leaflet, in the language for those who name none
    campaign: Campaign
    findings: list[Finding]
    say: Say
    told: bool  # whether words are wanted, not only findings


def task_of(arguments: argparse.Namespace, findings: list[Finding], say: Say) -> Task:
    """What was typed, judged; warnings go to `findings`.

    Raises:
        BadInput: an unknown leaflet, or a campaign that cannot be sent.
    """
    shelf = desk_shelf(arguments.what)
    folder = Path(arguments.what)
    manifest = read_manifest(folder) if is_run(folder) else None
    name = manifest.header.leaflet if manifest else folder.name if folder.is_dir() else arguments.what
    known = leaflet_names(shelf)
    if name not in known or not (manifest or _is_on(shelf, folder)):
        raise missing_file("leaflet", arguments.what, known)
    edition = EDITIONS.get(arguments.edition)
    if edition is not None and edition.ending != "pdf":  # an unknown one is told when it is made
        message = f"edition '{edition.name}' is no PDF; text and HTML are the bodies of every letter"
        raise BadInput(Finding("mail-edition", message, None, "attach email, large-print or office"))
    languages = languages_of(name, shelf)
    default = arguments.language or (languages[0] if len(languages) == 1 else "")
    # Patients act on what they are sent: a draft goes to nobody but the desk.
    release = not (arguments.allow_draft or arguments.to)
    order = Order(name, default, "", arguments.edition, arguments.brand, made_at(), release, today())
    campaign = campaign_of(arguments, manifest.header.campaign if manifest else name)
    findings += _telling_subjects(campaign, name)
    return Task(arguments, shelf, manifest, order, campaign, findings, say, arguments.output_format == "full")


def _is_on(shelf: Shelf, folder: Path) -> bool:
    """Whether a leaflet was named, or a folder that the shelf finds first under its name."""
    first = next((each for each in shelf.folders if (each / "content" / folder.name).is_dir()), Path())
    return len(folder.parts) == 1 or folder.resolve() == (first / "content" / folder.name).resolve()


def _telling_subjects(campaign: Campaign, leaflet: str) -> Iterator[Finding]:
    """A subject shows on locked screens and in the logs of servers."""
    for subject in dict.fromkeys(campaign.subjects.values()):
        words = [word for word in leaflet.split("-") if len(word) > 3 and word.casefold() in subject.casefold()]
        if words:
            message = f"the subject names what the leaflet is about ('{words[0]}'), and locked screens show it"
            yield Finding("mail-subject-tells", message, None, "write a neutral one", Severity.WARNING)


def key_file(arguments: argparse.Namespace) -> Path:
    """Where the clinic's key lies."""
    key: Path | None = arguments.key
    folder: Path = arguments.outbox
    return key or folder / "key"


def desk_key(arguments: argparse.Namespace, *, first: bool) -> Key:
    """The clinic's key; made only where neither an outbox nor, unless it is the `first` use, anything else has one.

    Raises:
        BadInput: it is missing, damaged, or others may read it.
    """
    return open_key(key_file(arguments), make=first and not (arguments.outbox / FILE).exists())


def bodies_of(task: Task) -> BodyMaker:
    """What makes the bodies of the letters: the leaflet itself, for each recipient of a personal run their own.

    Raises:
        BadInput: a personal leaflet without a run, so that everybody would read the name of its example.
    """
    if task.manifest is not None and task.manifest.header.personal:
        return PersonalBodies(task.order, task.shelf)
    order = task.order
    if not order.language:
        order = replace(order, language=languages_of(order.leaflet, task.shelf)[0])
    if task.manifest is None and read_yaml(find_leaflet(order, task.shelf), Leaflet).personal:
        message = f"leaflet '{order.leaflet}' has personal fields; sent as it is, it tells everybody its examples"
        hint = f"run `brochure merge {order.leaflet} --recipients FILE`, then send the folder of the run"
        raise BadInput(Finding("run-personal", message, None, hint))
    return LeafletBodies(task.order, task.shelf)


def _refuse_lacking(task: Task, recipients: RecipientFile) -> None:
    """A column that is not there is one fault of the list, not one of every row."""
    if task.manifest is None or not task.manifest.header.personal:
        return
    order = replace(task.order, language=task.order.language or languages_of(task.order.leaflet, task.shelf)[0])
    personal = read_yaml(find_leaflet(order, task.shelf), Leaflet).personal or {}
    columns = {column.casefold() for column in recipients.columns}
    faults = [
        Finding("csv-column", f"there is no column '{name}'", field.label.origin, did_you_mean(name, columns))
        for name, field in personal.items()
        if name not in columns and field.type != "choice"
    ]
    if faults:
        raise BadInput(*faults)


def fill_box(task: Task, outbox: Outbox, recipients: RecipientFile, store: Callable[[bytes], str]) -> Filled:
    """Queue or hold a letter for everybody on the list; whatever is told on the way goes to the task's findings.

    Raises:
        BadInput: list, leaflet or run cannot be used; nothing is queued.
    """
    bodies = bodies_of(task)
    _refuse_lacking(task, recipients)
    source: RunCopies | OneForAll
    if task.manifest is None:
        languages = Languages(languages_of(task.order.leaflet, task.shelf), task.order.language)
        source = OneForAll(task.order, task.shelf, languages, Letterhead(task.campaign, bodies), store=store)
    else:
        source = RunCopies(task.manifest, outbox.key, Letterhead(task.campaign, bodies), _mark_of(task, outbox.key))
    told: list[Finding] = []
    shared = task.arguments.allow_shared_address
    try:
        filled = fill(outbox, task.campaign.name, source.addressed(recipients, told.append), allow_shared=shared)
    finally:
        gather(task.findings, (*recipients.findings, *told))
    gather(task.findings, _held_findings(filled, str(task.arguments.recipients)))
    gather(task.findings, _list_findings(filled, str(task.arguments.recipients)))
    return filled


def _mark_of(task: Task, key: Key) -> Callable[[Recipient], str] | None:
    """What a copy would be made of now; nothing for a run in which no word differs."""
    assert task.manifest is not None
    header = task.manifest.header
    if not header.personal:
        return None
    order = Order(header.leaflet, header.language, header.layout, header.edition, header.brand)
    manuscript = read(order, task.shelf).manuscript
    source, names = source_mark(manuscript), tuple(manuscript.leaflet.personal or {})
    return lambda recipient: copy_mark(key, source, fields_of(recipient), names)


def _list_findings(filled: Filled, file: str) -> Iterator[Finding]:
    """What a list that was cut short by mistake would do in silence."""
    if not filled.added and not filled.known:
        yield Finding(
            "recipients-missing", f"nobody is on the list '{shown(Path(file))}'", None, "see that it is whole"
        )
    if filled.unlisted:
        message = f"{filled.unlisted:,} letters that were queued are held: their recipients are no longer in the list"
        hint = "if that is not meant, put them back and run the same command again"
        yield Finding("letter-held", message, None, hint, Severity.WARNING)


def gather(findings: list[Finding], more: Iterable[Finding]) -> None:
    """Add what was not told yet."""
    known = set(findings)
    findings += [finding for finding in more if finding not in known]


_HINTS = {
    Hold.BAD_ADDRESS: "mend the address in the list, then run the same command again",
    Hold.SHARED: "if these people do share a mailbox, say --allow-shared-address",
    Hold.NO_COPY: "merge the run again with --resume",
    Hold.OTHER_COPY: "merge the run again with --resume, then run the same command again",
}


def _held_findings(filled: Filled, file: str) -> list[Finding]:
    """One warning for each letter that is held by mistake; unclear consent and languages are told already."""
    found = []
    for held in filled.held:
        if held.why in _HINTS:
            what = f"'email' {held.detail}" if held.detail else held.why.value
            message = f"{shown(Path(file))}, row {held.row}: {what}; the letter is held"
            found.append(Finding("letter-held", message, None, _HINTS[held.why], Severity.WARNING))
    return found


def say_filled(task: Task, outbox: Outbox, filled: Filled) -> None:
    """Say what is to be sent."""
    if outbox.recovered:
        task.say(
            f"{outbox.recovered:,} in doubt from a run that was killed: see `brochure outbox list --state unknown`"
        )
    if filled.changed:
        message = f"{filled.changed:,} letters that were queued before now carry the leaflet as it is today"
        task.findings.append(Finding("mail-text-changed", message, None, "", Severity.WARNING))
    counts = outbox.counts(task.campaign.name)
    if task.told:
        queued = counts[LetterState.QUEUED]
        others = counted({state: count for state, count in counts.items() if state is not LetterState.QUEUED})
        what = f"{queued:,} letter{'s' if queued != 1 else ''} to send" if queued else "no letter to send"
        task.say(f"campaign '{task.campaign.name}': {what}" + (f", {others}" if others else ""))


def counted(counts: dict[LetterState, int]) -> str:
    """How many letters stand where, in words."""
    return ", ".join(f"{counts[state]:,} {state}" for state in LetterState if counts.get(state))


def ending_code(counts: dict[LetterState, int], outbox: Outbox, task: Task, *, would: bool = False) -> int:
    """1 where a letter waits for somebody; who said no is no fault."""
    open_states = (LetterState.FAILED, LetterState.UNKNOWN, LetterState.DOT, *(() if would else (LetterState.QUEUED,)))
    waiting = any(counts[state] for state in open_states)
    held = any(item.why not in BY_DESIGN for item in outbox.items(task.campaign.name, LetterState.HELD))
    if task.told and counts[LetterState.UNKNOWN]:
        task.say("unknown: they may have arrived; see `brochure outbox list --state unknown`, then `outbox resolve`")
    if task.told and counts[LetterState.FAILED]:
        task.say("failed: the server refused them; see `brochure outbox list --state failed`")
    return int(waiting or held)
