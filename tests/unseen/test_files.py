"""Whatever a clinic's own files hide is told before a patient gets it; the sound twin passes."""

from pathlib import Path

import pytest

from brochure import BadInput, ProveWish, open_shelf, prove
from brochure.base.events import Told
from brochure.base.findings import Finding
from brochure.base.made import Together
from tests.losses.clinic import Clinic
from tests.unseen.files import HIDDEN, Hidden


def told_of(clinic: Clinic, edition: str) -> list[Finding]:
    """What stands against an edition, as whoever proves it hears it."""
    told: list[Finding] = []
    try:
        for event in prove(ProveWish("ours", "en", layout="mine", edition=edition), open_shelf(clinic.folder)):
            match event:
                case Together():
                    told += event.findings
                case Told():
                    told.append(event.finding)
    except BadInput as fault:
        told += fault.findings
    return [finding for finding in told if finding.blocks]


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.name)
def test_what_hides_words_or_marks_is_told(hidden: Hidden, tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    hidden.way(clinic)

    assert hidden.code in {finding.code for finding in told_of(clinic, hidden.edition)}


@pytest.mark.parametrize("hidden", HIDDEN, ids=lambda hidden: hidden.name)
def test_what_does_no_harm_is_not_told(hidden: Hidden, tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    hidden.twin(clinic)

    assert told_of(clinic, hidden.edition) == []


def test_a_part_of_a_mark_in_the_colour_of_its_ground_is_told(tmp_path: Path) -> None:
    """It may be words; whoever drew it knows, so it is a warning."""
    clinic = Clinic(tmp_path)
    half = '<circle cx="25" cy="50" r="20" fill="{}"/><path d="M60 30h30v40h-30z" fill="{}"/>'
    for name, ground in (("logo.svg", "#ffffff"), ("logo-reversed.svg", "#12343b")):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">{half.format("#c8553d", ground)}</svg>'
        clinic.write(f"content/brands/riverside/{name}", svg)

    events = prove(ProveWish("ours", "en", layout="mine", edition="office"), open_shelf(clinic.folder))
    told = [finding for event in events if isinstance(event, Together) for finding in event.findings]

    own = [finding for finding in told if finding.code == "figure-unseen"]
    assert own and not any(finding.blocks for finding in own)
