"""What was wished for becomes letters, and the letters go to a server, as fast and as long as they may."""

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from brochure.base.events import Ended, Events, LetterState, Told
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.names import refuse_names
from brochure.base.wishes import SendWish
from brochure.content.shelf import Shelf, open_shelf
from brochure.files import failed_write, write_whole
from brochure.people.columns import columns_of
from brochure.people.recipients import TO_POST, RecipientFile, no_consent_column
from brochure.send.campaign import rate_of, server_of
from brochure.send.domain import AskDomain
from brochure.send.mailing import Composer
from brochure.send.marker import DotMarker, marker_of, refuse_behind, refuse_lost
from brochure.send.outbox import Outbox, make_folder
from brochure.send.posting import Pace, Posted, PostRun, post
from brochure.send.queueing import (
    MailTask,
    clinic_key,
    fill_box,
    key_file,
    personal_fields,
    task_of,
    telling_subjects,
    waits,
)
from brochure.send.submission import FindLogin, Server, Submission, no_login
from brochure.send.trying import SendDone, SendResult, send_sample, without_server

_Stop = Callable[[], bool]


def send_letters(
    wish: SendWish,
    shelf: Shelf | None = None,
    *,
    find_login: FindLogin = no_login,
    stop: _Stop = lambda: False,
    ask_domain: AskDomain = lambda _domain, _selector: iter(()),
) -> Events[SendResult]:
    """One letter to everybody on the list who said yes; or one sample, files or a count in its place.

    `find_login` says who logs in to a server, `stop` is asked after each letter whether to end there,
    `ask_domain` before the first what the sender's domain says of itself.

    Raises:
        BadInput: list, leaflet, run or campaign cannot be used; what is wrong with one row or letter is told instead.
    """
    refuse_names(wish)
    task = task_of(wish, shelf or open_shelf())
    yield from map(Told, telling_subjects(task.campaign, task.order.leaflet))
    if not wish.eml:
        yield from map(Told, ask_domain(task.campaign.sender.domain, task.campaign.dkim_selector))
    if wish.to:
        yield Ended(send_sample(task, wish.to, find_login))
        return
    if wish.recipients is None:
        hint = "say --recipients FILE, or --to with your own address for a sample"
        raise BadInput(Finding("recipients-missing", "nobody is named to write to", None, hint))
    names = columns_of(wish.columns_file, wish.columns)
    recipients = RecipientFile(
        wish.recipients, needs=TO_POST, names=names, fields=personal_fields(task), encoding=wish.encoding,
        allow_odd=wish.allow_odd,
    )  # fmt: skip
    if not recipients.has_consent:
        yield Told(no_consent_column(wish.recipients, names))
    if wish.dry_run or wish.eml:
        yield from without_server(task, recipients)
        return
    server = server_of(wish)
    make_folder(wish.outbox)
    marker = _marker(wish)
    key = clinic_key(wish.outbox, wish.key, first=task.manifest is None)
    with Outbox(wish.outbox, key, keep=True) as outbox:
        if not wish.new_outbox:
            refuse_behind(wish.outbox, outbox, marker)
        marker.begin(outbox.dots())
        outbox.on_dot = marker.note
        yield from fill_box(task, outbox, recipients, _keeper(wish.outbox / "files"))
        yield from _post(task, outbox, server, find_login, stop)


def _marker(wish: SendWish) -> DotMarker:
    """The marker of the outbox.

    Raises:
        BadInput: it says that letters went from an outbox that is gone or empty.
    """
    marker = marker_of(wish.outbox, key_file(wish.outbox, wish.key))
    if not wish.new_outbox:
        refuse_lost(wish.outbox, marker)
    return marker


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


def _post(task: MailTask, outbox: Outbox, server: Server, find_login: FindLogin, stop: _Stop) -> Events[SendResult]:
    name = task.campaign.name
    before = outbox.counts(name)
    queued = before[LetterState.QUEUED]
    ended = Posted(0, None, stopped=False)
    if queued:
        pace = _pace(task.wish)
        if cut := outbox.cut_dues(pace.longest_wait):
            yield Told(_clock_finding(cut))
        line = Submission(server, find_login(server))
        compose = Composer(outbox, task.campaign, time.time)
        run = PostRun(outbox, name, str(task.campaign.sender), line, compose, pace, stop=stop)
        try:
            ended = yield from post(run)
        except BadInput as fault:
            yield from map(Told, fault.findings)
    counts = outbox.counts(name)
    sent = counts[LetterState.SENT] - before[LetterState.SENT]
    yield Ended(SendDone(name, counts, waits(counts, outbox, task), queued, sent, ended.next_due, ended.stopped))


def _clock_finding(cut: int) -> Finding:
    message = f"{cut:,} letters were put off for longer than is ever waited, as by a clock that stood ahead"
    hint = "see that the clock of this machine is right; they are tried within 4 hours"
    return Finding("mail-clock", message, None, hint, Severity.WARNING)


def _pace(wish: SendWish) -> Pace:
    pace = Pace(rate=rate_of(wish))
    return pace._replace(patience=float("inf")) if wish.wait else pace
