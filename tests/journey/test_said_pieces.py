"""What a leaflet and its clinic say about pieces: layouts, editions, art, and what all leaflets share."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath
from brochure.base.wishes import LeafletWish
from brochure.content.orders import orders_of
from brochure.content.shelf import open_shelf
from brochure.pipeline import make, make_all

LEAFLET = "content/after-treatment/en.yaml"


def change(clinic: Path, *pairs: tuple[str, str]) -> None:
    """Change places of a leaflet."""
    path = clinic / LEAFLET
    text = path.read_text(encoding="utf-8")
    text = text.replace("kind: aftercare\n", "")  # each says its own
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")


def pieces(clinic: Path, **said: str) -> list[tuple[str, str]]:
    """Edition and layout of each order."""
    wish = LeafletWish("after-treatment", **said)  # type: ignore[arg-type]
    return [(order.edition, order.layout) for order in orders_of(wish, open_shelf(clinic))]


def test_a_plain_build_makes_what_the_leaflet_says(clinic: Path) -> None:
    """Two shapes and the page for a phone; an option goes before."""
    assert pieces(clinic) == [("office", "")]
    change(clinic, ("title:", "layouts: [page-a4, zfold-a4]\neditions: [office, email]\ntitle:"))

    assert pieces(clinic) == [("office", "page-a4"), ("office", "zfold-a4"), ("email", "")]
    assert pieces(clinic, layout="card-dl") == [("office", "card-dl"), ("email", "card-dl")]
    assert pieces(clinic, edition="press") == [("press", "page-a4"), ("press", "zfold-a4")]


def test_all_that_a_leaflet_says_is_made_and_says_the_same(clinic: Path) -> None:
    """Shapes that leave out different things have twins among their own."""
    change(clinic, ("title:", "layouts: [page-a4, zfold-a4, trifold-a4]\neditions: [office, email, html]\ntitle:"))
    shelf = open_shelf(clinic)
    (together,) = make_all(orders_of(LeafletWish("after-treatment"), shelf), shelf)

    names = {made.name for made in together.made}
    assert {f"after-treatment.en.{layout}.office.pdf" for layout in ("page-a4", "zfold-a4", "trifold-a4")} <= names


def test_a_library_order_follows_the_leaflet_too(clinic: Path) -> None:
    """Whoever calls `make` need not know the shape."""
    change(clinic, ("title:", "layout: halffold-a4\ntitle:"))

    assert make(Order("after-treatment"), open_shelf(clinic)).manuscript.layout_name == "halffold-a4"
    assert make(Order("after-treatment", edition="email"), open_shelf(clinic)).manuscript.layout_name == "phone"


@pytest.mark.parametrize(
    ("more", "code", "hint"),
    [
        ("layout: trifold-a5", "file-missing", "trifold-a4"),
        ("editions: [offise]", "unknown-edition", "office"),
        ("layout: page-a4\nlayouts: [zfold-a4]", "unknown-field", "layouts:"),
        ("art_direction: lines", "unknown-choice", "line"),
        ("kind: prices", "unknown-choice", "practical"),
    ],
)
def test_a_piece_that_there_is_not_is_told_at_its_line(clinic: Path, more: str, code: str, hint: str) -> None:
    """With the near name."""
    change(clinic, ("title:", f"{more}\ntitle:"))
    with pytest.raises(BadInput) as caught:
        make(Order("after-treatment"), open_shelf(clinic))

    (fault,) = caught.value.findings
    assert fault.origin is not None
    assert hint in f"{fault.message} {fault.hint}"


def test_a_leaflet_without_a_line_gives_its_room_to_words(clinic: Path) -> None:
    """No wave, no band, no words for a drawing; the text begins where the line stood."""
    drawn = make(Order("after-treatment"), open_shelf(clinic))
    change(clinic, ("title:", "art_direction: plain\ntitle:"))
    plain = make(Order("after-treatment"), open_shelf(clinic), seen=True)
    tops = [
        max(item.ink.top for item in made.pages[1].placed if isinstance(item, PlacedLine)) for made in (drawn, plain)
    ]
    waves = [sum(isinstance(i, PlacedPath) for page in made.pages for i in page.placed) for made in (drawn, plain)]

    assert tops[1] > tops[0] + 90
    assert waves[1] < waves[0]
    assert "text-omitted" in {finding.code for finding in plain.findings}


def test_a_line_without_words_is_an_ornament(clinic: Path) -> None:
    """It is drawn, and nobody hears of it."""
    drawn = make(Order("after-treatment"), open_shelf(clinic))
    path = clinic / LEAFLET
    text = path.read_text(encoding="utf-8")
    start = text.index("drawing:")
    end = next(at for at in range(start + 1, len(text)) if text[at - 1] == "\n" and not text[at].isspace())
    path.write_text(text[:start] + text[end:] + "art_direction: line\n", encoding="utf-8")

    made = make(Order("after-treatment"), open_shelf(clinic))

    heard = [sum("runs across the page" in str(leaf) for leaf in each.spoken) for each in (drawn, made)]
    waves = [sum(isinstance(i, PlacedPath) for page in each.pages for i in page.placed) for each in (drawn, made)]
    assert heard == [1, 0]
    assert waves[1] > 0


def test_the_clinic_says_once_what_all_its_leaflets_share(clinic: Path) -> None:
    """A leaflet that says it too goes before; the place is that of the clinic's file."""
    change(clinic, ("brand: harbour\n", ""), ('version: "', 'version: "9'))
    (clinic / "content/clinic.yaml").write_text("brand: riverside\nversion: '7'\nlayout: page-a4\n", encoding="utf-8")
    manuscript = make(Order("after-treatment"), open_shelf(clinic)).manuscript

    assert manuscript.brand.name.text == "Riverside Acupuncture"
    assert manuscript.leaflet.version.text.startswith("9")
    assert manuscript.layout_name == "page-a4"
    assert manuscript.leaflet.brand.origin.file.endswith("clinic.yaml")


@pytest.mark.parametrize("said", ["layout: page-a5", "editions: [prnt]"])
def test_a_piece_that_nobody_knows_is_told_once_at_its_line(said: str, clinic: Path) -> None:
    """Whoever reads "there is no layout" wants to know which file says it."""
    (clinic / "content/clinic.yaml").write_text(f"{said}\n", encoding="utf-8")
    shelf = open_shelf(clinic)
    told = [
        finding
        for done in make_all(orders_of(LeafletWish("after-treatment"), shelf), shelf)
        for finding in done.findings
    ]

    assert [fault.origin.file.rpartition("/")[2] for fault in told if fault.origin] == ["clinic.yaml"]
    assert len(told) == 1


def test_a_list_is_nothing_that_leaflets_share(clinic: Path) -> None:
    """A hyphen too many is told, and not taken for an empty file."""
    (clinic / "content/clinic.yaml").write_text("- brand: riverside\n", encoding="utf-8")
    with pytest.raises(BadInput, match="takes fields"):
        make(Order("after-treatment"), open_shelf(clinic))


def test_what_leaflets_cannot_share_is_told(clinic: Path) -> None:
    """A title for all would be a slip."""
    (clinic / "content/clinic.yaml").write_text("titel: One for all\n", encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        make(Order("after-treatment"), open_shelf(clinic))

    (fault,) = caught.value.findings
    assert fault.code == "unknown-field"
    assert fault.origin is not None
    assert fault.origin.file.endswith("clinic.yaml")
