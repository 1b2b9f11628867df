"""Every state of a file is kept, and comes back after the program has ended."""

import shutil
from pathlib import Path

import pytest

from brochure.studio import history as kept
from brochure.studio.history import open_history, version_of


def test_states_come_back_in_order(tmp_path: Path) -> None:
    """Also after a restart."""
    history = open_history(tmp_path / "h")
    for data in (b"one", b"two", b"three"):
        history.note(data)

    again = open_history(tmp_path / "h")
    assert [again.step(-1), again.step(-1), again.step(-1)] == [b"two", b"one", None]
    assert open_history(tmp_path / "h").step(1) == b"two"


def test_what_is_typed_after_an_undo_takes_the_place_of_what_was_undone(tmp_path: Path) -> None:
    """There is one way forward."""
    history = open_history(tmp_path)
    for data in (b"one", b"two"):
        history.note(data)
    history.step(-1)
    history.note(b"other")

    assert not history.can_redo
    assert history.step(-1) == b"one"
    assert history.of(version_of(b"two")) is None


def test_the_same_state_is_no_step(tmp_path: Path) -> None:
    """Nobody undoes nothing."""
    history = open_history(tmp_path)
    history.note(b"one")
    history.note(b"one")

    assert history.states == [version_of(b"one")]
    assert not history.can_undo


def test_the_oldest_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder does not grow for ever."""
    monkeypatch.setattr(kept, "MOST_STATES", 3)
    history = open_history(tmp_path)
    for number in range(6):
        history.note(b"%d" % number)

    assert [history.of(each) for each in history.states] == [b"3", b"4", b"5"]
    assert len([*tmp_path.glob("*.yaml")]) == 3


@pytest.mark.parametrize("order", [b"", b"[]", b"{}", b'{"states": ["x"], "now": 7}', b'{"states": 1, "now": 0}'])
def test_a_damaged_order_begins_anew(tmp_path: Path, order: bytes) -> None:
    """The file itself is the truth; the way back is a help."""
    (tmp_path / "order.json").write_bytes(order)
    history = open_history(tmp_path)
    history.note(b"one")

    assert history.states == [version_of(b"one")]


def test_a_damaged_state_is_none(tmp_path: Path) -> None:
    """What comes back is what was there."""
    history = open_history(tmp_path)
    history.note(b"one")
    history.note(b"two")
    (tmp_path / f"{version_of(b'one')}.yaml").write_bytes(b"eno")

    assert history.step(-1) is None
    assert history.of("../../secret") is None


def test_a_folder_that_somebody_deleted_begins_anew(tmp_path: Path) -> None:
    """While the program runs: what it held is gone, and no button leads to it."""
    history = open_history(tmp_path / "h")
    for data in (b"one", b"two"):
        history.note(data)
    shutil.rmtree(tmp_path / "h")
    history.note(b"two")

    assert (history.states, history.can_undo) == ([version_of(b"two")], False)
    assert history.of(version_of(b"two")) == b"two"
