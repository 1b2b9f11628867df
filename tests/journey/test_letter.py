"""A letter of A4: who it is for stands behind the window of its envelope, and nothing else comes near."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.base.units import mm
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.personal import judge
from brochure.pipeline import make, make_all
from tests.conftest import ROOT

HEIGHT = mm(297)
# A sheet that is folded at 105 mm slides by 5 mm in an envelope of 110 mm (docs/decisions.md, on the window).
SEEN_ALWAYS = Box(mm(20), HEIGHT - mm(85), mm(110), HEIGHT - mm(55))  # of the sheet, by both windows
SEEN_EVER = Box(mm(20), HEIGHT - mm(95), mm(110), HEIGHT - mm(45))
CLEAR = mm(5)
PERSONAL = """
personal:
  name: {type: text, label: Who it is for, example: Alex Sample, longest: "60"}
  flat: {type: text, label: Flat, example: Flat 3, optional: "yes"}
  street: {type: text, label: Street, example: 2 High Street}
  town: {type: text, label: Town, example: Your Town YT1 2AB}
address: |
  {name}
  {flat}
  {street}
  {town}
"""
ADDRESS = ("Alex Sample", "Flat 3", "2 High Street", "Your Town YT1 2AB")
LIST = (
    "id,name,flat,street,town\n"
    "1,Anna Nowak,,12 Mill Lane,Exampleton EX1 2AB\n"
    "2,Bartholomew-James Featherstonehaugh-Cholmondeley,Flat 7,1 Long Road,Exampleton EX9 9ZZ\n"
)


def shelf_of(folder: Path, language: str, more: str = PERSONAL) -> Shelf:
    """The leaflet on pain as a letter to somebody."""
    home = folder / "content" / "letter"
    home.mkdir(parents=True)
    text = (ROOT / "content" / "acupuncture-pain" / f"{language}.yaml").read_text(encoding="utf-8")
    source = "\n".join(line for line in text.splitlines() if not line.startswith("source:"))
    (home / f"{language}.yaml").write_text(source.split("made_from:")[0] + more, encoding="utf-8")
    return open_shelf(folder)


def letters(data: bytes) -> Iterator[tuple[str, Box]]:
    """Every letter on the first page with its ink, as pdfium reads it."""
    page = pypdfium2.PdfDocument(data)[0]
    left, bottom, _, _ = page.get_trimbox()
    text = page.get_textpage()
    for at in range(text.count_chars()):
        if (letter := text.get_text_range(at, 1)).strip():
            yield letter, Box(*text.get_charbox(at)).moved(-left, -bottom)


def near(box: Box, place: Box, clear: float) -> bool:
    return (
        box.right > place.left - clear
        and box.left < place.right + clear
        and box.top > place.bottom - clear
        and box.bottom < place.top + clear
    )


def held(data: bytes) -> str:
    """What stands in the window, or near it; each letter of it must be seen however the sheet slides."""
    found = [(letter, box) for letter, box in letters(data) if near(box, SEEN_EVER, CLEAR)]
    assert all(SEEN_ALWAYS.shrink(CLEAR, 0, 0, 0).holds(box) for _, box in found)
    return "".join(letter for letter, _ in found)


@pytest.mark.parametrize("language", ["en", "ar", "zh-Hans", "pl", "es"])
@pytest.mark.parametrize("edition", ["office", "press"])
def test_the_window_shows_the_address_and_nothing_else(tmp_path: Path, language: str, edition: str) -> None:
    """In Arabic too: the window of an envelope does not change sides."""
    shelf = shelf_of(tmp_path, language)

    made = make(Order("letter", language, "letter-a4", edition), shelf, seen=True)

    assert sorted(held(made.data)) == sorted("".join(ADDRESS).replace(" ", ""))


def test_six_lines_have_room(tmp_path: Path) -> None:
    """An address abroad has as many; a seventh is told."""
    lines = "\naddress: |\n" + "".join(f"  Line {at} of the address\n" for at in range(1, 7))
    shelf = shelf_of(tmp_path / "six", "en", lines)

    assert "Line6" in held(make(Order("letter", layout="letter-a4"), shelf).data)
    with pytest.raises(BadInput, match=r"story 'address' is .* too long"):
        make(Order("letter", layout="letter-a4"), shelf_of(tmp_path / "more", "en", lines + "  Line 7\n"))


def test_a_shorter_address_closes_up(tmp_path: Path) -> None:
    """Who lives in a house has no empty line where others have a flat."""
    shelf = shelf_of(tmp_path, "en")
    values = {"name": "Anna Nowak", "flat": "", "street": "12 Mill Lane", "town": "Exampleton"}
    made = make(Order("letter", layout="letter-a4", values=values), shelf)
    feet = sorted(
        {round(box.bottom / 4) for letter, box in letters(made.data) if near(box, SEEN_EVER, 0) and letter in "Anil"}
    )

    assert held(made.data) == "AnnaNowak12MillLaneExampleton"
    assert len(feet) == 3
    assert max(after - before for before, after in pairwise(feet)) < 20  # points: no line is missing


@pytest.mark.parametrize("options", [("--edition", "office", "--layout", "letter-a4"), ()])
def test_each_copy_has_its_own_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """On paper behind the window, and in the copy for a telephone as well."""
    shelf_of(tmp_path, "en")
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(LIST, encoding="utf-8")

    assert main(["merge", "letter", "--allow-draft", "--recipients", "list.csv", *options]) == 0
    first, second = (path.read_bytes() for path in sorted(Path("build/letter.run").glob("*.pdf")))
    words = [
        " ".join(" ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(each)).split())
        for each in (first, second)
    ]

    assert "Anna Nowak 12 Mill Lane Exampleton EX1 2AB" in words[0]
    assert "Flat 7 1 Long Road" in words[1]
    if options:
        assert held(first) == "AnnaNowak12MillLaneExampletonEX12AB"
        assert held(second).endswith("Flat71LongRoadExampletonEX99ZZ")


def test_every_edition_says_who_the_letter_is_for(tmp_path: Path) -> None:
    """What stands behind the window is lost in no other shape."""
    shelf = shelf_of(tmp_path, "en")
    orders = [Order("letter", layout="letter-a4")]
    orders += [Order("letter", layout="", edition=edition) for edition in ("email", "large-print", "text", "html")]
    orders += [Order("letter", layout=layout) for layout in ("sheet-a4", "trifold-a4")]

    (made,) = make_all(orders, shelf)

    assert len(made.made) == len(orders)
    for each in made.made:
        assert any(all(line in leaf.text for line in ADDRESS) for leaf in each.spoken), each.name


def test_a_letter_of_one_page_has_no_second(tmp_path: Path) -> None:
    """Nobody sends an empty reverse, and a full one is not left out."""
    short = tmp_path / "content" / "letter"
    short.mkdir(parents=True)
    head = (
        (ROOT / "content" / "starters" / "appointment-letter" / "en.yaml").read_text(encoding="utf-8").split("body:")[0]
    )
    (short / "en.yaml").write_text(f"{head}body:\n  - text: We look forward to seeing you.\n", encoding="utf-8")
    (one,) = make_all([Order("letter", layout="letter-a4")], open_shelf(tmp_path))

    assert [page.name for page in one.made[0].pages] == ["front"]
    assert "empty-panel" not in {finding.code for finding in one.findings}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('address: "{name}"\npersonal: {name: {type: text, label: N, example: A, optional: "yes"}}', "each line"),
        ('formats: "Dear {name}"\npersonal: {name: {type: text, label: N, example: A, optional: "yes"}}', "'formats'"),
    ],
)
def test_what_may_be_missing_stands_in_the_address_alone(tmp_path: Path, more: str, told: str) -> None:
    """A sentence with a hole in it is sent by nobody."""
    shelf = shelf_of(tmp_path, "en", "")
    path = tmp_path / "content" / "letter" / "en.yaml"
    kept = "\n".join(line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("formats:"))
    path.write_text(f"{kept}\n{more}\n", encoding="utf-8")

    with pytest.raises(BadInput, match=told) as caught:
        make(Order("letter", layout="letter-a4"), shelf)

    assert "personal-optional" in {finding.code for finding in caught.value.findings}


def test_only_an_optional_value_may_be_empty(tmp_path: Path, shelf: Shelf) -> None:
    """A letter without a name is held back, as ever."""
    own = shelf_of(tmp_path, "en")
    made = make(Order("letter", layout="letter-a4"), own)
    values = {"name": "", "flat": "", "street": "1 Long Road", "town": "Exampleton"}

    _, faults = judge(values, made.manuscript.leaflet, made.manuscript.language)

    assert [(fault.field, fault.code) for fault in faults] == [("name", "value-missing")]


@pytest.mark.parametrize(("more", "count"), [("", 1), (PERSONAL, 0)])
def test_a_letter_to_nobody_is_told(more: str, count: int, tmp_path: Path) -> None:
    """Its window would show white paper."""
    made = make(Order("letter", layout="letter-a4"), shelf_of(tmp_path, "en", more))

    assert sum("window for an address" in finding.message for finding in made.findings) == count
