"""Pictures and marks that somebody hands in: judged like those on the disk, named by the program, written whole."""

from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest
from PIL import Image

from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.content.svg import read_svg
from brochure.pipeline import lay
from brochure.studio.art import HandedIn, take_art
from brochure.studio.book import Book
from brochure.studio.history import version_of
from tests.studio.asking import HOST, Answer, Visitor, ask

LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="18" fill="#12585c"/></svg>'
)
BRAND = "brands/riverside"


def png(size: tuple[int, int] = (900, 600)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, (10, 90, 80)).save(out, "PNG")
    return out.getvalue()


@pytest.fixture
def visitor(clinic: Path) -> Visitor:
    return Visitor(open_shelf(clinic))


def hand_in(visitor: Visitor, clinic: Path, data: bytes, name: str, *, field: str = "logo.file", alt: str = "",
            home: str = "b/riverside", file: str = f"{BRAND}/brand.yaml") -> Answer:  # fmt: skip
    version = version_of((clinic / "content" / file).read_bytes())
    query = urlencode({"field": field, "name": name, "version": version, "alt": alt})
    headers = {"host": HOST, "cookie": visitor.cookie, "origin": f"http://{HOST}", "sec-fetch-site": "same-origin",
               "content-type": "application/octet-stream"}  # fmt: skip
    return ask(visitor.guard, "POST", f"/api/{home}/art?{query}", headers, data)


@pytest.mark.parametrize(
    ("told", "name"),
    [("Our Logo.SVG", "our-logo.svg"), ("../../../etc/passwd", "passwd.svg"), (r"C:\\a\\Mark é.svg", "mark-e.svg"),
     ("/etc/..", "picture.svg"), ("con.svg", "con-picture.svg"), ("标志.svg", "picture.svg"),
     ("x" * 300, f"{'x' * 40}.svg"),
     ("a\0b.svg", "a-b.svg"), (".brand.yaml", "brand.svg")],
)  # fmt: skip
def test_a_name_becomes_letters_and_is_never_a_path(visitor: Visitor, clinic: Path, told: str, name: str) -> None:
    """Whatever a browser says that the file is called."""
    before = {path for path in clinic.rglob("*") if ".brochure" not in path.parts}
    assert hand_in(visitor, clinic, LOGO, told).status == 200

    new = {path for path in clinic.rglob("*") if ".brochure" not in path.parts} - before
    assert new == {clinic / "content" / BRAND / name}
    assert f"file: {name}\n" in (clinic / "content" / BRAND / "brand.yaml").read_text(encoding="utf-8")


def test_nothing_that_lies_there_is_written_over(visitor: Visitor, clinic: Path) -> None:
    """A state that is taken back still has its picture; the same file twice is one."""
    home = clinic / "content" / BRAND
    old = (home / "logo.svg").read_bytes()
    hand_in(visitor, clinic, LOGO, "logo.svg")
    hand_in(visitor, clinic, LOGO, "logo.svg")

    assert (home / "logo.svg").read_bytes() == old
    assert sorted(each.name for each in home.glob("logo*")) == ["logo-2.svg", "logo-reversed.svg", "logo.svg"]


@pytest.mark.parametrize(
    "svg",
    [b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script><path d="M0 0h9v9z"/></svg>',
     b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" onload="alert(1)"><path d="M0 0h9v9z"/></svg>',
     b'<?xml version="1.0"?><!-- <script> --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>'
     b"&lt;script&gt;</title><path d='M0 0h9v9z' onclick='x()'/></svg>"],
)  # fmt: skip
def test_of_a_foreign_drawing_our_own_paths_are_kept_and_no_more(visitor: Visitor, clinic: Path, svg: bytes) -> None:
    """What the program would draw is what is written, and what a page shows; a script is refused or gone."""
    answer = hand_in(visitor, clinic, svg, "mark.svg")
    written = clinic / "content" / BRAND / "mark.svg"
    if answer.status == 200:
        shown = visitor.get("/b/riverside/art/logo.file.svg")
        assert read_svg(written.read_bytes(), file="x", palette={}) == read_svg(svg, file="x", palette={})
        assert shown.headers["content-type"].startswith("image/svg+xml")
        for data in (written.read_bytes(), shown.body):
            assert not any(word in data.lower() for word in (b"script", b"onload", b"onclick", b"<title"))
    else:
        assert answer.status == 422 and not written.exists()


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"GIF89a", "picture-kind"), (b"", "picture-kind"), (b"%PDF-1.4", "picture-kind"),
     (png()[:200], "picture-damaged"),
     (b"<svg viewBox='0 0 1 1'><image href='http://evil.example/x.png' width='1' height='1'/></svg>", "svg-external"),
     (b"<svg>", "svg-damaged"), (b"title: [", "picture-kind")],
)  # fmt: skip
def test_what_is_no_picture_is_refused_with_its_reason(visitor: Visitor, clinic: Path, data: bytes, code: str) -> None:
    """And nothing is written."""
    before = sorted((clinic / "content" / BRAND).iterdir())
    answer = hand_in(visitor, clinic, data, "mark.png")

    assert (answer.status, {each["code"] for each in answer.said["findings"]}) == (422, {code})
    assert sorted((clinic / "content" / BRAND).iterdir()) == before


def test_a_picture_goes_where_there_was_none_with_its_words(visitor: Visitor, clinic: Path) -> None:
    """On the flap, on the cover, for dark grounds; without words it is not taken."""
    leaflet = {"home": "l/acupuncture-pain/en", "file": "acupuncture-pain/en.yaml"}
    refused = hand_in(visitor, clinic, png(), "Room.png", field="photo.file", **leaflet)
    assert [each["code"] for each in refused.said["findings"]] == ["missing-field"]
    assert not (clinic / "content/acupuncture-pain/room.png").exists()
    assert hand_in(visitor, clinic, png(), "Room.png", field="photo.file", alt="Our room", **leaflet).status == 200
    assert hand_in(visitor, clinic, png(), "Room.png", field="cover.file", **leaflet).status == 200

    text = (clinic / "content/acupuncture-pain/en.yaml").read_text(encoding="utf-8")
    assert "photo:\n  file: room.png\n  alt: Our room\n" in text and "cover:\n  file: room.png\n" in text
    assert lay(Order("acupuncture-pain"), open_shelf(clinic)).pages
    assert b"image" in visitor.get("/l/acupuncture-pain/en/art/photo.file.svg").body


def test_a_picture_over_an_older_state_is_not_taken(visitor: Visitor, clinic: Path) -> None:
    """Somebody else changed the file meanwhile: the page looks again first."""
    book = Book(Order("acupuncture-pain", brand="riverside"), open_shelf(clinic))
    saved = take_art(book, "0" * 64, ("logo", "file"), HandedIn(LOGO, "mine.svg"))

    assert saved.joined
    assert not (clinic / "content" / BRAND / "mine.svg").exists()


@pytest.mark.parametrize(
    "field", ["name", "styles.title.size", "contact.address.0", "title", "logo", "", "logo.file.x"]
)
def test_what_is_no_field_for_a_picture_takes_none(visitor: Visitor, clinic: Path, field: str) -> None:
    """Our own pages never ask for it."""
    assert hand_in(visitor, clinic, LOGO, "x.svg", field=field, alt="x").status in (400, 422)
    assert not (clinic / "content" / BRAND / "x.svg").exists()
    assert visitor.get(f"/b/riverside/art/{field}.svg").status == 404


def test_a_link_that_leads_out_of_the_folder_is_not_shown(visitor: Visitor, clinic: Path, tmp_path: Path) -> None:
    """A file that somebody typed by hand may be anywhere."""
    file = clinic / "content" / BRAND / "brand.yaml"
    for named in ("../../../../../etc/hostname", "/etc/hostname"):
        file.write_text(file.read_text(encoding="utf-8").replace("file: logo.svg", f"file: {named}"), encoding="utf-8")
        assert visitor.get("/b/riverside/art/logo.file.svg").status == 404
