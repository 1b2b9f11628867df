"""Frames and grounds of every layout that ships: no story reaches into another, none half off its ground."""

from itertools import combinations

import pytest

from brochure.base.design import Ground
from brochure.base.findings import BadInput
from brochure.base.geometry import Box
from brochure.base.order import Order
from brochure.base.records import replace
from brochure.base.units import mm
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.layout.copyfit import frame_box
from brochure.pipeline import lay
from brochure.proof.placed import placed_findings
from tests.conftest import ROOT
from tests.samples import SHEETS, said, set_sample

LAYOUTS = sorted(path.parent.name for path in ROOT.glob("layouts/*/layout.yaml"))
WORDS = {
    "en": "Help with your joints and hips after the fall and before",
    "es": "Ayuda para las rodillas y el cuello, día y noche, mejor",
    "pl": "Pomoc przy bólach i ćwiczenia na każdy dzień tygodnia",
    "ar": "كيف نتعامل مع الألم في الركبة وفي الظهر كل يوم بعد العلاج",
    "zh-Hans": "膝盖和背部疼痛的日常护理与针灸治疗说明手册以及您的第一次就诊前后需要了解的事项",
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_frame_of_a_panel_reaches_into_another(layout: str, shelf: Shelf) -> None:
    """What fills both would stand on each other."""
    edition = "office" if layout in SHEETS or layout == "appointment-card" else "email"
    plan = read(Order("after-treatment", "en", layout, edition), shelf).manuscript.layout
    panels = plan.panels(margin=0)
    boxes = [(frame.panel.text, frame_box(frame, panels)) for frame in plan.frames]

    assert not [
        (one, other)
        for (panel, one), (second, other) in combinations(boxes, 2)
        if panel == second and one.meets(other, slack=mm(0.05))
    ]


@pytest.mark.parametrize("layout", SHEETS)
def test_no_frame_lies_half_on_a_ground(layout: str, shelf: Shelf) -> None:
    """Words that begin on paper and end on a tint look like a slip; a frame is on a ground or off it."""
    plan = read(Order("after-treatment", "en", layout), shelf).manuscript.layout
    panels = plan.panels(margin=0)
    grounds = [each for each in plan.art if isinstance(each, Ground) and each.top and each.height and not each.width]

    for ground in grounds:
        assert ground.top is not None and ground.height is not None
        top = plan.sheet.height.points - ground.top.points
        for frame in plan.frames:
            box = frame_box(frame, panels)
            strip = Box(box.left, top - ground.height.points, box.right, top)
            if ground.panel in (None, frame.panel) and ground.side in (None, said(panels[frame.panel.text][0])):
                assert strip.holds(box, slack=mm(0.1)) or not strip.meets(box, slack=mm(0.1)), frame.name.text


@pytest.mark.parametrize("layout", SHEETS)
def test_a_title_of_any_length_leaves_its_neighbours_alone(layout: str, shelf: Shelf) -> None:
    """In each language, from one word to the most that the layout takes; what is refused is refused as too long."""
    for language, words in WORDS.items():
        manuscript = read(Order("acupuncture-pain", language, layout), shelf).manuscript
        short = replace(manuscript, leaflet=manuscript.leaflet.shortened())
        most = int(manuscript.layout.longest_title.text) if manuscript.layout.longest_title else len(words)
        for letters in range(6, most + 1, 8):
            title = said(words[:letters].rsplit(" ", 1)[0])
            try:
                stories, done = set_sample(replace(short, leaflet=short.leaflet.but(title=title)), shelf)
            except BadInput as fault:
                assert {each.code for each in fault.findings} <= {"overset-text", "word-too-wide"}
                continue
            told = placed_findings(done.pages, stories, short)
            assert [each.message for each in told if each.code == "words-collide"] == [], title.text


def test_a_story_that_reaches_into_another_is_seen(shelf: Shelf) -> None:
    """The tails of a title are in a strapline before small letters meet."""
    laid = lay(Order("your-visit", layout="card-dl"), shelf)
    plan = laid.manuscript.layout
    frames = tuple(
        frame.but(top=frame.top._replace(points=frame.top.points - mm(2.2)))
        if frame.name.text == "cover-foot"
        else frame
        for frame in plan.frames
    )
    moved = replace(laid.manuscript, layout=plan.but(frames=frames))
    stories, done = set_sample(moved, shelf)

    assert "words-collide" not in {each.code for each in laid.findings}
    assert "words-collide" in {each.code for each in placed_findings(done.pages, stories, moved)}
