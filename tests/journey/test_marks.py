"""Marks inside a text on their way through every edition: what is printed, heard and led to."""

import re
from io import BytesIO
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from pikepdf import Array, Dictionary, Name, Pdf
from pypdf import PdfReader

from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine
from brochure.base.records import replace
from brochure.base.spoken import words_of
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.copies import Copier
from brochure.copies.reflowed import ReflowCopier
from brochure.draft.personal import judge
from brochure.pipeline import make
from brochure.preflight.inspect import inspect
from brochure.proof.twins import twins
from brochure.proof.written import spoken_by
from brochure.reflow import leaves_of_html
from tests.conformance.test_pdfua import judged
from tests.earlier import with_earlier_leaflet, with_short_note


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


EDITIONS = ("email", "office", "large-print", "text", "html")
ENGLISH = r"""intro: |
  Very *thin* needles, **chosen *points***, CO~2~ over 2 m^2^.
  Say [dzień dobry]{lang=pl}; a sign is a sign: \*.

  Ring 01632 960 999 before you come, or +44 (0)1632 960 888 at night, or read [our page](https://clinic.example/find).
"""
SAID = (
    "Very thin needles, chosen points, CO2 over 2 m2. Say dzień dobry; a sign is a sign: *.",
    "Ring 01632 960 999 before you come, or +44 (0)1632 960 888 at night, or read our page (clinic.example/find).",
)
LEADS = ["tel:01632960999", "tel:+441632960888", "https://clinic.example/find"]
ARABIC = """intro: |
  إبر *رفيعة* جدًا، **ومختارة**، و CO~2~.
  قل [dzień dobry]{lang=pl} إن شئت.

  اتصل بنا على 01632 960 999 أو +44 (0)1632 960 888 ليلًا، أو اقرأ [صفحتنا عن الطريق إلى العيادة](https://clinic.example/find) الآن.
"""  # noqa: E501 - a link that two lines share
SAID_IN_ARABIC = (
    "إبر رفيعة جدًا، ومختارة، و CO2. قل dzień dobry إن شئت.",
    "اتصل بنا على 01632 960 999 أو +44 (0)1632 960 888 ليلًا، أو اقرأ صفحتنا عن الطريق إلى العيادة (clinic.example/find) الآن.",  # noqa: E501
)
CHINESE = """intro: |
  *细*针，**选定的穴位**，CO~2~。
  请说[dzień dobry]{lang=pl}。

  请致电 01632 960 999 或 +44 (0)1632 960 888，或阅读[我们的网页](https://clinic.example/find)。
"""
SAID_IN_CHINESE = (
    "细针，选定的穴位，CO2。 请说dzień dobry。",
    "请致电 01632 960 999 或 +44 (0)1632 960 888，或阅读我们的网页 (clinic.example/find)。",
)
WRITTEN = {"en": (ENGLISH, SAID), "ar": (ARABIC, SAID_IN_ARABIC), "zh-Hans": (CHINESE, SAID_IN_CHINESE)}


def shelf_with(clinic: Path, intro: str, language: str = "en", leaflet: str = "acupuncture-pain") -> Shelf:
    """The shipped leaflet with another intro."""
    path = clinic / f"content/{leaflet}/{language}.yaml"
    text = with_short_note(path.read_text(encoding="utf-8"))
    old = re.search(r"^intro:.*?^(?=short:|points:|sections:)", text, re.MULTILINE | re.DOTALL)
    assert old
    path.write_text(text.replace(old[0], intro), encoding="utf-8")
    return open_shelf(clinic)


def made(shelf: Shelf, edition: str, language: str = "en") -> Made:
    return make(Order("acupuncture-pain", language, edition=edition), shelf)


def heard(made: Made, texts: tuple[str, ...]) -> list[bool]:
    """Whether each text is a leaf of the file, read back from its bytes."""
    leaves = [words_of(leaf.text) for leaf in made.spoken]
    return [words_of(text) in leaves for text in texts]


@pytest.mark.parametrize("language", WRITTEN)
@pytest.mark.parametrize("edition", EDITIONS)
def test_every_edition_says_the_same_words(clinic: Path, language: str, edition: str) -> None:
    """Without the marks, and with the address that paper needs; read back from the bytes."""
    intro, said = WRITTEN[language]

    assert heard(made(shelf_with(clinic, intro, language), edition, language), said) == [True, True]


def test_editions_of_marked_words_are_twins(clinic: Path) -> None:
    """The words in brackets stand in all of them."""
    shelf = shelf_with(clinic, ENGLISH)

    assert twins([made(shelf, edition) for edition in EDITIONS]) == ()


def links_of(data: bytes) -> list[tuple[str, str, list[float], list[float]]]:
    """Address, words, box and corners of each link of a PDF."""
    with Pdf.open(BytesIO(data)) as pdf:
        return [
            (
                str(note.A.URI),
                str(note.Contents),
                [float(side) for side in note.Rect],
                [float(side) for side in note.get("/QuadPoints", Array())],
            )
            for page in pdf.pages
            for note in page.get("/Annots", [])
        ]


@pytest.mark.parametrize("language", WRITTEN)
def test_words_in_a_sentence_are_live_where_links_are(clinic: Path, language: str) -> None:
    """On pages for a screen and in HTML alike, in any direction; on paper nobody can tap."""
    shelf = shelf_with(clinic, WRITTEN[language][0], language)
    pages, html = made(shelf, "email", language), made(shelf, "html", language).data.decode()

    assert [uri for uri, *_ in links_of(pages.data)][:3] == LEADS
    assert re.findall('href="([^"]*)"', html)[:3] == LEADS
    assert links_of(made(shelf, "office", language).data) == []


@pytest.mark.parametrize("language", WRITTEN)
def test_a_tap_on_each_line_of_a_link_leads_there(clinic: Path, language: str) -> None:
    """pdfium, asked in the middle of each line on which the link stands, and beside it."""
    data = made(shelf_with(clinic, WRITTEN[language][0], language), "email", language).data
    document = pypdfium2.PdfDocument(data)
    parted = 0
    with Pdf.open(BytesIO(data)) as pdf:
        for at, page in enumerate(pdf.pages):
            for note in page.get("/Annots", []):
                corners = [float(side) for side in note.get("/QuadPoints", Array())]
                parted += bool(corners)
                left, bottom, right, top = map(float, note.Rect)
                boxes = [corners[at : at + 8] for at in range(0, len(corners), 8)] or [
                    [left, top, right, top, left, bottom, right, bottom]
                ]
                for box in boxes:
                    assert left - 0.02 <= box[0] < box[2] <= right + 0.02
                    assert bottom - 0.02 <= box[5] < box[1] <= top + 0.02
                    assert box[1] - box[5] >= 17.9
                    hit = pdfium.FPDFLink_GetLinkAtPoint(document[at], (box[0] + box[2]) / 2, (box[1] + box[5]) / 2)
                    assert hit, (note.Contents, box)

    assert parted


def test_a_part_of_a_paragraph_is_a_link_in_the_tree(clinic: Path) -> None:
    """Each is one element, however many lines it takes, and holds its words and its annotation."""
    data = made(shelf_with(clinic, ENGLISH), "email").data
    with Pdf.open(BytesIO(data)) as pdf:
        links = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Link]
        inside = [each for each in links if each.P.S == Name.P and each.P.K is not each]
        shared = [each for each in inside if isinstance(each.P.K, Array) and len(each.P.K) > 1]
        kinds = [
            [str(kid.get("/Type")) if isinstance(kid, Dictionary) else "MCID" for kid in each.K] for each in shared
        ]

    assert len(shared) == 3
    assert all(kind[-1] == "/OBJR" and kind.count("/OBJR") == 1 for kind in kinds)


def test_marked_words_are_found_on_the_page_in_their_order(clinic: Path) -> None:
    """A link does not tear a sentence apart for whoever copies it."""
    data = made(shelf_with(clinic, ENGLISH), "email").data
    text = " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())

    assert "Ring 01632 960 999 before you come, or +44 (0)1632 960 888 at night" in text


@pytest.mark.judge
@pytest.mark.parametrize("flavour", ["ua1", "2a"])
def test_links_in_a_sentence_pass_the_judge(
    clinic: Path, tmp_path_factory: pytest.TempPathFactory, flavour: str
) -> None:
    """veraPDF, for pages in three scripts: elements, annotations and their words."""
    folder = tmp_path_factory.mktemp("judged")
    files = []
    for language, (intro, _) in WRITTEN.items():
        path = folder / f"{language}.pdf"
        path.write_bytes(made(shelf_with(clinic, intro, language), "email", language).data)
        files.append(path)

    verdicts = judged(files, flavour)

    assert [verdict.compliant for verdict in verdicts] == [True] * len(WRITTEN)
    assert not [fault for verdict in verdicts for fault in verdict.faults]


def test_pages_with_links_in_a_sentence_pass_our_own_checks(clinic: Path) -> None:
    """Also for the finger: no part of a link is smaller than a thumb needs."""
    data = made(shelf_with(clinic, ENGLISH), "email").data
    found = inspect(data, "email")

    assert [(finding.code, finding.message) for finding in found if finding.blocks] == []


@pytest.mark.parametrize("edition", ["email", "office", "html"])
def test_a_value_of_a_person_is_never_read_as_a_mark(clinic: Path, edition: str) -> None:
    """A patient may be called anything; the words around the name keep their marks."""
    intro = "intro: |\n  Dear *{name}*, **{name}** and [{name}, ring us](tel:01632 960 999).\n"
    shelf = shelf_with(clinic, intro, leaflet="your-visit")
    order = Order("your-visit", edition=edition)
    row = {"day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo Example", "site": "12 Mill Lane", "first": "yes"}
    for name in ("*Ann*", "[x](y)", "H~2~O \\\\ **B**", "Jo"):
        values = {**row, "name": name}
        said = words_of(f"Dear {name}, {name} and {name}, ring us (01632 960 999).")

        assert said in [words_of(leaf.text) for leaf in make(replace(order, values=values), shelf).spoken]
        if edition == "html":
            copier = ReflowCopier(order, shelf, lambda _: None)
            text = copier.copy(copier.judge(values)[0])
            assert said in [words_of(leaf.text) for leaf in leaves_of_html(text or "")]
        else:
            stamped = Copier(order, shelf)
            own, faults = judge(values, stamped.manuscript.leaflet, stamped.manuscript.language)
            stamped.learn(own)
            data = stamped.copy(own, values)
            assert faults == [] and stamped.prove(own, data) == ()
            assert said in [words_of(leaf.text) for leaf in spoken_by(data)]


def test_the_note_may_hold_marks_and_is_held_word_for_word(clinic: Path) -> None:
    """Its proof compares what is printed; a template that changes a word is refused as before."""
    path = clinic / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        with_short_note(text).replace(
            "Keep taking",
            "guided by your health team. Ring [us](tel:01632 960 999) *now*, H~2~O.\\\n    **Keep taking**",
            1,
        ),
        encoding="utf-8",
    )
    said = "guided by your health team. Ring us (01632 960 999) now, H2O. Keep taking your medicines."

    for edition in EDITIONS:
        note = next(leaf.text for leaf in made(open_shelf(clinic), edition).spoken if "Keep taking" in leaf.text)
        assert " ".join(words_of(said)) in " ".join(words_of(note))


def test_the_second_number_of_a_field_is_a_link_of_its_own(clinic: Path) -> None:
    """Two numbers are two links, on pages and in HTML."""
    path = clinic / "content/brands/riverside/brand.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub("telephone: .*", 'telephone: "01632 960 123, 01632 960 124"', text), encoding="utf-8")
    shelf = open_shelf(clinic)
    wanted = ["tel:01632960123", "tel:01632960124"]

    assert [uri for uri, *_ in links_of(made(shelf, "email").data) if "tel:" in uri] == wanted
    assert re.findall('href="([^"]*)"', made(shelf, "html").data.decode())[:2] == wanted


def test_a_bad_link_is_told_at_its_line(clinic: Path) -> None:
    """With the scheme that is wanted."""
    shelf = shelf_with(clinic, "intro: |\n  See [this](http://clinic.example).\n")
    with pytest.raises(BadInput) as caught:
        made(shelf, "office")
    (fault,) = caught.value.findings

    assert (fault.code, fault.origin and fault.origin.line) == ("bad-link", 15)


def test_paragraphs_of_a_block_are_paragraphs(clinic: Path) -> None:
    """A blank line parts them, in `|`, `>` and plain texts; each has its own line for who looks for it."""
    for typed in (
        "|\n  First\n  line.\n\n  Second.",
        ">\n  First\n  line.\n\n  Second.",
        "\n  First\n  line.\n\n  Second.",
    ):
        shelf = shelf_with(clinic, f"intro: {typed}\n")
        intro = read(Order("acupuncture-pain"), shelf).manuscript.leaflet.intro
        assert [said.text.replace("\u2028", " ") for said in intro] == ["First line.", "Second."]
        assert [said.origin.line for said in intro] == [16, 19]


def test_small_figures_are_drawn_small_where_they_can_be_read(clinic: Path) -> None:
    """From 9 pt on: in large print; in smaller type they are as large as the others, and nobody needs a lens."""
    shelf = shelf_with(clinic, "intro: Over 2 m^2^.\n")

    def glyph(edition: str) -> tuple[int, ...]:
        lines = [item for page in made(shelf, edition).pages for item in page.placed if isinstance(item, PlacedLine)]
        line = next(item.line for item in lines if "Over 2" in item.line.text)
        return tuple(
            at.glyph
            for strip in line.strips
            for cluster in strip.clusters
            if cluster.text == "2"
            for at in cluster.glyphs
        )

    assert len(set(glyph("large-print"))) == 2
    assert len(set(glyph("office"))) == 1


def lines_of(made: Made) -> list[PlacedLine]:
    return [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]


def test_a_line_ends_where_it_is_typed(clinic: Path) -> None:
    """And nowhere before, where it fits; what follows begins a line."""
    shelf = shelf_with(clinic, "intro: |\n  One\n  two three\\\n  four.\n")
    texts = [line.line.text for line in lines_of(made(shelf, "office"))]
    first = texts.index("One\u2028")

    assert texts[first : first + 3] == ["One\u2028", "two three\u2028", "four."]


def test_emphasis_is_heavier(clinic: Path) -> None:
    """The nearest weight that the face has."""
    lines = lines_of(made(shelf_with(clinic, ENGLISH), "office"))
    line = next(line.line for line in lines if "Very thin" in line.line.text)
    faces = {
        strip.face for strip in line.strips if "".join(cluster.text for cluster in strip.clusters).strip() == "thin"
    }

    assert faces == {"SourceSans3-Bold"}


@pytest.mark.parametrize("language", WRITTEN)
def test_words_of_another_language_are_said_in_it(clinic: Path, language: str) -> None:
    """A Span with its tag, for a voice that can read Polish."""
    data = made(shelf_with(clinic, WRITTEN[language][0], language), "email", language).data
    with Pdf.open(BytesIO(data)) as pdf:
        spans = [each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/S") == Name.Span]

        assert [str(span.get("/Lang")) for span in spans].count("pl") == 1
        assert not [span for span in spans if "\u2028" in str(span.get("/ActualText", ""))]


def test_a_small_word_is_a_large_target(clinic: Path) -> None:
    """A figure alone is narrower than a thumb."""
    links = links_of(made(shelf_with(clinic, "intro: Dial [11](tel:11) now.\n"), "email").data)
    ((left, bottom, right, top),) = [box for uri, _, box, _ in links if uri == "tel:11"]

    assert right - left >= 17.9
    assert top - bottom >= 17.9


def test_marks_around_a_value_hold_for_it(clinic: Path) -> None:
    """Each copy, in HTML and on paper."""
    shelf = shelf_with(clinic, "intro: Dear *{name}*, welcome.\n", leaflet="your-visit")
    row = {"day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo Example", "site": "12 Mill Lane", "name": "Jo"}
    html = make(Order("your-visit", edition="html", values=row), shelf).data.decode()

    assert "Dear <em>Jo</em>, welcome." in html


def test_a_heading_of_two_lines_is_one_line_where_it_names_something(clinic: Path) -> None:
    """In the outline and in the title of a window."""
    path = clinic / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("title: Pain Management", r"title: Pain \ Management"), encoding="utf-8")
    shelf = open_shelf(clinic)
    with Pdf.open(BytesIO(made(shelf, "email").data)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert "Pain Management" in titles
    assert "<title>Pain Management – " in made(shelf, "html").data.decode()


BODY = r"""body:
  - heading: Before [you come](https://clinic.example/find)
  - text: |
      One *line*,
      and **another**.

      Ring 01632 960 999.
  - list:
      - |
        H~2~O,
        and [us](tel:01632 960 888)
      - plain
  - table:
      caption: Ring *us*
      columns: [Who, Number]
      rows:
        - [Front desk, 01632 960 777]
        - ["Night **team**", "One\nTwo"]
  - facts:
      - {label: When, value: "Mon\nTue, see [our page](https://clinic.example/find)"}
"""
SAID_IN_BODY = [
    "Before you come (clinic.example/find)", "One line, and another.", "Ring 01632 960 999.",
    "H2O, and us (01632 960 888)",
    "Ring us", "01632 960 777", "Night team", "One Two", "Mon Tue, see our page (clinic.example/find)",
]  # fmt: skip


@pytest.mark.parametrize("edition", EDITIONS)
def test_marks_hold_in_every_block_of_a_body(clinic: Path, edition: str) -> None:
    """Headings, lists, cells, facts: read back from the bytes, and live where links are."""
    path = clinic / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\npoints:\n", "\n" + BODY + "\npoints:\n"), encoding="utf-8")
    whole = made(open_shelf(clinic), edition)
    said = [words_of(leaf.text) for leaf in whole.spoken]

    assert [text for text in SAID_IN_BODY if words_of(text) not in said] == []
    if edition == "email":
        assert {"tel:01632960999", "tel:01632960888", "tel:01632960777"} <= {uri for uri, *_ in links_of(whole.data)}
