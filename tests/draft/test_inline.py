"""Marks inside a text: what they make of its words, and what is no mark."""

import re

import pytest

from brochure.base.language import LANGUAGES
from brochure.base.marks import bare
from brochure.base.story import Run
from brochure.draft.inline import runs_of
from tests.conftest import ROOT

TABLE = re.findall(r"^\| `(.+?)` \| (.+?) \|", (ROOT / "docs/marks.md").read_text(encoding="utf-8"), re.MULTILINE)
ENGLISH, ARABIC = LANGUAGES["en"], LANGUAGES["ar"]
PAGE = "https://clinic.example/find"


@pytest.mark.parametrize(
    ("typed", "runs"),
    [
        ("so *very* thin", (Run("so "), Run("very", emphasis=True), Run(" thin"))),
        ("***x***", (Run("x", strong=True),)),
        ("**all *of* it**", (Run("all of it", strong=True),)),
        ("*one* **two**", (Run("one", emphasis=True), Run(" "), Run("two", strong=True))),
        ("*(see below)* 汉*字*", (Run("(see below)", emphasis=True), Run(" 汉"), Run("字", emphasis=True))),
    ],
)
def test_stars_tell_emphasis_and_strong_words(typed: str, runs: tuple[Run, ...]) -> None:
    """One star, two, or three; strong words are as strong as it gets."""
    assert runs_of(typed, ENGLISH).runs == runs


@pytest.mark.parametrize("typed", ["2*3", "5*3*2", "a * b", "4* and 5* rooms", "(*) or (*)", "*see below", "h**l",
                                   "**a", "* one * two", "https://x.example/*a*", "a* b*", "~5 to ~6", "x ~ y~",
                                   "2^"])  # fmt: skip
def test_other_signs_are_text(typed: str) -> None:
    """Sums, footnotes, ratings and addresses are printed as they were typed."""
    assert runs_of(typed, ENGLISH).runs == (Run(typed),)


@pytest.mark.parametrize(
    ("typed", "printed", "link"),
    [
        (f"[our page]({PAGE})", "our page (clinic.example/find)", PAGE),
        (f"[our page]({PAGE}/)", "our page (clinic.example/find)", f"{PAGE}/"),
        ("[us](https://the-clinic.example)", "us (https://the-clinic.example)", "https://the-clinic.example"),
        ("[Clinic.example/find](https://clinic.example/find)", "Clinic.example/find", PAGE),
        ("[us](mailto:a_b@clinic.example)", "us (a_b@clinic.example)", "mailto:a_b@clinic.example"),
        ("[ring us](tel:+44 (0)1632 960 123)", "ring us (+44 (0)1632 960 123)", "tel:+441632960123"),
        ("[01632 960 123](tel:)", "01632 960 123", "tel:01632960123"),
        ("[+44 1632 960 123](tel:01632 960 123)", "+44 1632 960 123", "tel:01632960123"),
        ("[ring 111](tel:111)", "ring 111", "tel:111"),
        ("[a@clinic.example](mailto:)", "a@clinic.example", "mailto:a@clinic.example"),
    ],
)
def test_words_that_lead_somewhere_say_where(typed: str, printed: str, link: str) -> None:
    """On paper nobody can tap: the address follows the words, in short, unless they hold it."""
    assert runs_of(typed, ENGLISH).runs == (Run(printed, link=link),)


def test_an_address_among_words_from_right_to_left_keeps_its_order() -> None:
    """Its brackets belong to the sentence around it."""
    (run,) = runs_of(f"[صفحتنا]({PAGE})", ARABIC).runs

    assert run.text == "صفحتنا (\u2066clinic.example/find\u2069)"


def test_linked_words_may_be_strong_in_part() -> None:
    """The whole is one link."""
    assert runs_of(f"[**our** page]({PAGE})", ENGLISH).runs == (
        Run("our", strong=True, link=PAGE),
        Run(" page (clinic.example/find)", link=PAGE),
    )


@pytest.mark.parametrize("target", ["http://clinic.example", "javascript:alert(1)", "page 3", "", "tel:reception",
                                    "tel:", "https://clinic.example/{name}"])  # fmt: skip
def test_a_link_that_nobody_can_follow_is_told(target: str) -> None:
    """The one gate for links judges those inside a text too."""
    (fault,) = runs_of(f"see [this]({target})", ENGLISH).faults

    assert fault.code == "bad-link"


def test_words_of_another_language_say_so() -> None:
    """A voice that reads them changes; a language that nobody knows is told."""
    assert runs_of("Say [dzień dobry]{lang=pl}.", ENGLISH).runs == (
        Run("Say "),
        Run("dzień dobry", language="pl"),
        Run("."),
    )
    assert [fault.code for fault in runs_of("[x]{lang=xx}", ENGLISH).faults] == ["unknown-language"]


@pytest.mark.parametrize("language", [ENGLISH, ARABIC])
def test_small_figures_stand_below_and_above(language: object) -> None:
    """Of water and of a surface; isolated as a whole among words from right to left."""
    runs = runs_of("H~2~O, CO~2~, 5 m^2^ or Ca^2+^", LANGUAGES["en"] if language is ENGLISH else ARABIC).runs

    assert [(run.text, run.level) for run in runs if run.level] == [
        ("2", "sub"), ("2", "sub"), ("2", "sup"), ("2+", "sup"),
    ]  # fmt: skip
    assert not {"~", "^"} & set("".join(run.text for run in runs))


def test_a_backslash_takes_a_sign_as_it_is() -> None:
    """Whoever means a star gets a star."""
    typed = rf"\*a\* \[b\]({PAGE}) H\~2\~O m\^2\^ \\ \_\_x\_\_"

    assert runs_of(typed, ENGLISH).runs == (Run(rf"*a* [b]({PAGE}) H~2~O m^2^ \ __x__"),)


@pytest.mark.parametrize("typed", ["One\\\n  two", "One \\ two", "One\u2028two", "One \u2028 two"])
def test_a_backslash_at_the_end_of_a_line_ends_it_in_print(typed: str) -> None:
    """As the end of a line of a `|` block does."""
    assert runs_of(typed, ENGLISH).runs == (Run("One\u2028two"),)


@pytest.mark.parametrize(("typed", "printed"), TABLE)
def test_the_table_of_marks_tells_what_is_printed(typed: str, printed: str) -> None:
    """docs/marks.md, row by row."""
    assert runs_of(typed, ENGLISH).text == printed
    assert runs_of(typed, ENGLISH).faults == ()


def test_the_table_of_marks_is_whole() -> None:
    """Seven rows; none that the test above would pass over."""
    assert len(TABLE) == 7


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Your visit · [Twoja wizyta]{lang=pl}", "Your visit · Twoja wizyta"),
        ("**Strong** *words* H~2~O m^2^", "Strong words H2O m2"),
        ("[Our page](https://clinic.example/find)", "Our page (clinic.example/find)"),
        (r"5 \* 3 \[sic]", "5 * 3 [sic]"),
        ("2*3 and a_b@clinic.example", "2*3 and a_b@clinic.example"),
        ("One\u2028two", "One two"),
    ],
)
def test_what_shows_no_marks_has_the_words_alone(typed: str, shown: str) -> None:
    """The title of a file was the title as it was typed."""
    assert bare(typed) == shown
