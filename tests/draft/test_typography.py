"""Small typography and strong words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brochure.base.language import LANGUAGES
from brochure.base.story import Run
from brochure.draft.inline import runs_of
from brochure.draft.typography import NBSP, tidy

ENGLISH = LANGUAGES["en"]


@example("''1", "ar")
@example("'a'1", "he")
@given(st.text(alphabet="aB s'\"-:19.*<>(=) \n\t\u00a0éDr", max_size=60), st.sampled_from(sorted(LANGUAGES)))
def test_typography_done_twice_changes_nothing(text: str, tag: str) -> None:
    """Idempotent: a text may pass through the room again."""
    once = tidy(text, LANGUAGES[tag])

    assert tidy(once, LANGUAGES[tag]) == once


@given(st.text(max_size=80), st.sampled_from(sorted(LANGUAGES)))
def test_typography_neither_adds_nor_drops_a_word(text: str, tag: str) -> None:
    """Only quotes, ranges and the kind of space may change."""
    before = list(text.split())
    after = tidy(text, LANGUAGES[tag]).split()

    assert len(after) == len(before)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("don't", "don’t"),
        ('say "yes" now', "say “yes” now"),
        ("9:00-17:30", "9:00–17:30"),
        ("Monday-Friday, Sat-Sun", "Monday–Friday, Sat–Sun"),
        ("a Mon-Fri-like day, a Monday-morning", "a Mon-Fri-like day, a Monday-morning"),
        ("take 5 mg", f"take 5{NBSP}mg"),
        ("ask Dr Brown", f"ask Dr{NBSP}Brown"),
        ("  two\n  lines ", "two lines"),
        ('<img src="http://127.0.0.1/x">', '<img src="http://127.0.0.1/x">'),
        ("if A<B and C>D", "if A<B and C>D"),
        ("write to Ann <ann@x.test>", "write to Ann <ann@x.test>"),
        ("01632 960 123", "01632 960 123"),
        ("pat.o'neil@x.test, don't", "pat.o'neil@x.test, don’t"),
        ("\"see https://x.test/'a'/9:00-17:00\" 9:00-17:00", "“see https://x.test/'a'/9:00-17:00” 9:00–17:00"),
        ("'Twas rock 'n' roll of the '90s", "’Twas rock ’n’ roll of the ’90s"),
        ("hold for 5', then 6' more", "hold for 5', then 6' more"),
        ("a 5' walk and 'a quote'", "a 5' walk and ‘a quote’"),
        ("20-30 % of 2-3 mg", f"20–30{NBSP}% of 2–3{NBSP}mg"),
        ("see pp. 3-4 and p. 7", f"see pp.{NBSP}3–4 and p.{NBSP}7"),
        ("01632-960-123 and PM-01-02", "01632-960-123 and PM-01-02"),
        ("'www.x.test/o'b' and @o'neil", "‘www.x.test/o'b’ and @o'neil"),
    ],
)
def test_the_marks_that_a_keyboard_lacks(typed: str, printed: str) -> None:
    """[MA03, MA06, MA07] Code and markup stay as typed."""
    assert tidy(typed, ENGLISH) == printed


def test_a_polish_preposition_never_ends_a_line() -> None:
    """A rule of Polish typesetting."""
    assert tidy("ból w plecach", LANGUAGES["pl"]) == f"ból w{NBSP}plecach"


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("a **b c** d", (Run("a "), Run("b c", strong=True), Run(" d"))),
        ("2 ** 3 ** 4", (Run("2 ** 3 ** 4"),)),
        ("**all**", (Run("all", strong=True),)),
        ("2**3 tablets; 10**6 units", (Run("2**3 tablets; 10**6 units"),)),
        ("2****3** tablets", (Run("2****3** tablets"),)),
        ("Aspirin**, ibuprofen** and heparin", (Run("Aspirin**, ibuprofen** and heparin"),)),
        ("h**l and d**n", (Run("h**l and d**n"),)),
        ("**a**b", (Run("**a**b"),)),
        ("前。**请。**请", (Run("前。"), Run("请。", strong=True), Run("请"))),
        ("x **y**, https://a.test/-**b**", (Run("x "), Run("y", strong=True), Run(", https://a.test/-**b**"))),
        ("**www.a.test/a** b", (Run("www.a.test/a", strong=True), Run(" b"))),
        ("a * b", (Run("a * b"),)),
        ("****", (Run("****"),)),
        ("**open", (Run("**open"),)),
    ],
)
def test_stars_tight_against_words_make_them_strong(typed: str, runs: tuple[Run, ...]) -> None:
    """Every other star is printed."""
    assert runs_of(typed, ENGLISH).runs == runs


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("اتصل 01632 960 123 الآن", "اتصل \u206601632 960 123\u2069 الآن"),
        ("12 Mill Lane", "\u206612 Mill Lane\u2069"),
        ("X (Twitter) @mill_lane", "\u2066X (Twitter) @mill_lane\u2069"),
        ("https://a.example/x_y#z", "\u2066https://a.example/x_y#z\u2069"),
        ("من 9:00-17:30", "من \u20669:00–17:30\u2069"),
        ("كل 9 من 100", "كل \u20669\u2069 من \u2066100\u2069"),
        ("السعر £75 أو 60€", "السعر \u2066£75\u2069 أو \u206660€\u2069"),
        ("نحو 20% منهم", "نحو \u206620%\u2069 منهم"),
        ("لا أرقام هنا", "لا أرقام هنا"),
    ],
)
def test_latin_words_and_numbers_keep_their_order_among_arabic_ones(typed: str, printed: str) -> None:
    """Without an isolate, the groups of a telephone number change places."""
    assert tidy(typed, LANGUAGES["ar"]) == printed
    assert tidy(printed, LANGUAGES["ar"]) == printed
