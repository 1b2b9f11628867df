"""Templates into stories: tags, styles, origins, and the note that no template can lose."""

import socket
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from brochure.base.findings import BadInput, Finding
from brochure.base.manuscript import Manuscript, TemplateText
from brochure.base.order import Order
from brochure.base.spoken import words_of
from brochure.base.story import Figure, Item, ItemList, Note, Run, Words, leaves
from brochure.base.units import mm
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.draft.inline import runs_of
from brochure.draft.typography import tidy
from brochure.draft.write import write
from brochure.opened.own_files import PdfFile
from tests.conftest import ROOT, Told
from tests.samples import HERE, note_of, print_pages, said, set_sample

Faults = Callable[[Manuscript, str, str], list[Finding]]


@pytest.fixture
def faults_after(told: Told) -> Iterator[Faults]:
    """Change one place of the shipped template and write again; the golden has what is said."""
    said: list[Finding] = []

    def after(manuscript: Manuscript, old: str, new: str) -> list[Finding]:
        text = manuscript.template.text
        assert old in text
        changed = replace(manuscript, template=TemplateText(text.replace(old, new, 1), "stories.xml"))
        with pytest.raises(BadInput) as caught:
            write(changed)
        said.extend(caught.value.findings)
        return list(caught.value.findings)

    yield after
    told(said)


NOTE_START, NOTE_END = "  <note>", "</note>"


def test_every_printed_text_keeps_its_place_in_the_file(manuscript: Manuscript) -> None:
    """An overset line can name its YAML line only so."""
    words = [leaf for story in write(manuscript) for leaf in leaves(story.blocks) if isinstance(leaf, Words)]
    own = [leaf for leaf in words if leaf.tag != "Lbl"]

    assert len(own) > 30
    assert all(leaf.origin is not None for leaf in own)
    endorphins = next(leaf for leaf in own if leaf.text.startswith("Your body makes"))
    assert endorphins.origin is not None
    assert "content/acupuncture-pain/en.yaml" in endorphins.origin.file
    lines = (ROOT / "content/acupuncture-pain/en.yaml").read_text(encoding="utf-8").splitlines()
    assert "your own pain relief" in lines[endorphins.origin.line - 2]


def test_points_are_a_numbered_list_with_the_numbers_as_text(manuscript: Manuscript) -> None:
    """A number that is only art is not read aloud; a number that is typed can be wrong."""
    inside = next(story for story in write(manuscript) if story.name == "inside")
    (points,) = [block for block in inside.blocks if isinstance(block, ItemList)]

    assert points.numbered
    assert [leaf.text for leaf in leaves((points,)) if isinstance(leaf, Words) and leaf.tag == "Lbl"] == [
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
    ]
    assert [item.blocks[0].tag for item in points.items if isinstance(item.blocks[0], Words)] == ["H2"] * 7


def test_the_note_has_styles_of_its_own(manuscript: Manuscript) -> None:
    """No template chooses them."""
    inside = next(story for story in write(manuscript) if story.name == "inside")
    (note,) = [block for block in inside.blocks if isinstance(block, Note)]

    assert [leaf.style for leaf in leaves((note,)) if isinstance(leaf, Words)] == ["note_heading", *["note"] * 9]


def test_a_template_that_leaves_the_note_out_is_refused(manuscript: Manuscript, faults_after: Faults) -> None:
    """The safety note cannot be forgotten in any layout."""
    text = manuscript.template.text
    start, end = text.index(NOTE_START), text.index(NOTE_END) + len(NOTE_END)

    faults = faults_after(manuscript, text[start:end], "")

    assert [fault.code for fault in faults] == ["note-missing"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("    <p>{{ safety.keep }}</p>\n", "", "note-changed"),
        ("<heading>{{ safety.heading }}</heading>", "<heading>Note</heading>", "note-changed"),
        (
            "<heading>{{ safety.heading }}</heading>",
            '<heading style="imprint">{{ safety.heading }}</heading>',
            "note-restyled",
        ),
        (
            "<heading>{{ safety.heading }}</heading>",
            '<heading colour="paper">{{ safety.heading }}</heading>',
            "note-restyled",
        ),
        ("  <note>", '  <note style="imprint">', "template-tag"),
    ],
)
def test_a_template_cannot_change_the_note(
    manuscript: Manuscript, old: str, new: str, code: str, faults_after: Faults
) -> None:
    """Not its words, not its size, not its colour."""
    assert code in [fault.code for fault in faults_after(manuscript, old, new)]


def test_the_note_cannot_stand_twice(manuscript: Manuscript, faults_after: Faults) -> None:
    """Once, word for word."""
    text = manuscript.template.text
    note = text[text.index(NOTE_START) : text.index(NOTE_END) + len(NOTE_END)]

    assert "note-changed" in [fault.code for fault in faults_after(manuscript, note, note + note)]


@pytest.mark.parametrize(
    ("old", "new", "code", "hint"),
    [
        ('<p style="name">', '<p style="nmae">', "template-tag", "name"),
        ('<p style="name">', '<p stile="name">', "template-tag", "style"),
        ('<p style="name">', '<p colour="accnt">', "template-tag", "accent"),
        ('<p style="name">', '<p before="lots">', "template-tag", "0.5"),
        ("<title>{{ title }}</title>", "<titel>{{ title }}</titel>", "template-tag", "title"),
        ('name="flap"', 'name="flop"', "unknown-story", "flap"),
        ("<points>", "<points><p>x</p>", "template-tag", "<point>"),
        ('<p style="name">{{ clinic.name }}</p>', "<p></p>", "empty-block", "{% if %}"),
        ('<p style="name">{{ clinic.name }}</p>', "<p><b>x</b></p>", "template-tag", "tags out"),
        (' alt="{{ clinic.logo_alt }}"', "", "figure-without-alt", "alt="),
        ('kind="qr" height="32mm" source', 'kind="barcode" source', "template-tag", "qr"),
        ('height="32mm" source', 'height="34" source', "template-tag", "30mm"),
        ("</story>", "", "template-damaged", "pair"),
        ("<stories>", "<stories><story name='flap'><p>x</p></story>", "unknown-story", "once"),
        ("<stories>", "<stories><strory name='note'><p>x</p></strory>", "unknown-story", "known names"),
        ('<story name="flap">', '<story name="">', "unknown-story", "known names"),
        ("<points>", '<points ruled="yes">', "template-tag", "take it out"),
        ('<list ruled="yes">', '<list ruld="yes">', "template-tag", "ruled"),
        ('<list ruled="yes">', '<list ruled="yes"><point><p>x</p></point>', "template-tag", "<item>"),
        ("<note>", "<note><points/>", "template-tag", "<heading>, <p> or <list>"),
        ('<p style="name">', '<p link="http://riverside.example" style="name">', "bad-link", "https"),
        ('<p style="name">', '<p link="{{ clinic.name }}" style="name">', "bad-link", "https"),
        ("</title>", '</title><p colour="papr" before="1.255">x</p>', "template-tag", "paper"),
    ],
)
def test_a_slip_in_a_template_offers_the_likely_word(
    manuscript: Manuscript, old: str, new: str, code: str, hint: str, faults_after: Faults
) -> None:
    """Designers mistype too."""
    found = [fault for fault in faults_after(manuscript, old, new) if fault.code == code]

    assert found
    assert hint in found[0].hint


def test_no_template_hides_that_a_text_is_a_draft(shelf: Shelf, faults_after: Faults) -> None:
    """A patient would take unread words for checked ones."""
    polish = read(Order("acupuncture-pain", "pl"), shelf).manuscript
    line = '<p style="caption" colour="cover_text">{{ draft_line }}</p>'

    assert "draft-line-missing" in [fault.code for fault in faults_after(polish, line, "")]
    write(replace(polish, signed=True, template=TemplateText(polish.template.text.replace(line, ""), "stories.xml")))


MARKUP = [
    '<img src="http://127.0.0.1:9/x">',  # MA03
    '<img src="/etc/hostname">',  # MA04
    "write to Ann <ann@x.test>",  # MA06
    "if A<B and C>D",  # MA07
    "<blink>", "<script>alert(1)</script>", "<evalString>1+1</evalString>", "<!-- c -->", "<!DOCTYPE",  # MA09
    "&amp; &lt;",
    '<font size="1000000000">big</font>',
    "{{ 7*7 }} and {% x %} and {# no #}",  # JI09
    "100% [brackets] {braces} \\backslash (round)",
]  # fmt: skip


@pytest.mark.parametrize("text", MARKUP)
def test_markup_in_a_text_is_printed_as_it_stands(manuscript: Manuscript, text: str) -> None:
    """[MA03, MA04, MA06, MA07, MA09, JI09] A value is never parsed, evaluated, fetched or opened."""
    changed = replace(manuscript, leaflet=manuscript.leaflet.but(lead=said(text)))

    words = [leaf for story in write(changed) for leaf in leaves(story.blocks) if isinstance(leaf, Words)]

    assert [leaf.text for leaf in words if leaf.origin == HERE] == [text]


def test_no_connection_is_made_and_no_file_opened_for_a_text(
    manuscript: Manuscript, shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """[MA03, MA04] The whole way to the bytes, with the network taken away."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a text reached for something outside")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    text = '<img src="http://127.0.0.1:9/x"> <img src="/etc/hostname">'
    changed = replace(manuscript, leaflet=manuscript.leaflet.but(lead=said(text)))
    stories, done = set_sample(changed, shelf)

    data = print_pages(changed, shelf, done.pages, stories)

    assert any(words_of(text) == words_of(leaf.text) for leaf in PdfFile(data).tagged_texts())


def test_alternative_texts_come_from_the_content(manuscript: Manuscript) -> None:
    """Whoever writes the leaflet knows what a picture is for."""
    figures = [leaf for story in write(manuscript) for leaf in leaves(story.blocks) if isinstance(leaf, Figure)]

    assert {figure.kind for figure in figures} == {"logo", "qr", "art"}
    assert all(figure.alt and figure.origin for figure in figures)


TAGS = """<stories>
<story name="flap"><p style="name" colour="accent" before="0.75" link="https://x.test/a">One **two** three</p>
<list><item>Plain</item></list><list ruled="yes"><item style="lead" colour="text" link="tel:01 23">Ruled</item></list>
<subheading before="2">Sub</subheading><note><heading>{{ safety.heading }}</heading>
{% for paragraph in safety.text %}<p>{{ paragraph }}</p>{% endfor %}</note>
<points><point><heading>{{ title }} and {{ lead }}</heading><p>Text</p></point><point><p>More</p></point></points>
<figure kind="art" alt="A {{ title }}" height="30mm" source="line" colour="accent" link="mailto:a@x.test"/></story>
<story name="back"/></stories>"""


def test_each_tag_becomes_its_block_with_all_that_it_says(manuscript: Manuscript) -> None:
    """Numbers run through; styles, roles, spaces and links are those of the tag, and its own where it says none."""
    note = note_of(manuscript).but(plan=None, keep=None, tell_us=(), urgent=(), text=(said("Keep on."), said("Ask.")))
    manuscript = replace(manuscript, leaflet=manuscript.leaflet.but(safety=note))
    plan = manuscript.layout.stories[0]
    layout = manuscript.layout.but(stories=(plan.but(name=said("flap")), plan.but(name=said("back"))))
    leaflet = manuscript.leaflet
    changed = replace(manuscript, layout=layout, template=TemplateText(TAGS, "mine.xml"), signed=True)

    (story,) = write(changed)

    title, heading = leaflet.title, note_of(manuscript).heading
    assert leaflet.lead is not None
    lead = tidy(leaflet.lead.text, manuscript.language)
    paragraphs = [
        Words(9 + at, "P", "note", runs_of(each.text, manuscript.language).runs, each.origin)
        for at, each in enumerate(note_of(manuscript).text)
    ]
    at = 8 + len(paragraphs)
    runs = (Run("One "), Run("two", strong=True), Run(" three"))
    assert story.name == "flap"
    assert story.blocks == (
        Words(1, "P", "name", runs, None, "accent", 0.75, "https://x.test/a"),
        ItemList(2, False, False, (Item(None, (Words(3, "P", "item", (Run("Plain"),), None),)),)),
        ItemList(
            4, False, True, (Item(None, (Words(5, "P", "lead", (Run("Ruled"),), None, "text", None, "tel:0123"),)),)
        ),
        Words(6, "H3", "heading", (Run("Sub"),), None, before=2.0),
        Note(7, (Words(8, "H2", "note_heading", (Run(heading.text),), heading.origin), *paragraphs)),
        ItemList(
            at + 1,
            True,
            False,
            (
                Item(
                    Words(at + 2, "Lbl", "numeral", (Run("1"),), None),
                    (
                        Words(at + 3, "H2", "heading", (Run(f"{title.text} and {lead}"),), title.origin),
                        Words(at + 4, "P", "body", (Run("Text"),), None),
                    ),
                ),
                Item(
                    Words(at + 5, "Lbl", "numeral", (Run("2"),), None),
                    (Words(at + 6, "P", "body", (Run("More"),), None),),
                ),
            ),
        ),
        Figure(at + 7, "art", f"A {title.text}", title.origin, mm(30), "line", "accent", "mailto:a@x.test"),
    )
    points = story.blocks[5]
    assert isinstance(points, ItemList)
    assert [leaf.texts for leaf in leaves((points,)) if isinstance(leaf, Words) and leaf.tag != "Lbl"] == [
        (title.origin, leaflet.lead.origin),
        (),
        (),
    ]


def test_a_link_that_is_a_field_waits_for_its_value(shelf: Shelf) -> None:
    """It is judged when it is known; a field of another type is no link."""
    manuscript = read(Order("your-visit"), shelf).manuscript
    fields = dict(manuscript.leaflet.personal or {})
    (name, field), *_ = [(name, each) for name, each in fields.items() if each.type == "text"]
    linked = replace(manuscript, leaflet=manuscript.leaflet.but(personal={**fields, name: field.but(type="link")}))
    text = manuscript.template.text.replace("<title>", f'<title link="{{{name}}}">', 1)
    template = manuscript.template._replace(text=text)

    words = [leaf for story in write(replace(linked, template=template)) for leaf in leaves(story.blocks)]
    assert [leaf.link for leaf in words if getattr(leaf, "tag", "") == "H1"] == [f"{{{name}}}"]
    with pytest.raises(BadInput, match="bad-link"):
        write(replace(manuscript, template=template))
