"""The short way to shape a word gives what the long way gives, or nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES
from brochure.base.page import Strip
from brochure.glyphs import PlainWords, Span, resolve, shape
from brochure.glyphs.characters import LINE_ENDS, is_space
from brochure.glyphs.plain import is_plain_letter
from brochure.glyphs.scripts import scripts_of
from tests.glyphs.faces_for_tests import FACES

TAGS = [tag for tag, language in LANGUAGES.items() if language.script == "Latn"]
WEIGHTS = ("regular", "semibold", "bold")
FAMILIES = sorted({family for family in FACES.families if FACES.script_of(family) == "Latn"})
PLAIN = [character for character in map(chr, range(0x3000)) if is_plain_letter(character)]
LETTERS = st.sampled_from("AVWTYefijlrtoß.,-’ŁłčýĐỄ(") | st.sampled_from(PLAIN) | st.characters(max_codepoint=0x3000)


def long_way(text: str, family: str, weight: str, tag: str) -> tuple[tuple[Strip, ...], float]:
    """The word as a line of its own, letters without their places, and its advance."""
    spans = (Span(0, len(text), weight, ()),)
    shaped = shape(text, spans, family=family, weight="regular", language=LANGUAGES[tag], faces=FACES)
    strips = shaped.set_line(0, len(text)).strips
    placeless = (strip._replace(clusters=tuple(each._replace(start=0) for each in strip.clusters)) for strip in strips)
    return tuple(placeless), shaped.advance(0, len(text))


@settings(max_examples=1500)
@given(st.text(LETTERS, min_size=1, max_size=12), st.booleans(), st.sampled_from(TAGS), st.data())
def test_short_way_is_the_long_way(text: str, spaced: bool, tag: str, data: st.DataObject) -> None:
    """A word has the same letters, pens and advance whichever way it went; in doubt it goes the long one."""
    family, weight = data.draw(st.sampled_from(FAMILIES)), data.draw(st.sampled_from(WEIGHTS))
    word = text + " " * spaced

    found = PlainWords(family, weight, LANGUAGES[tag], FACES).word(word)

    if found:
        assert ((found.strip,), found.advance) == long_way(word, family, weight, tag)


@pytest.mark.parametrize(
    "name", ["Anna ", "Kowalska,", "Müller-", "Lüdenscheidt ", "9:30.", "O’Brien ", "Nguyễn", "Dr\u00a0Żółć "]
)
def test_names_go_the_short_way(name: str) -> None:
    """A test of nothing would pass the one above."""
    assert PlainWords("Source Sans 3", "regular", LANGUAGES["en"], FACES).word(name)


@pytest.mark.parametrize("word", ["针", "Анна", "e\u0301", "a\u00adb", "a\u200bb", "a\nb", "  ", "", "a  ", "مر"])
def test_what_the_face_lacks_or_joins_goes_the_long_way(word: str) -> None:
    """Another face, a mark, what is not seen, and spaces that are more than one."""
    assert PlainWords("Source Sans 3", "regular", LANGUAGES["en"], FACES).word(word) is None


def test_other_scripts_and_directions_go_the_long_way() -> None:
    """Their paragraphs have rules that a word alone does not know."""
    for tag in ("ar", "zh-Hans", "el", "ru"):
        assert PlainWords("Source Sans 3", "regular", LANGUAGES[tag], FACES).word("Anna") is None


def test_plain_letters_are_left_to_right_and_latin() -> None:
    """What the short way leaves out is nothing for these characters: levels, scripts, spaces that hang, line ends."""
    for character in PLAIN:
        assert resolve(character, "ltr") == (0,)
        assert scripts_of(character, "Latn") == ("Latn",)
        assert is_space(character) == (character == " ")
        assert character not in LINE_ENDS


def test_same_letters_are_the_same_objects() -> None:
    """So that a word weighs little, and a letter is known by its object."""
    words = PlainWords("Source Sans 3", "regular", LANGUAGES["en"], FACES)
    first, second = words.word("Anna "), words.word("Anna ")

    assert first and second
    assert all(one is other for one, other in zip(first.strip.clusters, second.strip.clusters, strict=True))
