"""The form: every text of a leaflet that a reader sees is a field of it, in words that everybody knows."""

import re

import pytest

from brochure.base.codes import CODES
from brochure.base.fields import field_at
from brochure.base.leaflet import Leaflet
from brochure.content.editing import tree_of
from brochure.content.form import form_of, steps_of
from brochure.content.labels import ABOUT_FIELDS, LABELS, PANELS, label_of, panel_label, plainly, said_plainly
from brochure.content.spans import spans_of, texts_of
from tests.conftest import ROOT

LEAFLETS = sorted(path for path in (ROOT / "content").glob("*/en.yaml")) + sorted(
    (ROOT / "content/starters").glob("*/en.yaml")
)
TRADE = re.compile(r"\b(story|stories|frames?|slugs?|origin|overset|YAML|layouts?)\b", re.I)


@pytest.mark.parametrize("path", LEAFLETS, ids=lambda path: path.parent.name)
def test_every_text_of_a_leaflet_is_a_field_with_its_words(path: object) -> None:
    """In each starter too: nobody has to open the file for what a reader sees."""
    data = (ROOT / str(path)).read_bytes()
    fields = {field.name: field for group in form_of(tree_of(data, "x")) for field in group.fields}
    seen = 0
    for steps, node in texts_of(spans_of(data.decode())):
        field = field_at(Leaflet, steps)
        if field is None or (field.about.use not in ("printed", "heard") and field.name != "short"):
            continue
        name, seen = ".".join(map(str, steps)), seen + 1
        if steps[0] != "personal":  # what differs from copy to copy stays with whoever knows lists
            assert name in fields, name
            assert fields[name].value.split() == node.value.split()
    assert seen > 5


def test_each_field_has_one_name_and_a_label() -> None:
    """A label twice in one group would be read aloud twice and mean two things."""
    data = (ROOT / "content/acupuncture-pain/en.yaml").read_bytes()
    for group in form_of(tree_of(data, "x")):
        labels = [field.label for field in group.fields]
        assert len({*labels}) == len(labels), group.title
        assert [steps_of(field.name) for field in group.fields]


def test_an_entry_alone_has_no_number_and_may_go() -> None:
    """`Line 1` of one line says nothing."""
    (group,) = (each for each in form_of({"aside": {"heading": "a", "items": ["b"]}}) if each.name == "aside")
    line = next(field for field in group.fields if field.name == "aside.items.0")

    assert (line.label, line.entry, line.is_last) == ("Line", "aside.items.0", True)


def test_choices_and_days_are_chosen() -> None:
    """Nobody has to know how they are typed."""
    fields = {
        each.name: each for group in form_of({"kind": "practical", "issued": "2026-11-01"}) for each in group.fields
    }

    assert fields["kind"].choices == ("treatment", "aftercare", "consent", "practical")
    assert fields["issued"].kind == "day"


def test_no_word_of_the_trade_reaches_the_desk() -> None:
    """In no label, and in the reason of no finding."""
    said = [*LABELS.values(), *PANELS.values(), *(plainly(text.partition("\n")[0]) for text in CODES.values())]

    assert [words for words in said if TRADE.search(words)] == []


@pytest.mark.parametrize(
    ("code", "message", "told"),
    [
        ("overset-text", "story 'inside' is about 25 letters too long for panel 'inside-2'",
         "About 25 letters too many for “inside 2”"),
        ("overset-text", "story 'inside' is 3 rows, about 821 letters, too long for panel 'flap'",
         "About 821 letters too many for “flap”"),
        ("empty-panel", "panel 'back' is empty", "“back” is empty"),
    ],
)  # fmt: skip
def test_a_finding_is_said_in_plain_words(code: str, message: str, told: str) -> None:
    """With the figure that it counts."""
    assert said_plainly(code, message) == told


def test_words_for_what_nobody_named_are_its_own() -> None:
    """A field of tomorrow has a label."""
    assert label_of("closing_time", 2) == "Closing time 2"
    assert panel_label("panel-3") == "panel 3"
    assert {*ABOUT_FIELDS} & {*LABELS}
