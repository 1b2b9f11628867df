"""What a form of the letters asks for, as a job: copies on paper, a trial, one letter to oneself, or the letters."""

from typing import Final

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.base.records import replace
from brochure.base.wishes import LinkSecurity, SendWish
from brochure.content.shelf import Shelf
from brochure.send.campaign import plain_number
from brochure.send.submission import Login
from brochure.studio.answers import Json
from brochure.studio.forms import SentForm
from brochure.studio.letter_job import JobKind, LetterJob
from brochure.studio.outbox_page import mailing_names
from brochure.studio.people import People, refuse_lacking

_LINKS: Final[dict[str, LinkSecurity]] = {
    "starttls": "starttls", "tls": "tls", "insecure-loopback": "insecure-loopback",
}  # fmt: skip


def login_of(people: People) -> Login | None:
    """Who logs in to the mail server; what was typed is held until the program ends, and written nowhere."""
    user = people.mail.get("user", "")
    return Login(user, people.mail.get("password", "")) if user else None


def trial_of(job: LetterJob | None) -> Json | None:
    """What the last trial came to, if it was the last thing that was done with the list, also by changing it."""
    if job is None or job.kind != "trial" or not job.is_sound or job.mark != job.people.mark:
        return None
    counts = getattr(job.result, "counts", {})
    return job.words() | {"would": counts.get(LetterState.QUEUED, 0)}


def job_of(people: People, form: SentForm, before: LetterJob | None, shelf: Shelf, today: str) -> LetterJob:
    """What the form asks for; `before` is the last job of this list.

    Raises:
        BadInput: something is missing or wrong in it.
        ValueError: the form is not ours.
    """
    kinds: dict[str, tuple[JobKind, str]] = {
        "print": ("print", "Copies on paper"), "press": ("press", "One file for the print shop"),
        "trial": ("trial", "A trial of the letters"), "sample": ("sample", "One letter to yourself"),
        "send": ("send", "The letters"),
    }  # fmt: skip
    if form.get("act") not in kinds:
        raise ValueError(form.get("act"))
    kind, title = kinds[form.get("act")]
    job = LetterJob(kind, title, people, shelf, today)
    if kind in ("print", "press"):
        return job
    names = ("name", "sender", "subject", "server", "port", "security", "user", "password")
    people.mail |= {
        name: form.get(name) for name in names if name in form.fields and (form.get(name) or name != "password")
    }
    if kind != "sample":
        refuse_lacking(people, by_mail=True)
        _refuse_near(people.mail.get("name", ""), shelf)
    wish = _mail_wish(shelf, people, today)
    if kind == "sample":
        return replace(job, wish=wish._replace(to=form.get("to") or people.mail.get("sender")), login=login_of(people))
    if kind == "trial":
        return replace(job, wish=wish._replace(dry_run=True))
    trial = trial_of(before)
    if trial and form.get("trial") != trial["token"]:
        hint = "look at what the newer trial told, and write its number"
        raise BadInput(Finding("list-older", "another trial was made since this page was opened", None, hint))
    is_tried = before is not None and before.wish == wish._replace(dry_run=True)
    if not trial or not is_tried or form.get("count") != str(trial["would"]):
        hint = "try the letters first, then write the number that the trial told"
        raise BadInput(Finding("bad-form", "the number of letters is not the one that would go", None, hint))
    return replace(job, wish=wish, login=login_of(people))


def _refuse_near(name: str, shelf: Shelf) -> None:
    """Who is known under one name gets one letter; a name that differs in its capitals alone would send another.

    Raises:
        BadInput: a mailing of nearly this name is there.
    """
    known = mailing_names(shelf.folders[0])
    for each in () if name in known else known:
        if each.casefold().split() == name.casefold().split():
            message = f"the mailing “{each}” is there already, and “{name}” would send everybody a second letter"
            hint = f"write “{each}” to go on with it, or choose quite another name"
            raise BadInput(Finding("bad-form", message, None, hint))


def _mail_wish(shelf: Shelf, people: People, today: str) -> SendWish:
    root, order, mail = shelf.folders[0], people.order, people.mail
    what = str(root / "build" / f"{order.leaflet}.run") if people.is_personal else order.leaflet
    port = mail.get("port", "")
    return SendWish(
        what, people.held, tuple(people.columns.items()), language=order.language, name=mail.get("name") or None,
        sender=mail.get("sender") or None, subject=mail.get("subject") or None, server=mail.get("server") or None,
        port=plain_number(port, "port", 65_535) if port else None,
        security=_LINKS.get(mail.get("security", ""), "starttls"),
        outbox=root / "outbox", today=today,
    )  # fmt: skip
