"""Every way to lose a word before the proof begins is told, with its place; the twin that loses nothing builds."""

from pathlib import Path

import pytest

from tests.earlier import with_earlier_leaflet
from tests.losses.clinic import Clinic, Loss
from tests.losses.people import PERSONAL
from tests.losses.said import SAID
from tests.losses.templates import TEMPLATES
from tests.losses.typed import TYPED


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


LOSSES = (*TYPED, *TEMPLATES, *SAID, *PERSONAL)


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_a_loss_is_told_with_its_place(loss: Loss, tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    loss.spoil(clinic)

    told, files = clinic.findings()

    own = [finding for finding in told if finding.code == loss.code]
    assert own, [(finding.code, finding.message) for finding in told]
    assert not (loss.stops and files), "nothing is built"
    assert all(finding.blocks for finding in own) is loss.stops
    if loss.at:
        origin = own[0].origin
        assert origin is not None
        assert loss.at in Path(tmp_path, origin.file).read_text(encoding="utf-8").splitlines()[origin.line - 1]


@pytest.mark.parametrize("loss", LOSSES, ids=lambda loss: loss.name)
def test_the_sound_twin_builds(loss: Loss, tmp_path: Path) -> None:
    clinic = Clinic(tmp_path)
    loss.twin(clinic)

    told, files = clinic.findings()

    assert [finding.message for finding in told if finding.code == loss.code or finding.blocks] == []
    assert files == 1


def test_no_two_losses_have_one_name() -> None:
    names = [loss.name for loss in LOSSES]

    assert len(set(names)) == len(names)
