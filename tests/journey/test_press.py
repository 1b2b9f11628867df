"""The file for the print shop: boxes, bleed, marks, inks, keys; judged by poppler, qpdf and Ghostscript's plates."""

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from brochure.base.art import Segment
from brochure.base.colour import Cmyk, Colour, Rgb, Spot, contrast, parse_screen
from brochure.base.findings import BadInput, Severity
from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.base.page import Page, PlacedLine, PlacedPath
from brochure.base.units import INCH, in_mm, mm
from brochure.content.conditions import press_profile
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.paint import seen_in_inks
from brochure.pipeline import make
from brochure.press.impose import SHEETS, Plan, impose
from tests.conftest import ROOT, Judge
from tests.samples import set_sample

CASES = [("acupuncture-pain", "trifold-a4"), ("after-treatment", "trifold-letter"), ("after-treatment", "gatefold-a4")]


@pytest.fixture(scope="module", params=["press", "master"])
def edition(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


def opened(order: Order, shelf: Shelf) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(make(order, shelf).data))


def pages_of(leaflet: str, layout: str, shelf: Shelf) -> tuple[Page, ...]:
    _, done = set_sample(read(Order(leaflet, layout=layout, edition="press"), shelf).manuscript, shelf)
    return done.pages


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_boxes_nest_with_the_bleed_between(leaflet: str, layout: str, edition: str, shelf: Shelf) -> None:
    """3 mm, or an eighth of an inch on Letter; the trim is the sheet that was asked for."""
    bleed = INCH / 8 if "letter" in layout else mm(3)
    sheet = read(Order(leaflet, layout=layout), shelf).manuscript.layout.sheet
    with opened(Order(leaflet, layout=layout, edition=edition), shelf) as pdf:
        for page in pdf.pages:
            trim, bled, media = ([float(n) for n in box] for box in (page.trimbox, page.obj.BleedBox, page.mediabox))
            assert [trim[2] - trim[0], trim[3] - trim[1]] == pytest.approx(
                [sheet.width.points, sheet.height.points], abs=0.01
            )
            assert [abs(a - b) for a, b in zip(trim, bled, strict=True)] == pytest.approx([bleed] * 4, abs=0.01)
            assert all(abs(a - b) >= mm(11.9) for a, b in zip(bled, media, strict=True))


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_no_mark_lies_inside_the_trim(leaflet: str, layout: str, shelf: Shelf) -> None:
    """What is printed there stays on the patient's leaflet. Crop marks are 6 mm long and begin beyond the bleed."""
    for page in pages_of(leaflet, layout, shelf):
        assert page.bleed > 0
        assert page.marks
        lengths = []
        for mark in page.marks:
            for piece in mark.paths:
                for x, y in points_of(piece.path):
                    assert x <= -page.bleed + 0.01 or x >= page.width + page.bleed - 0.01 or (
                        y <= -page.bleed + 0.01 or y >= page.height + page.bleed - 0.01
                    )  # fmt: skip
                    edge = page.bleed + page.slug_area + 0.01
                    assert -edge <= x <= page.width + edge
                    assert -edge <= y <= page.height + edge
                if piece.stroke is not None:
                    (x0, y0), (x1, y1) = points_of(piece.path)
                    lengths.append(in_mm(abs(x1 - x0) + abs(y1 - y0)))
                    assert piece.stroke_width == 0.25
        assert [round(length, 2) for length in lengths].count(6.0) == 8


def points_of(path: tuple[Segment, ...]) -> list[tuple[float, float]]:
    points: list[tuple[float, float]] = []
    for kind, numbers in path:
        if kind == "re":
            x, y, width, height = numbers
            points += [(x, y), (x + width, y + height)]
        else:
            points += list(zip(numbers[::2], numbers[1::2], strict=True))
    return points


@pytest.mark.parametrize("layout", ["trifold-a4", "rollfold-a4", "halffold-a4"])
def test_fold_marks_of_both_sides_lie_on_each_other(layout: str, shelf: Shelf) -> None:
    """Held to the light, within 0.05 mm."""
    front, back = (fold_marks(page) for page in pages_of("after-treatment", layout, shelf))

    assert front
    assert sorted(front) == pytest.approx(sorted(in_mm(mm(297)) - place for place in back), abs=0.05)


def fold_marks(page: Page) -> list[float]:
    places = set()
    for mark in page.marks:
        for piece in mark.paths:
            if piece.stroke is not None:
                (x0, _), (x1, _) = points_of(piece.path)
                if x0 == x1 and 0.1 < x0 < page.width - 0.1:
                    places.add(round(in_mm(x0), 3))
    return sorted(places)


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_ink_that_touches_the_trim_reaches_the_bleed(leaflet: str, layout: str, shelf: Shelf) -> None:
    """A knife half a millimetre off leaves no white."""
    for page in pages_of(leaflet, layout, shelf):
        for item in page.placed:
            if isinstance(item, PlacedPath) and item.element is not None:
                continue
            box = getattr(item, "box", None)
            if box is None:
                continue
            for edge, limit in ((box.left, 0.0), (box.bottom, 0.0)):
                assert not -page.bleed + 0.01 < edge < limit + 0.01
            for edge, limit in ((box.right, page.width), (box.top, page.height)):
                assert not limit - 0.01 < edge < limit + page.bleed - 0.01


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_the_keys_of_pdf_x(leaflet: str, layout: str, edition: str, shelf: Shelf) -> None:
    """ISO 15930-7: intent with its profile, version in the metadata, trapping said, ids, no link, no encryption."""
    with opened(Order(leaflet, layout=layout, edition=edition), shelf) as pdf:
        intents = {str(intent.S): intent for intent in pdf.Root.OutputIntents}
        intent = intents["/GTS_PDFX"]
        assert str(intent.OutputConditionIdentifier) == "FOGRA39"
        assert int(intent.DestOutputProfile.N) == 4
        assert bytes(intent.DestOutputProfile.read_bytes())[36:40] == b"acsp"
        if edition == "master":
            assert intents["/GTS_PDFA1"].DestOutputProfile.objgen == intent.DestOutputProfile.objgen
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert 'pdfxid:GTS_PDFXVersion="PDF/X-4"' in xmp
        assert 'pdf:Trapped="False"' in xmp
        assert 'xmpMM:DocumentID="uuid:' in xmp
        assert pdf.docinfo["/Trapped"] == "/False"
        assert pdf.pdf_version == "1.6"
        assert not pdf.is_encrypted
        assert all("/Annots" not in page for page in pdf.pages)
        assert len(pdf.trailer.ID) == 2


def test_editions_of_one_leaflet_have_ids_of_their_own(shelf: Shelf) -> None:
    """And the same edition always the same."""
    ids = set()
    for name in ("press", "master", "press"):
        with opened(Order("after-treatment", edition=name), shelf) as pdf:
            ids.add(pdf.Root.Metadata.read_bytes().decode().split("uuid:")[1][:36])
    assert len(ids) == 2


def operators_of(pdf: pikepdf.Pdf) -> set[str]:
    return {str(operator) for page in pdf.pages for _, operator in pikepdf.parse_content_stream(page)}


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_no_light_is_left_among_the_inks(leaflet: str, layout: str, shelf: Shelf) -> None:
    """CMYK and named inks only."""
    with opened(Order(leaflet, layout=layout, edition="press"), shelf) as pdf:
        assert not operators_of(pdf) & {"rg", "RG", "g", "G", "sh"}


def test_black_text_overprints_and_white_never_does(shelf: Shelf) -> None:
    """Read from the written operators: the state and the colour at each showing of text."""
    with opened(Order("acupuncture-pain", edition="press"), shelf) as pdf:
        seen = set()
        for page in pdf.pages:
            over = False
            colour: tuple[float, ...] = ()
            kept: list[tuple[bool, tuple[float, ...]]] = []
            for operands, operator in pikepdf.parse_content_stream(page):
                match str(operator):
                    case "gs":
                        over = bool(page.Resources.ExtGState[str(operands[0])].op)
                        assert int(page.Resources.ExtGState[str(operands[0])].OPM) == 1
                    case "q":
                        kept.append((over, colour))
                    case "Q":
                        over, colour = kept.pop()
                    case "k":
                        colour = tuple(float(n) for n in operands)
                    case "Tj" | "TJ":
                        seen.add((colour, over))
                    case "f" | "S" | "f*" | "B":
                        assert not over
    assert ((0, 0, 0, 1), True) in seen
    assert ((0, 0, 0, 0), False) in seen
    assert all(over == (colour == (0, 0, 0, 1)) for colour, over in seen)
    assert all(sum(share > 0 for share in colour) <= 3 for colour, _ in seen)


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_ghostscript_finds_body_text_on_the_black_plate_only(
    leaflet: str, layout: str, judge: Judge, shelf: Shelf, tmp_path: Path
) -> None:
    """Its plates, not our word: where the body stands, cyan, magenta and yellow are blank paper."""
    path = tmp_path / "press.pdf"
    path.write_bytes(make(Order(leaflet, layout=layout, edition="press"), shelf).data)
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r72", f"-o{tmp_path}/p%d.tif", path)
    pages = pages_of(leaflet, layout, shelf)
    manuscript = read(Order(leaflet, layout=layout, edition="press"), shelf).manuscript
    body = manuscript.brand.colour("text").name
    compared = 0
    for at, page in enumerate(pages, 1):
        plates = {name: Image.open(tmp_path / f"p{at}({name}).tif").convert("L") for name in PLATES}
        for item in page.placed:
            if not isinstance(item, PlacedLine) or item.colour.name != body:
                continue
            inked = {name: darkest(plate, item.ink, page) for name, plate in plates.items()}
            if max(255 - inked[name] for name in PLATES[:3]) > 0:
                ground = tuple(255 - inked[name] for name in PLATES[:3])
                assert max(ground) < 40, item.line.text  # a tint behind the words, the same all over
                continue
            assert inked["Black"] < 200
            compared += 1
    assert compared > 10


def darkest(plate: Image.Image, box: Box, page: Page) -> int:
    """The deepest tone of a plate in a box of the page; 255 is blank paper."""
    edge = page.bleed + page.slug_area
    left, right = round(box.left + edge), round(box.right + edge)
    top, bottom = round(page.height - box.top + edge), round(page.height - box.bottom + edge)
    return min(plate.crop((left, top, right, bottom)).tobytes())


PLATES = ("Cyan", "Magenta", "Yellow", "Black")


def test_a_spot_ink_has_a_plate_of_its_own(judge: Judge, shelf: Shelf, tmp_path: Path) -> None:
    """The second brand prints its night blue as PANTONE 2765 C; nothing of the cover falls on the process plates."""
    path = tmp_path / "press.pdf"
    path.write_bytes(make(Order("after-treatment", edition="press"), shelf).data)
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r36", f"-o{tmp_path}/p%d.tif", path)

    plates = {plate.stem.split("(")[1].rstrip(")") for plate in tmp_path.glob("p1(*.tif")}
    assert plates == {*PLATES, "PANTONE 2765 C"}
    corner = {name: Image.open(tmp_path / f"p1({name}).tif").convert("L") for name in plates}
    x, y = round(corner["Cyan"].width * 0.7), round(corner["Cyan"].height * 0.9)
    assert corner["PANTONE 2765 C"].getpixel((x, y)) == 0
    assert all(corner[name].getpixel((x, y)) == 255 for name in PLATES)


@pytest.mark.parametrize(("leaflet", "layout"), CASES)
def test_qpdf_finds_nothing(
    leaflet: str, layout: str, edition: str, judge: Judge, shelf: Shelf, tmp_path: Path
) -> None:
    """The structure of the file."""
    path = tmp_path / "press.pdf"
    path.write_bytes(make(Order(leaflet, layout=layout, edition=edition), shelf).data)

    assert b"No syntax or stream encoding errors" in judge("qpdf", "--check", path).stdout


def test_a_colour_without_a_recipe_is_converted_and_told(clinic: Path) -> None:
    """The print shop is to know before it prints."""
    from brochure.content.shelf import open_shelf

    brand = clinic / "content/brands/riverside/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text.replace(', press: "cmyk(72, 0, 45, 44)"', ""), encoding="utf-8")

    printed = make(Order("acupuncture-pain", edition="press"), open_shelf(clinic))

    (found,) = [finding for finding in printed.findings if finding.code == "colour-converted"]
    assert found.severity is Severity.NOTE
    assert "jade" in found.message
    assert found.origin is not None and found.origin.file.endswith("brand.yaml")
    assert 'press: "cmyk(' in found.hint


def test_a_profile_of_the_print_shop_goes_into_the_file(shelf: Shelf, tmp_path: Path) -> None:
    """Whole, and under its own name."""
    own = tmp_path / "shop.icc"
    data = (ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes()
    own.write_bytes(data.replace(b"FOGRA39L Coated\0", b"Sample Press 1.\0"))

    with opened(Order("after-treatment", edition="press", icc=str(own)), shelf) as pdf:
        intent = pdf.Root.OutputIntents[0]
        assert str(intent.OutputConditionIdentifier) == "Sample Press 1."
        assert intent.DestOutputProfile.read_bytes() == own.read_bytes()


@pytest.mark.parametrize("what", ["missing", "text", "screen", "empty"])
def test_a_file_that_is_no_profile_of_a_press_is_refused(what: str, shelf: Shelf, tmp_path: Path) -> None:
    """Nothing is printed through it."""
    file = tmp_path / "shop.icc"
    if what == "text":
        file.write_text("a profile " * 40, encoding="utf-8")
    elif what == "screen":
        file.write_bytes((ROOT / "brochure/content/profiles/sRGB.icc").read_bytes())
    elif what == "empty":
        file.write_bytes(b"")

    with pytest.raises(BadInput) as caught:
        make(Order("after-treatment", edition="press", icc=str(file)), shelf)

    assert [finding.code for finding in caught.value.findings] == ["bad-profile"]


def test_the_saver_lays_no_solid_panel(shelf: Shelf) -> None:
    """Less than 30 % of a side is covered; words and note are the same."""
    from brochure.base.colour import luminance
    from brochure.base.page import PlacedRectangle

    for leaflet, layout in CASES:
        manuscript = read(Order(leaflet, layout=layout, saver=True), shelf).manuscript
        _, done = set_sample(manuscript, shelf)
        for page in done.pages:
            covered = sum(
                item.box.width * item.box.height
                for item in page.placed
                if isinstance(item, PlacedRectangle) and luminance(item.colour.screen) < 0.97
            )
            assert covered / (page.width * page.height) < 0.30
    plain, spared = (make(Order("acupuncture-pain", saver=saver), shelf) for saver in (False, True))
    assert plain.fit == spared.fit
    assert spared.findings == ()


def test_black_is_black_and_paper_is_paper(shelf: Shelf) -> None:
    """A profile makes rich black of #000000, which no text may be."""
    from brochure.base.colour import Rgb
    from brochure.paint.profile import MOST_INK, converter

    convert = converter((ROOT / "brochure/content/profiles/FOGRA39L_coated.icc").read_bytes())

    assert convert(Rgb(0, 0, 0)) == Cmyk(0, 0, 0, 1)
    assert convert(Rgb(1, 1, 1)) == Cmyk(0, 0, 0, 0)
    for colour in (Rgb(0.05, 0.05, 0.1), Rgb(0.1, 0.3, 0.2), Rgb(0.8, 0.2, 0.1)):
        inks = convert(colour)
        assert sum(inks) <= MOST_INK + 0.02
        assert all(0 <= share <= 1 for share in inks)
    green = convert(Rgb(0.0, 0.6, 0.3))
    assert green.cyan > 0.6 and green.yellow > 0.6 and green.magenta < 0.4


def test_a_spot_ink_keeps_its_plate_on_an_imposed_sheet(judge: Judge, shelf: Shelf, tmp_path: Path) -> None:
    """Inside a form, where the canvas's own resources could not carry it."""
    printed = make(Order("after-treatment", layout="flyer-a5", edition="press"), shelf)
    path = tmp_path / "four.pdf"
    path.write_bytes(impose(printed.data, Plan(SHEETS["sra3"], gutter=mm(6), repeat=True)))
    judge("gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=tiffsep", "-r36", f"-o{tmp_path}/p%d.tif", path)

    spot = Image.open(tmp_path / "p1(PANTONE 2765 C).tif").convert("L")
    black = Image.open(tmp_path / "p1(Black).tif").convert("L")
    quarter = (spot.width // 4, spot.height // 4)
    corners = [(x, y) for x in (20, spot.width // 2 + 20) for y in (20, spot.height // 2 + 20)]
    assert [spot.crop((x, y, x + quarter[0], y + quarter[1])).getextrema()[0] for x, y in corners] == [0, 0, 0, 0]
    assert black.getextrema()[0] == 0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('type: {screen: "#12343b", press: "cmyk(0, 0, 0, 100)"}', "cmyk(0, 0, 0, 0)", "contrast"),
        ('blush: {screen: "#fcede7", press: "cmyk(0, 8, 8, 0)"}', "cmyk(0, 0, 0, 100)", "note-contrast"),
        ('brick: {screen: "#8a2b1a", press: "cmyk(0, 92, 88, 50)"}', "cmyk(0, 80, 80, 30)", "note-contrast"),
        ('type: {screen: "#12343b", press: "cmyk(0, 0, 0, 100)"}', "spot(PANTONE 1 C, 0, 0, 0, 20)", "contrast"),
    ],
)
def test_ratios_are_judged_in_ink_too(clinic: Path, edition: str, old: str, new: str, code: str) -> None:
    """One wrong figure in a recipe prints white letters on white paper, by the thousand."""
    path = clinic / "content/brands/riverside/brand.yaml"
    text = path.read_text(encoding="utf-8")
    changed = f'{old.split("press:", maxsplit=1)[0]}press: "{new}"}}'
    assert old in text
    path.write_text(text.replace(old, changed), encoding="utf-8")
    shelf = open_shelf(clinic)

    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain", edition=edition), shelf)

    told = [finding for finding in caught.value.findings if finding.code == code]
    assert told
    assert "in ink" in told[0].message
    assert told[0].hint
    assert make(Order("acupuncture-pain"), shelf).data  # the office printer lays down no recipe


def test_a_colour_in_ink_looks_as_its_profile_says() -> None:
    """Paper is white, black ink is no black hole, a spot has its stand-in, and a colour without a recipe its own."""
    seen = seen_in_inks(press_profile("").data)
    jade = parse_screen("#2c7a6b")
    white, black = seen(Colour("a", jade, Cmyk(0, 0, 0, 0))), seen(Colour("b", jade, Cmyk(0, 0, 0, 1)))

    assert white == Rgb(1, 1, 1)
    assert 12 < contrast(white, black) < 18
    assert seen(Colour("c", jade, Spot("X", Cmyk(0, 0, 0, 1)))) == black
    assert list(seen(Colour("d", jade))) == pytest.approx(list(jade), abs=0.04)
