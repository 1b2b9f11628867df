"""How hard a text is to read: figures with their counter, hard words with plain ones, and what a person looks at."""

import json
import re
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.leaflet import Leaflet
from brochure.base.marks import bare
from brochure.base.order import Order
from brochure.content.literacy import literacy_page
from brochure.content.read import read_yaml
from brochure.content.record_file import read_record, words_of
from brochure.content.recording import SignWish, open_boxes, sign
from brochure.content.shelf import open_shelf, program_folder
from brochure.record.literacy import HEADINGS, WHOLE, hard_words, readings
from brochure.record.pemat import pemat_rows, score
from brochure.record.syllables import COUNTER, syllables

# Every word of three syllables or more in the English leaflets that ship, counted by hand.
LONG_WORDS = {
    3: """accident afterwards alcohol allergies animals another anything areas arthritis cantonese capital clinician
          connected easily endorphins everyone example exercise holistic hospital illnesses improvement infection
          infections insurer languages management medicine medicines messengers nobody pacemaker painkiller pharmacist
          pharmacy potato probably processing profession reduction register relative riverside sensitive serious
          signature somebody specimen substances telephone tomorrow usual""",
    4: """acupuncture circulation emergency everybody exercises inflammation interpreter january modulation operation
          relaxation stimulation usually""",
    5: "acupuncturist fibromyalgia neurotransmitters",
    6: "osteoarthritis physiotherapy",
}
SHIPPED = [
    path for path in sorted((program_folder() / "content").rglob("en.yaml"))
    if path.parent.name not in ("appointment-letter", "words")  # half of the one is Polish; the other is no leaflet
]  # fmt: skip
OTHERS = {
    "various": 3, "patients": 2, "symptomatology": 6, "transcutaneous": 5, "electrical": 4, "carefully": 3,
    "watches": 2, "tables": 2, "wanted": 2, "agreed": 2, "rhythm": 2, "scrambled": 2, "booked": 1,
    "safety": 2, "variety": 4, "diabetes": 3, "anxious": 2, "don't": 1, "reliable": 4, "immediately": 5,
    "medication": 4, "9": 1,
}  # fmt: skip
TEXT = {
    "title": "Easing pain",
    "lead": "Needles may ease pain. They may calm inflammation.",
    "points 1 heading": "Modulation of pain",
    "points 1 text 1": "Your body has its own pain relief, called endorphins. It may help you. Ask us.",
    "safety heading": "Staying safe",
    "safety text 1": (
        "Physiotherapy and acupuncture are administered concurrently. Contraindications necessitate an interpreter. "
        "Neurotransmitters facilitate relaxation."
    ),
    "booking label": "Scan to book",
    "drawing alt": "A line that calms modulation.",
}


def test_every_long_word_that_ships_is_counted_right() -> None:
    """Those of three syllables and more are what SMOG counts."""
    known = {word: count for count, words in LONG_WORDS.items() for word in words.split()}
    words = {
        word.casefold()
        for path in SHIPPED
        for at, text in words_of(read_yaml(path, Leaflet)).items()
        if not {"personal", "references", "link"} & set(at.split())
        for word in re.findall(r"[A-Za-z]+(?:['’][A-Za-z]+)*", bare(text))
    }

    assert {word: syllables(word) for word in words if syllables(word) > 2 or word in known} == {
        word: count for word, count in known.items() if word in words
    }


@pytest.mark.parametrize("word", OTHERS)
def test_other_words_are_counted_by_their_vowels(word: str) -> None:
    """Silent letters do not count, and two vowels that part count twice."""
    assert syllables(word) == OTHERS[word]


def test_figures_are_those_of_the_formulas() -> None:
    """By hand: 'points 1' has 15 words in 3 sentences, 1 of them long, and 13 + 4 + 2 syllables."""
    rows = {row.part: row for row in readings(TEXT)}
    found = rows["points 1"]

    assert (found.words, found.sentences, found.long_words) == (15, 3, 1)
    assert found.smog == pytest.approx(1.0430 * (1 * 30 / 3) ** 0.5 + 3.1291)
    assert found.fkgl == pytest.approx(0.39 * 5 + 11.8 * 19 / 15 - 15.59)
    assert found.is_estimate and not found.is_hard


def test_headings_are_counted_apart_and_alternatives_not_at_all() -> None:
    """The whole is what is read as running text."""
    rows = readings(TEXT)

    assert [row.part for row in rows] == [WHOLE, "lead", "points 1", "safety", "booking", HEADINGS]
    assert rows[-1].words == 7 and rows[-1].long_words == 1
    assert rows[0].words == sum(row.words for row in rows[1:-1])
    assert [row.part for row in rows if row.is_hard] == [WHOLE, "safety"]


def test_hard_words_come_with_plain_ones() -> None:
    """Each once, where it first stands; a term that its sentence explains is none."""
    found = [(each.path, each.word, each.is_term) for each in hard_words(TEXT)]

    assert ("lead", "inflammation", True) in found
    assert ("points 1 heading", "modulation", False) in found
    assert ("safety text 1", "contraindication", True) in found
    assert ("safety text 1", "facilitate", False) in found
    assert not [each for each in found if each[1] == "endorphin"]
    assert all(each.plain for each in hard_words(TEXT))


@pytest.mark.parametrize(
    ("path", "text", "item", "answer"),
    [
        ("lead", "It is given by us.", 5, "no"),
        ("lead", "We give it.", 5, "yes"),
        ("lead", "It helps 3 in 10 people and hurts 1 in 1000.", 6, "no"),
        ("lead", "It helps 3 in 10 people and hurts 1 in 10.", 6, "yes"),
        ("lead", "It helps 30 % of people.", 6, "no"),
        ("lead", "Take 2 mg per kg.", 7, "no"),
        ("lead", "so " * 61, 8, "no"),
        ("aside items 8", "Rest", 8, "no"),
        ("aside items 7", "Rest", 8, "yes"),
        ("body 1 picture alt", "A knee", 17, "no"),
        ("body 1 table columns 5 label", "Price", 19, "no"),
        ("body 1 steps 1 say 1", "Rest.", 22, "yes"),
        ("body 1 tick 1", "I am well", 23, "yes"),
        ("lead", "One rests.", 21, "no"),
        ("lead", "You rest.", 21, "yes"),
    ],
)
def test_the_sheet_is_filled_in_where_words_tell(path: str, text: str, item: int, answer: str) -> None:
    """Each of its machine rows says yes and no."""
    rows = {row.item: row for row in pemat_rows({path: text}, is_english=True)}

    assert rows[item].answer == answer
    assert bool(rows[item].why) == (answer == "no")


def test_what_a_person_must_see_is_left_to_one() -> None:
    """All 24 items stand there; of another language the words are left to a person too."""
    rows = pemat_rows(TEXT, is_english=True)
    other = {row.item for row in pemat_rows(TEXT, is_english=False) if row.answer == "person"}

    assert [row.item for row in rows] == [*range(1, 13), *range(15, 27)]
    assert {row.item for row in rows if row.answer == "person"} == {1, 2, 9, 10, 11, 15, 16, 18, 26}
    assert other >= {1, 2, 3, 4, 5, 6, 7, 21}
    assert score(rows, 20, 26) == (2, 4)


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(clinic)
    monkeypatch.setattr("brochure.desk.signing.today", lambda: "2026-11-28")
    return clinic


def test_the_command_names_its_counter_and_warns(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each at its line; figures alone stop nothing."""
    text = desk / "content/acupuncture-pain/en.yaml"
    text.write_text(
        text.read_text(encoding="utf-8").replace(
            "We ask about sleep, stress and habits too.",
            "We investigate symptomatology. Comprehensive examination follows. We ask about your sleep.",
        ),
        encoding="utf-8",
    )

    assert main(["literacy", "acupuncture-pain"]) == 1

    told = capsys.readouterr().out
    assert f"counted by {COUNTER}" in told
    assert re.search(r"^whole +\d+ +\d+ +\d\.\d +\d\.\d$", told, re.M)
    assert re.search(rf"en\.yaml:\d+:\d+: warning\[hard-to-read\]: 'points 7' has SMOG \d+\.\d \({COUNTER}\)", told)
    assert "note[term-unexplained]: 'points 7 text 1' does not say what 'symptomatology' means" in told
    assert "note[hard-word]: 'points 7 text 1' says 'comprehensive'" in told
    assert main(["build", "acupuncture-pain", "--language", "en"]) == 0


def test_other_languages_are_not_counted(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A figure of a formula for English would be a lie."""
    assert main(["literacy", "acupuncture-pain", "--language", "es"]) == 0

    told = capsys.readouterr().out
    assert "note[not-counted]: 'es' is not counted" in told
    assert "SMOG" not in told
    assert "   3 [ ] uses everyday words" in told


def test_programs_read_the_figures(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the counter's name beside them."""
    main(["literacy", "after-treatment", "--json"])
    told = json.loads(capsys.readouterr().out)

    assert told["counter"] == COUNTER
    assert told["parts"][0]["part"] == WHOLE and told["parts"][0]["smog"] > 3


@pytest.mark.parametrize("name", ["acupuncture-pain", "after-treatment", "your-visit"])
def test_no_shipped_leaflet_is_over_the_limit_as_a_whole(name: str, desk: Path) -> None:
    """Its parts may be told; the whole stays easy."""
    page = literacy_page(Order(name), open_shelf(desk))

    assert page.readings[0].smog <= 8


def test_signing_shows_what_no_program_sees(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Alternative texts, the order, and rows of the sheet; first they are shown, then it is written."""
    assert main(["sign", "acupuncture-pain", "--who", "Dr A. Example", "--seen", "alt", "pemat-1"]) == 0

    told = capsys.readouterr().out
    assert "  [ ] alt       each alternative text says" in told
    assert "drawing alt: One line runs across the page." in told
    assert re.search(r"\[ \] order .*\n +Pain Management; ", told)
    assert told.index("[ ] pemat-1 ") < told.index("Dr A. Example signs")
    assert "no patient has tested it" in told
    assert re.search(r"--seen order pemat-2 pemat-9", told)
    (signature,) = read_record(desk / "content/acupuncture-pain/en.yaml").signatures("en")
    assert [said.text for said in signature.seen] == ["alt", "pemat-1"]


def test_a_box_stays_ticked_until_the_words_change(desk: Path) -> None:
    """Another text is looked at again."""
    order, shelf = Order("after-treatment"), open_shelf(desk)
    every = [box.name for box in open_boxes(order, shelf)]
    sign(SignWish(order, "A", "clinician", "2026-11-28", ("order",)), shelf)
    assert [box.name for box in open_boxes(order, shelf)] == [name for name in every if name != "order"]
    assert sign(SignWish(order, "B", "clinician", "2026-11-28", ("all",)), shelf).still_open == ()
    assert open_boxes(order, shelf) == ()

    text = desk / "content/after-treatment/en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace("title: ", "title: Now ", 1), encoding="utf-8")
    assert [box.name for box in open_boxes(order, open_shelf(desk))] == every


def test_a_box_that_is_none_is_told(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is signed."""
    assert main(["sign", "after-treatment", "--who", "A", "--seen", "alts"]) == 1

    told = capsys.readouterr().out
    assert "error[bad-form]: 'alts' is no box that is open" in told and "did you mean 'alt'?" in told
    assert not (desk / "content/after-treatment/_record.yaml").exists()
