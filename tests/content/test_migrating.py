"""Files of an older form: brought over in place, with every byte that somebody wrote."""

import re
import shutil
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput
from brochure.base.order import Order
from brochure.content.migrating import migrate
from brochure.content.shelf import open_shelf
from brochure.pipeline import make

HOME = Path(__file__).parents[2]
ADDED = re.compile(rb'^schema: "2"\r?\n(?:kind: treatment\r?\n)?', re.MULTILINE)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every YAML file below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*.yaml"))}


def test_what_is_shipped_is_brought_over_and_builds_the_same(clinic: Path) -> None:
    """Leaflets, brands and layouts; what was there is there, byte for byte, and so is the PDF."""
    before, first = files_of(clinic), make(Order("acupuncture-pain"), open_shelf(clinic)).data
    done = migrate(open_shelf(clinic))
    after = files_of(clinic)

    assert len(done) > 20
    changed = [name for name in before if after[name] != before[name]]
    assert all(ADDED.sub(b"", after[name], count=1) == before[name] for name in changed)
    assert len(changed) == len(done)
    assert make(Order("acupuncture-pain"), open_shelf(clinic)).data == first
    assert migrate(open_shelf(clinic)) == ()


FORMS = {
    "comments": b"# Ours.\n\n# Two lines.\ncode: A-1\n# mine\ntitle: T\n",
    "carriage returns": b"code: A-1\r\ntitle: T\r\n",
    "a byte order mark": b"\xef\xbb\xbfcode: A-1\ntitle: T\n",
    "no end of line": b"code: A-1",
    "a document mark": b"---\ncode: A-1\ntitle: T\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_bytes_stay_as_they_were_typed(form: str, tmp_path: Path) -> None:
    """Marks, ends of lines, comments."""
    path = tmp_path / "content" / "mine" / "en.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes(FORMS[form])
    migrate(open_shelf(tmp_path))
    written = path.read_bytes()

    assert written != FORMS[form]
    assert ADDED.sub(b"", written.replace(b"\xef\xbb\xbf", b""), count=1) == FORMS[form].replace(b"\xef\xbb\xbf", b"")
    assert written.startswith(b"\xef\xbb\xbf") == FORMS[form].startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("bad", ["{code: A-1, title: T}\n", "code: A-1\ncode: A-2\n", "- a\n- b\n"])
def test_one_file_that_takes_nothing_keeps_all_as_they_are(bad: str, clinic: Path) -> None:
    """A half-migrated folder would be the worst of both."""
    path = clinic / "content" / "mine" / "en.yaml"
    path.parent.mkdir()
    path.write_text(bad, encoding="utf-8")
    before = files_of(clinic)
    with pytest.raises(BadInput) as caught:
        migrate(open_shelf(clinic))

    assert files_of(clinic) == before
    assert all(finding.hint for finding in caught.value.findings)


def test_whoever_has_one_broken_file_is_told_that_nothing_was_written(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Else they would look through each file for what became of it."""
    (clinic / "content" / "mine").mkdir()
    (clinic / "content" / "mine" / "en.yaml").write_text("code: A-1\ncode: A-2\n", encoding="utf-8")
    monkeypatch.chdir(clinic)
    code = main(["migrate"])
    told = capsys.readouterr().out

    assert code == 1
    assert told.startswith("nothing was written")
    assert "mine/en.yaml:2" in told


def test_the_kind_of_the_clinic_is_left_to_it(tmp_path: Path) -> None:
    """`clinic.yaml` says it for all."""
    (tmp_path / "content" / "mine").mkdir(parents=True)
    (tmp_path / "content" / "clinic.yaml").write_text("kind: practical\n", encoding="utf-8")
    (tmp_path / "content" / "mine" / "en.yaml").write_text("code: A-1\n", encoding="utf-8")

    assert [each.added for each in migrate(open_shelf(tmp_path))] == [('schema: "2"',)]


def test_a_look_before_writes_nothing(clinic: Path) -> None:
    """`--dry-run`."""
    before = files_of(clinic)

    assert migrate(open_shelf(clinic), write=False)
    assert files_of(clinic) == before


def test_a_file_of_a_later_form_is_refused(clinic: Path) -> None:
    """It may say what this program does not know."""
    path = clinic / "content" / "your-visit" / "en.yaml"
    path.write_text('schema: "3"\n' + path.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        make(Order("your-visit"), open_shelf(clinic))

    assert [finding.code for finding in caught.value.findings] == ["unknown-choice"]
    shutil.rmtree(clinic / "content" / "your-visit")


RETIRED = b"""# Ours.
code: A-1
status: final
title: T
reviewer: "Ana Sanz"
# The last.
"""


@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("form", [b"", b'schema: "2"\n'])
def test_what_has_no_effect_is_taken_out_and_told(line_end: bytes, form: bytes, tmp_path: Path) -> None:
    """A file of today that still says it, too."""
    path = tmp_path / "content" / "mine" / "en.yaml"
    path.parent.mkdir(parents=True)
    path.write_bytes((form + RETIRED).replace(b"\n", line_end))
    done = migrate(open_shelf(tmp_path))
    rest = b'# Ours.\nschema: "2"\nkind: treatment\ncode: A-1\ntitle: T\n# The last.\n'
    if form:
        rest = b'schema: "2"\n# Ours.\ncode: A-1\ntitle: T\n# The last.\n'

    assert path.read_bytes() == rest.replace(b"\n", line_end)
    assert [each.taken_out for each in done] == [("status: final", 'reviewer: "Ana Sanz"')]
    assert migrate(open_shelf(tmp_path)) == ()


@pytest.mark.parametrize(
    "value", [">-\n  Ana\n  Sanz", "|\n  Ana\n\n  Sanz", "Ana\n  Sanz", '"Ana\n  Sanz"', "\n  Ana"]
)
def test_a_value_over_more_lines_goes_whole(value: str, tmp_path: Path) -> None:
    """Its first line alone would leave the others to the field before."""
    path = tmp_path / "content" / "mine" / "en.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"code: A-1\nreviewer: {value}\n\n# Ours.\ntitle: T\n", encoding="utf-8")
    migrate(open_shelf(tmp_path))

    assert path.read_text(encoding="utf-8").endswith("code: A-1\n\n# Ours.\ntitle: T\n")


def test_the_duties_that_a_note_lacks_are_told(
    clinic: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A note of a heading and a text is brought over as it is, and lacks what only a clinician can write."""
    path = clinic / "content" / "mine" / "en.yaml"
    path.parent.mkdir()
    words = (clinic / "content" / "after-treatment" / "en.yaml").read_text(encoding="utf-8")
    words = re.sub(
        r"^safety:\n(?:  .*\n)+", "safety: {heading: Combined care, text: Ask us.}\n", words, flags=re.MULTILINE
    )
    path.write_text(re.sub(r"^schema: .*\n", "", words, flags=re.MULTILINE), encoding="utf-8")
    monkeypatch.chdir(clinic)

    assert main(["migrate"]) == 0
    told = capsys.readouterr().out
    assert told.count("mine/en.yaml:") >= 3
    assert told.count("warning[duty-missing]") == 2
