"""Files are whole or not there, and nobody else's file is touched."""

import errno
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest

from brochure.__main__ import main
from brochure.base.findings import BadInput, Finding
from brochure.files import prepare_folder, refuse_foreign, write_whole

OURS = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 Brochure\n%%EOF"


def fault_of(caught: pytest.ExceptionInfo[BadInput]) -> Finding:
    (finding,) = caught.value.findings
    return finding


def refuse(number: int) -> Any:
    """A function of the system that fails with this error."""

    def fail(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 KiB of its own."""
    with mounted(tmp_path / "disk", "size=64k") as disk:
        yield disk


class mounted:  # noqa: N801 - reads as a verb where it is used
    """A temporary disk while the block runs; skips the test where mounting is not allowed."""

    def __init__(self, place: Path, options: str) -> None:
        self.place, self.options = place, options

    def __enter__(self) -> Path:
        self.place.mkdir()
        mount = shutil.which("mount")
        words = [mount or "", "-t", "tmpfs", "-o", self.options, "tmpfs", str(self.place)]
        if mount is None or subprocess.run(words, capture_output=True, check=False).returncode:
            pytest.skip("a disk cannot be mounted here, so a real one was NOT filled")
        return self.place

    def __exit__(self, *_: object) -> None:
        subprocess.run(["umount", str(self.place)], check=True)


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    """Nothing else is left in the folder."""
    write_whole(tmp_path / "a.pdf", OURS)

    assert (tmp_path / "a.pdf").read_bytes() == OURS
    assert [file.name for file in tmp_path.iterdir()] == ["a.pdf"]


def test_others_may_read_what_was_written(tmp_path: Path) -> None:
    """Temporary files are secret at first; a leaflet on a shared disk is not."""
    write_whole(tmp_path / "a.pdf", OURS)

    assert (tmp_path / "a.pdf").stat().st_mode & 0o444 == 0o444


@pytest.mark.parametrize("step", ["replace", "fsync", "fdopen"])
def test_a_failed_write_leaves_the_old_file_whole(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FI05: the disk may be full at any step; the leaflet of yesterday is still there, and no half of a new one."""
    (tmp_path / "a.pdf").write_bytes(b"old")
    monkeypatch.setattr(os, step, refuse(errno.ENOSPC))

    with pytest.raises(BadInput) as caught:
        write_whole(tmp_path / "a.pdf", OURS)

    assert fault_of(caught).code == "not-written"
    assert "no space left on device" in fault_of(caught).message
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a.pdf": b"old"}


def test_a_write_that_is_stopped_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FI05: ctrl-c is a way to stop like any other."""

    def stop(_: int) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", stop)

    with pytest.raises(KeyboardInterrupt):
        write_whole(tmp_path / "a.pdf", OURS)

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_another_program_holds_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On Windows a viewer locks the file that it shows."""
    monkeypatch.setattr(os, "replace", refuse(errno.EACCES))

    with pytest.raises(BadInput) as caught:
        write_whole(tmp_path / "a.pdf", OURS)

    assert "other programs" in fault_of(caught).hint


def test_a_full_disk_leaves_the_old_file_whole(small_disk: Path) -> None:
    """FI05: the same on a real disk."""
    write_whole(small_disk / "a.pdf", b"old")

    with pytest.raises(BadInput) as caught:
        write_whole(small_disk / "a.pdf", bytes(1_000_000))

    assert "no space left" in fault_of(caught).message
    assert {file.name: file.read_bytes() for file in small_disk.iterdir()} == {"a.pdf": b"old"}


def test_the_output_folder_is_made_and_left_empty(tmp_path: Path) -> None:
    """Trying to write leaves no trace."""
    prepare_folder(tmp_path / "build")
    prepare_folder(tmp_path / "build")

    assert list((tmp_path / "build").iterdir()) == []


def test_a_file_is_no_output_folder(tmp_path: Path) -> None:
    """FI04."""
    (tmp_path / "build").write_text("mine")

    with pytest.raises(BadInput) as caught:
        prepare_folder(tmp_path / "build")

    assert fault_of(caught).message.endswith("is a file, not a folder")
    assert (tmp_path / "build").read_text() == "mine"


def test_a_missing_parent_is_not_made(tmp_path: Path) -> None:
    """FI04: a slip in a long path would make a tree of folders that nobody looks into."""
    with pytest.raises(BadInput) as caught:
        prepare_folder(tmp_path / "bulid" / "leaflets")

    assert fault_of(caught).message.endswith("lies in a folder that does not exist")
    assert list(tmp_path.iterdir()) == []


def test_a_parent_that_is_a_file_is_refused(tmp_path: Path) -> None:
    """FI04."""
    (tmp_path / "build").write_text("mine")

    with pytest.raises(BadInput) as caught:
        prepare_folder(tmp_path / "build" / "inner")

    assert "not a directory" in fault_of(caught).message


def test_a_folder_without_leave_to_write_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """FI05: the system's own reason is repeated."""
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse(errno.EACCES))

    with pytest.raises(BadInput) as caught:
        prepare_folder(tmp_path)

    assert fault_of(caught).message.endswith("cannot be written to: permission denied")


def test_a_disk_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """FI05: the same on a real disk."""
    with mounted(tmp_path / "disk", "ro") as disk, pytest.raises(BadInput) as caught:
        prepare_folder(disk)

    assert "read-only" in fault_of(caught).message


@pytest.mark.parametrize("row", ["FI04", "FI05"])
def test_a_bad_folder_is_told_in_one_line_before_anything_is_set(
    row: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """FI04, FI05: nobody waits for leaflets that cannot be put anywhere."""
    import brochure.pipeline

    def set_nothing(*_: object) -> NoReturn:
        raise AssertionError("a leaflet was set")

    monkeypatch.setattr(brochure.pipeline, "make", set_nothing)
    if row == "FI04":
        (tmp_path / "out").write_text("mine")
    else:
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", refuse(errno.EACCES))

    code = main(["build", "--out", str(tmp_path / "out"), "--output-format", "concise"])

    (line,) = capsys.readouterr().out.splitlines()
    assert code == 1
    assert line.startswith(f"error[bad-folder]: output folder '{tmp_path / 'out'}' ")


@pytest.mark.parametrize("data", [b"", b"notes of mine", b"%PDF-1.4 of another program"])
def test_a_file_that_we_did_not_make_is_left_alone(data: bytes, tmp_path: Path) -> None:
    """FI02: it may be the only copy of something."""
    (tmp_path / "a.pdf").write_bytes(data)

    with pytest.raises(BadInput) as caught:
        refuse_foreign(tmp_path / "a.pdf")

    assert fault_of(caught).code == "output-exists"
    assert "--overwrite" in fault_of(caught).hint


def test_a_folder_of_that_name_is_left_alone(tmp_path: Path) -> None:
    """FI02."""
    (tmp_path / "a.pdf").mkdir()

    with pytest.raises(BadInput):
        refuse_foreign(tmp_path / "a.pdf")


def test_our_own_file_and_no_file_pass(tmp_path: Path) -> None:
    """FI02: a leaflet is made again in place."""
    (tmp_path / "a.pdf").write_bytes(OURS)

    refuse_foreign(tmp_path / "a.pdf")
    refuse_foreign(tmp_path / "b.pdf")


def test_build_overwrites_its_own_files_and_others_only_when_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """FI02: from the command to the disk."""
    words = ["build", "acupuncture-pain", "--language", "en", "--out", str(tmp_path)]
    file = tmp_path / "acupuncture-pain.en.trifold-a4.office.pdf"
    file.write_bytes(b"mine")

    refused = main(words)
    kept = file.read_bytes()
    forced = main([*words, "--overwrite"])
    made = file.read_bytes()
    again = main(words)

    assert (refused, forced, again) == (1, 0, 0)
    assert kept == b"mine"
    assert made.startswith(b"%PDF")
    assert file.read_bytes() == made
    assert "was not made by this program" in capsys.readouterr().out
