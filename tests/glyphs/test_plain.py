"""The short way to shape a word gives what the long way gives, or nothing."""

import re
import sys
from unittest.mock import patch

import pytest
import uharfbuzz as hb
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES
from brochure.base.page import Strip
from brochure.glyphs import NoGlyph, PlainWords, Shaped, Span, breaks, pieces, resolve, shape
from brochure.glyphs.characters import LINE_ENDS, is_space
from brochure.glyphs.plain import is_plain_letter
from brochure.glyphs.scripts import scripts_of
from tests.glyphs.faces_for_tests import FACES

TAGS = [tag for tag, language in LANGUAGES.items() if language.script == "Latn"]
WEIGHTS = ("regular", "semibold", "bold")
FAMILIES = sorted({family for family in FACES.families if FACES.script_of(family) == "Latn"})
PLAIN = [character for character in map(chr, range(0x3000)) if is_plain_letter(character)]
LETTERS = st.sampled_from("AVWTYefijlrtoß.,-’ŁłčýĐỄ(") | st.sampled_from(PLAIN) | st.characters(max_codepoint=0x3000)


def shaped_by_the_annexes(text: str, spans: tuple[Span, ...], family: str, tag: str) -> Shaped:
    """With levels, scripts, faces and breaks asked for letter by letter."""
    never = re.compile("(?!)")
    module = sys.modules["brochure.glyphs.shape"]
    with (
        patch.object(module, "_plain_item", lambda *_, **__: None),
        patch.object(breaks, "_SIMPLE", never),
        patch.object(pieces, "_letters", lambda *_: None),
        patch.object(pieces, "_SHORT", -1),  # nothing that was shaped before is taken
    ):
        return shape(text, spans, family=family, weight="regular", language=LANGUAGES[tag], faces=FACES)


def long_way(text: str, family: str, weight: str, tag: str) -> tuple[tuple[Strip, ...], float]:
    """The word as a line of its own, letters without their places, and its advance."""
    shaped = shaped_by_the_annexes(text, (Span(0, len(text), weight, ()),), family, tag)
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


@settings(max_examples=1500)
@given(st.text(LETTERS, max_size=30), st.sampled_from(TAGS), st.data())
def test_a_plain_paragraph_is_what_the_annexes_make_of_it(text: str, tag: str, data: st.DataObject) -> None:
    """The same runs, levels, breaks and advances, whichever way it went, with and without a look of its own."""
    family = data.draw(st.sampled_from(FAMILIES))
    end = data.draw(st.integers(0, len(text)))
    looks = [
        (),
        (Span(0, end, data.draw(st.sampled_from(WEIGHTS)), ("tnum",), data.draw(st.sampled_from(["", "pl"]))),),
    ]
    spans = data.draw(st.sampled_from(looks))
    try:
        wanted = shaped_by_the_annexes(text, spans, family, tag)
    except NoGlyph:
        return
    found = shape(text, spans, family=family, weight="regular", language=LANGUAGES[tag], faces=FACES)

    for name in ("text", "_shown", "levels", "breaks", "main"):
        assert getattr(found, name) == getattr(wanted, name), name
    for mine, theirs in zip(found.items, wanted.items, strict=True):
        for name in ("start", "end", "setting", "level", "foreign", "piece"):
            assert getattr(mine, name) == getattr(theirs, name), name


@pytest.mark.parametrize("text", ["10 minutes", "Zoë’s visit, £75.50", "a-b e-mail 9:30"])
def test_most_paragraphs_go_the_short_way(text: str) -> None:
    """A test of nothing would pass the one above."""
    module = sys.modules["brochure.glyphs.shape"]
    with patch.object(module, "choose_faces", side_effect=AssertionError):
        shape(text, family="Source Sans 3", weight="regular", language=LANGUAGES["en"], faces=FACES)


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


@pytest.mark.parametrize(("text", "script", "rtl"), [("AVATAR difficult", "Latn", False), ("محمد علي", "Arab", True),
                                                     ("नमस्ते क्षत्रिय", "Deva", False), ("x", "Latn", False)])  # fmt: skip
def test_where_a_line_may_end_is_asked_of_all_glyphs_at_once(text: str, script: str, rtl: bool) -> None:
    """As the flag of each says, which takes as long as all the rest."""
    family = {"Latn": "Source Sans 3", "Arab": "Noto Sans Arabic", "Deva": "Noto Sans Devanagari"}[script]
    font = FACES.family(family, "regular").font
    seen: list[bool] = []
    whole = type(font)._unsafe

    def one_by_one(self: object, buffer: hb.Buffer) -> list[bool]:
        seen.extend(int(each.flags) & int(hb.GlyphFlags.UNSAFE_TO_BREAK) != 0 for each in buffer.glyph_infos)
        return whole(font, buffer)

    with patch.object(type(font), "_unsafe", one_by_one):
        shaped = font.shape(text, "", "", script=script, language="en", rtl=rtl, features=())

    assert [each.breaks_unsafely for each in shaped] == seen
    assert len(text) == 1 or True in seen
