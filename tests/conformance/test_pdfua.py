"""The standards that editions claim, held against veraPDF: PDF/UA-1 (ISO 14289-1) and PDF/A-2a (ISO 19005-2)."""

import os
import shutil
import time
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest
from pikepdf import Dictionary, Name, Object, Pdf

from brochure.base.edition import NAMED_EDITIONS, Standard
from brochure.base.order import Order
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from tests.conformance.verapdf import JudgeMissing, Verdict, validate
from tests.samples import SHEETS, TOO_LONG

pytestmark = pytest.mark.judge

# What veraPDF calls the standards that it can judge, and the profile that it then names in its report.
FLAVOURS: dict[Standard, str] = {Standard.UA1: "ua1", Standard.A2A: "2a"}
PROFILES = {"ua1": "PDF/UA-1 validation profile", "2a": "PDF/A-2A validation profile"}
# The layouts that each edition is made in.
LAYOUTS = {
    "office": SHEETS,
    "master": SHEETS,
    "email": ("phone", "screen-a5", "screen-a4"),
    "large-print": ("large-print-a4", "large-print-letter"),
    "easy-read": ("easy-a4", "easy-letter"),
}
CLAIMED = sorted({standard for name in LAYOUTS for standard in NAMED_EDITIONS[name].standards} & FLAVOURS.keys())


class Wound(NamedTuple):
    """A fault that we put into a good file, and the rule that must catch it."""

    name: str
    clause: str  # of ISO 14289-1, as veraPDF numbers it
    put_into: Callable[[Pdf], None]


def elements(pdf: Pdf, tag: str) -> list[Object]:
    """Every structure element with this tag."""
    return [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/S") == Name(f"/{tag}")]


def leave(_pdf: Pdf) -> None:
    """No wound."""


def drop_alternatives(pdf: Pdf) -> None:
    for figure in elements(pdf, "Figure"):
        del figure["/Alt"]


def drop_tags(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def drop_title_preference(pdf: Pdf) -> None:
    del pdf.Root["/ViewerPreferences"]["/DisplayDocTitle"]


def drop_unicode(pdf: Pdf) -> None:
    for font in pdf.pages[0].Resources["/Font"].values():
        del font["/ToUnicode"]


def drop_language(pdf: Pdf) -> None:
    del pdf.Root["/Lang"]


def drop_claim(pdf: Pdf) -> None:
    packet = pdf.Root.Metadata.read_bytes().replace(b'pdfuaid:part="1"', b"")
    pdf.Root.Metadata.write(packet)


def skip_a_heading(pdf: Pdf) -> None:
    elements(pdf, "H1")[0]["/S"] = Name("/H4")


def empty_a_list(pdf: Pdf) -> None:
    elements(pdf, "LI")[0]["/S"] = Name("/P")


WOUNDS = (
    Wound("figure-without-alternative", "7.3", drop_alternatives),
    Wound("words-without-tags", "7.1", drop_tags),
    Wound("title-bar-shows-file-name", "7.1", drop_title_preference),
    Wound("codes-without-letters", "7.21.7", drop_unicode),
    Wound("words-without-language", "7.2", drop_language),
    Wound("standard-not-claimed", "5", drop_claim),
    Wound("heading-skips-a-level", "7.4.2", skip_a_heading),
    Wound("list-holds-a-paragraph", "7.2", empty_a_list),
)


def judged(files: Sequence[Path], flavour: str, *, password: str = "") -> tuple[Verdict, ...]:
    """The verdicts; without the judge the test is skipped at a desk and fails in CI."""
    try:
        return validate(files, flavour, password=password)
    except JudgeMissing as missing:
        message = f"JUDGE MISSING: {missing}, so this was NOT checked"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


def orders_for(standard: Standard, shelf: Shelf) -> list[Order]:
    """Every leaflet that ships, in every language, and every layout of each edition that claims the standard."""
    return [
        Order(leaflet, language, layout, edition)
        for edition, layouts in LAYOUTS.items()
        if standard in NAMED_EDITIONS[edition].standards
        for layout in layouts
        for leaflet in shelf.leaflets
        for language in languages_of(leaflet, shelf)
        if (leaflet, language, layout) not in TOO_LONG and (edition != "easy-read" or leaflet == "acupuncture-pain")
    ]


@pytest.fixture(scope="module")
def wounded(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """The verdicts on a leaflet with each wound in turn, on the same saved again as it was, and on half of it."""
    folder = tmp_path_factory.mktemp("wounded")
    data = make(Order("acupuncture-pain"), shelf).data
    half = folder / "half.pdf"
    half.write_bytes(data[: len(data) // 2])
    files = [half]
    for wound in (Wound("sound", "", leave), *WOUNDS):
        files.append(folder / f"{wound.name}.pdf")
        with Pdf.open(BytesIO(data)) as pdf:
            wound.put_into(pdf)
            pdf.save(files[-1])
    return {verdict.file.stem: verdict for verdict in judged(files, "ua1")}


def test_every_standard_that_an_edition_claims_has_a_judge() -> None:
    """A claim that nobody can check is not made; PDF/X-4 has no free judge but our checks and Ghostscript's plates."""
    claimed = {standard for row in NAMED_EDITIONS.values() for standard in row.standards}

    assert claimed - {Standard.X4} <= FLAVOURS.keys()


def test_every_edition_with_a_claim_and_every_layout_is_judged(shelf: Shelf) -> None:
    """Who adds a layout or an edition is reminded of the table here."""
    layouts = {layout for row in LAYOUTS.values() for layout in row}

    assert LAYOUTS.keys() == {name for name, row in NAMED_EDITIONS.items() if row.standards & FLAVOURS.keys()}
    # The card takes lines to fill in and no leaflet that ships: it is judged in tests/body.
    assert {*layouts, "appointment-card"} == set(shelf.names("layouts"))


@pytest.mark.parametrize("standard", CLAIMED)
def test_every_leaflet_keeps_to_the_standards_that_its_edition_claims(
    standard: Standard, shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A claim in the metadata is a promise to those who listen to the leaflet and to those who keep it for ever."""
    flavour = FLAVOURS[standard]
    files = []
    for order in orders_for(standard, shelf):
        printed = make(order, shelf)
        files.append(tmp_path / printed.name)
        files[-1].write_bytes(printed.data)
    started = time.perf_counter()

    verdicts = judged(files, flavour)

    seconds = time.perf_counter() - started
    passed, failed = sum(each.passed_rules for each in verdicts), sum(each.failed_rules for each in verdicts)
    with capsys.disabled():
        print(f"\nveraPDF, {standard}: {len(files)} files, {passed} rules passed, {failed} failed, {seconds:.1f} s")
    assert [f"{each.file.name}: {fault}" for each in verdicts for fault in each.faults] == []
    assert {(each.profile, each.compliant) for each in verdicts} == {(PROFILES[flavour], True)}


@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.name)
def test_the_judge_finds_the_wound_and_nothing_where_there_is_none(wound: Wound, wounded: dict[str, Verdict]) -> None:
    """A judge that cannot say no is none; and the fault must come from the wound, not from the tool that made it."""
    verdict = wounded[wound.name]

    assert not verdict.compliant
    assert wound.clause in {fault.clause for fault in verdict.faults}
    assert wounded["sound"].compliant


def test_half_a_file_is_not_compliant(wounded: dict[str, Verdict]) -> None:
    """A file that the judge cannot open must not pass for one without faults."""
    verdict = wounded["half"]

    assert not verdict.compliant
    assert verdict.faults


def test_a_file_that_the_judge_passes_over_is_told(tmp_path: Path) -> None:
    """It reads only names that end in `.pdf`; silence about the rest would look like praise."""
    odd = tmp_path / "leaflet.txt"
    odd.write_bytes(b"%PDF-1.7")

    with pytest.raises(RuntimeError, match=r"leaflet\.txt"):
        judged([odd], "ua1")


def test_without_java_the_judge_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk without Java must hear that nothing was checked."""
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(JudgeMissing, match="java"):
        validate([], "ua1")


def test_a_judge_that_is_not_whole_is_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fetch may have been cut short; here Maven is out of reach, so the wish to fetch shows."""
    java = shutil.which("java")
    if java is None:
        judged([], "ua1")
    broken = tmp_path / "brochure" / "verapdf" / "greenfield-apps-1.28.2.jar"
    broken.parent.mkdir(parents=True)
    broken.write_bytes(b"PK")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(shutil, "which", {"java": java}.get)

    with pytest.raises(JudgeMissing, match="mvn"):
        validate([], "ua1")
