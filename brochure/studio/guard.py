"""Who may ask: the one browser that was let in, from the studio's own pages, on this machine, in small pieces.

A page on another site in the same browser can send requests to this machine. It cannot know the cookie's value, cannot
name another host (rebinding), and cannot hide where it comes from: the browser says so in `Origin` and
`Sec-Fetch-Site`. Sources: Fetch Metadata Request Headers (W3C), 3; Content Security Policy Level 3.
"""

import secrets
from collections.abc import Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any, Final
from urllib.parse import parse_qs

from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES: Final = 1_000_000  # of one request; a leaflet file has no more
ENTER: Final = "/enter"
CHECK: Final = "/api/check"  # takes a PDF, which no page of another site can send unasked
MOST_OF_PDF: Final = 64_000_000
ART: Final = "/art"  # where a picture goes, for a field
MOST_OF_ART: Final = 40_000_000
LETTERS: Final = "/letters/"  # plain forms, that work without a script
OUTBOX: Final = "/outbox"
SPEAK: Final = "/speak"
MOST_OF_LIST: Final = 20_000_000
_PICTURES: Final = ("image/png", "image/jpeg", "image/svg+xml", "application/octet-stream")
_FORMS: Final = ("application/x-www-form-urlencoded", "multipart/form-data")
_HEADERS: Final = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-embedder-policy": "require-corp",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",  # with `no-referrer` the forms of our own pages would hide their origin
    "cache-control": "no-store",
}
# The web page that patients get, in a frame of ours: it runs nothing, fetches nothing, and is nobody's origin.
SHOWN: Final = "/as-html"
_SHOWN_HEADERS: Final = _HEADERS | {
    "content-security-policy": (
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; sandbox; "
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
    ),
    "x-frame-options": "SAMEORIGIN",
}
_OWN_PAGES: Final = ("same-origin", "none")  # `none`: typed, or opened by the system


class Guard:
    """Stands before the pages. `tell` says the next link that opens them, for each works once."""

    def __init__(self, pages: ASGIApp, port: int, tell: Callable[[str], None] = lambda _: None) -> None:
        self.pages = pages
        self.hosts = {f"{name}:{port}" for name in ("127.0.0.1", "localhost")}
        self.cookie = f"studio-{port}"
        self.tell = tell
        self._secret = secrets.token_urlsafe(32)
        self._once = secrets.token_urlsafe(32)
        self.port = port

    @property
    def link(self) -> str:
        """The address that lets a browser in, once."""
        return f"http://127.0.0.1:{self.port}{ENTER}?once={self._once}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, let a browser in, or refuse."""
        if scope["type"] != "http":
            return  # no sockets, and nothing to do when the server starts or ends
        guarded = _with_headers(send, _SHOWN_HEADERS if scope["path"].endswith(SHOWN) else _HEADERS)
        headers = _headers_of(scope)
        fault = self._fault(scope, headers)
        if fault:
            await _answer(guarded, fault, b"This page opens from the studio's own window only.\n")
        elif scope["path"] == ENTER:
            await self._enter(scope, guarded)
        elif not self._is_let_in(headers):
            await _answer(guarded, 403, b"Open the link that the program printed: it lets this browser in.\n")
        elif (body := await _body(receive, int(headers.get("content-length", "0")), _most(scope))) is None:
            await _answer(guarded, 413, b"That is too much at once.\n")
        else:
            await self.pages(scope, _given(body), guarded)

    def _fault(self, scope: Scope, headers: dict[str, str]) -> int:
        """The status of a refusal, or 0."""
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405
        host = headers.get("host", "")
        if host not in self.hosts or headers.get("sec-fetch-site", "none") not in _OWN_PAGES:
            return 403
        if headers.get("origin", f"http://{host}") != f"http://{host}":
            return 403
        if scope["method"] == "POST":
            if "origin" not in headers or scope["path"] == ENTER:
                return 403
            if headers.get("content-type", "").partition(";")[0].strip().lower() not in _kinds(scope["path"]):
                return 415
        return 0 if headers.get("content-length", "0").isdecimal() else 400

    async def _enter(self, scope: Scope, send: Send) -> None:
        given = parse_qs(scope["query_string"].decode("latin-1")).get("once", [""])[-1]
        if not secrets.compare_digest(given.encode(), self._once.encode()):
            await _answer(send, 403, b"This link was used before. The program printed a new one.\n")
            return
        self._once = secrets.token_urlsafe(32)
        self.tell(self.link)
        cookie = f"{self.cookie}={self._secret}; Path=/; HttpOnly; SameSite=Strict"
        await _answer(send, 303, b"", {"location": "/", "set-cookie": cookie})

    def _is_let_in(self, headers: dict[str, str]) -> bool:
        try:
            given = SimpleCookie(headers.get("cookie", "")).get(self.cookie)
        except CookieError:
            return False
        return given is not None and secrets.compare_digest(given.value.encode(), self._secret.encode())


def _headers_of(scope: Scope) -> dict[str, str]:
    """By their names; what stands twice has both values, and so is none that is known."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


def _kinds(path: str) -> tuple[str, ...]:
    """What a request may carry; a form comes from our own pages, as its origin says."""
    if path.startswith(LETTERS) or path in (OUTBOX, SPEAK):
        return _FORMS
    if path.endswith(ART):
        return _PICTURES
    return ("application/pdf",) if path == CHECK else ("application/json",)


def _most(scope: Scope) -> int:
    if scope["path"].startswith(LETTERS):
        return MOST_OF_LIST
    if scope["path"].endswith(ART):
        return MOST_OF_ART
    return MOST_OF_PDF if scope["path"] == CHECK else MOST_BYTES


async def _body(receive: Receive, announced: int, most: int) -> bytes | None:
    """The body of a request; none where it is too long, or says that it will be."""
    body, more = bytearray(), announced <= most
    while more:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False) and len(body) <= most
    return bytes(body) if max(announced, len(body)) <= most else None


def _given(body: bytes) -> Receive:
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    return receive


def _with_headers(send: Send, wanted: dict[str, str]) -> Send:
    async def send_guarded(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = [(name, value) for name, value in message["headers"] if name.decode().lower() not in wanted]
            message = {**message, "headers": [*own, *((k.encode(), v.encode()) for k, v in wanted.items())]}
        await send(message)

    return send_guarded


async def _answer(send: Send, status: int, body: bytes, headers: dict[str, Any] | None = None) -> None:
    named = {"content-type": "text/plain; charset=utf-8", "content-length": str(len(body)), **(headers or {})}
    rows = [(name.encode(), value.encode()) for name, value in named.items()]
    await send({"type": "http.response.start", "status": status, "headers": rows})
    await send({"type": "http.response.body", "body": body})
