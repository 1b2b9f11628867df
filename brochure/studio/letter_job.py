"""Copies and letters while they are made and sent: one job at a time, in a thread, seen and stopped from a page."""

import threading
from pathlib import Path
from secrets import token_urlsafe
from typing import Any, Literal, assert_never

from brochure.base.events import (
    Counted,
    Ended,
    Events,
    FileWritten,
    LetterMoved,
    LettersQueued,
    LetterState,
    Told,
)
from brochure.base.findings import BadInput, Finding
from brochure.base.made import Together
from brochure.base.records import dataclass, field
from brochure.base.wishes import MergeWish, SendWish
from brochure.content.shelf import Shelf
from brochure.copies.merging import MergeDone, merge
from brochure.send.sending import send_letters
from brochure.send.submission import Login, Server
from brochure.send.trying import SampleSent, SendDone
from brochure.studio.answers import Json, finding_rows
from brochure.studio.people import People, merge_wish
from brochure.studio.spoken import _

JobKind = Literal["print", "press", "trial", "sample", "send"]


@dataclass(slots=True)
class LetterJob:
    """One job and how far it is; `people` are dropped with it."""

    kind: JobKind
    title: str
    people: People
    shelf: Shelf
    today: str
    wish: SendWish | None = None
    login: Login | None = None
    done: int = 0
    total: int = 0
    what: str = ""
    findings: dict[Finding, None] = field(default_factory=dict)
    results: list[object] = field(default_factory=list)
    is_over: bool = False
    fault: str = ""
    stops: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None
    mark: str = ""  # of the list as it was when the job began
    copies: MergeWish | None = None  # of that list too
    token: str = field(default_factory=lambda: token_urlsafe(9))  # of this job alone

    def __repr__(self) -> str:
        """No word of a person or of a login shows in a traceback."""
        return f"LetterJob(kind={self.kind!r})"

    def start(self) -> None:
        """Begin, and come back at once. Whoever changes the list from then on changes nothing of this job."""
        self.mark, self.copies = self.people.mark, self._copies()
        self.thread = threading.Thread(target=self._run, name="letters", daemon=True)
        self.thread.start()

    def _run(self) -> None:
        try:
            self._work()
        except BadInput as fault:
            self.findings |= dict.fromkeys(fault.findings)
        except Exception:  # a page must not wait for ever; the text of a fault may name somebody
            self.fault = "The program failed at this. What was sent before is noted in the outbox."
        finally:
            self.login, self.is_over = None, True

    def _copies(self) -> MergeWish | None:
        people = self.people
        if self.kind in ("print", "press"):
            edition = "press" if self.kind == "press" else "office"
            wish = merge_wish(people, self.shelf, self.today, edition=edition)
            if self.kind == "press":
                out = self.shelf.folders[0] / "build" / f"{people.order.leaflet}.print.pdf"
                wish = wish._replace(print_file=True, edition="", resume=False, out=out, overwrite=True)
            return wish
        if people.is_personal:
            return merge_wish(people, self.shelf, self.today, edition="email")
        return None

    def _work(self) -> None:
        if self.copies is not None:
            self._listen(merge(self.copies, self.shelf))
            if self.stops.is_set() or self.kind in ("print", "press"):
                return
        assert self.wish is not None, "letters have a wish"
        self._listen(send_letters(self.wish, self.shelf, find_login=self._login, stop=self.stops.is_set))

    def _login(self, _: Server) -> Login | None:
        return self.login

    def _listen(self, events: Events[Any]) -> None:
        for event in events:
            match event:
                case Counted(what, done, total):
                    self.what, self.done, self.total = what, done, total
                    if self.stops.is_set():
                        return
                case Told(finding):
                    self.findings[finding] = None
                case LettersQueued(_, counts):
                    self.what, self.done, self.total = "letters", 0, counts[LetterState.QUEUED]
                case LetterMoved(state):
                    self.done += state is not LetterState.QUEUED
                case Ended(result):
                    self.results.append(result)
                case FileWritten() | Together():
                    pass
                case _:
                    assert_never(event)

    @property
    def result(self) -> object:
        """What came of it; none while it goes on, or where it could not be done."""
        return self.results[-1] if self.results and self.is_over else None

    @property
    def is_sound(self) -> bool:
        """Whether it is over and did what it was to do."""
        wanted = MergeDone if self.kind in ("print", "press") else SendDone | SampleSent
        return isinstance(self.result, wanted) and not self.fault

    def words(self) -> Json:
        """Where it stands, for a page."""
        rows = finding_rows(self.findings, None)
        held = [row for row in rows if row["severity"] != "note"]
        return {
            "kind": self.kind, "token": self.token, "title": self.title, "done": self.done, "total": self.total,
            "what": WHAT.get(self.what, ""),
            "is_over": self.is_over, "is_sound": self.is_sound, "is_stopping": self.stops.is_set() and not self.is_over,
            "fault": self.fault, "findings": held, "says": result_words(self.result, self.shelf.folders[0]),
            "gate": any(row["code"] in _GATES for row in rows), "leaflet": self.people.order.leaflet,
            "tag": self.people.order.language,
        }  # fmt: skip


_GATES = {"not-signed", "signed-other-text", "withdrawn", "not-released", "source-not-signed"}
WHAT = {"copies": "copies made", "records": "copies made", "rows read": "rows read", "letters": "letters sent"}


def result_words(result: object, root: Path) -> list[str]:
    """What came of a job, line by line."""
    if isinstance(result, MergeDone):
        target, made = result.target, result.made + result.there
        place = str(target.relative_to(root) if target.is_relative_to(root) else target)
        told = [_("{n} copies lie in “{place}” of the clinic's folder.", n=made, place=place) if made != 1
                else _("1 copy lies in “{place}” of the clinic's folder.", place=place)]  # fmt: skip
        left = _("1 person has none: mend the list, and do this again.") if result.left_out == 1 else (
            _("{n} people have none: mend the list, and do this again.", n=result.left_out)
        )  # fmt: skip
        return told + ([left] if result.left_out else [])
    if isinstance(result, SampleSent):
        return [_("One letter went to you. Nobody else got one.")]
    return [*_send_words(result)] if isinstance(result, SendDone) else []


def _send_words(done: SendDone) -> list[str]:
    counts = done.counts
    if not done.tried and not done.sent:
        would, held, before = counts[LetterState.QUEUED], counts[LetterState.HELD], counts[LetterState.SENT]
        return [
            _("1 letter would go.") if would == 1 else _("{n} letters would go.", n=would),
            _("1 is held: nobody said yes, or the row is to be mended.")
            if held == 1
            else _("{n} are held: nobody said yes, or the row is to be mended.", n=held),
            *([_("{n} went before; nobody gets it twice.", n=before)] if before else []),
        ]
    said = [_("{n} sent.", n=done.sent)]
    if done.stopped:
        said.append(_("Stopped after the letter at hand. “Go on” sends the rest."))
    if done.next_due is not None:
        said.append(_("The mail server put some off: go on in a quarter of an hour."))
    return said
