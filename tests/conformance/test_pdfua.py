"""What the editions claim to keep to, held against veraPDF: PDF/UA-1 (ISO 14289-1), PDF/A-2a (ISO 19005-2)."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from pikepdf import Dictionary, Name, Object, Pdf

from brochure.base.edition import EDITIONS
from brochure.base.order import Order
from brochure.content.shelf import Shelf
from brochure.desk.orders import languages_of, leaflet_names
from brochure.pipeline import make
from tests.conformance.verapdf import JudgeMissing, Verdict, validate

pytestmark = pytest.mark.judge

# One row for each edition: the flavours of veraPDF that it must pass.
CLAIMS: dict[str, tuple[str, ...]] = {
    "office": ("ua1",),
}
PROFILES = {"ua1": "PDF/UA-1 validation profile", "2a": "PDF/A-2A validation profile"}
FLAVOURS = sorted({flavour for claimed in CLAIMS.values() for flavour in claimed})


class Wound(NamedTuple):
    """A fault that we put into a good file, and the rule that must catch it."""

    name: str
    clause: str  # of ISO 14289-1, as veraPDF numbers it
    put_into: Callable[[Pdf], None]


def elements(pdf: Pdf, tag: str) -> list[Object]:
    """Every structure element with this tag."""
    return [thing for thing in pdf.objects if isinstance(thing, Dictionary) and thing.get("/S") == Name(f"/{tag}")]


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
    packet = pdf.Root.Metadata.read_bytes().replace(b"<pdfuaid:part>1</pdfuaid:part>", b"")
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


def judged(files: Sequence[Path], flavour: str) -> tuple[Verdict, ...]:
    """The verdicts; without the judge the test is skipped at a desk and fails in CI."""
    try:
        return validate(files, flavour)
    except JudgeMissing as missing:
        message = f"JUDGE MISSING: {missing}, so this was NOT checked"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)


def orders_for(flavour: str, shelf: Shelf) -> list[Order]:
    """Every leaflet in every language and layout that ships, in the editions that claim a flavour."""
    return [
        Order(leaflet, language, layout, edition)
        for edition, claimed in CLAIMS.items()
        if flavour in claimed
        for layout in shelf.names("layouts")
        for leaflet in leaflet_names(shelf)
        for language in languages_of(leaflet, shelf)
    ]


@pytest.fixture(scope="module")
def wounded(shelf: Shelf, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Verdict]:
    """The verdict on a good file with each wound in turn."""
    folder = tmp_path_factory.mktemp("wounded")
    good = folder / "good.pdf"
    good.write_bytes(make(Order("acupuncture-pain"), shelf).data)
    files = [folder / f"{wound.name}.pdf" for wound in WOUNDS]
    for wound, file in zip(WOUNDS, files, strict=True):
        with Pdf.open(good) as pdf:
            wound.put_into(pdf)
            pdf.save(file)
    return {verdict.file.stem: verdict for verdict in judged([good, *files], "ua1")}


def test_every_edition_says_what_it_claims() -> None:
    """A new edition is judged from its first day, or says in the table that it claims nothing."""
    assert CLAIMS.keys() == EDITIONS.keys()


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_every_leaflet_keeps_to_the_standard_that_its_edition_claims(
    flavour: str, shelf: Shelf, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A claim in the metadata is a promise to those who listen to the leaflet and to those who archive it."""
    files = []
    for order in orders_for(flavour, shelf):
        printed = make(order, shelf)
        files.append(tmp_path / printed.name)
        files[-1].write_bytes(printed.data)
    started = time.perf_counter()

    verdicts = judged(files, flavour)

    seconds = time.perf_counter() - started
    passed, failed = sum(each.passed_rules for each in verdicts), sum(each.failed_rules for each in verdicts)
    with capsys.disabled():
        print(f"\nveraPDF {flavour}: {len(files)} files, {passed} rules passed, {failed} failures, {seconds:.1f} s")
    assert [f"{each.file.name}: {fault}" for each in verdicts for fault in each.faults] == []
    assert {(each.profile, each.compliant) for each in verdicts} == {(PROFILES[flavour], True)}


@pytest.mark.parametrize("wound", WOUNDS, ids=lambda wound: wound.name)
def test_the_judge_finds_the_wound_and_nothing_where_there_is_none(wound: Wound, wounded: dict[str, Verdict]) -> None:
    """A judge that cannot say no is none; and the fault must come from the wound, not from the tool that made it."""
    verdict = wounded[wound.name]

    assert not verdict.compliant
    assert wound.clause in {fault.clause for fault in verdict.faults}
    assert wounded["good"].compliant


def test_a_broken_file_is_not_compliant(shelf: Shelf, tmp_path: Path) -> None:
    """A file that the judge cannot open must not pass for one without faults."""
    cut = tmp_path / "cut.pdf"
    data = make(Order("acupuncture-pain"), shelf).data
    cut.write_bytes(data[: len(data) // 2])

    (verdict,) = judged([cut], "ua1")

    assert not verdict.compliant
    assert verdict.faults


def test_a_file_that_the_judge_passes_over_is_told(tmp_path: Path) -> None:
    """It reads only names that end in `.pdf`; silence about the rest would look like praise."""
    odd = tmp_path / "leaflet.txt"
    odd.write_bytes(b"%PDF-1.7")

    with pytest.raises(RuntimeError, match="leaflet.txt"):
        judged([odd], "ua1")
