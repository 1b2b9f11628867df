"""The program as PyInstaller builds it: a folder that needs no Python, whose face is the studio."""

import os
import re
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.judge
LIST = """id,name,day,hour,clinician,site,first
1041,Anna Nowak,2027-12-01,9:30,Dr Jo Example,12 Mill Lane,yes
1042,Ben Lee,2027-12-01,10:30,Dr Jo Example,12 Mill Lane,no
"""
NO_PYTHON = {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built once, in a minute; without PyInstaller the test is skipped at a desk and fails in CI."""
    if find_spec("PyInstaller") is None:
        message = "JUDGE MISSING: PyInstaller is not installed, so the installer was NOT built"
        pytest.fail(message) if os.environ.get("CI") else pytest.skip(message)
    folder = tmp_path_factory.mktemp("built")
    places = ["--distpath", str(folder / "dist"), "--workpath", str(folder / "work")]
    recipe = ROOT / "docs/installer/brochure.spec"
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *places, str(recipe)]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    assert done.returncode == 0, done.stderr[-3000:]
    return folder / "dist" / "brochure" / "brochure"


def asked(program: Path, where: Path, *words: str) -> str:
    done = subprocess.run([program, *words], check=False, capture_output=True, text=True, cwd=where, env=NO_PYTHON)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_it_makes_a_folder_and_sets_its_leaflet(program: Path, tmp_path: Path) -> None:
    """Every room, the faces, the words of the languages, and the processes that it starts of itself."""
    asked(program, tmp_path, "new", "clinic")
    clinic = tmp_path / "clinic"
    assert "proved: " in asked(program, clinic, "build")
    assert "proved: " in asked(program, clinic, "build", "acupuncture-pain", "--samples", "--language", "ar")
    (clinic / "list.csv").write_text(LIST, encoding="utf-8")
    merge = ("merge", "your-visit", "--samples", "--allow-draft", "--recipients", "list.csv", "--jobs", "2")
    assert "2 copies made" in asked(program, clinic, *merge)
    asked(program, clinic, "new", "from-word", "--from", str(ROOT / "tests/content/word/leaflet.docx"))
    face = next((ROOT / "fonts").rglob("*.ttf"))
    assert "faces: {text: " in asked(program, clinic, "fonts", "add", str(face))


@pytest.mark.parametrize("where", ["in the folder", "elsewhere"])
def test_without_a_word_it_opens_the_studio(where: str, program: Path, tmp_path: Path) -> None:
    """In the clinic's folder, or in one that it makes at home; a click is all that a person has."""
    asked(program, tmp_path, "new", "clinic")
    (tmp_path / "desktop").mkdir()
    home = tmp_path / ("clinic" if where == "in the folder" else "desktop")
    env = NO_PYTHON | {"BROWSER": "true", "HOME": str(tmp_path)}
    process = subprocess.Popen([program], cwd=home, env=env, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        link = next(found[0] for line in process.stdout if (found := re.search(r"http://\S+", line)))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        with browser.open(link, timeout=20) as answer:
            assert b"<title>Leaflets</title>" in answer.read()
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert (tmp_path / "My clinic/content").is_dir() == (where == "elsewhere")
