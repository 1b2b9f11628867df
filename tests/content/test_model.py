"""Nodes to models: unknown names, wrong shapes, forbidden characters; every fault of a file in one go."""

import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from brochure.base.brand import Brand
from brochure.base.fields import model_fields, models_in
from brochure.base.findings import BadInput, Finding
from brochure.base.leaflet import Leaflet
from brochure.base.model import Model
from brochure.base.order import Order
from brochure.content.model import read_model
from brochure.content.nodes import read_document, read_nodes
from brochure.content.read import read
from brochure.content.schema import SCHEMAS, schema_of
from brochure.content.shelf import open_shelf, program_folder
from tests.conftest import ROOT, Told

LEAFLET = (ROOT / "tests/earlier/en.yaml").read_text(encoding="utf-8")
BRAND = (program_folder() / "content/brands/riverside/brand.yaml").read_text(encoding="utf-8")


def faults_of(text: str, model: type = Leaflet) -> tuple[Finding, ...]:
    with pytest.raises(BadInput) as caught:
        read_model(read_nodes(text.encode(), file="x.yaml"), model)
    return caught.value.findings


def leaflet_with(old: str, new: str) -> str:
    assert old in LEAFLET
    return LEAFLET.replace(old, new, 1)


def test_a_misspelt_field_is_told_once_with_its_likely_name() -> None:
    """[YA22] `tilte` must not also be told as a missing title."""
    (fault,) = faults_of(leaflet_with("title: Pain", "tilte: Pain"))

    assert fault.code == "unknown-field"
    assert "did you mean 'title'?" in fault.hint
    assert fault.origin is not None
    assert fault.origin.excerpt.startswith("tilte: Pain")


def test_every_fault_of_a_file_is_told_at_once() -> None:
    """Four slips, one run."""
    text = leaflet_with("\nbrand:", "\nkind: treatmnt\nbrand:").replace("issued: 2026-11-01", "issued: 2026-13-01")
    text = text.replace("code: PM-01", "code: ''").replace("author:", "autor:")

    codes = [fault.code for fault in faults_of(text)]

    assert codes == ["empty-text", "bad-form", "unknown-field", "unknown-choice"]


def test_a_slip_of_yaml_hides_no_other_fault(clinic: Path, told: Told) -> None:
    """Three mistakes in one leaflet, one in its brand and one in its layout: one run."""
    changes = {
        "content/after-treatment/en.yaml": [
            ("\ntitle:", "\ntilte:"),
            ("2028-11-01", "soon"),
            ("version:", "version: 1 #"),
            ("  - heading: ", "  - heading: Dear {name}, "),
        ],
        "content/brands/harbour/brand.yaml": [("size: 13pt", "size: large")],
        "layouts/trifold-a4/layout.yaml": [("fold: letter", "fold: lettre")],
    }
    for name, slips in changes.items():
        text = (clinic / name).read_text(encoding="utf-8")
        for old, new in slips:
            assert old in text
            text = text.replace(old, new, 1)
        (clinic / name).write_text(text, encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        read(Order("after-treatment"), open_shelf(clinic))

    codes = [fault.code for fault in caught.value.findings]
    assert sorted(codes) == [
        "bad-form", "bad-form", "unknown-choice", "unknown-field", "unknown-personal-field", "yaml-comment"
    ]  # fmt: skip
    told(caught.value.findings)


def test_what_follows_of_a_slip_of_yaml_is_not_told_again() -> None:
    """An alias has no text; that it is empty is the same fault."""
    document = read_document(leaflet_with("author: ", "author: *x # ").encode(), file="x.yaml")

    with pytest.raises(BadInput) as caught:
        read_model(document.root, Leaflet, document.faults)

    assert [fault.code for fault in caught.value.findings] == ["yaml-alias"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ('"\\u200B"', "empty-text"),
        ('"\\u200E\\u200F"', "empty-text"),
        ('" \\u00AD \\u034F"', "empty-text"),
        ('"\\u2060\\uFEFF"', "empty-text"),
        ("null", "empty-text"),
        ("~", "empty-text"),
        ("", "empty-text"),
        ("|\n  Line one\n  Line two", "line-break"),
        (">-\n  First paragraph.\n\n  Second paragraph.", "line-break"),
        ("First\n\n  Second", "line-break"),
        ('"First\\nSecond"', "line-break"),
    ],
)
def test_a_text_without_visible_letters_is_empty_and_a_line_break_is_told(typed: str, code: str) -> None:
    """Both would be printed as something that nobody typed."""
    (fault,) = faults_of(leaflet_with("title: Pain Management", f"title: {typed}\nlead2: x").replace("\nlead2: x", ""))

    assert (fault.code, fault.origin and fault.origin.line) == (code, LEAFLET.split("title:")[0].count("\n") + 1)


@pytest.mark.parametrize("typed", ["null", "~", ""])
def test_nothing_in_the_place_of_an_optional_text_is_no_text(typed: str) -> None:
    """A field that waits to be filled holds nothing up, and never the word `null`."""
    node = read_nodes(leaflet_with("strapline:", f"strapline: {typed}\nfile_title:").encode(), file="x.yaml")

    assert read_model(node, Leaflet).strapline is None


@pytest.mark.parametrize(
    ("escape", "named"),
    [
        (r"\0", "U+0000"),
        (r"\x07", "U+0007"),
        (r"\uFFFC", "U+FFFC"),
        (r"\uFFFD", "U+FFFD"),
        (r"\uE000", "U+E000"),
        (r"\U000E0001", "U+E0001"),
        (r"\u202E", "U+202E"),
        (r"\u2066", "U+2066"),
        (r"\uFDD0", "U+FDD0"),
        (r"\u061C", "U+061C"),
        (r"\u115F", "U+115F"),
        (r"\u17B4", "U+17B4"),
        (r"\u180E", "U+180E"),
        (r"\u2064", "U+2064"),
        (r"\u206A", "U+206A"),
        (r"\u3164", "U+3164"),
        (r"\uFFF0", "U+FFF0"),
        (r"\U0001D173", "U+1D173"),
    ],
)
def test_characters_that_cannot_be_printed_are_refused_by_name(escape: str, named: str) -> None:
    """[MA12, MA15] The character, the field and the line are named."""
    fault = faults_of(leaflet_with("title: Pain Management", f'title: "Pain{escape} Management"'))[0]

    assert fault.code == "bad-character"
    assert named in fault.message
    assert fault.origin is not None


def test_a_zero_width_space_is_allowed() -> None:
    """[MA15] It only says where a line may part."""
    node = read_nodes(leaflet_with("title: Pain Management", 'title: "Pain\\u200BManagement"').encode(), file="x.yaml")

    assert read_model(node, Leaflet).title.text == "Pain\u200bManagement"


@pytest.mark.parametrize(
    "name",
    [
        "image",
        "Photo",
        "table",
        "bullets",
        "checkbox",
        "link",
        "italic",
        "closed",
        "br",
        "prices",
        "headers",
        "signature",
    ],
)
def test_what_other_programs_have_is_told_plainly(name: str, told: Told) -> None:
    """`table` is not meant to be `title`."""
    (fault,) = faults_of(leaflet_with("aside:\n", f"aside:\n  {name}: x\n"))

    assert fault.code == "unknown-field"
    assert "did you mean" not in fault.hint
    told([fault])


@pytest.mark.parametrize("name", ["quux", "evidance", "txet"])
def test_a_near_name_is_offered_only_where_one_is_near(name: str) -> None:
    """A guess that is no help is a detour."""
    (fault,) = faults_of(leaflet_with("aside:\n", f"aside:\n  {name}: x\n"))

    assert fault.hint == ("did you mean 'text'?" if name == "txet" else fault.hint)
    assert ("known names" in fault.hint) == (name != "txet")


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_no_pattern_stands_in_a_hint(kind: str) -> None:
    """Every field with a form says it in words, with an example that has the form."""
    asked, seen = [SCHEMAS[kind]], set[type[Model]]()
    while asked:
        each = asked.pop()
        seen.add(each)
        for field in model_fields(each):
            about = field.about
            if about.pattern:
                assert about.form, field.name
                assert re.fullmatch(about.pattern, about.example), field.name
            asked += set(models_in(field.kind)) - seen


def test_a_wrong_form_is_described_in_words(told: Told) -> None:
    """And a wrong shape in whole sentences."""
    text = leaflet_with("code: PM-01", "code: PM 01").replace("lead: >-", "lead: [x]\nxlead: >-", 1)
    brand = (
        BRAND.replace("email: hello@", "email: hello at ")
        .replace("web: https", "web: http")
        .replace("[12 Mill", "{12 Mill")
    )

    told([*faults_of(text), *faults_of(brand.replace("EX1 2AB]", "EX1 2AB}"), Brand)])


@pytest.mark.parametrize("text", ["word " * 20_000, "x" * 100_000])
def test_an_endless_text_is_refused_by_its_length(text: str) -> None:
    """[MA16] 100,000 letters in a paragraph or a word never reach the typesetter."""
    fault = faults_of(
        leaflet_with("title: Pain Management", "title: Pain\nlead: " + text).replace("\nlead: >-", "\nxlead: >-", 1)
    )[0]

    assert fault.code == "text-too-long"


@pytest.mark.parametrize(
    "colour",
    [
        "[[[getattr(pow,Word('__globals__'))['os'].system('touch /tmp/exploited') for Word in []]]]",
        "red",
        "#12",
        "rgb(1,2,3)",
    ],
)
def test_a_colour_is_six_hexadecimal_digits_and_nothing_else(colour: str) -> None:
    """[MA01] No colour is ever evaluated."""
    fault = faults_of(BRAND.replace('screen: "#12343b"', f'screen: "{colour}"', 1), Brand)[0]

    assert fault.code == "bad-form"


@pytest.mark.parametrize("size", ["1000000000pt", "nan", "-5pt", "12", "inf", "1e3pt", "12px"])
def test_a_length_is_a_sane_number_with_a_unit(size: str) -> None:
    """[MA10] A size of a milliard points, no number, a negative one."""
    fault = faults_of(BRAND.replace("size: 13pt", f"size: {size}", 1), Brand)[0]

    assert fault.code == "bad-form"


@pytest.mark.parametrize("text", ['text: ""', "text: []"])
def test_an_empty_safety_note_is_refused(text: str) -> None:
    """An empty note protects nobody."""
    start, end = LEAFLET.index("safety:"), LEAFLET.index("aside:")

    faults = faults_of(LEAFLET[:start] + f"safety:\n  heading: Care\n  {text}\n\n" + LEAFLET[end:])

    assert faults[0].code in ("empty-text", "too-few", "wrong-shape")


def test_a_note_without_words_is_no_note(clinic: Path) -> None:
    """A heading alone protects nobody either."""
    path = clinic / "content/after-treatment/en.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("safety:"), text.index("aside:")
    path.write_text(text[:start] + "safety:\n  heading: Care\n" + text[end:], encoding="utf-8")

    with pytest.raises(BadInput, match="a heading without words"):
        read(Order("after-treatment"), open_shelf(clinic))


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_shipped_files_satisfy_the_printed_schema(kind: str) -> None:
    """Editors must not underline what the program accepts."""
    import yaml

    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    patterns = {
        "leaflet": "content/a*/*.yaml",
        "brand": "content/brands/*/brand.yaml",
        "layout": "layouts/*/layout.yaml",
    }
    files = sorted(program_folder().glob(patterns[kind]))

    assert len(files) >= 2
    for file in files:
        data = yaml.load(
            file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader if kind == "leaflet" else yaml.SafeLoader
        )
        faults = [error.message for error in Draft202012Validator(schema).iter_errors(data)]
        assert faults == []


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_the_schema_in_docs_is_the_one_that_the_program_prints(kind: str) -> None:
    """The modelines of the shipped files point at it."""
    from brochure.content.schema import schema_text
    from tests.conftest import ROOT

    assert (ROOT / "docs/schema" / f"{kind}.json").read_text(encoding="utf-8") == schema_text(kind) + "\n"
