"""What the pages ask, without a browser: typed, tried, saved, proved, signed."""

from pathlib import Path

import pytest

from brochure.base.edition import NAMED_EDITIONS, OFFICE
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.labels import EDITION_USES
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from brochure.studio.history import version_of
from brochure.studio.serving import StudioWish, open_studio
from tests.studio.asking import HOST, Answer, Visitor, ask

LEAFLET = "/api/l/acupuncture-pain/en"


@pytest.fixture
def visitor(clinic: Path) -> Visitor:
    return Visitor(open_shelf(clinic))


def version(visitor: Visitor) -> str:
    return str(tried(visitor).said["version"])


def tried(visitor: Visitor, *texts: tuple[str, str]) -> Answer:
    said = [{"field": field, "text": text} for field, text in texts]
    base = version(visitor) if texts else ""
    return visitor.post(f"{LEAFLET}/try", {"version": base, "texts": said, "page": "a"})


def test_the_shelf_says_where_each_leaflet_stands(visitor: Visitor, clinic: Path) -> None:
    """One that cannot be read does not hide the rest."""
    (clinic / "content/after-treatment/en.yaml").write_text("title: [", encoding="utf-8")
    html = visitor.get("/").body.decode()

    assert "Pain Management" in html and "Not signed yet" in html
    assert "Cannot be read" in html
    assert 'href="/l/acupuncture-pain/en"' in html


def test_a_key_pressed_sends_few_bytes_back(visitor: Visitor) -> None:
    """Not the sheet: the lines that changed."""
    first = tried(visitor)
    again = tried(visitor, ("booking.label", "Scan to see us"))

    assert len(first.body) > 300_000 or len(first.said["sides"][0]["new"]) == 0
    assert len(again.body) < 60_000
    assert [len(side["new"]) for side in again.said["sides"]] == [2, 0]


def test_what_is_saved_is_told_with_its_version(visitor: Visitor, clinic: Path) -> None:
    """And stands in the file; the next save is over it."""
    texts = [{"field": "title", "text": "Needles"}]
    saved = visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})

    assert saved.status == 200
    assert saved.said["version"] == version(visitor)
    assert saved.said["steps"] == {"undo": True, "redo": False}
    assert "title: Needles\n" in (clinic / "content/acupuncture-pain/en.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "said",
    [[], "x", {}, {"version": "", "texts": 1}, {"version": "", "texts": [{"field": "title"}]},
     {"version": "", "texts": [1]}],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_without_a_fault(visitor: Visitor, said: object) -> None:
    """Our own pages never send it."""
    assert visitor.post(f"{LEAFLET}/save", said).status == 400


def test_a_field_that_no_leaflet_has_is_a_finding(visitor: Visitor) -> None:
    """Whoever sends it."""
    texts = [{"field": "tilte", "text": "x"}]
    answer = visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})

    assert answer.status == 422
    assert [each["code"] for each in answer.said["findings"]] == ["unknown-field"]


def test_the_proof_tells_its_words_and_the_file_is_the_proved_one(visitor: Visitor) -> None:
    """The office edition, under its name."""
    proved = visitor.post(f"{LEAFLET}/prove", {}).said
    file = visitor.get("/l/acupuncture-pain/en/file/office")

    assert proved["words"] > 400
    assert file.body.startswith(b"%PDF-")
    assert 'filename="acupuncture-pain.en.trifold-a4.office.pdf"' in file.headers["content-disposition"]


@pytest.mark.parametrize(
    ("edition", "name", "kind", "begins"),
    [
        ("office", "trifold-a4.office.pdf", "application/pdf", b"%PDF-"),
        ("press", "trifold-a4.press.pdf", "application/pdf", b"%PDF-"),
        ("master", "trifold-a4.master.pdf", "application/pdf", b"%PDF-"),
        ("email", "phone.email.pdf", "application/pdf", b"%PDF-"),
        ("large-print", "large-print-a4.large-print.pdf", "application/pdf", b"%PDF-"),
        ("easy-read", "easy-a4.easy-read.pdf", "application/pdf", b"%PDF-"),
        ("text", "txt", "text/plain; charset=utf-8", b"[Mark of"),
        ("html", "html", "text/html; charset=utf-8", b"<!doctype html>"),
    ],
)
def test_each_edition_is_a_file_to_keep(
    visitor: Visitor, clinic: Path, edition: str, name: str, kind: str, begins: bytes
) -> None:
    """The print page offers it; it is the file that the command makes, and no browser opens it among our pages."""
    file = visitor.get(f"/l/acupuncture-pain/en/file/{edition}")

    assert f'href="/l/acupuncture-pain/en/file/{edition}"' in visitor.get("/l/acupuncture-pain/en/print").body.decode()
    assert (file.status, file.headers["content-type"]) == (200, kind)
    assert file.headers["content-disposition"] == f'attachment; filename="acupuncture-pain.en.{name}"'
    assert file.body.lower().startswith(begins.lower())
    assert file.body == make(Order("acupuncture-pain", edition=edition, today="2026-11-28"), open_shelf(clinic)).data


def test_only_what_can_be_made_is_offered(visitor: Visitor, clinic: Path) -> None:
    """No easy read of a leaflet that says nothing under `easy:`; and what nobody offers is not there."""
    assert "/file/easy-read" not in visitor.get("/l/after-treatment/en/print").body.decode()
    assert visitor.get("/l/after-treatment/en/file/easy-read").status == 422
    assert visitor.get("/l/after-treatment/en/file/braille").status == 404


def test_every_edition_has_plain_words() -> None:
    """One that is new is offered too."""
    assert {OFFICE.name, *EDITION_USES} == {*NAMED_EDITIONS}


def test_what_is_too_long_is_not_proved(visitor: Visitor) -> None:
    """The finding stands at a field that can be mended."""
    texts = [{"field": "safety.plan", "text": "many words " * 120}]
    visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})
    told = visitor.post(f"{LEAFLET}/prove", {}).said

    assert told["words"] == 0
    assert "overset-text" in [each["code"] for each in told["findings"]]
    assert "There is nothing to print" in visitor.get("/l/acupuncture-pain/en/print").body.decode()
    assert visitor.get("/l/acupuncture-pain/en/file/office").status == 422


def test_a_text_is_signed_as_the_command_signs_it(visitor: Visitor, clinic: Path) -> None:
    """Only the text that the page showed; after a change the page says what is new."""
    signed = {"version": version(visitor), "who": "Dr A. Example", "role": "clinician", "seen": ["order"]}
    answer = visitor.post(f"{LEAFLET}/sign", signed)
    record = (clinic / "content/acupuncture-pain/_record.yaml").read_text(encoding="utf-8")

    assert answer.status == 200 and "Dr A. Example" in answer.said["says"]
    assert 'who: "Dr A. Example"' in record and "seen: [order]" in record
    texts = [{"field": "title", "text": "Needles"}]
    visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})
    assert visitor.post(f"{LEAFLET}/sign", signed).said["findings"][0]["code"] == "signed-other-text"
    page = visitor.get("/l/acupuncture-pain/en/sign").body.decode()
    assert "<ins>Needles</ins>" in page
    assert "Changed since it was signed" in page


def test_nobody_signs_without_a_name(visitor: Visitor) -> None:
    """As at the command line."""
    said = {"version": version(visitor), "who": " ", "role": "clinician", "seen": []}

    (told,) = visitor.post(f"{LEAFLET}/sign", said).said["findings"]
    assert (told["code"], told["way"]) == ("missing-field", "Write your name")


def test_a_port_that_is_taken_is_told(clinic: Path) -> None:
    """Another studio may have it."""
    import socket

    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        wish = StudioWish(other.getsockname()[1], opens=False)
        with pytest.raises(BadInput) as caught:
            open_studio(wish, open_shelf(clinic), lambda _: None, lambda: "2026-11-28")

    assert caught.value.findings[0].code == "port-taken"


def test_without_its_libraries_the_command_says_how_to_get_them(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback about a module that nobody has heard of."""
    from brochure.__main__ import main
    from brochure.desk import shapes

    monkeypatch.chdir(clinic)
    monkeypatch.setattr(shapes, "find_spec", lambda name: None)

    assert main(["studio", "--no-open"]) == 1
    assert "pip install 'brochure[studio]'" in capsys.readouterr().out


def test_a_translation_shows_what_it_was_made_from_and_says_when_that_changed(visitor: Visitor, clinic: Path) -> None:
    """Beside each field; and one button says that it is up to date again."""
    source = clinic / "content/acupuncture-pain/en.yaml"
    text = source.read_text(encoding="utf-8").replace("We look at the whole of you", "We look at all of you")
    source.write_text(text, encoding="utf-8")
    spanish = "/api/l/acupuncture-pain/es"
    told = visitor.post(f"{spanish}/try", {"version": "", "texts": [], "page": "a"}).said
    page = visitor.get("/l/acupuncture-pain/es").body.decode()

    assert '<p class="source" lang="en" dir="ltr">We look at all of you</p>' in page
    stale = [each["field"] for each in told["findings"] if each["code"] == "translation-stale"]
    assert stale == ["points.6.heading"]
    assert visitor.post(f"{spanish}/stamp", {"version": told["version"]}).status == 200
    again = visitor.post(f"{spanish}/try", {"version": "", "texts": [], "page": "a"}).said
    assert [each for each in again["findings"] if each["code"] == "translation-stale"] == []


def test_an_original_is_no_translation(visitor: Visitor) -> None:
    """There is nothing to be up to date with."""
    answer = visitor.post(f"{LEAFLET}/stamp", {"version": version(visitor)})

    assert [each["code"] for each in answer.said["findings"]] == ["not-a-translation"]
    assert 'id="stamp"' not in visitor.get("/l/acupuncture-pain/en").body.decode()


def test_a_copy_from_a_drawer_is_found_by_its_mark(visitor: Visitor) -> None:
    """Whether it may still be given; and what is no mark is told."""
    signed = {"version": version(visitor), "who": "Dr A. Example", "role": "clinician", "seen": []}
    says = str(visitor.post(f"{LEAFLET}/sign", signed).said["says"])
    mark = says.removesuffix(".").rpartition(" ")[2]

    assert "This is the text that counts today" in visitor.get(f"/copy?mark={mark}").body.decode()
    assert "is no mark" in visitor.get("/copy?mark=nothing").body.decode()
    texts = [{"field": "title", "text": "Needles"}]
    visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})
    assert "nobody has signed that yet" in visitor.get(f"/copy?mark={mark}").body.decode()


def test_a_pdf_of_anybody_is_checked_here(visitor: Visitor) -> None:
    """And what is none is told as such; as JSON nothing is taken there."""
    made = visitor.get("/l/acupuncture-pain/en/file/office").body
    check = ask(visitor.guard, "POST", "/api/check?profile=press", pdf_headers(visitor), made)
    none = ask(visitor.guard, "POST", "/api/check", pdf_headers(visitor), b"no PDF")

    assert "bleed-short" in [each["code"] for each in check.said["findings"]]
    assert [each["code"] for each in none.said["findings"]] == ["pdf-unreadable"]
    assert visitor.post("/api/check", {}).status == 415


def pdf_headers(visitor: Visitor) -> dict[str, str]:
    return {"host": HOST, "cookie": visitor.cookie, "origin": f"http://{HOST}", "content-type": "application/pdf"}


def test_help_explains_every_code_in_plain_words(visitor: Visitor) -> None:
    """Each at an address of its own."""
    html = visitor.get("/help").body.decode()

    assert 'id="overset-text"' in html and 'id="yaml-damaged"' in html


def test_a_new_leaflet_begins_with_a_starter(visitor: Visitor, clinic: Path) -> None:
    """It takes the clinic's brand, and a name that is free; a second one of its kind has a number."""
    first = visitor.post("/api/new", {"starter": "back-exercises"}).said["opens"]
    second = visitor.post("/api/new", {"starter": "back-exercises"}).said["opens"]
    page = visitor.get(first)

    assert (first, second) == ("/l/back-exercises/en", "/l/back-exercises-2/en")
    assert page.status == 200 and b'data-field="title"' in page.body
    proved = visitor.post("/api/l/back-exercises/en/prove", {}).said
    assert proved["words"] > 50, proved["findings"]
    assert "brand: " in (clinic / "content/clinic.yaml").read_text(encoding="utf-8")


def test_what_is_no_starter_is_refused(visitor: Visitor) -> None:
    """And has no picture; each that is one has."""
    assert visitor.post("/api/new", {"starter": "../brands"}).said["findings"][0]["code"] == "unknown-leaflet"
    assert visitor.post("/api/new", {}).status == 400
    assert visitor.get("/picture/..%2fbrands.svg").status == visitor.get("/picture/nothing.svg").status == 404
    drawn = visitor.get("/picture/price-list.svg")
    assert drawn.headers["content-type"].startswith("image/svg+xml") and len(drawn.body) > 20_000


def test_every_starter_can_be_begun_with(visitor: Visitor) -> None:
    """Each is listed under its title."""
    html = visitor.get("/new").body.decode()

    assert html.count("data-starter=") == 10
    assert "Begin with: What a visit costs" in html and "{lang" not in html


def test_a_file_that_was_broken_by_hand_is_shown_and_mended_as_text(visitor: Visitor, clinic: Path) -> None:
    """With the place; what cannot be read still is not written, and line ends stay."""
    file = clinic / "content/acupuncture-pain/en.yaml"
    sound = file.read_bytes().replace(b"\n", b"\r\n")
    file.write_bytes(sound.replace(b"title: Pain", b"title: [Pain"))
    page = visitor.get("/l/acupuncture-pain/en").body.decode()
    base = version_of(file.read_bytes())
    text = file.read_text(encoding="utf-8")

    assert "en.yaml:" in page and "title: [Pain Management" in page
    still = visitor.post(f"{LEAFLET}/mend", {"version": base, "text": text.replace("title: [", "title: {")})
    assert [each["code"] for each in still.said["findings"]] == ["yaml-damaged"]
    assert visitor.post(f"{LEAFLET}/mend", {"version": base, "text": text.replace("[Pain", "Pain")}).status == 200
    assert file.read_bytes() == sound
    assert 'data-field="title"' in visitor.get("/l/acupuncture-pain/en").body.decode()


def test_nobody_signs_what_cannot_be_printed(visitor: Visitor, clinic: Path) -> None:
    """The page says what is to be mended first; the record stays as it is."""
    texts = [{"field": "safety.plan", "text": "many words " * 120}]
    visitor.post(f"{LEAFLET}/save", {"version": version(visitor), "texts": texts})
    page = visitor.get("/l/acupuncture-pain/en/sign").body.decode()
    said = {"version": version(visitor), "who": "Dr A. Example", "role": "clinician", "seen": []}

    assert "cannot be signed until this is mended" in page and "disabled>Sign this text" in page
    assert "overset-text" in [each["code"] for each in visitor.post(f"{LEAFLET}/sign", said).said["findings"]]
    assert not (clinic / "content/acupuncture-pain/_record.yaml").exists()


def test_the_shelf_is_called_as_the_clinic_is(visitor: Visitor) -> None:
    """Not as its folder; the name is that of most leaflets."""
    assert "<h1>Riverside Acupuncture</h1>" in visitor.get("/").body.decode()


def test_a_file_with_an_alias_is_shown_with_its_reason(visitor: Visitor, clinic: Path) -> None:
    """It is well formed, and no leaflet can be made of it."""
    file = clinic / "content/after-treatment/en.yaml"
    text = file.read_text(encoding="utf-8").replace("author: ", "author: &one ", 1)
    file.write_text(f"{text}\nreviewer: *one\n", encoding="utf-8")
    answer = visitor.get("/l/after-treatment/en")

    assert answer.status == 422
    assert "Anchors, aliases" in answer.body.decode() and "<textarea" in answer.body.decode()
