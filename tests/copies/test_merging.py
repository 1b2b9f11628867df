"""`brochure merge`, as it is typed: good rows are made, bad ones told, nothing said twice and nobody named."""

import json
import os
import signal
import subprocess
import sys
import time
import zipfile
from datetime import date
from datetime import time as hour_of
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from brochure.__main__ import main
from brochure.base.order import Order
from brochure.content.shelf import open_shelf
from brochure.copies import Copier
from brochure.people.columns import columns_text
from tests.conftest import Judge
from tests.people.books import xlsx
from tests.samples import MERGE
from tests.test_files import mounted

Printed = pytest.CaptureFixture[str]
HEAD = "id,name,day,hour,clinician,site,first\n"
MARKER = "Zymbrowska"


def listed(count: int, *more: str) -> None:
    rows = [
        f"{at},Anna {MARKER}{at},2026-12-01,9:30,Dr Jo,12 Mill Lane,{'yes' if at % 2 else 'no'}\n"
        for at in range(1, count + 1)
    ]
    Path("list.csv").write_text(HEAD + "".join(rows) + "".join(more), encoding="utf-8")


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder in which a new user types."""
    (tmp_path / "content").mkdir(exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def merge(*more: str) -> int:
    return main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", *more])


def copies(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_every_row_gets_its_own_copy(here: Path, judge: Judge) -> None:
    """And the manifest says which, without a name."""
    listed(5)

    assert merge() == 0

    run = here / "build/your-visit.run"
    assert sorted(copies(run)) == [f"{row:06d}-{row - 1}.pdf" for row in range(2, 7)]
    head, *lines = (json.loads(line) for line in (run / "manifest.jsonl").read_text(encoding="utf-8").splitlines())
    assert head["leaflet"] == "your-visit" and head["personal"] is True
    for line in lines:
        data = (run / line["file"]).read_bytes()
        assert (line["bytes"], line["sha256"]) == (len(data), sha256(data).hexdigest())
    assert f"Anna {MARKER}3," in judge("pdftotext", "-layout", run / "000004-3.pdf", "-").stdout.decode()


def test_bad_rows_are_told_good_ones_are_made(here: Path, capsys: Printed) -> None:
    """Row and column, never the value; exit 1."""
    listed(
        2,
        "7,Otto Secretname,soon,noon,Dr Jo,Here,yes\n",
        "8,Otto\U0001f600,2026-12-01,9:30,Dr Jo,Here,no\n",
        "9,,,\n",
        "10,Otto\U0001f600,2026-12-01,9:30,Dr Jo,Here,no\n",
    )

    assert merge() == 1

    said = capsys.readouterr().out
    assert "list.csv:4:19: error[value-no-date]: row 4, column C (day) is no date" in said
    assert "list.csv:4:24: error[value-no-time]: row 4, column D (hour) is no time" in said
    assert "row 5, column B (name) has characters that no face has: U+1F600" in said
    assert "row 6" in said
    assert "row 7, column B (name) has characters that no face has: U+1F600" in said
    assert "2 copies made, 0 there already, 4 rows left out" in said
    assert "Secretname" not in said and "Otto" not in said
    assert len(copies(here / "build/your-visit.run")) == 2


def test_a_second_run_makes_only_what_is_missing(here: Path) -> None:
    """One that is gone, one that was changed; and it is refused unless it is asked for."""
    listed(4)
    assert merge() == 0
    run = here / "build/your-visit.run"
    first = copies(run)
    (run / "000003-2.pdf").unlink()
    (run / "000004-3.pdf").write_bytes(b"%PDF-1.7 another")
    untouched = (run / "000002-1.pdf").stat().st_mtime_ns

    assert merge() == 1
    assert merge("--resume") == 0

    assert copies(run) == first
    assert (run / "000002-1.pdf").stat().st_mtime_ns == untouched


def test_two_processes_make_the_same_copies(here: Path) -> None:
    """Whoever makes a batch."""
    listed(120)

    assert merge("--out", "one") == 0
    assert merge("--out", "two", "--jobs", "2") == 0

    assert copies(here / "one") == copies(here / "two")
    assert len(copies(here / "one")) == 120


def test_an_archive_holds_the_same_copies(here: Path) -> None:
    """Streamed; it has its name only when it is whole."""
    listed(3)
    assert merge() == 0
    assert merge("--zip") == 0

    with zipfile.ZipFile(here / "build/your-visit.zip") as archive:
        packed = {name: archive.read(name) for name in archive.namelist()}
    assert packed == copies(here / "build/your-visit.run")


def test_a_preview_shows_one_row_and_a_dry_run_writes_nothing(here: Path, capsys: Printed) -> None:
    """Before ten thousand are made."""
    listed(3)

    assert merge("--dry-run") == 0
    assert "3 copies would be made" in capsys.readouterr().out
    assert sorted(path.name for path in here.iterdir()) == ["content", "list.csv"]
    assert merge("--row", "3") == 0
    assert [path.name for path in (here / "build").iterdir()] == ["your-visit.row-3.pdf"]
    assert merge("--row", "99") == 1


def test_no_name_leaves_the_copies(here: Path, capsys: Printed) -> None:
    """Not into the manifest, the file names, or what is said."""
    listed(3, f"4,{MARKER} {'x' * 70},2026-12-01,9:30,Dr Jo,Here,yes\n")

    assert merge() == 1

    told = capsys.readouterr()
    assert MARKER not in told.out + told.err
    for path in here.rglob("*"):
        assert MARKER not in path.name
        if path.is_file() and path.suffix != ".pdf" and path.name != "list.csv":
            assert MARKER.encode() not in path.read_bytes(), path


def test_a_killed_run_leaves_whole_files_and_is_gone_on_with(here: Path) -> None:
    """SIGKILL in the middle."""
    listed(3000)
    command = [sys.executable, "-m", "brochure", *MERGE]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    run = here / "build/your-visit.run"
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and len(list(run.glob("0*.pdf"))) < 100:
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    there = len(list(run.glob("0*.pdf")))
    assert 100 <= there < 3000
    for path in run.glob("0*.pdf"):
        assert path.read_bytes().endswith(b"%%EOF\n")

    assert merge("--resume") == 0

    assert len(copies(run)) == 3000
    assert not list(run.glob(".brochure-*"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["acupuncture-pain"], "has no personal fields"),
        (["your-visti"], "your-visit"),
        (["your-visit", "--edition", "text"], "is no PDF"),
    ],
)
def test_what_cannot_be_merged_is_told(typed: list[str], said: str, here: Path, capsys: Printed) -> None:
    """And no folder is begun."""
    listed(1)

    assert main(["merge", *typed, "--samples", "--allow-draft", "--recipients", "list.csv"]) == 1

    assert said in capsys.readouterr().out
    assert not (here / "build").exists()


def test_a_missing_column_is_told_before_anything_is_made(here: Path, capsys: Printed) -> None:
    """With the likely one."""
    Path("list.csv").write_text("id,nmae,day,hour,clinician,site\n1,Jo,2026-12-01,9:30,Dr Jo,Here\n", encoding="utf-8")

    assert merge() == 1

    said = capsys.readouterr().out
    assert "there is no column 'name'" in said and "nmae" in said


def test_a_worker_of_a_cluster_that_is_killed_loses_nothing(here: Path) -> None:
    """Real worker processes under Dask; one dies while it works."""
    distributed = pytest.importorskip("distributed")
    listed(2000)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, scheduler_port=0
    ) as cluster:
        victim = next(iter(cluster.workers.values())).process.pid
        command = [sys.executable, "-m", "brochure", *MERGE]
        process = subprocess.Popen([*command, "--cluster", cluster.scheduler_address], stdout=subprocess.DEVNULL)
        run = here / "build/your-visit.run"
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline and len(list(run.glob("0*.pdf"))) < 100:
            time.sleep(0.01)
        os.kill(victim, signal.SIGKILL)
        assert process.wait(timeout=120) == 0

    assert len(copies(run)) == 2000
    assert len((run / "manifest.jsonl").read_text(encoding="utf-8").splitlines()) == 2001


LOCKED = "id,name,day,hour,clinician,site,first,secret\n"
REST = "2026-12-01,9:30,Dr Jo,12 Mill Lane,no"


def test_each_copy_opens_with_its_own_password_only(here: Path, judge: Judge) -> None:
    """AES-256, accessibility on, nothing readable beside the lock, no plain copy on the disk."""
    rows = [f"{at},Anna Nowak{at},{REST},river-{at}-lantern-quiet\n" for at in (1, 2)]
    Path("list.csv").write_text(LOCKED + "".join(rows), encoding="utf-8")

    assert merge("--password-field", "secret") == 0

    run = here / "build/your-visit.run"
    for row, name in ((2, "000002-1.pdf"), (3, "000003-2.pdf")):
        path, password = run / name, f"river-{row - 1}-lantern-quiet"
        told = judge("qpdf", "--show-encryption", f"--password={password}", path).stdout.decode()
        assert "R = 6" in told and "AESv3" in told and "extract for accessibility: allowed" in told
        judge("qpdf", "--check", f"--password={password}", path)
        said = judge("pdftotext", "-upw", password, path, "-").stdout.decode()
        assert f"Anna Nowak{row - 1}," in said
        with pytest.raises(pikepdf.PasswordError):
            pikepdf.open(path, password=f"river-{4 - row}-lantern-quiet")
        data = path.read_bytes()
        assert b"Your visit" not in data and b"Producer" not in data and b"pdfaid" not in data
    assert not list(here.rglob(".brochure-*"))


def test_passwords_that_are_guessed_are_refused_unless_forced(here: Path, capsys: Printed) -> None:
    """A birth date, a short one, the name; empty never goes."""
    rows = [
        f"{at},Anna Nowak,{REST},{password}\n" for at, password in enumerate(("19570312", "short", "annanowak", ""), 1)
    ]
    Path("list.csv").write_text(LOCKED + "".join(rows), encoding="utf-8")

    assert merge("--password-field", "secret") == 1
    said = capsys.readouterr().out
    assert all(f"row {row}" in said for row in (2, 3, 4, 5))
    assert "19570312" not in said and "annanowak" not in said
    assert not list(here.glob("build/your-visit.run/*.pdf"))

    assert merge("--password-field", "secret", "--force-passwords", "--resume") == 1
    assert len(list(here.glob("build/your-visit.run/*.pdf"))) == 3


def test_a_press_file_cannot_be_locked(here: Path, capsys: Printed) -> None:
    """PDF/X forbids it."""
    Path("list.csv").write_text(LOCKED + f"1,Jo,{REST},river-lantern-quiet\n", encoding="utf-8")

    assert merge("--password-field", "secret", "--edition", "press") == 1

    assert "PDF/X forbids it" in capsys.readouterr().out


def test_a_full_disk_ends_the_run_and_leaves_whole_copies(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """[FI04] Half a write, as a full disk does; then room is made."""
    listed(30)
    whole = os.write

    def full(handle: int, data: bytes) -> int:
        is_copy = len(data) > 10_000
        if is_copy and len(list(here.glob("build/your-visit.run/0*.pdf"))) >= 12:
            return whole(handle, data[: len(data) // 2])
        return whole(handle, data)

    monkeypatch.setattr(os, "write", full)
    assert merge() == 1
    said = capsys.readouterr().out
    monkeypatch.undo()
    monkeypatch.chdir(here)

    assert said.count("error[not-written]") == 1
    run = here / "build/your-visit.run"
    assert len(copies(run)) == 12
    assert all(data.endswith(b"%%EOF\n") for data in copies(run).values())
    assert not list(run.glob(".brochure-*"))
    assert merge("--resume") == 0
    assert len(copies(run)) == 30


@pytest.mark.parametrize(
    ("more", "left"),
    [((), "your-visit.run"), (("--jobs", "2"), "your-visit.run"), (("--zip",), ""), (("--print-file",), "")],
)
def test_a_small_disk_takes_whole_files_only(
    more: tuple[str, ...], left: str, here: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """[FI04] A real one, of 150 KB; with more room the same run goes on."""
    listed(120)
    with mounted(here / "disk", "size=150k") as disk:
        (disk / "list.csv").write_bytes(Path("list.csv").read_bytes())
        (disk / "content").mkdir()
        monkeypatch.chdir(disk)
        code, said = merge(*more), capsys.readouterr().out
        monkeypatch.chdir(here)  # a disk on which somebody stands is not taken away
        assert code == 1
        assert "error[not-written]" in said and "no space left on device" in said
        there = sorted((disk / "build").iterdir())
        assert [path.name for path in there] == ([left] if left else [])
        if left:
            assert 2 < len(copies(there[0])) < 20
            assert all(data.endswith(b"%%EOF\n") for data in copies(there[0]).values())
            subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
            monkeypatch.chdir(disk)
            code = merge(*more, "--resume")
            monkeypatch.chdir(here)
            assert code == 0
            assert len(copies(there[0])) == 120
        assert not list(disk.rglob(".brochure-*"))


def test_a_mended_list_makes_the_copies_of_changed_rows_again(here: Path, judge: Judge, capsys: Printed) -> None:
    """The day of one moves, another goes, a third comes before them; nobody gets the words of the old list."""
    listed(3)
    assert merge() == 0
    run = here / "build/your-visit.run"
    before = copies(run)
    rows = Path("list.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    moved = rows[2].replace("2026-12-01", "2026-12-09")
    new = "9,Bea Newcomer,2026-12-01,9:30,Dr Jo,12 Mill Lane,no\n"
    Path("list.csv").write_text("".join((rows[0], new, rows[1], moved)), encoding="utf-8")
    capsys.readouterr()

    assert merge("--resume") == 0

    said = capsys.readouterr().out
    assert "2 copies made, 1 there already, 0 rows left out" in said
    assert "1 copy of people who are not on the list any more, taken away" in said
    after = copies(run)
    assert sorted(after) == ["000002-1.pdf", "000002-9.pdf", "000004-2.pdf"]
    lines = (run / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert sorted(json.loads(line)["file"] for line in lines[1:]) == sorted(after)
    assert after["000002-1.pdf"] == before["000002-1.pdf"]
    assert "9 December" in judge("pdftotext", run / "000004-2.pdf", "-").stdout.decode()


@pytest.mark.parametrize("fault", ["1,Anna,soon,9:30,Dr Jo,Here,no\n", "1,Anna,2026-12-01\n"])
def test_a_row_that_went_bad_keeps_its_copy(fault: str, here: Path, capsys: Printed) -> None:
    """It is still on the list, or may be; `send` holds it until the row is mended."""
    listed(2)
    assert merge() == 0
    before = copies(here / "build/your-visit.run")
    rows = Path("list.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    Path("list.csv").write_text("".join((rows[0], fault, rows[2])), encoding="utf-8")
    capsys.readouterr()

    assert merge("--resume") == 1

    said = capsys.readouterr().out
    assert "0 copies made, 1 there already, 1 row left out" in said and "run-unlisted" not in said
    assert copies(here / "build/your-visit.run") == before


def test_a_leaflet_that_was_changed_makes_all_copies_again(here: Path, clinic: Path) -> None:
    """Its words are in each."""
    listed(2)
    (clinic / "list.csv").write_bytes(Path("list.csv").read_bytes())
    os.chdir(clinic)
    assert merge() == 0
    run = clinic / "build/your-visit.run"
    before = copies(run)
    path = clinic / "content/your-visit/en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("about 50 minutes", "about 40 minutes"), encoding="utf-8")

    assert merge("--resume") == 0

    assert copies(run).keys() == before.keys()
    assert all(copies(run)[name] != data for name, data in before.items())


def test_a_value_that_no_line_holds_is_told_by_row_and_column(here: Path, capsys: Printed) -> None:
    """Already by a dry run; the others are made."""
    joined = "\u0633" * 58  # letters that join are never parted
    listed(2, f"9,{joined},2026-12-01,9:30,Dr Jo,Here,yes\n")

    assert merge("--dry-run") == 1
    said = capsys.readouterr().out
    assert "2 copies would be made; 1 row left out" in said
    assert "list.csv:4:3: error[value-does-not-fit]: row 4, column B (name) does not fit" in said
    assert merge() == 1
    said = capsys.readouterr().out
    assert "row 4, column B (name) does not fit" in said and "2 copies made, 0 there already, 1 row left out" in said
    assert len(copies(here / "build/your-visit.run")) == 2


def test_an_archive_is_made_again_and_a_foreign_one_is_not(here: Path, capsys: Printed) -> None:
    """[FI02] Ours is known by its comment; anything else goes only with --overwrite."""
    listed(2)
    assert merge("--zip") == 0
    assert merge("--zip") == 0
    target = here / "build/your-visit.zip"
    target.write_bytes(b"holiday pictures")
    capsys.readouterr()

    assert merge("--zip") == 1
    assert "--overwrite" in capsys.readouterr().out
    assert target.read_bytes() == b"holiday pictures"
    assert merge("--zip", "--overwrite") == 0
    assert merge("--zip", "--resume") == 1
    assert "--zip does not go with --resume" in capsys.readouterr().out


def test_columns_may_be_called_otherwise(here: Path, capsys: Printed) -> None:
    """Those of the leaflet too; a name that is none is told."""
    listed(1)
    path = Path("list.csv")
    path.write_text(path.read_text(encoding="utf-8").replace("id,name,", "Nr,Patient,"), encoding="utf-8")

    assert merge() == 1
    assert "there is no column 'id'" in capsys.readouterr().out
    assert merge("--column", "id=Nr") == 1
    said = capsys.readouterr().out
    assert "list.csv:1:1: error[csv-column]: there is no column 'name'" in said and "--column name=Patient" in said
    assert merge("--column", "id=Nr", "--column", "name=Patient") == 0
    assert merge("--column", "id=Nr", "--column", "nmae=Patient", "--resume") == 1
    assert "names neither a field" in capsys.readouterr().out


def test_an_empty_list_and_another_language_are_told(here: Path, capsys: Printed) -> None:
    """Neither passes in silence."""
    Path("list.csv").write_text(HEAD, encoding="utf-8")
    assert merge() == 1
    assert "has no rows" in capsys.readouterr().out

    Path("list.csv").write_text(
        HEAD.replace("id,", "id,language,") + "1,pl,Jo,2026-12-01,9:30,Dr Jo,Here,no\n", "utf-8"
    )
    assert merge() == 0
    assert "row 2 ask for another language than 'en'" in capsys.readouterr().out


@pytest.mark.parametrize("layout", ["page-a4", "card-dl"])
def test_a_small_layout_takes_the_short_texts_and_says_so(layout: str, here: Path, capsys: Printed) -> None:
    """Stamped like the others, not laid out one by one; and a print file has them too."""
    listed(40)

    assert merge("--edition", "press", "--layout", layout) == 0
    assert "note[short-texts]" in capsys.readouterr().out
    assert merge("--print-file", "--layout", layout) == 0

    said = capsys.readouterr().out
    assert "40 records made" in said and "note[short-texts]" in said
    copier = Copier(Order("your-visit", edition="press", layout=layout), open_shelf())
    row = {"name": "Jo", "day": "2026-12-01", "hour": "9:30", "clinician": "Dr Jo", "site": "Here", "first": "yes"}
    values, _ = copier.judge(row)
    copier.learn(values)
    variant, contents = copier.stamped(values)
    assert copier.prove(values, variant.template.copy(contents)) == ()
    assert copier.copy(values, row) == variant.template.copy(contents)


def test_a_field_that_no_text_asks_for_is_told_by_a_merge(here: Path, clinic: Path, capsys: Printed) -> None:
    """And its copies are made: the list is not at fault."""
    listed(2)
    (clinic / "list.csv").write_bytes(Path("list.csv").read_bytes())
    os.chdir(clinic)
    path = clinic / "content/your-visit/en.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("Dear {name},", "Dear you,"), encoding="utf-8")

    assert merge("--dry-run") == 0

    assert "field 'name' stands in no text" in capsys.readouterr().out


def test_a_workbook_is_merged_as_a_csv_file_of_its_rows(here: Path, capsys: Printed, judge: Judge) -> None:
    """With its columns found by name, and by the file that keeps them."""
    book = xlsx([
        ("Nr", "Full name", "Day", "HOUR", "Clinician", "Site", "First visit?"),
        (1041, "Anna Nowak", date(2026, 12, 1), hour_of(9, 30), "Dr Jo Example", "12 Mill Lane", True),
        (1042, "Ben", "#N/A", hour_of(9, 30), "Dr Jo Example", "12 Mill Lane", False),
    ])  # fmt: skip
    Path("list.xlsx").write_bytes(book)
    Path("columns.yaml").write_text(columns_text({"id": "Nr", "name": "Full name", "first": "First visit?"}), "utf-8")

    assert main([*MERGE, "--recipients", "list.xlsx"]) == 1
    said = capsys.readouterr().out
    assert "is 'Nr' meant? say --column id=Nr" in said
    assert main([*MERGE, "--recipients", "list.xlsx", "--columns", "columns.yaml"]) == 1
    said = capsys.readouterr().out
    assert "list.xlsx:3:3: error[" in said and "row 3, column C (Day)" in said
    text = judge("pdftotext", "-layout", here / "build/your-visit.run/000002-1041.pdf", "-").stdout.decode()
    assert "Anna Nowak" in text and "1 December 2026" in text and "9:30" in text
