"""Paragraphs into lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES
from brochure.content.shelf import open_shelf
from brochure.layout.lines import Broken, TextInFace, break_lines

FACES = open_shelf().faces
WORDS = st.lists(st.text(alphabet="abcdefghilmnorstuéń-’", min_size=1, max_size=11), min_size=1, max_size=40)


def broken(text: str, measure: float) -> Broken:
    return break_lines(TextInFace(text, (), "Source Sans 3", "regular", LANGUAGES["en"]), measure, FACES)


@settings(max_examples=80, deadline=None)
@given(WORDS, st.floats(min_value=6, max_value=40))
def test_breaking_loses_and_adds_no_character(words: list[str], measure: float) -> None:
    """The lines together are the paragraph."""
    text = " ".join(words)

    lines = broken(text, measure).lines

    assert "".join(line.text for line in lines) == text


@settings(max_examples=80, deadline=None)
@given(WORDS, st.floats(min_value=6, max_value=40))
def test_no_line_is_wider_than_the_measure_unless_one_word_is(words: list[str], measure: float) -> None:
    """What cannot fit is told by `widest_word`, never pressed."""
    found = broken(" ".join(words), measure)

    for line in found.lines:
        assert line.width <= max(measure, found.widest_word) + 1e-6


@pytest.mark.parametrize("measure", [9.0, 10.0, 11.0, 12.0, 13.0, 14.5, 16.0, 18.0, 21.0, 24.0])
def test_the_last_line_is_not_one_word(measure: float) -> None:
    """A short word alone under a paragraph looks like a slip."""
    text = "It is widely used for pain and may ease pain of many kinds, so here is how it is thought to work in us."

    lines = broken(text, measure).lines

    assert len(lines) > 1
    assert len(lines[-1].text.split()) > 1


@pytest.mark.parametrize("number", ["01632 960 123", "01632 / 960 123", "+44 (0)1632 960 123", "(555) 010-0100"])
def test_a_telephone_number_stays_on_one_line_where_one_holds_it(number: str) -> None:
    """A line break inside it is copied along; a sum and a date part at their spaces as before."""
    for measure in range(10, 30):
        lines = [
            line.text for line in broken(f"If you cannot come, call us on {number} as soon as you know.", measure).lines
        ]
        assert sum(number in line for line in lines) == 1, lines
    assert all(number not in line.text for line in broken(f"Call {number}.", 3.0).lines)
    assert len(broken("It was 2 000 000 123 456 on 30 11 2026 0", 6.0).lines) > 2


@pytest.mark.parametrize("said", ["Monday–Friday", "9:00–17:30", "(Mon–Fri,", "1–3", "9:00 – 17:30", "26–28"])
def test_a_range_stays_on_one_line_where_one_holds_it(said: str) -> None:
    """`Monday–` at the end of a line reads as if the clinic never closed."""
    for measure in range(8, 30):
        lines = [line.text for line in broken(f"The clinic is open {said} and at times after that.", measure).lines]
        assert sum(said in line for line in lines) == 1, lines
    assert len(broken("Wednesday–Thursday", 6.0).lines) == 2


def test_a_hyphen_does_not_make_two_words_of_a_last_line() -> None:
    """`well-being` alone under a paragraph is one word to the eye."""
    for measure in (18.0, 19.0, 20.0, 21.0, 22.0, 23.0):
        last = broken("This may ease pain for a while and lift your well-being.", measure).lines[-1].text
        assert len(last.split()) > 1


def test_all_breaks_are_chosen_together() -> None:
    """First fit would leave a hole in the second line; total fit evens the edge out."""
    text = "A line that ends early makes an ugly edge, and a reader's eye stumbles over it every time it looks."

    found = [line.width for line in broken(text, 15.0).lines[:-1]]

    assert max(found) - min(found) < 4.0


def test_english_is_not_hyphenated() -> None:
    """Clear print does not split words over lines."""
    lines = broken("Neurotransmitters and endorphins communicate information", 9.0).lines

    assert all(line.text.rstrip()[-1].isalpha() for line in lines)


def test_a_soft_hyphen_shows_only_where_the_line_ends() -> None:
    """The writer's own break for a long word."""
    lines = broken("Neuro\u00adtransmitters", 6.5).lines

    shown = ["".join(c.text for strip in line.strips for c in strip.clusters) for line in lines]
    assert shown == ["Neuro\u00ad", "transmitters"]


LONG = "Keihanaikukauakahihuliheekahaunaele"


def parted(text: str, measure: float, *values: tuple[int, int]) -> list[str]:
    paragraph = TextInFace(text, (), "Source Sans 3", "regular", LANGUAGES["en"], values)
    return [line.text for line in break_lines(paragraph, measure, FACES).lines]


def test_a_value_that_no_line_holds_is_parted_between_letters() -> None:
    """Nothing is added, and two letters at least stay on each side; without a value the word is told as too wide."""
    text = f"Dear {LONG}, come."
    lines = parted(text, 9.0, (5, 5 + len(LONG)))

    assert "".join(lines) == text and all(broken(line, 99.0).widest_word <= 9.0 for line in lines)
    assert not any(line.strip(" ,.") in (LONG[0], LONG[-1]) for line in lines)
    assert broken(text, 9.0).widest_word > 9.0


def test_a_value_that_fits_is_not_parted() -> None:
    text = f"Dear {LONG}, come."

    assert parted(text, 30.0, (5, 5 + len(LONG))) == parted(text, 30.0)


def test_words_beside_a_value_are_not_parted() -> None:
    """The leaflet's own words are its writer's to shorten."""
    text = f"Anna {LONG}"

    assert parted(text, 9.0, (0, 4)) == parted(text, 9.0)


def test_a_mark_stays_with_its_letter_and_joined_letters_stay_together() -> None:
    marked = "e\u0301" * 30
    assert not any(line.startswith("\u0301") for line in parted(marked, 6.0, (0, len(marked))))
    arabic = "\u0645" * 60
    assert parted(arabic, 6.0, (0, 60)) == parted(arabic, 6.0)


def test_an_address_parts_at_its_own_signs_where_no_line_holds_it() -> None:
    """Before `@` or `.`, without a hyphen, and only if it must."""
    address = "appointments@northumberland-physio.example"
    wide, narrow = broken(address, 22.0), broken(address, 15.0)

    assert [line.text for line in wide.lines] == [address]
    assert [line.text for line in narrow.lines] == ["appointments", "@northumberland-physio.example"]
    assert narrow.widest_word <= 15.0


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=2, max_size=4), st.floats(min_value=9, max_value=30))
def test_a_line_that_must_end_parts_a_paragraph_as_two_are(parts: list[list[str]], measure: float) -> None:
    """Each stretch is set as if it stood alone: no short line of one evens out the other."""
    texts = [" ".join(words) for words in parts]

    alone = [line.text for text in texts for line in broken(text, measure).lines]
    together = [line.text.rstrip("\u2028") for line in broken("\u2028".join(texts), measure).lines]

    assert together == alone
