"""Files from outside: whatever they are, findings and never a traceback; and what a finding says of its place."""

import random
import zlib
from typing import Any

import pikepdf
import pytest
from pikepdf import Dictionary

from brochure.base.findings import Severity
from brochure.opened import document, tags
from brochure.preflight import Options, inspect, job, look_at, report_page
from tests.opened.test_ink import RICH, with_everything
from tests.preflight.cases import locked, on_page, put, rectangle
from tests.preflight.made import BOTTOM, HEIGHT, LEFT, link, press, reader, separation


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf-unreadable"),
        (b"a letter to a friend", "pdf-unreadable"),
        (b"%PDF-1.7\n", "pdf-unreadable"),
        (press()[:3000], "pdf-unreadable"),
        (b"PK\x03\x04" + bytes(2000), "pdf-unreadable"),
        (locked(reader(), user="secret"), "pdf-locked"),
    ],
    ids=["empty", "text", "header", "cut", "archive", "locked"],
)
def test_what_is_no_open_pdf_is_a_finding(data: bytes, code: str) -> None:
    """One, with a way out."""
    (finding,) = inspect(data, "any", file="x.pdf")

    assert finding.code == code
    assert finding.blocks
    assert finding.hint
    assert finding.place is not None
    assert finding.place.file == "x.pdf"


def test_a_file_that_another_program_repairs_is_checked_as_repaired() -> None:
    """Viewers show it; a print shop's program may not, and that is said."""
    found = inspect(reader().replace(b"xref\n0 16\n", b"xref\n", 1), "email")

    assert [each.code for each in found] == ["index-misplaced"]


_STRAY = (b" 99999999999 ", b" 0 ", b" null ", b" << ", b" [ ", b" 5 0 R ", b" /X ")


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The file with some bytes changed, cut or repeated."""
    broken = bytearray(data)
    for _ in range(chance.choice((1, 4, 30))):
        at = chance.randrange(len(broken))
        match chance.randrange(4):
            case 0:
                broken[at] = chance.randrange(256)
            case 1:
                broken[at : at + chance.randrange(40)] = b""
            case 2:
                broken[at:at] = chance.choice(_STRAY)
            case _:
                broken[at:at] = broken[at : at + chance.randrange(60)]
    return bytes(broken)


@pytest.mark.parametrize("seed", range(40))
def test_spoiled_files_never_raise(seed: int) -> None:
    """Anybody may send anything; the report is made all the same."""
    chance = random.Random(seed)
    source = chance.choice((press(RICH, with_everything), reader()))
    inspection = look_at(spoiled(source, chance), Options(chance.choice(("press", "email", "any"))), file="x.pdf")

    assert report_page(inspection, name="x.pdf").startswith("<!doctype html>")


def test_places_are_measured_from_the_top_left_of_the_trim() -> None:
    """As a person lays a ruler on the leaflet."""
    found = inspect(press(rectangle(LEFT + 28.35, BOTTOM + HEIGHT - 85.04, 28.35, 56.69, b"1 0 0 rg")), "press")
    (finding,) = [each for each in found if each.code == "device-rgb"]

    assert finding.place is not None
    assert finding.place.page == 1
    assert finding.place[2:] == pytest.approx((10, 10, 10, 20), abs=0.1)
    assert str(finding.place) == ", page 1, 10.0 mm from the left, 10.0 mm from the top".removeprefix(", ")


def test_errors_come_first() -> None:
    """What stops the job is read first."""
    found = inspect(press(b"q 0 0 0 1 K 0 w 60 60 m 90 90 l S Q", on_page(put(UserUnit=2))), "press")
    severities = [each.severity for each in found]

    assert severities == sorted(severities, key=[*Severity].index)
    assert {*severities} >= {Severity.ERROR, Severity.WARNING}


def test_own_profile_takes_the_place_of_the_files() -> None:
    """A print shop's condition decides how much ink is too much."""
    heavy = press(rectangle(LEFT + 20, BOTTOM + 20, 20, 20, b"0.9 0.9 0.9 0.45 k"))

    assert inspect(heavy, "press") == ()
    assert [each.code for each in inspect(heavy, "press", condition="PSO Coated v3 (FOGRA51)")] == ["too-much-ink"]


def test_a_stream_that_never_ends_is_told() -> None:
    """A third of a megabyte that unpacks to three hundred: the page is said to be damaged, and memory stays small."""
    bomb = zlib.compress(bytes(300_000_000), 9)

    def swell(page: Any, pdf: Any) -> None:
        page.Contents = pdf.make_stream(b"")
        page.Contents.write(bomb, filter=pikepdf.Name.FlateDecode)

    found = inspect(reader(change=on_page(swell)), "any")

    assert "damaged-page" in [each.code for each in found]


def test_pages_are_not_rendered_when_the_time_is_up() -> None:
    """And it is said that nobody looked."""
    found = inspect(reader(), "email", in_time=lambda: False)

    assert [each.code for each in found] == ["damaged-page", "pdf-not-rendered"]
    assert found[0].message == "the tags were not looked at: the file takes too long"


def many_pages(pdf: pikepdf.Pdf) -> None:
    """Eight pages more, each with a fault of its own; those of the last three are seen across pages."""
    faults = (b"1 0 0 rg 90 90 50 50 re f", b"0.9 0.9 0.9 0.9 k 90 90 80 80 re f", b"0 w 90 90 m 190 90 l S")
    spots = [separation(pdf, name, *full) for name, full in (("Gold", (0, 0.2, 0.8, 0)), ("Gold CVC", (0, 0, 1, 0)))]
    for number in range(8):
        page = pdf.pages[number + 2].obj
        page.Resources.ColorSpace = Dictionary({"/Gold": spots[number % 2]})
        extra = faults[number] if number < 3 else b"/Gold cs 1 scn 90 90 20 20 re f" if number > 4 else b""
        page.Contents = pdf.make_stream(page.Contents.read_bytes() + b"\nq " + extra + b" Q")


def test_findings_do_not_depend_on_how_many_pages_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each page is looked at with its own inks and pixels, and what is asked of the file is asked once."""
    data = press(change=many_pages, pages=10)
    told = []
    for held in (1, 4, 100):
        monkeypatch.setattr(job, "AT_A_TIME", held)
        told.append(inspect(data, "press"))

    found = {(each.code, each.place.page if each.place else 0) for each in told[0]}
    assert {("device-rgb", 3), ("too-much-ink", 4), ("hairline", 5), ("spot-name", 9)} <= found
    assert told[1:] == told[:1] * 2


def test_a_page_is_read_once_and_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Four hundred pages take the memory of four."""
    read = []
    plain = document._sheet

    def counted(number: int, *others: Any) -> document.OpenedPage:
        read.append(number)
        return plain(number, *others)

    monkeypatch.setattr(document, "_sheet", counted)
    done = look_at(reader(pages=30), Options("office")).job
    assert done is not None

    assert read == list(range(1, 31))
    assert not done.sheets
    assert not any(sheet.marks for sheet in done.gathered.sheets)
    assert len(done.document.sheets.pdf.reader.resolved_objects) < 10
    assert len(done.document.tags) > 0


@pytest.mark.parametrize(
    ("module", "limit", "said"),
    [
        (document, "MOST_PAGES", "2 more pages were not looked at"),
        (document, "MOST_ANNOTATIONS", "1 links and notes; 0 were looked at"),
        (tags, "MOST_TAGS", "the rest was not looked at"),
        (tags, "DEEPEST", "the rest was not looked at"),
    ],
)
def test_a_limit_that_is_met_is_told(monkeypatch: pytest.MonkeyPatch, module: Any, limit: str, said: str) -> None:
    """What was not looked at is no reason for silence."""
    data = reader(pages=3, change=lambda pdf: link(pdf, "https://clinic.example"))
    assert not [each for each in inspect(data, "office") if each.code == "damaged-page"]

    monkeypatch.setattr(module, limit, 1 if limit == "MOST_PAGES" else 0)

    assert [each for each in inspect(data, "office") if each.code == "damaged-page" and said in each.message]
