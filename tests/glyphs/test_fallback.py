"""Which face sets which character."""

import pytest

from brochure.base.language import LANGUAGES
from brochure.glyphs import Missing, NoGlyph, Span
from brochure.glyphs.fallback import choose_faces
from tests.glyphs.faces_for_tests import FACES, shaped

SANS = "SourceSans3-Regular"


def faces_of(text: str, language: str = "en", *, family: str = "Source Sans 3", weight: str = "regular") -> list[str]:
    """Names of the faces, one for each character."""
    weights = [weight] * len(text)
    chosen = choose_faces(text, weights, family=family, language=LANGUAGES[language], faces=FACES)
    return [face.name for face in chosen]


def test_main_family_sets_all_that_it_has() -> None:
    """A leaflet in one alphabet has one face."""
    assert set(faces_of("Zażółć gęślą jaźń, Ελλάδα, їжак: 020")) == {SANS}


def test_other_script_comes_from_its_own_family() -> None:
    """Han in an English text, and nothing around it."""
    assert faces_of("a 针 b") == [SANS, SANS, "NotoSansSC-Regular", "NotoSansSC-Regular", SANS]


def test_weight_stays_when_the_family_changes() -> None:
    """A bold name is bold in every script."""
    assert faces_of("针", weight="bold") == ["NotoSansSC-Bold"]


def test_urdu_comes_from_nastaliq_and_arabic_from_naskh() -> None:
    """Each is read with ease only in its own hand."""
    assert set(faces_of("پتلا", "ur")) == {"NotoNastaliqUrdu-Regular"}
    assert set(faces_of("قلب", "ar")) == {"NotoSansArabic-Regular"}
    assert set(faces_of("قلب", "en")) == {"NotoSansArabic-Regular"}


def test_chinese_marks_in_chinese_come_from_the_chinese_face() -> None:
    """A Latin quotation mark is a third as wide as a Chinese one."""
    assert set(faces_of("“针灸”……·", "zh-Hans")) == {"NotoSansSC-Regular"}
    assert faces_of("“a”", "en") == [SANS] * 3


def test_apostrophe_inside_a_latin_word_stays_latin_in_chinese() -> None:
    """U+2019 is two marks in one."""
    assert faces_of("针St John’s", "zh-Hans")[1:] == [SANS] * 9


def test_latin_family_of_the_brand_is_kept_in_chinese() -> None:
    """Numbers and names in a Chinese leaflet look as they do in an English one."""
    assert faces_of("致电020", "zh-Hans")[2:] == [SANS] * 3


def test_marks_and_joiners_stay_with_their_base() -> None:
    """A mark from another face would stand in the wrong place."""
    assert faces_of("क्\u200dष", "en") == ["NotoSansDevanagari-Regular"] * 4
    assert len(set(faces_of("ы\u0301", "ru", family="Atkinson Hyperlegible Next"))) == 1


def test_composed_and_decomposed_letter_have_one_face() -> None:
    """How an editor saves an accent is no business of the reader's eye."""
    composed, decomposed = "é", "e\u0301"

    assert set(faces_of(decomposed, family="Atkinson Hyperlegible Next")) == set(
        faces_of(composed, family="Atkinson Hyperlegible Next")
    )


def test_controls_need_no_glyph() -> None:
    """Soft hyphens, zero-width spaces, bidi controls and variation selectors are not looked for in a font."""
    text = "a\u00adb\u200bc\u2067d\u2069\ufe0f\u2060"

    assert set(faces_of(text, family="Source Serif 4")) == {"SourceSerif4-SemiBold"}


def test_fixed_spaces_and_hyphens_are_set_by_what_stands_in_for_them() -> None:
    """HarfBuzz makes them of a space and a hyphen; no other face is needed."""
    assert set(faces_of("5\u202fmg\u2009x\u2011y")) == {SANS}


def test_all_missing_characters_are_told_at_once() -> None:
    """Whoever mends the text wants the whole list."""
    with pytest.raises(NoGlyph) as fault:
        shaped("a 😀 b \ue000 针 c\u0301\U0001f600")

    assert fault.value.characters == (Missing("😀", 2), Missing("\ue000", 6), Missing("\U0001f600", 12))
    assert "U+1F600 at 2" in str(fault.value)


def test_mark_that_the_face_of_its_base_lacks_is_told() -> None:
    """No glyph 0 is painted where each half exists, but in two faces."""
    with pytest.raises(NoGlyph) as fault:
        shaped("针\u0e34")

    assert fault.value.characters == (Missing("\u0e34", 1),)


def test_tab_and_other_controls_are_missing_characters() -> None:
    """They have no glyph and no meaning in a set line."""
    with pytest.raises(NoGlyph):
        shaped("a\tb\x07")


def test_span_that_lies_outside_is_a_fault_of_the_caller() -> None:
    """A weight that falls on nothing would vanish in silence."""
    with pytest.raises(ValueError, match="span from 1 to 4"):
        shaped("abc", "en", Span(1, 4, "bold"))
    with pytest.raises(ValueError, match="2 are taken"):
        shaped("abc", "en", Span(0, 2, "bold"), Span(1, 3, "bold"))
