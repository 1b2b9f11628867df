"""The routes of the studio: pages as HTML, and what their scripts ask as JSON. Names are held against the shelf.

One thread sets and writes, one thing after the other; the pages wait for it and not for each other.
"""

import asyncio
import json
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from brochure.base.findings import BadInput, Finding
from brochure.base.order import Order
from brochure.content.edit import AddItem, DropValue, Edit, MoveItem
from brochure.content.form import steps_of
from brochure.content.shelf import Shelf, shown
from brochure.studio.answers import Json, SentPieces, field_name, finding_rows, places_of, sheet_answer
from brochure.studio.book import Book, FieldPlaces, Saved, Tried, TypedText
from brochure.studio.counter import begun, check_words, checked_pdf, copy_words, help_words, new_words
from brochure.studio.desk_pages import (
    mend_words,
    new_entry,
    order_for_brand,
    print_words,
    shelf_words,
    sign_now,
    sign_words,
    write_words,
)
from brochure.studio.gauge import Gauge, room_words, trials
from brochure.studio.guard import CHECK, SHOWN
from brochure.studio.history import version_of
from brochure.studio.letter_pages import LetterDesk
from brochure.studio.pages import page, static_files
from brochure.studio.past import history_words
from brochure.studio.pictures import starter_picture

Done = TypeVar("Done")
Handler = Callable[["Studio", Book, Json], tuple[int, Json]]


def studio_pages(shelf: Shelf, today: Callable[[], str], letters: LetterDesk | None = None) -> Starlette:
    """The pages of the clinic's folder, which is the first of the shelf."""
    studio, letters = Studio(shelf, today), letters or LetterDesk(shelf, today)
    book = "/l/{leaflet}/{language}"
    return Starlette(
        routes=[
            Route("/", studio.show_shelf),
            Route("/static/{name}", studio.show_file),
            *letters.routes,
            *(Route(f"/{name}", studio.counter(name, words)) for name, words in _COUNTER.items()),
            Route("/picture/{name}.svg", studio.picture),
            Route("/api/new", studio.begin, methods=["POST"]),
            Route(CHECK, studio.check, methods=["POST"]),
            *(Route(f"{book}{'/' * bool(name)}{name}", studio.page_of(name)) for name in _PAGES),
            Route(f"{book}{SHOWN}", studio.html),
            Route(f"/b/{{brand}}{SHOWN}", studio.html),
            Route(f"{book}/file/{{edition}}", studio.download),
            Route("/b/{brand}", studio.page_of("")),
            Route(f"/api{book}/room", studio.room, methods=["POST"]),
            Route("/api/b/{brand}/room", studio.room, methods=["POST"]),
            *(Route(f"/api{book}/{name}", studio.asked(do), methods=["POST"]) for name, do in _ASKED.items()),
            *(Route(f"/api/b/{{brand}}/{name}", studio.asked(_ASKED[name]), methods=["POST"]) for name in _OF_BRANDS),
        ]
    )


class Studio:
    """What lives as long as the program: the open books, and what each page has been sent."""

    def __init__(self, shelf: Shelf, today: Callable[[], str]) -> None:
        self.shelf, self.today = shelf, today
        self.sent = SentPieces()
        self._books: dict[Order, Book] = {}
        self._html: dict[Order, bytes] = {}
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
                filled = await self._run(lambda: words(self._book(request.path_params), self.today()))
            except BadInput as fault:
                damaged = await self._run(lambda: self._damaged(request.path_params)) if not name else {}
                told = {"findings": finding_rows(fault.findings, None), "home": "Leaflets"}
                return HTMLResponse(page("mend" if damaged else "fault", **told, **damaged), _status(fault))
            return HTMLResponse(page(name or "write", **filled))

        return show

    async def download(self, request: Request) -> Response:
        """An edition, proved."""
        named = request.path_params
        try:
            made = await self._run(lambda: self._book(named).proved(self.today(), named["edition"]))
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
                status, told = await self._run(lambda: do(self, self._book(request.path_params), asked))
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
            book = await self._run(lambda: self._book(request.path_params))
            keys, texts = book.keys, _texts(asked)
            gauge = await self._run(lambda: Gauge(book, _typed(book, asked, texts), steps_of(str(asked["field"]))))
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

    def sheet(self, book: Book, tried: Tried, asked: Json) -> Json:
        """The sheet and the findings of a state of a book."""
        places = places_of(tried.data, book.name)
        told = self._drawn(book, tried, asked, places)
        if not told and (before := book.sound_before()):  # better an old sheet than none
            told = self._drawn(book, before, asked, places_of(before.data, book.name)) | {"is_old": True}
        return told | {"findings": finding_rows(tried.findings, places)}

    def _drawn(self, book: Book, tried: Tried, asked: Json, places: FieldPlaces | None, kind: str = "") -> Json:
        if places and places.also is None and (brand := book.brand_file()):
            places.also = places_of(brand.read_bytes(), shown(brand))
        name, fresh = str(asked.get("page", ""))[:40] + kind, bool(asked.get("fresh"))
        return sheet_answer(tried, places, self.shelf.faces, self.sent, page=name, fresh=fresh)

    def patients(self, book: Book, asked: Json) -> Json:
        """What patients get of a state of a book: pages for a telephone, and where the web page is."""
        data = _typed(book, asked, _texts(asked))
        tried, html = book.for_patients(data)
        told = self._drawn(book, tried, asked, places_of(data, book.name), " for patients")
        self._html[book.order] = html
        order = book.order
        home = f"/b/{order.brand}" if order.brand else f"/l/{order.leaflet}/{order.language}"
        return told | {"html": f"{home}{SHOWN}?{version_of(html)[:16]}" if html else ""}

    async def html(self, request: Request) -> Response:
        """The web page that was made last, for a frame."""
        try:
            book = await self._run(lambda: self._book(request.path_params))
        except BadInput as fault:
            return Response(status_code=_status(fault))
        found = self._html.get(book.order)
        return Response(found, media_type="text/html; charset=utf-8") if found else Response(status_code=404)

    def _damaged(self, named: Mapping[str, str]) -> Json:
        """A file of which no form can be made, as text; nothing where there is none."""
        try:
            return mend_words(self._book(named))
        except BadInput:
            return {}

    def _book(self, named: Mapping[str, str]) -> Book:
        if "brand" in named:
            order = order_for_brand(named["brand"], self.shelf)
        else:
            order = Order(named["leaflet"], named["language"])
        if order not in self._books:
            self._books[order] = Book(order, self.shelf)
        return self._books[order]

    async def _run(self, step: Callable[[], Done]) -> Done:
        return await asyncio.get_running_loop().run_in_executor(self._setter, step)


def _status(fault: BadInput) -> int:
    unknown = {"unknown-leaflet", "unknown-language", "unknown-brand", "unknown-edition", "outside-project"}
    return 404 if any(finding.code in unknown for finding in fault.findings) else 422


def _typed(book: Book, asked: Json, texts: list[TypedText]) -> bytes:
    return book.typed(str(asked["version"]), texts) if texts else book.read()


def _texts(asked: Json) -> list[TypedText]:
    return [TypedText(steps_of(str(each["field"])), str(each["text"])) for each in asked["texts"]]


def _try(studio: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """How it would be printed; nothing is written."""
    book.keys += 1
    texts = _texts(asked)
    data = _typed(book, asked, texts)
    told = studio.sheet(book, book.tried(data), asked)
    return 200, told | {"version": version_of(data) if not texts else "", "steps": _steps(book)}


def _save(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """Write what is typed."""
    return _saved(book, book.save(str(asked["version"]), _texts(asked), knows=str(asked.get("knows"))))


def _saved(book: Book, saved: Saved) -> tuple[int, Json]:
    clashes = [{"field": field_name(each.path), "mine": each.mine, "theirs": each.theirs} for each in saved.clashes]
    told = {"version": saved.version, "clashes": clashes, "joined": saved.joined, "steps": _steps(book)}
    return (409 if clashes else 200), told


def _shape(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """An entry more, fewer, or elsewhere."""
    path, at = steps_of(str(asked["field"])), int(asked.get("to", 0))
    home, number = path[:-1], path[-1]
    tree = book.tree()
    edits: dict[str, Callable[[], Edit]] = {
        "add": lambda: AddItem(home, int(number) + 1, new_entry(tree, path)),
        "drop": lambda: DropValue(path if book.count(home) > 1 else home),
        "move": lambda: MoveItem(home, int(number), at),
    }
    return _saved(book, book.shape(str(asked["version"]), edits[str(asked["act"])]()))


def _mend(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """The whole file, as somebody mended it."""
    return _saved(book, book.mend(str(asked["version"]), str(asked["text"])))


def _back(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """A state that is kept, written again."""
    return _saved(book, book.back(str(asked["version"]), str(asked["state"])))


def _stamp(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """The translation says what its source says."""
    return _saved(book, book.stamp(str(asked["version"])))


def _step(_: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """Undo or redo."""
    version = book.step(1 if asked["by"] == "redo" else -1)
    return 200, {"version": version, "steps": _steps(book)}


def _prove(studio: Studio, book: Book, __: Json) -> tuple[int, Json]:
    """Make the edition of the file as it is, and look for every word of it."""
    data = book.read()
    places = places_of(data, book.name)
    try:
        made = book.proved(studio.today())
    except BadInput as fault:
        return 200, {"version": version_of(data), "words": 0, "findings": finding_rows(fault.findings, places)}
    return 200, {"version": version_of(data), "words": made.words, "findings": finding_rows(made.findings, places)}


def _sign(studio: Studio, book: Book, asked: Json) -> tuple[int, Json]:
    """Write into the record that somebody stands for the text."""
    if str(asked["version"]) != version_of(book.read()):
        message = "the text changed while this page was open"
        raise BadInput(Finding("signed-other-text", message, None, "load the page again, and read what is new"))
    seen = tuple(map(str, asked["seen"]))
    return 200, {"says": sign_now(book, str(asked["who"]), str(asked["role"]), seen, studio.today())}


def _steps(book: Book) -> Json:
    return {"undo": book.history.can_undo, "redo": book.history.can_redo}


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
_ASKED: dict[str, Handler] = {
    "try": _try, "save": _save, "shape": _shape, "mend": _mend, "stamp": _stamp, "step": _step, "prove": _prove,
    "sign": _sign, "back": _back, "patients": lambda studio, book, asked: (200, studio.patients(book, asked)),
}  # fmt: skip
_OF_BRANDS = ("patients", "try", "save", "shape", "step", "prove", "mend")
