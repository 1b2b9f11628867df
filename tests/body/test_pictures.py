"""Pictures in the text: cropped to what has room, beside their words, or nothing but decoration."""

import io
import re
from pathlib import Path
from typing import Literal

import pytest
from PIL import Image, ImageDraw

from brochure.base.art import Drawing, Picture
from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath, PlacedPicture
from brochure.content.shelf import Shelf
from brochure.layout.crops import cropped
from brochure.opened.pages import draw_pages
from brochure.pipeline import lay, make, make_all
from tests.body.page import leaflet_of

WORDS = "There are many words here, so that the text has a size of its own. "


def photograph(folder: Path, *, size: tuple[int, int] = (1200, 900), kind: Literal["JPEG", "PNG"] = "JPEG") -> str:
    """A file in four colours, a quarter each: red and green above, blue and yellow below."""
    picture = Image.new("RGB", size)
    wide, high = size[0] // 2, size[1] // 2
    draw = ImageDraw.Draw(picture)
    for at, colour in enumerate(("red", "green", "blue", "yellow")):
        left, top = wide * (at % 2), high * (at // 2)
        draw.rectangle((left, top, left + wide, top + high), fill=colour)
    name = f"photo.{kind.lower()}"
    (folder / "content" / "blocks").mkdir(parents=True, exist_ok=True)
    picture.save(folder / "content" / "blocks" / name, kind, quality=90)
    return name


def shelf_with(folder: Path, yaml: str, **how: object) -> Shelf:
    """A leaflet beside whose file a photograph lies."""
    shelf = leaflet_of(folder, yaml)
    photograph(folder, **how)  # type: ignore[arg-type]
    return shelf


def art_of(made: Made) -> PlacedPath | PlacedPicture:
    """The one picture that is placed from the leaflet."""
    (found,) = (
        item
        for page in made.pages
        for item in page.placed
        if isinstance(item, PlacedPicture) or (isinstance(item, PlacedPath) and not item.paths and item.pieces)
    )
    return found


def test_a_high_photograph_loses_its_edges_and_keeps_its_width(tmp_path: Path) -> None:
    """It is as wide as the words, and no higher than its share of the frame."""
    shelf = shelf_with(tmp_path, "- picture: {file: photo.jpeg, alt: Four colours}", size=(900, 1100))
    box = art_of(make(Order("blocks", layout="page-a4"), shelf, seen=True)).box

    assert box.width / box.height > 900 / 1100 * 1.2
    assert box.width > 240  # a column of this page


@pytest.mark.parametrize("how", ["focus: whole, file: photo.jpeg", "file: photo.png"])
def test_what_may_hold_words_is_never_cropped(how: str, tmp_path: Path) -> None:
    """A plan or a table saved as a picture keeps its edges, and so does what somebody wants whole."""
    shelf = shelf_with(tmp_path, f"- picture: {{{how}, alt: Four colours}}", size=(900, 1100))
    photograph(tmp_path, size=(900, 1100), kind="PNG")
    box = art_of(make(Order("blocks", layout="page-a4"), shelf)).box

    assert box.width / box.height == pytest.approx(900 / 1100, rel=0.01)


@pytest.mark.parametrize(("focus", "seen"), [("50% 0%", "red"), ("50% 100%", "blue")])
def test_what_is_in_focus_stays(focus: str, seen: str, tmp_path: Path) -> None:
    """The upper or the lower colours fill most of what is left of a high photograph."""
    shelf = shelf_with(tmp_path, f'- picture: {{file: photo.jpeg, alt: Colours, focus: "{focus}"}}', size=(900, 1400))
    made = make(Order("blocks", layout="page-a4"), shelf)
    box = art_of(made).box
    page = draw_pages(made.data, 36)[0].convert("RGB")
    height = made.pages[0].height
    left, middle = (box.left + box.width * 0.25) / 2, (height - (box.top + box.bottom) / 2) / 2
    red, _, blue = page.getpixel((int(left), int(middle)))  # type: ignore[misc]

    assert (red > 200 > blue) if seen == "red" else (blue > 200 > red)


@pytest.mark.parametrize("ratio", [0.2, 1.0, 3.0])
@pytest.mark.parametrize("focus", ["", "0% 0%", "100% 100%", "30% 80%"])
def test_a_crop_has_its_shape_and_lies_inside_the_picture(ratio: float, focus: str) -> None:
    """No part of a crop lies beside the picture."""
    picture = Picture(300, 200, 3, b"", True)
    drawing = cropped(picture, ratio, focus)
    (layer,) = drawing.pieces
    matrix = layer.pieces[0].matrix  # type: ignore[union-attr]

    assert isinstance(drawing, Drawing)
    assert drawing.width / drawing.height == pytest.approx(ratio)
    assert matrix.e <= 0.001
    assert matrix.f <= 0.001
    assert matrix.e + 300 >= drawing.width - 0.001
    assert matrix.f + 200 >= drawing.height - 0.001


@pytest.mark.parametrize("layout", ["trifold-a4", "sheet-a4"])
def test_type_is_never_smaller_because_of_a_picture(layout: str, tmp_path: Path) -> None:
    """A leaflet that is nearly full gives room from its picture before it gives size from its words."""
    sizes = {}
    paragraphs = "".join(f"- text: {WORDS * 5}\n" for _ in range(7))
    for name, yaml in (("low", "focus: 50% 50%"), ("whole", "focus: whole")):
        shelf = shelf_with(tmp_path / name, f"{paragraphs}- picture: {{file: photo.jpeg, alt: Colours, {yaml}}}")
        laid = lay(Order("blocks", layout=layout), shelf)
        lines = [item for page in laid.pages for item in page.placed if isinstance(item, PlacedLine)]
        sizes[name] = max(line.size for line in lines if WORDS[:12] in line.line.text)
    bare = lay(Order("blocks", layout=layout), leaflet_of(tmp_path / "bare", paragraphs))
    lines = [item for page in bare.pages for item in page.placed if isinstance(item, PlacedLine)]

    assert sizes["low"] == max(line.size for line in lines if WORDS[:12] in line.line.text)


def test_a_picture_that_says_nothing_is_heard_by_nobody(tmp_path: Path) -> None:
    """It is an artifact of the PDF, hidden in the HTML, and not in the text."""
    shelf = shelf_with(tmp_path, '- text: Words.\n- picture: {file: photo.jpeg, decorative: "yes"}')
    orders = [Order("blocks", edition=name) for name in ("email", "html", "text")]
    (together,) = make_all(orders, shelf, seen=True)
    email, html, text = together.made

    assert all(leaf.alt for leaf in email.spoken if leaf.tag == "Figure")
    assert 'alt=""' in html.data.decode()
    assert "[]" not in text.data.decode()


def test_words_stand_beside_their_picture(tmp_path: Path) -> None:
    """Where there is room; on a narrow panel below each other."""
    yaml = "- text: Lift your hips slowly.\n  picture: {file: photo.jpeg, alt: Colours, place: beside}"
    shelf = shelf_with(tmp_path, yaml)
    for layout, is_beside in (("page-a4", True), ("trifold-a4", False)):
        made = make(Order("blocks", layout=layout), shelf)
        box = art_of(made).box
        lines = [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]
        words = next(line for line in lines if line.line.text.startswith("Lift"))

        assert (words.ink.right < box.left and words.ink.bottom > box.bottom) == is_beside


def test_a_picture_that_was_changed_is_shown_anew(tmp_path: Path) -> None:
    """Under the same name, in the same process, as `watch` does it."""
    shelf = shelf_with(tmp_path, "- picture: {file: photo.jpeg, alt: Colours}")
    before = make(Order("blocks", layout="page-a4"), shelf).data
    out = io.BytesIO()
    Image.new("RGB", (1200, 900), "navy").save(out, "JPEG")
    (tmp_path / "content" / "blocks" / "photo.jpeg").write_bytes(out.getvalue())

    assert make(Order("blocks", layout="page-a4"), shelf, seen=False).data != before


def test_a_coarse_picture_is_told_at_its_own_line_whatever_was_made_before(tmp_path: Path) -> None:
    """What was set for one edition is used again for the next, whose pictures are equal and not the same."""
    shelf = shelf_with(tmp_path, "- picture: {file: photo.jpeg, alt: Four colours}", size=(60, 45))
    orders = [Order("blocks", edition=edition) for edition in ("office", "press")]
    coarse = [each for done in make_all(orders, shelf) for each in done.findings if each.code == "picture-resolution"]

    assert coarse
    assert {each.origin.file.rpartition("/")[2] for each in coarse if each.origin} == {"en.yaml"}


WRONG = {
    "a focus nobody can read": ("- picture: {file: photo.jpeg, alt: A, focus: left}", "focus"),
    "decoration with words": ('- picture: {file: photo.jpeg, alt: A, decorative: "yes"}', "decorative"),
    "decoration with a caption": ('- picture: {file: photo.jpeg, caption: A, decorative: "yes"}', "decorative"),
    "two blocks in one": ("- heading: A\n  picture: {file: photo.jpeg, alt: A}", "both"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_with_a_picture_is_told(name: str, tmp_path: Path) -> None:
    """With its line."""
    yaml, words = WRONG[name]
    with pytest.raises(BadInput) as caught:
        make(Order("blocks"), shelf_with(tmp_path, yaml))

    (finding,) = caught.value.findings
    assert words in finding.message
    assert finding.origin is not None


def test_a_picture_beside_nothing_is_told_with_its_line(tmp_path: Path) -> None:
    """It is set full; under a text it stands beside it and nothing is said."""
    picture = "picture: {file: bridge.svg, alt: A bridge, place: beside}"
    alone = make(Order("blocks"), leaflet_of(tmp_path / "alone", f"- {picture}"))
    beside = make(Order("blocks"), leaflet_of(tmp_path / "beside", f"- text: Lift.\n  {picture}"))
    (told,) = [finding for finding in alone.findings if finding.code == "bad-block"]

    assert "beside no words" in told.message
    assert told.origin is not None
    assert told.origin.line == 11
    assert "bad-block" not in {finding.code for finding in beside.findings}


def test_words_and_the_picture_under_them_stand_on_one_panel(tmp_path: Path) -> None:
    """Whoever reads of a movement sees it; a picture that is a block of its own goes where it fits."""
    words = "Lie on your back, bend your knees and lift your hips slowly until they are straight."
    parted = {"its own": 0, "apart": 0}
    for count in range(4, 15):
        filling = "".join(
            f"- text: Paragraph {at} of what is read before, and of nothing else.\n" for at in range(count)
        )
        for name, mark in (("its own", "  "), ("apart", "- ")):
            yaml = f"{filling}- text: {words}\n{mark}picture: {{file: photo.jpeg, alt: Colours}}"
            made = make(Order("blocks", layout="trifold-a4"), shelf_with(tmp_path / f"{name}{count}", yaml))
            lines = [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]
            panels = {line.panel for line in lines if line.line.text.strip() and line.line.text.strip() in words}
            parted[name] += panels != {art_of(made).panel}

    assert parted["its own"] == 0
    assert parted["apart"] > 0


def test_a_colour_of_a_picture_that_is_converted_is_told_at_the_picture(tmp_path: Path) -> None:
    """Not at the logo, which has no such colour."""
    shelf = leaflet_of(tmp_path, "- text: Words.\n- picture: {file: own.svg, alt: A square}")
    square = '<g opacity="0.9"><path fill="#3a7f11" d="M0 0h9v9z"/></g>'
    drawn = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{square}</svg>'
    (tmp_path / "content" / "blocks" / "own.svg").write_text(drawn, encoding="utf-8")
    made = make(Order("blocks", edition="press"), shelf)
    told = [each for each in made.findings if each.code == "colour-converted" and each.origin]
    (own,) = [each for each in told if "3a7f11" in each.message]

    assert own.origin is not None
    assert (own.origin.file.rpartition("/")[2], own.origin.line) == ("en.yaml", 12)
    assert "colour of the brand" in own.hint


@pytest.mark.parametrize(
    ("count", "said"), [(1, "take out the picture, which takes"), (2, "take out a picture: they take")]
)
def test_what_is_too_long_says_how_much_room_its_pictures_take(count: int, said: str, tmp_path: Path) -> None:
    """Whoever cuts letters only never learns that a picture stands in their way."""
    picture = "- picture: {file: photo.jpeg, alt: Colours}\n"
    shelf = shelf_with(tmp_path, f"- text: {WORDS * 60}\n{picture * count}")
    with pytest.raises(BadInput) as caught:
        make(Order("blocks", layout="card-dl"), shelf)
    (over,) = [each for each in caught.value.findings if each.code == "overset-text"]
    found = re.search(rf"{said} (\d+) mm", over.hint)

    assert found is not None, over.hint
    assert 10 * count < int(found[1]) < 60 * count
