"""UAX #14: quick for plain words, and the same as the annex everywhere."""

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uniseg.graphemecluster import grapheme_cluster_boundaries
from uniseg.linebreak import line_break_boundaries

from brochure.base.language import LANGUAGES
from brochure.glyphs import breaks
from brochure.glyphs.breaks import Break, opportunities
from brochure.glyphs.characters import joins_previous
from tests.conftest import ROOT
from tests.glyphs.sentences import SENTENCES

ENGLISH = LANGUAGES["en"]
SIMPLE = "aZéŵДΩёאبنकாग09   .,:@&'’()«»“”„‘;!?…\u0301\u093f\u0bcd\u064b\u05b7"
HARDER = SIMPLE + "–—-/%£€$+\u00ad\u200b\u00a0\n中文。，（）[]*#°ไทย\u2011\u200d😀🏽🇬🇧_=~<|\u2060\u3000\u0964۔،·•→²가"
CHINESE = "中文字国，。：；！？、（）《》“”‘’……——·a1b2:.  「」%–"
PIECES = [
    "and/or", "well-known", "Mon–Fri", "9:00–17:30", "(“so”)", "£45", "45%", "+44", "a\u00a0b", "tel.\u00a0020", "1-2",
    "a-1", "—", "–", "word—word", "co\u00adop", "&", "•", "(x", "x)", "ह।", "«a»", "ש-ל", "ไทย", "中", "¿a?", "5/6",
    "a/1", "-", "ב׳–ו׳,", "a—", "—b", "“", "...", "x…", "12.5%", "1,000", "a\u2011b", "م؟", "۰۲",
    "https://a.b", "(http://ab-c/d", "https://",
]  # fmt: skip


def places(text: str) -> list[int]:
    return [found.position for found in opportunities(text, ENGLISH)]


def annex_places(text: str) -> list[int]:
    """What uniseg says, but for places that would part a letter from its marks, or a lone one from its word."""
    inside = [at for at in line_break_boundaries(text) if 0 < at < len(text) and not joins_previous(text[at])]
    return [at for at in inside if not re.search(r"(?:^|\W)[^\W\d_]-$", text[:at])]


@pytest.mark.parametrize("tag", SENTENCES)
def test_sentences_break_as_the_annex_says(tag: str) -> None:
    """Every language that ships, whole sentences."""
    assert places(SENTENCES[tag]) == annex_places(SENTENCES[tag])


@settings(max_examples=100, deadline=None)
@given(st.text(SIMPLE, max_size=30))
def test_plain_words_break_as_the_annex_says(text: str) -> None:
    """The quick way is only quicker."""
    assert places(text) == annex_places(text)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.sampled_from(["", " ", "  "]), max_size=9).map("".join))
def test_compound_words_break_as_the_annex_says(text: str) -> None:
    """Hyphens, dashes, strokes, sums and hours, beside each other and beside what the quick way does not know."""
    assert places(text) == annex_places(text)


@settings(max_examples=100, deadline=None)
@given(st.text(CHINESE, max_size=20))
def test_chinese_breaks_as_the_annex_says(text: str) -> None:
    """Kinsoku, quotation marks and words of letters among Han."""
    assert places(text) == annex_places(text)


@settings(max_examples=60, deadline=None)
@given(st.text(HARDER, max_size=20))
def test_any_text_breaks_as_the_annex_says(text: str) -> None:
    """What the quick way leaves alone goes to uniseg with its neighbours."""
    assert places(text) == annex_places(text)


@settings(max_examples=100, deadline=None)
@given(st.text(HARDER, max_size=20))
def test_no_break_parts_a_grapheme(text: str) -> None:
    """What a reader takes for one letter stays on one line (UAX #29)."""
    letters = set(grapheme_cluster_boundaries(text))

    assert set(places(text)) <= letters


def test_kinds_say_what_stands_before_the_break() -> None:
    """A breaker treats each kind in its own way."""
    text = "a bb-c co\u00adop\u200bx\ny"

    assert opportunities(text, ENGLISH) == (
        Break(2, "space"),
        Break(5, "between"),
        Break(7, "space"),
        Break(10, "hyphen"),
        Break(13, "between"),
        Break(15, "must"),
    )


@pytest.mark.parametrize("word", ["e-mail", "(e-mail)", "X-ray", "T-shirt", "è-post", "е-пошта", "β-blocker"])
def test_a_lone_letter_keeps_its_word(word: str) -> None:
    """Nobody reads `mail` at the start of a line as the second half of a word. Source: UKAAF G003."""
    assert places(f"by {word} now") == [3, 4 + len(word)]


def test_chinese_mark_does_not_start_a_line() -> None:
    """Kinsoku: neither before a closing mark nor after an opening one."""
    text = "针灸，（针）。"

    assert places(text) == [1, 3]


def test_no_break_space_binds() -> None:
    """Draft binds what belongs together; no line parts it."""
    assert places("tel. 020\u00a07946\u00a00123") == [5]


@pytest.mark.parametrize(("tag", "expected"), [("pl", [6, 15]), ("en", [6, 8, 15])])
def test_word_of_one_letter_never_ends_a_line_where_the_language_binds_it(tag: str, expected: list[int]) -> None:
    """Polish and Russian typesetters pull a preposition of one letter to its word."""
    found = opportunities("jest, w ciąży, i", LANGUAGES[tag])

    assert [each.position for each in found] == expected


def test_thai_line_ends_only_where_a_space_or_mark_says_so() -> None:
    """No dictionary: a writer puts U+200B where a long phrase may part."""
    assert places("น้ำมันที่นี่ โทร") == [13]
    assert places("น้ำมัน\u200bที่นี่") == [7]


def test_sentences_of_all_languages_need_no_tables() -> None:
    """Loading uniseg costs a cold run more than all its shaping."""
    program = (
        "import sys\n"
        "from brochure.base.language import LANGUAGES\n"
        "from brochure.glyphs.breaks import opportunities\n"
        "from tests.glyphs.sentences import SENTENCES\n"
        "for tag in ('en', 'pl', 'vi', 'ru', 'zh-Hans', 'ar', 'ur', 'hi', 'ta', 'th'):\n"
        "    opportunities(SENTENCES[tag], LANGUAGES[tag])\n"
        "sys.exit('uniseg' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


@given(st.text("abXYéß07-/–—\u00ad@(«“‘„\"'¿¡.,:@&'’‑\u2060)!?»…+£€$%·•&\u00a0\u202f×÷ªº¬", min_size=1, max_size=9))
@settings(max_examples=2000, derandomize=True)
def test_words_of_the_west_are_judged_alike_by_their_own_patterns(word: str) -> None:
    def spelt(patterns: breaks._Patterns) -> str | None:
        return found[0] if (found := patterns.spelt.match(word)) else None

    latin, any_ = breaks._LATIN, breaks._ANY

    assert (latin.plain_word.fullmatch(word) is None) == (any_.plain_word.fullmatch(word) is None)
    assert [at.start() for at in latin.part.finditer(word)] == [at.start() for at in any_.part.finditer(word)]
    assert spelt(latin) == spelt(any_)
