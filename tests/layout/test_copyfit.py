"""Copyfit: as large as fits, never under the limit, and the truth when it does not fit."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from brochure.base.art import Drawing, PathPiece, Segment
from brochure.base.colour import Colour, Rgb
from brochure.base.findings import BadInput
from brochure.base.manuscript import Manuscript
from brochure.base.order import Order
from brochure.base.page import PlacedLine, PlacedPath
from brochure.base.story import Figure, Story
from brochure.content.read import read
from brochure.content.shelf import Shelf, open_shelf
from brochure.draft.write import write
from brochure.layout import set_pages
from brochure.layout.copyfit import FittedStory, fit_stories
from brochure.layout.sizes import scales
from brochure.pipeline import make
from brochure.proof.placed import placed_findings
from tests.conftest import ROOT
from tests.samples import HERE, SHEETS, note_of, said, set_sample, with_lead


@pytest.fixture
def manuscript(manuscript: Manuscript) -> Manuscript:
    """With a note of a few words: what is tried is the text around it."""
    note = note_of(manuscript).but(plan=None, keep=None, tell_us=(), urgent=(), text=(said("Keep your medicines."),))
    assert manuscript.leaflet.aside is not None
    aside = manuscript.leaflet.aside.but(text=(), closing=(said("It does not help everyone."),))
    return replace(manuscript, leaflet=manuscript.leaflet.but(safety=note, sections=(), aside=aside))


def body_size(manuscript: Manuscript, shelf: Shelf) -> float:
    return set_sample(manuscript, shelf)[1].fit.body_size


def test_scales_go_from_the_largest_body_to_the_smallest(manuscript: Manuscript) -> None:
    """Both limits of the brand are tried, nothing beyond."""
    body = manuscript.brand.styles.body
    sizes = [scale * body.size.points for scale in scales(manuscript.brand, manuscript.edition)]

    assert sizes[0] == body.largest.points
    assert sizes[-1] == pytest.approx(body.smallest.points)
    assert sizes == sorted(sizes, reverse=True)


def test_shorter_words_are_set_larger(manuscript: Manuscript, shelf: Shelf) -> None:
    """The largest type at which everything fits."""
    long = with_lead(manuscript, "It may ease some pain for a time. " * 20)

    assert body_size(manuscript, shelf) > body_size(long, shelf)


def test_short_content_gets_air_and_not_type_beyond_its_limit(manuscript: Manuscript, shelf: Shelf) -> None:
    """White space is part of the design."""
    brand = manuscript.brand.but(contact=manuscript.brand.contact.but(social=()))  # the back has air too
    short = replace(manuscript, brand=brand, leaflet=manuscript.leaflet.but(points=manuscript.leaflet.points[:1]))

    assert body_size(short, shelf) == manuscript.brand.styles.body.largest.points


def test_running_text_is_never_under_twelve_points(manuscript: Manuscript, shelf: Shelf) -> None:
    """Clear print begins at 12 pt."""
    _, done = set_sample(manuscript, shelf)
    lines = [item for page in done.pages for item in page.placed if isinstance(item, PlacedLine)]

    assert done.fit.body_size >= 12
    assert min(line.size for line in lines) >= 9


def test_too_much_text_names_line_panel_letters_and_two_ways_out(manuscript: Manuscript, shelf: Shelf) -> None:
    """The engines that we tried wrote a file and said nothing; the safety sentence was gone."""
    with pytest.raises(BadInput) as caught:
        set_sample(with_lead(manuscript, "This lead is far too long for its panel. " * 40), shelf)

    (fault,) = [each for each in caught.value.findings if each.code == "overset-text"]
    assert fault.origin is not None
    found = re.search(r"story 'inside' is about (\d+) letters too long for panel 'inside-3'", fault.message)
    assert found
    assert fault.hint.startswith(f"cut about {found[1]} from the text in line {fault.origin.line}; or choose a layout")


def test_the_letters_to_cut_are_about_enough(manuscript: Manuscript, shelf: Shelf) -> None:
    """Advice that does not work is worse than none."""
    text = "Acupuncture may ease your pain for a while. " * 30
    with pytest.raises(BadInput) as caught:
        set_sample(with_lead(manuscript, text), shelf)
    found = re.search(r"about (\d+) letters", caught.value.findings[0].message)
    assert found is not None

    cut = text[: len(text) - int(found[1]) * 5 // 4]

    assert set_sample(with_lead(manuscript, cut), shelf)[1].fit.body_size >= 12


def test_a_word_wider_than_its_column_is_told_in_millimetres(manuscript: Manuscript, shelf: Shelf) -> None:
    """It is neither split nor pressed."""
    with pytest.raises(BadInput) as caught:
        set_sample(
            with_lead(manuscript, "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch is a place."), shelf
        )

    fault = caught.value.findings[0]
    assert fault.code == "word-too-wide"
    assert fault.origin == HERE
    assert "mm too wide" in fault.message


TITLES = """Managing long lasting pain with needles today|What to expect at your first visit
What to expect at your first acupuncture and physiotherapy visit|After your treatment at home
Looking after your mouth after a tooth has been taken out|Prices and how to pay|Exercises for your lower back
Having a gastroscopy: information for patients and carers|Vaccinations in pregnancy|Your medicines, day by day
Preventing falls at home|Physiotherapy after a total knee replacement|Living with irritable bowel syndrome
Anticoagulants: taking your tablets safely|Hypoglycaemia: what to do when your blood sugar is low
Consent to acupuncture|Who works in our practice|Our classes this winter|Questions that people ask us
Electroencephalogram (EEG) for children|Immunosuppressants and vaccination|Chemotherapy: eating and drinking well
Your hysteroscopy appointment|Caring for your plaster cast|Ultrasound-guided injection of the shoulder
Sleep well without tablets|Migraine|Osteoarthritis|Gastro-oesophageal reflux disease explained
When to come back, whom to ring, and what to tell the doctor on the telephone
Having a colonoscopy|Preparing for your operation|Cataract surgery|Carpal tunnel syndrome|Your child's asthma plan
Breast screening: helping you decide|Bowel cancer screening|Cervical screening|Shingles vaccination|Tennis elbow
Plantar fasciitis|Pelvic floor exercises|Hip replacement|Wound care after minor surgery|Gestational diabetes
Managing nausea and vomiting in pregnancy|Hypertension|Polymyalgia rheumatica|Eczema in children|Tinnitus
Having an MRI scan|Cardiac rehabilitation|Living with chronic obstructive pulmonary disease|Hay fever
Head injury: advice for adults going home|Vertigo and dizziness|Nosebleeds|Feeding your baby|Endometriosis
Knee arthroscopy
Glaucoma and your eyesight""".replace("\n", "|").split("|")


# The subject of a letter is a line of its text, as long as it may be.
@pytest.mark.parametrize("layout", [name for name in SHEETS if name != "letter-a4"])
def test_real_titles_fit_every_sheet(layout: str, shelf: Shelf) -> None:
    """Of up to 80 letters, in one to six lines and never under 18 points."""
    manuscript = read(Order("after-treatment", layout=layout), shelf).manuscript
    own = manuscript.layout
    most = int(own.longest_title.text) if own.longest_title else 80
    longest = int(own.longest_word.text) if own.longest_word else 22
    assert len(TITLES) >= 60
    for title in TITLES:
        if len(title) > most or max(map(len, title.split())) > longest:
            continue
        told = manuscript.leaflet.but(title=said(title))
        fit = fitted_title(replace(manuscript, leaflet=told), shelf)
        assert 18 <= fit.size <= 44 * 1.7
        assert 1 <= sum(len(column.rows) for column in fit.columns) <= 6


def fitted_title(manuscript: Manuscript, shelf: Shelf) -> FittedStory:
    """The title as it is fitted."""
    (story,) = [story for story in write(manuscript) if story.name == "cover-title"]
    panels = manuscript.layout.panels(margin=0.0)
    (fitted,) = fit_stories((story,), manuscript, shelf.faces, panels).stories
    return fitted


def test_a_title_that_no_lines_hold_is_refused(manuscript: Manuscript, shelf: Shelf) -> None:
    """A word that is wider than its frame at 18 points."""
    long = replace(manuscript, leaflet=manuscript.leaflet.but(title=said("Pneumonoultramicroscopicsilicovolcano")))

    with pytest.raises(BadInput) as caught:
        set_sample(long, shelf)

    assert caught.value.findings[0].code == "word-too-wide"


def test_the_title_is_as_large_as_two_lines_allow(manuscript: Manuscript, shelf: Shelf) -> None:
    """A shorter title is set larger."""
    short = replace(manuscript, leaflet=manuscript.leaflet.but(title=said("Back pain")))

    assert set_sample(short, shelf)[1].fit.title_size > set_sample(manuscript, shelf)[1].fit.title_size


@pytest.mark.parametrize("character", ["😀", "ꙮ"])
def test_a_character_that_no_face_has_is_named_with_its_code_point(
    manuscript: Manuscript, shelf: Shelf, character: str
) -> None:
    """[MA13] A box on paper tells a patient nothing."""
    with pytest.raises(BadInput) as caught:
        set_sample(with_lead(manuscript, f"Be well {character} today and tomorrow."), shelf)

    fault = caught.value.findings[0]
    assert fault.code == "no-glyph"
    assert f"U+{ord(character):04X}" in fault.message
    assert fault.origin == HERE


def test_a_story_of_a_figure_alone_lies_on_the_grid_of_the_body(manuscript: Manuscript, shelf: Shelf) -> None:
    """It has no letters that could tell how tall its first line is."""
    story = Story("inside", (Figure(1, "logo", "The mark", None, height=40.0),))

    assert set_pages((story,), manuscript, shelf.faces).over == ()


def test_a_text_of_more_than_sixty_pages_is_set_on_them(shelf: Shelf) -> None:
    """No count of pages is met in silence: each point is there, on as many pages as it takes."""
    manuscript = read(Order("after-treatment", edition="email"), shelf).manuscript
    many = replace(manuscript, leaflet=manuscript.leaflet.but(sections=manuscript.leaflet.sections * 48))

    stories, done = set_sample(many, shelf)

    assert len(done.pages) > 61
    assert not placed_findings(done.pages, stories, many)


def test_what_stays_together_and_is_higher_than_a_page_is_counted_against_a_page(shelf: Shelf) -> None:
    """The note is too long by some lines; the pages of text around it are not."""
    manuscript = read(Order("acupuncture-pain", edition="email"), shelf).manuscript
    leaflet, text = manuscript.leaflet, "Keep taking your medicines. " * 30

    def with_note(words: str, *, after: int = 1) -> Manuscript:
        assert leaflet.aside is not None
        note = note_of(manuscript).but(plan=None, keep=None, tell_us=(), urgent=(), text=(said(words),))
        aside = leaflet.aside.but(items=leaflet.aside.items * after)
        return replace(manuscript, leaflet=leaflet.but(safety=note, aside=aside))

    told = []
    for after in (1, 20):
        with pytest.raises(BadInput) as caught:
            set_sample(with_note(text, after=after), shelf)
        told += [fault.message for fault in caught.value.findings]
    found = re.fullmatch(r"story 'text' is \d+ rows, about (\d+) letters, too long for panel 'page'", told[0])
    assert found is not None

    cut = text[: len(text) - int(found[1]) * 5 // 4]

    assert told == told[:1] * 2
    assert len(cut) > len(text) / 4
    assert len(set_sample(with_note(cut), shelf)[1].pages) > 5


@pytest.mark.parametrize("more", [625, 925, 1325])
def test_what_is_told_to_cut_is_enough_in_one_round(manuscript: Manuscript, shelf: Shelf, more: int) -> None:
    """The figure is proved by setting the story again, and names a text that may be cut, never the safety note."""
    leaflet = manuscript.leaflet
    points = tuple(point.but(short=None) for point in leaflet.points)
    grown = points[4].text[0]
    long = grown._replace(text=grown.text + " " + " ".join(["mild words"] * ((572 - len(grown.text) + more) // 11)))
    points = (*points[:4], points[4].but(text=(long,)), *points[5:])
    whole = leaflet.but(short=None, points=points, sections=(), aside=leaflet.aside and leaflet.aside.but(short=None))

    with pytest.raises(BadInput) as caught:
        set_sample(replace(manuscript, leaflet=whole), shelf)

    (fault,) = [each for each in caught.value.findings if each.code == "overset-text"]
    assert fault.origin == grown.origin
    told = re.search(r"cut about (\d+) from the text in line (\d+);", fault.hint or "")
    assert told, fault.hint
    assert told[1] in fault.message
    assert int(told[2]) == grown.origin.line
    letters = int(told[1])
    for cut, fits in ((letters, True), (letters - 60, False)):  # a line holds 40
        text = long._replace(text=long.text[: len(long.text) - cut])
        shorter = whole.but(points=(*points[:4], points[4].but(text=(text,)), *points[5:]))
        try:
            set_sample(replace(manuscript, leaflet=shorter), shelf)
        except BadInput:
            assert not fits
        else:
            assert fits


def test_a_panel_without_words_is_told(manuscript: Manuscript, shelf: Shelf) -> None:
    """A blank side looks like a fault of the printer."""
    bare = replace(manuscript, leaflet=manuscript.leaflet.but(aside=None, photo=None))

    told = set_sample(bare, shelf)[1].findings

    assert [(each.code, each.message) for each in told] == [("empty-panel", "panel 'flap' is empty")]
    assert set_sample(manuscript, shelf)[1].findings == ()


def test_a_tinted_part_of_a_panel_without_words_is_told(shelf: Shelf) -> None:
    """A half of the back that is a blank tint looks as if words were lost there."""
    manuscript = read(Order("after-treatment", layout="halffold-a4"), shelf).manuscript
    leaflet = manuscript.leaflet.but(aside=None, photo=None, sections=manuscript.leaflet.sections[:1])
    told = set_sample(replace(manuscript, leaflet=leaflet), shelf)[1].findings

    assert [each.message for each in told] == ["the tinted part of panel 'back' is empty"]
    assert set_sample(manuscript, shelf)[1].findings == ()


@pytest.mark.parametrize("ratio", [1.5, 3])
def test_a_wide_mark_gives_way_to_its_frame(manuscript: Manuscript, shelf: Shelf, ratio: float) -> None:
    """Most marks of clinics are three times as wide as they are high."""
    mark = Drawing(
        100 * ratio,
        100,
        (PathPiece((Segment("re", (0, 0, 100 * ratio, 100)),), fill=Colour("amber", Rgb(0.9, 0.5, 0.1))),),
    )
    artwork = manuscript.artwork._replace(logo=mark, logo_reversed=mark)

    _, done = set_sample(replace(manuscript, artwork=artwork), shelf)

    drawn = [item for page in done.pages for item in page.placed if isinstance(item, PlacedPath) and item.element]
    marks = [item.box for item in drawn if abs(item.box.width / item.box.height - ratio) < 0.01]
    assert marks
    panels = {panel.name: panel.box for page in done.pages for panel in page.panels}
    assert all(any(panel.holds(box) for panel in panels.values()) for box in marks)


def test_a_code_that_is_too_wide_is_told_as_one(manuscript: Manuscript, shelf: Shelf) -> None:
    """A camera may not read it when it is made smaller."""
    template = manuscript.template._replace(
        text=re.sub(r'(<figure kind="qr"[^>]*height=")[^"]+', r"\g<1>150mm", manuscript.template.text)
    )

    with pytest.raises(BadInput) as caught:
        set_sample(replace(manuscript, template=template), shelf)

    assert [each.code for each in caught.value.findings] == ["figure-too-wide"]
    assert "the code is" in caught.value.findings[0].message


def test_numerals_of_two_figures_have_a_column_that_holds_them(shelf: Shelf) -> None:
    """On a phone the column of the layout holds one figure."""
    manuscript = read(Order("acupuncture-pain", edition="email"), shelf).manuscript
    points = (manuscript.leaflet.points * 2)[:12]
    many = replace(manuscript, leaflet=manuscript.leaflet.but(points=points))

    stories, done = set_sample(many, shelf)

    assert not [each for each in placed_findings(done.pages, stories, many) if each.code == "words-collide"]


def test_a_word_that_no_line_holds_takes_no_short_texts(shelf: Shelf, tmp_path: Path) -> None:
    """It is told at its line; texts that are not at fault stay whole."""
    shutil.copytree(ROOT / "content", tmp_path / "content")
    file = tmp_path / "content" / "acupuncture-pain" / "en.yaml"
    text = file.read_text(encoding="utf-8")
    wide = "Donaudampfschifffahrtsgesellschaftskapitaensmuetzenabzeichenverordnung"
    file.write_text(re.sub(r"^lead: .*(\n  .*)*", f"lead: {wide}", text, count=1, flags=re.M), encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        make(Order("acupuncture-pain"), open_shelf(tmp_path))

    (fault,) = caught.value.findings
    assert fault.code == "word-too-wide"
    assert fault.origin is not None
    assert wide in file.read_text(encoding="utf-8").split("\n")[fault.origin.line - 1]


def test_where_no_cut_is_enough_the_longest_text_is_named(manuscript: Manuscript, shelf: Shelf) -> None:
    """Never the words for a picture."""
    note = note_of(manuscript).but(text=(said("Please tell us how you feel. " * 90),))

    with pytest.raises(BadInput) as caught:
        set_sample(replace(manuscript, leaflet=manuscript.leaflet.but(safety=note, short=None)), shelf)

    over = [each for each in caught.value.findings if each.code == "overset-text"]
    assert [each.origin for each in over] == [note.text[0].origin]


def test_nobody_is_told_to_shorten_a_fact(shelf: Shelf) -> None:
    """The imprint has a code, a version and days: another text is too long there, or the layout too small."""
    order = Order("acupuncture-pain", layout="card-dl")
    code = read(order, shelf).manuscript.leaflet.code.origin.line
    with pytest.raises(BadInput) as caught:
        make(order, shelf)

    told = [finding.hint for finding in caught.value.findings if finding.code == "overset-text"]
    assert any("cut about" in hint for hint in told)
    assert not re.search(rf"line {code}\b", " ".join(told))
