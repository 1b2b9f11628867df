"""A text typed into a leaflet: the one field changes, and what would not hold is not written."""

from pathlib import Path

import pytest

from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.editing import set_text
from brochure.content.shelf import open_shelf

ORDER = Order("acupuncture-pain")


def file_of(clinic: Path) -> Path:
    return clinic / "content/acupuncture-pain/en.yaml"


@pytest.mark.parametrize(
    ("path", "text", "typed"),
    [
        ("title", "Pain and needles", "title: Pain and needles\n"),
        ("points.4.heading", "It may: warm you", '  - heading: "It may: warm you"\n'),
        ("safety tell_us 2", "you have a pacemaker", "    - you have a pacemaker\n"),
        ("file_title", "Pain", "file_title: Pain\nstrapline:"),
        ("safety.tell_us.5", "you are cold", "catch infections easily\n    - you are cold\n"),
        ("strapline", "", "title: Pain Management\nlead: >-\n"),
    ],
)
def test_a_text_is_typed_where_it_belongs(clinic: Path, path: str, text: str, typed: str) -> None:
    """A field that was missing stands in its order, an entry more at the end, an empty text takes the field out."""
    set_text(ORDER, path, text, open_shelf(clinic))

    assert typed in file_of(clinic).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "code"),
    [
        ("tilte", "x", "unknown-field"),
        ("points.14.text", "x", "unknown-field"),
        ("points.4", "x", "wrong-shape"),
        ("issued", "tomorrow", "bad-form"),
        ("title", "", "empty-text"),
        ("kind", "ready", "unknown-choice"),
        ("title", "x" * 200, "text-too-long"),
    ],
)
def test_what_does_not_hold_is_not_written(clinic: Path, path: str, text: str, code: str) -> None:
    """The file keeps its bytes."""
    before = file_of(clinic).read_bytes()

    with pytest.raises(BadInput) as caught:
        set_text(ORDER, path, text, open_shelf(clinic))

    assert [finding.code for finding in caught.value.findings] == [code]
    assert file_of(clinic).read_bytes() == before


def test_a_faulty_leaflet_can_be_mended_step_by_step(clinic: Path) -> None:
    """Faults that are there do not hold up another text."""
    set_text(ORDER, "title", "A title", open_shelf(clinic))
    file = file_of(clinic)
    file.write_text(file.read_text(encoding="utf-8").replace("issued: 2026-11-01", "issued: soon"), encoding="utf-8")

    set_text(ORDER, "title", "Another title", open_shelf(clinic))
    set_text(ORDER, "issued", "2026-11-02", open_shelf(clinic))

    assert "title: Another title\n" in file.read_text(encoding="utf-8")
    assert "issued: 2026-11-02\n" in file.read_text(encoding="utf-8")


def test_what_ships_with_the_program_is_changed_by_nobody(tmp_path: Path) -> None:
    """Its files are those of every clinic on the machine."""
    (tmp_path / "content").mkdir()

    with pytest.raises(BadInput) as caught:
        set_text(ORDER, "title", "Mine", open_shelf(tmp_path))

    assert caught.value.findings[0].code == "outside-project"


def test_a_leaflet_that_is_not_there_is_told(clinic: Path) -> None:
    """With the nearest."""
    with pytest.raises(BadInput) as caught:
        set_text(Order("acupuncture-pian"), "title", "x", open_shelf(clinic))

    assert caught.value.findings[0].hint == "did you mean 'acupuncture-pain'?"
