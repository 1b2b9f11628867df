"""The pages on which a list becomes letters: plain forms, each step an address without a word of anybody in it."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, Final, TypeVar

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from brochure.base.events import LetterState
from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.base.records import replace
from brochure.content.editing import own_file
from brochure.content.labels import panel_label
from brochure.content.shelf import Shelf
from brochure.pipeline import lay
from brochure.studio.answers import Json, finding_rows
from brochure.studio.desk_pages import named_words
from brochure.studio.forms import SentForm, sent_form
from brochure.studio.guard import LETTERS, OUTBOX
from brochure.studio.letter_job import LetterJob
from brochure.studio.letter_orders import job_of, login_of, trial_of
from brochure.studio.outbox_page import outbox_words, settle
from brochure.studio.pages import page
from brochure.studio.people import (
    MOST_ROWS,
    People,
    judged_people,
    keep_columns,
    people_of,
    refuse_lacking,
    shown_cell,
    shown_rows,
    typed_words,
)
from brochure.studio.sheet import sides_of

Done = TypeVar("Done")
Show = Callable[["LetterDesk", Order, SentForm, Mapping[str, str]], Response]
_ROWS_A_PAGE: Final = 40
_MOST_LISTS: Final = 3  # that are held at once
_LAST_LETTER: Final = 60.0  # seconds, as long as a mail server may take to answer


class LetterDesk:
    """Lists that are open, and the one job that runs. All of it is forgotten with the program."""

    def __init__(self, shelf: Shelf, today: Callable[[], str]) -> None:
        self.shelf, self.today = shelf, today
        self.lists: dict[Order, People] = {}
        self.job: LetterJob | None = None
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="people")

    @property
    def routes(self) -> list[Route]:
        """What may be asked."""
        home = f"{LETTERS}{{leaflet}}/{{language}}"
        steps = [
            Route(f"{home}{'/' * bool(name)}{name}", self._step(show), methods=["GET", "POST"])
            for name, show in _STEPS.items()
        ]
        return [*steps, Route(OUTBOX, self.outbox, methods=["GET", "POST"])]

    @property
    def is_working(self) -> bool:
        """Whether copies or letters are being made or sent."""
        return self.job is not None and not self.job.is_over

    def end(self) -> None:
        """Stop after the letter at hand, and wait for that: cut off, it would be in doubt."""
        if self.job and self.job.thread:
            self.job.stops.set()
            self.job.thread.join(_LAST_LETTER)

    def hold(self, order: Order, people: People) -> None:
        """Keep a list in memory; of many, the one that was taken first is forgotten."""
        self.lists.pop(order, None)
        self.lists[order] = people
        while len(self.lists) > _MOST_LISTS:
            del self.lists[next(iter(self.lists))]

    def people(self, order: Order) -> People:
        """The list that is open for a leaflet.

        Raises:
            LookupError: there is none.
        """
        return self.lists[order]

    def _step(self, show: Show) -> Callable[[Request], Awaitable[Response]]:
        async def answer(request: Request) -> Response:
            named = request.path_params
            order = Order(named["leaflet"], named["language"])
            try:
                form = await _form_of(request)
                await self._run(lambda: own_file(order, self.shelf))
                return await self._run(lambda: self._answer(order, show, form, request.query_params))
            except BadInput as fault:
                return _told(fault, order)
            except LookupError:
                return _see(_home(order))
            except ValueError:
                return Response("This form was not understood.", 400)

        return answer

    def _answer(self, order: Order, show: Show, form: SentForm, asked: Mapping[str, str]) -> Response:
        """A step; none where its form was made of another list, or before a row or column of this one was changed.

        The cells of such a form would go to the wrong people.
        """
        takes_list = show is _list_page and form.get("act") != "forget"
        is_form = bool(form.fields) and not takes_list and show is not _job_page
        mark = form.get("mark") if is_form else asked.get("mark", "")
        if (is_form or mark) and mark != self.people(order).mark:
            hint = "look at the people again, and do it there"
            told = Finding("list-older", "this page shows an older list; nothing was changed", None, hint)
            typed = typed_words(form.fields, self.people(order)) if is_form else []
            return _told(BadInput(told), order, "/people", typed)
        return show(self, order, form, asked)

    async def outbox(self, request: Request) -> Response:
        """Every letter, by mailing and by where it stands."""
        try:
            form = await _form_of(request)
            if request.method == "POST":
                await self._run(lambda: self._settle(form))
                return _see(OUTBOX)
            return HTMLResponse(
                page("outbox", **await self._run(lambda: outbox_words(self.shelf.folders[0], self.job)))
            )
        except BadInput as fault:
            told = page("fault", findings=finding_rows(fault.findings, None), home="Leaflets")
            return HTMLResponse(told, 422)
        except ValueError:
            return Response("This form was not understood.", 400)

    def _settle(self, form: SentForm) -> None:
        act, name = form.get("act"), form.get("name")
        job = self.job
        if act == "stop" and job:
            job.stops.set()
        elif act == "go" and job and job.is_over and job.kind == "send":
            if job.mark != job.people.mark:
                hint = "try the letters again under the same name: nobody gets one twice"
                raise BadInput(Finding("list-older", "the list was changed after these letters began", None, hint))
            self.begin(replace(job, login=login_of(job.people), results=[], findings={}))
        elif act in ("resend", "arrived"):
            state = LetterState.FAILED if form.get("state") == "failed" else LetterState.UNKNOWN
            settle(self.shelf.folders[0], name, state, resend=act == "resend")
        else:
            raise ValueError(act)

    def begin(self, job: LetterJob) -> None:
        """Start a job, where none is running.

        Raises:
            BadInput: one is.
        """
        if self.job and not self.job.is_over:
            hint = "wait until it ends, or stop it on the page of the outbox"
            raise BadInput(Finding("run-busy", f"“{self.job.title}” is still at work", None, hint))
        # What `replace` carries over from a job before is begun anew.
        self.job = LetterJob(job.kind, job.title, job.people, job.shelf, job.today, job.wish, job.login)
        self.job.start()

    async def _run(self, step: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(self._reader, copy_context().run, step)

    def words(self, order: Order, people: People | None, here: str) -> Json:
        """What the head of every step says."""
        from brochure.studio.book import Book  # noqa: PLC0415 - for the title of the leaflet alone

        book = Book(order, self.shelf)
        steps = [
            ("", "List"),
            ("columns", "Columns"),
            ("people", "People"),
            ("look", "Look"),
            ("send", "Print or send"),
        ]
        links = [(f"{_home(order)}{'/' * bool(name)}{name}", label, name == here) for name, label in steps]
        return named_words(book, book.tree()) | {
            "here": "letters", "steps_": links, "people": people, "base": _home(order), "findings": [],
            "rows_held": len(people.rows) if people else 0, "mark": people.mark if people else "",
        }  # fmt: skip


def _home(order: Order) -> str:
    return f"{LETTERS}{order.leaflet}/{order.language}"


def _see(path: str) -> Response:
    return RedirectResponse(path, 303)


def _told(fault: BadInput, order: Order, step: str = "", typed: Sequence[tuple[str, str]] = ()) -> Response:
    back = f"{_home(order)}{step}"
    told = page("fault", findings=finding_rows(fault.findings, None), home="Leaflets", back=back, typed=typed)
    unknown = {"unknown-leaflet", "unknown-language", "outside-project"}
    return HTMLResponse(told, 404 if any(each.code in unknown for each in fault.findings) else 422)


async def _form_of(request: Request) -> SentForm:
    if request.method != "POST":
        return SentForm({})
    return sent_form(request.headers.get("content-type", ""), await request.body())


def _list_page(desk: LetterDesk, order: Order, form: SentForm, _: Mapping[str, str]) -> Response:
    """Choose a list, or paste one; or forget the one that is held."""
    if form.get("act") == "forget":
        desk.lists.pop(order, None)
        return _see(_home(order))
    words = desk.words(order, desk.lists.get(order), "") | {"most": MOST_ROWS}
    if not form.fields and not form.file:
        return HTMLResponse(page("letters", **words))
    pasted = form.fields.get("pasted", "")
    if not form.file and not pasted.strip():
        told = [Finding("recipients-missing", "no list was chosen", None, "choose a file, or paste the rows")]
        return HTMLResponse(page("letters", **words | {"findings": finding_rows(told, None)}), 422)
    try:
        file = form.file_name or "list"
        data, name = (form.file, file.replace("\\", "/").rpartition("/")[2]) if form.file else (pasted.encode(), "")
        desk.hold(order, people_of(order, desk.shelf, data, name))
    except BadInput as fault:
        return HTMLResponse(page("letters", **words | {"findings": finding_rows(fault.findings, None)}), 422)
    return _see(f"{_home(order)}/columns")


def _columns_page(desk: LetterDesk, order: Order, form: SentForm, _: Mapping[str, str]) -> Response:
    """Which column is which."""
    people = desk.people(order)
    if form.fields:
        chosen = {each.name: form.get(f"c-{each.name}") for each in people.asked}
        people.choose({name: column for name, column in chosen.items() if column in people.header})
        twice = [column for column in people.header if [*people.columns.values()].count(column) > 1]
        lacks = people.lacks(by_mail=False)
        if not twice and not lacks:
            if form.get("keep"):
                keep_columns(people, desk.shelf)
            return _see(f"{_home(order)}/people")
        told = [Finding("csv-column", f"“{column}” is chosen twice", None, "choose another") for column in twice]
        told += [Finding("csv-column", f"no column is chosen for “{label}”", None, "choose one") for label in lacks]
        words = desk.words(order, people, "columns") | {"findings": finding_rows(told, None)}
        return HTMLResponse(page("columns", **words), 422)
    told = [*people.told]
    words = desk.words(order, people, "columns") | {"findings": finding_rows(told, None)}
    return HTMLResponse(page("columns", **words))


def _people_page(desk: LetterDesk, order: Order, form: SentForm, asked: Mapping[str, str]) -> Response:
    """Everybody, those to mend first; cells are mended in their place."""
    people = desk.people(order)
    refuse_lacking(people, by_mail=False)
    if form.fields:
        cells = {
            (int(name.split("-")[1]), int(name.split("-")[2])): text
            for name, text in form.fields.items() if name.startswith("v-")
        }  # fmt: skip
        people.change(cells, [int(name[2:]) for name in form.fields if name.startswith("x-")])
        return _see(f"{_home(order)}/people")
    judgement = judged_people(people, desk.shelf, desk.today())
    which = "told" if judgement.flagged_rows and asked.get("show") != "all" else "all"
    rows = shown_rows(people, judgement, which)
    at = min(max(0, _number(asked.get("from", "0"))), max(0, len(rows) - 1))
    notes: dict[tuple[int, int | None], list[Any]] = {}
    for note in judgement.notes:
        notes.setdefault((note.row, note.column), []).append(note)
    used = [(people.header.index(column), name, column) for name, column in people.columns.items()]
    words = desk.words(order, people, "people") | {
        "rows": rows[at : at + _ROWS_A_PAGE], "notes": notes, "used": sorted(used), "judgement": judgement,
        "which": which, "at": at, "next": at + _ROWS_A_PAGE if at + _ROWS_A_PAGE < len(rows) else 0,
        "before": max(0, at - _ROWS_A_PAGE), "shown": len(rows), "findings": judgement.others,
        "shown_cell": shown_cell,
    }  # fmt: skip
    return HTMLResponse(page("people", **words))


def _number(said: str) -> int:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0


def _look_page(desk: LetterDesk, order: Order, _: SentForm, asked: Mapping[str, str]) -> Response:
    """One person's copy, as the pages that they would get."""
    people = desk.people(order)
    refuse_lacking(people, by_mail=False)
    judgement = judged_people(people, desk.shelf, desk.today())
    rows = [row for row in shown_rows(people, judgement, "all") if row not in judgement.held_rows]
    if not rows:
        return _see(f"{_home(order)}/people")
    edition = "office" if asked.get("as") == "paper" else "email"
    row = _number(asked.get("row", ""))
    at = rows.index(row) if row in rows else 0
    values = people.values(rows[at]) if people.is_personal else None
    laid = lay(Order(order.leaflet, order.language, edition=edition, values=values), desk.shelf)
    pages = []
    for side in sides_of(laid, desk.shelf.faces):
        drawn = "".join(piece.svg for piece in side.pieces).replace('class="hit"', 'fill="none"')
        words = " ".join(piece.words.strip() for piece in side.pieces if piece.words)
        pages.append((panel_label(side.name), side.width, side.height, drawn, words))
    told = desk.words(order, people, "look") | {
        "pages": pages, "row": rows[at], "rows": rows[:500], "edition": edition, "flagged": judgement.flagged_rows,
        "before": rows[at - 1] if at else 0, "next": rows[at + 1] if at + 1 < len(rows) else 0,
        "notes": [note for note in judgement.notes if note.row == rows[at]],
    }  # fmt: skip
    return HTMLResponse(page("look", **told))


def _send_page(desk: LetterDesk, order: Order, form: SentForm, _: Mapping[str, str]) -> Response:
    """On paper or by e-mail: tried first, then begun."""
    people = desk.people(order)
    refuse_lacking(people, by_mail=False)
    judgement = judged_people(people, desk.shelf, desk.today())
    told: tuple[Finding, ...] = ()
    before = desk.job if desk.job and desk.job.people is people else None
    if form.fields:
        try:
            job = job_of(people, form, before, desk.shelf, desk.today())
            desk.begin(job)
            return _see(OUTBOX if job.kind == "send" else f"{_home(order)}/job")
        except BadInput as fault:
            told = fault.findings
    words = desk.words(order, people, "send") | {
        "judgement": judgement, "lacks": people.lacks(by_mail=True), "findings": finding_rows(told, None),
        "mail": people.mail, "trial": trial_of(before), "is_personal": people.is_personal,
    }  # fmt: skip
    return HTMLResponse(page("send", **words), 422 if told else 200)


def _job_page(desk: LetterDesk, order: Order, form: SentForm, _: Mapping[str, str]) -> Response:
    """How far the job is."""
    job = desk.job
    if job is None or job.people is not desk.people(order):
        return _see(f"{_home(order)}/send")
    if form.get("act") == "stop":
        job.stops.set()
        return _see(f"{_home(order)}/job")
    words = desk.words(order, job.people, "send") | {"job": job.words()}
    return HTMLResponse(page("job", **words))


_STEPS: Final[dict[str, Show]] = {
    "": _list_page, "columns": _columns_page, "people": _people_page, "look": _look_page, "send": _send_page,
    "job": _job_page,
}  # fmt: skip
