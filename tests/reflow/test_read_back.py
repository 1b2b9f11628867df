"""Both editions say what the stories say: leaf by leaf, word for word."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brochure.base.spoken import Spoken, words_of
from brochure.base.story import Figure, Item, ItemList, Leaf, Note, Run, Story, TextTag, Words
from brochure.content.characters import forbidden_characters
from brochure.reflow import html_edition, leaves_of_html, leaves_of_text, text_edition
from tests.reflow.samples import LEAFLETS, ordered_leaves, sample, shown
from tests.samples import said

MARKS = ["[", "]", "- ", "-", "1. ", "12.", "    ", " ", "\u00a0", "\u00ad", "\u200b", "<", ">", "&", "&lt;", '"', "'",
         "</p>", "<script>", "<!--", "https://", "01632 960 123", "9:00", "**", "针灸", "عربي", "=="]  # fmt: skip


ENDS = ["x", "]", "1.", "-", "y  ", "\u00ad."]
CHARACTERS = st.characters(exclude_categories=["Cc", "Cs", "Co", "Cn", "Zl", "Zp"])


def accepted(text: str) -> bool:
    return bool(words_of(text)) and not forbidden_characters(said(text), "text")


TEXTS = st.builds(
    lambda parts, end: "".join(parts) + end,
    st.lists(st.sampled_from(MARKS) | st.text(CHARACTERS, max_size=6), max_size=5),
    st.sampled_from(ENDS),
).filter(accepted)


def story_of(texts: list[str]) -> Story:
    """Every kind of block, each with a text of its own."""
    numbers = iter(range(1, 100))

    def words(tag: TextTag, style: str, text: str) -> Words:
        half = len(text) // 2
        return Words(next(numbers), tag, style, (Run(text[:half]), Run(text[half:], strong=True)), None)

    def label(text: str) -> Words:
        return Words(next(numbers), "Lbl", "numeral", (Run(text),), None)

    title, *rest = texts
    one, two, three, four, five, six, seven, eight, nine, ten, alt = rest
    points = (
        Item(label("1"), (words("H2", "heading", one), words("P", "body", two))),
        Item(label("2"), (words("P", "body", three),)),
    )
    entries = (Item(None, (words("P", "item", four),)), Item(None, (words("P", "item", five),)))
    return Story(
        "inside",
        (
            words("H1", "title", title),
            Figure(next(numbers), "art", alt, None, source="calming-line"),
            ItemList(next(numbers), numbered=True, ruled=False, items=points),
            words("H2", "heading", six),
            words("H3", "heading", seven),
            words("P", "body", eight),
            ItemList(next(numbers), numbered=False, ruled=True, items=entries),
            Note(next(numbers), (words("H2", "note_heading", nine), words("P", "note", ten))),
            words("P", "contact", eight),
            words("P", "contact", nine),
            Figure(next(numbers), "logo", alt, None),
        ),
    )


def leaves_in(story: Story) -> list[Leaf]:
    return ordered_leaves((story,), sample(LEAFLETS[0]).manuscript)


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_the_text_edition_speaks_every_leaf_of_the_leaflet(leaflet: str) -> None:
    """A braille reader gets the leaflet, not a summary."""
    manuscript, stories, _ = sample(leaflet)
    heard = leaves_of_text(text_edition(stories, manuscript))

    assert list(map(shown, heard)) == list(map(shown, ordered_leaves(stories, manuscript)))


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_the_html_edition_speaks_every_leaf_of_the_leaflet(leaflet: str) -> None:
    """The page on a telephone says what the paper says."""
    manuscript, stories, drawings = sample(leaflet)
    heard = leaves_of_html(html_edition(stories, manuscript, drawings=drawings))

    assert list(map(shown, heard)) == list(map(shown, ordered_leaves(stories, manuscript)))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=12, max_size=12))
def test_any_accepted_text_survives_the_text_edition(texts: list[str]) -> None:
    """A paragraph that looks like a point, an entry, a figure or a heading stays a paragraph."""
    story = story_of(texts)
    heard = leaves_of_text(text_edition((story,), sample(LEAFLETS[0]).manuscript))

    assert list(map(shown, heard)) == list(map(shown, leaves_in(story)))


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=12, max_size=12))
def test_any_accepted_text_survives_the_html_edition(texts: list[str]) -> None:
    """No text can open or close an element, or hide in one."""
    manuscript, _, drawings = sample(LEAFLETS[0])
    story = story_of(texts)
    heard = leaves_of_html(html_edition((story,), manuscript, drawings=drawings))

    assert list(map(shown, heard)) == list(map(shown, leaves_in(story)))


@pytest.mark.parametrize("leaflet", LEAFLETS)
def test_a_lost_word_is_noticed_in_both_editions(leaflet: str) -> None:
    """The reader listens to the file and not to the stories."""
    manuscript, stories, drawings = sample(leaflet)
    wanted = list(map(shown, ordered_leaves(stories, manuscript)))
    text = text_edition(stories, manuscript).replace("medicines", "", 1)
    html = html_edition(stories, manuscript, drawings=drawings).replace("medicines", "", 1)

    assert list(map(shown, leaves_of_text(text))) != wanted
    assert list(map(shown, leaves_of_html(html))) != wanted


def test_words_outside_of_every_element_are_heard() -> None:
    """What somebody adds to the page must not escape the proof."""
    heard = leaves_of_html("<main><p>Said.</p>Smuggled in.<p>Said too.</p></main>")

    assert [leaf.text for leaf in heard] == ["Said.", "Smuggled in.", "Said too."]


def test_drawings_and_styles_are_not_heard() -> None:
    """Letters inside a drawing are lines, and a style sheet is no text."""
    page = '<style>p{}</style><figure><svg role="img" aria-label="A mark"><text>x</text></svg></figure><p>One.</p>'

    assert leaves_of_html(page) == (Spoken("Figure", alt="A mark"), Spoken("P", "One."))


@pytest.mark.parametrize(
    ("html", "heard"),
    [
        ("<h1>A</h1><h2>B</h2><h3>C</h3>", [("H1", "A"), ("H2", "B"), ("H3", "C")]),
        ("<p>A <b>b</b> &amp; c</p>", [("P", "A b & c")]),
        ("<p></p>", [("P", "")]),
        ("<ol><li value='3'><p>A</p></li><li><p>B</p></li></ol>", [("Lbl", "3"), ("P", "A"), ("P", "B")]),
        ("<p>A</p> \n <p>B</p>", [("P", "A"), ("P", "B")]),
        ("<p>A<style>x</style>b</p>", [("P", "Ab")]),
        ("<p>A<svg><title>x</title><svg>y</svg>z</svg>b</p>", [("P", "Ab")]),
        ("<title>x</title>loose", [("P", "loose")]),
        ("<p>open<h2>B", [("P", "open"), ("H2", "B")]),
        ("<li value>x</li>", [("Lbl", ""), ("P", "x")]),
    ],
)  # fmt: skip
def test_a_page_is_heard_element_by_element(html: str, heard: list[tuple[str, str]]) -> None:
    """As a screen reader walks it."""
    assert [(leaf.tag, leaf.text) for leaf in leaves_of_html(html)] == heard


@pytest.mark.parametrize(
    ("html", "alt"),
    [
        ("<figure><img alt='A'></figure>", "A"),
        ("<figure><div aria-label='A'><img alt=''></div> b</figure>", "A b"),
        ("<figure><a>Book</a></figure>", "Book"),
        ("<figure><svg aria-label='A'><p aria-label='x'>y</p></svg></figure>", "A"),
        ("<figure></figure>", ""),
    ],
)  # fmt: skip
def test_a_figure_is_heard_by_its_names(html: str, alt: str) -> None:
    """Its labels, then its words."""
    (leaf,) = leaves_of_html(html)
    assert (leaf.tag, leaf.text, " ".join(leaf.alt.split())) == ("Figure", "", " ".join(alt.split()))


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("A\n", [("P", "A", "")]),
        ("\n\n\nA\n\n\nB\n\n    C\n\nD\n", [("H1", "A", ""), ("H2", "B", ""), ("H3", "C", ""), ("P", "D", "")]),
        ("\n\n\n\nA\n", [("H1", "A", "")]),
        ("1. A\n\n12.\n", [("Lbl", "1", ""), ("P", "A", ""), ("Lbl", "12", "")]),
        ("- A\n- B\n", [("P", "A", ""), ("P", "B", "")]),
        (" - A\n 1. B\n  C\n", [("P", "- A", ""), ("P", "1. B", ""), ("Caption", " C", "")]),
        ("A\n      B\n\n- C\n      - D\n", [("P", "A\u2028B", ""), ("P", "C\u2028- D", "")]),
        ("[A]\nhttps://a.test\n\nB\n", [("Figure", "", "A"), ("P", "B", "")]),
        ("[A]\n\nB\nC\n", [("Figure", "", "A"), ("P", "B", ""), ("P", "C", "")]),
        ("[A]\nx\ny\n", [("Figure", "", "A"), ("P", "y", "")]),
        ("    1. A\n", [("Lbl", "1", ""), ("H3", "A", "")]),
    ],
)
def test_a_text_is_heard_line_by_line(text: str, heard: list[tuple[str, str, str]]) -> None:
    """Blank lines, a number, a hyphen, brackets and cells tell what a line is."""
    assert [(leaf.tag, leaf.text, leaf.alt) for leaf in leaves_of_text(text)] == heard
