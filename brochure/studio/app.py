"""The routes of the studio: pages as HTML, and what their scripts ask as JSON. Names are held against the shelf.

One thread sets and writes, one thing after the other; the pages wait for it and not for each other.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from brochure.base.findings import BadInput
from brochure.content.form import steps_of
from brochure.content.shelf import Shelf
from brochure.studio.answering import ASKED, OF_BRANDS, Handler, saved_answer
from brochure.studio.answers import Json, finding_rows
from brochure.studio.art import HandedIn, shown_art, take_art
from brochure.studio.book import Book
from brochure.studio.counter import begun, check_words, checked_pdf, copy_words, help_words, new_words
from brochure.studio.desk_pages import (
    mend_words,
    print_words,
    shelf_words,
    sign_words,
    write_words,
)
from brochure.studio.forms import sent_form
from brochure.studio.gauge import Gauge, room_words, trials
from brochure.studio.guard import ART, CHECK, SHOWN, SPEAK
from brochure.studio.letter_pages import LetterDesk
from brochure.studio.open_books import OpenBooks, texts_of, typed_bytes
from brochure.studio.pages import page, static_files
from brochure.studio.past import history_words
from brochure.studio.pictures import starter_picture
from brochure.studio.spoken import COOKIE, NAMES, Speaking

Done = TypeVar("Done")


def studio_pages(shelf: Shelf, today: Callable[[], str], letters: LetterDesk | None = None) -> ASGIApp:
    """The pages of the clinic's folder, which is the first of the shelf."""
    studio, letters = Studio(shelf, today), letters or LetterDesk(shelf, today)
    book = "/l/{leaflet}/{language}"
    return Speaking(
        Starlette(
            routes=[
                Route("/", studio.show_shelf),
                Route("/static/{name}", studio.show_file),
                *letters.routes,
                *(Route(f"/{name}", studio.counter(name, words)) for name, words in _COUNTER.items()),
                Route("/picture/{name}.svg", studio.picture),
                Route(SPEAK, studio.speak, methods=["POST"]),
                Route("/api/new", studio.begin, methods=["POST"]),
                Route(CHECK, studio.check, methods=["POST"]),
                *(Route(f"{book}{'/' * bool(name)}{name}", studio.page_of(name)) for name in _PAGES),
                Route(f"{book}{SHOWN}", studio.html),
                Route(f"/b/{{brand}}{SHOWN}", studio.html),
                Route(f"{book}/file/{{edition}}", studio.download),
                Route("/b/{brand}", studio.page_of("")),
                *(Route(f"{home}/art/{{field}}.svg", studio.art) for home in (book, "/b/{brand}")),
                *(Route(f"/api{home}{ART}", studio.take_art, methods=["POST"]) for home in (book, "/b/{brand}")),
                Route(f"/api{book}/room", studio.room, methods=["POST"]),
                Route("/api/b/{brand}/room", studio.room, methods=["POST"]),
                *(Route(f"/api{book}/{name}", studio.asked(do), methods=["POST"]) for name, do in ASKED.items()),
                *(Route(f"/api/b/{{brand}}/{name}", studio.asked(ASKED[name]), methods=["POST"]) for name in OF_BRANDS),
            ]
        )
    )


class Studio:
    """Answers each request, in the thread whose it is."""

    def __init__(self, shelf: Shelf, today: Callable[[], str]) -> None:
        self.shelf, self.today = shelf, today
        self.books = OpenBooks(shelf, today)
        self._setter = ThreadPoolExecutor(1, thread_name_prefix="setter")
        self._reader = ThreadPoolExecutor(1, thread_name_prefix="reader")

    async def show_shelf(self, _: Request) -> Response:
        """Every leaflet of the clinic."""
        return HTMLResponse(page("shelf", **await self._run(lambda: shelf_words(self.shelf, self.today()))))

    async def show_file(self, request: Request) -> Response:
        """A style or a script."""
        found = static_files().get(request.path_params["name"])
        return Response(found.data, media_type=found.media_type) if found else Response(status_code=404)

    def counter(self, name: str, words: Callable[[Request, Shelf], Json]) -> Callable[[Request], Any]:
        """A page that belongs to no leaflet."""

        async def show(request: Request) -> Response:
            return HTMLResponse(page(name, **await self._run(lambda: words(request, self.shelf))))

        return show

    async def picture(self, request: Request) -> Response:
        """What a starter looks like."""
        drawn = await self._run(lambda: starter_picture(request.path_params["name"], self.shelf))
        return Response(drawn, media_type="image/svg+xml") if drawn else Response(status_code=404)

    async def art(self, request: Request) -> Response:
        """The picture or the mark that a field names."""
        named, path = request.path_params, steps_of(request.path_params["field"])
        try:
            drawn = await self._run(lambda: shown_art(self.books.book(named), path))
        except BadInput:
            drawn = None
        return Response(drawn, media_type="image/svg+xml") if drawn else Response(status_code=404)

    async def take_art(self, request: Request) -> Response:
        """A picture or a mark that somebody hands in, for a field."""
        said, data = request.query_params, await request.body()
        try:
            path, handed = steps_of(said["field"]), HandedIn(data, said["name"], said.get("alt", ""))
            book = await self._run(lambda: self.books.book(request.path_params))
            saved = await self._run(lambda: take_art(book, said["version"], path, handed))
        except BadInput as fault:
            return JSONResponse({"findings": finding_rows(fault.findings, None)}, 422)
        except (ValueError, KeyError, TypeError, IndexError):
            return JSONResponse({"findings": []}, 400)
        status, told = saved_answer(book, saved)
        return JSONResponse(told, status)

    async def speak(self, request: Request) -> Response:
        """Another language for the pages, kept by the browser."""
        try:
            chosen = sent_form(request.headers.get("content-type", ""), await request.body()).get("language")
        except ValueError:
            chosen = ""
        if chosen not in NAMES:
            return Response(status_code=400)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, chosen, max_age=400 * 86_400, httponly=True, samesite="strict")
        return answer

    async def begin(self, request: Request) -> Response:
        """A new leaflet of the clinic's own."""
        try:
            starter = str(json.loads(await request.body())["starter"])
            opens = await self._run(lambda: begun(starter, self.shelf))
        except BadInput as fault:
            return JSONResponse({"findings": finding_rows(fault.findings, None)}, 422)
        except (ValueError, KeyError, TypeError):
            return JSONResponse({"findings": []}, 400)
        return JSONResponse({"opens": opens})

    async def check(self, request: Request) -> Response:
        """Judge a PDF, beside whatever is being typed."""
        data, profile = await request.body(), request.query_params.get("profile", "any")
        step = partial(checked_pdf, data, profile, self.today())
        return JSONResponse({"findings": await asyncio.get_running_loop().run_in_executor(self._reader, step)})

    def page_of(self, name: str) -> Callable[[Request], Any]:
        """One of the pages of a leaflet."""
        words = _PAGES[name]

        async def show(request: Request) -> Response:
            try:
                filled = await self._run(lambda: words(self.books.book(request.path_params), self.today()))
            except BadInput as fault:
                damaged = await self._run(lambda: _damaged(self.books, request.path_params)) if not name else {}
                told = {"findings": finding_rows(fault.findings, None), "home": "Leaflets"}
                return HTMLResponse(page("mend" if damaged else "fault", **told, **damaged), _status(fault))
            return HTMLResponse(page(name or "write", **filled))

        return show

    async def download(self, request: Request) -> Response:
        """An edition, proved."""
        named = request.path_params
        try:
            made = await self._run(lambda: self.books.book(named).proved(self.today(), named["edition"]))
        except BadInput as fault:
            told = page("fault", findings=finding_rows(fault.findings, None), home="Leaflets")
            return HTMLResponse(told, _status(fault))
        saved = {"content-disposition": f'attachment; filename="{made.name}"'}
        return Response(made.data, media_type=_FILE_KINDS[made.name.rpartition(".")[2]], headers=saved)

    def asked(self, do: Handler) -> Callable[[Request], Any]:
        """What a script of a page asks."""

        async def answer(request: Request) -> Response:
            try:
                asked = json.loads(await request.body())
                if not isinstance(asked, dict):
                    raise ValueError(asked)
                status, told = await self._run(lambda: do(self.books, self.books.book(request.path_params), asked))
            except BadInput as fault:
                return JSONResponse({"findings": finding_rows(fault.findings, None)}, 422)
            except (ValueError, KeyError, TypeError, IndexError):
                return JSONResponse({"findings": []}, 400)
            return JSONResponse(told, status)

        return answer

    async def room(self, request: Request) -> Response:
        """How many letters more a text takes. One layout at a time: a key that is pressed meanwhile comes first."""
        try:
            asked = json.loads(await request.body())
            book = await self._run(lambda: self.books.book(request.path_params))
            keys, texts = book.keys, texts_of(asked)
            gauge = await self._run(lambda: Gauge(book, typed_bytes(book, asked, texts), steps_of(str(asked["field"]))))
            asking = trials(gauge.limit)
            letters = next(asking)
            while book.keys == keys:
                state = await self._run(partial(gauge.state, letters))
                letters = asking.send(state)
        except StopIteration as found:
            return JSONResponse({"says": room_words(found.value)})
        except BadInput:
            return JSONResponse({"says": ""})
        except (ValueError, KeyError, TypeError, IndexError):
            return JSONResponse({"findings": []}, 400)
        return JSONResponse({"says": ""})  # something else is typed now

    async def html(self, request: Request) -> Response:
        """The web page that was made last, for a frame."""
        try:
            book = await self._run(lambda: self.books.book(request.path_params))
        except BadInput as fault:
            return Response(status_code=_status(fault))
        found = self.books.html.get(book.order)
        return Response(found, media_type="text/html; charset=utf-8") if found else Response(status_code=404)

    async def _run(self, step: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(self._setter, copy_context().run, step)


def _damaged(books: OpenBooks, named: Mapping[str, str]) -> Json:
    """A file of which no form can be made, as text; nothing where there is none."""
    try:
        return mend_words(books.book(named))
    except BadInput:
        return {}


def _status(fault: BadInput) -> int:
    unknown = {"unknown-leaflet", "unknown-language", "unknown-brand", "unknown-edition", "outside-project"}
    return 404 if any(finding.code in unknown for finding in fault.findings) else 422


_PAGES: dict[str, Callable[[Book, str], Json]] = {
    "": write_words, "print": print_words, "sign": sign_words,
    "history": lambda book, _: history_words(book, time.time()),
}  # fmt: skip
_FILE_KINDS = {"pdf": "application/pdf", "txt": "text/plain", "html": "text/html"}  # in UTF-8
_COUNTER: dict[str, Callable[[Request, Shelf], Json]] = {
    "copy": lambda request, shelf: copy_words(request.query_params.get("mark", ""), shelf),
    "help": lambda _, __: help_words(),
    "new": lambda _, __: new_words(),
    "check": lambda _, __: check_words(),
}
