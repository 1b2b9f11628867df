"""Nothing is spent before it is known what it costs: small files that ask for hours, counted and not timed."""

import io
import zlib
from collections.abc import Callable, Iterator
from functools import cache

import pytest
from PIL import Image

from brochure.opened import reach, work
from brochure.opened.document import read_document
from brochure.opened.lexer import TooMuch
from brochure.opened.pixels import Painter
from brochure.opened.unpacking import LARGEST_INDEX, judge_index, unpacked
from brochure.opened.work import MOST_KEPT, MOST_OF_FILE, MOST_OF_PAGE, Work
from brochure.preflight import inspect
from brochure.preflight.job import Job, Options
from tests.preflight.made import press

A4 = b"[0 0 595 842]"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(entries: bytes, data: bytes, filters: bytes = b"/FlateDecode") -> bytes:
    return b"<<%b/Filter %b/Length %d>>stream\n%b\nendstream" % (entries, filters, len(data), data)


def pdf_of(objects: list[bytes]) -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out, places = b"%PDF-1.6\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size, start = len(objects) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    return out + b"trailer <</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, start)


def page_of(content: bytes, resources: bytes = b"", *more: bytes, packed: bytes = b"", pages: int = 1) -> bytes:
    """Pages of one content; further objects are numbered from 5 on."""
    kids = b" 0 R ".join(b"%d" % (5 + len(more) + at) for at in range(pages)) + b" 0 R"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox %b/Contents 4 0 R/Resources 3 0 R>>" % A4
    return pdf_of([
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, pages),
        b"<<%b>>" % resources, stream(b"", packed or zlib.compress(content, 9)), *more, *[page] * pages,
    ])  # fmt: skip


@cache
def swollen(piece: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(piece) for _ in range(times)) + packer.flush()


MEGABYTE = b"0 0 m\n" * 170_000
TILE = b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1"
PATTERN = b"/Pattern cs /P scn 0 0 595 842 re f"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]"
IMAGE = b"/Type/XObject/Subtype/Image/BitsPerComponent 8/ColorSpace/DeviceGray"


def tiles(cell: bytes, content: bytes) -> bytes:
    return page_of(PATTERN, b"/Pattern<</P 5 0 R>>", stream(TILE + cell, zlib.compress(content)))


def dag() -> bytes:
    """Twelve forms, each of which draws the next ten times."""
    forms = [
        stream(FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (6 + at), zlib.compress(b"/X Do " * 10))
        for at in range(12)
    ]
    return page_of(b"/X Do", b"/XObject<</X 5 0 R>>", *forms, stream(FORM, zlib.compress(b"0 0 m 9 9 l S")))


@cache
def progressive() -> bytes:
    """25 megapixels that a decoder holds whole, six bytes each."""
    out = io.BytesIO()
    Image.new("L", (5000, 5000)).save(out, "JPEG", quality=5, progressive=True)
    return out.getvalue()


BOMBS: dict[str, Callable[[], bytes]] = {
    "content": lambda: page_of(b"", packed=swollen(MEGABYTE, 100)),
    "form-packed-twice": lambda: page_of(
        b"/X Do", b"/XObject<</X 5 0 R>>",
        stream(FORM, zlib.compress(swollen(MEGABYTE, 100), 9), b"[/FlateDecode/FlateDecode]"),
    ),
    "picture-packed-twice": lambda: page_of(
        b"/X Do", b"/XObject<</X 5 0 R>>",
        stream(IMAGE + b"/Width 9/Height 9", swollen(MEGABYTE, 100), b"[/FlateDecode/DCTDecode]"),
    ),
    "font": lambda: page_of(
        b"", b"/Font<</F <</Type/Font/Subtype/TrueType/FontDescriptor<</FontFile2 5 0 R>>>>>>",
        stream(b"", swollen(MEGABYTE, 100)),
    ),
    "picture-of-900-megapixels": lambda: page_of(
        b"/X Do", b"/XObject<</X 5 0 R>>", stream(IMAGE + b"/Width 30000/Height 30000", zlib.compress(b""))
    ),
    "many-streams": lambda: page_of(
        b"", b"/XObject<<" + b"".join(b"/X%d %d 0 R" % (at, 5 + at) for at in range(9)) + b">>",
        *[stream(FORM, swollen(MEGABYTE, 30))] * 9,
    ),
    "operators": lambda: page_of(b"0 0 m 9 9 l S\n" * 60_000),
    "words": lambda: page_of(b"BT /F 9 Tf " + b"(a) Tj " * 200_000, b"/Font<</F 5 0 R>>", FONT),
    "long-words": lambda: page_of(b"BT /F 9 Tf " + b"(%b) Tj " % (b"a" * 500) * 2_000, b"/Font<</F 5 0 R>>", FONT),
    "forms": dag,
    "pattern-in-itself": lambda: tiles(
        b"/BBox[0 0 1 1]/XStep .0001/YStep .0001/Resources<</Pattern<</P 5 0 R>>>>", PATTERN
    ),
    "fine-pattern": lambda: tiles(b"/BBox[0 0 1 1]/XStep .01/YStep .01", b"0 0 1 1 re f"),
    "pattern-without-step": lambda: tiles(b"/BBox[0 0 1 1]/XStep 0/YStep 1", b"0 0 1 1 re f"),
    "large-cells": lambda: tiles(b"/BBox[0 0 9999 9999]/XStep 1/YStep 1", b"0 0 1 1 re f"),
    "gradients": lambda: page_of(b"/S sh " * 2_000, b"/Shading<</S<</ShadingType 2/ColorSpace/DeviceRGB>>>>"),
    "groups": lambda: page_of(
        b"/X Do " * 3_000, b"/XObject<</X 5 0 R>>", stream(FORM + b"/Group<</S/Transparency>>", zlib.compress(b""))
    ),
    "masks": lambda: page_of(
        b"/G gs 0 0 595 842 re f " * 400, b"/ExtGState<</G<</SMask<</S/Luminosity/G 5 0 R>>>>>>",
        stream(FORM, zlib.compress(b"")),
    ),
    "blends": lambda: page_of(b"/G gs 0 0 595 842 re f " * 100, b"/ExtGState<</G<</BM/Multiply>>>>"),
    "content-many-times": lambda: page_of(b"", packed=zlib.compress(MEGABYTE)).replace(
        b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 60 + b"]"
    ),
    "many-maps": lambda: page_of(
        b"BT " + b"".join(b"/F%d 9 Tf (a) Tj " % at for at in range(40)),
        b"/Font<<" + b"".join(b"/F%d <</Subtype/Type1/ToUnicode 5 0 R>>" % at for at in range(40)) + b">>",
        stream(b"", swollen(MEGABYTE, 4)),
    ),
    "photograph-that-lies": lambda: page_of(
        b"/X Do", b"/XObject<</X 5 0 R>>", stream(IMAGE + b"/Width 9/Height 9", progressive(), b"/DCTDecode")
    ),
    "photograph-without-head": lambda: page_of(
        b"/X Do", b"/XObject<</X 5 0 R>>", stream(IMAGE + b"/Width 9/Height 9", b"\xff\xd8\xff", b"/DCTDecode")
    ),
    "pictures": lambda: page_of(
        b"q 9 0 0 9 0 0 cm /X Do Q " * 1_000, b"/XObject<</X 5 0 R>>",
        stream(IMAGE + b"/Width 4000/Height 3000", zlib.compress(bytes(12_000_000))),
    ),
}  # fmt: skip


@pytest.fixture
def no_painter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gives the page to a renderer, which knows no bounds."""
    monkeypatch.setattr(Painter, "page", lambda *_, **__: pytest.fail("a page was rendered that costs too much"))


@pytest.mark.usefixtures("no_painter")
@pytest.mark.parametrize("bomb", BOMBS)
def test_what_costs_too_much_is_told_and_not_painted(bomb: str) -> None:
    """Three kilobytes asked for gigabytes, or for hours; now for a sentence."""
    found = inspect(BOMBS[bomb](), "press")

    damage = [each for each in found if each.code == "damaged-page"]
    assert len(damage) == 1
    assert damage[0].blocks
    assert {"pdf-not-rendered", "ink-not-measured"} <= {each.code for each in found}


@pytest.mark.parametrize("bomb", BOMBS)
def test_no_page_costs_more_than_its_share(bomb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted: units of work, bytes that are unpacked, marks that are kept."""
    pieces: list[int] = []

    def counted(data: bytes, most: int) -> Iterator[bytes]:
        for piece in unpacked(data, most):
            pieces.append(len(piece))
            yield piece

    monkeypatch.setattr(reach, "unpacked", counted)
    sheet = read_document(BOMBS[bomb]()).sheets[0]

    assert sheet.seen.is_cut
    assert sum(pieces) <= reach.MOST_OF_ALL + reach.MOST_UNPACKED
    assert len(sheet.all_marks) <= MOST_KEPT
    assert sheet.seen.work < MOST_OF_PAGE * 1.1 or "pattern" in bomb or "cells" in bomb


def test_a_page_of_honest_work_is_read_to_its_end() -> None:
    """A dense map of 40,000 lines, with a fine texture and a shadow."""
    content = b"0 0 m 9 9 l S\n" * 13_000 + PATTERN
    data = page_of(
        content,
        b"/Pattern<</P 5 0 R>>",
        stream(TILE + b"/BBox[0 0 4 4]/XStep 4/YStep 4", zlib.compress(b"0 0 1 1 re f")),
    )

    assert read_document(data).sheets[0].seen.damage == ""


def test_the_pages_of_a_file_share_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages for which there is none are told, and not one by one."""
    monkeypatch.setattr(work, "MOST_OF_FILE", 5_000)

    found = [each for each in inspect(page_of(b"0 0 m\n" * 900, pages=20), "any") if each.code == "damaged-page"]

    assert len(found) == 5
    assert all("the file has cost all the work that is spent on one" in each.message for each in found)
    assert [each.message[:45] for each in found if "more pages" in each.message] == [
        "11 more pages could not be read to their end:"
    ]


@pytest.mark.parametrize("units", [MOST_OF_PAGE + 1.0, float("inf"), float("nan")])
def test_work_that_is_no_number_is_too_much(units: float) -> None:
    """A step of nought divides by it."""
    with pytest.raises(TooMuch):
        Work().take(units)


def test_each_page_begins_with_its_share_and_the_file_with_its_own() -> None:
    """What one page leaves another may not spend."""
    own = Work()
    for _ in range(MOST_OF_FILE // MOST_OF_PAGE):
        own.begin_page()
        own.take(MOST_OF_PAGE - 1)
    own.begin_page()

    with pytest.raises(TooMuch, match="the file"):
        own.take(1_000)


def test_the_clock_is_asked_every_thousand_units() -> None:
    """It costs more than an operator."""
    asked: list[None] = []

    def in_time() -> bool:
        asked.append(None)
        return True

    own = Work(in_time)
    for _ in range(5_000):
        own.take(1)

    assert len(asked) == 5


def test_no_page_is_begun_when_the_time_is_up() -> None:
    """And it is said how many were left."""
    times = iter([True] * 8)
    data = page_of(b"0 0 m 9 9 l S", pages=30)

    found = inspect(data, "any", in_time=lambda: next(times, False))

    assert any(each.message.endswith("pages were not looked at: the file takes too long") for each in found)


def test_large_pages_are_held_one_at_a_time() -> None:
    """Their pixels would fill the memory: 20 million of them, each with four bytes."""
    data = page_of(b"0 0 m 9 9 l S", pages=6).replace(A4, b"[0 0 9999 9999]")
    job = Job(data, read_document(data), Options("any"))

    assert [len(job.sheets) for _ in job.turns()] == [1] * 6


def test_a_sound_file_is_a_thousandth_of_what_may_be_spent() -> None:
    """So the bounds are far from what anybody prints."""
    assert read_document(press()).sheets[0].seen.work < MOST_OF_PAGE / 100


def test_a_table_of_too_many_objects_is_read_by_nobody() -> None:
    """15 million rows from 75 kB: each program keeps them as objects, which take gigabytes."""
    table = stream(b"/Type/XRef/Size 99/W[1 3 1]/Root 1 0 R", swollen(bytes(100_000), LARGEST_INDEX // 100_000 + 1))
    data = b"%PDF-1.6\n1 0 obj\n" + table + b"\nendobj\nstartxref\n9\n%%EOF\n"

    (finding,) = inspect(data, "any")

    assert finding.message == "no PDF that can be read: it lists more objects than any file needs"
    judge_index(data.replace(b"/W[1 3 1]", b"").replace(b"/XRef", b"/Font"))  # any other stream waits for its page


def test_a_tree_of_names_that_branches_without_end_is_read_to_a_bound() -> None:
    """Eleven nodes, each with the next ten times as its kids."""
    nodes = [b"<</Kids[" + b"%d 0 R " % (6 + at) * 10 + b"]>>" for at in range(11)]
    data = page_of(b"", b"", *nodes, b"<</Names[(a) (b)]>>")
    data = data.replace(b"/Type/Catalog", b"/Names<</EmbeddedFiles 5 0 R>>/Type/Catalog")

    assert len(read_document(data).attached) <= 10_000


def test_metadata_without_ends_are_read_once() -> None:
    """Each of 200,000 beginnings would be followed to the end of the packet."""
    packet = b"<dc:title>" * 200_000
    data = page_of(b"", b"", stream(b"/Type/Metadata/Subtype/XML", zlib.compress(packet)))
    document = read_document(data.replace(b"/Type/Catalog", b"/Metadata 5 0 R/Type/Catalog"))

    assert len(document.xmp) == len(packet)
    assert document.said("dc:title") == ""
