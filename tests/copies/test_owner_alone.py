"""Whatever holds recipients' words is its owner's alone from the first byte; what is for everybody is not."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.files import open_private, write_whole
from tests.conftest import Judge
from tests.samples import MERGE

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows keeps by lists of access, not by modes")
HEAD = "id,email,consent,name,day,hour,clinician,site,first\n"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder with a list, under the umask that most systems have."""
    monkeypatch.chdir(tmp_path)
    row = "{0},a{0}@patients.test,yes,Anna Lee,2027-12-01,9:30,Dr Jo,12 Mill Lane,yes\n"
    Path("list.csv").write_text(HEAD + "".join(row.format(at) for at in range(1, 400)), encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _umask() -> object:
    before = os.umask(0o022)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What others may read, below this folder and that folder itself."""
    paths = [folder, *folder.rglob("*")]
    return [str(path) for path in paths if stat.S_IMODE(path.lstat().st_mode) & 0o077]


def merge(*more: str) -> int:
    return main(["merge", "your-visit", "--allow-draft", "--samples", "--recipients", "list.csv", *more])


def test_a_run_and_its_manifest_are_their_owners_alone(here: Path) -> None:
    assert merge() == 0

    assert open_to_others(here / "build/your-visit.run") == []
    assert open_to_others(here / "outbox") == []


def test_a_run_that_was_open_is_closed_when_it_is_gone_on_with(here: Path) -> None:
    """Its folder keeps others from the copies that an older version left open."""
    assert merge() == 0
    run = here / "build/your-visit.run"
    run.chmod(0o755)

    assert merge("--resume") == 0

    assert open_to_others(run) == []


@pytest.mark.parametrize(
    ("more", "name"), [(("--zip",), "your-visit.zip"), (("--row", "2"), "your-visit.row-2.pdf"),
                       (("--print-file", "--layout", "trifold-a4"), "your-visit.print.pdf")],
)  # fmt: skip
def test_one_file_is_its_owners_alone(here: Path, more: tuple[str, ...], name: str) -> None:
    """Archive, preview and print file, also where one that was open lies there already."""
    assert merge(*more) == 0
    (here / "build" / name).chmod(0o644)

    assert merge(*more, "--overwrite") == 0

    assert open_to_others(here / "build" / name) == []


@pytest.mark.parametrize("more", [(), ("--zip",), ("--print-file", "--layout", "trifold-a4")], ids=" ".join)
def test_what_a_killed_merge_leaves_is_its_owners_alone(here: Path, more: tuple[str, ...]) -> None:
    """Temporary files too."""
    command = [sys.executable, "-m", "brochure", *MERGE, *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    build = here / "build"
    begun = "your-visit.run/*.pdf" if not more else ".brochure-*[fp]"
    until = time.monotonic() + 60
    while not list(build.glob(begun)) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.002)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    left = [path for path in build.iterdir() if path.suffix != ".lock"]
    assert left, "it was killed in the middle"
    assert [path for each in left for path in open_to_others(each)] == []


def test_messages_as_files_and_their_folder_are_their_owners_alone(here: Path) -> None:
    words = ["send", "acupuncture-pain", "--samples", "--recipients", "list.csv", "--sender", "info@clinic.test"]
    main([*words, "--subject", "Information", "--allow-draft", "--language", "en", "--eml", "letters"])

    assert len(list((here / "letters").iterdir())) == 399
    assert open_to_others(here / "letters") == []


def test_no_file_with_recipients_words_is_ever_made_open(here: Path, judge: Judge) -> None:
    """The modes with which the system is asked, not only those that are left."""
    command = [sys.executable, "-m", "brochure", *MERGE]
    judge("strace", "-f", "-qq", "-e", "trace=openat,mkdir", "-o", here / "calls", *command)

    made = [line for line in (here / "calls").read_text(errors="replace").splitlines() if "O_CREAT" in line]
    copies = [line for line in made if "your-visit.run/" in line]
    assert len(copies) > 399
    assert [line for line in copies if not line.rpartition(")")[0].endswith("0600")] == []


def test_a_leaflet_for_everybody_is_open_as_far_as_umask_lets(here: Path) -> None:
    for umask, mode in ((0o022, 0o644), (0o027, 0o640), (0o077, 0o600)):
        os.umask(umask)
        write_whole(here / "leaflet.pdf", b"x")

        assert stat.S_IMODE((here / "leaflet.pdf").stat().st_mode) == mode


def test_a_private_file_begins_anew_where_an_open_one_lies(here: Path) -> None:
    (here / "a").write_bytes(b"old")
    with open_private(here / "a") as file:
        assert stat.S_IMODE((here / "a").stat().st_mode) == 0o600
        file.write(b"new")

    assert (here / "a").read_bytes() == b"new"
