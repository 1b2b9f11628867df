"""The rendered template as a tree."""

import pytest

from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES
from brochure.base.manuscript import TemplateText
from brochure.base.origin import Origin
from brochure.base.story import Run
from brochure.draft.elements import read_elements
from brochure.draft.inline import runs_of
from brochure.draft.template import CLOSE, MIDDLE, OPEN
from tests.conftest import Told

TEMPLATE = TemplateText("", "mine/stories.xml")
PLACES = tuple(Origin("en.yaml", line, 1) for line in range(1, 6))


def marked(at: int, text: str) -> str:
    return f"{OPEN}{at}{MIDDLE}{text}{CLOSE}"


def test_a_tag_keeps_its_attributes_its_text_and_their_places() -> None:
    """Places of attributes and text in order; those of the text alone for what is printed."""
    head = f'<a one="{marked(3, "x")} and {marked(1, "y")}" two="plain">'
    text = head + f"\n<?at 7?><b>{marked(2, 's &lt; t')}, {marked(0, 'u')}</b><c/> end </a>"

    root = read_elements(text, TEMPLATE, PLACES)

    assert (root.tag, root.attributes, root.line) == ("a", {"one": "x and y", "two": "plain"}, 1)
    assert (root.text, root.sources, root.texts) == ("\n end ", {"one": (PLACES[3], PLACES[1]), "two": ()}, ())
    assert (root.origin, root.sources_of("two", "one", "three")) == (PLACES[3], (PLACES[3], PLACES[1]))
    first, second = root.children
    assert (first.tag, first.text, first.line) == ("b", "s < t, u", 7)
    assert (first.texts, first.origin) == ((PLACES[2], PLACES[0]), PLACES[2])
    assert (second.tag, second.text, second.children, second.origin) == ("c", "", [], None)


def test_a_value_over_several_lines_is_one_value() -> None:
    """YAML may hold a line break."""
    lines = marked(0, "one\ntwo")
    root = read_elements(f"<a>{lines}</a>", TEMPLATE, PLACES)

    assert (root.text, root.texts) == ("one\ntwo", (PLACES[0],))


@pytest.mark.parametrize("text", ["<a><b></a>", "<a>", "", "<a/><b/>", "<a>&x;</a>", "</a>"], ids=range(6))
def test_tags_that_do_not_pair_are_told(text: str, told: Told) -> None:
    """With the tag near which it was seen."""
    with pytest.raises(BadInput) as caught:
        read_elements(text, TEMPLATE, PLACES)

    told(caught.value.findings)
    assert caught.value.findings[0].origin == Origin("mine/stories.xml", 1, 1)


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain", (Run("plain"),)),
        ("", ()),
        ("**all**", (Run("all", strong=True),)),
        ("a **b c** d", (Run("a "), Run("b c", strong=True), Run(" d"))),
        ("**a****b**", (Run("a", strong=True), Run("b", strong=True))),
        ("**a** b **c**", (Run("a", strong=True), Run(" b "), Run("c", strong=True))),
        ("2 ** 3 ** 4", (Run("2 ** 3 ** 4"),)),
        ("**", (Run("**"),)),
    ],
)
def test_strong_words_are_runs_of_their_own(text: str, runs: tuple[Run, ...]) -> None:
    """Stars stand tight against their words; other stars are text."""
    assert runs_of(text, LANGUAGES["en"]).runs == runs
