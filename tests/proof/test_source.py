"""What a clinic wrote against the stories: nothing is left out without a word."""

from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.body import BODY_NAMES
from brochure.base.brand import Brand
from brochure.base.fields import model_fields, models_in
from brochure.base.findings import BadInput, Finding, Severity
from brochure.base.leaflet import Leaflet
from brochure.base.manuscript import Manuscript, TemplateText
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import Copier
from brochure.draft.write import write
from brochure.pipeline import make
from brochure.proof.source import omittable, source_findings
from tests.conftest import Told
from tests.samples import said, with_drawing

LINK = "{{ booking.link or clinic.booking }}"
LOSSES = [
    ('<p style="lead">{{ lead }}</p>', "", ["lead"]),
    ("{{ strapline }}", "{{ title }}", ["strapline"]),
    ("{% if lead %}", "{% if lead == 'x' %}", ["lead"]),
    ('      <p before="0">{{ paragraph }}</p>\n', "", [f"points {at} text 1" for at in range(1, 8)]),
    ('  <p before="1">{{ paragraph }}</p>\n', "", ["aside closing 1", "aside closing 2"]),
    ("{{ formats }}", "Ask us", ["formats"]),
    ("{{ code }}", "{{ version }}", ["code"]),
    ("{{ review_by }}", "{{ issued }}", ["review_by"]),
    ('alt="{{ drawing.alt }}"', 'alt="{{ title }}"', ["drawing alt"]),
    ('alt="{{ booking.alt }}"', 'alt="{{ booking.label }}"', ["booking alt"]),
    ('before="0.3">{{ booking.label }}', 'before="0.3">Scan', ["booking label"]),
]
OF_THE_BRAND = [
    ("{{ clinic.web }}</p>", "{{ clinic.name }}</p>", ["clinic web"]),
    ("{{ clinic.email }}</p>", "{{ clinic.name }}</p>", ["clinic email"]),
    ("{{ clinic.telephone }}</p>", "{{ clinic.email }}</p>", ["clinic telephone"]),
    ("{% for line in clinic.hours %}", "{% for line in clinic.address %}", ["clinic hours 1", "clinic hours 2"]),
    ('"{{ account.url }}">{{ account.network }} {{ account.account }}</p>', '"{{ account.url }}">x</p>',
     ["clinic social 1 network", "clinic social 1 account"]),
    (f'source="{LINK}" link="{LINK}"', 'source="{{ clinic.web }}"', ["clinic booking"]),
]  # fmt: skip


def lossy(manuscript: Manuscript, old: str, new: str, *omits: str) -> tuple[Finding, ...]:
    """What is told of a template that was changed in one place."""
    text = manuscript.template.text
    assert old in text
    changed = replace(
        manuscript,
        template=TemplateText(text.replace(old, new, 1), "mine/stories.xml"),
        layout=manuscript.layout.but(omits=tuple(said(name) for name in omits)),
    )
    return source_findings(write(changed), changed)


@pytest.mark.parametrize(("old", "new", "paths"), LOSSES)
def test_each_text_that_no_story_holds_is_told(
    manuscript: Manuscript, old: str, new: str, paths: list[str], told: Told
) -> None:
    """The proofs that follow hold the file against the stories, and would call half a leaflet whole."""
    found = lossy(manuscript, old, new)

    assert [finding.message.split("'")[1] for finding in found] == paths
    assert {finding.code for finding in found} <= {"text-left-out"}
    for finding in found:
        assert finding.origin is not None
        assert "acupuncture-pain/en.yaml" in finding.origin.file
        assert "omits:" in finding.hint
    told(found)


@pytest.mark.parametrize(("old", "new", "paths"), OF_THE_BRAND, ids=range(6))
def test_each_text_of_the_brand_that_no_story_holds_is_told(
    manuscript: Manuscript, old: str, new: str, paths: list[str], told: Told
) -> None:
    """A clinic that gives its web address wants it on paper."""
    found = lossy(manuscript, old, new)

    assert [(finding.code, finding.message.split("'")[1]) for finding in found] == [
        ("text-left-out", path) for path in paths
    ]
    assert all(finding.origin and "riverside/brand.yaml" in finding.origin.file for finding in found)
    told(found)


def test_what_is_omitted_is_empty_for_the_template(manuscript: Manuscript) -> None:
    """Sixteen layouts share two templates: one of them may have no room for a line that the others print."""
    layout = manuscript.layout.but(omits=tuple(said(name) for name in ("clinic web", "points text", "aside")))
    changed = replace(manuscript, layout=layout)

    told = source_findings(write(changed), changed)

    assert {finding.code for finding in told} == {"text-omitted"}
    assert {finding.message.split("'")[3] for finding in told} == {"clinic web", "points text", "aside"}


def test_the_link_of_the_brand_waits_for_an_invitation(manuscript: Manuscript) -> None:
    """A leaflet without `booking:`, or with a link of its own, does not lead to the brand's."""
    leaflet = manuscript.leaflet
    assert leaflet.booking
    own = leaflet.booking.but(link=said("https://x.test/a"))

    for each in (leaflet.but(booking=None), leaflet.but(booking=own)):
        changed = replace(manuscript, leaflet=each)
        assert source_findings(write(changed), changed) == ()


def test_two_texts_in_one_paragraph_are_both_printed(manuscript: Manuscript) -> None:
    """A paragraph keeps the place of each text in it, not of its first alone."""
    alone = '<p style="formats">{{ formats }}</p>'
    template = manuscript.template._replace(text=manuscript.template.text.replace(alone, "<p>x</p>"))
    assert template != manuscript.template

    assert lossy(replace(manuscript, template=template), "{{ strapline }}", "{{ strapline }}: {{ formats }}") == ()


@pytest.mark.parametrize("omits", [("aside closing",), ("aside",), ("lead", "aside closing")])
def test_what_a_layout_omits_is_told_and_holds_nothing_up(
    manuscript: Manuscript, omits: tuple[str, ...], told: Told
) -> None:
    """A card has no room for all; nobody is to believe that it has."""
    found = lossy(manuscript, '  <p before="1">{{ paragraph }}</p>\n', "", *omits)

    assert {(finding.code, finding.severity) for finding in found} == {("text-omitted", Severity.NOTE)}
    assert {finding.message.split("'")[3] for finding in found} == set(omits)
    told(found)


@pytest.mark.parametrize("name", ["safety", "safety text", "leed", "author"])
def test_a_layout_omits_only_what_it_may(manuscript: Manuscript, name: str, told: Told) -> None:
    """The safety note stands everywhere, and a slip would omit nothing."""
    (finding,) = lossy(manuscript, "<stories>", "<stories>", name)

    assert finding.code == "unknown-field"
    assert finding.hint
    assert name not in omittable()
    told([finding])


@pytest.mark.parametrize("model", [Leaflet, Brand])
def test_every_field_is_declared(model: type[Model]) -> None:
    """A new field that nobody declares would be lost by every template that does not know it."""
    asked, seen = [model], set[type[Model]]()
    while asked:
        each = asked.pop()
        seen.add(each)
        for field in model_fields(each):
            parts = set(models_in(field.kind))
            assert field.about.use or parts, f"{each.__name__}.{field.name} declares no use"
            asked += [] if field.about.use else parts - seen
    assert len(seen) > 3


def test_a_short_text_counts_for_the_long_one(manuscript: Manuscript) -> None:
    """One of the two is printed."""
    short = replace(manuscript, leaflet=manuscript.leaflet.shortened())

    assert short.leaflet.points != manuscript.leaflet.points
    assert source_findings(write(short), short) == ()


@pytest.fixture
def forgetful(clinic: Path) -> Path:
    """A clinic whose template forgets the list of a section."""
    path = clinic / "layouts/trifold-a4/stories.xml"
    text = path.read_text(encoding="utf-8")
    old = "{% for paragraph in section.text %}"
    assert old in text
    path.write_text(text.replace(old, "{% for paragraph in section.closing %}", 1), encoding="utf-8")
    return clinic


@pytest.mark.parametrize("edition", ["office", "press", "email", "text", "html"])
def test_no_edition_is_made_of_half_a_leaflet(forgetful: Path, edition: str) -> None:
    """Twins are no help: all of them would lack the same."""
    with pytest.raises(BadInput) as caught:
        make(Order("after-treatment", edition=edition), open_shelf(forgetful))

    assert {finding.code for finding in caught.value.findings if finding.blocks} == {"text-left-out"}


def test_no_copy_is_made_of_half_a_leaflet(forgetful: Path) -> None:
    """A merge has a chain of its own."""
    copier = Copier(Order("your-visit", edition="email"), open_shelf(forgetful))
    fields = copier.manuscript.leaflet.personal or {}
    values, _ = copier.judge({name: field.example.text for name, field in fields.items()})

    with pytest.raises(BadInput) as caught:
        copier.learn(values)

    assert {finding.code for finding in caught.value.findings} == {"text-left-out"}


def test_a_section_for_others_is_no_loss(shelf: Shelf) -> None:
    """Whoever is not there for the first time does not read what is for those who are."""
    values = {"name": "Jo", "day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo", "site": "Here", "first": "no"}

    assert make(Order("your-visit", values=values), shelf).findings == ()


@pytest.mark.parametrize("words", ["{word}", "{{word}}", "{ Word }"])
def test_words_in_braces_that_no_field_stands_behind_are_refused_wherever_they_stand(
    manuscript: Manuscript, words: str
) -> None:
    """A text of the brand, a line of the imprint, an alternative text: each was a crash, or was printed as typed."""
    leaflet, brand = manuscript.leaflet, manuscript.brand
    changed = (
        replace(manuscript, brand=brand.but(name=said(words))),
        replace(manuscript, brand=brand.but(contact=brand.contact.but(address=(said(words),)))),
        replace(manuscript, leaflet=leaflet.but(version=said(words))),
        with_drawing(manuscript, words),
    )

    for each in changed:
        assert {finding.code for finding in source_findings(write(each), each)} == {"unknown-personal-field"}


def test_words_in_braces_of_a_template_are_told_at_their_line(manuscript: Manuscript, told: Told) -> None:
    """A template is a file that a person edits, too."""
    (fault,) = lossy(manuscript, "  <title>", "  <p>Dear {word}</p>\n  <!-- {word} -->\n  <title>")

    assert fault.code == "unknown-personal-field"
    assert fault.origin is not None
    assert (fault.origin.file, fault.origin.line) == ("mine/stories.xml", 15)
    told([fault])


def test_a_link_in_braces_of_a_leaflet_without_fields_is_refused(clinic: Path) -> None:
    """It was a crash without a place."""
    path = clinic / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")
    assert "booking:\n" in text
    path.write_text(text.replace("booking:\n", 'booking:\n  link: "{link}"\n', 1), encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain"), open_shelf(clinic))

    assert "unknown-personal-field" in {finding.code for finding in caught.value.findings}


def test_the_names_that_a_layout_may_omit() -> None:
    """Whatever is printed, heard or led to, but for the safety note."""
    body = ("body", *sorted(f"body {name}" for name in BODY_NAMES if name != "safety"))
    assert omittable() == (
        "address", "aside", "aside closing", "aside heading", "aside items", "aside text", *body,
        "booking", "booking alt",
        "booking label", "booking link", "booking screen", "clinic address", "clinic booking", "clinic email",
        "clinic hours",
        "clinic logo", "clinic logo alt", "clinic map", "clinic name", "clinic partners",
        "clinic partners alt",
        "clinic social", "clinic social account",
        "clinic social network", "clinic social url",
        "clinic telephone", "clinic web", "code", "drawing", "drawing alt", "formats", "intro",
        "issued", "lead", "photo", "photo alt", "points", "points heading", "points text", "review_by", "sections",
        "sections closing", "sections heading", "sections items", "sections text", "strapline", "title", "version",
    )  # fmt: skip
