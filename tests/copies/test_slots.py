"""The quick way to set a personal paragraph says what the whole engine says: the same words on the same lines."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.edition import EDITIONS
from brochure.base.language import LANGUAGES
from brochure.base.manuscript import Manuscript
from brochure.base.story import Run, Words
from brochure.content.shelf import Shelf
from brochure.copies.slots import Room, WordSetter, break_words, is_plain, takes, takes_all_of, units_of, whole_lines
from brochure.layout.sense import joint_costs
from brochure.layout.sizes import TypeSizes

# Hyphens beside which nothing is kerned: there the quick way is the engine to the letter.
NAMES = (
    "Anna", "Kowalska,", "Zoë", "Lüdenscheidt", "at", "9:30", "on", "Tuesday", "5", "January", "with", "Dr",
    "Jo", "Example.", "Please", "bring", "your", "letter", "(and", "glasses)", "to", "12", "Mill", "Lane",
    "Müller-Lüdenscheidt,", "Anne-Marie", "follow-up",
)  # fmt: skip


# Each word once: where two ways to break have the very same cost, the last digit of a sum decides.
@settings(max_examples=400, derandomize=True)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=40, unique=True), st.integers(9, 40), st.booleans())
def test_lines_end_where_the_engine_ends_them(
    manuscript: Manuscript, shelf: Shelf, names: list[str], measure: int, strong: bool
) -> None:
    """A copy must not look as if somebody else had set it."""
    lines_end_alike(manuscript, shelf, " ".join(names), float(measure), strong=strong)


def lines_end_alike(manuscript: Manuscript, shelf: Shelf, text: str, measure: float, *, strong: bool = False) -> None:
    english = LANGUAGES["en"]
    style = TypeSizes(manuscript.brand, english, shelf.faces, EDITIONS["email"], 1.0).of("body")
    words = Words(1, "P", "body", (Run(text, strong),), None)
    room = Room(words, style, measure * style.size, 0.0, (), english, 0.0, manuscript.brand.colour("text"))
    setter = WordSetter(shelf.faces)
    units = list(units_of(words, {}))
    shaped = [setter.word(unit, style, english) for unit in units]

    quick = [
        "".join(text for unit in units[start:end] for text, _ in unit).rstrip()
        for start, end in break_words(
            [each.full for each in shaped],
            [each.bare for each in shaped],
            measure,
            lambda: joint_costs(["".join(part for part, _ in unit) for unit in units], "en"),
        )
    ]
    assert quick == [line.text.rstrip() for line in whole_lines(words, room, measure, shelf.faces)]


@pytest.mark.parametrize("text", ["مرحبا", "针灸", "e\u0301", "ไทย", "a\u200bb", "क्ष", "\U0001f600"])
def test_what_joins_reorders_or_combines_goes_the_long_way(text: str) -> None:
    """In doubt the whole engine is asked."""
    assert not is_plain(text)
    assert is_plain("Zoë Müller-Lüdenscheidt, 9:30")


@pytest.mark.parametrize(("name", "by_word"), [("Anne-Marie", True), ("a--b", False), ("O'-", False), ("Jo -x", False)])
def test_a_hyphen_that_its_neighbours_judge_goes_the_long_way(name: str, by_word: bool) -> None:
    """Where a line may end beside it is a question for the whole annex."""
    assert takes(name) is by_word
    assert takes_all_of(Words(1, "P", "body", (Run(name),), None), LANGUAGES["en"]) is by_word
    assert not takes_all_of(Words(1, "P", "body", (Run("Dr {name}-Jones"),), None), LANGUAGES["en"])
    assert not takes_all_of(Words(1, "P", "body", (Run("Anna"),), None), LANGUAGES["ar"])


@pytest.mark.parametrize("measure", range(8, 16))
def test_parts_of_one_word_are_one_word_on_the_last_line(manuscript: Manuscript, shelf: Shelf, measure: int) -> None:
    """A last line of one word is avoided by both, and a name with a hyphen is one."""
    for before in ("", "Jo ", "Anna ", "Please bring ", "Anna at "):
        lines_end_alike(manuscript, shelf, f"Please {before}bring Anne-Marie", float(measure))


@pytest.mark.parametrize(
    "run", [Run("a", emphasis=True), Run("2", level="sup"), Run("a", language="pl"), Run("a\u2028b")]
)
def test_what_is_set_otherwise_goes_the_long_way(run: Run) -> None:
    """Words one by one know two weights and no more."""
    plain, marked = (Words(1, "P", "body", runs, None) for runs in ((Run("{name}"),), (Run("{name}"), run)))

    assert takes_all_of(plain, LANGUAGES["en"])
    assert not takes_all_of(marked, LANGUAGES["en"])
