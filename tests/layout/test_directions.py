"""Art directions that the program draws: covers that differ, in every layout, in every edition, proved."""

import itertools
import math
import re
import shutil
import zlib
from functools import lru_cache
from pathlib import Path
from typing import get_args

import pytest
from PIL import Image, ImageChops

from brochure.base.anatomy import BODIES, POINTS, path_of_body
from brochure.base.art import Gradient, colours_of
from brochure.base.colour import Cmyk, Spot
from brochure.base.design import Calm, Layout
from brochure.base.directions import DRAWN, SCHEMES, SEEDS, ArtDirection, BrandDirection, DrawnDirection, seed_of
from brochure.base.geometry import Box
from brochure.base.made import Made
from brochure.base.matrix import Matrix
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath, PlacedRectangle
from brochure.base.units import mm
from brochure.content.read import read_yaml
from brochure.content.shelf import Shelf, open_shelf, program_folder
from brochure.glyphs import outline
from brochure.layout.directions import DRAWERS, Area
from brochure.opened.pages import draw_pages
from brochure.pipeline import make
from brochure.preflight import inspect

FOLDED = ("trifold-a4", "trifold-letter", "zfold-a4", "rollfold-a4", "gatefold-a4", "halffold-a4")
FLAT = ("page-a4", "page-letter", "flyer-a5", "poster-a3", "card-dl", "sheet-a4")
PAGED = (("booklet-a5", "office"), ("phone", "email"), ("screen-a5", "email"), ("large-print-a4", "large-print"))
LAYOUTS = (*((each, "office") for each in (*FOLDED, *FLAT)), *PAGED)
MOST_BYTES = 40_000  # of a finished office sheet
MOST_MAILED = 30_000
MOST_DRAWN = 14_000  # of cover and band, packed
LEAST_APART, LEVELS = 0.12, 20  # share of the pixels of a cover, and by how much they differ
PPI = 20


@lru_cache(maxsize=128)
def dressed_shelf(folder: Path, direction: str, code: str = "") -> Shelf:
    """The shipped leaflets in an art direction, one of them under another code."""
    home = folder / f"{direction}-{code}"
    shutil.copytree(program_folder() / "content", home / "content", dirs_exist_ok=True)
    for leaflet in ("acupuncture-pain", "after-treatment"):
        for path in (home / "content" / leaflet).glob("*.yaml"):
            text = path.read_text(encoding="utf-8").replace("\ntitle:", f"\nart_direction: {direction}\ntitle:", 1)
            text = re.sub(r"^code: .*$", f"code: {code}", text, count=1, flags=re.M) if code else text
            path.write_text(text, encoding="utf-8")
    return open_shelf(home)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("directions")


def art_of(made: Made) -> list[PlacedPath]:
    """Covers and bands."""
    art = [item for page in made.pages for item in page.placed if isinstance(item, PlacedPath)]
    return [item for item in art if item.element is None and item.clip is not None and item.box.width > mm(40)]


def test_every_direction_is_known_everywhere() -> None:
    """To the leaflet, the brand, the colours and the drawing."""
    assert set(SCHEMES) == set(DRAWERS) == set(DRAWN) == set(get_args(DrawnDirection))
    assert set(get_args(ArtDirection)) == set(get_args(BrandDirection)) | {"photo"}


def test_the_code_of_a_leaflet_chooses_its_picture() -> None:
    """The same on every machine; codes that follow each other have pictures that do not."""
    assert [seed_of(f"PM-{number:02}") for number in range(1, 9)] == [20, 6, 3, 22, 23, 14, 19, 23]
    assert {seed_of(code) for code in codes()} == set(range(SEEDS))


def codes() -> list[str]:
    """A code for each seed, in their order."""
    found = {seed_of(code): code for code in (f"LF-{number}" for number in range(300))}
    return [found[seed] for seed in range(SEEDS)]


@pytest.mark.parametrize("direction", ["field", "halftone", "figure"])
def test_the_covers_of_all_seeds_differ(direction: str, folder: Path) -> None:
    """Each two in a share of their pixels that is seen; the words are the same, so that the picture alone is judged."""
    covers = []
    for code in codes():
        made = make(Order("acupuncture-pain"), dressed_shelf(folder, direction, code))
        page, ground = made.pages[0], cover_ground(made)
        side = draw_pages(made.data, PPI)[0].convert("L")
        left, right = (round(x / page.width * side.width) for x in (ground.left, ground.right))
        bottom, top = (round((1 - y / page.height) * side.height) for y in (ground.bottom, ground.top))
        covers.append(side.crop((left, top, right, bottom)))
    apart = {pair: share_apart(*pair_of) for pair, pair_of in numbered_pairs(covers)}

    assert min(apart.values()) >= LEAST_APART, min(apart, key=apart.__getitem__)


def cover_ground(made: Made) -> Box:
    """The box of the cover's ground."""
    panel = next(panel for panel in made.pages[0].panels if panel.name == "cover")
    items = [item for item in made.pages[0].placed if isinstance(item, PlacedRectangle) and item.panel == panel.name]
    return max((item.box for item in items), key=lambda box: box.height)


def numbered_pairs(covers: list[Image.Image]) -> list[tuple[tuple[int, int], tuple[Image.Image, Image.Image]]]:
    """Each two of some pictures, with their numbers."""
    return [((a, b), (covers[a], covers[b])) for a, b in itertools.combinations(range(len(covers)), 2)]


def share_apart(one: Image.Image, other: Image.Image) -> float:
    """The share of the pixels that differ by more than some levels."""
    counts = ImageChops.difference(one, other).histogram()
    return sum(counts[LEVELS + 1 :]) / sum(counts)


def test_every_cover_has_room_for_a_picture() -> None:
    """A layout whose cover has the line says what another direction has there; else its cover would be bare."""
    shelf = open_shelf()
    bare = [
        name
        for name in shelf.names("layouts")
        for art in read_yaml(program_folder() / "layouts" / name / "layout.yaml", Layout, shelf).art
        if isinstance(art, Calm) and art.colour.text == "cover_line" and not art.drawn
    ]

    assert bare == []


@pytest.mark.parametrize("direction", DRAWN)
@pytest.mark.parametrize(("layout", "edition"), LAYOUTS)
def test_every_layout_is_drawn_and_proved(direction: str, layout: str, edition: str, folder: Path) -> None:
    """With a picture, without words for a line, and light enough to be sent."""
    made = make(Order("after-treatment", layout=layout, edition=edition), dressed_shelf(folder, direction))

    assert art_of(made)
    assert len(made.data) <= MOST_BYTES
    assert not [leaf for leaf in made.spoken if leaf.tag == "Figure" and "line" in leaf.alt.casefold()]


@pytest.mark.parametrize("direction", DRAWN)
@pytest.mark.parametrize(("layout", "language"), [("trifold-a4", "ar"), ("gatefold-a4", "en"), ("zfold-a4", "zh-Hans")])
def test_the_pages_are_looked_at(direction: str, layout: str, language: str, folder: Path) -> None:
    """All words are seen on their grounds, and nothing of the picture lies under one."""
    made = make(Order("acupuncture-pain", language, layout=layout), dressed_shelf(folder, direction), seen=True)
    lines = [(page, item) for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]

    assert not [
        line.line.text
        for page, line in lines
        for item in page.placed
        if isinstance(item, PlacedPath) and item.clip is not None and not item.element and item.clip.meets(line.ink)
    ]


@pytest.mark.parametrize("direction", DRAWN)
@pytest.mark.parametrize("layout", ["trifold-a4", "zfold-a4", "gatefold-a4"])
def test_a_press_takes_it(direction: str, layout: str, folder: Path) -> None:
    """No more ink than paper carries, nothing that ends at the knife, no line that is parted into its inks."""
    made = make(Order("acupuncture-pain", layout=layout, edition="press"), dressed_shelf(folder, direction))
    allowed = {"thin-line-several-inks"}  # the clinic's mark, where it is small; the line has it too
    found = [each for each in inspect(made.data, "press", today="2026-11-22") if each.code not in allowed]
    line = make(Order("acupuncture-pain", layout=layout, edition="press"), open_shelf())
    thin = [
        sum(each.code in allowed for each in inspect(data, "press", today="2026-11-22"))
        for data in (made.data, line.data)
    ]

    assert found == []
    assert thin[0] <= thin[1]


@pytest.mark.parametrize("direction", DRAWN)
def test_a_picture_has_four_colours_and_no_gradient(direction: str, folder: Path) -> None:
    """And none of them lays down more than 240 % of ink."""
    made = make(Order("acupuncture-pain", edition="press"), dressed_shelf(folder, direction))
    for item in art_of(made):
        colours = {colour for colour in colours_of(item.pieces) if colour.name != "paper"}
        inks = [each.press.alternate if isinstance(each.press, Spot) else each.press for each in colours]

        assert len(colours) <= 4
        assert not any(isinstance(piece.fill, Gradient) for piece in item.paths)
        assert all(isinstance(ink, Cmyk) and sum(ink) <= 2.4 for ink in inks)


@pytest.mark.parametrize("direction", DRAWN)
def test_cover_and_band_are_small(direction: str, folder: Path) -> None:
    """Beside the same sheet without a picture, packed; of all seeds the one that weighs most."""
    plain = page_bytes(make(Order("acupuncture-pain"), dressed_shelf(folder, "plain")))
    drawn = [
        page_bytes(make(Order("acupuncture-pain"), dressed_shelf(folder, direction, code))) for code in codes()[::5]
    ]

    assert max(drawn) - plain <= MOST_DRAWN


@pytest.mark.parametrize("direction", DRAWN)
def test_the_edition_for_a_phone_stays_light(direction: str, folder: Path) -> None:
    """It is sent by e-mail, a thousand times."""
    for code in codes()[::8]:
        made = make(Order("acupuncture-pain", edition="email"), dressed_shelf(folder, direction, code))
        assert len(made.data) <= MOST_MAILED


def page_bytes(made: Made) -> int:
    """What the contents of all pages weigh."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made.data, re.S)
    return sum(len(each) for each in streams if b" cm" in unpacked(each))


def unpacked(stream: bytes) -> bytes:
    """A stream as it is read; nothing where it is no page."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize("direction", DRAWN)
def test_a_script_from_right_to_left_is_mirrored(direction: str, folder: Path) -> None:
    """Cover on the left, and the first number on the right; a letter is never turned."""
    shelf = dressed_shelf(folder, direction)
    made = make(Order("acupuncture-pain", "ar"), shelf)
    plain = make(Order("acupuncture-pain", "en"), shelf)
    cover, band = art_of(made)
    placed = [numbers_of(each) for each in (art_of(plain)[1], band)]

    assert cover.box.right < made.pages[0].width / 2
    assert placed[0] == sorted(placed[0])
    assert placed[1] == sorted(placed[1], reverse=True)
    assert len(placed[0]) == len(placed[1]) == (0 if direction == "letter" else 7)


def numbers_of(band: PlacedPath) -> list[float]:
    """Where the numbered discs stand, in the order in which they are drawn."""
    discs = [piece for piece in band.paths if piece.fill and piece.stroke and len(piece.path) == 6]
    return [piece.path[0].numbers[0] for piece in discs]


@pytest.mark.parametrize("direction", ["field", "halftone", "figure"])
@pytest.mark.parametrize("layout", FOLDED)
@pytest.mark.parametrize("edition", ["office", "press"])
def test_no_number_stands_near_a_fold(direction: str, layout: str, edition: str, folder: Path) -> None:
    """5 mm from the edge of its disc."""
    made = make(Order("acupuncture-pain", layout=layout, edition=edition), dressed_shelf(folder, direction))
    side = made.pages[1]
    near = [
        (round(middle), fold)
        for item in side.placed
        if isinstance(item, PlacedPath) and item in art_of(made)
        for piece in item.paths
        if piece.fill and piece.stroke and len(piece.path) == 6
        for middle, radius in [middle_of(piece.path[0].numbers[0], piece.path[2].numbers[-2])]
        for fold in side.folds
        if abs(middle - fold) < radius + mm(5) - 0.05
    ]

    assert near == []


@pytest.mark.parametrize("direction", DRAWN)
@pytest.mark.parametrize("count", [1, 2, 7, 30])
def test_however_many_numbers_keep_clear(direction: str, count: int, folder: Path) -> None:
    """Where a panel has as many as it holds, the outermost stand as near to its folds as they may."""
    manuscript = make(Order("acupuncture-pain"), dressed_shelf(folder, direction)).manuscript
    assert manuscript.dress is not None
    panel, radius = mm(60), mm(4)
    box = Box(0, 0, 3 * panel, mm(46))
    inks, letters = manuscript.dress.band, outline(open_shelf().faces.family("Source Sans 3", "bold"), "A")
    area = Area(box, box, inks, inks.ground, 3, letters, (letters,), (panel, 2 * panel), count, radius)
    numbers = DRAWERS[manuscript.dress.direction].band(area).numbers

    assert [each.number for each in numbers] == ([] if direction == "letter" else list(range(1, count + 1)))
    assert all(abs(each.x - fold) >= radius + mm(5) - 0.05 for each in numbers for fold in area.folds)


def middle_of(right: float, left: float) -> tuple[float, float]:
    """Middle and radius of a disc, across."""
    return (right + left) / 2, (right - left) / 2


def test_the_leaflet_goes_before_its_brand(clinic: Path) -> None:
    """A brand says it once for all; `photo` is the leaflet's alone."""
    brand = clinic / "content/brands/harbour/brand.yaml"
    brand.write_text(f"art_direction: halftone\n{brand.read_text(encoding='utf-8')}", encoding="utf-8")
    own = clinic / "content/after-treatment/en.yaml"
    said = own.read_text(encoding="utf-8")

    dress = make(Order("after-treatment"), open_shelf(clinic)).manuscript.dress
    own.write_text(said.replace("\ntitle:", "\nart_direction: line\ntitle:", 1), encoding="utf-8")
    line = make(Order("after-treatment"), open_shelf(clinic)).manuscript.dress

    assert dress is not None
    assert dress.direction == "halftone"
    assert line is None


@pytest.mark.parametrize("direction", DRAWN)
def test_toner_is_spared(direction: str, folder: Path) -> None:
    """No ground but paper, and the picture is drawn all the same."""
    made = make(Order("acupuncture-pain", saver=True), dressed_shelf(folder, direction), seen=True)
    grounds = [item.colour.name for page in made.pages for item in page.placed if isinstance(item, PlacedRectangle)]

    assert len(art_of(made)) == 2
    assert set(grounds) <= {"paper", "mist", "blush", "coral"}  # rules between entries, the note and its bar


@pytest.mark.parametrize(("direction", "strips"), [("field", 1), ("halftone", 1), ("letter", 2), ("figure", 4)])
def test_the_note_has_the_form_of_its_direction(direction: str, strips: int, folder: Path) -> None:
    """A bar, two rules or a frame in the colour of the bar, at the edges of its ground."""
    made = make(Order("acupuncture-pain"), dressed_shelf(folder, direction), seen=True)
    parts = [item for page in made.pages for item in page.placed if isinstance(item, PlacedRectangle)]
    ground = next(item.box for item in parts if item.colour.name == "blush")
    bars = [item.box for item in parts if item.colour.name == "coral"]

    assert len(bars) == strips
    assert all(ground.holds(bar) for bar in bars)


def test_a_brand_whose_words_would_be_faint_keeps_its_own_cover(clinic: Path) -> None:
    """White on a pale accent cannot be read: the next scheme is taken."""
    brand = clinic / "content/brands/harbour/brand.yaml"
    text = brand.read_text(encoding="utf-8").replace('sea: {screen: "#1f6f8b"', 'sea: {screen: "#5fa8c4"')
    brand.write_text(f"art_direction: halftone\n{text}", encoding="utf-8")
    made = make(Order("after-treatment"), open_shelf(clinic), seen=True)

    assert made.manuscript.brand.roles.cover.text == "night"


def test_the_points_lie_in_the_body() -> None:
    """Each in the outline of its view, or on its edge; some twenty of them."""
    outside = [each for each in POINTS if not in_outline(each.x, each.y, BODIES[each.view].outline)]

    assert outside == []
    assert len({each.code for each in POINTS}) >= 20


def in_outline(x: float, y: float, drawn: str) -> bool:
    """Whether an odd number of edges lies to the right; the curves are taken as eight chords each."""
    corners: list[tuple[float, float]] = []
    for step in path_of_body(drawn, Matrix(1, 0, 0, 1, 0, 0)):
        ends = list(zip(step.numbers[::2], step.numbers[1::2], strict=True))
        if step.kind == "c":
            start = corners[-1]
            corners += [bezier((start, *ends), part / 8) for part in range(1, 9)]
        else:
            corners += ends
    crossings = 0
    for (x0, y0), (x1, y1) in itertools.pairwise([*corners, corners[0]]):
        if (y0 <= y) != (y1 <= y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            crossings += 1
    near = min(math.hypot(x - a, y - b) for a, b in corners)
    return crossings % 2 == 1 or near < 3


def bezier(points: tuple[tuple[float, float], ...], part: float) -> tuple[float, float]:
    """A place on a cubic curve."""
    weights = [math.comb(3, at) * part**at * (1 - part) ** (3 - at) for at in range(4)]
    return (
        sum(w * p[0] for w, p in zip(weights, points, strict=True)),
        sum(w * p[1] for w, p in zip(weights, points, strict=True)),
    )


@pytest.mark.parametrize("direction", ["field", "letter"])
@pytest.mark.parametrize("title", ["Pain \u01fa", "\u01fa\u00e7\u00fa", "Άλγος ὀδύνη", "A Ω Б"])
def test_a_letter_that_the_face_of_the_title_lacks_is_drawn_without_its_marks(
    title: str, direction: str, clinic: Path
) -> None:
    """The words themselves stand beside the picture, whole."""
    text = clinic / "content/acupuncture-pain/en.yaml"
    words = text.read_text(encoding="utf-8").replace("title: Pain Management", f"title: {title}")
    text.write_text(words.replace("\nbrand:", f"\nart_direction: {direction}\nbrand:", 1), encoding="utf-8")
    assert make(Order("acupuncture-pain"), open_shelf(clinic)).words
