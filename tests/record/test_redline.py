"""What differs between two texts is found block by block, and the gravest stands first."""

import pytest

from brochure.content.claims_file import read_words
from brochure.content.shelf import Shelf
from brochure.record.redline import Difference, redline, word_pieces

TEXT = {
    "title": "Your visit",
    "points 1 heading": "Tight muscles",
    "points 1 text 1": "Needles may help tight muscles let go for a while.",
    "points 2 heading": "Sleep",
    "points 2 text 1": "We ask about sleep, stress and habits too.",
    "safety heading": "Staying safe",
    "safety keep": "Keep taking your medicines.",
    "easy 3": "Keep taking your medicines.",
    "aside items 1": "Back pain",
    "aside items 2": "Migraine",
    "aside closing 1": "It does not help everyone.",
    "aside closing 2": "About 9 in 100 people have a small bruise.",
}


def of(shelf: Shelf, changes: dict[str, str], language: str = "en") -> tuple[Difference, ...]:
    """The text against itself with these blocks changed."""
    return redline(TEXT, TEXT | changes, read_words(language, shelf))


CHANGES = {
    "safety": ("safety keep", "Stop taking your medicines.", "safety", ()),
    "medicines elsewhere": ("easy 3", "You may keep your scarf on.", "safety", ("whether medicines go on",)),
    "number": ("aside closing 2", "About 1 in 100 people have a small bruise.", "number", ("'9' became '1'",)),
    "a number as a word": ("aside closing 2", "About nine in 100 people have a small bruise.", "rest", ()),
    "negation": ("aside closing 1", "It does help everyone.", "negation", ("'not' is gone",)),
    "condition": ("aside items 2", "Cancer", "condition", ("'migraine' became 'cancer'",)),
    "claim": ("points 1 text 1", "Needles cure, and may help tight muscles for a while.", "claim", ("'cure' is new",)),
    "hedge": ("points 1 text 1", "Needles help tight muscles let go for a while.", "claim", ("'may' is gone",)),
    "rest": ("points 2 text 1", "We ask about sleep, worry and habits too.", "rest", ()),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_has_the_weight_of_its_gravest_word(name: str, shelf: Shelf) -> None:
    """Safety by where it stands; the others by their words."""
    path, now, weight, why = CHANGES[name]
    (found,) = of(shelf, {path: now})

    assert (found.path, found.weight) == (path, weight)
    assert set(why) <= set(found.why)


def test_the_gravest_stands_first(shelf: Shelf) -> None:
    """A reader who stops early has seen what matters."""
    grave = {path: now for path, now, weight, _ in CHANGES.values() if weight != "rest" and path != "easy 3"}
    found = of(shelf, grave | {"title": "A visit"})

    assert [each.weight for each in found] == ["safety", "number", "negation", "condition", "claim", "rest"]


def test_a_block_that_is_put_in_changes_no_other(shelf: Shelf) -> None:
    """All points after it have other numbers, and the words that they had."""
    first = {"points 1 heading": "Nerves", "points 1 text 1": "Needles set off signals in your nerves."}
    moved = {path.replace("points 2", "points 3").replace("points 1", "points 2"): text for path, text in TEXT.items()}
    now = {"title": TEXT["title"], **first, **{path: text for path, text in moved.items() if path != "title"}}

    found = redline(TEXT, now, read_words("en", shelf))

    assert [(each.path, each.before) for each in found] == [("points 1 text 1", ""), ("points 1 heading", "")]


def test_a_block_is_found_where_it_went(shelf: Shelf) -> None:
    """And its words are held against those that it had."""
    now = TEXT | {"aside items 1": TEXT["aside items 2"], "aside items 2": TEXT["aside items 1"]}

    (found,) = redline(TEXT, now, read_words("en", shelf))

    assert (found.was, found.before) == ("aside items 2", found.now) or (found.was, found.before) == (
        "aside items 1",
        found.now,
    )


def test_what_was_taken_out_is_told(shelf: Shelf) -> None:
    """By the path that it had."""
    now = {path: text for path, text in TEXT.items() if path != "safety keep"}
    (found,) = redline(TEXT, now, read_words("en", shelf))

    assert (found.path, found.now, found.weight) == ("safety keep", "", "safety")


@pytest.mark.parametrize(
    ("before", "now", "pieces"),
    [
        ("About 9 in 100 people.", "About 1 in 100 people.", "About |-9|+1| in 100 people."),
        ("It does not help.", "It helps.", "It |-does not help|+helps|."),
        ("以前很痛。", "以后很痛。", "以|-前|+后|很痛。"),
        ("لا يفيد الجميع.", "يفيد الجميع.", "-لا |يفيد الجميع."),
        ("", "New.", "+New."),
    ],
)
def test_words_are_held_against_words(before: str, now: str, pieces: str) -> None:
    """A stop at the end of a word is no part of it; Chinese is read sign by sign."""
    marks = {"both": "", "out": "-", "in": "+"}
    assert "|".join(f"{marks[each.kind]}{each.text}" for each in word_pieces(before, now)) == pieces


@pytest.mark.parametrize(("before", "now"), [("About 9 in 100 people.", "It is rare."), ("", "a b"), ("a  b", "a b")])
def test_the_pieces_are_both_texts(before: str, now: str) -> None:
    """No word is shown that stands in neither, and none is left out."""
    found = [*word_pieces(before, now)]

    assert "".join(each.text for each in found if each.kind != "in").split() == before.split()
    assert "".join(each.text for each in found if each.kind != "out").split() == now.split()


def test_a_language_without_a_list_is_judged_by_its_numbers(shelf: Shelf) -> None:
    """And by its safety note; nothing is guessed."""
    assert [each.weight for each in of(shelf, {"aside closing 2": "About 1 in 100."}, "cy")] == ["number"]
    assert [each.weight for each in of(shelf, {"aside items 2": "Canser"}, "cy")] == ["rest"]


def test_each_shipped_list_tells_a_denial_that_is_gone(shelf: Shelf) -> None:
    """In every language that the program ships."""
    samples = {"es": ("No ayuda a todos.", "Ayuda a todos."), "pl": ("Nie pomaga każdemu.", "Pomaga każdemu."),
               "ar": ("لا يفيد الجميع.", "يفيد الجميع."), "zh-Hans": ("不是人人有效。", "人人有效。")}  # fmt: skip
    for language, (before, now) in samples.items():
        (found,) = redline({"lead": before}, {"lead": now}, read_words(language, shelf))

        assert found.weight == "negation", language
