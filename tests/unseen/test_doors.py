"""No door lets a page out that nobody has looked at: each is tried with a mark that only its pixels betray."""

from pathlib import Path

import pytest

from brochure.__main__ import main
from tests.conftest import signed, with_own_words

_WHITE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><path d="M5 5H95V95H5Z" fill="{}"/></svg>'
_ONE = ("acupuncture-pain", "--language", "en")
_HEAD = "id,name,day,hour,site,clinician,first,email,consent"
_LIST = f"{_HEAD}\n1,Anna,2027-03-01,10:00,Mill Lane,Dr Reed,yes,anna@x.test,yes\n"
_MAIL = (
    "--recipients",
    "list.csv",
    "--sender",
    "info@clinic.test",
    "--subject",
    "Information",
    "--allow-draft",
    "--language",
    "en",
)
DOORS = {
    "prove": ("prove", *_ONE),
    "check": ("check", *_ONE),
    "build --release": ("build", *_ONE, "--release", "--out", "made"),
    "pack": ("pack", "press", *_ONE, "--allow-draft", "--out", "made"),
    "merge": ("merge", "your-visit", "--allow-draft", "--recipients", "list.csv", "--out", "made"),
    "merge into an archive": (
        "merge",
        "your-visit",
        "--allow-draft",
        "--recipients",
        "list.csv",
        "--zip",
        "--out",
        "made.zip",
    ),
    "merge for the press": (
        "merge",
        "your-visit",
        "--allow-draft",
        "--recipients",
        "list.csv",
        "--print-file",
        "--out",
        "made.pdf",
    ),
    "merge of one row": (
        "merge",
        "your-visit",
        "--allow-draft",
        "--recipients",
        "list.csv",
        "--row",
        "2",
        "--out",
        "made",
    ),
    "send": ("send", "acupuncture-pain", *_MAIL, "--eml", "made"),
}


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic with words of its own, and a list."""
    monkeypatch.chdir(with_own_words(clinic))
    (clinic / "list.csv").write_text(_LIST, encoding="utf-8")
    return clinic


def paint_marks(desk: Path, colour: str, on_covers: str) -> None:
    """Both versions of the mark in one colour each; the leaflet is signed with them."""
    for name, fill in (("logo.svg", colour), ("logo-reversed.svg", on_covers)):
        (desk / "content/brands/riverside" / name).write_text(_WHITE.format(fill), encoding="utf-8")
    signed(desk)


@pytest.mark.parametrize("door", DOORS)
def test_a_door_stays_shut_for_what_nobody_sees(door: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint_marks(desk, "#ffffff", "#12343b")

    code = main([*DOORS[door], "--output-format", "concise"])

    assert code == 1
    assert "figure-unseen" in capsys.readouterr().out
    assert [file for made in desk.glob("made*") for file in (made, *made.rglob("*.pdf")) if file.is_file()] == []


@pytest.mark.parametrize("door", DOORS)
def test_a_door_opens_for_what_is_seen(door: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paint_marks(desk, "#12343b", "#ffffff")

    main([*DOORS[door], "--output-format", "concise"])

    assert "unseen" not in capsys.readouterr().out
    if "made" in " ".join(DOORS[door]):
        assert list(desk.glob("made*"))


def test_a_plain_build_says_what_it_did_not_look_at(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is quick; its last line tells what its proof is worth."""
    paint_marks(desk, "#ffffff", "#12343b")

    assert main(["build", *_ONE, "--out", "made"]) == 0
    assert "visible by their places" in capsys.readouterr().out
