"""What a living process keeps from one save to the next: what did not change is the very same, and not done again."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from brochure import Order, make, open_shelf
from brochure.base.edition import EDITIONS
from brochure.base.findings import BadInput
from brochure.base.page import Strip
from brochure.content.read import read
from brochure.content.shelf import Shelf
from brochure.paint import text as painter

CONTENT = Path(__file__).parent.parent.parent / "content"
WRITTEN = sorted(
    file
    for pattern in ("*/en.yaml", "*/ar.yaml", "starters/*/en.yaml")
    for file in CONTENT.glob(pattern)
    if file.parent.parent.name == "starters" or file.parent.name not in ("brands", "claims", "starters")
)


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_what_is_read_again_is_the_same_record(file: Path, shelf: Shelf) -> None:
    """Records are known by their identity; one made anew on each pass would have everything made anew."""
    again = 0
    for edition in EDITIONS:
        for saver in (False, True):
            order = Order(file.parent.name, file.stem, edition=edition, folder=str(file.parent), saver=saver)
            try:
                assert read(order, shelf) == read(order, shelf), (edition, saver)
            except BadInput:
                continue  # an edition that this leaflet does not have
            again += 1
    assert again


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Shelf, Path]:
    """A clinic's folder, and the file of its leaflet."""
    shutil.copytree(CONTENT, tmp_path / "content")
    return open_shelf(tmp_path), tmp_path / "content/acupuncture-pain/en.yaml"


def test_only_lines_that_changed_are_written_again(saved: tuple[Shelf, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """The mark of a draft is other letters after each save: it moves the codes of no other line."""
    shelf, file = saved
    written: list[str] = []
    show = painter.show_strip

    def noting(strip: Strip, codes: painter.Codes, least: float) -> str:
        written.append("".join(cluster.text for cluster in strip.clusters))
        return show(strip, codes, least)

    monkeypatch.setattr(painter, "show_strip", noting)
    painter._kept.cache_clear()
    counts = []
    for word in ("small", "smell", "mills", "smells", "sell"):
        text, changes = re.subn(r"(\n {4}text: >-\n\s+\S+ )\S+", rf"\g<1>{word}", file.read_text("utf-8"), count=1)
        assert changes
        file.write_text(text, "utf-8")
        written.clear()
        kept = make(Order("acupuncture-pain"), shelf).data
        counts.append(len(written))
    assert counts[0] > 60
    assert max(counts[1:]) < 20, counts
    assert kept == made_afresh(file.parent.parent.parent)


def made_afresh(clinic: Path) -> bytes:
    """The leaflet of a process that remembers nothing."""
    code = (
        "import sys; from pathlib import Path; from brochure import *\n"
        "sys.stdout.buffer.write(make(Order('acupuncture-pain'), open_shelf(Path(sys.argv[1]))).data)"
    )
    return subprocess.run([sys.executable, "-c", code, str(clinic)], capture_output=True, check=True).stdout
