"""Who may ask: one browser, from the studio's own pages, on this machine. All else is refused first."""

import itertools
from pathlib import Path

import pytest

from brochure.content.shelf import open_shelf
from brochure.studio.guard import MOST_BYTES
from tests.studio.asking import HOST, PORT, Visitor, ask

TRY = "/api/l/acupuncture-pain/en/try"
ASKED = {"version": "", "texts": [], "page": "a"}


@pytest.fixture
def visitor(clinic: Path) -> Visitor:
    return Visitor(open_shelf(clinic))


HOSTS = (HOST, f"localhost:{PORT}", "evil.example", f"evil.example:{PORT}", f"127.0.0.1:{PORT + 1}", "127.0.0.1", None)
ORIGINS = (f"http://{HOST}", f"https://{HOST}", "http://evil.example", f"http://127.0.0.1:{PORT + 1}", "null", None)
SITES = ("same-origin", "none", "same-site", "cross-site")


@pytest.mark.parametrize(("method", "cookie"), [*itertools.product(("GET", "POST"), ("right", "wrong", "none"))])
def test_of_all_that_may_come_only_our_own_page_is_let_in(visitor: Visitor, method: str, cookie: str) -> None:
    """[WE] Host, origin, site and cookie, each with each: a page on another site knows none of them all."""
    cookies = {"right": visitor.cookie, "wrong": visitor.cookie[:-1] + "~", "none": None}
    path = "/" if method == "GET" else TRY
    body = b'{"version": "", "texts": [], "page": "a"}' if method == "POST" else b""
    let_in = set()
    for host, origin, site in itertools.product(HOSTS, ORIGINS, SITES):
        headers = {
            "host": host, "origin": origin, "sec-fetch-site": site, "cookie": cookies[cookie],
            "content-type": "application/json",
        }  # fmt: skip
        answer = ask(visitor.guard, method, path, headers, body)
        if answer.status not in (403, 404, 405):
            let_in.add((host, origin, site))
            assert answer.status == 200

    own = {(HOST, f"http://{HOST}"), *({(HOST, None), (f"localhost:{PORT}", None)} if method == "GET" else set())}
    wanted = {(*each, site) for each in own for site in ("same-origin", "none")} if cookie == "right" else set()
    assert let_in == wanted


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_no_other_method_is_answered(visitor: Visitor, method: str) -> None:
    """Not even the question of another site whether it might ask."""
    assert ask(visitor.guard, method, "/", {"host": HOST, "cookie": visitor.cookie}).status == 405


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", None, ""])
def test_only_json_is_taken(visitor: Visitor, kind: str | None) -> None:
    """What a form of another site can send without a question is none of these."""
    assert visitor.post(TRY, ASKED, content_type=kind).status == 415


def test_a_body_has_an_end(visitor: Visitor) -> None:
    """Announced as too long, or too long without a word."""
    assert visitor.post(TRY, ASKED, content_length=str(MOST_BYTES + 1)).status == 413
    assert visitor.post(TRY, ASKED, content_length="many").status == 400
    assert visitor.post(TRY, {"version": "x" * (MOST_BYTES + 1), "texts": []}).status == 413


def test_the_link_lets_in_once_and_the_next_one_is_told(visitor: Visitor) -> None:
    """A link in a history, or over a shoulder, opens nothing."""
    used = visitor.guard.link.partition(HOST)[2]
    first = ask(visitor.guard, "GET", used, {"host": HOST})
    again = ask(visitor.guard, "GET", used, {"host": HOST})

    assert (first.status, again.status) == (303, 403)
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= {*first.headers["set-cookie"].split("; ")}
    assert visitor.links[-1] == visitor.guard.link != used
    assert ask(visitor.guard, "GET", "/enter", {"host": HOST}).status == 403
    assert ask(visitor.guard, "GET", "/enter?once=%00%ff", {"host": HOST}).status == 403


def test_two_hosts_are_none(visitor: Visitor) -> None:
    """Which of them was meant is nobody's guess."""
    both = [(b"host", HOST.encode()), (b"host", b"evil.example"), (b"cookie", visitor.cookie.encode())]
    doubled = ask(visitor.guard, "GET", "/", {"host": f"{HOST}, evil.example", "cookie": visitor.cookie})

    assert len(both) == 3
    assert doubled.status == 403


@pytest.mark.parametrize("path", ["/", "/static/write.js", "/static/nothing.js", "/l/nobody/en", "/enter?once=no"])
def test_every_answer_says_what_a_browser_may_do_with_it(visitor: Visitor, path: str) -> None:
    """Refusals too."""
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]

    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy and "*" not in policy and "http" not in policy
    assert {"frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= {*policy.split("; ")}
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "path",
    ["/static/../app.py", "/static/..%2fapp.py", "/l/../acupuncture-pain/en", "/l/brands/en", "/l/starters/en",
     "/l/acupuncture-pain/..", "/l/acupuncture-pain/_record", "/l/acupuncture-pain/xx", "/l/.brochure/en"],
)  # fmt: skip
def test_a_name_is_never_a_path(visitor: Visitor, path: str) -> None:
    """It is held against the names on the shelf."""
    assert visitor.get(path).status == 404


def test_pages_hold_no_script_and_no_style_of_their_own(visitor: Visitor) -> None:
    """The policy would not run them."""
    for path in ("/", "/l/acupuncture-pain/en", "/l/acupuncture-pain/en/print", "/l/acupuncture-pain/en/sign"):
        html = visitor.get(path).body.decode()

        assert "<style" not in html and " style=" not in html and "onclick" not in html
        assert html.count("<script") == html.count('<script type="module" src="/static/')
