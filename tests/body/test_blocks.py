"""Every kind of block in every edition: the page that documents them is the leaflet that is built."""

import io
import re
from pathlib import Path

import numpy
import pikepdf
import pytest
from PIL import Image

from brochure.base.body import BODY_NAMES
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.made import Made
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedRectangle
from brochure.base.units import mm
from brochure.content.shelf import Shelf
from brochure.pipeline import lay, make, make_all
from brochure.preflight.inspect import inspect
from tests.body.page import DOCS, leaflet_of, picture_of, shown_blocks
from tests.conformance.verapdf import JudgeMissing, validate

BLOCKS = tuple(shown_blocks())
ALL = "\n".join(shown.yaml for shown in BLOCKS)
_OPEN: list[pikepdf.Pdf] = []
READ_ON_SCREENS = ("email", "large-print", "text", "html")
ARABIC = """
- heading: قبل الموعد
- text: تعال قبل عشر دقائق، واتصل على 01632 960 123 إن تأخرت.
- list:
    - ملابس واسعة
    - text: قائمة أدويتك
      items: [من الطبيب, من الصيدلية]
- numbered: [اتصل بنا, اختر يومًا]
- ticks: [الماء]
- crosses: [القهوة]
- do: [حافظ على المكان جافًا]
  do_not: [لا تدخن]
- points: [{heading: استرح, text: خطط لساعة هادئة.}, {heading: اشرب, text: [اشرب الماء., والشاي أيضًا.]}]
- steps:
    - {say: ارفع وركيك., picture: {file: bridge.svg, alt: شخص يرفع وركيه, place: beside}}
- table:
    caption: الأسعار
    columns: [الزيارة, {label: السعر, align: figures}]
    rows:
      - [الأولى, "75.50"]
      - [التالية, "5.5"]
- facts: [{label: متى, value: يوم الإثنين}]
- urgent: {heading: اتصل فورًا, text: إن رأيت هذه العلامات., call: "999"}
- box: {heading: للعلم, body: [text: الغرفة دافئة.]}
- quote: {words: منحوني الوقت., who: مريض}
- risk: {count: "3", of: "10", say: ثلاثة من عشرة.}
- outline: {view: back, places: [lower-back], alt: جسم من الخلف، أسفل الظهر معلّم, caption: أين نعالجك}
- fill: اسمك
- tick: [أنا حامل]
- sign: [المريض, التاريخ]
"""


def with_language(folder: Path, language: str, yaml: str) -> Shelf:
    """A folder with the blocks in another language."""
    shelf = leaflet_of(folder, yaml)
    home = folder / "content" / "blocks"
    text = (home / "en.yaml").read_text(encoding="utf-8").replace("language: en", f"language: {language}")
    (home / f"{language}.yaml").write_text(text, encoding="utf-8")
    return shelf


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """The whole page in each edition that finds its own room, held against each other."""
    shelf = leaflet_of(tmp_path_factory.mktemp("whole"), ALL)
    orders = [Order("blocks", edition=name) for name in READ_ON_SCREENS]
    (together,) = make_all(orders, shelf, seen=True)
    assert not [finding for finding in together.findings if finding.blocks]
    return dict(zip(READ_ON_SCREENS, together.made, strict=True))


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Made]:
    """Blocks from right to left."""
    shelf = with_language(tmp_path_factory.mktemp("arabic"), "ar", ARABIC)
    (together,) = make_all([Order("blocks", "ar", edition=name) for name in READ_ON_SCREENS], shelf, seen=True)
    assert not [finding for finding in together.findings if finding.blocks]
    return dict(zip(READ_ON_SCREENS, together.made, strict=True))


def test_the_page_shows_every_kind() -> None:
    """A kind that nobody shows is found by nobody."""
    for name in BODY_NAMES:
        assert f"{name}:" in ALL or name == "safety", name


def test_every_kind_says_the_same_in_every_edition(whole: dict[str, Made], arabic: dict[str, Made]) -> None:
    """Each was read back from its own bytes; what they say was held against each other."""
    for made in (whole, arabic):
        assert set(made) == set(READ_ON_SCREENS)
        assert len({frozenset(leaf.text for leaf in each.spoken if leaf.tag == "TH") for each in made.values()}) == 1


def test_every_kind_has_a_look_on_a_screen(whole: dict[str, Made]) -> None:
    """A browser draws a box to tick as wide as the page, and no line to write on, unless the style sheet says more."""
    html = whole["html"].data.decode()
    style, body = html.split("</style>")
    named = {name for found in re.findall(r'<(?:figure|div|section|table|ol|ul) class="([^"]+)"', body)
             for name in found.split()}  # fmt: skip

    assert named >= {"blank", "sign", "pair", "beside", "urgent", "table", "facts", "signs", "numbered", "risk"}
    plain = {"leaflet", "column", "write", "tick", "cross", "photo"}  # as the browser or what holds them has it
    assert sorted(name for name in named - plain if not re.search(rf"\.{name}\b", style)) == []
    assert 'class="box" style="max-width' in body, "mail programs drop the style sheet"


@pytest.mark.parametrize("layout", ["trifold-a4", "halffold-a4", "page-a4"])
@pytest.mark.parametrize("edition", ["office", "press"])
@pytest.mark.parametrize("shown", BLOCKS, ids=[shown.name for shown in BLOCKS])
def test_every_kind_is_folded_and_pressed(shown: tuple[str, str], layout: str, edition: str, tmp_path: Path) -> None:
    """Narrow panels and wide ones, lights and inks."""
    made = make(Order("blocks", layout=layout, edition=edition), leaflet_of(tmp_path, shown[1]), seen=True)

    assert made.words > 30


@pytest.mark.judge
def test_the_standards_hold_for_every_kind(
    whole: dict[str, Made], arabic: dict[str, Made], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """PDF/UA and PDF/A, in English and in Arabic."""
    files = []
    for at, made in enumerate((whole, arabic)):
        for name in ("email", "large-print"):
            files.append(tmp_path / f"{at}-{name}.pdf")
            files[-1].write_bytes(made[name].data)
    card = make(Order("blocks", layout="appointment-card"), leaflet_of(tmp_path / "card", "- fill: Day\n- fill: Time"))
    files.append(tmp_path / "card.pdf")
    files[-1].write_bytes(card.data)
    try:
        verdicts = [*validate(files, "ua1"), *validate(files[:-1], "2a")]
    except JudgeMissing as missing:
        request.getfixturevalue("judge")  # fails in CI
        pytest.skip(str(missing))

    assert [str(fault) for verdict in verdicts for fault in verdict.faults] == []
    assert all(verdict.compliant for verdict in verdicts)


def elements(made: Made, kind: str) -> list[pikepdf.Object]:
    """Structure elements of one kind, in the order of the file."""
    pdf = pikepdf.open(io.BytesIO(made.data))
    _OPEN.append(pdf)  # its objects live as long as it does
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == f"/{kind}"]


def test_tables_say_what_their_labels_are_for(whole: dict[str, Made]) -> None:
    """A listener in a cell asks for its labels: those of columns on a page, those of rows in cards."""
    scopes = [str(each.A.Scope) for each in elements(whole["large-print"], "TH")]

    assert scopes.count("/Column") == 5
    assert scopes.count("/Row") >= 5
    assert {str(each.A.Scope) for each in elements(whole["email"], "TH")} == {"/Row"}
    assert len(elements(whole["large-print"], "Table")) == len(elements(whole["email"], "Table")) == 3


def test_nested_lists_quotes_and_captions_have_tags_of_their_own(whole: dict[str, Made]) -> None:
    """As a screen reader walks through them."""
    lists = elements(whole["email"], "L")

    assert any(str(each.P.S) == "/LBody" for each in lists), "the list in an entry"
    assert len(elements(whole["email"], "BlockQuote")) == 1
    assert len(elements(whole["email"], "Caption")) == 4
    assert "space to write" in [str(each.get("/Alt", "")) for each in elements(whole["email"], "Figure")]


def test_figures_stand_under_each_other_by_their_decimal_sign(tmp_path: Path) -> None:
    """£75, £55.50 and £9 have their units in one column, on either side of the page."""
    shelf = leaflet_of(tmp_path, next(shown.yaml for shown in BLOCKS if shown.name == "table"))
    made = make(Order("blocks", layout="page-a4"), shelf)
    lines = {item.line.text: item for item in made.pages[0].placed if isinstance(item, PlacedLine)}
    rights = {text: lines[text].ink.right for text in ("£75", "£55.50", "£9")}
    tail = rights["£55.50"] - rights["£75"]

    assert rights["£75"] == pytest.approx(rights["£9"], abs=0.1)
    assert 0.9 < tail / (lines["£55.50"].size * 1.3) < 1.3, "the width of .50"


def test_what_follows_a_label_begins_on_the_other_side_from_right_to_left(arabic: dict[str, Made]) -> None:
    """Rows of a table run from the right."""
    lines = [item for page in arabic["large-print"].pages for item in page.placed if isinstance(item, PlacedLine)]
    label, price = (next(line for line in lines if words in line.line.text) for words in ("الأولى", "75.50"))

    assert label.ink.left > price.ink.right
    assert label.baseline == price.baseline


def test_a_row_is_never_parted(tmp_path: Path) -> None:
    """A cell of many lines goes to the next page with its row."""
    rows = "\n".join(f"      - [Row {at}, {'many words for a cell ' * 4}]" for at in range(40))
    shelf = leaflet_of(tmp_path, f"- table:\n    columns: [What, Words]\n    rows:\n{rows}")
    made = make(Order("blocks", edition="large-print"), shelf)
    pages: dict[int, set[str]] = {}
    for page in made.pages:
        for item in page.placed:
            if isinstance(item, PlacedLine) and item.element:
                pages.setdefault(item.element, set()).add(page.name)

    assert len(made.pages) > 3
    assert [where for where in pages.values() if len(where) > 1] == []


@pytest.mark.parametrize(("edition", "layout", "least"), [("large-print", "", 3), ("office", "trifold-a4", 3)])
def test_labels_stand_over_each_column_and_are_said_once(edition: str, layout: str, least: int, tmp_path: Path) -> None:
    """Who turns the page need not turn back; who listens hears them where they belong."""
    rows = "\n".join(f"      - [Row {at}, {at * 1.5:.2f}]" for at in range(45))
    yaml = f"- text: Before.\n- table:\n    columns: [What, {{label: Price, align: figures}}]\n    rows:\n{rows}"
    made = make(Order("blocks", edition=edition, layout=layout), leaflet_of(tmp_path, yaml), seen=True)
    panels: dict[str, list[tuple[float, str]]] = {}
    for item in (item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)):
        panels.setdefault(item.panel, []).append((-item.baseline, item.line.text))
    tops = [min(lines)[1] for lines in panels.values() if any(text.startswith("Row ") for _, text in lines)]

    assert tops[0] == "Before."
    assert len(tops) >= least
    assert set(tops[1:]) <= {"What", "Price"}
    assert [leaf.text.strip() for leaf in made.spoken].count("Price") == 1


@pytest.mark.parametrize("edition", ["office", "email", "large-print", "html", "text"])
def test_a_cell_to_write_in_is_empty_and_high_enough(edition: str, tmp_path: Path) -> None:
    """A record that somebody fills in: nothing is said there, and there is room for a hand."""
    yaml = '- table:\n    columns: [Check, Left, Right]\n    rows:\n      - [Pulse, "", ""]\n      - [Skin, "", dry]'
    made = make(
        Order("blocks", edition=edition), leaflet_of(tmp_path, yaml), seen=bool(edition not in ("html", "text"))
    )
    said = [leaf.text.strip() for leaf in made.spoken]

    assert {"Check", "Left", "Right", "Pulse", "Skin", "dry"} <= {*said}
    lines = [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]
    rows = [next((line.baseline for line in lines if words in line.line.text), 0.0) for words in ("Pulse", "Skin")]
    if edition == "office":
        assert rows[0] - rows[1] >= 22


def test_a_cell_to_write_in_has_its_line_where_a_row_stands_by_itself(tmp_path: Path) -> None:
    """Each on its own line beside its label, which is not squeezed by the room to write."""
    label = "Taken at what time"
    yaml = f'- table:\n    columns: [Check, {label}]\n    rows:\n      - [Pulse, ""]\n      - ["", ""]'
    made = make(Order("blocks", edition="email", layout="phone"), leaflet_of(tmp_path, yaml), seen=True)
    items = [item for page in made.pages[1:] for item in page.placed]
    labels = [item for item in items if isinstance(item, PlacedLine) and item.line.text in (label, "Check")]
    rules = [item.box for item in items if isinstance(item, PlacedRectangle) and item.box.width < mm(50)]

    assert len(labels) == 4
    assert len(rules) == 3
    for line, rule in zip(labels[1:], sorted(rules, key=lambda box: -box.top), strict=True):
        assert line.ink.right < rule.left
        assert 0 <= line.baseline - rule.top < mm(4)


def test_a_label_and_its_space_are_one_line_of_the_text_edition(tmp_path: Path) -> None:
    """Whoever answers by e-mail sees what is asked for where."""
    yaml = "- sign: [Patient, Date]\n- fill: {label: Notes, lines: 3}"
    text = make(Order("blocks", edition="text"), leaflet_of(tmp_path, yaml)).data.decode()

    for label in ("Patient", "Date", "Notes"):
        assert f"{label}\u2003[space to write]\n" in text


@pytest.mark.parametrize(
    "block",
    [
        "- {do: [Drink water, Sleep well, Walk a little], do_not: [Do not smoke, Do not run, Do not lift]}",
        "- table:\n    columns: [A, B]\n    rows: [[Rest, One], [Walk, Two], [Lift, Three], [Swim, Four], [Run, Five]]",
    ],
    ids=["advice", "table"],
)
def test_what_is_compared_stands_on_one_panel(block: str, tmp_path: Path) -> None:
    """A list of what to do and one of what not to, and a short table, are read together."""
    words = {"Drink", "Sleep", "Walk", "Do not", "Rest", "Lift", "Swim", "Run"}
    for count in range(2, 12):
        filling = "".join(
            f"- text: Paragraph {at} of what is read before, and of nothing else.\n" for at in range(count)
        )
        made = make(Order("blocks", layout="trifold-a4"), leaflet_of(tmp_path / str(count), filling + block))
        lines = [item for page in made.pages for item in page.placed if isinstance(item, PlacedLine)]
        panels = {line.panel for line in lines if any(line.line.text.startswith(word) for word in words)}
        assert len(panels) == 1, count


def test_the_name_of_a_card_is_strong(tmp_path: Path) -> None:
    """Each row of a table that stands by itself begins with what it is of."""
    yaml = "- table:\n    columns: [What, Price]\n    rows: [[First visit, Seven], [Second, Five]]"
    made = make(Order("blocks", edition="email"), leaflet_of(tmp_path, yaml))
    faces = {
        item.line.text: item.line.strips[0].face
        for page in made.pages
        for item in page.placed
        if isinstance(item, PlacedLine)
    }

    assert faces["First visit"].endswith("Bold")
    assert faces["Seven"].endswith("Regular")


LONG = "m" * 30


@pytest.mark.parametrize(
    "yaml",
    [
        f"- facts: [{{label: {LONG}, value: {LONG}}}]",
        f"- table: {{columns: [A, B], rows: [[{LONG}, {LONG}]]}}",
        f'- table: {{columns: [A, B], leader: "yes", rows: [[{LONG}, {LONG}]]}}',
    ],
    ids=["facts", "table", "leader"],
)
@pytest.mark.parametrize(("edition", "layout"), [("office", "trifold-a4"), ("email", "")])
def test_a_word_that_not_even_a_card_holds_is_told_as_a_word(
    yaml: str, edition: str, layout: str, tmp_path: Path
) -> None:
    """It was tried again and again."""
    with pytest.raises(BadInput) as caught:
        make(Order("blocks", edition=edition, layout=layout), leaflet_of(tmp_path, yaml))

    assert {finding.code for finding in caught.value.findings} == {"word-too-wide"}


def test_a_sign_in_a_latin_word_among_arabic_cells_is_found(tmp_path: Path) -> None:
    """A browser parts such words on a page from the right, and nobody is at fault."""
    shelf = with_language(tmp_path, "ar", '- table: {columns: [أ, ب, ج], rows: [["س", "6-in-1", "ص"]]}')
    make(Order("blocks", "ar", layout="page-a4"), shelf, seen=True)


def test_what_is_counted_stands_with_its_sentence_and_the_front_is_filled_first(tmp_path: Path) -> None:
    """Dots on one side and their sentence on the other help nobody; nor does a heading alone on the back."""
    yaml = '- text: One line.\n- risk: {count: "1", of: "10", say: One of ten.}\n- heading: Last\n- text: Words.'
    made = make(Order("blocks", layout="sheet-a4"), leaflet_of(tmp_path, yaml))
    front = {item.line.text for item in made.pages[0].placed if isinstance(item, PlacedLine)}

    assert {"One line.", "One of ten.", "Last", "Words."} <= front


def test_a_long_box_holds_its_letters_where_it_is_parted(tmp_path: Path) -> None:
    """White words on a ground that ended half a line too early were white on white."""
    signs = ", ".join(f"Sign number {at}" for at in range(40))
    make(
        Order("blocks", edition="large-print"),
        leaflet_of(tmp_path, f"- urgent: {{heading: Ring, list: [{signs}]}}"),
        seen=True,
    )


def test_a_file_without_a_note_by_its_kind_passes_its_check(tmp_path: Path) -> None:
    """Prices need none; a treatment's file that lost it is told."""
    made = make(Order("blocks", layout="page-a4"), leaflet_of(tmp_path, "- text: Prices."))
    assert "safety-note-lost" not in {finding.code for finding in inspect(made.data, "office")}


def test_a_panel_that_is_too_narrow_makes_cards_and_says_so(tmp_path: Path) -> None:
    """The words are all there; nobody reads letters of six points."""
    cells = ", ".join(f"Extraordinarily{at}" for at in range(5))
    shelf = leaflet_of(tmp_path, f"- table:\n    columns: [{cells}]\n    rows:\n      - [{cells}]")
    made = make(Order("blocks", layout="trifold-a4"), shelf)

    assert "table-in-cards" in {finding.code for finding in made.findings}
    assert sum(leaf.tag == "TH" for leaf in made.spoken) == 6


def test_boxes_stand_on_their_tint_and_lines_to_write_on_are_ruled(tmp_path: Path) -> None:
    """A box has a ground, a line to write on has length."""
    shelf = leaflet_of(tmp_path, "- box: {heading: Good, body: [text: Warm.]}\n- fill: Name")
    made = make(Order("blocks", layout="page-a4"), shelf)
    placed = made.pages[0].placed
    heading = next(item for item in placed if isinstance(item, PlacedLine) and item.line.text == "Good")

    assert any(isinstance(item, PlacedRectangle) and item.box.holds(heading.ink) for item in placed)


@pytest.mark.parametrize("shown", BLOCKS, ids=[shown.name for shown in BLOCKS])
def test_the_pictures_of_the_page_are_those_of_the_program(shown: tuple[str, str]) -> None:
    """`python -m tests.body.page` draws them anew."""
    held = Image.open(DOCS / "blocks" / f"{shown[0]}.png").convert("L")
    drawn = picture_of(next(each for each in BLOCKS if each.name == shown[0])).convert("L")

    assert held.size == drawn.size
    assert numpy.abs(numpy.asarray(held, float) - numpy.asarray(drawn, float)).mean() < 3


BAD = {
    "two names": ("- heading: A\n  text: B", "bad-block", "both 'heading' and 'text'"),
    "no name": ("- {}", "bad-block", "says nothing"),
    "a ragged row": ("- table: {columns: [A, B], rows: [[a]]}", "bad-block", "row 1 of the table has 1 cell"),
    "forty columns": (
        f"- table: {{columns: [{(cells := ', '.join(f'C{n}' for n in range(40)))}], rows: [[{cells}]]}}",
        "bad-block",
        "40",
    ),
    "an empty label": ('- table: {columns: [A, ""], rows: [[a, b]]}', "empty-text", "label' is empty"),
    "a long cell": (f"- table: {{columns: [A], rows: [[{'word ' * 2500}]]}}", "text-too-long", "letters"),
    "no picture": ("- picture: {file: nothing.png, alt: A}", "file-missing", "nothing.png"),
    "no alternative": ("- picture: {file: bridge.svg}", "missing-field", "alt"),
    "a list too deep": ("- list: [{text: a, items: [{text: b, items: [c]}]}]", "wrong-shape", "items 1"),
    "a strange name": ("- image: {file: bridge.svg}", "unknown-field", "image"),
    "a picture as bullets": ("- bullets: [a]", "unknown-field", "bullets"),
    "one column": ("- columns: [[{text: a}]]", "bad-block", "1 columns"),
    "no such place": ("- outline: {places: [kneee], alt: a}", "bad-block", "kneee"),
    "place of another view": ("- outline: {view: front, places: [lower-back], alt: a}", "bad-block", "lower-back"),
    "more than all": ('- risk: {count: "9", of: "3", say: a}', "bad-block", "9 of 3"),
    "a number nobody rings": ("- urgent: {heading: A, call: now}", "bad-link", "now"),
    "a lone word": ("- just words", "wrong-shape", "fields"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_with_a_block_is_told_at_its_line(name: str, tmp_path: Path) -> None:
    """With a remedy, and nothing is made."""
    yaml, code, words = BAD[name]
    with pytest.raises(BadInput) as caught:
        make(Order("blocks", edition="text"), leaflet_of(tmp_path, f"- text: Sound.\n{yaml}"))

    (found,) = [finding for finding in caught.value.findings if finding.code == code]
    assert words in found.message
    assert found.origin is not None
    assert found.origin.line >= 11
    assert found.hint


def test_a_treatment_has_a_safety_note(tmp_path: Path) -> None:
    """Only what is practical may do without."""
    shelf = leaflet_of(tmp_path, "- text: Sound.")
    path = tmp_path / "content" / "blocks" / "en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("kind: practical", "kind: aftercare"), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        make(Order("blocks"), shelf)

    assert [finding.code for finding in caught.value.findings] == ["note-missing"]


def test_the_note_stands_where_the_body_says(tmp_path: Path) -> None:
    """Before what is to be signed; whole, with its own look, and once."""
    shelf = leaflet_of(tmp_path, "- text: Before.\n- safety: here\n- sign: [Patient]")
    path = tmp_path / "content" / "blocks" / "en.yaml"
    note = "safety: {heading: Tell us, text: If you are pregnant.}\nbody:"
    path.write_text(path.read_text(encoding="utf-8").replace("body:", note), encoding="utf-8")
    said = [leaf.text.strip() for leaf in make(Order("blocks"), shelf).spoken]

    assert said.index("Before.") < said.index("Tell us") < said.index("If you are pregnant.") < said.index("Patient")
    assert said.count("Tell us") == 1


@pytest.mark.parametrize("head", ["", "safety: {heading: A, text: B.}\n"])
def test_a_note_that_is_not_there_or_is_there_twice_is_told(head: str, tmp_path: Path) -> None:
    """`- safety: here` places the note of the head."""
    shelf = leaflet_of(tmp_path, "- safety: here\n- text: A.\n" + ("- safety: here" if head else ""))
    path = tmp_path / "content" / "blocks" / "en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("body:", head + "body:"), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        make(Order("blocks"), shelf)

    assert [finding.code for finding in caught.value.findings] == ["bad-block"]


def test_the_number_to_call_is_live_in_a_browser_too(whole: dict[str, Made]) -> None:
    """A paragraph that leads somewhere as a whole, and none of whose words is a link by itself."""
    assert '<a href="tel:999">999</a>' in whole["html"].data.decode()


def test_every_edition_is_asked() -> None:
    """A new edition is to be tried here."""
    assert set(EDITIONS) == {*READ_ON_SCREENS, "office", "press", "master"}


OLD_FIELDS = """lead: Rest is part of the treatment.
intro: [It helps the body., And it costs nothing.]
points:
  - {heading: Rest, text: Plan a quiet hour after your visit.}
  - {heading: Drink, text: [Drink a glass of water., Tea will do as well.]}
sections:
  - heading: What to watch
    text: Some people feel tired.
    items: [A little sore, Sleepy]
    closing: Both pass in a day.
aside: {heading: Good to know, text: Bring a friend if you like.}
"""
AS_BLOCKS = """body:
  - text: [Rest is part of the treatment., It helps the body., And it costs nothing.]
  - points:
      - {heading: Rest, text: Plan a quiet hour after your visit.}
      - {heading: Drink, text: [Drink a glass of water., Tea will do as well.]}
  - heading: What to watch
  - text: Some people feel tired.
  - list: [A little sore, Sleepy]
  - text: Both pass in a day.
  - box: {heading: Good to know, body: [text: Bring a friend if you like.]}
"""


@pytest.mark.parametrize("layout", ["page-a4", "letter-a4", ""])
def test_the_older_fields_are_a_short_way_to_write_blocks(layout: str, tmp_path: Path) -> None:
    """Whoever writes one and whoever writes the other say the same words in the same order, under the same numbers."""
    said = []
    for name, yaml in (("old", OLD_FIELDS), ("new", AS_BLOCKS)):
        shelf = leaflet_of(tmp_path / name, "")
        file = tmp_path / name / "content/blocks/en.yaml"
        file.write_text(file.read_text("utf-8").replace("body:\n\n", yaml), "utf-8")
        editions = ["office"] if layout else READ_ON_SCREENS
        said.append([spoken_text(make(Order("blocks", edition=each, layout=layout), shelf)) for each in editions])

    assert said[0] == said[1]
    assert "1 Rest" in said[0][0]


@pytest.mark.parametrize("direction", ["plain", "band", "halftone", "field"])
def test_points_that_come_first_stand_on_paper(direction: str, tmp_path: Path) -> None:
    """A numeral is large beside its heading; the room for its head once reached into the band of the title."""
    shelf = leaflet_of(tmp_path, "- points: [{heading: Rest, text: Sit.}, {heading: Drink, text: Tea.}]")
    file = tmp_path / "content/blocks/en.yaml"
    file.write_text(file.read_text("utf-8").replace("title:", f"art_direction: {direction}\ntitle:"), "utf-8")

    for layout in ("page-a4", "page-letter", "card-dl", "trifold-a4", "sheet-a4"):
        found = {finding.code for finding in lay(Order("blocks", layout=layout), shelf).findings}
        assert not found & {"contrast", "text-on-art"}, layout


def spoken_text(made: Made) -> str:
    """What the file says, read back, but for the mark of these words."""
    return re.sub(r"\s+|· \w{4}-\w{4}", " ", " ".join(leaf.text for leaf in made.spoken))
