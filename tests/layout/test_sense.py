"""Lines end where the sense does: small words, bound groups, last lines and headings; and no text is longer for it."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.content.shelf import Shelf
from brochure.layout.lines import Broken, TextInFace, break_lines
from brochure.layout.sense import joint_costs
from tests.copies.test_slots import lines_end_alike
from tests.layout.test_lines import FACES

MEASURES = range(9, 27)


def broken(text: str, measure: float, tag: str = "en", *, is_display: bool = False) -> Broken:
    family = "Noto Sans SC" if tag == "zh-Hans" else "Source Sans 3"
    return break_lines(TextInFace(text, (), family, "regular", LANGUAGES[tag], is_display=is_display), measure, FACES)


def lines_of(text: str, measure: float, tag: str = "en", *, is_display: bool = False) -> list[str]:
    return [line.text.strip() for line in broken(text, measure, tag, is_display=is_display).lines]


# What stands between `_` belongs together.
BOUND = {
    "en": {
        "The needles stay in for about {} and you can rest.": "20_minutes|5 to 10_minutes|1_hour|45_seconds",
        "Most people come {} and then we look again.": "6_times|2_weeks running|3_days a week|10_years on",
        "After a visit {} people have a small bruise there.": "9_in_100|1_in_10,000|3_of_10|12_in_1,000",
        "We moved to {} where parking is free all day.": "12_Mill Lane|7_High Street|221_Baker Street",
        "This text is read again by {} at the latest.": "November_2028|1_March_2027|May_2030",
        "Follow us: {} and tell us how you are.": "Instagram_@riverside|Facebook_@clinic.example",
        "You have a visit with {} on Monday morning.": "Dr\u00a0Jo_Example|Dr\u00a0Alexandra_Featherstone",
    },
    "es": {
        "Las agujas se dejan unos {} y puede descansar.": "20_minutos|2_días|3_semanas|10_años",
        "Después de la visita {} personas tienen un moratón.": "9_de_100|1_de_10.000",
        "Este texto se revisa en {} a más tardar.": "noviembre_2028|marzo_2027",
    },
    "pl": {
        "Igły pozostają około {} i można odpocząć.": "20_minut|2_dni|3_tygodnie|10_lat",
        "Po wizycie {} osób ma mały siniak.": "9_na_100|1_na_10000",
        "Ten tekst czytamy znowu w {} najpóźniej.": "listopad_2028|marzec_2027",
    },
    "de": {"Die Nadeln bleiben etwa {} in der Haut.": "20_Minuten|2_Tage|3_Wochen|1_Stunde"},
    "fr": {"Les aiguilles restent environ {} dans la peau.": "20_minutes|2_jours|3_semaines|1_heure"},
    "it": {"Gli aghi restano circa {} nella pelle.": "20_minuti|2_giorni|3_settimane|5_volte"},
    "nl": {"De naalden blijven ongeveer {} in de huid.": "20_minuten|2_dagen|3_weken|1_uur"},
    "ru": {"Иглы остаются около {} и можно отдохнуть.": "20_минут|2_дня|3_недели|10_лет"},
}
SENTENCES = [
    (tag, frame, said) for tag, rows in BOUND.items() for frame, each in rows.items() for said in each.split("|")
]


def test_the_corpus_is_no_handful() -> None:
    """Of eight languages."""
    assert len(SENTENCES) >= 58


@pytest.mark.parametrize(("tag", "frame", "said"), SENTENCES)
def test_what_belongs_together_stays_on_one_line(tag: str, frame: str, said: str) -> None:
    """Whatever the measure, where a line holds it and the text is no line longer for it."""
    (group,) = (part.replace("_", " ") for part in said.split(" ") if "_" in part)
    kept = 0
    for measure in MEASURES:
        lines = lines_of(frame.format(said.replace("_", " ")), measure, tag)
        held = broken(frame.format(said.replace("_", "\u00a0")), measure, tag)
        if held.widest_word <= measure and len(held.cuts) == len(lines):
            kept += 1
            assert any(group in line for line in lines), (measure, lines)
    assert kept >= 10


STUFF = (
    "a", "the", "of", "20", "minutes.", "It", "is", "for", "pain,", "2027", "March", "@x", "(and", "Dr", "well-being",
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(STUFF), min_size=2, max_size=40), st.floats(min_value=6, max_value=30), st.booleans())
def test_no_text_is_longer_for_the_sake_of_sense(words: list[str], measure: float, is_display: bool) -> None:
    """As many lines as first fit has; so that no panel overflows because a line ends well."""
    text = " ".join(words)
    done = broken(text, measure, is_display=is_display)
    stops = [0, *(each.position for each in done.shaped.breaks if 0 < each.position < len(text)), len(text)]
    count = start = 0
    while start < len(stops) - 1:
        end = start + 1
        while end < len(stops) - 1 and done.shaped.width(stops[start], stops[end + 1]) <= measure:
            end += 1
        count, start = count + 1, end

    assert len(done.cuts) <= count


HEADINGS = (
    "How acupuncture may help, and what to know first",
    "What to do today, and when to call us",
    "Needles in the skin of the back for a short time",
)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("text", HEADINGS)
def test_no_heading_ends_a_line_on_a_small_word(text: str, measure: int) -> None:
    """Where it could do otherwise in as many lines."""
    small = re.compile(r"\b(and|the|of|for|a|to|in) ")
    lines = lines_of(text, measure, is_display=True)
    held = lines_of(small.sub("\\1\u00a0", text), measure, is_display=True)

    assert len(held) > len(lines) or not any(small.search(f"{line} "[-5:]) for line in lines[:-1])


def test_the_lines_of_a_heading_are_alike() -> None:
    """No word hangs alone below a full line."""
    first, second = lines_of("What people come to us for most of all", 14.0, is_display=True)

    assert abs(len(first) - len(second)) <= 8


@pytest.mark.parametrize("measure", range(8, 20))
def test_a_chinese_text_ends_on_three_signs_or_more(measure: int) -> None:
    """One sign under a paragraph is a slip of the knife."""
    for text in (
        "针灸可能在一段时间内缓解某些疼痛，并不是对每个人都有效。",
        "我们会问您的睡眠、压力和习惯，请如实告诉我们。",
    ):
        assert sum(map(str.isalnum, lines_of(text, measure, "zh-Hans")[-1])) >= 3


@pytest.mark.parametrize("measure", range(12, 30, 2))
def test_copies_end_their_lines_for_the_same_reasons(measure: int, manuscript: Manuscript, shelf: Shelf) -> None:
    """The second breaker, which is there for speed, knows small words and groups too."""
    text = "You have a visit with Anna on 3 March 2027 at 9:30. It is at 12 Mill Lane. Come early, and bring a list."
    lines_end_alike(manuscript, shelf, text, float(measure))


def test_nothing_is_said_of_a_place_inside_a_word() -> None:
    """A hyphen of its own is no space."""
    assert joint_costs(["well-", "being ", "of ", "us"], "en")[0] == 0.0
    assert joint_costs(["well-", "being ", "of ", "us"], "en")[2] > 0.0
    assert joint_costs(["of "], "en") == [0.0]
