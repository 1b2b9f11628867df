"""A copy from a drawer is found again: its text, how many like it went where, and to whom for those with the key."""

import json
import sqlite3
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.order import Order
from brochure.content.read import read
from brochure.content.recording import withdraw
from brochure.content.shelf import open_shelf
from brochure.pipeline import make
from brochure.send.copies_out import copies_out
from tests.conftest import signed
from tests.record.desks import signed_desk

LIST = """id,email,consent,name,day,hour,clinician,site,first
4711,ana@post.test,yes,Ana,2026-12-01,10:30,Dr A,12 Mill Lane,no
4712,ben@post.test,yes,Ben,2026-12-02,11:30,Dr A,12 Mill Lane,no
4713,cem@post.test,no,Cem,2026-12-03,12:30,Dr A,12 Mill Lane,no
"""


def mark_of(clinic: Path, leaflet: str = "your-visit") -> str:
    return read(Order(leaflet), open_shelf(clinic)).manuscript.mark


@pytest.fixture
def desk(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clinic that signed its letter and its leaflet, and has a list."""
    return signed_desk(clinic, monkeypatch, LIST)


def merged(desk: Path) -> list[dict[str, str]]:
    """The copies of a run, as its manifest tells them."""
    assert main(["merge", "your-visit", "--recipients", "list.csv"]) == 0
    lines = (desk / "build/your-visit.run/manifest.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines[1:]]


def test_each_copy_keeps_the_line_for_its_note(desk: Path) -> None:
    """Code, title, version, language, mark and day; nothing of a text that nobody signed."""
    mark = mark_of(desk)
    title = read(Order("your-visit"), open_shelf(desk)).manuscript.leaflet.title

    assert {(row["mark"], row["given"]) for row in merged(desk)} == {
        (mark, f"Given: {_code(desk)} {title} 1.0 (en) {mark}, 28 Nov 2026")
    }


def _code(desk: Path) -> str:
    return read(Order("your-visit"), open_shelf(desk)).manuscript.leaflet.code.text


def test_a_draft_was_given_to_nobody(desk: Path) -> None:
    """A trial run has its mark and no line."""
    (desk / "content/your-visit/_record.yaml").unlink()
    assert main(["merge", "your-visit", "--recipients", "list.csv", "--allow-draft"]) == 0
    lines = (desk / "build/your-visit.run/manifest.jsonl").read_text(encoding="utf-8").splitlines()

    assert all(f'"mark":"{mark_of(desk)}"' in line and '"given"' not in line for line in lines[1:])


def test_copies_of_a_run_are_counted(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three rows, three copies; no name and no id without the key and the list."""
    merged(desk)
    capsys.readouterr()

    assert main(["whichis", mark_of(desk)]) == 0

    told = capsys.readouterr().out
    assert "  current" in told
    assert "  3 copies in the run your-visit.run, mailing your-visit" in told
    assert "4711" not in told


def test_the_file_itself_says_which_it_is(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A merged copy, and one of no run."""
    merged(desk)
    capsys.readouterr()
    copy = next((desk / "build/your-visit.run").glob("*.pdf"))

    assert main(["whichis", str(copy)]) == 0
    assert capsys.readouterr().out.startswith(f"{mark_of(desk)}: your-visit (en), version 1.0\n")

    (desk / "pain.pdf").write_bytes(make(Order("acupuncture-pain"), open_shelf(desk)).data)
    assert main(["whichis", "pain.pdf"]) == 0
    assert "  no copy in any run or campaign that is kept here" in capsys.readouterr().out


def test_the_key_and_the_list_name_those_who_have_it(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By row and id; another key names nobody."""
    merged(desk)
    capsys.readouterr()
    asked = ["whichis", mark_of(desk), "--recipients", "list.csv"]

    assert main(asked) == 0
    assert "  row 3, 4712: your-visit.run" in capsys.readouterr().out

    key = desk / "outbox/key"
    key.write_text(("0" * 64) + "\n", encoding="ascii")
    assert main(asked) == 1
    told = capsys.readouterr().out
    assert "error[key-differs]" in told
    assert "4712" not in told


def test_letters_of_a_campaign_are_counted(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Those that went, those in doubt, and the rest."""
    folder = _sent(desk)
    mark = mark_of(desk, "acupuncture-pain")

    (found,) = copies_out(mark, desk / "build", folder).campaigns
    assert (found.campaign, found.sent, found.in_doubt, found.others) == ("autumn", 1, 1, 1)

    assert main(["whichis", mark, "--recipients", "list.csv"]) == 0
    told = capsys.readouterr().out
    assert "  1 sent in the campaign autumn, 1 in doubt, 1 not sent" in told
    assert "  row 2, 4711: campaign autumn" in told and "4713" not in told


def _sent(desk: Path) -> Path:
    """An outbox after a campaign: one letter went, one is in doubt, one was held."""
    from brochure.base.events import LetterState
    from brochure.people.keys import open_key
    from brochure.people.recipients import RecipientFile
    from brochure.send.bodies import Bodies
    from brochure.send.filling import Addressed, Enclosed, fill
    from brochure.send.outbox import Outbox

    mark = mark_of(desk, "acupuncture-pain")
    with Outbox(desk / "outbox", open_key(desk / "outbox/key"), keep=True) as outbox:
        enclosed = Enclosed("en", Bodies("text", "<p>text</p>"), "x.pdf", "0" * 64, mark)
        listed = RecipientFile(desk / "list.csv", needs=("id", "email"))
        fill(outbox, "autumn", [Addressed(each, enclosed) for each in listed])
        first, second, _ = outbox.items("autumn")
        outbox.move(outbox.move(first, LetterState.DOT), LetterState.SENT)
        outbox.move(outbox.move(second, LetterState.DOT), LetterState.UNKNOWN)
    return desk / "outbox"


def test_an_outbox_of_an_older_version_is_opened(desk: Path) -> None:
    """Its letters carry no mark, and none is guessed."""
    folder = _sent(desk)
    with sqlite3.connect(folder / "outbox.sqlite") as database:
        database.execute("ALTER TABLE letter DROP COLUMN mark")
    database.close()
    mark = mark_of(desk, "acupuncture-pain")

    assert copies_out(mark, desk / "build", folder).campaigns == ()
    assert main(["outbox", "status"]) == 1  # one in doubt, as before
    _sent(desk)
    (found,) = copies_out(mark, desk / "build", folder).campaigns
    assert (found.sent, found.in_doubt, found.others) == (0, 0, 1)  # those that went are never touched


def test_a_text_that_took_its_place_is_named(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By version, mark and day."""
    old = mark_of(desk)
    text = desk / "content/your-visit/en.yaml"
    text.write_text(text.read_text(encoding="utf-8").replace('version: "1.0"', 'version: "1.1"')
                    .replace("title: ", "title: Now ", 1), encoding="utf-8")  # fmt: skip
    signed(desk, "your-visit")

    assert main(["whichis", old]) == 0
    assert f"  superseded by version 1.1, {mark_of(desk)}, on 2026-11-28" in capsys.readouterr().out


def test_a_text_that_nobody_signed_is_told_as_such(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is found all the same."""
    assert main(["whichis", mark_of(desk, "after-treatment")]) == 1

    told = capsys.readouterr().out
    assert "error[not-signed]" in told and "is 'after-treatment' (en) as it stands now" in told


def test_a_note_keeps_one_line(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """By code or by name; nothing of what may not be given."""
    mark = mark_of(desk, "acupuncture-pain")
    for name in ("PM-01", "pm-01", "acupuncture-pain"):
        assert main(["record-line", name]) == 0
        assert capsys.readouterr().out == f"Given: PM-01 Pain Management 1.0 (en) {mark}, 28 Nov 2026\n"

    withdraw(Order("acupuncture-pain"), mark, "a figure was wrong", "2026-11-28", open_shelf(desk))
    assert main(["record-line", "PM-01"]) == 1
    assert "error[withdrawn]" in capsys.readouterr().out


NO_LINE = {
    "AT-02": ("not-signed", "brochure sign"),
    "PM-02": ("unknown-leaflet", "did you mean 'PM-01'?"),
    "PM-09 ": ("unknown-leaflet", ""),
}


@pytest.mark.parametrize("code", NO_LINE)
def test_nobody_was_given_what_there_is_not(code: str, desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A draft, and a code of no leaflet."""
    assert main(["record-line", code]) == 1

    told = capsys.readouterr().out
    assert f"error[{NO_LINE[code][0]}]" in told and NO_LINE[code][1] in told


def test_a_code_of_two_leaflets_is_no_answer(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which one was given?"""
    other = desk / "content/after-treatment/en.yaml"
    other.write_text(other.read_text(encoding="utf-8").replace("AT-02", "PM-01"), encoding="utf-8")

    assert main(["record-line", "PM-01"]) == 1
    assert "error[code-twice]" in capsys.readouterr().out
