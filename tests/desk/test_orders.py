"""What was typed becomes orders: every leaflet, every language, or the one that was named."""

import shutil
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.content.read import read
from brochure.desk.arguments import parser
from brochure.desk.orders import desk_shelf, made_at, orders_of
from tests.conftest import ROOT


@pytest.fixture(autouse=True)
def no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """The desk of whoever runs the tests may set one."""
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


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


def ordered(*words: str) -> list[tuple[str, str]]:
    arguments = parser("brochure").parse_args(["build", *words])
    return [(order.leaflet, order.language) for order in orders_of(arguments, desk_shelf())]


def test_without_a_name_all_leaflets_of_the_program_are_ordered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`python make_pdf.py` makes the samples, wherever it is started."""
    monkeypatch.chdir(tmp_path)

    assert {leaflet for leaflet, _ in ordered()} >= {"acupuncture-pain", "after-treatment"}


def test_in_a_clinics_folder_only_its_own_leaflets_are_ordered(own: Path) -> None:
    """The samples would be in the way; named, they are still at hand."""
    assert ordered() == [("first-visit", "en"), ("first-visit", "zh-Hans")]
    assert ("acupuncture-pain", "en") in ordered("acupuncture-pain")


def test_one_language_may_be_chosen(own: Path) -> None:
    """By its tag."""
    assert ordered("first-visit", "--language", "zh-Hans") == [("first-visit", "zh-Hans")]


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


def test_the_time_is_left_to_the_leaflet(own: Path) -> None:
    """None stands for its day of issue: the same words give the same bytes."""
    arguments = parser("brochure").parse_args(["build"])

    assert made_at() is None
    assert {order.made_at for order in orders_of(arguments, desk_shelf())} == {None}


def test_source_date_epoch_is_honoured(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Distributors set it. Source: the SOURCE_DATE_EPOCH specification, 1.1."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1793491200")
    arguments = parser("brochure").parse_args(["build"])

    times = {order.made_at for order in orders_of(arguments, desk_shelf())}

    assert times == {datetime(2026, 11, 1, tzinfo=UTC)}


@pytest.mark.parametrize("said", ["yesterday", "1.5", "-1", "1_000", " 5", "٣", "9" * 30, "0x10", "253402300800"])
def test_a_source_date_epoch_that_is_no_number_of_seconds_is_refused(
    said: str, own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sets it means a time; the day of issue in its place would be another."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", said)

    with pytest.raises(BadInput) as caught:
        ordered()

    (finding,) = caught.value.findings
    assert finding.code == "bad-environment"
    assert said[:20] in finding.message


@pytest.mark.parametrize(
    ("said", "bytes_allowed"), [((), None), (("--budget", "25"), 25_000), (("--budget", ".5"), 500)]
)
def test_a_budget_is_said_in_kilobytes(said: tuple[str, ...], bytes_allowed: int | None, own: Path) -> None:
    """Without one, that of the edition holds."""
    arguments = parser("brochure").parse_args(["build", *said])

    assert {order.budget for order in orders_of(arguments, desk_shelf())} == {bytes_allowed}


@pytest.mark.parametrize("said", ["x", "0", "-1", "inf", "nan"])
def test_a_budget_that_is_none_is_refused(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip would otherwise refuse every file, or none."""
    with pytest.raises(SystemExit):
        parser("brochure").parse_args(["build", f"--budget={said}"])

    assert "no number of kilobytes" in capsys.readouterr().err


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
    arguments = parser("brochure").parse_args(["build", said])
    shelf = desk_shelf(said)

    orders = orders_of(arguments, shelf)

    assert len(orders) == count
    for order in orders:
        manuscript = read(order, shelf).manuscript
        assert manuscript.leaflet.title.text.startswith(title)
        assert manuscript.language.tag == order.language


def test_a_named_file_in_its_own_folder_is_that_file(twice: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who stands beside the file types its name alone."""
    monkeypatch.chdir(twice / "second/content/acupuncture-pain")
    arguments = parser("brochure").parse_args(["build", "en.yaml"])
    shelf = desk_shelf("en.yaml")

    (order,) = orders_of(arguments, shelf)

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

    (order,) = orders_of(parser("brochure").parse_args(["build", said]), shelf)

    assert read(order, shelf).manuscript.brand.name.text.startswith("Second")


def test_a_file_that_is_not_there_is_not_found_elsewhere(twice: Path) -> None:
    """The shelf has a leaflet of this name in Polish."""
    said = "../second/content/acupuncture-pain/pl.yaml"
    shelf = desk_shelf(said)
    (order,) = orders_of(parser("brochure").parse_args(["build", said]), shelf)

    with pytest.raises(BadInput) as caught:
        read(order, shelf)

    assert "unknown-language" in {finding.code for finding in caught.value.findings}


def test_a_named_file_is_of_one_language(twice: Path) -> None:
    """Another language is another file."""
    with pytest.raises(BadInput) as caught:
        ordered("content/acupuncture-pain/en.yaml", "--language", "es")

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
