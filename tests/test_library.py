"""Every command from Python, without a terminal; and what the face of the program promises."""

import ast
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

import brochure
from brochure import (
    BadInput,
    CheckWish,
    Counted,
    CountLetters,
    FileWish,
    FileWritten,
    ImposeWish,
    LettersQueued,
    ListLetters,
    MakeWish,
    MergeWish,
    Order,
    OutboxWish,
    PackWish,
    ProofWish,
    ProveWish,
    SendWish,
    Shelf,
    Together,
    check_file,
    make,
    merge,
    open_shelf,
    outcome,
)
from brochure.base.events import LetterMoved, LetterState
from brochure.content.shelf import reopened
from tests.conftest import ROOT
from tests.send.mail_server import MailServer

DOCS = (ROOT / "docs/library.md").read_text(encoding="utf-8")
LEAFLET: Mapping[str, object] = {
    "code": "AC-01",
    "version": "1.0",
    "issued": datetime(2026, 11, 1, tzinfo=UTC).date(),
    "review_by": "2028-11-01",
    "language": "en",
    "author": "Front desk",
    "status": "final",
    "brand": "riverside",
    "photo": None,
    "title": "After your visit",
    "strapline": "What to do today",
    "lead": "Take the rest of the day gently.",
    "sections": [{"heading": "Today", "text": ["Drink water and eat as you usually do."]}],
    "safety": {"heading": "Your usual care", "text": ["**Keep taking your medicines.** Ask us before you stop."]},
    "aside": {"heading": "Call us", "items": ["if a place grows red"], "short": "Call us if a place grows red."},
    "drawing": {"alt": "One line runs across the page."},
    "booking": {"label": "Change your visit", "alt": "QR code: it opens the booking page."},
    "formats": "Ask us for this leaflet in large print.",
}
ROWS = """id,name,day,hour,clinician,site,first
1,Ann,2027-03-01,9:30,Dr Jo,12 Mill Lane,yes
2,Ben,2027-03-02,14:00,Sam,The Quay,no
"""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def with_leaflet(**changes: object) -> Shelf:
    return open_shelf(unsaved={"content/after/en.yaml": {**LEAFLET, **changes}})


def codes_of(caught: "pytest.ExceptionInfo[BadInput]") -> set[str]:
    return {finding.code for finding in caught.value.findings}


def test_a_leaflet_of_the_shelf_is_written_with_every_event_told(here: Path) -> None:
    """Whoever listens gets the editions, the files and the end."""
    events = list(brochure.build(MakeWish("after-treatment", "en", edition="email", out=here / "out")))

    together, written, ended = events
    assert isinstance(together, Together)
    assert isinstance(written, FileWritten)
    assert written.size == written.path.stat().st_size
    assert written.path.read_bytes() == together.made[0].data
    assert ended == brochure.Ended(brochure.FilesDone((written.path,)))


def test_a_leaflet_from_a_dict_is_made(here: Path) -> None:
    """It is proved as one that was typed, and nothing is written for it."""
    made = make(Order("after"), with_leaflet())

    assert made.manuscript.leaflet.issued.value.isoformat() == "2026-11-01"
    assert made.words > 40
    assert not list(here.iterdir())


def test_a_fault_in_a_dict_names_the_key() -> None:
    """There is no line to name."""
    with pytest.raises(BadInput) as caught:
        make(Order("after"), with_leaflet(sections=[{"heading": "Today", "txt": "Drink."}], issued="soon"))

    places = {str(finding.origin).rpartition("content/after/")[2] for finding in caught.value.findings}
    assert "en.yaml: sections 1 txt" in places
    assert "en.yaml: issued" in places


def test_a_leaflet_from_text_in_memory_keeps_its_lines(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor shows the fault where the cursor is, saved or not."""
    monkeypatch.chdir(clinic)
    file = Path("content/acupuncture-pain/en.yaml")
    saved = file.read_bytes()
    text = file.read_text(encoding="utf-8").replace("\ntitle: ", "\ntitel: ", 1)
    line = text[: text.index("\ntitel: ")].count("\n") + 2

    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain"), open_shelf(clinic, unsaved={file: text}))

    (finding,) = (each for each in caught.value.findings if each.code == "unknown-field")
    assert str(finding.origin) == f"{file.as_posix()}:{line}:1"
    assert finding.origin is not None
    assert finding.origin.excerpt.startswith("titel: ")
    assert file.read_bytes() == saved


def test_a_file_that_does_not_exist_yet_is_found_by_everything(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A new leaflet, a new brand and a new layout are tried before they are saved."""
    monkeypatch.chdir(clinic)
    brand = Path("content/brands/riverside/brand.yaml").read_text(encoding="utf-8")
    layout = Path("layouts/trifold-a4/layout.yaml").read_text(encoding="utf-8")
    leaflet = Path("content/after-treatment/en.yaml").read_text(encoding="utf-8")
    logo = Path("content/brands/riverside/logo.svg").read_bytes()
    shelf = open_shelf(
        str(clinic),
        unsaved={
            "content/brands/new/brand.yaml": brand.replace("name: Riverside Acupuncture", "name: New House", 1),
            "content/brands/new/logo.svg": logo,
            "content/brands/new/logo-reversed.svg": logo,
            "layouts/new/layout.yaml": layout,
            clinic / "content/new/en.yaml": leaflet.replace("brand: harbour", "brand: new"),
            "content/new/de.yaml": "title: &a b",
        },
    )

    made = make(Order("new", layout="new"), shelf)
    with pytest.raises(BadInput) as caught:
        make(Order("new", "de"), shelf)

    assert made.manuscript.brand.name.text == "New House"
    assert made.manuscript.layout_name == "new"
    assert shelf.languages("new") == ("de", "en")
    assert str(caught.value.findings[0].origin).startswith("content/new/de.yaml:1:")


def test_a_shelf_with_more_laid_over_it_keeps_what_was() -> None:
    """Each save in an editor lays one file more, or the same one again."""
    shelf = with_leaflet().with_unsaved({"content/other/en.yaml": LEAFLET})
    again = shelf.with_unsaved({"content/after/en.yaml": {**LEAFLET, "title": "Anew"}})

    assert {"after", "other"} <= set(shelf.leaflets)
    assert make(Order("after", edition="text"), again).manuscript.leaflet.title.text == "Anew"


def test_another_process_opens_the_same_shelf(clinic: Path) -> None:
    """A worker of a merge lays the same words over the same files."""
    shelf = open_shelf(clinic, unsaved={"content/after/en.yaml": LEAFLET})

    again = reopened(pickle.loads(pickle.dumps(shelf.shelving)))

    assert again.folders == shelf.folders
    assert make(Order("after", edition="text"), again).data == make(Order("after", edition="text"), shelf).data


def test_a_shelf_takes_a_text_and_refuses_a_folder_that_is_not_there(clinic: Path) -> None:
    """Else the sample would be built in place of the clinic's own, without a word."""
    assert open_shelf(str(clinic)).folders[0] == clinic
    with pytest.raises(BadInput) as caught:
        open_shelf(clinic / "slip")

    assert codes_of(caught) == {"unknown-folder"}
    assert caught.value.findings[0].hint


OUTSIDE = "../../etc"


@pytest.mark.parametrize("what", ["leaflet", "layout", "language", "brand", "edition"])
def test_a_name_from_outside_meets_no_path(what: str) -> None:
    """It is held against the names that there are, by the order and by every wish."""
    change: dict[str, Any] = {what: OUTSIDE}
    order = replace(Order("after-treatment", edition="email"), **change)
    wish = replace(CheckWish("after-treatment", "en"), **change)

    with pytest.raises(BadInput) as caught:
        make(order)
    try:
        told = {finding.code for finding in outcome(brochure.check(wish)).findings}
    except BadInput as fault:
        told = {finding.code for finding in fault.findings}

    assert codes_of(caught) == {f"unknown-{what}"}
    assert told == {f"unknown-{what}"}


@pytest.mark.parametrize("what", ["leaflet", "layout", "language", "brand", "edition"])
def test_a_file_outside_is_not_read_through_a_name(what: str, clinic: Path, tmp_path: Path) -> None:
    """Names that would lead to a file that is there."""
    inner = clinic / "inner"
    for folder in ("content/after-treatment", "content/brands", "layouts"):  # through these the names would lead
        (inner / folder).mkdir(parents=True)
    (clinic / "content/brands/x").mkdir()
    (clinic / "content/brands/x/brand.yaml").write_bytes((clinic / "content/brands/harbour/brand.yaml").read_bytes())
    names = {"leaflet": "../../content/after-treatment", "layout": "../../layouts/trifold-a4", "edition": "../office",
             "language": "../../../content/after-treatment/en", "brand": "../../../content/brands/x"}  # fmt: skip
    change: dict[str, Any] = {what: names[what]}

    with pytest.raises(BadInput) as caught:
        make(replace(Order("after-treatment"), **change), open_shelf(inner))

    assert codes_of(caught) == {f"unknown-{what}"}


def test_a_brand_that_the_leaflet_names_meets_no_path() -> None:
    """What somebody wrote comes from outside too."""
    with pytest.raises(BadInput) as caught:
        make(Order("after"), with_leaflet(brand=OUTSIDE))

    assert codes_of(caught) == {"bad-form", "unknown-brand"}


def test_a_brand_is_named_or_its_file_is() -> None:
    """`harbour`, or the path of a YAML file."""
    file = str(ROOT / "content/brands/harbour/brand.yaml")
    by_name, by_file = (make(Order("acupuncture-pain", edition="text", brand=said)) for said in ("harbour", file))

    assert by_name.data == by_file.data != make(Order("acupuncture-pain", edition="text")).data


def test_editions_are_proved_to_say_the_same() -> None:
    """In memory, each leaflet in each language together."""
    events = list(brochure.prove(ProveWish("after-treatment", "en")))

    (together,) = (event for event in events if isinstance(event, Together))
    assert {made.edition.name for made in together.made} >= {"office", "press", "text", "html"}


def test_a_leaflet_is_checked_against_the_day_that_it_is_told() -> None:
    """The same wish on another day says something else; no clock is read."""
    on_time, late = (
        {finding.code for finding in outcome(brochure.check(CheckWish("after-treatment", "en", today=day))).findings}
        for day in ("2026-11-02", "2999-01-01")
    )

    assert late - on_time == {"review-overdue"}


def test_proofs_are_written(here: Path) -> None:
    """PNG for the screen, PDF for paper; or the sheet that tests a fold."""
    proofs = outcome(brochure.write_proofs(ProofWish("after-treatment", "en", out=here / "out"))).result
    test = outcome(brochure.write_proofs(ProofWish("after-treatment", "en", fold_test=True, out=here / "out"))).result

    assert [path.suffix for path in proofs.paths] == [".png", ".pdf"]
    assert test.paths[0].read_bytes().startswith(b"%PDF")


def test_a_pack_is_written(here: Path) -> None:
    """One folder, and its size."""
    done = outcome(
        brochure.pack(PackWish("after-treatment", "en", quantity=500, paper=150, out=here / "out", allow_draft=True))
    )

    (folder,) = done.result.paths
    assert len(list(folder.iterdir())) == 8
    assert '"quantity": 500' in next(folder.glob("*.ticket.json")).read_text(encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        outcome(brochure.pack(PackWish("after-treatment", edition="office", out=here / "out")))
    assert codes_of(caught) == {"unknown-edition"}


def test_a_file_is_imposed(here: Path) -> None:
    """Two pages of A4 on A3."""
    made = make(Order("after-treatment"))
    (here / made.name).write_bytes(made.data)

    done = outcome(brochure.impose_file(ImposeWish(Path(made.name), sheet="a3", allow_draft=True)))

    (path,) = done.result.paths
    assert path == Path(made.name).with_suffix(".imposed.pdf")
    assert float(PdfReader(BytesIO(path.read_bytes())).pages[0].mediabox.height) > 1000


def test_a_file_in_memory_is_checked() -> None:
    """Bytes in, findings and the inspection out; an option that makes no sense is refused."""
    data = make(Order("after-treatment", edition="press")).data

    sound = outcome(check_file(FileWish(data, "job.pdf", "press")))
    broken = outcome(check_file(FileWish(b"no PDF", "job.pdf")))
    with pytest.raises(BadInput) as caught:
        outcome(check_file(FileWish(data, icc=b"no profile", icc_file="shop.icc")))

    assert [finding for finding in sound.findings if finding.blocks] == []
    assert brochure.report_page(sound.result, name="job.pdf").startswith("<!doctype html>")
    assert [finding.code for finding in broken.findings] == ["pdf-unreadable"]
    assert codes_of(caught) == {"bad-form"}


def test_a_merge_of_unsaved_words_counts_its_copies(here: Path) -> None:
    """In processes of their own too: they lay the same text over the same file."""
    Path("list.csv").write_text(ROWS + "3,Cy,someday,9:30,Sam,The Quay,no\n", encoding="utf-8")
    words = open_shelf().read("content", "your-visit", "en.yaml").replace("\ntitle: Your visit", "\ntitle: Soon", 1)
    shelf = open_shelf(unsaved={"content/your-visit/en.yaml": words})
    wish = MergeWish("your-visit", Path("list.csv"), out=here / "run", key=here / "key", jobs=2, allow_draft=True)

    done = outcome(merge(wish, shelf))
    again = outcome(merge(wish._replace(resume=True, jobs=1), shelf))
    next((here / "run").glob("000002-*.pdf")).unlink()
    counted = [event for event in merge(wish._replace(resume=True, jobs=1), shelf) if isinstance(event, Counted)]

    assert done.result == brochure.MergeDone(here / "run", made=2, there=0, left_out=1)
    assert again.result == brochure.MergeDone(here / "run", made=0, there=2, left_out=1)
    assert counted[-1] == Counted("copies", 1, 1)
    assert {finding.code for finding in done.findings} == {"value-no-date"}
    copies = [PdfReader(path) for path in sorted((here / "run").glob("*.pdf"))]
    assert ["Soon" in copy.pages[0].extract_text() for copy in copies] == [True, True]


def test_who_stops_listening_stops_the_merge(here: Path) -> None:
    """Nothing half is left, and the next wish goes on from there."""
    Path("list.csv").write_text(ROWS, encoding="utf-8")
    wish = MergeWish("your-visit", Path("list.csv"), out=here / "run", key=here / "key", allow_draft=True)
    events = merge(wish)
    counted = next(event for event in events if isinstance(event, Counted) and event.what == "copies")
    events.close()  # type: ignore[attr-defined]  # a generator is an iterator that can be closed

    assert counted == Counted("copies", 1, 2)
    assert not list((here / "run").glob(".brochure-*"))
    assert outcome(merge(wish._replace(resume=True))).result.made >= 1


def test_letters_are_sent_and_the_outbox_counts_them(here: Path) -> None:
    """To a real server, without a terminal; who said no gets none."""
    rows = "id,email,consent,language\n1,anna@x.test,yes,en\n2,ben@x.test,y,en\n3,cy@x.test,no,en\n"
    Path("list.csv").write_text(rows, encoding="utf-8")
    with MailServer() as server:
        wish = SendWish(
            "after-treatment", Path("list.csv"), sender="info@clinic.test", subject="Information", allow_draft=True,
            server="127.0.0.1", port=server.port, security="insecure-loopback", outbox=here / "outbox",
        )  # fmt: skip
        tried = outcome(brochure.send_letters(wish._replace(dry_run=True))).result
        nothing = list(here.iterdir())
        events = list(brochure.send_letters(wish))
        counted = outcome(brochure.tend_outbox(OutboxWish(CountLetters(), outbox=here / "outbox"))).result
        listed = outcome(brochure.tend_outbox(OutboxWish(ListLetters("held"), outbox=here / "outbox"))).result

    assert nothing == [Path("list.csv").resolve()]
    assert isinstance(tried, brochure.SendDone)
    assert tried.counts[LetterState.QUEUED] == 2
    assert [event.to for event in server.taken] == [("anna@x.test",), ("ben@x.test",)]
    assert [event.state for event in events if isinstance(event, LetterMoved)] == [LetterState.SENT] * 2
    assert any(isinstance(event, LettersQueued) for event in events)
    (ended,) = (event.result for event in events if isinstance(event, brochure.Ended))
    assert (ended.sent, ended.waits, ended.stopped) == (2, False, False)
    assert isinstance(counted, brochure.LetterCounts)
    assert counted.of["after-treatment"][LetterState.SENT] == 2
    assert isinstance(listed, brochure.LetterList)
    assert [letter.why for letter in listed.letters] == ["no consent"]


def test_sending_stops_when_it_is_asked_to(here: Path) -> None:
    """After the letter at hand; the rest stays queued."""
    Path("list.csv").write_text("id,email,consent\n1,a@x.test,yes\n2,b@x.test,y\n", encoding="utf-8")
    with MailServer() as server:
        wish = SendWish(
            "after-treatment", Path("list.csv"), language="en", sender="i@c.test", subject="Information",
            allow_draft=True, server="127.0.0.1", port=server.port, security="insecure-loopback", outbox=here / "box",
        )  # fmt: skip
        done = outcome(brochure.send_letters(wish, stop=lambda: bool(server.taken))).result

    assert isinstance(done, brochure.SendDone)
    assert (done.sent, done.stopped, done.waits) == (1, True, True)
    assert done.counts[LetterState.QUEUED] == 1


def test_ways_of_not_sending_exclude_each_other() -> None:
    """The desk's parser refuses them; a wish could hold them all."""
    with pytest.raises(BadInput) as caught:
        outcome(brochure.send_letters(SendWish("after-treatment", dry_run=True, to="me@x.test")))

    assert codes_of(caught) == {"options-clash"}


def test_what_was_told_before_a_fault_is_not_lost(here: Path) -> None:
    """A list without consent is told with the fault that ends the work."""
    Path("list.csv").write_text("id,email\n1,a@x.test\n", encoding="utf-8")
    wish = SendWish("after-treatment", Path("list.csv"), sender="i@c.test", subject="Information", allow_draft=True)

    with pytest.raises(BadInput) as caught:
        outcome(brochure.send_letters(wish))

    assert codes_of(caught) == {"consent-missing", "mail-server"}


def script() -> str:
    found = re.search(r"<!-- script -->\n\n```python\n(.*?)```", DOCS, re.DOTALL)
    assert found is not None
    return found[1]


def test_the_script_of_the_docs_runs_as_it_stands(here: Path) -> None:
    """Thirty lines that make, merge and check; it says what the docs say that it does."""
    (here / "script.py").write_text(script(), encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=here, capture_output=True, text=True, check=False)
    promised = re.search(r"It prints\n\n```text\n(.*?)```", DOCS, re.DOTALL)

    assert promised is not None
    assert (done.stdout, done.stderr) == (promised[1], "")
    assert len(script().splitlines()) <= 34


def test_every_public_name_is_there_and_explained() -> None:
    """A name that the docs do not tell is found by nobody."""
    for name in brochure.__all__:
        assert getattr(brochure, name).__name__ == name
    told = set(re.findall(r"\w+", DOCS))
    assert [name for name in brochure.__all__ if name not in told] == []
    assert {*brochure.__all__, "__version__"} == brochure._HOMES.keys()


def test_every_name_that_the_docs_use_is_public() -> None:
    """An example that cannot be run is worse than none."""
    assert set(re.findall(r"brochure\.(\w+)", DOCS)) - set(brochure.__all__) <= {"__all__"}
    for block in re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL):
        ast.parse(block)


def test_no_public_name_is_a_rooms() -> None:
    """A room that is loaded would take the place of the name."""
    rooms = {path.stem for path in (ROOT / "brochure").iterdir()}

    assert rooms & set(brochure.__all__) == set()


def test_the_face_costs_nothing_until_it_is_used() -> None:
    """No room is loaded by `import brochure`."""
    program = "import sys, brochure; print([name for name in sys.modules if name.startswith('brochure.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert done.stdout == "[]\n"


def test_the_face_is_typed(here: Path) -> None:
    """A type checker that meets the installed package reads its types: PEP 561."""
    assert (ROOT / "brochure/py.typed").is_file()
    assert 'packages = ["brochure"]' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize("named", ["x\0.yaml", "\ud800.yaml"])
def test_names_that_no_file_can_have_are_findings(named: str) -> None:
    """A studio passes on what its users type."""
    for order in (Order("after-treatment", brand=named), Order("after-treatment", edition="press", icc=named)):
        with pytest.raises(BadInput):
            make(order)


def test_unsaved_texts_that_no_file_can_hold_are_findings() -> None:
    ring: dict[str, object] = {"title": "x"}
    ring["self"] = ring

    texts: list[tuple[str, str | Mapping[str, object]]] = [
        ("content/x/en.yaml", ring), ("content/x/en.yaml", "title: \ud800"), ("con\0tent/en.yaml", "a: b"),
    ]  # fmt: skip
    for path, text in texts:
        with pytest.raises(BadInput):
            open_shelf(ROOT, unsaved={path: text})
