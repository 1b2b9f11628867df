"""What somebody hears, in every language and edition of the leaflets that ship."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Dictionary, Name, Object, Pdf

from brochure.base.brand import Hours
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.base.story import Figure, ItemList, Words, leaves
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.locale import hours_line
from brochure.glyphs.scripts import scripts_of
from brochure.pipeline import make
from brochure.reflow.inline import worded
from tests.conftest import ROOT
from tests.samples import said

PAPER_AND_PAGES = [name for name, row in EDITIONS.items() if "tags" in row.features]
EVERY = [
    (leaflet, language)
    for leaflet in ("acupuncture-pain", "after-treatment")
    for language in languages_of(leaflet, open_shelf())
]


@pytest.fixture(params=PAPER_AND_PAGES, scope="module")
def edition(request: pytest.FixtureRequest) -> str:
    """Each edition with tags."""
    return str(request.param)


@pytest.fixture(params=EVERY, ids="-".join, scope="module")
def made(request: pytest.FixtureRequest, edition: str, shelf: Shelf) -> Made:
    """A leaflet in each language and each edition with tags."""
    leaflet, language = request.param
    return make(Order(leaflet, language, edition=edition), shelf)


def kids_of(element: Object) -> list[Object]:
    """What an element holds."""
    return list(element.K) if isinstance(element.get("/K"), Array) else [element.K] if "/K" in element else []


def elements_of(element: Object) -> Iterator[Object]:
    """An element and all below it, as they are heard."""
    yield element
    for kid in kids_of(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield from elements_of(kid)


def tags_of(pdf: Pdf) -> list[Object]:
    """All elements, as they are heard."""
    return list(elements_of(pdf.Root.StructTreeRoot.K[0]))


def test_a_list_is_one_list_whatever_panels_it_stands_on(made: Made) -> None:
    """`list, 7 items`; in three pieces nobody knows how much is still to come."""
    blocks = [block for story in made.stories for block in story.blocks]
    wanted = [len(block.items) for block in blocks if isinstance(block, ItemList)]
    with Pdf.open(BytesIO(made.data)) as pdf:
        lists = [each for each in tags_of(pdf) if each.S == Name.L]
        found = [len(kids_of(each)) for each in lists]

    assert set(wanted) <= set(found)
    assert len(found) >= len(wanted) > 0
    assert sum(found) == sum(
        leaf.tag == "Lbl" for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)
    ) + sum(len(kids_of(each)) for each in lists if each.A.ListNumbering != Name.Decimal)


def test_words_of_weight_are_tagged_so(made: Made) -> None:
    """Bold type alone is ink: nobody hears it."""
    words = [leaf for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    wanted = [sum(len(run.text.split()) for run in leaf.runs if run.strong) for leaf in words]
    with Pdf.open(BytesIO(made.data)) as pdf:
        tags = tags_of(pdf)
        strong = [each for each in tags if Name.Strong == each.S]
        role = pdf.Root.StructTreeRoot.get("/RoleMap", {}).get("/Strong")

    assert len(strong) >= sum(map(bool, wanted))
    assert bool(strong) == any(wanted)
    assert role == (Name.Span if strong else None)  # PDF 1.7 knows no such element


def test_each_figure_says_where_it_stands(made: Made) -> None:
    """On its page: what enlarges a picture, or reads it out by touch, finds it there."""
    with Pdf.open(BytesIO(made.data)) as pdf:
        figures = [each for each in tags_of(pdf) if Name.Figure == each.S]
        for each in figures:
            left, bottom, right, top = map(float, each.A.BBox)
            _, _, width, height = map(float, each.Pg.MediaBox)
            assert 0 <= left < right <= width
            assert 0 <= bottom < top <= height


def figures_of(made: Made) -> list[Figure]:
    """The figures that are heard."""
    return [leaf for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Figure)]


@pytest.fixture(params=list(EDITIONS))
def any_edition(request: pytest.FixtureRequest) -> str:
    """Each edition, text and HTML too."""
    return str(request.param)


@pytest.mark.parametrize(("leaflet", "language"), EVERY)
def test_the_mark_is_heard_once_and_in_the_language_of_the_leaflet(
    leaflet: str, language: str, any_edition: str, shelf: Shelf
) -> None:
    """Beside the name once more it says nothing; in a voice of another language nobody understands it."""
    made = make(Order(leaflet, language, edition=any_edition), shelf)
    brand = made.manuscript.brand

    (mark,) = [figure for figure in figures_of(made) if figure.kind == "logo"]

    assert (brand.logo.alt_in or {}).get(language, brand.logo.alt) == brand.logo.alt
    assert mark.language == "" or brand.logo.alt_in is None
    first = next(leaf for leaf in made.spoken if leaf.tag == "Figure")
    assert words_of(first.alt) == words_of(mark.alt)
    assert sum(leaf.alt == first.alt for leaf in made.spoken) == 1


@pytest.mark.parametrize(("leaflet", "language"), EVERY)
def test_the_contact_part_has_a_heading_and_the_number_its_word(
    leaflet: str, language: str, any_edition: str, shelf: Shelf
) -> None:
    """Whoever jumps by headings gets to the telephone, and hears that it is one."""
    made = make(Order(leaflet, language, edition=any_edition), shelf)
    labels, contact = LANGUAGES[language].labels, made.manuscript.brand.contact
    assert labels

    said_by = [(leaf.tag, "".join(sign for sign in leaf.text if sign not in "\u2066\u2069")) for leaf in made.spoken]

    heading = said_by.index(("H2", labels.contact))
    number = next(at for at, (_, text) in enumerate(said_by) if contact.telephone.text in text)
    assert heading < number
    assert said_by[number][1].startswith(labels.telephone)
    assert all(tag != "H2" for tag, _ in said_by[heading + 1 : number])


@pytest.mark.parametrize("tag", WRITTEN)
def test_days_and_hours_are_joined_by_words(tag: str) -> None:
    """A dash is silent: `Monday Friday nine eighteen`."""
    line = hours_line(Hours(days=said("Mon-Fri"), opens=said("9:00"), closes=said("18:00")), tag)

    assert not {*line} & {"-", "\u2013", "\u2014"} - ({"-"} if tag in ("he", "pt") else set())  # parts of their words
    assert line.index("9") < line.index("6" if tag == "en-US" else "18")


@pytest.mark.parametrize(("leaflet", "language"), EVERY)
def test_the_text_has_no_marks_of_direction(leaflet: str, language: str, shelf: Shelf) -> None:
    """Braille software embosses them; in a mail, which is looked at, they hold numbers in their order."""
    text, mail = (
        make(Order(leaflet, language, edition="text", for_mail=for_mail), shelf).data.decode()
        for for_mail in (False, True)
    )
    isolates = "\u2066\u2067\u2068\u2069"

    assert not {*text} & {*isolates}
    assert bool({*mail} & {*isolates}) == (LANGUAGES[language].direction == "rtl")
    assert text == mail.translate(dict.fromkeys(map(ord, isolates)))


@pytest.mark.parametrize("tag", [tag for tag in WRITTEN if LANGUAGES[tag].script != "Latn"])
@pytest.mark.parametrize("code", ["PM-01", "6YNZ-DHCT", "me@clinic.example", "B12"])
def test_a_code_is_one_piece_of_one_language(tag: str, code: str) -> None:
    """In two voices nobody can note it down."""
    language = LANGUAGES[tag]
    labels = language.labels
    assert labels
    text = f"{labels.leaflet} {code} · {labels.version} 1.0"

    start = text.index(code)
    assert set(scripts_of(text, language.script)[start : start + len(code)]) == {"Latn"}
    if sum(map(str.isalpha, code)) > 1:
        assert code in [each.text for each in worded(text, language) if each.tag]


def with_brand(clinic: Path, *changes: tuple[str, str]) -> Shelf:
    """The shelf of a clinic whose brand was changed."""
    path = clinic / "content" / "brands" / "riverside" / "brand.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return open_shelf(clinic)


def test_words_of_a_mark_in_another_language_say_so(clinic: Path) -> None:
    """Where nobody has written them in the leaflet's: Latin letters among Latin letters tell nothing."""
    shelf = with_brand(clinic, ("    es:", "    fr:"))

    page = make(Order("acupuncture-pain", "es", edition="html"), shelf).data.decode()
    with Pdf.open(BytesIO(make(Order("acupuncture-pain", "es", edition="email"), shelf).data)) as pdf:
        spoken = [str(each.get("/Lang", "")) for each in tags_of(pdf) if Name.Figure == each.S]

    assert spoken[0] == "en"
    assert '<figure class="logo" lang="en">' in page


@pytest.mark.parametrize(("old", "new"), [("language: en", "language: xx"), ("    es:", "    xx:")])
def test_a_language_that_nobody_knows_is_told_at_its_line(clinic: Path, old: str, new: str) -> None:
    """The words for a mark would be said in no voice."""
    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain"), with_brand(clinic, (old, new)))

    assert "unknown-language" in [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("edition", ["email", "html"])
def test_an_account_leads_where_its_address_says(edition: str, clinic: Path) -> None:
    """Whoever listens cannot copy a name off the screen."""
    url = "https://social.example/@riverside"
    shelf = with_brand(clinic, ("https://instagram.example/riverside", url))

    data = make(Order("acupuncture-pain", edition=edition), shelf).data

    if edition == "html":
        assert f'<a href="{url}">Instagram' in data.decode()
    else:
        with Pdf.open(BytesIO(data)) as pdf:
            assert url in {str(each.A.URI) for page in pdf.pages for each in page.get("/Annots", [])}


@pytest.mark.parametrize("edition", list(EDITIONS))
def test_a_line_without_words_is_drawn_and_not_heard(edition: str, clinic: Path) -> None:
    """It is an ornament: `art_direction: line` without `drawing:`."""
    path = clinic / "content" / "acupuncture-pain" / "en.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("drawing:")
    end = text.index("\n\n", start)
    path.write_text(f"{text[:start]}art_direction: line\n{text[end:]}", encoding="utf-8")

    made = make(Order("acupuncture-pain", edition=edition), open_shelf(clinic))

    assert [figure.kind for figure in figures_of(made) if figure.kind == "art"] == []
    if edition == "html":
        assert '<div class="art">' in made.data.decode()
    elif made.pages:
        with_line = make(Order("acupuncture-pain", edition=edition), open_shelf(ROOT))
        drawn, wanted = (sum(type(item).__name__ == "PlacedPath" for page in each.pages for item in page.placed)
                         for each in (made, with_line))  # fmt: skip
        assert drawn >= wanted
