"""The duties of the safety note: the plan, what to keep, what to say first, when to get help."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.language import LANGUAGES, WRITTEN
from brochure.base.order import Order
from brochure.base.origin import Said
from brochure.base.records import replace
from brochure.base.story import ItemList, Note, Words, leaves
from brochure.content.read import read
from brochure.content.shelf import open_shelf
from brochure.draft.note import note_leads
from brochure.pipeline import make
from tests.samples import HERE

DUTIES = """safety:
  heading: Safety and your other care
  plan: It is one part of a plan that your health team guides.
  keep: "**Keep taking your medicines.**"
  text: Ask us about anything else.
  tell_us: [you bleed easily, you are or may be pregnant]
  urgent: [your chest hurts]
"""
SAID = [
    "Safety and your other care", "It is one part of a plan that your health team guides.",
    "Keep taking your medicines.", "Ask us about anything else.", "Tell us before we start if:", "you bleed easily",
    "you are or may be pregnant", "Call 999 at once if:", "your chest hurts",
]  # fmt: skip


@pytest.fixture
def duties(clinic: Path) -> Path:
    """A clinic whose aftercare leaflet has a note with all duties."""
    path = clinic / "content/after-treatment/en.yaml"
    text = path.read_text(encoding="utf-8")
    start, end = text.index("safety:"), text.index("aside:")
    path.write_text(text[:start] + DUTIES + text[end:], encoding="utf-8")
    return clinic


@pytest.mark.parametrize(
    ("edition", "layout"),
    [("office", ""), ("office", "page-a4"), ("press", "letter-a4"), ("email", ""), ("large-print", ""), ("text", ""),
     ("html", "")],
)  # fmt: skip
def test_the_duties_stand_in_the_note_of_every_edition(edition: str, layout: str, duties: Path) -> None:
    """In one order, each list after the beginning of its sentence; the proof reads them back."""
    made = make(Order("after-treatment", edition=edition, layout=layout), open_shelf(duties), seen=edition == "office")

    (note,) = [block for story in made.stories for block in story.blocks if isinstance(block, Note)]
    words = [leaf for leaf in leaves((note,)) if isinstance(leaf, Words)]
    assert [leaf.text.replace("\xa0", " ") for leaf in words] == SAID
    assert {leaf.style for leaf in words[1:]} == {"note"}
    assert [len(block.items) for block in note.blocks if isinstance(block, ItemList)] == [2, 1]
    spoken = [leaf.text for leaf in made.spoken]
    at = spoken.index(SAID[0])
    assert [text.replace("\xa0", " ") for text in spoken[at : at + len(SAID)]] == SAID


def test_the_number_to_call_is_that_of_the_clinic(duties: Path) -> None:
    """Before that of its region; where there is neither, help is asked for without one."""
    brand = duties / "content/brands/harbour/brand.yaml"
    text = brand.read_text(encoding="utf-8")
    for region, lead in (('region: uk\nemergency: "112"\n', "Call 112"), ("", "Get help")):
        brand.write_text(text.replace("region: uk\n", region), encoding="utf-8")

        made = make(Order("after-treatment"), open_shelf(duties))

        assert f"{lead} at once if:" in [leaf.text for leaf in made.spoken]


@pytest.mark.parametrize("old", ["<p>{{ labels.urgent }}</p>", "<item>{{ entry }}</item>", "<p>{{ safety.keep }}</p>"])
def test_no_template_leaves_a_duty_out(old: str, duties: Path) -> None:
    """The note is printed word for word, its lists too."""
    path = duties / "layouts/trifold-a4/stories.xml"
    text = path.read_text(encoding="utf-8")
    at = text.index(old, text.index("<note>"))
    path.write_text(text[:at] + text[at + len(old) :], encoding="utf-8")

    with pytest.raises(BadInput) as caught:
        make(Order("after-treatment"), open_shelf(duties))

    assert "note-changed" in [finding.code for finding in caught.value.findings]


@pytest.mark.parametrize("tag", WRITTEN)
def test_each_language_begins_both_sentences(tag: str, duties: Path) -> None:
    """With the number, and without one."""
    manuscript = read(Order("after-treatment"), open_shelf(duties)).manuscript
    brand = manuscript.brand.but(emergency=Said("112", HERE))
    words = LANGUAGES[tag].note

    assert words is not None
    assert all(words)
    assert words.urgent.count("{}") == 1
    leads = note_leads(replace(manuscript, language=LANGUAGES[tag], brand=brand))
    assert "112" in leads[1]
    assert len({*words, *leads}) == 5
