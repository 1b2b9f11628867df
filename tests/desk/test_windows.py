"""What Windows has otherwise, as far as it can be had here: no POSIX modules, no fork, an old code page, its names."""

import json
import os
import subprocess
import sys
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.copies.alone import alone_at
from brochure.desk.here import private_words, who
from brochure.desk.shapes import quoted_path
from brochure.people.keys import open_key
from tests.conftest import ROOT

LIST = "id,name,day,hour,clinician,site,first\n1041,Ana,2027-12-01,9:30,Jo,1 Mill Lane,yes\n"
LIST += "1042,Ben,2027-12-01,9:30,Jo,1 Mill Lane,no\n"
POST = "id,email,consent,language\n1,anna@x.test,yes,en\n"
# What CPython on Windows has not, taken away before anything is imported.
WITHOUT = """
import os, sys
from types import SimpleNamespace
# The lock of a run asks for it elsewhere than on Windows alone.
sys.modules["fcntl"] = SimpleNamespace(flock=lambda *_: None, LOCK_EX=2, LOCK_NB=4)
for name in ("resource", "pwd", "grp", "termios", "posix_spawn"):
    sys.modules[name] = None
for name in ("fork", "forkpty", "chown", "getuid", "geteuid", "getgid", "mkfifo", "statvfs", "fchmod"):
    if hasattr(os, name):
        delattr(os, name)
os.register_at_fork = None
del os.register_at_fork
import multiprocessing
multiprocessing.set_start_method("spawn", force=True)
from brochure.__main__ import main
if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def without_posix(clinic: Path, *words: str) -> subprocess.CompletedProcess[str]:
    script = clinic / "as_windows.py"
    script.write_text(WITHOUT, encoding="ascii")
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, script, *words], check=False, capture_output=True, text=True, cwd=clinic, env=env
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("build acupuncture-pain --language en", "proved: "),
        ("check build/acupuncture-pain.en.trifold-a4.office.pdf", "file-missing"),
        ("new other", "made other"),
        ("set acupuncture-pain title Needles", "title is set"),
        ("review acupuncture-pain --language ar", "texts to look at"),
        ("merge your-visit --allow-draft --recipients list.csv --jobs 2", "2 copies made"),
        ("send acupuncture-pain --recipients post.csv --sender a@x.test --subject Hi --allow-draft --eml eml", "1"),
        ("doctor", "program"),
        ("print acupuncture-pain --allow-draft", "there is no 'lp'"),
        ("fonts add face.ttf", "faces: {text: "),
    ],
)
def test_nothing_asks_for_what_windows_has_not(
    words: str, said: str, clinic: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Processes are spawned there, and nobody has a number."""
    (clinic / "list.csv").write_text(LIST, encoding="utf-8")
    (clinic / "post.csv").write_text(POST, encoding="utf-8")
    (clinic / "face.ttf").write_bytes((ROOT / "fonts/latin/SourceSans3-Regular.ttf").read_bytes())
    monkeypatch.setenv("PATH", str(clinic))
    done = without_posix(clinic, *words.split())

    assert said in done.stdout, done.stdout + done.stderr
    assert "fault of the program" not in done.stderr
    assert "Traceback" not in done.stderr


def test_a_user_without_a_name_is_the_desk(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service has no USERNAME, and Windows no list of users."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(sys.modules, "pwd", None)

    assert who() == "the desk"
    assert private_words() == ()


def in_code_page(clinic: Path, *words: str, page: str = "cp1252") -> bytes:
    """What a program reads that has the words of another piped to it."""
    env = {**os.environ, "PYTHONIOENCODING": page, "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "brochure", *words], check=False, capture_output=True, cwd=clinic, env=env
    )
    assert done.stderr == b""
    return done.stdout


@pytest.mark.parametrize("page", ["cp1252", "cp437", "ascii"])
def test_what_programs_read_is_utf_8_whatever_the_code_page(page: str, clinic: Path) -> None:
    """JSON has no other encoding (RFC 8259, 8.1), and half of it in an escape of Python's is none."""
    file = clinic / "content/acupuncture-pain/pl.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "tytuł😀é: ", 1), encoding="utf-8")
    told = json.loads(in_code_page(clinic, "check", "acupuncture-pain", "--language", "pl", "--json", page=page))
    assert any("tytuł😀é" in each["message"] for each in told)
    assert json.loads(in_code_page(clinic, "schema", "leaflet", page=page))["properties"]
    github = in_code_page(
        clinic, "check", "acupuncture-pain", "--language", "pl", "--output-format", "github", page=page
    )
    assert "tytuł😀é" in github.decode()


def test_what_shells_read_has_no_carriage_returns(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows puts one before each line end; a script in a shell of git would stop at the first."""
    wanted: list[dict[str, object]] = []
    stdout = SimpleNamespace(reconfigure=lambda **said: wanted.append(said))
    from brochure.desk.saying import fit_stdout

    fit_stdout(stdout, "completion", "full")
    fit_stdout(stdout, "check", "json")
    fit_stdout(stdout, "check", "full")
    assert wanted == [{"encoding": "utf-8", "newline": "\n"}] * 2 + [{"errors": "backslashreplace"}]


def test_people_read_what_the_code_page_has(clinic: Path) -> None:
    """And signs for what it has not."""
    file = clinic / "content/acupuncture-pain/pl.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", "tytułé: ", 1), encoding="utf-8")
    said = in_code_page(clinic, "check", "acupuncture-pain", "--language", "pl").decode("cp1252")

    assert "tytu\\u0142é" in said


@pytest.mark.parametrize("name", ["con", "NUL", "aux.old", "com1", "LPT9", "clinic.", "clinic ", "COM¹"])
def test_no_folder_is_made_that_another_desk_could_not_have(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A clinic's folder goes from desk to desk; on Windows some names are devices, and last signs are cut off."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 1
    assert "error[bad-folder]" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["console", "my-clinic", "Ärzte & Co", "clinic.old", "auxiliary", "com10"])
def test_other_names_are_taken(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that are nearly devices."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", name]) == 0


def test_every_file_that_is_made_has_a_name_that_windows_takes(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Editions, packs, copies, letters, reviews, records, and what is kept beside them."""
    monkeypatch.chdir(clinic)
    (clinic / "list.csv").write_text(LIST.replace("1041", "a:b?c"), encoding="utf-8")
    (clinic / "post.csv").write_text(POST, encoding="utf-8")
    main(["build", "acupuncture-pain", "--edition", "all", "--language", "en"])
    main(["pack", "press", "acupuncture-pain", "--allow-draft", "--language", "en"])
    main(["merge", "your-visit", "--allow-draft", "--recipients", "list.csv"])
    main(["review", "acupuncture-pain"])
    letters = ["--sender", "a@x.test", "--subject", "Hi", "--allow-draft", "--eml", "eml"]
    main(["send", "acupuncture-pain", "--recipients", "post.csv", *letters])
    made = [path.relative_to(clinic) for path in clinic.rglob("*")]

    assert len(made) > 60
    assert {".eml", ".pdf", ".html", ".txt", ".jsonl"} <= {path.suffix for path in made}
    wrong = [path for path in made for part in path.parts if _is_refused(part)]
    assert wrong == []


def _is_refused(part: str) -> bool:
    return bool(set(part) & set('<>:"|?*\\')) or part[-1] in " ." or PureWindowsPath(part).is_reserved()


def test_a_lock_that_another_has_opened_meanwhile_is_left_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is open cannot be taken away there: a merge that is done must not end in a fault."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=lambda *_: None, LK_NBLCK=2))

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "The process cannot access the file", str(path))

    monkeypatch.setattr(Path, "unlink", refuse)
    with alone_at(tmp_path / "run"):
        pass


def test_a_disk_without_links_keeps_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FAT and exFAT, such as a stick, have none."""

    def refuse(*_: object) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    key = open_key(tmp_path / "key")

    assert open_key(tmp_path / "key") == key
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_file_that_is_open_elsewhere_is_told(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Acrobat keeps what it shows; the old file stays, and nothing half done beside it."""
    from brochure.files import write_whole

    path = clinic / "a.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(BadInput) as fault:
        write_whole(path, b"new")
    assert "close the file in other programs" in fault.value.findings[0].hint
    assert path.read_bytes() == b"old"
    assert not list(clinic.glob(".brochure-*"))


@pytest.mark.parametrize(
    ("system", "path", "said"),
    [
        ("nt", r"C:\Users\jo\clinic", r"C:\Users\jo\clinic"),
        ("nt", r"C:\My files\clinic", r'"C:\My files\clinic"'),
        ("posix", "my clinic", "'my clinic'"),
    ],
)
def test_a_path_is_said_as_the_shell_of_the_system_takes_it(system: str, path: str, said: str) -> None:
    """cmd knows no single quotes."""
    assert quoted_path(path, system) == said


def test_a_folder_whose_lines_end_as_there_is_built_typed_and_reviewed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every text that `new` writes there, and whatever an editor or git makes of it."""
    monkeypatch.chdir(tmp_path)
    assert main(["new", "clinic", "--layout", "zfold-a4"]) == 0
    monkeypatch.chdir(tmp_path / "clinic")
    for path in Path().rglob("*"):
        if path.suffix in (".yaml", ".xml", ".svg", ".json"):
            path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    file = Path("content/my-leaflet/en.yaml")
    lines = file.read_bytes().count(b"\r\n")
    assert main(["build"]) == 0
    assert main(["build", "--layout", "my-zfold-a4"]) == 0
    assert main(["set", "my-leaflet", "title", "Needles: what to know"]) == 0
    assert main(["review", "my-leaflet"]) == 0
    assert main(["review", "my-leaflet", "--back", "build/my-leaflet.en.review.html"]) == 0
    assert main(["migrate"]) == 0

    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n") == lines


@pytest.mark.parametrize("words", ["--help", "build --help", "send --help", "outbox --help", "explain", "layouts"])
def test_help_is_said_in_any_code_page(words: str, clinic: Path) -> None:
    """It is printed before a command begins."""
    assert in_code_page(clinic, *words.split(), page="ascii")
