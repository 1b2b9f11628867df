"""PDF/UA-2 (ISO 14289-2) and WTPDF 1.0, which may be asked for, held against veraPDF."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Name, Object, Pdf

from brochure.__main__ import main
from brochure.base.edition import ASKED, EDITIONS, STANDARDS, Standard
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.base.story import Words, leaves
from brochure.content.orders import languages_of
from brochure.content.shelf import Shelf
from brochure.pipeline import make
from tests.body.page import leaflet_of
from tests.body.test_blocks import ALL, ARABIC, with_language
from tests.conformance.test_pdfua import LAYOUTS, drop_alternatives, elements, judged

FLAVOURS = {"ua2": "PDF/UA-2 + Tagged PDF validation profile", "wt1a": "WTPDF 1.0 Accessibility validation profile"}
ABLE = tuple(name for name, row in EDITIONS.items() if STANDARDS[Standard.UA2].requires <= row.features)
NAMESPACE = "http://iso.org/pdf2/ssn"


def tagged_elements(pdf: Pdf) -> list[Object]:
    """Every structure element."""
    return [thing for thing in pdf.objects if isinstance(thing, Object) and thing.get("/P") and "/S" in thing]


@pytest.mark.judge
def test_every_leaflet_keeps_to_both_in_every_language(shelf: Shelf, tmp_path: Path) -> None:
    """Pages for a screen and for low vision, in each of their layouts."""
    files = []
    for edition in (*ABLE, "easy-read"):
        for layout in LAYOUTS[edition]:
            for leaflet in shelf.leaflets if edition in ABLE else ("acupuncture-pain",):
                for language in languages_of(leaflet, shelf):
                    made = make(Order(leaflet, language, layout, edition, standard="ua2"), shelf)
                    files.append(tmp_path / made.name)
                    files[-1].write_bytes(made.data)

    for flavour, profile in FLAVOURS.items():
        verdicts = judged(files, flavour)
        assert [f"{each.file.name}: {fault}" for each in verdicts for fault in each.faults] == []
        assert {(each.profile, each.compliant) for each in verdicts} == {(profile, True)}


@pytest.mark.judge
def test_every_kind_of_block_keeps_to_both(tmp_path: Path) -> None:
    """Tables, boxes to tick, quotes and lines to fill in, from the left and from the right."""
    files = []
    for language, clinic in (
        ("en", leaflet_of(tmp_path / "en", ALL)),
        ("ar", with_language(tmp_path / "ar", "ar", ARABIC)),
    ):
        for edition in ABLE:
            made = make(Order("blocks", language, edition=edition, standard="ua2"), clinic)
            files.append(tmp_path / made.name)
            files[-1].write_bytes(made.data)

    faults = [fault for flavour in FLAVOURS for verdict in judged(files, flavour) for fault in verdict.faults]

    assert [str(fault) for fault in faults] == []


def drop_spaces(pdf: Pdf) -> None:
    for element in elements(pdf, "Document"):
        del element["/NS"]


def drop_structure_destinations(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if isinstance(thing, Object) and thing.get("/S") == Name.GoTo:
            del thing["/SD"]
        elif isinstance(thing, Object) and "/Title" in thing and "/A" in thing:
            del thing["/A"]["/SD"]


def drop_revision(pdf: Pdf) -> None:
    pdf.Root.Metadata.write(pdf.Root.Metadata.read_bytes().replace(b' pdfuaid:rev="2024"', b""))


@pytest.mark.judge
@pytest.mark.parametrize(
    "wound",
    [drop_spaces, drop_structure_destinations, drop_revision, drop_alternatives],
    ids=lambda each: each.__name__,
)
def test_the_judge_finds_the_wound(wound: Callable[[Pdf], None], shelf: Shelf, tmp_path: Path) -> None:
    """What the standard wants beyond PDF/UA-1 is truly looked for."""
    path = tmp_path / "wounded.pdf"
    with Pdf.open(BytesIO(make(Order("acupuncture-pain", edition="email", standard="ua2"), shelf).data)) as pdf:
        wound(pdf)
        pdf.save(path, force_version="2.0")

    (verdict,) = judged([path], "ua2")

    assert not verdict.compliant


@pytest.mark.parametrize("edition", ABLE)
def test_every_element_is_of_pdf_2_and_every_bookmark_leads_to_its_heading(edition: str, shelf: Shelf) -> None:
    """The heading itself, and for viewers that do not know this its place on the page."""
    made = make(Order("acupuncture-pain", edition=edition, standard="ua2"), shelf)
    headings = [leaf for story in made.stories for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    wanted = [leaf.text for leaf in headings if leaf.tag in ("H1", "H2")]

    assert made.data.startswith(b"%PDF-2.0")
    assert made.name.endswith(f".{edition}.ua2.pdf")
    with Pdf.open(BytesIO(made.data)) as pdf:
        assert {str(element.NS.NS) for element in tagged_elements(pdf)} == {NAMESPACE}
        marks = [each for each in pdf.objects if isinstance(each, Object) and "/Title" in each and "/A" in each]
        assert sorted(str(mark.Title) for mark in marks) == sorted(wanted)
        assert all(str(mark.A.SD[0].S) in ("/H1", "/H2") and mark.A.D[0].Type == Name.Page for mark in marks)
        assert "/RoleMap" not in pdf.Root.StructTreeRoot


@pytest.mark.parametrize("edition", [name for name in EDITIONS if name not in ABLE])
def test_other_editions_refuse_it(edition: str, shelf: Shelf) -> None:
    """Paper has no links to follow, and text and HTML are no PDF."""
    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain", edition=edition, standard="ua2"), shelf)

    (finding,) = caught.value.findings
    assert (finding.code, finding.hint) == (
        "edition-standard",
        "ask it of email, large-print or easy-read",
    )


def test_of_all_editions_those_that_can_keep_to_it_are_made(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks for all asks for no more than there is."""
    monkeypatch.chdir(clinic)

    assert main(["build", "acupuncture-pain", "--language", "en", "--edition", "all", "--standard", "ua2"]) == 0
    assert {path.name.split(".")[3] for path in Path("build").iterdir()} == {"email", "large-print", "easy-read"}


def test_a_standard_that_is_none_is_told(shelf: Shelf) -> None:
    """And which ones there are."""
    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain", edition="email", standard="ua3"), shelf)

    assert [each.code for each in caught.value.findings] == ["edition-standard"]
    assert next(iter(ASKED)) in caught.value.findings[0].hint


@pytest.mark.parametrize("edition", ABLE)
def test_without_a_wish_nothing_changes(edition: str) -> None:
    """PDF/UA-1 and PDF/A-2a are what most readers and archives know."""
    assert EDITIONS[edition].standards == {Standard.UA1, Standard.A2A}
