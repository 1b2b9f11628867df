"""Words inside a paragraph: strong ones, and those of another script."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES, Language
from brochure.base.story import Run
from brochure.reflow.inline import Worded, inline_html, worded
from tests.base.test_leads import CONTACT

ENGLISH, ARABIC = LANGUAGES["en"], LANGUAGES["ar"]


def test_strong_words_are_strong() -> None:
    """A screen reader may stress them; bold type alone says nothing to it."""
    runs = (Run("Go on. "), Run("Keep <taking>", strong=True), Run(" them."))

    assert inline_html(runs, CONTACT, ENGLISH) == "Go on. <strong>Keep &lt;taking&gt;</strong> them."


def test_words_of_another_script_name_a_language() -> None:
    """An English voice spells Han characters out, or leaves them out."""
    assert list(worded("Zhēnjiǔ (针灸) helps", ENGLISH)) == [
        Worded("Zhēnjiǔ ("),
        Worded("针灸", "zh-Hans"),
        Worded(") helps"),
    ]


def test_spaces_between_words_of_one_script_stay_inside() -> None:
    """One stretch, one change of voice."""
    assert list(worded("العلاج Pain Relief هنا", ARABIC)) == [
        Worded("العلاج "),
        Worded("Pain Relief", "en"),
        Worded(" هنا"),
    ]


@pytest.mark.parametrize("text", ["β-blocker", "5 µg", "x̄ and é", "№ 5 – “so”"])
def test_a_letter_that_every_language_borrows_stays(text: str) -> None:
    """A Greek voice for one beta is worse than none."""
    assert list(worded(text, ENGLISH)) == [Worded(text)]


def test_a_link_keeps_its_order_in_a_line_from_right_to_left() -> None:
    """`bdi` is what keeps the groups of a number in their order."""
    assert inline_html((Run("01632 960 123"),), CONTACT, ARABIC) == (
        '<a href="tel:01632960123"><bdi dir="ltr"><span style="white-space:nowrap">01632 960 123</span></bdi></a>'
    )


@pytest.mark.parametrize(
    ("text", "language", "direction"), [("12 Mill Lane", ARABIC, "ltr"), ("12 شارع", ENGLISH, "rtl")]
)
def test_a_line_of_the_other_direction_keeps_its_own_order(text: str, language: Language, direction: str) -> None:
    """12 Mill Lane, and not Mill Lane 12."""
    assert inline_html((Run(text),), CONTACT, language).startswith(f'<bdi dir="{direction}">')
    assert not inline_html((Run(text + " a ا"),), CONTACT, language).startswith("<bdi")


@given(st.text(), st.sampled_from(list(LANGUAGES.values())))
def test_no_character_is_lost_between_scripts(text: str, language: Language) -> None:
    """Stretches together are the text."""
    assert "".join(each.text for each in worded(text, language)) == text


WORDS = {
    "Hani": "你 好", "Deva": "नमस्ते", "Guru": "ਸਤਿ", "Taml": "வணக்கம்", "Thai": "สวัสดี", "Beng": "নমস্কার",
    "Gujr": "નમસ્તે", "Arab": "سلام", "Hebr": "שלום", "Grek": "λόγος", "Cyrl": "привет",
}  # fmt: skip
TAGS = {row.script: row.tag for row in reversed(LANGUAGES.values()) if row.script in WORDS}


@pytest.mark.parametrize("script", TAGS)
def test_each_script_has_the_tag_of_its_language(script: str) -> None:
    """The first language that the house sets in it."""
    text = WORDS[script]

    assert list(worded(f"a {text}, b", ENGLISH)) == [Worded("a "), Worded(text, TAGS[script]), Worded(", b")]
    assert list(worded(text, ENGLISH)) == [Worded(text, TAGS[script])]


def test_words_of_two_scripts_side_by_side_are_two_stretches() -> None:
    """Each with the voice that can read it; a mark belongs to its letter."""
    assert [each.text for each in worded("针灸 سلام ok", ENGLISH)] == ["针灸", " ", "سلام", " ok"]
    assert list(worded("Pain", ARABIC)) == [Worded("Pain", "en")]
    assert list(worded("5", ARABIC)) == [Worded("5")]
    assert list(worded("", ARABIC)) == []


def test_a_stretch_in_html_names_its_language_and_is_escaped() -> None:
    """Strong or not, with a time in it or not."""
    runs = (Run("a < 针灸 & ", strong=True), Run("9:00"))

    assert inline_html(runs, CONTACT, ENGLISH) == (
        '<strong>a &lt; <span lang="zh-Hans">针灸</span> &amp; </strong><bdi dir="ltr">9:00</bdi>'
    )


def test_an_address_may_part_at_its_signs_and_not_at_its_hyphen() -> None:
    """A browser ends lines after hyphens, and nobody could tell whose hyphen it was."""
    assert inline_html((Run("Write to a-b@c-d.example."),), CONTACT, ENGLISH) == (
        'Write to <a href="mailto:a-b@c-d.example"><bdi dir="ltr"><span style="white-space:nowrap">a-b</span><wbr>'
        '<span style="white-space:nowrap">@c-d</span><wbr>.example</bdi></a>.'
    )
    long = "x-" * 20 + "@c.example"
    assert "nowrap" not in inline_html((Run(long),), CONTACT, ENGLISH)  # it would widen a narrow telephone


def test_a_well_known_word_is_no_address() -> None:
    """Only addresses are held together."""
    assert inline_html((Run("a well-known and/or co-op"),), CONTACT, ENGLISH) == "a well-known and/or co-op"


def test_marks_of_runs_are_elements() -> None:
    """Emphasis, small figures, words of another language and direction, a line that ends, one link of several runs."""
    runs = (
        Run("one\u2028"), Run("two", emphasis=True), Run("2", level="sub"), Run("cześć", language="pl"),
        Run("أهلا", language="ar"), Run("our", strong=True, link="tel:1"), Run(" line", link="tel:1"),
    )  # fmt: skip

    assert inline_html(runs, CONTACT, ENGLISH) == (
        'one<br>\n<em>two</em><sub>2</sub><span lang="pl">cześć</span><span lang="ar" dir="rtl">أهلا</span>'
        '<a href="tel:1"><strong>our</strong> line</a>'
    )


def test_an_address_in_linked_words_is_no_second_link() -> None:
    """A link in a link is none; the address keeps its order."""
    runs = (Run("hello@riverside.example", link="https://riverside.example"),)

    assert inline_html(runs, CONTACT, ENGLISH).count("<a ") == 1
