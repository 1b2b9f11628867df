"""What was wished for becomes orders: every leaflet, every language, or the one that was named."""

import shutil
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.wishes import LeafletWish
from brochure.content.orders import orders_of
from brochure.content.read import read
from brochure.desk.here import desk_shelf, out_folder, project
from tests.conftest import ROOT


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic's folder with one leaflet in two languages."""
    (tmp_path / "content" / "brands").mkdir(parents=True)
    leaflet = tmp_path / "content" / "first-visit"
    leaflet.mkdir()
    for language in ("en", "zh-Hans"):
        (leaflet / f"{language}.yaml").write_text("title: x")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ordered(leaflet: str = "", language: str = "") -> list[tuple[str, str]]:
    wish = LeafletWish(leaflet, language)
    return [(order.leaflet, order.language) for order in orders_of(wish, desk_shelf())]


def test_the_samples_are_built_only_where_they_are_asked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is in the wrong folder hears of it, and gets no leaflet of somebody else."""
    monkeypatch.chdir(tmp_path)

    with pytest.raises(BadInput, match="there is no folder 'content' here"):
        desk_shelf()

    orders = orders_of(LeafletWish("", ""), desk_shelf(samples=True))
    assert {order.leaflet for order in orders} >= {"acupuncture-pain", "after-treatment"}


@pytest.mark.parametrize("below", ["content", "content/first-visit", "notes/of-today"])
def test_a_folder_of_the_clinic_is_found_from_below(own: Path, monkeypatch: pytest.MonkeyPatch, below: str) -> None:
    (own / below).mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(own / below)

    assert ordered() == [("first-visit", "en"), ("first-visit", "zh-Hans")]
    assert out_folder(None) == own / "build"


def test_a_folder_that_only_looks_like_one_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`/content` of some other program."""
    (tmp_path / "content" / "posts").mkdir(parents=True)
    (tmp_path / "content" / "posts" / "first.md").write_text("words")
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert project() is None


def test_what_was_made_into_content_is_no_leaflet(own: Path) -> None:
    (own / "content" / "build").mkdir()
    (own / "content" / "build" / "first-visit.en.trifold-a4.office.pdf").write_bytes(b"%PDF")

    assert ordered() == [("first-visit", "en"), ("first-visit", "zh-Hans")]


def test_in_a_clinics_folder_only_its_own_leaflets_are_ordered(own: Path) -> None:
    """The samples would be in the way; named, they are still at hand."""
    assert ordered() == [("first-visit", "en"), ("first-visit", "zh-Hans")]
    assert ("acupuncture-pain", "en") in ordered("acupuncture-pain")


def test_one_language_may_be_chosen(own: Path) -> None:
    """By its tag."""
    assert ordered("first-visit", "zh-Hans") == [("first-visit", "zh-Hans")]


@pytest.mark.parametrize(
    ("said", "languages"),
    [
        ("first-visit", ["en", "zh-Hans"]),
        ("content/first-visit", ["en", "zh-Hans"]),
        ("content/first-visit/", ["en", "zh-Hans"]),
        ("content/first-visit/zh-Hans.yaml", ["zh-Hans"]),
    ],
)
def test_a_leaflet_may_be_named_by_folder_or_file(said: str, languages: list[str], own: Path) -> None:
    """The terminal completes paths, not names."""
    assert ordered(said) == [("first-visit", language) for language in languages]


@pytest.mark.parametrize("said", ["first-vsit", "en.yaml", "content/first-vsit", "../x/en.yaml", "brands"])
def test_an_unknown_leaflet_is_refused_by_the_name_that_was_typed(said: str, own: Path) -> None:
    """Nothing else is built in its place."""
    with pytest.raises(BadInput) as caught:
        ordered(said)

    (finding,) = caught.value.findings
    assert finding.code == "unknown-leaflet"
    assert "''" not in finding.message


def test_a_leaflet_without_a_text_is_a_finding(own: Path) -> None:
    """Building nothing in silence looks like success."""
    (own / "content" / "next-visit").mkdir()

    with pytest.raises(BadInput) as caught:
        ordered()

    assert caught.value.findings[0].code == "file-missing"
    assert "next-visit" in caught.value.findings[0].message


def test_a_folder_without_a_leaflet_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Building nothing in silence looks like success."""
    (tmp_path / "content" / "brands").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)

    with pytest.raises(BadInput) as caught:
        ordered()

    assert caught.value.findings[0].code == "unknown-leaflet"


@pytest.fixture
def twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two projects and a loose folder with a leaflet of the same name; the desk stands in the first."""
    for place in ("first/content", "second/content", "loose"):
        leaflet = tmp_path / place / "acupuncture-pain"
        leaflet.mkdir(parents=True)
        for language in ("en", "es"):
            text = (ROOT / f"content/acupuncture-pain/{language}.yaml").read_text(encoding="utf-8")
            words = text.replace("\ntitle: ", f"\ntitle: {place.split('/')[0].title()} ", 1)
            (leaflet / f"{language}.yaml").write_text(words, encoding="utf-8")
    monkeypatch.chdir(tmp_path / "first")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "title", "count"),
    [
        ("acupuncture-pain", "First", 2),
        ("content/acupuncture-pain/en.yaml", "First", 1),
        ("../second/content/acupuncture-pain/en.yaml", "Second", 1),
        ("../second/content/acupuncture-pain/es.yaml", "Second", 1),
        ("../second/content/acupuncture-pain", "Second", 2),
        ("../loose/acupuncture-pain/en.yaml", "Loose", 1),
        ("../loose/acupuncture-pain", "Loose", 2),
    ],
)
def test_a_file_named_by_path_is_the_file_that_is_built(said: str, title: str, count: int, twice: Path) -> None:
    """One of the same name that is found earlier on the shelf is another leaflet."""
    shelf = desk_shelf(said)

    orders = orders_of(LeafletWish(said), shelf)

    assert len(orders) == count
    for order in orders:
        manuscript = read(order, shelf).manuscript
        assert manuscript.leaflet.title.text.startswith(title)
        assert manuscript.leaflet.language.text == order.language


def test_a_named_file_in_its_own_folder_is_that_file(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who stands beside the file types its name alone."""
    monkeypatch.chdir(twice / "second/content/acupuncture-pain")
    shelf = desk_shelf("en.yaml")

    (order,) = orders_of(LeafletWish("en.yaml"), shelf)

    assert order.leaflet == "acupuncture-pain"
    assert read(order, shelf).manuscript.leaflet.title.text.startswith("Second")


def test_a_named_file_brings_the_brand_of_its_project(twice: Path) -> None:
    """Its address would be that of another clinic."""
    said = "../second/content/acupuncture-pain/en.yaml"
    brand = twice / "second/content/brands/riverside"
    shutil.copytree(ROOT / "content/brands/riverside", brand)
    text = (brand / "brand.yaml").read_text(encoding="utf-8")
    (brand / "brand.yaml").write_text(text.replace("name: Riverside", "name: Second", 1), encoding="utf-8")
    shelf = desk_shelf(said)

    (order,) = orders_of(LeafletWish(said), shelf)

    assert read(order, shelf).manuscript.brand.name.text.startswith("Second")


def test_a_file_that_is_not_there_is_not_found_elsewhere(twice: Path) -> None:
    """The shelf has a leaflet of this name in Polish."""
    said = "../second/content/acupuncture-pain/pl.yaml"
    shelf = desk_shelf(said)
    (order,) = orders_of(LeafletWish(said), shelf)

    with pytest.raises(BadInput) as caught:
        read(order, shelf)

    assert "unknown-language" in {finding.code for finding in caught.value.findings}


def test_a_named_file_is_of_one_language(twice: Path) -> None:
    """Another language is another file."""
    with pytest.raises(BadInput) as caught:
        ordered("content/acupuncture-pain/en.yaml", "es")

    assert caught.value.findings[0].code == "options-clash"


@pytest.mark.parametrize(
    ("what", "code"), [("../second/content/acupuncture-pain", 0), ("../loose/acupuncture-pain", 1)]
)
def test_send_takes_no_other_leaflet_of_the_same_name(
    what: str, code: int, twice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Patients would get the text of another clinic."""
    Path("list.csv").write_text("id,email,consent,language\n1,a@x.test,yes,en\n", encoding="utf-8")
    words = ["--recipients", "list.csv", "--sender", "i@x.test", "--subject", "Information", "--allow-draft"]

    assert main(["send", what, *words, "--eml", "letters"]) == code

    told = capsys.readouterr().out
    assert ("unknown-leaflet" in told) == bool(code)
    letters = [message_from_bytes(path.read_bytes(), policy=policy.default) for path in Path().glob("letters/*.eml")]
    assert ["Second Pain" in str(each.get_body(("plain",))) for each in letters] == [True] * (1 - code)
