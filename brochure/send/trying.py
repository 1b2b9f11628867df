"""Letters without sending them to patients: counted, written as files, or one sample to the desk."""

import secrets
import time
from collections.abc import Generator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from brochure.base.events import Counted, Ended, Events, LetterState, Told
from brochure.base.findings import BadInput, Finding
from brochure.base.records import NamedTuple, replace
from brochure.copies.manifest import is_whole
from brochure.files import PRIVATE, prepare_folder, write_whole
from brochure.people.addresses import Mailbox, mailbox_of
from brochure.people.keys import Key, passing_key
from brochure.people.recipients import RecipientFile
from brochure.pipeline import make
from brochure.send.bodies import LeafletBodies
from brochure.send.campaign import server_of
from brochure.send.dialogue import Accepted, PutOff, Refused
from brochure.send.framing import framed
from brochure.send.letters import OutboxLetter
from brochure.send.mailing import Composer
from brochure.send.marker import marker_of, refuse_behind, refuse_lost
from brochure.send.message import Letter, message_id, message_of
from brochure.send.outbox import FILE, Outbox, make_folder, shadow
from brochure.send.posting import pdf_of
from brochure.send.queueing import MailTask, clinic_key, fill_box, key_file, waits
from brochure.send.submission import FindLogin, Submission

_HEAD_BYTES = 8_000  # of a message; its Message-ID stands among them


class SendDone(NamedTuple):
    """What sending came to."""

    campaign: str
    counts: Mapping[LetterState, int]  # letters of the campaign in each state; of a dry run: as they would be
    waits: bool  # whether a letter waits for somebody
    tried: int = 0  # that were queued when sending began
    sent: int = 0  # now
    next_due: float | None = None  # seconds since 1970, where letters wait for another try
    stopped: bool = False  # on demand
    written: int | None = None  # messages as files


class SampleSent(NamedTuple):
    """One letter went to the desk, and the outbox is as it was."""

    size: int  # bytes of the message


SendResult = SendDone | SampleSent


def without_server(task: MailTask, recipients: RecipientFile) -> Events[SendResult]:
    """Everything but the sending, tried on a copy of the outbox that is forgotten afterwards.

    Raises:
        BadInput: list, leaflet or run cannot be used, or files cannot be written.
    """
    wish, name = task.wish, task.campaign.name
    kept: dict[str, bytes] = {}

    def store(data: bytes) -> str:
        kept[sha256(data).hexdigest()] = data
        return "in memory"

    marker = marker_of(wish.outbox, key_file(wish.outbox, wish.key))
    if not wish.new_outbox:
        refuse_lost(wish.outbox, marker)
    with shadow(wish.outbox, _key(task)) as outbox:
        if not wish.new_outbox:
            refuse_behind(wish.outbox, outbox, marker)
        yield from fill_box(task, outbox, recipients, store)
        written = (yield from _write_files(wish.eml, task, outbox, kept)) if wish.eml else None
        counts = outbox.counts(name)
        yield Ended(SendDone(name, counts, waits(counts, outbox, task, would=True), written=written))


def _key(task: MailTask) -> Key:
    """The clinic's key. Where there is none yet, a dry run makes do with one that is forgotten; files keep their marks.

    Raises:
        BadInput: it is missing, damaged, or others may read it.
    """
    wish = task.wish
    begins = not ((wish.outbox / FILE).exists() or key_file(wish.outbox, wish.key).exists() or task.manifest)
    if begins and not wish.eml:
        return passing_key()
    if begins and wish.key is None:
        make_folder(wish.outbox)
    return clinic_key(wish.outbox, wish.key, first=begins)


def send_sample(task: MailTask, to_whom: str, find_login: FindLogin) -> SampleSent:
    """One message to the desk; the outbox is not touched.

    Raises:
        BadInput: it cannot be made, or the server does not take it.
    """
    to = mailbox_of(to_whom.strip())
    if not isinstance(to, Mailbox):
        raise BadInput(Finding("mail-sender", f"--to {to.value}", None, "write one address such as me@clinic.example"))
    server = server_of(task.wish)
    language = task.order.language or "en"
    if task.manifest is not None and task.manifest.header.personal:
        # The desk gets what is made for nobody, not what was made for a patient.
        header, order = task.manifest.header, task.order
        language = header.language or language
        sample = replace(order, language=language, edition=header.edition)
        pdf = make(sample, task.shelf, seen=True).data
    elif task.manifest is not None:
        first = next(task.manifest.copies(), None)
        if first is None or not is_whole(task.manifest.folder, first):
            message = "the first copy of the run is missing or was changed"
            raise BadInput(Finding("pdf-changed", message, None, "merge the run again with --resume"))
        pdf = (task.manifest.folder / first.file).read_bytes()
        language = task.manifest.header.language or language
    else:
        pdf = make(replace(task.order, language=language), task.shelf, seen=True).data
    bodies = LeafletBodies(task.order, task.shelf).of_language(language)
    now = datetime.now(UTC)
    mark = secrets.token_hex(16)
    bodies = framed(bodies, task.campaign, mark, language)
    data = message_of(Letter(to, mark, language, bodies, pdf, now), task.campaign)
    line = Submission(server, find_login(server))
    try:
        outcome = line.post(str(task.campaign.sender), str(to), data, lambda: None)
    finally:
        line.close()
    if isinstance(outcome, Accepted):
        return SampleSent(len(data))
    said = outcome.reply if isinstance(outcome, Refused | PutOff) else None
    message = f"the server did not take the sample{f' ({said.code})' if said else ''}"
    raise BadInput(Finding("mail-server", message, None, "try again, or ask who runs the server"))


def _write_files(
    folder: Path, task: MailTask, outbox: Outbox, kept: dict[str, bytes]
) -> Generator[Told | Counted, None, int]:
    """Each message whole under a name of its own; those that an earlier run wrote are written again as they are now."""
    prepare_folder(folder, private=True)
    letters = {_eml_name(item): item for item in outbox.items(task.campaign.name, LetterState.QUEUED)}
    _refuse_other_messages(folder, task, outbox, letters)
    for path in folder.glob(".brochure-*"):  # what a killed run had begun, with an address in it
        path.unlink(missing_ok=True)
    compose = Composer(outbox, task.campaign, time.time)
    written = 0
    for name, item in letters.items():
        pdf = kept.get(item.pdf_sha256) or pdf_of(item)
        if pdf is None:
            message = f"row {item.row}: the PDF is missing or was changed since it was merged"
            yield Told(Finding("pdf-changed", message, None, "merge the run again with --resume"))
            continue
        write_whole(folder / name, compose(item, pdf), mode=PRIVATE)
        written += 1
        yield Counted("written", written, len(letters))
    return written


def _eml_name(item: OutboxLetter) -> str:
    return f"{item.row:06d}-{item.recipient[:10]}.eml"


def _refuse_other_messages(folder: Path, task: MailTask, outbox: Outbox, letters: Mapping[str, OutboxLetter]) -> None:
    """Messages of another mailing, or for people who get none any more, would go out with those of this one.

    Raises:
        BadInput: the folder holds some, or cannot be read.
    """
    others = 0
    for path in folder.glob("*.eml"):
        item = letters.get(path.name)
        mark = message_id(outbox.key.letter(item.campaign, item.recipient), task.campaign) if item else ""
        try:
            with path.open("rb") as file:
                others += not mark or mark.encode() not in file.read(_HEAD_BYTES)
        except OSError:
            others += 1
    if others:
        which = "a message that is" if others == 1 else f"{others:,} messages that are"
        message = f"'{folder}' holds {which} not of this mailing as it is now"
        hint = "choose an empty folder, or take them away"
        raise BadInput(Finding("output-exists", message, None, hint))
