"""What a desk has and lacks, and how a shell learns the words."""

import argparse
import json
import shlex
import subprocess
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.desk.arguments import parser
from brochure.desk.doctor import DeskPart
from brochure.desk.examples import EXAMPLES


def test_a_desk_says_what_it_lacks_and_how_to_get_it(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A line for each thing; nothing that everything needs is missing here."""
    monkeypatch.chdir(clinic)
    monkeypatch.setenv("PATH", str(clinic))

    assert main(["doctor"]) == 0
    told = capsys.readouterr().out
    assert "yes  faces                    13 families" in told
    assert "no   lp                       `brochure print`: install CUPS (Debian: cups-client)" in told
    assert all(line.startswith(("yes  ", "no   ")) for line in told.splitlines())


def test_programs_read_it(clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """The same as JSON."""
    monkeypatch.chdir(clinic)

    assert main(["doctor", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [set(row) for row in rows] == [set(DeskPart._fields)] * len(rows)
    assert next(row for row in rows if row["name"] == "clinic's folder")["there"]


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Temporary files are needed by everything."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("brochure.desk.doctor.os.access", lambda *_: False)

    assert main(["doctor"]) == 1
    assert "NO   temporary files" in capsys.readouterr().out


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_a_shell_learns_every_command(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    """From the parser itself."""
    assert main(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert all(name in script for name in EXAMPLES)


def test_bash_completes_what_was_begun(capsys: pytest.CaptureFixture[str]) -> None:
    """`rec` and a tab, in a real one."""
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    asked = "COMP_WORDS=(brochure rec) COMP_CWORD=1; _shtab_brochure; echo ${COMPREPLY[@]}"
    done = subprocess.run(["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "record-line"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("build acu", "acupuncture-pain"), ("review x --language p", "pl"), ("check --layout zf", "zfold-a4"),
     ("build --layout own", "own-shape"), ("build --edition lar", "large-print"), ("send acu", "acupuncture-pain"),
     ("build riv", "")],
)  # fmt: skip
def test_a_shell_knows_the_names_of_the_folder(
    typed: str, meant: str, clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of leaflets, languages, layouts and editions, from anywhere inside it; brands are no leaflets."""
    assert main(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    (clinic / "layouts/own-shape").mkdir()
    (clinic / "layouts/own-shape/layout.yaml").touch()
    words = ["brochure", *typed.split()]
    asked = f"COMP_WORDS=({' '.join(words)}) COMP_CWORD={len(words) - 1}; _shtab_brochure; echo ${{COMPREPLY[@]}}"
    done = subprocess.run(
        ["bash", "-c", f"{script}\n{asked}"], capture_output=True, text=True, check=True, cwd=clinic / "content/brands"
    )

    assert done.stdout.split() == meant.split()


def test_every_example_is_one_that_the_program_takes(capsys: pytest.CaptureFixture[str]) -> None:
    """An example that is refused is worse than none."""
    (commands,) = (each for each in parser("brochure")._actions if isinstance(each, argparse._SubParsersAction))
    assert list(EXAMPLES) == list(commands.choices)
    for name, lines in EXAMPLES.items():
        for line in lines:
            words = shlex.split(line.partition(" > ")[0])
            assert words[0] == name
            assert parser("brochure").parse_args(words).command == name


def test_help_ends_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    """What people copy first."""
    assert main(["print", "--help"]) == 0
    assert capsys.readouterr().out.rstrip().endswith("brochure print acupuncture-pain --edition large-print")


def test_whoever_types_the_name_alone_sees_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    """Not that something is required; a script is told that nothing was done."""
    assert main([]) == 2
    assert "record-line" in capsys.readouterr().out
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("brochure 0.")
