"""What docs/release.md shows is what the commands say."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from brochure.__main__ import main
from tests.conftest import ROOT, signed, with_own_words

MARK = re.compile(r"\b[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\b")
SHOWN = "7F3C-9A2E"  # in place of every mark: the words of a sample may change
LIST = "id,name,day,hour,clinician,site,first\n" + "".join(
    f"{row},Ana,2026-12-01,10:30,Dr A,12 Mill Lane,no\n" for row in (4711, 4712, 4713)
)
CHANGES = {
    'version: "1.0"': 'version: "1.1"',
    "about 9 in 100": "about 1 in 100",
    "for a time. It does not help everyone.\nintro": "for a time. It helps everyone.\nintro",
    "**Keep taking": "**Stop taking",
    "    - Migraine,": "    - Cancer,",
    "sleep, stress": "sleep, worry",
}  # fmt: skip


def samples() -> Iterator[tuple[str, list[str]]]:
    """Each command of the page, and the lines that are shown below it."""
    text = (ROOT / "docs/release.md").read_text(encoding="utf-8")
    blocks = [
        [line.removeprefix("    ") for line in block.splitlines()]
        for block in re.split(r"\n\n", text)
        if all(line.startswith("    ") for line in block.splitlines())
    ]
    for at, block in enumerate(blocks):
        if len(block) == 1 and block[0].startswith("brochure ") and at + 1 < len(blocks):
            yield block[0], blocks[at + 1]


SAMPLES = {command: lines for command, lines in samples() if not command.startswith("brochure claims")}


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that signed its pain leaflet and its letter, on the day of the page."""
    monkeypatch.chdir(with_own_words(clinic))
    for module in ("asking", "commands", "finding", "signing"):
        monkeypatch.setattr(f"brochure.desk.{module}.today", lambda: "2026-11-28")
    for name in ("acupuncture-pain", "your-visit"):
        home = clinic / "content" / name / "en.yaml"
        home.write_text(home.read_text(encoding="utf-8").replace(".example", ".test"), encoding="utf-8")
        signed(clinic, name)
    return clinic


def changed(desk: Path) -> None:
    """The pain leaflet went on after it was signed."""
    path = desk / "content/acupuncture-pain/en.yaml"
    text = path.read_text(encoding="utf-8")
    for old, new in CHANGES.items():
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


def superseded(desk: Path) -> str:
    """The mark of the letter of a run, in whose place another came."""
    (desk / "list.csv").write_text(LIST, encoding="utf-8")
    assert main(["merge", "your-visit", "--recipients", "list.csv"]) == 0
    manifest = (desk / "build/your-visit.run/manifest.jsonl").read_text(encoding="utf-8")
    path = desk / "content/your-visit/en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"1.0"', '"1.1"').replace("title: ", "title: Now "))
    signed(desk, "your-visit")
    found = re.search(r'"mark":"([^"]+)"', manifest)
    assert found is not None
    return found[1]


@pytest.mark.parametrize("command", SAMPLES)
def test_the_page_shows_what_is_told(command: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each line that it shows, in the order in which it is told; lines between may be left out."""
    words = command.removeprefix("brochure ").split()
    if words[0] == "diff":
        changed(desk)
    if words[0] == "whichis":
        words[1] = superseded(desk)
    capsys.readouterr()
    main(words)
    told = iter(MARK.sub(SHOWN, capsys.readouterr().out).splitlines())

    assert [line for line in SAMPLES[command] if line not in told] == []


def test_every_command_of_the_page_has_its_sample() -> None:
    """A block that lost its form would be tried by nobody."""
    assert sorted(command.split()[1] for command in SAMPLES) == [
        "ask", "ask", "diff", "literacy", "record-line", "sign", "whichis",
    ]  # fmt: skip
