"""Words that a person types, the exit code, and what is shown."""

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

import pytest

from brochure.__main__ import main
from brochure.base.codes import CODES
from brochure.base.findings import BadInput, Finding
from brochure.content.schema import schema_text
from brochure.desk import commands
from brochure.preflight import CHECKS
from tests.conftest import ROOT

Printed = pytest.CaptureFixture[str]


def options_in(text: str) -> set[str]:
    return set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))


def helped(*words: str | Path) -> str:
    done = subprocess.run([sys.executable, *words, "--help"], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


def test_make_pdf_takes_the_options_of_brochure_build() -> None:
    """The README calls them the same."""
    front, build = helped("make_pdf.py"), helped("-m", "brochure", "build")

    assert options_in(front) == options_in(build)
    assert {"--layout", "--edition", "--language", "--brand", "--out", "--output-format"} <= options_in(front)


@pytest.mark.parametrize("command", sorted(commands.COMMANDS))
def test_every_command_explains_itself(command: str, capsys: Printed) -> None:
    """Exit code 0: asking for help is no wrong use."""
    code = main([command, "--help"])

    assert code == 0
    assert f"usage: brochure {command}" in capsys.readouterr().out


def test_the_help_names_every_command_and_exit_code(capsys: Printed) -> None:
    """What is not in the help is found by nobody."""
    main(["--help"])

    told = capsys.readouterr().out
    assert all(re.search(rf"^ +{command}\s", told, re.M) for command in commands.COMMANDS)
    assert "0 clean, 1 findings, 2 wrong use" in told


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["biuld"],
        ["build", "--lyaout", "x"],
        ["build", "a", "b"],
        ["new"],
        ["schema", "leaf"],
        ["explain", "no-such"],
    ],
)
def test_wrong_use_is_exit_code_two(words: list[str], capsys: Printed) -> None:
    """Scripts tell a slip in the command from a fault in the words."""
    assert main(words) == 2
    told = capsys.readouterr()
    assert told.out or told.err
    assert "Traceback" not in told.err


def test_a_command_without_words_is_build_for_make_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """`python make_pdf.py` and `python make_pdf.py LEAFLET` both build."""
    seen: list[str | None] = []

    def note(arguments: argparse.Namespace, _: object) -> int:
        seen.append(arguments.leaflet)
        return 0

    monkeypatch.setitem(commands.COMMANDS, "build", note)

    codes = [main(words, default="build") for words in ([], ["acupuncture-pain"], ["build", "after-treatment"])]

    assert codes == [0, 0, 0]
    assert seen == [None, "acupuncture-pain", "after-treatment"]


@pytest.mark.parametrize("words", [["build", "no-such"], ["check", "no-such"], ["build", "--layout", "no-such"]])
def test_findings_are_exit_code_one(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """A name that nothing has is a fault in what was asked for, told with the names that there are."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    code = main([*words, "--output-format", "concise"])

    assert code == 1
    assert "there is no l" in capsys.readouterr().out


@pytest.mark.parametrize("what", ["leaflet", "layout", "language", "brand", "edition"])
@pytest.mark.parametrize("command", ["build", "check", "merge", "send"])
def test_a_name_that_leads_outside_is_an_unknown_name(
    command: str, what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Whatever stands at that path, no command looks there. A letter's layout is that of its edition."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    Path("list.csv").write_text(
        "id,email,consent,name,day,hour,clinician,site,first\n1,a@x.test,yes,A,2027-01-04,9:30,B,C,yes\n",
        encoding="utf-8",
    )
    leaflet = "your-visit" if command == "merge" else "after-treatment"
    options = {"leaflet": leaflet, "language": "en"} | ({} if command == "send" else {"layout": ""})
    options |= {what: "../../etc"}
    words = [command, options.pop("leaflet"), *(f"--{name}={said}" for name, said in options.items())]
    if command in ("merge", "send"):
        words += ["--recipients", "list.csv", "--dry-run"]
    if command == "send":
        words += ["--sender", "i@x.test", "--subject", "Information", "--allow-draft"]

    code = main([*words, "--output-format", "concise"])

    refused = command == "send" and what == "layout"  # it has no such option
    assert code == (2 if refused else 1)
    assert (f"error[unknown-{what}]" in capsys.readouterr().out) != refused


def test_a_finding_in_json_can_be_parsed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """Nothing else stands on the output."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    main(["build", "acupuncture-pian", "--output-format", "json"])

    (found,) = json.loads(capsys.readouterr().out)
    assert found["code"] == "unknown-leaflet"
    assert "acupuncture-pain" in found["hint"]


def test_a_clean_build_in_json_is_an_empty_list(tmp_path: Path, capsys: Printed) -> None:
    """Exit code 0, and still something to parse."""
    code = main(["build", "acupuncture-pain", "--out", str(tmp_path), "--output-format", "json"])

    assert code == 0
    assert [found for found in json.loads(capsys.readouterr().out) if found["severity"] == "error"] == []


def test_a_full_build_says_what_was_made_and_proved(tmp_path: Path, capsys: Printed) -> None:
    """Size of the file, size of the type, and the proof."""
    main(["build", "acupuncture-pain", "--language", "en", "--out", str(tmp_path)])

    told = capsys.readouterr().out
    assert re.search(r"acupuncture-pain\.en\.trifold-a4\.office\.pdf  \d+\.\d KB\n  body [\d.]+ pt", told)
    assert re.search(r"proved: \d{3} words, each once, in order, visible by their places, and read back", told)


def test_check_counts_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """It may be run on a read-only copy."""
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    code = main(["check", "acupuncture-pain", "--language", "en"])

    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("checked 1 leaflet: ")
    assert (code == 0) == bool(re.search(r"(nothing found|: \d+ notes?)$", last))
    assert list(tmp_path.iterdir()) == [tmp_path / "content"]


def raise_finding(*_: object) -> NoReturn:
    raise BadInput(Finding("bad-folder", "a fault", None, "a way out"))


def test_there_is_no_colour_off_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """Logs and pipes hold words only."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setitem(commands.COMMANDS, "fonts", raise_finding)

    main(["fonts"])

    assert capsys.readouterr().out == "error[bad-folder]: a fault\n  hint: a way out\n"


@pytest.mark.parametrize(("setting", "coloured"), [("", True), ("1", False), ("0", False)])
def test_no_color_is_honoured_on_a_terminal(
    setting: str, coloured: bool, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """Source: no-color.org, "when present and not an empty string (regardless of its value)"."""
    monkeypatch.setenv("NO_COLOR", setting)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setitem(commands.COMMANDS, "fonts", raise_finding)

    main(["fonts"])

    assert ("\033[" in capsys.readouterr().out) == coloured


def raise_fault(*_: object) -> NoReturn:
    raise ZeroDivisionError("our own")


def test_a_fault_of_the_program_is_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: Printed) -> None:
    """A traceback tells a person at a clinic nothing."""
    monkeypatch.setitem(commands.COMMANDS, "build", raise_fault)

    code = main(["build"])

    told = capsys.readouterr()
    assert code == 1
    assert told.err == (
        "brochure: this is a fault of the program (ZeroDivisionError); run again with --debug and report it\n"
    )


def test_debug_shows_where_the_fault_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever mends it asks for the traceback."""
    monkeypatch.setitem(commands.COMMANDS, "build", raise_fault)

    with pytest.raises(ZeroDivisionError):
        main(["build", "--debug"])


def test_words_that_the_terminal_cannot_show_stop_nothing() -> None:
    """An old code page lacks the letters of most leaflets."""
    words = [sys.executable, "-m", "brochure", "build", "针灸", "--output-format", "concise"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 1
    assert rb"there is no leaflet '\u9488\u7078'" in done.stdout
    assert done.stderr == b""


def test_a_reader_that_has_seen_enough_is_no_fault() -> None:
    """`brochure explain | head -1`."""
    words = [sys.executable, "-m", "brochure", "explain"]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()

    assert (running.returncode, told) == (0, b"")


def test_explain_tells_why_and_the_way_out(capsys: Printed) -> None:
    """The code in every report leads here."""
    code = main(["explain", "overset-text"])

    assert code == 0
    assert capsys.readouterr().out == f"overset-text\n{CODES['overset-text']}\n"


def test_explain_alone_lists_every_code(capsys: Printed) -> None:
    """One line each, in the order of the alphabet."""
    main(["explain"])

    assert [line.split(":")[0] for line in capsys.readouterr().out.splitlines()] == sorted([*CODES, *CHECKS])


def test_explain_offers_the_nearest_code(capsys: Printed) -> None:
    """A code is often typed from memory."""
    main(["explain", "overset-txt"])

    assert "did you mean 'overset-text'?" in capsys.readouterr().out


@pytest.mark.parametrize("kind", ["leaflet", "brand", "layout"])
def test_schema_prints_what_ships(kind: str, capsys: Printed) -> None:
    """Editors take the file under docs/; the command must say the same."""
    code = main(["schema", kind])

    told = capsys.readouterr().out
    assert code == 0
    assert json.loads(told)["title"] == kind
    assert told.strip() == schema_text(kind)


def test_fonts_lists_every_face_once(capsys: Printed) -> None:
    """Those of the manifest, opened and compared with it."""
    names = [row["name"] for row in json.loads((ROOT / "fonts/manifest.json").read_text(encoding="utf-8"))]

    code = main(["fonts", "--output-format", "json"])

    assert code == 0
    assert sorted(row["name"] for row in json.loads(capsys.readouterr().out)) == sorted(names)


def test_fonts_refuses_a_file_that_is_no_font(tmp_path: Path, capsys: Printed) -> None:
    """It says why, and the exit code is that of findings."""
    (tmp_path / "a.ttf").write_bytes(b"no font")

    code = main(["fonts", "--admit", str(tmp_path / "a.ttf"), "--output-format", "concise"])

    assert code == 1
    assert "error[font-" in capsys.readouterr().out


HOSTILE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202e"


@pytest.mark.parametrize("form", ["full", "concise", "json", "github"])
@pytest.mark.parametrize("what", ["folder", "key", "file", "option"])
def test_no_escape_code_reaches_a_terminal(
    what: str, form: str, clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    """In the name of a file or folder, in what was typed into YAML or after the command."""
    monkeypatch.chdir(clinic)
    name = HOSTILE.replace("/", "")
    folder = clinic / "content" / "after-treatment"
    words = ["build", "after-treatment", "--output-format", form]
    match what:
        case "folder":
            words += ["--out", name]
        case "key":
            file = folder / "en.yaml"
            file.write_text(file.read_text(encoding="utf-8") + '"\\e[2J\\u202e": x\n', encoding="utf-8")
        case "file":
            (clinic / f"{name}.pdf").write_bytes(b"%PDF-1.4 nothing")
            words = ["check", f"{name}.pdf", "--output-format", form]
        case _:
            words += [f"--no-such-{name}"]

    main(words)

    told = capsys.readouterr()
    assert told.out or told.err or what == "folder"
    assert not set("\x1b\x07\x9b\u202e") & set(told.out + told.err)


LONG = "a" * 3000


@pytest.mark.parametrize(
    "words",
    [
        ["build", LONG], ["build", "after-treatment", "--brand", f"{LONG}.yaml"], ["check", f"{LONG}.pdf"],
        ["watch", LONG], ["build", "after-treatment", "--out", LONG], ["impose", LONG], ["new", LONG],
        ["stamp", LONG, "--language", "en"],
        ["merge", "your-visit", "--allow-draft", "--recipients", LONG],
        ["send", LONG, "--recipients", LONG], ["fonts", "--admit", LONG],
        ["outbox", "status", "--outbox", LONG], ["build", "after-treatment", "--edition", "press", "--icc", LONG],
    ],
    ids=lambda words: " ".join(word[:12] for word in words),
)  # fmt: skip
def test_a_name_longer_than_any_file_may_have_is_a_finding(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Printed
) -> None:
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)

    assert main(words) in (1, 2)

    told = capsys.readouterr()
    assert told.out.startswith("error[")
    assert "fault of the program" not in told.err
