"""Requests to the studio without a port: plain ASGI, with the headers that a browser would send."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message

from brochure.content.shelf import Shelf
from brochure.studio.app import studio_pages
from brochure.studio.guard import Guard

PORT = 8123
HOST = f"127.0.0.1:{PORT}"


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


class Visitor:
    """A browser that was let in; each request may say other headers, or leave one out with None."""

    def __init__(self, shelf: Shelf, today: str = "2026-11-28") -> None:
        self.links: list[str] = []
        self.guard = Guard(studio_pages(shelf, lambda: today), PORT, self.links.append)
        once = self.guard.link.partition(HOST)[2]
        entered = ask(self.guard, "GET", once, {"host": HOST})
        self.cookie = entered.headers["set-cookie"].partition(";")[0]

    def get(self, path: str, **headers: str | None) -> Answer:
        return ask(self.guard, "GET", path, {"host": HOST, "cookie": self.cookie, **_named(headers)})

    def form(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None) -> Answer:
        """A plain form, as a browser without a script sends it."""
        own = {"host": HOST, "cookie": self.cookie, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
        if file is None:
            kind = "application/x-www-form-urlencoded"
            return ask(self.guard, "POST", path, {**own, "content-type": kind}, urlencode(fields).encode())
        mark = "----WebKitFormBoundaryA1b2"
        parts = [f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
                 for name, text in fields.items()]  # fmt: skip
        head = f'Content-Disposition: form-data; name="file"; filename="{file[0]}"\r\nContent-Type: text/csv'
        parts.append(f"--{mark}\r\n{head}\r\n\r\n".encode() + file[1] + b"\r\n")
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return ask(self.guard, "POST", path, {**own, "content-type": f"multipart/form-data; boundary={mark}"}, body)

    def post(self, path: str, said: object, **headers: str | None) -> Answer:
        own = {
            "host": HOST, "cookie": self.cookie, "origin": f"http://{HOST}", "content-type": "application/json",
            "sec-fetch-site": "same-origin",
        }  # fmt: skip
        return ask(self.guard, "POST", path, {**own, **_named(headers)}, json.dumps(said).encode())


def _named(headers: Mapping[str, str | None]) -> dict[str, str | None]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def ask(app: ASGIApp, method: str, path: str, headers: Mapping[str, str | None], body: bytes = b"") -> Answer:
    """One request and its answer."""
    bare, _, query = path.partition("?")
    rows = [(name.encode(), value.encode()) for name, value in headers.items() if value is not None]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "path": bare,
        "raw_path": bare.encode(), "query_string": query.encode(), "headers": rows, "scheme": "http",
        "server": ("127.0.0.1", PORT), "client": ("127.0.0.1", 50000), "root_path": "",
    }  # fmt: skip
    sent: list[Message] = []
    waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return waiting.pop(0) if waiting else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    async def asked() -> None:
        await app(scope, receive, send)

    asyncio.run(asked())
    start = next(message for message in sent if message["type"] == "http.response.start")
    whole = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return Answer(start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, whole)
