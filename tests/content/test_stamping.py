"""`brochure stamp`: fingerprints are written, and nothing else in the file moves."""

import re
from pathlib import Path

import pytest

from brochure.__main__ import main
from brochure.base.blocks import blocks_of
from brochure.base.findings import BadInput
from brochure.base.leaflet import Leaflet
from brochure.base.order import Order
from brochure.content.read import read_yaml
from brochure.content.shelf import open_shelf
from brochure.content.stamping import Stamped, stamp_translation
from brochure.record.fingerprints import stale_findings
from tests.earlier import with_earlier_leaflet


@pytest.fixture
def clinic(clinic: Path) -> Path:
    """With words that these tests change."""
    return with_earlier_leaflet(clinic)


Printed = pytest.CaptureFixture[str]
ORDER = Order("acupuncture-pain", "es")


@pytest.fixture
def folder(clinic: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The leaflet's folder of a clinic whose Spanish has no fingerprints yet."""
    monkeypatch.chdir(clinic)
    path = clinic / "content/acupuncture-pain"
    text = (path / "es.yaml").read_text(encoding="utf-8")
    (path / "es.yaml").write_text(text[: text.index("\n# Written by `brochure stamp`")], encoding="utf-8")
    return path


def stamp(folder: Path) -> Stamped:
    return stamp_translation(ORDER, open_shelf(folder.parent.parent))


def test_a_first_stamp_is_added_at_the_end(folder: Path) -> None:
    """Every byte that somebody wrote stays where it is."""
    path = folder / "es.yaml"
    before = path.read_bytes()

    done = stamp(folder)

    source = read_yaml(folder / "en.yaml", Leaflet)
    assert path.read_bytes().startswith(before + b"\n# ")
    assert stale_findings(read_yaml(path, Leaflet), source) == done.findings == ()
    assert done.renewed == tuple(block.path for block in blocks_of(source))


def test_a_second_stamp_changes_nothing(folder: Path) -> None:
    """The file is not even written."""
    path = folder / "es.yaml"
    stamp(folder)
    before, written = path.read_bytes(), path.stat().st_mtime_ns

    done = stamp(folder)

    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, written)
    assert (done.renewed, done.dropped, done.blocks) == ((), (), 48)


def test_only_the_fingerprint_of_a_changed_source_is_renewed(folder: Path) -> None:
    """The difference that is committed shows what was read again."""
    stamp(folder)
    before = (folder / "es.yaml").read_text(encoding="utf-8").splitlines()
    text = (folder / "en.yaml").read_text(encoding="utf-8")
    (folder / "en.yaml").write_text(text.replace("title: Pain Management", "title: Pain"), encoding="utf-8")

    done = stamp(folder)

    after = (folder / "es.yaml").read_text(encoding="utf-8").splitlines()
    changed = [old for old, new in zip(before, after, strict=True) if old != new]
    assert done.renewed == ("title",)
    assert [line.split(":")[0] for line in changed] == ["  title"]


@pytest.mark.parametrize("end", [b"", b"\n", b"\n\n\n", b"\n# a remark of ours"], ids=repr)
@pytest.mark.parametrize("line_end", [b"\n", b"\r\n"], ids=repr)
@pytest.mark.parametrize("begin", [b"", b"\xef\xbb\xbf"], ids=repr)
def test_every_way_to_end_a_line_and_a_file_is_kept(folder: Path, begin: bytes, line_end: bytes, end: bytes) -> None:
    """Editors differ, and none is to find its file changed."""
    path = folder / "es.yaml"
    before = begin + (path.read_bytes().rstrip(b"\n") + end).replace(b"\n", line_end)
    path.write_bytes(before)

    stamp(folder)

    after = path.read_bytes()
    assert after.startswith(before)
    assert after.count(b"\n") == after.count(line_end)
    assert after.endswith(b'"' + line_end)


def test_a_map_that_is_not_at_the_end_is_renewed_where_it_stands(folder: Path) -> None:
    """A clinic may have written below it; comments and blank lines there are the clinic's."""
    path = folder / "es.yaml"
    head = path.read_text(encoding="utf-8")
    tail = "\n\n# ours\nmade_from: {title: '01234567',\n  ghost: '89abcdef'}\n\n# below\nphoto:\n"
    path.write_text(head + tail, encoding="utf-8")

    done = stamp(folder)

    text = path.read_text(encoding="utf-8")
    assert text.startswith(head + "\n\n# ours\nmade_from:\n  title: ")
    assert text.endswith('"\n\n# below\nphoto:\n')
    assert done.dropped == ("ghost",)
    assert "title" in done.renewed


def test_a_block_that_is_not_translated_is_not_stamped(folder: Path, capsys: Printed) -> None:
    """A stamp says that somebody translated it; what is missing is still told."""
    path = folder / "es.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("strapline: Cómo puede ayudar la acupuntura, en siete puntos\n", ""), encoding="utf-8")

    code = main(["stamp", "acupuncture-pain", "--language", "es"])

    told = capsys.readouterr().out
    assert code == 0
    assert "stamped 47 of 47 blocks" in told
    assert "  title\n" in told
    assert "  strapline" not in told.split("warning")[0]
    assert "warning[translation-missing]: 'strapline' of " in told


def test_a_file_without_a_source_is_refused(folder: Path, capsys: Printed) -> None:
    """An original was made from nothing."""
    before = (folder / "en.yaml").read_bytes()

    code = main(["stamp", "acupuncture-pain", "--language", "en", "--output-format", "concise"])

    assert code == 1
    assert "error[not-a-translation]" in capsys.readouterr().out
    assert (folder / "en.yaml").read_bytes() == before


def test_a_file_whose_end_takes_no_more_is_left_alone(folder: Path) -> None:
    """After `...` a YAML document is over."""
    path = folder / "es.yaml"
    before = path.read_bytes() + b"...\n"
    path.write_bytes(before)

    with pytest.raises(BadInput) as caught:
        stamp(folder)

    assert [fault.code for fault in caught.value.findings] == ["not-stamped"]
    assert path.read_bytes() == before


def test_a_translation_of_the_program_is_not_stamped_from_another_folder(folder: Path) -> None:
    """A clinic's desk changes the clinic's own files."""
    (folder / "es.yaml").unlink()

    with pytest.raises(BadInput) as caught:
        stamp(folder)

    assert [fault.code for fault in caught.value.findings] == ["outside-project"]


def test_release_is_an_option_of_build_only(folder: Path, capsys: Printed) -> None:
    """`check` and `watch` are for drafts."""
    released = main(["build", "acupuncture-pain", "--language", "es", "--release", "--output-format", "concise"])

    assert released == 1
    assert "error[not-released]" in capsys.readouterr().out
    assert not list((folder.parent.parent / "build").glob("*.pdf"))
    assert [main([command, "--release"]) for command in ("check", "watch", "prove")] == [2, 2, 2]


def test_what_the_clinic_says_for_all_is_said_for_a_translation_too(clinic: Path) -> None:
    """`author:` may stand in `clinic.yaml` alone; a stamp needs it no less and finds it there."""
    home = clinic / "content/acupuncture-pain"
    author = "author: Riverside Acupuncture, patient information group\n"
    (clinic / "content/clinic.yaml").write_text(author, encoding="utf-8")
    for path in home.glob("[a-z]*.yaml"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^author: .*\n", "", text), encoding="utf-8")

    done = stamp_translation(ORDER, open_shelf(clinic))

    assert done.blocks == 48
    assert "author:" not in (home / "es.yaml").read_text(encoding="utf-8")
